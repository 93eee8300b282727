// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The arithmetic of counted loops: trip counts, iteration numbers and induction variables where
// they are needed outside of the `for` statement that they belong to.

#include "FunctionPrinter.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;
using cxx::LoopPredicate;

/// lower + step * t. Narrow types are computed in `long`, where nothing overflows, and truncated.
Expression FunctionPrinter::emitInduction(cxx::InductionOp op) {
  unsigned bits = op.getType().getIntOrFloatBitWidth();
  Expression lower = emit(op.getLower()), iteration = emit(op.getIteration());
  const int64_t step = op.getStep();
  bool startsAtZero = lower.constant && lower.constant->isZero();
  bool noWrap = op.getNsw() || (startsAtZero && step == 1);
  CppType wide = CppType::integer(64, bits < 64 || noWrap);
  Expression scaled = iteration;
  if (step == -1)
    scaled = {"-" + in(convert(iteration, wide), Unary), Unary, wide};
  else if (step != 1)
    scaled = combine(
        balance(constantOf(APInt(64, step, true), 64), iteration, "*", Multiplicative, wide, true));
  Expression sum = scaled;
  if (!startsAtZero)
    sum = combine(balance(lower, scaled, "+", Additive, wide, true));
  if (bits == 64 || sum.type.bits <= bits)
    return sum;
  return convert(sum, CppType::integer(bits, lower.type.isSigned || lower.constant.has_value()));
}

/// The number of the primal iteration, from the loop's variable.
Expression FunctionPrinter::emitIteration(scf::ForOp loop) {
  const LoopShape &shape = plan.getLoop(loop);
  const Name &name = loopNames[loop];
  Expression variable = {name.text, Primary, name.type};
  if (shape.variableIsIteration())
    return variable;
  bool ascends = shape.step > 0;
  Expression lower = shape.lower ? emit(shape.lower) : constantOf(shape.lowerConstant, shape.bits);
  bool startsAtZero = !shape.lower && shape.lowerConstant.isZero();
  Expression distance = variable;
  if (!startsAtZero || !ascends) {
    // `i - 3` cannot overflow for i >= 3; the distance of two variables may exceed their type.
    bool isSafe = !shape.isSigned ||
                  (!shape.lower && ascends && shape.lowerConstant.isNonNegative()) ||
                  (!shape.lower && !ascends && shape.lowerConstant.isNegative());
    CppType type = CppType::integer(isSafe ? shape.bits : 64, shape.isSigned);
    Expression from = ascends ? lower : variable, to = ascends ? variable : lower;
    distance = combine(balance(to, from, "-", Additive, type, false));
  }
  int64_t stride = std::abs(shape.step);
  if (stride == 1)
    return distance;
  return combine(balance(distance, constantOf(APInt(64, stride), 64), "/", Multiplicative,
                         distance.type, false));
}

/// How often `for (i = lower; i PRED upper; i += step)` runs. Distances are taken in a type in
/// which they cannot overflow.
Expression FunctionPrinter::emitTripCount(cxx::TripCountOp op) {
  LoopPredicate predicate = op.getPredicate();
  bool isUnsigned = predicate == LoopPredicate::ult || predicate == LoopPredicate::ule ||
                    predicate == LoopPredicate::ugt || predicate == LoopPredicate::uge;
  bool isInclusive = predicate == LoopPredicate::sle || predicate == LoopPredicate::ule ||
                     predicate == LoopPredicate::sge || predicate == LoopPredicate::uge;
  const int64_t step = op.getStep();
  bool ascends = step > 0;
  unsigned bits = op.getLower().getType().getIntOrFloatBitWidth();
  uint64_t stride = ascends ? step : -static_cast<uint64_t>(step);
  CppType bound = CppType::integer(bits, !isUnsigned);
  Expression lower = convert(emit(op.getLower()), bound),
             upper = convert(emit(op.getUpper()), bound);
  Expression low = ascends ? lower : upper, high = ascends ? upper : lower;

  if (op.getLower() == op.getUpper())
    return constantOf(APInt(64, isInclusive ? 1 : 0), 64);
  auto zero = [&] { return Expression{isUnsigned ? "0U" : "0", Primary, bound}; };
  bool lowIsZero = low.constant && low.constant->isZero();
  if (predicate == LoopPredicate::ne) {
    CppType type = CppType::integer(bits, false);
    Expression distance = combine(balance(convert(high, type), low, "-", Additive, type, false));
    if (stride == 1)
      return distance;
    return combine(
        balance(distance, constantOf(APInt(64, stride), 64), "/", Multiplicative, type, false));
  }
  // `max(n, 0)` is how people write it.
  if (!isInclusive && stride == 1 && lowIsZero) {
    if (isUnsigned)
      return high;
    context.headers.insert("algorithm");
    return call("std::max", {high, bits == 64 ? Expression{"0L", Primary, bound} : zero()}, bound);
  }
  // 32 bits are widened; 64 bits are subtracted as unsigned numbers, which is exact if low <= high.
  CppType wide = bits < 64 ? CppType::integer(64, true) : CppType::integer(64, false);
  Expression distance =
      lowIsZero ? convert(high, wide)
                : combine(balance(convert(high, wide), low, "-", Additive, wide, false));
  auto constant = [&](uint64_t value) { return constantOf(APInt(64, value), 64); };
  if (!isInclusive && stride != 1)
    distance = combine(balance(distance, constant(1), "-", Additive, wide, false));
  if (stride != 1)
    distance = combine(balance(distance, constant(stride), "/", Multiplicative, wide, false));
  if (isInclusive || stride != 1)
    distance = combine(balance(distance, constant(1), "+", Additive, wide, false));
  Expression runs =
      combine({low, high, isInclusive ? "<=" : "<", Relational, CppType::boolean(), false});
  Expression none = {wide.isSigned ? "0L" : "0UL", Primary, wide};
  return {runs.text + " ? " + in(distance, LogicalOr) + " : " + none.text, Ternary, wide};
}
