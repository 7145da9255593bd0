#include "bench/fields.h"

#include <cstdint>

#include "error.h"

namespace vitrine::bench {

double read_number(const Json& value, const std::string& place, double least) {
  if (!value.is_number()) fail("wrong_type", {place, " must be a number."}, {.path = place});
  const double number = value.get<double>();
  if (!(number >= least && number <= most)) {
    fail("out_of_range",
         {place, " is ", value.dump(), "; it must be from ", Json(least).dump(), " to ", most, "."},
         {.path = place});
  }
  return number;
}

int read_whole_number(const Json& value, const std::string& place, int least, int greatest) {
  if (!value.is_number_integer()) fail("wrong_type", {place, " must be a whole number."}, {.path = place});
  const std::int64_t number = value.get<std::int64_t>();
  if (number < least || number > greatest) {
    fail("out_of_range", {place, " is ", number, "; it must be from ", least, " to ", greatest, "."},
         {.path = place});
  }
  return static_cast<int>(number);
}

std::vector<int> read_whole_numbers(const Json& list, const std::string& place, int least, int greatest) {
  std::vector<int> numbers;
  for (const Json& value : read_list(list, place))
    numbers.push_back(read_whole_number(value, place, least, greatest));
  return numbers;
}

const Json& read_list(const Json& list, const std::string& place) {
  if (!list.is_array()) fail("wrong_type", {place, " must be a list: [...]."}, {.path = place});
  return list;
}

}  // namespace vitrine::bench
