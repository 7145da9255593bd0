"""scikit-learn's MLPClassifier as a contestant of the contract perflab/1: a request a line on standard input, a reply a
line on standard output. ReLU, cross-entropy and Adam; one thread for each training."""

import json
import math
import os
import sys
import time
import warnings
from multiprocessing import Pool
from pathlib import Path

# Before NumPy, whose libraries read them once. OpenBLAS takes a processor that it does not know for one without AVX2.
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"
processor = Path("/proc/cpuinfo")
if processor.exists() and " avx2 " in processor.read_text(encoding="utf-8"):
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
    batch = min(batch, request["rows"])
    return MLPClassifier(
        hidden_layer_sizes=hidden,
        batch_size=batch,
        learning_rate_init=learning_rate,
        beta_1=adam["beta1"],
        beta_2=adam["beta2"],
        epsilon=adam["eps"],
        alpha=l2 * batch,  # which it divides by the rows of a batch
        max_iter=epochs,
        n_iter_no_change=numpy.inf,
        random_state=numpy.random.RandomState(request["seed"]),
    )


def train(request):
    x, y = read_rows(request)
    size, batch = request["net"], request["batch"]
    model = classifier(request, 1, size["hidden"], request["optimizer"]["lr"], batch, 0)
    classes = numpy.arange(size["outputs"])

    def run_for(seconds, most_steps):
        """Whole epochs, each a call; Adam goes on from one to the next."""
        steps, start = 0, time.perf_counter()
        while steps == 0 or (time.perf_counter() - start < seconds and steps < most_steps):
            model.partial_fit(x, y, classes)
            steps += math.ceil(request["rows"] / batch)
        return steps, time.perf_counter() - start

    if request["warmup_seconds"] > 0:
        run_for(request["warmup_seconds"], math.inf)
    steps, seconds = run_for(request["min_seconds"], request.get("max_steps") or math.inf)
    reply = {"steps": steps, "steps_per_s": steps / seconds, "seconds": seconds, "loss_last": model.loss_}
    if size["outputs"] == 2:
        reply.update(equivalent=False, notes="two classes: one logistic output")
    return reply


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
        "workers": request["workers"],
        "trials_per_s": len(scores) / seconds,
        "seconds": seconds,
        "best": {"score": scores[best], "config": best},
    }


ops = {"train": train, "hpo": search, "ping": lambda request: {}}


def answer(request):
    head = {"contract": "perflab/1", "contestant": "scikit-learn", "version": sklearn.__version__}
    head["op"] = request.get("op")
    try:
        if request.get("contract") != head["contract"]:
            raise ValueError("this answers contract perflab/1")
        if head["op"] not in ops:
            raise ValueError("unsupported op")
        return {**head, "ok": True, "threads": 1, "dtype": "float32", **ops[head["op"]](request)}
    except Exception as error:
        return {**head, "ok": False, "error": repr(error) if isinstance(error, KeyError) else str(error)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
