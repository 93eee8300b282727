// OpenMP's declarations, and what only some options make of a directive.
// clang: -fopenmp -fopenmp-version=60 -fopenmp-enable-irbuilder
// RUN: not costate-import --all %s -- -fopenmp -fopenmp-version=60 -fopenmp-enable-irbuilder 2>&1 | FileCheck %s

void meta(double *x, int n) {
// CHECK: openmp-declarations.cpp:[[@LINE+1]]:{{.*}} error: OpenMP directives are not supported [costate-unsupported-openmp]
#pragma omp metadirective when(user = {condition(n > 1)} : parallel for) otherwise(for)
  for (int i = 0; i < n; i++)
    x[i] *= 2.0;
}

void iterate(double *x, int n) {
// CHECK: openmp-declarations.cpp:[[@LINE+1]]:1: error: OpenMP directives are not supported [costate-unsupported-openmp]
#pragma omp task depend(iterator(i = 0 : n), in : x[i])
  x[0] *= 2.0;
}

void fuse(double *x, int n) {
// CHECK: openmp-declarations.cpp:[[@LINE+1]]:1: error: OpenMP directives are not supported [costate-unsupported-openmp]
#pragma omp fuse
  {
    for (int i = 0; i < n; i++)
      x[i] *= 2.0;
    for (int i = 0; i < n; i++)
      x[i] += 1.0;
  }
}

void canonical(double *x, int n) {
// CHECK: openmp-declarations.cpp:[[@LINE+1]]:1: error: OpenMP directives are not supported [costate-unsupported-openmp]
#pragma omp for
  for (int i = 0; i < n; i++)
    x[i] *= 2.0;
}

double allocate(double x) {
  double y;
// CHECK: openmp-declarations.cpp:[[@LINE+1]]:1: error: OpenMP directives are not supported [costate-unsupported-openmp]
#pragma omp allocate(y)
  y = x * x;
  return y;
}
