# Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares the results of a run with the oracle. Nothing is executed here."""


def direction(i):
    return ((i * 7) % 5 - 1.75) / 2.0


def is_wrong_result(message):
    """Whether a message of `judge` speaks of a wrong number or output, not of something missing."""
    return " instead of " in message or "output differs" in message


def disagreement(got, expected, tolerance):
    """None, or a sentence. Relative to the largest entry; a zero gradient must be zero."""
    scale = max([abs(number) for number in expected] + [0.0])
    bound = tolerance * scale if scale > 0 else 1e-14
    for i, (a, b) in enumerate(zip(got, expected)):
        if not abs(a - b) <= bound:
            return f"entry {i} is {a!r} instead of {b!r}"
    return None


def second_order_disagreement(got, expected, program):
    """As disagreement, for an expectation that comes from differences of the dual gradient."""
    scale = max([abs(number) for number in expected] + [1.0])
    bound = max(1e-6, program.tolerance * 100) * scale
    for i, (a, b) in enumerate(zip(got, expected)):
        if not abs(a - b) <= bound:
            return f"entry {i} is {a!r} instead of {b!r}"
    return None


def judge(program, run, oracle, want):
    """None, or what is wrong with this run of `program`."""
    if program.name in run.crashed:
        return "crashed: " + run.crashed[program.name]
    if program.name in run.leaking:
        return "memory leaks"
    for point in range(len(program.points)):
        key = lambda kind: (program.name, point, kind)
        where = f"at point {point + 1}: "
        if "hvp" in want:
            second, expected = run.numbers.get(key("hvp")), oracle.get((program.name, point, "second"))
            if not second:
                return where + "no result of hvp"
            wrong = second_order_disagreement(second[1:], expected, program) if expected and program.second else None
            if wrong:
                return where + f"hvp: {wrong}"
            continue
        primal = run.numbers.get(key("primal"))
        if not primal:
            return where + "no result"
        gradient = oracle[program.name, point]
        forward = [sum(g * direction(i) for i, g in enumerate(gradient))]
        scale = max([abs(g * direction(i)) for i, g in enumerate(gradient)] + [0.0])
        for kind, expected in (("grad", gradient), ("again", [2 * g for g in gradient]),
                               ("jvp", forward)):
            if ("jvp" if kind == "jvp" else "grad") not in want:
                continue
            got = run.numbers.get(key(kind))
            if not got:
                return where + f"no result of {kind}"
            close = 0.0 if program.bit_equal else (1e-13 if program.tolerance < 1e-8 else 1e-5) * abs(primal[0])
            if not abs(got[0] - primal[0]) <= close and not (got[0] != got[0] and primal[0] != primal[0]):
                return where + f"{kind}: value {got[0].hex()} instead of {primal[0].hex()}"
            if run.printed.get(key(kind)) != run.printed.get(key("primal")):
                return where + f"{kind}: output differs from the primal's"
            if kind == "jvp" and scale > 0:
                # cancellation in the sum is no error of the derivative
                if not abs(got[1] - expected[0]) <= program.tolerance * scale:
                    return where + f"jvp: {got[1]!r} instead of {expected[0]!r}"
                continue
            wrong = disagreement(got[1:], expected, program.tolerance)
            if wrong:
                return where + f"{kind}: {wrong}"
    return None
