# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Recursive functions in random programs: families of functions that call each other and hand on records with pointers,
arrays, containers, callables and stacks of pointers by reference.

No pointer outlives what it leads to: `p` leads to something that lives at least as long as `w` (or into `w` itself), and
`w` lives at least as long as `f` and `q`, so these two may keep pointers to `w` and `p`, and `w` may keep `p`. A call
that gets a local copy of `w` gets local `f` and `q`, too.
"""

RECORDS = """struct Walk {
  double value;
  double *place;
  double slots[4];
  Walk *next;
  int turn;
};
using Step = std::function<double(double)>;
struct Node {
  double v;
  Node *next;
};
static void release(Node *n) {
  while (n) {
    Node *next = n->next;
    delete n;
    n = next;
  }
}
struct Raw {
  int kind;
  alignas(void *) unsigned char bytes[2 * sizeof(double)];
  double &number() { return *reinterpret_cast<double *>(bytes); }
  Pair &pair() { return *reinterpret_cast<Pair *>(bytes); }
  double *&place() { return *reinterpret_cast<double **>(bytes); }
};
"""

PARAMETERS = {"w": "Walk &w", "p": "double *p", "u": "std::vector<double> &u", "f": "Step &f", "q": "std::vector<double *> &q",
              "r": "Pair &r", "o": "std::optional<double> &o", "v": "std::variant<double, Pair> &v", "e": "std::variant<double, double *, Pair> &e", "g": "std::vector<Step> &g", "m": "std::map<int, double> &m", "y": "Tagged &y", "k": "void *k",
              "c": "Raw &c", "l": "Node *&l", "a": "double *&a", "b": "Pair b", "t": "double t"}
RARELY = {"c": 0.04, "y": 0.06, "k": 0.03, "e": 0.1}  # often refused beside others
OUTLIVED_BY_RECORD = ("f", "q", "e", "g", "y", "c", "a")  # they may keep pointers to the record


class Family:
    """Functions of one signature that call each other."""

    def __init__(self, rng, name):
        self.rng, self.fresh = rng, 0
        self.names = [f"{name}_{i}" for i in range(rng.choice([1, 1, 2, 2, 3]))]
        self.parameters = [p for p in PARAMETERS if p in "wpt" or rng.random() < RARELY.get(p, 0.22)]
        self.throws = rng.random() < 0.15
        self.result = rng.choice(["double"] * 5 + ["double *", "double *", "Pair", "std::vector<double>", "Step"])

    def has(self, parameter):
        return parameter in self.parameters

    def pick(self, things):
        return self.rng.choice(things)

    def name(self, prefix):
        self.fresh += 1
        return f"{prefix}{self.fresh}"

    def index(self):
        return self.pick(["0", "1", "2", "3", "depth & 3", "w.turn & 3", "(depth + w.turn) & 3"])

    # What they return

    def returned(self):
        """What stands behind `return`: pointers lead to what outlives the call."""
        if self.result == "double *":
            return self.pick(["&w.value", f"p + ({self.index()})", "w.place", f"&w.slots[{self.index()}]"] + (["a", "a"] if self.has("a") else []))
        if self.result == "Pair":
            return f"Pair({self.bounded()}, {self.atom()})"
        if self.result == "std::vector<double>":
            return "u" if self.has("u") and self.rng.random() < 0.4 else f"std::vector<double>{{{self.bounded()}, {self.atom()}}}"
        if self.result == "Step":
            return "f" if self.has("f") and self.rng.random() < 0.4 else f"Step({self.callable('w')})"
        return self.bounded()

    def use(self, result, keep):
        """Statements after the result is there, and its value; `keep`: a callable that is returned may be kept, as it leads to nothing of this frame."""
        if self.result == "double *":
            return self.pick(["", f"*{result} = std::sin(*{result} + t); ", f"std::swap(*{result}, p[1]); "]), f"*{result}"
        if self.result == "Pair":
            return self.pick(["", f"{result}.scale(0.5); ", f"{result} += Pair(t); "]), f"{result}.a * {result}.b"
        if self.result == "std::vector<double>":
            return self.pick(["", f"{result}.push_back(t); "] + ([f"{result}.swap(u); "] if self.has("u") else [])), f"{result}[0] * {result}.back()"
        if self.result == "Step":
            number = self.name("c")
            return f"double {number} = {result}(0.5); " + (f"f = {result}; " if keep and self.has("f") and self.rng.random() < 0.2 else ""), number
        return "", result

    # Expressions

    def places(self):
        """What a number can be assigned to."""
        some = ["t", "w.value", "*w.place", f"w.slots[{self.index()}]", f"p[{self.index()}]", f"p[{self.index()}]"]
        some += ["r.a", "r.b"] if self.has("r") else []
        some += ["b.a", "b.b"] if self.has("b") else []
        some += ["u[0]", "u.back()"] if self.has("u") else []
        some += ["*q.back()", "*q[0]"] if self.has("q") else []
        some += [f"static_cast<double *>(k)[{self.index()}]"] if self.has("k") else []
        some += ["m[depth & 3]"] if self.has("m") else []
        some += ["*a", "a[0]"] if self.has("a") else []
        return some

    def atom(self):
        some = self.places() + ["0.5", "1.25", "t", "(w.next ? w.next->value : 0.75)", "(double)(w.turn & 3)"]
        some += ["o.value_or(t)"] if self.has("o") else []
        some += ["(v.index() ? std::get<1>(v).b : std::get<0>(v))"] if self.has("v") else []
        some += ["y.get()"] if self.has("y") else []
        some += ["(l ? l->v : 0.5)"] if self.has("l") else []
        some += ["(e.index() == 2 ? std::get<2>(e).a : e.index() == 1 ? *std::get<1>(e) : std::get<0>(e))"] if self.has("e") else []
        some += ["(c.kind == 0 ? c.number() : c.kind == 1 ? c.pair().b : *c.place())"] if self.has("c") else []
        return self.pick(some)

    def expression(self, depth=2):
        if depth == 0:
            return self.atom()
        a, b = self.expression(depth - 1), self.expression(self.rng.randint(0, depth - 1))
        return self.pick([f"({a} + {b})", f"({a} - {b})", f"({a} * {b})", f"std::sin({a})", f"({self.condition()} ? {a} : {b})", a])

    def bounded(self):
        return f"{self.pick(['std::sin', 'std::tanh', 'std::cos'])}({self.expression()})"

    def condition(self):
        return self.pick([f"{self.atom()} > {self.pick(['0.1', '-0.2', '0.4'])}", f"{self.atom()} < {self.atom()}", "(depth & 1)", "(w.turn & 1) == 0",
                          "w.next", "w.place == p", "w.place != &w.value"] + (["q.size() > 2"] if self.has("q") else [])
                         + (["u.size() & 1"] if self.has("u") else []) + (["v.index() == 0"] if self.has("v") else []))

    # Calls

    def arguments(self, record, place, local):
        """`local`: names of the frame's own objects in place of parameters."""
        result = []
        for parameter in self.parameters:
            if parameter == "w":
                result.append(record)
            elif parameter in "pk":
                result.append(self.pick([place, "k"]) if parameter == "k" and record == "w" else place)
            elif parameter == "l":
                result.append(self.pick(["l", "l", "(l ? l->next : l)"]))
            elif parameter == "t":
                result.append(self.atom())
            elif parameter == "b":
                result.append(self.pick(["b", f"Pair({self.atom()}, {self.atom()})", "r" if self.has("r") else "b"]))
            else:
                result.append(local.get(parameter, parameter))
        return ", ".join(result + [self.pick(["depth - 1", "depth - 1", "depth - 2"])])

    def local_objects(self, record, must):
        """Declarations of objects of this frame that may stand for parameters; those that `must` be local are."""
        text, local = "", {}
        for parameter in self.parameters:
            if parameter not in must and (parameter in "wptbkl" or self.rng.random() > 0.25):
                continue
            name = local[parameter] = self.name(parameter)
            text += {"f": f"Step {name} = {self.callable(record)}; ", "q": f"std::vector<double *> {name}{{&{record}.value, p + 1}}; ",
                     "u": f"std::vector<double> {name}" + self.pick([" = u; ", f"(3, {self.bounded()}); ", "(u.begin(), u.end()); "]),
                     "r": f"Pair {name} = r * r; ", "o": f"std::optional<double> {name}{self.pick(['', ' = o', f'({self.bounded()})'])}; ",
                     "v": f"std::variant<double, Pair> {name} = {self.pick(['v', self.bounded(), f'Pair({self.atom()})'])}; ",
                     "e": f"std::variant<double, double *, Pair> {name} = {self.pick([self.bounded(), f'&{record}.value', f'Pair({self.atom()})'])}; ",
                     "g": f"std::vector<Step> {name}{{{self.callable(record)}, wave}}; ", "m": f"std::map<int, double> {name} = m; ",
                     "y": f"Tagged {name} = {self.tagged(record)}; ", "c": f"Raw {name}; {self.raw(name, record)} ", "a": f"double *{name} = {self.pick(['p', f'&{record}.value'])}; "}[parameter]
        return text, local

    def call(self):
        result = self.name("c")
        if self.rng.random() < 0.55:
            text, local = self.local_objects("w", ())
            call = f"{self.pick(self.names)}({self.arguments('w', self.pick(['p', 'p', 'w.slots']), local)})"
        else:
            copy = self.name("w")
            text, local = self.local_objects(copy, OUTLIVED_BY_RECORD)
            change = self.pick(["", f"{copy}.place = &{copy}.value; ", f"{copy}.next = &w; ", f"{copy}.slots[1] = {self.bounded()}; ",
                                f"{copy}.place = {copy}.slots + 2; {copy}.next = &w; "])
            text = f"Walk {copy} = w; {change}{text}"
            call = f"{self.pick(self.names)}({self.arguments(copy, self.pick(['p', copy + '.slots', 'w.slots']), local)})"
        after, value = self.use(result, keep="Walk" not in text)
        call = f"{text}{self.result} {result} = {call}; {after}"
        use = self.pick([f"t = std::sin(t + {value}); ", f"w.value = std::tanh({value} * {self.atom()}); ", f"*w.place = {value} * 0.5; ", ""])
        caught = f" catch (double e) {{ t += e; }} w.place = &w.value; w.next = nullptr;{self.restored()}"
        body = f"{{ {call}{use}}}"
        return f"try {body}{caught}" if self.throws and self.rng.random() < 0.3 else body

    def restored(self):
        """What may keep a pointer to a frame that an exception has left."""
        return ((" q.assign(1, &w.value);" if self.has("q") else "") + (" f = wave;" if self.has("f") else "") + (" e = t;" if self.has("e") else "")
                + (" a = p;" if self.has("a") else "") + (" g.assign(1, wave);" if self.has("g") else "") + (" y = Tagged::of(t);" if self.has("y") else "")
                + (" new (c.bytes) double(t); c.kind = 0;" if self.has("c") else ""))

    def callable(self, record):
        n = self.name("n")
        return self.pick(["wave", "halve", f"[{n} = {self.bounded()}](double s) {{ return std::sin({n} + s); }}",
                          f"[p](double s) {{ return s * p[{self.rng.randint(0, 3)}]; }}",
                          f"[&{record}, {n} = t](double s) {{ {record}.value = std::sin({record}.value + s); return {n} * {record}.slots[1]; }}"]
                         + ([f"[{n} = f](double s) {{ return 0.5 * {n}(s * 0.5); }}"] * 2 if self.has("f") else []))

    def tagged(self, record):
        return self.pick([f"Tagged::of({self.bounded()})", f"Tagged::both({self.atom()}, {self.atom()})", f"Tagged::at(&{record}.slots[1])"])

    def raw(self, name, record):
        return self.pick([f"new ({name}.bytes) double({self.bounded()}); {name}.kind = 0;", f"new ({name}.bytes) Pair({self.atom()}, {self.atom()}); {name}.kind = 1;",
                          f"new ({name}.bytes) double *(&{record}.value); {name}.kind = 2;"])

    # Statements

    def lend(self):
        """The record leads to one of this frame for the time of a call."""
        copy, saved, result = self.name("w"), self.name("s"), self.name("c")
        text, local = self.local_objects("w", OUTLIVED_BY_RECORD)
        after, value = self.use(result, keep=False)
        return (f"{{ Walk {copy} = w, *{saved} = w.next; w.next = &{copy}; {text}{self.result} {result} = {self.pick(self.names)}({self.arguments('w', 'p', local)}); {after}t += 0.5 * {value}; "
                f"w.next = {saved}; w.place = &w.value; t = std::sin(t + {copy}.value * {copy}.slots[0]); }}")

    def statement(self, level=0):
        number = lambda: f"{self.pick(self.places())} {self.pick(['=', '=', '+='])} {self.bounded()};"
        pointer = lambda: self.pick([f"w.place = &w.slots[{self.index()}];", "w.place = &w.value;", f"w.place = p + ({self.index()});",
                                     "if (w.next) w.place = &w.next->slots[1];", "if (w.next) w.place = w.next->place;", "w.turn++;",
                                     "{ double *s = w.place; *s *= 0.5; w.place = p; *s += 0.25 * *w.place; }",
                                     "if (w.next) { w.next->value = std::sin(w.next->value * t); t -= w.next->slots[2]; }",
                                     f"{{ double *s = {self.condition()} ? w.slots : p; s[{self.index()}] = {self.bounded()}; std::swap(s[0], s[3]); }}"])
        forms = [number, number, number, pointer, pointer,
                 lambda: f"if ({self.condition()}) return {self.returned()};",
                 lambda: f"std::swap({self.pick(['w.value', 't', '*w.place'])}, {self.pick(['w.slots[1]', 'p[2]', 'p[depth & 3]'])});"]
        if self.has("u"):
            forms.append(lambda: self.pick([f"u.push_back({self.bounded()});", "if (u.size() > 2) u.pop_back();", "{ std::vector<double> z(2, t); z.swap(u); u.push_back(z[0]); }",
                                            "if (u.size() > 2) u.erase(u.begin());", "for (double &z : u) z = std::sin(z + t);", f"u.insert(u.begin(), {self.bounded()});"]))
        if self.has("f"):
            forms.append(lambda: self.pick([f"f = {self.callable('w')};", "t += f(t);", "{ Step z = std::move(f); f = wave; t += z(0.5); if (depth & 1) std::swap(f, z); }"]))
        if self.has("q"):
            forms.append(lambda: self.pick(["q.push_back(&w.value);", f"q.push_back(p + ({self.index()}));", "q.push_back(w.place);",
                                            "if (q.size() > 2) q.pop_back();", "std::swap(q[0], q.back());", "for (double *z : q) *z = std::sin(*z + 0.5 * t);",
                                            "w.place = q.back();"]))
        if self.has("o"):
            forms.append(lambda: self.pick([f"o = {self.bounded()};", "o.reset();", "if (o) *o *= t;"]))
        if self.has("v"):
            forms.append(lambda: self.pick([f"v = {self.bounded()};", f"v = Pair({self.atom()}, t);", "if (auto *z = std::get_if<1>(&v)) z->a = std::sin(z->b * t);"]))
        forms += [getattr(self, "change_" + parameter) for parameter in "egmycla" if self.has(parameter)]
        if level < 2:
            inner = lambda count: " ".join(self.statement(level + 1) for _ in range(self.rng.randint(1, count)))
            i = self.name("i")
            forms += [lambda: f"if ({self.condition()}) {{ {inner(3)} }}" + (f" else {{ {inner(2)} }}" if self.rng.random() < 0.5 else ""),
                      lambda: f"for (int {i} = 0; {i} < {self.pick(['2', '3', '(depth & 3)', '(w.turn & 3)'])}; {i}++) {{ {inner(3)}"
                              + (f" if ({self.condition()}) {self.pick(['break', 'continue'])};" if self.rng.random() < 0.4 else "") + f" {inner(1)} }}",
                      lambda: f"switch ((depth + w.turn) & 3) {{ case 0: {{ {inner(2)} }} case 1: {{ {inner(1)} }} break; default: {{ {inner(1)} }} }}"]
        return self.pick(forms)()

    def change_e(self):
        return self.pick([f"e = {self.bounded()};", "e = &w.value;", f"e = p + ({self.index()});", f"e = Pair({self.atom()}, t);", "if (auto *z = std::get_if<1>(&e)) **z = std::sin(**z + t);",
                          "if (auto *z = std::get_if<0>(&e)) *z *= t;", "{ auto z = e; e = t; if (depth & 1) z.swap(e); }"])

    def change_g(self):
        return self.pick([f"g.push_back({self.callable('w')});", "if (g.size() > 2) g.pop_back();", "t += g.back()(t);", "std::swap(g[0], g.back());",
                          "for (auto &z : g) t += z(0.25);", f"g[0] = {self.callable('w')};", "if (g.size() > 2) g.erase(g.begin());"])

    def change_m(self):
        return self.pick([f"m[depth & 3] = {self.bounded()};", "m.erase(depth & 1);", "for (auto &z : m) z.second = std::sin(z.second + t);",
                          "if (auto z = m.find(1); z != m.end()) t += z->second;", f"m.insert({{2, {self.bounded()}}});"])

    def change_y(self):
        return self.pick([f"y = {self.tagged('w')};", "if (y.kind == Tagged::Place) *y.place = std::sin(*y.place * t);", "if (y.kind == Tagged::Two) std::swap(y.two[0], y.two[1]);",
                          "{ Tagged z = y; y = Tagged::of(t); if (depth & 1) std::swap(y, z); }"])

    def change_c(self):
        return self.pick([self.raw("c", "w"), "if (c.kind == 0) c.number() *= t; else if (c.kind == 1) c.pair().scale(0.5);", "if (c.kind == 2) *c.place() = std::sin(*c.place() + t);",
                          "{ Raw z = c; " + self.raw("c", "w") + " if (depth & 1) c = z; }"])

    def change_l(self):
        return self.pick([f"l = new Node{{{self.bounded()}, l}};", "if (l) { Node *z = l; l = l->next; t += z->v; delete z; }", "for (Node *z = l; z; z = z->next) z->v = std::sin(z->v + t);",
                          "{ Node *z = nullptr; while (l) { Node *y = l->next; l->next = z; z = l; l = y; } l = z; }", f"if (l) l->next = new Node{{{self.bounded()}, l->next}};",
                          "if (l && l->next) std::swap(l->v, l->next->v);"])

    def change_a(self):
        return self.pick([f"a = p + ({self.index()});", "a = &w.value;", "a = w.place;", "w.place = a;", "std::swap(a, w.place);", "*a *= t;", "{ double *z = a; a = p; *a += 0.5 * *z; *z = std::sin(*z * t); }",
                          "if (a != w.place) std::swap(*a, *w.place);"] + (["q.push_back(a);", "std::swap(a, q.back());"] if self.has("q") else []))

    def function(self, name):
        parameters = ", ".join([PARAMETERS[p] for p in self.parameters] + ["int depth"])
        calls = [self.call() if self.rng.random() < 0.85 else self.lend() for _ in range(self.rng.randint(1, 2))]
        lines = [self.statement() for _ in range(self.rng.randint(2, 5))]
        for call in calls:
            form = self.rng.random()
            if form < 0.2:
                call = f"if ({self.condition()}) {call}"
            elif form < 0.3:
                call = f"for (int z = 0; z < 2; z++) {{ {call} }}"
            elif form < 0.4:
                call = f"if ({self.condition()}) {{ {call} }} else {{ {self.call()} }}"
            lines.insert(self.rng.randint(0, len(lines)), call)
        if self.throws:
            lines.insert(self.rng.randint(0, len(lines)), f"if ({self.condition()} && (depth & 1)) throw {self.bounded()};")
        body = "".join(f"  {line}\n" for line in [f"if (depth <= 0) return {self.returned()};"] + lines)
        return f"static {self.result} {name}({parameters}) {{\n{body}  return {self.returned()};\n}}\n"

    def text(self):
        parameters = ", ".join([PARAMETERS[p] for p in self.parameters] + ["int depth"])
        declared = "".join(f"static {self.result} {name}({parameters});\n" for name in self.names)
        return declared + "".join(self.function(name) for name in self.names)


