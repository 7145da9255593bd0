#pragma once

#include <cstddef>

#include "nn/factors.h"

/// Products of float32 matrices that leave out what is multiplied by zero.
///
/// ReLU makes about half of a layer's activations zero, and their gradients with them; pixels and one-hot
/// columns are mostly zero too. Leaving them out changes no bit: adding 0 or -0 does nothing to any number
/// but -0, and sums that do not start at -0 never are. Only of an infinity times zero, which would be NaN,
/// nothing comes.
namespace vitrine::kernels {

/// Rows are multiplied so many at a time; fewer are left to the dense product.
inline constexpr int sparse_rows = widest_panel * lanes<float>;

/// Whether leaving out the zeros of a right-hand factor, depth x columns, pays. Looks at a few lines of it.
///
/// @param rows  of the product.
bool is_sparse(const Right<float>& right, int rows, int depth, int columns);

/// Scalars of scratch that multiply_sparse() needs.
std::size_t sparse_scratch_size(int depth, int columns);

/// result (rows x columns) = start + left * right, for as many rows as whole panels hold.
///
/// @param right  one of its steps is 1.
/// @param start  none of it is -0.
/// @returns how many rows are done.
int multiply_sparse(const Left<float>& left, int rows, const Right<float>& right, int depth, int columns,
                    Start<float> start, float* result, std::ptrdiff_t result_step, float* scratch);

}  // namespace vitrine::kernels
