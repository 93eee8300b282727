// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "TapeBalance.h"

#include "costate/Derivative/Passes.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/ColdCode.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Pass/Pass.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace costate;

namespace {
/// What one operation leaves on a tape, or takes from it. Equal ids: one takes what the other
/// leaves.
struct Letter {
  unsigned id;
  bool isPop;
  Operation *op;
};

/// What an execution of a block does to one tape in the end: it takes what was there before, then
/// leaves something. Both in the order of execution.
struct Word {
  SmallVector<Letter> pops, pushes;
  bool isEmpty() const { return pops.empty() && pushes.empty(); }
};
using Words = llvm::MapVector<Value, Word>;

class TapeReader {
public:
  explicit TapeReader(ArrayRef<SweepFunctions> functions) {
    for (auto [index, pair] : llvm::enumerate(functions)) {
      SweepFunctions halves = pair;
      callees[halves.augmented.getSymName()] = {halves.augmented, index, /*isPop=*/false};
      callees[halves.pullback.getSymName()] = {halves.pullback, index, /*isPop=*/true};
    }
    findUsed();
  }

  /// What a block that is left by its end does. Fails after an error was reported.
  FailureOr<Words> read(Block &block) {
    Words words;
    for (Operation &op : block) {
      auto letters = readOperation(op);
      if (failed(letters))
        return failure();
      for (auto &[tape, letter] : *letters)
        if (!isRegistry(tape) && failed(append(words[tape], letter)))
          return failure();
    }
    words.remove_if([](auto &entry) { return entry.second.isEmpty(); });
    return words;
  }

private:
  using Letters = SmallVector<std::pair<Value, Letter>>;

  unsigned intern(const Twine &text) {
    return ids.try_emplace(text.str(), ids.size()).first->second;
  }

  static bool isRegistry(Value tape) {
    Operation *create = tape.getDefiningOp();
    return create && create->hasAttr(registryAttribute);
  }

  static LogicalResult append(Word &word, const Letter &letter) {
    if (!letter.isPop) {
      word.pushes.push_back(letter);
      return success();
    }
    if (word.pushes.empty()) {
      word.pops.push_back(letter);
      return success();
    }
    Letter last = word.pushes.pop_back_val();
    if (last.id == letter.id)
      return success();
    InFlightDiagnostic error = emitError(
        letter.op->getLoc(), "the reverse sweep takes something else than what lies on the tape");
    error.attachNote(last.op->getLoc()) << "this was left there last";
    return error;
  }

  FailureOr<Letters> readOperation(Operation &op) {
    Letters letters;
    unsigned value = intern("value");
    if (auto push = dyn_cast<ad::TapePushOp>(op)) {
      letters.append(push.getValues().size(), {push.getTape(), {value, /*isPop=*/false, &op}});
    } else if (auto pop = dyn_cast<ad::TapePopOp>(op)) {
      letters.push_back({pop.getTape(), {value, /*isPop=*/true, &op}});
    } else if (auto call = dyn_cast<func::CallOp>(op)) {
      auto found = callees.find(call.getCallee());
      if (found == callees.end())
        return letters;
      const Callee &callee = found->second;
      for (auto [index, operand] : llvm::enumerate(call.getOperands()))
        if (callee.used.contains(index))
          letters.push_back({operand, {intern("call " + Twine(callee.index)), callee.isPop, &op}});
    } else if (op.getNumRegions() != 0) {
      return readRegions(op);
    }
    return letters;
  }

  FailureOr<Letters> readRegions(Operation &op) {
    SmallVector<Words> parts;
    llvm::SetVector<Value> tapes;
    for (Region &region : op.getRegions()) {
      if (region.empty()) {
        parts.emplace_back();
        continue;
      }
      // Who enters a cold block does not come back, and releases the tapes.
      if (cxx::isCold(region.front()))
        continue;
      auto words = read(region.front());
      if (failed(words))
        return failure();
      for (auto &entry : *words)
        tapes.insert(entry.first);
      parts.push_back(std::move(*words));
    }
    Letters letters;
    for (Value tape : tapes) {
      SmallVector<Word> words;
      for (Words &part : parts)
        words.push_back(part.lookup(tape));
      if (failed(combine(op, words, tape, letters)))
        return failure();
    }
    return letters;
  }

