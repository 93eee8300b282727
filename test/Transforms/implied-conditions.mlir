// RUN: %costate-opt %s -canonicalize-safe | FileCheck %s
// Comparisons that a branch around them or an assertion before them decides.

// CHECK-LABEL: func @branches
// CHECK-NOT: cxx.assert
// CHECK: arith.select %{{.*}}, %c1_i64, %c3_i64
func.func @branches(%n: i64) -> i64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c3 = arith.constant 3 : i64
  %positive = arith.cmpi sgt, %n, %c0 : i64
  %r = scf.if %positive -> i64 {
    %z = arith.cmpi eq, %n, %c0 : i64
    %v = arith.select %z, %c2, %c1 : i64
    cxx.assert %positive, "", "" : 1 in ""
    scf.yield %v : i64
  } else {
    %z = arith.cmpi slt, %n, %c1 : i64
    %v = arith.select %z, %c3, %c2 : i64
    cxx.assert %z, "", "" : 1 in ""
    scf.yield %v : i64
  }
  return %r : i64
}

// An assertion says nothing about what comes before it, nor in another branch.
// CHECK-LABEL: func @assertions
// CHECK: %[[BEFORE:.*]] = arith.cmpi slt
// CHECK: cxx.assert
// CHECK: return %[[BEFORE]], %false
func.func @assertions(%n: i64) -> (i1, i1) {
  %c0 = arith.constant 0 : i64
  %before = arith.cmpi slt, %n, %c0 : i64
  %holds = arith.cmpi sge, %n, %c0 : i64
  cxx.assert %holds, "", "" : 1 in ""
  %c-1 = arith.constant -1 : i64
  %after = arith.cmpi sle, %n, %c-1 : i64
  return %before, %after : i1, i1
}

// Unsigned and signed order are different facts.
// CHECK-LABEL: func @unsigned
// CHECK: arith.cmpi sge
func.func @unsigned(%n: i64) -> i1 {
  %c5 = arith.constant 5 : i64
  %c0 = arith.constant 0 : i64
  %false = arith.constant false
  %large = arith.cmpi ugt, %n, %c5 : i64
  %r = scf.if %large -> i1 {
    %z = arith.cmpi sge, %n, %c0 : i64
    scf.yield %z : i1
  } else {
    scf.yield %false : i1
  }
  return %r : i1
}
