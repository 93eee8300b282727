# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Classes in random programs: hierarchies with virtual functions, operators, owners of memory, and
objects whose destructors write."""

VALUE = """struct Pair {
  double a, b;
  Pair(double a = 0.5, double b = -0.25) : a(a), b(b) {}
  Pair operator+(const Pair &o) const { return Pair(a + o.a, b + o.b); }
  Pair operator*(const Pair &o) const { return {a * o.a - b * o.b, a * o.b + b * o.a}; }
  Pair operator-() const { return {-a, -b}; }
  Pair &operator+=(const Pair &o) {
    a += o.a;
    b += o.b;
    return *this;
  }
  Pair &scale(double t) {
    a *= t;
    b *= t;
    return *this;
  }
  double &operator[](int i) { return i & 1 ? b : a; }
  explicit operator bool() const { return a > b; }
  friend Pair operator*(double t, Pair p) { return p.scale(t); }
};
"""

OWNER = """class Owner {
public:
  explicit Owner(int n, double first) : n(n), data(new double[n]) {
    for (int i = 0; i < n; i++)
      data[i] = first / (i + 1);
  }
  Owner(const Owner &o) : n(o.n), data(new double[o.n]) {
    for (int i = 0; i < n; i++)
      data[i] = o.data[i];
  }
  Owner(Owner &&o) noexcept : n(o.n), data(o.data) {
    o.data = nullptr;
    o.n = 0;
  }
  Owner &operator=(Owner o) {
    std::swap(n, o.n);
    std::swap(data, o.data);
    return *this;
  }
  ~Owner() { delete[] data; }
  double &operator()(int i) { return data[i]; }
  double operator()(int i) const { return data[i]; }
  int size() const { return n; }

private:
  int n;
  double *data;
};
static double total(Owner o) {
  double s = 0.0;
  for (int i = 0; i < o.size(); i++)
    s += o(i) * o(i);
  return s;
}
"""

GUARD = """struct Guard {
  double &place;
  double weight;
  Guard(double &place, double weight) : place(place), weight(weight) {}
  Guard(const Guard &) = delete;
  ~Guard() { place = std::sin(place * weight) + 0.25 * weight; }
};
"""


class Classes:
    """Statements about objects; `hierarchies`: (base, [derived]) that are declared."""

    features = ["value_object", "owner_object", "guarded_block", "virtual_object", "virtual_list", "owned_list",
                "member_pointer"]

    def declare_classes(self, seed):
        """The text of the classes that the program may use."""
        self.hierarchies, text = [], VALUE + OWNER + GUARD
        for number in range(self.rng.randint(0, 2)):
            text += self.declare_hierarchy(f"Base{number}")
        return text

    def member_expression(self, members):
        """An expression over the members and t, that is moderate."""
        terms = [f"{self.pick(members + ['t'])} {self.pick(['*', '+', '-'])} {self.pick(members + ['t', '0.75'])}"
                 for _ in range(self.rng.randint(1, 2))]
        return f"std::{self.pick(['sin', 'cos', 'tanh'])}({' * '.join(f'({term})' for term in terms)})"

    def declare_hierarchy(self, base):
        derived = [f"{base}_{letter}" for letter in "PQR"[:self.rng.randint(1, 3)]]
        self.hierarchies.append((base, derived))
        step = f"    a = {self.member_expression(['a', 'b'])};"
        text = (f"struct {base} {{\n  double a, b;\n  {base}(double a, double b) : a(a), b(b) {{}}\n  virtual ~{base}() {{}}\n"
                f"  virtual double eval(double t) const = 0;\n  virtual void step(double t) {{\n{step}\n  }}\n"
                f"  double twice(double t) {{\n    step(t);\n    return eval(t) + eval(a);\n  }}\n}};\n")
        for name in derived:
            members = ["a", "b", "c[0]", "c[1]"]
            own = self.rng.random() < 0.6
            text += (f"struct {name} : {base} {{\n  double c[2];\n  {name}(double a, double b) : {base}(a, b), c{{a * b, 0.5}} {{}}\n"
                     f"  double eval(double t) const override {{ return {self.member_expression(members)}; }}\n")
            if own:
                text += (f"  void step(double t) override {{\n    c[{self.rng.randint(0, 1)}] = {self.member_expression(members)};\n"
                         + (f"    {base}::step(t);\n" if self.rng.random() < 0.5 else f"    b = {self.member_expression(members)};\n")
                         + "  }\n")
            text += "};\n"
        return text

    def value_object(self):
        p, q = self.name("p_"), self.name("q_")
        self.put(f"{{ Pair {p}({self.bounded()}, {self.atom()}), {q} = {p} * {p} + -{p};")
        self.depth += 1
        for _ in range(self.rng.randint(1, 3)):
            self.put(self.pick([
                f"{p} += {q};", f"{p} = {q} = 0.5 * {p};", f"{q}.scale({self.bounded()}).scale(0.5) += {p};",
                f"{p}[{self.pick(self.ints)}] = {self.bounded()};", f"if ({p}) {q} = {p} * Pair({self.atom()});",
                f"std::swap({p}, {q});", f"auto &&[{p}f, {p}s] = {q}; {p}f = {self.bounded()}; {p}s += {p}f;"
                if self.once(p) else f"{q}.a *= 0.5;"]))
        self.put(f"{self.place(effects=False)} = std::sin({p}.a * {q}.b + {p}.b - {q}.a);")
        self.depth -= 1
        self.put("}")

    def owner_object(self):
        o, c = self.name("o_"), self.name("c_")
        self.put(f"{{ Owner {o}({self.rng.randint(2, 5)}, {self.bounded()});")
        self.depth += 1
        self.put(f"{o}(1) = {self.bounded()};")
        self.put(self.pick([f"Owner {c} = {o}; {o}(0) *= {self.atom()};", f"Owner {c}(std::move({o})); {o} = {c};",
                            f"Owner {c}(3, {self.atom()}); {c} = {o}; {c}(0) = {self.bounded()};",
                            f"Owner {c} = {self.condition()} ? Owner(2, {self.bounded()}) : {o};"]))
        self.put(f"{self.pick(self.scalars)} = std::sin(total({c}) * {o}(1) + {c}(0) * total({o}));")
        self.depth -= 1
        self.put("}")

    def guarded_block(self):
        """A destructor that writes when the block is left, however it is left."""
        g = self.name("g_")
        self.put(f"{{ Guard {g}({self.pick(self.scalars)}, {self.bounded()});")
        self.block(self.rng.randint(1, 3))
        self.put("}")

    def hierarchy(self):
        return self.pick(self.hierarchies) if self.hierarchies else None

    def virtual_object(self):
        found = self.hierarchy()
        if not found:
            return self.assign()
        base, derived = found
        v, w, p = self.name("v_"), self.name("w_"), self.name("b_")
        self.put(f"{{ {self.pick(derived)} {v}({self.bounded()}, {self.atom()});")
        self.depth += 1
        self.put(f"{self.pick(derived)} {w}({self.atom()}, {self.bounded()});")
        self.put(f"{base} *{p} = {self.condition()} ? static_cast<{base} *>(&{v}) : &{w};")
        for _ in range(self.rng.randint(1, 3)):
            self.put(self.pick([f"{p}->step({self.bounded()});", f"{p}->a = {self.bounded()};", f"{self.pick(self.scalars)} += std::sin({p}->twice({self.atom()}));",
                                f"{p} = &{w};", f"{v}.c[0] = {self.bounded()};", f"if ({p} == &{v}) {p}->step(0.5);"]))
        self.put(f"{self.place(effects=False)} = std::sin({p}->eval({self.atom()}) + {v}.a * {w}.eval(0.5));")
        self.depth -= 1
        self.put("}")

    def virtual_list(self):
        found = self.hierarchy()
        if not found:
            return self.assign()
        base, derived = found
        v, w, p, i = self.name("v_"), self.name("w_"), self.name("l_"), self.name("i")
        self.put(f"{{ {self.pick(derived)} {v}({self.bounded()}, {self.atom()});")
        self.depth += 1
        self.put(f"{self.pick(derived)} {w}({v}.a * 0.5, {self.atom()});")
        self.put(f"{base} *{p}[3] = {{&{v}, &{w}, &{v}}};")
        self.put(f"for (int {i} = 0; {i} < 3; {i}++) {{ if (({self.pick(self.ints)} + {i}) % 3 == 1) {p}[{i}] = {p}[({i} + 1) % 3];"
                 f" {p}[{i}]->step({self.atom()}); {self.pick(self.scalars)} = std::sin({p}[{i}]->eval({self.bounded()})); }}")
        self.put(f"{self.place(effects=False)} = std::tanh({v}.a + {w}.b * {v}.c[1]);")
        self.depth -= 1
        self.put("}")

    def owned_list(self):
        """Polymorphic objects that a vector of std::unique_ptr owns."""
        found = self.hierarchy()
        if not found:
            return self.assign()
        base, derived = found
        u, e, i = self.name("u_"), self.name("e_"), self.name("i")
        self.put(f"{{ std::vector<std::unique_ptr<{base}>> {u};")
        self.depth += 1
        self.put(f"for (int {i} = 0; {i} < {self.rng.randint(1, 3)}; {i}++) {{")
        self.put(f"  if (({i} + {self.pick(self.ints)}) & 1) {u}.push_back(std::make_unique<{self.pick(derived)}>({self.atom()} * {i}, {self.bounded()}));")
        self.put(f"  else {u}.emplace_back(new {self.pick(derived)}({self.bounded()}, 0.5));")
        self.put("}")
        if self.rng.random() < 0.4:
            self.put(f"{u}[0].reset(new {self.pick(derived)}({u}[0]->a, {self.bounded()}));")
        self.put(f"for (auto &{e} : {u}) {{ {e}->step({self.atom()}); {self.pick(self.scalars)} += std::sin({e}->eval({self.atom()})) * 0.5; }}")
        self.depth -= 1
        self.put("}")

    def member_pointer(self):
        p, m = self.name("p_"), self.name("m_")
        self.put(f"{{ Pair {p}({self.bounded()}, {self.atom()}); double Pair::*{m} = {self.condition()} ? &Pair::a : &Pair::b; "
                 f"{p}.*{m} *= {self.bounded()}; {m} = &Pair::{self.pick(['a', 'b'])}; "
                 f"{self.pick(self.scalars)} = std::sin({p}.*{m} + {p}.a); }}")

    def once(self, key):
        """True the first time that it is asked for `key`."""
        seen = self.__dict__.setdefault("asked", set())
        return key not in seen and not seen.add(key)
