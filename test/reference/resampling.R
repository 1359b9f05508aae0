# Reference values for test/reference/resampling.test.ts, computed with R and not with the code under test.
# Regenerate: cd test/reference && Rscript resampling.R        (needs jsonlite, boot, polycor, mvtnorm)
suppressMessages({library(jsonlite); library(boot); library(polycor); library(mvtnorm)})

# Bootstrap: the resamples of R are replayed by the test, so that intervals can be compared digit by digit.
set.seed(11); v <- round(rexp(23), 3); statistic <- function(x, i) c(mean(x[i]), log(var(x[i])))
b <- boot(v, statistic, R = 999); indices <- boot.array(b, indices = TRUE) - 1
# Acceleration from the jackknife around its own mean (Efron & Tibshirani 1993, 14.15); boot centres it at the estimate.
left <- sapply(seq_along(v), function(i) statistic(v, -i))
limits <- lapply(1:2, function(k) { L <- mean(left[k, ]) - left[k, ]; ci <- boot.ci(b, conf = 0.9, type = c("perc", "bca"), index = k, L = L)
  list(estimate = b$t0[k], se = sd(b$t[, k]), bias = mean(b$t[, k]) - b$t0[k], percentile = ci$percent[4:5], bca = ci$bca[4:5]) })
bootstrap <- list(values = v, indices = indices, results = limits)

# Prediction-powered inference, written out from the paper, with unbiased variances and Student's t.
satterthwaite <- function(estimate, v, df) estimate + c(-1, 1) * qt(0.975, sum(v)^2 / sum(v^2 / df)) * sqrt(sum(v))
set.seed(12); n <- 60; N <- 400; truth <- round(rnorm(n, 2), 3); pred <- round(0.7 * truth + rnorm(n, 1, 0.5), 3); others <- round(0.7 * rnorm(N, 2) + rnorm(N, 1, 0.5), 3)
pv <- function(x) mean((x - mean(x))^2); pc <- function(x, y) mean((x - mean(x)) * (y - mean(y)))
lam <- min(1, max(0, pc(truth, pred) / ((1 + n / N) * pv(c(pred, others)))))
ppiMean <- list(human = truth, predicted = pred, simulated = others, lambda = lam, estimate = mean(truth) + lam * (mean(others) - mean(pred)), se = sqrt(lam^2 * var(others) / N + var(truth - lam * pred) / n), humanSe = sd(truth) / sqrt(n), interval = satterthwaite(mean(truth) + lam * (mean(others) - mean(pred)), c(var(truth - lam * pred) / n, lam^2 * var(others) / N), c(n, N) - 1), humanInterval = as.numeric(t.test(truth)$conf.int))
# Two arms with one weight for both: the people above and as many again.
arms <- list(list(y = truth, f = pred, g = others), list(y = round(rnorm(50, 1.6), 3), f = NULL, g = round(0.7 * rnorm(300, 1.6) + rnorm(300, 1, 0.5), 3)))
arms[[2]]$f <- round(0.7 * arms[[2]]$y + rnorm(50, 1, 0.5), 3); sizes <- sapply(arms, function(a) c(length(a$y), length(a$g)))
both <- sum(sapply(arms, function(a) pc(a$y, a$f) / length(a$y))) / sum(sapply(arms, function(a) (1 / length(a$y) + 1 / length(a$g)) * pv(c(a$f, a$g))))
gap <- diff(rev(sapply(arms, function(a) mean(a$y) + both * (mean(a$g) - mean(a$f)))))
vs <- c(sapply(arms, function(a) c(var(a$y - both * a$f) / length(a$y), both^2 * var(a$g) / length(a$g)))); welch <- t.test(arms[[1]]$y, arms[[2]]$y)
ppiDifference <- list(treated = arms[[1]], reference = arms[[2]], lambda = both, estimate = gap, se = sqrt(sum(vs)), interval = satterthwaite(gap, vs, c(sizes) - 1), human = as.numeric(diff(rev(welch$estimate))), humanSe = welch$stderr, humanInterval = as.numeric(welch$conf.int))
set.seed(14); X <- cbind(1, round(rnorm(n), 2), rbinom(n, 1, 0.5)); U <- cbind(1, round(rnorm(N), 2), rbinom(N, 1, 0.5)); beta <- c(0.2, 0.8, -0.5)
ppiRegression <- function(mu, dmu, y, f, g) {
  gradient <- function(th, l) colMeans(X * drop((1 - l) * mu(X %*% th) - y + l * f)) + l * colMeans(U * drop(mu(U %*% th) - g))
  hess <- function(th, l) (1 - l) * crossprod(X, X * drop(dmu(X %*% th))) / n + l * crossprod(U, U * drop(dmu(U %*% th))) / N
  solveAt <- function(l) { th <- rep(0, 3); for (i in 1:100) th <- th - solve(hess(th, l), gradient(th, l)); th }
  cv <- function(A, B = A) crossprod(sweep(A, 2, colMeans(A)), sweep(B, 2, colMeans(B))) / nrow(A)
  th0 <- solveAt(0); H0 <- solve(hess(th0, 0)); G <- X * drop(mu(X %*% th0) - y); Gf <- X * drop(mu(X %*% th0) - f); Gu <- U * drop(mu(U %*% th0) - g)
  lapply(1:3, function(j) { h <- H0[j, ]; l <- min(1, max(0, drop(h %*% (cv(G, Gf) + cv(Gf, G)) %*% h) / drop(2 * (1 + n / N) * h %*% cv(rbind(Gf, Gu)) %*% h)))
    th <- solveAt(l); H <- solve(hess(th, l)); D <- X * drop(mu(X %*% th) - y) - l * X * drop(mu(X %*% th) - f); v <- c((H %*% cv(D) %*% H)[j, j] / (n - 3), l^2 * (H %*% cv(U * drop(mu(U %*% th) - g)) %*% H)[j, j] / (N - 3)); h0 <- (H0 %*% cv(G) %*% H0)[j, j] / (n - 3)
    list(human = th0[j], humanSe = sqrt(h0), humanInterval = satterthwaite(th0[j], h0, n - 3), lambda = l, estimate = th[j], se = sqrt(sum(v)), interval = satterthwaite(th[j], v, c(n, N) - 3)) })
}
y <- round(drop(X %*% beta) + rnorm(n), 3); f <- round(0.6 * y + rnorm(n, 0, 0.4), 3); g <- round(0.6 * (drop(U %*% beta) + rnorm(N)) + rnorm(N, 0, 0.4), 3)
z <- rbinom(n, 1, plogis(X %*% beta)); zf <- round(plogis(2.5 * (z - 0.5) + rnorm(n, 0, 0.5)), 3); zg <- round(plogis(2.5 * (rbinom(N, 1, plogis(U %*% beta)) - 0.5) + rnorm(N, 0, 0.5)), 3)
rows <- function(M) lapply(seq_len(nrow(M)), function(i) M[i, ])
ppi <- list(x = rows(X), u = rows(U), ols = list(y = y, predicted = f, simulated = g, results = ppiRegression(identity, function(e) e * 0 + 1, y, f, g)),
  logit = list(y = z, predicted = zf, simulated = zg, results = ppiRegression(plogis, dlogis, z, zf, zg)))

