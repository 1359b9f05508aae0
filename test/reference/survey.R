# Reference values for test/reference/survey.test.ts, computed with the survey package and not with the code under test, on
# the data of regression.json: weighted means and regressions with linearised errors of a sample with replacement.
# Regenerate: cd test/reference && Rscript survey.R        (after regression.R; needs jsonlite, survey)
suppressMessages({library(jsonlite); library(survey)})
d <- as.data.frame(fromJSON("regression.json")$data)
design <- function(formula, weights, clustered) {
  u <- d[complete.cases(d[c(all.vars(formula), "cl")]), ]; u$W <- u[[weights]]; u <- u[u$W > 0, ]
  svydesign(ids = if (clustered) ~cl else ~1, weights = ~W, data = u)
}
# The error of least squares by cluster has the factor (n - 1)/(n - k) in the code under test, as in Stata, and none here; HC0
# has n/(n - 1) here. The test removes them, so the factors stand beside the numbers.
one <- function(model, formula, weights, clustered) {
  s <- design(formula, weights, clustered)
  family <- switch(model, ols = gaussian(), logit = quasibinomial(), poisson = quasipoisson())
  m <- svyglm(formula, s, family = family, control = glm.control(epsilon = 1e-15, maxit = 200))
  list(model = model, formula = paste(deparse(formula), collapse = ""), weights = weights, clustered = clustered, n = nobs(m), k = length(coef(m)),
    names = I(names(coef(m))), coefficients = I(unname(coef(m))), se = I(unname(sqrt(diag(vcov(m))))))
}
fits <- do.call(c, lapply(c("w", "w0"), function(w) do.call(c, lapply(c(FALSE, TRUE), function(cl) list(
  one("ols", y ~ a * arm, w, cl), one("ols", y ~ arm + sex + b, w, cl), one("logit", z ~ a + sex + arm, w, cl), one("poisson", k ~ a + arm, w, cl))))))
means <- do.call(c, lapply(c("w", "w0", "f"), function(w) lapply(c(FALSE, TRUE), function(cl) {
  s <- design(~y, w, cl); m <- svymean(~y, s); list(weights = w, clustered = cl, mean = coef(m)[[1]], se = SE(m)[[1]]) })))
# Means of domains: errors as of the whole sample.
domains <- lapply(c(FALSE, TRUE), function(cl) { s <- design(~y + arm, "w", cl); m <- svyby(~y, ~arm, s, svymean)
  list(clustered = cl, n = nrow(s$variables), arm = m$arm, mean = unname(coef(m)), se = unname(SE(m))) })
writeLines(toJSON(list(fits = fits, means = means, domains = domains), digits = I(17), auto_unbox = TRUE), "survey.json")
