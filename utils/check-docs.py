#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks what the documentation says against the tree. Usage: utils/check-docs.py [ROOT]

  - links between documents lead somewhere, and paths in `code` that start at a folder of the tree exist;
  - docs/SupportedCpp.md names every program of test/Integration/{programs,unsupported}, and no others;
  - the code that it gives for a refused construct stands in the test that it names;
  - docs/README.md lists every document.

It does not run anything, and utils/update-supported.py writes the tables: the programs are run by the tests in test/Integration, the getting-started page by its own test.
"""

import os
import re
import sys

FOLDERS = ("benchmarks", "cmake", "docs", "examples", "include", "lib", "test", "tools", "utils")
TABLE = "docs/SupportedCpp.md"
PROGRAMS = ("test/Integration/programs", "test/Integration/unsupported")


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def documents(root):
    found = [name for name in os.listdir(root) if name.endswith(".md")]
    for folder, _, names in os.walk(os.path.join(root, "docs")):
        found += [os.path.relpath(os.path.join(folder, name), root) for name in names if name.endswith(".md")]
    return sorted(found)


def without_blocks(text):
    """The text without fenced code, whose files are the reader's."""
    return re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)


def check_paths(root, document):
    text = without_blocks(read(root, document))
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        if not os.path.exists(os.path.join(root, os.path.dirname(document), target)):
            yield f"link to '{target}', which does not exist"
    for code in re.findall(r"`([^`\n]+)`", text):
        if not re.fullmatch(r"[\w./-]+", code) or code.split("/")[0] not in FOLDERS or "/" not in code:
            continue
        if not os.path.exists(os.path.join(root, code)):
            yield f"'{code}', which does not exist"


def program_names(root):
    names = {}
    for folder in PROGRAMS:
        for path, _, files in os.walk(os.path.join(root, folder)):
            names.update({os.path.splitext(name)[0]: os.path.relpath(os.path.join(path, name), root)
                          for name in files if name.endswith((".c", ".cpp"))})
    return names


def check_programs(root):
    text, programs = read(root, TABLE), program_names(root)
    named = set(re.findall(r"`(\w+)`", text))
    for name in sorted(set(programs) - named):
        yield f"does not name the program '{programs[name]}'"
    rows = [line.split("|")[1:-1] for line in text.splitlines() if re.match(r"\| (?!construct)[^-]", line)]
    for row in rows:
        cells = [cell.strip() for cell in row]
        proofs = re.findall(r"`([^`]+)`", cells[-1])
        if not proofs:
            yield f"no proof for '{cells[0]}'"
        for proof in proofs:
            if "/" not in proof and proof not in programs:
                yield f"there is no program '{proof}'"
        if len(cells) == 3:
            code = cells[1].strip("`")
            for proof in proofs:
                path = programs.get(proof, proof)
                if os.path.exists(os.path.join(root, path)) and code not in read(root, path):
                    yield f"'{path}' does not expect the code '{code}'"


def check_index(root):
    index = read(root, "docs/README.md")
    for document in documents(root):
        if document.startswith("docs/") and document != "docs/README.md":
            if f"({os.path.relpath(document, 'docs')})" not in index:
                yield f"does not list {document}"


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    problems = [f"{document}: {problem}" for document in documents(root) for problem in check_paths(root, document)]
    problems += [f"{TABLE}: {problem}" for problem in check_programs(root)]
    problems += [f"docs/README.md: {problem}" for problem in check_index(root)]
    for problem in problems:
        print(problem)
    print(f"{len(documents(root))} documents, {len(program_names(root))} programs, {len(problems)} problems")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
