#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace vitrine::test {

/// Where reference data is looked for: tests/goldens of the checkout and, before it, VITRINE_GOLDENS when
/// set. That one may hold a part of the files, other versions of them, and more.
/// @throws std::runtime_error if it is no folder.
inline std::vector<std::filesystem::path> goldens_folders() {
  const std::filesystem::path own = VITRINE_TESTS_DIR "/goldens";
  const char* chosen = std::getenv("VITRINE_GOLDENS");
  if (chosen == nullptr || *chosen == '\0') return {own};
  if (!std::filesystem::is_directory(chosen)) {
    throw std::runtime_error("VITRINE_GOLDENS is not a folder: " + std::string(chosen));
  }
  return {chosen, own};
}

/// Files in a folder of the goldens whose names begin with `prefix` and end in `suffix`, sorted by name; each
/// name once, from the first place that has it.
/// @throws std::runtime_error if no place has the folder, or no file there has such a name.
inline std::vector<std::filesystem::path> golden_files(const std::string& folder, const std::string& prefix,
                                                       const std::string& suffix = ".json") {
  std::map<std::string, std::filesystem::path> by_name;
  for (const std::filesystem::path& goldens : goldens_folders()) {
    if (!std::filesystem::is_directory(goldens / folder)) continue;
    for (const auto& entry : std::filesystem::directory_iterator(goldens / folder)) {
      const std::string name = entry.path().filename().string();
      if (name.rfind(prefix, 0) == 0 && name.size() >= suffix.size() &&
          name.compare(name.size() - suffix.size(), suffix.size(), suffix) == 0) {
        by_name.emplace(name, entry.path());
      }
    }
  }
  if (by_name.empty()) throw std::runtime_error("no goldens " + folder + "/" + prefix + "*" + suffix);
  std::vector<std::filesystem::path> files;
  for (const auto& [name, path] : by_name) files.push_back(path);
  return files;
}

/// One file, from the first place that has it. @throws std::runtime_error if none has.
inline std::filesystem::path golden_file(const std::string& folder, const std::string& name) {
  for (const std::filesystem::path& goldens : goldens_folders()) {
    if (std::filesystem::is_regular_file(goldens / folder / name)) return goldens / folder / name;
  }
  throw std::runtime_error("no golden " + folder + "/" + name);
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
