// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text of the internal functions, and their insertion into a module.

#include "RuntimeFunctions.h"
#include "SpecialFunctionTexts.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace costate;

static constexpr char hostOutOfMemoryText[] = R"mlir(
cxx.global constant internal @costate_out_of_memory_message : !cxx.array<50 x i8>
  = "costate: out of memory for the derivative's tape\0A\00"
func.func private @costate_out_of_memory() attributes {passthrough = ["cold", "noinline"]} {
  %message = cxx.address_of @costate_out_of_memory_message : !cxx.ptr<!cxx.array<50 x i8>>
  %standard_error = arith.constant 2 : i32
  %length = arith.constant 49 : i64
  %written = cxx.inactive_call "write"(%standard_error, %message, %length) {cxx_callee = "write"}
    : (i32, !cxx.ptr<!cxx.array<50 x i8>>, i64) -> i64
  cxx.inactive_call "abort"() {cxx_callee = "std::abort", noreturn} : () -> ()
  return
}
)mlir";

static constexpr char deviceOutOfMemoryText[] = R"mlir(
func.func private @costate_out_of_memory() attributes {passthrough = ["cold", "noinline"]} {
  cxx.inactive_call "abort"() {cxx_callee = "std::abort", noreturn} : () -> ()
  return
}
)mlir";

static constexpr char hostTapeGrowText[] = R"mlir(
func.func private @costate_tape_grow(%data: !cxx.ptr<none>, %old: i64, %bytes: i64) -> !cxx.ptr<none>
    attributes {passthrough = ["cold", "noinline"]} {
  %grown = cxx.inactive_call "realloc"(%data, %bytes) {cxx_callee = "std::realloc"}
    : (!cxx.ptr<none>, i64) -> !cxx.ptr<none>
  %null = cxx.null : !cxx.ptr<none>
  %failed = cxx.ptr_cmp eq %grown, %null : !cxx.ptr<none>
  scf.if %failed {
    func.call @costate_out_of_memory() : () -> ()
  }
  return %grown : !cxx.ptr<none>
}
)mlir";

static constexpr char deviceTapeGrowText[] = R"mlir(
func.func private @costate_tape_grow(%data: !cxx.ptr<none>, %old: i64, %bytes: i64) -> !cxx.ptr<none>
    attributes {passthrough = ["cold", "noinline"]} {
  %grown = cxx.alloc malloc %bytes : !cxx.ptr<i8>
  %null = cxx.null : !cxx.ptr<i8>
  %failed = cxx.ptr_cmp eq %grown, %null : !cxx.ptr<i8>
  scf.if %failed {
    func.call @costate_out_of_memory() : () -> ()
  }
  %source = cxx.cast %data : !cxx.ptr<none> to !cxx.ptr<i8>
  cxx.copy_n %grown, %source, %old : !cxx.ptr<i8>
  cxx.dealloc free %source : !cxx.ptr<i8>
  %result = cxx.cast %grown : !cxx.ptr<i8> to !cxx.ptr<none>
  return %result : !cxx.ptr<none>
}
)mlir";

