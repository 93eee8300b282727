#!/bin/bash
# Installs the Debian 12 packages that building and testing costate needs; does nothing when all are
# there. The LLVM version is the one in CMakeLists.txt.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

llvm=$(sed -n 's/^set(COSTATE_LLVM_VERSION \([0-9]*\))$/\1/p' CMakeLists.txt)
packages=(
  # compiler and libraries
  "clang-$llvm" "libclang-$llvm-dev" "llvm-$llvm-dev" "llvm-$llvm-tools" "libmlir-$llvm-dev"
  "mlir-$llvm-tools" "lld-$llvm" "libclc-$llvm-dev" "libclang-rt-$llvm-dev"
  # LLVM's own CMake package looks for these
  zlib1g-dev libzstd-dev libxml2-dev
  # build
  cmake ninja-build ccache git ca-certificates
  # tests: a second compiler, the test runner's interpreter, unit tests, an oracle of many digits
  g++ python3 libgtest-dev libmpfr-dev
  # libraries that test programs are written against
  libeigen3-dev libboost-dev liblapack-dev libblas-dev
)

missing=()
installed=" $(dpkg-query -W -f '${db:Status-Abbrev}${Package} ' "${packages[@]}" 2>/dev/null || true)"
for package in "${packages[@]}"; do
  [[ $installed == *" ii $package "* ]] || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

echo "installing packages: ${missing[*]}"
root=()
if [[ $(id -u) -ne 0 ]]; then
  command -v sudo >/dev/null || { echo "run as root, or install sudo" >&2; exit 1; }
  root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
"${root[@]}" apt-get update -qq
"${root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null </dev/null
