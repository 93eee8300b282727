#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes random, well-defined programs for run_programs.py: generate.py FOLDER [--count N] [--seed S]

The same seed gives the same program, whatever the count.
"""

import argparse
import os

from generator.program import make_program


def main():
    parser = argparse.ArgumentParser(description="Writes random programs for run_programs.py.")
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", choices=("c", "c++"), default="c++", help="c: without classes, library and exceptions")
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    for seed in range(options.seed, options.seed + options.count):
        name, text = make_program(seed, options.language)
        with open(os.path.join(options.folder, name + ".cpp"), "w") as file:
            file.write(text)


if __name__ == "__main__":
    main()
