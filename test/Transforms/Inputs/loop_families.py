# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The loops that the tests run: systematic families, and random nests."""

from loop_programs import both, binary, cast, compare, const, either, step, var, PREDICATES

X = var("f64", "x")
S = var("f64", "s")


def absorb(value):
    """s = s * x + value: depends on the order and on every value."""
    return ("assign", "s", binary("+", binary("*", S, X), cast("f64", value)))


def finish(*values):
    return [absorb(value) for value in values] + [("return", S)]


def counted(type_, operator, amount, bound_type=None, compared_type=None, swapped=False):
    """Parts of `for (i = a; i OP b; i += amount)`: variables, start, condition, step."""
    bound_type = bound_type or type_
    compared_type = compared_type or type_
    i, n = var(type_, "i"), var(bound_type, "n")
    start = [("assign", "i", cast(type_, var("i64", "a"))),
             ("assign", "n", cast(bound_type, var("i64", "b")))]
    lhs, rhs = cast(compared_type, i), cast(compared_type, n)
    condition = compare(operator, rhs, lhs) if swapped else compare(operator, lhs, rhs)
    return {"i": type_, "n": bound_type, "s": "f64"}, start, condition, step(i, amount), i


def simple_family():
    for type_ in ("i32", "u32", "i64", "u64", "i16", "u16", "u8", "i8"):
        for operator in ("<", "<=", ">", ">=", "!="):
            for amount in (1, -1, 2, -3, 4):
                for swapped in (False, True):
                    compared = type_ if type_[1:] in ("32", "64") else "i32"
                    variables, start, condition, advance, i = counted(
                        type_, operator, amount, compared_type=compared, swapped=swapped)
                    name = f"simple_{type_}_{PREDICATES[operator]}_{'m' if amount < 0 else 'p'}{abs(amount)}" + (
                        "_swapped" if swapped else "")
                    yield name, variables, start + [("for", condition, [advance], [absorb(i)])] + finish(i)


def mixed_family():
    """Counter and bound of different types, compared in a third."""
    for type_, bound, compared in (("i32", "i64", "i64"), ("i32", "u64", "u64"), ("u32", "u64", "u64"),
                                   ("i64", "i32", "i32"), ("u64", "i32", "i32"), ("i16", "i32", "i32"),
                                   ("u8", "i64", "i64"), ("i16", "u64", "u64"), ("u32", "i64", "i64"),
                                   ("i32", "u32", "u32")):
        for operator in ("<", "<=", ">", "!="):
            for amount in (1, -1, 2, 3):
                variables, start, condition, advance, i = counted(type_, operator, amount, bound, compared)
                name = f"mixed_{type_}_{bound}_{compared}_{PREDICATES[operator]}_" \
                       f"{'m' if amount < 0 else 'p'}{abs(amount)}"
                yield name, variables, start + [("for", condition, [advance], [absorb(i)])] + finish(i)


def shape_family():
    """Where the test stands: before or after the step, at the end; exit value, break, continue, return."""
    for type_ in ("i32", "u32", "u64", "i16"):
        for operator, amount in (("<", 1), (">", -1), ("!=", 1), ("<=", 2), (">=", -2), ("!=", -1)):
            compared = type_ if type_ != "i16" else "i32"
            variables, start, condition, advance, i = counted(type_, operator, amount, compared_type=compared)
            tag = f"{type_}_{PREDICATES[operator]}_{'m' if amount < 0 else 'p'}{abs(amount)}"
            c = cast(type_, var("i64", "c"))
            stop = ("if", compare("==", i, c), [("break",)], [])
            skip = ("if", compare("==", i, c), [("continue",)], [])
            leave = ("if", compare("==", i, c), [("return", binary("+", S, X))], [])
            add = absorb(i)
            yield f"do_{tag}", variables, start + [("do", [add, advance], condition)] + finish(i)
            yield f"do_swapped_{tag}", variables, start + [("do", [advance, add], condition)] + finish(i)
            yield f"do_continue_{tag}", variables, start + [("do", [advance, skip, add], condition)] + finish(i)
            yield f"pre_{tag}", variables, start + [("test_after_step", [advance], condition, [add])] + finish(i)
            yield f"post_{tag}", variables, start + [("test_before_step", condition, [advance], [add])] + finish(i)
            yield f"empty_{tag}", variables, start + [("for", condition, [advance], [])] + finish(i)
            yield f"break_{tag}", variables, start + [("for", condition, [advance], [stop, add])] + finish(i)
            yield f"break_late_{tag}", variables, start + [("for", condition, [advance], [add, stop])] + finish(i)
            yield f"continue_{tag}", variables, start + [("for", condition, [advance], [skip, add])] + finish(i)
            yield f"return_{tag}", variables, start + [("for", condition, [advance], [leave, add])] + finish(i)
            yield f"twice_{tag}", variables, start + [("for", condition, [advance, advance], [add])] + finish(i)
            yield f"guarded_{tag}", variables, start + [
                ("for", both(condition, compare("<", S, const("f64", 50))), [advance], [add])] + finish(i)
            yield f"either_{tag}", variables, start + [
                ("for", either(condition, compare("!=", i, c)), [advance], [add])] + finish(i)


