# Reference values for test/reference/prediction-powered.test.ts, computed with R and not with the code under test: PPI++ for
# regressions with several simulated rows a respondent and with twins that have predictors of their own. Least squares in
# closed form, the logit by a root finder with the loss written out.
# Regenerate: cd test/reference && Rscript prediction-powered.R        (needs jsonlite, nleqslv)
suppressMessages({library(jsonlite); library(nleqslv)})
set.seed(20261122)
pv <- function(x) mean((x - mean(x))^2); pc <- function(x, y) mean((x - mean(x)) * (y - mean(y)))
satterthwaite <- function(estimate, v, df) estimate + c(-1, 1) * qt(0.975, sum(v)^2 / sum(v^2 / df)) * sqrt(sum(v))
rows <- function(M) unname(lapply(seq_len(nrow(M)), function(i) M[i, ]))
# Scores of respondents: the mean over their rows.
scores <- function(X, y, th, mu, r) { s <- X * drop(y - mu(X %*% th)); rowsum(s, rep(seq_len(nrow(X) / r), each = r)) / r }
ppi <- function(link, X, y, T, f, U, g, r, lambda = NULL) {
  mu <- if (link == "ols") function(e) drop(e) else function(e) plogis(drop(e)); dmu <- if (link == "ols") function(e) rep(1, length(e)) else function(e) dlogis(drop(e))
  n <- nrow(X); N <- nrow(U) / r; p <- ncol(X)
  gradient <- function(th, l) drop(crossprod(X, mu(X %*% th) - y)) / n - l * drop(crossprod(T, mu(T %*% th) - f)) / nrow(T) + l * drop(crossprod(U, mu(U %*% th) - g)) / nrow(U)
  hessian <- function(th, l) crossprod(X, dmu(X %*% th) * X) / n - l * crossprod(T, dmu(T %*% th) * T) / nrow(T) + l * crossprod(U, dmu(U %*% th) * U) / nrow(U)
  root <- function(l, start) if (link == "ols") drop(solve(hessian(start, l), -gradient(start * 0, l))) else { s <- nleqslv(start, gradient, jac = hessian, l = l, control = list(xtol = 1e-14, ftol = 1e-14)); s$x - drop(solve(hessian(s$x, l), gradient(s$x, l))) }
  th0 <- root(0, rep(0, p)); H0 <- solve(hessian(th0, 0))
  own <- scores(X, y, th0, mu, 1) %*% H0; twins <- scores(T, f, th0, mu, r) %*% H0; others <- scores(U, g, th0, mu, r) %*% H0
  lapply(seq_len(p), function(j) {
    l <- if (is.null(lambda)) min(1, max(0, pc(own[, j], twins[, j]) / ((1 + n / N) * pv(c(twins[, j], others[, j]))))) else lambda
    th <- root(l, th0); H <- solve(hessian(th, l)); rest <- (scores(X, y, th, mu, 1) - l * scores(T, f, th, mu, r)) %*% H; far <- scores(U, g, th, mu, r) %*% H
    v <- c(pv(rest[, j]) / (n - p), l^2 * pv(far[, j]) / (N - p)); df <- c(n, N) - p; if (l == 0) { v <- v[1]; df <- df[1] }; h <- pv(own[, j]) / (n - p)
    list(lambda = l, estimate = th[j], se = sqrt(sum(v)), interval = satterthwaite(th[j], v, df), humanEstimate = th0[j], humanSe = sqrt(h), humanInterval = satterthwaite(th0[j], h, n - p), effective = n * h / sum(v))
  })
}
n <- 70; N <- 240; r <- 3
people <- function(m) { group <- rbinom(m, 1, 0.5); belief <- sample(1:5, m, TRUE); list(group = group, belief = belief, y = round(0.5 * belief + 0.8 * group + rnorm(m), 2), z = rbinom(m, 1, plogis(0.7 * belief - 2.2 + 0.6 * group))) }
human <- people(n); others <- people(N)
# Twins answer the belief themselves, near that of their human, three times over.
twin <- function(h, m) { at <- rep(seq_len(m), each = r); belief <- pmin(5, pmax(1, h$belief[at] + sample(-1:1, m * r, TRUE, c(1, 3, 1)))); list(X = cbind(1, h$group[at], belief), y = round(0.45 * belief + 0.6 * h$group[at] + rnorm(m * r, 0, 0.6) + 0.3 * (h$y[at] - mean(h$y)), 2), z = rbinom(m * r, 1, plogis(0.8 * belief - 2.5 + 2 * (h$z[at] - 0.5)))) }
t <- twin(human, n); u <- twin(others, N); X <- cbind(1, human$group, human$belief); at <- rep(seq_len(n), each = r); XN <- cbind(1, others$group, others$belief)[rep(seq_len(N), each = r), ]
case <- function(name, link, y, T, f, U, g, r, lambda = NULL) { U <- unname(U); T <- unname(T)
  list(name = name, link = link, replicates = r, y = y, x = rows(unname(X)), twins = rows(T), predicted = f, u = rows(U), simulated = g, lambda = lambda, results = ppi(link, X, y, T, f, U, g, r, lambda)) }
first <- seq(1, n * r, r); firstN <- seq(1, N * r, r)
cases <- list(
  case("replicates with the predictors of the humans", "ols", human$y, X[at, ], t$y, XN, u$y, r), case("replicates with the predictors of the humans", "logit", human$z, X[at, ], t$z, XN, u$z, r),
  case("one twin with predictors of its own", "ols", human$y, t$X[first, ], t$y[first], u$X[firstN, ], u$y[firstN], 1), case("one twin with predictors of its own", "logit", human$z, t$X[first, ], t$z[first], u$X[firstN, ], u$z[firstN], 1),
  case("replicates with predictors of their own", "ols", human$y, t$X, t$y, u$X, u$y, r), case("replicates with predictors of their own", "logit", human$z, t$X, t$z, u$X, u$z, r),
  case("a fixed weight", "ols", human$y, t$X, t$y, u$X, u$y, r, 0.4), case("a fixed weight", "logit", human$z, t$X, t$z, u$X, u$z, r, 0.25), case("twins that know nothing, which a negative weight would suit", "ols", human$y, X[at, ], -t$y, XN, -u$y, r))
stopifnot(cases[[9]]$results[[2]]$lambda == 0)
writeLines(toJSON(cases, digits = I(17), auto_unbox = TRUE, null = "null"), "prediction-powered.json")
