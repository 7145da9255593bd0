// A contestant's own workers, for the trials of a search.

/** @returns what answers op "hpo", given a module of trials.cpp: each trial by whichever worker is free */
export const poolOf = (module) => async (request) => {
  const { workers: count = 1 } = request;
  if (!(Number.isInteger(count) && count >= 1 && count <= 1024))
    throw new Error(`workers is ${count}; it must be from 1 to 1024.`);
  for (const name of ["x", "y", "hpo"])
    if (typeof request.data?.[name] !== "string") throw new Error(`data.${name} must be an address in quotes.`);
  const address = new URL("trials.mjs", import.meta.url);
  const workers = Array.from({ length: count }, () => new Worker(address, { type: "module" }));
  const ask = (worker, message) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => ("error" in data ? reject(new Error(data.error)) : resolve(data));
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(message);
    });
  try {
    const data = Object.fromEntries(
      Object.entries(request.data).map(([name, address]) => [name, new URL(address, self.location.href).href]),
    );
    const [{ count: trials }] = await Promise.all(
      workers.map((worker) => ask(worker, { module, request: { ...request, data } })),
    );
    const scores = [];
    let next = 0;
    const start = performance.now();
    await Promise.all(
      workers.map(async (worker) => {
        while (next < trials) {
          const trial = next++;
          scores[trial] = (await ask(worker, { trial })).score;
        }
      }),
    );
    const end = performance.now();
    const seconds = (end - start) / 1000;
    const score = Math.max(...scores);
    return {
      ok: true,
      threads: 1,
      simd: "simd128",
      dtype: "float32",
      seconds,
      t_start_ms: performance.timeOrigin + start,
      t_end_ms: performance.timeOrigin + end,
      trials,
      workers: count,
      trials_per_s: trials / seconds,
      best: { score, config: scores.indexOf(score) },
    };
  } finally {
    for (const worker of workers) worker.terminate();
  }
};
