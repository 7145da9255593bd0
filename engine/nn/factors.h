#pragma once

#include <cstddef>
#include <utility>

#include "nn/kernels.h"

/// What the products of kernels.cpp and sparse_product.cpp are made of: vectors, factors, and panels of
/// packed rows.
namespace vitrine::kernels {

// Loops over a tile have a constant length and live in registers only when they are unrolled; others are
// larger for it and no faster.
#define VITRINE_UNROLL _Pragma("GCC unroll 8")

/// A vector of scalars that may start anywhere a scalar may.
template <typename Scalar>
struct Simd {
  using Vector __attribute__((vector_size(vector_bytes), aligned(alignof(Scalar)), may_alias)) = Scalar;
};
template <typename Scalar>
using Vec = typename Simd<Scalar>::Vector;

template <typename Scalar>
Vec<Scalar> load(const Scalar* p) {
  return *reinterpret_cast<const Vec<Scalar>*>(p);
}

template <typename Scalar>
void store(Scalar* p, Vec<Scalar> v) {
  *reinterpret_cast<Vec<Scalar>*>(p) = v;
}

// g++ also compiles hot loops with AVX's three-operand instructions, a quarter faster than SSE's, and the
// program takes them where the processor has them. The operations are the same, and so are the bits.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__gnu_linux__) && \
    !defined(__AVX__)
#define VITRINE_ALSO_AVX , target_clones("avx", "default")
#else
#define VITRINE_ALSO_AVX
#endif

/// Scalars in 32 KiB, which the first cache of most processors holds.
template <typename Scalar>
inline constexpr int cached = 32768 / static_cast<int>(sizeof(Scalar));

/// The left-hand factor: rows x depth, column-major with the given stride, or its transpose.
template <typename Scalar>
struct Left {
  const Scalar* data;
  std::ptrdiff_t stride;
  bool transposed = false;  ///< Then element (row, k) is data[k + row * stride].
  int rows;                 ///< Rows that exist; a transposed factor is padded with zeros above.
  bool has_zeros = false;   ///< Whether to look for many of them: gradients have them, weights have not.
};

/// The right-hand factor: of one tile of columns element (k, column) is data[k * step + column *
/// column_step]. It is read one scalar at a time, so it may lie in memory either way round.
template <typename Scalar>
struct Right {
  const Scalar* data;
  std::ptrdiff_t step;
  std::ptrdiff_t column_step;
  std::ptrdiff_t tile_step = 0;  ///< From one tile to the next; 0 where it follows from column_step.
};

/// Where the sums start: data[row + column * column_step], or zero without data.
template <typename Scalar>
struct Start {
  const Scalar* data;
  std::ptrdiff_t column_step;
};

/// Vectors of rows in the widest panel.
inline constexpr int widest_panel = 8;

/// What sums without a start begin with.
alignas(vector_bytes) inline constexpr double zeros[widest_panel * lanes<double>] = {};

/// Where the sums of the rows from `row` on start.
template <typename Scalar>
Start<Scalar> start_at(Start<Scalar> start, int row) {
  if (start.data == nullptr) return {reinterpret_cast<const Scalar*>(zeros), 0};
  return {start.data + row, start.column_step};
}

/// The first halves of two vectors, an element of each in turn; with `half` 1 the second halves.
template <int half, typename Scalar, std::size_t... i>
Vec<Scalar> interleave(Vec<Scalar> a, Vec<Scalar> b, std::index_sequence<i...>) {
  constexpr int width = sizeof...(i);
  return __builtin_shufflevector(a, b, (half * width / 2 + int(i) / 2 + int(i) % 2 * width)...);
}

/// Copies a square block, whose rows are whole vectors, to columns.
template <typename Scalar>
void store_transposed(const Scalar* rows, std::ptrdiff_t row_step, Scalar* columns,
                      std::ptrdiff_t column_step) {
  constexpr int width = lanes<Scalar>;
  constexpr auto indices = std::make_index_sequence<width>();
  Vec<Scalar> block[width];
  VITRINE_UNROLL for (int i = 0; i < width; ++i) block[i] = load(rows + i * row_step);
  // Each round puts elements side by side that lay half a block apart.
  VITRINE_UNROLL for (int distance = 1; distance < width; distance *= 2) {
    Vec<Scalar> mixed[width];
    VITRINE_UNROLL for (int i = 0; i < width / 2; ++i) {
      mixed[2 * i] = interleave<0, Scalar>(block[i], block[i + width / 2], indices);
      mixed[2 * i + 1] = interleave<1, Scalar>(block[i], block[i + width / 2], indices);
    }
    VITRINE_UNROLL for (int i = 0; i < width; ++i) block[i] = mixed[i];
  }
  VITRINE_UNROLL for (int i = 0; i < width; ++i) store(columns + i * column_step, block[i]);
}

/// Copies one vector of rows that are row_step apart: packed[k * count + r] = source[r * row_step + k], and 0
/// for rows that do not exist. Not inlined, nor is pack(): several products share them, and what they copy
/// takes far longer than a call.
template <typename Scalar>
[[gnu::noinline]] void pack_transposed(const Scalar* source, std::ptrdiff_t row_step, int rows, int depth,
                                       Scalar* packed, int count) {
  constexpr int width = lanes<Scalar>;
  int k = 0;
  for (; rows >= width && depth - k >= width; k += width, source += width, packed += width * count) {
    store_transposed(source, row_step, packed, count);
  }
  for (; k < depth; ++k, ++source, packed += count) {
    for (int r = 0; r < width; ++r) packed[r] = r < rows ? source[r * row_step] : 0;
  }
}

/// Copies kVectors vectors of rows from `row` on into a contiguous panel of `count` rows, so that the tile
/// streams through memory.
template <typename Scalar, int kVectors>
[[gnu::noinline]] void pack(const Left<Scalar>& left, int row, int depth, Scalar* packed, int count) {
  constexpr int width = lanes<Scalar>;
  if (left.transposed) {
    for (int v = 0; v < kVectors; ++v, row += width) {
      pack_transposed(left.data + row * left.stride, left.stride, left.rows - row, depth, packed + v * width,
                      count);
    }
    return;
  }
  const Scalar* column = left.data + row;
  for (int k = 0; k < depth; ++k, column += left.stride, packed += count) {
    VITRINE_UNROLL for (int v = 0; v < kVectors; ++v) store(packed + v * width, load(column + v * width));
  }
}

}  // namespace vitrine::kernels
