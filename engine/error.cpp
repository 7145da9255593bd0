#include "error.h"

namespace vitrine {

Error::Error(std::string_view code, const std::string& message, Place place)
    : std::invalid_argument(message), code_(code), path_(place.path), line_(place.line) {}

void fail(std::string_view code, std::initializer_list<Piece> message, Error::Place place) {
  throw Error(code, concat(message), place);
}

void fail(std::string_view code, std::initializer_list<Piece> message) { fail(code, message, {}); }

}  // namespace vitrine
