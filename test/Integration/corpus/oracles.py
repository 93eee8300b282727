# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The expected derivatives: by dual numbers, by differences; and the check of the corpus itself."""

import os
import re

from .judging import disagreement
from .units import (ORACLE, PRIMAL_PRAGMAS, Unit, include_in_namespace, main_text, prologue, run_binary,
                    table_entry)

DUAL_RUN = """
using Vector = std::vector<native>;
struct Gradient { native value; Vector entries; };
template <class F> static Gradient gradient(F f, const Vector &at) {
  Gradient g{0, Vector(at.size())};
  for (std::size_t i = 0; i < at.size(); i++) {
    std::vector<::costate_oracle::Double> x;
    for (std::size_t j = 0; j < at.size(); j++)
      x.push_back(::costate_oracle::Double(at[j], i == j));
    ::costate_oracle::Double r = f(x.data(), (int)at.size());
    g.value = r.v, g.entries[i] = r.d;
  }
  return g;
}
/// The Hessian times harness::direction: extrapolated central differences of the dual gradient.
template <class F> static Vector hessian_product(F f, const Vector &at) {
  const int levels = 4;
  std::vector<Vector> row(levels);
  native step = 2e-3;
  for (int level = 0; level < levels; level++, step /= 2) {
    Vector above = at, below = at, next(at.size());
    for (std::size_t i = 0; i < at.size(); i++) {
      above[i] += step * harness::direction((int)i);
      below[i] -= step * harness::direction((int)i);
    }
    Vector high = gradient(f, above).entries, low = gradient(f, below).entries;
    for (std::size_t i = 0; i < at.size(); i++)
      next[i] = (high[i] - low[i]) / (2 * step);
    native factor = 4;
    for (int order = 0; order <= level; order++, factor *= 4) {
      Vector previous = row[order];
      row[order] = next;
      if (order < level)
        for (std::size_t i = 0; i < at.size(); i++)
          next[i] += (next[i] - previous[i]) / (factor - 1);
    }
  }
  return row[levels - 1];
}
template <class F> static void dual_array(const char *name, int point, F f, const Vector &at) {
  Gradient g = gradient(f, at);
  Vector hv = hessian_product(f, at);
  harness::section(name, point, "dual");
  harness::report(name, point, "dual", g.value, g.entries.data(), (int)at.size());
  harness::report(name, point, "second", g.value, hv.data(), (int)at.size());
}
template <class F> static void dual_vector(const char *name, int point, F f, const Vector &at) {
  dual_array(name, point, [f](const ::costate_oracle::Double *x, int n) {
    return f(std::vector<::costate_oracle::Double>(x, x + n)); }, at);
}
template <class F> static void dual_scalar(const char *name, int point, F f, const Vector &at) {
  dual_array(name, point, [f](const ::costate_oracle::Double *x, int) { return f(x[0], x[1]); }, at);
}
"""


LITERAL = re.compile(r"""
    //[^\n]* | /\*.*?\*/ | ^[ ]*\#[^\n]*                  # comments and directives stay
  | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*'               # strings and characters, too
  | (?<![\w.])(?P<number>(?:\d[\d']*\.\d*(?:[eE][-+]?\d+)? | \.\d+(?:[eE][-+]?\d+)? | \d+[eE][-+]?\d+)
      (?P<single>[fF])?)(?![\w.'])""", re.X | re.S | re.M)


def with_dual_literals(text):
    """`auto s = 0.0;` makes a double: here a dual number. User-defined literals stay."""
    def replace(match):
        if not match["number"]:
            return match[0]
        return f"{'float' if match['single'] else 'double'}({match['number']})"
    return LITERAL.sub(replace, text)


def dual_copy(program, folder):
    path = os.path.join(folder, "dual_" + os.path.basename(program.path))
    with open(path, "w") as file:
        file.write(f'#line 1 "{program.path}"\n' + with_dual_literals(program.text))
    return path


def dual_text(programs, folder):
    text = prologue(["dual.hpp", "harness.hpp"], programs) + "using native = double;\n" + DUAL_RUN
    text += "#define double ::costate_oracle::Double\n#define float ::costate_oracle::Float\n"
    for program in programs:
        text += include_in_namespace("dual_" + program.name, dual_copy(program, folder))
    text += "#undef double\n#undef float\nint main(int argc, char **argv) {\n"
    text += "  if (argc != 3 || !(harness::results = std::fopen(argv[1], \"a\"))) return 2;\n"
    text += "  int start = std::atoi(argv[2]);\n"
    for index, program in enumerate(programs):
        text += f'  if (start <= {index}) {{\n    std::fprintf(harness::results, "begin {index} {program.name}\\n");\n'
        text += "    std::fflush(harness::results);\n"
        for i, point in enumerate(program.points):
            kind = "scalar" if program.is_scalar else "vector" if program.is_vector else "array"
            numbers = ", ".join(repr(number) for number in point)
            text += f'    dual_{kind}("{program.name}", {i}, dual_{program.name}::{program.function}, {{{numbers}}});\n'
        text += "  }\n"
    return text + '  std::fprintf(harness::results, "end\\n");\n  return std::fclose(harness::results);\n}\n'


