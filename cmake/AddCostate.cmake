# Functions that declare costate's own libraries and tools.

# Two precompiled headers: one for rooms that see MLIR only, one for those that see Clang as well.
# A library names its side with PCH mlir|clang (default: mlir).
function(costate_add_pch_target side)
  set(source ${CMAKE_BINARY_DIR}/pch/${side}.cpp)
  if(NOT EXISTS ${source})
    file(WRITE ${source} "// Anchor of the '${side}' precompiled header.\n")
  endif()
  add_library(costate-pch-${side} STATIC ${source})
  target_precompile_headers(costate-pch-${side} PRIVATE
    ${CMAKE_SOURCE_DIR}/cmake/pch/${side}.h)
endfunction()

costate_add_pch_target(mlir)
costate_add_pch_target(clang)

# Every header that table generation makes; libraries depend on it.
add_custom_target(costate-headers)

# add_costate_library(NAME sources... [PCH mlir|clang] [DEPENDS targets...] [LINK_LIBS libs...])
function(add_costate_library name)
  cmake_parse_arguments(ARG "" "PCH" "DEPENDS;LINK_LIBS" ${ARGN})
  if(NOT ARG_PCH)
    set(ARG_PCH mlir)
  endif()
  add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
  add_dependencies(${name} costate-headers ${ARG_DEPENDS})
  target_link_libraries(${name} PUBLIC ${ARG_LINK_LIBS})
  target_precompile_headers(${name} REUSE_FROM costate-pch-${ARG_PCH})
endfunction()

# add_costate_tool(NAME sources... [PCH mlir|clang] [LINK_LIBS libs...])
#
# A process must hold exactly one LLVM: two copies register the same command line options twice and abort.
# MLIR comes as static archives whose exported targets (MLIRIR, ...) name the target `LLVM` in their link
# interface, which is the shared libLLVM; `clang-cpp` is shared and needs the same libLLVM. So link
# MLIR's own targets plus `LLVM` (and `clang-cpp` where Clang is used), never `LLVMSupport` and its
# static siblings, never `MLIR` (the shared libMLIR, a second copy of MLIR).
function(add_costate_tool name)
  cmake_parse_arguments(ARG "" "PCH" "LINK_LIBS" ${ARGN})
  if(NOT ARG_PCH)
    set(ARG_PCH mlir)
  endif()
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  add_dependencies(${name} costate-headers)
  target_link_libraries(${name} PRIVATE ${ARG_LINK_LIBS} LLVM)
  target_link_options(${name} PRIVATE -Wl,--gc-sections)
  # The precompiled headers are shared with the libraries, hence compiled with -fPIC and not -fPIE.
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(${name} PRIVATE -fPIC)
  target_precompile_headers(${name} REUSE_FROM costate-pch-${ARG_PCH})
endfunction()

# Table generation of one definition file with mlir-tblgen:
# costate_tablegen(NAME FILE.td OUT1 -gen-x OUT2 -gen-y ...)
function(costate_tablegen name source)
  set(LLVM_TARGET_DEFINITIONS ${source})
  set(options ${ARGN})
  while(options)
    list(POP_FRONT options out generator)
    separate_arguments(generator)
    mlir_tablegen(${out} ${generator} EXTRA_INCLUDES ${CMAKE_SOURCE_DIR}/include)
  endwhile()
  add_public_tablegen_target(${name})
  add_dependencies(costate-headers ${name})
endfunction()
