// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every scalar rule, applied and executed: against extrapolated differences at interior points,
// exactly at kinks and edges; it asks for the primal values that it announces and for no other.

#include "costate/Rules/ScalarRules.h"
#include "../../Rules/differences.h"
#include "ScalarEvaluator.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Interfaces/ScalarRule.h"
#include "costate/runtime/special_functions.hpp"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

#include <cmath>
#include <optional>
#include <vector>

using namespace mlir;
using costate::ScalarRuleInterface;

namespace {

struct ExpectedEdge {
  std::vector<double> at;
  std::vector<std::optional<double>> partials;
};

struct RuleCase {
  const char *name;
  llvm::StringRef opName;
  std::vector<llvm::StringRef> types;
  llvm::StringRef attribute;
  long double (*primal)(const long double *);
  std::vector<std::vector<double>> points;
  std::vector<ExpectedEdge> edges;
};

/// psi(x) in extended precision: recurrence to x > 60, then the asymptotic series.
long double digamma(long double x) {
  if (x < 0.0L)
    return digamma(1.0L - x) - M_PIl / std::tan(M_PIl * x);
  long double sum = 0.0L;
  for (; x < 60.0L; x += 1.0L)
    sum -= 1.0L / x;
  const long double w = 1.0L / (x * x);
  return sum + std::log(x) - 0.5L / x -
         w * (1 / 12.0L - w * (1 / 120.0L - w * (1 / 252.0L - w * (1 / 240.0L - w / 132.0L))));
}
long double exp10(long double x) { return exp10l(x); }

#include "RuleCases.inc"

/// Hands out the block's values and notes what was asked for.
class RecordingContext : public costate::PrimalContext {
public:
  explicit RecordingContext(Operation *op) : op(op), operandsUsed(op->getNumOperands()) {}
  Value operand(unsigned index) override {
    operandsUsed.set(index);
    return op->getOperand(index);
  }
  Value result() override {
    usesResult = true;
    return op->getResult(0);
  }

  Operation *op;
  llvm::SmallBitVector operandsUsed;
  bool usesResult = false;
};

void loadRules(MLIRContext &context) {
  DialectRegistry registry;
  registry.insert<arith::ArithDialect, math::MathDialect, costate::cxx::CxxDialect>();
  costate::registerScalarRules(registry);
  context.appendDialectRegistry(registry);
  context.loadAllAvailableDialects();
}

class ScalarRules : public testing::TestWithParam<RuleCase> {
protected:
  ScalarRules() { loadRules(context); }

  Type parseType(llvm::StringRef name) {
    Builder builder(&context);
    if (name == "i1")
      return builder.getI1Type();
    if (name == "i32")
      return builder.getI32Type();
    return name == "f32" ? Type(builder.getF32Type()) : Type(builder.getF64Type());
  }

  /// That of the first number among the operands, but for conversions.
  Type resultType(const RuleCase &rule) {
    if (rule.opName == "arith.extf" || rule.opName == "arith.truncf")
      return parseType(rule.opName == "arith.extf" ? "f64" : "f32");
    for (llvm::StringRef type : rule.types)
      if (isa<FloatType>(parseType(type)))
        return parseType(type);
    return parseType("f64");
  }

  /// The operation over the block's leading arguments.
  Operation *build(const RuleCase &rule, Block &block) {
    OpBuilder builder(&context);
    builder.setInsertionPointToEnd(&block);
    OperationState state(builder.getUnknownLoc(), rule.opName);
    for (llvm::StringRef type : rule.types)
      state.addOperands(block.addArgument(parseType(type), state.location));
    state.addTypes(resultType(rule));
    if (!rule.attribute.empty())
      state.addAttribute(rule.attribute, builder.getUnitAttr());
    return builder.create(state);
  }

