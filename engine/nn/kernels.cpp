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

/// Columns of a register tile.
constexpr int tile_columns = 4;

/// The right-hand factor: of one tile of columns element (k, column) is data[k * step + column *
/// column_step], and the next tile begins tile_step further on. It is read one scalar at a time, so it may
/// lie in memory either way round.
template <typename Scalar>
struct Right {
  const Scalar* data;
  std::ptrdiff_t step;
  std::ptrdiff_t column_step;
  std::ptrdiff_t tile_step = tile_columns * column_step;
};

/// Where the sums start: scale * data[row + column * column_step], or zero without data.
template <typename Scalar>
struct Start {
  const Scalar* data;
  std::ptrdiff_t column_step;
  Scalar scale;
};

/// One register tile: result (kVectors vectors x kColumns) = start + sum over k of left[:, k] right[k, :].
/// Eight accumulators, two left vectors and one broadcast at a time fit the 16 registers of SSE and of V8.
template <typename Scalar, int kVectors, int kColumns>
inline void tile(const Scalar* left, std::ptrdiff_t left_step, Right<Scalar> right, int depth,
                 Start<Scalar> start, Scalar* result, std::ptrdiff_t result_step) {
  constexpr int width = lanes<Scalar>;
  Vec<Scalar> sums[kVectors][kColumns];
  VITRINE_UNROLL for (int v = 0; v < kVectors; ++v) {
    VITRINE_UNROLL for (int c = 0; c < kColumns; ++c) {
      sums[v][c] = start.scale * load(start.data + v * width + c * start.column_step);
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

/// All columns of one panel of kVectors vectors of rows. Not inlined on purpose: V8 compiles a function well
/// only after it has been entered a few times, so the hot loop must not be part of one long call. Aligned so
/// that the loop's speed does not depend on what else is linked: at other places it may be a tenth slower.
template <typename Scalar, int kVectors>
__attribute__((noinline, aligned(64))) void panel(const Scalar* left, std::ptrdiff_t left_step,
                                                  Right<Scalar> right, int depth, int columns,
                                                  Start<Scalar> start, Scalar* result,
                                                  std::ptrdiff_t result_step) {
  int column = 0;
  const auto advance = [&](int count) {
    column += count;
    right.data += count == tile_columns ? right.tile_step : count * right.column_step;
    start.data += count * start.column_step;
    result += count * result_step;
  };
  while (columns - column >= tile_columns) {  // NOLINT(bugprone-infinite-loop): advance() moves the column
    tile<Scalar, kVectors, tile_columns>(left, left_step, right, depth, start, result, result_step);
    advance(tile_columns);
  }
  if (columns - column >= 2) {
    tile<Scalar, kVectors, 2>(left, left_step, right, depth, start, result, result_step);
    advance(2);
  }
  if (columns - column == 1)
    tile<Scalar, kVectors, 1>(left, left_step, right, depth, start, result, result_step);
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
  for (int r = 0; r < count; ++r) {
    if (row + r >= left.rows) {
      for (int k = 0; k < depth; ++k) packed[k * count + r] = 0;
      continue;
    }
    const Scalar* source = left.data + (row + r) * left.stride;
    for (int k = 0; k < depth; ++k) packed[k * count + r] = source[k];
  }
}

/// Copies a right-hand factor whose columns are next to one another, tile by tile: each tile is then a
/// stream, where its rows were a whole example apart.
template <typename Scalar>
Right<Scalar> pack_tiles(const Right<Scalar>& right, int depth, int columns, Scalar* packed) {
  Scalar* place = packed;
  for (int column = 0; column < columns; column += tile_columns) {
    const Scalar* row = right.data + column;
    if (columns - column >= tile_columns) {
      for (int k = 0; k < depth; ++k, row += right.step, place += tile_columns)
        std::copy_n(row, tile_columns, place);
    } else {
      for (int k = 0; k < depth; ++k, row += right.step, place += tile_columns)
        std::copy_n(row, columns - column, place);
    }
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

namespace {

/// Scalars of a batch's inputs in whole tiles.
std::size_t tiles_size(const DenseShape& shape, int examples) {
  return std::size_t(shape.inputs + tile_columns - 1) / tile_columns * tile_columns * std::size_t(examples);
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
                   {inputs, 1, shape.input_stride}, shape.inputs, examples, {bias, 0, Scalar{1}}, z,
                   shape.stride, scratch);
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
  // Without a penalty nothing of the weights is read.
  const Start<Scalar> start =
      l2 == 0 ? Start<Scalar>{nullptr, 0, 0} : Start<Scalar>{weights, shape.stride, l2};
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
                   shape.units, examples, {nullptr, 0, Scalar{0}}, dx, shape.input_stride, scratch);
}

#define VITRINE_INSTANTIATE(Scalar)                                                                         \
  template void pad_columns<Scalar>(const Scalar*, int, int, Scalar*);                                      \
  template std::size_t scratch_size<Scalar>(const DenseShape&, int);                                        \
  template void dense_forward<Scalar>(const DenseShape&, int, const Scalar*, const Scalar*, const Scalar*,  \
                                      Scalar*, Scalar*);                                                    \
  template void dense_parameter_gradient<Scalar>(const DenseShape&, int, Scalar, const Scalar*,             \
                                                 const Scalar*, const Scalar*, Scalar*, Scalar*, Scalar*);  \
  template void dense_input_gradient<Scalar>(const DenseShape&, int, const Scalar*, const Scalar*, Scalar*, \
                                             Scalar*);
VITRINE_INSTANTIATE(float)
VITRINE_INSTANTIATE(double)
#undef VITRINE_INSTANTIATE
#undef VITRINE_UNROLL

}  // namespace vitrine::kernels
