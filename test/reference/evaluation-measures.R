# Reference values for test/reference/evaluation-measures.test.ts, computed with R and not with the code under test.
# Regenerate: cd test/reference && Rscript evaluation-measures.R        (needs jsonlite, pROC, mitools, numDeriv, MASS)
suppressMessages({library(jsonlite); library(pROC); library(mitools)})
set.seed(20261121)

# Areas under the ROC curve of given scores: many ties, one score only, separated classes, one member in a class.
area <- function(scores, labels) {
  r <- suppressMessages(roc(labels, scores, direction = "<", levels = c(FALSE, TRUE))); single <- min(table(labels)) < 2
  ci <- if (single) NULL else suppressWarnings(as.numeric(ci.auc(r, method = "delong")))
  list(scores = I(scores), labels = I(labels), auc = as.numeric(auc(r)), se = if (single) NULL else sqrt(var(r, method = "delong")), ci = ci)
}
areas <- list(area(round(rnorm(60), 2), rbinom(60, 1, 0.4) == 1), area(sample(1:3, 80, TRUE), rep(c(TRUE, FALSE), c(13, 67))), area(rep(0.5, 9), rep(c(TRUE, FALSE), c(4, 5))),
  area(c(5, 6, 7, 1, 2, 3, 4), rep(c(TRUE, FALSE), c(3, 4))), area(c(1, 2, 5, 6), rep(c(TRUE, FALSE), c(2, 2))), area(c(0.3, 0.1, 0.3, 0.9), c(TRUE, FALSE, FALSE, FALSE)), area(c(2, 1), c(TRUE, FALSE)),
  area(c(-1e300, 1e-300, 0, 1e300, 0, -1e-300), c(FALSE, TRUE, FALSE, TRUE, TRUE, FALSE)))

# The two-sample classifier: its folds are those of the code under test, the ridge logit is written anew and minimised by BFGS
# and a Newton step on numerical derivatives.
digits <- function(text) as.integer(strsplit(text, "")[[1]])
frame <- function(n, shift) data.frame(a = round(rnorm(n, shift), 2), b = sample(1:5, n, TRUE, c(1, 2, 3, 2, 1) + shift), g = sample(c("p", "q", "r"), n, TRUE, c(2, 1 + shift, 1)))
classify <- function(first, second, fold, penalty) {
  d <- rbind(first, second); y <- rep(0:1, c(nrow(first), nrow(second)))
  X <- cbind(a = d$a, b = d$b, gp = d$g == "p", gq = d$g == "q", gr = d$g == "r") * 1
  fit <- function(rows) {
    m <- colMeans(X[rows, ]); s <- sqrt(colMeans(sweep(X[rows, ], 2, m)^2)); Z <- sweep(sweep(X, 2, m), 2, s, "/")
    # Slopes of both classes are penalised, so the slope of the difference by half.
    loss <- function(th) { e <- drop(cbind(1, Z[rows, ]) %*% th); mean(log1p(exp(-ifelse(y[rows] == 1, e, -e)))) + penalty / 4 * sum(th[-1]^2) }
    th <- rep(0, 6); for (k in 1:3) th <- optim(th, loss, method = "BFGS", control = list(reltol = 1e-16, maxit = 5000))$par
    for (k in 1:2) th <- th - drop(MASS::ginv(numDeriv::hessian(loss, th)) %*% numDeriv::grad(loss, th))
    list(th = th, e = drop(cbind(1, Z) %*% th))
  }
  scores <- numeric(length(y)); for (k in unique(fold)) scores[fold == k] <- plogis(fit(fold != k)$e[fold == k])
  all <- fit(rep(TRUE, length(y)))$th[-1]; names(all) <- colnames(X); all <- all[order(-abs(all))]
  r <- suppressMessages(roc(y, scores, direction = "<", levels = 0:1))
  list(first = first, second = second, penalty = penalty, folds = max(fold) + 1, scores = scores, giveaways = names(all), coefficients = unname(all),
    auc = as.numeric(auc(r)), se = sqrt(var(r, method = "delong")), ci = as.numeric(ci.auc(r, method = "delong")))
}
first <- frame(30, 0); second <- frame(45, 0.6); twins <- frame(40, 0.3)
classifiers <- list(apart = classify(first, second, digits("013341402410300214223423024311341022414244413132200033104301223304210142013"), 0.05),
  paired = classify(frame(40, 0), twins, digits("31203032321330300203210211210132111003223120303232133030020321021121013211100322"), 0.01))

