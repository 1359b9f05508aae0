/** Distances of answers and of belief structures in the Python script. */
export const pythonDivergences = String.raw`

# ---- Divergences ----
def shares(column, rows):
    """Weighted answers of the humans, weighted probabilities of the twins."""
    totals = np.zeros(len(column["codes"]))
    for row in rows:
        weight = float(row[".weight"] or 0) if ".weight" in row else 1.0
        for option, code in enumerate(column["codes"]):
            if row[".source"] == "human":
                totals[option] += weight * (row[column["name"]] == code)
            else:
                totals[option] += weight * float(row[".p:" + column["name"] + ":" + str(option + 1)] or 0)
    return totals / totals.sum() if totals.sum() > 0 else totals * math.nan


def entropy(p):
    return -sum(x * math.log2(x) for x in p if x > 0)


DISTANCES = ("jensenShannon", "wasserstein", "totalVariation", "kullbackLeibler", "kolmogorovSmirnov", "alignment")


def distances(column, human, twins):
    p, q = shares(column, human), shares(column, twins)
    if np.isnan(p).any() or np.isnan(q).any():
        return dict.fromkeys(DISTANCES, math.nan)
    # Half an answer is added to every option of both sides, as if as many twins as humans had answered.
    n = sum(row[column["name"]] is not None for row in human)
    a, b = ((shares * n + 0.5) / (n + len(p) / 2) for shares in (p, q))
    wasserstein = kolmogorov_smirnov = alignment = math.nan
    if column["kind"] == "scored":
        order = np.argsort(column["scores"], kind="stable")
        apart = np.abs(np.cumsum((p - q)[order]))[:-1]
        steps = np.diff(np.array(column["scores"], dtype=float)[order])
        wasserstein = float(apart @ steps)
        kolmogorov_smirnov = float(max([0.0, *apart[steps > 0]]))
        if steps.sum() > 0:
            alignment = 1 - wasserstein / float(steps.sum())
    return {
        "jensenShannon": math.sqrt(max(0.0, entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2)),
        "wasserstein": wasserstein,
        "totalVariation": float(np.abs(p - q).sum() / 2),
        "kullbackLeibler": float((a * np.log2(a / b)).sum()),
        "kolmogorovSmirnov": kolmogorov_smirnov,
        "alignment": alignment,
    }


def divergence_numbers(column, rows, sources):
    groups = [("", "")] + [
        (grouping, value) for grouping in GROUPINGS for value in dict.fromkeys(row[grouping] for row in rows) if value is not None]
    for source in sources:
        for grouping, value in groups:
            inside = [row for row in rows if grouping == "" or row[grouping] == value]
            human = [row for row in inside if row[".source"] == "human"]
            twins = [row for row in inside if row[".source"] == source]
            for quantity, number in distances(column, human, twins).items():
                yield "divergence", column["name"], source, "", grouping, value, quantity, number


def joint_numbers(rows, sources):
    """Distance of whole belief structures, the mean over seeds; people and twins with every belief."""
    def structures(own):
        totals = {}
        for row in own:
            weight = float(row[".weight"] or 0) if ".weight" in row else 1.0
            if all(row[name] is not None for name in BELIEFS):
                structure = tuple(row[name] for name in BELIEFS)
                totals[structure] = totals.get(structure, 0.0) + weight
        total = sum(totals.values())
        return {structure: value / total for structure, value in totals.items()} if total > 0 else {}

    human = structures([row for row in rows if row[".source"] == "human"])
    for source in sources:
        by_seed = []
        for seed in dict.fromkeys(row[".seed"] for row in rows if row[".source"] == source):
            twins = structures([row for row in rows if row[".source"] == source and row[".seed"] == seed])
            p, q = (np.array([side.get(structure, 0.0) for structure in {**human, **twins}]) for side in (human, twins))
            by_seed.append(math.sqrt(max(0.0, entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2)))
        yield "joint", "", source, "", "", "", "jensenShannon", float(np.mean(by_seed))
`;
