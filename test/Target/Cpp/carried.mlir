// What loops carry and branches result in: one variable where values allow it, assignments in an order
// that reads nothing too late, a temporary for swaps.
// RUN: costate-translate --emit-cpp --emit-cpp-all %s -o %t.inc
// RUN: FileCheck %s < %t.inc
// RUN: cat %t.inc %S/Inputs/carried.cpp > %t.cpp
// RUN: %gxx -std=c++17 -O2 -Wall -Wextra -Werror %t.cpp -o %t.gcc && %t.gcc
// RUN: %clangxx -std=c++17 -O0 -Wall -Wextra -Werror %t.cpp -o %t.clang && %t.clang

// CHECK-LABEL: double fibonacci(int n) {
// CHECK-NEXT:   double t = 0.0;
// CHECK-NEXT:   double t1 = 1.0;
// CHECK-NEXT:   for (int i = 0; i < n; ++i) {
// CHECK-NEXT:     const double t_next = t1;
// CHECK-NEXT:     t1 += t;
// CHECK-NEXT:     t = t_next;
// CHECK-NEXT:   }
// CHECK-NEXT:   return t;
func.func @fibonacci(%n: i32 {cxx.name = "n"}) -> f64 {
  %c0 = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %x = arith.constant 0.0 : f64
  %y = arith.constant 1.0 : f64
  %trips = cxx.trip_count slt %c0 to %n step 1 : i32
  %r:2 = scf.for %t = %zero to %trips step %one iter_args(%a = %x, %b = %y) -> (f64, f64) : i64 {
    %s = arith.addf %a, %b : f64
    scf.yield %b, %s : f64, f64
  }
  return %r#0 : f64
}

// One variable through two loops and a branch.
// CHECK-LABEL: double nested(const double *x, int n) {
// CHECK-NEXT:   double t = 0.0;
// CHECK-NEXT:   for (int i = 0; i < n; ++i) {
// CHECK-NEXT:     for (int i1 = 0; i1 < n; ++i1) {
// CHECK-NEXT:       if (x[i] > x[i1])
// CHECK-NEXT:         t += x[i1];
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return t;
func.func @nested(%x: !cxx.ptr<f64> {cxx.name = "x", cxx.declarator = "const double *{0}", cxx.read_only}, %n: i32 {cxx.name = "n"}) -> f64 {
  %c0 = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %z = arith.constant 0.0 : f64
  %trips = cxx.trip_count slt %c0 to %n step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%s = %z) -> (f64) : i64 {
    %inner = scf.for %u = %zero to %trips step %one iter_args(%q = %s) -> (f64) : i64 {
      %p1 = cxx.offset %x[%t] : !cxx.ptr<f64>
      %v1 = cxx.load %p1 : !cxx.ptr<f64>
      %p2 = cxx.offset %x[%u] : !cxx.ptr<f64>
      %v2 = cxx.load %p2 : !cxx.ptr<f64>
      %c = arith.cmpf ogt, %v1, %v2 : f64
      %w = scf.if %c -> (f64) {
        %v3 = cxx.load %p2 : !cxx.ptr<f64>
        %sum = arith.addf %q, %v3 : f64
        scf.yield %sum : f64
      } else {
        scf.yield %q : f64
      }
      scf.yield %w : f64
    }
    scf.yield %inner : f64
  }
  return %r : f64
}

// The old value is still read after the inner loop: two variables.
// CHECK-LABEL: double kept(int n) {
// CHECK-NEXT:   double t = 1.0;
// CHECK-NEXT:   for (int i = 0; i < n; ++i) {
// CHECK-NEXT:     double t1 = t;
// CHECK-NEXT:     for (int i1 = 0; i1 < n; ++i1)
// CHECK-NEXT:       t1 *= 0.5;
// CHECK-NEXT:     t += t1;
func.func @kept(%n: i32 {cxx.name = "n"}) -> f64 {
  %c0 = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %y = arith.constant 1.0 : f64
  %half = arith.constant 0.5 : f64
  %trips = cxx.trip_count slt %c0 to %n step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%s = %y) -> (f64) : i64 {
    %inner = scf.for %u = %zero to %trips step %one iter_args(%q = %s) -> (f64) : i64 {
      %v = arith.mulf %q, %half : f64
      scf.yield %v : f64
    }
    %sum = arith.addf %s, %inner : f64
    scf.yield %sum : f64
  }
  return %r : f64
}

