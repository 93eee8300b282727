// REQUIRES: tool, libdevice
// RUN: %costate grad %s --function ns::f --target=nvptx64 --gpu-arch=sm_90 -o %t.ptx
// RUN: FileCheck %s < %t.ptx
// RUN: %if ptxas %{ %ptxas -arch=sm_90 -c %t.ptx -o %t.cubin %}
// From C++ to a batch kernel, with a by-value record, a tape and mathematics; nothing stays unresolved.

// CHECK-NOT: .extern .func {{.*}}{{_*nv_|sin|cos|exp|pow}}
// CHECK: .visible .func {{.*}}f_grad
// CHECK: .visible .entry ns_f_grad_batch(
#include <cmath>

namespace ns {
struct Parameters {
  double a, b, c;
};
double f(Parameters p, const double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i) {
    double v = p.a * x[i];
    while (v > 1)
      v = v * 0.5 * std::cos(p.b);
    s += std::sin(v) * std::pow(x[i], p.c) + std::exp(v);
  }
  return s;
}
} // namespace ns
