#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes docs/ClosedWorld.md: every kind of clang's AST nodes, and the program that proves what becomes of it.

  utils/update-closed-world.py --importer build/bin/costate-import            writes the document
  utils/update-closed-world.py --importer build/bin/costate-import --check    fails where it is not true

The status of a kind is decided in lib/Frontend/ClosedWorld.def. The proof is found: for a supported kind, a program of
test/Integration/programs (or Inputs/language*) that is imported and holds it; for a refused one, a program of test/Integration/unsupported or
test/Frontend/unsupported that holds it and is refused with the code of the row. `--check` runs the proofs that the document
names, not the whole corpus.
"""

import argparse
import glob
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TABLE, DOCUMENT = "lib/Frontend/ClosedWorld.def", "docs/ClosedWorld.md"
FAMILIES = {"STATEMENT": ("statement", "Statements and expressions"), "DECLARATION": ("declaration", "Declarations"),
            "TYPE": ("type", "Types")}
PROGRAMS = {"Supported": ["test/Integration/programs", "test/Integration/Inputs/language*"],
            "Refused": ["test/Integration/unsupported", "test/Frontend/unsupported"]}
INTRODUCTION = """# The closed world

What costate does with every kind of node that clang 22's AST can hold. Written by `utils/update-closed-world.py` from
`lib/Frontend/ClosedWorld.def` and the corpus; do not edit. The build fails when clang has a kind that is not listed.

*supported*: imported wherever it is met in C and C++, or refused in a position that [Diagnostics.md](Diagnostics.md) describes.
*refused*: an error with the code. *templates only*: dissolved by clang before anything is imported. *outside*: stands
outside of functions, or behind another node that decides. *foreign*: belongs to a dialect
beyond C and C++ and is refused where it is met. The last column names a program that holds the kind;
where it is empty, nothing proves the row yet.
"""
LABELS = {"Supported": "supported", "Refused": "refused", "TemplateOnly": "templates only", "Outside": "outside", "Foreign": "foreign"}


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def table_rows():
    for macro, kind, status, code, reason in re.findall(
            r'^(STATEMENT|DECLARATION|TYPE)\((\w+), (\w+), "([^"]*)", "([^"]*)"\)', read(TABLE), flags=re.M):
        yield macro, kind, status, code, reason


def census(importer, path):
    """(accepted, kinds, codes) of one program."""
    text = read(path)
    function = re.search(r"^// function: (.*?) *$", text, flags=re.M)
    options = re.search(r"^// clang: (.*?) *$", text, flags=re.M)
    standard = re.search(r"^// standard: (.*?) *$", text, flags=re.M)
    request = ["--grad", function.group(1)] if function else ["--all"]
    flags = (options.group(1).split() if options else []) + (["-std=" + standard.group(1)] if standard else [])
    done = subprocess.run([importer, *request, "--kinds", os.path.join(ROOT, path), *(["--", *flags] if flags else [])],
                          capture_output=True, text=True)
    return done.returncode == 0, set(done.stdout.splitlines()), set(re.findall(r"\[costate-([a-z-]+)\]", done.stderr))


def run_all(importer, paths):
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(paths, pool.map(lambda path: census(importer, path), paths)))


def corpus(status):
    paths = []
    for folder in PROGRAMS[status]:
        for suffix in ("cpp", "c"):
            paths += glob.glob(os.path.join(ROOT, folder, "**", f"*.{suffix}"), recursive=True)
            paths += glob.glob(os.path.join(ROOT, f"{folder}.{suffix}"))
    return sorted(os.path.relpath(path, ROOT) for path in paths)


def proves(row, result):
    macro, kind, status, code, _ = row
    accepted, kinds, codes = result
    if f"{FAMILIES[macro][0]} {kind}" not in kinds:
        return False
    return accepted if status == "Supported" else code in codes


def find_proofs(importer):
    proofs, missing = {}, []
    rows = [row for row in table_rows() if row[2] in PROGRAMS]
    results = {status: run_all(importer, corpus(status)) for status in PROGRAMS}
    # A program that holds few kinds says more about each.
    order = {status: sorted(found, key=lambda path: (len(found[path][1]), path)) for status, found in results.items()}
    for row in rows:
        proof = next((path for path in order[row[2]] if proves(row, results[row[2]][path])), None)
        proofs[row[:2]] = proof
        if not proof:
            missing.append(f"{row[1]} ({LABELS[row[2]]}): no program proves it")
    return proofs, missing


def write(proofs):
    text = INTRODUCTION
    for macro, (_, title) in FAMILIES.items():
        rows = [row for row in table_rows() if row[0] == macro]
        counts = ", ".join(f"{sum(row[2] == status for row in rows)} {label}" for status, label in LABELS.items())
        text += f"\n## {title}\n\n{len(rows)} kinds: {counts}.\n\n| kind | | | proof |\n|---|---|---|---|\n"
        for _, kind, status, code, reason in rows:
            proof = proofs.get((macro, kind))
            why = f"`costate-{code}`" if code else reason
            text += f"| `{kind}` | {LABELS[status]} | {why} | {f'`{proof}`' if proof else ''} |\n"
    with open(os.path.join(ROOT, DOCUMENT), "w", encoding="utf-8") as file:
        file.write(text)


def check(importer):
    """Problems of the document as it stands."""
    text, rows = read(DOCUMENT), list(table_rows())
    listed = {}
    for section, (macro, (_, title)) in zip(re.split(r"^## ", text, flags=re.M)[1:], FAMILIES.items()):
        for kind, label, _, proof in re.findall(r"^\| `(\w+)` \| ([^|]*?) \| ([^|]*?) \| (?:`([^`]*)`)? ?\|", section, flags=re.M):
            listed[macro, kind] = (label, proof)
    proofs = sorted({proof for _, proof in listed.values() if proof and os.path.exists(os.path.join(ROOT, proof))})
    results = run_all(importer, proofs)
    for row in rows:
        label, proof = listed.get(row[:2], (None, None))
        if label != LABELS[row[2]]:
            yield f"{row[1]}: the document says '{label}', the table '{LABELS[row[2]]}'"
        elif row[2] in PROGRAMS and not proof:
            yield f"{row[1]}: no proof"
        elif row[2] in PROGRAMS and (proof not in results or not proves(row, results[proof])):
            yield f"{row[1]}: '{proof}' does not prove it"
    print(f"{len(rows)} kinds, {len(proofs)} programs run")


def main():
    parser = argparse.ArgumentParser(description="Writes or checks docs/ClosedWorld.md.")
    parser.add_argument("--importer", required=True, help="costate-import")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    importer = os.path.abspath(options.importer)
    if options.check:
        problems = list(check(importer))
    else:
        proofs, problems = find_proofs(importer)
        write(proofs)
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
