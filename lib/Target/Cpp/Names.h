// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Legal, unique C++ names for local variables. No variable hides another one, or a name that the
// text uses.

#ifndef COSTATE_LIB_TARGET_CPP_NAMES_H
#define COSTATE_LIB_TARGET_CPP_NAMES_H

#include "llvm/ADT/StringSet.h"

#include <string>
#include <vector>

namespace costate::cpp {

/// Whether a word is a keyword of C++ (up to C++23) or a macro of the headers that emitted code
/// includes.
bool isReservedWord(llvm::StringRef word);

/// The nested scopes of one function while it is printed.
class NameScopes {
public:
  /// A name that no local variable may take: types, functions and globals that the text mentions.
  void reserve(llvm::StringRef name) { reserved.insert(name); }

  void enter() { scopes.emplace_back(); }
  void leave() { scopes.pop_back(); }
  /// Whether the innermost scope has declared anything.
  bool hasDeclarations() const { return !scopes.back().names.empty(); }

  /// A new name in the innermost scope, `hint` itself where that is free, otherwise with a number.
  std::string declare(llvm::StringRef hint);

private:
  struct Scope {
    llvm::StringSet<> names;
    /// For each base, a number below which all are taken as long as this scope is open.
    llvm::StringMap<unsigned> next;
  };
  bool isTaken(llvm::StringRef name) const;

  llvm::StringSet<> reserved;
  std::vector<Scope> scopes;
};

} // namespace costate::cpp

#endif // COSTATE_LIB_TARGET_CPP_NAMES_H
