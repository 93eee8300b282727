#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks docs/Diagnostics.md, the catalog of refusals, against the sources and against the tool.

  utils/check-diagnostics.py --costate build/bin/costate [--only CODE]     runs every example
  utils/check-diagnostics.py                                               the sections are well-formed, nothing is run
  utils/check-diagnostics.py --complete                                    and every code that the sources can report has one

  - no section `## costate-CODE` is about a code that the sources cannot report;
  - the first line of a section says in one sentence what is wrong; the section says what to do;
  - an example is a block of C++ whose first line is the command that is run on it:
      // costate grad --function f: refused        must exit with 1 and report the code of the section
      // costate grad --function f: accepted       the way out: must succeed
  - a section without a refused example names a test that exists and expects the code ("Test: `path`"), or says why there can be none
    ("No example: a fault of costate itself." or "No example: it depends on the machine.").
"""

import argparse
import glob
import os
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CATALOG = "docs/Diagnostics.md"
# A code, as the sources spell it.
CODE = r'"([a-z]+(?:-[a-z0-9]+)+)"'
# Where one stands: an argument of a refusal (calls may stand before it), or the last one of a call that reports for others; in a row of
# the closed world; named as such; or spelled out in a message.
REPORTS = (re.compile(r'(?:\b[rR]efuse\w*|\bemitRefusal|\bfail|\brefusal)\(\s*(?:[^"();]|\([^"()]*(?:\([^"()]*\)[^"()]*)*\))*?' + CODE),
           re.compile(r'\breport\w+\((?:[^;"]|"[^"]*")*,\s*' + CODE + r'\);'), re.compile(r'\bRefused, ' + CODE), re.compile(r'getLocation\(\),\s*' + CODE),
           re.compile(r'\bcode = ' + CODE), re.compile(r'/\*code=\*/\s*' + CODE), re.compile(r"\[costate-([a-z]+(?:-[a-z0-9]+)*)\]"))
EXCUSE = re.compile(r"^No example: (a fault of costate itself|it depends on the machine)\.$", re.M)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def reported_codes():
    codes = set()
    for folder in ("lib", "tools"):
        paths = [path for suffix in ("cpp", "h", "def")
                 for path in glob.glob(os.path.join(ROOT, folder, "**", f"*.{suffix}"), recursive=True)]
        for path in paths:
            text = read(path)
            for pattern in REPORTS:
                codes.update(pattern.findall(text))
    return codes


def sections():
    found = {}
    for part in re.split(r"^## ", read(CATALOG), flags=re.M)[1:]:
        heading, _, body = part.partition("\n")
        if heading.startswith("costate-"):
            found[heading.strip()[len("costate-"):]] = body.strip()
    return found


def examples(body):
    """(language, command line, expectation, source) of every block that is to be run."""
    for language, text in re.findall(r"^```(c|cpp)\n(.*?)^```", body, flags=re.M | re.S):
        header = re.match(r"// (costate .*): (refused|accepted)\n", text)
        if header:
            yield language, header.group(1), header.group(2), text


def check_catalog(found, complete):
    codes = reported_codes()
    if complete:
        for code in sorted(codes - set(found)):
            yield f"no section for costate-{code}, which the sources report"
    for code in sorted(set(found) - codes):
        yield f"costate-{code}: nothing in the sources reports it"
    for code, body in found.items():
        if not re.match(r"[A-Z`].*\.$", body.split("\n")[0]):
            yield f"costate-{code}: the first line is not a sentence"
        if any(expectation == "refused" for _, _, expectation, _ in examples(body)):
            continue
        tests = re.findall(r"^Test: `([^`]+)`", body, flags=re.M)
        if not tests and not EXCUSE.search(body):
            yield f"costate-{code}: neither a refused example nor a test"
        for test in tests:
            if not os.path.exists(os.path.join(ROOT, test)):
                yield f"costate-{code}: '{test}' does not exist"
            elif f"costate-{code}" not in read(test):
                yield f"costate-{code}: '{test}' does not expect it"


def run_example(costate, code, number, example, folder):
    language, command, expectation, text = example
    source = os.path.join(folder, f"{code}_{number}.{language}")
    with open(source, "w", encoding="utf-8") as file:
        file.write(text)
    words = shlex.split(command)[1:]
    clang = words[words.index("--"):] if "--" in words else []
    words = words[:len(words) - len(clang)]
    line = [costate, words[0], source, *words[1:]] + ([] if "-o" in words else ["-o", source + ".o"]) + clang
    done = subprocess.run(line, capture_output=True, text=True, cwd=folder)
    shown = f"costate-{code}, example {number} ({expectation})"
    if expectation == "accepted" and done.returncode != 0:
        yield f"{shown}: exit status {done.returncode}\n{done.stderr}"
    if expectation == "refused" and (done.returncode != 1 or f"[costate-{code}]" not in done.stderr):
        yield f"{shown}: exit status {done.returncode}\n{done.stderr}"


def main():
    parser = argparse.ArgumentParser(description="Checks the catalog of refusals.")
    parser.add_argument("--costate", help="the tool; without it no example is run")
    parser.add_argument("--complete", action="store_true", help="report codes without a section")
    parser.add_argument("--only", help="run the examples of this code only")
    options = parser.parse_args()
    found = sections()
    problems, count = list(check_catalog(found, options.complete)), 0
    if options.costate:
        with tempfile.TemporaryDirectory() as folder:
            for code, body in found.items():
                for number, example in enumerate(examples(body), 1):
                    if options.only in (None, code):
                        count += 1
                        problems += run_example(os.path.abspath(options.costate), code, number, example, folder)
    for problem in problems:
        print(problem)
    print(f"{len(found)} codes, {count} examples run, {len(problems)} problems")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
