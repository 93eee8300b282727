// RUN: %costate-opt %s -split-input-file -verify-diagnostics -inline-all
// What cannot be inlined is an error at the call.

func.func private @_Z7unknownd(f64) -> f64
func.func @start(%x: f64) -> f64 {
  // expected-error@+1 {{call to 'unknown(double)', whose definition is not visible [costate-unsupported-call]}}
  %y = call @_Z7unknownd(%x) : (f64) -> f64
  return %y : f64
}
