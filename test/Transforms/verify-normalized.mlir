// RUN: %costate-opt %s -split-input-file -verify-diagnostics -verify-normalized
// A program that is not normalized is our fault, and says so.

// expected-error@+1 {{internal: normalization left a function with several blocks; please report this program [costate-internal]}}
func.func @blocks(%c: i1) {
  cf.cond_br %c, ^a, ^b
^a:
  return
^b:
  return
}

// -----

func.func private @callee()
func.func @calls() {
  // expected-error@+1 {{internal: normalization left a call of a function without a body}}
  call @callee() : () -> ()
  return
}

// -----

func.func @step(%n: i64) {
  %zero = arith.constant 0 : i64
  %two = arith.constant 2 : i64
  // expected-error@+1 {{internal: normalization left a counted loop that does not run from 0 in steps of 1}}
  scf.for %i = %zero to %n step %two : i64 {
  }
  return
}

// -----

func.func @stack(%n: i64) {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  scf.for %i = %zero to %n step %one : i64 {
    // expected-error@+1 {{internal: normalization left storage that is not in the function's own block}}
    %a = cxx.alloca "a" : !cxx.ptr<f64>
  }
  return
}
