#!/bin/sh
# exceptions.sh COSTATE SOURCE EXTENSION: the gradient of each function, as NAME.EXTENSION
for function in nested carries overwrites rows again descends pieces; do
  "$1" grad "$2" --function $function -o $function.$3 || exit 1
done
