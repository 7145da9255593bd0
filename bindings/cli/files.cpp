#include "files.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "error.h"

namespace vitrine::cli {
namespace {

/// Where a file is written before it takes the place of the old one.
std::string part_of(const std::string& path) { return path + ".part"; }

[[noreturn]] void fail_to_write(const std::string& path, const std::string& reason) {
  fail("unwritable_file", {"Cannot write ", path, ": ", reason, "."});
}

}  // namespace

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

void check_writable(const std::string& path) {
  const std::string part = part_of(path);
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) fail_to_write(path, "it is a folder");
  if (!std::ofstream(part, std::ios::binary | std::ios::app)) fail_to_write(path, std::strerror(errno));
  std::filesystem::remove(part, ignored);
}

void write_file(const std::string& path, const std::string& text) {
  const std::string part = part_of(path);
  std::ofstream stream(part, std::ios::binary);
  stream << text;
  stream.close();
  std::error_code error;
  if (stream) std::filesystem::rename(part, path, error);
  if (!stream || error) {
    const std::string reason = error ? error.message() : std::strerror(errno);
    std::filesystem::remove(part, error);
    fail_to_write(path, reason);
  }
}

}  // namespace vitrine::cli
