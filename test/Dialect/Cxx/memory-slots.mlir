// RUN: %costate-opt %s -sroa -mem2reg -canonicalize | FileCheck %s
// RUN: %costate-opt %s -sroa -mem2reg -mlir-print-debuginfo | FileCheck %s --check-prefix=NAME
// Local records, arrays and scalars become values, unless an access may leave its object.

!inner = !cxx.record<"Inner", 16, 8, {"v" : f64 at 0, "p" : !cxx.ptr<f64> at 8}>
!outer = !cxx.record<"Outer", 40, 8, {"a" : !inner at 0, "k" : i32 at 16, "d" : !cxx.array<2 x f64> at 24}>

// Nested fields, whole copies, constant elements, zero initialization.
// CHECK-LABEL: func.func @nested
// CHECK-SAME: %[[X:.*]]: f64
// CHECK-NEXT: %[[R:.*]] = arith.addf %[[X]], %[[X]]
// CHECK-NEXT: return %[[R]]
func.func @nested(%x: f64) -> f64 {
  %one = arith.constant 1 : i64
  %s = cxx.alloca "s" : !cxx.ptr<!outer>
  %t = cxx.alloca "t" : !cxx.ptr<!outer>
  cxx.fill %s, %one : !cxx.ptr<!outer>
  %sa = cxx.field %s[0] : !cxx.ptr<!outer> -> !cxx.ptr<!inner>
  %sav = cxx.field %sa[0] : !cxx.ptr<!inner> -> !cxx.ptr<f64>
  cxx.store %x, %sav : !cxx.ptr<f64>
  %sd = cxx.field %s[2] : !cxx.ptr<!outer> -> !cxx.ptr<!cxx.array<2 x f64>>
  %sd1 = cxx.element %sd[%one] : !cxx.ptr<!cxx.array<2 x f64>> -> !cxx.ptr<f64>
  cxx.store %x, %sd1 : !cxx.ptr<f64>
  cxx.copy %t, %s : !cxx.ptr<!outer>
  %td = cxx.field %t[2] : !cxx.ptr<!outer> -> !cxx.ptr<!cxx.array<2 x f64>>
  %td1 = cxx.element %td[%one] : !cxx.ptr<!cxx.array<2 x f64>> -> !cxx.ptr<f64>
  %a = cxx.load %td1 : !cxx.ptr<f64>
  %ta = cxx.field %t[0] : !cxx.ptr<!outer> -> !cxx.ptr<!inner>
  %tav = cxx.field %ta[0] : !cxx.ptr<!inner> -> !cxx.ptr<f64>
  %b = cxx.load %tav : !cxx.ptr<f64>
  %r = arith.addf %a, %b : f64
  return %r : f64
}

// The zero of `T t{}` and of zeroed storage; poison where nothing was written.
// CHECK-LABEL: func.func @initial
// CHECK-DAG: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f64
// CHECK-DAG: %[[POISON:.*]] = ub.poison : f64
// CHECK-DAG: %[[NULL:.*]] = cxx.null
// CHECK: return %[[ZERO]], %[[POISON]], %[[NULL]]
func.func @initial() -> (f64, f64, !cxx.ptr<f64>) {
  %a = cxx.alloca "a" zeroed : !cxx.ptr<f64>
  %b = cxx.alloca "b" : !cxx.ptr<f64>
  %c = cxx.alloca "c" zeroed : !cxx.ptr<!cxx.ptr<f64>>
  %0 = cxx.load %a : !cxx.ptr<f64>
  %1 = cxx.load %b : !cxx.ptr<f64>
  %2 = cxx.load %c : !cxx.ptr<!cxx.ptr<f64>>
  return %0, %1, %2 : f64, f64, !cxx.ptr<f64>
}

