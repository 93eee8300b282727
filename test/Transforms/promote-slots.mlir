// RUN: %costate-opt %s -promote-slots | FileCheck %s
// Local scalars become values in one walk; merge points only where the value is read behind them.

// CHECK-LABEL: func @both_arms
// CHECK-NOT: cxx.
// CHECK: cf.br ^[[JOIN:bb[0-9]+]](%arg1 : f64)
// CHECK: cf.br ^[[JOIN]](%arg2 : f64)
// CHECK: ^[[JOIN]](%[[X:.*]]: f64):
// CHECK-NEXT: return %[[X]]
func.func @both_arms(%c: i1, %a: f64, %b: f64) -> f64 {
  %x = cxx.alloca : <f64>
  %dead = cxx.alloca : <f64>
  cf.cond_br %c, ^then, ^else
^then:
  cxx.store %a, %x : <f64>
  cxx.store %a, %dead : <f64>
  cf.br ^join
^else:
  cxx.store %b, %x : <f64>
  cf.br ^join
^join:
  %v = cxx.load %x : <f64>
  return %v : f64
}

// A copy is an access to two slots; what is read before any store is poison, or zero.
// CHECK-LABEL: func @copies
// CHECK-DAG: %[[ZERO:.*]] = arith.constant 0.0
// CHECK-DAG: %[[POISON:.*]] = ub.poison : f64
// CHECK-NEXT: return %arg0, %[[POISON]], %[[ZERO]]
func.func @copies(%a: f64) -> (f64, f64, f64) {
  %x = cxx.alloca : <f64>
  %y = cxx.alloca : <f64>
  %u = cxx.alloca : <f64>
  %z = cxx.alloca zeroed : <f64>
  cxx.store %a, %x : <f64>
  cxx.copy %y, %x : <f64>
  %first = cxx.load %y : <f64>
  %second = cxx.load %u : <f64>
  %third = cxx.load %z : <f64>
  return %first, %second, %third : f64, f64, f64
}

// A loop-carried value; a slot whose address was stored stays for this round.
// CHECK-LABEL: func @loop
// CHECK: %[[SEEN:.*]] = cxx.alloca : <f64>
// CHECK: ^{{.*}}(%[[S:.*]]: f64):
// CHECK: %[[NEXT:.*]] = arith.addf %[[S]], %arg0
// CHECK: cf.cond_br %arg1, ^{{.*}}(%[[NEXT]] : f64), ^
// CHECK: cxx.load %[[SEEN]]
func.func @loop(%a: f64, %again: i1) -> f64 {
  %kept = cxx.alloca : <!cxx.ptr<f64>>
  %seen = cxx.alloca : <f64>
  %s = cxx.alloca : <f64>
  cxx.store %seen, %kept : <!cxx.ptr<f64>>
  cxx.store %a, %s : <f64>
  cf.br ^body
^body:
  %old = cxx.load %s : <f64>
  %new = arith.addf %old, %a : f64
  cxx.store %new, %s : <f64>
  cf.cond_br %again, ^body, ^exit
^exit:
  %v = cxx.load %s : <f64>
  %p = cxx.load %kept : <!cxx.ptr<f64>>
  %w = cxx.load %p : <f64>
  %r = arith.addf %v, %w : f64
  return %r : f64
}

// Blocks that nothing reaches stay well-formed.
// CHECK-LABEL: func @unreachable
// CHECK-NOT: cxx.load
func.func @unreachable(%a: f64) -> f64 {
  %x = cxx.alloca : <f64>
  cxx.store %a, %x : <f64>
  cf.br ^end
^nowhere:
  %old = cxx.load %x : <f64>
  cxx.store %old, %x : <f64>
  cf.br ^end
^end:
  %v = cxx.load %x : <f64>
  return %v : f64
}
