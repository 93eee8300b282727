// RUN: costate-opt --print-activity %s | FileCheck %s

// Active is varied and useful: what depends on the input and reaches the result. Memory counts as a
// whole; a pointer that is stored and loaded again stays mirrored.

// CHECK-LABEL: func.func @f
func.func @f(%x: f64, %y: f64) -> f64 {
  // CHECK: cxx.alloca "s" {activity = "mirrored"}
  %s = cxx.alloca "s" : !cxx.ptr<f64>
  // CHECK: cxx.alloca "pp" {activity = "mirrored"}
  %pp = cxx.alloca "pp" : !cxx.ptr<!cxx.ptr<f64>>
  // CHECK: cxx.alloca "unused" : <f64>
  %u = cxx.alloca "unused" : !cxx.ptr<f64>
  cxx.store %s, %pp : !cxx.ptr<!cxx.ptr<f64>>
  // CHECK: arith.mulf {{.*}} {activity = "active"}
  %a = arith.mulf %x, %y : f64
  // CHECK: arith.mulf %{{.*}}, %{{.*}} : f64
  %b = arith.mulf %y, %y : f64
  // CHECK: math.exp {{.*}} {activity = "varied"}
  %d = math.exp %x : f64
  cxx.store %a, %s : !cxx.ptr<f64>
  cxx.store %b, %u : !cxx.ptr<f64>
  // CHECK: cxx.load {{.*}} {activity = "mirrored"}
  %p = cxx.load %pp : !cxx.ptr<!cxx.ptr<f64>>
  // CHECK: cxx.load {{.*}} {activity = "active"}
  %v = cxx.load %p : !cxx.ptr<f64>
  return %v : f64
}
ad.request grad "g" of @f wrt [0] as "g"
