# What projects that use costate get, inside costate's own build and from an installed package:
#   costate::headers    include path of costate/costate.hpp and costate/runtime.hpp
#   costate::plugin     compile with costate's plugin (the compiler must be the clang++ it was made for)
#   costate_add_derivatives(...)   derivatives as sources or objects, for every compiler
# Needs the targets costate::costate and costate::CostatePlugin, and COSTATE_INCLUDE_DIR.

if(NOT TARGET costate::headers)
  add_library(costate::headers INTERFACE IMPORTED GLOBAL)
  set_target_properties(costate::headers PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${COSTATE_INCLUDE_DIR}")

  add_library(costate::plugin INTERFACE IMPORTED GLOBAL)
  set_target_properties(costate::plugin PROPERTIES
    INTERFACE_LINK_LIBRARIES costate::headers
    INTERFACE_COMPILE_DEFINITIONS __COSTATE__=1
    INTERFACE_COMPILE_OPTIONS "$<$<COMPILE_LANGUAGE:CXX>:-fplugin=$<TARGET_FILE:costate::CostatePlugin>>")
  if(TARGET CostatePlugin) # costate's own build
    add_dependencies(costate::plugin CostatePlugin)
  endif()
endif()

# costate_add_derivatives(TARGET target SOURCES file... FUNCTIONS function...
#                         MODE grad|vjp|jvp|hvp [WRT name...] [EMIT cpp|obj]
#                         [OPTIONS option...] [CLANG_OPTIONS option...])
# costate_add_derivatives(TARGET target SOURCES file... MODE build [EMIT obj] ...)
#
# Makes the functions' derivatives and adds them to the target. With EMIT cpp (the default) they are C++
# sources that the target's own compiler builds; with EMIT obj they are object files. MODE build makes
# what the files request themselves. The files are read with the target's include paths, definitions and
# CXX_STANDARD, and with CLANG_OPTIONS; a change in any header that they include makes them anew.
function(costate_add_derivatives)
  cmake_parse_arguments(ARG "" "TARGET;MODE;EMIT" "SOURCES;FUNCTIONS;WRT;OPTIONS;CLANG_OPTIONS" ${ARGN})
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "costate_add_derivatives: unknown argument '${ARG_UNPARSED_ARGUMENTS}'")
  endif()
  foreach(needed TARGET SOURCES MODE)
    if(NOT ARG_${needed})
      message(FATAL_ERROR "costate_add_derivatives: ${needed} is missing")
    endif()
  endforeach()
  if(NOT TARGET ${ARG_TARGET})
    message(FATAL_ERROR "costate_add_derivatives: no target '${ARG_TARGET}'")
  endif()
  if(NOT ARG_MODE MATCHES "^(grad|vjp|jvp|hvp|build)$")
    message(FATAL_ERROR "costate_add_derivatives: MODE is grad, vjp, jvp, hvp or build, not '${ARG_MODE}'")
  endif()
  if(ARG_MODE STREQUAL "build")
    if(ARG_FUNCTIONS OR ARG_WRT)
      message(FATAL_ERROR "costate_add_derivatives: MODE build takes its requests from the sources")
    endif()
    if(NOT ARG_EMIT)
      set(ARG_EMIT obj)
    endif()
  elseif(NOT ARG_FUNCTIONS)
    message(FATAL_ERROR "costate_add_derivatives: FUNCTIONS is missing")
  endif()
  if(NOT ARG_EMIT)
    set(ARG_EMIT cpp)
  endif()
  if(NOT ARG_EMIT MATCHES "^(cpp|obj)$")
    message(FATAL_ERROR "costate_add_derivatives: EMIT is cpp or obj, not '${ARG_EMIT}'")
  endif()

  set(requests)
  foreach(function ${ARG_FUNCTIONS})
    list(APPEND requests --function ${function})
  endforeach()
  if(ARG_WRT)
    string(REPLACE ";" "," wrt "${ARG_WRT}")
    list(APPEND requests --wrt ${wrt})
  endif()
  if(ARG_EMIT STREQUAL "cpp")
    set(suffix .cpp)
  else()
    set(suffix ${CMAKE_CXX_OUTPUT_EXTENSION})
  endif()

  set(includes "$<TARGET_PROPERTY:${ARG_TARGET},INCLUDE_DIRECTORIES>")
  set(definitions "$<TARGET_PROPERTY:${ARG_TARGET},COMPILE_DEFINITIONS>")
  set(standard "$<TARGET_PROPERTY:${ARG_TARGET},CXX_STANDARD>")
  string(MAKE_C_IDENTIFIER "${ARG_FUNCTIONS}" request_name)
  foreach(source ${ARG_SOURCES})
    get_filename_component(source_path ${source} ABSOLUTE)
    get_filename_component(stem ${source} NAME_WE)
    get_filename_component(extension ${source} LAST_EXT)
    get_filename_component(folder ${source_path} DIRECTORY)
    string(SUBSTRING "${stem}_${request_name}" 0 60 short_name)
    set(derivatives
      ${CMAKE_CURRENT_BINARY_DIR}/${ARG_TARGET}.costate/${short_name}_${ARG_MODE}${suffix})
    add_custom_command(OUTPUT ${derivatives}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/${ARG_TARGET}.costate
      COMMAND costate::costate ${ARG_MODE} ${source_path} ${requests} ${ARG_OPTIONS}
        -o ${derivatives} --depfile ${derivatives}.d --
        "$<$<AND:$<BOOL:${standard}>,$<NOT:$<STREQUAL:${extension},.c>>>:-std=c++${standard}>"
        "$<$<BOOL:${includes}>:-I$<JOIN:${includes},;-I>>"
        "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},;-D>>"
        ${ARG_CLANG_OPTIONS}
      DEPENDS costate::costate ${source_path}
      DEPFILE ${derivatives}.d
      COMMENT "Differentiating ${source}"
      COMMAND_EXPAND_LISTS VERBATIM)
    target_sources(${ARG_TARGET} PRIVATE ${derivatives})
    if(ARG_EMIT STREQUAL "cpp")
      # The emitted source includes what its origin includes.
      set_source_files_properties(${derivatives} PROPERTIES INCLUDE_DIRECTORIES ${folder})
    else()
      set_source_files_properties(${derivatives} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
    endif()
  endforeach()
  target_link_libraries(${ARG_TARGET} PRIVATE costate::headers)
endfunction()
