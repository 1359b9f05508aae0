# Reference values for test/reference/distributions.test.ts, computed with R and not with the code under test.
# Regenerate: cd test/reference && Rscript distributions.R        (needs jsonlite, vegan, pROC, Hmisc)
suppressMessages({library(jsonlite); library(vegan); library(pROC); library(Hmisc)})

normalise <- function(p) p / sum(p)
bits <- function(p) { p <- p[p > 0]; -sum(p * log2(p)) }
js <- function(p, q) { p <- normalise(p); q <- normalise(q); sqrt(max(0, bits((p + q) / 2) - (bits(p) + bits(q)) / 2)) }
kl <- function(p, q, s) { p <- normalise(p + s); q <- normalise(q + s); k <- p > 0; sum(p[k] * log2(p[k] / q[k])) }
# Wasserstein-1 as the integral of the distance between quantile functions, not between distribution functions.
w1 <- function(x, y, wx = rep(1, length(x)), wy = rep(1, length(y))) {
  o <- order(x); x <- x[o]; a <- cumsum(normalise(wx[o])); o <- order(y); y <- y[o]; b <- cumsum(normalise(wy[o]))
  cuts <- sort(unique(c(0, a, b))); cuts <- cuts[c(TRUE, diff(cuts) > 1e-13)]; mid <- head(cuts, -1) + diff(cuts) / 2
  at <- function(v, cum, u) v[pmin(findInterval(u, cum) + 1, length(v))]
  sum(diff(cuts) * abs(at(x, a, mid) - at(y, b, mid)))
}

pairs <- list(
  list(p = c(10, 20, 30), q = c(12, 18, 30)), list(p = c(0.2, 0.3, 0.5), q = c(50, 30, 20)),
  list(p = c(1, 0, 0, 0), q = c(0, 0, 0, 1)), list(p = c(0, 5, 0, 7), q = c(3, 0, 0, 9)),
  list(p = 7, q = 0.3), list(p = c(1, 999999), q = c(3, 1e6)), list(p = c(929, 1, 4, 0, 33), q = c(3, 3, 3, 3, 3)))
divergences <- lapply(pairs, function(d) {
  k <- seq_along(d$p) - 1; uneven <- cumsum(c(1, 0.5, 4, 2, 7))[seq_along(k)]
  list(p = as.list(d$p), q = as.list(d$q), jensenShannon = js(d$p, d$q), totalVariation = sum(abs(normalise(d$p) - normalise(d$q))) / 2,
       kl = kl(d$p, d$q, 0.5), ordinal = w1(k, k, d$p, d$q), positions = as.list(uneven), placed = w1(uneven, uneven, d$p, d$q),
       entropy = bits(normalise(d$p)))
})

set.seed(20240131)
samples <- list(
  list(x = round(rnorm(13), 3), y = round(rnorm(29, 0.5), 3)), list(x = sample(1:5, 40, TRUE), y = sample(1:5, 17, TRUE)),
  list(x = 3, y = c(1, 3, 3, 9)), list(x = 2, y = 2), list(x = round(rexp(150), 2), y = round(rexp(120, 1.4), 2)),
  list(x = round(rnorm(200), 1), y = round(rnorm(180), 1)))
samples <- lapply(samples, function(d) {
  wx <- round(runif(length(d$x)), 2) * (seq_along(d$x) != 2) + 0.01 * (seq_along(d$x) == 1); wy <- round(runif(length(d$y)) + 0.1, 2)
  ks <- suppressWarnings(ks.test(d$x, d$y)); m <- length(d$x); n <- length(d$y); z <- sqrt(m * n / (m + n)) * ks$statistic
  # R sums the limiting series to six digits only, so it is summed here to the end.
  ksP <- if (m * n < 10000) ks$p.value else 2 * sum((-1)^(0:99) * exp(-2 * (1:100)^2 * z^2))
  list(x = as.list(d$x), y = as.list(d$y), wx = as.list(wx), wy = as.list(wy), wasserstein = w1(d$x, d$y), weighted = w1(d$x, d$y, wx, wy),
       ks = unname(ks$statistic), ksP = unname(ksP))
})

