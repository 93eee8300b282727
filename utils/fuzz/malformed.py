#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Front-end robustness: programs of the corpus, damaged at random, must be differentiated or get a diagnostic.

  malformed.py --costate build/bin/costate --programs 2000 --seed 1 --folder WORK

Two programs of three are damaged gently, so that many still compile: an operator, name or number takes the place of another one, a
line is left out, doubled or swapped. The others are damaged by one to four edits of any tokens: cut, moved, nested a hundred times. What costate may do: succeed, or end with exit status 1
and a diagnostic at a line. What it must not do: stop by a signal, report an internal error, take longer than --seconds or more
than --memory. The last line is `N programs, M failures, D differentiated, E diagnosed`; failing programs are kept in WORK/found.
"""

import argparse
import collections
import concurrent.futures
import os
import random
import re
import resource
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
INTEGRATION = os.path.normpath(os.path.join(HERE, "..", "..", "test", "Integration"))
sys.path.insert(0, INTEGRATION)

from corpus.program import find_programs  # noqa: E402

TOKEN = re.compile(r'//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|#[^\n]*|[A-Za-z_]\w*|\d[\w.]*|->|::|&&|\|\||[-+*/<>=!&|]=|<<|>>|\+\+|--|\s+|.', re.S)
KEYWORDS = ("const static double int float bool void auto return if else for while do switch case break continue goto struct union class "
            "template typename virtual new delete throw try catch sizeof this nullptr operator [[costate::inactive]] * & && ( ) { } [ ] ; , . -> :: "
            "= += -> < > ? : 0 1 -1 1e308 0.0 nan x n").split()


def tokens_of(text):
    return TOKEN.findall(text)


class Damage:
    """Edits a list of tokens in place; `others` are tokens of other programs."""

    def __init__(self, source, others):
        self.random, self.others = source, others

    def place(self, tokens):
        """The index of a token that is neither space nor a comment."""
        places = [i for i, token in enumerate(tokens) if token.strip() and not token.startswith("//")]
        return self.random.choice(places) if places else 0

    def delete(self, tokens):
        del tokens[self.place(tokens)]

    def double(self, tokens):
        i = self.place(tokens)
        tokens.insert(i, tokens[i] + " ")

    def swap(self, tokens):
        i, j = self.place(tokens), self.place(tokens)
        tokens[i], tokens[j] = tokens[j], tokens[i]

    def replace(self, tokens):
        tokens[self.place(tokens)] = self.random.choice([self.random.choice(KEYWORDS), tokens[self.place(tokens)], self.random.choice(self.others)])

    def insert(self, tokens):
        tokens.insert(self.place(tokens), " " + self.random.choice(KEYWORDS) + " ")

    def cut(self, tokens):
        start = self.place(tokens)
        del tokens[start:start + self.random.randint(2, 40)]

    def truncate(self, tokens):
        del tokens[max(self.place(tokens), len(tokens) // 2):]

    def move(self, tokens):
        start, size = self.place(tokens), self.random.randint(2, 30)
        piece = tokens[start:start + size]
        del tokens[start:start + size]
        at = self.place(tokens) if tokens else 0
        tokens[at:at] = piece

    def nest(self, tokens):
        i = self.place(tokens)
        opening, closing = self.random.choice([("(", ")"), ("{", "}"), ("-(", ")"), ("if (x[0] > 0) {", "}"), ("[&] { return ", "; }()")])
        tokens[i] = opening * 100 + tokens[i] + closing * 100

    OPERATORS = [["+", "-", "*", "/"], ["=", "+=", "-=", "*=", "/="], ["<", ">", "<=", ">=", "==", "!="], ["&&", "||"], ["++", "--"],
                 ["double", "float", "int", "long", "auto"], ["break", "continue", "return 0"], ["const", "static", "volatile"], ["*", "&", ""]]

    def exchange(self, tokens):
        """A token of the same kind from this program, or an operator of the same group."""
        i = self.place(tokens)
        groups = [group for group in self.OPERATORS if tokens[i] in group]
        alike = [token for token in tokens if re.match(r"[A-Za-z_]", token)] if re.match(r"[A-Za-z_]", tokens[i]) else \
            [token for token in tokens if re.match(r"\d", token)] + ["0", "-1", "1e300", "2147483647"] if re.match(r"\d", tokens[i]) else []
        tokens[i] = self.random.choice(self.random.choice(groups) if groups else alike or [tokens[i]])

    def edit_lines(self, tokens):
        lines = "".join(tokens).split("\n")
        code = [i for i, line in enumerate(lines) if line.strip().endswith(";")] or [0]
        i, j = self.random.choice(code), self.random.choice(code)
        edit = self.random.randrange(3)
        if edit == 0:
            lines[i] = ""
        elif edit == 1:
            lines[i] = lines[i] + "\n" + lines[j]
        else:
            lines[i], lines[j] = lines[j], lines[i]
        tokens[:] = tokens_of("\n".join(lines))

    def apply(self, tokens):
        if self.random.random() < 0.67:
            for _ in range(self.random.randint(1, 2)):
                self.random.choice([self.exchange, self.exchange, self.edit_lines])(tokens)
            return
        edits = [self.delete, self.double, self.swap, self.replace, self.replace, self.insert, self.cut, self.truncate, self.move, self.nest]
        for _ in range(self.random.randint(1, 4)):
            self.random.choice(edits)(tokens)


def run_costate(options, program, path, mode):
    """(outcome, text)"""
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (options.memory << 20, options.memory << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    standard = "c11" if program.is_c else program.standard
    command = [options.costate, mode, path, "--function", program.function, "--wrt", program.wrt, "-o", path + ".o", "--", "-std=" + standard,
               "-I", os.path.dirname(program.path)] + program.flags
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace", timeout=options.seconds,
                              preexec_fn=limit, check=False)
    except subprocess.TimeoutExpired:
        return "too slow", f"more than {options.seconds} s"
    if done.returncode == 0:
        return "differentiated", ""
    if done.returncode < 0 or done.returncode > 2:
        return "crash", f"exit status {done.returncode}: {done.stderr.strip().splitlines()[-1][:200] if done.stderr.strip() else ''}"
    if "costate-internal-error" in done.stderr:
        return "internal error", next(line for line in done.stderr.splitlines() if "costate-internal-error" in line)[:200]
    if "error: " not in done.stderr:
        return "no diagnostic", done.stderr.strip()[:200]
    return "diagnosed", ""


def try_one(options, programs, others, number):
    source = random.Random(options.seed + number)
    program = source.choice(programs)
    tokens = tokens_of(program.text)
    Damage(source, others).apply(tokens)
    path = os.path.join(options.folder, f"malformed_{options.seed + number}{os.path.splitext(program.path)[1]}")
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join(tokens))
    outcome, text = run_costate(options, program, path, source.choice(["grad", "jvp", "hvp"]))
    if outcome in ("differentiated", "diagnosed"):
        os.remove(path)
    else:
        found = os.path.join(options.folder, "found")
        os.makedirs(found, exist_ok=True)
        os.replace(path, os.path.join(found, os.path.basename(path)))
        print(f"{outcome.upper()} {os.path.basename(path)} from {program.name}: {text}", flush=True)
    if os.path.exists(path + ".o"):
        os.remove(path + ".o")
    return outcome


def main():
    parser = argparse.ArgumentParser(description="Damaged programs must get a diagnostic.")
    parser.add_argument("--costate", required=True)
    parser.add_argument("--programs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", required=True, help="where programs are written, and kept if they fail")
    parser.add_argument("--only", action="append", help="start from programs whose name contains this")
    parser.add_argument("--seconds", type=float, default=60.0, help="the time a program may take")
    parser.add_argument("--memory", type=int, default=4096, metavar="MIB", help="the memory a program may take")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()
    options.costate = os.path.abspath(options.costate)
    os.makedirs(options.folder, exist_ok=True)
    programs = [p for p in find_programs([os.path.join(INTEGRATION, "programs"), os.path.join(INTEGRATION, "unsupported")], options.only)
                if not p.missing]
    others = [token for program in programs for token in set(tokens_of(program.text)) if token.strip() and not token.startswith(("//", "#"))]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        outcomes = collections.Counter(pool.map(lambda number: try_one(options, programs, others, number), range(options.programs)))
    failures = sum(outcomes.values()) - outcomes["differentiated"] - outcomes["diagnosed"]
    print(f"{options.programs} programs, {failures} failures, {outcomes['differentiated']} differentiated, {outcomes['diagnosed']} diagnosed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
