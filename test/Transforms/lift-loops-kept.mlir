// RUN: %costate-opt %s -lift-loops | FileCheck %s
// Loops whose trip count is not certain stay as they are.

// An unsigned 32-bit counter in steps of 3 may wrap and still end.
// CHECK-LABEL: func.func @may_wrap
// CHECK: scf.while
func.func @may_wrap(%n: i32) -> i32 {
  %zero = arith.constant 0 : i32
  %three = arith.constant 3 : i32
  %r = scf.while (%i = %zero) : (i32) -> i32 {
    %c = arith.cmpi ult, %i, %n : i32
    scf.condition(%c) %i : i32
  } do {
  ^bb0(%i: i32):
    %next = arith.addi %i, %three : i32
    scf.yield %next : i32
  }
  return %r : i32
}

// Without nsw, i <= n does not end for the largest n; with output it may run forever.
// CHECK-LABEL: func.func @may_run_forever
// CHECK: scf.while
func.func @may_run_forever(%n: i32) {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %r = scf.while (%i = %zero) : (i32) -> i32 {
    %c = arith.cmpi ule, %i, %n : i32
    scf.condition(%c) %i : i32
  } do {
  ^bb0(%i: i32):
    cxx.inactive_call "putchar"(%i) {cxx_callee = "putchar"} : (i32) -> ()
    %next = arith.addi %i, %one : i32
    scf.yield %next : i32
  }
  return
}

// The bound moves.
// CHECK-LABEL: func.func @moving
// CHECK: scf.while
func.func @moving(%n: i32) -> i32 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %r:2 = scf.while (%i = %zero, %m = %n) : (i32, i32) -> (i32, i32) {
    %c = arith.cmpi slt, %i, %m : i32
    scf.condition(%c) %i, %m : i32, i32
  } do {
  ^bb0(%i: i32, %m: i32):
    %next = arith.addi %i, %one overflow<nsw> : i32
    %half = arith.divsi %m, %next : i32
    scf.yield %next, %half : i32, i32
  }
  return %r#0 : i32
}

// The bound is in memory that the loop writes.
// CHECK-LABEL: func.func @bound_in_memory
// CHECK: scf.while
func.func @bound_in_memory(%n: !cxx.ptr<i32>, %a: !cxx.ptr<i32>) {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %r = scf.while (%i = %zero) : (i32) -> i32 {
    %bound = cxx.load %n : !cxx.ptr<i32>
    %c = arith.cmpi slt, %i, %bound : i32
    scf.condition(%c) %i : i32
  } do {
  ^bb0(%i: i32):
    cxx.store %i, %a : !cxx.ptr<i32>
    %next = arith.addi %i, %one overflow<nsw> : i32
    scf.yield %next : i32
  }
  return
}
