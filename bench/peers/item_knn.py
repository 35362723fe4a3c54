"""LensKit's item kNN in its pipeline for lists, as its introduction has it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from fit import run
from lenskit import recommend as recommend_by
from lenskit.data import Dataset, from_interactions_df
from lenskit.knn import ItemKNNScorer
from lenskit.pipeline import topn_pipeline


@dataclass
class Data:
    dataset: Dataset
    users: np.ndarray
    films: np.ndarray
    ratings: int


def read(path):
    names = {"userId": "user_id", "movieId": "item_id", "rating": "rating"}
    ratings = pd.read_csv(path, usecols=list(names)).rename(columns=names)
    dataset = from_interactions_df(ratings)
    return Data(dataset, dataset.users.ids(), dataset.items.ids(), len(ratings))


def fit(data):
    pipeline = topn_pipeline(ItemKNNScorer(max_nbrs=20))
    pipeline.train(data.dataset)
    return pipeline


def recommend(data, pipeline, user):
    return recommend_by(pipeline, user, 10).ids()


if __name__ == "__main__":
    run(read, fit, recommend)
