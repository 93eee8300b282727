// RUN: costate-opt --ad-check-tapes --split-input-file --verify-diagnostics %s

// What the reverse sweep takes from a tape is what the forward sweep left there, in the opposite order: the
// engine checks this in every derivative that it makes.

// Values, a branch, a while loop of which each region records, and a counted loop.
func.func @mirrored(%v: f64, %c: i1, %n: i64) {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %t = ad.tape_create : <f64>
  %trips = scf.while (%i = %c0) : (i64) -> i64 {
    ad.tape_push %t, %v : <f64>
    %more = arith.cmpi slt, %i, %n : i64
    scf.condition(%more) %i : i64
  } do {
  ^bb0(%i: i64):
    scf.if %c {
      ad.tape_push %t, %v, %v : <f64>
    }
    ad.tape_push %t, %v : <f64>
    %next = arith.addi %i, %c1 : i64
    scf.yield %next : i64
  }
  %executions = arith.addi %trips, %c1 : i64
  scf.for %k = %c0 to %executions step %c1 : i64 {
    %0 = ad.tape_pop %t : <f64>
    %isLater = arith.cmpi slt, %k, %trips : i64
    scf.if %isLater {
      %1 = ad.tape_pop %t : <f64>
      scf.if %c {
        %2 = ad.tape_pop %t : <f64>
        %3 = ad.tape_pop %t : <f64>
      }
    }
  }
  ad.tape_destroy %t : <f64>
  return
}

// -----

func.func @too_little(%v: f64) {
  %t = ad.tape_create : <f64>
  // expected-error @below {{the reverse sweep leaves this on a tape}}
  ad.tape_push %t, %v, %v : <f64>
  %0 = ad.tape_pop %t : <f64>
  return
}

// -----

func.func @too_much(%v: f64) {
  %t = ad.tape_create : <f64>
  ad.tape_push %t, %v : <f64>
  %0 = ad.tape_pop %t : <f64>
  // expected-error @below {{the reverse sweep takes from an empty tape}}
  %1 = ad.tape_pop %t : <f64>
  return
}

// -----

// A branch took something, and its reversal is left out.
func.func @other_path(%v: f64, %c: i1) {
  %t = ad.tape_create : <f64>
  // expected-note @below {{this was left there last}}
  scf.if %c {
    ad.tape_push %t, %v : <f64>
  }
  // expected-error @below {{the reverse sweep takes something else than what lies on the tape}}
  %0 = ad.tape_pop %t : <f64>
  return
}

// -----

// The values of an iteration and those of the whole loop in the wrong order.
func.func @wrong_order(%v: f64, %n: i64) {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %t = ad.tape_create : <f64>
  // expected-note @below {{this was left there last}}
  scf.for %i = %c0 to %n step %c1 : i64 {
    ad.tape_push %t, %v : <f64>
  }
  // expected-error @below {{the reverse sweep takes something else than what lies on the tape}}
  %0 = ad.tape_pop %t : <f64>
  ad.tape_push %t, %v : <f64>
  return
}

// -----

// The halves of a function that calls itself.
func.func @inner_augmented(%v: f64, %c: i1, %t: !ad.tape<f64>) {
  scf.if %c {
    func.call @inner_augmented(%v, %c, %t) : (f64, i1, !ad.tape<f64>) -> ()
    ad.tape_push %t, %v : <f64>
  }
  ad.tape_push %t, %v : <f64>
  return
}
func.func @inner_pullback(%c: i1, %t: !ad.tape<f64>) {
  %0 = ad.tape_pop %t : <f64>
  scf.if %c {
    %1 = ad.tape_pop %t : <f64>
    func.call @inner_pullback(%c, %t) : (i1, !ad.tape<f64>) -> ()
  }
  return
}
func.func @root(%v: f64, %c: i1) {
  %t = ad.tape_create : <f64>
  func.call @inner_augmented(%v, %c, %t) : (f64, i1, !ad.tape<f64>) -> ()
  func.call @inner_pullback(%c, %t) : (i1, !ad.tape<f64>) -> ()
  return
}

// -----

func.func @inner_augmented(%v: f64, %t: !ad.tape<f64>) {
  // expected-note @below {{the augmented primal leaves this}}
  ad.tape_push %t, %v : <f64>
  return
}
// expected-error @below {{the pullback does not take what its augmented primal leaves on a tape}}
func.func @inner_pullback(%t: !ad.tape<f64>) {
  return
}
func.func @root(%v: f64) {
  %t = ad.tape_create : <f64>
  func.call @inner_augmented(%v, %t) : (f64, !ad.tape<f64>) -> ()
  func.call @inner_pullback(%t) : (!ad.tape<f64>) -> ()
  return
}

// -----

// A loop whose body does not come back runs what is before it once.
#int = #cxx.exception<typeInfo = "_ZTIi", spelling = "int", object = i32, destructor = "", bytewise = true, bases = []>
func.func @throws(%v: f64, %c: i1) {
  %t = ad.tape_create : <f64>
  scf.while : () -> () {
    ad.tape_push %t, %v : <f64>
    scf.condition(%c)
  } do {
    %e = cxx.exception : !cxx.ptr<i32>
    cxx.raise %e as #int : !cxx.ptr<i32>
    scf.yield
  }
  %0 = ad.tape_pop %t : <f64>
  return
}
