#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Breaks derivative rules and decisions of the compiler one at a time and counts which ones the tests notice.

  mutate.py --build TREE/build --list mutants.json --folder WORK [--rules] [--decisions] [--sample N] [--seed S]

TREE is a copy of the source tree that instrument.py went through (utils/mutate.sh makes one). Nodes of rules are tried against
the unit tests of the rules, all of them. Decisions are tried against the corpus: a first run without mutants records what every
program makes a site decide; then a mutant is tried on the programs that would decide otherwise, the quick ones first. It is noticed
if a derivative is wrong or missing, the compiler stops, or a program that must be refused is not. A mutant after which all these programs
give the same bytes has no effect there; one that only changes code that stays right is a matter of speed, or a gap. Both count as survivors.
The work folder keeps what was found: the same command goes on where it stopped.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import random
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
INTEGRATION = os.path.normpath(os.path.join(HERE, "..", "..", "test", "Integration"))
sys.path.insert(0, INTEGRATION)

from corpus.judging import judge  # noqa: E402
from corpus.oracles import compute_oracle  # noqa: E402
from corpus.program import find_programs  # noqa: E402
from corpus.units import ORACLE, adapted, execute, main_text, primal_text, prologue, run_binary, table_entry  # noqa: E402

SAW = {"true": 2, "false": 1, "drop": 1}  # what a run must have seen to notice the mutant (mutants.h)
MODES = ("grad", "jvp")
EQUIVALENT = {  # mutants that compute the same: (rule, node, kind) -> why
    ("Atan2: rule.binary<::costate::cxx::HypotOp>(primal_x, primal_y)", "negate"): "divided by twice",
    ("CopySign: rule.multiply(seed, v4)", "swap"): "v4 is 1 or -1",
}


class Job:
    """One derivative of one program, as the compiler without mutants makes it."""

    def __init__(self, program, mode, folder):
        self.program, self.mode = program, mode
        self.out = os.path.join(folder, f"{program.name}_{mode}.o")
        self.seen, self.code, self.bytes, self.seconds = {}, None, b"", 0.0

    def derive(self, costate, out, environment, timeout=60):
        if os.path.exists(out):
            os.remove(out)
        return execute([costate, self.mode, self.program.path, "--function", self.program.function, "--wrt", self.program.wrt, "-o", out,
                        "--", "-std=" + ("c11" if self.program.is_c else self.program.standard)] + self.program.flags,
                       timeout=timeout, env={**os.environ, **environment})

    def record(self, costate):
        coverage = self.out + ".coverage"
        if os.path.exists(coverage):
            os.remove(coverage)
        start = time.monotonic()
        done = self.derive(costate, self.out, {"COSTATE_MUTANT_COVERAGE": coverage})
        self.code, self.seconds = done.returncode, time.monotonic() - start
        if os.path.exists(coverage):
            with open(coverage, encoding="utf-8") as file:
                self.seen = {int(site): int(what) for site, what in (line.split() for line in file)}
        if self.code == 0:
            with open(self.out, "rb") as file:
                self.bytes = file.read()
        return self


