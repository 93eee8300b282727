// RUN: %costate-opt %s -split-input-file -verify-diagnostics -inline-all
// What cannot be inlined is an error at the call.

func.func @_Z9factoriald(%x: f64) -> f64 {
  // expected-error@+1 {{function 'factorial(double)' calls itself; recursive functions cannot be differentiated [costate-unsupported-recursion]}}
  %y = call @_Z9factoriald(%x) : (f64) -> f64
  return %y : f64
}

// -----

func.func private @even(%x: f64) -> f64 attributes {cxx.qualified_name = "parity::even"} {
  %y = call @odd(%x) : (f64) -> f64
  return %y : f64
}
func.func private @odd(%x: f64) -> f64 attributes {cxx.qualified_name = "parity::odd"} {
  // expected-error@+1 {{function 'parity::even' calls itself through 'parity::odd'; recursive}}
  %y = call @even(%x) : (f64) -> f64
  return %y : f64
}
func.func @start(%x: f64) -> f64 {
  %y = call @even(%x) : (f64) -> f64
  return %y : f64
}

// -----

func.func private @_Z7unknownd(f64) -> f64
func.func @start(%x: f64) -> f64 {
  // expected-error@+1 {{call to 'unknown(double)', whose definition is not visible [costate-unsupported-call]}}
  %y = call @_Z7unknownd(%x) : (f64) -> f64
  return %y : f64
}