def differences_text(programs):
    text = prologue(["differences.hpp"], programs)
    entries = []
    for program in programs:
        text += PRIMAL_PRAGMAS + include_in_namespace("p_" + program.name, program.path)
        text += "#pragma GCC diagnostic pop\n"
        entries.append(table_entry(program, program.qualified("p_" + program.name)))
    body = ('if (argc != 3 || !(harness::results = std::fopen(argv[1], "a"))) return 2;\n'
            '  for (int i = std::atoi(argv[2]); i < {count}; i++) {{\n'
            '    std::fprintf(harness::results, "begin %d %s\\n", i, programs[i].name);\n'
            '    std::fflush(harness::results);\n    harness::run_differences(programs[i]);\n  }}\n'
            '  std::fprintf(harness::results, "end\\n");\n  return std::fclose(harness::results);')
    return text + main_text(entries, body)


def collect_oracle(unit, programs, kind, problems):
    """{(program, point): gradient}, {(program, point): value}; the Hessian's product is kept in
    the gradients under (program, point, "second")."""
    gradients, values = {}, {}
    for binary, built in unit.build(programs):
        run = run_binary(binary, len(built), binary + ".results")
        for (name, point, what), numbers in run.numbers.items():
            if what == kind:
                values[name, point], gradients[name, point] = numbers[0], numbers[1:]
            if what == "second":
                gradients[name, point, what] = numbers[1:]
        problems.update({name: f"{kind} oracle: {text}" for name, text in run.crashed.items()})
    problems.update({name: f"{kind} oracle {text}" for name, text in unit.failures.items()})
    return gradients, values


def compute_oracle(options, programs, problems, everything=False):
    # Many random programs: the time goes to the compiler. The corpus has constants that only optimization leaves without a definition.
    quiet = ["-std=c++17", "-O0" if options.together and options.harness else "-O1", "-w", "-I", ORACLE]
    dual = Unit(options.folder, "dual", options.cxx + quiet,
                lambda programs: dual_text(programs, options.folder))
    differences = Unit(options.folder, "differences", options.cxx + quiet, differences_text)
    by_dual, dual_values = collect_oracle(
        dual, [p for p in programs if p.oracle != "differences"], "dual", problems)
    by_differences, values = collect_oracle(
        differences, programs if everything else [p for p in programs if p.oracle == "differences"],
        "differences", problems)
    return by_dual, dual_values, by_differences, values


def primal_unit_text(programs):
    text, entries = prologue(["harness.hpp"], programs), []
    for program in programs:
        text += PRIMAL_PRAGMAS + include_in_namespace("p_" + program.name, program.path)
        text += "#pragma GCC diagnostic pop\n"
        entries.append(table_entry(program, program.qualified("p_" + program.name)))
    return text + main_text(entries)


def check_corpus(options, programs):
    """Every program is well defined, and dual numbers agree with differences."""
    problems = {}
    programs = [p for p in programs if p.expect is None]
    by_dual, dual_values, by_differences, values = compute_oracle(options, programs, problems, True)
    sanitize = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g"]
    configurations = [(c, ["-O0"]) for c in (options.cxx, options.gxx)]
    configurations += [(c, ["-O2"]) for c in (options.cxx, options.gxx)]
    configurations.append((options.cxx, ["-O1"] + sanitize))
    reference = {}
    roundings = {program.name: 1e-12 if program.tolerance < 1e-8 else 1e-5 for program in programs}
    for number, (compiler, flags) in enumerate(configurations):
        unit = Unit(options.folder, f"primal{number}", compiler + ["-std=c++17", "-w", "-I", ORACLE] + flags,
                    primal_unit_text)
        for binary, built in unit.build(programs):
            run = run_binary(binary, len(built), binary + ".results")
            problems.update({n: f"{compiler[0]} {flags}: {t}" for n, t in run.crashed.items()})
            for key, numbers in run.numbers.items():
                # the compilers fold functions of constants with different rounding
                expected = reference.setdefault(key, numbers)[0]
                if abs(expected - numbers[0]) > roundings[key[0]] * abs(expected):
                    problems[key[0]] = f"{compiler[0]} {' '.join(flags)} gives another value"
        problems.update(unit.failures)
    failed = 0
    for program in programs:
        message = problems.get(program.name)
        for point in range(len(program.points)):
            key = (program.name, point)
            if message or program.oracle == "differences":
                continue
            if key not in by_dual or key not in by_differences:
                message = "an oracle gave no result"
            elif abs(dual_values[key] - values[key]) > 1e-12 * abs(values[key]) + 1e-300:
                message = f"point {point + 1}: dual value {dual_values[key]} instead of {values[key]}"
            else:
                tolerance = 1e-6 if program.tolerance < 1e-8 else 3e-2
                wrong = disagreement(by_dual[key], by_differences[key], tolerance)
                message = f"point {point + 1}: dual against differences: {wrong}" if wrong else None
        failed += bool(message)
        print(("FAIL " if message else "ok   ") + program.name + (f"  {message}" if message else ""))
    print(f"{len(programs) - failed} passed, {failed} failed")
    return 1 if failed else 0
