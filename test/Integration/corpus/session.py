# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Takes every program through costate's routes: emitted C++, objects, the plugin, second order."""

import concurrent.futures
import json
import os
import re

from .judging import is_wrong_result, judge
from .oracles import compute_oracle
from .program import SIGNATURES
from .together import Together, can_stand_together
from .units import (INCLUDE, ORACLE, PRIMAL_PRAGMAS, WARNINGS, Unit, adapted, execute, first_error, include_in_namespace,
                    main_text, primal_text, prologue, run_binary, table_entry)


class Session:
    def __init__(self, options, programs):
        self.options, self.programs = options, programs
        self.lines = {}     # (program name, route) -> message or None
        self.refused = {}   # program name -> diagnostics
        self.oracle = {}
        self.sanitizers = ["-g", "-fno-sanitize-recover=all", "-fsanitize=" + options.sanitize] if options.sanitize else []
        self.limits = [f"--inline-limit={options.inline_limit}"] if options.inline_limit else []
        if options.optimize is not None:
            self.limits.append(f"-O{options.optimize}")
        self.warnings = ["-w"] if options.no_warnings or options.sanitize else WARNINGS

    def fail(self, name, route, message):
        if self.lines.get((name, route)) is None:
            self.lines[name, route] = message

    def costate(self, program, mode, out):
        """Runs the tool; returns None, or ('refused', text), or ('failed', text)."""
        standard = "-std=c11" if program.is_c else "-std=" + program.standard
        if os.path.exists(out):
            os.remove(out)  # left in a kept folder by an earlier run
        done = execute([self.options.costate, mode, program.path, "--function", program.function,
                        "--wrt", program.wrt, "-o", out] + self.limits + ["--", standard] + program.flags, timeout=120)
        if done.returncode == 0:
            return None if os.path.exists(out) else ("failed", "exit status 0 but no output file")
        if os.path.exists(out):
            return "failed", f"exit status {done.returncode}, yet an output file"
        # a refusal is located at the user's code
        file = r"[^\n]*" if program.pending else re.escape(os.path.basename(program.path))
        located = re.search(file + r":\d+:\d+: error: ", done.stderr)
        if done.returncode == 1 and "[costate-" in done.stderr and located:
            return "refused", done.stderr.strip()
        return "failed", f"exit status {done.returncode}: {first_error(done.stderr)}"

    def derive(self, suffix, modes=("grad", "jvp"), route=None):
        """The modes of every program with this suffix: {(name, mode): path}."""
        made, jobs = {}, []
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            for program in self.programs:
                for mode in modes:
                    out = os.path.join(self.options.folder, f"{program.name}_{mode}{suffix}")
                    jobs.append((program, mode, out, pool.submit(self.costate, program, mode, out)))
        route = route or ("cpp" if suffix == ".cpp" else "object")
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
                if p.expect is None and any((p.name, mode) in made for mode in ("grad", "jvp", "hvp"))]

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
        for path in [p.path for p in programs if not p.unity] + list(extra):
            out = os.path.join(self.options.folder, f"own_{abs(hash(tuple(compiler)))}_{os.path.basename(path)}.o")
            done = execute(adapted(compiler, programs) + ["-c", path, "-o", out])
            if done.returncode == 0:
                objects.append(out)
        return objects

    def run_cpp(self):
        made = self.derive(".cpp")
        self.check_standalone(made, "cpp")
        text, want = self.emitted_text(made)

        def configuration(compiler, level):
            label = f"{os.path.basename(compiler[0])} {level}".replace(" ", "").replace("+", "x")
            compiler = compiler + self.sanitizers
            unit = self.emitted_unit(label, compiler, level, text, made, want)
            self.judge_unit("cpp", unit, self.usable(made), want)

        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            every = [(compiler, level) for level in ("-O2", "-O0") for compiler in (self.options.gxx, self.options.cxx)]
            jobs = [pool.submit(configuration, compiler, level)
                    for compiler, level in ([(self.options.cxx, "-O1")] if self.sanitizers else every)]
            for job in jobs:
                job.result()

    def run_hvp(self):
        """Second order: forward over reverse, as emitted C++ and as objects."""
        made = self.derive(".cpp", ("hvp",), "hvp")
        text, want = self.emitted_text(made)
        compiler = self.options.cxx + self.sanitizers if self.sanitizers else self.options.gxx
        unit = self.emitted_unit("hvp", compiler, "-O1", text, made, want)
        self.judge_unit("hvp", unit, self.usable(made), want)
        self.run_objects("hvp", self.derive(".o", ("hvp",), "hvp"))

    def emitted_text(self, made):
        """How a unit of emitted C++ is written, and which modes each program has."""
        want = lambda p: [mode for mode in ("grad", "jvp", "hvp") if (p.name, mode) in made]

        def text(programs):
            out, entries = prologue(["harness.hpp"] + self.runtime_header(), programs), []
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
                                           calls.get("jvp"), calls.get("hvp")))
            return out + main_text(entries)

        return text, want

    def emitted_unit(self, label, compiler, level, text, made, want):
        flags = compiler + ["-std=c++17", level, "-I", ORACLE, "-I", INCLUDE]
        extra = lambda programs: self.own_units(programs, flags, [
            made[p.name, mode] for p in programs if not p.unity for mode in want(p)])
        return Unit(self.options.folder, label, flags + self.warnings, text, extra)

    def check_standalone(self, made, route):
        """Nothing but its own includes, no warning: emitted files that include the same are checked in one unit."""
        programs, groups = {p.name: p for p in self.programs}, {}
        for (name, mode), path in made.items():
            with open(path, encoding="utf-8") as file:
                includes = tuple(line for line in file if line.startswith("#include"))
            own = None if programs[name].unity else (name, mode)  # cannot stand in a namespace
            groups.setdefault((includes, own), {}).setdefault(name, []).append(mode)

        def check(number, group):
            (includes, own), modes = group
            place = lambda name, mode: (f'#include "{made[name, mode]}"\n' if own
                                        else include_in_namespace(f"{mode}_{name}", made[name, mode]))
            text = lambda some: "".join(includes) + "".join(place(p.name, mode) for p in some for mode in modes[p.name])
            flags = ["-std=c++17", "-fsyntax-only", "-I", INCLUDE] + self.warnings
            unit = Unit(self.options.folder, f"alone_{number}", self.options.cxx + flags, text)
            unit.build([programs[name] for name in modes])
            return unit.failures

        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            for failures in pool.map(check, range(len(groups)), groups.items()):
                for name, message in failures.items():
                    self.fail(name, route, f"alone: {message}")

    @staticmethod
    def runtime_header():
        return ["costate/runtime.hpp"] if os.path.exists(os.path.join(INCLUDE, "costate/runtime.hpp")) else []

    def run_object(self):
        if not self.options.together:
            self.run_objects("object", self.derive(".o"))
            return
        modes = ("grad", "jvp")
        together = Together(self.options, modes, self.limits).derive([p for p in self.programs if can_stand_together(p)])
        made = {(program.name, mode): path for path, programs in together.objects for program in programs for mode in modes}
        spaces = {name: "p_" + name for name, _ in made}
        for name, text in together.refused.items():
            self.refused.setdefault(name, {})["object", "grad"] = text
        every, self.programs = self.programs, [p for p in self.programs if p.name not in spaces and p.name not in together.refused]
        made.update(self.derive(".o"))
        self.programs = every
        self.run_objects("object", made, spaces)

    def run_objects(self, route, made, spaces=None):
        """`spaces`: the namespaces of the programs whose derivatives lie in one."""
        spaces = spaces or {}
        want = lambda p: [mode for mode in ("grad", "jvp", "hvp") if (p.name, mode) in made]

        def text(programs):
            out, entries = prologue(["harness.hpp"], programs), []
            for program in programs:
                space = "p_" + program.name if program.unity else ""
                out += primal_text(program, space)
                out += "".join(program.declare(mode, spaces.get(program.name)) + "\n" for mode in want(program))
                calls = {mode: program.qualified(spaces.get(program.name, ""), "_" + mode) for mode in want(program)}
                entries.append(table_entry(program, program.qualified(space), calls.get("grad"),
                                           calls.get("jvp"), calls.get("hvp")))
            return out + main_text(entries)

        flags = (self.options.harness or self.options.gxx + ["-O2"]) + ["-std=c++17", "-I", ORACLE]
        objects = lambda programs: self.own_units(programs, flags) + list(dict.fromkeys(
            made[p.name, mode] for p in programs for mode in want(p)))
        unit = Unit(self.options.folder, route + "-object", flags, text, objects)
        self.judge_unit(route, unit, self.usable(made), want)

    def plugin_text(self, programs):
        out, entries = prologue(["harness.hpp", "costate/costate.hpp"], programs), []
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
            elif program.is_vector:
                out += (f"static double grad_{name}(const std::vector<double> &v, std::vector<double> *v_bar) {{\n"
                        f"  return costate::value_and_gradient<{f}>(costate::wrt(v, *v_bar));\n}}\n"
                        f"static harness::Pair jvp_{name}(const std::vector<double> &v, "
                        "const std::vector<double> &v_dot) {\n"
                        f"  return costate::jvp<{f}>(costate::wrt(v, v_dot));\n}}\n")
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
                        self.plugin_text, is_alone=lambda program: not program.unity)
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
            if "plugin" in self.options.routes and program.signature in SIGNATURES:
                self.refuse_by_plugin(program)

    def refuse_by_plugin(self, program):
        base = os.path.join(self.options.folder, program.name + "_plugin")
        with open(base + ".cpp", "w") as file:
            file.write(self.plugin_text([program]))
        compiler = self.options.cxx + ["-fplugin=" + self.options.plugin, "-std=c++17", "-I", ORACLE, "-I", INCLUDE]
        done = execute(adapted(compiler, [program]) + ["-c", base + ".cpp", "-o", base + ".o"])
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
        if "hvp" in self.options.routes:
            self.run_hvp()
        self.programs = every
        self.run_refusals()
        return self.summary()

    def state(self, program, route):
        """`ok`, `refused CODE`, `wrong: ...` or `failed: ...`."""
        message = self.lines.get((program.name, route))
        refusals = [text for (where, _), text in self.refused.get(program.name, {}).items() if where == route]
        by_plugin = re.findall(r"\[(costate-[\w-]+)\]", message or "")
        if by_plugin and by_plugin[0] != "costate-internal-error":
            return "refused " + by_plugin[0]
        if message:
            return ("wrong: " if is_wrong_result(message) else "failed: ") + message[:120]
        if program.expect is not None:
            return "ok"
        if refusals:
            codes = re.findall(r"\[(costate-[\w-]+)\]", refusals[0])
            return "refused " + (codes[0] if codes else "")
        return "ok"

    def enter_results(self, path):
        """Adds what this run found to the file: {program: {route: state}}."""
        results = {}
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                results = json.load(file)
        for program in self.programs:
            for route in self.options.routes:
                if program.expect is None or route != "hvp":
                    results.setdefault(program.name, {})[route] = self.state(program, route)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(results, file, indent=0, sort_keys=True)
            file.write("\n")

    def pending_state(self, program):
        """What became of a pending program: (is it a failure, text)."""
        refused = self.refused.get(program.name)
        messages = [self.lines[program.name, route] for route in self.options.routes
                    if self.lines.get((program.name, route))]
        wrong = [message for message in messages if is_wrong_result(message)]
        if wrong:
            return True, "WRONG  " + wrong[0]
        if refused:
            return False, "refused  " + first_error(next(iter(refused.values())))
        return False, messages[0] if messages else f"PROMOTE  passes ({', '.join(self.options.routes)})"

    def summary(self):
        passed = failed = 0
        unexpected = []
        for program in self.programs:
            if program.pending:
                is_failure, text = self.pending_state(program)
                failed += is_failure
                print(("FAIL " if is_failure else "pend ") + f"{program.name}  {text}")
                continue
            refused = self.refused.get(program.name)
            if refused and program.expect is None:
                unexpected.append(program.name)
            for route in self.options.routes:
                if program.expect is not None and route == "hvp":
                    continue
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
        pending = sum(program.pending for program in self.programs)
        print(f"{passed} passed, {failed} failed" + (f", {pending} pending" if pending else ""))
        return 1 if failed else 0