# Ridge multinomial logit: the same loss minimised by BFGS on an independently written objective.
set.seed(13); m <- 90; r <- data.frame(a = round(rnorm(m), 2), g = sample(c("p", "q", "s"), m, TRUE)); r$y <- c("l1", "l2", "l3")[1 + (r$a + rlogis(m) > 0) + (rlogis(m) > 1 & r$g == "q")]
Z <- cbind(r$a, r$g == "p", r$g == "q", r$g == "s"); Z <- apply(Z, 2, function(c) (c - mean(c)) / sqrt(mean((c - mean(c))^2))); code <- match(r$y, c("l1", "l2", "l3"))
loss <- function(th, l) { B <- matrix(th, 5); E <- cbind(1, Z) %*% B; P <- E - log(rowSums(exp(E))); p0 <- B[1, ] - log(sum(exp(B[1, ]))); -(sum(P[cbind(1:m, code)]) + 0.5 * sum(p0)) / (m + 1.5) + l / 2 * sum(B[-1, ]^2) }
fits <- lapply(c(0.3, 0.01), function(l) { th <- rep(0, 15); for (k in 1:4) th <- optim(th, loss, l = l, method = "BFGS", control = list(maxit = 5000, reltol = 1e-16))$par
  H <- numDeriv::hessian(loss, th, l = l); th <- th - drop(MASS::ginv(H) %*% numDeriv::grad(loss, th, l = l)); E <- cbind(1, Z) %*% matrix(th, 5); P <- exp(E) / rowSums(exp(E)); list(penalty = l, slopes = unname(rows(t(matrix(th, 5)[-1, ]))), probabilities = rows(P[1:6, ])) })
ridge <- list(data = as.list(r), fits = fits)

cdf2 <- function(a, b, rho) if (min(a, b) == -Inf) 0 else if (max(a, b) == Inf) pnorm(min(a, b)) else
  as.numeric(pmvnorm(upper = c(a, b), corr = matrix(c(1, rho, rho, 1), 2), algorithm = TVPACK(1e-15)))
tables <- list(rbind(c(20, 10, 5), c(8, 15, 9), c(2, 9, 22)), rbind(c(40, 12), c(9, 39)), rbind(c(5, 9, 30, 2), c(0, 14, 11, 1), c(8, 6, 3, 0)), rbind(c(30, 3, 0), c(1, 25, 4), c(0, 2, 35)))
logs <- function(t) { r <- qnorm(cumsum(rowSums(t))[-nrow(t)] / sum(t)); k <- qnorm(cumsum(colSums(t))[-ncol(t)] / sum(t)); R <- c(-Inf, r, Inf); K <- c(-Inf, k, Inf)
  function(rho) { P <- outer(R, K, Vectorize(function(a, b) cdf2(a, b, rho))); p <- diff(t(diff(P))); sum(t(t)[t(t) > 0] * log(p[t(t) > 0])) } }
polychoric <- lapply(tables, function(t) { f <- logs(t); o <- optimise(function(x) -f(x), c(-0.999, 0.999), tol = 1e-10)$minimum
  for (k in 1:3) o <- o - numDeriv::grad(f, o, method.args = list(d = 0.002)) / numDeriv::hessian(f, o, method.args = list(d = 0.002))[1, 1]
  stopifnot(abs(o - polychor(t)) < 1e-4); list(table = rows(t), value = o, se = 1 / sqrt(-numDeriv::hessian(f, o, method.args = list(d = 0.002))[1, 1])) })
h <- expand.grid(a = c(-3, -0.5, 0, 1.2), b = c(-1, 0, 0.7, 4), rho = c(-0.99, -0.6, 0, 0.3, 0.9, 0.999))
h$p <- mapply(function(a, b, r) as.numeric(pmvnorm(upper = c(a, b), corr = matrix(c(1, r, r, 1), 2), algorithm = TVPACK(1e-15))), h$a, h$b, h$rho)
writeLines(toJSON(list(bootstrap = bootstrap, ppiMean = ppiMean, ppiDifference = ppiDifference, ppi = ppi, ridge = ridge, polychoric = polychoric, bivariate = h), digits = I(17), auto_unbox = TRUE), "resampling.json")
