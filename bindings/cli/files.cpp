#include "files.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "error.h"

namespace vitrine::cli {

std::string read_file(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) fail("file_not_found", {"There is no file ", path, "."});
  if (std::filesystem::is_directory(path, ignored))
    fail("unreadable_file", {path, " is a folder, not a file."});
  std::ifstream stream(path, std::ios::binary);
  if (!stream) fail("unreadable_file", {"Cannot read ", path, ": ", std::strerror(errno), "."});
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) fail("unreadable_file", {"Cannot read ", path, " to its end."});
  return text;
}

void write_file(const std::string& path, const std::string& text) {
  const std::string part = path + ".part";
  std::ofstream stream(part, std::ios::binary);
  stream << text;
  stream.close();
  std::error_code error;
  if (stream) std::filesystem::rename(part, path, error);
  if (!stream || error) {
    const std::string reason = error ? error.message() : std::strerror(errno);
    std::filesystem::remove(part, error);
    fail("unwritable_file", {"Cannot write ", path, ": ", reason, "."});
  }
}

}  // namespace vitrine::cli