# Permutation tests: the permutations of R are replayed by the test; and all divisions of a small sample.
difference <- function(v, order, size) mean(v[order[seq_len(size)]]) - mean(v[order[-seq_len(size)]])
replay <- function(v, size, m, alternative, blocks = NULL) {
  side <- function(x) switch(alternative, less = -x, greater = x, abs(x)); own <- side(difference(v, seq_along(v), size))
  groups <- if (is.null(blocks)) list(seq_along(v)) else split(seq_along(v), factor(blocks, unique(blocks)))
  draws <- lapply(seq_len(m), function(i) lapply(groups, function(g) sample(length(g))))
  extreme <- sum(sapply(draws, function(draw) { o <- integer(length(v)); for (k in seq_along(groups)) o[groups[[k]]] <- groups[[k]][draw[[k]]]; side(difference(v, o, size)) >= own - 1e-9 }))
  list(values = v, size = size, alternative = alternative, blocks = blocks, draws = unname(lapply(draws, function(draw) lapply(unname(draw), function(p) I(p - 1)))), statistic = difference(v, seq_along(v), size), extreme = extreme, p = (extreme + 1) / (m + 1))
}
v <- round(c(rnorm(5, 1.2), rnorm(7)), 1); ordinal <- c(sample(2:5, 6, TRUE), sample(1:4, 7, TRUE)); w <- round(rnorm(12) + rep(0:1, each = 6), 1)
permutations <- list(replay(v, 5, 199, "greater"), replay(ordinal, 6, 99, "two-sided"), replay(w, 6, 99, "less"), replay(w, 6, 149, "two-sided", rep(c("x", "y"), 6)))
every <- function(v, size, side, blocks = rep(1, length(v))) {
  treated <- seq_along(v) <= size
  divisions <- lapply(unique(blocks), function(b) { rows <- which(blocks == b); combn(length(rows), sum(treated[rows]), function(k) rows[k], simplify = FALSE) })
  grid <- expand.grid(lapply(divisions, seq_along)); own <- side(mean(v[treated]) - mean(v[!treated]))
  values <- apply(grid, 1, function(g) { chosen <- unlist(Map(function(d, k) d[[k]], divisions, g)); side(mean(v[chosen]) - mean(v[-chosen])) })
  mean(values >= own - 1e-9)
}
exact <- list(list(values = v, size = 5, alternative = "greater", p = every(v, 5, identity)), list(values = ordinal, size = 6, alternative = "two-sided", p = every(ordinal, 6, abs)),
  list(values = w, size = 6, alternative = "less", p = every(w, 6, function(x) -x)), list(values = w, size = 6, alternative = "two-sided", blocks = rep(c("x", "y"), 6), p = every(w, 6, abs, rep(c("x", "y"), 6))))

# Variance of the number of kinds: Efron & Thisted (1976) with binomial weights behind the fifth term, minus f1^2/n.
richness <- lapply(list(c(10, 5, 1, 1, 1, 0, 3), rep(1, 12), 50, 1, c(340, 200, 100, 50, 20, 10, 5, 2, 1, 1, 1), tabulate(sample(60, 300, TRUE, (1:60)^-1.1), 60), rep(2, 9), c(1, 1, 2, 2, 2)), function(counts) {
  f <- sapply(1:16, function(k) sum(counts == k)); k <- 1:16; weights <- ifelse(k <= 5, 1, pbinom(k - 6, 10, 0.5, lower.tail = FALSE))
  list(counts = I(counts), variance = max(0, sum((-1)^(k + 1) * weights * f) - f[1]^2 / sum(counts)))
})

# Fits of several seeds: mitools adds B(1 + 1/m) as for missing data; Reiter (2003) B/m, that is B less.
pooled <- lapply(list(c(5, Inf), c(2, 40), c(3, 7), c(4, Inf)), function(s) {
  b <- round(rnorm(s[1], 1, 0.4), 3); se <- round(runif(s[1], 0.2, 0.6), 3); if (s[2] == 7) b[] <- 0.75
  total <- MIcombine(as.list(b), as.list(se^2)); B <- if (all(b == b[1])) 0 else var(b); variance <- as.numeric(vcov(total)) - B; own <- mean(se^2)
  df <- min(s[2], if (B > 0) (s[1] - 1) * (1 + own / (B / s[1]))^2 else Inf)
  list(b = b, se = se, df = if (is.finite(s[2])) s[2] else NULL, mean = as.numeric(coef(total)), standardError = sqrt(variance), degreesOfFreedom = if (is.finite(df)) df else NULL, p = 2 * pt(-abs(as.numeric(coef(total)) / sqrt(variance)), df))
})

