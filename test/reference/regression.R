# Reference values for test/reference/regression.test.ts, computed with R and not with the code under test.
# Regenerate: cd test/reference && Rscript regression.R        (needs jsonlite, sandwich, MASS, nnet, numDeriv; about a minute)
suppressMessages({library(jsonlite); library(sandwich); library(MASS); library(nnet); library(numDeriv)})

set.seed(19640701); n <- 260
d <- data.frame(a = round(rnorm(n), 3), b = round(1990 + 30 * runif(n), 2), arm = sample(c("control", "ingroup", "outgroup"), n, TRUE, c(0.5, 0.3, 0.2)),
  sex = sample(c("female", "male"), n, TRUE), educ = sample(1:7, n, TRUE), cl = sample(1:40, n, TRUE), w = round(runif(n, 0.2, 3), 2), w0 = round(pmax(0, rnorm(n, 1)), 2),
  f = sample(0:3, n, TRUE), t = round(rexp(n) + 0.1, 2))
eta <- 0.5 * d$a + 0.8 * (d$arm == "ingroup") - 0.4 * (d$sex == "male") * d$a
d$y <- round(1 + eta + rnorm(n) * (1 + 0.5 * abs(d$a)), 3)
d$z <- rbinom(n, 1, plogis(eta - 0.2)); d$vote <- ifelse(d$z == 1, "yes", "no"); d$k <- rpois(n, d$t * exp(0.3 + eta / 2))
d$o <- as.integer(cut(eta + rlogis(n), c(-Inf, -1.5, 0, 0.5, 2, Inf))); d$m <- c("x", "y", "z")[1 + (eta + rlogis(n) > 0.3) + (rlogis(n) > 1.5 - 0.5 * d$a & eta > -0.5)]
d$copy <- 2 * d$a + 1
# Weights that leave no row of one category, and of all but one.
d$wz <- ifelse(d$m == "z", 0, d$w); d$wo <- ifelse(d$o == 3, 0, d$w); d$wx <- ifelse(d$m == "x", d$w, 0)
# Whoever is a 7 always answers the same, so that the coefficient of `seven` has no finite estimate.
d$seven <- ifelse(d$educ == 7, "yes", "no"); d$zs <- ifelse(d$educ == 7, 1, d$z); d$ks <- ifelse(d$educ == 7, 0, d$k); d$os <- ifelse(d$educ == 7, 5L, d$o); d$ms <- ifelse(d$educ == 7, "z", d$m)
d$a[c(5, 77)] <- NA; d$y[c(9, 77)] <- NA; d$arm[100] <- NA
control <- glm.control(epsilon = 1e-15, maxit = 200)

