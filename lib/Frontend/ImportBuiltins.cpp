// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls that are known by name: compiler builtins, memory functions, input and output, assertions.

#include "FunctionImporter.h"
#include "ImportComplex.h"
#include "ImportVector.h"
#include "MathFunctions.h"
#include "Reallocation.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

namespace {
/// An external function that no derivative flows through.
struct InactiveFunction {
  int variadicFrom = -1;
  bool noReturn = false;
};
} // namespace

static std::optional<InactiveFunction> findInactive(llvm::StringRef name) {
  using Result = std::optional<InactiveFunction>;
  return llvm::StringSwitch<Result>(name)
      .Case("printf", InactiveFunction{1})
      .Cases({"fprintf", "sprintf"}, InactiveFunction{2})
      .Case("snprintf", InactiveFunction{3})
      .Cases({"puts", "putchar", "fputs", "fputc", "putc", "fflush", "perror"}, InactiveFunction{})
      .Cases({"rand", "srand", "strlen", "strcmp", "strncmp", "memcmp"}, InactiveFunction{})
      .Cases({"lround", "llround", "lrint", "llrint", "ilogb"}, InactiveFunction{})
      .Cases({"lroundf", "llroundf", "lrintf", "llrintf", "ilogbf"}, InactiveFunction{})
      .Cases({"abort", "exit", "_Exit", "__assert_fail"}, InactiveFunction{-1, true})
      .Default(std::nullopt);
}

Value FunctionImporter::emitStringLiteral(const clang::StringLiteral *literal) {
  SourceLocation location = literal->getExprLoc();
  const auto *array = ast.getAsConstantArrayType(literal->getType());
  uint64_t size = array->getZExtSize();
  unsigned width = literal->getCharByteWidth();
  std::string symbol = width == 1 ? module.getStringLiteral(literal->getBytes(), size, location)
                                  : module.getWideLiteral(literal, size, location);
  auto type = cxx::PtrType::get(cxx::ArrayType::get(size, builder.getIntegerType(8 * width)));
  return cxx::AddressOfOp::create(builder, at(location), type, symbol);
}

/// `std::move(x)` and the like: the object itself.
static bool isReferenceCast(unsigned builtin) {
  switch (builtin) {
  case clang::Builtin::BImove:
  case clang::Builtin::BImove_if_noexcept:
  case clang::Builtin::BIforward:
  case clang::Builtin::BIforward_like:
  case clang::Builtin::BIas_const:
  case clang::Builtin::BIaddressof:
  case clang::Builtin::BI__addressof:
  case clang::Builtin::BI__builtin_addressof:
    return true;
  default:
    return false;
  }
}

std::optional<Value> FunctionImporter::emitCompilerBuiltin(const clang::CallExpr *call,
                                                           const clang::FunctionDecl *callee,
                                                           llvm::StringRef name) {
  SourceLocation location = call->getExprLoc();
  if (isReferenceCast(callee->getBuiltinID()))
    return emitLValue(call->getArg(0));
  if (name == "expect" || name == "expect_with_probability")
    return emitScalar(call->getArg(0));
  if (name == "assume_aligned" || name == "launder")
    return emitScalar(call->getArg(0));
  if (name == "assume" || name == "unreachable" || name == "prefetch")
    return Value();
  if (name == "va_start" || name == "va_end" || name == "va_copy")
    return refuse(location, "unsupported-variadic",
                  "functions that use their variable arguments are not supported");
  if (name == "is_constant_evaluated")
    return constantInt(builder.getI1Type(), 0, location);
  if (name == "trap" || name == "debugtrap" || name == "verbose_trap") {
    createInactiveCall("abort", "std::abort", {}, {}, InactiveCall{-1, true}, location);
    return Value();
  }
  if (std::optional<Value> value = emitVectorReduction(*this, call, callee->getName()))
    return value;
  bool isNumber = call->getType()->isRealFloatingType();
  if (isNumber && (name == "elementwise_sqrt" || name == "elementwise_abs")) {
    Value x = emitScalar(call->getArg(0));
    if (!x)
      return Value();
    return name == "elementwise_sqrt"
               ? mlir::math::SqrtOp::create(builder, at(location), x).getResult()
               : mlir::math::AbsFOp::create(builder, at(location), x).getResult();
  }
  return emitBitCount(call, name);
}

Value FunctionImporter::createInactiveCall(llvm::StringRef callee, llvm::StringRef spelling,
                                           mlir::TypeRange results, llvm::ArrayRef<Value> arguments,
                                           InactiveCall kind, SourceLocation location) {
  auto operation = cxx::InactiveCallOp::create(builder, at(location), results, callee, spelling,
                                               arguments, kind.variadicFrom, kind.noReturn);
  return operation.getNumResults() ? operation.getResult(0) : Value();
}

