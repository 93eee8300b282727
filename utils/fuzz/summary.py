#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Tables of what runs of fuzz.py did: summary.py FOLDER/state.json... [--document docs/Trust.md]

Prints them, or writes them between the marks `<!-- fuzz -->` and `<!-- end of fuzz -->` of a document.
"""

import argparse
import collections
import json
import re
import sys

from runner import MISMATCHES, REFUSED, RIGHT, UNDEFINED


def calls(settings):
    limit = settings.get("inline_limit")
    return f"`--inline-limit {limit}`" if limit else "inlined"


def routes_of(state):
    """(what was built, programs) of a run."""
    settings = state["settings"]
    built = [(f"object: {text}", count) for text, count in state["configurations"].items()]
    built += [(route, state["done"]) for route in settings["routes"] if route != "object"]
    return [(built_as, calls(settings), settings["language"], count) for built_as, count in built]


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]) + "\n"


def make_tables(states):
    built, outcome, refusals, features = (collections.Counter() for _ in range(4))
    for state in states:
        for *key, count in routes_of(state):
            built[tuple(key)] += count
        outcome.update(state["classes"])
        refusals.update(state["refusals"])
        features.update(state["features"])
    total = sum(state["done"] for state in states)
    mismatches = sum(outcome[kind] for kind in MISMATCHES)
    text = f"{total} programs, {mismatches} mismatches, {outcome[REFUSED]} refused.\n\n"
    text += table(["built as", "calls", "language", "programs"], [(*key, count) for key, count in sorted(built.items())]) + "\n"
    text += table(["outcome", "programs"], [(kind, outcome[kind]) for kind in (RIGHT, REFUSED) + MISMATCHES + (UNDEFINED,)]) + "\n"
    text += table(["refused because of", "programs"], [(f"`{code}`", count) for code, count in refusals.most_common()]) + "\n"
    listed = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in sorted(features.items()))
    return text + f"Programs with: {listed}.\n"


def main():
    parser = argparse.ArgumentParser(description="Tables of what runs of fuzz.py did.")
    parser.add_argument("states", nargs="+", metavar="STATE", help="state.json of a run")
    parser.add_argument("--document", help="write the tables between its marks")
    options = parser.parse_args()
    states = []
    for path in options.states:
        with open(path, encoding="utf-8") as file:
            states.append(json.load(file))
    text = make_tables(states)
    if not options.document:
        print(text, end="")
        return 0
    with open(options.document, encoding="utf-8") as file:
        document = file.read()
    changed, count = re.subn(r"(<!-- fuzz -->\n).*?(<!-- end of fuzz -->)", lambda match: match[1] + "\n" + text + "\n" + match[2], document, flags=re.S)
    if count != 1:
        sys.exit(f"{options.document}: needs the marks <!-- fuzz --> and <!-- end of fuzz --> once")
    with open(options.document, "w", encoding="utf-8") as file:
        file.write(changed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
