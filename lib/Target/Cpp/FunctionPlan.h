// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything that is decided about a function before its first line is printed: what is printed at
// all, which values are written inside the expressions that use them, which share one mutable
// variable, and what statement a loop becomes. The IR is read, never changed; the printer asks here
// and decides nothing itself.
//
// Legalize.cpp: what is live and what is inlined.  Variables.cpp: mutable variables.

#ifndef COSTATE_LIB_TARGET_CPP_FUNCTIONPLAN_H
#define COSTATE_LIB_TARGET_CPP_FUNCTIONPLAN_H

#include "LoopShape.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

#include <memory>
#include <string>

namespace costate::cpp {

/// A C++ variable that is assigned more than once: what a loop carries, or a branch results in.
struct Variable {
  /// The name in the source; "" if there is none.
  std::string hint;
  mlir::Type type;
  bool isUnsigned = false;
  /// The values that the variable holds at different times, no two of them at the same time.
  llvm::SmallVector<mlir::Value> values;
  /// Where it is assigned, and which value.
  llvm::SmallVector<std::pair<mlir::Operation *, mlir::Value>> writes;
};

class FunctionPlan {
public:
  explicit FunctionPlan(mlir::func::FuncOp function);

  /// Whether the operation, or the block argument, has any effect on what the function does.
  bool isLive(mlir::Operation *op) const { return liveOps.contains(op); }
  bool isLive(mlir::Value value) const { return liveValues.contains(value); }

  /// Whether the operation's result is written inside the expressions that use it.
  bool isInlined(mlir::Operation *op) const { return inlined.contains(op); }

  /// Whether nothing is left to print of the operation: dead, inlined, or never used by the text.
  bool isSilent(mlir::Operation *op) const;

  const LoopShape &getLoop(mlir::scf::ForOp loop) const { return *loops.find(loop)->second; }
  /// The loop whose variable the value equals; null otherwise.
  mlir::scf::ForOp getInductionLoop(mlir::Value value) const {
    return inductionLoops.lookup(value);
  }
  /// The loop whose primal iteration number the value is; null otherwise.
  mlir::scf::ForOp getIterationLoop(mlir::Value value) const {
    return iterationLoops.lookup(value);
  }

  /// The mutable variable that holds the value; null for others.
  Variable *getVariable(mlir::Value value) const;

  /// An argument of a while loop's body that always equals another value.
  mlir::Value resolve(mlir::Value value) const {
    auto found = aliases.find(value);
    return found == aliases.end() ? value : resolve(found->second);
  }

  /// Sites beyond that number are not looked for: the value is used everywhere then.
  static constexpr unsigned maximalSites = 64;

  /// The operations whose text contains the value's, inlining taken into account.
  llvm::SmallVector<mlir::Operation *> getSites(mlir::Value value) const;

  /// The values whose text an inlined operation's text is made of.
  llvm::SmallVector<mlir::Value> getPrintedOperands(mlir::Operation *op) const;

  /// Whether an if without statements is written `condition ? a : b`.
  bool isTernaryExpression(mlir::Operation *op) const { return ternaries.contains(op); }

private:
  static bool isTernaryShape(mlir::scf::IfOp op);
  void findLive(mlir::func::FuncOp function);
  void findLoops(mlir::func::FuncOp function);
  void findAliases(mlir::func::FuncOp function);
  void decideBlock(mlir::Block &block);
  void decide(mlir::Operation *op);
  bool shouldInline(mlir::Operation *op, llvm::ArrayRef<mlir::Operation *> sites) const;
  bool isTernary(mlir::scf::IfOp op) const;
  bool isLoopStart(mlir::Operation *op) const;
  bool canMoveLoad(mlir::Operation *load, mlir::Operation *site) const;
  void appendSites(mlir::OpOperand &use, llvm::SmallVectorImpl<mlir::Operation *> &sites) const;

  void makeVariables(mlir::func::FuncOp function);
  void addVariable(mlir::ValueRange values,
                   llvm::ArrayRef<std::pair<mlir::Operation *, mlir::Value>> writes);
  void coalesce();
  bool interfere(const Variable &lhs, const Variable &rhs) const;
  bool isLiveAfter(mlir::Value value, mlir::Operation *position) const;

  llvm::DenseSet<mlir::Operation *> liveOps, inlined, ternaries;
  /// Operations inlined so far, by the statement that they are written in.
  llvm::DenseMap<mlir::Operation *, unsigned> expressionSizes;
  llvm::DenseSet<mlir::Value> liveValues;
  llvm::DenseMap<mlir::Operation *, std::unique_ptr<LoopShape>> loops;
  llvm::DenseMap<mlir::Value, mlir::scf::ForOp> inductionLoops, iterationLoops;
  llvm::DenseMap<mlir::Value, mlir::Value> aliases;
  /// Users in the text that are no uses in the IR: the bounds in a recovered loop's header.
  llvm::DenseMap<mlir::Value, llvm::SmallVector<mlir::Operation *>> headerSites;

  llvm::SmallVector<std::unique_ptr<Variable>> variables;
  llvm::DenseMap<mlir::Value, Variable *> variableOf;
};

/// The name that a value has in the source, or "".
llvm::StringRef getSourceName(mlir::Value value);

/// Whether two addresses' objects are certainly different.
bool areDistinct(mlir::Value lhs, mlir::Value rhs);

/// The object or pointer that an address path starts from.
mlir::Value getPathRoot(mlir::Value address);

bool isLoop(mlir::Operation *op);

/// Whether objects of the class, of the standard library, hold nothing but the hidden pointer:
/// `throw` makes a new one.
bool isStateless(cxx::ExceptionAttr exception);

} // namespace costate::cpp

#endif // COSTATE_LIB_TARGET_CPP_FUNCTIONPLAN_H
