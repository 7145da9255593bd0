#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base64.h"

using namespace vitrine;

namespace {

std::vector<unsigned char> bytes_of(const std::string& text) { return {text.begin(), text.end()}; }

}  // namespace

TEST_CASE("base64: the test vectors of RFC 4648, section 10") {
  struct Case {
    const char* bytes;
    const char* text;
  };
  for (const Case& c : {Case{"", ""}, Case{"f", "Zg=="}, Case{"fo", "Zm8="}, Case{"foo", "Zm9v"},
                        Case{"foob", "Zm9vYg=="}, Case{"fooba", "Zm9vYmE="}, Case{"foobar", "Zm9vYmFy"}}) {
    CAPTURE(c.bytes);
    CHECK(to_base64(bytes_of(c.bytes)) == c.text);
    CHECK(from_base64(c.text) == bytes_of(c.bytes));
  }
}

TEST_CASE("base64: every byte at every place survives") {
  for (std::size_t length = 0; length < 5; ++length) {
    for (int byte = 0; byte < 256; ++byte) {
      std::vector<unsigned char> bytes(length + 1, 0x5A);
      bytes[length] = static_cast<unsigned char>(byte);
      REQUIRE(from_base64(to_base64(bytes)) == bytes);
    }
  }
}

TEST_CASE("base64: what is not written so is not read") {
  for (const char* text : {"Zg", "Zg=", "Zg===", "Z===", "====", "Zg==Zg==", "Zm9=v", "Zm9 ", "Zm9-", "Zm9_",
                           "Zm9v\n", "Zm\xC3\xA9", "Zh==", "Zm9=", "=m9v"}) {
    CAPTURE(text);
    CHECK(!from_base64(text));
  }
}
