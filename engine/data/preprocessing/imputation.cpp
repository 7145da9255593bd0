#include "data/preprocessing/imputation.h"

#include "nn/names.h"

namespace vitrine {

Imputation imputation_from_name(std::string_view name) {
  return static_cast<Imputation>(position_of_choice("imputation", name, imputation_names));
}

double fit_imputation(const NumberSample& sample, Imputation imputation, double constant) {
  switch (imputation) {
    case Imputation::mean:
      return sample.mean();
    case Imputation::median:
      return sample.median();
    case Imputation::most_frequent:
      return sample.most_frequent();
    default:
      return constant;
  }
}

}  // namespace vitrine
