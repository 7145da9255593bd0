#pragma once

#include <memory>

#include "data/csv.h"

namespace vitrine::wasm {

/// A parsed table. What is made of it shares it, so JavaScript may delete either first.
struct OpenData {
  std::shared_ptr<const CsvFile> file;

  std::shared_ptr<const Table> table() const { return {file, &file->table}; }
};

}  // namespace vitrine::wasm
