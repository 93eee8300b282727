# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs programs through test/Integration/run_programs.py and says what became of each."""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "..", ".."))
RUN_PROGRAMS = os.path.join(ROOT, "test", "Integration", "run_programs.py")

RIGHT, REFUSED = "right", "refused"
UNDEFINED = "undefined"  # the generator's mistake
MISMATCHES = ("wrong", "crash", "unbuildable", "other")


def classify(state):
    """The class of a state of run_programs.py --results, and its text."""
    if state == "ok":
        return RIGHT, ""
    if state.startswith("refused"):
        return REFUSED, state[len("refused"):].strip()
    kind, _, text = state.partition(": ")
    if kind == "wrong":
        return "wrong", text
    if "crashed" in text or "exit status" in text or "internal error" in text:
        return "crash", text
    return ("unbuildable" if "does not build" in text or " alone: " in text else "other"), text


# How the programs of a batch are compiled; batches take turns. What differs is LLVM's work on the derivative and
# who compiles the primal: the derivative itself must be the same. Most batches are cheap.
CHEAP = ["--together", "-O", "0", "--harness", "clang++-22 -O0"]
CONFIGURATIONS = [CHEAP, CHEAP, ["--together", "-O", "3", "--harness", "g++ -O2"],
                  CHEAP, CHEAP, ["--together", "-O", "2", "--harness", "clang++-22 -O2"]]


def describe(configuration):
    """derivative -O3, primal g++ -O2"""
    return f"derivative -O{configuration[2]}, primal {configuration[4]}"


def run(costate, routes, folder, results, jobs=1, more=()):
    """{program: {route: state}} of the programs in a folder."""
    if os.path.exists(results):
        os.remove(results)
    done = subprocess.run([sys.executable, RUN_PROGRAMS, "--costate", costate, "--routes", ",".join(routes), "--allow-refused",
                           "--no-warnings", "--results", results, "-j", str(jobs), *more, folder],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False)
    if not os.path.exists(results):
        raise RuntimeError("run_programs.py failed:\n" + done.stdout[-2000:])
    with open(results, encoding="utf-8") as file:
        return json.load(file)


def is_well_defined(path):
    """Whether the oracles, two compilers and the sanitizers agree that the program means something."""
    done = subprocess.run([sys.executable, RUN_PROGRAMS, "--check-corpus", path], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0
