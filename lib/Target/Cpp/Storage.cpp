// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Local objects, the heap, copies and fills.

#include "FunctionPrinter.h"
#include "GeneratedRecords.h"
#include "costate/Dialect/Cxx/InPlace.h"
#include "costate/Dialect/Cxx/MovedBlocks.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

/// Objects of at most that many bytes are initialized although the IR does not ask for it: it costs
/// nothing, and no compiler suspects them of being read too early.
static constexpr uint64_t smallObject = 128;

/// Every local is declared before the first statement that mentions it.
void FunctionPrinter::planLocals() {
  Block &block = function.getBody().front();
  for (auto local : block.getOps<cxx::AllocaOp>()) {
    if (!plan.isLive(local.getOperation()))
      continue;
    Operation *first = nullptr;
    SmallVector<Operation *> sites = plan.getSites(local.getAddress());
    // Sites are capped; address paths that were named count as well.
    for (Operation *user : local.getAddress().getUsers())
      if (plan.isLive(user))
        sites.push_back(user);
    for (Operation *site : sites) {
      Operation *ancestor = block.findAncestorOpInBlock(*site);
      if (ancestor && (!first || ancestor->isBeforeInBlock(first)))
        first = ancestor;
    }
    if (first)
      localsBefore[first].push_back(local);
  }
}

/// `T x = value;` for a local whose first use is a store or copy of the whole.
bool FunctionPrinter::printInitializedLocal(Operation *op) {
  Value target, value;
  if (auto store = dyn_cast<cxx::StoreOp>(op))
    target = store.getAddress(), value = store.getValue();
  else if (auto copy = dyn_cast<cxx::CopyOp>(op))
    target = copy.getTarget();
  if (!target)
    return false;
  auto local = target.getDefiningOp<cxx::AllocaOp>();
  if (!local || !llvm::is_contained(localsBefore.lookup(op), local) || local.getZeroed())
    return false;
  std::string text;
  if (value) {
    if (isa<cxx::PtrType>(value.getType()))
      return false;
    text = emit(value).text;
  } else {
    auto copy = cast<cxx::CopyOp>(op);
    if (!isa<cxx::RecordType>(local.getElementType()) || copy.getSource() == target)
      return false;
    text = emitObject(copy.getSource()).text;
  }
  std::string name = names.declare(local.getName().empty() ? "object" : local.getName());
  bound[target] = {name, {}, true};
  body.line(declare(local.getElementType(), name) + " = " + text + ";");
  printed.insert(op);
  return true;
}

void FunctionPrinter::printLocals(Operation *before) {
  auto found = localsBefore.find(before);
  if (found == localsBefore.end())
    return;
  cxx::AllocaOp merged;
  for (cxx::AllocaOp local : found->second) {
    Type type = local.getElementType();
    if (found->second.size() == 1 && printInitializedLocal(before))
      continue;
    std::string hint = local.getName().empty() ? std::string("object") : local.getName().str();
    std::string name = bind(local.getAddress(), hint, {}, /*isObject=*/true);
    std::string declaration = declare(type, name);
    if (local.getAlignment())
      declaration = "alignas(" + std::to_string(*local.getAlignment()) + ") " + declaration;
    if (cxx::isScalarType(type))
      declaration += " = " + emitPoison(type).text;
    else if (local.getZeroed() || cxx::getTypeSize(type) <= smallObject)
      declaration += isa<cxx::ArrayType>(type) ? " = {}" : "{}";
    // Written and never read: a compiler would say so.
    bool isRead = llvm::any_of(local.getAddress().getUsers(), [&](Operation *user) {
      return plan.isLive(user) &&
             !(isa<cxx::StoreOp>(user) && user->getOperand(1) == local.getAddress());
    });
    body.line((isRead ? "" : "[[maybe_unused]] ") + declaration + ";");
    // Members may have initializers of their own.
    if (local.getZeroed() && !isZeroedByBraces(context.typeDefinitions, type)) {
      context.headers.insert("cstring");
      body.line("std::memset(static_cast<void *>(&" + name + "), 0, sizeof(" + name + "));");
    }
  }
}

