import type { ScriptStudy } from '../../../../shared/evaluation/reproduction/script-study.ts';
import { rAssociations } from './reproduce-r-associations.ts';
import { rDivergences } from './reproduce-r-divergences.ts';
import { rRectification } from './reproduce-r-rectification.ts';
import { literalInR, oneALine } from './script-literals.ts';

/**
 * An R script that redoes the regressions with the average effects of arms, the divergences, the rectified and the cross-fitted estimates from exported rows, with R's own `model.matrix`, `lm` and
 * `glm`, the packages sandwich, MASS (ordered logits) and nnet (multinomial ones). It holds names, codes and formulas, and no data.
 */
export function reproduceInR(study: ScriptStudy): string {
  const columns = study.columns.map(({ name, kind, codes, scores, meanScores }) =>
    literalInR({ name, kind, codes, scores, meanScores }),
  );
  const regressions = study.regressions.map(({ name, model, formula, covariance, contrasts = 'treatment' }) =>
    literalInR({ name, model, formula, covariance, contrasts }),
  );
  const leftOut = study.leftOut.map(
    ({ name, variables }) =>
      `# Not redone: ${JSON.stringify(name)} uses ${variables.join(', ')}, which is not exported.`,
  );
  return [
    opening,
    `level <- ${study.level}`,
    `columns <- ${oneALine('list(', columns, ')')}`,
    `items <- ${literalInR(study.items)}`,
    `beliefs <- ${literalInR(study.beliefs)}`,
    `groupings <- ${literalInR(study.groupings)}`,
    `treatments <- ${literalInR(study.treatments)}`,
    ...leftOut,
    `regressions <- ${oneALine('list(', regressions, ')')}`,
    body + rDivergences + rAssociations + rRectification + numbers,
  ].join('\n');
}

const opening = String.raw`# Redoes the regressions, the average effects, the slopes of actions on beliefs, the divergences, the rectified and the cross-fitted estimates of a
# Pilotlight report from exported rows: of the models, the baselines and the humans.
#
#   pilotlight export PROJECT --out rows.csv --rows both
#   Rscript reproduce.R rows.csv numbers.csv
#
# Needs R 4 and the package sandwich (with ordered or multinomial logits also MASS and nnet, which come with R). Writes one number a line; without a second file it prints them. The rows are
# confidential: they are answers of single respondents. This script holds no data.
suppressPackageStartupMessages(library(sandwich))

# ---- The study ----
`;

