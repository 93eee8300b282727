#!/bin/bash
# The mutation gate (utils/mutate/mutate.py): breaks every node of every derivative rule, and a sample of the decisions of
# analyses and engine, one at a time, and counts what the tests notice.
#   utils/mutate.sh --rules
#   utils/mutate.sh --decisions --sample 400
# Works on a copy of the tree in build/mutants, whose first build takes as long as costate's own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folders=(lib/Analysis lib/Derivative)
work=build/mutants
tree=$work/tree fresh=$work/fresh
utils/install-packages.sh
utils/build.sh costate-tblgen

# A copy of what is under version control, with every decision made one that can be made wrong at run time.
rm -rf "$fresh"
mkdir -p "$fresh" "$tree"
git ls-files -z | xargs -0 cp --parents -t "$fresh"
cp utils/mutate/mutants.h "$fresh/include/"
build/bin/costate-tblgen -gen-scalar-rules -I lib/Rules lib/Rules/ScalarRules.td -o "$fresh/lib/Rules/MutableRules.cpp.inc"
sed -i -e '1i #include "mutants.h"' -e 's/"ScalarRules.cpp.inc"/"MutableRules.cpp.inc"/' "$fresh/lib/Rules/ScalarRules.cpp"
mapfile -t files < <(cd "$fresh" && find lib/Rules/MutableRules.cpp.inc "${folders[@]}" -name '*.inc' -o -name '*.cpp' | sort)
python3 utils/mutate/instrument.py --list "$work/mutants.json" --root "$fresh" "${files[@]/#/$fresh/}"

# What did not change keeps its time, and is not built again.
(cd "$tree" && find . -path ./build -prune -o -type f -print) | while read -r file; do
  [[ -e $fresh/$file ]] || rm "$tree/$file"
done
(cd "$fresh" && find . -type f) | while read -r file; do
  cmp -s "$fresh/$file" "$tree/$file" || install -D --preserve-timestamps "$fresh/$file" "$tree/$file"
done
(cd "$tree" && utils/build.sh costate RulesTests)

exec python3 utils/mutate/mutate.py --build "$tree/build" --list "$work/mutants.json" --folder "$work/results" "$@"
