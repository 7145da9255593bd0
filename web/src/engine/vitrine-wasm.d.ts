/** The glue that Emscripten writes beside each of the engine's WebAssembly files. */
declare module "vitrine-wasm-run" {
  const createEngine: import("./wasm-module.js").EngineFactory<import("./wasm-module.js").RunModule>;
  export default createEngine;
}
declare module "vitrine-wasm" {
  const createEngine: import("./wasm-module.js").EngineFactory<import("./wasm-module.js").WholeModule>;
  export default createEngine;
}
