// Measures a contestant in a dedicated module worker, where the page trains too.

const modules = new Map();

async function load(name) {
  if (!modules.has(name)) modules.set(name, (await import(`./bench_${name}.mjs`)).default());
  return modules.get(name);
}

/**
 * Runs for a time, in calls of a few milliseconds. Short calls matter: V8 swaps optimised code in when a wasm
 * function is entered, so a loop that is entered once stays in the baseline tier.
 */
function runFor(module, training, ms, stepsPerCall) {
  const start = performance.now();
  let steps = 0;
  let loss = 0;
  let elapsed = 0;
  do {
    loss = module._bench_advance(training, stepsPerCall);
    steps += stepsPerCall;
    elapsed = performance.now() - start;
  } while (elapsed < ms);
  return { stepsPerSecond: (steps / elapsed) * 1000, loss };
}

self.onmessage = async ({ data: { contestant, workload, seed, warmupMs, ms } }) => {
  try {
    const module = await load(contestant);
    const { inputs, hidden, outputs, batch, rows } = workload;
    const training = module._bench_create(inputs, ...hidden, outputs, batch, rows, seed);
    const warm = runFor(module, training, warmupMs, 1);
    const measured = runFor(module, training, ms, 1 + Math.floor(warm.stepsPerSecond * 0.004));
    module._bench_destroy(training);
    postMessage(measured);
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
