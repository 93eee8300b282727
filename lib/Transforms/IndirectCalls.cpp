// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "IndirectCalls.h"

#include "KnownCode.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Demangle/Demangle.h"

using namespace mlir;
using namespace costate;

bool costate::isIndirectCallee(func::FuncOp function) {
  return function.isExternal() &&
         (function->hasAttr(cxx::attr::indirect) || function->hasAttr(cxx::attr::virtualCall));
}

NamedCallees::NamedCallees(ModuleOp module) : module(module) {
  for (auto function : module.getOps<func::FuncOp>())
    known[function.getSymNameAttr()] = function;
}

func::FuncOp NamedCallees::lookup(Operation *call) {
  if (!isa<func::CallOp, cxx::InvokeOp>(call))
    return {};
  StringAttr name = call->getAttrOfType<FlatSymbolRefAttr>("callee").getAttr();
  func::FuncOp &callee = known[name];
  if (!callee)
    callee = module.lookupSymbol<func::FuncOp>(name);
  return callee;
}

SmallVector<Operation *> IndirectCallResolver::collect(func::FuncOp function) {
  SmallVector<Operation *> calls;
  function.walk([&](Operation *call) {
    func::FuncOp callee = callees.lookup(call);
    if (callee && isIndirectCallee(callee))
      calls.push_back(call);
  });
  return calls;
}

ArrayRef<IndirectCallResolver::Candidate>
IndirectCallResolver::getCandidates(func::FuncOp indirect) {
  std::unique_ptr<SmallVector<Candidate>> &known = candidates[indirect];
  if (known)
    return *known;
  known = std::make_unique<SmallVector<Candidate>>();
  if (auto table = indirect->getAttrOfType<ArrayAttr>(cxx::attr::virtualCall)) {
    for (auto entry : table.getAsRange<DictionaryAttr>())
      known->push_back(
          {entry.getAs<StringAttr>("table").str(), entry.getAs<IntegerAttr>("offset").getInt(),
           entry.getAs<StringAttr>("callee").str(), entry.getAs<IntegerAttr>("adjustment").getInt(),
           false, entry.getAs<IntegerAttr>("result").getInt()});
    return *known;
  }
  if (auto call = indirect->getAttrOfType<DictionaryAttr>(cxx::attr::memberCall)) {
    unsigned object = call.getAs<IntegerAttr>("object").getInt();
    for (auto entry : call.getAs<ArrayAttr>("targets").getAsRange<DictionaryAttr>()) {
      std::string symbol = entry.getAs<StringAttr>("symbol").str();
      int64_t shift = entry.getAs<IntegerAttr>("adjustment").getInt();
      known->push_back({symbol, entry.getAs<IntegerAttr>("offset").getInt(),
                        entry.getAs<StringAttr>("callee").str(), -shift,
                        entry.getAs<BoolAttr>("internal").getValue(), /*result=*/0, shift,
                        symbol.empty() ? std::optional(object) : std::nullopt});
    }
    return *known;
  }
  StringAttr type = indirect->getAttrOfType<StringAttr>(cxx::attr::indirect);
  for (auto function : module.getOps<func::FuncOp>())
    if (function->getAttrOfType<StringAttr>(cxx::attr::addressTaken) == type)
      known->push_back({function.getSymName().str(), 0, function.getSymName().str(), 0,
                        function->hasAttr(cxx::attr::internal)});
  return *known;
}

/// The address of the object of `adjustment` bytes less, as the callee's `this`.
static Value adjust(OpBuilder &builder, Location location, Value object, Type type,
                    int64_t adjustment) {
  if (object.getType() == type)
    return object;
  if (adjustment) {
    auto bytes = cxx::PtrType::get(builder.getI8Type());
    Value start = cxx::CastOp::create(builder, location, bytes, object);
    Value distance =
        arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(-adjustment));
    object = cxx::OffsetOp::create(builder, location, bytes, start, distance);
  }
  return cxx::CastOp::create(builder, location, type, object);
}

