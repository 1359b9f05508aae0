# Reference values for test/reference/cross-fitting.test.ts, computed with R and not with the code under test: cross-prediction
# (Zrnic & Candes 2024) of a mean and of a difference of two arms, with the tuned weight of PPI++ and its plug-in variance, unbiased.
# Regenerate: cd test/reference && Rscript cross-fitting.R        (needs jsonlite)
library(jsonlite)
set.seed(20240415); n <- 90; N <- 140; K <- 3; options <- 4
fold <- sample(rep(seq_len(K), length.out = n)) - 1
draw <- function(rows) { p <- matrix(rgamma(rows * options, 0.8), rows); p / rowSums(p) }
arm <- rbinom(n, 1, 0.4); armOthers <- rbinom(N, 1, 0.5)
truth <- draw(n); left <- 0.6 * truth + 0.4 * draw(n)
y <- apply(truth, 1, function(p) sample(options, 1, prob = p)); y[c(4, 50)] <- NA
others <- lapply(seq_len(K), function(k) draw(N)); observed <- sample(options, N, TRUE)
f <- drop(left %*% seq_len(options)); g <- Reduce(`+`, lapply(others, function(p) drop(p %*% seq_len(options)))) / K
# Every fold by itself: mean of its own adapter over the others and over the humans left out, weighted by size.
byFold <- sapply(seq_len(K), function(k) mean(drop(others[[k]] %*% seq_len(options))))
v <- function(x) mean((x - mean(x))^2); cv <- function(a, b) mean((a - mean(a)) * (b - mean(b))); cut01 <- function(x) min(1, max(0, x))
ok <- !is.na(y)
sides <- list(mean = list(list(ok, rep(TRUE, N), 1)), effect = list(list(ok & arm == 1, armOthers == 1, 1), list(ok & arm == 0, armOthers == 0, -1)))
results <- lapply(sides, function(side) {
  shared <- sum(sapply(side, function(s) cv(y[s[[1]]], f[s[[1]]]) / sum(s[[1]])))
  spread <- sum(sapply(side, function(s) v(c(f[s[[1]]], g[s[[2]]])) * (1 / sum(s[[1]]) + 1 / sum(s[[2]]))))
  lambda <- cut01(shared / spread)
  part <- function(s) c(s[[3]] * (mean(y[s[[1]]]) + lambda * (mean(g[s[[2]]]) - mean(f[s[[1]]]))), lambda^2 * var(g[s[[2]]]) / sum(s[[2]]) + var(y[s[[1]]] - lambda * f[s[[1]]]) / sum(s[[1]]))
  total <- Reduce(`+`, lapply(side, part)); list(lambda = lambda, estimate = total[1], se = sqrt(total[2]))
})
# The mean by the formula of the paper: averaged over adapters, minus the rectifier over folds.
paper <- with(results$mean, mean(y[ok]) + lambda * (mean(byFold) - mean(f[ok])))
stopifnot(abs(paper - results$mean$estimate) < 1e-12)
writeLines(toJSON(list(n = n, N = N, folds = K, options = options, fold = fold, arm = arm, armOthers = armOthers, y = y, left = c(t(left)), others = lapply(others, function(p) c(t(p))), observed = observed, results = results), digits = I(17), auto_unbox = TRUE, na = "null"), "cross-fitting.json")
