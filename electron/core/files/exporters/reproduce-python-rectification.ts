/** Rectified estimates in the Python script: means, shares, effects and coefficients by prediction-powered inference. */
export const pythonRectification = String.raw`

# ---- Rectified estimates ----
# Prediction-powered estimates (PPI++, Angelopoulos et al. 2023) with the weight lambda of the least variance, unbiased
# variances and Student's t. Some humans have their twins beside them; the twins of the evaluation humans are the others.
# Cross-fitting has those humans in folds: their twins come from models trained without the fold, and the others are the
# twins of the evaluation humans under the models of all folds.
LEAST_HUMANS = 10
MISSING = dict.fromkeys(("b", "se", "low", "high"), math.nan)


class Rectifying:
    """The humans with twins beside them (own), the evaluation humans, and the twins of these (others)."""

    def __init__(self, label, own, others, everything, sources):
        self.label, self.own, self.others = label, own, others
        self.cells = [row for row in everything if row[".part"] in (own, "evaluation", others)]
        self.stacked = {column["name"]: decode(column, self.cells) for column in COLUMNS}
        self.at = {}
        for i, row in enumerate(self.cells):
            self.at.setdefault((row[".part"], row[".source"]), []).append(i)
        self.models = [source for source in sources if source != "human" and (own, source) in self.at]

    def rows(self, part, source):
        return [self.cells[i] for i in self.at.get((part, source), [])]


def spread(x, y=None):
    y = x if y is None else y
    return float(np.mean((x - x.mean()) * (y - y.mean())))


def student(value, variances, df):
    """A sum of independent means; degrees of freedom by Satterthwaite."""
    variances, df = np.array(variances, dtype=float), np.array(df, dtype=float)
    variance = variances.sum()
    freedom = variance**2 / np.sum(variances**2 / df) if variance > 0 else df.sum()
    half = stats.t.ppf(1 - (1 - LEVEL) / 2, freedom) * math.sqrt(variance) if variance > 0 else 0.0
    return {"b": value, "se": math.sqrt(variance), "low": value - half, "high": value + half}


def best_weight(shared, varied):
    return min(1.0, max(0.0, shared / varied)) if varied > 0 else 0.0


def human_numbers(column, numbers, rows):
    """Number of each respondent's answer, where there is one."""
    of = dict(zip(column["codes"], numbers))
    return {row[".respondent"]: of[row[column["name"]]] for row in rows if row[column["name"]] is not None}


def has_chances(name, rows):
    """Whether there are probabilities, and in all folds."""
    first = ".p:" + name + ":1"
    return any(row[first] is not None for row in rows) and not any(row[first] is None and row[name] is not None for row in rows)


def twin_numbers(column, numbers, rows):
    """Mean of each twin's answer by its probabilities, or of its draws; over folds and seeds the mean."""
    names = [".p:" + column["name"] + ":" + str(option + 1) for option in range(len(numbers))]
    exact = has_chances(column["name"], rows)
    of = dict(zip(column["codes"], numbers))
    found = {}
    for row in rows:
        if exact and row[names[0]] is not None:
            found.setdefault(row[".respondent"], []).append(sum(float(row[name]) * number for name, number in zip(names, numbers)))
        elif not exact and row[column["name"]] is not None:
            found.setdefault(row[".respondent"], []).append(of[row[column["name"]]])
    return {respondent: float(np.mean(values)) for respondent, values in found.items()}


def means_of(samples, signs):
    """One mean, or the difference of two arms."""
    samples = [np.array(list(sample.values()), dtype=float) for sample in samples]
    n = np.array([len(sample) for sample in samples])
    if (n < LEAST_HUMANS).any():
        return MISSING
    value = sum(sign * sample.mean() for sign, sample in zip(signs, samples))
    return student(value, [spread(sample) for sample in samples] / (n - 1), n - 1)


def rectified_means(own, twins, others, signs):
    sides = []
    for y, f, g in zip(own, twins, others):
        known = [respondent for respondent in y if respondent in f]
        sides.append([np.array(values, dtype=float) for values in (
            [y[respondent] for respondent in known], [f[respondent] for respondent in known], list(g.values()))])
    n = np.array([len(y) for y, _, _ in sides])
    N = np.array([len(g) for _, _, g in sides])
    if min(n.min(), N.min()) < LEAST_HUMANS:
        return {**MISSING, "lambda": math.nan}
    varied = 0.0
    for (_, f, g), humans, simulated in zip(sides, n, N):
        pooled = np.concatenate([f, g])
        if spread(pooled) > 1e-24 * np.abs(pooled).max() ** 2:
            varied += spread(pooled) * (1 / humans + 1 / simulated)
    weight = best_weight(sum(spread(y, f) / humans for (y, f, _), humans in zip(sides, n)), varied)
    value = sum(sign * (y.mean() + weight * (g.mean() - f.mean())) for sign, (y, f, g) in zip(signs, sides))
    left = [spread(y - weight * f) for y, f, _ in sides] / (n - 1)
    right = [weight**2 * spread(g) for _, _, g in sides] / (N - 1)
    own = student(value, left, n - 1) if weight == 0 else student(value, [*left, *right], [*(n - 1), *(N - 1)])
    return {**own, "lambda": weight}


def checked(human, check):
    return {**human, **{"check." + quantity: value for quantity, value in check.items()}}


def rectified_item(on, column):
    scored = column["kind"] == "scored"
    known = column["meanScores"] or column["scores"]
    options = [("", known)] if scored else [
        (code, [float(other == code) for other in column["codes"]]) for code in column["codes"]]
    targets = [("", [None], [1])]
    for treatment in TREATMENTS:
        if treatment in on.cells[0]:
            arms = arms_of(treatment, on.cells)
            targets += [(treatment, [arm, arms[0]], [1, -1]) for arm in arms[1:]]
    for term, numbers in options:
        for treatment, arms, signs in targets:
            arm_of = {row[".respondent"]: row[treatment] for row in on.cells} if treatment else {}
            divided = lambda values: [
                {who: value for who, value in values.items() if arm is None or arm_of[who] == arm} for arm in arms]
            human = divided(human_numbers(column, numbers, on.rows(on.own, "human")))
            check = divided(human_numbers(column, numbers, on.rows("evaluation", "human")))
            found = [("human", checked(means_of(human, signs), means_of(check, signs)))]
            for source in on.models:
                twins, others = (divided(twin_numbers(column, numbers, on.rows(part, source))) for part in (on.own, on.others))
                found.append((source, rectified_means(human, twins, others, signs)))
            for source, values in found:
                for quantity, value in values.items():
                    yield on.label, column["name"], source, term, treatment, arms[0] or "", quantity, value


def rectified_design(spec, on, own):
    """Design and response of some rows of both parts by respondent; levels are those of both parts."""
    own = np.array(own)
    data = {name: column.rows(own) if isinstance(column, Factor) else column[own] for name, column in on.stacked.items()}
    parts = spec["parts"]
    columns = {label: compute(node, data, len(own)) for term in parts["terms"] for label, node in term}
    y = compute(parts["response"], data, len(own))
    usable = np.ones(len(own), dtype=bool)
    for column in [*columns.values(), y]:
        usable &= column.codes >= 0 if isinstance(column, Factor) else np.isfinite(column)
    names, X = design_matrix(parts, columns, usable, spec["contrasts"])
    place = {on.cells[i][".respondent"]: k for k, i in enumerate(own[usable])}
    return names, X, (y.codes if isinstance(y, Factor) else y)[usable].astype(float), place, isinstance(y, Factor)


def rectified_fit(logit, X, y, T, f, U, g):
    """T and U are seeds by respondents by columns; a respondent counts with the mean over the seeds."""
    n, p = X.shape
    N = U.shape[1]
    mu = (lambda eta: 1 / (1 + np.exp(-eta))) if logit else (lambda eta: eta)
    slope = (lambda eta: mu(eta) * mu(-eta)) if logit else np.ones_like
    X, y = X[None], y[None]
    scores = lambda X, y, b: (X * (y - mu(X @ b))[..., None]).mean(axis=0)
    curvature = lambda X, b: np.einsum("sij,si,sik->jk", X, slope(X @ b), X) / (X.shape[0] * X.shape[1])
    gradient = lambda b, weight: -scores(X, y, b).mean(axis=0) + weight * (scores(T, f, b).mean(axis=0) - scores(U, g, b).mean(axis=0))
    hessian = lambda b, weight: curvature(X, b) - weight * curvature(T, b) + weight * curvature(U, b)

    def root(b, weight):
        for _ in range(60):
            H = hessian(b, weight)
            np.linalg.cholesky(H)
            change = np.linalg.solve(H, gradient(b, weight))
            reach = max(np.abs(rows @ change).max() for rows in (X, T, U))
            b = b - change * (5 / reach if logit and reach > 5 else 1)
            if reach < 1e-10 * (1 + np.abs(X @ b).max()):
                return b
        raise ValueError("no finite estimate")

    start = root(np.zeros(p), 0.0)
    bread = np.linalg.inv(hessian(start, 0.0))
    own, twins, others = (scores(rows, response, start) @ bread for rows, response in ((X, y), (T, f), (U, g)))
    for j in range(p):
        weight = best_weight(spread(own[:, j], twins[:, j]), (1 + n / N) * spread(np.concatenate([twins[:, j], others[:, j]])))
        b = None
        # The loss with twins of their own predictors need not be convex; then the weight is halved.
        for _ in range(6):
            if b is None and weight > 0:
                try:
                    b = root(start, weight)
                except (ValueError, np.linalg.LinAlgError):
                    weight /= 2
        if b is None:
            b, weight = start, 0.0
        direction = np.linalg.inv(hessian(b, weight))[:, j]
        left = spread((scores(X, y, b) - weight * scores(T, f, b)) @ direction) / (n - p)
        right = weight**2 * spread(scores(U, g, b) @ direction) / (N - p)
        rectified = student(b[j], [left], [n - p]) if weight == 0 else student(b[j], [left, right], [n - p, N - p])
        yield student(start[j], [spread(own[:, j]) / (n - p)], [n - p]), {**rectified, "lambda": weight}


def rectified_regression(spec, on, data, rows):
    parts = spec["parts"]
    if spec["model"] not in ("ols", "logit") or parts["offsets"]:
        return
    humans = [i for i, row in enumerate(on.cells) if row[".source"] == "human"]
    names, X, y, place, categorical = rectified_design(spec, on, humans)
    if spec["model"] == "ols":
        response = lambda y: y
    elif categorical:
        response = lambda y: (y > 0).astype(float)
    elif ((y >= 0) & (y <= 1)).all():
        response = lambda y: y
    else:
        response = lambda other: (other == y.max()).astype(float)
    part = {on.cells[i][".respondent"]: on.cells[i][".part"] for i in humans}
    used = set().union(*(names_in(node) for term in parts["terms"] for _, node in term), set())
    item = parts["response"][1] if parts["response"][0] == "variable" and not used & set(ITEMS) else None
    column = next((column for column in COLUMNS if column["name"] == item and item in ITEMS), None)
    fits = {}
    for source in on.models:
        own, others = on.at[(on.own, source)], on.at[(on.others, source)]
        if column is not None and has_chances(item, on.rows(on.own, source)) and has_chances(item, on.rows(on.others, source)):
            # Both losses are linear in the response, so its expectation takes the place of draws.
            numbers = response(np.array(column["scores"] if column["kind"] == "scored" else range(len(column["codes"])), dtype=float))
            expected = {}
            for where in (on.own, on.others):
                expected.update(twin_numbers(column, numbers, on.rows(where, source)))
            designs = [(X, np.array([expected.get(who, math.nan) for who in place]), place)]
        else:
            # One design a fold and seed, with the left-out twins under the same seed.
            designs = []
            for fold, seed in dict.fromkeys((on.cells[i][".fold"], on.cells[i][".seed"]) for i in others):
                block = [i for i in own if on.cells[i][".seed"] == seed]
                block += [i for i in others if on.cells[i][".fold"] == fold and on.cells[i][".seed"] == seed]
                _, own_X, own_y, own_place, _ = rectified_design(spec, on, block)
                designs.append((own_X, response(own_y), own_place))
        complete = [who for who in place if all(who in own for _, _, own in designs)]
        first = [who for who in complete if part[who] == on.own]
        second = [who for who in complete if part[who] == "evaluation"]
        if min(len(first), len(second)) <= X.shape[1]:
            continue
        pick = lambda wanted: (
            np.array([own_X[[own[who] for who in wanted]] for own_X, _, own in designs]),
            np.array([own_y[[own[who] for who in wanted]] for _, own_y, own in designs]))
        at = [place[who] for who in first]
        try:
            fits[source] = list(rectified_fit(spec["model"] == "logit", X[at], response(y[at]), *pick(first), *pick(second)))
        except (ValueError, np.linalg.LinAlgError):
            continue
    if not fits:
        return
    try:
        check = fit_one({**spec, "covariance": "HC1"}, data, rows, [i for i, row in enumerate(rows) if row[".source"] == "human"])
    except (ValueError, np.linalg.LinAlgError):
        check = None
    for j, term in enumerate(names):
        b, se = (check or {"estimates": {}})["estimates"].get(term, (math.nan, math.nan))
        numbers = MISSING if math.isnan(se) else student(b, [se**2], [max(1, check["n"] - len(names))])
        first = next(iter(fits.values()))
        for source, values in [("human", checked(first[j][0], numbers)), *((source, fit[j][1]) for source, fit in fits.items())]:
            for quantity, value in values.items():
                yield on.label + " coefficient", spec["name"], source, term, "", "", quantity, value
`;
