# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Small programs with loops, written twice: as C (the oracle) and as the importer's IR (the input).

A program is a list of statements over the locals of one function
`double f(int64 a, int64 b, int64 c, double x)`. The C text detects undefined behaviour and loops that do
not end (it then leaves by `give_up`), so that only runs with a meaning are compared.
"""

WIDTH = {"i8": 8, "i16": 16, "i32": 32, "i64": 64, "u8": 8, "u16": 16, "u32": 32, "u64": 64}
C_TYPE = {"i8": "int8_t", "i16": "int16_t", "i32": "int32_t", "i64": "int64_t",
          "u8": "uint8_t", "u16": "uint16_t", "u32": "uint32_t", "u64": "uint64_t", "f64": "double"}
PREDICATES = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}


def is_signed(type_):
    return type_[0] == "i"


def mlir_type(type_):
    return type_ if type_ == "f64" else f"i{WIDTH[type_]}"


# Expressions are tuples; the second entry is the type.
def var(type_, name):
    return ("var", type_, name)


def const(type_, value):
    return ("const", type_, value)


def binary(operator, lhs, rhs):
    return ("binary", lhs[1], operator, lhs, rhs)


def cast(type_, operand):
    return operand if operand[1] == type_ else ("cast", type_, operand)


def compare(operator, lhs, rhs):
    return ("compare", "bool", operator, lhs, rhs)


def both(lhs, rhs):
    return ("and", "bool", lhs, rhs)


def either(lhs, rhs):
    return ("or", "bool", lhs, rhs)


def step(variable, amount):
    """`variable += amount` with C++'s promotion of short types."""
    _, type_, name = variable
    wide = type_ if WIDTH[type_] >= 32 else "i32"
    operator = "+" if amount >= 0 else "-"
    changed = binary(operator, cast(wide, variable), const(wide, abs(amount)))
    return ("assign", name, cast(type_, changed))


class CWriter:
    """Writes a program as C."""

    def __init__(self, name, variables, statements):
        self.lines = [f"static double {name}_reference(int64_t a, int64_t b, int64_t c, double x) {{"]
        for variable, type_ in variables.items():
            self.lines.append(f"  {C_TYPE[type_]} {variable} = 0;")
        self.block(statements, 1)
        self.lines.append("}")

    def text(self):
        return "\n".join(self.lines) + "\n"

    def expression(self, e):
        kind, type_ = e[0], e[1]
        if kind == "var":
            return e[2]
        if kind == "const":
            return f"(({C_TYPE[type_]}){e[2]}{'.0' if type_ == 'f64' else 'LL' if e[2] > -2**63 else ''})"
        if kind == "cast":
            return f"(({C_TYPE[type_]}){self.expression(e[2])})"
        if kind == "compare":
            return f"({self.expression(e[3])} {e[2]} {self.expression(e[4])})"
        if kind in ("and", "or"):
            return f"({self.expression(e[2])} {'&&' if kind == 'and' else '||'} {self.expression(e[3])})"
        lhs, rhs = self.expression(e[3]), self.expression(e[4])
        if type_ == "f64" or not is_signed(type_):
            return f"(({C_TYPE[type_]})({lhs} {e[2]} {rhs}))"
        name = {"+": "add", "-": "sub", "*": "mul"}[e[2]]
        return f"checked_{name}_{type_}({lhs}, {rhs})"

    def block(self, statements, depth):
        for statement in statements:
            self.statement(statement, depth)

    def put(self, depth, text):
        self.lines.append("  " * depth + text)

    def statement(self, s, depth):
        kind = s[0]
        if kind == "assign":
            self.put(depth, f"{s[1]} = {self.expression(s[2])};")
        elif kind == "if":
            self.put(depth, f"if ({self.expression(s[1])}) {{")
            self.block(s[2], depth + 1)
            self.put(depth, "} else {")
            self.block(s[3], depth + 1)
            self.put(depth, "}")
        elif kind == "for":  # condition, increment, body
            self.put(depth, f"for (; {self.expression(s[1])}; ({self.inline(s[2])})) {{")
            self.put(depth + 1, "burn();")
            self.block(s[3], depth + 1)
            self.put(depth, "}")
        elif kind == "test_after_step":  # while (--n > 0): statements, condition, body
            self.put(depth, "for (;;) {")
            self.put(depth + 1, "burn();")
            self.block(s[1], depth + 1)
            self.put(depth + 1, f"if (!{self.expression(s[2])}) break;")
            self.block(s[3], depth + 1)
            self.put(depth, "}")
        elif kind == "test_before_step":  # while (n-- > 0): condition, statements, body
            self.put(depth, "for (;;) {")
            self.put(depth + 1, "burn();")
            self.put(depth + 1, f"int go_on = {self.expression(s[1])};")
            self.block(s[2], depth + 1)
            self.put(depth + 1, "if (!go_on) break;")
            self.block(s[3], depth + 1)
            self.put(depth, "}")
        elif kind == "do":  # body, condition
            self.put(depth, "do {")
            self.put(depth + 1, "burn();")
            self.block(s[1], depth + 1)
            self.put(depth, f"}} while ({self.expression(s[2])});")
        elif kind in ("break", "continue"):
            self.put(depth, kind + ";")
        elif kind == "return":
            self.put(depth, f"return {self.expression(s[1])};")
        else:
            raise ValueError(kind)

    def inline(self, statements):
        return ", ".join(f"{s[1]} = {self.expression(s[2])}" for s in statements) or "0"


