#include "nn/sparse_product.h"

#include <algorithm>
#include <cstdint>

#include "nn/nonzero.h"

namespace vitrine::kernels {

namespace {

/// Numbers that fit the first cache and leave room in it: 32 KiB.
constexpr int cached = 8192;

/// A product is made part by part: a panel of such a depth fits the first cache, and with such columns the
/// lists of what is not zero the second.
constexpr int part_depth = cached / sparse_rows, part_columns = 256;

/// A factor that is not zero, as its place in the column.
using Place = std::int16_t;

/// Or as itself, and where in the panel the row starts that it multiplies: slower to write, and faster to
/// read. It lies where floats are, in a product's scratch.
struct __attribute__((may_alias)) Entry {
  std::int32_t row;
  float factor;
};

/// From this many rows on, entries are read often enough.
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
  constexpr int width = lanes<float>, half = widest_panel / 2;
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

/// Part of a right-hand factor, each column in one piece, and which of its factors are not zero.
struct Columns {
  const float* factors;
  int step;  ///< From one column to the next.
  int count;
  int lists_step;  ///< From one column's list to the next.
  int nonzero[part_columns];
};

/// All columns of one panel. Not inlined and aligned for the same reasons as the dense panel.
template <typename Nonzero>
__attribute__((noinline, aligned(64) VITRINE_ALSO_AVX)) void sparse_panel(const float* panel, int row_step,
                                                                          const Columns& columns,
                                                                          const Nonzero* list,
                                                                          Start<float> start, float* result,
                                                                          std::ptrdiff_t result_step) {
  const float* column = columns.factors;
  for (int c = 0; c < columns.count; ++c) {
    sparse_tile(panel, row_step, column, list, list + columns.nonzero[c], start.data, result);
    column += columns.step;
    list += columns.lists_step;
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

/// Near-equal parts of a whole, none above a limit.
int part_of(int whole, int limit) {
  const int parts = (whole + limit - 1) / limit;
  return (whole + parts - 1) / parts;
}

/// Lists what is not zero of each column, as entries or as places.
void list_nonzero(Columns& columns, int depth, int row_step, Entry* entries, Place* places) {
  Place found[part_depth + places_beyond];
  const float* column = columns.factors;
  for (int c = 0; c < columns.count; ++c, column += columns.step) {
    Place* const begin = entries == nullptr ? places + c * columns.lists_step : found;
    Place* const end = find_nonzero(column, depth, begin);
    columns.nonzero[c] = static_cast<int>(end - begin);
    if (entries == nullptr) continue;
    Entry* entry = entries + c * columns.lists_step;
    for (const Place* place = begin; place != end; ++place) *entry++ = entry_of(*place, column, row_step);
  }
}

}  // namespace

// Zeros have to be a fifth of the factors, and more of them the fewer rows share what looking for them costs.
bool is_sparse(const Right<float>& right, int rows, int depth, int columns) {
  const bool by_column = right.step == 1;
  const int lines = by_column ? columns : depth, samples = std::min(lines, 4);
  const int length = std::min(by_column ? depth : columns, part_depth);
  const std::ptrdiff_t line_step = by_column ? right.column_step : right.step;
  Place places[part_depth + places_beyond];
  std::ptrdiff_t found = 0;
  for (int i = 0; i < samples; ++i) {
    found += find_nonzero(right.data + lines / samples * i * line_step, length, places) - places;
  }
  const float vectors = static_cast<float>(rows / lanes<float>);
  return static_cast<float>(found) < (0.8F - 2.0F / vectors) * static_cast<float>(samples * length);
}

std::size_t sparse_scratch_size(int depth, int columns) {
  const int d = std::min(depth, part_depth), c = std::min(columns, part_columns);
  constexpr int entry_size = sizeof(Entry) / sizeof(float);
  return static_cast<std::size_t>(sparse_rows * d + c * room_of(d) + entry_size * c * (d + places_beyond));
}

int multiply_sparse(const Left<float>& left, int rows, const Right<float>& right, int depth, int columns,
                    Start<float> start, float* result, std::ptrdiff_t result_step, float* scratch) {
  const int end = rows / sparse_rows * sparse_rows;
  const int depth_step = part_of(depth, part_depth), columns_step = part_of(columns, part_columns);
  float* const packed = scratch;
  float* const transposed = packed + sparse_rows * depth_step;
  auto* const entries = reinterpret_cast<Entry*>(transposed + columns_step * room_of(depth_step));
  auto* const places = reinterpret_cast<Place*>(entries);
  Columns part;
  for (int k = 0; k < depth; k += depth_step) {
    const int ks = std::min(depth_step, depth - k);
    Left<float> left_part = left;
    left_part.data += left.transposed ? k : k * left.stride;
    // A panel whose rows lie scattered over more than the first cache is packed.
    const bool packs = left.transposed || left.stride * ks > cached;
    const int row_step = packs ? sparse_rows : static_cast<int>(left.stride);
    for (int column = 0; column < columns; column += columns_step) {
      part.factors = right.data + k * right.step + column * right.column_step;
      part.step = static_cast<int>(right.column_step);
      part.count = std::min(columns_step, columns - column);
      part.lists_step = ks + places_beyond;
      if (right.step != 1) {
        const Left<float> across = {part.factors, right.step, true, ks};
        part.factors = transposed;
        part.step = room_of(ks);
        for (int i = 0; i < ks; i += 2 * lanes<float>) {
          pack<float, 2>(across, i, part.count, transposed + i, part.step);
        }
      }
      list_nonzero(part, ks, row_step, end >= entry_rows ? entries : nullptr, places);
      for (int row = 0; row < end; row += sparse_rows) {
        for (int i = 0; packs && i < sparse_rows; i += 2 * lanes<float>) {
          pack<float, 2>(left_part, row + i, ks, packed + i, sparse_rows);
        }
        const float* const panel = packs ? packed : left_part.data + row;
        Start<float> from = start_at(start, row);
        from.data += column * from.column_step;
        float* const to = result + row + column * result_step;
        if (end >= entry_rows) {
          sparse_panel(panel, row_step, part, entries, from, to, result_step);
        } else {
          sparse_panel(panel, row_step, part, places, from, to, result_step);
        }
      }
    }
    start = {result, result_step};
  }
  return end;
}

}  // namespace vitrine::kernels