// Values that meet at a block keep the variable's name, and so does what is assigned to it.
// NAME-LABEL: func.func @names
// NAME: arith.mulf %{{.*}}, %{{.*}} : f64 loc(#[[VALUE:.*]])
// NAME: ^bb{{[0-9]}}(%{{.*}}: f64 loc("total"(
// NAME: #[[VALUE]] = loc("total"(
func.func @names(%x: f64, %c: i1) -> f64 {
  %total = cxx.alloca "total" : !cxx.ptr<f64>
  %square = arith.mulf %x, %x : f64
  cxx.store %square, %total : !cxx.ptr<f64>
  cf.cond_br %c, ^then, ^end
^then:
  cxx.store %x, %total : !cxx.ptr<f64>
  cf.br ^end
^end:
  %r = cxx.load %total : !cxx.ptr<f64>
  return %r : f64
}

// A pointer that is stored into itself escapes.
// CHECK-LABEL: func.func @self
// CHECK: cxx.alloca "s"
func.func @self() -> !cxx.ptr<none> {
  %s = cxx.alloca "s" : !cxx.ptr<!cxx.ptr<none>>
  %v = cxx.cast %s : !cxx.ptr<!cxx.ptr<none>> to !cxx.ptr<none>
  cxx.store %v, %s : !cxx.ptr<!cxx.ptr<none>>
  %r = cxx.load %s : !cxx.ptr<!cxx.ptr<none>>
  return %r : !cxx.ptr<none>
}

// (&p.x)[i] may reach p.y: the record stays in memory.
// CHECK-LABEL: func.func @leaves_field
// CHECK: cxx.alloca "p" : <!cxx.record<"Pair"
!pair = !cxx.record<"Pair", 16, 8, {"x" : f64 at 0, "y" : f64 at 8}>
func.func @leaves_field(%i: i64, %x: f64) -> f64 {
  %p = cxx.alloca "p" : !cxx.ptr<!pair>
  %px = cxx.field %p[0] : !cxx.ptr<!pair> -> !cxx.ptr<f64>
  %py = cxx.field %p[1] : !cxx.ptr<!pair> -> !cxx.ptr<f64>
  cxx.store %x, %px : !cxx.ptr<f64>
  cxx.store %x, %py : !cxx.ptr<f64>
  %q = cxx.offset %px[%i] : !cxx.ptr<f64>
  %r = cxx.load %q : !cxx.ptr<f64>
  return %r : f64
}

// Members of a union share their bytes: it stays in memory.
// CHECK-LABEL: func.func @union
// CHECK: cxx.alloca "u"
!union = !cxx.record<"U", 8, 8, {"d" : f64 at 0, "l" : i64 at 0}>
func.func @union(%x: f64) -> i64 {
  %u = cxx.alloca "u" : !cxx.ptr<!union>
  %d = cxx.field %u[0] : !cxx.ptr<!union> -> !cxx.ptr<f64>
  cxx.store %x, %d : !cxx.ptr<f64>
  %l = cxx.field %u[1] : !cxx.ptr<!union> -> !cxx.ptr<i64>
  %r = cxx.load %l : !cxx.ptr<i64>
  return %r : i64
}

// A variable index keeps the array, but not what stands beside it in the record.
// CHECK-LABEL: func.func @beside
// CHECK: cxx.alloca "s_d" : <!cxx.array<2 x f64>>
// CHECK-NOT: cxx.alloca
// CHECK: return
func.func @beside(%i: i64, %k: i32) -> (f64, i32) {
  %s = cxx.alloca "s" : !cxx.ptr<!outer>
  %sk = cxx.field %s[1] : !cxx.ptr<!outer> -> !cxx.ptr<i32>
  cxx.store %k, %sk : !cxx.ptr<i32>
  %sd = cxx.field %s[2] : !cxx.ptr<!outer> -> !cxx.ptr<!cxx.array<2 x f64>>
  %e = cxx.element %sd[%i] : !cxx.ptr<!cxx.array<2 x f64>> -> !cxx.ptr<f64>
  %v = cxx.load %e : !cxx.ptr<f64>
  %l = cxx.load %sk : !cxx.ptr<i32>
  return %v, %l : f64, i32
}
