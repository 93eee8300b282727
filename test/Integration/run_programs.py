#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the program corpus through every route and compares with an independent oracle.

  run_programs.py --costate build/bin/costate [--cxx clang++-22] [--gxx g++] [--routes cpp,object,plugin,hvp]
                  [--only TEXT] [-j 2] [--keep DIR] [--allow-refused] [--sanitize[=SANITIZERS]] [--inline-limit N] PROGRAM-OR-FOLDER...
  run_programs.py --check-corpus PROGRAM-OR-FOLDER...      without costate: is the corpus itself right?

A program is one C++ or C file with one function under test. Its first lines say

  // function: NAME                        qualified if needed
  // signature: double(double,double)      parameters x, y;  or double(const double*,int): x, n;
                                           or double(const std::vector<double>&): x
  // at: 1.3 0.7                           one point; any number of such lines
  // oracle: differences                   the default is dual numbers
  // tolerance: 1e-5                       where the program computes in float
  // second: no                            the second derivative is not that of the mathematics
  // value: rounded                        constants are folded: compilers round them differently
  // unity: no                             must be its own translation unit
  // wrt: x                                for programs that are only refused
  // standard: c++20                       the default is c++17
  // flags: -mavx2 -mfma                   for every compiler; skipped where the processor lacks what
                                           they name
  // family: Lambdas                       the table of docs/SupportedCpp.md in which it stands,
  // construct: captures by reference      and its row there; any number of such lines
  // expect: refused TEXT                  costate must refuse, with TEXT in its diagnostics
  // expect: pending                       not supported yet: may be refused or fail, but a wrong
                                           result is a failure; what passes is reported

Many programs are built together (those of one folder, standard and flags), each in a namespace of its own,
after the headers that any of them includes; a program that does not compile is found by its name in
the diagnostics (or by halving), reported, and left out of the next attempt. A vtable or static data
member has another name in a namespace: programs whose derivative names such a symbol say `unity: no`.
"""

import argparse
import os
import shutil
import sys
import tempfile

import corpus.program
from corpus.oracles import check_corpus
from corpus.program import find_programs
from corpus.session import Session


def main():
    parser = argparse.ArgumentParser(description="Runs the program corpus through every route.")
    parser.add_argument("programs", nargs="+", help="files or folders")
    parser.add_argument("--costate", help="the tool")
    parser.add_argument("--plugin", help="the clang plugin (default: ../lib/costate.so beside the tool)")
    parser.add_argument("--cxx", default="clang++-22", help="the clang that loads the plugin")
    parser.add_argument("--gxx", default="g++")
    parser.add_argument("--routes", default="cpp,object,plugin,hvp")
    parser.add_argument("--only", action="append", help="programs whose name contains this")
    parser.add_argument("--pending", choices=("run", "skip", "only"), default="run",
                        help="what to do with programs that are not supported yet")
    parser.add_argument("--eigen", help="the folder that holds Eigen/ (default: Debian's)")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--keep", metavar="DIR", help="leave the generated files there")
    parser.add_argument("--allow-refused", action="store_true",
                        help="a refusal is not a failure (a wrong result always is)")
    parser.add_argument("--inline-limit", type=int, metavar="N",
                        help="costate's option (cpp, object, hvp): with a small N nearly every call stays a call")
    parser.add_argument("-O", "--optimize", type=int, choices=range(4), help="costate's option (object)")
    parser.add_argument("--together", action="store_true",
                        help="object: one run of costate derives all programs; much faster for many small ones")
    parser.add_argument("--harness", metavar="COMPILER", help="object: who compiles the programs themselves (default: g++ -O2)")
    parser.add_argument("--no-warnings", action="store_true",
                        help="emitted C++ may have compiler warnings (random programs are odd)")
    parser.add_argument("--sanitize", nargs="?", const="address,undefined", metavar="SANITIZERS",
                        help="emitted C++ (cpp, hvp) under clang's sanitizers: address (with leaks) and undefined behaviour, or "
                        "others; `--sanitize=memory` is for programs that need no compiled part of the C++ library")
    parser.add_argument("--results", metavar="FILE", help="enter the results into this JSON file")
    parser.add_argument("--check-corpus", action="store_true", help="check the corpus without costate")
    options = parser.parse_args()
    options.cxx, options.gxx = options.cxx.split(), options.gxx.split()
    options.harness = options.harness.split() if options.harness else None
    options.routes = [route for route in options.routes.split(",") if route]
    unknown = set(options.routes) - {"cpp", "object", "plugin", "hvp"}
    if unknown:
        parser.error(f"unknown route: {', '.join(sorted(unknown))}")
    if options.eigen:
        corpus.program.EIGEN = options.eigen
    programs = find_programs(options.programs, options.only)
    for program in programs:
        if program.missing and program.expect is None:
            print(f"skip {program.name}  this processor has no {', '.join(program.missing)}")
    programs = [p for p in programs if not p.missing or p.expect is not None]
    if options.pending != "run":
        programs = [p for p in programs if p.pending == (options.pending == "only")]
    if not programs:
        print("no program is left to run")
        return 0 if options.pending == "only" else 2
    options.folder = os.path.abspath(options.keep) if options.keep else tempfile.mkdtemp(prefix="costate-programs-")
    os.makedirs(options.folder, exist_ok=True)
    try:
        if options.check_corpus:
            return check_corpus(options, programs)
        if not options.costate:
            parser.error("--costate is needed (or --check-corpus)")
        options.costate = os.path.abspath(options.costate)
        if not options.plugin:
            options.plugin = os.path.join(os.path.dirname(options.costate), "..", "lib", "costate.so")
        options.plugin = os.path.abspath(options.plugin)
        session = Session(options, programs)
        status = session.run()
        if options.results:
            session.enter_results(options.results)
        return status
    finally:
        if not options.keep:
            shutil.rmtree(options.folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