/// The arguments as `callee` takes them, converted where the class of the object differs; false for
/// other types.
static bool convertArguments(OpBuilder &builder, Location location, func::FuncOp callee,
                             ValueRange arguments, TypeRange results, int64_t adjustment,
                             SmallVectorImpl<Value> &converted) {
  if (callee.getNumArguments() != arguments.size() || TypeRange(callee.getResultTypes()) != results)
    return false;
  for (auto [argument, type] : llvm::zip_equal(arguments, callee.getArgumentTypes())) {
    if (!isa<cxx::PtrType>(type) && type != argument.getType())
      return false;
    converted.push_back(adjust(builder, location, argument, type, adjustment));
  }
  return true;
}

/// The arguments of a call of a candidate, from those of the call through a pointer.
template <typename Candidate>
static SmallVector<Value> getArguments(OpBuilder &builder, Location location, ValueRange arguments,
                                       const Candidate &candidate) {
  SmallVector<Value> result;
  if (candidate.object) {
    auto type = cxx::PtrType::get(cxx::CodeType::get(builder.getContext()));
    Value table =
        adjust(builder, location, arguments[*candidate.object], type, candidate.adjustment);
    result.push_back(cxx::LoadOp::create(builder, location, type.getPointee(), table));
  }
  llvm::append_range(result, arguments.drop_front(candidate.shift ? 2 : 1));
  return result;
}

/// The function that the candidate stands for, with the result of the call; null after an error.
func::FuncOp IndirectCallResolver::findCallee(Operation *user, func::FuncOp indirect,
                                              const Candidate &candidate) {
  auto callee = module.lookupSymbol<func::FuncOp>(candidate.callee);
  // A function that is inactive, or called on behalf of one, has a copy without derivatives; one
  // with rules is called through the one that names them.
  bool isInactive =
      indirect->hasAttr(cxx::attr::inactive) || (callee && callee->hasAttr(cxx::attr::inactive));
  StringRef suffix = isInactive ? inactiveSuffix : ruledSuffix;
  if (auto special = module.lookupSymbol<func::FuncOp>((candidate.callee + suffix).str()))
    callee = special;
  if (!callee) {
    user->emitError("internal: no function '") << candidate.callee << "'";
    return {};
  }
  bool isSame = callee.getResultTypes() == indirect.getResultTypes() && candidate.result == 0;
  auto isPointer = [](func::FuncOp function) {
    return function.getNumResults() == 1 && isa<cxx::PtrType>(function.getResultTypes().front());
  };
  if (isSame || candidate.shift || callee->hasAttr(cxx::attr::refusal) || !isPointer(callee) ||
      !isPointer(indirect))
    return callee;
  return getThunk(indirect, callee, candidate);
}

/// An overrider may return a pointer to a derived class.
func::FuncOp IndirectCallResolver::getThunk(func::FuncOp indirect, func::FuncOp callee,
                                            const Candidate &candidate) {
  std::string name = ("costate.thunk." + candidate.callee + "." + Twine(candidate.adjustment) +
                      "." + Twine(candidate.result) + "." + indirect.getSymName())
                         .str();
  if (auto known = module.lookupSymbol<func::FuncOp>(name))
    return known;
  Location location = callee.getLoc();
  OpBuilder builder(indirect);
  auto thunk = func::FuncOp::create(
      builder, location, name,
      builder.getFunctionType(indirect.getArgumentTypes().drop_front(), indirect.getResultTypes()));
  thunk.setPrivate();
  for (StringRef attribute : {cxx::attr::noThrow, cxx::attr::qualifiedName})
    if (Attribute value = callee->getAttr(attribute))
      thunk->setAttr(attribute, value);
  builder.setInsertionPointToStart(thunk.addEntryBlock());
  SmallVector<Value> arguments;
  if (!convertArguments(builder, location, callee, thunk.getArguments(), callee.getResultTypes(),
                        candidate.adjustment, arguments))
    return callee; // Another type: an error of the caller's.
  Value result = func::CallOp::create(builder, location, callee, arguments).getResult(0);
  Value adjusted =
      adjust(builder, location, result, indirect.getResultTypes().front(), -candidate.result);
  if (candidate.result) {
    // A null pointer stays one.
    Value null = cxx::NullOp::create(builder, location, result.getType());
    Value isNull = cxx::PtrCmpOp::create(builder, location, builder.getI1Type(),
                                         cxx::PtrPredicate::eq, result, null);
    Value none = cxx::NullOp::create(builder, location, adjusted.getType());
    adjusted = arith::SelectOp::create(builder, location, isNull, none, adjusted);
  }
  func::ReturnOp::create(builder, location, adjusted);
  return thunk;
}

