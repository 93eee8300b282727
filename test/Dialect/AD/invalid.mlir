// RUN: %costate-opt %s -split-input-file -verify-diagnostics
// Misuses of requests.

// expected-error@+1 {{names an unknown function @nothing}}
ad.request grad "g" of @nothing wrt [0] as "g"

// -----

func.func private @f(f64) -> f64
// expected-error@+1 {{needs the body of @f}}
ad.request grad "g" of @f wrt [0] as "g"

// -----

func.func @f(%x: f64) -> f64 { return %x : f64 }
// expected-error@+1 {{has wrt index 1, but @f has 1 arguments}}
ad.request grad "g" of @f wrt [1] as "g"

// -----

func.func @f(%x: f64, %y: f64) -> f64 { return %x : f64 }
// expected-error@+1 {{has wrt indices that are not strictly ascending}}
ad.request grad "g" of @f wrt [1, 0] as "g"

// -----

func.func @f(%x: f64) -> f64 { return %x : f64 }
// expected-error@+1 {{differentiates with respect to nothing}}
ad.request grad "g" of @f wrt [] as "g"

// -----

func.func @f(%x: !cxx.ptr<f64>) { return }
// expected-error@+1 {{of mode grad needs a function that returns one float}}
ad.request grad "g" of @f wrt [0] as "g"

// -----

func.func @push(%t: !ad.tape<f64>, %x: f32) {
  // expected-note@-1 {{prior use here}}
  // expected-error@+1 {{use of value '%x' expects different type}}
  ad.tape_push %t, %x : !ad.tape<f64>
  return
}

// -----

func.func @push_other(%t: !ad.tape<f64>, %x: f64, %y: f32) {
  // expected-error@+1 {{appends a value of type 'f32' to a tape of 'f64'}}
  "ad.tape_push"(%t, %x, %y) : (!ad.tape<f64>, f64, f32) -> ()
  return
}

// -----

func.func @push_nothing(%t: !ad.tape<f64>) {
  // expected-error@+1 {{appends nothing}}
  "ad.tape_push"(%t) : (!ad.tape<f64>) -> ()
  return
}
