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

# Table generation of one definition file with mlir-tblgen:
# costate_tablegen(NAME FILE.td OUT1 -gen-x OUT2 -gen-y ...)
function(costate_tablegen name source)
  set(LLVM_TARGET_DEFINITIONS ${source})
  set(options ${ARGN})
  while(options)
    list(POP_FRONT options out generator)
    mlir_tablegen(${out} ${generator} EXTRA_INCLUDES ${CMAKE_SOURCE_DIR}/include)
  endwhile()
  add_public_tablegen_target(${name})
  add_dependencies(costate-headers ${name})
endfunction()
