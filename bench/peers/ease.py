"""EASE (Steck 2019) in NumPy, as in the paper: one inverse of films x films."""

import numpy as np
from fit import run
from ratings import read_likes

# The paper's best for MovieLens 20M.
RIDGE = 500


def fit(likes):
    """films x films: what a liked film says for another."""
    gram = (likes.matrix.T @ likes.matrix).toarray()
    gram[np.diag_indices_from(gram)] += RIDGE
    inverse = np.linalg.inv(gram)
    weights = inverse / -np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return weights


def recommend(likes, weights, user):
    liked = likes.matrix[likes.row_of(user)]
    scores = np.asarray(liked @ weights).ravel()
    scores[liked.indices] = -np.inf
    best = np.argpartition(scores, -10)[-10:]
    return likes.films[best[np.argsort(-scores[best])]]


if __name__ == "__main__":
    run(read_likes, fit, recommend)
