#include "nn/kernels.h"

#include <algorithm>
#include <type_traits>

#include "nn/factors.h"
#include "nn/sparse_product.h"

namespace vitrine::kernels {

namespace {

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

/// kVectors vectors of rows of the product below, from `row` on.
template <typename Scalar, int kVectors>
void multiply_rows(const Left<Scalar>& left, int row, Right<Scalar> right, int depth, int columns,
                   Start<Scalar> start, Scalar* result, std::ptrdiff_t result_step, Scalar* scratch) {
  constexpr int count = kVectors * lanes<Scalar>;
  // Packing costs one pass over the panel. It pays when the panel is used for several tiles and its columns
  // lie far apart, over half of the first cache or more: with a stride of a power of two they would share a
  // few sets.
  const bool packs =
      left.transposed || (columns > 8 && left.stride > 4 * count && left.stride * depth > cached<Scalar> / 2);
  if (packs) pack<Scalar, kVectors>(left, row, depth, scratch, count);
  panel<Scalar, kVectors>(packs ? scratch : left.data + row, packs ? count : left.stride, right, depth,
                          columns, start_at(start, row), result + row, result_step);
}

/// Scalars of a right-hand factor in tiles; at most two are not full.
std::size_t tiles_size(int depth, int columns) {
  return std::size_t(columns / tile_columns + 2) * tile_columns * std::size_t(depth);
}

/// result (rows x columns) = start + left * right: what is sparse first, then in panels of two vectors of
/// rows, then one.
template <typename Scalar>
void multiply(const Left<Scalar>& left, int rows, Right<Scalar> right, int depth, int columns,
              Start<Scalar> start, Scalar* result, std::ptrdiff_t result_step, Scalar* scratch) {
  constexpr int width = lanes<Scalar>;
  int row = 0;
  if constexpr (std::is_same_v<Scalar, float>) {
    if (rows >= sparse_rows && is_sparse(right, rows, depth, columns)) {
      row = multiply_sparse(left, rows, right, depth, columns, start, result, result_step, scratch);
    } else if (left.has_zeros) {
      const int done =
          multiply_sparse_left(left, rows, right, depth, columns, start, result, result_step, scratch);
      if (done == columns) return;
      right.data += done * right.column_step;
      if (start.data != nullptr) start.data += done * start.column_step;
      result += done * result_step;
      columns -= done;
    }
  }
  // Rows that lie a multiple of a KiB apart share a few cache sets. Then a pass over the factors pays, if
  // several panels read them.
  if (right.column_step == 1 && right.step % 256 == 0 && rows - row > 4 * width) {
    right = pack_tiles(right, depth, columns, scratch);
    scratch += tiles_size(depth, columns);
  }
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

template <typename Scalar>
std::size_t scratch_size(const DenseShape& shape, int examples) {
  std::size_t size = std::size_t{2} * lanes<Scalar> * std::max({shape.inputs, shape.units, examples}) +
                     tiles_size(examples, shape.inputs);
  if constexpr (std::is_same_v<Scalar, float>) {
    // Inputs are the sparse factor where rows are units, gradients where they are inputs.
    size = std::max({size, sparse_scratch_size(shape.stride, shape.inputs, examples),
                     sparse_scratch_size(padded<Scalar>(shape.inputs), shape.stride, examples)});
  }
  return shape.stride + size;
}

template <typename Scalar>
void dense_forward(const DenseShape& shape, int examples, const Scalar* weights, const Scalar* bias,
                   const Scalar* inputs, Scalar* z, Scalar* scratch) {
  Scalar* const start = scratch;
  // Adding 0 makes 0 of -0: see sparse_product.h.
  for (int unit = 0; unit < shape.stride; unit += lanes<Scalar>) store(start + unit, load(bias + unit) + 0);
  multiply<Scalar>({weights, shape.stride, false, shape.stride}, shape.stride,
                   {inputs, 1, shape.input_stride}, shape.inputs, examples, {start, 0}, z, shape.stride,
                   scratch + shape.stride);
}

template <typename Scalar>
void dense_parameter_gradient(const DenseShape& shape, int examples, Scalar l2, const Scalar* weights,
                              const Scalar* inputs, const Scalar* dz, Scalar* weights_gradient,
                              Scalar* bias_gradient, Scalar* scratch) {
  Start<Scalar> start = {nullptr, 0};
  if (l2 != 0) {
    const std::ptrdiff_t count = std::ptrdiff_t{shape.stride} * shape.inputs;
#pragma GCC unroll 4
    for (std::ptrdiff_t i = 0; i < count; i += lanes<Scalar>) {
      store(weights_gradient + i, load(weights + i) * l2 + 0);
    }
    start = {weights_gradient, shape.stride};
  }
  multiply<Scalar>({dz, shape.stride, false, shape.stride, true}, shape.stride,
                   {inputs, shape.input_stride, 1}, examples, shape.inputs, start, weights_gradient,
                   shape.stride, scratch);
  for (int unit = 0; unit < shape.stride; unit += lanes<Scalar>) {
    const Scalar* column = dz + unit;
    Vec<Scalar> sum = {};
    for (int example = 0; example < examples; ++example, column += shape.stride) sum += load(column);
    store(bias_gradient + unit, sum);
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

}  // namespace vitrine::kernels
