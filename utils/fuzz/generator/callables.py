# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What can be called in random programs: lambdas, function pointers, templates, recursion."""

TEMPLATES = """template <class F> static double apply_twice(F f, double t) { return f(std::sin(f(t))); }
template <class F> static void each(double *p, int n, F &&f) {
  for (int i = 0; i < n; i++)
    f(p[i], i);
}
template <class... T> static double mean(T... t) { return (t + ...) / sizeof...(t); }
template <int N> static double power(double t) {
  if constexpr (N == 0)
    return 1.0;
  else
    return t * power<N - 1>(t);
}
static double halve(double t) { return 0.5 * t; }
static double wave(double t) { return std::sin(t) * t; }
static double &choose(double &a, double &b, bool first) { return first ? a : b; }
static double descend(double *p, int depth) {
  if (depth == 0)
    return p[0] * p[1];
  p[depth & 3] = std::sin(p[0] + p[depth & 1]);
  double below = descend(p, depth - 1);
  p[0] *= 0.5 + below * 0.25;
  return below + (depth & 1 ? descend(p, (depth - 1) / 2) : p[1]);
}
"""


class Callables:
    """Statements that make functions and call them."""

    features = ["lambda_by_reference", "lambda_by_value", "lambda_generic", "function_pointer", "template_call", "returned_reference",
                "recursive_call", "function_object"]

    def lambda_by_reference(self):
        f, place = self.name("f_"), self.pick(self.scalars)
        self.put(f"{{ auto {f} = [&](double t) {{ {place} = std::sin({place} + t); return {place} * {self.atom()}; }}; "
                 f"{self.pick(self.scalars)} = {f}({self.bounded()}); {place} = std::tanh({f}({place})); }}")

    def lambda_by_value(self):
        f, place = self.name("f_"), self.pick(self.scalars)
        self.put(f"{{ auto {f} = [=, n_ = {self.bounded()}](double t) mutable {{ n_ = std::sin(n_ + t * {place}); return n_; }}; {place} = {self.bounded()}; "
                 f"{self.pick(self.scalars)} = {f}({self.atom()}); {place} += {f}({place}); }}")

    def lambda_generic(self):
        f = self.name("f_")
        self.put(f"{{ auto {f} = [&](auto &&t, auto... more) {{ t = std::sin(t + mean(more...)); return t * 0.5; }}; "
                 f"{self.pick(self.scalars)} += {f}({self.pick(self.scalars)}, {self.atom()}, 0.5); }}")

    def function_pointer(self):
        f = self.name("f_")
        self.put(f"{{ double (*{f})(double) = {self.condition()} ? halve : wave; {self.pick(self.scalars)} = std::sin({f}({self.bounded()})); "
                 f"if ({self.condition()}) {f} = wave; {self.place(effects=False)} = std::sin(apply_twice({f}, {self.atom()})); }}")

    def function_object(self):
        f = self.name("f_")
        self.put(f"{{ std::function<double(double)> {f} = [&](double t) {{ return std::sin(t * {self.pick(self.scalars)}); }}; "
                 f"{self.pick(self.scalars)} = {f}({self.atom()}) + {f}(0.5); }}")

    def template_call(self):
        array = self.pick(self.arrays) if self.arrays else None
        forms = [f"{self.pick(self.scalars)} = std::sin(power<3>({self.atom()}) + mean({self.atom()}, {self.pick(self.scalars)}, 0.5));",
                 f"{self.pick(self.scalars)} = apply_twice([&](double t) {{ return t * {self.atom()}; }}, {self.bounded()});"]
        if array:
            forms.append(f"each({array}, 3, [&](double &t, int i) {{ t = std::sin(t * (i + 1) + {self.pick(self.scalars)}); }});")
        self.put(self.pick(forms))

    def returned_reference(self):
        a, b = self.pick(self.scalars), self.pick(self.scalars)
        self.put(f"choose({a}, {b}, {self.condition()}) = {self.bounded()};")

    def recursive_call(self):
        if not self.arrays:
            return self.assign()
        self.put(f"{self.pick(self.scalars)} = std::sin(descend({self.pick(self.arrays)}, {self.rng.randint(1, 4)}));")
