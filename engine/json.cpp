#include "json.h"

namespace vitrine {

Json parse_json(std::string_view text) {
  Json document;
  nlohmann::detail::json_sax_dom_parser<Json> builder(document);
  Json::sax_parse(text.begin(), text.end(), &builder);
  return document;
}

}  // namespace vitrine