/// The element type and extent of `new T[n]` for arrays of arrays: `double[3]` and `[n]`.
void FunctionPrinter::printAlloc(cxx::AllocOp op) {
  Value value = op.getAddress();
  Type element = cast<cxx::PtrType>(value.getType()).getPointee();
  std::string hint = suggestName(value);
  Expression count = emit(op.getCount());
  bool isOne = count.constant && count.constant->isOne();
  bool isBytes = isa<NoneType>(element);
  std::string size = isBytes ? "1" : "sizeof(" + spellType(element) + ")";
  std::string bytes = isBytes ? count.text
                      : isOne ? size
                              : in(count, Multiplicative) + " * " + size;
  std::string text;
  context.usesFrameStorage |= op->hasAttr(cxx::attr::frameStorage);
  bool isZeroedLater = op.getZeroed() && (op.getKind() == cxx::AllocKind::OperatorNew ||
                                          !isZeroedByBraces(context.typeDefinitions, element));
  std::string braces = op.getZeroed() && !isZeroedLater ? "()" : "";
  switch (op.getKind()) {
  case cxx::AllocKind::Malloc:
  case cxx::AllocKind::Calloc: {
    context.headers.insert("cstdlib");
    if (op.getKind() == cxx::AllocKind::Calloc || op.getZeroed())
      text = "std::calloc(" + count.text + ", " + size + ")";
    else
      text = "std::malloc(" + bytes + ")";
    if (!isBytes)
      text = "static_cast<" + spellType(value.getType()) + ">(" + text + ")";
    break;
  }
  case cxx::AllocKind::New:
    text = "new " + spellType(element) + braces;
    break;
  case cxx::AllocKind::NewArray: {
    std::string type = "[" + count.text + "]";
    // The extents of inner arrays follow the outer one.
    text = "new " + declare(element, type) + braces;
    break;
  }
  case cxx::AllocKind::NewCounted:
    // The count stands in front of the objects, as compilers put it.
    context.headers.insert("new");
    text = "reinterpret_cast<" + spellType(value.getType()) +
           ">(static_cast<char *>(::operator new[](" + bytes + " + " +
           std::to_string(cxx::getCountSize(element)) + ")) + " +
           std::to_string(cxx::getCountSize(element)) + ")";
    break;
  case cxx::AllocKind::OperatorNew: {
    context.headers.insert("new");
    std::string alignment =
        op.getAlignment() ? ", std::align_val_t{" + std::to_string(*op.getAlignment()) + "}" : "";
    text = "::operator new(" + bytes + alignment + ")";
    if (!isBytes)
      text = "static_cast<" + spellType(value.getType()) + ">(" + text + ")";
    break;
  }
  case cxx::AllocKind::AlignedMalloc:
    llvm_unreachable("expanded before (expand-aligned-blocks)");
  }
  // A nameless `new double *[n]` reads the same with a blank before the bracket.
  for (size_t at = text.find(" ["); at != std::string::npos; at = text.find(" ["))
    text.erase(at, 1);
  std::string name = bind(value, hint, {});
  body.line(declare(value.getType(), name) + " = " + text + ";");
  if (op.getKind() == cxx::AllocKind::NewCounted)
    body.line("reinterpret_cast<unsigned long *>(" + name + ")[-1] = " + count.text + ";");
  bool usesNew = op.getKind() != cxx::AllocKind::Malloc && op.getKind() != cxx::AllocKind::Calloc;
  if (isZeroedLater && usesNew) {
    context.headers.insert("cstring");
    body.line("std::memset(static_cast<void *>(" + name + "), 0, " + bytes + ");");
  }
}

void FunctionPrinter::printDealloc(cxx::DeallocOp op) {
  Expression address = emit(op.getAddress());
  std::string text = address.text;
  if (text == "nullptr")
    return; // nothing to release
  context.releases = true;
  switch (op.getKind()) {
  case cxx::DeallocKind::Free:
    context.headers.insert("cstdlib");
    return body.line("std::free(" + text + ");");
  case cxx::DeallocKind::Delete:
    return body.line("delete " + in(address, Unary) + ";");
  case cxx::DeallocKind::DeleteArray:
    return body.line("delete[] " + in(address, Unary) + ";");
  case cxx::DeallocKind::DeleteCounted: {
    context.headers.insert("new");
    Type element = cast<cxx::PtrType>(op.getAddress().getType()).getPointee();
    return body.line("::operator delete[](reinterpret_cast<char *>(" + text + ") - " +
                     std::to_string(cxx::getCountSize(element)) + ");");
  }
  case cxx::DeallocKind::OperatorDelete:
    context.headers.insert("new");
    if (op.getAlignment())
      text += ", std::align_val_t{" + std::to_string(*op.getAlignment()) + "}";
    return body.line("::operator delete(" + text + ");");
  case cxx::DeallocKind::AlignedFree:
    llvm_unreachable("expanded before (expand-aligned-blocks)");
  }
}

