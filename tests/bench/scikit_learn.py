"""scikit-learn's MLPClassifier as a contestant of the contract perflab/1: a request a line on standard input, a reply a
line on standard output. ReLU, softmax cross-entropy and Adam, as in the others; one thread for each training."""

import json
import math
import os
import sys
import time
import warnings
from multiprocessing import Pool

# Before NumPy, whose libraries read them once. OpenBLAS takes a processor that it does not know for one without AVX2.
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"
with open("/proc/cpuinfo", encoding="utf-8") as file:
    if " avx2 " in file.read():
        os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")

import numpy
import sklearn
from sklearn.model_selection import PredefinedSplit, cross_val_score
from sklearn.neural_network import MLPClassifier

# Of trainings that are short on purpose.
warnings.filterwarnings("ignore", category=sklearn.exceptions.ConvergenceWarning)


def read_rows(request):
    data = request["data"]
    x = numpy.fromfile(data["x"], dtype="<f4").reshape(request["rows"], request["net"]["inputs"])
    return x, numpy.fromfile(data["y"], dtype="<i4")


def classifier(request, epochs, hidden, learning_rate, batch, l2):
    """Trains for so many epochs, whatever the loss does."""
    adam = request["optimizer"]
    return MLPClassifier(
        hidden_layer_sizes=hidden,
        batch_size=batch,
        learning_rate_init=learning_rate,
        beta_1=adam["beta1"],
        beta_2=adam["beta2"],
        epsilon=adam["eps"],
        alpha=l2,
        max_iter=epochs,
        n_iter_no_change=numpy.inf,
        random_state=request["seed"],
    )


def train(request):
    x, y = read_rows(request)
    batches = math.ceil(request["rows"] / request["batch"])
    # So many that what surrounds the steps of a call does not count.
    epochs = max(1, min(200, request.get("max_steps") or 200) // batches)
    model = classifier(
        request, epochs, request["net"]["hidden"], request["optimizer"]["lr"], request["batch"], 0
    ).set_params(warm_start=True)

    def run_for(seconds):
        calls, start = 0, time.perf_counter()
        while calls == 0 or time.perf_counter() - start < seconds:
            model.fit(x, y)
            calls += 1
        return calls * epochs * batches, time.perf_counter() - start

    run_for(request["warmup_seconds"])
    epochs_before = model.n_iter_
    steps, seconds = run_for(request["min_seconds"])
    if (model.n_iter_ - epochs_before) * batches != steps:
        raise RuntimeError("scikit-learn ended a training early")
    return {"steps": steps, "steps_per_s": steps / seconds, "seconds": seconds, "loss_last": model.loss_}


def score(work):
    request, config, x, y, fold_of_row = work
    model = classifier(
        request, request["epochs"], config["hidden"], config["lr"], config["batch"], config["l2"]
    )
    return cross_val_score(model, x, y, cv=PredefinedSplit(fold_of_row)).mean()


def search(request):
    x, y = read_rows(request)
    with open(request["data"]["hpo"], encoding="utf-8") as file:
        hpo = json.load(file)
    fold_of_row = numpy.full(request["rows"], -1)
    for fold, rows in enumerate(hpo["test_folds"]):
        fold_of_row[rows] = fold
    works = [(request, config, x, y, fold_of_row) for config in hpo["configs"]]
    with Pool(request["workers"]) as pool:
        start = time.perf_counter()
        scores = pool.map(score, works, chunksize=1)
        seconds = time.perf_counter() - start
    best = int(numpy.argmax(scores))
    return {
        "trials": len(scores),
        "trials_per_s": len(scores) / seconds,
        "seconds": seconds,
        "best": {"score": scores[best], "config": best},
    }


ops = {"train": train, "hpo": search, "ping": lambda request: {}}


def answer(request):
    try:
        if request["op"] not in ops:
            raise ValueError("unsupported op")
        reply = {"ok": True, **ops[request["op"]](request)}
    except Exception as error:
        reply = {"ok": False, "error": str(error)}
    return {"contract": "perflab/1", "contestant": "scikit-learn", "version": sklearn.__version__, **reply}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
