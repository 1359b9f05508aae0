# The Jensen-Shannon distances of every item overall and by group, bootstrapped with boot::boot.
# Usage: Rscript boot.R rows.csv draws. Columns: group, human1..k, twin1..k, codes 0..m-1. Prints JSON.
library(boot)
arguments <- commandArgs(trailingOnly = TRUE)
rows <- read.csv(arguments[1])
items <- sum(startsWith(names(rows), "human"))
human <- as.matrix(rows[paste0("human", seq_len(items))])
twin <- as.matrix(rows[paste0("twin", seq_len(items))])
options <- apply(human, 2, max) + 1
groups <- sort(unique(rows$group))
distance <- function(a, b, k) {
  p <- tabulate(a + 1, k) / length(a)
  q <- tabulate(b + 1, k) / length(b)
  m <- (p + q) / 2
  kl <- function(x) sum(ifelse(x > 0, x * log2(x / m), 0))
  sqrt(max(0, (kl(p) + kl(q)) / 2))
}
statistic <- function(data, index) {
  group <- rows$group[index]
  values <- numeric(0)
  for (level in c(NA, groups)) {
    own <- if (is.na(level)) index else index[group == level]
    for (item in seq_len(items)) values <- c(values, distance(human[own, item], twin[own, item], options[item]))
  }
  values
}
seconds <- system.time(found <- boot(rows, statistic, R = as.integer(arguments[2])))[["elapsed"]]
errors <- apply(found$t, 2, sd)
cat(sprintf('{"seconds": %.3f, "values": [%s], "errors": [%s]}\n', seconds,
  paste(sprintf("%.15g", found$t0), collapse = ","), paste(sprintf("%.15g", errors), collapse = ",")))
