#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a gradient costs at compile time.

  measure.py --costate build/bin/costate [--samples 5] [PROGRAM.cpp ...]

Per program, the CPU seconds (user and system, the least of the samples) of `clang++-22 -O2 -c` for

  plain    the program alone,
  source   the program, and its gradient as C++ without what its own includes take: what a gradient written by hand costs,
  plugin   the program and a request for its gradient, by the plugin,

and the last two over the first. Programs are those of test/Integration/programs, whose first lines say what is
differentiated; the first one measured is the function of 200 lines beside this script. The first line of the table is
an empty file, with and without `#include <costate/costate.hpp>`.
"""

import argparse
import glob
import os
import re
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "..", ".."))
PROGRAMS = os.path.join(ROOT, "test", "Integration", "programs")
STANDARD = "-std=c++20"
PLAIN = ["clang++-22", STANDARD, "-O2", "-w", "-idirafter", os.path.join(ROOT, "include"), "-I/usr/include/eigen3"]


def cpu_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def header_of(text, key):
    found = re.search(rf"^// {key}: (.*)$", text, re.M)
    return found.group(1).strip() if found else ""


def request_for(function, signature):
    """A function that asks for the gradient with respect to the first parameter."""
    first, *others = re.fullmatch(r"double\((.*)\)", signature).group(1).split(",")
    bar = first.replace("const ", "")
    parameters = ", ".join([f"{first} p0", f"{bar} p0_bar"] + [f"{kind} p{k}" for k, kind in enumerate(others, 1)])
    arguments = ", ".join(["costate::wrt(p0, p0_bar)"] + [f"p{k}" for k in range(1, len(others) + 1)])
    return f"void request({parameters}) {{ costate::gradient<{function}>({arguments}); }}\n"


def variants(costate, program, folder):
    """The commands whose times are compared."""
    with open(program, encoding="utf-8") as file:
        text = file.read()
    function, flags = header_of(text, "function"), header_of(text, "flags").split()
    plain = write(os.path.join(folder, "plain.cpp"), text)
    parameter = re.search(rf"\b{function}\((?:[^()]*?)(\w+)\s*[,)]", text).group(1)
    gradient = os.path.join(folder, "gradient.cpp")
    cpu_seconds([costate, "grad", plain, "--function", function, "--wrt", parameter, "-o", gradient, "--", *PLAIN[1:], *flags])
    with open(gradient, encoding="utf-8") as file:
        includes = write(os.path.join(folder, "includes.cpp"), "".join(line for line in file if line.startswith("#include")))
    plugin = write(os.path.join(folder, "plugin.cpp"),
                   f'#include <costate/costate.hpp>\n#include "plain.cpp"\n' + request_for(function, header_of(text, "signature")))
    library = os.path.join(os.path.dirname(costate), "..", "lib", "costate.so")
    out = ["-c", "-o", os.path.join(folder, "out.o")]
    return [[*PLAIN, *flags, plain, *out], [*PLAIN, *flags, f"-fplugin={library}", plugin, *out],
            [*PLAIN, *flags, gradient, *out], [*PLAIN, *flags, includes, *out]]


def measure(commands, samples):
    """The least of the samples per command; samples are taken in turn."""
    taken = [[cpu_seconds(command) for command in commands] for _ in range(samples)]
    return [min(column) for column in zip(*taken)]


def main():
    parser = argparse.ArgumentParser(description="What a gradient costs at compile time.")
    parser.add_argument("--costate", required=True)
    parser.add_argument("--samples", type=int, default=5)
    parser.add_argument("programs", nargs="*")
    options = parser.parse_args()
    costate = os.path.abspath(options.costate)
    programs = options.programs or [os.path.join(HERE, "model.cpp"), *sorted(glob.glob(os.path.join(PROGRAMS, "accept", "*.cpp"))),
                                    *sorted(glob.glob(os.path.join(PROGRAMS, "eigen", "*.cpp")))]
    with tempfile.TemporaryDirectory() as folder:
        out = ["-c", "-o", os.path.join(folder, "out.o")]
        empty = write(os.path.join(folder, "empty.cpp"), "")
        header = write(os.path.join(folder, "header.cpp"), "#include <costate/costate.hpp>\n")
        without, included = measure([[*PLAIN, empty, *out], [*PLAIN, header, *out]], options.samples)
        print(f"costate/costate.hpp: {1000 * (included - without):.0f} ms\n")
        print(f"{'program':<32} {'plain':>7} {'source':>7} {'plugin':>7} {'source/plain':>13} {'plugin/plain':>13}")
        for program in programs:
            plain, plugin, gradient, includes = measure(variants(costate, program, folder), options.samples)
            source = plain + gradient - includes
            name = os.path.splitext(os.path.basename(program))[0]
            print(f"{name:<32} {plain:>7.2f} {source:>7.2f} {plugin:>7.2f} {source / plain:>13.2f} {plugin / plain:>13.2f}", flush=True)


if __name__ == "__main__":
    main()
