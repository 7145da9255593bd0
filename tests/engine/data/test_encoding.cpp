#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "data/encoding.h"
#include "error.h"

namespace vitrine {

using namespace std::string_view_literals;

TEST_CASE("DecodedText: each encoding becomes UTF-8 without a byte order mark") {
  struct Case {
    const char* name;
    std::string_view bytes;
    const char* encoding;
    std::string_view text;
    std::size_t warnings;
  };
  for (const auto& c :
       {Case{"ASCII", "a,b", "utf-8", "a,b", 0}, Case{"UTF-8", "größe,😀", "utf-8", "größe,😀", 0},
        Case{"UTF-8 with mark",
             "\xEF\xBB\xBF"
             "a",
             "utf-8", "a", 0},
        Case{"UTF-16, little end first",
             "\xFF\xFE"
             "a\0\xF8\0\x3D\xD8\x00\xDE"sv,
             "utf-16", "aø😀", 0},
        Case{"UTF-16, big end first", "\xFE\xFF\0a\0\xF8"sv, "utf-16", "aø", 0},
        Case{"UTF-16 without mark",
             "a\0,\0b\0\n\0"
             "1\0,\0"
             "2\0\n\0"sv,
             "utf-16", "a,b\n1,2\n", 0},
        Case{"UTF-16 with half a pair",
             "\xFF\xFE"
             "a\0\x3D\xD8"sv,
             "utf-16", "a\uFFFD", 1},
        Case{"Windows-1252",
             "gr\xF6\xDF"
             "e,\x80",
             "cp1252", "größe,€", 1},
        Case{"UTF-8 with one bad byte", "é,ü,\xFF,ö", "utf-8", "é,ü,\uFFFD,ö", 1}}) {
    CAPTURE(c.name);
    const DecodedText decoded(c.bytes);
    CHECK(decoded.encoding() == c.encoding);
    CHECK(decoded.text() == c.text);
    CHECK(decoded.warnings().size() == c.warnings);
  }
}

TEST_CASE("DecodedText: overlong forms, surrogates and values beyond Unicode are no UTF-8") {
  for (const std::string_view bytes :
       {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF0\x80\x80\xAF"}) {
    CHECK(DecodedText(bytes).encoding() == "cp1252");
  }
}

TEST_CASE("DecodedText: the line of a replaced character is named") {
  const DecodedText decoded("é,ü\nä,ö\n\xFF,ü\n");
  REQUIRE(decoded.warnings().size() == 1);
  CHECK(decoded.warnings()[0].lines == std::vector<int>{3});
}

TEST_CASE("DecodedText: binary files are refused, with a guess what they are") {
  struct Case {
    std::string_view bytes;
    const char* mention;
  };
  for (const auto& c :
       {Case{"PK\x03\x04\0\0"sv, "Excel"}, Case{"\x89PNG\r\n\x1A\n\0"sv, "PNG"}, Case{"%PDF-1.4\0"sv, "PDF"},
        Case{"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"sv, "PDF"}, Case{"a,b\n1,\0\n"sv, "UTF-8"},
        Case{"\x01\x02\x03\x04"sv, "UTF-8"}}) {
    try {
      DecodedText decoded(c.bytes);
      FAIL("accepted");
    } catch (const Error& error) {
      CHECK(error.code() == "not_text");
      CHECK_MESSAGE(std::string(error.what()).find(c.mention) != std::string::npos, error.what());
    }
  }
}

}  // namespace vitrine
