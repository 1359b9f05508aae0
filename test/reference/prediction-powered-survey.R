# Reference values for test/reference/prediction-powered-survey.test.ts, computed with R and not with the code under test: PPI++
# with weights and clusters. A weight of 0 for the twins is svymean, lm and glm with vcovCL, and svyglm; the rectified estimates
# are written out here in matrices (indicator matrices of the clusters), the logit by a root finder.
# Regenerate: cd test/reference && Rscript prediction-powered-survey.R        (needs jsonlite, nleqslv, sandwich, survey)
suppressMessages({library(jsonlite); library(nleqslv); library(sandwich); library(survey)})
set.seed(20261123)
satterthwaite <- function(estimate, v, df) estimate + c(-1, 1) * qt(0.975, sum(v)^2 / sum(v^2 / df)) * sqrt(sum(v))
rows <- function(M) unname(lapply(seq_len(nrow(M)), function(i) M[i, ]))
indicator <- function(cl, all) outer(cl, all, "==") * 1
added <- function(z, w) w * (z - weighted.mean(z, w)) / sum(w)
# Sums of squares and products over clusters with people of the first set, and over the others, with their factors.
moments <- function(own, twins, others, cl, cu, p = 1) {
  all <- unique(c(cl, cu)); K <- indicator(cl, all); L <- indicator(cu, all); first <- all %in% cl
  A <- drop(crossprod(K, own)); D <- drop(crossprod(K, twins)) - drop(crossprod(L, others)); O <- drop(crossprod(L, others))
  G <- c(sum(first), length(unique(cu))); m <- c(length(cl), length(cu)); k <- G / (G - 1) * (m - 1) / (m - p)
  list(own = k[1] * sum(A[first]^2), shared = k[1] * sum((A * D)[first]), difference = k[1] * sum(D[first]^2), rest = k[2] * sum(O[!first]^2),
    some = any(!first), df = ifelse(G < m, G - 1, m - p))
}
lambda_of <- function(ms) min(1, max(0, sum(sapply(ms, `[[`, "shared")) / sum(sapply(ms, function(m) m$difference + m$rest))))
variances <- function(ms, l) { v <- NULL; df <- NULL
  for (m in ms) { v <- c(v, m$own - 2 * l * m$shared + l^2 * m$difference); df <- c(df, m$df[1]); if (l > 0 && m$some) { v <- c(v, l^2 * m$rest); df <- c(df, m$df[2]) } }
  list(v = v, df = df) }
result <- function(human, rectified, hv, rv, l, n) list(lambda = l, humanEstimate = human, humanSe = sqrt(sum(hv$v)), humanInterval = satterthwaite(human, hv$v, hv$df),
  estimate = rectified, se = sqrt(sum(rv$v)), interval = satterthwaite(rectified, rv$v, rv$df), effective = n * sum(hv$v) / sum(rv$v))

# People of both sets in clusters: answers follow the cluster, twins know the group and a part of it.
people <- function(clusters, each, first = 1) {
  cl <- rep(seq(first, length.out = clusters), each = each); u <- rnorm(clusters)[cl - first + 1]; m <- length(cl)
  group <- rbinom(m, 1, 0.5); belief <- sample(1:5, m, TRUE); mean <- 0.5 * belief + 0.8 * group + 0.7 * u
  data.frame(cl, group, belief, w = round(exp(rnorm(m, 0, 0.5)), 3), y = round(mean + rnorm(m), 2), z = rbinom(m, 1, plogis(mean - 2)),
    f = round(mean + rnorm(m, 0, 0.8) + 0.2, 2), p = round(plogis(mean - 2.3 + rnorm(m, 0, 0.5)), 4))
}
single <- function(d) { d$cl <- seq_len(nrow(d)) + 1e5 * (d$cl[1] > 1); d }
even <- function(d) { d$w <- 1; d }
samples <- list(
  "weights" = list(single(people(20, 5)), single(people(40, 6, 101))),
  "clusters" = list(even(people(20, 5)), even(people(40, 6, 101))),
  "weights and clusters of unequal size" = { a <- people(24, 6); b <- people(40, 6, 101); list(a[sort(sample(nrow(a), 100)), ], b[sort(sample(nrow(b), 200)), ]) },
  "weights and clusters that have people of both sets" = { a <- people(30, 9); at <- sort(sample(nrow(a), 90)); list(a[at, ], rbind(a[-at, ], people(6, 5, 101))) })
