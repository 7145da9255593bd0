#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace vitrine::test {

/// The folder with reference data: VITRINE_GOLDENS when set, else tests/goldens of the checkout.
inline std::filesystem::path goldens_folder() {
  const char* chosen = std::getenv("VITRINE_GOLDENS");
  return chosen != nullptr && *chosen != '\0' ? chosen : VITRINE_TESTS_DIR "/goldens";
}

/// Files in a folder of the goldens whose names begin with `prefix` and end in `suffix`, sorted.
inline std::vector<std::filesystem::path> golden_files(const std::string& folder, const std::string& prefix,
                                                       const std::string& suffix = ".json") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(goldens_folder() / folder)) {
    const std::string name = entry.path().filename().string();
    if (name.rfind(prefix, 0) == 0 && name.size() >= suffix.size() &&
        name.compare(name.size() - suffix.size(), suffix.size(), suffix) == 0) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// Reference data, read by an implementation of JSON that is not the engine's.
using Golden = nlohmann::ordered_json;

inline Golden read_json(const std::filesystem::path& path) { return Golden::parse(read_file(path)); }

}  // namespace vitrine::test
