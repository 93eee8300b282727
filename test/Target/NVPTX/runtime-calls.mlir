// RUN: %costate-opt %s -emit-ptx="arch=sm_90" -o /dev/null > %t.ptx
// RUN: FileCheck %s < %t.ptx
// RUN: %if ptxas %{ %ptxas -arch=sm_90 -c %t.ptx -o %t.cubin %}
// Heap, tapes, printf and assertions under the names of the device.

// CHECK-NOT: realloc
// CHECK-NOT: dprintf
// CHECK-DAG: .extern .func {{.*}}vprintf
// CHECK-DAG: .extern .func {{.*}}__assertfail
// CHECK-DAG: .extern .func {{.*}}malloc
// CHECK-DAG: .extern .func {{.*}}free
// CHECK: .visible .entry run_batch(

cxx.global constant internal @format : !cxx.array<7 x i8> = "%g %d\0A\00" {cxx_name = ""}
func.func @run(%x: f64 {cxx.name = "x"}, %n: i64 {cxx.name = "n"}) -> (f64, f64)
    attributes {ad.derivative, cxx.qualified_name = "run"} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %zero = arith.constant 0.0 : f64
  %ok = arith.cmpf ogt, %x, %zero : f64
  cxx.assert %ok, "x > 0", "f.cpp" : 3 in "f"
  %t = ad.tape_create "t" : !ad.tape<f64>
  scf.for %i = %c0 to %n step %c1 : i64 {
    ad.tape_push %t, %x : !ad.tape<f64>
  }
  %s = scf.for %i = %c0 to %n step %c1 iter_args(%a = %zero) -> f64 : i64 {
    %v = ad.tape_pop %t : !ad.tape<f64>
    %b = arith.addf %a, %v : f64
    scf.yield %b : f64
  }
  ad.tape_destroy %t : !ad.tape<f64>
  %w = cxx.alloc new_array %n : !cxx.ptr<f64>
  cxx.fill %w, %n : !cxx.ptr<f64>
  %w0 = cxx.load %w : !cxx.ptr<f64>
  cxx.dealloc delete_array %w : !cxx.ptr<f64>
  %k = cxx.alloc calloc %n : !cxx.ptr<f64>
  %k0 = cxx.load %k : !cxx.ptr<f64>
  cxx.dealloc free %k : !cxx.ptr<f64>
  %i = arith.trunci %n : i64 to i32
  %f0 = cxx.address_of @format : !cxx.ptr<!cxx.array<7 x i8>>
  %f = cxx.element %f0[%c0] : !cxx.ptr<!cxx.array<7 x i8>> -> !cxx.ptr<i8>
  %p = cxx.inactive_call "printf"(%f, %s, %i) {cxx_callee = "printf", variadic_from = 1 : i32} : (!cxx.ptr<i8>, f64, i32) -> i32
  %stream = arith.constant 2 : i32
  %q = cxx.inactive_call "dprintf"(%stream, %f, %s, %i) {cxx_callee = "dprintf", variadic_from = 2 : i32} : (i32, !cxx.ptr<i8>, f64, i32) -> i32
  %r = arith.addf %k0, %w0 : f64
  return %s, %r : f64, f64
}
