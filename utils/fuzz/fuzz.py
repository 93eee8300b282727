#!/usr/bin/env python3
# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Differential fuzzing: random programs by every route against an oracle that shares no code with costate.

  fuzz.py --costate build/bin/costate --programs 20000 --seed 1 --folder fuzz-run [--routes object,plugin,cpp,hvp] [--inline-limit 64]

Program k has the seed S + k. A run is resumed by the same command: what is in the folder's state.json is
not done again. Programs that fail are kept in FOLDER/found, reduced. The last line is
`N programs, M mismatches, K refused`; M counts wrong values, crashes and output that does not compile; a program whose
oracles, compilers or sanitizers do not agree is the generator's mistake and counted apart.
The exit status is 1 if there was a mismatch.
"""

import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import time

from generator.program import make_program
from runner import CONFIGURATIONS, HERE, MISMATCHES, REFUSED, RIGHT, UNDEFINED, classify, describe, is_well_defined, run


class State:
    """What a run has found so far; kept in FOLDER/state.json."""

    def __init__(self, path, settings):
        self.path, self.settings = path, settings
        self.done, self.classes, self.refusals = 0, collections.Counter(), collections.Counter()
        self.features, self.configurations = collections.Counter(), collections.Counter()
        self.found, self.seconds = [], 0.0
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                kept = json.load(file)
            if kept["settings"] != settings:
                sys.exit(f"{path} belongs to a run with other settings: {kept['settings']}")
            self.done, self.found, self.seconds = kept["done"], kept["found"], kept["seconds"]
            self.classes.update(kept["classes"])
            self.refusals.update(kept["refusals"])
            self.features.update(kept["features"])
            self.configurations.update(kept["configurations"])

    def save(self):
        with open(self.path + ".new", "w", encoding="utf-8") as file:
            json.dump({name: getattr(self, name) for name in
                       ("settings", "done", "classes", "refusals", "features", "configurations", "found", "seconds")}, file, indent=1, sort_keys=True)
        os.replace(self.path + ".new", self.path)

    mismatches = property(lambda self: sum(self.classes[kind] for kind in MISMATCHES))


def worst(states):
    """The class and text of a program over its routes: a mismatch before a refusal before right."""
    kinds = {route: classify(state) for route, state in states.items()}
    for wanted in MISMATCHES + (REFUSED,):
        for route, (kind, text) in kinds.items():
            if kind == wanted:
                return kind, route, text
    return RIGHT, "", ""


def write_batch(folder, seeds, language, unwanted):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    features = collections.Counter()
    for seed in seeds:
        name, text = make_program(seed, language, unwanted)
        features.update(re.search(r"^// features: (.*)$", text, re.M).group(1).split())
        with open(os.path.join(folder, name + ".cpp"), "w", encoding="utf-8") as file:
            file.write(text)
    return features


def keep(options, batch, name, kind, route, text, state):
    """Keeps a failing program, and a smaller one."""
    found = os.path.join(options.folder, "found")
    os.makedirs(found, exist_ok=True)
    path = os.path.join(found, name + ".cpp")
    shutil.copy(os.path.join(batch, name + ".cpp"), path)
    if kind in ("wrong", "crash") and not is_well_defined(path):
        kind = UNDEFINED
    state.classes[kind] += 1
    state.found.append({"program": name, "class": kind, "route": route, "message": text})
    print(f"  {kind.upper()} {name} by {route}: {text}", flush=True)
    if options.reduce and kind != UNDEFINED:
        limit = ["--inline-limit", str(options.inline_limit)] if options.inline_limit else []
        subprocess.run([sys.executable, os.path.join(HERE, "reduce.py"), path, "--costate", options.costate, "--route", route,
                        "--tries", str(options.reduce), *limit], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def run_batch(options, state, first, count):
    batch = os.path.join(options.folder, f"batch_{first}")
    features = write_batch(batch, range(options.seed + first, options.seed + first + count), options.language, options.without)
    configuration = CONFIGURATIONS[first // options.batch % len(CONFIGURATIONS)]
    more = list(configuration) if "object" in options.routes else []
    if options.inline_limit:
        more += ["--inline-limit", str(options.inline_limit)]
    states = run(options.costate, options.routes, batch, os.path.join(batch, "results.json"), options.jobs, more)
    for name, by_route in sorted(states.items()):
        kind, route, text = worst(by_route)
        if kind not in MISMATCHES:
            state.classes[kind] += 1
            state.refusals.update([text] if kind == REFUSED else [])
        else:
            keep(options, batch, name, kind, route, text, state)
    state.features.update(features)
    if "object" in options.routes:
        state.configurations[describe(configuration)] += count
    state.done = first + count
    shutil.rmtree(batch, ignore_errors=True)


def show_progress(options, state):
    rate = state.done / state.seconds if state.seconds else 0.0
    left = int((options.programs - state.done) / rate) if rate else 0
    print(f"[{state.done:>6}/{options.programs}] {state.mismatches} mismatches, {state.classes[REFUSED]} refused, "
          f"{rate:.2f} programs/s, {left // 3600}:{left // 60 % 60:02}:{left % 60:02} left", flush=True)


def show_summary(state):
    print("\nclass          programs")
    for kind in (RIGHT, REFUSED) + MISMATCHES + (UNDEFINED,):
        print(f"{kind:<12} {state.classes[kind]:>10}")
    for configuration, count in state.configurations.most_common():
        print(f"{count:>10}  {configuration}")
    print("\nrefused because of")
    for code, count in state.refusals.most_common():
        print(f"{count:>10}  {code}")
    print("\nprograms with")
    for feature, count in state.features.most_common():
        print(f"{count:>10}  {feature.replace('_', ' ')}")
    for entry in state.found:
        print(f"\n{entry['class']}: {entry['program']} by {entry['route']}: {entry['message']}")


def main():
    parser = argparse.ArgumentParser(description="Random programs by every route against an independent oracle.")
    parser.add_argument("--costate", required=True)
    parser.add_argument("--programs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", required=True, help="where the state and what is found are kept")
    parser.add_argument("--routes", default="object", help="of object,plugin,cpp,hvp")
    parser.add_argument("--language", choices=("c", "c++"), default="c++")
    parser.add_argument("--without", default="", metavar="FEATURES", help="of the generator, comma-separated")
    parser.add_argument("--batch", type=int, default=64, help="programs that are built together")
    parser.add_argument("--inline-limit", type=int, metavar="N", help="costate's option: with 64 nearly every call stays a call")
    parser.add_argument("--reduce", type=int, default=1000, metavar="TRIES", help="the most programs tried to make a failing one smaller; 0: leave it")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()
    options.costate = os.path.abspath(options.costate)
    options.routes = options.routes.split(",")
    options.without = options.without.split(",") if options.without else []
    options.folder = os.path.abspath(options.folder)
    os.makedirs(options.folder, exist_ok=True)
    state = State(os.path.join(options.folder, "state.json"),
                  {"seed": options.seed, "language": options.language, "routes": options.routes, "inline_limit": options.inline_limit,
                   "without": options.without})
    while state.done < options.programs:
        start = time.monotonic()
        run_batch(options, state, state.done, min(options.batch, options.programs - state.done))
        state.seconds += time.monotonic() - start
        state.save()
        show_progress(options, state)
    show_summary(state)
    print(f"{state.done} programs, {state.mismatches} mismatches, {state.classes[REFUSED]} refused")
    return 1 if state.mismatches else 0


if __name__ == "__main__":
    sys.exit(main())