class Corpus:
    """The programs, their derivatives and what they must give."""

    def __init__(self, options, programs):
        self.options, self.costate = options, os.path.join(options.build, "bin", "costate")
        self.folder = options.folder
        problems = {}
        ordinary = [p for p in programs if p.expect is None and p.unity and not p.is_vector]
        by_dual, _, by_differences, _ = compute_oracle(options, ordinary, problems)
        self.oracle = {**by_dual, **by_differences}
        self.programs = [p for p in ordinary if p.name not in problems]
        jobs = [Job(p, mode, self.folder) for p in self.programs for mode in MODES]
        jobs += [Job(p, "grad", self.folder) for p in programs if p.expect is not None]
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            self.jobs = list(pool.map(lambda job: job.record(self.costate), jobs))
        self.jobs = [job for job in self.jobs if job.code == 0 or job.program.expect is not None]
        self.jobs.sort(key=lambda job: job.seconds)

    def harness(self, program):
        """The object that calls a program's derivatives."""
        base = os.path.join(self.folder, program.name + "_harness")
        if not os.path.exists(base + ".o"):
            space = "p_" + program.name
            text = prologue(["harness.hpp"], [program]) + primal_text(program, space)
            text += "".join(program.declare(mode, None) + "\n" for mode in MODES)
            calls = [program.qualified("", "_" + mode) for mode in MODES]
            text += main_text([table_entry(program, program.qualified(space), *calls)])
            with open(base + ".cpp", "w", encoding="utf-8") as file:
                file.write(text)
            compiler = adapted(self.options.cxx + ["-std=c++17", "-O1", "-w", "-I", ORACLE], [program])
            done = execute(compiler + ["-c", base + ".cpp", "-o", base + ".o"])
            if done.returncode != 0:
                sys.exit(f"{base}.cpp does not build:\n{done.stderr[-2000:]}")
        return base + ".o"

    def is_right(self, job, path):
        """Whether the derivative in the object at `path` is what the oracle says; the other mode's is the right one."""
        program = job.program
        others = [other.out for other in self.jobs if other.program is program and other is not job]
        if len(others) != len(MODES) - 1:
            return True  # one mode only can be derived: nothing to link against
        binary = path + ".bin"
        done = execute(self.options.cxx + ["-fuse-ld=lld", self.harness(program), path, *others, "-o", binary])
        if done.returncode != 0:
            return False
        run = run_binary(binary, 1, binary + ".results", timeout=10)
        return judge(program, run, self.oracle, list(MODES)) is None

    def try_job(self, job, mutant):
        """`same`, `changed` (and still right), or how the mutant was noticed."""
        path = os.path.join(self.folder, f"mutant_{job.program.name}_{job.mode}.o")
        done = job.derive(self.costate, path, {"COSTATE_MUTANT": mutant}, timeout=10 + 5 * job.seconds)
        if done.returncode != job.code:
            return f"exit status {done.returncode}"
        if job.code != 0:
            return "same" if job.program.expect in done.stderr else "another error"
        with open(path, "rb") as file:
            if file.read() == job.bytes:
                return "same"
        return "changed" if self.is_right(job, path) else "wrong derivative"

    def try_mutant(self, site, kind):
        """(outcome, text)"""
        reached = [job for job in self.jobs if job.seen.get(site["site"], 0) & SAW[kind]]
        if not reached:
            return "unreached", ""
        refused = [job for job in reached if job.program.expect is not None]
        chosen = (reached[:self.options.tries] + [job for job in refused if job not in reached[:self.options.tries]][:self.options.tries])
        changed = ""
        for job in chosen:
            outcome = self.try_job(job, f"{site['site']}:{kind}")
            if outcome == "changed":
                changed = changed or f"{job.program.name} {job.mode}"
            elif outcome != "same":
                return "killed", f"{job.program.name} {job.mode}: {outcome}"
        return ("changes code", changed) if changed else ("no effect", f"{len(chosen)} programs")


def try_rule(options, site, kind):
    if (site["text"], kind) in EQUIVALENT:
        return "equivalent", EQUIVALENT[site["text"], kind]
    done = execute([os.path.join(options.build, "bin", "RulesTests"), "--gtest_brief=1"], timeout=60,
                   env={**os.environ, "COSTATE_MUTANT": f"{site['site']}:{kind}"})
    failed = re.search(r"\[  FAILED  \] ([\w/.]+)", done.stdout)
    if done.returncode == 0:
        return "no effect", ""
    return "killed", failed[1] if failed else f"exit status {done.returncode}"


