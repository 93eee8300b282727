# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Storage that several types share in random programs: variants, unions, callables that are reassigned, shared
ownership, blocks that are reused."""

TAGGED = """struct Tagged {
  enum Kind { Number, Two, Place, Count } kind;
  union {
    double number;
    double two[2];
    double *place;
    int count;
  };
  static Tagged of(double t) {
    Tagged r;
    r.kind = Number;
    r.number = t;
    return r;
  }
  static Tagged at(double *p) {
    Tagged r;
    r.kind = Place;
    r.place = p;
    return r;
  }
  static Tagged both(double s, double t) {
    Tagged r;
    r.kind = Two;
    r.two[0] = s;
    r.two[1] = t;
    return r;
  }
  static Tagged counted(int n) {
    Tagged r;
    r.kind = Count;
    r.count = n;
    return r;
  }
  double get() const {
    switch (kind) {
    case Number:
      return number;
    case Two:
      return two[0] * two[1];
    case Place:
      return *place;
    default:
      return kind * 0.25;
    }
  }
};
"""


class Storage:
    """Statements whose objects hold one thing after another in the same bytes."""

    features = ["tagged_union", "variant_value", "reassigned_function", "shared_value", "reused_storage", "hashed_values"]

    def tagged_union(self):
        t, u, place = self.name("t_"), self.name("u_"), self.pick(self.scalars)
        make = lambda: self.pick([f"Tagged::of({self.bounded()})", f"Tagged::both({self.atom()}, {self.bounded()})", f"Tagged::at(&{place})",
                                  f"Tagged::counted({self.pick(self.ints)} & 3)"])
        self.put(f"{{ Tagged {t} = {make()}, {u} = {t};")
        self.depth += 1
        for _ in range(self.rng.randint(1, 4)):
            self.put(self.pick([f"{t} = {make()};", f"if ({self.condition()}) {u} = {t};", f"std::swap({t}, {u});",
                                f"{self.pick(self.scalars)} += std::sin({t}.get());", f"if ({u}.kind == Tagged::Place) *{u}.place = {self.bounded()};",
                                f"if ({t}.kind == Tagged::Number) {t}.number *= 0.5; else if ({t}.kind == Tagged::Two) {t}.two[1] += {self.atom()};"]))
        self.put(f"{self.pick(self.scalars)} = std::sin({t}.get() * {u}.get());")
        self.depth -= 1
        self.put("}")

    def variant_value(self):
        v, w, e = self.name("v_"), self.name("w_"), self.name("e")
        make = lambda: self.pick([self.bounded(), f"Pair({self.bounded()}, {self.atom()})"] * 9 + [f"({self.pick(self.ints)} & 7)"])
        self.put(f"{{ std::variant<double, Pair, int> {v} = {make()}, {w} = {v};")
        self.depth += 1
        for _ in range(self.rng.randint(1, 3)):
            self.put(self.pick([f"{v} = {make()};", f"if ({self.condition()}) {w} = {v};", f"{v}.swap({w});", f"{w}.emplace<1>({self.bounded()}, 0.5);",
                                f"if (auto *{e}p = std::get_if<0>(&{v})) *{e}p *= {self.atom()};" if self.once(v) else f"{w} = {make()};"]))
        self.put(f"auto {e} = [](const auto &t) {{ if constexpr (std::is_same_v<std::decay_t<decltype(t)>, Pair>) return t.a * t.b; else return 0.5 * t; }}; "
                 f"{self.pick(self.scalars)} += std::sin(std::visit({e}, {v}) - std::visit({e}, {w}));")
        self.depth -= 1
        self.put("}")

    def reassigned_function(self):
        f, g, n = self.name("f_"), self.name("g_"), self.name("n")
        place = self.pick(self.scalars)
        make = lambda: self.pick([f"[&](double t) {{ return std::sin(t * {place}); }}", "wave", "halve",
                                  f"[{n} = {self.bounded()}](double t) {{ return {n} * t; }}",
                                  f"[{n} = {self.bounded()}, {n}b = Pair({self.atom()}, 0.5)](double t) {{ return {n} * t + {n}b.a * {n}b.b; }}"])
        self.put(f"{{ std::function<double(double)> {f} = {make()}, {g} = {f};")
        self.depth += 1
        for _ in range(self.rng.randint(1, 3)):
            self.put(self.pick([f"{f} = {make()};", f"if ({self.condition()}) {g} = {f};", f"std::swap({f}, {g});", f"{g} = std::move({f}); {f} = {g};",
                                f"{self.pick(self.scalars)} += std::tanh({f}({self.atom()}));"]))
        self.put(f"{self.pick(self.scalars)} = std::sin({f}({self.bounded()}) + {g}({self.atom()}));")
        self.depth -= 1
        self.put("}")

    def shared_value(self):
        p, q = self.name("p_"), self.name("q_")
        self.put(f"{{ auto {p} = std::make_shared<Pair>({self.bounded()}, {self.atom()}), {q} = {p};")
        self.depth += 1
        for _ in range(self.rng.randint(1, 3)):
            self.put(self.pick([f"{q}->a *= {self.bounded()};", f"if ({self.condition()}) {q} = std::make_shared<Pair>({p}->b, {self.atom()});",
                                f"{p}.swap({q});", f"{p}->b = {q}->a + {self.atom()};", f"{p}.reset(new Pair({q}->b));"]))
        self.put(f"{self.pick(self.scalars)} = std::sin({p}->a * {q}->b + {p}.use_count());")
        self.depth -= 1
        self.put("}")

    def reused_storage(self):
        s, i, p = self.name("s_"), self.name("i"), self.name("p")
        self.put(f"{{ alignas(void *) unsigned char {s}[2 * sizeof(double)]; for (int {i} = 0; {i} < {self.rng.randint(1, 4)}; {i}++) {{ "
                 f"if (({i} + {self.pick(self.ints)}) & 1) {{ Pair *{p} = new ({s}) Pair({self.bounded()}, {self.atom()}); {p}->a *= {p}->b; {self.pick(self.scalars)} += std::sin({p}->a); {p}->~Pair(); }} "
                 f"else {{ double *{p} = new ({s}) double({self.bounded()}); *{p} *= {self.atom()}; {self.pick(self.scalars)} -= std::sin(*{p}); }} }} }}")

    def hashed_values(self):
        m, i, e = self.name("m_"), self.name("i"), self.name("entry")
        self.put(f"{{ std::unordered_map<int, double> {m}; for (int {i} = 0; {i} < 6; {i}++) {m}[({i} * 5 + ({self.pick(self.ints)} & 3)) % 7] += {self.bounded()} * ({i} + 1); "
                 + self.pick(["", f"{m}.erase({self.rng.randint(0, 3)}); ", f"{m}[20] = {self.bounded()}; "])
                 + f"double {e}s = 0.0; for (auto &{e} : {m}) {e}s += {e}.second * ({e}.first + 1); {self.pick(self.scalars)} += std::sin({e}s); }}")