# Scores of forecasts: probabilities in steps of 1/20 (ties and zeros), missing answers, weights with zeros.
n <- 150; K <- c(4, 3, 3, 2); code <- list(1:4, c(3, 1, 2), NULL, c(0, 1)); weights <- round(runif(n, 0.2, 2), 2); weights[c(8, 90)] <- 0
P <- lapply(K, function(k) t(rmultinom(n, 20, sample(k:(2 * k), k)) / 20)); P[[2]][, 1] <- 0.2; P[[2]][, 2] <- 0.5; P[[2]][, 3] <- 0.3
Y <- lapply(seq_along(K), function(i) sapply(seq_len(n), function(r) sample(K[i], 1, prob = P[[i]][r, ] + 0.08))); Y[[1]][c(3, 70)] <- NA; Y[[3]][c(3, 8, 9)] <- NA
item <- function(i) { y <- Y[[i]]; p <- P[[i]]; hit <- outer(y, seq_len(K[i]), "==") * 1; list(known = !is.na(y), nll = -log(pmax(p[cbind(seq_len(n), y)], 1e-6)), brier = rowSums((p - hit)^2),
  rps = if (is.null(code[[i]])) NULL else { o <- order(code[[i]]); rowSums((t(apply(p[, o], 1, cumsum)) - t(apply(hit[, o], 1, cumsum)))[, -K[i], drop = FALSE]^2) / (K[i] - 1) }) }
items <- lapply(seq_along(K), item); over <- function(of, which) { a <- 0; b <- 0; for (i in which) { s <- items[[i]]; a <- a + sum((weights * s[[of]])[s$known]); b <- b + sum(weights[s$known]) }; a / b }
ordered <- which(!sapply(code, is.null)); used <- weights > 0
option <- do.call(rbind, lapply(seq_along(K), function(i) { rows <- which(!is.na(Y[[i]]) & used); data.frame(p = c(P[[i]][rows, ]), hit = c(outer(Y[[i]][rows], seq_len(K[i]), "==")), w = rep(weights[rows], K[i])) }))
option <- option[order(option$p), ]; full <- max(20, nrow(option) / 10); ends <- c(); start <- 0
for (k in seq_len(nrow(option) - 1)) if (k - start >= full && option$p[k + 1] > option$p[k] && length(ends) < 9) { ends <- c(ends, k); start <- k }
if (nrow(option) - start < 20) ends <- head(ends, -1)
bin <- findInterval(seq_len(nrow(option)), c(1, ends + 1)); size <- tapply(option$w, bin, sum); said <- tapply(option$w * option$p, bin, sum) / size; true <- tapply(option$w * option$hit, bin, sum) / size
scores <- list(n = n, options = K, codes = lapply(seq_along(K), function(i) if (is.null(code[[i]])) seq_len(K[i]) else code[[i]]), nominal = sapply(code, is.null), weights = weights, answers = lapply(Y, function(y) ifelse(is.na(y), -1, y - 1)), probabilities = lapply(P, function(p) c(t(p))),
  overall = list(nll = over("nll", 1:4), brier = over("brier", 1:4), rps = over("rps", ordered)), items = lapply(1:4, function(i) list(nll = over("nll", i), brier = over("brier", i), rps = if (i %in% ordered) over("rps", i) else NULL)),
  bins = list(n = as.vector(table(bin)), predicted = as.vector(said), observed = as.vector(true)), error = sum(size * abs(true - said)) / sum(size))

# Overlap of intervals (Karr et al. 2006): mean share of either interval that the other one covers.
overlaps <- lapply(list(c(0, 2, 1, 3), c(0, 1, 2, 3), c(-1, 4, 0, 1), c(0.13, 0.92, 0.13, 0.92), c(0, 1, 1, 2.5)), function(x) {
  shared <- max(0, min(x[2], x[4]) - max(x[1], x[3])); list(human = x[1:2], simulated = x[3:4], overlap = (shared / (x[2] - x[1]) + shared / (x[4] - x[3])) / 2) })
writeLines(toJSON(list(areas = areas, classifiers = classifiers, permutations = permutations, exact = exact, richness = richness, pooled = pooled, scores = scores, overlaps = overlaps), dataframe = "columns", digits = I(17), auto_unbox = TRUE, null = "null"), "evaluation-measures.json")
