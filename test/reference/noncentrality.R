# Reference values for test/reference/noncentrality.test.ts: noncentral chi-square, limits of its noncentrality, limits of a ratio.
# Regenerate: cd test/reference && Rscript noncentrality.R        (needs jsonlite)
library(jsonlite)
cdf <- expand.grid(x = c(0.01, 0.5, 2, 7, 20, 60, 150, 1000), df = c(0.4, 1, 2.7, 7, 30, 200), ncp = c(0, 0.3, 2, 9, 40, 250, 3000)); cdf$cdf <- pchisq(cdf$x, cdf$df, cdf$ncp)
cdf <- cdf[cdf$cdf > 1e-8, ] # R itself keeps few digits below, where it sums from the other side
limit <- function(x, df, p) {
  if (x <= qchisq(p, df)) return(x - qchisq(p, df))
  high <- x + 1; while (pchisq(x, df, high) > p) high <- 2 * high
  uniroot(function(ncp) pchisq(x, df, ncp) - p, c(0, high), tol = 1e-13 * high, maxiter = 1000)$root
}
limits <- expand.grid(x = c(0, 0.01, 0.5, 2, 7, 20, 60, 150, 1000, 8000, 12000, 1e5), df = c(0.4, 1, 2.7, 7, 30, 200), level = c(0.8, 0.95, 0.99))
limits$low <- mapply(limit, limits$x, limits$df, (1 + limits$level) / 2); limits$high <- mapply(limit, limits$x, limits$df, (1 - limits$level) / 2)
# MOVER: roots of (a - rb)^2 = la^2 + r^2 lb^2 - 2 rho r la lb, with the legs that point away from the ratio on either side.
root <- function(a, b, la, lb, rho, side) { A <- b^2 - lb^2; B <- a * b - rho * la * lb; C <- a^2 - la^2; (B + side * sqrt(B^2 - A * C)) / A }
ratios <- data.frame(a = c(2, 0.3, -0.4, 1e-6, 5, 0), aLow = c(1.2, -0.5, -1, -2e-6, 4, -0.1), aHigh = c(3.5, 0.9, 0.3, 7e-6, 7, 0.2), b = c(4, 3, 2, 1e-4, 5, 1), bLow = c(3, 1.5, 1.2, 6e-5, 4, 0.5), bHigh = c(5.5, 5, 2.5, 1.7e-4, 7, 1.4), rho = c(0.3, 0, -0.2, 0.5, 0.9, 0.1))
ratios$low <- with(ratios, mapply(function(a, al, ah, b, bl, bh, rho) { r <- root(a, b, a - al, bh - b, rho, -1); if (r > 0) r else root(a, b, a - al, b - bl, rho, -1) }, a, aLow, aHigh, b, bLow, bHigh, rho))
ratios$high <- with(ratios, mapply(function(a, al, ah, b, bl, bh, rho) { r <- root(a, b, ah - a, b - bl, rho, 1); if (r > 0) r else root(a, b, ah - a, bh - b, rho, 1) }, a, aLow, aHigh, b, bLow, bHigh, rho))
writeLines(toJSON(list(cdf = cdf, limits = limits, ratios = ratios), digits = I(17)), "noncentrality.json")
