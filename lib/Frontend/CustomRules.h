// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Derivatives that the user wrote: `[[costate::derivative_of(f, "vjp")]]` on a function makes it a
// rule for f. Signatures are checked against f's.

#ifndef COSTATE_LIB_FRONTEND_CUSTOMRULES_H
#define COSTATE_LIB_FRONTEND_CUSTOMRULES_H

#include "ImportDiagnostics.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace clang {
class ASTContext;
class FunctionDecl;
class Sema;
} // namespace clang

namespace costate::frontend {

enum class RuleKind { Jvp, Vjp, Augmented };

/// Makes the attribute known to clang.
void registerRuleAttribute();

/// The rules of one function; null where there is none.
struct CustomRules {
  const clang::FunctionDecl *jvp = nullptr;
  const clang::FunctionDecl *vjp = nullptr;
  const clang::FunctionDecl *augmented = nullptr;

  explicit operator bool() const { return jvp || vjp || augmented; }
};

/// How the signatures of a function's rules follow from its own. Parameter -1 is the object of a
/// member function.
class RuleSignatures {
public:
  RuleSignatures(const clang::FunctionDecl *primal);

  /// Parameters with a derivative, and those through which the function may write.
  llvm::SmallVector<int> wrt, written;

  /// Whether `rule` has the signature; for a vjp, `augmented` gives the type of the state.
  bool matches(RuleKind kind, const clang::FunctionDecl *rule,
               const clang::FunctionDecl *augmented) const;
  /// The declaration that `matches` wants.
  std::string spell(RuleKind kind, const clang::FunctionDecl *augmented) const;
  int getFirst() const { return isInstance ? -1 : 0; }

private:
  struct Parameter {
    clang::QualType type;
    std::string name;
  };
  clang::QualType getType(int index) const;
  std::string getName(int index) const;
  clang::QualType getState(const clang::FunctionDecl *augmented) const;
  llvm::SmallVector<Parameter> getParameters(RuleKind kind,
                                             const clang::FunctionDecl *augmented) const;

  const clang::ASTContext &ast;
  const clang::FunctionDecl *primal;
  bool isInstance;
};

/// The rules of a function, instantiated where they are templates. Reports rules whose signature
/// does not suit.
CustomRules findRules(clang::Sema &sema, ImportDiagnostics &diagnostics,
                      const clang::FunctionDecl *primal);

/// Reports the rules of this translation unit that suit no function.
void checkRules(const clang::ASTContext &ast, ImportDiagnostics &diagnostics);

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_CUSTOMRULES_H
