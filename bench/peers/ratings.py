"""Ratings for the peers, from a ratings.csv as MovieLens has it or from a database of Centroide in SQLite."""

import sqlite3
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

# implicit's own example for MovieLens takes ratings from here on as likes.
LIKED = 4.0


@dataclass
class Likes:
    """users x films, 1 where a user liked a film; ids of rows and columns, ascending."""

    matrix: csr_matrix
    users: np.ndarray
    films: np.ndarray
    ratings: int

    def row_of(self, user):
        """The row of a user; KeyError for somebody who liked nothing."""
        row = np.searchsorted(self.users, user)
        if row == len(self.users) or self.users[row] != user:
            raise KeyError(user)
        return row


def read_ratings(path):
    """userId, movieId, rating."""
    if path.endswith(".csv"):
        return pd.read_csv(path, usecols=["userId", "movieId", "rating"])
    columns = "usuario_id AS userId, filme_id AS movieId, avaliacao AS rating"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return pd.read_sql(f"SELECT {columns} FROM avaliacoes", database)


def read_likes(path):
    ratings = read_ratings(path)
    liked = ratings[ratings.rating >= LIKED]
    row, users = pd.factorize(liked.userId, sort=True)
    column, films = pd.factorize(liked.movieId, sort=True)
    matrix = csr_matrix((np.ones(len(liked), np.float32), (row, column)), (len(users), len(films)))
    return Likes(matrix, users.to_numpy(), films.to_numpy(), len(ratings))
