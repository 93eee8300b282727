// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes of normalization and clean-up. Their order is written in Normalize.cpp.

#ifndef COSTATE_TRANSFORMS_PASSES
#define COSTATE_TRANSFORMS_PASSES

include "mlir/Pass/PassBase.td"

def InlineAll : Pass<"inline-all", "::mlir::ModuleOp"> {
  let summary = "Inline every call to a defined function that is not recursive, bottom-up";
  let description = [{
    Works on stage-1 functions, whose bodies are blocks of `cf`, so that callees of any shape can be
    inlined. The storage of a callee's locals moves to the caller's entry block. In a cycle of calls,
    the function that it returns to stays a function, and the others are inlined into it. Private
    functions that nothing needs are erased afterwards.

    A function that a caller of `limit` operations or more would get copies of stays a function, if it
    is no less than 1/64 of that: calls of calls of calls multiply.

    Refused, at the call: calls of functions without a body, calls through pointers.
  }];
  let options = [Option<"limit", "limit", "int64_t", "1 << 17",
                        "operations of a caller above which large functions stay functions">];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::cf::ControlFlowDialect",
                           "::mlir::func::FuncDialect", "::mlir::arith::ArithDialect"];
}

def IsolateInactive : Pass<"isolate-inactive", "::mlir::ModuleOp"> {
  let summary = "Cut the derivative of whatever an inactive function reads";
  let description = [{
    Calls of functions with `ad.inactive` go to copies of them, and so do all calls that the copies
    make. In a copy every float that is passed or loaded goes through `ad.stop_gradient`, and copies of
    objects become loads and stores. So what the function returns and writes is constant for the
    derivative, whatever is inlined and promoted later. Copies of objects that are marked `ad.inactive`
    are treated alike everywhere.
  }];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::costate::ad::ADDialect",
                           "::mlir::cf::ControlFlowDialect", "::mlir::arith::ArithDialect"];
}

def CanonicalizeSafe : Pass<"canonicalize-safe"> {
  let summary = "Canonicalize without the patterns that are wrong or change floating-point values";
  let description = [{
    All canonicalization patterns of the loaded dialects but `scf`'s `WhileMoveIfDown`, which
    miscompiles duplicated operands of `scf.condition` (LLVM 22), and the patterns that fuse a
    conversion to double with the rounding to float. Blocks are not merged: that would tie
    unrelated `continue` edges together.
  }];
}

def PromoteMemory : Pass<"promote-memory", "::mlir::func::FuncOp"> {
  let summary = "Split and promote local storage to values until nothing changes";
  let description = [{
    Rounds of destructuring, promotion, canonicalization and common subexpression elimination. More
    than one round is needed where a pointer local holds the address of another local.
  }];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::ub::UBDialect",
                           "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
                           "::mlir::scf::SCFDialect"];
}

def PromoteSlots : Pass<"promote-slots", "::mlir::func::FuncOp"> {
  let summary = "Promote local scalars that are only loaded and stored to values";
  let description = [{
    What upstream's `mem2reg` does for `cxx.alloca`, for all slots of a region in one walk of its
    dominator tree. A slot whose address is used otherwise, or in a nested region, stays.
  }];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::ub::UBDialect",
                           "::mlir::arith::ArithDialect"];
}

def ResolveAddresses : Pass<"resolve-addresses", "::mlir::ModuleOp"> {
  let summary = "Make pointers that were computed as integers offsets from what they lead to";
  let description = [{
    An integer that is the address of one object plus what leads to none (`cxx.number_to_ptr`) becomes an
    offset in bytes from that address. Blocks whose address a program rounds up by itself, with the one
    that `malloc` gave kept in front, become one allocation (`aligned_malloc`), so that the objects in
    them are all that they hold.

    Refused: integers whose address is that of no object, or of several, and all of them where any
    function keeps an address as a number.
  }];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::arith::ArithDialect"];
}

def ExpandAlignedBlocks : Pass<"expand-aligned-blocks", "::mlir::func::FuncOp"> {
  let summary = "Spell out `aligned_malloc` and `aligned_free`";
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::arith::ArithDialect",
                           "::mlir::scf::SCFDialect"];
}

def ResolveExponentBits : Pass<"resolve-exponent-bits", "::mlir::func::FuncOp"> {
  let summary = "Make numbers whose exponent is replaced by bits products";
  let description = [{
    The mantissa of a number with the exponent of a constant is the number times a power of two, which
    depends on its exponent alone; the exponent is constant but for jumps. So are numbers that a sum and a
    difference round to integers, and the bits of that sum. Every bit of every result stays as it is.
  }];
  let dependentDialects = ["::costate::ad::ADDialect", "::mlir::arith::ArithDialect",
                           "::mlir::math::MathDialect"];
}

def TypeStorage : Pass<"type-storage", "::mlir::func::FuncOp"> {
  let summary = "Give untyped storage the type of the objects that live in it";
  let description = [{
    Storage that was obtained as bytes (`malloc` to `void *`, `operator new`, arrays of characters) and
    is used as one type only becomes storage of that type. What holds several types stays bytes.
  }];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::arith::ArithDialect"];
}

