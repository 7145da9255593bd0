#include <doctest/doctest.h>

#include <string>

#include "data/sha256.h"

namespace vitrine {

TEST_CASE("sha256: test vectors of FIPS 180-4 and lengths around the padding") {
  struct Case {
    const char* name;
    std::string bytes;
    const char* digits;
  };
  // The first four are NIST's examples; the others were computed with Python's hashlib.
  for (const auto& c :
       {Case{"empty", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        Case{"one block", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        Case{"two blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
             "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        Case{"a million letters", std::string(1'000'000, 'a'),
             "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
        Case{"55 bytes, the longest with one block of padding", std::string(55, 'x'),
             "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"},
        Case{"zero bytes count", std::string(64, '\0'),
             "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"}}) {
    CAPTURE(c.name);
    CHECK(sha256(c.bytes) == c.digits);
  }
}

}  // namespace vitrine
