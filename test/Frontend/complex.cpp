// Complex numbers: records of two parts in memory, pairs of values in expressions; real operands
// stay real.
//
// RUN: costate-import --function scaled --function assigned --function decided %s | FileCheck %s
#include <complex>

// CHECK-LABEL: func.func @_Z6scaledSt7complexIdEd
// CHECK: arith.mulf
// CHECK: arith.mulf
// CHECK-NOT: complex_function
// CHECK: return
double scaled(std::complex<double> z, double x) {
  _Complex double w = 1.0;
  w *= x;
  return __real__ w + z.imag();
}

// CHECK-LABEL: @_Z8assigned
// CHECK: cxx.complex_function "mul"(
// CHECK: cxx.complex_function "mul" imaginary(
// CHECK: cxx.complex_function "div"(
double assigned(double x) {
  _Complex double w = x;
  __imag__ w = 2.0;
  w = w * w / w;
  return __real__ w;
}

// CHECK-LABEL: @_Z7decided
// CHECK: %[[RE:.*]] = arith.cmpf une
// CHECK: %[[IM:.*]] = arith.cmpf une
// CHECK: arith.ori %[[RE]], %[[IM]]
bool decided(_Complex double z, _Complex double w) { return z != w; }
