#!/usr/bin/env python3
"""Numbers of the NumPy reference on a small made-up data set, for the engine's tests.

    python3 make.py PATH_OF_THE_REFERENCE > small.json      # the folder with taste_groups.py
    npx oxfmt small.json

Everything here is drawn from a fixed seed; the ratings are invented. `made_with` in the result says by which versions.
"""
import json, platform, sys
import numpy as np, scipy, sklearn
from sklearn.cluster import KMeans

sys.path.insert(0, sys.argv[1])
from taste_groups import TasteGroups, last_per_user, ndcg, preference, unit

USERS, FILMS, TOP, D, TAU, RIDGE, HALF_LIFE = 60, 40, 5.0, 8, 2.0, 0.3, 10
DISLIKE, LAST, DECAY, WINDOW, WINDOW_DECAY = 0.6, 50, 0.7, 30, 0.93


def invented_ratings():
    """Three kinds of users, each fond of another third of the films; shuffled rows, some moments shared."""
    rng = np.random.default_rng(7)
    u, i, r, t = [], [], [], []
    for user in range(USERS):
        liking = 0.4 + 2.2 * (np.arange(FILMS) % 3 == user % 3) + 1.2 * (np.arange(FILMS) < 8)
        films = rng.choice(FILMS, rng.integers(6, 20), replace=False, p=liking / liking.sum())
        stars = np.clip(np.round(2 * (2.0 + liking[films] / 2 + rng.normal(0, 0.8, len(films)))) / 2, 0.5, TOP)
        u += [user] * len(films); i += list(films); r += list(stars); t += list(rng.integers(0, 12, len(films)))
    order = rng.permutation(len(u))
    return [np.array(a)[order] for a in (u, i, r, t)]


def by_moment(weight):
    """Weight of each training row by weight(rank from the newest of its user); rows of one moment share the mean of theirs."""
    out = np.zeros(len(u))
    for user in range(USERS):
        mine = np.flatnonzero(train & (u == user))
        mine = mine[np.argsort(-t[mine], kind="stable")]
        w = np.array([weight(rank) for rank in range(len(mine))])
        for moment in np.unique(t[mine]):
            out[mine[t[mine] == moment]] = w[t[mine] == moment].mean()
    return out[train]


def next_films(shrink):
    """Each film -> those of later moments, by their places after its own moment; of one moment alike, the mean of the places."""
    C = np.zeros((FILMS, FILMS))
    for user in range(USERS):
        mine = train & (u == user)
        for row in np.flatnonzero(mine):
            before = (mine & (t <= t[row])).sum()
            for moment in np.unique(t[mine & (t > t[row])]):
                films = i[mine & (t == moment)]
                first = (mine & (t < moment)).sum() - before
                places = np.arange(first, first + len(films))
                C[i[row], films] += np.where(places < WINDOW, WINDOW_DECAY ** places, 0).mean()
    count = np.bincount(i[train], minlength=FILMS)
    return C / np.sqrt(np.outer(C.sum(1) + shrink, count + shrink))


def apart(W, R):
    """Deviation of a sum of rows of R by weights W, if each said as much as it can and nothing of what the others say."""
    return np.maximum(np.sqrt((W ** 2) @ R.var(1)), 1e-9)[:, None]


def in_8_bits(W):
    """As a model keeps it: rows at a mean square of 1, then columns with a largest number of 127, then whole numbers."""
    rows = np.sqrt((W ** 2).mean(1, keepdims=True))
    cols = np.abs(W / rows).max(0) / 127
    return rows * cols * np.rint(W / rows / cols)


def tastes(X):
    evidence = np.abs(X).sum(1)
    S = m.phi(X) @ in_8_bits(m.W)
    return S / S.std(1, keepdims=True) * (evidence / (evidence + 1))[:, None]


def dense(rows, values):
    X = np.zeros((USERS, FILMS), np.float32); X[u[rows], i[rows]] = values; return X


def quality(S):
    return ndcg(S, dense(train, 1) > 0, dense(test & (r >= 0.7 * TOP), 1) > 0)


def xoshiro(seed, stream, count):
    """xoshiro128** over splitmix32, written from the papers and not from the engine: its first 32-bit outputs."""
    M = 0xffffffff
    rot = lambda x, n: ((x << n) | (x >> (32 - n))) & M
    def mix(z):
        z ^= z >> 16; z = z * 0x21f0aaad & M; z ^= z >> 15; z = z * 0x735a2d97 & M; return z ^ z >> 15
    z = mix(mix(seed & M) ^ (seed >> 32 & M)) ^ (stream * 0x632be5ab & M)
    s = []
    for _ in range(4):
        z = (z + 0x9e3779b9) & M; s.append(mix(z))
    s[3] |= 1
    out = []
    for _ in range(count):
        out.append(rot(s[1] * 5 & M, 7) * 9 & M)
        t = s[1] << 9 & M
        s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = rot(s[3], 11)
    return out


