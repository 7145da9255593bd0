// Parts of Emscripten's embind that nothing here uses and every page would wait for: conversions of UTF-16 and UTF-32
// strings, counts of live objects for its own tests, and a search for the global object in browsers of old.

// biome-ignore-all lint/complexity/useArrowFunction: Emscripten 3.1.6 silently leaves arrow functions out.

mergeInto(LibraryManager.library, {
  _embind_register_std_wstring__deps: [],
  _embind_register_std_wstring: function () {},
  $init_embind__deps: [],
  $init_embind__postset: "",
  $init_embind: function () {},
  $init_emval__deps: [],
  $init_emval__postset: "",
  $init_emval: function () {},
  $emval_get_global: function () {
    return globalThis;
  },
});
