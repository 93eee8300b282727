// RUN: %costate-opt %s -inline-all | FileCheck %s
// A raise that a visible handler takes is a jump; clean-ups run on the way; what is left stays a raise.

!E = !cxx.ptr<i32>
#int = #cxx.exception<typeInfo = "_ZTIi", spelling = "int", object = i32, destructor = "", bytewise = true, bases = []>
#long = #cxx.exception<typeInfo = "_ZTIl", spelling = "long", object = i64, destructor = "", bytewise = true, bases = []>

func.func private @check(%x: f64) {
  %zero = arith.constant 0.0 : f64
  %c = arith.cmpf olt, %x, %zero : f64
  cf.cond_br %c, ^bad, ^good
^bad:
  %e = cxx.exception : !cxx.ptr<i32>
  %code = arith.constant 7 : i32
  cxx.store %code, %e : !cxx.ptr<i32>
  cxx.raise %e as #int : !cxx.ptr<i32>
  cf.br ^good
^good:
  return
}

func.func private @destroy(%x: !cxx.ptr<f64>) {
  %one = arith.constant 1.0 : f64
  cxx.store %one, %x : !cxx.ptr<f64>
  return
}

// The handler's argument is the thrown object.
// CHECK-LABEL: func.func @caught
// CHECK: %[[E:.*]] = cxx.alloca "exception" : <i32>
// CHECK: cf.cond_br %{{.*}}, ^[[BAD:bb[0-9]+]], ^{{.*}}
// CHECK: ^[[BAD]]:
// CHECK-NOT: cxx.raise
// CHECK: cf.br ^[[CLEANUP:bb[0-9]+]]
// CHECK: ^[[CLEANUP]]:
// CHECK: cxx.store %{{.*}}, %arg1
// CHECK: cf.br ^[[RESOLVED:bb[0-9]+]]
// CHECK: ^[[RESOLVED]]:
// CHECK: cf.br ^[[HANDLER:bb[0-9]+]]
// CHECK: ^[[HANDLER]]:
// CHECK: cxx.load %{{.*}} : <i32>
func.func @caught(%x: f64, %local: !cxx.ptr<f64>) -> i32 {
  %zero = arith.constant 0 : i32
  cxx.invoke @check(%x) to ^next unwind ^cleanup : (f64) -> ()
^next:
  return %zero : i32
^cleanup:
  call @destroy(%local) : (!cxx.ptr<f64>) -> ()
  cf.br ^dispatch
^dispatch:
  cxx.dispatch ["_ZTIl", "_ZTIi"] (^long, ^int) else ^up
^long(%o1: !cxx.ptr<none>, %k1: i32, %l: !cxx.ptr<i64>):
  return %zero : i32
^int(%o: !cxx.ptr<none>, %k: i32, %a: !cxx.ptr<i32>):
  %v = cxx.load %a : !cxx.ptr<i32>
  cxx.end_catch %o, %k : !cxx.ptr<none>
  return %v : i32
^up:
  cxx.resume
}

// Not taken: the clean-up runs, the raise stays, and the loop keeps its only exit.
// CHECK-LABEL: func.func @passes
// CHECK: cxx.exception
// CHECK: cxx.store %{{.*}}, %arg1
// CHECK-NEXT: cf.br
// CHECK: cxx.raise %{{.*}} as {{.*}} : <i32>
// CHECK-NEXT: cf.br
func.func @passes(%x: f64, %local: !cxx.ptr<f64>) {
  cxx.invoke @check(%x) to ^next unwind ^cleanup : (f64) -> ()
^next:
  return
^cleanup:
  call @destroy(%local) : (!cxx.ptr<f64>) -> ()
  cf.br ^dispatch
^dispatch:
  cxx.dispatch ["_ZTIl"] (^long) else ^up
^long(%o1: !cxx.ptr<none>, %k1: i32, %l: !cxx.ptr<i64>):
  return
^up:
  cxx.resume
}

// `catch (...) { ...; throw; }` and two types in one handler.
// CHECK-LABEL: func.func @rethrown
// CHECK: cmpi eq
// CHECK-DAG: cxx.raise %{{.*}} as {{.*}} : <i32>
// CHECK-DAG: cxx.raise %{{.*}} as {{.*}} : <i64>
func.func @rethrown(%x: f64) {
  cxx.invoke @check(%x) to ^next unwind ^dispatch : (f64) -> ()
^next:
  %e = cxx.exception : !cxx.ptr<i64>
  cxx.throw %e as #long to ^end unwind ^dispatch : !cxx.ptr<i64>
^dispatch:
  cxx.dispatch [""] (^all) else ^up
^all(%o: !cxx.ptr<none>, %k: i32):
  cxx.rethrow %o, %k to ^end unwind ^cleanup : !cxx.ptr<none>
^cleanup:
  cxx.end_catch %o, %k : !cxx.ptr<none>
  cxx.resume
^up:
  cxx.resume
^end:
  return
}

// CHECK-LABEL: func.func @terminates
// CHECK: cxx.inactive_call "_ZSt9terminatev"
func.func @terminates(%x: f64) attributes {cxx.no_throw} {
  call @check(%x) : (f64) -> ()
  return
}