Value FunctionImporter::emitInactiveCall(const clang::CallExpr *call,
                                         const clang::FunctionDecl *callee, InactiveCall kind) {
  SourceLocation location = call->getExprLoc();
  llvm::SmallVector<Value> arguments;
  for (const Expr *argument : call->arguments()) {
    if (isAggregateType(argument->getType()))
      return refuseNode(argument);
    Value value = emitScalar(argument);
    if (!value)
      return {};
    arguments.push_back(value);
  }
  llvm::SmallVector<mlir::Type> results;
  if (!call->getType()->isVoidType()) {
    mlir::Type type = importType(call->getType(), location);
    if (!type)
      return {};
    results.push_back(type);
  }
  llvm::StringRef name = getLibraryName(callee);
  std::string spelling = name.starts_with("_") ? name.str() : ("std::" + name).str();
  return createInactiveCall(name, spelling, results, arguments, kind, location);
}

/// The text of a string argument of an assertion.
static std::string getText(const Expr *argument) {
  argument = argument->IgnoreParenImpCasts();
  while (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(argument))
    argument = unary->getSubExpr()->IgnoreParenImpCasts();
  if (const auto *predefined = llvm::dyn_cast<clang::PredefinedExpr>(argument))
    return predefined->getFunctionName()->getString().str();
  if (const auto *literal = llvm::dyn_cast<clang::StringLiteral>(argument))
    return literal->getString().str();
  return {};
}

bool FunctionImporter::emitAssertion(const Expr *condition, const Expr *otherwise) {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(otherwise->IgnoreParenImpCasts());
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !callee->getIdentifier() || callee->getName() != "__assert_fail" ||
      call->getNumArgs() != 4)
    return false;
  SourceLocation location = ast.getSourceManager().getExpansionLoc(call->getExprLoc());
  Value value = toBool(condition);
  if (!value)
    return true;
  Expr::EvalResult line;
  int number = 0;
  if (call->getArg(2)->EvaluateAsInt(line, ast))
    number = line.Val.getInt().getExtValue();
  cxx::AssertOp::create(builder, at(location), value, getText(call->getArg(0)),
                        getText(call->getArg(1)), number, getText(call->getArg(3)));
  return true;
}

std::optional<Value> FunctionImporter::emitLibraryCall(const clang::CallExpr *call,
                                                       const clang::FunctionDecl *callee) {
  SourceLocation location = call->getExprLoc();
  if (isReferenceCast(callee->getBuiltinID()))
    return emitLValue(call->getArg(0));
  bool inSystemHeader = ast.getSourceManager().isInSystemHeader(callee->getLocation());
  bool isCompilerBuiltin = callee->getBuiltinID() && callee->getIdentifier() &&
                           callee->getName().starts_with("__builtin_");
  // `std::numeric_limits<double>::infinity()` and `__builtin_huge_val()` are numbers.
  bool isScalarResult =
      call->getType()->isRealFloatingType() || call->getType()->isIntegralOrEnumerationType();
  if (isScalarResult && (callee->getBuiltinID() ||
                         (inSystemHeader && callee->isConstexpr() && call->getNumArgs() == 0))) {
    Expr::EvalResult result;
    if (callee->getBuiltinID() != clang::Builtin::BI__builtin_is_constant_evaluated &&
        !call->isValueDependent() && call->EvaluateAsRValue(result, ast) && !result.HasSideEffects)
      if (Value value = emitConstant(result.Val, call->getType(), location))
        return value;
  }
  if (std::optional<Value> value = emitAlignedBlockCall(*this, call, callee))
    return value;
  if (std::optional<Value> value = emitStorageCall(call, callee))
    return value;
  if (std::optional<Value> value = ComplexEmitter(*this).emitRealFunction(call))
    return value;
  if (std::optional<Value> value = emitMathCall(call, callee))
    return value;
  llvm::StringRef name = getLibraryName(callee);
  if (name.empty())
    return std::nullopt;
  if (name == "nan" || name == "nanf")
    if (const auto *tag =
            llvm::dyn_cast<clang::StringLiteral>(call->getArg(0)->IgnoreParenImpCasts());
        tag && tag->getString().empty())
      return emitConstant(
          clang::APValue(llvm::APFloat::getQNaN(ast.getFloatTypeSemantics(call->getType()))),
          call->getType(), location);
  if (std::optional<Value> value = emitKnownValue(call, name))
    return value;
  if (isCompilerBuiltin)
    if (std::optional<Value> value = emitCompilerBuiltin(call, callee, name))
      return value;
  if (std::optional<Value> value = emitMemoryCall(call, name))
    return value;
  if (std::optional<InactiveFunction> inactive = findInactive(name))
    return emitInactiveCall(call, callee, InactiveCall{inactive->variadicFrom, inactive->noReturn});
  if (isCompilerBuiltin)
    return refuse(location, "unsupported-builtin", "'" + callee->getName() + "' is not supported");
  return std::nullopt;
}
