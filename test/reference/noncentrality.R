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
# Limits of a ratio r = a/b: 0 is a limit of a - rb, whose two directions shared with b and whose own part are added up.
side <- function(v, lo, hi, s) if (s > 0) hi - v else v - lo
reach <- function(r, q, s) with(q, {
  moves <- sapply(c(-1, 1), function(w) s * w * (side(a, aLow, aHigh, w) - r * rho * side(b, bLow, bHigh, if (rho < 0) -w else w)))
  sqrt(max(0, moves)^2 + (r * sqrt(1 - rho^2) * side(b, bLow, bHigh, if (r > 0) -s else s))^2)
})
edge <- function(q, s) {
  f <- function(r) q$a - r * q$b + s * reach(r, q, s); at <- q$a / q$b; far <- max(abs(at), 1e-3); while (s * f(at + s * far) > 0) far <- 2 * far
  uniroot(f, sort(c(at, at + s * far)), tol = 1e-15, maxiter = 5000)$root
}
ratios <- data.frame(a = c(2, 0.3, -0.4, 1e-6, 5, 0), aLow = c(1.2, -0.5, -1, -2e-6, 4, -0.1), aHigh = c(3.5, 0.9, 0.3, 7e-6, 7, 0.2), b = c(4, 3, 2, 1e-4, 5, 1), bLow = c(3, 1.5, 1.2, 6e-5, 4, 0.5), bHigh = c(5.5, 5, 2.5, 1.7e-4, 7, 1.4), rho = c(0.3, 0, -0.2, 0.5, 0.9, 0.1))
rows <- split(ratios, seq_len(nrow(ratios))); ratios$low <- sapply(rows, edge, -1); ratios$high <- sapply(rows, edge, 1)
even <- data.frame(a = c(2, -0.4, 5, 1e-3), la = c(0.7, 0.5, 1, 3e-4), b = c(4, 2, 5, 1), lb = c(1, 0.6, 2, 0.3), rho = c(0.3, -0.2, 0.9, 0.6)) # where MOVER has its closed formula
root <- function(a, b, la, lb, rho, s) { A <- b^2 - lb^2; B <- a * b - rho * la * lb; C <- a^2 - la^2; (B + s * sqrt(B^2 - A * C)) / A }
even$low <- with(even, mapply(root, a, b, la, lb, rho, -1)); even$high <- with(even, mapply(root, a, b, la, lb, rho, 1))
writeLines(toJSON(list(cdf = cdf, limits = limits, ratios = ratios, even = even), digits = I(17)), "noncentrality.json")
