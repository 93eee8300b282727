// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Addresses. The IR knows pointers only; C++ has names, references, subscripts and members. An address is
// printed as the object that it names wherever it is loaded from, stored to or copied.

#include "FunctionPrinter.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

bool FunctionPrinter::denotesObject(Value address) {
  address = plan.resolve(address);
  if (auto found = bound.find(address); found != bound.end())
    return found->second.isObject;
  if (plan.getVariable(address))
    return false;
  return isa_and_nonnull<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::AddressOfOp>(
      address.getDefiningOp());
}

/// An index as C++ has it in brackets: any integer type will do there.
std::string FunctionPrinter::emitSubscript(Value index) { return emit(index).text; }

Expression FunctionPrinter::emitMember(cxx::FieldOp op) {
  auto record = cast<cxx::RecordType>(getPointee(op.getRecord()));
  const cxx::RecordField &field = record.getFields()[op.getIndex()];
  if (field.name.empty()) {
    // A base class is a field without a name; the members of an anonymous one belong to the record.
    Expression whole = emitObject(op.getRecord());
    auto type = dyn_cast<cxx::RecordType>(field.type);
    if (!type)
      return fail(op, "an unnamed field has no form in C++");
    if (isUnnamed(type))
      return whole;
    DenseSet<Value> visited;
    bool isRead = getAccess(op, visited) == Access::Read;
    return {"static_cast<" + std::string(isRead ? "const " : "") + type.getName().str() + " &>(" +
                whole.text + ")",
            Postfix, {}};
  }
  std::string name = field.name.str();
  if (denotesObject(op.getRecord()))
    return {in(emitObject(op.getRecord()), Postfix) + "." + name, Postfix, {}};
  return {in(emit(op.getRecord()), Postfix) + "->" + name, Postfix, {}};
}

Expression FunctionPrinter::emitObject(Value address) {
  address = plan.resolve(address);
  if (auto found = bound.find(address); found != bound.end() && found->second.isObject) {
    usedArguments.insert(address);
    return {found->second.text, Primary, {}};
  }
  Operation *op = address.getDefiningOp();
  bool hasName = bound.contains(address) || plan.getVariable(address);
  if (op && !hasName) {
    if (auto field = dyn_cast<cxx::FieldOp>(op))
      return emitMember(field);
    if (auto element = dyn_cast<cxx::ElementOp>(op))
      return {in(emitObject(element.getArray()), Postfix) + "[" + emitSubscript(element.getIndex()) + "]",
              Postfix, {}};
    if (auto offset = dyn_cast<cxx::OffsetOp>(op))
      return {in(emit(offset.getBase()), Postfix) + "[" + emitSubscript(offset.getIndex()) + "]", Postfix,
              {}};
    if (auto global = dyn_cast<cxx::AddressOfOp>(op)) {
      auto definition = context.symbols.lookup<cxx::GlobalOp>(global.getGlobal());
      if (!definition)
        return fail(op, "the variable '" + global.getGlobal() + "' is not in the module");
      if (isStringLiteral(definition))
        return {spellString(cast<StringAttr>(*definition.getInitial()).getValue()), Primary, {}};
      context.globals.insert(definition);
      return {context.nameGlobal(definition).str(), Primary, {}};
    }
  }
  return {"*" + in(emit(address), Unary), Unary, {}};
}

std::optional<Expression> FunctionPrinter::emitAddress(Operation *op) {
  using Result = std::optional<Expression>;
  return llvm::TypeSwitch<Operation *, Result>(op)
      .Case([&](cxx::LoadOp load) -> Result { return emitLoad(load); })
      .Case([&](cxx::NullOp) -> Result { return Expression{"nullptr", Primary, {}}; })
      .Case<cxx::FieldOp, cxx::AddressOfOp>([&](Operation *) -> Result {
        return Expression{"&" + in(emitObject(op->getResult(0)), Unary), Unary, {}};
      })
      .Case([&](cxx::ElementOp element) -> Result {
        Expression index = emit(element.getIndex());
        // An array decays; a row of a matrix may be walked beyond its end and does not.
        bool isRow = isa_and_nonnull<cxx::ElementOp>(element.getArray().getDefiningOp());
        if (index.constant && index.constant->isZero() && !isRow)
          return emitObject(element.getArray());
        return Expression{"&" + in(emitObject(element), Unary), Unary, {}};
      })
      .Case([&](cxx::OffsetOp offset) -> Result {
        return combine({emit(offset.getBase()), emit(offset.getIndex()), "+", Additive, {}, false});
      })
      .Case([&](cxx::CastOp conversion) -> Result {
        Expression source = emit(conversion.getSource());
        bool fromVoid = isa<NoneType>(getPointee(conversion.getSource()));
        if (isa<NoneType>(getPointee(conversion)))
          return source;
        DenseSet<Value> visited;
        bool isRead = getAccess(conversion, visited) == Access::Read;
        llvm::StringRef keyword = fromVoid ? "static_cast<" : "reinterpret_cast<";
        return Expression{(keyword + declare(conversion.getType(), "", isRead) + ">(" + source.text + ")")
                              .str(),
                          Postfix, {}};
      })
      .Default([](Operation *) { return std::nullopt; });
}

