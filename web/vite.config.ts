import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const repository = fileURLToPath(new URL("..", import.meta.url));
const engineModules = {
  "vitrine-wasm-run": `${repository}build/wasm/bin/vitrine_wasm_run.mjs`,
  "vitrine-wasm": `${repository}build/wasm/bin/vitrine_wasm.mjs`,
};

/**
 * The policy of every built page; static hosts send no headers, so it travels as a meta element.
 *
 * 'wasm-unsafe-eval' allows compiling WebAssembly and nothing else. Workers start from a blob and inherit all
 * of this. WebKit does not match 'self' in a sandboxed frame: a deployment that wants to be embedded there names
 * its own origin in VITRINE_ORIGIN.
 */
function contentSecurityPolicy(origin: string): string {
  const self = origin === "" ? "'self'" : `'self' ${origin}`;
  return [
    "default-src 'none'",
    `script-src ${self} 'wasm-unsafe-eval'`,
    "worker-src 'self' blob:",
    `connect-src ${self}`,
    `style-src ${self}`,
    `img-src ${self} data: blob:`,
    `font-src ${self}`,
    `manifest-src ${self}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types vitrine",
  ].join("; ");
}

/** Puts the policy first in the head, where it binds everything after it. The dev server injects inline scripts and is exempt. */
function policyPlugin(): Plugin {
  return {
    name: "vitrine-content-security-policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html) {
        const charset = '<meta charset="utf-8">';
        if (!html.includes(charset)) throw new Error(`index.html must contain ${charset}`);
        const policy = contentSecurityPolicy(process.env.VITRINE_ORIGIN ?? "");
        return html.replace(charset, `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`);
      },
    },
  };
}

/** Says what to do when the engine has not been built, instead of a failed import deep in a worker. */
function engineBuiltPlugin(): Plugin {
  return {
    name: "vitrine-engine-built",
    apply: (_config, { mode }) => mode !== "test",
    buildStart() {
      for (const glue of Object.values(engineModules)) {
        if (!existsSync(glue)) this.error(`${glue} is missing: build the engine first (preset wasm).`);
      }
    },
  };
}

export default defineConfig({
  // Relative addresses only: the built page works from any folder of any static host.
  base: "./",
  plugins: [policyPlugin(), engineBuiltPlugin()],
  resolve: { alias: engineModules },
  server: { fs: { allow: [repository] } },
  build: {
    outDir: `${repository}build/site`,
    emptyOutDir: true,
    target: "es2022",
    // data: addresses would break the policy for workers and wasm.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What the first screen needs is one file: cut along what the parts fetched later share with it, it would
    // be several, and larger.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "page", tags: ["$initial"] }] } } },
  },
  worker: { format: "es" },
  test: {
    dir: `${repository}tests/web`,
    include: ["**/*.test.ts"],
    environment: "node",
  },
});
