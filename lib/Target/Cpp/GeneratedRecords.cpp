// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Definitions of generated structs. Their fields lie where clang put them in the class; padding is
// written out where C++ would not insert it by itself. They may alias: objects of the class itself
// are read through them.

#include "GeneratedRecords.h"

#include "CppTypes.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

bool cpp::isEmpty(Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return array.getSize() == 0 || isEmpty(array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(type);
  return record && record.isComplete() && record.getFields().empty();
}

/// Whether two fields share bytes: a union, or a member in the tail padding of the one before.
static bool hasOverlaps(cxx::RecordType record) {
  uint64_t end = 0;
  for (const cxx::RecordField &field : record.getFields()) {
    if (isEmpty(field.type))
      continue;
    if (field.offset < end)
      return true;
    end = field.offset + cxx::getTypeSize(field.type);
  }
  return false;
}

static uint64_t alignTo(uint64_t offset, uint64_t alignment) {
  return alignment ? (offset + alignment - 1) / alignment * alignment : offset;
}

static bool isLayout(cxx::RecordType record) {
  return record.getName().starts_with(cxx::layoutPrefix);
}

std::string cpp::spellMember(cxx::RecordType record, unsigned index) {
  std::string name = getFieldName(record, index);
  if (isLayout(record) && hasOverlaps(record) && record.getFields()[index].offset != 0)
    return "at_" + name + "." + name;
  return name;
}

bool cpp::hasSharedPadding(Type type) {
  auto record = dyn_cast<cxx::RecordType>(type);
  return record && isLayout(record) && !record.getFields().empty() &&
         cxx::getTypeDataSize(record) < record.getSize();
}

static std::string spellPadding(llvm::StringRef name, uint64_t size) {
  return ("unsigned char " + name + "[" + llvm::Twine(size) + "];").str();
}

/// Members that share bytes are alternatives of a union, each behind what lies in front of it.
static void printOverlappingFields(cxx::RecordType record, LineWriter &out) {
  for (auto [index, field] : llvm::enumerate(record.getFields())) {
    if (isEmpty(field.type))
      continue;
    std::string name = getFieldName(record, index);
    if (field.offset == 0) {
      out.line(declare(field.type, name) + ";");
      continue;
    }
    out.line("struct [[gnu::may_alias]] {");
    out.indent();
    out.line(spellPadding("before_" + name, field.offset));
    out.line(declare(field.type, name) + ";");
    out.outdent();
    out.line("} at_" + name + ";");
  }
  out.line(spellPadding("whole", record.getSize()));
}

static void printFields(cxx::RecordType record, LineWriter &out) {
  uint64_t end = 0;
  unsigned paddings = 0;
  auto pad = [&](uint64_t to, uint64_t alignment) {
    if (alignTo(end, alignment) < to)
      out.line(spellPadding("padding" + std::to_string(paddings++), to - end));
  };
  for (auto [index, field] : llvm::enumerate(record.getFields())) {
    if (isEmpty(field.type))
      continue;
    pad(field.offset, cxx::getTypeAlignment(field.type));
    out.line(declare(field.type, getFieldName(record, index)) + ";");
    end = field.offset + cxx::getTypeSize(field.type);
  }
  pad(record.getSize(), record.getAlignment());
}

static uint64_t getNaturalAlignment(cxx::RecordType record) {
  uint64_t alignment = 1;
  for (const cxx::RecordField &field : record.getFields())
    if (!isEmpty(field.type))
      alignment = std::max(alignment, cxx::getTypeAlignment(field.type));
  return alignment;
}

static void printLayout(cxx::RecordType record, LineWriter &out) {
  bool overlaps = hasOverlaps(record);
  std::string head = overlaps ? "union " : "struct ";
  if (getNaturalAlignment(record) < record.getAlignment())
    head += "alignas(" + std::to_string(record.getAlignment()) + ") ";
  // Objects of packed classes lie anywhere.
  bool isPacked = record.getAlignment() < getNaturalAlignment(record);
  out.line(head + (isPacked ? "[[gnu::may_alias, gnu::packed]] " : "[[gnu::may_alias]] ") +
           spellRecord(record) + " {");
  out.indent();
  if (overlaps)
    printOverlappingFields(record, out);
  else
    printFields(record, out);
  out.outdent();
  out.line("};");
}

/// As the source has it: the fields of a class without a name.
static void printPlain(cxx::RecordType record, LineWriter &out) {
  bool isUnion = record.getFields().size() > 1 &&
                 llvm::all_of(record.getFields(), [](const auto &f) { return f.offset == 0; });
  out.line((isUnion ? "union " : "struct ") + spellRecord(record) + " {");
  out.indent();
  for (const cxx::RecordField &field : record.getFields())
    out.line(declare(field.type, field.name) + ";");
  out.outdent();
  out.line("};");
}

/// Whether an object of the type has a layout of a class in it, or a pointer to one.
static bool namesLayout(Type type, llvm::SmallPtrSetImpl<const void *> &seen) {
  if (auto pointer = dyn_cast<cxx::PtrType>(type))
    return namesLayout(pointer.getPointee(), seen);
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return namesLayout(array.getElementType(), seen);
  auto record = dyn_cast<cxx::RecordType>(type);
  if (!record || !seen.insert(record.getAsOpaquePointer()).second)
    return false;
  return isLayout(record) || (record.isComplete() &&
                              llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
                                return namesLayout(field.type, seen);
                              }));
}

/// Layouts are of this file only: another one may call another layout the same. So are records that
/// name them.
static bool isInternal(cxx::RecordType record) {
  llvm::SmallPtrSet<const void *, 8> seen;
  return namesLayout(record, seen);
}

void cpp::printGeneratedRecords(ModuleContext &context, LineWriter &out) {
  auto internal = llvm::make_filter_range(context.unnamedRecords, isInternal);
  if (!internal.empty()) {
    out.verbatim("");
    out.line("namespace {");
    for (cxx::RecordType record : internal)
      out.line((isLayout(record) && hasOverlaps(record) ? "union " : "struct ") +
               spellRecord(record) + ";");
  }
  // A record stands behind those that it holds.
  bool isInside = !internal.empty();
  auto enter = [&](bool inside) {
    if (inside != isInside)
      out.verbatim(inside ? "\nnamespace {" : "} // namespace");
    isInside = inside;
  };
  for (cxx::RecordType record : context.unnamedRecords) {
    if (!record.isComplete())
      continue;
    enter(isInternal(record));
    out.verbatim("");
    if (isLayout(record))
      printLayout(record, out);
    else
      printPlain(record, out);
  }
  enter(false);
}