class IRWriter:
    """Writes a program as the importer would: locals in storage, control flow as blocks."""

    def __init__(self, name, variables, statements):
        self.variables = dict(variables, a="i64", b="i64", c="i64", x="f64")
        self.lines = []
        self.values = 0
        self.blocks = 0
        self.targets = []  # (continue, break)
        self.open = True
        arguments = ["a", "b", "c", "x"]
        signature = ", ".join(f"%{n}_in: {mlir_type(self.variables[n])}" for n in arguments)
        self.lines.append(f"func.func @{name}({signature}) -> f64 {{")
        for variable, type_ in self.variables.items():
            self.put(f'%{variable} = cxx.alloca "{variable}" : !cxx.ptr<{mlir_type(type_)}>')
        for variable in arguments:
            self.store(f"%{variable}_in", variable)
        for variable, type_ in variables.items():
            self.store(self.expression(const(type_, 0)), variable)
        self.block(statements)
        if self.open:
            self.put(f"return {self.expression(const('f64', 0))} : f64")
        self.lines.append("}")

    def text(self):
        return "\n".join(self.lines) + "\n"

    def put(self, text):
        self.lines.append("  " + text)

    def store(self, value, variable):
        self.put(f"cxx.store {value}, %{variable} : !cxx.ptr<{mlir_type(self.variables[variable])}>")

    def define(self, text):
        self.values += 1
        self.put(f"%v{self.values} = {text}")
        return f"%v{self.values}"

    def new_block(self):
        self.blocks += 1
        return f"^bb{self.blocks}"

    def start(self, label):
        self.lines.append(f"{label}:")
        self.open = True

    def branch(self, label):
        if self.open:
            self.put(f"cf.br {label}")
        self.open = False

    def expression(self, e):
        kind, type_ = e[0], e[1]
        if kind == "var":
            return self.define(f"cxx.load %{e[2]} : !cxx.ptr<{mlir_type(type_)}>")
        if kind == "const":
            value = f"{e[2]}.0" if type_ == "f64" else e[2]
            return self.define(f"arith.constant {value} : {mlir_type(type_)}")
        if kind == "cast":
            return self.cast(e)
        lhs, rhs = self.expression(e[3]), self.expression(e[4])
        if kind == "compare":
            operand = e[3][1]
            if operand == "f64":
                return self.define(f"arith.cmpf o{PREDICATES[e[2]]}, {lhs}, {rhs} : f64")
            sign = "" if e[2] in ("==", "!=") else "s" if is_signed(operand) else "u"
            return self.define(f"arith.cmpi {sign}{PREDICATES[e[2]]}, {lhs}, {rhs} : {mlir_type(operand)}")
        name = {"+": "add", "-": "sub", "*": "mul"}[e[2]]
        if type_ == "f64":
            return self.define(f"arith.{name}f {lhs}, {rhs} : f64")
        flags = " overflow<nsw>" if is_signed(type_) else ""
        return self.define(f"arith.{name}i {lhs}, {rhs}{flags} : {mlir_type(type_)}")

    def cast(self, e):
        source, target = e[2][1], e[1]
        value = self.expression(e[2])
        if target == "f64":
            name = "sitofp" if is_signed(source) else "uitofp"
            return self.define(f"arith.{name} {value} : {mlir_type(source)} to f64")
        if WIDTH[source] == WIDTH[target]:
            return value
        name = "trunci" if WIDTH[source] > WIDTH[target] else "extsi" if is_signed(source) else "extui"
        return self.define(f"arith.{name} {value} : {mlir_type(source)} to {mlir_type(target)}")

    def condition(self, e, yes, no):
        if e[0] in ("and", "or"):
            middle = self.new_block()
            self.condition(e[2], *((middle, no) if e[0] == "and" else (yes, middle)))
            self.start(middle)
            self.condition(e[3], yes, no)
            return
        self.put(f"cf.cond_br {self.expression(e)}, {yes}, {no}")
        self.open = False

    def block(self, statements):
        for statement in statements:
            if not self.open:  # unreachable text, as after a break
                self.start(self.new_block())
            self.statement(statement)

    def statement(self, s):
        kind = s[0]
        if kind == "assign":
            self.store(self.expression(s[2]), s[1])
        elif kind == "if":
            yes, no, end = self.new_block(), self.new_block(), self.new_block()
            self.condition(s[1], yes, no)
            for label, part in ((yes, s[2]), (no, s[3])):
                self.start(label)
                self.block(part)
                self.branch(end)
            self.start(end)
        elif kind == "for":
            self.loop(s[1], [], [], s[3], s[2])
        elif kind == "test_after_step":
            self.loop(s[2], s[1], [], s[3], [])
        elif kind == "test_before_step":
            self.loop(s[1], [], s[2], s[3], [])
        elif kind == "do":
            body, test, end = self.new_block(), self.new_block(), self.new_block()
            self.branch(body)
            self.start(body)
            self.targets.append((test, end))
            self.block(s[1])
            self.targets.pop()
            self.branch(test)
            self.start(test)
            self.condition(s[2], body, end)
            self.start(end)
        elif kind in ("break", "continue"):
            self.branch(self.targets[-1][kind == "break"])
        elif kind == "return":
            self.put(f"return {self.expression(s[1])} : f64")
            self.open = False
        else:
            raise ValueError(kind)

    def loop(self, condition, before, between, body, after):
        """before; test condition; between; body; after"""
        head, inside, step_, end = (self.new_block() for _ in range(4))
        self.branch(head)
        self.start(head)
        self.block(before)
        if between:
            value = self.expression(condition)
            self.block(between)
            self.put(f"cf.cond_br {value}, {inside}, {end}")
            self.open = False
        else:
            self.condition(condition, inside, end)
        self.start(inside)
        self.targets.append((step_, end))
        self.block(body)
        self.targets.pop()
        self.branch(step_)
        self.start(step_)
        self.block(after)
        self.branch(head)
        self.start(end)


