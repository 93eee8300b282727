// Pointers in variables point to const where nothing is written through them; growable tapes come from
// costate/runtime.hpp.
// RUN: costate-translate --emit-cpp --emit-cpp-all %s -o %t.inc
// RUN: FileCheck %s < %t.inc
// RUN: cat %t.inc %S/Inputs/pointers.cpp > %t.cpp
// RUN: %gxx -std=c++17 -O2 -Wall -Wextra -Werror -I %costate_include %t.cpp -o %t.gcc && %t.gcc
// RUN: %clangxx -std=c++17 -O0 -Wall -Wextra -Werror -I %costate_include %t.cpp -o %t.clang && %t.clang

// CHECK: #include <costate/runtime.hpp>

// CHECK-LABEL: double walk(const double *p, const double *end, double *out) {
// CHECK-NEXT:   costate::tape<double> v_tape;
// CHECK-NEXT:   costate::tape<const double *> tape;
// CHECK-NEXT:   const double *q = p;
// CHECK-NEXT:   double *o = out;
// CHECK-NEXT:   long n = 0;
// CHECK-NEXT:   while (q != end) {
// CHECK-NEXT:     v_tape.push(*q);
// CHECK-NEXT:     tape.push(q);
// CHECK-NEXT:     *o = *q;
// CHECK-NEXT:     ++q;
// CHECK-NEXT:     ++o;
// CHECK-NEXT:     ++n;
// CHECK-NEXT:   }
// CHECK-NEXT:   double t = 0.0;
// CHECK-NEXT:   for (long k = 0; k < n; ++k) {
// CHECK-NEXT:     const double saved = v_tape.pop();
// CHECK-NEXT:     const double *saved1 = tape.pop();
// CHECK-NEXT:     t += saved * *saved1;
func.func @walk(%p: !cxx.ptr<f64> {cxx.name = "p", cxx.declarator = "const double *{0}"},
                %end: !cxx.ptr<f64> {cxx.name = "end", cxx.declarator = "const double *{0}"},
                %out: !cxx.ptr<f64> {cxx.name = "out"}) -> f64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %z = arith.constant 0.0 : f64
  %values = ad.tape_create "v_tape" : !ad.tape<f64>
  %places = ad.tape_create : !ad.tape<!cxx.ptr<f64>>
  %r:3 = scf.while (%q = %p, %o = %out, %n = %zero) : (!cxx.ptr<f64>, !cxx.ptr<f64>, i64) -> (!cxx.ptr<f64>, !cxx.ptr<f64>, i64) {
    %go = cxx.ptr_cmp ne %q, %end : !cxx.ptr<f64>
    scf.condition(%go) %q, %o, %n : !cxx.ptr<f64>, !cxx.ptr<f64>, i64
  } do {
  ^bb0(%q: !cxx.ptr<f64> loc("q"), %o: !cxx.ptr<f64> loc("o"), %n: i64 loc("n")):
    %v = cxx.load %q : !cxx.ptr<f64>
    ad.tape_push %values, %v : !ad.tape<f64>
    ad.tape_push %places, %q : !ad.tape<!cxx.ptr<f64>>
    %w = cxx.load %q : !cxx.ptr<f64>
    cxx.store %w, %o : !cxx.ptr<f64>
    %q1 = cxx.offset %q[%one] : !cxx.ptr<f64>
    %o1 = cxx.offset %o[%one] : !cxx.ptr<f64>
    %n1 = arith.addi %n, %one overflow<nsw> : i64
    scf.yield %q1, %o1, %n1 : !cxx.ptr<f64>, !cxx.ptr<f64>, i64
  }
  %s = scf.for %t = %zero to %r#2 step %one iter_args(%a = %z) -> (f64) : i64 {
    %v = ad.tape_pop %values : !ad.tape<f64>
    %q = ad.tape_pop %places : !ad.tape<!cxx.ptr<f64>>
    %w = cxx.load %q : !cxx.ptr<f64>
    %m = arith.mulf %v, %w fastmath<contract> : f64
    %b = arith.addf %a, %m fastmath<contract> : f64
    scf.yield %b : f64
  }
  ad.tape_destroy %values : !ad.tape<f64>
  ad.tape_destroy %places : !ad.tape<!cxx.ptr<f64>>
  return %s : f64
}