// CHECK-LABEL: int collatz(unsigned n) {
// CHECK-NEXT:   unsigned n1 = n;
// CHECK-NEXT:   int steps = 0;
// CHECK-NEXT:   while (n1 != 1) {
// CHECK-NEXT:     n1 = n1 % 2 == 0 ? n1 / 2 : n1 * 3 + 1;
// CHECK-NEXT:     ++steps;
// CHECK-NEXT:   }
// CHECK-NEXT:   return steps;
func.func @collatz(%n: i32 {cxx.name = "n", cxx.declarator = "unsigned {0}"}) -> i32 {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c2 = arith.constant 2 : i32
  %c3 = arith.constant 3 : i32
  %r:2 = scf.while (%m = %n, %s = %c0) : (i32, i32) -> (i32, i32) {
    %go = arith.cmpi ne, %m, %c1 : i32
    scf.condition(%go) %m, %s : i32, i32
  } do {
  ^bb0(%m: i32 loc("n"), %s: i32 loc("steps")):
    %rem = arith.remui %m, %c2 : i32
    %even = arith.cmpi eq, %rem, %c0 : i32
    %next = scf.if %even -> (i32) {
      %h = arith.divui %m, %c2 : i32
      scf.yield %h : i32
    } else {
      %x = arith.muli %m, %c3 : i32
      %y = arith.addi %x, %c1 : i32
      scf.yield %y : i32
    }
    %t = arith.addi %s, %c1 overflow<nsw> : i32
    scf.yield %next, %t : i32, i32
  }
  return %r#1 : i32
}

// A test in the middle; its operand is overwritten before it is used.
// CHECK-LABEL: double middle(double x) {
// CHECK:         while (true) {
// CHECK:           if (
// CHECK-NEXT:        break;
func.func @middle(%x: f64 {cxx.name = "x"}) -> f64 {
  %half = arith.constant 0.5 : f64
  %one = arith.constant 1.0 : f64
  %r = scf.while (%m = %x) : (f64) -> f64 {
    %h = arith.mulf %m, %half : f64
    %go = arith.cmpf ogt, %m, %one : f64
    scf.condition(%go) %h : f64
  } do {
  ^bb0(%h: f64):
    %next = arith.subf %h, %half : f64
    scf.yield %next : f64
  }
  return %r : f64
}

// CHECK-LABEL: double choose(int kind, double x) {
// CHECK:         switch (kind) {
// CHECK-NEXT:    case 1:
// CHECK-NEXT:      t = x * x;
// CHECK-NEXT:      break;
// CHECK:         default:
// CHECK:         if (x > 2.0)
// CHECK-NEXT:      t += t;
// CHECK-NEXT:    return t;
func.func @choose(%kind: i32 {cxx.name = "kind"}, %x: f64 {cxx.name = "x"}) -> f64 {
  %i = arith.index_cast %kind : i32 to index
  %zero = arith.constant 0.0 : f64
  %two = arith.constant 2.0 : f64
  %r = scf.index_switch %i -> f64
  case 1 {
    %0 = arith.mulf %x, %x : f64
    scf.yield %0 : f64
  }
  case -2 {
    scf.yield %x : f64
  }
  default {
    scf.yield %zero : f64
  }
  %c = arith.cmpf ogt, %x, %two : f64
  %s = scf.if %c -> (f64) {
    %0 = arith.addf %r, %r : f64
    scf.yield %0 : f64
  } else {
    scf.yield %r : f64
  }
  return %s : f64
}
