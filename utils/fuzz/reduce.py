#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes a failing program smaller: reduce.py PROGRAM.cpp --costate build/bin/costate [--route plugin] [-o FILE]

Statements, blocks and whole declarations are taken away, and blocks are unwrapped, as long as the
program fails in the same way and stays well defined (both oracles, two compilers, sanitizers).
"""

import argparse
import itertools
import os
import re
import shutil
import sys
import tempfile

from runner import CHEAP, classify, is_well_defined, run


def split_statements(text):
    """The body with one statement, or one brace, per line; what stands in parentheses stays together."""
    head, lines = [], []
    for line in text.splitlines():
        (head if line.startswith(("//", "#")) and not any(lines) else lines).append(line)
    out, current, depth, initializers = [], "", 0, 0
    for character in "\n".join(lines):
        if character == "\n":
            character = " "
        current += character
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == "{":
            before = current[:-1].rstrip()
            is_block = not initializers and not depth and (
                before.endswith((")", ";", "{", "}", ":", "else", "do", "try", "mutable", "const", "override", "noexcept")) or not before
                or re.match(r"\s*(struct|class|static|template)\b", before))
            if is_block:
                out, current = out + [current.strip()], ""
            else:
                initializers += 1
        elif character == "}":
            if initializers:
                initializers -= 1
            elif not depth:
                if current[:-1].strip():
                    out.append(current[:-1].strip())
                out, current = out + ["}"], ""
        elif character == ";" and not depth and not initializers:
            out, current = out + [current.strip()], ""
    return head, [line for line in out + [current.strip()] if line]


def blocks(lines):
    """(first, last) of each balanced block, the largest first."""
    found, open_at = [], []
    for i, line in enumerate(lines):
        if line.startswith("}"):
            if open_at:
                found.append((open_at.pop(), i))
        if line.endswith("{"):
            open_at.append(i)
    return sorted(found, key=lambda span: span[0] - span[1])


class Reducer:
    """Takes away what is not needed. Many candidates are tried at once: most of the time goes to what they share."""

    AT_ONCE = 12

    def __init__(self, options, folder):
        self.options, self.folder, self.tries = options, folder, 0
        self.kind = None
        self.more = list(CHEAP) if options.route == "object" else []
        if options.inline_limit:
            self.more += ["--inline-limit", str(options.inline_limit)]

    def write(self, text):
        """What there is so far: a reduction may be interrupted."""
        with open(self.options.output, "w", encoding="utf-8") as file:
            file.write(text)

    def outcomes(self, texts):
        """The class of failure of each text; None: an oracle fails, or nothing is known."""
        self.tries += len(texts)
        inside = os.path.join(self.folder, f"tries{self.tries}")
        os.makedirs(inside)
        for i, text in enumerate(texts):
            with open(os.path.join(inside, f"try{i}.cpp"), "w", encoding="utf-8") as file:
                file.write(text)
        try:
            states = run(self.options.costate, [self.options.route], inside, os.path.join(inside, "results.json"), more=self.more)
        except RuntimeError:
            states = {}
        found = []
        for i in range(len(texts)):
            kind, message = classify(states.get(f"try{i}", {}).get(self.options.route, "failed: no result of an oracle"))
            found.append(None if "oracle" in message else kind)
        return found

    def still_fails(self, text):
        """Whether a text that fails in the same way is a program at all."""
        if self.kind != "wrong":
            return True
        path = os.path.join(self.folder, "checked.cpp")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return is_well_defined(path)

    @staticmethod
    def candidates(lines):
        spans = blocks(lines)
        for first, last in spans:
            yield lines[:first] + lines[last + 1:]
            yield lines[:first] + lines[first + 1:last] + lines[last + 1:]
        size = max(1, len(lines) // 4)
        while size:
            for start in range(len(lines) - size, -1, -size):
                yield lines[:start] + lines[start + size:]
            size //= 2

    def pass_over(self, head, lines):
        """One pass over all candidates; after a success it goes on where it was."""
        position = 0
        while self.tries < self.options.tries:
            chunk = list(itertools.islice(self.candidates(lines), position, position + self.AT_ONCE))
            if not chunk:
                break
            usable = [c for c in chunk if "\n".join(c).count("{") == "\n".join(c).count("}")]
            texts = ["\n".join(head + c) + "\n" for c in usable]
            for candidate, text, kind in zip(usable, texts, self.outcomes(texts) if texts else []):
                if kind == self.kind and self.still_fails(text):
                    print(f"  {len(lines)} -> {len(candidate)} lines", file=sys.stderr)
                    lines, position = candidate, position + chunk.index(candidate)
                    self.write(text)
                    break
            else:
                position += len(chunk)
        return lines

    def reduce(self, text):
        self.kind, = self.outcomes([text])
        if self.kind in (None, "right", "refused"):
            sys.exit(f"{self.options.program}: {self.kind or 'an oracle fails'}, not a failure")
        head, lines = split_statements(text)
        before = None
        while before != lines and self.tries < self.options.tries:
            before = lines
            lines = self.pass_over(head, lines)
        self.write("\n".join(head + lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description="Makes a failing program smaller.")
    parser.add_argument("program")
    parser.add_argument("--costate", required=True)
    parser.add_argument("--route", default="plugin", choices=("plugin", "object", "cpp", "hvp"))
    parser.add_argument("--tries", type=int, default=1500, help="the most programs that are tried")
    parser.add_argument("--inline-limit", type=int, metavar="N", help="costate's option")
    parser.add_argument("-o", dest="output", help="default: PROGRAM_reduced.cpp")
    options = parser.parse_args()
    with open(options.program, encoding="utf-8") as file:
        text = file.read()
    options.output = options.output or re.sub(r"\.cpp$", "_reduced.cpp", options.program)
    folder = tempfile.mkdtemp(prefix="costate-reduce-")
    try:
        Reducer(options, folder).reduce(text)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(options.output)


if __name__ == "__main__":
    main()
