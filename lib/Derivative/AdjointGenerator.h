// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reverse mode: appends to the forward sweep the code that runs the primal backwards and
// accumulates adjoints. Straight-line code here, memory in MemoryAdjoint.cpp, loops and branches in
// ControlFlowReversal.cpp. Decides nothing about storage (Recall, TapeLayout).

#ifndef COSTATE_LIB_DERIVATIVE_ADJOINTGENERATOR_H
#define COSTATE_LIB_DERIVATIVE_ADJOINTGENERATOR_H

#include "ForwardSweep.h"
#include "Frame.h"
#include "Recall.h"
#include "StorageShape.h"
#include "TapeLayout.h"

#include "costate/Dialect/Cxx/Cxx.h"

namespace costate {

/// Marks what a builder inserts as adjoint arithmetic: it may be fused (x_bar += a * b) and its
/// sums reordered, primal arithmetic never. The flags tell the two apart further down.
struct AdjointArithmetic : public mlir::OpBuilder::Listener {
  void notifyOperationInserted(mlir::Operation *op, mlir::OpBuilder::InsertPoint) override;
};

class AdjointGenerator {
public:
  AdjointGenerator(mlir::func::FuncOp primal, const Activity &activity, const Aliasing &aliasing,
                   Recall &recall, CallDerivatives &calls, mlir::OpBuilder &builder)
      : primal(primal), activity(activity), aliasing(aliasing), recall(recall), calls(calls),
        builder(builder) {}

  /// Emits the reverse sweep at the builder's place, which ends the function's block. `seeds` are
  /// the adjoints of the primal's results (null: none). Fails after an error was reported.
  mlir::LogicalResult run(mlir::ArrayRef<mlir::Value> seeds);

  /// After `run`: the adjoint of an argument, null when it is zero.
  mlir::Value getArgumentAdjoint(unsigned index);
  /// After `run`: the operation that stands between the sweeps.
  mlir::Operation *getMarker() const { return marker; }

private:
  void reverseBody(mlir::Block &body, Frame &frame);
  void reverseOperation(mlir::Operation *op, Frame &frame);
  void reverseScalar(mlir::Operation *op, Frame &frame);

  void reverseLoad(mlir::Operation *op, Frame &frame);
  void reverseStore(mlir::Operation *op, Frame &frame);
  void reverseCopy(mlir::Operation *op, Frame &frame);
  void reverseTextCopy(cxx::CopyNOp copy, Frame &frame);
  void reverseFill(mlir::Operation *op, Frame &frame);
  void reverseOtherStore(cxx::StoreOp store, Frame &frame);
  mlir::Value emitHasShadow(Frame &frame, mlir::Value pointer, mlir::Location location);
  mlir::Value viewBytes(mlir::OpBuilder &builder, mlir::Location location,
                        const StorageShape *shape, llvm::MutableArrayRef<mlir::Value> addresses,
                        mlir::Value count);
  bool findShape(mlir::Operation *op, llvm::ArrayRef<mlir::Value> addresses,
                 std::optional<StorageShape> &shape);
  void reverseAllocation(mlir::Operation *op, Frame &frame);
  void reverseCall(mlir::Operation *op, Frame &frame);

  void reverseRuleCall(mlir::Operation *op, Frame &frame);

  void reverseFor(mlir::scf::ForOp op, Frame &frame);
  void reverseWhile(mlir::scf::WhileOp op, Frame &frame);
  void reverseTestedWhile(mlir::scf::WhileOp op, Frame &frame);
  void reverseUntestedWhile(mlir::scf::WhileOp op, Frame &frame);
  void reverseGeneralWhile(mlir::scf::WhileOp op, Frame &frame);
  void reverseBranch(mlir::Operation *op, Frame &frame);
  /// Whether reversing the block emits nothing: no active value is made, no active memory written.
  bool hasNothingToReverse(mlir::Block &block) const;
  /// Active values from outside that the regions of an operation use, in program order.
  llvm::SmallVector<mlir::Value> getCaptures(mlir::Operation *op) const;
  llvm::SmallVector<mlir::Value> getActive(mlir::ValueRange values) const;

  /// `guard`: the contribution is structurally zero unless it holds; null is always.
  void addAdjoint(Frame &frame, mlir::Value primal, mlir::Value contribution,
                  mlir::Value guard = {});
  void reverseGuarded(mlir::Operation *op, Frame &frame, mlir::Value adjoint, mlir::Value guard);
  /// The adjoint, which is zero from then on; null when it is zero already.
  mlir::Value takeAdjoint(Frame &frame, mlir::Value primal);
  mlir::Value takeAdjointOrZero(Frame &frame, mlir::Value primal);
  mlir::Value getAdjointOrZero(Frame &frame, mlir::Value primal);
  void takeAll(Frame &frame, mlir::ArrayRef<mlir::Value> primals,
               llvm::SmallVectorImpl<mlir::Value> &adjoints);
  void addAll(Frame &frame, mlir::ArrayRef<mlir::Value> primals, mlir::ValueRange adjoints);
  void fail(mlir::Operation *op, llvm::StringRef code, const llvm::Twine &message);

  mlir::func::FuncOp primal;
  const Activity &activity;
  const Aliasing &aliasing;
  Recall &recall;
  CallDerivatives &calls;
  mlir::OpBuilder &builder;
  mlir::Operation *marker = nullptr;
  std::unique_ptr<Frame> root;
  /// Stores of zero to adjoint memory, in straight-line code just emitted, whose location nothing
  /// has accessed since: what is added there next can be stored instead.
  struct ZeroStore {
    mlir::Value address; // of the primal
    mlir::Operation *store;
  };
  mlir::Operation *takeZeroStore(mlir::Value address);
  llvm::SmallVector<ZeroStore> zeroStores;
  bool failed = false;
};

/// Names the values of a reversed operation after the primal values whose adjoints they are.
void nameAdjoints(mlir::ValueRange values, mlir::ArrayRef<mlir::Value> primals);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_ADJOINTGENERATOR_H
