// How long a visitor waits: on a first visit, nothing kept from before, and on later ones; and how long for the worker of
// a page that does nothing else. Milliseconds from navigation.
//
// usage: node bench-start.mjs [--rounds N] [--json]

import { join } from "node:path";
import { parseArgs } from "node:util";
import { openChromium } from "./bench-contestants.mjs";
import { median } from "./median.mjs";
import { serveFolder } from "./static-server.mjs";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "9" }, json: { type: "boolean" } } });
const rounds = Number(values.rounds);
if (!(Number.isInteger(rounds) && rounds >= 1)) throw new Error("--rounds is a whole number from 1");

/**
 * In the page: presses Train as soon as there is a run, and notes when what came on the screen, and when the first worker
 * answered a question that only the engine can.
 */
function watch() {
  const seen = {};
  globalThis.seen = seen;
  const question = { id: -2, name: "sha256", input: { bytes: new Uint8Array(1) } };
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (data.id === question.id && data.kind === "result") seen.engine ??= performance.now();
      });
      this.postMessage(question);
    }
  };
  const look = () => {
    const bar = document.querySelector('[aria-label="Training run"]');
    const train = bar?.querySelector("button");
    if (seen.ready === undefined && train?.disabled === false) {
      seen.ready = performance.now();
      train.click();
    }
    if (seen.epoch === undefined && bar?.querySelector("progress").value > 0) seen.epoch = performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

async function visit(page, url, last) {
  await page.goto("about:blank");
  // What an ended page and a new window leave to do is not this page's.
  await page.waitForTimeout(1000);
  await page.goto(url);
  await page.waitForFunction((what) => globalThis.seen[what] !== undefined, last);
  return page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    ...globalThis.seen,
  }));
}

const { browser, url, close } = await openChromium(join(import.meta.dirname, "..", "..", "build/site"));
const empty = await serveFolder({ folder: join(import.meta.dirname, "..", "..", "tests/bench"), port: 0 });
const visits = { cold: [], warm: [], empty: [] };
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watch);
  const browserItself = await page.context().newCDPSession(page);
  // The first round is not counted: the browser starts, too, and keeps the compiled code from the second visit on.
  for (let round = -1; round < rounds; ++round) {
    await browserItself.send("Storage.clearDataForOrigin", { origin: new URL(url).origin, storageTypes: "all" });
    await browserItself.send("Network.clearBrowserCache");
    const times = {
      cold: await visit(page, url, "epoch"),
      again: await visit(page, url, "epoch"),
      warm: await visit(page, url, "epoch"),
      empty: await visit(page, `${empty.url}empty.html`, "engine"),
    };
    if (round < 0) continue;
    for (const kind of Object.keys(visits)) visits[kind].push(times[kind]);
  }
} finally {
  await close();
  empty.server.close();
}

const summary = Object.fromEntries(
  Object.entries(visits).map(([name, list]) => [
    name,
    Object.fromEntries(
      ["paint", "engine", "ready", "epoch"].map((what) => [what, median(list.map((times) => times[what]))]),
    ),
  ]),
);
if (values.json) console.log(JSON.stringify({ rounds, ...summary }, null, 2));
else {
  console.log(`Chromium ${browser.version()}; medians of ${rounds} visits, ms from navigation.\n`);
  console.log(
    `${"".padEnd(8)}${["first paint", "engine answers", "ready to train", "first epoch of iris"].map((s) => s.padStart(22)).join("")}`,
  );
  for (const [name, times] of Object.entries(summary))
    console.log(
      name.padEnd(8) +
        Object.values(times)
          .map((time) => (time?.toFixed(0) ?? "").padStart(22))
          .join(""),
    );
}
