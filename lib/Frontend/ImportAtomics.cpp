// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Atomic operations on integers. The order is always the strongest: what synchronizes threads in
// the primal (counts of references, flags) does so in the derivative, which runs it once.

#include "FunctionImporter.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;
using clang::AtomicExpr;
using cxx::AtomicKind;

namespace {
/// What a builtin does to the old value, and how it gets and gives values.
struct AtomicForm {
  AtomicKind kind;
  /// The result is the new value.
  bool givesNew = false;
  /// Values are passed through pointers.
  bool isIndirect = false;
  enum { Update, Load, Store, Exchange, CompareExchange } shape = Update;
};

class AtomicEmitter {
public:
  AtomicEmitter(FunctionImporter &importer, const AtomicExpr *expression)
      : importer(importer), builder(importer.builder), expression(expression),
        location(expression->getBuiltinLoc()) {}

  Value emit();

private:
  Value emitOperand(const Expr *operand, const AtomicForm &form);
  Value toStorage(Value value);
  Value fromStorage(Value value);
  Value replace(AtomicKind kind, Value value, Value expected = {});
  Value emitUpdate(const AtomicForm &form);
  Value emitCompareExchange(const AtomicForm &form);

  FunctionImporter &importer;
  mlir::OpBuilder &builder;
  const AtomicExpr *expression;
  SourceLocation location;
  QualType type;
  mlir::Type imported, storage;
  Value address;
};
} // namespace

static std::optional<AtomicForm> getForm(AtomicExpr::AtomicOp operation) {
  using Kind = AtomicKind;
  switch (operation) {
  case AtomicExpr::AO__atomic_load:
    return AtomicForm{Kind::Or, false, true, AtomicForm::Load};
  case AtomicExpr::AO__atomic_load_n:
    return AtomicForm{Kind::Or, false, false, AtomicForm::Load};
  case AtomicExpr::AO__atomic_store:
    return AtomicForm{Kind::Exchange, false, true, AtomicForm::Store};
  case AtomicExpr::AO__atomic_store_n:
    return AtomicForm{Kind::Exchange, false, false, AtomicForm::Store};
  case AtomicExpr::AO__atomic_exchange:
    return AtomicForm{Kind::Exchange, false, true, AtomicForm::Exchange};
  case AtomicExpr::AO__atomic_exchange_n:
    return AtomicForm{Kind::Exchange, false, false, AtomicForm::Exchange};
  case AtomicExpr::AO__atomic_compare_exchange:
    return AtomicForm{Kind::CompareExchange, false, true, AtomicForm::CompareExchange};
  case AtomicExpr::AO__atomic_compare_exchange_n:
    return AtomicForm{Kind::CompareExchange, false, false, AtomicForm::CompareExchange};
  case AtomicExpr::AO__atomic_fetch_add:
    return AtomicForm{Kind::Add};
  case AtomicExpr::AO__atomic_fetch_sub:
    return AtomicForm{Kind::Sub};
  case AtomicExpr::AO__atomic_fetch_and:
    return AtomicForm{Kind::And};
  case AtomicExpr::AO__atomic_fetch_or:
    return AtomicForm{Kind::Or};
  case AtomicExpr::AO__atomic_fetch_xor:
    return AtomicForm{Kind::Xor};
  case AtomicExpr::AO__atomic_fetch_nand:
    return AtomicForm{Kind::Nand};
  case AtomicExpr::AO__atomic_add_fetch:
    return AtomicForm{Kind::Add, true};
  case AtomicExpr::AO__atomic_sub_fetch:
    return AtomicForm{Kind::Sub, true};
  case AtomicExpr::AO__atomic_and_fetch:
    return AtomicForm{Kind::And, true};
  case AtomicExpr::AO__atomic_or_fetch:
    return AtomicForm{Kind::Or, true};
  case AtomicExpr::AO__atomic_xor_fetch:
    return AtomicForm{Kind::Xor, true};
  case AtomicExpr::AO__atomic_nand_fetch:
    return AtomicForm{Kind::Nand, true};
  default:
    return std::nullopt;
  }
}

/// `bool` is a byte in memory.
Value AtomicEmitter::toStorage(Value value) {
  if (storage == imported)
    return value;
  return arith::ExtUIOp::create(builder, importer.at(location), storage, value);
}

Value AtomicEmitter::fromStorage(Value value) {
  if (storage == imported)
    return value;
  return arith::TruncIOp::create(builder, importer.at(location), imported, value);
}

