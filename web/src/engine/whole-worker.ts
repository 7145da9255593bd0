/// <reference path="./vitrine-wasm.d.ts" />
import createEngine from "vitrine-wasm";
import { wholeWorkerHandlers } from "./handlers/kinds.js";
import { serve } from "./worker.js";

/** A worker of the pool, or for a single question. */
serve(createEngine().then(wholeWorkerHandlers));
