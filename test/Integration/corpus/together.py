# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Derives many programs by one run of `costate build`: their headers are parsed once."""

import concurrent.futures
import os
import re

from .units import execute, prologue


def annotated_text(programs, modes):
    """One translation unit that requests the derivatives of every program, each in a namespace of its own."""
    text = prologue([], programs)
    for program in programs:
        # An annotation on a declaration: the program itself stays as it is.
        wanted = " ".join(f'[[costate::{mode}("{program.wrt}")]]' for mode in modes)
        parameters = "double x, double y" if program.is_scalar else "const double *x, int n"
        text += (f"namespace p_{program.name} {{\n{wanted} double {program.function}({parameters});\n"
                 f'#include "{program.path}"\n}}\n')
    return text


def can_stand_together(program):
    """Small ones only: with Eigen, who takes long takes longer than what all share."""
    return (program.unity and not program.is_c and not program.is_vector and "::" not in program.function
            and not program.flags and "#include <Eigen/" not in program.text)


class Together:
    """The objects of programs that are derived together. Who is refused is left out of the next attempt; who breaks
    the run is found by halving, and left to be derived alone."""

    GROUP = 16  # who is refused costs those beside him a second run

    def __init__(self, options, modes, limits):
        self.options, self.modes, self.limits = options, modes, limits
        self.objects = []  # (path, programs)
        self.refused = {}  # program name -> diagnostics

    def derive(self, programs):
        groups = {}
        for program in programs:
            groups.setdefault((program.folder, program.standard), []).append(program)
        pieces = [group[start:start + self.GROUP] for group in groups.values() for start in range(0, len(group), self.GROUP)]
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            list(pool.map(self.derive_group, pieces))
        return self

    def derive_group(self, programs):
        if len(programs) < 2:
            return
        base = os.path.join(self.options.folder, f"together_{programs[0].name}_{len(programs)}")
        with open(base + ".cpp", "w", encoding="utf-8") as file:
            file.write(annotated_text(programs, self.modes))
        done = execute([self.options.costate, "build", base + ".cpp", "-o", base + ".o"] + self.limits
                       + ["--", "-std=" + programs[0].standard, "-w"], timeout=60 + 10 * len(programs))
        if done.returncode == 0 and os.path.exists(base + ".o"):
            self.objects.append((base + ".o", programs))
            return
        refused = {}
        if done.returncode == 1:
            for name, line in re.findall(r"^(?:[^\n]*/)?(\w+)\.cpp:\d+:\d+: error: ([^\n]*\[costate-(?!internal)[^\n]*)", done.stderr, re.M):
                refused.setdefault(name, f"{name}.cpp: error: {line}")
        culprits = {program.name for program in programs}.intersection(refused)
        if culprits:
            self.refused.update({name: refused[name] for name in culprits})
            self.derive_group([program for program in programs if program.name not in culprits])
        else:
            half = len(programs) // 2
            self.derive_group(programs[:half])
            self.derive_group(programs[half:])
