/** Rectified estimates in the R script: means, shares, effects and coefficients by prediction-powered inference. */
export const rRectification = String.raw`
# ---- Rectified estimates ----
# Prediction-powered estimates (PPI++, Angelopoulos et al. 2023) with the weight lambda of the least variance, unbiased
# variances and Student's t. Some humans have their twins beside them; the twins of the evaluation humans are the others.
# Cross-fitting has those humans in folds: their twins come from models trained without the fold, and the others are the
# twins of the evaluation humans under the models of all folds.
rectifying <- function(label, own, others) {
  cells <- everything[everything$.part %in% c(own, "evaluation", others), , drop = FALSE]
  models <- intersect(sources, unique(cells$.source[cells$.part == own]))
  list(label = label, own = own, others = others, cells = cells, stacked = decoded(cells), models = setdiff(models, "human"),
    survey = survey_of(cells, own))
}
least_humans <- 10
least_clusters <- 10

# Weights and clusters by respondent; NULL where everybody of a part counts alike and nobody shares a cluster.
survey_of <- function(cells, own) {
  humans <- cells[cells$.source == "human" & cells$.part %in% c(own, "evaluation"), , drop = FALSE]
  w <- ifelse(is.na(humans$.weight), 0, humans$.weight)
  cluster <- if (is.null(humans$.cluster)) rep(NA, nrow(humans)) else humans$.cluster
  clustered <- anyDuplicated(cluster[!is.na(cluster)]) > 0
  if (!clustered && all(tapply(w, humans$.part, function(w) length(unique(w))) == 1)) return(NULL)
  alone <- paste("respondent", humans$.respondent)
  list(w = setNames(w, humans$.respondent), cluster = setNames(if (clustered) ifelse(is.na(cluster), alone, cluster) else alone, humans$.respondent))
}
# What each adds to a weighted mean, by respondent.
added <- function(survey, x) {
  w <- survey$w[names(x)]
  w * (x - weighted.mean(x, w)) / sum(w)
}
# Sums over clusters of what people add: of own, of what lambda multiplies, and of both, with G/(G - 1) * (n - 1)/(n - p);
# first the clusters with humans who rectify, who may have some of the others too, and then the rest.
cluster_moments <- function(survey, own, twins, others, p = 1) {
  cluster <- survey$cluster[names(own)]
  other <- survey$cluster[names(others)]
  all <- unique(c(cluster, other))
  total <- function(x, by) vapply(split(x, factor(by, all)), sum, 0)
  first <- all %in% cluster
  A <- total(own, cluster)
  D <- total(twins, cluster) - total(others, other)
  G <- c(sum(first), length(unique(other)))
  n <- c(length(own), length(others))
  factors <- G / (G - 1) * (n - 1) / (n - p)
  list(own = factors[1] * sum(A[first]^2), shared = factors[1] * sum((A * D)[first]), difference = factors[1] * sum(D[first]^2),
    rest = if (all(first)) 0 else factors[2] * sum(D[!first]^2), more = !all(first), df = ifelse(G < n, G - 1, n - p))
}
cluster_weight <- function(parts) {
  sum_of <- function(name) sum(vapply(parts, "[[", 0, name))
  varied <- sum_of("difference") + sum_of("rest")
  if (varied > 1e-24 * sum_of("own")) min(1, max(0, sum_of("shared") / varied)) else 0
}
cluster_student <- function(value, parts, lambda) {
  variances <- lapply(parts, function(part) c(part$own - 2 * lambda * part$shared + lambda^2 * part$difference, if (lambda > 0 && part$more) lambda^2 * part$rest))
  df <- lapply(parts, function(part) part$df[seq_len(if (lambda > 0 && part$more) 2 else 1)])
  student(value, unlist(variances), unlist(df))
}
# Arms that share no cluster are independent; otherwise a cluster has one sum over both.
arm_moments <- function(survey, sides, signs) {
  sides <- Map(function(side, sign) lapply(side, function(x) if (length(x) > 0) sign * added(survey, x) else x), sides, signs)
  clusters <- lapply(sides, function(side) unique(survey$cluster[c(names(side$y), names(side$g))]))
  if (length(sides) == 2 && length(intersect(clusters[[1]], clusters[[2]])) > 0) {
    sides <- list(list(y = c(sides[[1]]$y, sides[[2]]$y), f = c(sides[[1]]$f, sides[[2]]$f), g = c(sides[[1]]$g, sides[[2]]$g)))
  }
  lapply(sides, function(side) cluster_moments(survey, side$y, side$f, side$g))
}
few_clusters <- function(survey, samples) any(vapply(samples, function(x) length(unique(survey$cluster[names(x)])), 0) < least_clusters)
weighted_by <- function(survey, x) sum(survey$w[names(x)] * x) / sum(survey$w[names(x)])

spread <- function(x, y = x) mean((x - mean(x)) * (y - mean(y)))
missing_numbers <- c(b = NA_real_, se = NA_real_, low = NA_real_, high = NA_real_)

# A sum of independent means; degrees of freedom by Satterthwaite.
student <- function(value, variances, df) {
  variance <- sum(variances)
  df <- if (variance > 0) variance^2 / sum(variances^2 / df) else sum(df)
  half <- if (variance > 0) qt(1 - (1 - level) / 2, df) * sqrt(variance) else 0
  c(b = value, se = sqrt(variance), low = value - half, high = value + half)
}

best_weight <- function(shared, varied) if (varied > 0) min(1, max(0, shared / varied)) else 0

# Numbers of the options, by respondent. Twins have the mean by their probabilities, or that of their draws; over folds
# and seeds it is the mean.
cells_of <- function(on, part, source) which(on$cells$.part == part & on$cells$.source == source)
human_numbers <- function(on, column, numbers, part) {
  own <- cells_of(on, part, "human")
  setNames(numbers[match(on$cells[[column$name]][own], column$codes)], on$cells$.respondent[own])
}
# Whether there are probabilities, and in all folds.
has_chances <- function(cells, name) {
  known <- !is.na(cells[[paste0(".p:", name, ":1")]])
  any(known) && !any(!known & !is.na(cells[[name]]))
}
twin_numbers <- function(on, column, numbers, part, source) {
  own <- on$cells[cells_of(on, part, source), , drop = FALSE]
  values <- if (has_chances(own, column$name)) {
    chances <- vapply(seq_along(numbers), function(option) as.numeric(own[[paste0(".p:", column$name, ":", option)]]), numeric(nrow(own)))
    drop(chances %*% numbers)
  } else numbers[match(own[[column$name]], column$codes)]
  found <- tapply(values, own$.respondent, mean, na.rm = TRUE)
  setNames(as.numeric(found), names(found))
}

# Means with the signs 1 and -1: one mean, or the difference of two arms.
means_of <- function(samples, signs, survey) {
  samples <- lapply(samples, function(x) x[!is.na(x)])
  n <- lengths(samples)
  if (any(n < least_humans)) return(missing_numbers)
  if (!is.null(survey)) {
    if (few_clusters(survey, samples)) return(missing_numbers)
    value <- sum(signs * vapply(samples, weighted_by, 0, survey = survey))
    return(cluster_student(value, arm_moments(survey, lapply(samples, function(y) list(y = y, f = 0 * y, g = numeric(0))), signs), 0))
  }
  student(sum(signs * vapply(samples, mean, 0)), vapply(samples, spread, 0) / (n - 1), n - 1)
}

rectified_means <- function(own, twins, others, signs, survey) {
  sides <- Map(function(y, f, g) {
    known <- !is.na(y) & !is.na(f[names(y)])
    list(y = y[known], f = f[names(y)][known], g = g[!is.na(g)])
  }, own, twins, others)
  n <- vapply(sides, function(side) length(side$y), 0)
  N <- vapply(sides, function(side) length(side$g), 0)
  if (any(c(n, N) < least_humans)) return(c(missing_numbers, lambda = NA))
  if (!is.null(survey)) {
    if (few_clusters(survey, unlist(lapply(sides, function(side) list(side$y, side$g)), recursive = FALSE))) return(c(missing_numbers, lambda = NA))
    parts <- arm_moments(survey, sides, signs)
    lambda <- cluster_weight(parts)
    of <- function(x) weighted_by(survey, x)
    value <- sum(signs * vapply(sides, function(side) of(side$y) + lambda * (of(side$g) - of(side$f)), 0))
    return(c(cluster_student(value, parts, lambda), lambda = lambda))
  }
  varied <- vapply(sides, function(side) {
    pooled <- c(side$f, side$g)
    if (spread(pooled) > 1e-24 * max(abs(pooled))^2) spread(pooled) else 0
  }, 0)
  lambda <- best_weight(sum(vapply(sides, function(side) spread(side$y, side$f), 0) / n), sum(varied * (1 / n + 1 / N)))
  value <- sum(signs * vapply(sides, function(side) mean(side$y) + lambda * (mean(side$g) - mean(side$f)), 0))
  left <- vapply(sides, function(side) spread(side$y - lambda * side$f), 0) / (n - 1)
  right <- lambda^2 * vapply(sides, function(side) spread(side$g), 0) / (N - 1)
  c(if (lambda == 0) student(value, left, n - 1) else student(value, c(left, right), c(n, N) - 1), lambda = lambda)
}

numbers_frame <- function(part, name, source, term, grouping, group, numbers) {
  data.frame(part = part, name = name, source = source, term = term, grouping = grouping, group = group,
    quantity = names(numbers), value = unname(numbers))
}

rectified_item <- function(on, column) {
  known <- if (length(column$meanScores) > 0) column$meanScores else column$scores
  options <- if (column$kind == "scored") list(known) else lapply(seq_along(column$codes), function(k) as.numeric(seq_along(column$codes) == k))
  targets <- list(list(treatment = "", arms = NULL))
  for (treatment in treatments[treatments %in% names(on$cells)]) {
    arms <- arms_of(treatment, on$cells)
    for (arm in arms[-1]) targets <- c(targets, list(list(treatment = treatment, arms = c(arm, arms[1]))))
  }
  do.call(rbind, unlist(lapply(seq_along(options), function(k) lapply(targets, function(target) {
    term <- if (column$kind == "scored") "" else column$codes[k]
    signs <- if (is.null(target$arms)) 1 else c(1, -1)
    # People of an arm by the row of their human.
    split_up <- function(values, part) {
      if (!is.null(on$survey)) values <- values[on$survey$w[names(values)] > 0]
      if (is.null(target$arms)) return(list(values))
      own <- cells_of(on, part, "human")
      arm <- setNames(on$cells[[target$treatment]][own], on$cells$.respondent[own])[names(values)]
      lapply(target$arms, function(wanted) values[arm %in% wanted])
    }
    own <- split_up(human_numbers(on, column, options[[k]], on$own), on$own)
    check <- means_of(split_up(human_numbers(on, column, options[[k]], "evaluation"), "evaluation"), signs, on$survey)
    frame <- function(source, numbers) numbers_frame(on$label, column$name, source, term, target$treatment, if (is.null(target$arms)) "" else target$arms[1], numbers)
    models <- lapply(on$models, function(source) {
      twins <- split_up(twin_numbers(on, column, options[[k]], on$own, source), on$own)
      others <- split_up(twin_numbers(on, column, options[[k]], on$others, source), "evaluation")
      frame(source, rectified_means(own, twins, others, signs, on$survey))
    })
    do.call(rbind, c(list(frame("human", c(means_of(own, signs, on$survey), setNames(check, paste0("check.", names(check)))))), models))
  })), recursive = FALSE))
}

# Design and response of some rows of both parts, named by respondent; levels are those of both parts.
rectified_design <- function(on, formula, own) {
  frame <- model.frame(formula, on$stacked[own, , drop = FALSE], na.action = na.pass)
  if (!is.null(model.offset(frame))) stop("an offset")
  usable <- Reduce("&", lapply(frame, function(x) if (is.numeric(x)) is.finite(x) else !is.na(x)))
  design <- attr(frame, "terms")
  frame <- frame[usable, , drop = FALSE]
  attr(frame, "terms") <- design
  X <- model.matrix(design, frame)
  rownames(X) <- on$cells$.respondent[own][usable]
  y <- model.response(frame)
  list(X = X, categorical = !is.numeric(y), y = if (is.factor(y)) as.integer(y) - 1 else as.numeric(y))
}

# Roots of (1/n) sum [score(human) - lambda score(twin)] + (lambda/N) sum score(other); a respondent counts with the mean
# over the seeds (of all folds), whose rows lie block by block.
rectified_fit <- function(link, X, y, T, f, U, g, survey) {
  mu <- if (link == "ols") identity else plogis
  slope <- if (link == "ols") function(e) rep(1, length(e)) else dlogis
  n <- nrow(X)
  N <- length(unique(rownames(U)))
  p <- ncol(X)
  at <- function(X, th) drop(X %*% th)
  # Shares of the rows in their side; all rows of a respondent together have that of the respondent.
  share <- function(X) {
    w <- if (is.null(survey)) rep(1, nrow(X)) else unname(survey$w[rownames(X)])
    w / sum(w)
  }
  shares <- list(X = share(X), T = share(T), U = share(U))
  gradient <- function(th, l) drop(crossprod(X, shares$X * (mu(at(X, th)) - y))) - l * drop(crossprod(T, shares$T * (mu(at(T, th)) - f))) + l * drop(crossprod(U, shares$U * (mu(at(U, th)) - g)))
  hessian <- function(th, l) crossprod(X, shares$X * slope(at(X, th)) * X) - l * crossprod(T, shares$T * slope(at(T, th)) * T) + l * crossprod(U, shares$U * slope(at(U, th)) * U)
  root <- function(th, l) {
    for (i in 1:60) {
      change <- drop(chol2inv(chol(hessian(th, l))) %*% gradient(th, l))
      reach <- max(abs(at(X, change)), abs(at(T, change)), abs(at(U, change)))
      th <- th - change * (if (link == "ols" || reach <= 5) 1 else 5 / reach)
      if (reach < 1e-10 * (1 + max(abs(at(X, th))))) return(th)
    }
    stop("no finite estimate")
  }
  scores <- function(X, y, th) rowsum(X * (y - mu(at(X, th))), rownames(X), reorder = FALSE) / (nrow(X) / length(unique(rownames(X))))
  start <- root(numeric(p), 0)
  bread <- solve(hessian(start, 0))
  own <- scores(X, y, start) %*% bread
  twins <- scores(T, f, start)[rownames(X), , drop = FALSE] %*% bread
  others <- scores(U, g, start) %*% bread
  moments <- function(own, twins, others) list(cluster_moments(survey, added(survey, own), added(survey, twins), added(survey, others), p))
  lapply(seq_len(p), function(j) {
    surveyed <- if (!is.null(survey)) moments(own[, j], twins[, j], others[, j])
    lambda <- if (!is.null(survey)) cluster_weight(surveyed)
      else best_weight(spread(own[, j], twins[, j]), (1 + n / N) * spread(c(twins[, j], others[, j])))
    th <- NULL
    # The loss with twins of their own predictors need not be convex; then lambda is halved.
    for (i in 1:6) if (is.null(th) && lambda > 0) {
      th <- tryCatch(root(start, lambda), error = function(e) NULL)
      if (is.null(th)) lambda <- lambda / 2
    }
    if (is.null(th)) { th <- start; lambda <- 0 }
    bread <- solve(hessian(th, lambda))[, j]
    if (!is.null(survey)) {
      of <- function(X, y) drop(scores(X, y, th) %*% bread)
      found <- moments(of(X, y), of(T, f)[rownames(X)], of(U, g))
      return(list(human = cluster_student(start[j], surveyed, 0), rectified = c(cluster_student(th[j], found, lambda), lambda = lambda)))
    }
    left <- spread(drop((scores(X, y, th) - lambda * scores(T, f, th)[rownames(X), , drop = FALSE]) %*% bread)) / (n - p)
    right <- lambda^2 * spread(drop(scores(U, g, th) %*% bread)) / (N - p)
    list(human = student(start[j], spread(own[, j]) / (n - p), n - p),
      rectified = c(if (lambda == 0) student(th[j], left, n - p) else student(th[j], c(left, right), c(n, N) - p), lambda = lambda))
  })
}

rectified_regression <- function(on, spec) {
  if (!(spec$model %in% c("ols", "logit"))) return(NULL)
  options(contrasts = c(paste0("contr.", spec$contrasts), "contr.poly"))
  formula <- as.formula(spec$formula)
  people <- which(on$cells$.source == "human")
  human <- rectified_design(on, formula, people)
  highest <- max(human$y)
  shares <- all(human$y >= 0 & human$y <= 1)
  response <- function(y) if (spec$model == "ols") y else if (human$categorical) as.numeric(y > 0) else if (shares) y else as.numeric(y == highest)
  part <- setNames(on$cells$.part[people], on$cells$.respondent[people])
  name <- if (is.name(formula[[2]])) as.character(formula[[2]]) else ""
  from_items <- any(all.vars(formula[[3]]) %in% items)
  fits <- lapply(setNames(nm = on$models), function(source) tryCatch({
    own <- cells_of(on, on$own, source)
    others <- cells_of(on, on$others, source)
    expected <- NULL
    if (name %in% items && !from_items) {
      # Both losses are linear in the response, so its expectation takes the place of draws.
      column <- Filter(function(column) column$name == name, columns)[[1]]
      if (has_chances(on$cells[own, ], name) && has_chances(on$cells[others, ], name)) {
        numbers <- response(if (column$kind == "scored") column$scores else seq_along(column$codes) - 1)
        expected <- c(twin_numbers(on, column, numbers, on$own, source), twin_numbers(on, column, numbers, on$others, source))
      }
    }
    # Twins of their own predictors: one design a fold and seed, with the left-out twins under the same seed.
    designs <- if (!is.null(expected)) list(list(X = human$X, y = expected[rownames(human$X)]))
      else lapply(split(others, paste(on$cells$.fold, on$cells$.seed)[others]), function(block) {
        found <- rectified_design(on, formula, c(own[on$cells$.seed[own] == on$cells$.seed[block[1]]], block))
        found$y <- response(found$y)
        found
      })
    complete <- Reduce(intersect, lapply(designs, function(design) rownames(design$X)))
    complete <- complete[complete %in% rownames(human$X)]
    if (!is.null(on$survey)) complete <- complete[on$survey$w[complete] > 0]
    first <- complete[part[complete] == on$own]
    second <- complete[part[complete] == "evaluation"]
    if (min(length(first), length(second)) <= ncol(human$X)) stop("too few rows")
    clusters <- vapply(list(first, second), function(who) length(unique(on$survey$cluster[who])), 0)
    if (!is.null(on$survey) && min(clusters) < max(least_clusters, ncol(human$X) + 1)) stop("too few clusters")
    pick <- function(wanted) list(
      X = do.call(rbind, lapply(designs, function(design) design$X[wanted, , drop = FALSE])),
      y = unlist(lapply(designs, function(design) unname(design$y[match(wanted, rownames(design$X))]))))
    twins <- pick(first)
    left <- pick(second)
    at <- match(first, rownames(human$X))
    rectified_fit(spec$model, human$X[at, , drop = FALSE], response(human$y[at]), twins$X, twins$y, left$X, left$y, on$survey)
  }, error = function(e) NULL))
  fits <- Filter(Negate(is.null), fits)
  if (length(fits) == 0) return(NULL)
  answered <- which(raw$.source == "human")
  shared <- anyDuplicated(raw$.cluster[answered][!is.na(raw$.cluster[answered])]) > 0
  check <- tryCatch(fit_one(modifyList(spec, list(covariance = if (shared) "cluster" else "HC1")), answered), error = function(e) NULL)
  do.call(rbind, lapply(seq_len(ncol(human$X)), function(j) {
    term <- colnames(human$X)[j]
    numbers <- missing_numbers
    if (!is.null(check) && term %in% names(check$b) && !is.na(check$se[term])) {
      numbers <- student(check$b[[term]], check$se[[term]]^2, max(1, if (shared) check$clusters - 1 else check$n - ncol(human$X)))
    }
    frame <- function(source, numbers) numbers_frame(paste(on$label, "coefficient"), spec$name, source, term, "", "", numbers)
    rbind(frame("human", c(fits[[1]][[j]]$human, setNames(numbers, paste0("check.", names(numbers))))),
      do.call(rbind, lapply(names(fits), function(source) frame(source, fits[[source]][[j]]$rectified))))
  }))
}
`;
