#include <cstddef>
#include <vector>

#include "bench/work.h"
#include "nn/kernels.h"
#include "nn/random.h"

namespace vitrine::bench {

namespace {

/// n x n products, by the kernel of a dense layer's forward pass.
class Product : public Work {
 public:
  explicit Product(const Request& request)
      : n_(request.n), shape_({n_, n_, kernels::padded<float>(n_), n_}), bias_(shape_.stride) {
    Random random(request.seed, Purpose::weights, 0);
    for (std::vector<float>* matrix : {&left_, &right_}) {
      matrix->resize(std::size_t(matrix == &left_ ? shape_.stride : n_) * n_);
      for (float& entry : *matrix) entry = static_cast<float>(random.uniform(-1, 1));
    }
    result_.resize(left_.size());
    scratch_.resize(kernels::scratch_size<float>(shape_, n_));
  }

  void advance(int units) override {
    for (; units > 0; --units) {
      kernels::dense_forward(shape_, n_, left_.data(), bias_.data(), right_.data(), result_.data(),
                             scratch_.data());
    }
  }

  Json reply(double units, double seconds) const override {
    return {{"calls", units}, {"gflops", 2e-9 * n_ * n_ * n_ * units / seconds}};
  }

 private:
  int n_;
  kernels::DenseShape shape_;
  std::vector<float> left_, right_, bias_, result_, scratch_;
};

}  // namespace

std::unique_ptr<Work> make_product(const Request& request) { return std::make_unique<Product>(request); }

}  // namespace vitrine::bench
