# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One file of the corpus: what its first lines say."""

import os
import re
import sys

SCALAR, ARRAY = "double(double,double)", "double(const double*,int)"


class Program:
    """One file of the corpus and what its first lines say."""

    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.name = re.sub(r"\W", "_", os.path.splitext(os.path.basename(path))[0])
        self.function, self.signature, self.points = None, None, []
        self.tolerance, self.oracle, self.unity, self.wrt, self.expect = 1e-9, "dual", True, None, None
        self.second, self.bit_equal = True, True
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
            elif key == "expect":
                self.expect = value.split(None, 1)[1] if " " in value else ""
        if self.oracle == "differences":
            self.tolerance = max(self.tolerance, 1e-6)
        if not self.function:
            sys.exit(f"{path}: no '// function:' line")
        if self.expect is None:
            if self.signature not in (SCALAR, ARRAY) or not self.points:
                sys.exit(f"{path}: needs '// signature:' (one of the two) and '// at:'")
            if self.signature == SCALAR and any(len(point) != 2 for point in self.points):
                sys.exit(f"{path}: a point of {SCALAR} has two numbers")
        if self.wrt is None:
            self.wrt = "x,y" if self.signature == SCALAR else "x"

    is_c = property(lambda self: self.path.endswith(".c"))
    is_scalar = property(lambda self: self.signature == SCALAR)

    def qualified(self, space, suffix=""):
        return (space + "::" if space else "") + self.function + suffix

    def declare(self, suffix):
        """A declaration of the derivative `function_suffix`, in the function's own namespace."""
        *spaces, base = self.function.split("::")
        parameters = {
            ("grad", True): "double, double, double *, double *",
            ("grad", False): "const double *, int, double *",
            ("jvp", True): "double, double, double, double",
            ("jvp", False): "const double *, int, const double *",
            ("hvp", True): "double, double, double, double, double *, double *",
            ("hvp", False): "const double *, int, const double *, double *",
        }[suffix, self.is_scalar]
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
            files += [os.path.join(path, name) for name in sorted(os.listdir(path))
                      if name.endswith((".cpp", ".c"))]
        elif os.path.exists(path):
            files.append(path)
        else:
            sys.exit(f"{path}: no such file or folder")
    programs = [Program(path) for path in files]
    return [p for p in programs if not only or any(text in p.name for text in only)]
