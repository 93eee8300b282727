# Files made of the scalar rules by costate-tblgen.

# costate_generate_from_rules(TARGET OUTPUT GENERATOR): writes OUTPUT in the current binary folder.
function(costate_generate_from_rules target output generator)
  set(rules ${CMAKE_SOURCE_DIR}/lib/Rules)
  file(GLOB definitions CONFIGURE_DEPENDS ${rules}/*.td)
  add_custom_command(OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${output}
    COMMAND $<TARGET_FILE:costate-tblgen> ${generator} -I ${rules} ${rules}/ScalarRules.td
            -o ${CMAKE_CURRENT_BINARY_DIR}/${output}
    DEPENDS costate-tblgen ${definitions}
    COMMENT "Building ${output}"
    VERBATIM)
  add_custom_target(${target} DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/${output})
endfunction()
