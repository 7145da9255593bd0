// usage: node serve-site.mjs FOLDER [--port N] [--base /sub/path/] [--host ADDRESS]

import { parseArgs } from "node:util";
import { serveFolder } from "./static-server.mjs";

const firstPort = 4173;
const portsToTry = 50;

function stop(message) {
  console.error(`serve: ${message}`);
  process.exit(2);
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { port: { type: "string" }, base: { type: "string" }, host: { type: "string" } },
    });
    if (positionals.length !== 1) throw new Error(`unknown argument "${positionals[1] ?? ""}"`);
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535)) {
      throw new Error(`--port is "${values.port}"; a whole number from 0 to 65535 is allowed`);
    }
    return { folder: positionals[0], port, base: values.base, host: values.host };
  } catch (error) {
    return stop(error.message);
  }
}

const { folder, port, base, host } = readArguments();
const candidates = port === undefined ? Array.from({ length: portsToTry }, (_, i) => firstPort + i) : [port];
for (const candidate of candidates) {
  try {
    const { url } = await serveFolder({ folder, port: candidate, base, host });
    console.log(`Vitrine is at ${url}`);
    break;
  } catch (error) {
    if (error.code !== "EADDRINUSE") stop(error.message);
    if (candidate === candidates.at(-1)) stop(`no free port: ${candidates[0]} to ${candidate} are in use`);
  }
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
