// Included before everything else in the naive contestant's wasm build (compiler option -include).
//
// clang presents itself as GCC 4.2, for which Eigen 3.4 writes x86 inline assembly for min and max. Without a
// GCC version it uses the intrinsics, which Emscripten translates.
#include <Eigen/src/Core/util/Macros.h>
#undef EIGEN_COMP_GNUC
#define EIGEN_COMP_GNUC 0
