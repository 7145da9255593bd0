// The contract perflab/1 for a contestant that is compiled with module.cpp.

const CONTRACT = "perflab/1";

/** Bytes of what a request names; addresses are relative to the worker's own. */
async function bytesOf(address) {
  const response = await fetch(new URL(address, self.location.href));
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.arrayBuffer();
}

async function numbersOf(address, Numbers) {
  return new Numbers(address === undefined ? 0 : await bytesOf(address));
}

/** Reads the file anew each time it is asked for: that is part of reading it into a table. */
async function csvReader(address) {
  if (address === undefined) return null;
  const blob = new Blob([await bytesOf(address)]);
  return () => new Uint8Array(new FileReaderSync().readAsArrayBuffer(blob));
}

/**
 * What the module exports.
 *
 * @param create      makes the module's instance
 * @param info        {contestant, version, ops, threads_max}
 * @param runTrials   answers op "hpo"
 */
export function entrance({ create, info, runTrials }) {
  let engine;

  async function measure(request) {
    const { x, y, csv } = request.data ?? {};
    const parts = await Promise.all([numbersOf(x, Float32Array), numbersOf(y, Int32Array), csvReader(csv)]);
    const measurement = engine.createMeasurement(JSON.stringify(request), ...parts);
    try {
      while (measurement.advance(performance.now() / 1000));
      const reply = JSON.parse(measurement.reply());
      const start = performance.timeOrigin + measurement.started() * 1000;
      return { ...reply, t_start_ms: start, t_end_ms: start + reply.seconds * 1000 };
    } finally {
      measurement.delete();
    }
  }

  async function answer(request) {
    if (request.contract !== CONTRACT) throw new Error(`this answers contract ${CONTRACT}`);
    if (request.op === "ping") return { op: "ping", ok: true };
    if (!info.ops.includes(request.op)) throw new Error("unsupported op");
    engine ??= await create();
    return request.op === "hpo" ? runTrials(request) : measure(request);
  }

  return {
    info: { ...info, simd: "simd128" },
    async run(request) {
      const head = { contract: CONTRACT, contestant: info.contestant, version: info.version, op: request.op };
      try {
        return { ...(await answer(request)), ...head };
      } catch (error) {
        return { ...head, ok: false, error: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}
