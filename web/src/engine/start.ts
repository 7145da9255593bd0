import type { WorkerKind } from "./protocol.js";
import runWorkerUrl from "./run-worker.js?worker&url";
import wholeWorkerUrl from "./whole-worker.js?worker&url";

const moduleUrls: Record<WorkerKind, string> = { run: runWorkerUrl, whole: wholeWorkerUrl };

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

/**
 * A classic script that imports the module worker and passes on what arrived in the meantime.
 *
 * Started from a blob for two reasons: a blob worker inherits the page's Content-Security-Policy, while a worker
 * started from an address on a static host has none; and of all ways to start a worker only this one works in
 * sandboxed frames of Chromium, Firefox and WebKit.
 */
function bootScript(kind: WorkerKind): string {
  const url = JSON.stringify(new URL(moduleUrls[kind], import.meta.url).href);
  return `const early=[];onmessage=e=>early.push(e);
import(${url}).then(()=>early.forEach(e=>onmessage(e)),e=>postMessage({id:-1,kind:"error",error:{code:"engine_not_loaded",message:"The engine could not be loaded: "+e}}));`;
}

/** A page may make a policy of one name only once. */
let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;

/** The policy lets workers start from blobs, which only this script makes, and from nothing else. */
function trusted(blobUrl: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy("vitrine", {
    createScriptURL(candidate) {
      if (!candidate.startsWith("blob:")) throw new TypeError(`Not a worker of this page: ${candidate}`);
      return candidate;
    },
  });
  // The DOM's types know Worker(string) only; a TrustedScriptURL is accepted in its place.
  return (policy?.createScriptURL(blobUrl) ?? blobUrl) as string;
}

const bootAddresses = new Map<WorkerKind, string>();

/** Starts an engine worker. Problems arrive as messages and error events, not here. */
export function startWorker(kind: WorkerKind): Worker {
  let address = bootAddresses.get(kind);
  if (address === undefined) {
    address = trusted(URL.createObjectURL(new Blob([bootScript(kind)], { type: "text/javascript" })));
    bootAddresses.set(kind, address);
  }
  return new Worker(address, { name: `vitrine-${kind}` });
}
