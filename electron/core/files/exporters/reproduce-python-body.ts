/** The part of the Python script that is the same for every study. */
export const pythonBody = String.raw`

# ---- The rows ----
def read_rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [{name: value if value != "" else None for name, value in row.items()} for row in csv.DictReader(file)]


class Factor:
    """A categorical column: the place of each row's level, -1 where it is missing."""

    def __init__(self, values, levels):
        self.levels = list(levels)
        place = {level: code for code, level in enumerate(self.levels)}
        self.codes = np.array([place.get(value, -1) for value in values], dtype=int)

    def rows(self, own):
        return Factor([self.levels[code] if code >= 0 else None for code in self.codes[own]], self.levels)

    def logical(self):
        return self.levels == ["FALSE", "TRUE"]


def decode(column, rows):
    """Nominal columns become factors with the options that occur (items keep all), ordered ones their scores."""
    values = [row[column["name"]] for row in rows]
    if column["kind"] == "number":
        return np.array([math.nan if value is None else float(value) for value in values])
    if column["kind"] == "scored":
        scores = dict(zip(column["codes"], column["scores"]))
        return np.array([scores.get(value, math.nan) for value in values], dtype=float)
    present = {value for value in values if value is not None}
    if column["kind"] == "text":
        return Factor(values, sorted(present))
    return Factor(values, [code for code in column["codes"] if column["name"] in ITEMS or code in present])


# ---- Formulas ----
def numbers_of(column):
    if not isinstance(column, Factor):
        return column
    if not column.logical():
        raise ValueError("a categorical variable stands in arithmetic")
    return np.where(column.codes < 0, math.nan, column.codes)


def logical(values, known):
    return Factor(["TRUE" if value else "FALSE" for value in values], ["FALSE", "TRUE"]) if known.all() else Factor(
        [("TRUE" if value else "FALSE") if ok else None for value, ok in zip(values, known)], ["FALSE", "TRUE"])


def texts_of(column):
    return [column.levels[code] if code >= 0 else None for code in column.codes]


def compare(operator, left, right):
    if operator in ("==", "!=") and any(isinstance(side, Factor) and not side.logical() for side in (left, right)):
        a, b = texts_of(left), texts_of(right)
        known = np.array([x is not None and y is not None for x, y in zip(a, b)])
        return logical([(x == y) == (operator == "==") for x, y in zip(a, b)], known)
    x, y = numbers_of(left), numbers_of(right)
    known = ~(np.isnan(x) | np.isnan(y))
    results = {"==": x == y, "!=": x != y, "<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y}
    return logical(results[operator], known)


def as_factor(column):
    if isinstance(column, Factor):
        return column
    write = lambda value: None if math.isnan(value) else (str(int(value)) if value == int(value) else repr(float(value)))
    return Factor([write(value) for value in column], [write(value) for value in np.unique(column[~np.isnan(column)])])


FUNCTIONS = {"log": np.log, "log2": np.log2, "log10": np.log10, "log1p": np.log1p, "exp": np.exp, "sqrt": np.sqrt, "abs": np.abs}


def compute(node, data, n):
    """The column that an expression stands for."""
    kind = node[0]
    if kind == "number":
        return np.full(n, float(node[1]))
    if kind == "text":
        return Factor([node[1]] * n, [node[1]])
    if kind == "variable":
        return data[node[1]]
    if kind == "call":
        column = compute(node[2], data, n)
        if node[1] in ("I", "offset"):
            return column
        if node[1] in ("factor", "as.factor"):
            return as_factor(column)
        if node[1] == "as.numeric":
            return np.where(column.codes < 0, math.nan, column.codes + 1) if isinstance(column, Factor) else column
        return FUNCTIONS[node[1]](numbers_of(column))
    if len(node) == 2:
        value = numbers_of(compute(node[1], data, n))
        return -value if kind == "-" else value
    left, right = compute(node[1], data, n), compute(node[2], data, n)
    if kind in ("==", "!=", "<", "<=", ">", ">="):
        return compare(kind, left, right)
    x, y = numbers_of(left), numbers_of(right)
    return {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power}[kind](x, y)


def fully_coded(terms, intercept, columns):
    """Per term the factors with one column per level: Chambers & Hastie (1992), Statistical Models in S, p. 38."""
    earlier, needs_first, coded = [], not intercept, []
    for term in terms:
        labels = [label for label, _ in term]
        full = set()
        for label in labels:
            if not isinstance(columns[label], Factor):
                continue
            margin = [other for other in labels if other != label]
            covered = not margin or any(all(other in known for other in margin) for known in earlier)
            if not covered or needs_first:
                full.add(label)
            needs_first = False
        earlier.append(set(labels))
        coded.append(full)
    return coded


def coding(column, kind):
    """Columns of a categorical variable as R's contr.treatment, contr.sum and contr.helmert: name and value per level."""
    levels = column.levels
    if kind == "treatment":
        return [(level, [float(other == level) for other in levels]) for level in levels[1:]]
    last = len(levels) - 1
    if kind == "sum":
        return [(str(j + 1), [-1.0 if i == last else float(i == j) for i in range(last + 1)]) for j in range(last)]
    return [(str(j + 1), [j + 1.0 if i == j + 1 else -1.0 if i <= j else 0.0 for i in range(last + 1)]) for j in range(last)]


def design_matrix(parts, columns, usable, contrasts):
    names, values = [], []
    if parts["intercept"]:
        names.append("(Intercept)")
        values.append(np.ones(int(usable.sum())))
    for term, full in zip(parts["terms"], fully_coded(parts["terms"], parts["intercept"], columns)):
        product = None
        for label, _ in term:
            column = columns[label]
            if isinstance(column, Factor):
                indicators = [(level, [float(other == level) for other in column.levels]) for level in column.levels]
                coded = indicators if label in full else coding(column, contrasts)
                own = [(label + suffix, np.array(values_)[column.codes[usable]]) for suffix, values_ in coded]
            else:
                own = [(label, column[usable])]
            product = own if product is None else [
                (a + ":" + b, x * y) for b, y in own for a, x in product]
        names += [name for name, _ in product or []]
        values += [value for _, value in product or []]
    return names, np.column_stack(values)


# ---- Regressions ----
def independent(X):
    """Columns that are no combination of those before them, with R's tolerance."""
    kept, basis = [], []
    for j in range(X.shape[1]):
        left = X[:, j].copy()
        for _ in range(2):
            for q in basis:
                left = left - q * (q @ left)
        length = np.linalg.norm(left)
        if length > 1e-7 * np.linalg.norm(X[:, j]):
            kept.append(j)
            basis.append(left / length)
    return kept


def newton(X, y, w, offset, steps, counts):
    """Logit or Poisson by Newton's method; returns the coefficients after 12 and after all steps."""
    b = np.linalg.lstsq(X, np.full(len(y), math.log(np.average(y, weights=w))) - offset, rcond=None)[0] if counts else np.zeros(X.shape[1])
    early = b
    for step in range(steps):
        eta = np.clip(X @ b + offset, -30, 30)
        mu = np.exp(eta) if counts else 1 / (1 + np.exp(-eta))
        information = (X * (w * mu * (1 if counts else 1 - mu))[:, None]).T @ X
        change = np.linalg.lstsq(information, X.T @ (w * (y - mu)), rcond=None)[0]
        cumulant = np.exp if counts else (lambda eta: np.logaddexp(0, eta))
        value = lambda b: np.sum(w * (y * (X @ b + offset) - cumulant(X @ b + offset)))
        factor = 1.0
        while value(b + factor * change) < value(b) - 1e-12 * (1 + abs(value(b))) and factor > 1e-8:
            factor /= 2
        b = b + factor * change
        if step == 11:
            early = b
    return early, b


def covariance(kind, X, w, residual, information, leverage_weight, scale, cluster, least_squares):
    """Classical, HC0-HC3 or by cluster: Zeileis (2004, 2006), J. Stat. Softw. 11(10), 16(9)."""
    n, k = X.shape
    bread = np.linalg.inv(information)
    if kind == "classical":
        return bread * scale
    scores = X * (w * residual)[:, None]
    if kind == "cluster":
        labels = sorted(set(cluster))
        sums = np.array([scores[[own == label for own in cluster]].sum(axis=0) for label in labels])
        g = len(labels)
        return bread @ sums.T @ sums @ bread * g / (g - 1) * ((n - 1) / (n - k) if least_squares else 1)
    h = leverage_weight * np.einsum("ij,jk,ik->i", X, bread, X)
    power = {"HC0": 0, "HC1": 0, "HC2": 0.5, "HC3": 1}[kind]
    scores = scores / ((1 - np.where(h > 1 - 1e-10, 0, h)) ** power)[:, None]
    return bread @ scores.T @ scores @ bread * (n / (n - k) if kind == "HC1" else 1)


def fit_one(spec, data, rows, own):
    """Coefficients, standard errors and degrees of freedom by term; None where the model cannot be fitted."""
    n_all = len(own)
    arms_in = {treatment: [rows[i][treatment] for i in own] for treatment in TREATMENTS if treatment in data}
    data = {name: column.rows(own) if isinstance(column, Factor) else column[own] for name, column in data.items()}
    parts = spec["parts"]
    several = spec["model"] in ("ordered-logit", "multinomial-logit")
    if spec["model"] == "ordered-logit":
        parts = {**parts, "intercept": True}
    columns = {label: compute(node, data, n_all) for term in parts["terms"] for label, node in term}
    y = compute(parts["response"], data, n_all)
    offsets = [numbers_of(compute(node, data, n_all)) for node in parts["offsets"]]
    w = np.array([float(rows[i].get(".weight") or "nan") if ".weight" in rows[i] else 1.0 for i in own])
    cluster = [rows[i].get(".cluster") for i in own] if spec["covariance"] == "cluster" else None
    usable = np.isfinite(w) & (np.nan_to_num(w) > 0)
    for column in [*columns.values(), y, *offsets]:
        usable &= column.codes >= 0 if isinstance(column, Factor) else np.isfinite(column)
    if cluster is not None:
        usable &= np.array([value is not None for value in cluster])
        cluster = [value for value, ok in zip(cluster, usable) if ok]
        if len(set(cluster)) < 2:
            return None
    names, X = design_matrix(parts, columns, usable, spec["contrasts"])
    kept = independent(X)
    n, k = X.shape[0], len(kept)
    if n <= k:
        return None
    Z, w = X[:, kept], w[usable]
    if several:
        if offsets:
            return None
        y = y.rows(np.flatnonzero(usable)) if isinstance(y, Factor) else y[usable]
        fitted = likelihood_fit(spec, Z, [names[j] for j in kept], y, w, cluster)
        if fitted is None:
            return None
        # Levels that do not occur keep the columns of the others apart by name.
        predict = predictor_of(spec, [names[j] for j in kept], fitted["levels"], fitted["numeric"])
        effects = average_effects(spec, parts, data, rows, arms_in, usable, X, kept, predict, fitted["theta"], fitted["V"], w)
        return {"estimates": fitted["estimates"], "df": math.inf, "n": n, "effects": effects}
    offset = sum((values[usable] for values in offsets), np.zeros(n))
    y = y.codes[usable].astype(float) if isinstance(y, Factor) else y[usable]
    separated = np.zeros(k, dtype=bool)
    if spec["model"] == "ols":
        root = np.sqrt(w)
        b = np.linalg.lstsq(Z * root[:, None], (y - offset) * root, rcond=None)[0]
        residual = y - offset - Z @ b
        information = (Z * w[:, None]).T @ Z
        V = covariance(spec["covariance"], Z, w, residual, information, w, np.sum(w * residual**2) / (n - k), cluster, True)
        df = n - k if cluster is None else len(set(cluster)) - 1
    else:
        counts = spec["model"] == "poisson"
        if not counts and not ((y >= 0) & (y <= 1)).all():
            y = (y == y.max()).astype(float)
        if (y < 0).any() or y.sum() == 0 or (not counts and len(set(y)) < 2):
            return None
        early, b = newton(Z, y, w, offset, 20, counts)
        drift = np.abs(b - early) * np.abs(Z).max(axis=0)
        separated = (drift.max() > 1e-2) & (drift > 1e-4 * drift.max())
        mu = np.exp(Z @ b + offset) if counts else 1 / (1 + np.exp(-(Z @ b + offset)))
        variance = w * mu * (1 if counts else 1 - mu)
        V = covariance(spec["covariance"], Z, w, y - mu, (Z * variance[:, None]).T @ Z, variance, 1, cluster, False)
        df = math.inf
    estimates = {name: (math.nan, math.nan) for name in names}
    for place, j in enumerate(kept):
        if not separated[place]:
            estimates[names[j]] = (b[place], math.sqrt(V[place, place]))
    V[separated, :] = V[:, separated] = math.nan
    predict = predictor_of(spec, names, None, False)
    effects = average_effects(spec, parts, data, rows, arms_in, usable, X, kept, predict, b, V, w)
    return {"estimates": estimates, "df": df, "n": n, "clusters": len(set(cluster or [])), "effects": effects}


def regression_numbers(spec, data, rows, sources):
    fits = {}
    for source in sources:
        fits[source] = []
        for seed in dict.fromkeys(row[".seed"] for row in rows if row[".source"] == source):
            own = [i for i, row in enumerate(rows) if row[".source"] == source and row[".seed"] == seed]
            try:
                fit = fit_one(spec, data, rows, own)
            except (ValueError, np.linalg.LinAlgError):
                fit = None
            if fit is not None:
                fits[source].append(fit)
    if spec["model"] == "multinomial-logit" and fits.get("human"):
        # Equations against another first level are no comparison.
        terms = list(fits["human"][0]["estimates"])
        fits = {source: [fit for fit in own if list(fit["estimates"]) == terms] for source, own in fits.items()}
    first = (fits.get("human") or [fit for own in fits.values() for fit in own] or [{"estimates": {}, "effects": {}}])[0]
    for source in sources:
        for term in first["estimates"]:
            for quantity, value in pool(fits[source], term).items():
                yield "regression", spec["name"], source, term, "", "", quantity, value
        for effect in first["effects"]:
            for quantity, value in pool(fits[source], effect, "effects").items():
                yield "effect", spec["name"], source, *effect, quantity, value
`;

