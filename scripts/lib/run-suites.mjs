// Builds what the suites need, runs them one after the other, and sums up.
//
// usage: node run-suites.mjs [--list | SUITE...]

import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join, relative } from "node:path";
import { judge } from "./counts.mjs";
import { results, root, suites } from "./suites.mjs";

const timeLimitMs = 45 * 60_000;
const linesShown = 120;

let running = null;
const total = { passed: 0, failed: 0 };
const lastLine = () => `${total.passed} passed, ${total.failed} failed`;

// Whoever interrupts the run interrupts what it runs, and reads that it did not pass.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    try {
      process.kill(-running.pid, signal);
    } catch {
      // Nothing is running, or it has just ended.
    }
    total.failed += 1;
    // Written at once: console.log to a pipe may come after the end.
    writeSync(1, `\nInterrupted by ${signal}\n\n${lastLine()}\n`);
    process.exit(1);
  });
}

/** Runs a command; its output goes into a file. @returns its exit code, or null when it was killed or not started. */
function run(command, { cwd = root, environment = {}, log }) {
  return new Promise((done) => {
    const output = createWriteStream(log);
    const [program, ...rest] = command;
    // A group of its own, so that a runner past its time ends together with the browsers it started.
    const child = spawn(program, rest, {
      cwd,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    running = child;
    const timer = setTimeout(() => {
      output.write(`\nStopped after ${timeLimitMs / 60_000} minutes.\n`);
      process.kill(-child.pid, "SIGKILL");
    }, timeLimitMs);
    const end = (code) => {
      clearTimeout(timer);
      output.end(() => done(code));
    };
    child.stdout.pipe(output, { end: false });
    child.stderr.pipe(output, { end: false });
    child.on("error", (error) => {
      output.write(`${error.message}\n`);
      end(null);
    });
    child.on("close", end);
  });
}

const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

function showEnd(log) {
  const lines = readFileSync(log, "utf8").trimEnd().split("\n");
  if (lines.length > linesShown) console.log(`    ... the whole output is in ${relative(root, log)}`);
  for (const line of lines.slice(-linesShown)) console.log(`    ${line}`);
}

/** @returns whether it was built */
async function build(part) {
  const from = performance.now();
  const log = join(results, `build-${part}.log`);
  process.stdout.write(`Building ${part} ... `);
  const exitCode = await run([join(root, "scripts", "build"), part], { log });
  console.log(`${exitCode === 0 ? "done" : "FAILED"}, ${seconds(from)}`);
  if (exitCode !== 0) showEnd(log);
  return exitCode === 0;
}

async function runSuite(suite) {
  const log = join(results, `${suite.name}.log`);
  if (suite.empty) return { log: null, ...judge({ passed: 0, failed: 0, skipped: 0 }, 0) };
  if (suite.report) rmSync(suite.report, { force: true });
  const exitCode = await run(suite.command, { cwd: suite.cwd, environment: suite.environment, log });
  if (suite.count === null) {
    const failed = exitCode === 0 ? 0 : 1;
    return { log, passed: 1 - failed, failed, skipped: 0, why: "" };
  }
  let counts = null;
  try {
    counts = suite.count(readFileSync(suite.report ?? log, "utf8"));
  } catch {
    // No report, or half of one: judged as not counted.
  }
  return { log, ...judge(counts, exitCode) };
}

function line(suite, { passed, failed, skipped, why }, time) {
  const parts = [`${passed} passed`, `${failed} failed`];
  if (skipped) parts.push(`${skipped} skipped`);
  return `${failed ? "FAIL" : "ok  "} ${suite.title.padEnd(36)} ${parts.join(", ")}${time ? `, ${time}` : ""}${why ? ` (${why})` : ""}`;
}

const chosen = process.argv.slice(2);
if (chosen[0] === "--list") {
  for (const suite of suites) console.log(`${suite.name.padEnd(15)} ${suite.title}`);
  process.exit(0);
}
const unknown = chosen.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length) {
  console.error(`test: unknown suite "${unknown[0]}"; there are ${suites.map((suite) => suite.name).join(", ")}`);
  console.log("0 passed, 1 failed");
  process.exit(2);
}

mkdirSync(results, { recursive: true });
const built = new Map();
const summary = [];
const wanted = suites.filter(({ name }) => chosen.length === 0 || chosen.includes(name));
console.log(
  `Running ${wanted.length} of ${suites.length} suites; what they print is kept in ${relative(root, results)}.`,
);
for (const suite of wanted) {
  for (const part of suite.needs) if (!built.has(part)) built.set(part, await build(part));
  const from = performance.now();
  const unbuilt = suite.needs.filter((part) => !built.get(part));
  const outcome = unbuilt.length
    ? { log: null, passed: 0, failed: 1, skipped: 0, why: `not built: ${unbuilt.join(", ")}` }
    : await runSuite(suite);
  const text = line(suite, outcome, unbuilt.length ? "" : seconds(from));
  console.log(text);
  if (outcome.failed && outcome.log) showEnd(outcome.log);
  summary.push(text);
  total.passed += outcome.passed;
  total.failed += outcome.failed;
}
console.log(`\n${summary.join("\n")}\n`);
console.log(lastLine());
// exitCode rather than exit(): what is written to a pipe must arrive.
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
