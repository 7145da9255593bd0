#pragma once

#include <cstddef>

#include "nn/factors.h"

/// Products of float32 matrices that leave out what is multiplied by zero.
///
/// ReLU makes about half of a layer's activations zero, and their gradients with them; pixels and one-hot
/// columns are mostly zero too. Leaving them out changes no bit: adding 0 or -0 does nothing to any number
/// but -0, and a sum that does not start at -0 never is. (With fused multiply-add, whose products are not
/// rounded first, it may be, and zeros may differ in sign.) But what is not finite has to meet a number that
/// is not zero to show: of an infinity or NaN times zero nothing comes.
namespace vitrine::kernels {

/// Rows are multiplied so many at a time; fewer are left to the dense product.
inline constexpr int sparse_rows = widest_panel * lanes<float>;

/// Whether leaving out the zeros of a right-hand factor, depth x columns, pays. Looks at the start of a few
/// lines of it.
///
/// @param rows  of the product.
bool is_sparse(const Right<float>& right, int rows, int depth, int columns);

/// Scalars of scratch that a product needs whose sparse factor is lines x columns or columns x lines; 0 where
/// it has too few rows.
///
/// @param rows  of the product as it is made: of one that is made transposed, its columns.
std::size_t sparse_scratch_size(int rows, int lines, int columns);

/// result (rows x columns) = start + left * right, for as many rows as whole panels hold.
///
/// @param right  not empty; one of its steps is 1.
/// @param start  none of it is -0.
/// @returns how many rows are done.
int multiply_sparse(const Left<float>& left, int rows, const Right<float>& right, int depth, int columns,
                    Start<float> start, float* result, std::ptrdiff_t result_step, float* scratch);

/// The same product where the left-hand factor is the sparse one, made transposed: result' = right' left'. If
/// leaving out its zeros does not pay, nothing is done.
///
/// @param left   not transposed; its rows fill whole vectors, and so do those of the start and the result.
/// @param right  not empty; its rows are in one piece.
/// @param start  none of it is -0.
/// @returns how many columns are done.
int multiply_sparse_left(const Left<float>& left, int rows, const Right<float>& right, int depth, int columns,
                         Start<float> start, float* result, std::ptrdiff_t result_step, float* scratch);

}  // namespace vitrine::kernels