  /// The contribution of operand k per unit of the seed, for a constant seed of 1 or an opaque one
  /// of -2 (which scales exactly, and what multiplies by a seed is no longer what divides by it) in
  /// the given type.
  double partial(const RuleCase &rule, const std::vector<double> &at, unsigned k, Type seedType,
                 bool constantSeed) {
    Block block;
    Operation *op = build(rule, block);
    OpBuilder builder(&context);
    builder.setInsertionPointToEnd(&block);
    std::vector<double> arguments = at;
    const double opaqueSeed = -2.0;
    Value seed;
    if (constantSeed) {
      seed = arith::ConstantOp::create(builder, op->getLoc(), FloatAttr::get(seedType, 1.0));
    } else {
      seed = block.addArgument(seedType, op->getLoc());
      arguments.push_back(opaqueSeed);
    }
    RecordingContext primal(op);
    auto interface = cast<ScalarRuleInterface>(op);
    if (!interface.isDifferentiableOperand(k)) {
      EXPECT_FALSE(interface.applyPartial(k, seed, primal, builder, op->getLoc()));
      return 0.0;
    }
    Value value = interface.applyPartial(k, seed, primal, builder, op->getLoc());
    checkUses(interface, k, primal);
    Type expectedType = seedType == op->getOperand(k).getType() ? op->getResult(0).getType()
                                                                : op->getOperand(k).getType();
    EXPECT_EQ(value.getType(), expectedType);
    return ScalarEvaluator(block, arguments)(value) / (constantSeed ? 1.0 : opaqueSeed);
  }

  void checkUses(ScalarRuleInterface interface, unsigned k, const RecordingContext &primal) {
    bool usesResult = true;
    llvm::SmallBitVector operandsUsed;
    interface.primalUses(k, usesResult, operandsUsed);
    EXPECT_EQ(usesResult, primal.usesResult);
    EXPECT_TRUE(operandsUsed == primal.operandsUsed);
  }

  /// Forward and reverse, opaque and constant seed: the same number, up to the seed's folding.
  template <class Check>
  void forEachForm(const RuleCase &rule, const std::vector<double> &at, unsigned k, Check check) {
    for (bool constantSeed : {false, true}) {
      check(partial(rule, at, k, resultType(rule), constantSeed));
      if (isa<FloatType>(parseType(rule.types[k])))
        check(partial(rule, at, k, parseType(rule.types[k]), constantSeed));
    }
  }

  MLIRContext context;
};

std::string format(const std::vector<double> &at) {
  std::string text;
  for (double x : at)
    text += (text.empty() ? "" : ", ") + std::to_string(x);
  return "(" + text + ")";
}

TEST_P(ScalarRules, AgreesWithDifferences) {
  const RuleCase &rule = GetParam();
  for (const std::vector<double> &at : rule.points)
    for (unsigned k = 0; k < at.size(); ++k) {
      if (!isa<FloatType>(parseType(rule.types[k])))
        continue;
      differences::Estimate estimate = differences::differentiate(rule.primal, at, k);
      forEachForm(rule, at, k, [&](double value) {
        EXPECT_TRUE(differences::agrees(value, estimate, 1e-11L))
            << "operand " << k << " at " << format(at) << ": " << value << ", differences give "
            << static_cast<double>(estimate.derivative);
      });
    }
}

TEST_P(ScalarRules, HasDocumentedValuesAtEdges) {
  const RuleCase &rule = GetParam();
  for (const ExpectedEdge &edge : rule.edges)
    for (unsigned k = 0; k < edge.at.size(); ++k)
      if (edge.partials[k])
        forEachForm(rule, edge.at, k, [&](double value) {
          EXPECT_TRUE(differences::isExpected(value, *edge.partials[k]))
              << "operand " << k << " at " << format(edge.at) << ": " << value << ", documented "
              << *edge.partials[k];
        });
}

/// Operations without a rule are refused by the engine; these have none on purpose.
TEST(OperationsWithoutRule, HaveNoInterface) {
  MLIRContext context;
  loadRules(context);
  for (llvm::StringRef name : {"cxx.trigamma", "math.clampf", "math.sincos", "arith.bitcast"}) {
    auto registered = RegisteredOperationName::lookup(name, &context);
    ASSERT_TRUE(registered) << name.str();
    EXPECT_FALSE(registered->hasInterface<ScalarRuleInterface>()) << name.str();
  }
}

INSTANTIATE_TEST_SUITE_P(All, ScalarRules, testing::ValuesIn(ruleCases()),
                         [](const auto &parameter) { return std::string(parameter.param.name); });

} // namespace
