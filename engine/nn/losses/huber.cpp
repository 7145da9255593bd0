// Huber loss: squared error near the target, absolute error for outliers. Gradient: d, bounded by -delta and
// delta, / (examples * outputs).

#include "nn/losses/loss_batch.h"

namespace vitrine::losses {

template <typename Scalar>
BatchLoss huber(const LossBatch<Scalar>& batch) {
  const Scalar delta = static_cast<Scalar>(batch.options.huber_delta);
  return mean_of_outputs(batch, [delta](Scalar z, Scalar t, int) -> Elementwise<Scalar> {
    const Scalar d = z - t;
    const Scalar low = d < -delta ? -delta : d;
    const Scalar bounded = low > delta ? delta : low;
    return {bounded * (d - bounded / 2), bounded};
  });
}

template BatchLoss huber(const LossBatch<float>&);
template BatchLoss huber(const LossBatch<double>&);

}  // namespace vitrine::losses
