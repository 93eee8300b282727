// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which values are written inside the expressions that use them. Inlining must keep three things:
// what a load reads, how often something expensive runs, and which products a compiler may fuse
// with a sum (one expression invites `-ffp-contract=on`, two statements do not).

#include "FunctionPlan.h"
#include "costate/Dialect/Cxx/InactiveCalls.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/SharedStorage.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

/// An expression of a statement has at most that many operations; further ones get a name.
static constexpr unsigned maximalExpression = 12;
/// Integer computations of at most that many operations are repeated instead of named.
static constexpr unsigned maximalRepeated = 2;

static bool isAddressPath(Operation *op) {
  return isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp>(op);
}

static bool isConversion(Operation *op) {
  return isa<arith::ExtSIOp, arith::ExtUIOp, arith::SIToFPOp, arith::UIToFPOp, arith::ExtFOp>(op);
}

static bool isAlwaysInlined(Operation *op) {
  return op->hasTrait<OpTrait::ConstantLike>() ||
         isa<cxx::AddressOfOp, cxx::CodeAddressOp, cxx::NullOp, ub::PoisonOp>(op);
}

static bool isCheapInteger(Operation *op) {
  return isa<arith::AddIOp, arith::SubIOp, arith::MulIOp, arith::TruncIOp>(op);
}

/// Operations of the integer expression or address path that ends in `value`.
static unsigned getTreeCost(Value value) {
  Operation *op = value.getDefiningOp();
  if (!op || isAlwaysInlined(op) || isa<cxx::InductionOp>(op))
    return 0;
  bool isCounted = isCheapInteger(op);
  if (!isCounted && !isAddressPath(op) && !isConversion(op))
    return 0;
  unsigned cost = isCounted;
  for (Value operand : op->getOperands())
    cost += getTreeCost(operand);
  return cost;
}

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

Value cpp::getPathRoot(Value address) {
  while (Operation *op = address.getDefiningOp()) {
    if (!isAddressPath(op))
      break;
    address = op->getOperand(0);
  }
  return address;
}

bool cpp::areDistinct(Value lhs, Value rhs) {
  Value leftRoot = getPathRoot(lhs), rightRoot = getPathRoot(rhs);
  auto isLocal = [](Value root) {
    return isa_and_nonnull<cxx::AllocaOp, cxx::AllocOp>(root.getDefiningOp());
  };
  auto isObject = [&](Value root) {
    return isLocal(root) || isa_and_nonnull<cxx::AddressOfOp>(root.getDefiningOp());
  };
  auto isParameter = [](Value root) {
    auto argument = dyn_cast<BlockArgument>(root);
    return argument && isa<func::FuncOp>(argument.getOwner()->getParentOp());
  };
  // Storage keeps its type where it was declared with one; elsewhere a store may begin an object of
  // another type where a load has just read, and bytes may alias everything.
  bool isTyped = (isObject(leftRoot) || isParameter(leftRoot) || isObject(rightRoot) ||
                  isParameter(rightRoot)) &&
                 !cxx::leadsIntoSharedStorage(lhs) && !cxx::leadsIntoSharedStorage(rhs);
  Type left = getPointee(lhs), right = getPointee(rhs);
  bool areScalars = cxx::isScalarType(left) && cxx::isScalarType(right);
  if (isTyped && areScalars && left != right && !left.isInteger(8) && !right.isInteger(8))
    return true;
  if (leftRoot == rightRoot)
    return false;
  return (isObject(leftRoot) && isObject(rightRoot)) ||
         (isLocal(leftRoot) && isParameter(rightRoot)) ||
         (isParameter(leftRoot) && isLocal(rightRoot));
}

/// Whether executing `op` may change the memory that `load` reads.
static bool mayClobber(Operation *op, cxx::LoadOp load) {
  if (op->getNumRegions() != 0) {
    return op
        ->walk([&](Operation *inner) {
          return inner != op && inner->getNumRegions() == 0 && mayClobber(inner, load)
                     ? WalkResult::interrupt()
                     : WalkResult::advance();
        })
        .wasInterrupted();
  }
  if (op->hasTrait<OpTrait::IsTerminator>() || isMemoryEffectFree(op) ||
      op->getDialect()->getNamespace() == "ad" ||
      isa<cxx::LoadOp, cxx::AllocaOp, cxx::AllocOp, cxx::AssertOp, cxx::VirtualBaseOp>(op))
    return false;
  if (auto call = dyn_cast<cxx::InactiveCallOp>(op))
    return cxx::mayWriteType(call, load.getType()) || op->hasAttr(cxx::attr::opaque);
  if (auto store = dyn_cast<cxx::StoreOp>(op))
    return !areDistinct(store.getAddress(), load.getAddress());
  Value target = isa<cxx::CopyOp, cxx::CopyNOp, cxx::FillOp, cxx::DeallocOp, cxx::AtomicOp>(op)
                     ? op->getOperand(0)
                     : Value();
  return !target || !areDistinct(target, load.getAddress());
}

