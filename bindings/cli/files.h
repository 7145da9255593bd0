#pragma once

#include <string>

namespace vitrine::cli {

/// The bytes of a file. @throws Error "file_not_found" or "unreadable_file" that names it.
std::string read_file(const std::string& path);

/// Finds out before long work whether write_file() can put its result there, and leaves the file as it is.
/// @throws Error "unwritable_file" that names it.
void check_writable(const std::string& path);

/// Replaces a file at once: a reader sees the old text or the new, never half.
/// @throws Error "unwritable_file" that names it.
void write_file(const std::string& path, const std::string& text);

}  // namespace vitrine::cli
