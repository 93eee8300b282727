// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of library mathematics as operations of 'math', 'arith' and 'cxx'.

#include "FunctionImporter.h"
#include "MathFunctions.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringMap.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;
namespace math = mlir::math;

namespace {
using Operands = llvm::ArrayRef<Value>;
using Builder = Value (*)(mlir::OpBuilder &, Location, Operands, arith::FastMathFlags);

struct MathFunction {
  unsigned arity;
  Builder build;
};
} // namespace

template <typename Op>
static Value build(mlir::OpBuilder &builder, Location location, Operands operands,
                   arith::FastMathFlags flags) {
  auto operation = Op::create(builder, location, operands[0].getType(), operands);
  if (flags != arith::FastMathFlags::none)
    operation.setFastmath(flags);
  return operation.getResult();
}

template <typename Op>
static Value buildCxx(mlir::OpBuilder &builder, Location location, Operands operands,
                      arith::FastMathFlags) {
  return Op::create(builder, location, operands[0].getType(), operands).getResult();
}

/// Functions of one floating type, by the name of the `double` version.
static const llvm::StringMap<MathFunction> &getFunctions() {
  static const llvm::StringMap<MathFunction> functions = {
      {"sin", {1, build<math::SinOp>}},
      {"cos", {1, build<math::CosOp>}},
      {"tan", {1, build<math::TanOp>}},
      {"asin", {1, build<math::AsinOp>}},
      {"acos", {1, build<math::AcosOp>}},
      {"atan", {1, build<math::AtanOp>}},
      {"atan2", {2, build<math::Atan2Op>}},
      {"sinh", {1, build<math::SinhOp>}},
      {"cosh", {1, build<math::CoshOp>}},
      {"tanh", {1, build<math::TanhOp>}},
      {"asinh", {1, build<math::AsinhOp>}},
      {"acosh", {1, build<math::AcoshOp>}},
      {"atanh", {1, build<math::AtanhOp>}},
      {"exp", {1, build<math::ExpOp>}},
      {"exp2", {1, build<math::Exp2Op>}},
      {"expm1", {1, build<math::ExpM1Op>}},
      {"log", {1, build<math::LogOp>}},
      {"log2", {1, build<math::Log2Op>}},
      {"log10", {1, build<math::Log10Op>}},
      {"log1p", {1, build<math::Log1pOp>}},
      {"pow", {2, build<math::PowFOp>}},
      {"sqrt", {1, build<math::SqrtOp>}},
      {"cbrt", {1, build<math::CbrtOp>}},
      {"erf", {1, build<math::ErfOp>}},
      {"erfc", {1, build<math::ErfcOp>}},
      {"floor", {1, build<math::FloorOp>}},
      {"ceil", {1, build<math::CeilOp>}},
      {"trunc", {1, build<math::TruncOp>}},
      {"round", {1, build<math::RoundOp>}},
      {"roundeven", {1, build<math::RoundEvenOp>}},
      {"fabs", {1, build<math::AbsFOp>}},
      {"copysign", {2, build<math::CopySignOp>}},
      {"fma", {3, build<math::FmaOp>}},
      {"fmod", {2, build<arith::RemFOp>}},
      {"tgamma", {1, buildCxx<cxx::TgammaOp>}},
      {"lgamma", {1, buildCxx<cxx::LgammaOp>}},
      {"exp10", {1, buildCxx<cxx::Exp10Op>}},
      {"rint", {1, buildCxx<cxx::RintOp>}},
      {"nearbyint", {1, buildCxx<cxx::NearbyintOp>}},
      {"hypot", {2, buildCxx<cxx::HypotOp>}},
      {"remainder", {2, buildCxx<cxx::RemainderOp>}},
      {"drem", {2, buildCxx<cxx::RemainderOp>}},
      {"fdim", {2, buildCxx<cxx::FdimOp>}},
      {"fmin", {2, buildCxx<cxx::FminOp>}},
      {"fmax", {2, buildCxx<cxx::FmaxOp>}},
  };
  return functions;
}

/// Whether the function is a symbol of the C library: glibc declares the overloads of `memchr` and
/// the like, which keep `const`, with C++ linkage and the symbol beside it.
static bool isLibrarySymbol(const clang::FunctionDecl *function) {
  const auto *label = function->getAttr<clang::AsmLabelAttr>();
  return function->isExternC() ||
         (label && label->getLabel() == function->getName() &&
          function->getASTContext().getSourceManager().isInSystemHeader(function->getLocation()));
}

