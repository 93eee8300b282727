# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The standard library in random programs: containers that grow and shrink, algorithms, tuples, optional."""


class Containers:
    """Statements about containers. Sizes are known where an element is named."""

    features = ["growing_vector", "nested_vector", "vector_of_objects", "array_algorithms", "map_of_values", "linked_list", "tuple_values",
                "optional_value", "sorted_values", "unique_block"]

    def sum_of(self, container, element):
        return (f"for ({self.pick(['auto', 'const auto &', 'double'])} {element} : {container}) "
                f"{self.pick(self.scalars)} += std::sin({element} * {self.pick(['0.5', '1.25'])});")

    def growing_vector(self):
        u, w, e, i = self.name("u_"), self.name("w_"), self.name("e"), self.name("i")
        self.put(f"{{ std::vector<double> {u}{{{self.bounded()}, {self.atom()}}};")
        self.depth += 1
        self.put(f"for (int {i} = 0; {i} < {self.rng.randint(1, 5)}; {i}++) {u}.push_back(std::sin({u}.back() + {self.atom()} * {i}));")
        for _ in range(self.rng.randint(1, 4)):
            self.put(self.pick([
                f"{u}.insert({u}.begin() + 1, {self.bounded()});", f"{u}.resize({u}.size() + 2, {self.bounded()});",
                f"if ({u}.size() > 2) {u}.pop_back();", f"if ({u}.size() > 2) {u}.erase({u}.begin());", f"{u}[0] *= {self.bounded()};",
                f"{u}.push_back({u}[1]);", f"std::reverse({u}.begin(), {u}.end());", f"{u}.reserve(12);",
                f"if ({self.condition()}) {u}.assign(3, {self.bounded()});", f"std::rotate({u}.begin(), {u}.begin() + 1, {u}.end());"]))
        self.put(self.pick([f"std::vector<double> {w} = {u}; {w}[1] = {self.bounded()};", f"std::vector<double> {w}(std::move({u})); {u}.assign(2, {w}[0]);",
                            f"std::vector<double> {w}; {w}.swap({u}); {u} = {w}; {u}[0] += 0.5;", f"std::vector<double> {w}({u}.begin() + 1, {u}.end());"]))
        self.put(self.sum_of(w, e))
        self.put(f"{self.place(effects=False)} = std::sin({u}[0] + {u}.back());")
        self.depth -= 1
        self.put("}")

    def nested_vector(self):
        u, r, i = self.name("u_"), self.name("r"), self.name("i")
        self.put(f"{{ std::vector<std::vector<double>> {u}(2, std::vector<double>(2, {self.bounded()}));")
        self.depth += 1
        self.put(f"for (int {i} = 0; {i} < 3; {i}++) {{ {u}[{i} & 1].push_back({self.bounded()}); {u}[1][0] *= {u}[{i} & 1].back(); }}")
        self.put(self.pick([f"{u}.push_back({u}[0]); {u}[2][1] = {self.bounded()};", f"std::swap({u}[0], {u}[1]);", f"{u}[0] = {u}[1];",
                            f"{u}.erase({u}.begin()); {u}.emplace_back(3, {self.atom()});"]))
        self.put(f"for (const auto &{r} : {u}) {self.pick(self.scalars)} += std::sin({r}[0] * {r}[1]);")
        self.depth -= 1
        self.put("}")

    def vector_of_objects(self):
        u, e = self.name("u_"), self.name("e")
        self.put(f"{{ std::vector<Pair> {u}; {u}.emplace_back({self.bounded()}, {self.atom()}); {u}.push_back({u}[0] * {u}[0]); "
                 f"{u}.insert({u}.begin(), Pair({self.atom()})); {u}[1] += {u}[2]; "
                 f"for (auto &{e} : {u}) {{ {e}.scale(0.5); {self.pick(self.scalars)} += std::sin({e}.a + {e}.b); }} }}")

    def array_algorithms(self):
        a, b = self.name("a_"), self.name("b_")
        self.put(f"{{ std::array<double, 4> {a}{{{{{self.bounded()}, {self.atom()}, {self.atom()}, 0.25}}}}, {b} = {a};")
        self.depth += 1
        for _ in range(self.rng.randint(1, 3)):
            self.put(self.pick([
                f"std::transform({a}.begin(), {a}.end(), {b}.begin(), [&](double t) {{ return std::sin(t + {self.pick(self.scalars)}); }});",
                f"std::partial_sum({a}.begin(), {a}.end(), {b}.begin());", f"std::fill({b}.begin() + 1, {b}.end(), {self.bounded()});",
                f"std::swap({a}, {b});", f"{a} = {b};", f"std::copy({a}.begin(), {a}.begin() + 3, {b}.begin() + 1);",
                f"std::swap_ranges({a}.begin(), {a}.begin() + 2, {b}.begin() + 2);", f"*std::max_element({a}.begin(), {a}.end()) *= 0.5;",
                f"std::for_each({a}.begin(), {a}.end(), [](double &t) {{ t = std::tanh(t); }});"]))
        self.put(f"{self.place(effects=False)} = std::sin(std::accumulate({a}.begin(), {a}.end(), {self.atom()}) + "
                 f"std::inner_product({a}.begin(), {a}.end(), {b}.begin(), 0.0));")
        self.depth -= 1
        self.put("}")

    def sorted_values(self):
        a = self.name("a_")
        compare = self.pick(["", ", [](double s, double t) { return s > t; }", ", std::greater<>()"])
        self.put(f"{{ double {a}[5] = {{{self.bounded()}, {self.atom()}, {self.bounded()}, 0.3, {self.atom()}}}; "
                 f"std::sort({a}, {a} + 5{compare}); {self.place(effects=False)} = std::sin({a}[0] + {a}[1] * {a}[4] - 2.0 * {a}[2] * {a}[3]); }}")

    def map_of_values(self):
        m, i = self.name("m_"), self.name("i")
        entry = self.name("entry")
        self.put(f"{{ std::map<int, double> {m}; for (int {i} = 0; {i} < 5; {i}++) {m}[({i} * 7 + ({self.pick(self.ints)} & 3)) % 4] += {self.bounded()} * ({i} + 1);")
        self.depth += 1
        for _ in range(self.rng.randint(0, 2)):
            self.put(self.pick([f"{m}.erase({self.rng.randint(0, 3)});", f"{m}[9] = {self.bounded()};", f"{m}.insert({{1, {self.bounded()}}});",
                                f"if (auto {i}f = {m}.find(2); {i}f != {m}.end()) {i}f->second *= {self.atom()};" if self.rng.random() < 0.5 else f"{m}[2] *= 0.5;"]))
        self.put(f"for (auto &{entry} : {m}) {self.pick(self.scalars)} += std::sin({entry}.second * ({entry}.first + 1));")
        self.depth -= 1
        self.put("}")

    def linked_list(self):
        u, e = self.name("u_"), self.name("e")
        self.put(f"{{ std::list<double> {u}{{{self.bounded()}, {self.atom()}}}; {u}.push_front({self.bounded()}); {u}.insert(++{u}.begin(), {self.atom()}); "
                 + self.pick([f"{u}.pop_back();", f"{u}.reverse();", f"{u}.splice({u}.begin(), {u}, --{u}.end());", f"{u}.front() *= {u}.back();"]))
        self.depth += 1
        self.put(self.sum_of(u, e))
        self.depth -= 1
        self.put("}")

    def tuple_values(self):
        t, f, s = self.name("t_"), self.name("f"), self.name("s")
        self.put(f"{{ auto {t} = std::make_tuple({self.pick(self.scalars)}, {self.pick(self.ints)}, {self.pick(self.scalars)}); auto &[{f}, {f}i, {s}] = {t}; {f} *= {self.atom()}; "
                 f"std::tie({self.pick(self.scalars)}, std::ignore, {s}) = {t}; {self.pick(self.scalars)} = std::sin(std::get<0>({t}) + {s} * ({f}i & 3)); }}")

    def optional_value(self):
        o = self.name("o_")
        self.put(f"{{ std::optional<double> {o}; if ({self.condition()}) {o} = {self.bounded()}; {self.pick(self.scalars)} += {o}.value_or({self.atom()}) * 0.5; "
                 f"if ({o}) *{o} *= 0.5; else {o}.emplace({self.bounded()}); {self.pick(self.scalars)} -= std::sin(*{o}); }}")

    def unique_block(self):
        u = self.name("u_")
        self.put(f"{{ auto {u} = std::make_unique<double[]>(3); {u}[0] = {self.bounded()}; {u}[2] = {self.atom()}; {u}[1] = {u}[0] * {u}[2]; "
                 + self.pick([f"{u}.reset(new double[2]{{{u}[1], 0.5}}); ", f"std::swap({u}[0], {u}[2]); ", f"auto {u}n = std::move({u}); {u} = std::move({u}n); "])
                 + f"{self.pick(self.scalars)} += std::sin({u}[0] - {u}[1]); }}")
