// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Names.h"

#include "llvm/ADT/StringExtras.h"

using namespace costate::cpp;

bool costate::cpp::isReservedWord(llvm::StringRef word) {
  static const llvm::StringSet<> words = {
      "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break",
      "case", "catch", "char", "char8_t", "char16_t", "char32_t", "class", "compl", "concept",
      "const", "consteval", "constexpr", "constinit", "const_cast", "continue", "co_await",
      "co_return", "co_yield", "decltype", "default", "delete", "do", "double", "dynamic_cast",
      "else", "enum", "explicit", "export", "extern", "false", "float", "for", "friend", "goto",
      "if", "inline", "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq",
      "nullptr", "operator", "or", "or_eq", "private", "protected", "public", "register",
      "reinterpret_cast", "requires", "return", "short", "signed", "sizeof", "static",
      "static_assert", "static_cast", "struct", "switch", "template", "this", "thread_local",
      "throw", "true", "try", "typedef", "typeid", "typename", "union", "unsigned", "using",
      "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
      // Macros, and names that the text uses without qualification.
      "assert", "errno", "stdin", "stdout", "stderr", "NULL", "EOF", "NAN", "INFINITY", "HUGE_VAL",
      "RAND_MAX", "EXIT_SUCCESS", "EXIT_FAILURE", "BUFSIZ", "std", "costate", "linux", "unix",
      "main", "M_E", "M_PI", "M_PI_2", "M_PI_4", "M_1_PI", "M_2_PI", "M_SQRT2", "M_SQRT1_2",
      "M_LN2", "M_LN10", "M_LOG2E", "M_LOG10E", "M_2_SQRTPI", "signbit", "isnan", "isinf",
      "isfinite", "isnormal", "fpclassify", "NDEBUG"};
  return words.contains(word);
}

bool NameScopes::isTaken(llvm::StringRef name) const {
  if (isReservedWord(name) || reserved.contains(name))
    return true;
  return llvm::any_of(scopes, [&](const Scope &scope) { return scope.names.contains(name); });
}

std::string NameScopes::declare(llvm::StringRef hint) {
  std::string base;
  for (char c : hint) {
    if (llvm::isAlnum(c) || c == '_')
      base.push_back(c);
    else if (!base.empty() && base.back() != '_')
      base.push_back('_');
  }
  // Names that begin with an underscore or a digit, or hold two underscores, are not ours to use.
  while (!base.empty() && (base.front() == '_' || llvm::isDigit(base.front())))
    base.erase(base.begin());
  for (size_t at = base.find("__"); at != std::string::npos; at = base.find("__"))
    base.erase(at, 1);
  if (base.empty())
    base = "t";
  std::string name = base;
  if (isTaken(name)) {
    unsigned suffix = 1;
    for (const Scope &scope : scopes)
      suffix = std::max(suffix, scope.next.lookup(base));
    std::string stem = base + (llvm::isDigit(base.back()) ? "_" : "");
    do
      name = stem + std::to_string(suffix++);
    while (isTaken(name));
    scopes.back().next[base] = suffix;
  }
  scopes.back().names.insert(name);
  return name;
}
