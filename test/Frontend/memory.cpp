// Heap storage and block copies are typed; byte counts are counts of objects.
//
// RUN: costate-import --function heap --function objects --function blocks --function computed %s | FileCheck %s
#include <cstdlib>
#include <cstring>
struct Pair {
  double a, b;
};
void heap(int n, int m) {
  // CHECK-LABEL: @_Z4heapii
  double *p = (double *)malloc(n * sizeof(double));
  // CHECK-NOT: arith.div
  // CHECK: cxx.alloc malloc %{{.*}} : <f64>
  Pair *q = static_cast<Pair *>(std::malloc(sizeof(Pair) * n * m));
  // CHECK: cxx.alloc malloc %{{.*}} : <!cxx.record<"Pair"
  int *r = (int *)calloc(n, sizeof *r);
  // CHECK: cxx.alloc calloc %{{.*}} zeroed : <i32>
  double(*rows)[3] = (double(*)[3])malloc((n + 1) * sizeof *rows);
  // CHECK: cxx.alloc malloc %{{.*}} : <!cxx.array<3 x f64>>
  free(p), free(q), free(r), free(rows);
  // CHECK-COUNT-4: cxx.dealloc free
}
double objects(int n, double x) {
  // CHECK-LABEL: @_Z7objectsid
  double *p = new double(x), *q = new double[n], *r = new double[n]();
  // CHECK: cxx.alloc new %{{.*}} : <f64>
  // CHECK: cxx.alloc new_array %{{[^ ]*}} : <f64>
  // CHECK: cxx.alloc new_array %{{[^ ]*}} zeroed : <f64>
  double s = *p + r[0];
  delete p;
  delete[] q;
  delete[] r;
  // CHECK: cxx.dealloc delete %
  // CHECK: cxx.dealloc delete_array
  return s;
}
void blocks(double *p, const double *q, int n) {
  // CHECK-LABEL: @_Z6blocks
  Pair a, b[2];
  memcpy(p, q, n * sizeof(double));
  // CHECK: cxx.copy_n %{{.*}}, %{{.*}}, %{{.*}} : <f64>
  memmove(p + 1, p, sizeof(double) * 3);
  // CHECK: %[[THREE:.*]] = arith.constant 3 : i64
  // CHECK: cxx.copy_n %{{.*}}, %{{.*}}, %[[THREE]] overlapping : <f64>
  memcpy(&a, b, sizeof a);
  // CHECK: cxx.copy_n {{.*}} : <!cxx.record<"Pair"
  memset(b, 0, sizeof b);
  // CHECK: %[[TWO:.*]] = arith.constant 2 : i64
  // CHECK: cxx.fill %{{.*}}, %[[TWO]]
}
double *computed(std::size_t bytes) { return (double *)malloc(bytes); }
// CHECK-LABEL: @_Z8computedm
// CHECK: cxx.alloc malloc %{{.*}} : <none>
// CHECK: cxx.cast %{{.*}} : <none> to <f64>