/// {0} is the type. Like libstdc++'s: scaled by the largest operand; the contractions are clang's.
static constexpr char hypot3Text[] = R"mlir(
func.func private @costate_hypot3_{0}(%x: {0}, %y: {0}, %z: {0}) -> {0} {{
  %ax = math.absf %x : {0}
  %ay = math.absf %y : {0}
  %az = math.absf %z : {0}
  %xy = arith.cmpf olt, %ax, %ay : {0}
  %yz = arith.cmpf olt, %ay, %az : {0}
  %xz = arith.cmpf olt, %ax, %az : {0}
  %m0 = arith.select %yz, %az, %ay : {0}
  %m1 = arith.select %xz, %az, %ax : {0}
  %a = arith.select %xy, %m0, %m1 : {0}
  %zero = arith.constant 0.0 : {0}
  %scaled = arith.cmpf une, %a, %zero : {0}
  %r = scf.if %scaled -> ({0}) {{
    %qx = arith.divf %ax, %a : {0}
    %qy = arith.divf %ay, %a : {0}
    %qz = arith.divf %az, %a : {0}
    %yy = arith.mulf %qy, %qy : {0}
    %xxyy = cxx.mul_add %qx, %qx, %yy : {0}
    %sum = cxx.mul_add %qz, %qz, %xxyy : {0}
    %root = math.sqrt %sum : {0}
    %h = arith.mulf %a, %root : {0}
    scf.yield %h : {0}
  } else {{
    scf.yield %zero : {0}
  }
  return %r : {0}
}
)mlir";

/// {0} is the type, {1} and {2} name the part. What clang emits for `x * y`: where both parts are
/// NaN, the library recovers infinities.
static constexpr char complexProductText[] = R"mlir(
func.func private @costate_complex_product_{1}_{0}(%a: {0}, %b: {0}, %c: {0}, %d: {0}) -> {0} {{
  %ac = arith.mulf %a, %c : {0}
  %bd = arith.mulf %b, %d : {0}
  %ad = arith.mulf %a, %d : {0}
  %bc = arith.mulf %b, %c : {0}
  %real = arith.subf %ac, %bd : {0}
  %imaginary = arith.addf %ad, %bc : {0}
  %nan_real = arith.cmpf uno, %real, %real : {0}
  %nan_imaginary = arith.cmpf uno, %imaginary, %imaginary : {0}
  %lost = arith.andi %nan_real, %nan_imaginary : i1
  %r = scf.if %lost -> ({0}) {{
    %recovered = cxx.complex_function "recover" {2} (%a, %b, %c, %d) : ({0}, {0}, {0}, {0}) -> {0}
    scf.yield %recovered : {0}
  } else {{
    scf.yield %{1} : {0}
  }
  return %r : {0}
}
)mlir";

func::FuncOp RuntimeFunctions::get(StringRef name, StringRef text) {
  if (auto existing = module.lookupSymbol<func::FuncOp>(name))
    return existing;
  // A text may call functions that the module has already: it is verified as part of the module.
  ParserConfig config(module.getContext(), /*verifyAfterParse=*/false);
  OwningOpRef<ModuleOp> parsed = parseSourceString<ModuleOp>(text, config, "<costate runtime>");
  if (!parsed)
    llvm::report_fatal_error("costate: a runtime function does not parse");
  // The constant that a function refers to comes first in its text and has a name of its own.
  Block::iterator end = module.getBody()->end();
  module.getBody()->getOperations().splice(end, parsed->getBody()->getOperations());
  return module.lookupSymbol<func::FuncOp>(name);
}

func::FuncOp RuntimeFunctions::getOutOfMemory() {
  return get("costate_out_of_memory", device ? deviceOutOfMemoryText : hostOutOfMemoryText);
}

func::FuncOp RuntimeFunctions::getTapeGrow() {
  getOutOfMemory();
  return get("costate_tape_grow", device ? deviceTapeGrowText : hostTapeGrowText);
}

func::FuncOp RuntimeFunctions::getDigamma() { return get("costate_digamma", digammaText); }
func::FuncOp RuntimeFunctions::getTrigamma() { return get("costate_trigamma", trigammaText); }

func::FuncOp RuntimeFunctions::getHypot3(FloatType type) {
  std::string name;
  llvm::raw_string_ostream(name) << type;
  return get("costate_hypot3_" + name, llvm::formatv(hypot3Text, name).str());
}

func::FuncOp RuntimeFunctions::getComplexProduct(FloatType type, bool imaginary) {
  std::string name;
  llvm::raw_string_ostream(name) << type;
  std::string part = imaginary ? "imaginary" : "real";
  return get("costate_complex_product_" + part + "_" + name,
             llvm::formatv(complexProductText, name, part, imaginary ? "imaginary" : "").str());
}
