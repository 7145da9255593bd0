/** The glue that Emscripten writes beside the engine's WebAssembly file. */
declare module "vitrine-wasm" {
  const createEngine: import("./wasm-module.js").EngineFactory;
  export default createEngine;
}
