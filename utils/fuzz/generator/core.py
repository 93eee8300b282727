# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The C core of random programs: expressions, assignments, pointers, loops, branches, blocks of memory.

Every index is masked, every loop is bounded, and what is assigned stays moderate, so that nothing is
undefined and nothing overflows.
"""

import re

STRUCT = """struct S {
  double a;
  int k;
  double *p;
  double b[2];
};
"""


class Core:
    """Writes one function body. `scalars`, `arrays` (of at least four), `ints`, `structs`: the places in
    scope; `heap`: the name of a block to free before each return, or None; `helpers`: (kind, name) of
    functions that may be called; `inputs`: patterns with a hole for an index."""

    features = []  # methods that write one statement, of the classes that derive from this one

    def __init__(self, rng, scalars, arrays, ints, structs, heap, helpers, inputs, can_return):
        self.rng, self.scalars, self.arrays, self.ints = rng, scalars, arrays, ints
        self.structs, self.heap, self.helpers, self.inputs = structs, heap, helpers, inputs
        self.can_return, self.lines, self.depth, self.loops, self.fresh = can_return, [], 1, 0, 0
        self.breakable = 0
        self.used = set()  # names of the statements that were written
        self.budget = rng.randint(10, 22)

    def put(self, text):
        self.lines.append("  " * self.depth + text)

    def name(self, prefix):
        self.fresh += 1
        return f"{prefix}{self.fresh}"

    def pick(self, things):
        return self.rng.choice(things)

    # Expressions

    def index(self, size=4, effects=True):
        mask = size - 1
        i = self.pick(self.ints)
        form = self.rng.randint(0, 6 if effects else 4)
        if form == 5:
            return f"{i}++ & {mask}"
        if form == 6:
            return f"--{i} & {mask}"
        return self.pick([str(self.rng.randint(0, mask)), f"{i} & {mask}", f"({i} + {self.rng.randint(1, 3)}) & {mask}",
                          f"({i} * 3 + {self.pick(self.ints)}) & {mask}"])

    def place(self, effects=True):
        """Something that a double can be assigned to."""
        form = self.rng.randint(0, 9)
        if form < 4 or not self.arrays:
            return self.pick(self.scalars)
        if form < 8:
            return f"{self.pick(self.arrays)}[{self.index(effects=effects)}]"
        if self.structs:
            s = self.pick(self.structs)
            return self.pick([f"{s}.a", f"{s}.b[{self.index(2, effects)}]", f"{s}.p[{self.index(4, effects)}]"])
        return self.pick(self.scalars)

    def atom(self, effects=False):
        form = self.rng.randint(0, 9)
        if form < 2:
            return self.pick(["0.5", "1.25", "-0.75", "2.0", "0.1"])
        if form < 4 and self.inputs:
            return self.pick(self.inputs).format(self.index(effects=effects))
        if form == 4:
            return f"(double)({self.pick(self.ints)} & 3)"
        return self.place(effects)

    def expression(self, depth=2, effects=False):
        """A value; at most one part of it has a side effect, so that the order never matters."""
        if depth == 0 or self.rng.random() < 0.2:
            return self.atom(effects)
        form = self.rng.randint(0, 11)
        a = self.expression(depth - 1, effects)
        b = self.expression(depth - 1)
        if effects and form < 8:
            b = self.pick(["0.5", "1.5", "-0.25"])
        if form < 2:
            return f"({a} + {b})"
        if form < 4:
            return f"({a} - {b})"
        if form < 6:
            return f"({a} * {b})"
        if form == 6:
            return f"({a} / (2.0 + {b} * {b}))" if not effects else f"({a} / 2.5)"
        if form == 7:
            return f"std::sin({a})"
        if form == 8:
            return f"std::tanh({a})"
        if form == 9:
            return f"std::exp(-std::fabs({a}))"
        if form == 10 and not effects:
            return f"({self.condition()} ? {a} : {b})"
        if self.helpers and not effects:
            return self.call()
        return f"(0.5 * {a})"

    def bounded(self, effects=False):
        """Keeps what is assigned within moderate bounds."""
        e = self.expression(self.rng.randint(1, 3), effects)
        return self.pick([f"std::sin({e})", f"std::tanh({e})", f"std::atan({e})", f"std::cos({e})"])

    def call(self):
        names = [name for kind, name in self.helpers if kind == "scalar"]
        if names:
            return f"{self.pick(names)}({self.expression(1)}, {self.expression(1)})"
        return f"std::sin({self.atom()})"

    def beside(self, place):
        """A value for `place` that does not use an integer which `place` changes: compilers differ
        in whether they honour C++17's order there."""
        changed = [i for i in self.ints if f"{i}++" in place or f"--{i}" in place]
        for _ in range(20):
            value = self.bounded()
            if not any(re.search(rf"\b{i}\b", value) for i in changed):
                return value
        return "0.5"

    def condition(self, effects=False):
        form = self.rng.randint(0, 5)
        if effects and form < 3:
            place, other = self.pick(self.scalars), self.atom()
            return self.pick([
                f"({place} = {self.bounded()}) > {self.pick(['0.1', '-0.2', '0.4'])} && ({place} -= 0.3 * {other}) < 0.7",
                f"({self.pick(self.ints)}++ & 1) || ({place} *= 0.5) > 0.2",
                f"{self.pick(self.ints)}-- % 3 == 0 && ({place} = {self.bounded()}) < 0.5"])
        if form < 3:
            return f"{self.atom()} {self.pick(['<', '>', '<=', '>='])} {self.expression(1)}"
        number = self.rng.randint(0, 2)
        comparison = self.pick([f"== {number}", f"!= {number}", f"> {number}", f"<= {number}"])
        return f"({self.pick(self.ints)} & 3) {comparison}"

    # Statements

    def block(self, count):
        """Statements in a scope of their own: what they declare is forgotten at its end."""
        scope = [list(places) for places in (self.scalars, self.arrays, self.ints)]
        self.depth += 1
        for _ in range(count):
            self.statement()
        self.depth -= 1
        self.scalars[:], self.arrays[:], self.ints[:] = scope

    def statement(self):
        if self.budget <= 0:
            self.assign()
            return
        self.budget -= 1
        forms = [self.assign, self.assign, self.assign, self.compound, self.compound, self.chain, self.conditional,
                 self.pointer, self.pointer, self.branch, self.branch, self.loop, self.loop, self.switch, self.memory,
                 self.integer, self.leave, self.structure, self.side_effect_branch, self.local, self.void_call, self.struct_call]
        self.write(self.pick([form.__name__ for form in forms] + self.features))

    def write(self, feature):
        self.used.add(feature)
        getattr(self, feature)()

    def assign(self):
        place = self.place()
        self.put(f"{place} = {self.beside(place)};")

    def compound(self):
        place = self.place(effects=self.rng.random() < 0.3)
        operator = self.pick(["+=", "-=", "*="])
        self.put(f"{place} {operator} {self.beside(place)};")

    def chain(self):
        a, b, c = (self.rng.sample(self.scalars, 3) if len(self.scalars) > 2 else [self.scalars[0]] * 3)
        self.put(self.pick([f"{a} = {b} = {self.bounded()};", f"{a} += {b} = {self.bounded()};",
                            f"{a} = {b} *= {c} = {self.bounded()};", f"{a} = ({b} = {self.bounded()}, {b} * 0.5);"]))

    def conditional(self):
        a, b = self.pick(self.scalars), self.pick(self.scalars)
        self.put(self.pick([
            f"{a} = {self.condition()} ? ({b} += {self.bounded()}, {b} * 0.5) : ({b} *= 0.5, {self.bounded()});",
            f"({self.condition()} ? {a} : {b}) = {self.bounded()};",
            f"{self.condition()} ? {a} += {self.bounded()} : {b} -= {self.bounded()};"]))

    def pointer(self):
        pointers = [a for a in self.arrays if a.startswith("p")]
        targets = [a for a in self.arrays if a not in pointers]
        if not pointers:
            return self.assign()
        p, t = self.pick(pointers), self.name("t")
        form = self.rng.randint(0, 5)
        if form == 0 and targets:
            self.put(f"{p} = {self.pick(targets)};")
        elif form == 1 and len(pointers) > 1:
            q = self.pick([a for a in pointers if a != p])
            self.put(f"{{ double *{t} = {p}; {p} = {q}; {q} = {t}; }}")
        elif form == 2 and len(targets) > 1:
            a, b = self.rng.sample(targets, 2)
            self.put(f"{p} = {self.condition()} ? {a} : {b};")
        elif form == 3:
            self.put(f"{{ double *{t} = {p} + ({self.pick(self.ints)} & 1); *{t}++ = {self.bounded()}; *{t} += {self.bounded()}; "
                     f"{self.pick(self.scalars)} -= *{t}--; *{t} *= 0.5; }}")
        elif form == 4:
            self.put(f"for (double *{t} = {p}; {t} != {p} + 4; ++{t}) *{t} = std::sin(*{t} * {self.atom()});")
        else:
            self.put(f"{{ double &{t} = {self.pick(self.arrays)}[{self.index()}]; {t} = {self.bounded()}; "
                     f"{self.pick(self.scalars)} += {t} * {self.atom()}; {t} *= 0.5; }}")

    def branch(self):
        self.put(f"if ({self.condition()}) {{")
        self.block(self.rng.randint(1, 3))
        if self.rng.random() < 0.6:
            self.put("} else {")
            self.block(self.rng.randint(1, 2))
        self.put("}")

    def side_effect_branch(self):
        self.put(f"if ({self.condition(effects=True)}) {{")
        self.block(self.rng.randint(1, 2))
        self.put("}")

    def loop(self):
        if self.loops >= 2:
            return self.assign()
        i, trips = self.name("i"), self.rng.randint(1, 4)
        forms = [f"for (int {i} = 0; {i} < {trips}; {i}++) {{", f"for (int {i} = {trips}; {i} >= 1; --{i}) {{",
                 f"for (unsigned {i} = {trips}; {i}-- > 0;) {{", f"for (int {i} = 0; {i} != {2 * trips}; {i} += 2) {{",
                 f"for (int {i} = 1; {i} <= {trips} && {self.atom()} < 3.0; {i}++) {{",
                 f"for (long {i} = 0; {i} < ({self.pick(self.ints)} & 3); {i}++) {{"]
        counter = self.name("c")
        kind = self.rng.randint(0, 8)
        self.loops += 1
        self.breakable += 1
        if kind < 6:
            self.put(self.pick(forms))
            self.block(self.rng.randint(1, 4))
            self.put("}")
        elif kind == 6:
            self.put(f"int {counter} = 0;")
            self.put(f"while ({self.expression(1)} < 5.0 && {counter}++ < {trips}) {{")
            self.block(self.rng.randint(1, 3))
            self.put("}")
        elif kind == 7:
            self.put(f"int {counter} = {trips};")
            self.put("do {")
            self.block(self.rng.randint(1, 3))
            self.put(f"}} while (--{counter} > 0 && {self.condition()});")
        else:
            self.put(f"for (int {counter} = 0;;) {{")
            self.depth += 1
            self.put(f"if ({counter}++ >= {trips} || {self.condition()}) break;")
            self.depth -= 1
            self.block(self.rng.randint(1, 2))
            self.put("}")
        self.breakable -= 1
        self.loops -= 1

    def switch(self):
        self.put(f"switch ({self.pick(self.ints)} & 3) {{")
        cases = self.rng.sample(["case 0:", "case 1:", "case 2:", "default:"], self.rng.randint(2, 4))
        saved, self.breakable = self.breakable, 0  # a break would leave the switch only
        for case in cases:
            self.put(case + " {")
            self.block(self.rng.randint(1, 2))
            if self.rng.random() < 0.6:
                self.put("  break;")
            elif saved and self.rng.random() < 0.3:
                self.put("  continue;")
            self.put("}")
        self.breakable = saved
        self.put("}")

    def memory(self):
        if len(self.arrays) < 2:
            return self.assign()
        a, b = self.rng.sample(self.arrays, 2)
        self.put(self.pick([f"if ({a} != {b}) memcpy({a}, {b}, 4 * sizeof(double));",
                            f"memmove({a} + 1, {a}, 3 * sizeof(double));", f"memmove({a}, {a} + 1, 3 * sizeof(double));",
                            f"memset({a} + 1, 0, 2 * sizeof(double));", f"memmove({a}, {b}, 2 * sizeof(double));"]))

    def integer(self):
        k, m = self.pick(self.ints), self.pick(self.ints)
        self.put(self.pick([f"{k} = ({k} * 5 + {m}) & 7;", f"{k} += {self.atom()} > 0.3 ? 1 : 2;",
                            f"{k} = (int)({self.pick(self.scalars)} * 3.0) & 7;", f"{k} = ({k} ^ {m} << 1) & 15;"]))

    def leave(self):
        form = self.rng.randint(0, 2)
        if form == 0 and self.breakable:
            self.put(f"if ({self.condition()}) {self.pick(['break', 'continue'])};")
        elif form == 1 and self.can_return:
            release = f"free({self.heap}); " if self.heap else ""
            t = self.name("r")
            self.put(f"if ({self.condition()}) {{ double {t} = {self.bounded()}; {release}return {t}; }}")
        else:
            self.assign()

    def structure(self):
        if not self.structs:
            return self.assign()
        s, t = self.pick(self.structs), self.name("s")
        self.put(self.pick([
            f"{s}.a = {self.bounded()};", f"{s}.p = {self.pick(self.arrays)};", f"{s}.k = {self.pick(self.ints)};",
            f"{{ S {t} = {s}; {t}.a *= {self.bounded()}; {t}.b[{self.rng.randint(0, 1)}] = {self.bounded()}; {s} = {t}; }}",
            f"{{ S *{t} = &{s}; {t}->b[0] = {self.bounded()}; {t}->p[{self.index(effects=False)}] += {t}->a; }}",
            f"{s}.p[{s}.k & 3] *= {self.bounded()};"]))

    def local(self):
        t, u = self.name("d"), self.name("e")
        self.put(f"{{ double {t} = {self.bounded()}, {u} = {t} * {self.atom()}; {self.place()} = std::sin({u} + {t}); }}")

    def struct_call(self):
        """On its own: the callee writes memory, and the order within an expression is not fixed."""
        names = [name for kind, name in self.helpers if kind == "struct"]
        if not names or not self.structs:
            return self.assign()
        self.put(f"{self.pick(self.scalars[:1])} = {self.pick(names)}({self.pick(self.structs)}, {self.atom()});")

    def void_call(self):
        names = [name for kind, name in self.helpers if kind == "void"]
        if not names or len(self.arrays) < 1:
            return self.assign()
        self.put(f"{self.pick(names)}({self.pick(self.arrays)}, {self.pick(self.arrays)}, {self.pick(self.ints)});")
