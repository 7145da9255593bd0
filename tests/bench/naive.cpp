/// The baseline: what a competent afternoon with Eigen gives. Matrix products by Eigen, buffers made once, no
/// kernels of its own, no promise about bits.

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "contestant.h"

#if defined(__EMSCRIPTEN__) && !defined(EIGEN_VECTORIZE_SSE4_1)
#error "The baseline would be measured without Eigen's SIMD path."
#endif

namespace {

using Matrix = Eigen::MatrixXf;
using Vector = Eigen::VectorXf;

/// One dense layer, its gradients, and Adam's running means: Kingma & Ba (2015), algorithm 1.
struct Layer {
  Matrix W, dW, mW, vW;  // units x inputs
  Vector b, db, mb, vb;  // units
  Matrix z, a, dz;       // units x batch

  Layer(int inputs, int units, int batch, bench::Numbers& numbers)
      : W(units, inputs),
        dW(units, inputs),
        mW(Matrix::Zero(units, inputs)),
        vW(mW),
        b(Vector::Zero(units)),
        db(units),
        mb(b),
        vb(b),
        z(units, batch),
        a(units, batch),
        dz(units, batch) {
    const float limit = std::sqrt(6.0F / static_cast<float>(inputs));  // He et al. (2015), uniform
    W = W.unaryExpr([&](float) { return limit * numbers.uniform(); });
  }

  void adam(float rate, float root) {
    update(W, dW, mW, vW, rate, root);
    update(b, db, mb, vb, rate, root);
  }

  /// @param rate  learning_rate / (1 - beta1^t)
  /// @param root  1 / sqrt(1 - beta2^t)
  template <typename Tensor>
  static void update(Tensor& p, const Tensor& g, Tensor& m, Tensor& v, float rate, float root) {
    constexpr auto b1 = static_cast<float>(bench::beta1), b2 = static_cast<float>(bench::beta2);
    m = b1 * m + (1 - b1) * g;
    v.array() = b2 * v.array() + (1 - b2) * g.array().square();
    p.array() -= rate * m.array() / (root * v.array().sqrt() + static_cast<float>(bench::epsilon));
  }
};

class Training {
 public:
  Training(int inputs, int hidden1, int hidden2, int outputs, int batch, int rows, int seed)
      : numbers_(seed + 1),
        layers_{Layer(inputs, hidden1, batch, numbers_), Layer(hidden1, hidden2, batch, numbers_),
                Layer(hidden2, outputs, batch, numbers_)},
        x_(inputs, batch),
        labels_(batch),
        batch_(batch),
        order_(rows),
        position_(rows) {
    const bench::Rows made = bench::make_rows(inputs, outputs, rows, seed);
    data_ = Eigen::Map<const Matrix>(made.inputs.data(), inputs, rows);
    data_labels_ = made.labels;
    std::iota(order_.begin(), order_.end(), 0);
  }

  double step() {
    const int count = next_batch();
    forward(count);
    const double loss = softmax_cross_entropy(count);
    backward(count);
    beta1_power_ *= bench::beta1;
    beta2_power_ *= bench::beta2;
    const auto rate = static_cast<float>(bench::learning_rate / (1 - beta1_power_));
    const auto root = static_cast<float>(1 / std::sqrt(1 - beta2_power_));
    for (Layer& layer : layers_) layer.adam(rate, root);
    return loss;
  }

 private:
  /// Gathers the next rows; a new order at each epoch, a short batch at its end.
  int next_batch() {
    const int rows = static_cast<int>(order_.size());
    if (position_ == rows) {
      for (int i = rows - 1; i > 0; --i) std::swap(order_[i], order_[numbers_.below(i + 1)]);
      position_ = 0;
    }
    const int count = std::min(batch_, rows - position_);
    for (int i = 0; i < count; ++i) {
      x_.col(i) = data_.col(order_[position_ + i]);
      labels_[i] = data_labels_[order_[position_ + i]];
    }
    position_ += count;
    return count;
  }

  void forward(int count) {
    for (int l = 0; l < 3; ++l) {
      Layer& layer = layers_[l];
      layer.z.leftCols(count).noalias() = layer.W * (l == 0 ? x_ : layers_[l - 1].a).leftCols(count);
      layer.z.leftCols(count).colwise() += layer.b;
      if (l < 2) layer.a.leftCols(count) = layer.z.leftCols(count).cwiseMax(0.0F);
    }
  }

  /// Leaves d(mean loss)/dz in the last layer: (softmax(z) - one_hot(label)) / count.
  double softmax_cross_entropy(int count) {
    Layer& last = layers_[2];
    double loss = 0;
    for (int i = 0; i < count; ++i) {
      const float largest = last.z.col(i).maxCoeff();
      last.dz.col(i) = (last.z.col(i).array() - largest).exp();
      const float sum = last.dz.col(i).sum();
      loss += std::log(sum) - (last.z(labels_[i], i) - largest);
      last.dz.col(i) /= sum;
      last.dz(labels_[i], i) -= 1;
    }
    last.dz.leftCols(count) /= static_cast<float>(count);
    return loss / count;
  }

  void backward(int count) {
    for (int l = 2; l >= 0; --l) {
      Layer& layer = layers_[l];
      const auto dz = layer.dz.leftCols(count);
      layer.dW.noalias() = dz * (l == 0 ? x_ : layers_[l - 1].a).leftCols(count).transpose();
      layer.db = dz.rowwise().sum();
      if (l == 0) break;
      Layer& below = layers_[l - 1];
      below.dz.leftCols(count).noalias() = layer.W.transpose() * dz;
      below.dz.leftCols(count).array() *= (below.z.leftCols(count).array() > 0).cast<float>();
    }
  }

  bench::Numbers numbers_;
  Layer layers_[3];
  Matrix data_, x_;  // inputs x rows, inputs x batch
  std::vector<int> data_labels_, labels_;
  int batch_;
  std::vector<int> order_;
  int position_;
  double beta1_power_ = 1, beta2_power_ = 1;
};

}  // namespace

void* bench_create(int inputs, int hidden1, int hidden2, int outputs, int batch, int rows, int seed) {
  return new Training(inputs, hidden1, hidden2, outputs, batch, rows, seed);
}

double bench_advance(void* training, int steps) {
  double loss = 0;
  for (int i = 0; i < steps; ++i) loss = static_cast<Training*>(training)->step();
  return loss;
}

void bench_destroy(void* training) { delete static_cast<Training*>(training); }
