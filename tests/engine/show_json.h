#pragma once

#include <doctest/doctest.h>

#include "json.h"

/// What a failing check prints.
template <>
struct doctest::StringMaker<vitrine::Json> {
  static String convert(const vitrine::Json& value) { return value.dump().c_str(); }
};
