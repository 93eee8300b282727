// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Analysis/CallEffects.h"

#include "costate/Analysis/PointsTo.h"
#include "costate/Dialect/Cxx/ColdCode.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;

func::FuncOp costate::getCallee(func::CallOp call) {
  return SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(call, call.getCalleeAttr());
}

CallEffects::CallEffects(func::FuncOp root) {
  SmallVector<func::FuncOp> pending = {root};
  while (!pending.empty())
    pending.pop_back_val().walk([&](func::CallOp call) {
      func::FuncOp callee = getCallee(call);
      CallSummary none;
      none.written.resize(callee.getNumArguments());
      none.released.resize(callee.getNumArguments());
      if (summaries.insert({callee, none}).second)
        pending.push_back(callee);
    });
  auto addTypes = [&](Operation *function) {
    hiddenContents.add(function);
    connectedTypes.add(function);
  };
  addTypes(root);
  for (auto &entry : summaries)
    addTypes(entry.first);
  connectedTypes.close();
  for (bool changed = true; changed;) {
    changed = false;
    for (auto &[function, summary] : summaries) {
      CallSummary next = summarize(cast<func::FuncOp>(function));
      // Types are found in another order when callees know more.
      llvm::sort(next.allocated,
                 [](Type a, Type b) { return a.getAsOpaquePointer() < b.getAsOpaquePointer(); });
      changed |= !(next == summary);
      summary = next;
    }
  }
}

const CallSummary &CallEffects::get(func::FuncOp function) const {
  return summaries.find(function)->second;
}

const CallSummary &CallEffects::get(func::CallOp call) const { return get(getCallee(call)); }

SmallVector<func::FuncOp> CallEffects::getFunctions() const {
  SmallVector<func::FuncOp> functions;
  for (const auto &entry : summaries)
    functions.push_back(cast<func::FuncOp>(entry.first));
  return functions;
}

/// Whether an address is used for more than to access what is there.
static bool isPassedOn(Value address) {
  return llvm::any_of(address.getUses(), [](OpOperand &use) {
    Operation *user = use.getOwner();
    if (isa<cxx::CastOp, cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp>(user))
      return isPassedOn(user->getResult(0));
    if (isa<cxx::StoreOp>(user))
      return use.getOperandNumber() == 0;
    return !isa<cxx::LoadOp, cxx::AtomicOp, cxx::CopyOp, cxx::CopyNOp, cxx::FillOp, cxx::PtrCmpOp,
                cxx::PtrDiffOp>(user);
  });
}

namespace {
/// Collects the effects of one function.
class Summarizer {
public:
  Summarizer(func::FuncOp function, const CallEffects &effects)
      : effects(effects), pointsTo(function, &effects) {
    summary.written.resize(function.getNumArguments());
    summary.released.resize(function.getNumArguments());
  }

