#!/bin/bash
# Configures once and builds the given targets (all of them without arguments) in build/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ ! -f build/build.ninja ]]; then
  cmake --preset default >build-configure.log 2>&1 ||
    { cat build-configure.log >&2; rm -f build-configure.log; exit 1; }
  rm -f build-configure.log
fi
cmake --build build --target "${@:-all}"
