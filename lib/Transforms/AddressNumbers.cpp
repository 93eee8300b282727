// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "AddressNumbers.h"

#include "PointerPaths.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace mlir;
using namespace costate;
using Kind = AddressNumber::Kind;

bool costate::isAddressNumber(Operation *op) {
  auto distance = dyn_cast<cxx::PtrDiffOp>(op);
  return distance && distance.getRhs().getDefiningOp<cxx::NullOp>() &&
         isa<NoneType>(cast<cxx::PtrType>(distance.getLhs().getType()).getPointee());
}

static bool isConstant(Value value, int64_t expected) {
  APInt constant;
  return matchPattern(value, m_ConstantInt(&constant)) && constant.getSExtValue() == expected;
}

/// `a - 1`.
static bool isOneLess(Value value) {
  Operation *op = value.getDefiningOp();
  return (isa_and_nonnull<arith::AddIOp>(op) && isConstant(op->getOperand(1), -1)) ||
         (isa_and_nonnull<arith::SubIOp>(op) && isConstant(op->getOperand(1), 1));
}

/// What keeps an address but for its lowest bits: -16, `-a`, `~(a - 1)`.
static bool isHighMask(Value mask) {
  APInt constant;
  if (matchPattern(mask, m_ConstantInt(&constant)))
    return constant.isNegatedPowerOf2();
  if (auto difference = mask.getDefiningOp<arith::SubIOp>())
    return isConstant(difference.getLhs(), 0);
  auto inverse = mask.getDefiningOp<arith::XOrIOp>();
  return inverse && isConstant(inverse.getRhs(), -1) && isOneLess(inverse.getLhs());
}

/// What keeps the lowest bits: 15, `a - 1`.
static bool isLowMask(Value mask) {
  APInt constant;
  if (matchPattern(mask, m_ConstantInt(&constant)))
    return constant.isNonNegative() && constant.getActiveBits() <= 16;
  return isOneLess(mask);
}

/// `x / c * c` and `x >> c << c`.
static Value findRounded(Operation *op) {
  Operation *inner = op->getOperand(0).getDefiningOp();
  bool matches = inner && ((isa<arith::MulIOp>(op) && isa<arith::DivUIOp>(inner)) ||
                           (isa<arith::ShLIOp>(op) && isa<arith::ShRUIOp>(inner)));
  return matches && inner->getOperand(1) == op->getOperand(1) ? inner->getOperand(0) : Value();
}

static AddressNumber addAddresses(AddressNumber first, AddressNumber second) {
  if (first.isPlain())
    return second;
  return second.isPlain() ? first : AddressNumber{Kind::Other};
}

static AddressNumber subtractAddresses(AddressNumber first, AddressNumber second) {
  if (second.isPlain())
    return first;
  bool areRelated = first.isAddress() && second.isAddress() &&
                    findPathRoot(first.address.getLhs()) == findPathRoot(second.address.getLhs());
  return {areRelated ? Kind::Plain : Kind::Other};
}

namespace {
/// Each number is looked at once: sums share their operands.
class AddressTracer {
public:
  AddressNumber trace(Value number) {
    if (auto found = known.find(number); found != known.end())
      return found->second;
    AddressNumber result = compute(number);
    known[number] = result;
    return result;
  }

private:
  AddressNumber compute(Value number);
  AddressNumber traceMasked(arith::AndIOp op);

  bool isPlain(Value number) { return trace(number).isPlain(); }

  llvm::DenseMap<Value, AddressNumber> known;
};
} // namespace

AddressNumber AddressTracer::traceMasked(arith::AndIOp op) {
  for (auto [number, mask] :
       {std::pair(op.getLhs(), op.getRhs()), std::pair(op.getRhs(), op.getLhs())})
    if (isPlain(mask)) {
      if (isLowMask(mask))
        return {};
      if (isHighMask(mask))
        return trace(number);
    }
  return {isPlain(op.getLhs()) && isPlain(op.getRhs()) ? Kind::Plain : Kind::Other};
}

AddressNumber AddressTracer::compute(Value number) {
  Operation *op = number.getDefiningOp();
  if (!op)
    return {};
  if (isAddressNumber(op))
    return {Kind::Address, cast<cxx::PtrDiffOp>(op)};
  if (!isa<arith::ArithDialect>(op->getDialect()))
    return {};
  if (isa<arith::AddIOp>(op))
    return addAddresses(trace(op->getOperand(0)), trace(op->getOperand(1)));
  if (isa<arith::SubIOp>(op))
    return subtractAddresses(trace(op->getOperand(0)), trace(op->getOperand(1)));
  if (auto conjunction = dyn_cast<arith::AndIOp>(op))
    return traceMasked(conjunction);
  if (isa<arith::RemUIOp, arith::CmpIOp>(op))
    return {};
  if (isa<arith::MulIOp, arith::ShLIOp>(op))
    if (Value rounded = findRounded(op))
      return trace(rounded);
  bool arePlain = llvm::all_of(op->getOperands(), [&](Value operand) {
    return !operand.getType().isInteger() || isPlain(operand);
  });
  return {arePlain ? Kind::Plain : Kind::Other};
}

AddressNumber costate::traceAddress(Value number) { return AddressTracer().trace(number); }

bool costate::escapesAsNumber(cxx::PtrDiffOp address) {
  SmallVector<Value> numbers = {address.getDistance()};
  llvm::SmallPtrSet<Operation *, 8> seen;
  while (!numbers.empty())
    for (Operation *user : numbers.pop_back_val().getUsers()) {
      if (isa<arith::CmpIOp, cxx::NumberToPtrOp>(user) || !seen.insert(user).second)
        continue;
      bool isInteger = user->getNumResults() == 1 && user->getResult(0).getType().isInteger();
      if (!isa<arith::ArithDialect>(user->getDialect()) || !isInteger)
        return true;
      if (!traceAddress(user->getResult(0)).isPlain())
        numbers.push_back(user->getResult(0));
    }
  return false;
}