rownames(d) <- seq_len(n)
# Rows keep their names when some are left out, so the clusters are looked up by name.
covariances <- function(model, data, df) {
  k <- names(coef(model))[!is.na(coef(model))]; cl <- data[rownames(model.frame(model)), "cl"]; g <- length(unique(cl))
  one <- function(v, dof) { se <- sqrt(diag(v))[k]; t <- coef(model)[k] / se; list(se = I(unname(se)), p = I(unname(if (is.null(dof)) 2 * pnorm(-abs(t)) else 2 * pt(-abs(t), dof)))) }
  h <- lapply(c(HC0 = "HC0", HC1 = "HC1", HC2 = "HC2", HC3 = "HC3"), function(type) one(vcovHC(model, type = type), df))
  c(list(classical = one(vcov(model, complete = FALSE), df)), h, list(cluster = one(vcovCL(model, cluster = cl), if (is.null(df)) NULL else g - 1)))
}
linear <- function(formula, data = d, weights = NULL, contrast = "treatment") {
  options(contrasts = c(paste0("contr.", contrast), "contr.poly")); on.exit(options(contrasts = c("contr.treatment", "contr.poly")))
  data$W <- if (is.null(weights)) rep(1, nrow(data)) else data[[weights]]; environment(formula) <- environment()
  # Zero weights are left out first: sandwich counts such rows in n and misplaces the leverages.
  m <- lm(formula, data[data$W > 0, ], weights = W); s <- summary(m)
  list(model = "ols", formula = paste(deparse(formula), collapse = ""), contrasts = contrast, weights = weights, names = I(names(coef(m))), coefficients = I(unname(coef(m))),
    n = nobs(m), logLikelihood = as.numeric(logLik(m)), sigma = s$sigma, rSquared = s$r.squared, covariances = covariances(m, data[data$W > 0, ], m$df.residual))
}
# A column named in `aliased` is left out of the fit by hand: with the small epsilon that precise values need, glm's
# tolerance for collinear columns shrinks too and it returns coefficients of 1e13.
general <- function(model, formula, family, weights = NULL, contrast = "treatment", aliased = NULL) {
  options(contrasts = c(paste0("contr.", contrast), "contr.poly")); on.exit(options(contrasts = c("contr.treatment", "contr.poly")))
  data <- d; data$vote <- factor(data$vote); data$W <- if (is.null(weights)) rep(1, nrow(data)) else data[[weights]]; environment(formula) <- environment()
  fitted <- if (is.null(aliased)) formula else update(formula, paste(". ~ . -", aliased)); environment(fitted) <- environment()
  m <- suppressWarnings(glm(fitted, family, data[data$W > 0, ], weights = W, control = control))
  all <- colnames(model.matrix(formula, data))
  list(model = model, formula = paste(deparse(formula), collapse = ""), contrasts = contrast, weights = weights, names = I(all), coefficients = I(unname(coef(m)[all])),
    n = nobs(m), logLikelihood = if (is.null(weights)) as.numeric(logLik(m)) else NULL, sigma = NULL, rSquared = NULL, covariances = covariances(m, data[data$W > 0, ], NULL))
}
# Likelihoods of several equations: Newton's method on complex-step derivatives of a plainly written likelihood, from the
# estimate of polr or multinom, which stop earlier and (polr) differentiate numerically with fewer digits.
inverse <- function(x) 1 / (1 + exp(-x))
likelihood <- function(model, formula, names, start, perRow, weights, cl) {
  total <- function(th) sum(weights * perRow(th)); th <- start
  for (i in 1:4) th <- th - drop(solve(hessian(total, th, method = "complex"), grad(total, th, method = "complex")))
  A <- solve(-hessian(total, th, method = "complex")); S <- weights * jacobian(perRow, th, method = "complex"); N <- nrow(S); G <- rowsum(S, cl); g <- nrow(G)
  one <- function(v) { se <- sqrt(diag(v)); list(se = se, p = 2 * pnorm(-abs(th / se))) }
  stopifnot(max(abs(th - start)) < 1e-3)
  list(model = model, formula = formula, contrasts = "treatment", weights = NULL, names = names, coefficients = unname(th), n = N, logLikelihood = total(th), sigma = NULL, rSquared = NULL,
    covariances = list(classical = one(A), HC0 = one(A %*% crossprod(S) %*% A), HC1 = one(A %*% crossprod(S) %*% A * N / (N - length(th))), cluster = one(A %*% crossprod(G) %*% A * g / (g - 1))))
}
ordered <- function(formula, weights = NULL) {
  u <- d[complete.cases(d[all.vars(formula)]), ]; u$W <- if (is.null(weights)) 1 else u[[weights]]; u <- u[u$W > 0, ]
  X <- model.matrix(formula, u)[, -1, drop = FALSE]; y <- as.integer(factor(u$o)); p <- ncol(X)
  shift <- model.offset(model.frame(formula, u)); if (is.null(shift)) shift <- 0
  m <- suppressWarnings(polr(update(formula, factor(o) ~ .), u, weights = W, control = list(reltol = 1e-14, maxit = 5000)))
  perRow <- function(th) { z <- c(-500, th[-seq_len(p)], 500); e <- shift + drop(X %*% th[seq_len(p)]); log(inverse(z[y + 1] - e) - inverse(z[y] - e)) }
  r <- likelihood("ordered-logit", paste(deparse(formula), collapse = ""), c(colnames(X), names(m$zeta)), c(coef(m), m$zeta), perRow, u$W, u$cl); r["weights"] <- list(weights); r
}
multinomial <- function(formula, weights = NULL) {
  u <- d[complete.cases(d[all.vars(formula)]), ]; u$W <- if (is.null(weights)) 1 else u[[weights]]; u <- u[u$W > 0, ]
  X <- model.matrix(formula, u); y <- as.integer(factor(u$m)); K <- max(y); p <- ncol(X)
  m <- multinom(formula, u, weights = W, reltol = 1e-16, maxit = 5000, trace = FALSE); start <- if (K == 2) coef(m) else c(t(coef(m)))
  perRow <- function(th) { e <- cbind(0, X %*% matrix(th, p)); e[cbind(seq_along(y), y)] - log(rowSums(exp(e))) }
  r <- likelihood("multinomial-logit", paste(deparse(formula), collapse = ""), paste(rep(levels(factor(u$m))[-1], each = p), colnames(X), sep = ":"), start, perRow, u$W, u$cl); r["weights"] <- list(weights); r
}
# What R has no estimate for, with what it says.
refused <- function(model, formula, weights = NULL, rows = seq_len(n)) {
  u <- d[rows, ]; u$W <- if (is.null(weights)) 1 else u[[weights]]; u <- u[u$W > 0, ]
  said <- tryCatch({ if (model == "multinomial-logit") { multinom(formula, u, weights = W, trace = FALSE); NULL } else if (model == "ordered-logit") { polr(update(formula, factor(o) ~ .), u, weights = W); NULL } else {
    m <- if (model == "ols") lm(formula, u, weights = W) else suppressWarnings(glm(formula, if (model == "logit") binomial else poisson, u, weights = W))
    se <- suppressWarnings(sqrt(diag(vcov(m, complete = FALSE)))); if (all(is.finite(se)) && m$df.residual > 0) NULL else "no standard error" } }, error = conditionMessage)
  stopifnot(!is.null(said)); list(model = model, formula = paste(deparse(formula), collapse = ""), weights = weights, rows = length(rows), said = said)
}