class Record:
    """What became of the mutants, in FOLDER/results.json."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "results.json")
        self.results = {}
        if os.path.exists(self.path):
            with open(self.path, encoding="utf-8") as file:
                self.results = json.load(file)

    def enter(self, site, kind, outcome, text):
        self.results[f"{site['site']}:{kind}"] = {"file": site["file"], "line": site["line"], "text": site["text"], "kind": kind,
                                                  "outcome": outcome, "by": text}
        with open(self.path + ".new", "w", encoding="utf-8") as file:
            json.dump(self.results, file, indent=0)
        os.replace(self.path + ".new", self.path)


KINDS = ("killed", "changes code", "no effect", "equivalent", "unreached")


def count(record):
    """{folder: {outcome: mutants}}"""
    folders = collections.defaultdict(collections.Counter)
    for entry in record.results.values():
        folders[os.path.dirname(entry["file"])][entry["outcome"]] += 1
    return folders


def kill_rate(counts):
    """In percent, of the mutants that a program reaches and that compute something else."""
    reached = sum(counts.values()) - counts["unreached"] - counts["equivalent"]
    return 100 * counts["killed"] / max(reached, 1)


def write_table(record, path):
    """The table between the marks `<!-- mutants -->` and `<!-- end of mutants -->` of a document."""
    rows = [f"| broken in | {' | '.join(KINDS)} | kill rate |", "|" + "---|" * (len(KINDS) + 2)]
    for folder, counts in sorted(count(record).items()):
        rows.append(f"| `{folder}` | {' | '.join(str(counts[kind]) for kind in KINDS)} | {kill_rate(counts):.1f} % |")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    table = "<!-- mutants -->\n\n" + "\n".join(rows) + "\n\n<!-- end of mutants -->"
    with open(path, "w", encoding="utf-8") as file:
        file.write(re.sub(r"<!-- mutants -->.*?<!-- end of mutants -->", lambda _: table, text, flags=re.S))


def show_summary(record):
    print(f"\n{'folder':<20}" + "".join(f"{kind:>14}" for kind in KINDS) + f"{'kill rate':>12}")
    for folder, counts in sorted(count(record).items()):
        print(f"{folder:<20}" + "".join(f"{counts[kind]:>14}" for kind in KINDS) + f"{kill_rate(counts):>11.1f}%")


def main():
    parser = argparse.ArgumentParser(description="Breaks rules and decisions one at a time and counts what the tests notice.")
    parser.add_argument("--build", required=True, help="the build folder of the instrumented tree")
    parser.add_argument("--list", required=True, help="the sites, as instrument.py wrote them")
    parser.add_argument("--folder", required=True, help="where results and what is made on the way are kept")
    parser.add_argument("--rules", action="store_true", help="nodes of derivative rules")
    parser.add_argument("--decisions", action="store_true", help="decisions of analyses and of the engine")
    parser.add_argument("--files", default="", metavar="TEXT", help="sites in files whose name contains this")
    parser.add_argument("--sample", type=int, metavar="N", help="that many decisions, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", help="programs whose name contains this")
    parser.add_argument("--tries", type=int, default=20, help="the most programs tried for a mutant")
    parser.add_argument("--table", metavar="FILE", help="write the results so far into this document (docs/Trust.md)")
    parser.add_argument("--cxx", default="clang++-22")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()
    options.cxx, options.together, options.harness = options.cxx.split(), True, None
    options.folder = os.path.abspath(options.folder)
    os.makedirs(options.folder, exist_ok=True)
    with open(options.list, encoding="utf-8") as file:
        sites = [site for site in json.load(file) if options.files in site["file"]]
    mutants = [(site, kind) for site in sites for kind in site["kinds"]]
    of_rules = [item for item in mutants if item[0]["file"].endswith(".inc")]
    decisions = [item for item in mutants if not item[0]["file"].endswith(".inc")]
    random.Random(options.seed).shuffle(decisions)
    decisions = decisions[:options.sample]
    record = Record(options.folder)
    is_done = lambda item: f"{item[0]['site']}:{item[1]}" in record.results
    if options.rules:
        for site, kind in of_rules:
            record.enter(site, kind, *try_rule(options, site, kind))
    if options.decisions and not all(map(is_done, decisions)):
        programs = [p for p in find_programs([os.path.join(INTEGRATION, "programs"), os.path.join(INTEGRATION, "unsupported")], options.only)
                    if not p.missing and not p.pending]
        corpus = Corpus(options, programs)
        for number, (site, kind) in enumerate(decisions, 1):
            if not is_done((site, kind)):
                outcome, text = corpus.try_mutant(site, kind)
                record.enter(site, kind, outcome, text)
                if outcome != "killed":
                    print(f"[{number}/{len(decisions)}] {site['file']}:{site['line']} {kind}: {outcome} ({text}): {site['text']}", flush=True)
    show_summary(record)
    if options.table:
        write_table(record, options.table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
