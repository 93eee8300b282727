// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which parts of objects a copy moves, and what their places have in common from then on.

#include "costate/Analysis/PointsTo.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/TextCopies.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace costate;

static constexpr int64_t anywhere = ObjectLayout::anywhere;

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

/// The raw storage in which a block lies as a whole, by its start; none if it may leave it.
static std::optional<int64_t> findStorageOfBlock(const ObjectLayout &layout, int64_t offset,
                                                 std::optional<int64_t> size) {
  if (offset == anywhere || !size || *size <= 0)
    return std::nullopt;
  auto first = layout.getStorageStart(offset), last = layout.getStorageStart(offset + *size - 1);
  return first && last && *first == *last && offset >= *first ? first : std::nullopt;
}

void PointsTo::forEachCopiedPart(Operation *copy,
                                 llvm::function_ref<void(Part, Part)> visit) const {
  Type object = getPointee(copy->getOperand(0));
  int64_t size = cxx::getTypeSize(object);
  // No object begins inside of raw storage that is smaller than itself.
  auto isPlace = [&](const ObjectLayout &layout, int64_t offset) {
    return !layout.isCollapsed(offset) || layout.isStorageStartOf(offset, object);
  };
  auto copyN = dyn_cast<cxx::CopyNOp>(copy);
  std::optional<int64_t> count =
      copyN ? getConstantIntValue(copyN.getCount()) : std::optional<int64_t>(1);
  CellSet into = getTargetCells(copy->getOperand(0)), from = getTargetCells(copy->getOperand(1));
  for (CellId intoId : into)
    for (CellId fromId : from) {
      MemoryCell to = cells[intoId], source = cells[fromId];
      const ObjectLayout &toLayout = layouts[to.object], &fromLayout = layouts[source.object];
      // Beyond its first object, a copy stays in an array; otherwise it is one copy of many bytes.
      bool isArray = toLayout.isStep(to.offset, size) && fromLayout.isStep(source.offset, size);
      bool isKnown = to.offset != anywhere && source.offset != anywhere && (isArray || count) &&
                     isPlace(toLayout, to.offset) && isPlace(fromLayout, source.offset);
      int64_t span = isArray || !count ? size : *count * size;
      Part toAnywhere{to.object, anywhere}, fromAnywhere{source.object, anywhere};
      auto bytes = count ? std::optional(*count * size) : std::nullopt;
      auto toStorage = findStorageOfBlock(toLayout, to.offset, bytes);
      auto fromStorage = findStorageOfBlock(fromLayout, source.offset, bytes);
      // Raw storage as a whole, on both sides.
      auto isSameStorage = [&](int64_t target, int64_t origin) {
        return toLayout.isStorageStartOf(toLayout.canonicalize(target), object) &&
               fromLayout.isStorageStartOf(fromLayout.canonicalize(origin), object);
      };
      auto isOutside = [](const ObjectLayout &layout, int64_t offset,
                          std::optional<int64_t> storage) {
        return storage && layout.getStorageStart(offset) != storage;
      };
      if (findAnywhere(to.object) || findAnywhere(source.object))
        visit(toAnywhere, fromAnywhere);
      for (CellId id : cellsOfObject[source.object]) {
        int64_t distance = cells[id].offset - source.offset;
        if (cells[id].offset == anywhere || isOutside(fromLayout, cells[id].offset, fromStorage))
          continue;
        if (!isKnown || (fromLayout.isCollapsed(cells[id].offset) &&
                         !isSameStorage(to.offset + distance, cells[id].offset)))
          visit(toAnywhere, {source.object, cells[id].offset});
        else if (distance >= 0 && distance < span)
          visit({to.object, toLayout.canonicalize(to.offset + distance)},
                {source.object, cells[id].offset});
      }
      for (CellId id : cellsOfObject[to.object]) {
        int64_t distance = cells[id].offset - to.offset;
        if (cells[id].offset == anywhere || isOutside(toLayout, cells[id].offset, toStorage))
          continue;
        if (!isKnown || (toLayout.isCollapsed(cells[id].offset) &&
                         !isSameStorage(cells[id].offset, source.offset + distance)))
          visit({to.object, cells[id].offset}, fromAnywhere);
        else if (distance >= 0 && distance < span)
          visit({to.object, cells[id].offset},
                {source.object, fromLayout.canonicalize(source.offset + distance)});
      }
    }
}

bool PointsTo::propagateCopy(Operation *copy) {
  if (cxx::isTextCopy(copy)) {
    Type character = getPointee(copy->getOperand(0));
    bool changed = propagateAccess(copy->getOperand(0), character);
    return propagateAccess(copy->getOperand(1), character) || changed;
  }
  // Raw storage that is copied is used alike on both sides.
  for (CellId into : targets.lookup(copy->getOperand(0)))
    for (CellId from : targets.lookup(copy->getOperand(1))) {
      ObjectLayout &to = layouts[cells[into].object], &source = layouts[cells[from].object];
      int64_t span = cxx::getTypeSize(getPointee(copy->getOperand(0)));
      if (cells[into].offset == anywhere || cells[from].offset == anywhere)
        continue;
      auto share = [&](ObjectLayout &a, int64_t aBegin, ObjectLayout &b, int64_t bBegin) {
        for (auto [offset, view] : a.getViews())
          if (view && offset >= aBegin && offset < aBegin + std::max<int64_t>(span, 1))
            learnedLayout |= b.addView(b.canonicalize(bBegin + offset - aBegin), view);
      };
      if (&to == &source)
        continue;
      share(source, cells[from].offset, to, cells[into].offset);
      share(to, cells[into].offset, source, cells[from].offset);
    }
  SmallVector<std::pair<Part, Part>> parts;
  forEachCopiedPart(copy, [&](Part to, Part from) { parts.push_back({to, from}); });
  bool changed = false;
  for (auto [to, from] : parts) {
    CellId target = getCell(to.object, to.offset), source = getCell(from.object, from.offset);
    uint64_t size = std::max(cells[target].size, cells[source].size);
    cells[target].size = cells[source].size = size;
    CellSet moved = contents[source];
    changed |= flow(moved, contents[target]);
    // What is stored on one side is what is read on the other, however many copies are between.
    changed |= addTypes(getAccessTypes(source), target, accessTypes);
    changed |= addTypes(getAccessTypes(target), source, accessTypes);
  }
  return changed;
}

void PointsTo::forEachCopied(Operation *copy,
                             llvm::function_ref<void(CellId, CellId)> visit) const {
  if (cxx::isTextCopy(copy))
    return;
  forEachCopiedPart(copy, [&](Part to, Part from) {
    auto target = cellIds.find({to.object, to.offset});
    auto source = cellIds.find({from.object, from.offset});
    if (target != cellIds.end() && source != cellIds.end())
      visit(target->second, source->second);
  });
}
