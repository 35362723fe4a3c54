#!/usr/bin/env python3
"""One score of all films by the NumPy reference, for users with 150 ratings all at once: CPU of one user's share, as JSON.

    python3 score_reference.py <folder of taste_groups.py> <ratings.csv>
"""
import json, sys, time, warnings

sys.path.insert(0, sys.argv[1])
import numpy as np
from taste_groups import Data, TasteGroups

RATINGS, ROUNDS = 150, 3
warnings.filterwarnings("ignore")
D = Data(sys.argv[2])
every = np.ones(len(D.u), bool)
m = TasteGroups().fit(D.x(every, "linear"))
sequences = D.sequences(every)
m.fit_n(sequences, D.shape[1])
latest = [films[-RATINGS:] if len(films) >= RATINGS else films[:0] for films in sequences]
users = [u for u, films in enumerate(latest) if len(films)]
X = np.zeros((len(users), D.shape[1]), np.float32)
full = D.x(every, "linear", 10)
for row, u in enumerate(users):
    X[row, latest[u]] = full[u, latest[u]]
rounds = []
for _ in range(ROUNDS):
    before = time.process_time()
    m.score(X, [latest[u] for u in users])
    rounds.append((time.process_time() - before) * 1000 / len(users))
print(json.dumps({"users": len(users), "milliseconds": min(rounds)}))
