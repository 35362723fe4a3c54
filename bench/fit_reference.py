#!/usr/bin/env python3
"""One fit of the NumPy reference, the same parts as the engine trains: time and peak memory, as JSON.

    python3 fit_reference.py <folder of taste_groups.py> <ratings.csv>
"""
import json, resource, sys, time, warnings

sys.path.insert(0, sys.argv[1])
import numpy as np
from taste_groups import Data, TasteGroups

warnings.filterwarnings("ignore")
start = time.perf_counter()
D = Data(sys.argv[2])
every = np.ones(len(D.u), bool)
X, sequences = D.x(every, "linear"), D.sequences(every)
read = time.perf_counter()
m = TasteGroups().fit(X)
m.fit_n(sequences, D.shape[1])
print(json.dumps({
    "users": int(D.shape[0]), "films": int(D.shape[1]), "ratings": len(D.u),
    "readSeconds": read - start, "fitSeconds": time.perf_counter() - read,
    "cpuSeconds": sum(resource.getrusage(resource.RUSAGE_SELF)[:2]),
    "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "stages": [], "centroids": int(m.k),
}))