mean_case <- function(name, h, o, lambda = NULL) {
  m <- list(moments(added(h$y, h$w), added(h$f, h$w), added(o$f, o$w), h$cl, o$cl)); l <- if (is.null(lambda)) lambda_of(m) else lambda
  own <- svymean(~y, svydesign(ids = ~cl, weights = ~w, data = h)); base <- coef(own)[[1]]; one <- lm(y ~ 1, h, weights = w)
  r <- result(base, base + l * (weighted.mean(o$f, o$w) - weighted.mean(h$f, h$w)), variances(m, 0), variances(m, l), l, nrow(h))
  list(kind = "mean", sample = name, arms = NULL, lambda = lambda, results = list(c(r, list(surveyEstimate = base, sandwichEstimate = unname(coef(one)), surveySe = SE(own)[[1]], sandwichSe = sqrt(vcovCL(one, cluster = h$cl, type = "HC1")[[1]])))))
}
difference_case <- function(name, arms_are, h, o, lambda = NULL) {
  sign <- function(d) ifelse(d$arm == 1, 1, -1)
  by <- function(d, v) { x <- numeric(nrow(d)); for (a in 0:1) x[d$arm == a] <- added(d[[v]][d$arm == a], d$w[d$arm == a]); x * sign(d) }
  part <- function(keepH, keepO) moments(by(h, "y")[keepH], by(h, "f")[keepH], by(o, "f")[keepO], h$cl[keepH], o$cl[keepO])
  apart <- length(intersect(c(h$cl[h$arm == 1], o$cl[o$arm == 1]), c(h$cl[h$arm == 0], o$cl[o$arm == 0]))) == 0
  ms <- if (apart) list(part(h$arm == 1, o$arm == 1), part(h$arm == 0, o$arm == 0)) else list(part(TRUE, TRUE)); l <- if (is.null(lambda)) lambda_of(ms) else lambda
  gap <- function(d, v) weighted.mean(d[[v]][d$arm == 1], d$w[d$arm == 1]) - weighted.mean(d[[v]][d$arm == 0], d$w[d$arm == 0])
  arms <- lapply(0:1, function(a) SE(svymean(~y, svydesign(ids = ~cl, weights = ~w, data = h[h$arm == a, ])))[[1]])
  both <- svyglm(y ~ arm, svydesign(ids = ~cl, weights = ~w, data = h)); one <- lm(y ~ arm, h, weights = w)
  # Arms that share no cluster have factors of their own; the two packages take the clusters of both arms together.
  se <- if (apart) rep(sqrt(sum(unlist(arms)^2)), 2) else c(SE(both)[["arm"]], sqrt(vcovCL(one, cluster = h$cl, type = "HC0")["arm", "arm"]))
  r <- result(gap(h, "y"), gap(h, "y") + l * (gap(o, "f") - gap(h, "f")), variances(ms, 0), variances(ms, l), l, nrow(h))
  list(kind = "difference", sample = name, arms = arms_are, lambda = lambda, results = list(c(r, list(surveyEstimate = coef(both)[["arm"]], sandwichEstimate = coef(one)[["arm"]], surveySe = se[1], sandwichSe = se[2]))))
}
regression_case <- function(name, link, h, o, lambda = NULL) {
  X <- cbind(1, h$group, h$belief); U <- cbind(1, o$group, o$belief); y <- if (link == "ols") h$y else h$z; f <- if (link == "ols") h$f else h$p; g <- if (link == "ols") o$f else o$p
  mu <- if (link == "ols") identity else plogis; dmu <- if (link == "ols") function(e) rep(1, length(e)) else dlogis
  w <- h$w / sum(h$w); v <- o$w / sum(o$w); p <- 3
  score <- function(M, r, th) M * (r - mu(drop(M %*% th)))
  gradient <- function(th, l) -colSums(w * score(X, y, th)) + l * colSums(w * score(X, f, th)) - l * colSums(v * score(U, g, th))
  hessian <- function(th, l) { e <- drop(X %*% th); crossprod(X, w * (1 - l) * dmu(e) * X) + l * crossprod(U, v * dmu(drop(U %*% th)) * U) }
  root <- function(l, start) if (link == "ols") drop(solve(hessian(start, l), -gradient(start * 0, l))) else { s <- nleqslv(start, gradient, jac = hessian, l = l, control = list(xtol = 1e-14, ftol = 1e-14)); s$x - drop(solve(hessian(s$x, l), gradient(s$x, l))) }
  at <- function(th, l, j) { H <- solve(hessian(th, l)); moments(added(score(X, y, th) %*% H[, j], h$w), added(score(X, f, th) %*% H[, j], h$w), added(score(U, g, th) %*% H[, j], o$w), h$cl, o$cl, p) }
  th0 <- root(0, rep(0, p)); d <- svydesign(ids = ~cl, weights = ~w, data = h)
  m <- if (link == "ols") lm(y ~ group + belief, h, weights = w / mean(w)) else suppressWarnings(glm(z ~ group + belief, quasibinomial, h, weights = w / mean(w), control = glm.control(epsilon = 1e-15, maxit = 200)))
  s <- if (link == "ols") svyglm(y ~ group + belief, d) else svyglm(z ~ group + belief, d, family = quasibinomial(), control = glm.control(epsilon = 1e-15, maxit = 200))
  sandwich <- sqrt(diag(vcovCL(m, cluster = h$cl, type = "HC1"))); survey <- sqrt(diag(vcov(s)) * (nrow(h) - 1) / (nrow(h) - p))
  list(kind = link, sample = name, arms = NULL, lambda = lambda, results = lapply(seq_len(p), function(j) {
    m0 <- list(at(th0, 0, j)); l <- if (is.null(lambda)) lambda_of(m0) else lambda; th <- root(l, th0)
    c(result(th0[j], th[j], variances(m0, 0), variances(list(at(th, l, j)), l), l, nrow(h)), list(surveyEstimate = unname(coef(s)[j]), sandwichEstimate = unname(coef(m)[j]), surveySe = unname(survey[j]), sandwichSe = unname(sandwich[j])))
  }))
}
cases <- list()
for (name in names(samples)) {
  h <- samples[[name]][[1]]; o <- samples[[name]][[2]]
  # Arms within clusters (people of both) and between them (whole clusters).
  within <- function(d) { d$arm <- d$group; d }; between <- function(d) { d$arm <- d$cl %% 2; d }
  for (l in list(NULL, 0, 0.6)) cases <- c(cases, list(
    mean_case(name, h, o, l), difference_case(name, "within", within(h), within(o), l), difference_case(name, "between", between(h), between(o), l),
    regression_case(name, "ols", h, o, l), regression_case(name, "logit", h, o, l)))
}
writeLines(toJSON(list(samples = lapply(names(samples), function(name) list(name = name, human = samples[[name]][[1]], others = samples[[name]][[2]])), cases = cases), digits = I(17), auto_unbox = TRUE, null = "null", dataframe = "columns"), "prediction-powered-survey.json")
