// Records: layout, constructors with default member initializers, by value, returned, bases.
//
// RUN: costate-import --function caller --function built --function derived %s | FileCheck %s
struct Point {
  double x, y;
};
struct Counter {
  double total = 1.5;
  int n{3};
  Counter(double t) : total(t) {}
  double mean() const { return total / n; }
};
struct Tag {};
struct Derived : Tag, Point {
  double z;
};
Point swapped(Point p) { return {p.y, p.x}; }
double caller(double a) {
  Point p{a, 2};
  return swapped(p).x;
}
// CHECK-LABEL: @_Z6callerd
// CHECK-DAG: cxx.alloca "p"
// CHECK: cxx.copy %[[PRIVATE:.*]], %{{.*}}
// CHECK: call @_Z7swapped5Point(%[[RESULT:.*]], %[[PRIVATE]])
// CHECK: cxx.field %[[RESULT]][0]
double built(double a) {
  Counter c(a);
  return c.mean();
}
// CHECK-LABEL: @_Z5builtd
// CHECK: call @_ZN7CounterC1Ed(
// CHECK: call @_ZNK7Counter4meanEv(
double derived(double a) {
  Derived d{};
  d.y = a;
  return d.y + d.z;
}
// CHECK-LABEL: @_Z7derivedd
// CHECK-DAG: !cxx.record<"Derived", 24, 8, {"" : !cxx.record<"Point", 16, 8, {"x" : f64 at 0, "y" : f64 at 8}> at 0, "z" : f64 at 16}>

// CHECK-LABEL: func.func private @_Z7swapped5Point
// CHECK-SAME: cxx.name = "result", cxx.passing = "sret"
// CHECK-SAME: cxx.name = "p", cxx.passing = "byval"
// CHECK-LABEL: func.func private @_ZN7CounterC1Ed
// CHECK: cxx.field %arg0[0]
// CHECK: cxx.field %arg0[1]
// CHECK: arith.constant 3 : i32