Expression FunctionPrinter::emitLoad(cxx::LoadOp op) {
  Expression object = emitObject(op.getAddress());
  CppType type = getCanonicalType(op.getType());
  object.type = type;
  if (type.kind != CppType::Int)
    return object;
  std::optional<CppType> spelling = getSpelling(op.getAddress());
  if (spelling && spelling->bits == type.bits) {
    object.type = *spelling;
    return object;
  }
  return {"static_cast<" + spell(type) + ">(" + object.text + ")", Postfix, type};
}

std::optional<CppType> FunctionPrinter::getSpelling(Value address) {
  address = plan.resolve(address);
  if (auto argument = argumentSpellings.find(address); argument != argumentSpellings.end())
    return argument->second;
  if (unknownArguments.contains(address))
    return std::nullopt;
  Type scalar = address.getType();
  while (isa<cxx::PtrType, cxx::ArrayType>(scalar)) {
    if (auto array = dyn_cast<cxx::ArrayType>(scalar))
      scalar = array.getElementType();
    else
      scalar = cast<cxx::PtrType>(scalar).getPointee();
  }
  CppType canonical = getCanonicalType(scalar);
  Operation *op = address.getDefiningOp();
  if (!op || plan.getVariable(address))
    return canonical;
  return llvm::TypeSwitch<Operation *, std::optional<CppType>>(op)
      .Case<cxx::ElementOp, cxx::OffsetOp, cxx::LoadOp>(
          [&](Operation *) { return getSpelling(op->getOperand(0)); })
      .Case([&](cxx::FieldOp field) {
        auto record = cast<cxx::RecordType>(getPointee(field.getRecord()));
        if (isUnnamed(record))
          return std::optional(canonical);
        return findFieldSpelling(context.typeDefinitions, record.getName(),
                                 record.getFields()[field.getIndex()].name);
      })
      .Case([&](arith::SelectOp select) -> std::optional<CppType> {
        auto left = getSpelling(select.getTrueValue()), right = getSpelling(select.getFalseValue());
        return left && right && *left == *right ? left : std::nullopt;
      })
      .Default([&](Operation *) { return canonical; });
}

//===--- pointers in variables ---===//

/// The values of the loop or branch that an operand becomes.
static SmallVector<Value> getAssigned(OpOperand &use) {
  Operation *user = use.getOwner();
  unsigned index = use.getOperandNumber();
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

/// What is done through a pointer: decides whether it may point to const.
FunctionPrinter::Access FunctionPrinter::getAccess(Value pointer, DenseSet<Value> &visited) {
  if (!visited.insert(pointer).second)
    return Access::Read;
  Access result = Access::Read;
  auto follow = [&](Value value) { result = std::max(result, getAccess(value, visited)); };
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
    } else if (isa<cxx::FillOp, cxx::DeallocOp>(user) || (isa<cxx::StoreOp>(user) && index == 1)) {
      result = std::max(result, Access::Write);
    } else if (isa<scf::YieldOp, scf::ForOp, scf::WhileOp, scf::ConditionOp>(user)) {
      // The variables that the pointer is assigned to.
      for (Value held : getAssigned(use))
        follow(held);
    } else {
      result = Access::Escape;
    }
  }
  return result;
}

/// A declaration of a pointer: to const where nothing is written through it.
std::string FunctionPrinter::declarePointer(Value value, llvm::StringRef name, bool isVariable) {
  DenseSet<Value> visited;
  Access access = getAccess(value, visited);
  if (Variable *variable = plan.getVariable(value))
    for (Value held : variable->values)
      access = std::max(access, getAccess(held, visited));
  Type pointee = getPointee(value);
  bool isPlain = isa<FloatType, cxx::RecordType>(pointee);
  if (isVariable)
    return declare(value.getType(), name, access == Access::Read && isPlain);
  if (!isPlain || access == Access::Escape)
    return ("auto *" + name).str();
  return declare(value.getType(), name, access == Access::Read);
}
