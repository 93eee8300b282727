// RUN: %costate-opt %s -lower-to-llvm | %mlir-translate --mlir-to-llvmir -o %t.ll
// RUN: %clangxx -O1 -w -x ir %t.ll -x c++ %S/Inputs/tape.cpp -o %t.exe && %t.exe | FileCheck %s
// RUN: %costate-opt %s -lower-tapes | FileCheck %s --check-prefix=IR
// Tapes give back what was pushed, last first, over many growths; two tapes and tapes in loops.
// CHECK: tapes agree

// IR-NOT: ad.tape
// IR: func.func private @costate_out_of_memory
// IR: func.func private @costate_tape_grow
// IR-NOT: func.func private @costate_tape_grow

// Writes x[n-1], ..., x[0] to y, and whether each was positive to s.
func.func @reverse(%x: !cxx.ptr<f64>, %y: !cxx.ptr<f64>, %s: !cxx.ptr<i1>, %n: i64, %times: i64) {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %zero = arith.constant 0.0 : f64
  scf.for %k = %c0 to %times step %c1 : i64 {
    %t = ad.tape_create "t" : !ad.tape<f64>
    %u = ad.tape_create "u" : !ad.tape<i1>
    scf.for %i = %c0 to %n step %c1 : i64 {
      %xi = cxx.offset %x[%i] : !cxx.ptr<f64>
      %v = cxx.load %xi : !cxx.ptr<f64>
      %positive = arith.cmpf ogt, %v, %zero : f64
      ad.tape_push %t, %v : !ad.tape<f64>
      ad.tape_push %u, %positive : !ad.tape<i1>
    }
    scf.for %i = %c0 to %n step %c1 : i64 {
      %yi = cxx.offset %y[%i] : !cxx.ptr<f64>
      %si = cxx.offset %s[%i] : !cxx.ptr<i1>
      %v = ad.tape_pop %t : !ad.tape<f64>
      %p = ad.tape_pop %u : !ad.tape<i1>
      cxx.store %v, %yi : !cxx.ptr<f64>
      cxx.store %p, %si : !cxx.ptr<i1>
    }
    ad.tape_destroy %t : !ad.tape<f64>
    ad.tape_destroy %u : !ad.tape<i1>
  }
  return
}

// Writes, for i from n-1 down to 0: x[i] + 2, x[i] + 1, x[i]. Three values come with one push.
func.func @triples(%x: !cxx.ptr<f64>, %y: !cxx.ptr<f64>, %n: i64) {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c3 = arith.constant 3 : i64
  %one = arith.constant 1.0 : f64
  %t = ad.tape_create "t" : !ad.tape<f64>
  scf.for %i = %c0 to %n step %c1 : i64 {
    %xi = cxx.offset %x[%i] : !cxx.ptr<f64>
    %v = cxx.load %xi : !cxx.ptr<f64>
    %w = arith.addf %v, %one : f64
    %u = arith.addf %w, %one : f64
    ad.tape_push %t, %v, %w, %u : !ad.tape<f64>
  }
  scf.for %i = %c0 to %n step %c1 : i64 {
    %u = ad.tape_pop %t : !ad.tape<f64>
    %w = ad.tape_pop %t : !ad.tape<f64>
    %v = ad.tape_pop %t : !ad.tape<f64>
    %at = arith.muli %i, %c3 : i64
    %at1 = arith.addi %at, %c1 : i64
    %at2 = arith.addi %at, %c2 : i64
    %y0 = cxx.offset %y[%at] : !cxx.ptr<f64>
    %y1 = cxx.offset %y[%at1] : !cxx.ptr<f64>
    %y2 = cxx.offset %y[%at2] : !cxx.ptr<f64>
    cxx.store %u, %y0 : !cxx.ptr<f64>
    cxx.store %w, %y1 : !cxx.ptr<f64>
    cxx.store %v, %y2 : !cxx.ptr<f64>
  }
  ad.tape_destroy %t : !ad.tape<f64>
  return
}
