/** How actions go with beliefs in the R script: least-squares slopes, and what joint shares differ by beyond their marginals. */
export const rAssociations = String.raw`
# ---- Actions and beliefs ----
# Answers as numbers from 0 to 1, or whether an option of a nominal item was given.
unit_columns <- function(name) {
  column <- Filter(function(column) column$name == name, columns)[[1]]
  known <- if (length(column$meanScores) > 0) column$meanScores else column$scores
  values <- if (column$kind == "scored") list(known) else lapply(seq_along(column$codes), function(k) as.numeric(seq_along(column$codes) == k))
  labels <- if (column$kind == "scored") name else paste(name, column$codes, sep = "=")
  found <- Map(function(label, values) list(name = name, label = label, values = (values - min(values)) / diff(range(values)), codes = column$codes), labels, values)
  unname(found[vapply(values, function(own) diff(range(own)) > 0, NA)])
}

# Slopes of an action on all beliefs at once, the first option of a nominal belief left out; mean over seeds.
slope_numbers <- function() {
  predictors <- unlist(lapply(beliefs, function(name) {
    found <- unit_columns(name)
    if (length(found) > 1) found[-1] else found
  }), recursive = FALSE)
  if (length(predictors) == 0) return(NULL)
  read <- function(column, own) column$values[match(raw[[column$name]][own], column$codes)]
  fit <- function(outcome, own) {
    answered <- Reduce("&", lapply(c(outcome$name, beliefs), function(name) !is.na(raw[[name]][own])))
    known <- own[answered & !is.na(raw$.weight[own]) & raw$.weight[own] > 0]
    X <- cbind(1, vapply(predictors, read, numeric(length(known)), known))
    if (length(known) == 0) return(rep(NA_real_, length(predictors)))
    model <- lm.wfit(matrix(X, length(known)), read(outcome, known), raw$.weight[known], tol = 1e-7)
    if (length(known) > model$rank) unname(coef(model))[-1] else rep(NA_real_, length(predictors))
  }
  outcomes <- unlist(lapply(setdiff(items, beliefs), unit_columns), recursive = FALSE)
  do.call(rbind, lapply(outcomes, function(outcome) do.call(rbind, lapply(sources, function(source) {
    own <- which(raw$.source == source)
    seeds <- if (source == "human") list(own) else split(own, raw$.seed[own])
    data.frame(part = "slope", name = outcome$label, source = source, term = vapply(predictors, "[[", "", "label"), grouping = "", group = "",
      quantity = "b", value = rowMeans(do.call(cbind, lapply(seeds, fit, outcome = outcome))))
  }))))
}

# Distance of the joint shares of a belief and an action minus that of the products of their marginals; mean over seeds.
beyond_numbers <- function() {
  jensen_shannon <- function(p, q) sqrt(max(0, entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2))
  codes_of <- function(name) Filter(function(column) column$name == name, columns)[[1]]$codes
  shares_of <- function(belief, action, own) {
    own <- own[!is.na(raw[[belief]][own]) & !is.na(raw[[action]][own]) & !is.na(raw$.weight[own])]
    totals <- xtabs(raw$.weight[own] ~ factor(raw[[belief]][own], codes_of(belief)) + factor(raw[[action]][own], codes_of(action)))
    matrix(totals, nrow(totals)) / sum(totals)
  }
  do.call(rbind, lapply(setdiff(items, beliefs), function(action) do.call(rbind, lapply(beliefs, function(belief) {
    p <- shares_of(belief, action, which(raw$.source == "human"))
    do.call(rbind, lapply(setdiff(sources, "human"), function(source) {
      own <- which(raw$.source == source)
      by_seed <- vapply(split(own, raw$.seed[own]), function(own) {
        q <- shares_of(belief, action, own)
        jensen_shannon(p, q) - jensen_shannon(outer(rowSums(p), colSums(p)), outer(rowSums(q), colSums(q)))
      }, 0)
      data.frame(part = "joint beyond marginals", name = action, source = source, term = belief, grouping = "", group = "",
        quantity = "jensenShannon", value = mean(by_seed))
    }))
  }))))
}
`;
