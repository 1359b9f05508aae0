/** Distances of answers and of belief structures in the R script. */
export const rDivergences = String.raw`
# ---- Divergences ----
# Sources with a probability for every answered item are compared by these, others by their draws.
exact <- vapply(setNames(nm = sources), function(source) all(vapply(items, function(item) {
  answered <- any(!is.na(raw[[item]][raw$.source == "human"]))
  !answered || any(!is.na(raw[[paste0(".p:", item, ":1")]][raw$.source == source]))
}, NA)), NA)

# Weighted shares of the options: of the answers, or by the probabilities of the twins.
shares <- function(column, own, by_chances) {
  totals <- vapply(seq_along(column$codes), function(option) {
    cells <- if (by_chances) as.numeric(raw[[paste0(".p:", column$name, ":", option)]][own])
      else as.numeric(raw[[column$name]][own] == column$codes[option])
    sum(cells * ifelse(is.na(raw$.weight[own]), 0, raw$.weight[own]), na.rm = TRUE)
  }, 0)
  totals / sum(totals)
}

entropy <- function(p) -sum(p[p > 0] * log2(p[p > 0]))

# Between shares p of the humans, n of whom answered, and q of the twins.
distances_between <- function(column, p, q, n) {
  jensen_shannon <- sqrt(max(0, entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2))
  # Half an answer is added to every option of both sides, as if as many twins as humans had answered.
  smooth <- function(shares) (shares * n + 0.5) / (n + length(shares) / 2)
  kullback_leibler <- sum(smooth(p) * log2(smooth(p) / smooth(q)))
  wasserstein <- kolmogorov_smirnov <- alignment <- NA
  if (column$kind == "scored") {
    ordered <- order(column$scores)
    steps <- diff(column$scores[ordered])
    apart <- abs(cumsum((p - q)[ordered]))[-length(p)]
    wasserstein <- sum(apart * steps)
    kolmogorov_smirnov <- max(0, apart[steps > 0])
    if (sum(steps) > 0) alignment <- 1 - wasserstein / sum(steps)
  }
  c(jensenShannon = jensen_shannon, wasserstein = wasserstein, totalVariation = sum(abs(p - q)) / 2,
    kullbackLeibler = kullback_leibler, kolmogorovSmirnov = kolmogorov_smirnov, alignment = alignment)
}

# By probabilities at once; by draws the mean over the seeds.
distances <- function(column, human, twins, source) {
  p <- shares(column, human, FALSE)
  n <- sum(!is.na(raw[[column$name]][human]))
  if (exact[[source]]) return(distances_between(column, p, shares(column, twins, TRUE), n))
  seeds <- lapply(split(twins, raw$.seed[twins]), function(own) distances_between(column, p, shares(column, own, FALSE), n))
  rowMeans(do.call(cbind, seeds))
}

divergence_numbers <- function(column) {
  groups <- rbind(data.frame(grouping = "", group = ""), do.call(rbind, lapply(groupings, function(grouping) {
    values <- unique(raw[[grouping]][!is.na(raw[[grouping]])])
    data.frame(grouping = rep(grouping, length(values)), group = values)
  })))
  do.call(rbind, lapply(setdiff(sources, "human"), function(source) do.call(rbind, lapply(seq_len(nrow(groups)), function(g) {
    inside <- if (g == 1) TRUE else raw[[groups$grouping[g]]] %in% groups$group[g]
    numbers <- distances(column, which(inside & raw$.source == "human"), which(inside & raw$.source == source), source)
    data.frame(part = "divergence", name = column$name, source = source, term = "", grouping = groups$grouping[g],
      group = groups$group[g], quantity = names(numbers), value = unname(numbers))
  }))))
}

# Distance of whole belief structures, the mean over seeds; people and twins with every belief.
joint_numbers <- function() {
  structure_of <- function(own) {
    known <- own[Reduce("&", lapply(beliefs, function(name) !is.na(raw[[name]][own])), !is.na(raw$.weight[own]))]
    totals <- tapply(raw$.weight[known], do.call(paste, c(lapply(beliefs, function(name) raw[[name]][known]), sep = "\t")), sum)
    totals / sum(totals)
  }
  human <- structure_of(which(raw$.source == "human"))
  do.call(rbind, lapply(setdiff(sources, "human"), function(source) {
    own <- which(raw$.source == source)
    by_seed <- vapply(split(own, raw$.seed[own]), function(own) {
      twins <- structure_of(own)
      all <- union(names(human), names(twins))
      fill <- function(shares) ifelse(all %in% names(shares), shares[all], 0)
      p <- fill(human)
      q <- fill(twins)
      sqrt(max(0, entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2))
    }, 0)
    data.frame(part = "joint", name = "", source = source, term = "", grouping = "", group = "",
      quantity = "jensenShannon", value = mean(by_seed))
  }))
}
`;
