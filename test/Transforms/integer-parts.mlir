// RUN: %costate-opt --canonicalize-safe %s | FileCheck %s
// Parts of integers that are put together and taken apart again.

// CHECK-LABEL: func @halves
// CHECK-SAME:    %[[A:.*]]: i32, %[[B:.*]]: i32
// CHECK-NEXT:    return %[[A]], %[[B]]
func.func @halves(%a: i32, %b: i32) -> (i32, i32) {
  %c32 = arith.constant 32 : i64
  %low = arith.extui %a : i32 to i64
  %wide = arith.extui %b : i32 to i64
  %high = arith.shli %wide, %c32 : i64
  %whole = arith.ori %low, %high : i64
  %0 = arith.trunci %whole : i64 to i32
  %moved = arith.shrui %whole, %c32 : i64
  %1 = arith.trunci %moved : i64 to i32
  return %0, %1 : i32, i32
}

// CHECK-LABEL: func @masked
// CHECK-SAME:    %[[A:.*]]: i32, %[[B:.*]]: i32, %[[C:.*]]: i1
// CHECK-DAG:     %[[LOW:.*]] = arith.constant 3 : i32
// CHECK-DAG:     %[[KEPT:.*]] = arith.andi %[[A]], %[[LOW]] : i32
// CHECK-DAG:     %[[R:.*]] = arith.select %[[C]], %[[KEPT]]
// CHECK:         return %[[R]]
func.func @masked(%a: i32, %b: i32, %c: i1) -> i32 {
  %c32 = arith.constant 32 : i64
  %mask = arith.constant 4294967299 : i64
  %other = arith.constant 21474836487 : i64
  %low = arith.extui %a : i32 to i64
  %wide = arith.extui %b : i32 to i64
  %high = arith.shli %wide, %c32 : i64
  %whole = arith.ori %low, %high : i64
  %kept = arith.andi %whole, %mask : i64
  %chosen = arith.select %c, %kept, %other : i64
  %0 = arith.trunci %chosen : i64 to i32
  return %0 : i32
}

// What crosses the border of the parts, and what is computed of the whole, stays.
// CHECK-LABEL: func @whole
// CHECK:         arith.trunci
// CHECK:         arith.trunci
func.func @whole(%a: i32, %b: i64) -> (i32, i32) {
  %c16 = arith.constant 16 : i64
  %wide = arith.extui %a : i32 to i64
  %high = arith.shli %wide, %c16 : i64
  %0 = arith.trunci %high : i64 to i32
  %sum = arith.addi %b, %wide : i64
  %1 = arith.trunci %sum : i64 to i32
  return %0, %1 : i32, i32
}

// CHECK-LABEL: func @joined
// CHECK-SAME:    %[[A:.*]]: i64
// CHECK-NEXT:    return %[[A]]
func.func @joined(%a: i64) -> i64 {
  %c32 = arith.constant 32 : i64
  %0 = arith.trunci %a : i64 to i32
  %moved = arith.shrui %a, %c32 : i64
  %1 = arith.trunci %moved : i64 to i32
  %low = arith.extui %0 : i32 to i64
  %wide = arith.extui %1 : i32 to i64
  %high = arith.shli %wide, %c32 : i64
  %whole = arith.ori %low, %high : i64
  return %whole : i64
}

// The lower half twice.
// CHECK-LABEL: func @repeated
// CHECK:         arith.ori
func.func @repeated(%a: i64) -> i64 {
  %c32 = arith.constant 32 : i64
  %0 = arith.trunci %a : i64 to i32
  %low = arith.extui %0 : i32 to i64
  %high = arith.shli %low, %c32 : i64
  %whole = arith.ori %low, %high : i64
  return %whole : i64
}

// CHECK-LABEL: func @bit_of_mask
// CHECK-SAME:    %[[A:.*]]: i1, %[[B:.*]]: i1
// CHECK-NEXT:    %[[R:.*]] = arith.andi %[[A]], %[[B]] : i1
// CHECK-NEXT:    return %[[R]]
func.func @bit_of_mask(%a: i1, %b: i1) -> i1 {
  %0 = arith.extsi %a : i1 to i32
  %1 = arith.extsi %b : i1 to i32
  %2 = arith.andi %0, %1 : i32
  %3 = arith.trunci %2 : i32 to i1
  return %3 : i1
}
