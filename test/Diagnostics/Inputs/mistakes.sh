#!/bin/bash
# Compiles a file once per mistake (-DMISTAKE=1 ... N) and prints costate's sentences:
# mistakes.sh N FILE COMPILER...
count=$1 file=$2
shift 2
for ((mistake = 1; mistake <= count; mistake++)); do
  if output=$("$@" -fsyntax-only -DMISTAKE="$mistake" "$file" 2>&1); then
    echo "mistake $mistake compiles"
  fi
  sed -n 's/.*error: static assertion failed.*: \(costate: .*\)/\1/p' <<<"$output"
done
