# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Test binaries made of many programs at once: their source text, building and running them."""

import os
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
ORACLE = os.path.normpath(os.path.join(HERE, "..", "oracle"))
INCLUDE = os.path.normpath(os.path.join(HERE, "..", "..", "..", "include"))
HEADERS = ("algorithm array cassert cfloat climits cmath complex cstdarg cstddef cstdint cstdio cstdlib "
           "cstring initializer_list limits malloc.h math.h memory stdio.h stdlib.h string.h tuple type_traits "
           "utility vector new csetjmp").split()
# libstdc++ uses what it declares deprecated (std::get_temporary_buffer), and clang says so wherever it is instantiated.
WARNINGS = ["-Wall", "-Wextra", "-Werror", "-Wno-deprecated-declarations"]
# The programs themselves are allowed what a test of odd code needs.
PRIMAL_PRAGMAS = """#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wimplicit-fallthrough"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wpointer-arith"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#pragma GCC diagnostic ignored "-Wdangling-else"
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wstringop-overflow"
#pragma GCC diagnostic ignored "-Wsequence-point"
#pragma GCC diagnostic ignored "-Wtautological-compare"
#endif
"""


def execute(command, timeout=600, **options):
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              errors="replace", timeout=timeout, **options)
    except FileNotFoundError as problem:
        return subprocess.CompletedProcess(command, 127, "", str(problem))
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, "", "timed out")


def first_error(text, limit=300):
    lines = text.strip().splitlines()
    for line in lines:
        if "error" in line or "undefined" in line or "multiple definition" in line:
            return line.strip()[:limit]
    return (lines[-1].strip() if lines else "no diagnostics")[:limit]


def include_in_namespace(space, path):
    return f'namespace {space} {{\n#include "{path}"\n}}\n'


def primal_text(program, space):
    """The program itself, or where it is its own translation unit, its declaration."""
    if program.unity:
        return PRIMAL_PRAGMAS + include_in_namespace(space, program.path) + \
            "#pragma GCC diagnostic pop\n"
    parameters = "double, double" if program.is_scalar else "const double *, int"
    if program.is_vector:
        parameters = "const std::vector<double> &"
    *spaces, base = program.function.split("::")
    text = ('extern "C" ' if program.is_c else "") + f"double {base}({parameters});"
    for inner in reversed(spaces):
        text = f"namespace {inner} {{ {text} }}"
    return text + "\n"


def vector_adapters(name, primal, grad, jvp, hvp):
    """Functions of arrays that call those of a std::vector, and their names."""
    view = "const std::vector<double> v(x, x + n)"
    along = "v_dot(x_dot, x_dot + n)"
    text = f"static double primal_v_{name}(const double *x, int n) {{\n  {view};\n  return {primal}(v);\n}}\n"
    if grad:
        text += (f"static double grad_v_{name}(const double *x, int n, double *x_bar) {{\n  {view};\n"
                 f"  std::vector<double> v_bar(x_bar, x_bar + n);\n  double value = {grad}(v, &v_bar);\n"
                 "  std::copy(v_bar.begin(), v_bar.end(), x_bar);\n  return value;\n}\n")
    if jvp:
        text += (f"static harness::Pair jvp_v_{name}(const double *x, int n, const double *x_dot) {{\n  {view},\n"
                 f"      {along};\n  return {jvp}(v, v_dot);\n}}\n")
    if hvp:
        text += (f"static void hvp_v_{name}(const double *x, int n, const double *x_dot, double *x_hv) {{\n  {view},\n"
                 f"      {along};\n  std::vector<double> v_hv(n);\n  {hvp}(v, v_dot, &v_hv);\n"
                 "  std::copy(v_hv.begin(), v_hv.end(), x_hv);\n}\n")
    names = [call and f"{mode}_v_{name}" for mode, call in
             (("primal", primal), ("grad", grad), ("jvp", jvp), ("hvp", hvp))]
    return [text] + names


def table_entry(program, primal, grad=None, jvp=None, hvp=None):
    name = program.name
    adapters = ""
    if program.is_vector:
        adapters, primal, grad, jvp, hvp = vector_adapters(name, primal, grad, jvp, hvp)
    numbers = ", ".join(repr(number) for point in program.points for number in point)
    sizes = ", ".join(str(len(point)) for point in program.points)
    calls = [call or "nullptr" for call in (primal, grad, jvp, hvp)]
    nothing = ["nullptr"] * 4
    calls = calls + nothing if program.is_scalar else nothing + calls
    return (f"{adapters}static double points_{name}[] = {{{numbers}}};\nstatic int sizes_{name}[] = {{{sizes}}};\n",
            f'  {{"{name}", points_{name}, sizes_{name}, {len(program.points)}, {", ".join(calls)}}},\n')


