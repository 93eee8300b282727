# LLVM, Clang and MLIR packages, compiler flags, ccache and linker for the whole tree.

set(COSTATE_LLVM_ROOT "/usr/lib/llvm-${COSTATE_LLVM_VERSION}" CACHE PATH "Prefix of the LLVM packages")
list(PREPEND CMAKE_PREFIX_PATH ${COSTATE_LLVM_ROOT})
find_package(LLVM REQUIRED CONFIG)
if(NOT LLVM_VERSION_MAJOR EQUAL COSTATE_LLVM_VERSION)
  message(FATAL_ERROR "costate needs LLVM ${COSTATE_LLVM_VERSION}, found ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR}")
endif()
find_package(MLIR REQUIRED CONFIG)
find_package(Clang REQUIRED CONFIG)
message(STATUS "costate: LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR}")

list(APPEND CMAKE_MODULE_PATH ${MLIR_CMAKE_DIR} ${LLVM_CMAKE_DIR})
set(LLVM_TABLEGEN_EXE ${LLVM_TOOLS_BINARY_DIR}/llvm-tblgen)
include(TableGen)
include(AddLLVM)
include(AddMLIR)

include_directories(SYSTEM ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
include_directories(${CMAKE_CURRENT_SOURCE_DIR}/include ${CMAKE_CURRENT_BINARY_DIR}/include)
separate_arguments(LLVM_DEFINITIONS_LIST NATIVE_COMMAND ${LLVM_DEFINITIONS})
add_definitions(${LLVM_DEFINITIONS_LIST})

add_compile_options(-Wall -Wextra -Wno-unused-parameter -fno-semantic-interposition
                    -ffunction-sections -fdata-sections)
# The packages are built without exceptions; their virtual tables carry run-time type information.
add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)

find_program(COSTATE_CCACHE ccache)
if(COSTATE_CCACHE)
  # Precompiled headers and ccache agree when the header carries no time stamp and ccache does not ask for more.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${COSTATE_CCACHE})
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
endif()
find_program(COSTATE_LLD ld.lld-22)
if(COSTATE_LLD)
  add_link_options(-fuse-ld=${COSTATE_LLD})
endif()
