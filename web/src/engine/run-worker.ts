/// <reference path="./vitrine-wasm.d.ts" />
import createEngine from "vitrine-wasm-run";
import { runWorkerHandlers } from "./handlers/kinds.js";
import { serve } from "./worker.js";

/** The page's main worker. */
serve(createEngine().then(runWorkerHandlers));