u, i, r, t = invented_ratings()
every = np.ones(len(u), bool)
test = last_per_user(u, t, 0.2)
train = ~test
X = dense(train, preference(r[train], "linear", TOP))
m = TasteGroups(d=D, tau=TAU, ridge_w=RIDGE).fit(X)
# What a rating says when it is read: below 0.55 of the top it is a dislike.
says = np.where(r < 0.55 * TOP, -DISLIKE, preference(r, "linear", TOP))[train]
recency = by_moment(lambda rank: 0.3 + 0.7 * 0.5 ** (rank / HALF_LIFE))
Xs, Xw, Rec = dense(train, says), dense(train, says * recency), dense(train, recency)
near = by_moment(lambda rank: DECAY ** rank if rank < LAST else 0)
H, Hs = dense(train, near), dense(train, near * says)
# Blocks: two given ones, so that no clustering is compared; halo, closed form, next films, and the whole score.
b = TasteGroups(ridge_b=5.0, halo=6, weights=(0.3, 0.4, 0.3))
b.groups = [np.arange(0, FILMS, 2), np.arange(1, FILMS, 2)]
b.G, b.V, b.C, b.W, b.tau, b.k = X.T.astype(np.float64) @ X, m.V, m.C, m.W, m.tau, m.k
b.fit_b()
N = next_films(20)
blocks, followers = Xw @ b.B / apart(Rec, b.B), Hs @ N / apart(H, N)
count = np.bincount(i[train], minlength=FILMS)
bias = np.bincount(i[train], r[train] - r[train].mean(), minlength=FILMS) / (count + 5)
exact = np.linalg.svd(X.astype(np.float64), full_matrices=False)

liked = dense(train & (r >= 0.7 * TOP), 1)
n = np.sqrt(liked.sum(0)) + 1e-9
knn = (liked.T @ liked) / np.outer(n, n)
np.fill_diagonal(knn, 0)
R = dense(train, r[train])
Z = (R - R.mean(0)) / np.maximum(R.std(0), 1e-9)
start = [3, 10, 23, 35, 50]
hard = KMeans(5, init=Z[start], n_init=1).fit(Z)

numbers = lambda a: np.round(np.asarray(a, np.float64), 9).tolist()
json.dump({
    "made_with": f"make.py, Python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}, scikit-learn {sklearn.__version__}",
    "userCount": USERS, "filmCount": FILMS, "top": TOP, "dimensions": D, "tau": TAU, "ridgeW": RIDGE, "halfLife": HALF_LIFE,
    "user": u.tolist(), "film": i.tolist(), "rating": r.tolist(), "time": t.tolist(),
    "latestFifth": np.flatnonzero(test).tolist(),
    "recencyOfTrainRows": numbers(recency), "filmBias": numbers(bias),
    "exactSingularValues": numbers(exact[1][:D]), "exactLoadings": numbers(exact[2][:D]),
    "loadings": numbers(m.V), "tasteCentroids": numbers(m.C),
    "memberships": numbers(m.phi(X)), "membershipsWithRecency": numbers(m.phi(Xw)), "readout": numbers(m.W),
    "scores": numbers(tastes(Xs)), "scoresWithRecency": numbers(tastes(Xw)),
    "quality": {"popular": quality(np.tile(liked.sum(0), (USERS, 1))), "itemKnn": quality(liked @ knn),
                "hardKMeans": quality(hard.cluster_centers_[hard.labels_]), "tasteCentroids": quality(tastes(Xw))},
    "ridgeB": b.ridge_b, "halo": b.halo, "filmWeights": numbers(b.B), "nextFilms": numbers(N),
    "blockScores": numbers(blocks), "nextScores": numbers(followers),
    "allScores": numbers(0.3 * tastes(Xw) + 0.4 * blocks + 0.3 * followers + bias),
    "itemKnnScores": numbers(liked @ knn),
    "hardKMeansStart": start, "hardKMeansLabels": hard.labels_.tolist(), "hardKMeansCentroids": numbers(hard.cluster_centers_),
    "random": {"seed": 20261123, "stream": 3, "bits": xoshiro(20261123, 3, 8), "largeSeed": 2 ** 40 + 5, "largeSeedBits": xoshiro(2 ** 40 + 5, 0, 4)},
}, sys.stdout, separators=(",", ":"))
