#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the generated tables into docs/Numerics.md, or checks that they are up to date.

usage: update-numerics.py [--check] COSTATE_TBLGEN
"""
import difflib
import pathlib
import subprocess
import sys

MARKER = "do not edit below this line. -->\n"


def main():
    arguments = sys.argv[1:]
    check = "--check" in arguments
    tools = [argument for argument in arguments if argument != "--check"]
    if len(tools) != 1:
        sys.exit(__doc__)
    root = pathlib.Path(__file__).resolve().parent.parent
    rules = root / "lib" / "Rules"
    tables = subprocess.run(
        [tools[0], "-gen-rule-docs", "-I", rules, rules / "ScalarRules.td"],
        check=True, capture_output=True, text=True).stdout
    page = root / "docs" / "Numerics.md"
    committed = page.read_text()
    head, marker, _ = committed.partition(MARKER)
    if not marker:
        sys.exit(f"{page}: the line that ends in '{MARKER.strip()}' is missing")
    generated = head + marker + "\n" + tables
    if not check:
        page.write_text(generated)
    elif generated != committed:
        sys.stdout.writelines(difflib.unified_diff(
            committed.splitlines(True), generated.splitlines(True), "committed", "generated", n=0))
        sys.exit("docs/Numerics.md differs from lib/Rules: run utils/update-numerics.py")


main()
