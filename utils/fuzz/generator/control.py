# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Control flow that leaves the structure of blocks: goto, exceptions, file-scope state."""

THROWING = """struct Trouble {
  double amount;
  int code;
};
static double global_number = 0.5;
static double global_array[4];
static void bump(double t) {
  global_array[1] = std::sin(global_array[0] + t);
  global_number += global_array[1] * 0.5;
}
static double risky(double t, double limit) {
  if (t > limit)
    throw Trouble{t * limit, 2};
  if (t < -limit)
    throw std::sin(t);
  return std::tanh(t - limit);
}
"""


class Control:
    """Statements whose control flow or state reaches further than their block."""

    features = ["goto_loop", "goto_out", "throwing_block", "global_state", "ternary_places", "comma_loop"]

    def goto_loop(self):
        label, count = self.name("again"), self.name("g")
        self.put(f"{{ int {count} = {self.rng.randint(1, 3)};")
        self.put(f"{label}:")
        saved, self.breakable = self.breakable, 0
        self.block(self.rng.randint(1, 2))
        self.breakable = saved
        self.put(f"if (--{count} > 0 && {self.condition()}) goto {label}; }}")

    def goto_out(self):
        label, i, j = self.name("out"), self.name("i"), self.name("j")
        self.put(f"for (int {i} = 0; {i} < 3; {i}++) for (int {j} = {i}; {j} < 3; {j}++) {{ {self.place(effects=False)} = {self.bounded()}; "
                 f"if ({self.condition()} && {i} + {j} > 1) goto {label}; {self.pick(self.scalars)} *= 0.75; }}")
        self.put(f"{label}:;")

    def throwing_block(self):
        e, v = self.name("e_"), self.name("v")
        self.put(f"try {{ {self.pick(self.scalars)} = risky({self.bounded()} * 1.5, {self.pick(['0.5', '0.9', 'std::fabs(' + self.atom() + ')'])});")
        saved, self.breakable = self.breakable, 0
        can_return, self.can_return = self.can_return, False
        self.block(self.rng.randint(0, 2))
        self.breakable, self.can_return = saved, can_return
        self.put(f"}} catch (const Trouble &{e}) {{ {self.pick(self.scalars)} = std::sin({e}.amount * {e}.code); }}"
                 + self.pick([f" catch (double {v}) {{ {self.pick(self.scalars)} -= {v}; }}", f" catch (...) {{ {self.pick(self.scalars)} *= 0.5; }}"]))

    def global_state(self):
        self.put(f"global_number = {self.bounded()}; global_array[0] = {self.atom()}; global_array[1] = global_number;")
        self.put(f"for (int {self.name('i')} = 0; {self.lastname()} < {self.rng.randint(1, 3)}; {self.lastname()}++) bump({self.atom()});")
        self.put(f"{self.pick(self.scalars)} = std::sin(global_number + global_array[1]);")

    def lastname(self):
        return f"i{self.fresh}"

    def ternary_places(self):
        a, b, c = (self.pick(self.scalars) for _ in range(3))
        self.put(self.pick([f"({self.condition()} ? {a} : {self.condition()} ? {b} : {c}) += {self.bounded()};",
                            f"{{ double *{self.name('q')} = {self.condition()} ? &{a} : &{b}; *q{self.fresh} = std::sin(*q{self.fresh} + {c}); }}"]))

    def comma_loop(self):
        i, j = self.name("i"), self.name("j")
        self.put(f"for (int {i} = 0, {j} = 3; {i} < {j}; {i}++, {j}--) {{ {self.pick(self.scalars)} += std::sin({self.atom()} * {i} - {self.atom()} * {j}); "
                 f"if ({self.condition()}) continue; {self.pick(self.scalars)} *= 0.5; }}")
