#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes every decision of the compiler one that can be made wrong at run time (mutants.h).

  instrument.py --list mutants.json FILE...      rewrites the files (of a copy of the tree) in place

Sites are found by structure, not by meaning: conditions of `if`, conditions that are returned, what an `if` declares,
calls for their effect, and in the generated rules every node of a partial derivative.
"""

import argparse
import json
import os
import re
import sys

TOKEN = re.compile(r"""//[^\n]* | /\*.*?\*/ | R"\((?:.*?)\)" | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+' | ^[ ]*\#(?:[^\n]*\\\n)*[^\n]*
    | [A-Za-z_]\w* | \d[\w.']* | ->\*? | :: | <<=? | <=>? | >= | == | != | && | \|\| | \+\+ | -- | [-+*/%|&^]= | \S""", re.X | re.S | re.M)
OPENING, CLOSING = {"(": ")", "[": "]", "{": "}"}, set(")]}")
# What has no effect on the derivative: positions, messages, sizes reserved in advance.
WITHOUT_EFFECT = re.compile(r"\b(reserve|explain|emitError|emitWarning|emitRemark|attachNote|report\w*|dump|print|setInsertionPoint\w*|assert|"
                            r"llvm_unreachable|addPass|insert_range_hint|signalPassFailure)\b")


class Source:
    """The tokens of a file: (text, start, end), without comments, directives and empty space."""

    def __init__(self, text):
        self.text = text
        self.tokens = [(m[0], m.start(), m.end()) for m in TOKEN.finditer(text)
                       if not m[0].startswith(("//", "/*")) and not m[0].lstrip().startswith("#")]

    def closing(self, index):
        """The index of the token that closes the bracket at `index`."""
        depth = 0
        for i in range(index, len(self.tokens)):
            depth += self.tokens[i][0] in OPENING
            depth -= self.tokens[i][0] in CLOSING
            if depth == 0:
                return i
        sys.exit("brackets do not balance")

    def top_level(self, first, last):
        """The tokens of [first, last) outside of any bracket."""
        i = first
        while i < last:
            yield i, self.tokens[i][0]
            i = self.closing(i) + 1 if self.tokens[i][0] in OPENING else i + 1

    def slice(self, first, last):
        return self.text[self.tokens[first][1]:self.tokens[last - 1][2]]


class Instrumenter:
    """Collects the edits of one file; `sites` are the entries for all files."""

    def __init__(self, path, name, sites):
        with open(path, encoding="utf-8") as file:
            self.source = Source(file.read())
        self.path, self.name, self.sites, self.edits = path, name, sites, []

    def add_site(self, first, last, kinds):
        line = self.source.text.count("\n", 0, self.source.tokens[first][1]) + 1
        text = " ".join(self.source.slice(first, last).split())
        self.sites.append({"site": len(self.sites), "file": self.name, "line": line, "text": text[:120], "kinds": kinds})
        return len(self.sites) - 1

    def wrap(self, first, last, before, after):
        self.edits += [(self.source.tokens[first][1], 1, before), (self.source.tokens[last - 1][2], 0, after)]

    def visit_condition(self, first, last):
        """`first` to `last`: what stands in the brackets of an `if`."""
        start = first
        for i, token in self.source.top_level(first, last):
            if token == ";":
                start = i + 1
        assigned = [i for i, token in self.source.top_level(start, last) if token == "="]
        if assigned and self.source.tokens[assigned[0] - 2][0] == "&":
            return  # a reference: nothing could take its place
        if assigned:
            site = self.add_site(assigned[0] + 1, last, ["false"])
            self.wrap(assigned[0] + 1, last, f"::costate_mutants::find({site}, ", ")")
        elif start < last:
            site = self.add_site(start, last, ["true", "false"])
            self.wrap(start, last, f"::costate_mutants::decide({site}, static_cast<bool>(", "))")

    def visit_return(self, first, last):
        if first >= last:
            return
        operators = {token for _, token in self.source.top_level(first, last)}
        is_condition = self.source.tokens[first][0] == "!" or operators & {"&&", "||", "==", "!="}
        if is_condition and not operators & {"?", "{", "<<", "="}:
            site = self.add_site(first, last, ["true", "false"])
            self.wrap(first, last, f"::costate_mutants::decide({site}, static_cast<bool>(", "))")

    def visit_call(self, first, last):
        """A statement `a.b(c);` or `a |= b;`: [first, last) is without the semicolon."""
        tokens = [token for _, token in self.source.top_level(first, last)]
        text = self.source.slice(first, last)
        is_update = any(token in ("|=", "&=", "+=") for token in tokens) and re.match(r"[A-Za-z_][\w.\[\]]*\s*[|&+]=", text)
        is_call = self.source.tokens[last - 1][0] == ")" and re.match(r"[A-Za-z_]\w*(?:(?:\.|->|::)[A-Za-z_]\w*)*\(", text) and "=" not in tokens
        if (is_update or is_call) and not WITHOUT_EFFECT.search(text.split("(")[0]):
            site = self.add_site(first, last, ["drop"])
            self.wrap(first, last, f"(::costate_mutants::isKept({site}) ? void(", ") : void())")

    def run(self):
        tokens, enclosing = self.source.tokens, [""]
        for i, (token, _, _) in enumerate(tokens):
            if token in OPENING:
                enclosing.append(token)
            elif token in CLOSING:
                enclosing.pop()
            following = tokens[i + 1][0] if i + 1 < len(tokens) else ""
            if token == "if" and following == "(":
                self.visit_condition(i + 2, self.source.closing(i + 1))
            if token == "return":
                end = next((j for j, inner in self.source.top_level(i + 1, len(tokens)) if inner in (";", "}")), i + 1)
                if tokens[end][0] == ";":
                    self.visit_return(i + 1, end)
            if token in (";", "{", "}", ")", "else") and enclosing[-1] in ("", "{") and re.match(r"[A-Za-z_]", following) \
                    and self.begins_statement(i):
                end = next((j for j, inner in self.source.top_level(i + 1, len(tokens)) if inner in (";", "}")), i + 1)
                if tokens[end][0] == ";" and end > i + 2:
                    self.visit_call(i + 1, end)
        return self.write()

    def begins_statement(self, index):
        """After a bracket only where it is that of an `if`, `for` or `while`."""
        if self.source.tokens[index][0] != ")":
            return True
        depth = 0
        for i in range(index, -1, -1):
            depth += self.source.tokens[i][0] in CLOSING
            depth -= self.source.tokens[i][0] in OPENING
            if depth == 0:
                return self.source.tokens[i - 1][0] in ("if", "for", "while", "constexpr")
        return False

    def write(self):
        text = self.source.text
        # At one position what ends comes before what begins; of those that end, the inner ones first.
        order = sorted(enumerate(self.edits), key=lambda item: (item[1][0], item[1][1], item[0] if item[1][1] else -item[0]))
        out, position = [], 0
        for _, (at, _, insert) in order:
            out += [text[position:at], insert]
            position = at
        out.append(text[position:])
        with open(self.path, "w", encoding="utf-8") as file:
            file.write('#include "mutants.h"\n#line 1\n' + "".join(out))


SWAPS = {"add": "subtract", "subtract": "add", "multiply": "divide", "divide": "multiply", "power": "multiply",
         "negate": "same", "same": "negate", "logicalAnd": "logicalOr", "logicalOr": "logicalAnd"}
REVERSED, STRICT = {"GE": "LE", "LE": "GE", "GT": "LT", "LT": "GT", "EQ": "NE"}, {"GE": "GT", "LE": "LT", "GT": "GE", "LT": "LE"}


def wrong_nodes(method, arguments):
    """{kind of mutant: what is computed in place of `rule.method(arguments)`}"""
    parts = [part.strip() for part in arguments.split(",")]
    if method in SWAPS:
        return {"swap": f"rule.{SWAPS[method]}({arguments})"}
    if method == "number":
        return {"shift": f'rule.number("{float(parts[0].strip(chr(34))) + 1.0}")'}
    if method == "select":
        return {"swap": f"rule.select({parts[0]}, {parts[2]}, {parts[1]})"}
    if method == "isNaN":
        return {"swap": f"rule.compare<::mlir::arith::CmpFPredicate::ORD>({arguments}, {arguments})"}
    compared = re.fullmatch(r"compare<(.*::[OU])(\w\w)>", method)
    if compared:
        return {kind: f"rule.compare<{compared[1]}{table[compared[2]]}>({arguments})"
                for kind, table in (("swap", REVERSED), ("edge", STRICT)) if compared[2] in table}
    return {"negate": f"rule.negate(rule.{method}({arguments}))"}


def instrument_rules(path, name, sites):
    """The generated models: `::mlir::Value v3 = rule.multiply(a, b);`. Who includes them includes mutants.h."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    rule = ""
    for number, line in enumerate(lines):
        rule = (re.search(r"^struct (\w+)Model", line) or [None, rule])[1]
        found = re.fullmatch(r"(\s*::mlir::Value v\d+ = )(rule\.(\w+(?:<[^>]*>)?)\((.*)\));", line)
        if not found:
            continue
        site, wrong = len(sites), wrong_nodes(found[3], found[4])
        sites.append({"site": site, "file": name, "line": number + 1, "text": f"{rule}: {found[2]}", "kinds": list(wrong)})
        chosen = "".join(f'::costate_mutants::is({site}, "{kind}") ? {text} : ' for kind, text in wrong.items())
        lines[number] = f"{found[1]}{chosen}{found[2]};"
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description="Makes every decision one that can be made wrong at run time.")
    parser.add_argument("--list", required=True, metavar="FILE", help="where the sites are written")
    parser.add_argument("--root", default=".", help="names of files are relative to it")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    sites = []
    for path in options.files:
        name = os.path.relpath(path, options.root)
        if path.endswith(".inc"):
            instrument_rules(path, name, sites)
        else:
            Instrumenter(path, name, sites).run()
    with open(options.list, "w", encoding="utf-8") as file:
        json.dump(sites, file, indent=0)
    print(f"{len(sites)} sites in {len(options.files)} files")


if __name__ == "__main__":
    main()
