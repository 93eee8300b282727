// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// State of one import: the module, the functions still to be defined, globals, and the services
// that every family of nodes needs. Functions are declared with their final signature first, bodies
// follow.

#ifndef COSTATE_LIB_FRONTEND_MODULEIMPORTER_H
#define COSTATE_LIB_FRONTEND_MODULEIMPORTER_H

#include "Construction.h"
#include "ImportDiagnostics.h"
#include "ImportTypes.h"
#include "Locations.h"
#include "PlainCalls.h"
#include "StaticState.h"
#include "costate/Dialect/AD/AD.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "clang/AST/APValue.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Mangle.h"
#include "llvm/ADT/STLExtras.h"
#include <vector>

namespace clang {
class Sema;
} // namespace clang

namespace costate::frontend {

/// The IR shape of a C++ function.
struct FunctionSignature {
  /// Types of sret, this, parameters, in this order.
  llvm::SmallVector<mlir::Type> arguments;
  /// Null for void and records.
  mlir::Type result;
  bool hasSret = false;
  bool hasThis = false;

  unsigned getFirstParameter() const { return hasSret + hasThis; }
};

/// What tells a member function in pointers to members: its linker name, or for a virtual one 1 +
/// its place in the virtual table.
struct MemberFunctionKey {
  std::string symbol;
  int64_t offset = 0;
  bool internal = false;
};

class FunctionImporter;

/// One module under construction.
class ModuleImporter {
public:
  ModuleImporter(clang::ASTContext &ast, clang::Sema &sema, mlir::MLIRContext *context);

  /// The operation of a function that has a definition, declared on first use and defined later.
  /// Null after a refusal. `caller` is null for roots.
  mlir::func::FuncOp getFunction(const clang::FunctionDecl *function,
                                 const clang::FunctionDecl *caller, clang::SourceLocation location);
  /// The same for a constructor or destructor of a class with virtual bases that works on a base
  /// subobject.
  mlir::func::FuncOp getPartFunction(const clang::CXXMethodDecl *function, const Construction &part,
                                     const clang::FunctionDecl *caller,
                                     clang::SourceLocation location);
  /// Defines everything that is declared so far and what that reaches.
  void defineFunctions();
  /// Linker name of a function that may be called through a pointer. It is imported when all that
  /// is surely needed has been, and what it reaches is refused only where a call reaches it.
  std::string getCandidate(const clang::FunctionDecl *function);
  /// The functions of that type whose address the translation unit takes.
  void addCandidates(clang::QualType functionType);
  void defineCandidates();
  /// The parts of a pointer to a member function, which becomes a candidate of calls through them.
  MemberFunctionKey getMemberFunction(FunctionImporter &importer,
                                      const clang::CXXMethodDecl *method);
  /// The function that stands for calls through pointers of that type: `arguments` are the address,
  /// storage for a record result, the object, the parameters.
  mlir::func::FuncOp getMemberCallee(FunctionImporter &importer, clang::QualType type,
                                     llvm::ArrayRef<mlir::Type> arguments, mlir::Type result);
  /// Lists what calls through pointers to members may reach, when all candidates are known.
  void finishMemberCalls();
  std::string mangleVirtualTable(const clang::CXXRecordDecl *record) const;
  /// The table of a subobject of class `record` while it is constructed or destroyed.
  std::string mangleConstructionTable(const clang::CXXRecordDecl *record,
                                      const Construction &part) const;
  /// Name of the function that destroys and releases an object of that class, defined later.
  std::string getDeletion(const clang::CXXRecordDecl *record);
  std::optional<FunctionSignature> importSignature(const clang::FunctionDecl *function,
                                                   clang::SourceLocation location);

  /// A call of a function that has rules; none after a refusal.
  std::optional<ad::RuleCallOp> createRuleCall(mlir::OpBuilder &builder,
                                               const clang::FunctionDecl *callee,
                                               const clang::FunctionDecl *caller,
                                               llvm::ArrayRef<mlir::Value> arguments,
                                               clang::SourceLocation location);
  /// What a request for the derivative of `primal` differentiates: the function itself, or where it
  /// has rules, a function that calls it.
  mlir::func::FuncOp getRuledFunction(const clang::FunctionDecl *primal, mlir::func::FuncOp op,
                                      clang::SourceLocation location);