/** What runs at the end. */
export const pythonMain = String.raw`

# ---- The numbers ----
def main():
    if len(sys.argv) < 2:
        sys.exit("Name the file of rows: python3 reproduce.py rows.csv")
    everything = read_rows(sys.argv[1])
    # Humans of other parts and twins by fold serve the rectified estimates alone.
    for row in everything:
        row.setdefault(".part", "evaluation")
        row.setdefault(".fold", None)
    rows = [row for row in everything if row[".part"] == "evaluation"]
    data = {column["name"]: decode(column, rows) for column in COLUMNS}
    sources = list(dict.fromkeys(row[".source"] for row in rows))
    numbers = [number for spec in REGRESSIONS for number in regression_numbers(spec, data, rows, sources)]
    if "human" in sources:
        sides = {source: [row for row in rows if row[".source"] == source] for source in sources}
        for column in COLUMNS:
            if column["name"] in ITEMS:
                numbers += divergence_numbers(column, sides)
        if len(BELIEFS) > 1:
            numbers += joint_numbers(sides)
        numbers += slope_numbers(sides)
        numbers += beyond_numbers(sides)
    for label, own, others in (("rectified", "rectification", "evaluation"), ("cross-fitted", "cross-fit", "evaluation by fold")):
        if not any(row[".part"] == own for row in everything):
            continue
        on = Rectifying(label, own, others, everything, sources)
        for column in COLUMNS:
            if column["name"] in ITEMS:
                numbers += rectified_item(on, column)
        for spec in REGRESSIONS:
            try:
                numbers += list(rectified_regression(spec, on, data, rows))
            except (ValueError, np.linalg.LinAlgError):
                pass
    output = open(sys.argv[2], "w", newline="", encoding="utf-8") if len(sys.argv) > 2 else sys.stdout
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(["part", "name", "source", "term", "grouping", "group", "quantity", "value"])
    for *labels, value in numbers:
        writer.writerow([*labels, "" if math.isnan(value) else repr(float(value))])


main()
`;