  /// The regions' words as letters of the whole operation.
  LogicalResult combine(Operation &op, ArrayRef<Word> words, Value tape, Letters &letters) {
    bool isPop = llvm::any_of(words, [](const Word &word) { return !word.pops.empty(); });
    for (const Word &word : words)
      if (isPop ? !word.pushes.empty() : !word.pops.empty())
        return emitError(op.getLoc(), "takes from a tape and leaves something there");
    SmallVector<std::string> texts;
    for (const Word &word : words)
      texts.push_back(spell(word, &op));
    if (words.size() == 1 && !isa<scf::ForOp>(op)) {
      // The only region that comes back: there need not be a branch in the other sweep.
      for (const Letter &letter : isPop ? words.front().pops : words.front().pushes)
        letters.push_back({tape, letter});
      return success();
    }
    std::string text;
    if (isa<scf::WhileOp>(op))
      text = spellWhile(texts[0], texts[1]);
    else if (isa<scf::ForOp>(op))
      text = "loop " + texts.front();
    else
      text = spellBranch(texts);
    unsigned id = intern(text);
    if (isa<scf::IfOp>(op) && texts.back().empty())
      arms[id] = texts.front();
    letters.push_back({tape, {id, isPop, &op}});
    return success();
  }

  /// Whether this branch is what reverses the after region of a while loop: all iterations but the
  /// last enter it (WhileReversal.cpp).
  static bool reversesAfter(Operation *op, Operation *loop) {
    auto branch = dyn_cast<scf::IfOp>(op);
    auto counted = dyn_cast<scf::ForOp>(loop);
    auto test = branch ? branch.getCondition().getDefiningOp<arith::CmpIOp>() : arith::CmpIOp();
    return counted && test && test.getPredicate() == arith::CmpIPredicate::slt &&
           test.getLhs() == counted.getInductionVar();
  }

  /// In the order of pushes; `op`: whose region it is.
  std::string spell(const Word &word, Operation *op) {
    if (word.pops.size() == 1 && reversesAfter(word.pops.front().op, op))
      return arms.lookup(word.pops.front().id);
    SmallVector<unsigned> order;
    for (const Letter &letter : word.pushes)
      order.push_back(letter.id);
    for (const Letter &letter : llvm::reverse(word.pops))
      order.push_back(letter.id);
    return llvm::join(llvm::map_range(order, [](unsigned id) { return std::to_string(id); }), ",");
  }

  static std::string spellBranch(SmallVector<std::string> arms) {
    llvm::sort(arms);
    return "branch " + llvm::join(arms, "|");
  }

  /// `before` runs once more than `after`: in the form that its reversal has (WhileReversal.cpp).
  std::string spellWhile(const std::string &before, const std::string &after) {
    if (before.empty() || after.empty())
      return "loop " + before + after;
    unsigned branch = intern(spellBranch({after, ""}));
    return "loop " + std::to_string(branch) + "," + before;
  }

  struct Callee {
    func::FuncOp function;
    size_t index;
    bool isPop;
    /// The arguments that are tapes on which it, or who it calls, leaves something. (It gets
    /// others, too: who throws releases all tapes.)
    llvm::SmallDenseSet<unsigned> used = {};
  };

  bool isUse(OpOperand &use) {
    if (isa<ad::TapePushOp, ad::TapePopOp>(use.getOwner()))
      return true;
    auto call = dyn_cast<func::CallOp>(use.getOwner());
    auto found = call ? callees.find(call.getCallee()) : callees.end();
    return found != callees.end() && found->second.used.contains(use.getOperandNumber());
  }