def secondary_family():
    """Further counters beside the one that is tested; bounds that move; offsets in the test."""
    for type_ in ("i32", "u32", "i64", "u8"):
        wide = type_ if type_ != "u8" else "i32"
        variables, start, condition, advance, i = counted(type_, "<", 1, compared_type=wide)
        j, k = var("i32", "j"), var("u64", "k")
        variables = dict(variables, j="i32", k="u64", p="f64")
        start = start + [("assign", "j", cast("i32", var("i64", "c"))), ("assign", "k", cast("u64", var("i64", "a")))]
        add = [absorb(i), absorb(j), absorb(k)]
        moves = [advance, step(j, 3), step(k, -5)]
        yield f"secondary_{type_}", variables, start + [("for", condition, moves, add)] + finish(i, j, k)
        # The step of k is invariant but not constant.
        stride = ("assign", "k", binary("+", k, cast("u64", var("i64", "c"))))
        yield f"stride_{type_}", variables, start + [("for", condition, [advance, stride], add)] + finish(i, k)
        # j is advanced in one branch only: not linear.
        sometimes = ("if", compare("<", S, const("f64", 3)), [step(j, 2)], [])
        yield f"sometimes_{type_}", variables, start + [("for", condition, [advance], add + [sometimes])] + finish(i, j)
        # p lags behind by one iteration; the bound moves.
        lag = ("assign", "p", cast("f64", i))
        yield f"lag_{type_}", variables, start + [
            ("for", condition, [advance], [absorb(var("f64", "p")), lag])] + finish(i, var("f64", "p"))
        n = var(type_, "n")
        yield f"moving_bound_{type_}", variables, start + [
            ("for", condition, [advance, step(n, -1)], add)] + finish(i, n)
        shifted = compare("<", binary("+", cast(wide, i), const(wide, 2)), cast(wide, n))
        yield f"shifted_{type_}", variables, start + [("for", shifted, [advance], add)] + finish(i)
        swap = [("assign", "i", cast(type_, n)), ("assign", "n", cast(type_, j))]
        yield f"exchange_{type_}", variables, start + [("for", condition, [advance], add + swap)] + finish(i, n)


def conjunction_family():
    """Two conditions; invariant strides; counters that approach each other."""
    for type_ in ("i32", "u32", "i64", "u8"):
        wide = type_ if type_ != "u8" else "i32"
        for operator, amount in (("<", 1), ("<=", 1), ("!=", 1), (">", -1), ("<", 3)):
            variables, start, condition, advance, i = counted(type_, operator, amount, compared_type=wide)
            variables = dict(variables, j="i32")
            j = var("i32", "j")
            start = start + [("assign", "j", cast("i32", var("i64", "c")))]
            tag = f"{type_}_{PREDICATES[operator]}_{'m' if amount < 0 else 'p'}{abs(amount)}"
            few = compare("<", j, const("i32", 9))
            yield f"and_{tag}", variables, start + [
                ("for", both(condition, few), [advance, step(j, 2)], [absorb(i)])] + finish(i, j)
            yield f"and_swapped_{tag}", variables, start + [
                ("for", both(few, condition), [advance, step(j, 1)], [absorb(i)])] + finish(i, j)
            miss = compare("!=", cast("i64", i), const("i64", 11))
            yield f"and_miss_{tag}", variables, start + [
                ("for", both(condition, miss), [advance], [absorb(i)])] + finish(i)
            yield f"do_and_{tag}", variables, start + [
                ("do", [absorb(i), advance, step(j, 1)], both(condition, few))] + finish(i, j)
    for type_ in ("i32", "i64", "i16"):
        wide = type_ if type_ != "i16" else "i32"
        for operator in ("<", "<=", ">", ">="):
            variables, start, condition, _, i = counted(type_, operator, 1, compared_type=wide)
            stride = cast(wide, var("i64", "c"))
            advance = ("assign", "i", cast(type_, binary("+", cast(wide, i), stride)))
            yield f"strided_{type_}_{PREDICATES[operator]}", variables, start + [
                ("for", condition, [advance], [absorb(i)])] + finish(i)
            n = var(type_, "n")
            yield f"meet_{type_}_{PREDICATES[operator]}", variables, start + [
                ("for", condition, [step(i, 1), step(n, -2)], [absorb(i), absorb(n)])] + finish(i, n)
            yield f"part_{type_}_{PREDICATES[operator]}", variables, start + [
                ("for", condition, [step(i, -1), step(n, 2)], [absorb(i), absorb(n)])] + finish(i, n)


