/** Models with several equations in the Python script: ordered and multinomial logits, written out with their scores. */
export const pythonLikelihoods = String.raw`

# ---- Ordered and multinomial logits ----
def ordered_scores(theta, X, codes):
    """Proportional odds, P(Y <= k) = F(zeta_k - xb): slopes first, then thresholds. Log-likelihoods and scores by row."""
    p, last = X.shape[1], len(theta) - X.shape[1]
    cuts = np.concatenate([[-np.inf], theta[p:], [np.inf]])
    eta = X @ theta[:p]
    upper, lower = (1 / (1 + np.exp(-np.clip(cuts[codes + side] - eta, -700, 700))) for side in (1, 0))
    upper, lower = np.where(codes == last, 1.0, upper), np.where(codes == 0, 0.0, lower)
    mass = np.maximum(upper - lower, 1e-300)
    a, b = upper * (1 - upper) / mass, lower * (1 - lower) / mass
    scores = np.hstack([-X * (a - b)[:, None], np.zeros((len(eta), last))])
    for k in range(last):
        scores[:, p + k] = a * (codes == k) - b * (codes == k + 1)
    return np.log(mass), scores


def multinomial_scores(theta, X, codes):
    """Logits of every level against the first one, level by level."""
    p = X.shape[1]
    eta = np.hstack([np.zeros((len(X), 1)), X @ theta.reshape(-1, p).T])
    chances = np.exp(eta - eta.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    residual = (codes[:, None] == np.arange(eta.shape[1])) - chances
    return np.log(chances[np.arange(len(codes)), codes]), np.hstack([X * residual[:, [k]] for k in range(1, eta.shape[1])])


def likelihood_fit(spec, X, names, y, w, cluster):
    """Newton's method with the derivative of the scores by central differences; covariance from it, or robust."""
    present = np.unique(y.codes) if isinstance(y, Factor) else np.unique(y)
    levels = [y.levels[code] for code in present] if isinstance(y, Factor) else [format(value, ".15g") for value in present]
    codes = np.searchsorted(present, y.codes if isinstance(y, Factor) else y)
    if len(levels) < 2:
        return None
    if spec["model"] == "ordered-logit":
        keep = [j for j, name in enumerate(names) if name != "(Intercept)"]
        X, names = X[:, keep], [names[j] for j in keep]
        shares = np.cumsum([w[codes == k].sum() for k in range(len(levels))])[:-1] / w.sum()
        theta = np.concatenate([np.zeros(len(names)), np.log(shares / (1 - shares))])
        names = names + [a + "|" + b for a, b in zip(levels, levels[1:])]
        of = lambda t: ordered_scores(t, X, codes)
    else:
        names = [level + ":" + name for level in levels[1:] for name in names]
        theta = np.zeros(len(names))
        of = lambda t: multinomial_scores(t, X, codes)
    n, k = len(codes), len(theta)
    if n <= k:
        return None
    value = lambda t: w @ of(t)[0]
    gradient = lambda t: w @ of(t)[1]

    def information(t):
        steps = 1e-5 * np.maximum(1, np.abs(t))
        rows = [(gradient(t + step * unit) - gradient(t - step * unit)) / (2 * step) for step, unit in zip(steps, np.eye(k))]
        return -(np.array(rows) + np.array(rows).T) / 2

    for _ in range(60):
        change = np.linalg.solve(information(theta), gradient(theta))
        factor = 1.0
        while not value(theta + factor * change) >= value(theta) - 1e-10 * abs(value(theta)) and factor > 1e-8:
            factor /= 2
        theta = theta + factor * change
        if np.abs(change).max() < 1e-10:
            break
    else:
        return None
    bread = np.linalg.inv(information(theta))
    scores = of(theta)[1] * w[:, None]
    kind = spec["covariance"]
    if kind == "classical":
        V = bread
    elif kind == "cluster":
        labels = sorted(set(cluster))
        sums = np.array([scores[[own == label for own in cluster]].sum(axis=0) for label in labels])
        V = bread @ sums.T @ sums @ bread * len(labels) / (len(labels) - 1)
    else:
        # A row has no single leverage here: HC2 and HC3 are HC1.
        V = bread @ scores.T @ scores @ bread * (1 if kind == "HC0" else n / (n - k))
    estimates = {name: (theta[j], math.sqrt(V[j, j])) for j, name in enumerate(names)}
    return {"estimates": estimates, "theta": theta, "V": V, "levels": levels, "numeric": not isinstance(y, Factor)}
`;
