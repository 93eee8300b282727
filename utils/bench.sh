#!/usr/bin/env bash
# Builds and runs the benchmarks: bench.sh [--quick] [--only NAME] [--json FILE]
# One run interleaves primal, costate's gradient and the hand-written adjoint; see benchmarks/README.md.
set -euo pipefail

usage() {
  echo "usage: $0 [--quick] [--only NAME] [--json FILE]" >&2
  exit 2
}

root=$(cd "$(dirname "$0")/.." && pwd)
arguments=()
while [ $# -gt 0 ]; do
  case "$1" in
    --quick) arguments+=(--quick) ;;
    --only | --json)
      [ $# -ge 2 ] || usage
      arguments+=("$1" "$2")
      shift ;;
    *) usage ;;
  esac
  shift
done

cd "$root"
[ -f build/build.ninja ] || cmake --preset default > /dev/null
cmake --build build --target costate-bench >&2
cd - > /dev/null
exec "$root/build/bin/costate-bench" "${arguments[@]}"