  void findUsed() {
    for (bool changed = true; changed;) {
      changed = false;
      for (auto &entry : callees) {
        Callee &callee = entry.second;
        for (BlockArgument argument : callee.function.getArguments())
          if (isa<ad::TapeType>(argument.getType()) &&
              llvm::any_of(argument.getUses(), [&](OpOperand &use) { return isUse(use); }))
            changed |= callee.used.insert(argument.getArgNumber()).second;
      }
    }
  }
  llvm::StringMap<Callee> callees;
  llvm::StringMap<unsigned> ids;
  /// What stands in branches that have one arm only.
  llvm::DenseMap<unsigned, std::string> arms;
};
} // namespace

/// The tape argument of a type.
static Value findTape(func::FuncOp function, Type type) {
  for (BlockArgument argument : function.getArguments())
    if (argument.getType() == type)
      return argument;
  return {};
}

static LogicalResult checkMirrored(const Word &augmented, const Word &pullback,
                                   SweepFunctions halves) {
  auto taken = llvm::reverse(pullback.pops);
  auto [left, other] =
      std::mismatch(augmented.pushes.begin(), augmented.pushes.end(), taken.begin(), taken.end(),
                    [](const Letter &push, const Letter &pop) { return push.id == pop.id; });
  bool isMirrored = left == augmented.pushes.end() && other == taken.end();
  if (isMirrored && augmented.pops.empty() && pullback.pushes.empty())
    return success();
  InFlightDiagnostic error =
      emitError(halves.pullback.getLoc(),
                "the pullback does not take what its augmented primal leaves on a tape");
  if (left != augmented.pushes.end())
    error.attachNote(left->op->getLoc()) << "the augmented primal leaves this";
  if (other != taken.end())
    error.attachNote(other->op->getLoc()) << "the pullback takes this";
  return error;
}

static LogicalResult checkHalves(TapeReader &reader, SweepFunctions halves) {
  auto left = reader.read(halves.augmented.front()), taken = reader.read(halves.pullback.front());
  if (failed(left) || failed(taken))
    return failure();
  llvm::SetVector<Type> types;
  for (auto *words : {&*left, &*taken})
    for (auto &entry : *words)
      types.insert(entry.first.getType());
  for (Type type : types) {
    Word augmented = left->lookup(findTape(halves.augmented, type));
    Word pullback = taken->lookup(findTape(halves.pullback, type));
    if (failed(checkMirrored(augmented, pullback, halves)))
      return failure();
  }
  return success();
}

LogicalResult costate::checkTapeBalance(func::FuncOp root, ArrayRef<SweepFunctions> functions) {
  TapeReader reader(functions);
  for (const SweepFunctions &halves : functions)
    if (failed(checkHalves(reader, halves)))
      return failure();
  auto words = reader.read(root.front());
  if (failed(words))
    return failure();
  for (auto &[tape, word] : *words) {
    Operation *op = word.pushes.empty() ? word.pops.front().op : word.pushes.front().op;
    return emitError(op->getLoc(), word.pushes.empty()
                                       ? "the reverse sweep takes from an empty tape"
                                       : "the reverse sweep leaves this on a tape");
  }
  return success();
}

namespace {
/// For tests: functions `X_augmented` and `X_pullback` are halves, the others create their tapes.
struct CheckTapesPass : public PassWrapper<CheckTapesPass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(CheckTapesPass)

  StringRef getArgument() const final { return "ad-check-tapes"; }
  StringRef getDescription() const final {
    return "Check that reverse sweeps take from the tapes what forward sweeps leave there";
  }
  void runOnOperation() final {
    ModuleOp module = getOperation();
    SmallVector<SweepFunctions> functions;
    SmallVector<func::FuncOp> roots;
    for (auto function : module.getOps<func::FuncOp>()) {
      StringRef name = function.getSymName();
      if (name.consume_back("_augmented"))
        functions.push_back(
            {function, module.lookupSymbol<func::FuncOp>((name + "_pullback").str())});
      else if (!name.ends_with("_pullback"))
        roots.push_back(function);
    }
    for (func::FuncOp root : roots)
      if (failed(checkTapeBalance(root, functions)))
        return signalPassFailure();
  }
};
} // namespace

std::unique_ptr<Pass> costate::createCheckTapesPass() { return std::make_unique<CheckTapesPass>(); }
