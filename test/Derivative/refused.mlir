// RUN: costate-opt --ad-differentiate --split-input-file --verify-diagnostics %s -o /dev/null

// What would lose a derivative is an error.

func.func @stored_through_constant(%x: f64, %scratch: !cxx.ptr<f64>) -> f64 {
  // expected-error @+2 {{depends on a differentiated input is stored through a pointer}}
  // expected-note @+1 {{add the parameter}}
  cxx.store %x, %scratch : !cxx.ptr<f64>
  %v = cxx.load %scratch : !cxx.ptr<f64>
  return %v : f64
}
ad.request grad "g" of @stored_through_constant wrt [0] as "g"

// -----

cxx.global @total : f64
func.func @stored_in_global(%x: f64) -> f64 {
  %a = cxx.address_of @total : !cxx.ptr<f64>
  // expected-error @+1 {{stored in a global variable [costate-active-global]}}
  cxx.store %x, %a : !cxx.ptr<f64>
  %v = cxx.load %a : !cxx.ptr<f64>
  return %v : f64
}
ad.request grad "g" of @stored_in_global wrt [0] as "g"

// -----

func.func @either(%c: i1, %x: f64, %p: !cxx.ptr<f64>, %q: !cxx.ptr<f64>) -> f64 {
  // Neither of the two has a derivative.
  %s = arith.select %c, %p, %q : !cxx.ptr<f64>
  // expected-error @+2 {{stored through a pointer that the derivative is not taken with respect to [costate-active-store]}}
  // expected-note @+1 {{add the parameter}}
  cxx.store %x, %s : !cxx.ptr<f64>
  %v = cxx.load %s : !cxx.ptr<f64>
  return %v : f64
}
ad.request grad "g" of @either wrt [1] as "g"

// -----

func.func @bits(%p: !cxx.ptr<f64>) -> f64 {
  // expected-error @+1 {{accessed as another type [costate-reinterpreted-active]}}
  %i = cxx.cast %p : !cxx.ptr<f64> to !cxx.ptr<i64>
  %b = cxx.load %i : !cxx.ptr<i64>
  %f = arith.sitofp %b : i64 to f64
  return %f : f64
}
ad.request grad "g" of @bits wrt [0] as "g"

// -----

func.func @no_rule(%x: f64) -> f64 {
  // expected-error @+1 {{no derivative is known for operation 'cxx.trigamma' [costate-no-rule]}}
  %v = cxx.trigamma %x : f64
  return %v : f64
}
ad.request grad "g" of @no_rule wrt [0] as "g"

// -----

func.func private @again(%x: f64, %end: i1) -> f64 {
  %r = scf.if %end -> (f64) {
    scf.yield %x : f64
  } else {
    %y = arith.mulf %x, %x : f64
    %small = arith.cmpf olt, %y, %x : f64
    %z = func.call @again(%y, %small) : (f64, i1) -> f64
    scf.yield %z : f64
  }
  return %r : f64
}
func.func @start(%x: f64) -> f64 {
  %no = arith.constant false
  // expected-error @+1 {{cannot differentiate the reverse-mode derivative of a recursive function; ask for its hvp [costate-unsupported-recursion]}}
  %r = func.call @again(%x, %no) : (f64, i1) -> f64
  return %r : f64
}
ad.request grad "g" of @start wrt [0] as "g"
ad.request jvp "gj" of @g wrt [0] as "gj"

// -----

// A function that the tool cannot make from C++: its results are two.
func.func @two_results(%x: f64, %n: i64) -> f64 {
  // expected-error @+1 {{[costate-unsupported-operation]}}
  %sum, %carry = arith.addui_extended %n, %n : i64, i1
  %y = arith.uitofp %sum : i64 to f64
  %z = arith.mulf %x, %y : f64
  return %z : f64
}
ad.request grad "g" of @two_results wrt [0] as "g"

// -----

func.func @tape(%x: f64) -> f64 {
  // expected-error @+1 {{cannot take a reverse-mode derivative of a function that keeps a growable tape [costate-unsupported-reverse-over-reverse]}}
  %t = ad.tape_create "kept" : !ad.tape<f64>
  ad.tape_push %t, %x : !ad.tape<f64>
  %y = ad.tape_pop %t : !ad.tape<f64>
  ad.tape_destroy %t : !ad.tape<f64>
  return %y : f64
}
ad.request grad "g" of @tape wrt [0] as "g"
