// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pointers to const. The IR's pointers do not say whether they may be written through; C++
// declarations have to, and parameters, literals and members of the source already do.

#include "FunctionPrinter.h"

#include "costate/Dialect/AD/AD.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

/// The values that an operand becomes: in loops, branches and on tapes.
static SmallVector<Value> getAssigned(OpOperand &use) {
  Operation *user = use.getOwner();
  unsigned index = use.getOperandNumber();
  if (auto push = dyn_cast<ad::TapePushOp>(user)) {
    SmallVector<Value> values;
    for (Operation *other : push.getTape().getUsers())
      if (isa<ad::TapePopOp>(other))
        values.push_back(other->getResult(0));
    return values;
  }
  if (auto loop = dyn_cast<scf::ForOp>(user))
    return {loop.getRegionIterArg(index - 3), loop.getResult(index - 3)};
  if (auto loop = dyn_cast<scf::WhileOp>(user))
    return {loop.getBeforeArguments()[index]};
  Operation *parent = user->getParentOp();
  auto loop = dyn_cast<scf::WhileOp>(parent);
  if (isa<scf::ConditionOp>(user))
    return {loop.getAfterArguments()[index - 1], loop.getResult(index - 1)};
  if (loop)
    return {loop.getBeforeArguments()[index]};
  if (auto counted = dyn_cast<scf::ForOp>(parent))
    return {counted.getRegionIterArg(index), counted.getResult(index)};
  return {parent->getResult(index)};
}

FunctionPrinter::Access FunctionPrinter::getAccess(Value pointer, DenseSet<Value> &visited) {
  if (!visited.insert(pointer).second)
    return Access::Read;
  Access result = Access::Read;
  auto follow = [&](Value value) { result = std::max(result, getAccess(value, visited)); };
  if (Variable *variable = plan.getVariable(pointer))
    for (Value held : variable->values)
      follow(held);
  for (OpOperand &use : pointer.getUses()) {
    Operation *user = use.getOwner();
    if (!plan.isLive(user))
      continue;
    unsigned index = use.getOperandNumber();
    if (isa<cxx::LoadOp, cxx::PtrCmpOp, cxx::PtrDiffOp>(user))
      continue;
    if (isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp, arith::SelectOp>(user)) {
      follow(user->getResult(0));
    } else if (isa<cxx::CopyOp, cxx::CopyNOp>(user)) {
      result = std::max(result, index == 0 ? Access::Write : Access::Read);
    } else if (isa<cxx::FillOp, cxx::DeallocOp, cxx::AtomicOp>(user) ||
               (isa<cxx::StoreOp>(user) && index == 1)) {
      result = std::max(result, Access::Write);
    } else if (isa<scf::YieldOp, scf::ForOp, scf::WhileOp, scf::ConditionOp, ad::TapePushOp>(
                   user)) {
      for (Value held : getAssigned(use))
        follow(held);
    } else {
      result = Access::Escape;
    }
  }
  return result;
}

/// Whether a variable for the pointer is declared as pointing to const.
bool FunctionPrinter::isReadOnlyPointer(Value pointer) {
  if (!cxx::isScalarType(getPointee(pointer)) && !isa<cxx::RecordType>(getPointee(pointer)))
    return false;
  if (isa<cxx::PtrType>(getPointee(pointer)))
    return false;
  DenseSet<Value> visited;
  return getAccess(pointer, visited) == Access::Read;
}

bool FunctionPrinter::isConstElement(Value tape) {
  // Functions that share a tape agree on its type.
  auto isShared = [](Operation *user) { return isa<func::CallOp>(user); };
  if (isa<BlockArgument>(tape) || llvm::any_of(tape.getUsers(), isShared))
    return false;
  return llvm::all_of(tape.getUsers(), [&](Operation *user) {
    return !isa<ad::TapePopOp>(user) || isReadOnlyPointer(user->getResult(0));
  });
}

/// Whether the text of a pointer has a type that points to const.
bool FunctionPrinter::pointsToConst(Value pointer) {
  pointer = plan.resolve(pointer);
  if (Variable *variable = plan.getVariable(pointer))
    return constVariables.contains(variable);
  if (constPointers.contains(pointer))
    return true;
  Operation *op = pointer.getDefiningOp();
  if (!op || isa<cxx::AllocaOp, cxx::AllocOp>(op))
    return false;
  if (isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp>(op))
    return pointsToConst(op->getOperand(0));
  if (auto select = dyn_cast<arith::SelectOp>(op))
    return pointsToConst(select.getTrueValue()) || pointsToConst(select.getFalseValue());
  // A branch that is written as `condition ? a : b`.
  if (auto branch = dyn_cast<scf::IfOp>(op)) {
    unsigned index = cast<OpResult>(pointer).getResultNumber();
    return pointsToConst(branch.thenYield().getOperand(index)) ||
           pointsToConst(branch.elseYield().getOperand(index));
  }
  if (auto address = dyn_cast<cxx::AddressOfOp>(op)) {
    auto global = context.symbols.lookup<cxx::GlobalOp>(address.getGlobal());
    return global && global.getConstant();
  }
  if (auto conversion = dyn_cast<cxx::CastOp>(op)) {
    if (isa<NoneType>(getPointee(conversion)))
      return pointsToConst(conversion.getSource());
    if (isa<cxx::PtrType>(getPointee(conversion)))
      return false;
    DenseSet<Value> visited;
    return getAccess(pointer, visited) == Access::Read;
  }
  if (auto load = dyn_cast<cxx::LoadOp>(op)) {
    if (auto field = load.getAddress().getDefiningOp<cxx::FieldOp>()) {
      auto record = cast<cxx::RecordType>(getPointee(field.getRecord()));
      // A definition that stays in the user's header is not known here; a const_cast does no harm.
      llvm::StringRef declaration = findFieldDeclaration(context.typeDefinitions, record.getName(),
                                                         record.getFields()[field.getIndex()].name);
      return declaration.empty() || declaration.contains("const ");
    }
    return constPointers.contains(getPathRoot(load.getAddress()));
  }
  return false;
}

/// A declaration of a pointer: to const where nothing is written through it.
std::string FunctionPrinter::declarePointer(Value value, llvm::StringRef name, bool isVariable) {
  bool isReadOnly = isReadOnlyPointer(value);
  if (isVariable)
    return declare(value.getType(), name, isReadOnly);
  DenseSet<Value> visited;
  bool isPlain = isa<FloatType, cxx::RecordType>(getPointee(value));
  if (!isPlain || getAccess(value, visited) == Access::Escape) {
    if (pointsToConst(value))
      constPointers.insert(value);
    return ("auto *" + name).str();
  }
  if (isReadOnly)
    constPointers.insert(value);
  return declare(value.getType(), name, isReadOnly);
}
