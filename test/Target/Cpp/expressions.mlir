// Nested expressions with no more parentheses than needed; products and sums that the IR keeps apart
// stay in two statements, since one expression may be fused.
// RUN: costate-translate --emit-cpp --emit-cpp-all %s | FileCheck %s

// CHECK-LABEL: double nested(double a, double b, double c) {
// CHECK-NEXT: return (a + b) * c - a / (b * c) - (b - (c - a));
func.func @nested(%a: f64 {cxx.name = "a"}, %b: f64 {cxx.name = "b"}, %c: f64 {cxx.name = "c"}) -> f64 {
  %0 = arith.addf %a, %b : f64
  %1 = arith.mulf %0, %c fastmath<contract> : f64
  %2 = arith.mulf %b, %c : f64
  %3 = arith.divf %a, %2 : f64
  %4 = arith.subf %1, %3 fastmath<contract> : f64
  %5 = arith.subf %c, %a : f64
  %6 = arith.subf %b, %5 : f64
  %7 = arith.subf %4, %6 : f64
  return %7 : f64
}

// CHECK-LABEL: double kept_apart(
// CHECK-NEXT: const double product = a * b;
// CHECK-NEXT: return product + c;
func.func @kept_apart(%a: f64 {cxx.name = "a"}, %b: f64 {cxx.name = "b"}, %c: f64 {cxx.name = "c"}) -> f64 {
  %0 = arith.mulf %a, %b : f64
  %1 = arith.addf %0, %c : f64
  return %1 : f64
}

// CHECK-LABEL: double fused(
// CHECK-NEXT: return c - a * b + (a * b - c) * (a * b + c);
func.func @fused(%a: f64 {cxx.name = "a"}, %b: f64 {cxx.name = "b"}, %c: f64 {cxx.name = "c"}) -> f64 {
  %0 = cxx.mul_add %a, %b, %c {negate} : f64
  %1 = cxx.mul_add %a, %b, %c {subtract} : f64
  %2 = cxx.mul_add %a, %b, %c : f64
  %3 = arith.mulf %1, %2 fastmath<contract> : f64
  %4 = arith.addf %0, %3 fastmath<contract> : f64
  return %4 : f64
}

// Conversions that C++ makes by itself are not written.
// CHECK-LABEL: double conversions(int n, float f) {
// CHECK-NEXT: return 2.5 * n + static_cast<double>(f) / n + std::sin(static_cast<double>(n));
func.func @conversions(%n: i32 {cxx.name = "n"}, %f: f32 {cxx.name = "f"}) -> f64 {
  %c = arith.constant 2.5 : f64
  %0 = arith.sitofp %n : i32 to f64
  %1 = arith.mulf %c, %0 fastmath<contract> : f64
  %2 = arith.extf %f : f32 to f64
  %3 = arith.divf %2, %0 : f64
  %4 = arith.addf %1, %3 fastmath<contract> : f64
  %5 = math.sin %0 : f64
  %6 = arith.addf %4, %5 : f64
  return %6 : f64
}

// CHECK-LABEL: bool conditions(
// CHECK-NEXT: return (a < b && !(b >= a)) || a != a + b || n <= 3;
func.func @conditions(%a: f64 {cxx.name = "a"}, %b: f64 {cxx.name = "b"}, %n: i32 {cxx.name = "n"}) -> i1 {
  %true = arith.constant true
  %c3 = arith.constant 3 : i32
  %0 = arith.cmpf olt, %a, %b : f64
  %1 = arith.cmpf ult, %b, %a : f64
  %2 = arith.andi %0, %1 : i1
  %s = arith.addf %a, %b : f64
  %3 = arith.cmpf une, %a, %s : f64
  %4 = arith.ori %2, %3 : i1
  %5 = arith.cmpi sgt, %n, %c3 : i32
  %6 = arith.xori %5, %true : i1
  %7 = arith.ori %4, %6 : i1
  return %7 : i1
}

// CHECK-LABEL: double special() {
// CHECK-NEXT: return std::numeric_limits<double>::infinity() * -0.0 + 0.1 + 1e+300;
func.func @special() -> f64 {
  %inf = arith.constant 0x7FF0000000000000 : f64
  %zero = arith.constant -0.0 : f64
  %tenth = arith.constant 0.1 : f64
  %large = arith.constant 1.0e+300 : f64
  %0 = arith.mulf %inf, %zero fastmath<contract> : f64
  %1 = arith.addf %0, %tenth fastmath<contract> : f64
  %2 = arith.addf %1, %large : f64
  return %2 : f64
}
