#!/bin/bash
# Differential fuzzing (utils/fuzz/fuzz.py): builds costate if need be, then
#   utils/fuzz.sh --programs 20000 --seed 1
# runs random programs by every route against an independent oracle and closes with
# `N programs, M mismatches, K refused`. The same command resumes a run that was interrupted.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ ! -x build/bin/costate ]]; then
  utils/install-packages.sh
  utils/build.sh all
fi
folder=build/fuzz
for ((i = 1; i <= $#; i++)); do
  [[ ${!i} == --folder ]] && folder=
done
exec python3 utils/fuzz/fuzz.py --costate build/bin/costate ${folder:+--folder "$folder"} "$@"
