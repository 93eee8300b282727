// Every operation has a position; values carry the name of the variable that they become.
//
// RUN: costate-import --locations --function f %s | FileCheck %s
double f(double x) {
  double square = x * x;
  return square;
}
// CHECK: cxx.alloca "square" {{.*}} loc(#[[ALLOCA:.*]])
// CHECK: arith.mulf {{.*}} loc(#[[PRODUCT:.*]])
// CHECK-DAG: #[[AT:loc[0-9]*]] = loc("{{.*}}locations.cpp":5:21)
// CHECK-DAG: #[[PRODUCT]] = loc("square"(#[[AT]]))