/// A thunk takes the object of the call.
static int64_t getAdjustment(func::FuncOp callee, int64_t adjustment) {
  return callee.getSymName().starts_with("costate.thunk.") ? 0 : adjustment;
}

/// Calls `callee` at the place of a call or invoke.
static Operation *redirect(Operation *call, func::FuncOp callee, ValueRange arguments) {
  OpBuilder builder(call);
  Operation *direct;
  if (auto invoke = dyn_cast<cxx::InvokeOp>(call))
    direct = cxx::InvokeOp::create(builder, call->getLoc(), call->getResultTypes(),
                                   FlatSymbolRefAttr::get(callee), arguments, invoke.getNext(),
                                   invoke.getUnwind());
  else
    direct = func::CallOp::create(builder, call->getLoc(), callee, arguments);
  direct->setDiscardableAttrs(call->getDiscardableAttrDictionary());
  call->replaceAllUsesWith(direct->getResults());
  call->erase();
  return direct;
}

static bool wentThrough(Operation *call, StringRef name) {
  auto via = call->getAttrOfType<ArrayAttr>(viaAttribute);
  return via && llvm::any_of(via.getAsRange<StringAttr>(),
                             [&](StringAttr passed) { return passed == name; });
}

void costate::inheritPassages(func::CallOp from, Operation *inlined) {
  auto outer = from->getAttrOfType<ArrayAttr>(viaAttribute);
  if (!outer)
    return;
  SmallVector<Attribute> passed(outer.begin(), outer.end());
  if (auto inner = inlined->getAttrOfType<ArrayAttr>(viaAttribute))
    passed.append(inner.begin(), inner.end());
  inlined->setAttr(viaAttribute, ArrayAttr::get(from.getContext(), passed));
}

static void addPassage(Operation *call, StringRef name) {
  SmallVector<Attribute> passed;
  if (auto via = call->getAttrOfType<ArrayAttr>(viaAttribute))
    passed.append(via.begin(), via.end());
  passed.push_back(StringAttr::get(call->getContext(), name));
  call->setAttr(viaAttribute, ArrayAttr::get(call->getContext(), passed));
}

/// The function's name for users: the qualified name in the source, else the demangled symbol.
static std::string spellFunction(func::FuncOp function) {
  if (auto name = function->getAttrOfType<StringAttr>(cxx::attr::qualifiedName))
    return name.str();
  if (auto type = function->getAttrOfType<StringAttr>(cxx::attr::indirect))
    return type.str();
  return llvm::demangle(function.getSymName().str());
}

LogicalResult IndirectCallResolver::replaceBy(Operation *call, const Candidate &candidate) {
  func::FuncOp callee = findCallee(call, callees.lookup(call), candidate);
  if (!callee)
    return failure();
  if (auto refusal = callee->getAttrOfType<StringAttr>(cxx::attr::refusal))
    return emitRefusal(call->getLoc(), "unsupported-callee",
                       "this call reaches '" + spellFunction(callee) +
                           "', which cannot be differentiated: " + refusal.getValue());
  if (wentThrough(call, callee.getSymName()))
    recursive.insert(callee);
  OpBuilder builder(call);
  SmallVector<Value> arguments;
  if (!convertArguments(builder, call->getLoc(), callee,
                        getArguments(builder, call->getLoc(), call->getOperands(), candidate),
                        call->getResultTypes(), getAdjustment(callee, candidate.adjustment),
                        arguments))
    return emitRefusal(call->getLoc(), "unsupported-function-pointer",
                       "the function that is called here, '" + spellFunction(callee) +
                           "', has another type than the call");
  addPassage(redirect(call, callee, arguments), callee.getSymName());
  return success();
}

