#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Executes normalized loops and compares them with C, bit for bit.

usage: run_loops.py WORKDIR --opt COSTATE_OPT [--family NAME]... [--every N] [--random COUNT] [--seed S]
"""

import argparse
import itertools
import os
import random
import re
import subprocess
import sys

import loop_families
import loop_programs

FAMILIES = {"simple": loop_families.simple_family, "mixed": loop_families.mixed_family,
            "shape": loop_families.shape_family, "secondary": loop_families.secondary_family,
            "conjunction": loop_families.conjunction_family, "nest": loop_families.nest_family}


def choose_programs(options):
    programs = []
    for family in options.family or list(FAMILIES):
        chosen = list(FAMILIES[family]()) if family in FAMILIES else []
        programs += [p for k, p in enumerate(chosen) if k % options.every == options.seed % options.every]
    for number in range(options.random):
        generator = random.Random(options.seed * 100003 + number)
        programs.append(loop_families.random_program(generator, f"random_{options.seed}_{number}"))
    return programs


def run(command, **keywords):
    result = subprocess.run(command, capture_output=True, text=True, **keywords)
    if result.returncode != 0:
        sys.exit(f"{' '.join(command)}\nfailed with {result.returncode}\n"
                 f"{result.stdout[-3000:]}\n{result.stderr[-3000:]}")
    return result.stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("workdir")
    parser.add_argument("--opt", required=True)
    parser.add_argument("--family", action="append")
    parser.add_argument("--every", type=int, default=1, help="take each N-th program of a family")
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--normalize", default="--costate-normalize")
    parser.add_argument("--lower", default="--lower-to-llvm")
    parser.add_argument("--translate", default="mlir-translate-22")
    parser.add_argument("--clang", default="clang-22")
    options = parser.parse_args()
    os.makedirs(options.workdir, exist_ok=True)
    path = lambda name: os.path.join(options.workdir, name)

    programs = choose_programs(options)
    with open(path("driver.c"), "w") as file:
        file.write(loop_programs.write_driver(programs))
    with open(path("input.mlir"), "w") as file:
        file.write(loop_programs.write_module(programs))
    run([options.opt, options.normalize, path("input.mlir"), "-o", path("normalized.mlir")])
    text = open(path("normalized.mlir")).read()
    print(f"{text.count('scf.for')} counted loops, {text.count('scf.while')} others")
    run([options.opt, *options.lower.split(), path("normalized.mlir"), "-o", path("lowered.mlir")])
    run([options.translate, "--mlir-to-llvmir", path("lowered.mlir"), "-o", path("lowered.ll")])
    # Contraction is off in the oracle: the programs have no contracted expressions.
    run([options.clang, "-O1", "-w", "-ffp-contract=off", "-x", "c", path("driver.c"), "-x", "ir",
         path("lowered.ll"), "-o", path("driver")])
    result = subprocess.run([path("driver")], capture_output=True, text=True)
    print(result.stdout, end="")
    if result.returncode < 0:
        print("ended by signal", -result.returncode, "in", result.stderr.split("\r")[-1])
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
