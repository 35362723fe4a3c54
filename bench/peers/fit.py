"""One fit and one list of ten, told as JSON: seconds, CPU and peak memory. What the scripts of peers share."""

import json
import sys
import time


def run(read, fit, recommend):
    """The script's arguments are the ratings and the user whose list is made.

    read(path) -> data with .users, .films and .ratings; fit(data) -> model; recommend(data, model, user) -> ids of ten films.
    """
    path, user = sys.argv[1], int(sys.argv[2])
    began = time.perf_counter()
    data = read(path)
    have_read, cpu = time.perf_counter(), time.process_time()
    model = fit(data)
    fitted, fit_cpu = time.perf_counter(), time.process_time() - cpu
    films = recommend(data, model, user)
    if len(films) != 10:
        sys.exit(f"{len(films)} films in place of ten")
    told = {
        "users": len(data.users),
        "films": len(data.films),
        "ratings": data.ratings,
        "readSeconds": have_read - began,
        "fitSeconds": fitted - have_read,
        "fitCpuSeconds": fit_cpu,
        "peakMegabytes": peak_megabytes(),
    }
    print(json.dumps(told))


def peak_megabytes():
    # getrusage would count what the process that started this one had.
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