static bool crossesLoop(Operation *op, Operation *site) {
  for (Operation *at = site->getParentOp(); at && at != op->getParentOp(); at = at->getParentOp())
    if (isLoop(at))
      return true;
  return false;
}

/// Whether nothing between `from` and the text at `site` changes what `load` reads.
static bool isUnchangedUntil(cxx::LoadOp load, Operation *from, Operation *site) {
  Block *home = from->getBlock();
  auto isClobbered = [&](Operation *start, Operation *end) {
    for (Operation *between = start; between != end; between = between->getNextNode())
      if (mayClobber(between, load))
        return true;
    return false;
  };
  // The blocks on the way from the load down to the site, each from its start but the load's own.
  for (Operation *at = site; at; at = at->getParentOp()) {
    if (at->getBlock() == home)
      return !isClobbered(from->getNextNode(), at);
    if (isClobbered(&at->getBlock()->front(), at))
      return false;
    // From the test of a while loop into its body.
    auto loop = dyn_cast<scf::WhileOp>(at->getParentOp());
    if (loop && home == loop.getBeforeBody())
      return !isClobbered(from->getNextNode(), home->getTerminator());
  }
  return false;
}

bool FunctionPlan::canMoveLoad(Operation *op, Operation *site) const {
  if (auto load = dyn_cast<cxx::LoadOp>(op))
    return isUnchangedUntil(load, op, site);
  bool unchanged = true;
  op->walk([&](cxx::LoadOp load) { unchanged &= isUnchangedUntil(load, op, site); });
  return unchanged;
}

static bool mayContract(Operation *op) {
  auto flags = dyn_cast<arith::ArithFastMathInterface>(op);
  return flags && bitEnumContainsAll(flags.getFastMathFlagsAttr().getValue(),
                                     arith::FastMathFlags::contract);
}

/// Whether writing the product inside its user would let a compiler fuse what the IR keeps apart.
static bool wouldFuse(Operation *op) {
  Operation *product = op;
  if (auto negation = dyn_cast<arith::NegFOp>(op))
    product = negation.getOperand().getDefiningOp();
  // A product that is used elsewhere too has a name.
  if (!isa_and_nonnull<arith::MulFOp>(product) || (product != op && !product->hasOneUse()))
    return false;
  for (OpOperand &use : op->getUses()) {
    Operation *user = use.getOwner();
    if (isa<arith::AddFOp, arith::SubFOp>(user) && !(mayContract(product) && mayContract(user)))
      return true;
    // In `a * b + c` the left product is fused; a product on the left of `c - a * b` would be.
    auto fused = dyn_cast<cxx::MulAddOp>(user);
    if (fused && use.getOperandNumber() == 2 && fused.getNegate())
      return true;
  }
  return false;
}

/// Whether the value is assigned to a variable of its own name, so that no other name has to keep
/// it.
static bool isAssignedToItsName(Operation *op, StringRef name) {
  if (!op->hasOneUse())
    return false;
  OpOperand &use = *op->getUses().begin();
  Operation *user = use.getOwner();
  unsigned index = use.getOperandNumber();
  auto matches = [&](Value value) {
    StringRef other = getSourceName(value);
    return other.empty() || other == name;
  };
  if (auto loop = dyn_cast<scf::ForOp>(user))
    return index >= 3 && matches(loop.getRegionIterArg(index - 3));
  if (auto loop = dyn_cast<scf::WhileOp>(user))
    return matches(loop.getBeforeArguments()[index]);
  if (isa<scf::YieldOp>(user)) {
    Operation *parent = user->getParentOp();
    if (auto loop = dyn_cast<scf::ForOp>(parent))
      return matches(loop.getRegionIterArg(index));
    if (auto loop = dyn_cast<scf::WhileOp>(parent))
      return matches(loop.getBeforeArguments()[index]);
    return true;
  }
  if (auto store = dyn_cast<cxx::StoreOp>(user))
    return index == 0;
  return isa<func::ReturnOp, scf::ConditionOp, ad::TapePushOp>(user);
}