FailureOr<bool> IndirectCallResolver::resolveKnown(func::FuncOp function) {
  KnownCode knownCode(function);
  bool any = false;
  for (Operation *call : collect(function)) {
    cxx::CodeAddressOp address = knownCode.find(call->getOperand(0));
    if (!address || (address.getSymbol().empty() && !address.getOffset()))
      continue;
    ArrayRef<Candidate> all = getCandidates(callees.lookup(call));
    const auto *found = llvm::find_if(all, [&](const Candidate &candidate) {
      APInt shift;
      return candidate.symbol == address.getSymbol() &&
             candidate.offset == static_cast<int64_t>(address.getOffset()) &&
             (!candidate.shift || (matchPattern(call->getOperand(1), m_ConstantInt(&shift)) &&
                                   shift.getSExtValue() == *candidate.shift));
    });
    if (found == all.end())
      continue;
    if (failed(replaceBy(call, *found)))
      return failure();
    any = true;
  }
  return any;
}

namespace {
/// The body of a dispatcher: compares with every candidate, stops for others.
class DispatcherBuilder {
public:
  DispatcherBuilder(func::FuncOp function, Location location)
      : function(function), location(location), builder(function.getContext()) {
    Block *entry = function.addEntryBlock();
    exit = function.addBlock();
    exit->addArguments(function.getResultTypes(),
                       SmallVector<Location>(function.getNumResults(), location));
    builder.setInsertionPointToEnd(exit);
    func::ReturnOp::create(builder, location, exit->getArguments());
    builder.setInsertionPointToEnd(entry);
  }

  /// The block that runs when the address is one of those of `candidates`, which are added to the
  /// chain of comparisons.
  template <typename Candidate> Block *addCase(ArrayRef<const Candidate *> candidates) {
    Block *target = newBlock();
    for (const Candidate *candidate : candidates) {
      Value key = cxx::CodeAddressOp::create(builder, location, candidate->symbol,
                                             candidate->offset, candidate->internal);
      Value same = cxx::CodeEqualOp::create(builder, location, function.getArgument(0), key);
      if (candidate->shift) {
        Value shift = arith::ConstantOp::create(builder, location,
                                                builder.getI64IntegerAttr(*candidate->shift));
        Value sameShift = arith::CmpIOp::create(builder, location, arith::CmpIPredicate::eq,
                                                function.getArgument(1), shift);
        same = arith::AndIOp::create(builder, location, same, sameShift);
      }
      Block *next = newBlock();
      cf::CondBranchOp::create(builder, location, same, target, next);
      builder.setInsertionPointToEnd(next);
    }
    return target;
  }

  Block *getExit() { return exit; }
  OpBuilder &getBuilder() { return builder; }

  /// Whatever is none of the cases: a message, and the end.
  void finish(StringRef message) {
    auto module = function->getParentOfType<ModuleOp>();
    std::string bytes = message.str() + "\n";
    bytes.push_back('\0');
    auto type = cxx::ArrayType::get(bytes.size(), builder.getI8Type());
    std::string name;
    for (unsigned number = 0; name.empty() || module.lookupSymbol(name); ++number)
      name = "costate.message." + std::to_string(number);
    {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToStart(module.getBody());
      cxx::GlobalOp::create(builder, location, name, type, builder.getStringAttr(bytes),
                            /*constant=*/true, /*internal=*/true, /*cxx_name=*/"", nullptr);
    }
    Value text = cxx::AddressOfOp::create(builder, location, cxx::PtrType::get(type), name);
    Value zero = arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(0));
    Value first = cxx::ElementOp::create(builder, location, cxx::PtrType::get(builder.getI8Type()),
                                         text, zero);
    Value stream = arith::ConstantOp::create(builder, location, builder.getI32IntegerAttr(2));
    cxx::InactiveCallOp::create(builder, location, builder.getI32Type(), "dprintf", "dprintf",
                                ValueRange{stream, first}, /*variadic_from=*/2,
                                /*noreturn=*/false);
    cxx::InactiveCallOp::create(builder, location, TypeRange(), "abort", "std::abort", ValueRange(),
                                /*variadic_from=*/-1, /*noreturn=*/true);
    SmallVector<Value> nothing;
    for (Type result : function.getResultTypes())
      nothing.push_back(ub::PoisonOp::create(builder, location, result));
    cf::BranchOp::create(builder, location, exit, nothing);
    exit->moveBefore(&function.getBody(), function.getBody().end());
  }

private:
  Block *newBlock() { return function.addBlock(); }