def LiftLoops : Pass<"lift-loops", "::mlir::func::FuncOp"> {
  let summary = "Turn countable `scf.while` into `scf.for` from 0 to the trip count";
  let description = [{
    Every loop that is counted becomes `scf.for %t = 0 to %trips step 1 : i64` with the trip count from
    `cxx.trip_count`. All loop-carried values that advance by a loop-invariant step, counters and
    pointers, are rebuilt from `%t` and leave the iteration arguments. What cannot be proved countable
    stays `scf.while`, with the body in the `do` region where it has the shape of a C++ `while`.

    Assumptions: signed arithmetic with `nsw` does not overflow; pointers stay inside their array; a
    loop without output terminates (C++ forward progress).
  }];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::scf::SCFDialect",
                           "::mlir::arith::ArithDialect", "::mlir::ub::UBDialect"];
}

def FlattenColdBranches : Pass<"flatten-cold-branches", "::mlir::func::FuncOp"> {
  let summary = "Take what follows a throw's condition out of the other branch";
  let description = [{
    `if (c) { throw } else { rest }` becomes `if (c) { throw } rest`, so that a throw changes nothing
    for the loops, tapes and loads of the code around. Storage of thrown objects that the function may
    leave in another way becomes that of a local.
  }];
  let dependentDialects = ["::mlir::scf::SCFDialect", "::costate::cxx::CxxDialect"];
}

def SimplifyFlags : Pass<"simplify-flags", "::mlir::func::FuncOp"> {
  let summary = "Make the flags that lifting leaves at jumps as plain as the program's conditions";
  let description = [{
    Integer flags that are only compared or truncated become `i1`, also across `scf.if` and the results
    of `scf.while`; `scf.index_switch` with one case becomes `scf.if`.
  }];
  let dependentDialects = ["::mlir::scf::SCFDialect", "::mlir::arith::ArithDialect"];
}

def ResolvePoison : Pass<"resolve-poison", "::mlir::func::FuncOp"> {
  let summary = "Choose values for what lifting leaves undefined on one edge";
  let description = [{
    A result of `scf.if` that one branch leaves undefined takes the other branch's value where that is cheap
    to compute in any case (counters, addresses), or the value of another result that agrees with it.
  }];
  let dependentDialects = ["::mlir::scf::SCFDialect"];
}

def ShareCounters : Pass<"share-counters", "::mlir::func::FuncOp"> {
  let summary = "Rebuild the counters and pointers of a `scf.while` from one counter of iterations";
  let description = [{
    Applies where a loop that is not counted advances a pointer, or several values, by loop-invariant steps.
    The values that are replaced are left for `prune-dead-values`.
  }];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::arith::ArithDialect"];
}

def PruneDeadValues : Pass<"prune-dead-values", "::mlir::func::FuncOp"> {
  let summary = "Remove operations, iteration arguments, results and storage that influence nothing";
  let description = [{
    A value is live when it reaches an operation with an effect or a returned value. Cycles of
    iteration arguments that only feed themselves are dead. A loop without an effect and without a
    live result is removed: C++ lets us assume that it ends. Local and heap storage whose address stays
    in access paths, and which no live operation reads, goes with all stores to it. Expects structured
    control flow.
  }];
  let dependentDialects = ["::mlir::scf::SCFDialect"];
}

def HoistInvariants : Pass<"hoist-invariants", "::mlir::func::FuncOp"> {
  let summary = "Move loop-invariant operations out of loops";
  let description = [{
    Pure operations, and loads when nothing in the loop can write the location (by C++'s type-based
    rule, or because the objects differ) and the location surely exists: it is a part of a local or of
    what a reference refers to, or the condition of a `scf.while` reads it at once.
  }];
}

def MergeLoads : Pass<"merge-loads", "::mlir::func::FuncOp"> {
  let summary = "Reuse the value of an earlier load of the same place";
  let description = [{
    Across branches and into loops, where no operation in between may write the place. Expects structured
    control flow.
  }];
}

def LocalizeStatics : Pass<"localize-statics", "::mlir::ModuleOp"> {
  let summary = "Give static variables that only one function reaches storage in that function";
  let description = [{
    For globals with `cxx.reached_through` that names the function, which no operation calls. A scalar
    that is only loaded and stored becomes a local; a load that no store comes before is refused, and
    one that a store may come before is guarded by a flag. Other objects are marked `cxx.static_copy`
    and looked at by `check-static-reads`.
  }];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::arith::ArithDialect"];
}

def CheckStaticReads : Pass<"check-static-reads", "::mlir::func::FuncOp"> {
  let summary = "Stop at reads of a static variable's copy that come before the write";
  let description = [{
    For storage with `cxx.static_copy`. Expects structured control flow and pointers as values.
  }];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::arith::ArithDialect",
                           "::mlir::scf::SCFDialect"];
}

def VerifyNormalized : Pass<"verify-normalized", "::mlir::ModuleOp"> {
  let summary = "Prove that every function has the form that the engine expects";
  let description = [{
    Each defined function is one block with one `func.return` at its end; control flow is `scf.for`
    (from 0, step 1, i64), `scf.while`, `scf.if` and `scf.index_switch` only; calls go to functions of
    that form (recursive ones), there is no `cf`; storage is allocated in the function's block.
  }];
}

#endif // COSTATE_TRANSFORMS_PASSES
