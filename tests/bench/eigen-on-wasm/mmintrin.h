// Empty on purpose; for the naive contestant's wasm build only, found before the compiler's own.
//
// Eigen 3.4 has no wasm backend, but takes its SSE path with -msse4.1, which Emscripten lowers to wasm SIMD.
// It then includes <mmintrin.h>, and clang's MMX header does not compile for wasm. Eigen needs nothing from
// it.
