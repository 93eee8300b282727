// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Linker names of lambdas that only this translation unit sees. Clang numbers them in the order in
// which it happens to name them; the importer names them in another order. A number that is part of
// the lambda makes both agree.

#ifndef COSTATE_PLUGIN_NAMELAMBDAS_H
#define COSTATE_PLUGIN_NAMELAMBDAS_H

namespace clang {
class ASTContext;
class Decl;
} // namespace clang

namespace costate::plugin {

class LambdaNames {
public:
  /// Numbers the lambdas in a declaration that have none. They keep their internal linkage. To be
  /// called before clang generates code for the declaration.
  void number(clang::Decl *declaration);

private:
  bool isNeeded(const clang::ASTContext &ast);

  unsigned count = 0;
  bool includesHeader = false;
};

} // namespace costate::plugin

#endif // COSTATE_PLUGIN_NAMELAMBDAS_H
