// RUN: %costate-opt %s -inline-all | FileCheck %s --check-prefix=ALL
// RUN: %costate-opt %s -inline-all=limit=8 | FileCheck %s --check-prefix=SOME
// Functions that are large beside the limit stay functions where their caller would pass it.

// ALL-LABEL: func.func @start
// ALL-NOT: call
// SOME-LABEL: func.func @start
// SOME: arith.negf
// SOME: call @square
// SOME-NOT: arith.negf
// SOME: return
func.func @start(%x: f64) -> f64 {
  %a = call @square(%x) : (f64) -> f64
  %b = call @square(%a) : (f64) -> f64
  return %b : f64
}

// SOME-LABEL: func.func private @square
func.func private @square(%x: f64) -> f64 {
  %y = arith.negf %x : f64
  %z = arith.mulf %y, %x : f64
  return %z : f64
}
