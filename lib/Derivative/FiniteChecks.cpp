// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "FiniteChecks.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace mlir;
using namespace costate;

std::string costate::describeOperand(Operation *op, unsigned operand) {
  Value value = op->getOperand(operand);
  APFloat number(0.0);
  if (matchPattern(value, m_ConstantFloat(&number))) {
    llvm::SmallString<24> digits;
    number.toString(digits, /*FormatPrecision=*/6);
    return digits.str().str();
  }
  StringRef name = findVariableName(value.getLoc());
  return name.empty() ? "#" + std::to_string(operand + 1) : name.str();
}

std::string costate::describeOperation(Operation *op) {
  StringRef name = op->getName().stripDialect();
  SmallVector<std::string> operands;
  for (unsigned i = 0; i < op->getNumOperands(); ++i)
    operands.push_back(describeOperand(op, i));
  if (auto sum = dyn_cast<cxx::MulAddOp>(op)) {
    std::string product = operands[0] + " * " + operands[1];
    return sum.getNegate() ? operands[2] + " - " + product
                           : product + (sum.getSubtract() ? " - " : " + ") + operands[2];
  }
  StringRef symbol = llvm::StringSwitch<StringRef>(name)
                         .Case("addf", " + ")
                         .Case("subf", " - ")
                         .Case("mulf", " * ")
                         .Case("divf", " / ")
                         .Default("");
  if (!symbol.empty())
    return operands[0] + symbol.str() + operands[1];
  if (auto complex = dyn_cast<cxx::ComplexFunctionOp>(op))
    name = complex.getFunction();
  StringRef spelled = llvm::StringSwitch<StringRef>(name)
                          .Case("powf", "pow")
                          .Case("fpowi", "pow")
                          .Case("absf", "fabs")
                          .Case("remf", "fmod")
                          .Default(name);
  return spelled.str() + "(" + llvm::join(operands, ", ") + ")";
}

static Value isFinite(OpBuilder &builder, Location location, Value number) {
  auto type = cast<FloatType>(number.getType());
  Value magnitude = math::AbsFOp::create(builder, location, number);
  Value infinity = arith::ConstantOp::create(
      builder, location, builder.getFloatAttr(type, APFloat::getInf(type.getFloatSemantics())));
  return arith::CmpFOp::create(builder, location, arith::CmpFPredicate::OLT, magnitude, infinity);
}

/// printf prints numbers as `double`.
static Value toDouble(OpBuilder &builder, Location location, Value number) {
  Type wanted = builder.getF64Type();
  unsigned width = number.getType().getIntOrFloatBitWidth();
  if (width < 64)
    return arith::ExtFOp::create(builder, location, wanted, number);
  return width > 64 ? arith::TruncFOp::create(builder, location, wanted, number).getResult()
                    : number;
}

/// The first character of a text that ends with zero.
static Value emitText(OpBuilder &builder, Location location, ModuleOp module, std::string bytes) {
  bytes.push_back('\0');
  auto type = cxx::ArrayType::get(bytes.size(), builder.getI8Type());
  std::string name = "costate.check." + llvm::utohexstr(llvm::xxh3_64bits(bytes));
  if (!module.lookupSymbol(name)) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(module.getBody());
    cxx::GlobalOp::create(builder, builder.getUnknownLoc(), name, type,
                          builder.getStringAttr(bytes), /*constant=*/true, /*internal=*/true,
                          /*cxx_name=*/"", nullptr);
  }
  Value text = cxx::AddressOfOp::create(builder, location, cxx::PtrType::get(type), name);
  Value zero = arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(0));
  return cxx::ElementOp::create(builder, location, cxx::PtrType::get(builder.getI8Type()), text,
                                zero);
}

/// Where an operation stands, and the calls that it was inlined through: outermost last.
static void collectFrames(Location location, SmallVectorImpl<Location> &frames) {
  if (auto name = dyn_cast<NameLoc>(location))
    return collectFrames(name.getChildLoc(), frames);
  auto call = dyn_cast<CallSiteLoc>(location);
  if (!call) {
    frames.push_back(location);
    return;
  }
  collectFrames(call.getCallee(), frames);
  collectFrames(call.getCaller(), frames);
}

/// "f.cpp:3:9" as a printf format.
static std::string formatPosition(Location location) {
  std::optional<FileLineColLoc> position = findFilePosition(location);
  if (!position)
    return "?";
  std::string text;
  for (char letter : llvm::sys::path::filename(position->getFilename()))
    text += letter == '%' ? "%%" : std::string(1, letter);
  return text + ":" + std::to_string(position->getLine()) + ":" +
         std::to_string(position->getColumn());
}

void costate::emitFiniteCheck(ModuleOp module, OpBuilder &builder, Location location, Value result,
                              ValueRange parts, StringRef message, ArrayRef<ShownNumber> numbers) {
  Value yes = arith::ConstantOp::create(builder, location, builder.getBoolAttr(true));
  Value isBorn = arith::XOrIOp::create(builder, location, isFinite(builder, location, result), yes);
  for (Value part : parts)
    isBorn = arith::AndIOp::create(builder, location, isBorn, isFinite(builder, location, part));

  SmallVector<Location> frames;
  collectFrames(location, frames);
  std::string format = formatPosition(frames.front()) + ": " + message.str() + " is %g";
  SmallVector<ShownNumber> shown = {{"", result}};
  for (const ShownNumber &number : numbers) {
    format += (shown.size() == 1 ? ", where " : ", ") + number.name + " = %.17g";
    shown.push_back(number);
  }
  for (auto [index, frame] : llvm::enumerate(ArrayRef(frames).drop_front()))
    format += (index == 0 ? "; called from " : ", ") + formatPosition(frame);
  auto branch = scf::IfOp::create(builder, location, isBorn, /*withElse=*/false);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(branch.thenBlock());
  Value stream = arith::ConstantOp::create(builder, location, builder.getI32IntegerAttr(2));
  SmallVector<Value> arguments = {stream, emitText(builder, location, module, format + "\n")};
  for (const ShownNumber &number : shown)
    arguments.push_back(toDouble(builder, location, number.value));
  cxx::InactiveCallOp::create(builder, location, builder.getI32Type(), "dprintf", "dprintf",
                              arguments, /*variadic_from=*/2, /*noreturn=*/false);
  cxx::InactiveCallOp::create(builder, location, TypeRange(), "abort", "std::abort", ValueRange(),
                              /*variadic_from=*/-1, /*noreturn=*/true);
}
