import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { wholeWorkerHandlers } from "../../../web/src/engine/handlers/kinds.js";
import type { WholeModule } from "../../../web/src/engine/wasm-module.js";
import type { DataSource, ProjectDocument } from "../../../web/src/project/document.js";
import { readLink, writeLink } from "../../../web/src/project/link.js";
import { DirectWorker, loadEngine } from "./real-engine.js";

let engine: WholeModule;
beforeAll(async () => {
  engine = await loadEngine();
});

const rows = Array.from({ length: 40 }, (_, row) => `${(row * 7) % 11},5;${row % 3};${row % 2 ? "süß" : "herb"}`);
const text = ["größe;menge;art", ...rows].join("\r\n");

function latin(): Uint8Array<ArrayBuffer> {
  // These letters have the same numbers in Windows-1252 as in Unicode.
  return Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)));
}

function utf16(bigEndian: boolean, mark: boolean): Uint8Array<ArrayBuffer> {
  const letters = (mark ? "﻿" : "") + text;
  const bytes = new DataView(new ArrayBuffer(letters.length * 2));
  for (let at = 0; at < letters.length; at++) bytes.setUint16(at * 2, letters.charCodeAt(at), !bigEndian);
  return new Uint8Array(bytes.buffer);
}

async function trained(source: DataSource, bytes: Uint8Array<ArrayBuffer>) {
  const project: ProjectDocument = { vitrine: 1, data: { source }, training: { epochs: 5 } };
  const worker = new DirectWorker(wholeWorkerHandlers(engine));
  const { inspection, preview } = await worker.open(project, bytes);
  const { info } = await worker.ask("configure", { project });
  const { fingerprint } = await worker.ask("train", undefined);
  return { project, encoding: inspection.encoding, learned: { preview, classes: info.classes, fingerprint } };
}

test.each<[string, string, Uint8Array<ArrayBuffer>]>([
  ["UTF-8", "utf-8", new TextEncoder().encode(text)],
  ["UTF-8 with a mark", "utf-8", new TextEncoder().encode(`﻿${text}`)],
  ["Windows-1252", "cp1252", latin()],
  ["UTF-16 with a mark", "utf-16", utf16(false, true)],
  ["UTF-16 without a mark", "utf-16", utf16(false, false)],
  ["big-endian UTF-16 with a mark", "utf-16", utf16(true, true)],
  ["big-endian UTF-16 without a mark", "utf-16", utf16(true, false)],
])("a table in %s travels in a link and trains there to the same network", async (_what, encoding, bytes) => {
  const own = { name: "werte.csv", bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  const here = await trained({ file: { name: own.name, sha256: own.sha256 } }, bytes);
  expect(here.encoding).toBe(encoding);
  const { fragment, table } = await writeLink(here.project, own, here.encoding);
  expect(table).toBe("inside");
  const source = (await readLink(fragment))?.data?.source;
  if (source === undefined || !("csv" in source)) throw new Error("The link holds no table.");
  const there = await trained(source, new TextEncoder().encode(source.csv));
  expect(there.learned).toEqual(here.learned);
  expect(here.learned.classes).toEqual(["herb", "süß"]);
});
