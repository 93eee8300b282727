// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the functions of one output file share: the headers, tables and helpers that they turn out
// to need, the source text of types, and the names that no local variable may take.

#ifndef COSTATE_LIB_TARGET_CPP_MODULECONTEXT_H
#define COSTATE_LIB_TARGET_CPP_MODULECONTEXT_H

#include "Names.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

#include <set>

namespace costate::cpp {

struct ModuleContext {
  explicit ModuleContext(mlir::ModuleOp module);

  mlir::ModuleOp module;
  mlir::SymbolTable symbols;
  /// Source text of the types that the output repeats.
  llvm::SmallVector<llvm::StringRef> typeDefinitions;
  /// Records without a name in the source, inner ones first.
  llvm::SmallVector<cxx::RecordType> unnamedRecords;
  /// Standard headers, without brackets, in the order in which they are printed.
  std::set<std::string> headers;
  /// Tables and external variables that the functions mention.
  llvm::SetVector<cxx::GlobalOp> globals;
  llvm::DenseMap<cxx::GlobalOp, std::string> globalNames;
  /// Functions that the printed ones call.
  llvm::SetVector<mlir::func::FuncOp> callees;
  /// Addresses of functions and virtual tables, by linker name: the name of the function that gives
  /// each of them.
  llvm::MapVector<llvm::StringRef, std::string> codeNames;
  bool usesCodeStores = false;
  bool usesAssertion = false, usesLong = false;
  /// Sums are kept from GCC's vectorizer.
  bool keepsOrder = false;
  /// Objects are given back their class.
  bool usesObjects = false;
  /// Objects are released; addresses are compared or subtracted.
  bool releases = false, usesAddresses = false;
  /// The heap stands for storage of a frame.
  bool usesFrameStorage = false;
  /// Code of another file than the function's own is in it.
  bool hasHeaderCode = false;
  /// Holds the names of the file's scope; copied by each function.
  NameScopes names;

  /// The name of a global in the text, made up for tables that have none in the source.
  llvm::StringRef nameGlobal(cxx::GlobalOp global);

private:
  void collectRecords(mlir::Type type);
  llvm::DenseSet<mlir::Type> seenRecords;
  llvm::StringSet<> emptyRecords;
};

/// The name of a function in C++, without the namespaces around it.
std::string getFunctionName(mlir::func::FuncOp function);

/// The lines of the comment above a function.
llvm::SmallVector<std::string> describeFunction(mlir::func::FuncOp function);

/// A literal for the bytes of a string, its terminating zero left out.
std::string spellString(llvm::StringRef bytes);

/// A number: its text, and whether that begins with a minus.
std::pair<std::string, bool> spellFloat(ModuleContext &context, const llvm::APFloat &value);

/// A scalar constant; none for other attributes.
std::optional<std::string> spellScalar(ModuleContext &context, mlir::Attribute value);

/// `std::cout` and its like.
bool isLibraryVariable(cxx::GlobalOp global);

/// Whether the global is printed as a literal wherever it is used.
bool isStringLiteral(cxx::GlobalOp global);

} // namespace costate::cpp

#endif // COSTATE_LIB_TARGET_CPP_MODULECONTEXT_H