void FunctionPrinter::printCopy(cxx::CopyOp op) {
  Type type = cast<cxx::PtrType>(op.getTarget().getType()).getPointee();
  Expression target = emitObject(op.getTarget()), source = emitObject(op.getSource());
  if (hasSharedPadding(type)) {
    context.headers.insert("cstring");
    return body.line("std::memcpy(&" + in(target, Unary) + ", &" + in(source, Unary) + ", " +
                     std::to_string(cxx::getTypeDataSize(type)) + ");");
  }
  if (!isa<cxx::ArrayType>(type))
    return body.line(target.text + " = " + source.text + ";");
  context.headers.insert("cstring");
  body.line("std::memcpy(" + target.text + ", " + source.text + ", sizeof(" + spellType(type) +
            "));");
}

void FunctionPrinter::printCopyN(cxx::CopyNOp op) {
  Type type = cast<cxx::PtrType>(op.getTarget().getType()).getPointee();
  std::string target = emit(op.getTarget()).text, source = emit(op.getSource()).text;
  Expression count = emit(op.getCount());
  bool isPlain = cxx::isScalarType(type) || isa<cxx::RecordType>(type);
  if (isPlain && !op.getOverlapping()) {
    context.headers.insert("algorithm");
    return body.line("std::copy_n(" + source + ", " + count.text + ", " + target + ");");
  }
  std::string bytes = isa<NoneType>(type)
                          ? count.text
                          : in(count, Multiplicative) + " * sizeof(" + spellType(type) + ")";
  // A block that is moved may be null, which `memcpy` must not get.
  if (op->hasAttr(cxx::attr::movesBlock)) {
    context.headers.insert("algorithm");
    std::string cast = isa<NoneType>(type) ? "static_cast<" : "reinterpret_cast<";
    return body.line("std::copy_n(" + cast + "const char *>(" + source + "), " + bytes + ", " +
                     cast + "char *>(" + target + "));");
  }
  context.headers.insert("cstring");
  llvm::StringRef name = op.getOverlapping() ? "std::memmove(" : "std::memcpy(";
  bool isRecord = isa<cxx::RecordType>(type);
  body.line(name.str() + (isRecord ? "static_cast<void *>(" + target + ")" : target) + ", " +
            source + ", " + bytes + ");");
}

void FunctionPrinter::printFill(cxx::FillOp op) {
  Type type = cast<cxx::PtrType>(op.getTarget().getType()).getPointee();
  Expression count = emit(op.getCount());
  bool isOne = count.constant && count.constant->isOne();
  bool isZero = op.getByte() == 0;
  if (isZero && isOne && cxx::isScalarType(type))
    return body.line(emitObject(op.getTarget()).text + " = " + emitPoison(type).text + ";");
  std::string target = emit(op.getTarget()).text;
  if (isZero && cxx::isScalarType(type)) {
    context.headers.insert("algorithm");
    Expression zero = emitPoison(type);
    return body.line("std::fill_n(" + target + ", " + count.text + ", " + zero.text + ");");
  }
  context.headers.insert("cstring");
  std::string size = isa<NoneType>(type) ? "1" : "sizeof(" + spellType(type) + ")";
  std::string bytes =
      isOne ? size : in(count, Multiplicative) + (isa<NoneType>(type) ? "" : " * " + size);
  bool isRecord = !cxx::isScalarType(type);
  body.line("std::memset(" + (isRecord ? "static_cast<void *>(" + target + ")" : target) + ", " +
            std::to_string(op.getByte()) + ", " + bytes + ");");
}
