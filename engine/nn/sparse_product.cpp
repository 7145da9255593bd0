#include "nn/sparse_product.h"

#include <algorithm>
#include <cstdint>

#include "nn/nonzero.h"

namespace vitrine::kernels {

namespace {

/// Numbers in 32 KiB, which the first cache of most processors holds.
constexpr int cached = 8192;

/// A product is made part by part: of such a depth that a panel stays in that cache, and of few enough
/// columns that lists of what is not zero do not push it out of the second.
constexpr int part_depth = cached / sparse_rows, part_columns = 256;

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

/// All columns of one panel; their lists follow one another. Not inlined, and aligned, for the reasons that panel() has.
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

/// Room for a column that pack() transposes, some blocks of rows: an odd number of them, so that columns do
/// not share a few cache sets.
constexpr int room_of(int depth) {
  constexpr int block = 2 * lanes<float>;
  return ((depth + block - 1) / block | 1) * block;
}

/// The size of near-equal parts of a whole, none above a limit.
int part_size(int whole, int limit) {
  const int parts = (whole + limit - 1) / limit;
  return (whole + parts - 1) / parts;
}

/// Takes the columns as they are where each lies in one piece, or else copies them.
void take_columns(Columns& columns, const Right<float>& right, int depth, float* copies) {
  columns.factors = right.data;
  columns.step = right.column_step;
  if (right.step == 1) return;
  const Left<float> transposed = {right.data, right.step, true, depth};
  columns.factors = copies;
  columns.step = room_of(depth);
  for (int row = 0; row < depth; row += 2 * lanes<float>) {
    pack<float, 2>(transposed, row, columns.count, copies + row, room_of(depth));
  }
}

/// Lists what is not zero of each column, as entries or as places.
void list_nonzero(Columns& columns, int depth, int row_step, Entry* entries, Place* places) {
  Place found[part_depth];
  const float* column = columns.factors;
  for (int c = 0; c < columns.count; ++c, column += columns.step) {
    Place* const begin = entries == nullptr ? places : found;
    Place* const end = find_nonzero(column, depth, begin);
    columns.nonzero[c] = static_cast<int>(end - begin);
    if (entries == nullptr)
      places = end;
    else
      for (const Place* place = begin; place != end; ++place)
        *entries++ = entry_of(*place, column, row_step);
  }
}

}  // namespace

// Zeros have to be a fifth of the factors, and more of them the fewer rows share what looking for them costs.
bool is_sparse(const Right<float>& right, int rows, int depth, int columns) {
  const bool by_column = right.step == 1;
  const int lines = by_column ? columns : depth, samples = std::min(lines, 4);
  const int length = std::min(by_column ? depth : columns, part_depth);
  const std::ptrdiff_t sample_step = (by_column ? right.column_step : right.step) * (lines / samples);
  Place places[part_depth];
  std::ptrdiff_t found = 0;
  for (int i = 0; i < samples; ++i) {
    found += find_nonzero(right.data + i * sample_step, length, places) - places;
  }
  const int vectors = rows / lanes<float>;
  const float limit = 0.8F - 2.0F / static_cast<float>(vectors);
  return static_cast<float>(found) < limit * static_cast<float>(samples * length);
}

std::size_t sparse_scratch_size(int rows, int depth, int columns) {
  if (rows < sparse_rows) return 0;
  const int part_k = part_size(depth, part_depth), part_c = part_size(columns, part_columns);
  constexpr std::size_t entry_size = sizeof(Entry) / sizeof(float);
  const std::size_t panel = std::size_t{sparse_rows} * part_k;
  return panel + part_c * (std::size_t(room_of(part_k)) + entry_size * part_k);
}

int multiply_sparse(const Left<float>& left, int rows, const Right<float>& right, int depth, int columns,
                    Start<float> start, float* result, std::ptrdiff_t result_step, float* scratch) {
  const int end = rows / sparse_rows * sparse_rows;
  const bool as_entries = end >= entry_rows;
  const int part_k = part_size(depth, part_depth), part_c = part_size(columns, part_columns);
  float* const packed = scratch;
  float* const copies = packed + std::ptrdiff_t{sparse_rows} * part_k;
  auto* const entries = reinterpret_cast<Entry*>(copies + std::ptrdiff_t{part_c} * room_of(part_k));
  auto* const places = reinterpret_cast<Place*>(entries);
  const auto multiply_panel = as_entries ? sparse_panel<Entry> : sparse_panel<Place>;
  Columns part;
  for (int k = 0; k < depth; k += part_k) {
    const int count_k = std::min(part_k, depth - k);
    Left<float> left_part = left;
    left_part.data += left.transposed ? k : k * left.stride;
    // A panel whose rows lie scattered over more than the first cache is packed.
    const bool packs = left.transposed || left.stride * count_k > cached;
    const int row_step = packs ? sparse_rows : static_cast<int>(left.stride);
    for (int column = 0; column < columns; column += part_c) {
      part.count = std::min(part_c, columns - column);
      const float* const factors = right.data + k * right.step + column * right.column_step;
      take_columns(part, {factors, right.step, right.column_step}, count_k, copies);
      list_nonzero(part, count_k, row_step, as_entries ? entries : nullptr, places);
      for (int row = 0; row < end; row += sparse_rows) {
        for (int i = 0; packs && i < sparse_rows; i += 2 * lanes<float>) {
          pack<float, 2>(left_part, row + i, count_k, packed + i, sparse_rows);
        }
        const float* const panel = packs ? packed : left_part.data + row;
        Start<float> from = start_at(start, row);
        from.data += column * from.column_step;
        float* const to = result + row + column * result_step;
        multiply_panel(panel, row_step, part, entries, from, to, result_step);
      }
    }
    start = {result, result_step};
  }
  return end;
}

}  // namespace vitrine::kernels
