# Header-only libraries, copied into the build tree.
#
# A cross build must not see /usr/include (its libc headers are not the target's), so each library
# is found by one of its headers and only its own folder is copied. Native builds use the same copies:
# one way for both.
function(vitrine_header_only target header)
  cmake_parse_arguments(arg "" "" "SUFFIXES" ${ARGN})
  find_path(${target}_root ${header} PATH_SUFFIXES ${arg_SUFFIXES} PATHS /usr/include /usr/local/include
            NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  string(REGEX MATCH "^[^/]+" folder ${header})
  file(COPY ${${target}_root}/${folder} DESTINATION ${CMAKE_BINARY_DIR}/include)
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/include)
endfunction()

vitrine_header_only(vitrine_eigen Eigen/Core SUFFIXES eigen3)
vitrine_header_only(vitrine_json nlohmann/json.hpp)
vitrine_header_only(vitrine_doctest doctest/doctest.h)
if(NOT EMSCRIPTEN)
  vitrine_header_only(vitrine_cli11 CLI/CLI.hpp)
endif()
