// RUN: %costate-opt %s -lower-to-llvm | %mlir-translate --mlir-to-llvmir -o %t.ll
// RUN: %clangxx -O1 -w -x ir %t.ll -x c++ %S/Inputs/records-by-value.cpp -o %t.exe && %t.exe | FileCheck %s
// RUN: FileCheck %s --check-prefix=LL < %t.ll
// Records by value, called from C++: in registers, in memory, when registers run out, returned.
// CHECK: records agree

!dd = !cxx.record<"DD", 16, 8, {"a" : f64 at 0, "b" : f64 at 8}>
!ff = !cxx.record<"FF", 8, 4, {"a" : f32 at 0, "b" : f32 at 4}>
!fff = !cxx.record<"FFF", 12, 4, {"a" : f32 at 0, "b" : f32 at 4, "c" : f32 at 8}>
!di = !cxx.record<"DI", 16, 8, {"a" : f64 at 0, "n" : i32 at 8}>
!ic = !cxx.record<"IC", 8, 4, {"n" : i32 at 0, "c" : i8 at 4}>
!big = !cxx.record<"Big", 24, 8, {"v" : !cxx.array<3 x f64> at 0}>
!pd = !cxx.record<"PD", 16, 8, {"p" : !cxx.ptr<f64> at 0, "n" : i64 at 8}>

// LL: define double @sum_dd(double %{{.*}}, double %{{.*}})
func.func @sum_dd(%s: !cxx.ptr<!dd> {cxx.passing = "byval"}) -> f64 {
  %a = cxx.field %s[0] : !cxx.ptr<!dd> -> !cxx.ptr<f64>
  %b = cxx.field %s[1] : !cxx.ptr<!dd> -> !cxx.ptr<f64>
  %av = cxx.load %a : !cxx.ptr<f64>
  %bv = cxx.load %b : !cxx.ptr<f64>
  %r = arith.subf %av, %bv : f64
  return %r : f64
}
// LL: define float @sum_ff(<2 x float> %{{.*}})
func.func @sum_ff(%s: !cxx.ptr<!ff> {cxx.passing = "byval"}) -> f32 {
  %a = cxx.field %s[0] : !cxx.ptr<!ff> -> !cxx.ptr<f32>
  %b = cxx.field %s[1] : !cxx.ptr<!ff> -> !cxx.ptr<f32>
  %av = cxx.load %a : !cxx.ptr<f32>
  %bv = cxx.load %b : !cxx.ptr<f32>
  %r = arith.subf %av, %bv : f32
  return %r : f32
}
// LL: define { <2 x float>, float } @twice_fff(<2 x float> %{{.*}}, float %{{.*}})
func.func @twice_fff(%out: !cxx.ptr<!fff> {cxx.passing = "sret"}, %s: !cxx.ptr<!fff> {cxx.passing = "byval"}) {
  cxx.copy %out, %s : !cxx.ptr<!fff>
  %c = cxx.field %out[2] : !cxx.ptr<!fff> -> !cxx.ptr<f32>
  %v = cxx.load %c : !cxx.ptr<f32>
  %t = arith.addf %v, %v : f32
  cxx.store %t, %c : !cxx.ptr<f32>
  return
}
// LL: define { double, i32 } @mixed({{.*}}double %{{.*}}, i32 %{{.*}}, i64 %{{.*}})
func.func @mixed(%out: !cxx.ptr<!di> {cxx.passing = "sret"}, %s: !cxx.ptr<!di> {cxx.passing = "byval"}, %t: !cxx.ptr<!ic> {cxx.passing = "byval"}) {
  cxx.copy %out, %s : !cxx.ptr<!di>
  %n = cxx.field %out[1] : !cxx.ptr<!di> -> !cxx.ptr<i32>
  %c = cxx.field %t[1] : !cxx.ptr<!ic> -> !cxx.ptr<i8>
  %cv = cxx.load %c : !cxx.ptr<i8>
  %ci = arith.extsi %cv : i8 to i32
  cxx.store %ci, %n : !cxx.ptr<i32>
  return
}
// LL: define void @big(ptr noalias sret([24 x i8]) align 8 %{{.*}}, ptr byval([24 x i8]) align 8 %{{.*}}, double %{{.*}})
func.func @big(%out: !cxx.ptr<!big> {cxx.passing = "sret"}, %s: !cxx.ptr<!big> {cxx.passing = "byval"}, %x: f64) {
  %two = arith.constant 2 : i64
  cxx.copy %out, %s : !cxx.ptr<!big>
  %v = cxx.field %out[0] : !cxx.ptr<!big> -> !cxx.ptr<!cxx.array<3 x f64>>
  %e = cxx.element %v[%two] : !cxx.ptr<!cxx.array<3 x f64>> -> !cxx.ptr<f64>
  cxx.store %x, %e : !cxx.ptr<f64>
  return
}
// LL: define double @run_out(i64 %{{.*}}, i64 %{{.*}}, i64 %{{.*}}, i64 %{{.*}}, i64 %{{.*}}, ptr byval([16 x i8]) align 8 %{{.*}}, ptr %{{.*}})
func.func @run_out(%a: i64, %b: i64, %c: i64, %d: i64, %e: i64, %s: !cxx.ptr<!pd> {cxx.passing = "byval"}, %q: !cxx.ptr<f64>) -> f64 {
  %p = cxx.field %s[0] : !cxx.ptr<!pd> -> !cxx.ptr<!cxx.ptr<f64>>
  %pv = cxx.load %p : !cxx.ptr<!cxx.ptr<f64>>
  %n = cxx.field %s[1] : !cxx.ptr<!pd> -> !cxx.ptr<i64>
  %nv = cxx.load %n : !cxx.ptr<i64>
  %o = cxx.offset %pv[%nv] : !cxx.ptr<f64>
  %v = cxx.load %o : !cxx.ptr<f64>
  %w = cxx.load %q : !cxx.ptr<f64>
  %r = arith.subf %v, %w : f64
  return %r : f64
}
// LL: define <2 x float> @pair(float %{{.*}})
func.func @pair(%x: f32) -> (f32, f32) attributes {ad.derivative} {
  %y = arith.addf %x, %x : f32
  return %x, %y : f32, f32
}
