// A worker of the pool: one configuration at a time.

let trials;

async function answer({ module, request, trial }) {
  if (request === undefined) return { score: trials.score(trial) };
  const { default: create } = await import(module);
  const bytes = async (name) => (await fetch(request.data[name])).arrayBuffer();
  const [engine, x, y, hpo] = await Promise.all([create(), bytes("x"), bytes("y"), bytes("hpo")]);
  trials = engine.createTrials(
    JSON.stringify(request),
    new TextDecoder().decode(hpo),
    new Float32Array(x),
    new Int32Array(y),
  );
  return { count: trials.count() };
}

self.onmessage = ({ data }) => {
  answer(data).then(postMessage, (error) => postMessage({ error: String(error?.message ?? error) }));
};