communities <- list(c(10, 5, 1, 1, 1, 0, 3), rep(1, 12), 50, c(340, 200, 100, 50, 20, 10, 5, 2, 1, 1, 1))
richness <- lapply(communities, function(n) {
  m <- unique(pmin(c(1, 2, 5, 17), sum(n)))
  list(counts = as.list(n), orders = list(0, 0.5, 1, 2, 5), hill = as.list(unname(sapply(c(0, 0.5, 1, 2, 5), function(a) renyi(n, a, hill = TRUE)))),
       sizes = as.list(m), rarefied = as.list(sapply(m, function(k) suppressWarnings(as.numeric(rarefy(n, k))))))
})

v <- round(rnorm(25, 50, 10), 2); w <- round(runif(25), 2); w[c(3, 9)] <- 0; f <- sample(1:4, 25, TRUE)
moments <- list(values = v, weights = w, counts = f, mean = mean(v), weightedMean = weighted.mean(v, w), variance = var(v),
  reliability = cov.wt(cbind(v), w / sum(w), method = "unbiased")$cov[1, 1], frequency = wtd.var(v, f),
  probabilities = c(0, 0.025, 0.1, 1 / 3, 0.5, 0.9, 1), quantiles = unname(quantile(v, c(0, 0.025, 0.1, 1 / 3, 0.5, 0.9, 1), type = 7)))

tables <- list(rbind(c(12, 5, 7), c(3, 9, 11)), rbind(c(10, 0), c(0, 30)), rbind(c(5, 0, 7), c(0, 0, 0), c(4, 0, 1)), rbind(c(400, 30), c(35, 464)))
tables <- lapply(tables, function(t) {
  kept <- t[rowSums(t) > 0, colSums(t) > 0]; x <- suppressWarnings(chisq.test(kept, correct = FALSE)); n <- sum(t); r <- nrow(kept); k <- ncol(kept)
  phi <- unname(x$statistic) / n; corrected <- max(0, phi - (r - 1) * (k - 1) / (n - 1)); rr <- r - (r - 1)^2 / (n - 1); kk <- k - (k - 1)^2 / (n - 1)
  list(table = lapply(seq_len(nrow(t)), function(i) as.list(t[i, ])), chiSquare = unname(x$statistic), p = x$p.value, v = sqrt(phi / (min(r, k) - 1)), bergsma = sqrt(corrected / (min(rr, kk) - 1)))
})

g <- rep(c("a", "b", "c", "d"), c(3, 9, 1, 12)); a <- anova(lm(v ~ g)); sizes <- table(g); n0 <- (25 - sum(sizes^2) / 25) / 3
ms <- a$`Mean Sq`; components <- list(groups = g, icc = (ms[1] - ms[2]) / (ms[1] + (n0 - 1) * ms[2]), eta = a$`Sum Sq`[1] / sum(a$`Sum Sq`),
  weightedEta = { m <- lm(v ~ g, weights = w); b <- lm(v ~ 1, weights = w); 1 - sum(w * m$residuals^2) / sum(w * b$residuals^2) })

labels <- rep(c(TRUE, FALSE), c(11, 20)); scores <- round(rnorm(31, labels), 1)
roc <- suppressMessages(roc(labels, scores, direction = "<", levels = c(FALSE, TRUE)))
auc <- list(scores = scores, labels = labels, auc = as.numeric(auc(roc)), se = sqrt(var(roc, method = "delong")), ci = as.numeric(ci.auc(roc, method = "delong")))

p <- c(0.001, 0.2, 0.03, 0.03, 0.8, 1, 0.0004, 0.05)
adjusted <- list(p = p, bh = p.adjust(p, "BH"))
tosts <- lapply(list(c(0.1, 0.05, -0.3, 0.3, 27), c(0.25, 0.2, -0.3, 0.3, 5), c(2, 0.1, -0.3, 0.3, 100)), function(d) list(
  estimate = d[1], se = d[2], low = d[3], high = d[4], df = d[5], t = max(pt((d[1] - d[3]) / d[2], d[5], lower.tail = FALSE), pt((d[1] - d[4]) / d[2], d[5])),
  z = max(pnorm((d[1] - d[3]) / d[2], lower.tail = FALSE), pnorm((d[1] - d[4]) / d[2])), half = qt(0.95, d[5]) * d[2]))

writeLines(toJSON(list(divergences = divergences, samples = samples, richness = richness, moments = moments, tables = tables,
  components = components, auc = auc, adjusted = adjusted, tosts = tosts), digits = I(17), auto_unbox = TRUE), "distributions.json")