  std::string mangle(const clang::FunctionDecl *function) const;
  std::string mangle(const clang::VarDecl *variable) const;
  /// Linker name of a type's information for exceptions.
  std::string mangleTypeInfo(clang::QualType type) const;
  /// Whether the function is declared to throw nothing.
  bool isNoThrow(const clang::FunctionDecl *function, clang::SourceLocation location) const;

  /// Symbol of the global for a variable of static storage, or empty after a refusal.
  std::string getGlobal(const clang::VarDecl *variable, clang::SourceLocation location,
                        const clang::FunctionDecl *user);
  /// Notes which static variables are reached through a function alone whose derivative is wanted.
  void noteReachedThrough(const clang::FunctionDecl *primal, llvm::StringRef symbol);
  /// Symbol of a constant global for bytes incl. the terminating zero.
  std::string getStringLiteral(llvm::StringRef bytes, uint64_t size,
                               clang::SourceLocation location);
  /// The same for `wchar_t` and the like, as an array of integers.
  std::string getWideLiteral(const clang::StringLiteral *literal, uint64_t size,
                             clang::SourceLocation location);
  /// Symbol of an internal constant with that value (a local constant table); empty if not
  /// expressible.
  std::string getConstantTable(const clang::ValueDecl *variable, const clang::APValue &value,
                               mlir::Type type);
  /// A constant value as `cxx.global` holds it; null where it is not a compile-time number.
  mlir::Attribute importConstant(const clang::APValue &value, mlir::Type type);

  /// Functions whose definition was asked for, in no particular order.
  auto getImportedFunctions() const { return llvm::make_first_range(functions); }

  mlir::Location at(clang::SourceLocation location) const { return locations.at(location); }

  clang::ASTContext &ast;
  clang::Sema &sema;
  mlir::MLIRContext *context;
  ImportDiagnostics diagnostics;
  Locations locations;
  TypeImporter types;
  PlainCallees plainCallees;
  mlir::OwningOpRef<mlir::ModuleOp> module;

  /// Declarations that emitted C++ may have to repeat or include.
  llvm::SetVector<const clang::NamedDecl *> usedDeclarations;
  /// Destructors of exceptions, which whoever catches them calls.
  llvm::SetVector<const clang::CXXDestructorDecl *> exceptionDestructors;

  /// All virtual tables of the translation unit (VirtualCalls.h), once they were asked for.
  std::vector<VirtualTable> virtualTables;

private:
  MemberFunctionKey getMemberFunctionKey(const clang::CXXMethodDecl *method) const;
  void defineOnTrial();
  void defineDeletion(const clang::CXXRecordDecl *record);
  void setFunctionAttributes(mlir::func::FuncOp op, const clang::FunctionDecl *function,
                             const FunctionSignature &signature);
  mlir::Attribute importRecordConstant(const clang::APValue &value, cxx::RecordType type);
  mlir::Attribute importArrayConstant(const clang::APValue &value, cxx::ArrayType type);
  mlir::OpBuilder globalBuilder();

  std::unique_ptr<clang::ItaniumMangleContext> mangler;
  StaticState statics;
  llvm::DenseMap<const clang::FunctionDecl *, mlir::func::FuncOp> functions;
  /// Functions that are declared only, so far.
  struct UndefinedFunction {
    const clang::FunctionDecl *function;
    mlir::func::FuncOp op;
    std::optional<Construction> part;
  };
  std::vector<UndefinedFunction> undefinedFunctions;
  llvm::DenseMap<const clang::ValueDecl *, std::string> globals;
  llvm::StringMap<std::string> strings;
  llvm::SetVector<const clang::FunctionDecl *> candidates;
  llvm::SetVector<const clang::CXXRecordDecl *> deletions;
  llvm::DenseMap<const clang::FunctionDecl *, std::string> candidateTypes;
  std::optional<llvm::SmallVector<const clang::FunctionDecl *>> addressTaken;
  llvm::SetVector<const clang::CXXMethodDecl *> memberFunctions;
  llvm::SmallVector<std::pair<mlir::func::FuncOp, const clang::MemberPointerType *>> memberCalls;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_MODULEIMPORTER_H
