#include <utility>

#include "contestant.h"

std::unique_ptr<vitrine::bench::Work> contestant_work(const vitrine::bench::Request& request,
                                                      vitrine::bench::WorkData data) {
  return vitrine::bench::make_work(request, std::move(data));
}

double contestant_score(const vitrine::bench::Request& request, const vitrine::bench::WorkData& train,
                        const vitrine::bench::WorkData& test) {
  return vitrine::bench::score_fold(request, train, test);
}
