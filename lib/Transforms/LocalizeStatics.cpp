// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Static variables as locals. What a function writes to a static variable before it reads it there
// is scratch: the derivative uses storage of its own, whose contents may carry a derivative. What
// an earlier call left in the variable depended on the arguments of that call, so reading it is
// refused, or stops the program where only the run time tells.

#include "StaticReads.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/StaticCopies.h"
#include "costate/Support/Diagnostics.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSet.h"

namespace costate {
#define GEN_PASS_DEF_LOCALIZESTATICS
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

namespace {

/// Larger objects go to the heap.
constexpr uint64_t stackLimit = 1 << 15;

StringRef getOwnName(cxx::GlobalOp global) {
  StringRef name = global.getCxxName();
  size_t scope = name.rfind("::");
  return scope == StringRef::npos ? name : name.drop_front(scope + 2);
}

/// Whether a scalar was written at each point of a function.
class WrittenBefore {
public:
  WrittenBefore(func::FuncOp function, ArrayRef<Operation *> stores) : stores(stores) {
    for (Block &block : function.getBody())
      states[&block] = {!block.isEntryBlock(), false};
    for (bool changed = true; changed;) {
      changed = false;
      for (Block &block : function.getBody()) {
        if (block.isEntryBlock())
          continue;
        State state{true, false};
        for (Block *before : block.getPredecessors()) {
          State end = getEnd(before);
          state.surely &= end.surely;
          state.maybe |= end.maybe;
        }
        changed |= state.surely != states[&block].surely || state.maybe != states[&block].maybe;
        states[&block] = state;
      }
    }
  }

  bool isSure(Operation *load) const { return at(load).surely; }
  bool isPossible(Operation *load) const { return at(load).maybe; }

private:
  struct State {
    bool surely, maybe;
  };
  State getEnd(Block *block) const {
    bool stores = hasStore(block, nullptr);
    State state = states.lookup(block);
    return {state.surely || stores, state.maybe || stores};
  }
  State at(Operation *load) const {
    State state = states.lookup(load->getBlock());
    bool stores = hasStore(load->getBlock(), load);
    return {state.surely || stores, state.maybe || stores};
  }
  bool hasStore(Block *block, Operation *before) const {
    return llvm::any_of(stores, [&](Operation *store) {
      return store->getBlock() == block && (!before || store->isBeforeInBlock(before));
    });
  }

  ArrayRef<Operation *> stores;
  llvm::DenseMap<Block *, State> states;
};

/// Gives one static variable storage in one function.
class Localizer {
public:
  Localizer(func::FuncOp function, cxx::GlobalOp global, ArrayRef<cxx::AddressOfOp> uses)
      : function(function), global(global), uses(uses),
        builder(function.getBody().front().getTerminator()->getContext()) {}

  LogicalResult run() {
    Type type = global.getType();
    builder.setInsertionPointToStart(&function.getBody().front());
    bool isScalar = cxx::isScalarType(type) && isDirect();
    uint64_t size = cxx::getTypeSize(type);
    if (isScalar)
      return localizeScalar();
    if (size <= stackLimit) {
      auto local = cxx::AllocaOp::create(builder, getLocation(), cxx::PtrType::get(type),
                                         getOwnName(global), /*zeroed=*/false);
      local->setAttr(cxx::attr::staticCopy, builder.getUnitAttr());
      replaceUses(local);
      return success();
    }
    // What throws would leave the storage behind.
    bool throws =
        function.walk([](cxx::RaiseOp) { return WalkResult::interrupt(); }).wasInterrupted();
    if (!throws)
      localizeToHeap();
    return success();
  }

private:
  Location getLocation() {
    return NameLoc::get(StringAttr::get(global.getContext(), getOwnName(global)), global.getLoc());
  }

  /// Whether the variable is loaded and stored only.
  bool isDirect() const {
    return llvm::all_of(uses, [](cxx::AddressOfOp use) {
      return llvm::all_of(use->getUsers(), [&](Operation *user) {
        auto store = dyn_cast<cxx::StoreOp>(user);
        return isa<cxx::LoadOp>(user) || (store && store.getValue() != use.getAddress());
      });
    });
  }

  void replaceUses(Value storage) {
    for (cxx::AddressOfOp use : uses) {
      use.getAddress().replaceAllUsesWith(storage);
      use.erase();
    }
  }

