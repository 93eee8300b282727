"""Derives programs of the corpus several times and compares every byte that comes out, diagnostics as well.

determinism.py COSTATE PLUGIN CLANG FOLDER KINDS PROGRAM...

KINDS: "mode:kind" separated by commas; the kind "plugin" is clang's object of a file that uses the header.
Runs differ in the layout of the address space (which the system randomizes), in the environment's size and in
what fresh memory holds."""

import os
import re
import subprocess
import sys

ENVIRONMENTS = [{}, {"PADDING": "x" * 4000, "MALLOC_PERTURB_": "165"}, {"MALLOC_PERTURB_": "90", "MALLOC_TOP_PAD_": "1"}]


def header(program, key, default=""):
    with open(program, encoding="utf-8") as file:
        found = re.search(rf"^// {key}: (.*)$", file.read(), re.MULTILINE)
    return found.group(1).strip() if found else default


def make_user(program, function, folder):
    """A file that asks for the derivatives by the header."""
    path = os.path.join(folder, "user.cpp")
    parameters = header(program, "signature")
    call = "x, 1" if "int" in parameters else "*x" + ", *x" * parameters.count(",")
    if "vector" in parameters:
        call = "std::vector<double>(x, x + 4)"
    marked = "costate::wrt(x, x_bar), 1" if call == "x, 1" else call
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'#include <costate/costate.hpp>\n#include "{os.path.abspath(program)}"\n'
                   f"void use(const double *x, [[maybe_unused]] double *x_bar) "
                   f"{{ (void)costate::value_and_gradient<{function}>({marked}); }}\n")
    return path


def run(command, extra):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, **extra}, timeout=300)
    return done.returncode, done.stdout, done.stderr


def main():
    costate, plugin, clang, folder, kinds, *programs = sys.argv[1:]
    include = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "include")
    os.makedirs(folder, exist_ok=True)
    failures = emitted = 0
    for program in programs:
        function = header(program, "function")
        standard = "-std=" + header(program, "standard", "c++17")
        for mode, kind in (item.split(":") for item in kinds.split(",")):
            out = os.path.join(folder, "out")
            if kind == "plugin":
                command = [clang, standard, "-w", "-O1", "-fplugin=" + plugin, "-I", include, "-c",
                           make_user(program, function, folder), "-o", out]
            else:
                command = [costate, mode, program, "--function", function, "--emit", kind, "-o", out, "--", standard]
            results = []
            for extra in ENVIRONMENTS:
                if os.path.exists(out):
                    os.remove(out)
                result = run(command, extra)
                content = None
                if os.path.exists(out):
                    with open(out, "rb") as file:
                        content = file.read()
                results.append((*result, content))
            status, _, message, _ = results[0]
            emitted += status == 0
            # Not every construct has code for a GPU.
            if status != 0 and (status != 1 or kind not in ("ptx", "cubin")):
                failures += 1
                print(f"{program}: {mode} {kind}: exit status {status}\n{message.decode(errors='replace')[:2000]}")
            if any(result != results[0] for result in results):
                failures += 1
                print(f"{program}: {mode} {kind}: differs between runs")
    print(f"{emitted} outputs, {failures} failures")
    return failures != 0


if __name__ == "__main__":
    sys.exit(main())
