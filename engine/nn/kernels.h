#pragma once

#include <cstddef>
#include <span>

/// The three matrix products of a dense layer.
///
/// Every output is one chain of multiply-then-add over the summed index, ascending, whatever the tile, the
/// compiler or the processor: that order is what makes results repeat bit for bit. The code is GCC and Clang
/// vector extensions (16 bytes), which g++, clang++ and em++ turn into SSE and wasm SIMD alike. Compiled for
/// AVX2 vectors are 32 bytes, and with fused multiply-add each product is not rounded before it is added: the
/// order is the same, the bits are others. Where many of a product's factors are zero they are left out,
/// which makes no difference to sums of finite numbers: see sparse_product.h. No sum starts at -0: that is 0.
///
/// Weights are column-major with `stride` rows: the layer's units padded with zeros to whole vectors. Buffers
/// that hold one column per example have the stride of their layer; plain inputs may have any stride.
namespace vitrine::kernels {

#ifdef __AVX2__
inline constexpr int vector_bytes = 32;
#else
inline constexpr int vector_bytes = 16;
#endif

/// Scalars in a vector: every stride is a multiple of it.
template <typename Scalar>
inline constexpr int lanes = vector_bytes / static_cast<int>(sizeof(Scalar));

template <typename Scalar>
constexpr int padded(int rows) {
  return (rows + lanes<Scalar> - 1) / lanes<Scalar> * lanes<Scalar>;
}

/// Copies columns of `rows` entries, one after another, to columns padded with zeros.
template <typename Scalar>
void pad_columns(const Scalar* columns, int rows, int count, Scalar* padded_columns);

/// Copies the columns `order` of a matrix of `rows` rows next to one another.
template <typename Scalar>
void gather_columns(const Scalar* columns, int rows, std::span<const int> order, Scalar* gathered);

/// A layer's shape, and the stride of what feeds it.
struct DenseShape {
  int inputs;
  int units;
  int stride;        ///< Of weights, bias, z and their gradients.
  int input_stride;  ///< Of the inputs, one column per example.
};

/// How many scalars of scratch the products below need for a batch.
template <typename Scalar>
std::size_t scratch_size(const DenseShape& shape, int examples);

/// z = W x + b, for each example. z[u] = b[u] + W[u, 0] x[0] + W[u, 1] x[1] + ...
template <typename Scalar>
void dense_forward(const DenseShape& shape, int examples, const Scalar* weights, const Scalar* bias,
                   const Scalar* inputs, Scalar* z, Scalar* scratch);

/// gradient of W = l2 * W + sum over examples of dz x^T; gradient of b = sum over examples of dz.
///
/// @param dz  d(loss)/d(z), stride x examples; its padding is zero.
template <typename Scalar>
void dense_parameter_gradient(const DenseShape& shape, int examples, Scalar l2, const Scalar* weights,
                              const Scalar* inputs, const Scalar* dz, Scalar* weights_gradient,
                              Scalar* bias_gradient, Scalar* scratch);

/// dx = W^T dz, padding included (it becomes zero). Needs an input stride that is the padded number of
/// inputs.
template <typename Scalar>
void dense_input_gradient(const DenseShape& shape, int examples, const Scalar* weights, const Scalar* dz,
                          Scalar* dx, Scalar* scratch);

}  // namespace vitrine::kernels