  void visit(Operation *op) {
    llvm::TypeSwitch<Operation *>(op)
        .Case([&](cxx::StoreOp store) {
          write(pointsTo.getTargets(store.getAddress()), summary.written);
          summary.storesPointers |= isa<cxx::PtrType>(store.getValue().getType());
        })
        .Case([&](cxx::AtomicOp atomic) {
          write(pointsTo.getTargets(atomic.getAddress()), summary.written);
        })
        .Case<cxx::CopyOp, cxx::CopyNOp>([&](Operation *copy) {
          write(pointsTo.getTargets(copy->getOperand(0)), summary.written);
          summary.storesPointers |= mayStorePointer(copy->getOperand(0).getType());
        })
        .Case([&](cxx::FillOp fill) {
          write(pointsTo.getTargets(fill.getTarget()), summary.written);
        })
        .Case([&](cxx::DeallocOp release) {
          write(pointsTo.getTargets(release.getAddress()), summary.released);
        })
        .Case([&](cxx::AddressOfOp address) { visitGlobal(address); })
        .Case([&](cxx::AllocOp alloc) { allocate(alloc.getAddress().getType().getPointee()); })
        .Case([&](func::CallOp call) { visitCall(call); })
        .Case([&](cxx::InactiveCallOp call) {
          for (Value operand : call.getArguments())
            write(pointsTo.getTargets(operand), summary.written);
          bool isText = call->hasAttr(cxx::attr::opaque) && touchesTextOnly(call);
          // What a string gives is a string or characters of one that the caller has, too.
          if (!isText || !getsString(call))
            for (Type result : call.getResultTypes())
              summary.touchesGlobals |= isa<cxx::PtrType>(result);
          if (!call->hasAttr(cxx::attr::opaque))
            return;
          write(pointsTo.getTouchedObjects(call), summary.written);
          summary.writesElsewhere = true;
          bool storesPointer = llvm::any_of(call.getOperandTypes(), [](Type type) {
            auto pointer = dyn_cast<cxx::PtrType>(type);
            return pointer && isa<cxx::PtrType>(pointer.getPointee());
          });
          if (isText && !storesPointer)
            return;
          summary.storesPointers = summary.touchesGlobals = summary.ignoresTypes = true;
        })
        .Default([&](Operation *other) {
          // An operation that is not known here may do anything.
          bool isKnown = other->getNumRegions() != 0 || isMemoryEffectFree(other) ||
                         other->hasTrait<OpTrait::IsTerminator>() ||
                         isa<cxx::LoadOp, cxx::AllocaOp, cxx::AssertOp, cxx::VirtualBaseOp>(other);
          if (isKnown)
            return;
          summary.written.set();
          summary.released.set();
          summary.writesElsewhere = summary.storesPointers = true;
          summary.touchesGlobals = summary.ignoresTypes = true;
        });
  }

  CallSummary summary;

private:
  void write(const ObjectSet &objects, llvm::SmallBitVector &arguments) {
    using Kind = MemoryObject::Kind;
    for (ObjectId id : objects) {
      const MemoryObject &object = pointsTo.getObjects()[id];
      if (object.kind == Kind::Argument || object.kind == Kind::Reachable)
        arguments.set(object.argument);
      else if (!object.isPrivate())
        summary.writesElsewhere = true;
    }
  }

  bool mayStorePointer(Type address) const {
    Type pointee = cast<cxx::PtrType>(address).getPointee();
    return holdsPointer(pointee) || isRawStorage(pointee) ||
           effects.getHiddenContents().mayBePointers(pointee);
  }

  void visitGlobal(cxx::AddressOfOp address) {
    auto global =
        SymbolTable::lookupNearestSymbolFrom<cxx::GlobalOp>(address, address.getGlobalAttr());
    // Through a global that holds numbers only, nobody finds a pointer or leaves one.
    Type type = address.getAddress().getType().getPointee();
    summary.touchesGlobals |=
        !global ||
        (!global.getConstant() &&
         (isPassedOn(address) || effects.getConnectedTypes().getContents(type).holdsPointer));
  }

  void allocate(Type type) {
    if (!llvm::is_contained(summary.allocated, type))
      summary.allocated.push_back(type);
  }

  void visitCall(func::CallOp call) {
    const CallSummary &inner = effects.get(call);
    for (unsigned index : inner.written.set_bits())
      write(pointsTo.getReachable(call.getOperand(index)), summary.written);
    for (unsigned index : inner.released.set_bits())
      write(pointsTo.getReachable(call.getOperand(index)), summary.released);
    summary.writesElsewhere |= inner.writesElsewhere;
    summary.storesPointers |= inner.storesPointers;
    summary.touchesGlobals |= inner.touchesGlobals;
    summary.ignoresTypes |= inner.ignoresTypes;
    for (Type type : inner.allocated)
      allocate(type);
  }

  const CallEffects &effects;
  PointsTo pointsTo;
};
} // namespace

CallSummary CallEffects::summarize(func::FuncOp function) const {
  Summarizer summarizer(function, *this);
  // Nobody comes back from what ends in a throw.
  cxx::ColdCode cold(function);
  function.walk([&](Operation *op) {
    if (op != function && !cold.contains(op))
      summarizer.visit(op);
  });
  return summarizer.summary;
}
