// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ModuleContext.h"

#include "CppTypes.h"

#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

/// The parts of a qualified name between `::`.
static void reserveParts(NameScopes &names, llvm::StringRef qualified) {
  SmallVector<llvm::StringRef> parts;
  qualified.take_until([](char c) { return c == '<'; }).split(parts, "::");
  for (llvm::StringRef part : parts)
    names.reserve(part);
}

/// `struct {...};` says nothing outside of the declaration that it was part of.
static bool isDefinitionWithoutName(llvm::StringRef text) {
  text = text.ltrim();
  bool isRecord =
      text.consume_front("struct") || text.consume_front("class") || text.consume_front("union");
  return isRecord && text.ltrim().starts_with("{");
}

ModuleContext::ModuleContext(ModuleOp module) : module(module), symbols(module) {
  if (auto texts = module->getAttrOfType<ArrayAttr>(cxx::attr::typeDefinitions))
    for (auto text : texts.getAsRange<StringAttr>())
      if (!isDefinitionWithoutName(text.getValue()))
        typeDefinitions.push_back(text.getValue());
  for (auto function : module.getOps<func::FuncOp>()) {
    names.reserve(getFunctionName(function));
    if (auto qualified = function->getAttrOfType<StringAttr>(cxx::attr::qualifiedName))
      reserveParts(names, qualified.getValue());
  }
  for (auto global : module.getOps<cxx::GlobalOp>())
    if (!global.getInitial() || !global.getConstant())
      reserveParts(names, global.getCxxName());
  auto visit = [&](Type type) { collectRecords(type); };
  module.walk([&](Operation *op) {
    llvm::for_each(op->getResultTypes(), visit);
    if (auto global = dyn_cast<cxx::GlobalOp>(op))
      visit(global.getType());
    for (Region &region : op->getRegions())
      for (Block &block : region)
        llvm::for_each(block.getArgumentTypes(), visit);
  });
  names.enter();
  names.reserve("assertion_failed");
  names.reserve("keep_order");
}

void ModuleContext::collectRecords(Type type) {
  if (auto pointer = dyn_cast<cxx::PtrType>(type))
    return collectRecords(pointer.getPointee());
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return collectRecords(array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(type);
  if (!record || !seenRecords.insert(record).second)
    return;
  reserveParts(names, spellRecord(record));
  for (const cxx::RecordField &field : record.getFields())
    collectRecords(field.type);
  // After the records that it holds. One without a name or members is like another.
  bool isKnown = record.getFields().empty() && isUnnamed(record) &&
                 !emptyRecords.insert(spellRecord(record)).second;
  if (!isKnown && (isUnnamed(record) || isGenerated(record)))
    unnamedRecords.push_back(record);
}

bool cpp::isStringLiteral(cxx::GlobalOp global) {
  return global.getConstant() && global.getCxxName().empty() && global.getInitial() &&
         isa<StringAttr>(*global.getInitial());
}

llvm::StringRef ModuleContext::nameGlobal(cxx::GlobalOp global) {
  auto [entry, isNew] = globalNames.try_emplace(global);
  if (isNew) {
    llvm::StringRef name = global.getCxxName();
    if (name.empty())
      name = llvm::StringRef("constant");
    bool isEmbedded = global.getInitial() && global.getConstant();
    entry->second = isEmbedded ? names.declare(name.substr(name.rfind(':') + 1)) : name.str();
  }
  return entry->second;
}

std::string cpp::getFunctionName(func::FuncOp function) {
  if (auto base = function->getAttrOfType<StringAttr>("cxx.base_name"))
    return base.getValue().str();
  llvm::StringRef name = function.getName();
  if (auto qualified = function->getAttrOfType<StringAttr>(cxx::attr::qualifiedName))
    name = qualified.getValue();
  // Template arguments may hold colons.
  llvm::StringRef head = name.take_until([](char c) { return c == '<'; });
  return name.substr(head.rfind(':') + 1).str();
}

std::string cpp::spellString(llvm::StringRef bytes) {
  if (bytes.ends_with(llvm::StringRef("\0", 1)))
    bytes = bytes.drop_back();
  std::string text = "\"";
  for (unsigned char c : bytes) {
    switch (c) {
    case '\n':
      text += "\\n";
      break;
    case '\t':
      text += "\\t";
      break;
    case '"':
      text += "\\\"";
      break;
    case '\\':
      text += "\\\\";
      break;
    default:
      if (c >= 32 && c < 127) {
        text.push_back(c);
      } else {
        char octal[5];
        snprintf(octal, sizeof octal, "\\%03o", c);
        text += octal;
      }
    }
  }
  return text + "\"";
}

std::optional<std::string> cpp::spellScalar(ModuleContext &context, Attribute value) {
  if (auto floating = dyn_cast<FloatAttr>(value))
    return spellFloat(context, floating.getValue()).first;
  if (auto boolean = dyn_cast<BoolAttr>(value))
    return boolean.getValue() ? "true" : "false";
  auto integer = dyn_cast<IntegerAttr>(value);
  if (!integer)
    return std::nullopt;
  if (integer.getValue().isMinSignedValue() && integer.getValue().getBitWidth() >= 32)
    return std::to_string(integer.getValue().getSExtValue() + 1) + " - 1";
  return std::to_string(integer.getValue().getSExtValue());
}

/// The shortest decimal number that reads back as `value`.
static std::string spellShortest(double value, bool isFloat) {
  char text[40];
  for (int digits = 1; digits <= 17; ++digits) {
    snprintf(text, sizeof text, "%.*g", digits, value);
    bool isExact = isFloat ? std::strtof(text, nullptr) == static_cast<float>(value)
                           : std::strtod(text, nullptr) == value;
    if (isExact)
      break;
  }
  std::string result = text;
  if (result.find_first_of(".e") == std::string::npos)
    result += ".0";
  return isFloat ? result + "f" : result;
}

/// The decimal digits that tell a `long double` from its neighbours.
static std::string spellExtended(const llvm::APFloat &value) {
  llvm::SmallString<64> text;
  value.toString(text, /*FormatPrecision=*/21, /*FormatMaxPadding=*/0);
  llvm::StringRef digits(text);
  if (!digits.contains('.') && !digits.contains('E'))
    return (digits + ".0L").str();
  return (digits + "L").str();
}

std::pair<std::string, bool> cpp::spellFloat(ModuleContext &context, const llvm::APFloat &value) {
  bool isFloat = &value.getSemantics() == &llvm::APFloat::IEEEsingle();
  bool isExtended = &value.getSemantics() == &llvm::APFloat::x87DoubleExtended();
  if (!value.isFinite()) {
    context.headers.insert("limits");
    std::string limits = std::string("std::numeric_limits<") +
                         (isFloat      ? "float"
                          : isExtended ? "long double"
                                       : "double") +
                         ">::";
    std::string text = limits + (value.isNaN() ? "quiet_NaN()" : "infinity()");
    return value.isNegative() ? std::pair("-" + text, true) : std::pair(text, false);
  }
  if (isExtended)
    return {spellExtended(value), value.isNegative()};
  double number = isFloat ? value.convertToFloat() : value.convertToDouble();
  return {spellShortest(number, isFloat), value.isNegative()};
}
