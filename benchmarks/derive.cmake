# Run by benchmarks/CMakeLists.txt for each derivative: costate MODE FILE --function FUNCTION --wrt WRT
# -o OUT. When costate refuses, prints its diagnostics as a warning and leaves an empty translation
# unit, so that the row of the table says "refused" and the others are still measured.
#   -DCOSTATE= -DCXX= -DMODE= -DFILE= -DFUNCTION= -DWRT= -DOUT= [-DINCLUDES=a;b]

set(options -std=c++17 -O3 -DNDEBUG)
foreach(folder ${INCLUDES})
  list(APPEND options -I${folder})
endforeach()
file(REMOVE ${OUT})
execute_process(
  COMMAND ${COSTATE} ${MODE} ${FILE} --function ${FUNCTION} --wrt ${WRT} -o ${OUT} -- ${options}
  RESULT_VARIABLE status ERROR_VARIABLE diagnostics OUTPUT_VARIABLE output)
if(status EQUAL 0 AND EXISTS ${OUT})
  return()
endif()

message(WARNING "costate refused '${FUNCTION}' (exit status ${status}):\n${diagnostics}")
if(OUT MATCHES "\\.o$")
  file(WRITE ${OUT}.empty.cpp "")
  execute_process(COMMAND ${CXX} -c ${OUT}.empty.cpp -o ${OUT} COMMAND_ERROR_IS_FATAL ANY)
else()
  file(WRITE ${OUT} "// costate refused this derivative.\n")
endif()
