# Installation: tools, plugin, user headers and the CMake package 'costate'.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

if(NOT TARGET costate OR NOT TARGET CostatePlugin)
  return()
endif()

install(TARGETS costate costate-opt EXPORT costateTargets RUNTIME DESTINATION bin)
install(TARGETS CostatePlugin EXPORT costateTargets LIBRARY DESTINATION lib)
install(PROGRAMS ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/costate++ DESTINATION bin)
install(FILES ${PROJECT_SOURCE_DIR}/include/costate/algorithm.hpp
              ${PROJECT_SOURCE_DIR}/include/costate/check.hpp
              ${PROJECT_SOURCE_DIR}/include/costate/costate.hpp
              ${PROJECT_SOURCE_DIR}/include/costate/eigen.hpp
              ${PROJECT_SOURCE_DIR}/include/costate/lapack.hpp
              ${PROJECT_SOURCE_DIR}/include/costate/runtime.hpp DESTINATION include/costate)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/costate/api
                  ${PROJECT_SOURCE_DIR}/include/costate/eigen
                  ${PROJECT_SOURCE_DIR}/include/costate/runtime DESTINATION include/costate)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION share/doc/costate)

set(package lib/cmake/costate)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/costateConfig.cmake.in
  ${PROJECT_BINARY_DIR}/costateConfig.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/costateConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/costateConfig.cmake
              ${PROJECT_BINARY_DIR}/costateConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/cmake/CostateDerivatives.cmake DESTINATION ${package})
install(EXPORT costateTargets NAMESPACE costate:: DESTINATION ${package})
