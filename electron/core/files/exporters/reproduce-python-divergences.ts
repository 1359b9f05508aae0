/** Distances of answers and of belief structures in the Python script. */
export const pythonDivergences = String.raw`

# ---- Divergences ----
def weight_of(row):
    return float(row[".weight"] or 0) if ".weight" in row else 1.0


def exact(human, twins):
    """Sources with a probability for every answered item are compared by these, others by their draws."""
    return all(
        any(row[".p:" + item + ":1"] is not None for row in twins)
        for item in ITEMS if any(row[item] is not None for row in human))


def shares(column, rows, by_chances):
    """Weighted shares of the options: of the answers, or by the probabilities of the twins."""
    totals = np.zeros(len(column["codes"]))
    places = {code: option for option, code in enumerate(column["codes"])}
    names = [".p:" + column["name"] + ":" + str(option + 1) for option in range(len(totals))]
    for row in rows:
        if by_chances and row[names[0]] is not None:
            totals += weight_of(row) * np.array([float(row[name]) for name in names])
        elif not by_chances and row[column["name"]] is not None:
            totals[places[row[column["name"]]]] += weight_of(row)
    return totals / totals.sum() if totals.sum() > 0 else totals * math.nan


def entropy(p):
    return -sum(x * math.log2(x) for x in p if x > 0)


DISTANCES = ("jensenShannon", "wasserstein", "totalVariation", "kullbackLeibler", "kolmogorovSmirnov", "alignment")


def distances_between(column, p, q, n):
    """Between shares p of the humans, n of whom answered, and q of the twins."""
    if np.isnan(p).any() or np.isnan(q).any():
        return dict.fromkeys(DISTANCES, math.nan)
    # Half an answer is added to every option of both sides, as if as many twins as humans had answered.
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


def distances(column, human, twins, by_chances):
    """By probabilities at once; by draws the mean over the seeds."""
    p = shares(column, human, False)
    n = sum(row[column["name"]] is not None for row in human)
    if by_chances:
        return distances_between(column, p, shares(column, twins, True), n)
    seeds = {}
    for row in twins:
        seeds.setdefault(row[".seed"], []).append(row)
    found = [distances_between(column, p, shares(column, own, False), n) for own in seeds.values()]
    return {name: float(np.mean([one[name] for one in found])) for name in DISTANCES}


def divergence_numbers(column, sides):
    human = sides["human"]
    groups = [("", "")] + [
        (grouping, value) for grouping in GROUPINGS for value in dict.fromkeys(row[grouping] for row in human) if value is not None]
    for source, twins in sides.items():
        if source == "human":
            continue
        by_chances = exact(human, twins)
        for grouping, value in groups:
            inside = lambda rows: [row for row in rows if grouping == "" or row[grouping] == value]
            for quantity, number in distances(column, inside(human), inside(twins), by_chances).items():
                yield "divergence", column["name"], source, "", grouping, value, quantity, number


def joint_numbers(sides):
    """Distance of whole belief structures, the mean over seeds; people and twins with every belief."""
    def structures(own):
        totals = {}
        for row in own:
            weight = weight_of(row)
            if all(row[name] is not None for name in BELIEFS):
                structure = tuple(row[name] for name in BELIEFS)
                totals[structure] = totals.get(structure, 0.0) + weight
        total = sum(totals.values())
        return {structure: value / total for structure, value in totals.items()} if total > 0 else {}

    human = structures(sides["human"])
    for source, rows in sides.items():
        if source == "human":
            continue
        by_seed = []
        for seed in dict.fromkeys(row[".seed"] for row in rows):
            twins = structures([row for row in rows if row[".seed"] == seed])
            p, q = (np.array([side.get(structure, 0.0) for structure in {**human, **twins}]) for side in (human, twins))
            by_seed.append(math.sqrt(max(0.0, entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2)))
        yield "joint", "", source, "", "", "", "jensenShannon", float(np.mean(by_seed))
`;
