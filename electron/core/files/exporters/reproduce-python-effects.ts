/** Average effects of arms in the Python script (predictions with everybody in either arm, delta method), and the pooling of seeds. */
export const pythonEffects = String.raw`

# ---- Average effects of arms ----
def names_in(node):
    """Variables of an expression."""
    if node[0] == "variable":
        return {node[1]}
    return set().union(*(names_in(part) for part in node[1:] if isinstance(part, list)), set())


def arms_of(treatment, rows):
    """The arms that occur, the first one being the reference."""
    values = list(dict.fromkeys(row[treatment] for row in rows if row[treatment] is not None))
    codes = next(column["codes"] for column in COLUMNS if column["name"] == treatment)
    if codes:
        return [code for code in codes if code in values]
    if len(values) > 10:
        return []
    try:
        return sorted(values, key=float)
    except ValueError:
        return sorted(values)


def twice(column):
    if isinstance(column, Factor):
        doubled = Factor([], column.levels)
        doubled.codes = np.concatenate([column.codes, column.codes])
        return doubled
    return np.concatenate([column, column])


def in_arm(parts, data, variable, place, usable, contrasts):
    """Design and offset of the usable rows with everybody given the treatment of one row; None without a value."""
    n = len(usable)
    # The rows as they are stand first, so that levels and codings are those of the fit.
    changed = {name: twice(column) for name, column in data.items()}
    column, own = changed[variable], data[variable]
    if isinstance(column, Factor):
        column.codes[n:] = own.codes[place]
    else:
        column[n:] = own[place]
    columns = {label: compute(node, changed, 2 * n) for term in parts["terms"] for label, node in term}
    second = np.concatenate([np.zeros(n, dtype=bool), usable])
    for values in columns.values():
        known = values.codes >= 0 if isinstance(values, Factor) else np.isfinite(values)
        if not known[second].all():
            return None
    offsets = [numbers_of(compute(node, changed, 2 * n))[second] for node in parts["offsets"]]
    return design_matrix(parts, columns, second, contrasts)[1], sum(offsets, np.zeros(int(usable.sum())))


def average_effects(spec, parts, data, rows, arms_in, usable, X, kept, predict, b, V, w):
    """Estimate and standard error by outcome, treatment and arm. predict(b, Z, offset) names its columns."""
    predictors = set().union(*(names_in(node) for term in parts["terms"] for _, node in term), set())
    found = {}
    for treatment in TREATMENTS:
        if treatment not in predictors:
            continue
        arms = arms_of(treatment, rows)
        designs = []
        for arm in arms:
            place = next((i for i, value in enumerate(arms_in[treatment]) if value == arm), None)
            design = None if place is None else in_arm(parts, data, treatment, place, usable, spec["contrasts"])
            # Left out columns leave rows open that are no combination of the observed ones.
            if design is not None and len(kept) < X.shape[1] and len(independent(np.vstack([X, design[0]]))) > len(kept):
                design = None
            designs.append(design)
        for arm, design in list(zip(arms, designs))[1:]:
            if design is None or designs[0] is None:
                continue

            def at(b):
                names, one = predict(b, design[0][:, kept], design[1])
                _, zero = predict(b, designs[0][0][:, kept], designs[0][1])
                return names, w @ (one - zero) / w.sum()

            names, values = at(b)
            steps = 1e-5 * np.maximum(1, np.abs(b))
            slopes = np.array([(at(b + h * unit)[1] - at(b - h * unit)[1]) / (2 * h) for h, unit in zip(steps, np.eye(len(b)))])
            for name, value, slope in zip(names, values, slopes.T):
                variance = slope @ V @ slope
                se = math.sqrt(variance) if variance >= 0 else math.nan
                found[name, treatment, arm] = (value if variance >= 0 else math.nan, se)
    return found


def predictor_of(spec, names, levels, numeric):
    """What a model predicts: names of the outcomes, and rows by outcomes."""
    model = spec["model"]
    if model == "ordered-logit":
        slopes = [j for j, name in enumerate(names) if name != "(Intercept)"]
        outcomes = ["probability of " + level for level in levels]

        def ordered(b, Z, offset):
            eta = (Z[:, slopes] @ b[: len(slopes)] + offset)[:, None]
            below = 1 / (1 + np.exp(np.clip(eta - b[None, len(slopes):], -700, 700)))
            edge = np.ones((len(eta), 1))
            chances = np.diff(np.hstack([0 * edge, below, edge]), axis=1)
            if not numeric:
                return outcomes, chances
            return ["score", *outcomes], np.hstack([chances @ np.array(levels, dtype=float)[:, None], chances])

        return ordered
    if model == "multinomial-logit":

        def multinomial(b, Z, offset):
            eta = np.hstack([np.zeros((len(Z), 1)), Z @ b.reshape(-1, Z.shape[1]).T])
            chances = np.exp(eta - eta.max(axis=1, keepdims=True))
            return ["probability of " + level for level in levels], chances / chances.sum(axis=1, keepdims=True)

        return multinomial
    links = {"ols": lambda eta: eta, "poisson": np.exp, "logit": lambda eta: 1 / (1 + np.exp(-eta))}
    outcome = "probability" if model == "logit" else "mean"
    return lambda b, Z, offset: ([outcome], links[model](Z @ b + offset)[:, None])


# ---- Several seeds ----
def pool(fits, term, part="estimates"):
    """Several seeds combined after Reiter (2003), Survey Methodology 29:181-188."""
    known = [(*fit[part][term], fit["df"]) for fit in fits if term in fit[part] and not math.isnan(fit[part][term][1])]
    if not known:
        return dict.fromkeys(("b", "se", "p", "low", "high"), math.nan)
    m = len(known)
    b = sum(estimate for estimate, _, _ in known) / m
    within = sum(se**2 for _, se, _ in known) / m
    between = sum((estimate - b) ** 2 for estimate, _, _ in known) / (m - 1) if m > 1 else 0
    df = min(own for _, _, own in known)
    if between > 0:
        df = min(df, (m - 1) * (1 + within / (between / m)) ** 2)
    se = math.sqrt(within + between / m)
    law = stats.t(df) if math.isfinite(df) else stats.norm
    half = law.ppf(1 - (1 - LEVEL) / 2) * se
    return {"b": b, "se": se, "p": 2 * law.sf(abs(b / se)), "low": b - half, "high": b + half}
`;