llvm::StringRef costate::frontend::getLibraryName(const clang::FunctionDecl *function) {
  const clang::IdentifierInfo *identifier = function->getIdentifier();
  if (!identifier)
    return {};
  llvm::StringRef name = identifier->getName();
  if (function->getBuiltinID() && name.consume_front("__builtin_"))
    return name;
  if (!isLibrarySymbol(function))
    return {};
  // A definition that is the user's own counts, one in a system header does not.
  const clang::FunctionDecl *definition = function->getDefinition();
  const clang::SourceManager &sources = function->getASTContext().getSourceManager();
  if (definition && !sources.isInSystemHeader(definition->getLocation()))
    return {};
  return name;
}

/// The function of the table that a call means; float versions have an 'f' at the end.
static const MathFunction *findFunction(const clang::FunctionDecl *callee) {
  llvm::StringRef name = getLibraryName(callee);
  if (name.empty() || callee->getNumParams() == 0)
    return nullptr;
  clang::ASTContext &ast = callee->getASTContext();
  QualType type = callee->getReturnType();
  if (ast.hasSameUnqualifiedType(type, ast.FloatTy)) {
    if (!name.consume_back("f"))
      return nullptr;
  } else if (ast.hasSameUnqualifiedType(type, ast.LongDoubleTy)) {
    if (!name.consume_back("l"))
      return nullptr;
  } else if (!ast.hasSameUnqualifiedType(type, ast.DoubleTy)) {
    return nullptr;
  }
  auto found = getFunctions().find(name);
  if (found == getFunctions().end() || found->second.arity != callee->getNumParams())
    return nullptr;
  bool uniform = llvm::all_of(callee->parameters(), [&](const clang::ParmVarDecl *parameter) {
    return ast.hasSameUnqualifiedType(parameter->getType(), type);
  });
  return uniform ? &found->second : nullptr;
}

/// `std::hypot(x, y, z)` of three equal floating types.
static bool isHypot3(const clang::FunctionDecl *callee) {
  if (!callee->isInStdNamespace() || !callee->getIdentifier() || callee->getName() != "hypot" ||
      callee->getNumParams() != 3)
    return false;
  clang::ASTContext &ast = callee->getASTContext();
  QualType type = callee->getReturnType();
  return (ast.hasSameUnqualifiedType(type, ast.FloatTy) ||
          ast.hasSameUnqualifiedType(type, ast.DoubleTy) ||
          ast.hasSameUnqualifiedType(type, ast.LongDoubleTy)) &&
         llvm::all_of(callee->parameters(), [&](const clang::ParmVarDecl *parameter) {
           return ast.hasSameUnqualifiedType(parameter->getType(), type);
         });
}

bool costate::frontend::isMathFunction(const clang::FunctionDecl *function) {
  return isHypot3(function) || findFunction(function);
}

namespace {
/// Predicates on floating-point values, and absolute values of integers.
class ClassificationEmitter {
public:
  ClassificationEmitter(FunctionImporter &importer, const clang::CallExpr *call)
      : importer(importer), call(call), location(call->getExprLoc()) {}

  std::optional<Value> emit(llvm::StringRef name);

private:
  Value compare(arith::CmpFPredicate predicate, Value lhs, Value rhs) {
    return arith::CmpFOp::create(importer.builder, importer.at(location), predicate, lhs, rhs);
  }
  Value constant(const llvm::APFloat &value, mlir::Type type) {
    return arith::ConstantOp::create(importer.builder, importer.at(location),
                                     mlir::FloatAttr::get(type, value));
  }
  Value isInfinite(Value x);
  Value isFinite(Value x, arith::CmpFPredicate predicate);
  Value signBit(Value x);
  Value fromBool(Value condition) {
    return importer.convertScalar(condition, importer.ast.BoolTy, call->getType(), location);
  }
  Value absolute(Value x) {
    return math::AbsFOp::create(importer.builder, importer.at(location), x);
  }

  FunctionImporter &importer;
  const clang::CallExpr *call;
  SourceLocation location;
};
} // namespace

static const llvm::fltSemantics &getSemantics(Value x) {
  return llvm::cast<mlir::FloatType>(x.getType()).getFloatSemantics();
}

Value ClassificationEmitter::isInfinite(Value x) {
  return compare(arith::CmpFPredicate::OEQ, absolute(x),
                 constant(llvm::APFloat::getInf(getSemantics(x)), x.getType()));
}

