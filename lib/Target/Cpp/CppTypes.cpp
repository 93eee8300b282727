// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "CppTypes.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

std::string CppType::spell() const {
  if (kind == Bool)
    return "bool";
  if (kind == Float)
    return bits == 32 ? "float" : bits == 80 ? "long double" : "double";
  assert(kind == Int && "the type has no spelling of its own");
  switch (bits) {
  case 8:
    return isSigned ? "signed char" : "unsigned char";
  case 16:
    return isSigned ? "short" : "unsigned short";
  case 32:
    return isSigned ? "int" : "unsigned";
  default:
    return isSigned ? "long" : "unsigned long";
  }
}

CppType cpp::getCanonicalType(Type type) {
  if (auto integer = dyn_cast<IntegerType>(type))
    return integer.getWidth() == 1 ? CppType::boolean()
                                   : CppType::integer(integer.getWidth(), true);
  if (isa<IndexType>(type))
    return CppType::integer(64, true);
  if (auto floating = dyn_cast<FloatType>(type))
    return CppType::floating(floating.getWidth());
  return {};
}

CppType cpp::promote(CppType type) {
  bool isNarrow = type.kind == CppType::Bool || (type.kind == CppType::Int && type.bits < 32);
  return isNarrow ? CppType::integer(32, true) : type;
}

bool cpp::isUnnamed(cxx::RecordType record) {
  return record.getName().contains("(anonymous") || record.getName().contains("(unnamed") ||
         record.getName().contains("(lambda");
}

bool cpp::isGenerated(cxx::RecordType record) {
  return record.getName().starts_with(cxx::layoutPrefix) || record.getName().starts_with("(lambda");
}

std::string cpp::getFieldName(cxx::RecordType record, unsigned index) {
  StringRef name = record.getFields()[index].name;
  if (!name.empty())
    return name.str();
  std::string base = index == 0 ? "base" : "base" + std::to_string(index);
  while (llvm::any_of(record.getFields(),
                      [&](const cxx::RecordField &field) { return field.name == base; }))
    base += "_";
  return base;
}

cxx::RecordType cpp::getGeneratedBase(Type type) {
  while (isa<cxx::PtrType, cxx::ArrayType>(type)) {
    if (auto pointer = dyn_cast<cxx::PtrType>(type))
      type = pointer.getPointee();
    else
      type = cast<cxx::ArrayType>(type).getElementType();
  }
  auto record = dyn_cast<cxx::RecordType>(type);
  return record && isGenerated(record) ? record : cxx::RecordType();
}

std::string cpp::spellRecord(cxx::RecordType record) {
  if (llvm::StringRef name = record.getName(); name.consume_front(cxx::layoutPrefix)) {
    (void)name.consume_front(cxx::textPrefix);
    std::string text = name.str();
    std::replace(text.begin(), text.end(), '$', '_');
    return text + "_layout";
  }
  if (!isUnnamed(record))
    return record.getName().str();
  // Closures are numbered: others may capture variables of the same names.
  if (llvm::StringRef number = record.getName(); number.consume_front("(lambda)"))
    return "closure_" + (number.empty() ? "0" : number.drop_front().str());
  std::string name = "record";
  for (const cxx::RecordField &field : record.getFields())
    name += ("_" + field.name).str();
  return name;
}

/// The type at the bottom of pointers and arrays.
static std::string spellBase(Type type, bool isUnsigned) {
  if (auto record = dyn_cast<cxx::RecordType>(type))
    return spellRecord(record);
  if (isa<NoneType>(type))
    return "void";
  if (isa<cxx::CodeType>(type))
    return "const void *";
  // Memory of bytes is `char` in nearly every program.
  if (type.isInteger(8))
    return isUnsigned ? "unsigned char" : "char";
  CppType scalar = getCanonicalType(type);
  if (isUnsigned && scalar.kind == CppType::Int)
    scalar.isSigned = false;
  return scalar.spell();
}

std::string cpp::declare(Type type, StringRef name, bool constPointee, bool isUnsigned) {
  std::string declarator = name.str();
  bool lastWasPointer = false, anyPointer = false;
  while (true) {
    if (auto pointer = dyn_cast<cxx::PtrType>(type)) {
      declarator = "*" + declarator;
      lastWasPointer = anyPointer = true;
      type = pointer.getPointee();
    } else if (auto array = dyn_cast<cxx::ArrayType>(type)) {
      if (lastWasPointer)
        declarator = "(" + declarator + ")";
      declarator += "[" + std::to_string(array.getSize()) + "]";
      lastWasPointer = false;
      type = array.getElementType();
    } else {
      break;
    }
  }
  std::string base = spellBase(type, isUnsigned);
  if (constPointee && anyPointer)
    base = StringRef(base).starts_with("const ") ? base + "const" : "const " + base;
  return declarator.empty() ? base : base + " " + declarator;
}

std::string cpp::spellType(Type type, bool isUnsigned) {
  return declare(type, "", false, isUnsigned);
}

