#include <algorithm>
#include <cstddef>
#include <vector>

#include "bench/network.h"
#include "bench/work.h"

namespace vitrine::bench {

namespace {

/// Class probabilities of all rows, a batch at a time and over again.
class Inference : public Work {
 public:
  Inference(const Request& request, const WorkData& data)
      : network_(initial_network(request.network, request.seed)), rows_(request.rows) {
    const Eigen::Map<const Matrix<float>> inputs = inputs_of(request, data);
    for (int first = 0; first < rows_; first += request.batch)
      batches_.emplace_back(inputs.middleCols(first, std::min(request.batch, rows_ - first)));
  }

  void advance(int units) override {
    for (; units > 0; --units) {
      probabilities_ = network_.probabilities(batches_[next_]);
      next_ = (next_ + 1) % batches_.size();
    }
  }

  Json reply(double units, double seconds) const override {
    const double rows = rows_of_batches(units, static_cast<int>(batches_[0].cols()), rows_);
    return {
        {"rows", rows}, {"rows_per_s", rows / seconds}, {"check", static_cast<double>(probabilities_(0, 0))}};
  }

 private:
  Network<float> network_;
  int rows_;
  std::vector<Matrix<float>> batches_;
  Matrix<float> probabilities_;  ///< Of the last batch.
  std::size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Work> make_inference(const Request& request, const WorkData& data) {
  return std::make_unique<Inference>(request, data);
}

}  // namespace vitrine::bench