Value ClassificationEmitter::isFinite(Value x, arith::CmpFPredicate predicate) {
  return compare(predicate, absolute(x),
                 constant(llvm::APFloat::getInf(getSemantics(x)), x.getType()));
}

// Also right for zeros and NaN: the sign of 1.0 with the sign of x.
Value ClassificationEmitter::signBit(Value x) {
  Value one = constant(llvm::APFloat::getOne(getSemantics(x)), x.getType());
  Value sign = math::CopySignOp::create(importer.builder, importer.at(location), one, x);
  return compare(arith::CmpFPredicate::OLT, sign, importer.zero(x.getType(), location));
}

std::optional<Value> ClassificationEmitter::emit(llvm::StringRef name) {
  using Predicate = arith::CmpFPredicate;
  bool isAbsolute = name == "abs" || name == "labs" || name == "llabs";
  std::optional<Predicate> binary = llvm::StringSwitch<std::optional<Predicate>>(name)
                                        .Case("isgreater", Predicate::OGT)
                                        .Case("isgreaterequal", Predicate::OGE)
                                        .Case("isless", Predicate::OLT)
                                        .Case("islessequal", Predicate::OLE)
                                        .Case("islessgreater", Predicate::ONE)
                                        .Case("isunordered", Predicate::UNO)
                                        .Default(std::nullopt);
  bool isUnary =
      llvm::StringSwitch<bool>(name)
          .Cases({"isnan", "isnanf", "isnanl", "isinf", "isinff", "isinfl", "isfinite"}, true)
          .Cases({"finite", "finitef", "finitel", "isnormal", "isinf_sign"}, true)
          .Cases({"signbit", "signbitf", "signbitl"}, true)
          .Default(false);
  if (!isAbsolute && !binary && !isUnary)
    return std::nullopt;
  llvm::SmallVector<Value> operands;
  for (const Expr *argument : call->arguments()) {
    Value operand = importer.emitScalar(argument);
    if (!operand)
      return Value();
    operands.push_back(operand);
  }
  Value x = operands.front();
  if (isAbsolute)
    return math::AbsIOp::create(importer.builder, importer.at(location), x).getResult();
  if (!llvm::isa<mlir::FloatType>(x.getType()))
    return importer.refuseNode(call);
  if (binary)
    return fromBool(compare(*binary, x, operands[1]));
  if (name.starts_with("isnan"))
    return fromBool(compare(Predicate::UNO, x, x));
  if (name == "isinf" || name == "isinff" || name == "isinfl")
    return fromBool(isInfinite(x));
  if (name.starts_with("signbit"))
    return fromBool(signBit(x));
  if (name == "isnormal") {
    Value finite = isFinite(x, Predicate::OLT);
    Value large =
        compare(Predicate::OGE, absolute(x),
                constant(llvm::APFloat::getSmallestNormalized(getSemantics(x)), x.getType()));
    return fromBool(arith::AndIOp::create(importer.builder, importer.at(location), finite, large));
  }
  if (name == "isinf_sign") {
    mlir::Type type = importer.importType(call->getType(), location);
    if (!type)
      return Value();
    auto select = [&](Value condition, Value yes, Value no) {
      return arith::SelectOp::create(importer.builder, importer.at(location), condition, yes, no)
          .getResult();
    };
    Value sign = select(signBit(x), importer.constantInt(type, -1, location),
                        importer.constantInt(type, 1, location));
    return select(isInfinite(x), sign, importer.zero(type, location));
  }
  return fromBool(isFinite(x, Predicate::OLT));
}

/// Counts of bits: `__builtin_clzl` and the like.
std::optional<Value> FunctionImporter::emitBitCount(const clang::CallExpr *call,
                                                    llvm::StringRef name) {
  using Operation = Value (*)(mlir::OpBuilder &, Location, Value);
  name.consume_back("l");
  name.consume_back("l");
  Operation operation = llvm::StringSwitch<Operation>(name)
                            .Case("clz",
                                  [](mlir::OpBuilder &b, Location l, Value x) -> Value {
                                    return math::CountLeadingZerosOp::create(b, l, x);
                                  })
                            .Case("ctz",
                                  [](mlir::OpBuilder &b, Location l, Value x) -> Value {
                                    return math::CountTrailingZerosOp::create(b, l, x);
                                  })
                            .Case("popcount",
                                  [](mlir::OpBuilder &b, Location l, Value x) -> Value {
                                    return math::CtPopOp::create(b, l, x);
                                  })
                            .Default(nullptr);
  if (!operation || call->getNumArgs() != 1)
    return std::nullopt;
  Value x = emitScalar(call->getArg(0));
  if (!x)
    return Value();
  Value count = operation(builder, at(call->getExprLoc()), x);
  return convertScalar(count, getUnsigned(count.getType()), call->getType(), call->getExprLoc());
}