/// `p[i] = p[i] + ...`: the load belongs to the assignment, whatever variable it once initialized.
static bool isAccumulated(Operation *op) {
  auto load = dyn_cast<cxx::LoadOp>(op);
  if (!load || !op->hasOneUse())
    return false;
  Operation *sum = *op->getUsers().begin();
  if (!isa<arith::AddFOp, arith::SubFOp, arith::AddIOp, arith::SubIOp>(sum) || !sum->hasOneUse())
    return false;
  auto store = dyn_cast<cxx::StoreOp>(*sum->getUsers().begin());
  return store && store.getAddress() == load.getAddress();
}

/// Whether the value is where a loop's variable starts, which carries its name then.
bool FunctionPlan::isLoopStart(Operation *op) const {
  Value value = op->getResult(0);
  return headerSites.contains(value) &&
         llvm::any_of(loops, [&](const auto &entry) { return entry.second->lower == value; });
}

bool FunctionPlan::isTernary(scf::IfOp op) const {
  if (!isTernaryShape(op))
    return false;
  unsigned operations = 0;
  for (Region *region : {&op.getThenRegion(), &op.getElseRegion()})
    for (Operation &inner : region->front().without_terminator()) {
      if (!isLive(&inner) || isAlwaysInlined(&inner))
        continue;
      if (!isInlined(&inner) || inner.getNumRegions() != 0)
        return false;
      ++operations;
    }
  return operations <= 4;
}

bool FunctionPlan::isTernaryShape(scf::IfOp op) {
  if (op.getNumResults() != 1 || op.getElseRegion().empty())
    return false;
  for (scf::YieldOp yield : {op.thenYield(), op.elseYield()}) {
    Value value = yield.getOperand(0);
    // Where one side keeps what a variable holds, `if (c) x = ...;` says it better.
    auto argument = dyn_cast<BlockArgument>(value);
    if (argument && isLoop(argument.getOwner()->getParentOp()))
      return false;
    Operation *definition = value.getDefiningOp();
    if (definition && definition->getNumRegions() != 0)
      return false;
  }
  return true;
}

/// `(i & 6) == 1` is known to be false, which compilers say of one expression but not of a named
/// value.
static bool isKnownByBits(Operation *op) {
  if (!isa<arith::AndIOp, arith::OrIOp>(op) || op->getResult(0).getType().isInteger(1))
    return false;
  return llvm::any_of(op->getUsers(), [&](Operation *user) {
    auto compare = dyn_cast<arith::CmpIOp>(user);
    APInt mask, other;
    if (!compare || !matchPattern(op->getOperand(1), m_ConstantInt(&mask)) ||
        !matchPattern(compare.getRhs(), m_ConstantInt(&other)))
      return false;
    return isa<arith::AndIOp>(op) ? (other & ~mask) != 0 : (~other & mask) != 0;
  });
}

bool FunctionPlan::shouldInline(Operation *op, ArrayRef<Operation *> sites) const {
  if (isAlwaysInlined(op))
    return true;
  if (sites.empty())
    return false;
  bool crosses = llvm::any_of(sites, [&](Operation *site) { return crossesLoop(op, site); });
  bool isSingle = sites.size() == 1 && !crosses;
  if (isConversion(op))
    return true;
  // A part of an array that is indexed in turn, like a row of a matrix, gets a name.
  bool isPart = isa<cxx::OffsetOp>(op) && llvm::any_of(op->getUsers(), [&](Operation *user) {
                  return isa<cxx::OffsetOp>(user) && isLive(user);
                });
  if (isPart)
    return isSingle;
  // An index that is too long to be repeated gets a name of its own.
  if (isAddressPath(op) && !isa<cxx::CastOp>(op))
    return true;
  if (isa<cxx::CastOp>(op))
    return isSingle;
  StringRef name = getSourceName(op->getResult(0));
  // The names of derivatives are ours: they serve values that need a name anyway.
  bool isSourceName = !name.empty() && !name.ends_with("_bar") && !name.ends_with("_dot");
  bool keepsName =
      isSourceName && !isAssignedToItsName(op, name) && !isAccumulated(op) && !isLoopStart(op);
  if (isCheapInteger(op) && !keepsName && getTreeCost(op->getResult(0)) <= maximalRepeated)
    return true;
  if (!isSingle || keepsName)
    return false;
  if (isa<cxx::LoadOp, scf::IfOp>(op))
    return canMoveLoad(op, sites.front());
  if (!isMemoryEffectFree(op) || wouldFuse(op) || isKnownByBits(op))
    return false;
  auto size = expressionSizes.find(sites.front());
  return size == expressionSizes.end() || size->second < maximalExpression;
}

