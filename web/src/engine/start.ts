import workerUrl from "./worker.js?worker&url";

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
function bootScript(): string {
  const url = JSON.stringify(new URL(workerUrl, import.meta.url).href);
  return `const early=[];onmessage=e=>early.push(e);
import(${url}).then(()=>early.forEach(e=>onmessage(e)),e=>postMessage({id:-1,kind:"error",error:{code:"engine_not_loaded",message:"The engine could not be loaded: "+e}}));`;
}

let bootAddress: string | undefined;

/** The policy lets workers start from blobs, which only this script makes, and from nothing else. */
function trustedBootAddress(): string {
  if (bootAddress === undefined) {
    const url = URL.createObjectURL(new Blob([bootScript()], { type: "text/javascript" }));
    const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
    const policy = trustedTypes?.createPolicy("vitrine", {
      createScriptURL(candidate) {
        if (!candidate.startsWith("blob:")) throw new TypeError(`Not a worker of this page: ${candidate}`);
        return candidate;
      },
    });
    // The DOM's types know Worker(string) only; a TrustedScriptURL is accepted in its place.
    bootAddress = (policy?.createScriptURL(url) ?? url) as string;
  }
  return bootAddress;
}

/** Starts an engine worker. Problems arrive as messages and error events, not here. */
export function startWorker(): Worker {
  return new Worker(trustedBootAddress(), { name: "vitrine-engine" });
}
