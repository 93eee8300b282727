#!/bin/bash
# From a fresh clone to a fitted model: installs what is missing, builds costate, differentiates the
# log-likelihood of a Gaussian mixture, fits it to the Old Faithful data with that gradient, and shows
# the derivative of a small function as C++.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step() { printf '\n== %s\n' "$*"; }

step "packages and build"
utils/install-packages.sh
utils/build.sh costate costate-opt CostatePlugin gmm_fit

step "examples/gmm: a Gaussian mixture, fitted with the gradient that costate made of gmm.cpp"
build/bin/gmm_fit examples/gmm/faithful.csv

step "examples/small: what costate makes of a small function"
echo "\$ cat examples/small/logistic.cpp"
sed -n '/^double/,$p' examples/small/logistic.cpp
echo "\$ build/bin/costate grad examples/small/logistic.cpp --function logistic_loss --wrt slope,intercept"
build/bin/costate grad examples/small/logistic.cpp --function logistic_loss --wrt slope,intercept
