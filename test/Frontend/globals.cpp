// Constants are embedded, also those that are computed before main; variables are only declared.
//
// RUN: costate-import --function use %s | FileCheck %s
#include <cmath>
// CHECK-DAG: cxx.global constant internal @_ZL5table : !cxx.array<3 x f64> = [1.0{{.*}}, 2.5{{.*}}, 0.0
static const double table[3] = {1, 2.5};
// CHECK-DAG: cxx.global @counter : i32 {cxx_name = "counter"}
int counter = 7;
const double pi = 4 * std::atan(1.0);
enum { three = 3 };
double use(int i) {
  // CHECK-DAG: cxx.global constant internal @costate.table.weights : !cxx.array<2 x f64>
  const double weights[] = {0.25, 0.75};
  constexpr double g = 9.75;
  counter++;
  return table[i] + weights[i] + pi + three * g;
}
// CHECK-LABEL: @_Z3usei
// CHECK: cxx.address_of @counter
// CHECK: math.atan
// CHECK: arith.constant 9.75
// A static variable that nothing writes is a constant; one that is written stays a variable.
// RUN: costate-import --function reads --function writes %s | FileCheck %s --check-prefix STATIC
// STATIC-DAG: cxx.global constant internal @_ZL6coarse : !cxx.array<2 x f64> = [
// STATIC-DAG: cxx.global internal @_ZL5state : f64 =
static double coarse[2] = {1, 2};
static double state = 3;
double sum(const double *p) { return p[0] + p[1]; }
double reads() { return sum(coarse) + coarse[0] + state; }
void writes(double x) { state = x; }
