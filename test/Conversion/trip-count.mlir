// RUN: %costate-opt %s -lower-to-llvm | %mlir-translate --mlir-to-llvmir -o %t.ll
// RUN: %clangxx -O1 -w -x ir %t.ll -x c++ %S/Inputs/trip-count.cpp -o %t.exe && %t.exe | FileCheck %s
// Trip counts against loops that are run, at the limits of the types.
// CHECK: all trip counts agree

module {
func.func @slt_1(%a: i32, %b: i32) -> i64 { %n = cxx.trip_count slt %a to %b step 1 : i32 return %n : i64 }
func.func @sle_1(%a: i32, %b: i32) -> i64 { %n = cxx.trip_count sle %a to %b step 1 : i32 return %n : i64 }
func.func @slt_3(%a: i32, %b: i32) -> i64 { %n = cxx.trip_count slt %a to %b step 3 : i32 return %n : i64 }
func.func @sle_3(%a: i32, %b: i32) -> i64 { %n = cxx.trip_count sle %a to %b step 3 : i32 return %n : i64 }
func.func @sgt_1(%a: i32, %b: i32) -> i64 { %n = cxx.trip_count sgt %a to %b step -1 : i32 return %n : i64 }
func.func @sge_2(%a: i32, %b: i32) -> i64 { %n = cxx.trip_count sge %a to %b step -2 : i32 return %n : i64 }
func.func @ult_1(%a: i32, %b: i32) -> i64 { %n = cxx.trip_count ult %a to %b step 1 : i32 return %n : i64 }
func.func @ule_5(%a: i32, %b: i32) -> i64 { %n = cxx.trip_count ule %a to %b step 5 : i32 return %n : i64 }
func.func @ugt_1(%a: i32, %b: i32) -> i64 { %n = cxx.trip_count ugt %a to %b step -1 : i32 return %n : i64 }
func.func @uge_3(%a: i32, %b: i32) -> i64 { %n = cxx.trip_count uge %a to %b step -3 : i32 return %n : i64 }
func.func @ne_1(%a: i32, %b: i32) -> i64 { %n = cxx.trip_count ne %a to %b step 1 : i32 return %n : i64 }
func.func @ne_m1(%a: i32, %b: i32) -> i64 { %n = cxx.trip_count ne %a to %b step -1 : i32 return %n : i64 }
func.func @lslt_1(%a: i64, %b: i64) -> i64 { %n = cxx.trip_count slt %a to %b step 1 : i64 return %n : i64 }
func.func @lsle_7(%a: i64, %b: i64) -> i64 { %n = cxx.trip_count sle %a to %b step 7 : i64 return %n : i64 }
func.func @cslt_1(%a: i8, %b: i8) -> i64 { %n = cxx.trip_count slt %a to %b step 1 : i8 return %n : i64 }
func.func @induction(%a: i32, %t: i64) -> i32 { %i = cxx.induction %a at %t step 3 : i32 return %i : i32 }
func.func @induction_nsw(%a: i32, %t: i64) -> i32 { %i = cxx.induction %a at %t step -2 nsw : i32 return %i : i32 }
}
