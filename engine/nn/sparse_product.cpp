#include "nn/sparse_product.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

#include "nn/nonzero.h"

namespace vitrine::kernels {

namespace {

/// A product is made part by part: of such a depth that a panel stays in the first cache, and of few enough
/// columns that lists of what is not zero do not push it out of the second.
constexpr int part_depth = cached<float> / sparse_rows, part_columns = 256;

/// A factor that is not zero, as its place in the column.
using Place = std::int16_t;
static_assert(part_depth <= 32768);

/// Or as itself, and where in the panel the row starts that it multiplies: slower to write, and faster to
/// read. It lies where floats are, in a product's scratch.
struct __attribute__((may_alias)) Entry {
  std::int32_t row;
  float factor;
};

/// From this many rows on, entries are read often enough. With entries alone networks of 32 and 64 units
/// train up to a sixth slower; with places alone large ones by a seventh.
constexpr int entry_rows = 3 * sparse_rows;

Entry entry_of(Place place, const float* column, int row_step) { return {place * row_step, column[place]}; }
Entry entry_of(Entry entry, const float*, int) { return entry; }

/// One register tile, of a single column: start + the rows of the panel that the column's factors multiply.
/// Sums of one column share nothing that they load, so the tile is as high as registers allow. Inlined, so
/// that the panel's AVX version has one of its own.
template <typename Nonzero>
[[gnu::always_inline]] inline void sparse_tile(const float* panel, int row_step, const float* column,
                                               const Nonzero* nonzero, const Nonzero* end, const float* start,
                                               float* result) {
  constexpr std::ptrdiff_t width = lanes<float>;
  constexpr int half = widest_panel / 2;
  Vec<float> sums[widest_panel];
  VITRINE_UNROLL for (int v = 0; v < widest_panel; ++v) sums[v] = load(start + v * width);
  for (; nonzero != end; ++nonzero) {
    const Entry entry = entry_of(*nonzero, column, row_step);
    const float* row = panel + entry.row;
    VITRINE_UNROLL for (int v = 0; v < half; ++v) sums[v] += load(row + v * width) * entry.factor;
#ifdef __wasm__
    // Never true: it ends a block of instructions. V8 moves all loads of a block to its top, and 16 registers
    // do not hold eight sums and eight vectors of the panel.
    if (entry.row < 0) break;
#endif
    VITRINE_UNROLL for (int v = half; v < widest_panel; ++v) sums[v] += load(row + v * width) * entry.factor;
  }
  VITRINE_UNROLL for (int v = 0; v < widest_panel; ++v) store(result + v * width, sums[v]);
}

/// Part of a right-hand factor, each column in one piece, and how many of its factors are not zero.
struct Columns {
  const float* factors;
  std::ptrdiff_t step;  ///< From one column to the next.
  int count;
  int nonzero[part_columns];
};

/// All columns of one panel; their lists follow one another. Not inlined, and aligned, for the reasons that
/// panel() has.
template <typename Nonzero>
__attribute__((noinline, aligned(64) VITRINE_ALSO_AVX)) void sparse_panel(const float* panel, int row_step,
                                                                          const Columns& columns,
                                                                          const void* lists,
                                                                          Start<float> start, float* result,
                                                                          std::ptrdiff_t result_step) {
  const float* column = columns.factors;
  const auto* list = static_cast<const Nonzero*>(lists);
  for (int c = 0; c < columns.count; ++c) {
    const Nonzero* const end = list + columns.nonzero[c];
    sparse_tile(panel, row_step, column, list, end, start.data, result);
    column += columns.step;
    list = end;
    start.data += start.column_step;
    result += result_step;
  }
}

/// Room for a column that is copied, an odd number of vectors, so that columns do not share a few cache sets.
constexpr int room_of(int depth) { return (padded<float>(depth) / lanes<float> | 1) * lanes<float>; }

/// The size of near-equal parts of a whole, none above a limit: whole vectors, as results that are transposed
/// need.
[[gnu::noinline]] int part_size(int whole, int limit) {
  const int parts = (whole + limit - 1) / limit;
  return padded<float>((whole + parts - 1) / parts);
}

/// to[k * to_step + row] = from[row * from_step + k], for whole vectors of rows; 0 where there are none.
[[gnu::noinline]] void transpose(const float* from, std::ptrdiff_t from_step, int rows, int depth, float* to,
                                 int to_step) {
  for (int row = 0; row < rows; row += lanes<float>) {
    pack_transposed(from + row * from_step, from_step, rows - row, depth, to + row, to_step);
  }
}

/// Takes the columns as they are where each lies in one piece, or else copies them.
void take_columns(Columns& columns, const Right<float>& right, int depth, float* copies) {
  columns.factors = right.data;
  columns.step = right.column_step;
  if (right.step == 1) return;
  columns.factors = copies;
  columns.step = room_of(depth);
  transpose(right.data, right.step, depth, columns.count, copies, room_of(depth));
}

/// Lists what is not zero of each column, as entries or as places.
void list_nonzero(Columns& columns, int depth, int row_step, bool as_entries, float* lists) {
  auto* entries = reinterpret_cast<Entry*>(lists);
  auto* places = reinterpret_cast<Place*>(lists);
  Place found[part_depth];
  const float* column = columns.factors;
  for (int c = 0; c < columns.count; ++c, column += columns.step) {
    Place* const begin = as_entries ? found : places;
    Place* const end = find_nonzero(column, depth, begin);
    columns.nonzero[c] = static_cast<int>(end - begin);
    if (as_entries)
      for (const Place* place = begin; place != end; ++place) *entries++ = entry_of(*place, column, row_step);
    else
      places = end;
  }
}

/// The share of a factor that is not zero, by the start of a few lines of it.
[[gnu::noinline]] float sampled_density(const Right<float>& right, int depth, int columns) {
  const bool by_column = right.step == 1;
  const int lines = by_column ? columns : depth, samples = std::min(lines, 4);
  const int length = std::min(by_column ? depth : columns, part_depth);
  const std::ptrdiff_t sample_step = (by_column ? right.column_step : right.step) * (lines / samples);
  int found = 0;
  for (int i = 0; i < samples; ++i) {
    const float* const line = right.data + i * sample_step;
    for (int place = 0; place < length; ++place) found += line[place] != 0 ? 1 : 0;
  }
  return static_cast<float>(found) / static_cast<float>(samples * length);
}

/// From which density on looking for zeros does not pay: a fifth of the factors have to be zero, and more of
/// them the fewer rows share what it costs.
float dense_from(int rows) { return 0.8F - 2.0F * lanes<float> / static_cast<float>(rows); }

/// Where a product's sums start and end. Transposed, element (row, column) is result[row * result_step +
/// column], and where they start the same.
struct Sums {
  Start<float> start;
  float* result;
  std::ptrdiff_t result_step;
  bool transposed;
};

/// result = start + left * right, for as many rows as whole panels hold.
/// @returns how many those are.
int multiply_parts(const Left<float>& left, int rows, const Right<float>& right, int depth, int columns,
                   Sums sums, float* scratch) {
  const int end = rows / sparse_rows * sparse_rows;
  const bool as_entries = end >= entry_rows;
  const int part_k = part_size(depth, part_depth), part_c = part_size(columns, part_columns);
  float* const packed = scratch;
  float* const block = packed + std::ptrdiff_t{sparse_rows} * part_k;
  float* const copies = block + std::ptrdiff_t{sparse_rows} * part_c;
  float* const lists = copies + std::ptrdiff_t{part_c} * room_of(part_k);
  const auto multiply_panel = as_entries ? sparse_panel<Entry> : sparse_panel<Place>;
  Columns part;
  for (int k = 0; k < depth; k += part_k) {
    const int count_k = std::min(part_k, depth - k);
    Left<float> left_part = left;
    left_part.data += left.transposed ? k : k * left.stride;
    // A panel whose rows lie scattered over more than the first cache is packed.
    const bool packs = left.transposed || left.stride * count_k > cached<float>;
    const int row_step = packs ? sparse_rows : static_cast<int>(left.stride);
    for (int column = 0; column < columns; column += part_c) {
      part.count = std::min(part_c, columns - column);
      const float* const factors = right.data + k * right.step + column * right.column_step;
      take_columns(part, {factors, right.step, right.column_step}, count_k, copies);
      list_nonzero(part, count_k, row_step, as_entries, lists);
      for (int row = 0; row < end; row += sparse_rows) {
        for (int i = 0; packs && i < sparse_rows; i += 2 * lanes<float>) {
          pack<float, 2>(left_part, row + i, count_k, packed + i, sparse_rows);
        }
        const float* const panel = packs ? packed : left_part.data + row;
        Start<float> start = start_at(sums.start, row);
        if (!sums.transposed) {
          start.data += column * start.column_step;
          multiply_panel(panel, row_step, part, lists, start, sums.result + row + column * sums.result_step,
                         sums.result_step);
          continue;
        }
        // In a block of its own, which is turned.
        const std::ptrdiff_t place = row * sums.result_step + column;
        const auto step = static_cast<int>(sums.result_step);
        if (sums.start.data != nullptr) {
          transpose(sums.start.data + place, step, sparse_rows, part.count, block, sparse_rows);
          start = {block, sparse_rows};
        }
        multiply_panel(panel, row_step, part, lists, start, block, sparse_rows);
        transpose(block, sparse_rows, part.count, sparse_rows, sums.result + place, step);
      }
    }
    sums.start = {sums.result, sums.result_step};
  }
  return end;
}

}  // namespace

bool is_sparse(const Right<float>& right, int rows, int depth, int columns) {
  return sampled_density(right, depth, columns) < dense_from(rows);
}

std::size_t sparse_scratch_size(int rows, int lines, int columns) {
  if (rows < sparse_rows) return 0;
  static_assert(part_depth <= part_columns);
  const int part_k = part_size(lines, part_columns), part_c = part_size(columns, part_columns);
  const auto factors = static_cast<std::size_t>(part_k) * static_cast<std::size_t>(part_c);
  const auto copies = static_cast<std::size_t>(room_of(part_k)) * static_cast<std::size_t>(room_of(part_c));
  constexpr std::size_t entry_size = sizeof(Entry) / sizeof(float);
  return static_cast<std::size_t>(sparse_rows * (part_k + part_c)) + copies + entry_size * factors;
}

int multiply_sparse(const Left<float>& left, int rows, const Right<float>& right, int depth, int columns,
                    Start<float> start, float* result, std::ptrdiff_t result_step, float* scratch) {
  return multiply_parts(left, rows, right, depth, columns, {start, result, result_step, false}, scratch);
}

int multiply_sparse_left(const Left<float>& left, int rows, const Right<float>& right, int depth, int columns,
                         Start<float> start, float* result, std::ptrdiff_t result_step, float* scratch) {
  assert(!left.transposed && right.column_step == 1);
  const Right<float> factors = {left.data, left.stride, 1};
  if (columns < sparse_rows) return 0;
  // Transposing the result costs as much as a few products for each of its elements.
  const float limit = dense_from(columns) - 4.0F / static_cast<float>(depth);
  if (sampled_density(factors, depth, rows) >= limit) return 0;
  return multiply_parts({right.data, right.step, false, columns}, columns, factors, depth, rows,
                        {start, result, result_step, true}, scratch);
}

}  // namespace vitrine::kernels