class Recursion:
    """Statements that call the program's families of recursive functions."""

    features = ["recursive_family"]

    def declare_families(self):
        self.families = [Family(self.rng, f"deep{i}") for i in range(self.rng.choice([0, 1, 1, 2]))]
        return RECORDS + "".join(family.text() for family in self.families)

    def recursive_family(self):
        if not self.families or not self.arrays:
            return self.assign()
        family, w = self.pick(self.families), self.name("w_")
        names = {p: self.name(p + "_") for p in family.parameters}
        array = self.pick(self.arrays)
        made = {"u": f"std::vector<double> {names.get('u')}{{{self.bounded()}, {self.atom()}}};", "f": f"Step {names.get('f')} = {self.pick(['wave', 'halve'])};",
                "q": f"std::vector<double *> {names.get('q')}{{&{w}.value}};", "r": f"Pair {names.get('r')}({self.bounded()}, {self.atom()});",
                "o": f"std::optional<double> {names.get('o')};", "v": f"std::variant<double, Pair> {names.get('v')} = {self.bounded()};",
                "e": f"std::variant<double, double *, Pair> {names.get('e')} = {self.bounded()};", "g": f"std::vector<Step> {names.get('g')}{{wave}};",
                "m": f"std::map<int, double> {names.get('m')}{{{{1, {self.bounded()}}}}};", "y": f"Tagged {names.get('y')} = Tagged::of({self.bounded()});",
                "c": f"Raw {names.get('c')}; new ({names.get('c')}.bytes) double({self.atom()}); {names.get('c')}.kind = 0;",
                "a": f"double *{names.get('a')} = {array};", "l": f"Node *{names.get('l')} = new Node{{{self.bounded()}, nullptr}};"}
        self.put(f"{{ Walk {w} = {{{self.bounded()}, nullptr, {{{self.atom()}, {self.bounded()}, 0.5, {self.atom()}}}, nullptr, {self.pick(self.ints)}}};")
        self.depth += 1
        self.put(f"{w}.place = {self.pick([f'&{w}.value', f'{array} + 1', f'&{w}.slots[2]'])};")
        for parameter in family.parameters:
            if parameter in made:
                self.put(made[parameter])
        arguments = [{"w": w, "p": array, "k": array, "t": self.atom(), "b": f"Pair({self.atom()}, 0.25)"}.get(p, names[p]) for p in family.parameters]
        result = self.name("c_")
        call = f"{self.pick(family.names)}({', '.join(arguments)}, {self.rng.randint(1, 4)})"
        made_by_call = self.name("c_")
        assign = f"{family.result} {made_by_call} = {call}; "
        assign += {"double *": f"{result} = *{made_by_call};", "Pair": f"{result} = {made_by_call}.a - {made_by_call}.b;", "Step": f"{result} = {made_by_call}(0.5);",
                   "std::vector<double>": f"for (double &e : {made_by_call}) {result} += e;"}.get(family.result, f"{result} = {made_by_call};")
        self.put(f"double {result} = 0.0; " + (f"try {{ {assign} }} catch (double e) {{ {result} = e; }}" if family.throws else assign))
        if family.throws:
            self.put(f"{w}.place = &{w}.value; {w}.next = nullptr;")
        uses = [f"{w}.value", f"*{w}.place", f"{w}.slots[1] * {w}.slots[3]"]
        if not family.throws:  # what they keep may be gone with the frames
            if "f" in names:  # on its own: it may change the record
                self.put(f"{result} += {names['f']}(0.5);")
            uses += [f"*{names['q']}.back()"] if "q" in names else []
            uses += [f"*{names['a']}"] if "a" in names else []
        uses += [f"{names['u']}[0] * {names['u']}.back()"] if "u" in names else []
        uses += [f"{names['r']}.a"] if "r" in names else []
        uses += [f"{names['o']}.value_or(0.5)"] if "o" in names else []
        uses += [f"{names['m']}[1]"] if "m" in names else []
        if not family.throws:
            uses += [f"{names['y']}.get()"] if "y" in names else []
            uses += [f"({names['c']}.kind == 0 ? {names['c']}.number() : 0.25)"] if "c" in names else []
            uses += [f"(std::get_if<0>(&{names['e']}) ? std::get<0>({names['e']}) : 0.75)"] if "e" in names else []
        if "l" in names:
            self.put(f"for (Node *n = {names['l']}; n; n = n->next) {result} = std::sin({result} + n->v);")
            self.put(f"release({names['l']});")
        self.put(f"{self.pick(self.scalars)} = std::sin({result} + {' - '.join(uses)});")
        self.depth -= 1
        self.put("}")
