#include <cmath>
#include <utility>

#include "bench/work.h"
#include "data/csv.h"
#include "error.h"

namespace vitrine::bench {

namespace {

/// Reads a file's bytes into a typed table, over again.
class CsvReading : public Work {
 public:
  explicit CsvReading(WorkData data) : csv_(std::move(data.csv)) {}

  void advance(int units) override {
    for (; units > 0; --units) {
      file_ = CsvFile();  // one table at a time
      const std::string bytes = csv_();
      bytes_ = bytes.size();
      file_ = read_csv(bytes);
    }
  }

  Json reply(double units, double seconds) const override {
    Json reply = {{"bytes", bytes_},
                  {"rows", file_.table.rows()},
                  {"mb_per_s", units * static_cast<double>(bytes_) / 1e6 / seconds},
                  {"held", "float64 columns, categories as codes, and the text of every cell"}};
    const int column = file_.table.find("f2");
    if (column < 0) return reply;
    double sum = 0;
    for (const double number : file_.table.columns[static_cast<std::size_t>(column)].numbers) {
      if (std::isfinite(number)) sum += number;
    }
    reply["checksum_f2"] = std::round(sum * 100) / 100;
    return reply;
  }

 private:
  std::function<std::string()> csv_;
  std::size_t bytes_ = 0;
  CsvFile file_;
};

}  // namespace

std::unique_ptr<Work> make_csv_reading(WorkData data) {
  if (!data.csv) fail("wrong_type", {"data.csv names no file."}, {.path = "data.csv"});
  return std::make_unique<CsvReading>(std::move(data));
}

}  // namespace vitrine::bench
