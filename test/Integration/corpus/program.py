# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One file of the corpus: what its first lines say."""

import functools
import os
import re
import sys

SCALAR, ARRAY = "double(double,double)", "double(const double*,int)"
VECTOR = "double(const std::vector<double>&)"
SIGNATURES = (SCALAR, ARRAY, VECTOR)
EIGEN = "/usr/include/eigen3"  # where Debian puts it; run_programs.py --eigen


@functools.lru_cache
def processor_features():
    try:
        with open("/proc/cpuinfo") as file:
            return set(re.search(r"^(?:flags|Features)\s*:(.*)$", file.read(), re.M).group(1).split())
    except (OSError, AttributeError):
        return set()


class Program:
    """One file of the corpus and what its first lines say."""

    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.name = re.sub(r"\W", "_", os.path.splitext(os.path.basename(path))[0])
        self.function, self.signature, self.points = None, None, []
        self.tolerance, self.oracle, self.unity, self.wrt, self.expect = 1e-9, "dual", True, None, None
        self.second, self.bit_equal, self.pending = True, True, False
        self.standard, self.family, self.constructs = "c++17", None, []
        self.target = []
        self.folder = os.path.basename(os.path.dirname(self.path))
        with open(path) as file:
            self.text = file.read()
        for key, value in re.findall(r"^// (\w+): *(.*?) *$", self.text, re.M):
            if key == "function":
                self.function = value
            elif key == "signature":
                self.signature = value
            elif key == "at":
                self.points.append([float(number) for number in value.split()])
            elif key == "oracle":
                self.oracle = value
            elif key == "tolerance":
                self.tolerance = float(value)
            elif key == "unity":
                self.unity = value != "no"
            elif key == "value":
                self.bit_equal = value != "rounded"
            elif key == "second":
                self.second = value != "no"
            elif key == "wrt":
                self.wrt = value
            elif key == "expect" and value == "pending":
                self.pending = True
            elif key == "expect":
                self.expect = value.split(None, 1)[1] if " " in value else ""
            elif key == "standard":
                self.standard = value
            elif key == "flags":
                self.target = value.split()
            elif key == "family":
                self.family = value
            elif key == "construct":
                self.constructs.append(value)
        if self.oracle == "differences":
            self.tolerance = max(self.tolerance, 1e-6)
        if not self.function:
            sys.exit(f"{path}: no '// function:' line")
        if self.expect is None:
            if self.signature not in SIGNATURES or not self.points:
                sys.exit(f"{path}: needs '// signature:' (one of {', '.join(SIGNATURES)}) and '// at:'")
            if self.signature == SCALAR and any(len(point) != 2 for point in self.points):
                sys.exit(f"{path}: a point of {SCALAR} has two numbers")
        if self.wrt is None:
            self.wrt = "x,y" if self.signature == SCALAR else "x"

    is_c = property(lambda self: self.path.endswith(".c"))
    is_scalar = property(lambda self: self.signature == SCALAR)
    is_vector = property(lambda self: self.signature == VECTOR)
    headers = property(lambda self: re.findall(r"^#include <([^>]+)>", self.text, re.M))
    flags = property(lambda self: (["-isystem", EIGEN] if "<Eigen/" in self.text else []) + self.target)
    """What the program needs beside its standard."""

    @property
    def missing(self):
        """The instructions (`-mavx2`) that the program is compiled to and this processor does not have."""
        wanted = [flag[2:] for flag in self.target if re.fullmatch(r"-m[a-z0-9.]+", flag)]
        return [name for name in wanted if name not in processor_features()]

    def qualified(self, space, suffix=""):
        return (space + "::" if space else "") + self.function + suffix

    def declare(self, suffix, space=None):
        """A declaration of the derivative `function_suffix`, in the function's own namespace (within `space`)."""
        *spaces, base = self.qualified(space or "").split("::")
        parameters = {
            ("grad", True): "double, double, double *, double *",
            ("grad", False): "const double *, int, double *",
            ("jvp", True): "double, double, double, double",
            ("jvp", False): "const double *, int, const double *",
            ("hvp", True): "double, double, double, double, double *, double *",
            ("hvp", False): "const double *, int, const double *, double *",
        }[suffix, self.is_scalar]
        if self.is_vector:
            given, made = "const std::vector<double> &", "std::vector<double> *"
            parameters = {"grad": f"{given}, {made}", "jvp": f"{given}, {given}",
                          "hvp": f"{given}, {given}, {made}"}[suffix]
        result = {"grad": "double", "jvp": "std::pair<double, double>", "hvp": "void"}[suffix]
        text = f"{result} {base}_{suffix}({parameters});"
        if self.is_c:
            text = f'extern "C" {text}'
        for space in reversed(spaces):
            text = f"namespace {space} {{ {text} }}"
        if self.is_c:  # clang warns of std::pair with C linkage
            text = ('#ifdef __clang__\n#pragma GCC diagnostic ignored "-Wreturn-type-c-linkage"\n'
                    f"#endif\n{text}")
        return text


def find_programs(paths, only):
    files = []
    for path in paths:
        if os.path.isdir(path):
            for folder, folders, names in os.walk(path):
                folders.sort()
                files += [os.path.join(folder, name) for name in sorted(names) if name.endswith((".cpp", ".c"))]
        elif os.path.exists(path):
            files.append(path)
        else:
            sys.exit(f"{path}: no such file or folder")
    programs, seen = [Program(path) for path in files], {}
    for program in programs:
        if seen.setdefault(program.name, program.path) != program.path:
            sys.exit(f"two programs have the name '{program.name}': {seen[program.name]}, {program.path}")
    return [p for p in programs if not only or any(text in p.name for text in only)]
