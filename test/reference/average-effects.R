# Reference values for test/reference/average-effects.test.ts, computed with R and not with the code under test: the average
# of predictions with everybody in an arm minus that with everybody in the reference (g-computation by model.matrix), with
# standard errors from a numerical gradient (delta method).
# Regenerate: cd test/reference && Rscript average-effects.R        (needs jsonlite, sandwich, MASS, nnet, numDeriv)
suppressMessages({library(jsonlite); library(sandwich); library(MASS); library(nnet); library(numDeriv)})

set.seed(20260704); n <- 240
d <- data.frame(arm = sample(c("control", "ingroup", "outgroup"), n, TRUE, c(0.5, 0.35, 0.15)), on = rbinom(n, 1, 0.4), age = sample(18:80, n, TRUE),
  sex = sample(c("female", "male"), n, TRUE), cl = sample(1:30, n, TRUE), w = round(runif(n, 0.2, 3), 2), w0 = round(pmax(0, rnorm(n, 1)), 2), t = round(rexp(n) + 0.2, 2))
eta <- 0.7 * (d$arm == "ingroup") - 0.4 * (d$arm == "outgroup") + 0.02 * (d$age - 45) * (1 + (d$arm == "ingroup")) + 0.5 * d$on * (d$sex == "male")
d$y <- round(2 + eta + rnorm(n) * (1 + 0.4 * d$on), 3); d$z <- rbinom(n, 1, plogis(eta)); d$vote <- ifelse(rbinom(n, 1, plogis(eta - 0.4)) == 1, "yes", "no")
d$o <- c(1, 2, 4, 5, 7)[as.integer(cut(eta + rlogis(n), c(-Inf, -1.5, 0, 0.7, 2, Inf)))]; d$k <- rpois(n, d$t * exp(0.3 + eta / 2))
d$m <- c("x", "y", "z")[1 + (eta + rlogis(n) > 0.3) + (rlogis(n) > 1.2 - 0.3 * eta)]; d$m[d$m == "x" & runif(n) < 0.1] <- "z"; d$copy <- 2 * d$age + 1
d$age[c(5, 77)] <- NA; d$y[c(9, 77)] <- NA; d$arm[100] <- NA; d$o[3] <- NA
control <- glm.control(epsilon = 1e-15, maxit = 200)
inArm <- function(data, treatment, value) { data[[treatment]] <- if (is.character(data[[treatment]])) factor(value, sort(unique(data[[treatment]]))) else value; data }
designIn <- function(formula, data, treatment, value, contrast) {
  options(contrasts = c(paste0("contr.", contrast), "contr.poly")); on.exit(options(contrasts = c("contr.treatment", "contr.poly")))
  X <- delete.response(terms(formula)); levels <- .getXlevels(X, model.frame(X, data))
  frame <- model.frame(X, inArm(data, treatment, value), xlev = levels)
  list(X = model.matrix(X, frame), offset = if (is.null(model.offset(frame))) 0 else model.offset(frame))
}
# predict(b, X, offset): rows by outcomes.
effects <- function(data, formula, treatment, contrast, w, b, V, predict, kept) {
  values <- sort(unique(data[[treatment]])); w <- w / sum(w)
  do.call(c, lapply(values[-1], function(value) {
    one <- designIn(formula, data, treatment, value, contrast); zero <- designIn(formula, data, treatment, values[1], contrast)
    f <- function(b) colSums(w * (predict(b, one$X[, kept, drop = FALSE], one$offset) - predict(b, zero$X[, kept, drop = FALSE], zero$offset)))
    G <- jacobian(f, b); est <- f(b)
    list(list(value = as.character(value), n = sum(data[[treatment]] == value), nReference = sum(data[[treatment]] == values[1]), effect = I(unname(est)), se = I(unname(sqrt(diag(G %*% V %*% t(G)))))))
  }))
}
usable <- function(formula, weights) { u <- d[complete.cases(d[all.vars(formula)]), ]; u$W <- if (is.null(weights)) 1 else u[[weights]]; u[u$W > 0, ] }
covarianceOf <- function(m, kind, cl) switch(kind, classical = vcov(m, complete = FALSE), cluster = vcovCL(m, cluster = cl), vcovHC(m, type = kind))
linear <- function(formula, treatment, kind, weights = NULL, contrast = "treatment", family = NULL, model = "ols", drop = character(0)) {
  u <- usable(formula, weights); options(contrasts = c(paste0("contr.", contrast), "contr.poly")); on.exit(options(contrasts = c("contr.treatment", "contr.poly")))
  if (is.character(u[[all.vars(formula)[1]]])) u[[all.vars(formula)[1]]] <- factor(u[[all.vars(formula)[1]]])
  fitted <- if (length(drop)) update(formula, paste(". ~ . -", drop)) else formula; environment(fitted) <- environment()
  m <- if (is.null(family)) lm(fitted, u, weights = W) else suppressWarnings(glm(fitted, family, u, weights = W, control = control))
  link <- if (is.null(family)) identity else if (model == "poisson") exp else plogis
  b <- coef(m); kept <- names(b)
  list(model = model, formula = paste(deparse(formula), collapse = ""), covariance = kind, contrasts = contrast, weights = weights, treatment = treatment, outcomes = I(if (model == "logit") "probability" else "mean"),
    effects = effects(u, formula, treatment, contrast, u$W, b, covarianceOf(m, kind, u$cl), function(b, X, o) cbind(link(drop(X %*% b) + o)), kept))
}
# Likelihoods of several equations: Newton's method on numerical derivatives, from the estimate of polr or multinom.
several <- function(model, formula, treatment, kind, weights = NULL) {
  u <- usable(formula, weights); X <- model.matrix(delete.response(terms(formula)), transform(u, arm = factor(arm), sex = factor(sex))); y <- u[[all.vars(formula)[1]]]; levels <- sort(unique(y)); code <- match(y, levels); K <- length(levels)
  if (model == "ordered-logit") {
    X <- X[, -1, drop = FALSE]; p <- ncol(X)
    m <- suppressWarnings(polr(factor(code) ~ X, weights = u$W, control = list(reltol = 1e-14, maxit = 5000))); start <- unname(c(coef(m), m$zeta))
    chances <- function(th, X, o) { cuts <- c(-Inf, th[-seq_len(p)], Inf); e <- drop(X %*% th[seq_len(p)]); sapply(seq_len(K), function(k) plogis(cuts[k + 1] - e) - plogis(cuts[k] - e)) }
    predict <- function(th, X, o) { P <- chances(th, X, o); cbind(drop(P %*% levels), P) }; outcomes <- c("score", as.character(levels))
  } else {
    p <- ncol(X); m <- multinom(factor(code) ~ 0 + X, weights = u$W, reltol = 1e-16, maxit = 5000, trace = FALSE); start <- c(t(coef(m)))
    chances <- function(th, X, o) { e <- exp(cbind(0, X %*% matrix(th, p))); e / rowSums(e) }
    predict <- chances; outcomes <- as.character(levels)
  }
  perRow <- function(th) log(chances(th, X, 0)[cbind(seq_along(code), code)]); total <- function(th) sum(u$W * perRow(th)); th <- start
  for (i in 1:4) th <- th - drop(solve(hessian(total, th), grad(total, th)))
  A <- solve(-hessian(total, th)); S <- u$W * jacobian(perRow, th); G <- rowsum(S, u$cl); g <- nrow(G); N <- nrow(S)
  V <- switch(kind, classical = A, HC0 = A %*% crossprod(S) %*% A, HC1 = A %*% crossprod(S) %*% A * N / (N - length(th)), cluster = A %*% crossprod(G) %*% A * g / (g - 1))
  list(model = model, formula = paste(deparse(formula), collapse = ""), covariance = kind, contrasts = "treatment", weights = weights, treatment = treatment, outcomes = I(outcomes),
    effects = effects(u, formula, treatment, "treatment", u$W, th, V, predict, colnames(X)))
}
cases <- list(
  linear(y ~ arm * age + sex, "arm", "HC3"), linear(y ~ arm * sex + on, "arm", "cluster", weights = "w", contrast = "sum"), linear(y ~ on * (age + arm), "on", "classical", weights = "w0"), linear(log(t) ~ on + I(on * age), "on", "HC1"),
  linear(y ~ arm + age + copy, "arm", "HC2", drop = "copy"), linear(y ~ sex + arm - 1, "arm", "HC0", contrast = "helmert"),
  linear(z ~ arm * age + sex, "arm", "HC1", family = binomial, model = "logit"), linear(z ~ on * age + arm, "on", "cluster", weights = "w", family = binomial, model = "logit"), linear(vote ~ factor(on) + age, "on", "classical", family = binomial, model = "logit"),
  linear(k ~ arm + age + offset(log(t)), "arm", "HC2", family = poisson, model = "poisson"), linear(k ~ arm * on + sqrt(t), "on", "cluster", family = poisson, model = "poisson"),
  several("ordered-logit", o ~ arm * sex + age, "arm", "classical"), several("ordered-logit", o ~ on + arm, "on", "cluster", weights = "w"), several("ordered-logit", o ~ on * sex, "on", "HC1"),
  several("multinomial-logit", m ~ arm + age, "arm", "HC0"), several("multinomial-logit", m ~ on * sex, "on", "classical", weights = "w"))
writeLines(toJSON(list(data = d, cases = cases), dataframe = "columns", digits = I(17), auto_unbox = TRUE, na = "null", null = "null"), "average-effects.json")
