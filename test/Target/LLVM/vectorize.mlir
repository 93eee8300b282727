// RUN: %costate-opt %s -emit-native="kind=llvm level=3" -o /dev/null | FileCheck %s
// RUN: %costate-opt %s -emit-native="kind=asm level=3" -o /dev/null | FileCheck %s --check-prefix=ASM
// Counted loops over `int` vectorize like clang's: no sign extension is left in the addresses, and distinct
// arguments need no checks at run time.

// CHECK-LABEL: define void @axpy(
// CHECK: br i1
// CHECK-NOT: sext
// CHECK: load <2 x double>
// CHECK: store <2 x double>
// CHECK-NOT: sext
// CHECK: ret void
// ASM-LABEL: axpy:
// ASM: mulpd
func.func @axpy(%x: !cxx.ptr<f64> {cxx.name = "x"}, %y: !cxx.ptr<f64> {cxx.name = "y_bar"}, %a: f64 {cxx.name = "a"}, %first: i32, %n: i32)
    attributes {ad.derivative} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %trips = cxx.trip_count slt %first to %n step 1 : i32
  scf.for %t = %c0 to %trips step %c1 : i64 {
    %i = cxx.induction %first at %t step 1 nsw : i32
    %k = arith.extsi %i : i32 to i64
    %xi = cxx.offset %x[%k] : !cxx.ptr<f64>
    %yi = cxx.offset %y[%k] : !cxx.ptr<f64>
    %xv = cxx.load %xi : !cxx.ptr<f64>
    %yv = cxx.load %yi : !cxx.ptr<f64>
    %p = arith.mulf %a, %xv : f64
    %s = arith.addf %yv, %p : f64
    cxx.store %s, %yi : !cxx.ptr<f64>
  }
  return
}
