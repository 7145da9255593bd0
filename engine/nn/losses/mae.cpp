// Absolute error: what it estimates is the median of the target. Gradient: sign(z - t) / (examples *
// outputs), 0 where z = t.

#include "nn/losses/loss_batch.h"

namespace vitrine::losses {

template <typename Scalar>
BatchLoss mae(const LossBatch<Scalar>& batch) {
  return mean_of_outputs(batch, [](Scalar z, Scalar t, int) -> Elementwise<Scalar> {
    const Scalar d = z - t;
    const Scalar below = d < 0 ? Scalar{-1} : Scalar{0};
    return {math::magnitude(d), d > 0 ? Scalar{1} : below};
  });
}

template BatchLoss mae(const LossBatch<float>&);
template BatchLoss mae(const LossBatch<double>&);

}  // namespace vitrine::losses
