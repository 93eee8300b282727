#!/bin/sh
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# language.sh COSTATE CLANG GXX SOURCE STANDARD FUNCTION...: the gradient of each function, as an
# object and as C++, compared with differences.
costate=$1 clang=$2 gxx=$3 source=$4 standard=$5
shift 5
here=$(dirname "$0")
case $source in *.c) language=c flags=-DLANGUAGE_C ;; *) language=c++ flags= ;; esac
$clang -x $language -std="$standard" -O1 -c "$source" -o primal.o || exit 1
status=0
for function; do
  flags="$flags -DFUNCTION=$function -DGRADIENT=${function}_grad"
  $clang -std=c++17 $flags -c "$here/compare_gradient.cpp" -o main.o &&
    $costate grad "$source" --function $function -o $function.o -- -std="$standard" &&
    $clang main.o primal.o $function.o -lstdc++ -lm -o object && ./object ||
    { echo "$function as an object"; status=1; }
  $costate grad "$source" --function $function -o $function.cpp -- -std="$standard" &&
    $gxx -std=c++17 -O1 -I "$here/../../../include" -Wall -Wextra -Werror -c $function.cpp -o printed.o &&
    $clang main.o primal.o printed.o -lstdc++ -lm -o printed && ./printed ||
    { echo "$function as C++"; status=1; }
done
exit $status
