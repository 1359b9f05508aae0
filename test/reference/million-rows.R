# Reference values for test/reference/million-rows.test.ts, computed with R and not with the code under test, on a million
# rows that both sides make by the generator of Park & Miller (1988): whole numbers and a few divisions, the same everywhere.
# Regenerate: cd test/reference && Rscript million-rows.R        (needs jsonlite, sandwich, pROC; about a minute)
suppressMessages({library(jsonlite); library(sandwich); library(pROC)})
n <- 1e6
draw <- compiler::cmpfun(function(count) { s <- 20261121; out <- numeric(count); for (i in seq_len(count)) { s <- (16807 * s) %% 2147483647; out[i] <- s }; out })
s <- matrix(draw(8 * n), n, byrow = TRUE); u <- s / 2147483647
d <- data.frame(x = s[, 1] %% 2001 / 100 - 10, g = c("a", "b", "c")[s[, 2] %% 3 + 1])
d$y <- 0.3 * d$x + (d$g == "b") + (u[, 3] + u[, 4] + u[, 5] - 1.5) * (1 + 0.1 * abs(d$x))
d$z <- (u[, 6] < 0.5 + 0.03 * d$x + 0.05 * (d$g == "c")) * 1
d$score <- floor((0.02 * d$x + u[, 7]) * 1e4) / 1e4; d$o <- floor(u[, 8]^2 * 7) + 1; d$w <- (s[, 3] %% 100 + 1) / 50
checksums <- list(x = sum(d$x), y = sum(d$y), z = sum(d$z), score = sum(d$score), o = sum(d$o), w = sum(d$w))
table_of <- function(m) list(names = I(names(coef(m))), coefficients = I(unname(coef(m))))
ols <- lm(y ~ x + g, d); ols <- c(table_of(ols), list(se = I(unname(sqrt(diag(vcovHC(ols, "HC3")))))))
logit <- glm(z ~ x + g, binomial, d, control = glm.control(epsilon = 1e-15, maxit = 50)); logit <- c(table_of(logit), list(se = I(unname(sqrt(diag(vcov(logit)))))))
r <- suppressMessages(roc(d$z, d$score, direction = "<", levels = 0:1)); area <- list(auc = as.numeric(auc(r)), se = sqrt(var(r, method = "delong")))
half <- seq_len(n) %% 2 == 1; a <- d$o[half]; b <- d$o[!half]; odd <- d$score[half] ; even <- d$score[!half] + 0.001
statistic <- unname(suppressWarnings(ks.test(odd, even, exact = FALSE)$statistic)); at <- sqrt(length(odd) / n * length(even)) * statistic
ks <- list(statistic = statistic, p = 2 * sum((-1)^(0:99) * exp(-2 * (1:100)^2 * at^2)))
p <- tabulate(d$o[d$z == 1], 7) / sum(d$z); q <- tabulate(d$o[d$g == "c"], 7) / sum(d$g == "c"); bits <- function(p) -sum(p * log2(p))
divergence <- list(jensenShannon = sqrt(bits((p + q) / 2) - (bits(p) + bits(q)) / 2), totalVariation = sum(abs(p - q)) / 2, ordinal = sum(abs(cumsum(p - q))), samples = mean(abs(sort(odd) - sort(even))), entropy = bits(p))
cube <- interaction(d$o, d$g, floor(d$score * 500), drop = TRUE); counts <- as.vector(table(cube)); ten <- 1e4
t <- table(d$o, d$g); chi <- suppressWarnings(chisq.test(t, correct = FALSE)); v <- anova(lm(y ~ g, d)); sizes <- table(d$g); n0 <- (n - sum(sizes^2) / n) / 2; ms <- v$`Mean Sq`
summaries <- list(mean = mean(d$y), weightedMean = weighted.mean(d$y, d$w), variance = var(d$y), reliability = { m <- weighted.mean(d$y, d$w); sum(d$w * (d$y - m)^2) / (sum(d$w) - sum(d$w^2) / sum(d$w)) }, quantiles = unname(quantile(d$y, c(0.01, 0.5, 0.975), type = 7)),
  chiSquare = unname(chi$statistic), cramersV = sqrt(unname(chi$statistic) / n / 2), eta = v$`Sum Sq`[1] / sum(v$`Sum Sq`), icc = (ms[1] - ms[2]) / (ms[1] + (n0 - 1) * ms[2]),
  kinds = length(counts), hill = exp(-sum(counts / n * log(counts / n))), rarefied = sum(1 - exp(lchoose(n - counts, ten) - lchoose(n, ten))))
writeLines(toJSON(list(n = n, checksums = checksums, ols = ols, logit = logit, area = area, ks = ks, divergence = divergence, summaries = summaries), digits = I(17), auto_unbox = TRUE), "million-rows.json")
