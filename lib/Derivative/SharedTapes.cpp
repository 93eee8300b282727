// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "SharedTapes.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/ColdCode.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace costate;

static constexpr llvm::StringLiteral sharedAttribute = "ad.shared";

/// What the tape of a type is called.
static StringRef getTapeName(Type element) {
  if (isa<cxx::PtrType>(element))
    return "pointers";
  if (element.isInteger(1))
    return "flags";
  if (isa<IntegerType>(element))
    return "integers";
  return "values";
}

bool costate::isSharedTape(Operation *op) {
  return isa<ad::TapeCreateOp>(op) && op->hasAttr(sharedAttribute);
}

Value costate::getSharedTape(Block &entry, Type element) {
  for (ad::TapeCreateOp create : entry.getOps<ad::TapeCreateOp>())
    if (isSharedTape(create) &&
        cast<ad::TapeType>(create.getTape().getType()).getElementType() == element)
      return create.getTape();
  OpBuilder builder = OpBuilder::atBlockBegin(&entry);
  auto create = ad::TapeCreateOp::create(builder, entry.getParentOp()->getLoc(),
                                         ad::TapeType::get(element.getContext(), element),
                                         getTapeName(element));
  create->setAttr(sharedAttribute, builder.getUnitAttr());
  return create.getTape();
}

namespace {
using TapeTypes = llvm::SetVector<Type>;

class TapePassing {
public:
  explicit TapePassing(ArrayRef<func::FuncOp> functions) {
    for (func::FuncOp function : functions) {
      names[function.getSymName()] = function;
      function.walk([&](ad::TapeCreateOp create) {
        if (isSharedTape(create))
          needed[function].insert(create.getTape().getType());
      });
    }
    // Who throws releases all tapes: nobody comes back for them.
    TapeTypes all;
    for (auto &entry : needed)
      all.insert(entry.second.begin(), entry.second.end());
    for (func::FuncOp function : functions)
      if (!findExits(function).empty())
        needed[function] = all;
    for (bool changed = true; changed;) {
      changed = false;
      for (func::FuncOp function : functions) {
        // By value: looking up a callee may move what is known.
        TapeTypes types = needed[function];
        size_t before = types.size();
        forEachCall(function, [&](func::CallOp, func::FuncOp callee) {
          const TapeTypes &inner = needed[callee];
          types.insert(inner.begin(), inner.end());
        });
        changed |= types.size() != before;
        needed[function] = types;
      }
    }
  }

  void addArguments(func::FuncOp function) {
    OpBuilder builder(function.getContext());
    llvm::MapVector<Type, Value> tapes;
    for (Type type : needed[function]) {
      StringRef name = getTapeName(cast<ad::TapeType>(type).getElementType());
      unsigned index = function.getNumArguments();
      auto attributes = builder.getDictionaryAttr(
          builder.getNamedAttr(cxx::attr::name, builder.getStringAttr(name)));
      (void)function.insertArgument(index, type, attributes, function.getLoc());
      tapes[type] = function.getArgument(index);
    }
    bind(function, tapes);
  }

  void makeTapes(func::FuncOp root, OpBuilder &end) {
    TapeTypes types;
    for (ad::TapeCreateOp create : root.front().getOps<ad::TapeCreateOp>())
      if (isSharedTape(create))
        types.insert(create.getTape().getType());
    forEachCall(root, [&](func::CallOp, func::FuncOp callee) {
      types.insert(needed[callee].begin(), needed[callee].end());
    });
    OpBuilder builder = OpBuilder::atBlockBegin(&root.front());
    llvm::MapVector<Type, Value> tapes;
    for (Type type : types) {
      StringRef name = getTapeName(cast<ad::TapeType>(type).getElementType());
      tapes[type] = ad::TapeCreateOp::create(builder, root.getLoc(), type, name);
      ad::TapeDestroyOp::create(end, root.getLoc(), tapes[type]);
    }
    bind(root, tapes);
  }

private:
  void forEachCall(func::FuncOp function,
                   llvm::function_ref<void(func::CallOp, func::FuncOp)> visit) {
    SmallVector<func::CallOp> calls;
    function.walk([&](func::CallOp call) { calls.push_back(call); });
    for (func::CallOp call : calls)
      if (func::FuncOp callee = names.lookup(call.getCallee()))
        visit(call, callee);
  }

  /// Puts the function's tapes in the place of its placeholders and hands them to its calls.
  void bind(func::FuncOp function, llvm::MapVector<Type, Value> &tapes) {
    for (ad::TapeCreateOp create :
         llvm::make_early_inc_range(function.front().getOps<ad::TapeCreateOp>()))
      if (isSharedTape(create)) {
        create.getTape().replaceAllUsesWith(tapes[create.getTape().getType()]);
        create.erase();
      }
    forEachCall(function, [&](func::CallOp call, func::FuncOp callee) {
      for (Type type : needed[callee])
        call->insertOperands(call.getNumOperands(), tapes[type]);
    });
    for (Operation *exit : findExits(function)) {
      OpBuilder before(exit);
      for (const auto &entry : tapes)
        ad::TapeDestroyOp::create(before, exit->getLoc(), entry.second);
    }
  }

  static SmallVector<Operation *> findExits(func::FuncOp function) {
    SmallVector<Operation *> exits;
    function.walk([&](Operation *op) {
      if (cxx::isExit(op))
        exits.push_back(op);
    });
    return exits;
  }

  llvm::StringMap<func::FuncOp> names;
  llvm::MapVector<Operation *, TapeTypes> needed;
};
} // namespace

void costate::passSharedTapes(ArrayRef<func::FuncOp> functions, func::FuncOp root,
                              OpBuilder &builder) {
  TapePassing passing(functions);
  for (func::FuncOp function : functions)
    passing.addArguments(function);
  passing.makeTapes(root, builder);
}
