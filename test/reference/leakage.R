# Reference values for test/reference/leakage.test.ts, computed with R and not with the code under test.
# Regenerate: cd test/reference && Rscript leakage.R        (needs jsonlite)
library(jsonlite)
set.seed(20240229)

binomial <- do.call(rbind, lapply(list(c(0, 12), c(1, 12), c(5, 12), c(12, 12), c(1, 1), c(0, 1), c(37, 400), c(399, 400)), function(x)
  do.call(rbind, lapply(c(0.9, 0.95), function(level) {
    interval <- binom.test(x[1], x[2], conf.level = level)$conf.int
    data.frame(successes = x[1], trials = x[2], level = level, low = interval[1], high = interval[2])
  }))))

# Rank of a planted pattern by brute force over all patterns, ties at the middle of their ranks.
exposure <- function(losses, pattern) {
  all <- rowSums(as.matrix(expand.grid(losses)))
  own <- sum(mapply(function(l, p) l[p + 1], losses, pattern))
  below <- sum(all < own - 1e-9); equal <- sum(abs(all - own) <= 1e-9)
  log2(length(all)) - log2(below + (equal + 1) / 2)
}
canaries <- lapply(1:6, function(i) {
  losses <- lapply(sample(2:5, 4, TRUE), function(k) if (i == 6) rep(log(k), k) else { p <- rexp(k); -log(p / sum(p)) })
  pattern <- vapply(losses, function(l) sample(length(l), 1) - 1L, 0L)
  list(losses = losses, pattern = pattern, exposure = exposure(losses, pattern))
})
pvalues <- lapply(list(c(1.2, 0.3, 4), c(8, 9.5, 7.25, 10), 0.01), function(e)
  list(exposures = I(e), p = pgamma(sum(e) * log(2), length(e), lower.tail = FALSE)))

# Thresholds by trying every one of them.
rates <- lapply(list(c(30, 40), c(60, 250), c(25, 1000)), function(size) {
  inside <- round(rnorm(size[1], 0.5), 2); outside <- round(rnorm(size[2]), 2)
  best <- 0
  for (threshold in c(-Inf, outside)) if (mean(outside > threshold) <= 0.01) best <- max(best, mean(inside > threshold))
  list(inside = inside, outside = outside, rate = best)
})
writeLines(toJSON(list(binomial = binomial, canaries = canaries, pvalues = pvalues, rates = rates), digits = I(17), auto_unbox = TRUE), "leakage.json")
