#!/bin/bash
# Installs what is missing, builds everything and runs every test. Arguments go to ctest:
#   utils/test.sh            utils/test.sh -R Driver
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

utils/install-packages.sh
utils/build.sh all
exec ctest --test-dir build --output-on-failure --no-tests=error "$@"