std::optional<Value> FunctionImporter::emitMathCall(const clang::CallExpr *call,
                                                    const clang::FunctionDecl *callee) {
  SourceLocation location = call->getExprLoc();
  const MathFunction *function = findFunction(callee);
  bool hypot3 = isHypot3(callee);
  if (!function && !hypot3) {
    llvm::StringRef name = getLibraryName(callee);
    if (name.empty())
      return std::nullopt;
    if (name == "sincos" || name == "sincosf" || name == "sincosl")
      return emitSinCos(call);
    return ClassificationEmitter(*this, call).emit(name);
  }
  llvm::SmallVector<Value> operands;
  for (unsigned i = 0; i < callee->getNumParams(); ++i) {
    Value operand = emitArgument(call->getArg(i), callee->getParamDecl(i)->getType());
    if (!operand)
      return Value();
    operands.push_back(operand);
  }
  arith::FastMathFlags flags =
      getFastMath(call->getFPFeaturesInEffect(ast.getLangOpts())).getValue();
  if (hypot3)
    return buildCxx<cxx::Hypot3Op>(builder, at(location), operands, flags);
  return function->build(builder, at(location), operands, flags);
}

std::optional<Value> FunctionImporter::emitExtremum(const clang::CallExpr *call) {
  const clang::FunctionDecl *callee = call->getDirectCallee();
  if (!callee || !callee->isInStdNamespace() || !callee->getIdentifier())
    return std::nullopt;
  llvm::StringRef name = callee->getName();
  unsigned arity = name == "min" || name == "max" ? 2 : name == "clamp" ? 3 : 0;
  QualType type = callee->getReturnType().getNonReferenceType();
  if (!arity || callee->getNumParams() != arity || call->getNumArgs() != arity ||
      !(type->isRealFloatingType() || type->isIntegralOrEnumerationType()) ||
      type->isEnumeralType())
    return std::nullopt;
  for (const clang::ParmVarDecl *parameter : callee->parameters())
    if (!parameter->getType()->isReferenceType() ||
        !ast.hasSameUnqualifiedType(parameter->getType()->getPointeeType(), type))
      return std::nullopt;
  llvm::SmallVector<Value> operands;
  for (const Expr *argument : call->arguments()) {
    const auto *temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(argument);
    Value operand = temporary ? emitScalar(temporary->getSubExpr()) : emitLoad(argument);
    if (!operand)
      return Value();
    operands.push_back(operand);
  }
  SourceLocation location = call->getExprLoc();
  // max(a, b) is `a < b ? b : a`, min(a, b) is `b < a ? b : a`: the first argument on a tie.
  auto select = [&](bool isMaximum, Value a, Value b) -> Value {
    Value lower = isMaximum ? a : b, upper = isMaximum ? b : a;
    Value condition;
    if (llvm::isa<mlir::FloatType>(a.getType()))
      condition =
          arith::CmpFOp::create(builder, at(location), arith::CmpFPredicate::OLT, lower, upper);
    else
      condition = arith::CmpIOp::create(builder, at(location),
                                        type->isSignedIntegerOrEnumerationType()
                                            ? arith::CmpIPredicate::slt
                                            : arith::CmpIPredicate::ult,
                                        lower, upper);
    return arith::SelectOp::create(builder, at(location), condition, b, a);
  };
  if (arity == 2)
    return select(name == "max", operands[0], operands[1]);
  return select(false, select(true, operands[0], operands[1]), operands[2]);
}

Value FunctionImporter::emitSinCos(const clang::CallExpr *call) {
  SourceLocation location = call->getExprLoc();
  Value x = emitScalar(call->getArg(0));
  Value sine = x ? emitScalar(call->getArg(1)) : Value();
  Value cosine = sine ? emitScalar(call->getArg(2)) : Value();
  if (!cosine)
    return {};
  store(math::SinOp::create(builder, at(location), x), sine, location);
  store(math::CosOp::create(builder, at(location), x), cosine, location);
  return {};
}
