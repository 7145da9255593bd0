#include <doctest/doctest.h>

#include "data/sha256.h"
#include "project/checksum.h"

using namespace vitrine;

TEST_CASE("checksum: is that of the document's text without it, wherever it stands") {
  const std::string text = R"({"a":[1,2.0,"ç"],"b":{"sha256":null}})";
  Json document = parse_json(text);
  CHECK_FALSE(checksum_fits(document));
  add_checksum(document);
  CHECK(document["sha256"] == sha256(text));
  CHECK(checksum_fits(parse_json(document.dump())));
  const Json first =
      parse_json(R"({"sha256": ")" + sha256(text) + R"(", "a": [1, 2.0, "ç"], "b": {"sha256": null}})");
  CHECK(checksum_fits(first));
  document["b"]["sha256"] = 0;
  CHECK_FALSE(checksum_fits(document));
  add_checksum(document);
  CHECK(checksum_fits(document));
}
