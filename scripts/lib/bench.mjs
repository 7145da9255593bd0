// Throughput of the engine beside others, by turns in one run.
//
// usage: node bench.mjs [--native | --page] [--rounds N] [--seconds S] [--only WORK,...] [--json]

import { parseArgs } from "node:util";
import { inChromium, natively, pages } from "./bench-contestants.mjs";
import { requestOf, workloads } from "./bench-workloads.mjs";
import { median } from "./median.mjs";

const figures = ["steps_per_s", "rows_per_s", "gflops", "trials_per_s"];
const units = { steps_per_s: "steps/s", rows_per_s: "rows/s", gflops: "GFLOP/s", trials_per_s: "trials/s" };

/** @throws Error where a measured epoch or more, or a search, taught nothing: then it is not training, however fast. */
function figureOf(reply, { op, net, batch, rows }, name) {
  const hasEpoch = op === "train" && reply.steps * batch >= rows;
  if (hasEpoch && !(reply.loss_last < Math.log(net.outputs)))
    throw new Error(`${name}: loss ${reply.loss_last} is no better than guessing`);
  if (op === "hpo" && !(reply.best.score > 0.9))
    throw new Error(`${name}: the best accuracy is ${reply.best.score}; digits are told apart better than that`);
  const figure = figures.find((key) => key in reply);
  return { unit: units[figure], value: reply[figure] };
}

const { values } = parseArgs({
  options: {
    native: { type: "boolean" },
    page: { type: "boolean" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "0.5" },
    only: { type: "string" },
    json: { type: "boolean" },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
if (!(Number.isInteger(rounds) && rounds >= 1 && seconds > 0))
  throw new Error("--rounds is a whole number from 1, --seconds a number above 0");
const names = workloads.map(({ work }) => work);
const only = values.only?.split(",") ?? names;
for (const name of only)
  if (!names.includes(name)) throw new Error(`--only names "${name}"; it is a list of ${names.join(", ")}`);
const chosen = workloads.filter(({ work }) => only.includes(work));

/** Of two figures of the same round: both had the same machine. */
const ratioOf = values.page ? (ours, other) => other / ours : (ours, other) => ours / other;

const { where, contestants, close } = values.native ? natively() : await (values.page ? pages() : inChromium());
const results = [];
try {
  for (const workload of chosen) {
    const request = requestOf(workload, seconds);
    const measured = new Map();
    const notes = new Map();
    let unit;
    for (let round = 0; round < rounds; ++round) {
      // By turns and in turned order, so that a machine that slows down slows all.
      for (const { name, run } of round % 2 ? [...contestants].reverse() : contestants) {
        const reply = await run({ ...request, seed: round + 1 });
        if (reply.error === "unsupported op") continue;
        if (!reply.ok) throw new Error(`${name} on ${workload.work}: ${reply.error}`);
        const figure = figureOf(reply, workload, `${name} on ${workload.work}`);
        unit = figure.unit;
        measured.set(name, [...(measured.get(name) ?? []), figure.value]);
        if (reply.equivalent === false) notes.set(name, reply.notes);
      }
    }
    const [ours] = measured.values();
    results.push({
      work: workload.work,
      unit,
      contestants: [...measured].map(([name, list]) => ({
        name,
        median: median(list),
        ratio: median(ours.map((value, round) => ratioOf(value, list[round]))),
        ...(notes.has(name) && { differs: notes.get(name) }),
      })),
    });
  }
} finally {
  await close();
}

function shown({ median, differs }) {
  const figure = median < 1000 ? median.toPrecision(3) : Math.round(median).toLocaleString("en");
  return differs === undefined ? figure : `*${figure}`;
}

if (values.json) {
  console.log(JSON.stringify({ where, rounds, seconds, results }, null, 2));
} else {
  const columns = contestants.map(({ name }) => name);
  console.log(
    `${where}; medians of ${rounds} rounds of ${seconds} s; in brackets ${values.page ? `the ratio to ${columns[0]}` : `${columns[0]} to the other`}.\n`,
  );
  console.log(`${"".padEnd(20)}${columns.map((name) => name.padStart(26)).join("")}`);
  for (const { work, unit, contestants: list } of results) {
    const cells = columns.map((name, index) => {
      const found = list.find((contestant) => contestant.name === name);
      if (found === undefined) return "-".padStart(26);
      return (index === 0 ? shown(found) : `${shown(found)} (${found.ratio.toFixed(2)})`).padStart(26);
    });
    console.log(`${work.padEnd(20)}${cells.join("")}  ${unit}`);
  }
  for (const { work, contestants: list } of results) {
    for (const { name, differs } of list) if (differs !== undefined) console.log(`\n* ${work}, ${name}: ${differs}`);
  }
}
