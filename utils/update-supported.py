#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the tables of docs/SupportedCpp.md. Usage: utils/update-supported.py [--check] [ROOT]

The tables come from the first lines of the programs in test/Integration/{programs,unsupported} (`// family:`,
`// construct:`, `// expect:`) and from test/Integration/sweep.json, the results of the last sweep:

  test/Integration/run_programs.py --costate build/bin/costate --results test/Integration/sweep.json \\
      test/Integration/programs test/Integration/unsupported

With --check nothing is written: exit status 1 if the page is not what would be written, or a program says nothing
about itself.
"""

import json
import os
import re
import sys

PAGE, SWEEP = "docs/SupportedCpp.md", "test/Integration/sweep.json"
BEGIN = "<!-- {}: made by utils/update-supported.py -->"
END = "<!-- end: {} -->"
FAMILIES = [
    "Types and conversions", "Variables and memory", "Structs", "Expressions", "Statements", "Functions", "Mathematics",
    "Classes", "Templates", "Lambdas and callables", "Virtual calls", "Exceptions", "Recursion", "Standard containers",
    "Vocabulary types", "Smart pointers", "Algorithms and numerics", "Strings and streams", "Complex numbers",
    "Ranges", "C++20 and C++23", "Eigen", "Boost.odeint", "Rules and annotations", "Acceptance", "Whole programs"]


class Program:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            head = file.read()
        fields = re.findall(r"^// (family|construct|expect|second): *(.*?) *$", head, re.M)
        self.name = os.path.splitext(os.path.basename(path))[0]
        self.family = next((value for key, value in fields if key == "family"), None)
        self.constructs = [value for key, value in fields if key == "construct"]
        self.second = ("second", "no") not in fields
        expect = next((value for key, value in fields if key == "expect"), "")
        self.pending = expect == "pending"
        self.code = expect.split(None, 1)[1] if expect.startswith("refused") and " " in expect else None


def programs(root, folder):
    found = []
    for path, folders, names in os.walk(os.path.join(root, "test/Integration", folder)):
        folders.sort()
        found += [Program(os.path.join(path, name)) for name in sorted(names) if name.endswith((".c", ".cpp"))]
    return found


def rows_of(found):
    """{construct: programs}, in the order of the text."""
    rows = {}
    for program in found:
        for construct in program.constructs:
            rows.setdefault(construct, []).append(program)
    return sorted(rows.items(), key=lambda row: re.sub(r"[^\w ]", "", row[0]).lower())


def names_of(found):
    return " ".join(f"`{program.name}`" for program in found)


def supported_tables(found):
    found = [program for program in found if not program.pending]
    others = sorted({program.family for program in found if program.family} - set(FAMILIES))
    for family in FAMILIES + others:
        members = [program for program in found if program.family == family]
        if not members:
            continue
        yield f"### {family}\n"
        yield "| construct | import | forward | reverse | second | C++ out | proof |\n|---|---|---|---|---|---|---|"
        for construct, row in rows_of(members):
            second = "✓" if all(program.second for program in row) else "numbers"
            yield f"| {construct} | ✓ | ✓ | ✓ | {second} | ✓ | {names_of(row)} |"
        yield ""


def refused_table(found):
    yield "| construct | code | proof |\n|---|---|---|"
    for construct, row in rows_of(found):
        for program in row:
            yield f"| {construct} | `{program.code}` | `{program.name}` |"


def pending_table(found, sweep):
    found = [program for program in found if program.pending]
    if not found:
        yield "Nothing: every program of the corpus is differentiated."
        return
    yield "| construct | family | what happens today | program |\n|---|---|---|---|"
    for construct, row in sorted(rows_of(found), key=lambda row: FAMILIES.index(row[1][0].family)
                                 if row[1][0].family in FAMILIES else len(FAMILIES)):
        for program in row:
            states = sorted({re.sub(r"^refused ", "", state).split()[0] if state.startswith("refused ") else state.split(":")[0]
                             for state in sweep.get(program.name, {}).values() if state != "ok"})
            texts = [f"`{state}`" if state.startswith("costate-") else state for state in states] or ["refused"]
            yield f"| {construct} | {program.family} | {', '.join(texts)} | `{program.name}` |"


def summary(found, refused, sweep):
    routes = sorted({route for states in sweep.values() for route in states})
    supported = [program for program in found if not program.pending]
    yield (f"{len(found)} programs and {len(refused)} that must be refused: {len(supported)} are differentiated, "
           f"{len(found) - len(supported)} are not yet.")
    if sweep:
        runs = [(state, name) for name, states in sweep.items() for state in states.values()]
        wrong = sum("wrong" in state for state, _ in runs)
        yield (f"The last sweep ran {len(sweep)} of them through the routes {', '.join(routes)}: {len(runs)} results, "
               f"{wrong} of them wrong.")


def replaced(page, key, lines):
    begin, end = BEGIN.format(key), END.format(key)
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        sys.exit(f"{PAGE}: no '{begin}' ... '{end}'")
    return before + begin + "\n" + "\n".join(lines).rstrip() + "\n" + end + after


def main():
    arguments = [word for word in sys.argv[1:] if word != "--check"]
    root = arguments[0] if arguments else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found, refused = programs(root, "programs"), programs(root, "unsupported")
    sweep = {}
    if os.path.exists(os.path.join(root, SWEEP)):
        with open(os.path.join(root, SWEEP), encoding="utf-8") as file:
            sweep = json.load(file)
    problems = [f"{program.name}: needs '// family:' and '// construct:'" for program in found
                if not program.family or not program.constructs]
    problems += [f"{program.name}: needs '// construct:'" for program in refused if not program.constructs]
    with open(os.path.join(root, PAGE), encoding="utf-8") as file:
        page = file.read()
    new = replaced(page, "summary", summary(found, refused, sweep))
    new = replaced(new, "supported", supported_tables(found))
    new = replaced(new, "pending", pending_table(found, sweep))
    new = replaced(new, "refused", refused_table(refused))
    if "--check" in sys.argv:
        problems += [f"{PAGE} is not up to date: run utils/update-supported.py"] if new != page else []
    else:
        with open(os.path.join(root, PAGE), "w", encoding="utf-8") as file:
            file.write(new)
    for problem in problems:
        print(problem)
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
