/** How actions go with beliefs in the Python script: least-squares slopes, and what joint shares differ by beyond their marginals. */
export const pythonAssociations = String.raw`

# ---- Actions and beliefs ----
def unit_columns(name):
    """Answers as numbers from 0 to 1, or whether an option of a nominal item was given."""
    column = next(column for column in COLUMNS if column["name"] == name)
    scored, codes = column["kind"] == "scored", column["codes"]
    values = [column["meanScores"] or column["scores"]] if scored else [[float(other == code) for other in codes] for code in codes]
    labels = [name] if scored else [name + "=" + code for code in codes]
    return [
        {"name": name, "label": label, "values": {code: (value - min(own)) / (max(own) - min(own)) for code, value in zip(codes, own)}}
        for label, own in zip(labels, values) if max(own) > min(own)]


def by_seed(rows):
    seeds = {}
    for row in rows:
        seeds.setdefault(row[".seed"], []).append(row)
    return list(seeds.values())


def slope_numbers(sides):
    """Slopes of an action on all beliefs at once, the first option of a nominal belief left out; mean over seeds."""
    predictors = []
    for name in BELIEFS:
        found = unit_columns(name)
        predictors += found[1:] if len(found) > 1 else found
    if not predictors:
        return
    read = lambda column, rows: np.array([column["values"][row[column["name"]]] for row in rows])

    def fit(outcome, rows):
        known = [row for row in rows if weight_of(row) > 0 and all(row[name] is not None for name in (outcome["name"], *BELIEFS))]
        found = np.full(len(predictors) + 1, math.nan)
        X = np.column_stack([np.ones(len(known)), *(read(column, known) for column in predictors)])
        root = np.sqrt([weight_of(row) for row in known])
        kept = independent(X)
        if len(known) > len(kept):
            found[kept] = np.linalg.lstsq(X[:, kept] * root[:, None], read(outcome, known) * root, rcond=None)[0]
        return found[1:]

    for outcome in [column for item in ITEMS if item not in BELIEFS for column in unit_columns(item)]:
        for source, rows in sides.items():
            slopes = np.mean([fit(outcome, own) for own in by_seed(rows)], axis=0)
            for column, value in zip(predictors, slopes):
                yield "slope", outcome["label"], source, column["label"], "", "", "b", float(value)


def beyond_numbers(sides):
    """Distance of the joint shares of a belief and an action minus that of the products of their marginals; mean over seeds."""
    codes = {column["name"]: column["codes"] for column in COLUMNS}
    jensen_shannon = lambda p, q: math.sqrt(max(0.0, entropy(((p + q) / 2).flat) - (entropy(p.flat) + entropy(q.flat)) / 2))

    def shares_of(belief, action, rows):
        totals = np.zeros((len(codes[belief]), len(codes[action])))
        for row in rows:
            if row[belief] is not None and row[action] is not None:
                totals[codes[belief].index(row[belief]), codes[action].index(row[action])] += weight_of(row)
        return totals / totals.sum() if totals.sum() > 0 else totals * math.nan

    apart = lambda p: np.outer(p.sum(axis=1), p.sum(axis=0))
    for action in [item for item in ITEMS if item not in BELIEFS]:
        for belief in BELIEFS:
            p = shares_of(belief, action, sides["human"])
            for source, rows in sides.items():
                if source != "human":
                    shares = [shares_of(belief, action, own) for own in by_seed(rows)]
                    found = [jensen_shannon(p, q) - jensen_shannon(apart(p), apart(q)) for q in shares]
                    yield "joint beyond marginals", action, source, belief, "", "", "jensenShannon", float(np.mean(found))
`;