def main_text(entries, body="return harness::run_all(programs, {count}, argc, argv);"):
    data = "".join(entry[0] for entry in entries)
    rows = "".join(entry[1] for entry in entries)
    return (data + "static const harness::Program programs[] = {\n" + rows + "};\n"
            "int main(int argc, char **argv) {\n  " + body.format(count=len(entries)) + "\n}\n")


def prologue(extra=(), programs=()):
    """The headers, before any namespace: those of all programs, and those that the programs name."""
    named = {header for program in programs for header in program.headers}
    lines = [f"#include <{header}>" for header in HEADERS + sorted(named.difference(HEADERS))]
    lines += [f'#include "{header}"' for header in extra]
    return "\n".join(lines) + "\n"


def parse_numbers(words):
    return [float.fromhex(word) if "0x" in word else float(word) for word in words]


class Run:
    """The results of one binary: (program, point, kind) -> numbers, and -> what it printed."""

    def __init__(self):
        self.numbers, self.printed, self.crashed = {}, {}, {}
        self.leaking = set()


def run_binary(binary, count, results, timeout=20):
    """Runs a generated binary; a crash costs only the program in which it happened."""
    run, start = Run(), 0
    while start < count:
        if os.path.exists(results):
            os.remove(results)
        done = execute([binary, results, str(start)], timeout=timeout + 0.1 * (count - start))
        last, finished = start, False
        with open(results) as file:
            for line in file:
                words = line.split()
                if words[:1] == ["begin"]:
                    last, name = int(words[1]), words[2]
                elif words == ["end"]:
                    finished = True
                elif words[:1] == ["leak"]:
                    run.leaking.add(words[1])
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


def adapted(compiler, programs):
    """The command with the programs' standard and flags."""
    extra = max((program.flags for program in programs), key=len)
    return [f"-std={programs[0].standard}" if word == "-std=c++17" else word for word in compiler] + extra


class Unit:
    """A test binary made of many programs. `make_text(programs)` gives its source."""

    def __init__(self, folder, label, compiler, make_text, objects=lambda programs: [], is_alone=lambda program: False):
        self.folder, self.label, self.compiler, self.is_alone = folder, label, compiler, is_alone
        self.make_text, self.objects = make_text, objects
        self.failures = {}  # program name -> message
        self.attempts = 0

    def build(self, programs):
        """Returns [(binary, programs)]; programs that do not compile end in self.failures. One binary per
        folder, standard of the language and target, and for each program that must be alone."""
        groups = {}
        for program in programs:
            alone = program.name if self.is_alone(program) else None
            groups.setdefault((program.folder, program.standard, tuple(program.target), alone), []).append(program)
        return [binary for group in groups.values() for binary in self.build_group(group)]

    def build_group(self, programs):
        if not programs:
            return []
        self.attempts += 1
        base = os.path.join(self.folder, f"{self.label}_{self.attempts}")
        with open(base + ".cpp", "w") as file:
            file.write(self.make_text(programs))
        done = execute(adapted(self.compiler, programs) + [base + ".cpp", "-o", base] + self.objects(programs))
        if done.returncode == 0:
            return [(base, programs)]
        culprits = self.culprits(programs, done.stderr)
        if culprits:
            self.failures.update(culprits)
            return self.build_group([p for p in programs if p.name not in culprits])
        if len(programs) == 1:
            self.failures[programs[0].name] = "does not build: " + first_error(done.stderr)
            return []
        half = len(programs) // 2
        return self.build_group(programs[:half]) + self.build_group(programs[half:])

    @staticmethod
    def culprits(programs, diagnostics):
        """The programs whose files are named in an error, or in the notes below one in a header."""
        found, names, error = {}, {p.name: p for p in programs}, None
        for line in diagnostics.splitlines():
            match = re.match(r"\S*?([\w.]+?)(?:_grad|_jvp|_hvp)?\.(?:cpp|c|o):\d.*?\b((?:fatal )?error|note): (.*)", line)
            if re.search(r":\d+: (?:fatal )?error: ", line):
                error = line
            if error and match and match.group(1) in names:
                found.setdefault(match.group(1), "does not build: " + error.strip()[-300:])
                error = None
        return found
