# Reference values for test/reference/association.test.ts, computed with R and not with the code under test.
# Regenerate: cd test/reference && Rscript association.R        (needs jsonlite, mvtnorm, pROC)
suppressMessages({library(jsonlite); library(pROC)})
set.seed(11)
n <- 160
side <- function(strength) {
  trust <- sample(1:5, n, TRUE, c(1, 2, 3, 2, 1)); risk <- sample(1:4, n, TRUE); from <- sample(1:3, n, TRUE)
  p <- plogis(strength * (trust - 3) - 0.5 * strength * (risk - 2) + 0.7 * (from == 2))
  data.frame(trust, risk, from, acts = 1 + rbinom(n, 1, p), reacts = pmin(4, pmax(1, round(trust / 2 + rnorm(n) + 1))))
}
weights <- round(runif(n, 0.2, 2), 2)
human <- side(1); twins <- side(0.3)
human$trust[c(3, 50)] <- NA; human$acts[7] <- NA
# Twins count where their human answered.
twins[is.na(human)] <- NA
unit <- function(x, k) (x - 1) / (k - 1)
slopes <- function(d) {
  fit <- function(y) unname(coef(lm(y ~ unit(trust, 5) + unit(risk, 4) + I(from == 2) + I(from == 3), d, weights = weights)))[-1]
  c(fit(d$acts - 1), fit(unit(d$reacts, 4)))
}
table_of <- function(d, a, b, k, l) { t <- matrix(0, k, l); for (i in which(!is.na(d[[a]]) & !is.na(d[[b]]))) t[d[[a]][i], d[[b]][i]] <- t[d[[a]][i], d[[b]][i]] + weights[i]; t }
v <- function(t) { e <- outer(rowSums(t), colSums(t)) / sum(t); sqrt(sum((t - e)^2 / e) / (sum(t) * (min(dim(t)) - 1))) }
bits <- function(p) { p <- p[p > 0]; -sum(p * log2(p)) }
js <- function(p, q) sqrt(max(0, bits((p + q) / 2) - (bits(p) + bits(q)) / 2))
beyond <- function(s, t) { s <- s / sum(s); t <- t / sum(t); js(s, t) - js(outer(rowSums(s), colSums(s)), outer(rowSums(t), colSums(t))) }
# Two steps as in Olsson (1979): thresholds from the margins, then the correlation.
rho <- function(t) suppressWarnings(optimise(function(r) {
  a <- c(-Inf, qnorm(cumsum(rowSums(t))[-nrow(t)] / sum(t)), Inf); b <- c(-Inf, qnorm(cumsum(colSums(t))[-ncol(t)] / sum(t)), Inf)
  below <- function(x, y) if (x == -Inf || y == -Inf) 0 else if (x == Inf) pnorm(y) else if (y == Inf) pnorm(x) else
    mvtnorm::pmvnorm(c(-Inf, -Inf), c(x, y), corr = matrix(c(1, r, r, 1), 2), algorithm = mvtnorm::TVPACK(1e-14))
  G <- outer(a, b, Vectorize(below)); P <- G[-1, -1] - G[-nrow(G), -1] - G[-1, -ncol(G)] + G[-nrow(G), -ncol(G)]
  -sum(t * log(pmax(P, 1e-300)))
}, c(-0.99, 0.99), tol = 1e-10)$minimum)
ordered <- function(d) c(rho(table_of(d, "trust", "acts", 5, 2)), rho(table_of(d, "risk", "acts", 4, 2)), rho(table_of(d, "trust", "reacts", 5, 4)))
scores <- round(rnorm(40), 1); labels <- rep(c(TRUE, FALSE), c(15, 25)); counts <- sample(0:3, 40, TRUE)
area <- suppressMessages(as.numeric(auc(roc(rep(labels, counts), rep(scores, counts), direction = "<", levels = c(FALSE, TRUE)))))
columns <- function(d) lapply(c("trust", "risk", "from", "acts", "reacts"), function(name) ifelse(is.na(d[[name]]), -1, d[[name]] - 1))
writeLines(toJSON(list(human = columns(human), twins = columns(twins), weights = weights,
  slopes = list(human = slopes(human), twins = slopes(twins)), polychoric = list(human = ordered(human), twins = ordered(twins)),
  cramersV = list(human = v(table_of(human, "from", "acts", 3, 2)), twins = v(table_of(twins, "from", "acts", 3, 2))),
  joint = c(beyond(table_of(human, "trust", "acts", 5, 2), table_of(twins, "trust", "acts", 5, 2)), beyond(table_of(human, "from", "reacts", 3, 4), table_of(twins, "from", "reacts", 3, 4))),
  area = list(scores = scores, labels = labels, counts = counts, value = area)), digits = I(17), auto_unbox = TRUE), "association.json")
