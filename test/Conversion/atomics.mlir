// RUN: %costate-opt %s -lower-to-llvm | FileCheck %s
// Integers that threads share are replaced at once, in the strongest order.

// CHECK-LABEL: llvm.func @atomics
func.func @atomics(%p: !cxx.ptr<i32>, %x: i32, %y: i32) -> i32 {
  // CHECK: %[[OLD:.*]] = llvm.atomicrmw nand %{{.*}}, %{{.*}} seq_cst {alignment = 4 : i64} : !llvm.ptr, i32
  %old = cxx.atomic nand %p, %x : !cxx.ptr<i32>, i32
  // CHECK: %[[PAIR:.*]] = llvm.cmpxchg %{{.*}}, %[[OLD]], %{{.*}} seq_cst seq_cst
  // CHECK: llvm.extractvalue %[[PAIR]][0]
  %found = cxx.atomic compare_exchange %p, %y if %old : i32 : !cxx.ptr<i32>, i32
  return %found : i32
}
