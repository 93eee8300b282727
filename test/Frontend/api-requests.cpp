// Each use of costate::gradient and the like requests the body of its stub.
//
// RUN: costate-import %s -std=c++17 -I %source_dir/include | FileCheck %s
// RUN: not costate-import --grad user %s -std=c++17 -I %source_dir/include 2>&1 | FileCheck %s --check-prefix NESTED
#include <costate/costate.hpp>
double f(double x, double y) { return x * y; }
double g(const double *p, int n) { return p[0] * n; }
double user(double x) {
  auto [dx, dy] = costate::gradient<f>(x, 2.0);
  double p[3] = {1, 2, 3}, p_bar[3] = {};
  costate::gradient<g>(costate::wrt(p, p_bar), 3);
  return dx + dy;
}
// CHECK-DAG: ad.request grad "_ZN7costate6detail7request{{.*}}6invoke{{.*}}" of @_Z1fdd wrt [0, 1] as "f_grad"
// CHECK-DAG: ad.request grad "_ZN7costate6detail7request{{.*}}6invoke{{.*}}" of @_Z1gPKdi wrt [0] as "g_grad"
// NESTED: error: {{.*}} [costate-unsupported-nested-derivative]
