// Jumps: switches with fallthrough, conditions as jumps, loops over arrays counted.
//
// RUN: costate-import --function choose --function shortcut --function ranged %s | FileCheck %s
double choose(int k, double x) {
  switch (k) {
  default:
    x += 1;
  case 1:
    x *= 2;
    break;
  case -5:
    return x;
  }
  return x + 1;
}
// CHECK-LABEL: @_Z6chooseid
// CHECK: cf.switch %{{.*}} : i32, [
// CHECK-NEXT: default: ^[[DEFAULT:bb[0-9]+]],
// CHECK-NEXT: 1: ^[[ONE:bb[0-9]+]],
// CHECK-NEXT: {{-5|4294967291}}: ^bb{{[0-9]+}}
double shortcut(double x, double y) {
  if (!(x > 1 && y > 2) || x < 0)
    return y;
  return x;
}
// CHECK-LABEL: @_Z8shortcutdd
// CHECK-COUNT-3: cf.cond_br
// CHECK-NOT: cf.cond_br
double ranged(double x) {
  double a[3] = {x, x, x}, s = 0;
  for (double &e : a)
    s += e;
  return s;
}
// CHECK-LABEL: @_Z6rangedd
// CHECK: arith.cmpi slt, %{{.*}}, %{{.*}} : i64