std::optional<CppType> cpp::parseIntegerSpelling(StringRef spelling) {
  SmallVector<StringRef> words;
  spelling = spelling.take_while(
      [](char c) { return llvm::isAlnum(c) || c == '_' || c == ':' || llvm::isSpace(c); });
  llvm::SplitString(spelling, words, " \t\n");
  llvm::erase_if(words, [](StringRef word) { return word == "const" || word == "volatile"; });
  std::string joined = llvm::join(words, " ");
  StringRef text(joined);
  text.consume_front("std::");
  auto signedInt = [](unsigned bits) { return std::optional(CppType::integer(bits, true)); };
  auto unsignedInt = [](unsigned bits) { return std::optional(CppType::integer(bits, false)); };
  return llvm::StringSwitch<std::optional<CppType>>(text)
      .Case("bool", CppType::boolean())
      .Cases({"char", "signed char", "int8_t"}, signedInt(8))
      .Cases({"short", "short int", "signed short", "int16_t"}, signedInt(16))
      .Cases({"int", "signed", "signed int", "int32_t"}, signedInt(32))
      .Cases(
          {"long", "long int", "signed long", "long long", "long long int", "int64_t", "ptrdiff_t"},
          signedInt(64))
      .Cases({"unsigned char", "uint8_t"}, unsignedInt(8))
      .Cases({"unsigned short", "unsigned short int", "uint16_t"}, unsignedInt(16))
      .Cases({"unsigned", "unsigned int", "uint32_t"}, unsignedInt(32))
      .Cases({"unsigned long", "unsigned long int", "unsigned long long", "uint64_t", "size_t"},
             unsignedInt(64))
      .Default(std::nullopt);
}

/// The text between the braces of `struct NAME {...}`.
static StringRef findBody(StringRef text, StringRef name) {
  for (StringRef keyword : {"struct ", "class ", "union "}) {
    std::string head = (keyword + name).str();
    for (size_t at = text.find(head); at != StringRef::npos; at = text.find(head, at + 1)) {
      StringRef rest = text.drop_front(at + head.size());
      if (!rest.empty() && (llvm::isAlnum(rest.front()) || rest.front() == '_'))
        continue;
      size_t open = rest.find_first_of("{;");
      if (open == StringRef::npos || rest[open] == ';')
        continue;
      unsigned depth = 1;
      for (size_t end = open + 1; end < rest.size(); ++end) {
        depth += rest[end] == '{';
        depth -= rest[end] == '}';
        if (depth == 0)
          return rest.slice(open + 1, end);
      }
    }
  }
  return {};
}

bool cpp::isZeroedByBraces(ArrayRef<StringRef> definitions, Type type) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return isZeroedByBraces(definitions, array.getElementType());
  auto record = dyn_cast<cxx::RecordType>(type);
  if (!record)
    return true;
  // Braces reach into a struct, but only the first member of a union. (Members that lie in the
  // padding of another one are printed as a union, too.)
  uint64_t end = 0;
  for (const cxx::RecordField &field : record.getFields()) {
    uint64_t size = cxx::getTypeSize(field.type);
    if (size > 0 && field.offset < end)
      return false;
    end = std::max(end, field.offset + size);
  }
  if (isGenerated(record))
    return llvm::all_of(record.getFields(), [&](const cxx::RecordField &field) {
      return isZeroedByBraces(definitions, field.type);
    });
  StringRef name = record.getName();
  name = name.take_until([](char c) { return c == '<'; });
  name = name.substr(name.rfind(':') + 1);
  bool isPlain = llvm::any_of(definitions, [&](StringRef text) {
    StringRef fields = findBody(text, name);
    return !fields.empty() && fields.find_first_of("=({") == StringRef::npos;
  });
  return isPlain && llvm::all_of(record.getFields(), [&](const cxx::RecordField &field) {
           return !field.name.empty() && isZeroedByBraces(definitions, field.type);
         });
}

static bool declaresName(StringRef declaration, StringRef name) {
  for (size_t at = declaration.find(name); at != StringRef::npos;
       at = declaration.find(name, at + 1)) {
    auto isWord = [](char c) { return llvm::isAlnum(c) || c == '_'; };
    char before = at == 0 ? ' ' : declaration[at - 1];
    char after = at + name.size() < declaration.size() ? declaration[at + name.size()] : ' ';
    if (!isWord(before) && !isWord(after))
      return true;
  }
  return false;
}

StringRef cpp::findFieldDeclaration(ArrayRef<StringRef> definitions, StringRef record,
                                    StringRef field) {
  StringRef unqualified = record.take_until([](char c) { return c == '<'; });
  unqualified = unqualified.substr(unqualified.rfind(':') + 1);
  for (StringRef text : definitions) {
    StringRef body = findBody(text, unqualified);
    // Nested braces and comments make the split below unreliable: be silent then.
    if (body.empty() || body.contains('{') || body.contains('/'))
      continue;
    SmallVector<StringRef> declarations;
    body.split(declarations, ';');
    for (StringRef declaration : declarations)
      if (declaresName(declaration, field))
        return declaration;
  }
  return "";
}

std::optional<CppType> cpp::findFieldSpelling(ArrayRef<StringRef> definitions, StringRef record,
                                              StringRef field) {
  StringRef declaration = findFieldDeclaration(definitions, record, field);
  StringRef specifiers = declaration.take_until(
      [](char c) { return c == '*' || c == '&' || c == '[' || c == '=' || c == ','; });
  bool nameIsLast = specifiers.size() == declaration.size() ||
                    !StringRef("*&").contains(declaration[specifiers.size()]);
  specifiers = specifiers.trim();
  if (nameIsLast)
    specifiers = specifiers.take_front(specifiers.find_last_of(" \t\n") + 1).trim();
  return parseIntegerSpelling(specifiers);
}