cases <- list(
  linear(y ~ a * arm + log(t) + I(a^2)), linear(y ~ arm:sex + b, weights = "w"), linear(y ~ factor(educ) + a - 1, weights = "w0"), linear(y ~ a + copy + sex + I(3 * a - 2)),
  linear(y ~ a * arm * sex, contrast = "sum"), linear(log(t) ~ arm/sex + offset(a), contrast = "helmert"), linear(y ~ (a + sex + arm)^2 - a:sex, weights = "f"), linear(y ~ 1), linear(y ~ a + I(educ > 3) + I(sex == "male")),
  general("logit", z ~ a * arm + b, binomial), general("logit", vote ~ a + sex + copy, binomial, weights = "w", aliased = "copy"), general("logit", z ~ a + arm + sex, binomial, weights = "f", contrast = "sum"), general("logit", z ~ 1, binomial),
  general("poisson", k ~ a + arm + offset(log(t)), poisson), general("poisson", k ~ arm * sex + sqrt(t), poisson, weights = "w0"),
  ordered(o ~ a + arm + sex), ordered(o ~ a * sex, weights = "w"), multinomial(m ~ a + arm), multinomial(m ~ a * sex),
  multinomial(m ~ a * sex, weights = "w"), multinomial(m ~ arm + a, weights = "w0"), multinomial(m ~ a + sex, weights = "wz"), ordered(o ~ a + sex + offset(log(t)), weights = "w"), ordered(o ~ arm + offset(0.5 * a)), ordered(o ~ a + sex, weights = "wo"),
  general("logit", z ~ a + arm + offset(0.3 * a), binomial, weights = "w0"), linear(y ~ a, data = d[!is.na(d$a) & !is.na(d$y), ], weights = "wx"))
refusals <- list(refused("multinomial-logit", m ~ a, "wx"), refused("ols", y ~ 1, rows = 1), refused("ols", y ~ a, rows = 1:2), refused("logit", z ~ 1, rows = 1), refused("poisson", k ~ 1, rows = 1), refused("ordered-logit", o ~ 1, rows = 1), refused("multinomial-logit", m ~ 1, rows = 1))

# In the limit the rows of the 7s fit perfectly and the others are fitted alone: their coefficients and standard errors.
limit <- function(fit, formula) list(model = fit$model, formula = formula, weights = fit$weights, names = I(fit$names), coefficients = I(fit$coefficients), logLikelihood = fit$logLikelihood, se = I(fit$covariances$classical$se), hc0 = I(fit$covariances$HC0$se))
whole <- d; d <- d[d$educ != 7, ]
separated <- list(limit(general("logit", zs ~ a + arm, binomial), "zs ~ a + arm + seven"), limit(general("logit", zs ~ a * sex, binomial, weights = "w"), "zs ~ a * sex + seven"),
  limit(general("poisson", ks ~ a + offset(log(t)), poisson), "ks ~ a + seven + offset(log(t))"),
  limit(local({ d$o <<- d$os; ordered(o ~ a + sex) }), "os ~ a + sex + seven"), limit(local({ d$m <<- d$ms; multinomial(m ~ a + sex, weights = "w") }), "ms ~ a + sex + seven"))
d <- whole

formulas <- c("y ~ a + b", "y ~ b:a + a", "y ~ a * arm", "y ~ arm * a", "y ~ arm:sex", "y ~ a + arm:sex - 1", "y ~ 0 + arm + sex", "y ~ (a + arm + sex)^2", "y ~ (a + b + arm)^3 - a:b:arm", "y ~ arm/a", "y ~ a/arm/sex",
  "y ~ arm + arm:sex", "y ~ a:arm", "y ~ arm:a - 1", "y ~ factor(educ):sex", "y ~ I(a^2) + log(t) + sqrt(t)", "y ~ I(a > 0) * sex", "y ~ a*arm*sex - arm:sex", "y ~ -1 + a + (a - a) + arm", "log(t) ~ exp(a) + abs(a)", "y ~ sex + I(b - 1990):sex",
  "y ~ 0 + 1 + a", "y ~ a + a + b:a:b")
designs <- list(); small <- head(d[complete.cases(d), ], 30)
for (contrast in c("treatment", "sum", "helmert")) for (f in formulas) {
  options(contrasts = c(paste0("contr.", contrast), "contr.poly")); X <- model.matrix(as.formula(f), small)
  designs[[length(designs) + 1]] <- list(formula = f, contrasts = contrast, names = I(colnames(X)), columnSums = I(unname(colSums(X * seq_len(nrow(X))))))
}
options(contrasts = c("contr.treatment", "contr.poly"))
writeLines(toJSON(list(data = d, cases = cases, refusals = refusals, separated = separated, small = small[, c("y", "a", "b", "arm", "sex", "educ", "t")], designs = designs), dataframe = "columns", digits = I(17), auto_unbox = TRUE, na = "null", null = "null"), "regression.json")