Value AtomicEmitter::replace(AtomicKind kind, Value value, Value expected) {
  return cxx::AtomicOp::create(builder, importer.at(location), storage, kind, address, value,
                               expected);
}

/// The value of an argument, in the form that memory has.
Value AtomicEmitter::emitOperand(const Expr *operand, const AtomicForm &form) {
  Value value = importer.emitScalar(operand);
  if (!value)
    return {};
  if (form.isIndirect)
    value =
        importer.load(importer.castPointer(value, cxx::PtrType::get(imported), location), location);
  else
    value = importer.convertScalar(value, operand->getType(), type, location);
  return value ? toStorage(value) : Value();
}

Value AtomicEmitter::emitUpdate(const AtomicForm &form) {
  Value operand = emitOperand(expression->getVal1(), form);
  if (!operand)
    return {};
  Value result = replace(form.kind, operand);
  mlir::Location at = importer.at(location);
  if (form.givesNew) {
    switch (form.kind) {
    case AtomicKind::Add:
      result = arith::AddIOp::create(builder, at, result, operand);
      break;
    case AtomicKind::Sub:
      result = arith::SubIOp::create(builder, at, result, operand);
      break;
    case AtomicKind::Or:
      result = arith::OrIOp::create(builder, at, result, operand);
      break;
    case AtomicKind::Xor:
      result = arith::XOrIOp::create(builder, at, result, operand);
      break;
    default:
      result = arith::AndIOp::create(builder, at, result, operand);
    }
    if (form.kind == AtomicKind::Nand)
      result =
          arith::XOrIOp::create(builder, at, result, importer.constantInt(storage, -1, location));
  }
  return fromStorage(result);
}

Value AtomicEmitter::emitCompareExchange(const AtomicForm &form) {
  Value place = importer.emitScalar(expression->getVal1());
  if (!place)
    return {};
  place = importer.castPointer(place, cxx::PtrType::get(imported), location);
  Value desired = emitOperand(expression->getVal2(), form);
  if (!desired)
    return {};
  Value expected = toStorage(importer.load(place, location));
  Value old = replace(form.kind, desired, expected);
  importer.store(fromStorage(old), place, location);
  return arith::CmpIOp::create(builder, importer.at(location), arith::CmpIPredicate::eq, old,
                               expected);
}

Value AtomicEmitter::emit() {
  std::optional<AtomicForm> form = getForm(expression->getOp());
  type = expression->getPtr()->getType()->getPointeeType().getUnqualifiedType();
  if (!form || !type->isIntegralOrEnumerationType() || importer.ast.getTypeSize(type) > 64)
    return importer.refuse(location, "unsupported-atomic",
                           "atomic operations are supported on integers of up to 64 bits only");
  imported = importer.importType(type, location);
  Value pointer = imported ? importer.emitScalar(expression->getPtr()) : Value();
  if (!pointer)
    return {};
  storage = imported.isInteger(1) ? builder.getI8Type() : imported;
  address = importer.castPointer(pointer, cxx::PtrType::get(storage), location);
  switch (form->shape) {
  case AtomicForm::Update:
    return emitUpdate(*form);
  case AtomicForm::CompareExchange:
    return emitCompareExchange(*form);
  case AtomicForm::Load: {
    Value value = fromStorage(replace(form->kind, importer.constantInt(storage, 0, location)));
    if (!form->isIndirect)
      return value;
    Value target = importer.emitScalar(expression->getVal1());
    if (target)
      importer.store(value, importer.castPointer(target, cxx::PtrType::get(imported), location),
                     location);
    return {};
  }
  case AtomicForm::Store:
    if (Value value = emitOperand(expression->getVal1(), *form))
      replace(form->kind, value);
    return {};
  case AtomicForm::Exchange: {
    Value value = emitOperand(expression->getVal1(), *form);
    Value old = value ? fromStorage(replace(form->kind, value)) : Value();
    if (!old || !form->isIndirect)
      return old;
    Value target = importer.emitScalar(expression->getVal2());
    if (target)
      importer.store(old, importer.castPointer(target, cxx::PtrType::get(imported), location),
                     location);
    return {};
  }
  }
  llvm_unreachable("unknown shape");
}

Value FunctionImporter::emitAtomic(const AtomicExpr *expression) {
  return AtomicEmitter(*this, expression).emit();
}
