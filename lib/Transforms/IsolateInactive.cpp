// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inactive functions: copies of them in which nothing that is read has a derivative.

#include "IndirectCalls.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/SymbolTable.h"

namespace costate {
#define GEN_PASS_DEF_ISOLATEINACTIVE
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

static Type getPointee(Value pointer) { return cast<cxx::PtrType>(pointer.getType()).getPointee(); }

static bool holdsFloat(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return holdsFloat(array.getElementType());
  if (auto record = dyn_cast<cxx::RecordType>(type))
    return llvm::any_of(record.getFields(),
                        [](const cxx::RecordField &field) { return holdsFloat(field.type); });
  return isa<FloatType>(type);
}

/// Whether the object is the sequence of its scalars, none of them in the place of another.
static bool isPlain(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return isPlain(array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(type);
  if (!record)
    return cxx::isScalarType(type);
  uint64_t end = 0;
  for (const cxx::RecordField &field : record.getFields()) {
    if (field.offset < end || !isPlain(field.type))
      return false;
    end = field.offset + cxx::getTypeSize(field.type);
  }
  return true;
}

namespace {

/// Replaces a copy of objects by loads and stores of their scalars, without derivatives.
class CopyExpansion {
public:
  explicit CopyExpansion(Operation *copy) : builder(copy), location(copy->getLoc()) {}

  void run(Operation *copy) {
    Value target = copy->getOperand(0), source = copy->getOperand(1);
    auto several = dyn_cast<cxx::CopyNOp>(copy);
    if (!several) {
      copyObject(target, source);
      copy->erase();
      return;
    }
    Value count = several.getCount();
    // An overlapping copy to higher addresses starts at the end.
    Value backwards;
    if (several.getOverlapping())
      backwards = cxx::PtrCmpOp::create(builder, location, cxx::PtrPredicate::gt, target, source);
    Block *after = copy->getBlock()->splitBlock(copy->getIterator());
    copy->erase();
    builder.setInsertionPointToEnd(after->getPrevNode());
    forEachIndex(after, count, [&](Value index) {
      if (backwards) {
        Value last = arith::SubIOp::create(builder, location, count, constant(1));
        Value mirrored = arith::SubIOp::create(builder, location, last, index);
        index = arith::SelectOp::create(builder, location, backwards, mirrored, index);
      }
      copyObject(cxx::OffsetOp::create(builder, location, target, index),
                 cxx::OffsetOp::create(builder, location, source, index));
    });
  }

private:
  Value constant(int64_t value) {
    return arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(value));
  }

  /// A loop between the builder's block, which is open, and `after`.
  void forEachIndex(Block *after, Value count, llvm::function_ref<void(Value)> body) {
    Block *before = builder.getInsertionBlock();
    Region *region = before->getParent();
    Block *header =
        builder.createBlock(region, after->getIterator(), builder.getI64Type(), location);
    Block *inside = builder.createBlock(region, after->getIterator());
    builder.setInsertionPointToEnd(before);
    cf::BranchOp::create(builder, location, header, constant(0));
    builder.setInsertionPointToEnd(header);
    Value index = header->getArgument(0);
    Value more = arith::CmpIOp::create(builder, location, arith::CmpIPredicate::slt, index, count);
    cf::CondBranchOp::create(builder, location, more, inside, ValueRange(), after, ValueRange());
    builder.setInsertionPointToEnd(inside);
    body(index);
    Value next = arith::AddIOp::create(builder, location, index, constant(1),
                                       arith::IntegerOverflowFlags::nsw);
    cf::BranchOp::create(builder, location, header, next);
    builder.setInsertionPointToStart(after);
  }

  void copyObject(Value target, Value source) {
    Type type = getPointee(target);
    if (auto record = dyn_cast<cxx::RecordType>(type)) {
      for (auto [index, field] : llvm::enumerate(record.getFields())) {
        auto pointer = cxx::PtrType::get(field.type);
        uint32_t number = index;
        copyObject(cxx::FieldOp::create(builder, location, pointer, target, number),
                   cxx::FieldOp::create(builder, location, pointer, source, number));
      }
      return;
    }
    if (auto array = dyn_cast<cxx::ArrayType>(type)) {
      auto pointer = cxx::PtrType::get(array.getElementType());
      for (uint64_t i = 0; i < array.getSize(); ++i)
        copyObject(cxx::ElementOp::create(builder, location, pointer, target, constant(i)),
                   cxx::ElementOp::create(builder, location, pointer, source, constant(i)));
      return;
    }
    Value value = cxx::LoadOp::create(builder, location, type, source);
    if (isa<FloatType>(type))
      value = ad::StopGradientOp::create(builder, location, value);
    cxx::StoreOp::create(builder, location, value, target);
  }

  OpBuilder builder;
  Location location;
};

/// The calls and copies of a module.
class InactiveIsolation {
public:
  explicit InactiveIsolation(ModuleOp module) : module(module), symbols(module) {}

  LogicalResult run() {
    SmallVector<func::FuncOp> functions(module.getOps<func::FuncOp>());
    for (func::FuncOp function : functions) {
      redirectCalls(function, /*all=*/false);
      if (failed(expandCopies(function, /*all=*/false)))
        return failure();
    }
    // Those that calls through pointers and virtual tables may reach.
    for (func::FuncOp function : functions)
      if (!function.isExternal() && function->hasAttr(cxx::attr::inactive))
        getCopy(function);
    if (callsIndirectly)
      for (func::FuncOp function : findCandidates())
        if (!function.isExternal())
          getCopy(function);
    return failure(refused);
  }

private:
  /// Sends calls of inactive functions, or every call, to copies without derivatives.
  void redirectCalls(func::FuncOp caller, bool all) {
    caller.walk([&](Operation *op) {
      auto name = op->getAttrOfType<FlatSymbolRefAttr>("callee");
      auto callee = name ? symbols.lookup<func::FuncOp>(name.getValue()) : func::FuncOp();
      if (!callee)
        return;
      if (all && isIndirectCallee(callee))
        op->setAttr("callee", FlatSymbolRefAttr::get(getIndirectCopy(callee)));
      else if (!callee.isExternal() && (all || callee->hasAttr(cxx::attr::inactive)))
        op->setAttr("callee", FlatSymbolRefAttr::get(getCopy(callee)));
    });
  }

  /// What stands for calls through pointers, where these call copies without derivatives.
  func::FuncOp getIndirectCopy(func::FuncOp indirect) {
    std::string name = (indirect.getSymName() + inactiveSuffix).str();
    if (auto known = symbols.lookup<func::FuncOp>(name))
      return known;
    func::FuncOp copy = indirect.clone();
    copy.setSymName(name);
    copy->setAttr(cxx::attr::inactive, UnitAttr::get(copy.getContext()));
    symbols.insert(copy);
    callsIndirectly = true;
    return copy;
  }

  /// The functions that calls through pointers and virtual tables may reach.
  SmallVector<func::FuncOp> findCandidates() {
    SmallVector<func::FuncOp> found;
    for (auto function : module.getOps<func::FuncOp>()) {
      if (function->hasAttr(cxx::attr::addressTaken))
        found.push_back(function);
      if (auto table = function->getAttrOfType<ArrayAttr>(cxx::attr::virtualCall))
        for (auto entry : table.getAsRange<DictionaryAttr>())
          if (auto callee = symbols.lookup<func::FuncOp>(entry.getAs<StringAttr>("callee")))
            found.push_back(callee);
    }
    return found;
  }

  /// Calls of functions with rules: of the functions themselves.
  void dropRules(func::FuncOp function) {
    SmallVector<ad::RuleCallOp> calls;
    function.walk([&](ad::RuleCallOp call) { calls.push_back(call); });
    for (ad::RuleCallOp call : calls) {
      OpBuilder builder(call);
      auto primal =
          call.getPrimal() ? symbols.lookup<func::FuncOp>(*call.getPrimal()) : func::FuncOp();
      if (primal)
        call.replaceAllUsesWith(
            func::CallOp::create(builder, call.getLoc(), primal, call.getArguments()));
      else
        call.replaceAllUsesWith(cxx::InactiveCallOp::create(
            builder, call.getLoc(), call.getResultTypes(), call.getCallee(), call.getCxxCallee(),
            call.getArguments(), -1, false));
      call.erase();
    }
  }

  func::FuncOp getCopy(func::FuncOp function) {
    if (auto known = copies.lookup(function))
      return known;
    func::FuncOp copy = function.clone();
    copy.setSymName((function.getSymName() + inactiveSuffix).str());
    copy.setPrivate();
    copy->removeAttr(cxx::attr::addressTaken);
    copies[function] = copy;
    symbols.insert(copy);
    dropRules(copy);
    redirectCalls(copy, /*all=*/true);
    if (failed(expandCopies(copy, /*all=*/true)))
      refused = true;
    cutReads(copy);
    return copy;
  }

  static void cutReads(func::FuncOp function) {
    OpBuilder builder = OpBuilder::atBlockBegin(&function.front());
    auto cut = [&](Value value) {
      if (!isa<FloatType>(value.getType()))
        return;
      auto stop = ad::StopGradientOp::create(builder, value.getLoc(), value);
      value.replaceAllUsesExcept(stop, stop);
    };
    for (BlockArgument argument : function.getArguments())
      cut(argument);
    function.walk([&](cxx::LoadOp load) {
      builder.setInsertionPointAfter(load);
      cut(load.getValue());
    });
  }

  LogicalResult expandCopies(func::FuncOp function, bool all) {
    SmallVector<Operation *> found;
    function.walk([&](Operation *op) {
      if (isa<cxx::CopyOp, cxx::CopyNOp>(op) && holdsFloat(getPointee(op->getOperand(0))) &&
          (all || op->hasAttr(cxx::attr::inactive)))
        found.push_back(op);
    });
    for (Operation *copy : found) {
      if (!isPlain(getPointee(copy->getOperand(0))))
        return emitRefusal(copy->getLoc(), "unsupported-inactive-copy",
                           "this copies an object whose parts share storage in code that is marked "
                           "inactive");
      CopyExpansion(copy).run(copy);
    }
    return success();
  }

  ModuleOp module;
  SymbolTable symbols;
  llvm::DenseMap<func::FuncOp, func::FuncOp> copies;
  bool refused = false;
  /// A copy without derivatives calls through a pointer or a virtual table.
  bool callsIndirectly = false;
};

class IsolateInactive : public costate::impl::IsolateInactiveBase<IsolateInactive> {
public:
  void runOnOperation() override {
    if (failed(InactiveIsolation(getOperation()).run()))
      signalPassFailure();
  }
};

} // namespace
