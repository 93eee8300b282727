// RUN: %costate-opt %s -promote-memory | FileCheck %s
// Pointer locals that hold addresses of other locals, records and copies of them all become values.

!point = !cxx.record<"Point", 16, 8, {"x" : f64 at 0, "y" : f64 at 8}>

// CHECK-LABEL: func.func @through_pointers
// CHECK-SAME: %[[X:.*]]: f64, %[[Y:.*]]: f64
// CHECK-NOT: cxx.
// CHECK: %[[P:.*]] = arith.mulf %[[X]], %[[Y]]
// CHECK: return %[[P]]
func.func @through_pointers(%x: f64, %y: f64) -> f64 {
  %p = cxx.alloca "p" : !cxx.ptr<!point>
  %q = cxx.alloca "q" : !cxx.ptr<!point>
  %r = cxx.alloca "r" : !cxx.ptr<!cxx.ptr<!point>>
  %rr = cxx.alloca "rr" : !cxx.ptr<!cxx.ptr<!cxx.ptr<!point>>>
  cxx.store %p, %r : !cxx.ptr<!cxx.ptr<!point>>
  cxx.store %r, %rr : !cxx.ptr<!cxx.ptr<!cxx.ptr<!point>>>
  %inner = cxx.load %rr : !cxx.ptr<!cxx.ptr<!cxx.ptr<!point>>>
  %target = cxx.load %inner : !cxx.ptr<!cxx.ptr<!point>>
  %fx = cxx.field %target[0] : !cxx.ptr<!point> -> !cxx.ptr<f64>
  %fy = cxx.field %target[1] : !cxx.ptr<!point> -> !cxx.ptr<f64>
  cxx.store %x, %fx : !cxx.ptr<f64>
  cxx.store %y, %fy : !cxx.ptr<f64>
  cxx.copy %q, %p : !cxx.ptr<!point>
  %qx = cxx.field %q[0] : !cxx.ptr<!point> -> !cxx.ptr<f64>
  %qy = cxx.field %q[1] : !cxx.ptr<!point> -> !cxx.ptr<f64>
  %a = cxx.load %qx : !cxx.ptr<f64>
  %b = cxx.load %qy : !cxx.ptr<f64>
  %product = arith.mulf %a, %b : f64
  return %product : f64
}