  LogicalResult localizeScalar() {
    SmallVector<Operation *> loads, stores;
    for (cxx::AddressOfOp use : uses)
      for (Operation *user : use->getUsers())
        (isa<cxx::LoadOp>(user) ? loads : stores).push_back(user);
    WrittenBefore written(function, stores);
    SmallVector<Operation *> unsure;
    for (Operation *load : loads) {
      if (!written.isPossible(load))
        return emitRefusal(load->getLoc(), "unsupported-static-state",
                           "this reads what an earlier call left in the static variable '" +
                               getOwnName(global) + "'");
      if (!written.isSure(load))
        unsure.push_back(load);
    }
    auto local = cxx::AllocaOp::create(builder, getLocation(), cxx::PtrType::get(global.getType()),
                                       getOwnName(global), /*zeroed=*/false);
    if (!unsure.empty())
      checkReads(unsure, stores);
    replaceUses(local);
    return success();
  }

  void checkReads(ArrayRef<Operation *> loads, ArrayRef<Operation *> stores) {
    Location location = global.getLoc();
    auto flag = cxx::AllocaOp::create(builder, location, cxx::PtrType::get(builder.getI1Type()),
                                      (getOwnName(global) + "_written").str(), /*zeroed=*/false);
    auto set = [&](bool value) {
      Value constant = arith::ConstantOp::create(builder, location, builder.getBoolAttr(value));
      cxx::StoreOp::create(builder, location, constant, flag);
    };
    set(false);
    for (Operation *store : stores) {
      builder.setInsertionPointAfter(store);
      set(true);
    }
    for (Operation *load : loads) {
      builder.setInsertionPoint(load);
      Value isWritten = cxx::LoadOp::create(builder, load->getLoc(), builder.getI1Type(), flag);
      emitStaticReadCheck(builder, load->getLoc(), function, isWritten, getOwnName(global));
    }
  }

  void localizeToHeap() {
    Type type = global.getType();
    auto one = arith::ConstantOp::create(builder, getLocation(), builder.getI64IntegerAttr(1));
    uint64_t count = 1;
    Type element = type;
    while (auto array = dyn_cast<cxx::ArrayType>(element)) {
      count *= array.getSize();
      element = array.getElementType();
    }
    one.setValueAttr(builder.getI64IntegerAttr(count));
    auto storage = cxx::AllocOp::create(builder, getLocation(), cxx::PtrType::get(element),
                                        cxx::AllocKind::Malloc, one, /*zeroed=*/false);
    storage->setAttr(cxx::attr::staticCopy, builder.getUnitAttr());
    Value whole = cxx::CastOp::create(builder, getLocation(), cxx::PtrType::get(type), storage);
    // The elements of a plain row are those of the storage.
    for (cxx::AddressOfOp use : uses)
      for (Operation *user : llvm::make_early_inc_range(use->getUsers()))
        if (auto access = dyn_cast<cxx::ElementOp>(user);
            access && access.getAddress().getType() == storage.getType()) {
          OpBuilder at(access);
          Value address = cxx::OffsetOp::create(at, access.getLoc(), storage, access.getIndex());
          access.getAddress().replaceAllUsesWith(address);
          access.erase();
        }
    replaceUses(whole);
    function.walk([&](func::ReturnOp exit) {
      OpBuilder at(exit);
      cxx::DeallocOp::create(at, exit.getLoc(), cxx::DeallocKind::Free, storage);
    });
  }

  func::FuncOp function;
  cxx::GlobalOp global;
  ArrayRef<cxx::AddressOfOp> uses;
  OpBuilder builder;
};

class LocalizeStatics : public costate::impl::LocalizeStaticsBase<LocalizeStatics> {
public:
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SymbolTable symbols(module);
    llvm::StringSet<> called;
    module.walk([&](func::CallOp call) { called.insert(call.getCallee()); });
    for (auto function : module.getOps<func::FuncOp>()) {
      // Each call of a recursive function would have storage of its own.
      if (function.isExternal() || called.contains(function.getSymName()))
        continue;
      llvm::MapVector<Operation *, SmallVector<cxx::AddressOfOp>> variables;
      function.walk([&](cxx::AddressOfOp use) {
        auto global = symbols.lookup<cxx::GlobalOp>(use.getGlobal());
        if (global && isReachedThrough(global, function))
          variables[global].push_back(use);
      });
      for (auto &[global, uses] : variables)
        if (failed(Localizer(function, cast<cxx::GlobalOp>(global), uses).run()))
          return signalPassFailure();
    }
  }

private:
  static bool isReachedThrough(cxx::GlobalOp global, func::FuncOp function) {
    auto known = global->getAttrOfType<ArrayAttr>(cxx::attr::reachedThrough);
    return known && llvm::is_contained(known.getAsValueRange<StringAttr>(), function.getSymName());
  }
};

} // namespace
