// Library mathematics by name, in double and float, through <cmath>'s overloads as well.
//
// RUN: costate-import --function f --function g --function classify %s -std=c++17 | FileCheck %s
#include <cmath>
double f(double x, double y) {
  return std::sin(x) + pow(x, y) + std::fmax(x, y) + std::hypot(x, y) + std::hypot(x, y, 1.0) +
         fmod(x, y) + lgamma(x) + std::fabs(y) + std::round(x);
}
// CHECK-LABEL: @_Z1fdd
// CHECK: math.sin
// CHECK: math.powf
// CHECK: cxx.fmax
// CHECK: cxx.hypot
// CHECK: cxx.hypot3
// CHECK: arith.remf
// CHECK: cxx.lgamma
// CHECK: math.absf
// CHECK: math.round
float g(float x) { return sinf(x) * expf(x); }
// CHECK-LABEL: @_Z1gf
// CHECK: math.sin %{{.*}} : f32
// CHECK: math.exp %{{.*}} : f32
bool classify(double x) { return __builtin_isnan(x) || __builtin_isinf(x) || __builtin_signbit(x); }
// CHECK-LABEL: @_Z8classifyd
// CHECK: arith.cmpf uno
// CHECK: arith.cmpf oeq
// CHECK: math.copysign
