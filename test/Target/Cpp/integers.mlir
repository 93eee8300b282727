// Integer operations have defined behaviour wherever the IR has: wrapping ones are unsigned, narrow ones are
// truncated, unsigned ones see unsigned operands. The driver compares them with what the IR means.
// RUN: costate-translate --emit-cpp --emit-cpp-all %s -o %t.inc
// RUN: FileCheck %s < %t.inc
// RUN: cat %t.inc %S/Inputs/integers.cpp > %t.cpp
// RUN: %gxx -std=c++17 -O2 -Wall -Wextra -Werror %t.cpp -o %t.gcc && %t.gcc
// RUN: %clangxx -std=c++17 -O1 -Wall -Wextra -Werror -fsanitize=undefined -fno-sanitize-recover=all %t.cpp -o %t.clang && %t.clang

// CHECK-LABEL: int add_nsw(int a, int b) {
// CHECK-NEXT: return a + b;
func.func @add_nsw(%a: i32 {cxx.name = "a"}, %b: i32 {cxx.name = "b"}) -> i32 {
  %0 = arith.addi %a, %b overflow<nsw> : i32
  return %0 : i32
}
// CHECK-LABEL: int add_wrap(int a, int b) {
// CHECK-NEXT: return static_cast<unsigned>(a) + b;
func.func @add_wrap(%a: i32 {cxx.name = "a"}, %b: i32 {cxx.name = "b"}) -> i32 {
  %0 = arith.addi %a, %b : i32
  return %0 : i32
}
func.func @mul_wrap_add(%a: i64 {cxx.name = "a"}, %b: i64 {cxx.name = "b"}) -> i64 {
  %c = arith.constant 6364136223846793005 : i64
  %0 = arith.muli %a, %c : i64
  %1 = arith.addi %0, %b : i64
  return %1 : i64
}
func.func @negate_wrap(%a: i32 {cxx.name = "a"}) -> i32 {
  %c = arith.constant 0 : i32
  %0 = arith.subi %c, %a : i32
  return %0 : i32
}
// CHECK-LABEL: int div_unsigned(int a, int b) {
// CHECK-NEXT: return static_cast<unsigned>(a) / b;
func.func @div_unsigned(%a: i32 {cxx.name = "a"}, %b: i32 {cxx.name = "b"}) -> i32 {
  %0 = arith.divui %a, %b : i32
  return %0 : i32
}
func.func @rem_unsigned(%a: i64 {cxx.name = "a"}, %b: i64 {cxx.name = "b"}) -> i64 {
  %0 = arith.remui %a, %b : i64
  return %0 : i64
}
// CHECK-LABEL: int shifts(int a, int b) {
func.func @shifts(%a: i32 {cxx.name = "a"}, %b: i32 {cxx.name = "b"}) -> i32 {
  %0 = arith.shli %a, %b : i32
  %1 = arith.shrsi %a, %b : i32
  %2 = arith.shrui %a, %b : i32
  %3 = arith.xori %0, %1 : i32
  %4 = arith.ori %3, %2 : i32
  return %4 : i32
}
func.func @narrow(%a: i8 {cxx.name = "a"}, %b: i8 {cxx.name = "b"}) -> i8 {
  %0 = arith.addi %a, %b : i8
  %1 = arith.muli %0, %0 : i8
  %2 = arith.shrui %1, %b : i8
  return %2 : i8
}
// CHECK-LABEL: long widen(int a, int b) {
// CHECK-NEXT: return static_cast<long>(a) * b + static_cast<unsigned>(b);
func.func @widen(%a: i32 {cxx.name = "a"}, %b: i32 {cxx.name = "b"}) -> i64 {
  %0 = arith.extsi %a : i32 to i64
  %1 = arith.extsi %b : i32 to i64
  %2 = arith.muli %0, %1 overflow<nsw> : i64
  %3 = arith.extui %b : i32 to i64
  %4 = arith.addi %2, %3 overflow<nsw> : i64
  return %4 : i64
}
func.func @compare(%a: i32 {cxx.name = "a"}, %b: i32 {cxx.name = "b"}) -> i32 {
  %0 = arith.cmpi slt, %a, %b : i32
  %1 = arith.cmpi ult, %a, %b : i32
  %s = arith.addi %a, %b : i32
  %2 = arith.cmpi eq, %s, %a : i32
  %3 = arith.cmpi sge, %s, %b : i32
  %x0 = arith.extui %0 : i1 to i32
  %x1 = arith.extsi %1 : i1 to i32
  %x2 = arith.extui %2 : i1 to i32
  %x3 = arith.extui %3 : i1 to i32
  %c2 = arith.constant 2 : i32
  %c4 = arith.constant 4 : i32
  %c8 = arith.constant 8 : i32
  %y1 = arith.muli %x1, %c2 overflow<nsw> : i32
  %y2 = arith.muli %x2, %c4 overflow<nsw> : i32
  %y3 = arith.muli %x3, %c8 overflow<nsw> : i32
  %z0 = arith.addi %x0, %y1 overflow<nsw> : i32
  %z1 = arith.addi %z0, %y2 overflow<nsw> : i32
  %z2 = arith.addi %z1, %y3 overflow<nsw> : i32
  return %z2 : i32
}
// Unsigned variables of the source stay unsigned.
// CHECK-LABEL: int mix(unsigned a, unsigned b) {
// CHECK-NEXT: return a / (b + 3) * 5 + (a >> 3);
func.func @mix(%a: i32 {cxx.name = "a", cxx.declarator = "unsigned {0}"}, %b: i32 {cxx.name = "b", cxx.declarator = "unsigned {0}"}) -> i32 {
  %c3 = arith.constant 3 : i32
  %c5 = arith.constant 5 : i32
  %0 = arith.addi %b, %c3 : i32
  %1 = arith.divui %a, %0 : i32
  %2 = arith.muli %1, %c5 : i32
  %3 = arith.shrui %a, %c3 : i32
  %4 = arith.addi %2, %3 : i32
  return %4 : i32
}
func.func @convert(%a: i32 {cxx.name = "a"}) -> f64 {
  %0 = arith.uitofp %a : i32 to f64
  %1 = arith.sitofp %a : i32 to f64
  %2 = arith.divf %0, %1 : f64
  %t = arith.trunci %a : i32 to i8
  %3 = arith.sitofp %t : i8 to f64
  %4 = arith.uitofp %t : i8 to f64
  %5 = arith.addf %3, %4 : f64
  %6 = arith.addf %2, %5 : f64
  return %6 : f64
}
func.func @lowest() -> i64 {
  %0 = arith.constant -9223372036854775808 : i64
  return %0 : i64
}
