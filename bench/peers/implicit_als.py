"""implicit's alternating least squares with its defaults, weighted as in its own example for MovieLens."""

from dataclasses import dataclass

from fit import run
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import bm25_weight
from ratings import read_likes
from scipy.sparse import csr_matrix


@dataclass
class Model:
    als: AlternatingLeastSquares
    # users x films
    weights: csr_matrix


def fit(likes):
    weights = (bm25_weight(likes.matrix.T, B=0.9) * 5).T.tocsr()
    als = AlternatingLeastSquares(random_state=1)
    als.fit(weights, show_progress=False)
    return Model(als, weights)


def recommend(likes, model, user, count=10, anew=False):
    """anew: by factors computed now from what the user likes, not by those of the training."""
    row = likes.row_of(user)
    films, _ = model.als.recommend(row, model.weights[row], N=count, recalculate_user=anew)
    return likes.films[films]


if __name__ == "__main__":
    run(read_likes, fit, recommend)
