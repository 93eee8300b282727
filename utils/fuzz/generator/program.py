# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Whole random programs, in the format of the program corpus (test/Integration/README.md)."""

import random
import re

from .callables import TEMPLATES, Callables
from .classes import Classes
from .containers import Containers
from .control import THROWING, Control
from .core import STRUCT, Core
from .recursion import Recursion
from .storage import TAGGED, Storage

HEADERS = """#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <new>
#include <numeric>
#include <optional>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

"""


class CWriter(Core):
    """C with references: what costate had first."""


class CxxWriter(Core, Classes, Containers, Callables, Control, Storage, Recursion):
    """Everything that is supported."""

    features = Classes.features + Containers.features + Callables.features + Control.features + Storage.features + 4 * Recursion.features


def without(features, unwanted):
    """The statements that a program may hold; an unknown name is a mistake of the caller."""
    unknown = set(unwanted) - set(features)
    if unknown:
        raise SystemExit(f"no such feature: {', '.join(sorted(unknown))}")
    return [feature for feature in features if feature not in unwanted]


def helper(writer_class, rng, kind, name, helpers, features):
    """A helper function of its kind; it may call those before it."""
    if kind == "scalar":
        writer = writer_class(rng, ["a", "b", "c"], ["v"], ["k"], [], None, helpers, [], True)
        head = f"static double {name}(double a, double b) {{\n  double c = a * b, v[4] = {{a, b, c, 0.5}};\n  int k = 1;\n"
        tail = "  return std::sin(a + b * c) + v[k & 3] * 0.5;\n}\n"
    elif kind == "struct":
        writer = writer_class(rng, ["a", "s.a", "s.b[0]"], ["s.p"], ["k"], ["s"], None, helpers, [], True)
        head = f"static double {name}(S s, double a) {{\n  int k = s.k;\n"
        tail = "  return std::tanh(a * s.a + s.b[0] - s.b[1] * s.p[k & 3]);\n}\n"
    else:
        writer = writer_class(rng, ["a"], ["p1", "p2"], ["k"], [], None, helpers, [], False)
        head = f"static void {name}(double *p1, double *p2, int k) {{\n  double a = p1[k & 3] * p2[0];\n"
        tail = "  p1[k & 3] = std::sin(a + p2[1]);\n}\n"
    writer.hierarchies, writer.families, writer.features = [], [], features
    writer.budget = rng.randint(2, 6)
    for _ in range(rng.randint(1, 4)):
        writer.statement()
    return head + "\n".join(writer.lines) + "\n" + tail, writer.used


def in_float(text):
    """The same program over float."""
    text = re.sub(r"\bdouble\b", "float", text)
    return re.sub(r"(?<![\w.])(\d+\.\d+)(?![\w.])", r"\1f", text)


def make_program(seed, language="c++", unwanted=()):
    """Name and text of the program of this seed; `language`: c (with references) or c++; `unwanted`: features
    that it must not have."""
    rng = random.Random(seed)
    name = f"random_{seed}"
    writer_class = CxxWriter if language == "c++" else CWriter
    features = without(writer_class.features, unwanted)
    heap = "h" if rng.random() < 0.6 else None
    arrays = ["v", "w", "p1", "p2"] + (["h"] if heap else [])
    throws = language == "c++"  # a block from malloc would leak, but nothing leaves the function
    helpers, text, used = [], "", set()
    writer = writer_class(rng, ["a", "b", "c", "d"], arrays, ["k", "m"], ["s"], heap, helpers, ["x[{}]"], True)
    writer.features = features
    declarations = STRUCT + (THROWING + writer.declare_classes(seed) + TAGGED + TEMPLATES + writer.declare_families() if throws else "")
    for number in range(rng.randint(0, 3)):
        kind = rng.choice(["scalar", "struct", "void"])
        body, in_helper = helper(writer_class, rng, kind, f"helper_{seed}_{number}", list(helpers), features)
        text += "\n" + body
        used |= in_helper
        helpers.append((kind, f"helper_{seed}_{number}"))
    small = rng.random() < 0.6  # many small programs find more than few large ones in the same time
    if small:
        writer.budget = rng.randint(3, 8)
    recursive = [name for name in Recursion.features if name in features]
    if small and recursive and writer.families and rng.random() < 0.5:
        for _ in range(rng.randint(1, 2)):
            writer.write(rng.choice(recursive))
    else:
        for _ in range(rng.randint(1, 4) if small else rng.randint(5, 12)):
            writer.statement()
    points = "".join("// at: " + " ".join(f"{rng.uniform(-1.5, 1.5):.4f}" for _ in range(4)) + "\n" for _ in range(2))
    body = "  double a = x[0], b = x[1] * x[2], c = 0.5, d = x[3];\n"
    body += "  double v[4] = {x[3], 0.25, a, b}, w[4] = {1.0, x[0] * x[0]};\n  double *p1 = v, *p2 = w;\n"
    if heap:
        body += "  double *h = (double *)malloc(4 * sizeof(double));\n  for (int i = 0; i < 4; i++)\n    h[i] = x[i] + 0.1 * i;\n"
    body += "  S s = {a * 0.5, 1, v, {b, 0.75}};\n  int k = n, m = 3;\n"
    body += "\n".join(writer.lines) + "\n"
    body += "  double r = a + 2.0 * b - c * d + s.a + s.b[0] * s.b[1] + s.p[m & 3];\n"
    body += "  for (int i = 0; i < 4; i++)\n    r += v[i] * (i + 1) + w[i] * p1[3 - i] + 0.5 * p2[i]" + (" * h[i]" if heap else "") + ";\n"
    if heap:
        body += "  free(h);\n"
    used |= writer.used
    single = language == "c++" and rng.random() < 0.15
    used |= {"single_precision"} if single else set()
    head = (f"// function: {name}\n// signature: double(const double*,int)\n{points}// value: rounded\n"
            + ("// tolerance: 1e-3\n" if single else "") + f"// features: {' '.join(sorted(used))}\n\n")
    if single:
        function = f"static double body_{seed}(const double *x, int n) {{\n{body}  return r;\n}}\n"
        entry = (f"double {name}(const double *x, int n) {{\n  float y[4];\n  for (int i = 0; i < 4; i++)\n"
                 f"    y[i] = static_cast<float>(x[i]);\n  return body_{seed}(y, n);\n}}\n")
        return name, head + HEADERS + in_float(declarations + text + "\n" + function) + "\n" + entry
    return name, f"{head}{HEADERS}{declarations}{text}\ndouble {name}(const double *x, int n) {{\n{body}  return r;\n}}\n"
