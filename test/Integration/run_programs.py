#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the program corpus through every route and compares with an independent oracle.

  run_programs.py --costate build/bin/costate [--cxx clang++-22] [--gxx g++] [--routes cpp,object,plugin]
                  [--only TEXT] [-j 2] [--keep DIR] [--allow-refused] PROGRAM-OR-FOLDER...
  run_programs.py --check-corpus PROGRAM-OR-FOLDER...      without costate: is the corpus itself right?

A program is one C++ or C file with one function under test. Its first lines say

  // function: NAME                        qualified if needed
  // signature: double(double,double)      parameters x, y;  or double(const double*,int): x, n
  // at: 1.3 0.7                           one point; any number of such lines
  // oracle: differences                   the default is dual numbers
  // tolerance: 1e-5                       where the program computes in float
  // unity: no                             must be linked as its own translation unit
  // wrt: x                                for programs that are only refused
  // expect: refused TEXT                  costate must refuse, with TEXT in its diagnostics

Many programs are built together, each in a namespace of its own; a program that does not compile is
found by its name in the diagnostics (or by halving), reported, and left out of the next attempt.
"""

import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ORACLE = os.path.join(HERE, "oracle")
INCLUDE = os.path.normpath(os.path.join(HERE, "..", "..", "include"))
SCALAR, ARRAY = "double(double,double)", "double(const double*,int)"
HEADERS = ("algorithm array cassert cfloat climits cmath cstdarg cstddef cstdint cstdio cstdlib "
           "cstring initializer_list limits math.h memory stdio.h stdlib.h string.h tuple type_traits "
           "utility vector new csetjmp").split()
WARNINGS = ["-Wall", "-Wextra", "-Werror"]
# The programs themselves are allowed what a test of odd code needs.
PRIMAL_PRAGMAS = """#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wimplicit-fallthrough"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wdangling-else"
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wsequence-point"
#endif
"""


class Program:
    """One file of the corpus and what its first lines say."""

    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.name = re.sub(r"\W", "_", os.path.splitext(os.path.basename(path))[0])
        self.function, self.signature, self.points = None, None, []
        self.tolerance, self.oracle, self.unity, self.wrt, self.expect = 1e-9, "dual", True, None, None
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
        }[suffix, self.is_scalar]
        result = "double" if suffix == "grad" else "std::pair<double, double>"
        text = f"{result} {base}_{suffix}({parameters});"
        if self.is_c:
            text = f'extern "C" {text}'
        for space in reversed(spaces):
            text = f"namespace {space} {{ {text} }}"
        if self.is_c:  # clang warns of std::pair with C linkage
            text = ('#ifdef __clang__\n#pragma GCC diagnostic ignored "-Wreturn-type-c-linkage"\n'
                    f"#endif\n{text}")
        return text


class Failure(Exception):
    pass


def execute(command, timeout=600, **options):
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              errors="replace", timeout=timeout, **options)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, "", "timed out")


def first_error(text, limit=300):
    lines = text.strip().splitlines()
    for line in lines:
        if "error" in line or "undefined" in line or "multiple definition" in line:
            return line.strip()[:limit]
    return (lines[-1].strip() if lines else "no diagnostics")[:limit]


# Generated sources -------------------------------------------------------------------------------

def include_in_namespace(space, path):
    return f'namespace {space} {{\n#include "{path}"\n}}\n'


def primal_text(program, space):
    """The program itself, or where it is its own translation unit, its declaration."""
    if program.unity:
        return PRIMAL_PRAGMAS + include_in_namespace(space, program.path) + \
            "#pragma GCC diagnostic pop\n"
    parameters = "double, double" if program.is_scalar else "const double *, int"
    *spaces, base = program.function.split("::")
    text = ('extern "C" ' if program.is_c else "") + f"double {base}({parameters});"
    for inner in reversed(spaces):
        text = f"namespace {inner} {{ {text} }}"
    return text + "\n"


def table_entry(program, primal, grad, jvp):
    name = program.name
    numbers = ", ".join(repr(number) for point in program.points for number in point)
    sizes = ", ".join(str(len(point)) for point in program.points)
    calls = [primal, grad or "nullptr", jvp or "nullptr"]
    nothing = ["nullptr"] * 3
    calls = calls + nothing if program.is_scalar else nothing + calls
    return (f"static double points_{name}[] = {{{numbers}}};\nstatic int sizes_{name}[] = {{{sizes}}};\n",
            f'  {{"{name}", points_{name}, sizes_{name}, {len(program.points)}, {", ".join(calls)}}},\n')


def main_text(entries, body="return harness::run_all(programs, {count}, argc, argv);"):
    data = "".join(entry[0] for entry in entries)
    rows = "".join(entry[1] for entry in entries)
    return (data + "static const harness::Program programs[] = {\n" + rows + "};\n"
            "int main(int argc, char **argv) {\n  " + body.format(count=len(entries)) + "\n}\n")


def prologue(extra=()):
    lines = [f"#include <{header}>" for header in HEADERS]
    lines += [f'#include "{header}"' for header in extra]
    return "\n".join(lines) + "\n"


# Running -----------------------------------------------------------------------------------------

def parse_numbers(words):
    return [float.fromhex(word) if "0x" in word else float(word) for word in words]


class Run:
    """The results of one binary: (program, point, kind) -> numbers, and -> what it printed."""

    def __init__(self):
        self.numbers, self.printed, self.crashed = {}, {}, {}


def run_binary(binary, count, results, timeout=20):
    """Runs a generated binary; a crash costs only the program in which it happened."""
    run, start = Run(), 0
    while start < count:
        if os.path.exists(results):
            os.remove(results)
        done = execute([binary, results, str(start)], timeout=timeout + 2 * (count - start))
        last, finished = start, False
        with open(results) as file:
            for line in file:
                words = line.split()
                if words[:1] == ["begin"]:
                    last, name = int(words[1]), words[2]
                elif words == ["end"]:
                    finished = True
                elif len(words) >= 4:
                    run.numbers[words[0], int(words[1]), words[2]] = parse_numbers(words[3:])
        for part in done.stdout.split("\001")[1:]:
            head, _, text = part.partition("\n")
            words = head.split()
            run.printed[words[0], int(words[1]), words[2]] = text
        if finished:
            break
        detail = (done.stderr.strip().splitlines() or [""])[-1][:120]
        run.crashed[name] = f"exit status {done.returncode} {detail}".strip()
        start = last + 1
    return run


class Unit:
    """A test binary made of many programs. `make_text(programs)` gives its source."""

    def __init__(self, folder, label, compiler, make_text, objects=lambda programs: []):
        self.folder, self.label, self.compiler = folder, label, compiler
        self.make_text, self.objects = make_text, objects
        self.failures = {}  # program name -> message
        self.attempts = 0

    def build(self, programs):
        """Returns [(binary, programs)]; programs that do not compile end in self.failures."""
        if not programs:
            return []
        self.attempts += 1
        base = os.path.join(self.folder, f"{self.label}_{self.attempts}")
        with open(base + ".cpp", "w") as file:
            file.write(self.make_text(programs))
        done = execute(self.compiler + [base + ".cpp", "-o", base] + self.objects(programs))
        if done.returncode == 0:
            return [(base, programs)]
        culprits = self.culprits(programs, done.stderr)
        if culprits:
            self.failures.update(culprits)
            return self.build([p for p in programs if p.name not in culprits])
        if len(programs) == 1:
            self.failures[programs[0].name] = "does not build: " + first_error(done.stderr)
            return []
        half = len(programs) // 2
        return self.build(programs[:half]) + self.build(programs[half:])

    @staticmethod
    def culprits(programs, diagnostics):
        """The programs whose files are named in an error."""
        found, names = {}, {p.name: p for p in programs}
        for line in diagnostics.splitlines():
            match = re.match(r"\S*?([\w.]+?)(?:_grad|_jvp)?\.(?:cpp|c|o):\d.*?\b(?:fatal )?error: (.*)", line)
            if match and match.group(1) in names:
                found.setdefault(match.group(1), "does not build: " + line.strip()[-300:])
        return found


# Judging -----------------------------------------------------------------------------------------

def direction(i):
    return ((i * 7) % 5 - 1.75) / 2.0


def disagreement(got, expected, tolerance):
    """None, or a sentence. Relative to the largest entry; a zero gradient must be zero."""
    scale = max([abs(number) for number in expected] + [0.0])
    bound = tolerance * scale if scale > 0 else 1e-14
    for i, (a, b) in enumerate(zip(got, expected)):
        if not abs(a - b) <= bound:
            return f"entry {i} is {a!r} instead of {b!r}"
    return None


def judge(program, run, oracle, want):
    """None, or what is wrong with this run of `program`."""
    if program.name in run.crashed:
        return "crashed: " + run.crashed[program.name]
    for point in range(len(program.points)):
        key = lambda kind: (program.name, point, kind)
        where = f"at point {point + 1}: "
        primal = run.numbers.get(key("primal"))
        if not primal:
            return where + "no result"
        gradient = oracle[program.name, point]
        forward = [sum(g * direction(i) for i, g in enumerate(gradient))]
        scale = max([abs(g * direction(i)) for i, g in enumerate(gradient)] + [0.0])
        for kind, expected in (("grad", gradient), ("again", [2 * g for g in gradient]),
                               ("jvp", forward)):
            if ("jvp" if kind == "jvp" else "grad") not in want:
                continue
            got = run.numbers.get(key(kind))
            if not got:
                return where + f"no result of {kind}"
            if got[0] != primal[0] and not (got[0] != got[0] and primal[0] != primal[0]):
                return where + f"{kind}: value {got[0].hex()} instead of {primal[0].hex()}"
            if run.printed.get(key(kind)) != run.printed.get(key("primal")):
                return where + f"{kind}: output differs from the primal's"
            if kind == "jvp" and scale > 0:
                # cancellation in the sum is no error of the derivative
                if not abs(got[1] - expected[0]) <= program.tolerance * scale:
                    return where + f"jvp: {got[1]!r} instead of {expected[0]!r}"
                continue
            wrong = disagreement(got[1:], expected, program.tolerance)
            if wrong:
                return where + f"{kind}: {wrong}"
    return None


# The oracle --------------------------------------------------------------------------------------

DUAL_RUN = """
template <class F> static void dual_scalar(const char *name, int point, F f, const std::vector<native> &at) {
  std::vector<native> g(2);
  native v = 0;
  for (int i = 0; i < 2; i++) {
    ::costate_oracle::Double x(at[0], i == 0), y(at[1], i == 1), r = f(x, y);
    g[i] = r.d, v = r.v;
  }
  harness::section(name, point, "dual");
  harness::report(name, point, "dual", v, g.data(), 2);
}
template <class F> static void dual_array(const char *name, int point, F f, const std::vector<native> &at) {
  std::vector<native> g(at.size());
  native v = 0;
  for (std::size_t i = 0; i < at.size(); i++) {
    std::vector<::costate_oracle::Double> x;
    for (std::size_t j = 0; j < at.size(); j++)
      x.push_back(::costate_oracle::Double(at[j], i == j));
    ::costate_oracle::Double r = f(x.data(), (int)at.size());
    g[i] = r.d, v = r.v;
  }
  harness::section(name, point, "dual");
  harness::report(name, point, "dual", v, g.data(), (int)at.size());
}
"""


def dual_text(programs):
    text = prologue(["dual.hpp", "harness.hpp"]) + "using native = double;\n" + DUAL_RUN
    text += "#define double ::costate_oracle::Double\n#define float ::costate_oracle::Float\n"
    for program in programs:
        text += include_in_namespace("dual_" + program.name, program.path)
    text += "#undef double\n#undef float\nint main(int argc, char **argv) {\n"
    text += "  if (argc != 3 || !(harness::results = std::fopen(argv[1], \"a\"))) return 2;\n"
    text += "  int start = std::atoi(argv[2]);\n"
    for index, program in enumerate(programs):
        text += f'  if (start <= {index}) {{\n    std::fprintf(harness::results, "begin {index} {program.name}\\n");\n'
        text += "    std::fflush(harness::results);\n"
        for i, point in enumerate(program.points):
            kind = "scalar" if program.is_scalar else "array"
            numbers = ", ".join(repr(number) for number in point)
            text += f'    dual_{kind}("{program.name}", {i}, dual_{program.name}::{program.function}, {{{numbers}}});\n'
        text += "  }\n"
    return text + '  std::fprintf(harness::results, "end\\n");\n  return std::fclose(harness::results);\n}\n'


def differences_text(programs):
    text = prologue(["differences.hpp"])
    entries = []
    for program in programs:
        text += PRIMAL_PRAGMAS + include_in_namespace("p_" + program.name, program.path)
        text += "#pragma GCC diagnostic pop\n"
        entries.append(table_entry(program, program.qualified("p_" + program.name), None, None))
    body = ('if (argc != 3 || !(harness::results = std::fopen(argv[1], "a"))) return 2;\n'
            '  for (int i = std::atoi(argv[2]); i < {count}; i++) {{\n'
            '    std::fprintf(harness::results, "begin %d %s\\n", i, programs[i].name);\n'
            '    std::fflush(harness::results);\n    harness::run_differences(programs[i]);\n  }}\n'
            '  std::fprintf(harness::results, "end\\n");\n  return std::fclose(harness::results);')
    return text + main_text(entries, body)


def collect_oracle(unit, programs, kind, problems):
    """{(program, point): gradient}, {(program, point): value}"""
    gradients, values = {}, {}
    for binary, built in unit.build(programs):
        run = run_binary(binary, len(built), binary + ".results", timeout=60)
        for (name, point, what), numbers in run.numbers.items():
            if what == kind:
                values[name, point], gradients[name, point] = numbers[0], numbers[1:]
        problems.update({name: f"{kind} oracle: {text}" for name, text in run.crashed.items()})
    problems.update({name: f"{kind} oracle {text}" for name, text in unit.failures.items()})
    return gradients, values


def compute_oracle(options, programs, problems, everything=False):
    quiet = ["-std=c++17", "-O1", "-w", "-I", ORACLE]
    dual = Unit(options.folder, "dual", options.cxx + quiet, dual_text)
    differences = Unit(options.folder, "differences", options.cxx + quiet, differences_text)
    by_dual, dual_values = collect_oracle(
        dual, [p for p in programs if p.oracle != "differences"], "dual", problems)
    by_differences, values = collect_oracle(
        differences, programs if everything else [p for p in programs if p.oracle == "differences"],
        "differences", problems)
    return by_dual, dual_values, by_differences, values


# The corpus itself -------------------------------------------------------------------------------

def primal_unit_text(programs):
    text, entries = prologue(["harness.hpp"]), []
    for program in programs:
        text += PRIMAL_PRAGMAS + include_in_namespace("p_" + program.name, program.path)
        text += "#pragma GCC diagnostic pop\n"
        entries.append(table_entry(program, program.qualified("p_" + program.name), None, None))
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
    for number, (compiler, flags) in enumerate(configurations):
        unit = Unit(options.folder, f"primal{number}", compiler + ["-std=c++17", "-w", "-I", ORACLE] + flags,
                    primal_unit_text)
        for binary, built in unit.build(programs):
            run = run_binary(binary, len(built), binary + ".results")
            problems.update({n: f"{compiler[0]} {flags}: {t}" for n, t in run.crashed.items()})
            for key, numbers in run.numbers.items():
                if reference.setdefault(key, numbers)[0] != numbers[0]:
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


# Routes ------------------------------------------------------------------------------------------

class Session:
    def __init__(self, options, programs):
        self.options, self.programs = options, programs
        self.lines = {}     # (program name, route) -> message or None
        self.refused = {}   # program name -> diagnostics
        self.oracle = {}

    def fail(self, name, route, message):
        if self.lines.get((name, route)) is None:
            self.lines[name, route] = message

    def costate(self, program, mode, out):
        """Runs the tool; returns None, or ('refused', text), or ('failed', text)."""
        standard = "-std=c11" if program.is_c else "-std=c++17"
        done = execute([self.options.costate, mode, program.path, "--function", program.function,
                        "--wrt", program.wrt, "-o", out, "--", standard], timeout=120)
        if done.returncode == 0:
            return None if os.path.exists(out) else ("failed", "exit status 0 but no output file")
        if os.path.exists(out):
            return "failed", f"exit status {done.returncode}, yet an output file"
        located = re.search(re.escape(os.path.basename(program.path)) + r":\d+:\d+: error: ", done.stderr)
        if done.returncode == 1 and "[costate-" in done.stderr and located:
            return "refused", done.stderr.strip()
        return "failed", f"exit status {done.returncode}: {first_error(done.stderr)}"

    def derive(self, suffix):
        """grad and jvp of every program with this suffix: {(name, mode): path}."""
        made, jobs = {}, []
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            for program in self.programs:
                for mode in ("grad", "jvp"):
                    out = os.path.join(self.options.folder, f"{program.name}_{mode}{suffix}")
                    jobs.append((program, mode, out, pool.submit(self.costate, program, mode, out)))
        route = "cpp" if suffix == ".cpp" else "object"
        for program, mode, out, job in jobs:
            problem = job.result()
            if not problem:
                made[program.name, mode] = out
            elif problem[0] == "refused":
                self.refused.setdefault(program.name, {})[route, mode] = problem[1]
            else:
                self.fail(program.name, route, f"{mode}: {problem[1]}")
        return made

    def usable(self, made):
        return [p for p in self.programs
                if p.expect is None and any((p.name, mode) in made for mode in ("grad", "jvp"))]

    def judge_unit(self, route, unit, programs, want):
        """Builds and runs a unit; `want(program)`: the modes that it holds."""
        for binary, built in unit.build(programs):
            run = run_binary(binary, len(built), binary + ".results")
            for program in built:
                message = judge(program, run, self.oracle, want(program))
                if message:
                    self.fail(program.name, route, f"{unit.label}: {message}")
        for name, message in unit.failures.items():
            self.fail(name, route, f"{unit.label}: {message}")

    def own_units(self, programs, compiler, extra=()):
        """Objects of the programs that must be their own translation units."""
        objects = []
        for number, path in enumerate([p.path for p in programs if not p.unity] + list(extra)):
            out = os.path.join(self.options.folder, f"own_{os.getpid()}_{os.path.basename(path)}.o")
            done = execute(compiler + ["-c", path, "-o", out])
            if done.returncode == 0:
                objects.append(out)
        return objects

    def run_cpp(self):
        made = self.derive(".cpp")
        self.check_standalone(made)
        want = lambda p: [mode for mode in ("grad", "jvp") if (p.name, mode) in made]

        def text(programs):
            out, entries = prologue(["harness.hpp"] + self.runtime_header()), []
            for program in programs:
                space = "p_" + program.name if program.unity else ""
                out += primal_text(program, space)
                calls = {}
                for mode in want(program):
                    derived = f"{mode}_{program.name}" if program.unity else ""
                    calls[mode] = program.qualified(derived, "_" + mode)
                    out += (include_in_namespace(derived, made[program.name, mode]) if derived
                            else program.declare(mode) + "\n")
                entries.append(table_entry(program, program.qualified(space), calls.get("grad"),
                                           calls.get("jvp")))
            return out + main_text(entries)

        def configuration(compiler, level):
            flags = compiler + ["-std=c++17", level, "-I", ORACLE, "-I", INCLUDE]
            extra = lambda programs: self.own_units(programs, flags, [
                made[p.name, mode] for p in programs if not p.unity for mode in want(p)])
            label = f"{os.path.basename(compiler[0])} {level}".replace(" ", "").replace("+", "x")
            unit = Unit(self.options.folder, label, flags + WARNINGS, text, extra)
            self.judge_unit("cpp", unit, self.usable(made), want)

        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            jobs = [pool.submit(configuration, compiler, level)
                    for level in ("-O2", "-O0") for compiler in (self.options.gxx, self.options.cxx)]
            for job in jobs:
                job.result()
        return made

    def check_standalone(self, made):
        """Each emitted file alone: nothing but its own includes, no warning."""
        def check(path):
            flags = ["-std=c++17", "-fsyntax-only", "-I", INCLUDE] + WARNINGS
            return execute(self.options.cxx + flags + [path])

        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            for (name, mode), done in zip(made, pool.map(check, made.values())):
                if done.returncode != 0:
                    self.fail(name, "cpp", f"{mode} alone: {first_error(done.stderr)}")

    @staticmethod
    def runtime_header():
        return ["costate/runtime.hpp"] if os.path.exists(os.path.join(INCLUDE, "costate/runtime.hpp")) else []

    def run_object(self):
        made = self.derive(".o")
        want = lambda p: [mode for mode in ("grad", "jvp") if (p.name, mode) in made]

        def text(programs):
            out, entries = prologue(["harness.hpp"]), []
            for program in programs:
                space = "p_" + program.name if program.unity else ""
                out += primal_text(program, space)
                out += "".join(program.declare(mode) + "\n" for mode in want(program))
                calls = {mode: program.qualified("", "_" + mode) for mode in want(program)}
                entries.append(table_entry(program, program.qualified(space), calls.get("grad"),
                                           calls.get("jvp")))
            return out + main_text(entries)

        flags = self.options.gxx + ["-std=c++17", "-O2", "-I", ORACLE]
        objects = lambda programs: self.own_units(programs, flags) + [
            made[p.name, mode] for p in programs for mode in want(p)]
        unit = Unit(self.options.folder, "object", flags, text, objects)
        self.judge_unit("object", unit, self.usable(made), want)

    def plugin_text(self, programs):
        out, entries = prologue(["harness.hpp", "costate/costate.hpp"]), []
        for program in programs:
            space, name = "p_" + program.name, program.name
            out += PRIMAL_PRAGMAS + include_in_namespace(space, program.path) + "#pragma GCC diagnostic pop\n"
            f = program.qualified(space)
            if program.is_scalar:
                out += (f"static double grad_{name}(double x, double y, double *x_bar, double *y_bar) {{\n"
                        f"  auto [value, both] = costate::value_and_gradient<{f}>(x, y);\n"
                        "  auto [x_part, y_part] = both;\n  *x_bar += x_part;\n  *y_bar += y_part;\n"
                        "  return value;\n}\n"
                        f"static harness::Pair jvp_{name}(double x, double y, double x_dot, double y_dot) {{\n"
                        f"  return costate::jvp<{f}>(costate::wrt(x, x_dot), costate::wrt(y, y_dot));\n}}\n")
            else:
                out += (f"static double grad_{name}(const double *x, int n, double *x_bar) {{\n"
                        f"  return costate::value_and_gradient<{f}>(costate::wrt(x, x_bar), n);\n}}\n"
                        f"static harness::Pair jvp_{name}(const double *x, int n, const double *x_dot) {{\n"
                        f"  return costate::jvp<{f}>(costate::wrt(x, x_dot), n);\n}}\n")
            entries.append(table_entry(program, f, "grad_" + name, "jvp_" + name))
        return out + main_text(entries)

    def run_plugin(self):
        programs = [p for p in self.programs if p.expect is None and p.name not in self.refused]
        plugin = ["-fplugin=" + self.options.plugin, "-std=c++17", "-I", ORACLE, "-I", INCLUDE]

        def configuration(level):
            unit = Unit(self.options.folder, "plugin" + level, self.options.cxx + plugin + [level],
                        self.plugin_text)
            self.judge_unit("plugin", unit, programs, lambda p: ["grad", "jvp"])

        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            for job in [pool.submit(configuration, level) for level in ("-O0", "-O2")]:
                job.result()

    def run_refusals(self):
        """Programs that must be refused; those with a corpus signature through the plugin, too."""
        for program in self.programs:
            if program.expect is None:
                continue
            for route, suffix in (("cpp", ".cpp"), ("object", ".o")):
                if route not in self.options.routes:
                    continue
                out = os.path.join(self.options.folder, program.name + "_refused" + suffix)
                problem = self.costate(program, "grad", out)
                if not problem:
                    self.fail(program.name, route, "not refused")
                elif problem[0] != "refused":
                    self.fail(program.name, route, problem[1])
                elif program.expect not in problem[1]:
                    self.fail(program.name, route, f"refused without '{program.expect}': {first_error(problem[1])}")
            if "plugin" in self.options.routes and program.signature in (SCALAR, ARRAY):
                self.refuse_by_plugin(program)

    def refuse_by_plugin(self, program):
        base = os.path.join(self.options.folder, program.name + "_plugin")
        with open(base + ".cpp", "w") as file:
            file.write(self.plugin_text([program]))
        done = execute(self.options.cxx + ["-fplugin=" + self.options.plugin, "-std=c++17", "-I", ORACLE,
                                           "-I", INCLUDE, "-c", base + ".cpp", "-o", base + ".o"])
        if done.returncode == 0:
            self.fail(program.name, "plugin", "not refused")
        elif done.returncode != 1 or "[costate-" not in done.stderr or program.expect not in done.stderr:
            self.fail(program.name, "plugin", f"exit status {done.returncode}: {first_error(done.stderr)}")

    def run(self):
        problems = {}
        ordinary = [p for p in self.programs if p.expect is None]
        by_dual, _, by_differences, _ = compute_oracle(self.options, ordinary, problems)
        self.oracle = {**by_dual, **by_differences}
        for name, message in problems.items():
            for route in self.options.routes:
                self.fail(name, route, message)
        every, self.programs = self.programs, [p for p in ordinary if p.name not in problems]
        if "cpp" in self.options.routes:
            self.run_cpp()
        if "object" in self.options.routes:
            self.run_object()
        if "plugin" in self.options.routes:
            self.run_plugin()
        self.programs = every
        self.run_refusals()
        return self.summary()

    def summary(self):
        passed = failed = 0
        unexpected = []
        for program in self.programs:
            refused = self.refused.get(program.name)
            if refused and program.expect is None:
                unexpected.append(program.name)
            for route in self.options.routes:
                message = self.lines.get((program.name, route))
                if refused and program.expect is None and message is None:
                    if self.options.allow_refused:
                        continue
                    failed += 1
                    continue
                failed += message is not None
                passed += message is None
                print(("FAIL " if message else "ok   ") + f"{program.name}  {route}" +
                      (f"  {message}" if message else ""))
        for name in unexpected:
            text = next(iter(self.refused[name].values()))
            print(f"REFUSED {name}  {first_error(text)}")
        if unexpected:
            print(f"{len(unexpected)} programs refused that should be differentiated"
                  + (" (allowed)" if self.options.allow_refused else ""))
        print(f"{passed} passed, {failed} failed")
        return 1 if failed else 0


# The command line --------------------------------------------------------------------------------

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


def main():
    parser = argparse.ArgumentParser(description="Runs the program corpus through every route.")
    parser.add_argument("programs", nargs="+", help="files or folders")
    parser.add_argument("--costate", help="the tool")
    parser.add_argument("--plugin", help="the clang plugin (default: ../lib/costate.so beside the tool)")
    parser.add_argument("--cxx", default="clang++-22", help="the clang that loads the plugin")
    parser.add_argument("--gxx", default="g++")
    parser.add_argument("--routes", default="cpp,object,plugin")
    parser.add_argument("--only", action="append", help="programs whose name contains this")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--keep", metavar="DIR", help="leave the generated files there")
    parser.add_argument("--allow-refused", action="store_true",
                        help="a refusal is not a failure (a wrong result always is)")
    parser.add_argument("--check-corpus", action="store_true", help="check the corpus without costate")
    options = parser.parse_args()
    options.cxx, options.gxx = options.cxx.split(), options.gxx.split()
    options.routes = [route for route in options.routes.split(",") if route]
    unknown = set(options.routes) - {"cpp", "object", "plugin"}
    if unknown:
        parser.error(f"unknown route: {', '.join(sorted(unknown))}")
    programs = find_programs(options.programs, options.only)
    if not programs:
        parser.error("no program is left to run")
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
        return Session(options, programs).run()
    finally:
        if not options.keep:
            shutil.rmtree(options.folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