void FunctionPlan::decide(Operation *op) {
  if (!isLive(op) || isInlined(op) || op->hasTrait<OpTrait::IsTerminator>())
    return;
  auto branch = dyn_cast<scf::IfOp>(op);
  bool isExpression = op->getNumRegions() == 0 && op->getNumResults() == 1 &&
                      (isMemoryEffectFree(op) || isa<cxx::LoadOp>(op));
  if (branch && isTernary(branch)) {
    ternaries.insert(op);
    isExpression = true;
  }
  if (!isExpression)
    return;
  SmallVector<Operation *> sites = getSites(op->getResult(0));
  if (!shouldInline(op, sites))
    return;
  inlined.insert(op);
  for (Operation *site : sites)
    if (!isConversion(op) && !isAddressPath(op) && !isAlwaysInlined(op))
      ++expressionSizes[site];
}

/// Uses are decided before what they use.
void FunctionPlan::decideBlock(Block &block) {
  for (Operation &op : llvm::reverse(block)) {
    for (Region &region : llvm::reverse(op.getRegions()))
      for (Block &inner : region)
        decideBlock(inner);
    decide(&op);
  }
}

bool costate::cpp::isStateless(cxx::ExceptionAttr exception) {
  StringRef spelling = exception.getSpelling().getValue();
  if (!spelling.starts_with("std::"))
    return false;
  // Made by the importer, which has no class for them.
  if (spelling == "std::bad_cast" || spelling == "std::bad_typeid")
    return true;
  Type type = exception.getObject();
  while (auto record = dyn_cast<cxx::RecordType>(type)) {
    if (record.getFields().size() != 1)
      return false;
    type = record.getFields().front().type;
  }
  return isa<cxx::CodeType>(type);
}

/// Erases the stores into an object that `throw` makes itself; false: it is used otherwise.
static bool forgetContent(cxx::ExceptionOp object) {
  SmallVector<Operation *> content;
  SmallVector<Value> pending = {object};
  while (!pending.empty()) {
    Value address = pending.pop_back_val();
    for (Operation *user : address.getUsers()) {
      if (auto raise = dyn_cast<cxx::RaiseOp>(user); raise && isStateless(raise.getException()))
        continue;
      auto store = dyn_cast<cxx::StoreOp>(user);
      if (!isa<cxx::FieldOp, cxx::CastOp>(user) && !(store && store.getValue() != address))
        return false;
      content.push_back(user);
      pending.append(user->result_begin(), user->result_end());
    }
  }
  for (Operation *op : llvm::reverse(content))
    op->erase();
  return true;
}

/// In C++ a thrown object is a local that `throw` copies.
static void makeLocals(func::FuncOp function) {
  SmallVector<cxx::ExceptionOp> objects;
  function.walk([&](cxx::ExceptionOp object) {
    // One call of a constructor declares the local.
    bool isConstructed = llvm::any_of(object->getUsers(), [](Operation *user) {
      return isa<cxx::InactiveCallOp>(user) && user->hasAttr(cxx::attr::constructs);
    });
    if (!isConstructed)
      objects.push_back(object);
  });
  OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
  for (cxx::ExceptionOp object : objects) {
    if (forgetContent(object))
      continue;
    object.replaceAllUsesWith(cxx::AllocaOp::create(builder, object.getLoc(),
                                                    object.getAddress().getType(), "exception",
                                                    /*zeroed=*/false)
                                  .getResult());
    object.erase();
  }
}

FunctionPlan::FunctionPlan(func::FuncOp function) {
  makeLocals(function);
  findLive(function);
  findLoops(function);
  findAliases(function);
  decideBlock(function.getBody().front());
  makeVariables(function);
  coalesce();
}
