#pragma once

#include "json.h"

namespace vitrine {

/// Gives a document a field "sha256": that of its text, as dump() writes it, without this field.
void add_checksum(Json& document);

/// Whether the field "sha256" is what add_checksum() would write.
bool checksum_fits(const Json& document);

}  // namespace vitrine