  func::FuncOp function;
  Location location;
  OpBuilder builder;
  Block *exit = nullptr;
};
} // namespace

func::FuncOp IndirectCallResolver::getDispatcher(func::FuncOp indirect, Location location) {
  func::FuncOp &known = dispatchers[indirect];
  if (known)
    return known;
  ArrayRef<Candidate> all = getCandidates(indirect);
  auto type = indirect->getAttrOfType<StringAttr>(cxx::attr::indirect);
  auto method = indirect->getAttrOfType<StringAttr>(cxx::attr::qualifiedName);
  if (all.empty()) {
    if (type)
      emitRefusal(location, "unsupported-function-pointer",
                  "call through a pointer to '" + type.getValue() +
                      "': no function of this type has its address taken in this translation unit");
    else
      emitRefusal(location, "unsupported-virtual-call",
                  "call of virtual function '" + method.getValue() +
                      "', which no class of this translation unit implements");
    return {};
  }
  OpBuilder builder(indirect);
  auto function =
      func::FuncOp::create(builder, location, "costate.dispatch." + indirect.getSymName().str(),
                           indirect.getFunctionType());
  function.setPrivate();
  DispatcherBuilder body(function, location);
  llvm::MapVector<std::pair<func::FuncOp, int64_t>, SmallVector<const Candidate *>> cases;
  for (const Candidate &candidate : all) {
    func::FuncOp callee = findCallee(indirect, indirect, candidate);
    if (!callee)
      return {};
    cases[{callee, getAdjustment(callee, candidate.adjustment)}].push_back(&candidate);
  }
  for (auto &[target, members] : cases) {
    func::FuncOp callee = target.first;
    if (auto refusal = callee->getAttrOfType<StringAttr>(cxx::attr::refusal)) {
      emitRefusal(location, "unsupported-callee",
                  "this call may reach '" + spellFunction(callee) +
                      "', which cannot be differentiated: " + refusal.getValue());
      return {};
    }
    Block *block = body.addCase<Candidate>(members);
    OpBuilder inner(function.getContext());
    inner.setInsertionPointToEnd(block);
    SmallVector<Value> arguments;
    if (!convertArguments(inner, location, callee,
                          getArguments(inner, location, function.getArguments(), *members.front()),
                          function.getResultTypes(), target.second, arguments)) {
      emitRefusal(location, "unsupported-function-pointer",
                  "'" + spellFunction(callee) + "' has another type than this call");
      return {};
    }
    auto call = func::CallOp::create(inner, location, callee, arguments);
    cf::BranchOp::create(inner, location, body.getExit(), call.getResults());
  }
  bool isCall = indirect.getSymName().starts_with("costate.virtual");
  body.finish(type ? "costate: a pointer to '" + type.getValue().str() +
                         "' does not hold a function that its translation unit shows"
                   : "costate: " + std::string(isCall ? "virtual function '" : "'") +
                         method.getValue().str() + (isCall ? "' is called for" : "' meets") +
                         " an object whose class its translation unit does not show");
  return known = function;
}

LogicalResult IndirectCallResolver::resolveUnknown(func::FuncOp function) {
  for (Operation *call : collect(function)) {
    func::FuncOp dispatcher = getDispatcher(callees.lookup(call), call->getLoc());
    if (!dispatcher)
      return failure();
    if (wentThrough(call, dispatcher.getSymName()))
      recursive.insert(dispatcher);
    addPassage(redirect(call, dispatcher, SmallVector<Value>(call->getOperands())),
               dispatcher.getSymName());
  }
  return success();
}
