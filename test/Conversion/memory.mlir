// RUN: %costate-opt %s -lower-to-llvm | %mlir-translate --mlir-to-llvmir -o %t.ll
// RUN: %clangxx -O1 -w -x ir %t.ll -x c++ %S/Inputs/memory.cpp -o %t.exe && %t.exe | FileCheck %s
// Storage, fields, elements, copies, heap, globals and pointer arithmetic, executed.
// CHECK: memory agrees

!item = !cxx.record<"Item", 40, 8, {"flag" : i1 at 0, "k" : i16 at 2, "f" : f32 at 4, "d" : !cxx.array<2 x f64> at 8, "next" : !cxx.ptr<!cxx.record<"Item">> at 24, "last" : i1 at 32}>

cxx.global constant internal @weights : !cxx.array<3 x !cxx.array<2 x f64>> = [[1.0, 2.0], [3.0, 4.0], [5.0, -6.5]] {cxx_name = "weights"}
cxx.global @counter : i32 {cxx_name = "counter"}

// next->d[i] + k + f, and flips flag into last.
func.func @visit(%p: !cxx.ptr<!item>, %i: i64) -> f64 {
  %pn = cxx.field %p[4] : !cxx.ptr<!item> -> !cxx.ptr<!cxx.ptr<!item>>
  %n = cxx.load %pn : !cxx.ptr<!cxx.ptr<!item>>
  %nd = cxx.field %n[3] : !cxx.ptr<!item> -> !cxx.ptr<!cxx.array<2 x f64>>
  %ndi = cxx.element %nd[%i] : !cxx.ptr<!cxx.array<2 x f64>> -> !cxx.ptr<f64>
  %v = cxx.load %ndi : !cxx.ptr<f64>
  %pk = cxx.field %p[1] : !cxx.ptr<!item> -> !cxx.ptr<i16>
  %k = cxx.load %pk : !cxx.ptr<i16>
  %kd = arith.sitofp %k : i16 to f64
  %pf = cxx.field %p[2] : !cxx.ptr<!item> -> !cxx.ptr<f32>
  %f = cxx.load %pf : !cxx.ptr<f32>
  %fd = arith.extf %f : f32 to f64
  %flag = cxx.field %p[0] : !cxx.ptr<!item> -> !cxx.ptr<i1>
  %b = cxx.load %flag : !cxx.ptr<i1>
  %true = arith.constant true
  %nb = arith.xori %b, %true : i1
  %last = cxx.field %p[5] : !cxx.ptr<!item> -> !cxx.ptr<i1>
  cxx.store %nb, %last : !cxx.ptr<i1>
  %s = arith.addf %v, %kd : f64
  %r = arith.addf %s, %fd : f64
  return %r : f64
}

// A copy of a local copy; the distance of elements; a table; a counter that lives elsewhere.
func.func @copies(%p: !cxx.ptr<!item>, %q: !cxx.ptr<!item>, %row: i64) -> f64 {
  %one = arith.constant 1 : i64
  %local = cxx.alloca "local" : !cxx.ptr<!item>
  cxx.copy %local, %p : !cxx.ptr<!item>
  %z = cxx.alloca "z" zeroed : !cxx.ptr<!item>
  cxx.copy_n %q, %local, %one : !cxx.ptr<!item>
  %zd = cxx.field %z[3] : !cxx.ptr<!item> -> !cxx.ptr<!cxx.array<2 x f64>>
  %zd1 = cxx.element %zd[%one] : !cxx.ptr<!cxx.array<2 x f64>> -> !cxx.ptr<f64>
  %zero = cxx.load %zd1 : !cxx.ptr<f64>
  %t = cxx.address_of @weights : !cxx.ptr<!cxx.array<3 x !cxx.array<2 x f64>>>
  %tr = cxx.element %t[%row] : !cxx.ptr<!cxx.array<3 x !cxx.array<2 x f64>>> -> !cxx.ptr<!cxx.array<2 x f64>>
  %tre = cxx.element %tr[%one] : !cxx.ptr<!cxx.array<2 x f64>> -> !cxx.ptr<f64>
  %w = cxx.load %tre : !cxx.ptr<f64>
  %c = cxx.address_of @counter : !cxx.ptr<i32>
  %cv = cxx.load %c : !cxx.ptr<i32>
  %c1 = arith.constant 1 : i32
  %cn = arith.addi %cv, %c1 : i32
  cxx.store %cn, %c : !cxx.ptr<i32>
  %r = arith.addf %w, %zero : f64
  return %r : f64
}

func.func @heap(%n: i64) -> i64 {
  %a = cxx.alloc new_array %n zeroed : !cxx.ptr<!item>
  %b = cxx.alloc malloc %n : !cxx.ptr<f64>
  %c = cxx.alloc calloc %n : !cxx.ptr<f32>
  %d = cxx.alloc new %n : !cxx.ptr<f32>
  cxx.fill %b, %n : !cxx.ptr<f64>
  %end = cxx.offset %a[%n] : !cxx.ptr<!item>
  %distance = cxx.ptr_diff %end, %a : !cxx.ptr<!item>
  cxx.dealloc delete_array %a : !cxx.ptr<!item>
  cxx.dealloc free %b : !cxx.ptr<f64>
  cxx.dealloc free %c : !cxx.ptr<f32>
  cxx.dealloc delete %d : !cxx.ptr<f32>
  return %distance : i64
}
