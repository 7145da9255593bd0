# Flags for WebAssembly, chosen by the compiler's version. Built and tested with 3.1.6 (Debian 12) all the
# time, and once with 3.1.69 (Debian trixie): all tests passed, with the same bits. Later ones are untried.

execute_process(COMMAND ${CMAKE_CXX_COMPILER} --version OUTPUT_VARIABLE emcc_banner)
string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+" emcc_version "${emcc_banner}")
if(emcc_version VERSION_LESS 3.1.6)
  message(FATAL_ERROR "Emscripten ${emcc_version} is too old: Vitrine needs 3.1.6 or newer.")
endif()

# Exceptions: without the flag `catch` is skipped and JavaScript receives a bare number.
add_compile_options(-msimd128 -fwasm-exceptions)
# Link-time optimisation in release builds drops what no caller needs: a tenth of the page's module.
add_compile_options($<$<CONFIG:Release>:-flto>)
add_link_options($<$<CONFIG:Release>:-flto>)
# acorn: optimised links run it through Node; scripts/env says where it is.
add_link_options(-fwasm-exceptions -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB)

# The default stack fell to 64 KB in 3.1.27 and Eigen uses up to 128 KB of it.
if(emcc_version VERSION_LESS 3.1.25)
  add_link_options(-sTOTAL_STACK=1MB)
else()
  add_link_options(-sSTACK_SIZE=1MB)
endif()

# A program for Node with the wasm inside: the 3.1.6 glue tries to fetch() a file path otherwise.
# NODERAWFS lets the tests read the goldens, and they print numbers that only a long double holds.
function(vitrine_node_program target)
  target_link_options(${target} PRIVATE -sENVIRONMENT=node -sSINGLE_FILE=1 -sNODERAWFS=1 -sEXIT_RUNTIME=1
                      -sPRINTF_LONG_DOUBLE=1)
  set_target_properties(${target} PROPERTIES SUFFIX .js)
endfunction()

# A module for web workers. DYNAMIC_EXECUTION=0 keeps embind away from `new Function`, which the page's
# Content-Security-Policy forbids. ENVIRONMENT without node: the ES6 glue of 3.1.6 fails there; tests
# under Node pass `wasmBinary`. The other settings and `lean` leave out of the glue what nothing here calls.
function(vitrine_web_module target)
  set(lean ${CMAKE_SOURCE_DIR}/scripts/cmake/embind-lean.js)
  target_link_options(${target} PRIVATE -lembind -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=web,worker
                      -sDYNAMIC_EXECUTION=0 -sFILESYSTEM=0 -sMALLOC=emmalloc -sTEXTDECODER=2
                      -sINCOMING_MODULE_JS_API=wasmBinary --js-library ${lean})
  set_target_properties(${target} PROPERTIES SUFFIX .mjs LINK_DEPENDS ${lean})
  # A round over the result, with the functions sorted by use, and one more take another hundredth off the transfer.
  target_link_options(${target} PRIVATE $<$<CONFIG:Release>:-sBINARYEN_EXTRA_PASSES=-Os,--reorder-functions>)
  execute_process(COMMAND em-config BINARYEN_ROOT OUTPUT_VARIABLE binaryen OUTPUT_STRIP_TRAILING_WHITESPACE)
  find_program(VITRINE_WASM_OPT wasm-opt HINTS ${binaryen}/bin REQUIRED NO_CMAKE_FIND_ROOT_PATH)
  set(module $<TARGET_FILE_DIR:${target}>/$<TARGET_FILE_BASE_NAME:${target}>.wasm)
  set(features --enable-simd --enable-exception-handling --enable-bulk-memory --enable-sign-ext
      --enable-nontrapping-float-to-int --enable-mutable-globals)
  set(again ${VITRINE_WASM_OPT} -Os --reorder-functions -Os ${features} ${module} -o ${module})
  add_custom_command(TARGET ${target} POST_BUILD COMMAND "$<$<CONFIG:Release>:${again}>" COMMAND_EXPAND_LISTS)
endfunction()
