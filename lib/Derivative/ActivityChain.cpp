// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ActivityChain.h"

#include "costate/Analysis/ValueFlow.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"

using namespace mlir;
using namespace costate;

namespace {

/// Searches backwards, breadth first, along the ways on which `varied` spreads.
class ChainSearch {
public:
  ChainSearch(Value start, const PointsTo &pointsTo, const Activity &activity)
      : pointsTo(pointsTo), activity(activity),
        function(start.getParentRegion()->getParentOfType<func::FuncOp>()) {
    next[start] = Value();
    work.push_back(start);
  }

  /// The values from the start to a parameter; empty if none is found.
  SmallVector<Value> run() {
    for (size_t i = 0; i < work.size(); ++i) {
      Value value = work[i];
      if (!isParameter(value)) {
        expand(value);
        continue;
      }
      SmallVector<Value> path;
      for (Value step = value; step; step = next.lookup(step))
        path.push_back(step);
      return SmallVector<Value>(llvm::reverse(path));
    }
    return {};
  }

private:
  bool isParameter(Value value) {
    auto argument = dyn_cast<BlockArgument>(value);
    return argument && argument.getOwner() == &function.getBody().front();
  }

  void visit(Value from, Value to) {
    if ((isParameter(from) || activity.isVaried(from)) && next.try_emplace(from, to).second)
      work.push_back(from);
  }

  void expand(Value value) {
    Operation *op = value.getDefiningOp();
    if (auto load = dyn_cast_if_present<cxx::LoadOp>(op))
      return expandLoad(load);
    if (op && op->getNumRegions() == 0) {
      for (Value operand : op->getOperands())
        if (activity.isVaried(operand))
          visit(operand, value);
      return;
    }
    Operation *structure = op ? op : value.getParentBlock()->getParentOp();
    forEachRegionFlow(structure, [&](Value from, Value to) {
      if (to == value && activity.isVaried(from))
        visit(from, value);
    });
  }

  void expandLoad(cxx::LoadOp load) {
    CellSet cells = pointsTo.getAccessedCells(load.getAddress());
    for (bool changed = true; changed;) {
      changed = false;
      function.walk([&](Operation *op) {
        if (isa<cxx::CopyOp, cxx::CopyNOp>(op))
          pointsTo.forEachCopied(op, [&](CellId target, CellId source) {
            changed |= cells.contains(target) && cells.insert(source);
          });
      });
    }
    function.walk([&](cxx::StoreOp store) {
      if (activity.isVaried(store.getValue()) &&
          llvm::any_of(pointsTo.getTargetCells(store.getAddress()),
                       [&](CellId cell) { return cells.contains(cell); }))
        visit(store.getValue(), load.getValue());
    });
    for (CellId cell : cells) {
      ObjectId id = pointsTo.getCells()[cell].object;
      const MemoryObject &object = pointsTo.getObjects()[id];
      bool isInput = object.kind == MemoryObject::Kind::Argument ||
                     object.kind == MemoryObject::Kind::Reachable;
      if (isInput && activity.isVariedObject(id))
        visit(function.getArgument(object.argument), load.getValue());
    }
  }

  const PointsTo &pointsTo;
  const Activity &activity;
  func::FuncOp function;
  /// From a value to the one that is computed from it.
  llvm::DenseMap<Value, Value> next;
  SmallVector<Value> work;
};

} // namespace

static StringRef getName(Value value) {
  StringRef name = findVariableName(value.getLoc());
  if (auto load = value.getDefiningOp<cxx::LoadOp>(); load && name.empty())
    name = findVariableName(load.getAddress().getLoc());
  return name;
}

void costate::explainActivity(InFlightDiagnostic &refusal, Value value, const PointsTo &pointsTo,
                              const Activity &activity) {
  SmallVector<std::pair<StringRef, Location>> names;
  for (Value step : ChainSearch(value, pointsTo, activity).run())
    if (StringRef name = getName(step);
        !name.empty() && (names.empty() || names.back().first != name))
      names.emplace_back(name, step.getLoc());
  // A reader follows a few steps; the last ones lead to the parameter.
  constexpr size_t limit = 5;
  if (names.size() > limit)
    names.erase(names.begin() + 1, names.end() - (limit - 1));
  for (size_t i = 0; i + 1 < names.size(); ++i)
    refusal.attachNote(names[i].second)
        << "'" << names[i].first << "' carries a derivative because it depends on '"
        << names[i + 1].first << "'";
  if (!names.empty())
    refusal.attachNote(names.back().second)
        << "the derivative is taken with respect to '" << names.back().first << "'";
}
