#!/bin/sh
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# stops.sh COSTATE SOURCE SUFFIX: makes the gradients of all functions, one file each.
set -e
for function in copies_bytes clears_bytes moves_members reads_scalar reads_array reads_member follows_member hides_in_string; do
  "$1" grad "$2" --function "$function" -o "$function.$3" -- -std=c++17
done