C_PRELUDE = """#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
static jmp_buf undefined_run;
static long fuel;
static void give_up(void) { longjmp(undefined_run, 1); }
static void burn(void) { if (--fuel < 0) give_up(); }
#define CHECKED(T, NAME, OPERATION) \\
  static inline T NAME(T p, T q) { T r; if (__builtin_##OPERATION##_overflow(p, q, &r)) give_up(); return r; }
#define CHECKED_ALL(T, S) CHECKED(T, checked_add_##S, add) CHECKED(T, checked_sub_##S, sub) \\
  CHECKED(T, checked_mul_##S, mul)
CHECKED_ALL(int8_t, i8) CHECKED_ALL(int16_t, i16) CHECKED_ALL(int32_t, i32) CHECKED_ALL(int64_t, i64)
typedef double Function(int64_t, int64_t, int64_t, double);
struct Program { const char *name; Function *reference, *tested; };
"""

C_MAIN = """
static const int64_t bounds[] = {-7, -3, -1, 0, 1, 2, 3, 4, 8, 13, 100, 127, 128, 255, 256,
  -128, -129, 32767, 32766, -32768, 65535, 65534, INT32_MAX, INT32_MAX - 1, INT32_MAX - 2, INT32_MIN,
  INT32_MIN + 1, UINT32_MAX, UINT32_MAX - 1, UINT32_MAX - 3ll, INT64_MAX, INT64_MAX - 2, INT64_MIN};
static const int64_t extras[] = {0, 2, -3};
int main(void) {
  long runs = 0, wrong = 0;
  const int n = sizeof bounds / sizeof *bounds;
  for (unsigned p = 0; p < sizeof programs / sizeof *programs; ++p) {
    long wrongHere = 0, runsHere = 0;
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j)
        for (int k = 0; k < 3; ++k) {
          fuel = 700;
          volatile double expected = 0;
          if (setjmp(undefined_run)) continue;
          expected = programs[p].reference(bounds[i], bounds[j], extras[k], 0.75);
          ++runsHere;
          alarm(5);
          fprintf(stderr, "\\r%s", programs[p].name);
          double actual = programs[p].tested(bounds[i], bounds[j], extras[k], 0.75);
          alarm(0);
          double copy = expected;
          if (memcmp(&actual, &copy, sizeof actual) != 0 && !(actual != actual && copy != copy) && wrongHere++ == 0)
            printf("WRONG %s(%lld, %lld, %lld): expected %.17g, got %.17g\\n", programs[p].name,
                   (long long)bounds[i], (long long)bounds[j], (long long)extras[k], copy, actual);
        }
    if (runsHere == 0) printf("note: no run of %s has a meaning\\n", programs[p].name);
    runs += runsHere, wrong += wrongHere;
  }
  printf("%s: %zu programs, %ld runs, %ld wrong\\n", wrong ? "FAILED" : "passed",
         sizeof programs / sizeof *programs, runs, wrong);
  return wrong != 0;
}
"""


def write_driver(programs):
    """C text: the oracle of every program and a main that compares."""
    parts = [C_PRELUDE]
    for name, variables, statements in programs:
        parts.append(f"extern Function {name};\n")
        parts.append(CWriter(name, variables, statements).text())
    parts.append("static const struct Program programs[] = {\n")
    parts += [f'  {{"{name}", {name}_reference, {name}}},\n' for name, _, _ in programs]
    parts.append("};\n")
    parts.append(C_MAIN)
    return "".join(parts)


def write_module(programs):
    """The importer's IR of all programs."""
    return "\n".join(IRWriter(*program).text() for program in programs)