const body = String.raw`
# ---- The rows ----
arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) < 1) stop("Name the file of rows: Rscript reproduce.R rows.csv")
everything <- read.csv(arguments[1], check.names = FALSE, colClasses = "character", na.strings = "", encoding = "UTF-8")
everything$.weight <- if (is.null(everything$.weight)) 1 else as.numeric(everything$.weight)
# Humans of other parts and twins by fold serve the rectified estimates alone.
if (is.null(everything$.part)) everything$.part <- "evaluation"
everything$.fold <- if (is.null(everything$.fold)) "" else ifelse(is.na(everything$.fold), "", everything$.fold)
raw <- everything[everything$.part == "evaluation", , drop = FALSE]

# Nominal columns become factors with the options that occur (items keep all their options), ordered ones their scores.
decode <- function(column, raw) {
  values <- raw[[column$name]]
  switch(column$kind,
    number = as.numeric(values),
    scored = column$scores[match(values, column$codes)],
    nominal = factor(values, if (column$name %in% items) column$codes else intersect(column$codes, values)),
    text = factor(values, sort(unique(values), method = "radix")))
}
decoded <- function(raw) {
  as.data.frame(setNames(lapply(columns, decode, raw), vapply(columns, "[[", "", "name")), check.names = FALSE)
}
rows <- decoded(raw)
sources <- unique(raw$.source)

# ---- Regressions ----
# Newton's method from the estimate of polr or multinom, which stop earlier, with the derivative of the scores by central
# differences; covariance from it, or robust. Scores are a matrix of rows by parameters.
likelihood_fit <- function(kind, theta, scores_at, w, cluster) {
  gradient <- function(theta) colSums(w * scores_at(theta))
  information <- function(theta) {
    H <- vapply(seq_along(theta), function(j) {
      step <- replace(numeric(length(theta)), j, 1e-5 * max(1, abs(theta[j])))
      (gradient(theta - step) - gradient(theta + step)) / (2 * step[j])
    }, theta)
    (H + t(H)) / 2
  }
  for (i in 1:8) theta <- theta + drop(solve(information(theta), gradient(theta)))
  A <- solve(information(theta))
  S <- w * scores_at(theta)
  n <- nrow(S)
  V <- if (kind == "classical") A
    else if (kind == "cluster") A %*% crossprod(rowsum(S, cluster)) %*% A * length(unique(cluster)) / (length(unique(cluster)) - 1)
    # A row has no single leverage here: HC2 and HC3 are HC1.
    else A %*% crossprod(S) %*% A * (if (kind == "HC0") 1 else n / (n - length(theta)))
  list(b = theta, se = sqrt(diag(V)), V = V)
}

ordered_fit <- function(spec, Z, y, w, cluster) {
  Z <- Z[, colnames(Z) != "(Intercept)", drop = FALSE]
  numeric <- is.numeric(y)
  y <- factor(y)
  codes <- as.integer(y)
  p <- ncol(Z)
  start <- suppressWarnings(MASS::polr(y ~ Z, weights = w, control = list(reltol = 1e-12, maxit = 1000)))
  names <- c(colnames(Z), paste(head(levels(y), -1), tail(levels(y), -1), sep = "|"))
  scores_at <- function(theta) {
    cuts <- c(-Inf, theta[-seq_len(p)], Inf)
    eta <- drop(Z %*% theta[seq_len(p)])
    mass <- plogis(cuts[codes + 1] - eta) - plogis(cuts[codes] - eta)
    a <- dlogis(cuts[codes + 1] - eta) / mass
    b <- dlogis(cuts[codes] - eta) / mass
    cbind(-Z * (a - b), vapply(seq_len(nlevels(y) - 1), function(k) a * (codes == k) - b * (codes == k + 1), eta))
  }
  fit <- likelihood_fit(spec$covariance, unname(c(coef(start), start$zeta)), scores_at, w, cluster)
  predict <- function(theta, Z, offset) {
    cuts <- c(-Inf, theta[-seq_len(p)], Inf)
    eta <- drop(Z[, colnames(Z) != "(Intercept)", drop = FALSE] %*% theta[seq_len(p)])
    chances <- vapply(seq_len(nlevels(y)), function(k) plogis(cuts[k + 1] - eta) - plogis(cuts[k] - eta), eta)
    colnames(chances) <- paste("probability of", levels(y))
    if (numeric) cbind(score = drop(chances %*% as.numeric(levels(y))), chances) else chances
  }
  list(b = setNames(fit$b, names), se = setNames(fit$se, names), V = fit$V, predict = predict)
}

multinomial_fit <- function(spec, Z, y, w, cluster) {
  y <- factor(y)
  codes <- as.integer(y)
  p <- ncol(Z)
  start <- nnet::multinom(y ~ 0 + Z, weights = w, reltol = 1e-12, maxit = 1000, trace = FALSE)
  names <- paste(rep(levels(y)[-1], each = p), colnames(Z), sep = ":")
  scores_at <- function(theta) {
    eta <- cbind(0, Z %*% matrix(theta, p))
    chances <- exp(eta - apply(eta, 1, max))
    chances <- chances / rowSums(chances)
    do.call(cbind, lapply(seq_len(nlevels(y))[-1], function(k) Z * ((codes == k) - chances[, k])))
  }
  estimates <- coef(start)
  fit <- likelihood_fit(spec$covariance, unname(if (is.matrix(estimates)) c(t(estimates)) else estimates), scores_at, w, cluster)
  predict <- function(theta, Z, offset) {
    eta <- cbind(0, Z %*% matrix(theta, p))
    chances <- exp(eta - apply(eta, 1, max))
    chances <- chances / rowSums(chances)
    colnames(chances) <- paste("probability of", levels(y))
    chances
  }
  list(b = setNames(fit$b, names), se = setNames(fit$se, names), V = fit$V, predict = predict)
}

# ---- Average effects of arms ----
# The arms that occur, the first one being the reference.
arms_of <- function(treatment, cells = raw) {
  values <- unique(cells[[treatment]][!is.na(cells[[treatment]])])
  codes <- Filter(function(column) column$name == treatment, columns)[[1]]$codes
  if (length(codes) > 0) return(intersect(codes, values))
  if (length(values) > 10) return(character(0))
  numbers <- suppressWarnings(as.numeric(values))
  values[if (anyNA(numbers)) order(values, method = "radix") else order(numbers)]
}

# Everybody in an arm minus everybody in the reference, averaged over the rows of the fit; delta method with a gradient by
# central differences. changed(treatment, arm) gives the design, predict(b, Z, offset) a matrix of rows by outcomes.
average_effects <- function(predictors, changed, predict, b, V, w) {
  found <- list(b = numeric(0), se = numeric(0))
  for (treatment in intersect(treatments, predictors)) {
    arms <- arms_of(treatment)
    if (length(arms) < 2) next
    first <- changed(treatment, arms[1])
    for (arm in arms[-1]) {
      other <- changed(treatment, arm)
      if (is.null(first) || is.null(other)) next
      at <- function(b) colSums(w * (predict(b, other$Z, other$offset) - predict(b, first$Z, first$offset))) / sum(w)
      value <- at(b)
      slopes <- vapply(seq_along(b), function(j) {
        step <- replace(numeric(length(b)), j, 1e-5 * max(1, abs(b[j])))
        (at(b + step) - at(b - step)) / (2 * step[j])
      }, value)
      slopes <- matrix(slopes, ncol = length(b))
      names <- paste(names(value), treatment, arm, sep = "\t")
      found$b[names] <- value
      found$se[names] <- sqrt(diag(slopes %*% V %*% t(slopes)))
    }
  }
  found$b[is.na(found$se)] <- NA
  found
}

# Coefficients, standard errors and degrees of freedom by term; NULL where the model cannot be fitted.
fit_one <- function(spec, own) {
  options(contrasts = c(paste0("contr.", spec$contrasts), "contr.poly"))
  formula <- as.formula(spec$formula)
  # The thresholds of an ordered logit stand for the intercept.
  if (spec$model == "ordered-logit") formula <- update(formula, . ~ . + 1)
  frame <- model.frame(formula, rows[own, , drop = FALSE], na.action = na.pass)
  finite <- function(x) if (is.numeric(x)) is.finite(x) else !is.na(x)
  w <- raw$.weight[own]
  usable <- Reduce("&", lapply(frame, finite), !is.na(w) & w > 0)
  cluster <- if (spec$covariance == "cluster") raw$.cluster[own]
  if (!is.null(cluster)) usable <- usable & !is.na(cluster)
  design <- attr(frame, "terms")
  frame <- frame[usable, , drop = FALSE]
  attr(frame, "terms") <- design
  X <- model.matrix(design, frame)
  y <- model.response(frame)
  w <- w[usable]
  cluster <- cluster[usable]
  o <- model.offset(frame)
  if (is.null(o)) o <- rep(0, nrow(X))
  # Collinear columns are left out by hand, so that both kinds of models leave out the same.
  decomposed <- qr(X, tol = 1e-7)
  kept <- sort(decomposed$pivot[seq_len(decomposed$rank)])
  n <- nrow(X)
  if (n <= length(kept)) return(NULL)
  if (!is.null(cluster) && length(unique(cluster)) < 2) return(NULL)
  Z <- X[, kept, drop = FALSE]
  predictors <- all.vars(delete.response(terms(reformulate(c("1", attr(design, "term.labels"))))))
  changed <- function(treatment, arm) {
    new <- rows[own, , drop = FALSE][usable, , drop = FALSE]
    new[[treatment]] <- rep(rows[[treatment]][match(arm, raw[[treatment]])], nrow(new))
    other <- model.frame(delete.response(design), new, na.action = na.pass, xlev = .getXlevels(design, frame))
    A <- model.matrix(delete.response(design), other)
    offset <- model.offset(other)
    # Left out columns leave rows open that are no combination of the observed ones.
    if (!all(is.finite(A)) || (length(kept) < ncol(A) && qr(rbind(X, A), tol = 1e-7)$rank > length(kept))) return(NULL)
    list(Z = A[, kept, drop = FALSE], offset = if (is.null(offset)) 0 else offset)
  }
  separated <- rep(FALSE, ncol(Z))
  if (spec$model %in% c("ordered-logit", "multinomial-logit")) {
    if (length(unique(y)) < 2 || !is.null(model.offset(frame))) return(NULL)
    fit <- (if (spec$model == "ordered-logit") ordered_fit else multinomial_fit)(spec, Z, y, w, cluster)
    effects <- average_effects(predictors, changed, fit$predict, fit$b, fit$V, w)
    return(list(b = fit$b, se = fit$se, df = Inf, n = n, effects = effects))
  }
  if (spec$model == "ols") {
    if (is.factor(y)) y <- as.integer(y) - 1
    model <- lm(y ~ 0 + Z, weights = w, offset = o)
    df <- n - length(kept)
  } else {
    family <- if (spec$model == "poisson") poisson else binomial
    if (spec$model == "logit") y <- if (is.factor(y)) as.integer(y) > 1 else if (all(y >= 0 & y <= 1)) y else y == max(y)
    if (spec$model == "logit" && length(unique(y)) < 2 || all(y == 0)) return(NULL)
    fit <- function(steps) suppressWarnings(
      glm(y ~ 0 + Z, family, weights = w, offset = o, control = glm.control(epsilon = 1e-14, maxit = steps)))
    model <- fit(20)
    # Coefficients that run off to infinity (separation) still move after many steps.
    drift <- abs(coef(model) - coef(fit(12))) * apply(abs(Z), 2, max)
    separated <- max(drift) > 1e-2 & drift > 1e-4 * max(drift)
    df <- Inf
  }
  if (spec$covariance == "cluster" && is.finite(df)) df <- length(unique(cluster)) - 1
  V <- switch(spec$covariance,
    classical = vcov(model),
    cluster = vcovCL(model, cluster = cluster),
    vcovHC(model, type = spec$covariance))
  b <- se <- setNames(rep(NA_real_, ncol(X)), colnames(X))
  b[kept] <- coef(model)
  se[kept] <- sqrt(diag(V))
  b[kept][separated] <- se[kept][separated] <- NA
  link <- switch(spec$model, ols = identity, poisson = exp, plogis)
  predict <- function(b, Z, offset) {
    matrix(link(drop(Z %*% b) + offset), ncol = 1, dimnames = list(NULL, if (spec$model == "logit") "probability" else "mean"))
  }
  V[separated, ] <- NA
  V[, separated] <- NA
  effects <- average_effects(predictors, changed, predict, unname(coef(model)), V, w)
  list(b = b, se = se, df = df, n = n, clusters = length(unique(cluster)), effects = effects)
}

# One fit, or the fits of several seeds combined: mean, mean squared error plus B/m, and the degrees of freedom of
# Reiter (2003), Survey Methodology 29:181-188.
pool <- function(fits, term) {
  of <- function(part) vapply(fits, function(fit) fit[[part]][term], 0)
  known <- !is.na(of("b")) & !is.na(of("se"))
  m <- sum(known)
  if (m == 0) return(c(b = NA, se = NA, p = NA, low = NA, high = NA))
  b <- mean(of("b")[known])
  within <- mean(of("se")[known]^2)
  between <- if (m > 1) var(of("b")[known]) else 0
  df <- min(vapply(fits, "[[", 0, "df")[known], if (between > 0) (m - 1) * (1 + within / (between / m))^2)
  se <- sqrt(within + between / m)
  half <- qt(1 - (1 - level) / 2, df) * se
  c(b = b, se = se, p = 2 * pt(-abs(b / se), df), low = b - half, high = b + half)
}

regression_numbers <- function(spec) {
  fits <- lapply(setNames(sources, sources), function(source) {
    own <- split(which(raw$.source == source), raw$.seed[raw$.source == source])
    if (length(own) == 0) own <- list(which(raw$.source == source))
    Filter(Negate(is.null), lapply(own, function(own) tryCatch(fit_one(spec, own), error = function(e) NULL)))
  })
  if (spec$model == "multinomial-logit" && length(fits$human) > 0) {
    # Equations against another first level are no comparison.
    terms <- names(fits$human[[1]]$b)
    fits <- lapply(fits, function(own) Filter(function(fit) identical(names(fit$b), terms), own))
  }
  first <- c(fits[["human"]], unlist(unname(fits), recursive = FALSE))
  if (length(first) == 0) return(NULL)
  terms <- names(first[[1]]$b)
  coefficients <- do.call(rbind, lapply(sources, function(source) do.call(rbind, lapply(terms, function(term) {
    numbers <- pool(fits[[source]], term)
    data.frame(part = "regression", name = spec$name, source = source, term = term, grouping = "", group = "",
      quantity = names(numbers), value = unname(numbers))
  }))))
  effects <- names(first[[1]]$effects$b)
  rbind(coefficients, do.call(rbind, lapply(sources, function(source) do.call(rbind, lapply(effects, function(effect) {
    numbers <- pool(lapply(fits[[source]], function(fit) c(fit$effects, df = fit$df)), effect)
    labels <- strsplit(effect, "\t")[[1]]
    data.frame(part = "effect", name = spec$name, source = source, term = labels[1], grouping = labels[2], group = labels[3],
      quantity = names(numbers), value = unname(numbers))
  })))))
}
`;

const numbers = String.raw`
# ---- The numbers ----
numbers <- do.call(rbind, lapply(regressions, regression_numbers))
if ("human" %in% sources) {
  for (column in columns) if (column$name %in% items) numbers <- rbind(numbers, divergence_numbers(column))
  if (length(beliefs) > 1) numbers <- rbind(numbers, joint_numbers())
  if (length(beliefs) > 0) numbers <- rbind(numbers, slope_numbers(), beyond_numbers())
}
for (on in list(c("rectified", "rectification", "evaluation"), c("cross-fitted", "cross-fit", "evaluation by fold"))) {
  if (!any(everything$.part == on[2])) next
  on <- rectifying(on[1], on[2], on[3])
  for (column in columns) if (column$name %in% items) numbers <- rbind(numbers, rectified_item(on, column))
  for (spec in regressions) numbers <- rbind(numbers, tryCatch(rectified_regression(on, spec), error = function(e) NULL))
}
numbers$value <- ifelse(is.na(numbers$value), "", format(numbers$value, digits = 15, trim = TRUE, scientific = TRUE))
write.csv(numbers, if (length(arguments) > 1) arguments[2] else stdout(), row.names = FALSE, fileEncoding = "UTF-8")
`;