def nest_family():
    for type_ in ("i32", "u64"):
        variables, start, condition, advance, i = counted(type_, "<", 1)
        variables = dict(variables, j=type_, k="i32")
        j = var(type_, "j")
        inner_start = ("assign", "j", const(type_, 0))
        triangle = ("for", compare("<", j, binary("-", var(type_, "n"), i)), [step(j, 1)], [absorb(j)])
        yield f"triangle_{type_}", variables, start + [
            ("for", condition, [advance], [inner_start, triangle])] + finish(i, j)
        until = ("for", compare("!=", j, i), [step(j, 1)],
                 [("if", compare(">", S, const("f64", 9)), [("break",)], []), absorb(j)])
        yield f"inner_break_{type_}", variables, start + [
            ("for", condition, [advance], [inner_start, until])] + finish(i, j)
        leave = ("for", compare("<", j, i), [step(j, 2)],
                 [("if", compare("==", j, const(type_, 6)), [("return", S)], []), absorb(j)])
        yield f"inner_return_{type_}", variables, start + [
            ("for", condition, [advance], [inner_start, leave])] + finish(i, j)
        # The inner loop continues the outer counter.
        shared = ("for", both(condition, compare("!=", i, const(type_, 5))), [advance], [absorb(i)])
        yield f"shared_{type_}", variables, start + [("for", condition, [advance], [shared, absorb(i)])] + finish(i)


def random_program(random, name):
    """A random nest of loops with every kind of jump."""
    types = {"i": "i32", "j": "i32", "k": "u32", "m": "i64", "s": "f64"}
    counters = [var(t, n) for n, t in types.items() if n != "s"]

    def integer(like):
        choice = random.randrange(5)
        if choice == 0:
            return const(like, random.choice([0, 1, 2, 5, 9]))
        if choice == 1:
            return cast(like, random.choice([var("i64", "a"), var("i64", "b"), var("i64", "c")]))
        return cast(like, random.choice(counters))

    def test(depth=0):
        if depth < 2 and random.random() < 0.2:
            return random.choice([both, either])(test(depth + 1), test(depth + 1))
        if random.random() < 0.2:
            return compare(random.choice(["<", ">"]), S, const("f64", random.choice([0, 3, 20])))
        counter = random.choice(counters)
        return compare(random.choice(list(PREDICATES)), counter, integer(counter[1]))

    def statement(depth, in_loop):
        choice = random.random()
        counter = random.choice(counters)
        if depth >= 4 or choice < 0.3:
            return absorb(counter)
        if choice < 0.42:
            return step(counter, random.choice([1, -1, 2, -3]))
        if choice < 0.5:
            return ("assign", counter[2], integer(counter[1]))
        if choice < 0.62:
            return ("if", test(), block(depth + 1, in_loop), block(depth + 1, in_loop) if random.random() < 0.5 else [])
        if choice < 0.72 and in_loop:
            return ("if", test(), [(random.choice(["break", "continue"]),)], [])
        if choice < 0.75:
            return ("if", test(), [absorb(counter), ("return", S)], [])
        return loop(depth, counter)

    def loop(depth, counter):
        body = block(depth + 1, True)
        if random.random() < 0.7:  # counts unless the body disturbs the counter
            amount = random.choice([1, 1, 1, -1, 2, -2, 3])
            condition = compare(random.choice(["<", "<=", "!="] if amount > 0 else [">", ">=", "!="]),
                                counter, integer(counter[1]))
            advance = step(counter, amount)
        else:
            condition, advance = test(), step(counter, 1)
        kind = random.randrange(5)
        if kind == 0:
            return ("do", body + [advance], condition)
        if kind == 1:
            return ("test_after_step", [advance], condition, body)
        if kind == 2 and condition[0] == "compare":
            return ("test_before_step", condition, [advance], body)
        return ("for", condition, [advance], body)

    def block(depth, in_loop):
        return [statement(depth, in_loop) for _ in range(random.randrange(1, 4))]

    start = [("assign", n, cast(t, var("i64", random.choice("abc")))) for n, t in types.items() if n != "s"]
    return name, types, start + block(0, False) + [loop(0, counters[0])] + finish(*counters)
