/** Rectified estimates in the Python script: means, shares, effects and coefficients by prediction-powered inference. */
export const pythonRectification = String.raw`

# ---- Rectified estimates ----
# Prediction-powered estimates (PPI++, Angelopoulos et al. 2023) with the weight lambda of the least variance, unbiased
# variances and Student's t. Some humans have their twins beside them; the twins of the evaluation humans are the others.
# Cross-fitting has those humans in folds: their twins come from models trained without the fold, and the others are the
# twins of the evaluation humans under the models of all folds.
LEAST_HUMANS = 10
LEAST_CLUSTERS = 10
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
        self.survey = survey_of(self.rows(own, "human"), self.rows("evaluation", "human"))

    def rows(self, part, source):
        return [self.cells[i] for i in self.at.get((part, source), [])]


class Survey:
    """Weights and clusters by respondent; what people add to a mean is kept by respondent too."""

    def __init__(self, weights, clusters):
        self.weights, self.clusters = weights, clusters

    def mean(self, values):
        total = sum(self.weights[who] for who in values)
        return sum(self.weights[who] * value for who, value in values.items()) / total

    def added(self, values, sign=1):
        total, mean = sum(self.weights[who] for who in values), self.mean(values) if values else 0.0
        return {who: sign * self.weights[who] * (value - mean) / total for who, value in values.items()}

    def clusters_of(self, people):
        return {self.clusters[who] for who in people}

    def sums(self, added):
        found = {}
        for who, value in added.items():
            found[self.clusters[who]] = found.get(self.clusters[who], 0.0) + value
        return found

    def moments(self, own, twins, others, p=1):
        """Sums over clusters of own, of what the weight multiplies, and of both, with G/(G - 1) * (n - 1)/(n - p).

        First the clusters with humans who rectify, who may have some of the others too, and then the rest.
        """
        A, T, O = self.sums(own), self.sums(twins), self.sums(others)
        D = {cluster: T.get(cluster, 0.0) - O.get(cluster, 0.0) for cluster in A}
        rest = [value for cluster, value in O.items() if cluster not in A]
        factor = lambda g, n: g / (g - 1) * (n - 1) / (n - p)
        freedom = lambda g, n: g - 1 if g < n else n - p
        first = factor(len(A), len(own))
        return {
            "own": first * sum(value**2 for value in A.values()),
            "shared": first * sum(value * D[cluster] for cluster, value in A.items()),
            "difference": first * sum(value**2 for value in D.values()),
            "rest": factor(len(O), len(others)) * sum(value**2 for value in rest) if rest else 0.0,
            "more": bool(rest), "df": [freedom(len(A), len(own)), freedom(len(O), len(others))]}

    def arm_moments(self, sides, signs):
        """Arms that share no cluster are independent; otherwise a cluster has one sum over both."""
        sides = [[self.added(values, sign) for values in side] for side, sign in zip(sides, signs)]
        clusters = [self.clusters_of([*y, *g]) for y, _, g in sides]
        if len(sides) == 2 and clusters[0] & clusters[1]:
            sides = [[{**first, **second} for first, second in zip(*sides)]]
        return [self.moments(*side) for side in sides]

    def few(self, samples):
        return any(len(self.clusters_of(sample)) < LEAST_CLUSTERS for sample in samples)


def survey_of(*sides):
    """None where everybody of a part counts alike and nobody shares a cluster."""
    people = [row for side in sides for row in side]
    weight = lambda row: float(row[".weight"] or 0) if ".weight" in row else 1.0
    known = [row[".cluster"] for row in people if row.get(".cluster") is not None]
    clustered = len(set(known)) < len(known)
    if not clustered and all(len({weight(row) for row in side}) == 1 for side in sides):
        return None
    alone = lambda row: "respondent " + row[".respondent"]
    return Survey(
        {row[".respondent"]: weight(row) for row in people},
        {row[".respondent"]: row[".cluster"] if clustered and row.get(".cluster") is not None else alone(row) for row in people})


def cluster_weight(parts):
    total = lambda name: sum(part[name] for part in parts)
    varied = total("difference") + total("rest")
    return min(1.0, max(0.0, total("shared") / varied)) if varied > 1e-24 * total("own") else 0.0


def cluster_student(value, parts, weight):
    variances, df = [], []
    for part in parts:
        variances.append(part["own"] - 2 * weight * part["shared"] + weight**2 * part["difference"])
        df.append(part["df"][0])
        if weight > 0 and part["more"]:
            variances.append(weight**2 * part["rest"])
            df.append(part["df"][1])
    return student(value, variances, df)


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


def means_of(samples, signs, survey):
    """One mean, or the difference of two arms."""
    if survey is not None:
        if any(len(sample) < LEAST_HUMANS for sample in samples) or survey.few(samples):
            return MISSING
        value = sum(sign * survey.mean(sample) for sign, sample in zip(signs, samples))
        return cluster_student(value, survey.arm_moments([(sample, dict.fromkeys(sample, 0.0), {}) for sample in samples], signs), 0.0)
    samples = [np.array(list(sample.values()), dtype=float) for sample in samples]
    n = np.array([len(sample) for sample in samples])
    if (n < LEAST_HUMANS).any():
        return MISSING
    value = sum(sign * sample.mean() for sign, sample in zip(signs, samples))
    return student(value, [spread(sample) for sample in samples] / (n - 1), n - 1)


def rectified_survey_means(own, twins, others, signs, survey):
    sides = []
    for y, f, g in zip(own, twins, others):
        known = [respondent for respondent in y if respondent in f]
        sides.append([{who: y[who] for who in known}, {who: f[who] for who in known}, g])
    people = [values for y, _, g in sides for values in (y, g)]
    if any(len(values) < LEAST_HUMANS for values in people) or survey.few(people):
        return {**MISSING, "lambda": math.nan}
    parts = survey.arm_moments(sides, signs)
    weight = cluster_weight(parts)
    of = survey.mean
    value = sum(sign * (of(y) + weight * (of(g) - of(f))) for sign, (y, f, g) in zip(signs, sides))
    return {**cluster_student(value, parts, weight), "lambda": weight}


def rectified_means(own, twins, others, signs, survey):
    if survey is not None:
        return rectified_survey_means(own, twins, others, signs, survey)
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
            counts = lambda who: on.survey is None or on.survey.weights[who] > 0
            divided = lambda values: [
                {who: value for who, value in values.items() if counts(who) and (arm is None or arm_of[who] == arm)} for arm in arms]
            human = divided(human_numbers(column, numbers, on.rows(on.own, "human")))
            check = divided(human_numbers(column, numbers, on.rows("evaluation", "human")))
            found = [("human", checked(means_of(human, signs, on.survey), means_of(check, signs, on.survey)))]
            for source in on.models:
                twins, others = (divided(twin_numbers(column, numbers, on.rows(part, source))) for part in (on.own, on.others))
                found.append((source, rectified_means(human, twins, others, signs, on.survey)))
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


def rectified_fit(logit, X, y, T, f, U, g, survey, first, second):
    """T and U are seeds by respondents by columns; a respondent counts with the mean over the seeds."""
    n, p = X.shape
    N = U.shape[1]
    mu = (lambda eta: 1 / (1 + np.exp(-eta))) if logit else (lambda eta: eta)
    slope = (lambda eta: mu(eta) * mu(-eta)) if logit else np.ones_like
    X, y = X[None], y[None]
    scores = lambda X, y, b: (X * (y - mu(X @ b))[..., None]).mean(axis=0)
    # Shares of the respondents in their side.
    share = lambda who: np.full(len(who), 1 / len(who)) if survey is None else (
        np.array([survey.weights[one] for one in who]) / sum(survey.weights[one] for one in who))
    near, far = share(first), share(second)
    curvature = lambda X, b, own: np.einsum("sij,si,sik->jk", X, slope(X @ b) * own, X) / X.shape[0]
    gradient = lambda b, weight: -near @ scores(X, y, b) + weight * (near @ scores(T, f, b) - far @ scores(U, g, b))
    hessian = lambda b, weight: curvature(X, b, near) - weight * curvature(T, b, near) + weight * curvature(U, b, far)
    named = lambda who, values: dict(zip(who, values.tolist()))
    moments = lambda own, twins, others: [survey.moments(
        survey.added(named(first, own)), survey.added(named(first, twins)), survey.added(named(second, others)), p)]

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
        surveyed = None if survey is None else moments(own[:, j], twins[:, j], others[:, j])
        weight = cluster_weight(surveyed) if surveyed else best_weight(
            spread(own[:, j], twins[:, j]), (1 + n / N) * spread(np.concatenate([twins[:, j], others[:, j]])))
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
        if surveyed:
            found = moments(*(scores(rows, response, b) @ direction for rows, response in ((X, y), (T, f), (U, g))))
            yield cluster_student(start[j], surveyed, 0.0), {**cluster_student(b[j], found, weight), "lambda": weight}
            continue
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
        if on.survey is not None:
            complete = [who for who in complete if on.survey.weights[who] > 0]
        first = [who for who in complete if part[who] == on.own]
        second = [who for who in complete if part[who] == "evaluation"]
        if min(len(first), len(second)) <= X.shape[1]:
            continue
        if on.survey is not None and min(len(on.survey.clusters_of(who)) for who in (first, second)) < max(LEAST_CLUSTERS, X.shape[1] + 1):
            continue
        pick = lambda wanted: (
            np.array([own_X[[own[who] for who in wanted]] for own_X, _, own in designs]),
            np.array([own_y[[own[who] for who in wanted]] for _, own_y, own in designs]))
        at = [place[who] for who in first]
        try:
            fits[source] = list(rectified_fit(spec["model"] == "logit", X[at], response(y[at]), *pick(first), *pick(second), on.survey, first, second))
        except (ValueError, np.linalg.LinAlgError):
            continue
    if not fits:
        return
    answered = [i for i, row in enumerate(rows) if row[".source"] == "human"]
    known = [rows[i][".cluster"] for i in answered if rows[i].get(".cluster") is not None]
    shared = len(set(known)) < len(known)
    try:
        check = fit_one({**spec, "covariance": "cluster" if shared else "HC1"}, data, rows, answered)
    except (ValueError, np.linalg.LinAlgError):
        check = None
    for j, term in enumerate(names):
        b, se = (check or {"estimates": {}})["estimates"].get(term, (math.nan, math.nan))
        numbers = MISSING if math.isnan(se) else student(b, [se**2], [max(1, check["clusters"] - 1 if shared else check["n"] - len(names))])
        first = next(iter(fits.values()))
        for source, values in [("human", checked(first[j][0], numbers)), *((source, fit[j][1]) for source, fit in fits.items())]:
            for quantity, value in values.items():
                yield on.label + " coefficient", spec["name"], source, term, "", "", quantity, value
`;
