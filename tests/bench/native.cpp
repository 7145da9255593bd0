/// A contestant as a program: requests on standard input, replies on standard output.

#include <iostream>

#include "../../bindings/cli/bench_requests.h"
#include "contestant.h"

int main() {
  vitrine::cli::answer_requests(std::cin, std::cout, {"naive-native", contestant_work, contestant_score});
}
