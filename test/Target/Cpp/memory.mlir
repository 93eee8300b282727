// Objects: locals, records, arrays, the heap, copies, fills, tables.
// RUN: costate-translate --emit-cpp --emit-cpp-all %s -o %t.inc
// RUN: FileCheck %s < %t.inc
// RUN: cat %t.inc %S/Inputs/memory.cpp > %t.cpp
// RUN: %gxx -std=c++17 -O2 -Wall -Wextra -Werror %t.cpp -o %t.gcc && %t.gcc
// RUN: %clangxx -std=c++17 -O0 -Wall -Wextra -Werror %t.cpp -o %t.clang && %t.clang

!point = !cxx.record<"Point", 24, 8, {"x" : f64 at 0, "n" : i32 at 8, "next" : !cxx.ptr<!cxx.record<"Point">> at 16}>

module attributes {cxx.type_definitions = ["struct Point {\n  double x;\n  unsigned n;\n  Point *next;\n};"],
                   cxx.includes = ["<cmath>"]} {

// CHECK:      #include <algorithm>
// CHECK-NEXT: #include <cmath>
// CHECK:      struct Point {
// CHECK:      namespace {
// CHECK-NEXT: const double weights[2][2] = {{[{][{]}}0.5, 1.5}, {2.0, -1.0}};
// CHECK-NEXT: } // namespace

cxx.global constant internal @w : !cxx.array<2 x !cxx.array<2 x f64>> = [[0.5, 1.5], [2.0, -1.0]] {cxx_name = "weights"}

// CHECK-LABEL: double members(Point &p, const Point *q) {
// CHECK-NEXT:   Point old = p;
// CHECK-NEXT:   p.x += q->x * p.n;
// CHECK-NEXT:   p.n = q[2].n + 1;
// CHECK-NEXT:   return old.x + q->next->x;
func.func @members(%p: !cxx.ptr<!point> {cxx.name = "p", cxx.declarator = "Point &{0}", cxx.passing = "reference"},
                   %q: !cxx.ptr<!point> {cxx.name = "q", cxx.declarator = "const Point *{0}", cxx.read_only}) -> f64 {
  %old = cxx.alloca "old" : !cxx.ptr<!point>
  cxx.copy %old, %p : !cxx.ptr<!point>
  %px = cxx.field %p[0] : !cxx.ptr<!point> -> !cxx.ptr<f64>
  %qx = cxx.field %q[0] : !cxx.ptr<!point> -> !cxx.ptr<f64>
  %pn = cxx.field %p[1] : !cxx.ptr<!point> -> !cxx.ptr<i32>
  %0 = cxx.load %qx : !cxx.ptr<f64>
  %n = cxx.load %pn : !cxx.ptr<i32>
  %f = arith.uitofp %n : i32 to f64
  %1 = arith.mulf %0, %f fastmath<contract> : f64
  %2 = cxx.load %px : !cxx.ptr<f64>
  %3 = arith.addf %2, %1 fastmath<contract> : f64
  cxx.store %3, %px : !cxx.ptr<f64>
  %two = arith.constant 2 : i64
  %one = arith.constant 1 : i32
  %q2 = cxx.offset %q[%two] : !cxx.ptr<!point>
  %qn = cxx.field %q2[1] : !cxx.ptr<!point> -> !cxx.ptr<i32>
  %m = cxx.load %qn : !cxx.ptr<i32>
  %m1 = arith.addi %m, %one : i32
  cxx.store %m1, %pn : !cxx.ptr<i32>
  %ox = cxx.field %old[0] : !cxx.ptr<!point> -> !cxx.ptr<f64>
  %4 = cxx.load %ox : !cxx.ptr<f64>
  %qq = cxx.field %q[2] : !cxx.ptr<!point> -> !cxx.ptr<!cxx.ptr<!point>>
  %r = cxx.load %qq : !cxx.ptr<!cxx.ptr<!point>>
  %rx = cxx.field %r[0] : !cxx.ptr<!point> -> !cxx.ptr<f64>
  %5 = cxx.load %rx : !cxx.ptr<f64>
  %6 = arith.addf %4, %5 : f64
  return %6 : f64
}

// CHECK-LABEL: Point make(double x) {
// CHECK-NEXT:   Point result{};
// CHECK-NEXT:   result.x = x;
// CHECK-NEXT:   result.next = nullptr;
// CHECK-NEXT:   return result;
func.func @make(%r: !cxx.ptr<!point> {cxx.passing = "sret"}, %x: f64 {cxx.name = "x"}) {
  %px = cxx.field %r[0] : !cxx.ptr<!point> -> !cxx.ptr<f64>
  cxx.store %x, %px : !cxx.ptr<f64>
  %pn = cxx.field %r[2] : !cxx.ptr<!point> -> !cxx.ptr<!cxx.ptr<!point>>
  %null = cxx.null : !cxx.ptr<!point>
  cxx.store %null, %pn : !cxx.ptr<!cxx.ptr<!point>>
  return
}

// CHECK-LABEL: double heap(long n, const double *x) {
// CHECK-NEXT:   double *a = static_cast<double *>(std::malloc(n * sizeof(double)));
// CHECK-NEXT:   double *buffer = new double[n]();
// CHECK-NEXT:   std::copy_n(x, n, a);
// CHECK-NEXT:   std::fill_n(buffer + 1, n - 1, 0.0);
// CHECK-NEXT:   std::memmove(a, a + 1, (n - 1) * sizeof(double));
// CHECK-NEXT:   double local[4] = {};
// CHECK-NEXT:   local[2] = *a;
// CHECK-NEXT:   *buffer = weights[1][n] * local[2];
// CHECK-NEXT:   const double buffer1 = *buffer;
// CHECK-NEXT:   delete[] buffer;
// CHECK-NEXT:   std::free(a);
// CHECK-NEXT:   return buffer1;
func.func @heap(%n: i64 {cxx.name = "n"}, %x: !cxx.ptr<f64> {cxx.name = "x", cxx.declarator = "const double *{0}"}) -> f64 {
  %local = cxx.alloca "local" : !cxx.ptr<!cxx.array<4 x f64>>
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %a = cxx.alloc malloc %n : !cxx.ptr<f64> loc("a")
  %b = cxx.alloc new_array %n zeroed : !cxx.ptr<f64>
  cxx.copy_n %a, %x, %n : !cxx.ptr<f64>
  %b1 = cxx.offset %b[%one] : !cxx.ptr<f64>
  %n1 = arith.subi %n, %one overflow<nsw> : i64
  cxx.fill %b1, %n1 : !cxx.ptr<f64>
  %a1 = cxx.offset %a[%one] : !cxx.ptr<f64>
  cxx.copy_n %a, %a1, %n1 overlapping : !cxx.ptr<f64>
  %l2 = cxx.element %local[%two] : !cxx.ptr<!cxx.array<4 x f64>> -> !cxx.ptr<f64>
  %v = cxx.load %a : !cxx.ptr<f64>
  cxx.store %v, %l2 : !cxx.ptr<f64>
  %t = cxx.address_of @w : !cxx.ptr<!cxx.array<2 x !cxx.array<2 x f64>>>
  %row = cxx.element %t[%one] : !cxx.ptr<!cxx.array<2 x !cxx.array<2 x f64>>> -> !cxx.ptr<!cxx.array<2 x f64>>
  %cell = cxx.element %row[%n] : !cxx.ptr<!cxx.array<2 x f64>> -> !cxx.ptr<f64>
  %w = cxx.load %cell : !cxx.ptr<f64>
  %l = cxx.load %l2 : !cxx.ptr<f64>
  %p = arith.mulf %w, %l : f64
  cxx.store %p, %b : !cxx.ptr<f64>
  %r = cxx.load %b : !cxx.ptr<f64>
  cxx.dealloc delete_array %b : !cxx.ptr<f64>
  cxx.dealloc free %a : !cxx.ptr<f64>
  return %r : f64
}
}
