#include "nn/kernels.h"

#include <algorithm>

namespace vitrine::kernels {

namespace {

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

/// Columns of a register tile. Of the 16 registers of SSE and AVX two vectors of six columns use 12 for sums;
/// V8 keeps one register to itself, and needs one for each product.
#ifdef __wasm__
constexpr int tile_columns = 4;
#else
constexpr int tile_columns = 6;
#endif

/// Columns of the next tile when so many are left. 4 + 4 are faster than 6 + 2: small tiles wait for sums.
constexpr int next_tile(int columns) {
  if (columns >= tile_columns && columns != tile_columns + 2) return tile_columns;
  return columns >= 4 ? 4 : std::min(columns, 2);
}

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

/// One register tile: result (kVectors vectors x kColumns) = start + sum over k of left[:, k] right[k, :].
template <typename Scalar, int kVectors, int kColumns>
inline void tile(const Scalar* left, std::ptrdiff_t left_step, Right<Scalar> right, int depth,
                 Start<Scalar> start, Scalar* result, std::ptrdiff_t result_step) {
  constexpr int width = lanes<Scalar>;
  Vec<Scalar> sums[kVectors][kColumns];
  VITRINE_UNROLL for (int v = 0; v < kVectors; ++v) {
    VITRINE_UNROLL for (int c = 0; c < kColumns; ++c) {
      sums[v][c] = load(start.data + v * width + c * start.column_step);
    }
  }
  for (int k = 0; k < depth; ++k) {
    Vec<Scalar> rows[kVectors];
    VITRINE_UNROLL for (int v = 0; v < kVectors; ++v) rows[v] = load(left + v * width);
    VITRINE_UNROLL for (int c = 0; c < kColumns; ++c) {
      const Scalar factor = right.data[c * right.column_step];
      VITRINE_UNROLL for (int v = 0; v < kVectors; ++v) sums[v][c] += rows[v] * factor;
    }
    left += left_step;
    right.data += right.step;
  }
  VITRINE_UNROLL for (int v = 0; v < kVectors; ++v) {
    VITRINE_UNROLL for (int c = 0; c < kColumns; ++c) store(result + v * width + c * result_step, sums[v][c]);
  }
}

// g++ also compiles the hot loop with AVX's three-operand instructions, a quarter faster than SSE's, and the
// program takes it where the processor has them. The operations are the same, and so are the bits.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__gnu_linux__) && \
    !defined(__AVX__)
#define VITRINE_ALSO_AVX , target_clones("avx", "default")
#else
#define VITRINE_ALSO_AVX
#endif

/// All columns of one panel of kVectors vectors of rows. Not inlined on purpose: V8 compiles a function well
/// only after it has been entered a few times, so the hot loop must not be part of one long call. Aligned so
/// that the loop's speed does not depend on what else is linked: at other places it may be a tenth slower.
template <typename Scalar, int kVectors>
__attribute__((noinline, aligned(64) VITRINE_ALSO_AVX)) void panel(
    const Scalar* left, std::ptrdiff_t left_step, Right<Scalar> right, int depth, int columns,
    Start<Scalar> start, Scalar* result, std::ptrdiff_t result_step) {
  const auto next = [&](int count) {
    right.data += right.tile_step != 0 ? right.tile_step : count * right.column_step;
    start.data += count * start.column_step;
    result += count * result_step;
  };
  for (; next_tile(columns) == tile_columns; columns -= tile_columns, next(tile_columns))
    tile<Scalar, kVectors, tile_columns>(left, left_step, right, depth, start, result, result_step);
  if constexpr (tile_columns > 4) {
    for (; columns >= 4; columns -= 4, next(4))
      tile<Scalar, kVectors, 4>(left, left_step, right, depth, start, result, result_step);
  }
  for (; columns >= 2; columns -= 2, next(2))
    tile<Scalar, kVectors, 2>(left, left_step, right, depth, start, result, result_step);
  if (columns == 1) tile<Scalar, kVectors, 1>(left, left_step, right, depth, start, result, result_step);
}

/// The left-hand factor: rows x depth, column-major with the given stride, or its transpose.
template <typename Scalar>
struct Left {
  const Scalar* data;
  std::ptrdiff_t stride;
  bool transposed = false;  ///< Then element (row, k) is data[k + row * stride].
  int rows;                 ///< Rows that exist; a transposed factor is padded with zeros above.
};

/// Copies kVectors vectors of rows from `row` on into a contiguous panel, so that the tile streams through
/// memory.
template <typename Scalar, int kVectors>
void pack(const Left<Scalar>& left, int row, int depth, Scalar* packed) {
  constexpr int width = lanes<Scalar>, count = kVectors * width;
  if (!left.transposed) {
    const Scalar* column = left.data + row;
    for (int k = 0; k < depth; ++k, column += left.stride, packed += count) {
      VITRINE_UNROLL for (int v = 0; v < kVectors; ++v) store(packed + v * width, load(column + v * width));
    }
    return;
  }
  for (int v = 0; v < kVectors; ++v, row += width, packed += width) {
    const int rows = std::max(left.rows - row, 0);
    const Scalar* source = left.data + row * left.stride;
    Scalar* place = packed;
    if (rows >= width) {
      for (int k = 0; k < depth; ++k, ++source, place += count) {
        Vec<Scalar> column;
        VITRINE_UNROLL for (int r = 0; r < width; ++r) column[r] = source[r * left.stride];
        store(place, column);
      }
    } else {
      for (int k = 0; k < depth; ++k, ++source, place += count) {
        for (int r = 0; r < width; ++r) place[r] = r < rows ? source[r * left.stride] : 0;
      }
    }
  }
}

/// Copies a right-hand factor whose columns are next to one another, tile by tile: each tile is then a
/// stream, where its rows were a whole example apart.
template <typename Scalar>
Right<Scalar> pack_tiles(const Right<Scalar>& right, int depth, int columns, Scalar* packed) {
  Scalar* place = packed;
  for (int column = 0; column < columns; column += next_tile(columns - column)) {
    const Scalar* row = right.data + column;
    const auto copy = [&](int count) {
      for (int k = 0; k < depth; ++k, row += right.step, place += tile_columns)
        std::copy_n(row, count, place);
    };
    const int count = next_tile(columns - column);
    if (count == tile_columns)
      copy(tile_columns);
    else
      copy(count);
  }
  return {packed, tile_columns, 1, std::ptrdiff_t{tile_columns} * depth};
}

/// What sums without a start begin with; as long as the widest panel.
alignas(vector_bytes) constexpr double zeros[2 * lanes<double>] = {};

/// kVectors vectors of rows of the product below, from `row` on.
template <typename Scalar, int kVectors>
void multiply_rows(const Left<Scalar>& left, int row, Right<Scalar> right, int depth, int columns,
                   Start<Scalar> start, Scalar* result, std::ptrdiff_t result_step, Scalar* scratch) {
  constexpr int count = kVectors * lanes<Scalar>;
  // Packing costs one pass over the panel. It pays when the panel is used for several tiles and its columns
  // are far apart: with a stride of a power of two they would share a few cache sets.
  const bool packs = left.transposed || (columns > 8 && left.stride > 4 * count);
  if (packs) pack<Scalar, kVectors>(left, row, depth, scratch);
  if (start.data == nullptr)
    start.data = reinterpret_cast<const Scalar*>(zeros);
  else
    start.data += row;
  panel<Scalar, kVectors>(packs ? scratch : left.data + row, packs ? count : left.stride, right, depth,
                          columns, start, result + row, result_step);
}

/// result (rows x columns) = start + left * right, in panels of two vectors of rows, then one.
template <typename Scalar>
void multiply(const Left<Scalar>& left, int rows, Right<Scalar> right, int depth, int columns,
              Start<Scalar> start, Scalar* result, std::ptrdiff_t result_step, Scalar* scratch) {
  constexpr int width = lanes<Scalar>;
  int row = 0;
  for (; rows - row >= 2 * width; row += 2 * width)
    multiply_rows<Scalar, 2>(left, row, right, depth, columns, start, result, result_step, scratch);
  if (row < rows)
    multiply_rows<Scalar, 1>(left, row, right, depth, columns, start, result, result_step, scratch);
}

}  // namespace

template <typename Scalar>
void pad_columns(const Scalar* columns, int rows, int count, Scalar* padded_columns) {
  const int stride = padded<Scalar>(rows);
  for (int column = 0; column < count; ++column, columns += rows, padded_columns += stride) {
    std::copy_n(columns, rows, padded_columns);
    std::fill(padded_columns + rows, padded_columns + stride, Scalar{0});
  }
}

template <typename Scalar>
void gather_columns(const Scalar* columns, int rows, std::span<const int> order, Scalar* gathered) {
  for (const int chosen : order) {
    const Scalar* column = columns + std::ptrdiff_t{chosen} * rows;
    int row = 0;
    // By hand: a call of memcpy for each row of a table costs more than its copy.
    for (; rows - row >= lanes<Scalar>; row += lanes<Scalar>) store(gathered + row, load(column + row));
    for (; row < rows; ++row) gathered[row] = column[row];
    gathered += rows;
  }
}

namespace {

/// Scalars of a batch's inputs in tiles; at most two are not full.
std::size_t tiles_size(const DenseShape& shape, int examples) {
  return std::size_t(shape.inputs / tile_columns + 2) * tile_columns * std::size_t(examples);
}

}  // namespace

template <typename Scalar>
std::size_t scratch_size(const DenseShape& shape, int examples) {
  return std::size_t{2} * lanes<Scalar> * std::max({shape.inputs, shape.units, examples}) +
         tiles_size(shape, examples);
}

template <typename Scalar>
void dense_forward(const DenseShape& shape, int examples, const Scalar* weights, const Scalar* bias,
                   const Scalar* inputs, Scalar* z, Scalar* scratch) {
  multiply<Scalar>({weights, shape.stride, false, shape.stride}, shape.stride,
                   {inputs, 1, shape.input_stride}, shape.inputs, examples, {bias, 0}, z, shape.stride,
                   scratch);
}

template <typename Scalar>
void dense_parameter_gradient(const DenseShape& shape, int examples, Scalar l2, const Scalar* weights,
                              const Scalar* inputs, const Scalar* dz, Scalar* weights_gradient,
                              Scalar* bias_gradient, Scalar* scratch) {
  Right<Scalar> right = {inputs, shape.input_stride, 1};
  // Rows that lie a multiple of a KiB apart share a few cache sets. Then a pass over the inputs pays, if
  // several panels read them.
  if (shape.input_stride % 256 == 0 && shape.stride > 4 * lanes<Scalar>) {
    right = pack_tiles(right, examples, shape.inputs, scratch);
    scratch += tiles_size(shape, examples);
  }
  Start<Scalar> start = {nullptr, 0};
  if (l2 != 0) {
    const std::ptrdiff_t count = std::ptrdiff_t{shape.stride} * shape.inputs;
    for (std::ptrdiff_t i = 0; i < count; ++i) weights_gradient[i] = l2 * weights[i];
    start = {weights_gradient, shape.stride};
  }
  multiply<Scalar>({dz, shape.stride, false, shape.stride}, shape.stride, right, examples, shape.inputs,
                   start, weights_gradient, shape.stride, scratch);
  std::fill_n(bias_gradient, shape.stride, Scalar{0});
  for (int example = 0; example < examples; ++example) {
    const Scalar* column = dz + std::ptrdiff_t{example} * shape.stride;
    for (int unit = 0; unit < shape.stride; ++unit) bias_gradient[unit] += column[unit];
  }
}

template <typename Scalar>
void dense_input_gradient(const DenseShape& shape, int examples, const Scalar* weights, const Scalar* dz,
                          Scalar* dx, Scalar* scratch) {
  multiply<Scalar>({weights, shape.stride, true, shape.inputs}, shape.input_stride, {dz, 1, shape.stride},
                   shape.units, examples, {nullptr, 0}, dx, shape.input_stride, scratch);
}

#define VITRINE_INSTANTIATE(Scalar)                                                                         \
  template void pad_columns<Scalar>(const Scalar*, int, int, Scalar*);                                      \
  template void gather_columns<Scalar>(const Scalar*, int, std::span<const int>, Scalar*);                  \
  template std::size_t scratch_size<Scalar>(const DenseShape&, int);                                        \
  template void dense_forward<Scalar>(const DenseShape&, int, const Scalar*, const Scalar*, const Scalar*,  \
                                      Scalar*, Scalar*);                                                    \
  template void dense_parameter_gradient<Scalar>(const DenseShape&, int, Scalar, const Scalar*,             \
                                                 const Scalar*, const Scalar*, Scalar*, Scalar*, Scalar*);  \
  template void dense_input_gradient<Scalar>(const DenseShape&, int, const Scalar*, const Scalar*, Scalar*, \
                                             Scalar*);
VITRINE_INSTANTIATE(float)
VITRINE_INSTANTIATE(double)
template void gather_columns<int>(const int*, int, std::span<const int>, int*);
#undef VITRINE_INSTANTIATE
#undef VITRINE_UNROLL

}  // namespace vitrine::kernels
