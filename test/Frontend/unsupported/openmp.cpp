// Every OpenMP directive is refused; a pragma that clang ignores (without -fopenmp) changes nothing.
// clang: -fopenmp -fopenmp-version=60
// RUN: not costate-import --all %s -- -fopenmp -fopenmp-version=60 2>&1 | FileCheck %s
// CHECK: openmp.cpp:[[@LINE+5]]:1: error: OpenMP directives are not supported [costate-unsupported-openmp]
// CHECK-NOT: error: {{.*}}costate-internal-error
void work(double *x, int n);

void parallel(double *x, int n) {
#pragma omp parallel
  x[0] = n;
}
#define LOOP for (int i = 0; i < n; i++) x[i] *= 2.0;
#define DIRECTIVE(NAME, TEXT) void NAME(double *x, int n) { _Pragma(TEXT) LOOP }
DIRECTIVE(d1, "omp for")
DIRECTIVE(d2, "omp for simd")
DIRECTIVE(d3, "omp simd")
DIRECTIVE(d4, "omp parallel for")
DIRECTIVE(d5, "omp parallel for simd")
DIRECTIVE(d6, "omp distribute")
DIRECTIVE(d7, "omp distribute simd")
DIRECTIVE(d8, "omp distribute parallel for")
DIRECTIVE(d9, "omp distribute parallel for simd")
DIRECTIVE(d10, "omp taskloop")
DIRECTIVE(d11, "omp taskloop simd")
DIRECTIVE(d12, "omp master taskloop")
DIRECTIVE(d13, "omp master taskloop simd")
DIRECTIVE(d14, "omp masked taskloop")
DIRECTIVE(d15, "omp masked taskloop simd")
DIRECTIVE(d16, "omp parallel master taskloop")
DIRECTIVE(d17, "omp parallel master taskloop simd")
DIRECTIVE(d18, "omp parallel masked taskloop")
DIRECTIVE(d19, "omp parallel masked taskloop simd")
DIRECTIVE(d20, "omp target parallel for")
DIRECTIVE(d21, "omp target parallel for simd")
DIRECTIVE(d22, "omp target simd")
DIRECTIVE(d23, "omp target teams distribute")
DIRECTIVE(d24, "omp target teams distribute simd")
DIRECTIVE(d25, "omp target teams distribute parallel for")
DIRECTIVE(d26, "omp target teams distribute parallel for simd")
DIRECTIVE(d27, "omp teams distribute")
DIRECTIVE(d28, "omp teams distribute simd")
DIRECTIVE(d29, "omp teams distribute parallel for")
DIRECTIVE(d30, "omp teams distribute parallel for simd")
DIRECTIVE(d31, "omp loop bind(thread)")
DIRECTIVE(d32, "omp parallel loop")
DIRECTIVE(d33, "omp teams loop")
DIRECTIVE(d34, "omp target parallel loop")
DIRECTIVE(d35, "omp target teams loop")
DIRECTIVE(d36, "omp tile sizes(4)")
DIRECTIVE(d37, "omp unroll")
DIRECTIVE(d38, "omp reverse")
DIRECTIVE(d39, "omp stripe sizes(4)")

#define BLOCK(NAME, TEXT) void NAME(double *x, int n) { _Pragma(TEXT) { x[0] = n; } }
BLOCK(b1, "omp critical")
BLOCK(b2, "omp master")
BLOCK(b3, "omp masked")
BLOCK(b4, "omp single")
BLOCK(b5, "omp scope")
BLOCK(b6, "omp task")
BLOCK(b7, "omp taskgroup")
BLOCK(b8, "omp parallel master")
BLOCK(b9, "omp parallel masked")
BLOCK(b10, "omp target")
BLOCK(b11, "omp target data map(tofrom : x[0 : n])")
BLOCK(b12, "omp target parallel")
BLOCK(b13, "omp target teams")
BLOCK(b14, "omp teams")
BLOCK(b15, "omp ordered")
BLOCK(b16, "omp assume no_openmp")
BLOCK(b17, "omp metadirective when(user={condition(1)} : parallel)")

#define ALONE(NAME, TEXT) void NAME(double *x, int n) { x[0] = n; _Pragma(TEXT) x[0] += 1.0; }
ALONE(a1, "omp barrier")
ALONE(a2, "omp flush")
ALONE(a3, "omp taskwait")
ALONE(a4, "omp taskyield")
ALONE(a5, "omp target enter data map(to : x[0 : n])")
ALONE(a6, "omp target exit data map(from : x[0 : n])")
ALONE(a7, "omp target update to(x[0 : n])")
ALONE(a8, "omp error at(execution)")

void atomic(double *x, int n) {
#pragma omp atomic
  x[0] += n;
}
void sections(double *x, int n) {
#pragma omp parallel
  {
#pragma omp sections
    {
#pragma omp section
      x[0] = n;
    }
  }
#pragma omp parallel sections
  {
    x[1] = n;
  }
}
void cancelled(double *x, int n) {
#pragma omp parallel
  {
#pragma omp cancellation point parallel
#pragma omp cancel parallel
    x[0] = n;
  }
}
void scanned(double *x, int n) {
  double s = 0.0;
#pragma omp parallel for reduction(inscan, + : s)
  for (int i = 0; i < n; i++) {
    s += x[i];
#pragma omp scan inclusive(s)
    x[i] = s;
  }
}
void dispatched(double *x, int n) {
#pragma omp dispatch
  work(x, n);
}
void interchanged(double *x, int n) {
#pragma omp interchange
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < 4; j++)
      x[i] += x[j] * n;
}
void shaped(double *x, int n) {
#pragma omp target update to(([4][4])x)
  x[0] = n;
}
void iterated(double *x, int n) {
#pragma omp task depend(iterator(int i = 0 : n), in : x[i])
  x[0] = n;
}
typedef void *omp_depend_t;
void dependence(double *x, int n) {
  omp_depend_t object;
#pragma omp depobj(object) depend(in : x[0])
  x[0] = n;
}
typedef void *omp_interop_t;
void interoperated(double *x, int n) {
  omp_interop_t object;
#pragma omp interop init(targetsync : object)
  x[0] = n;
}
void declared(double *x, int n) {
#pragma omp declare reduction(product : double : omp_out *= omp_in) initializer(omp_priv = 1.0)
  struct Pair { double *first; int count; };
#pragma omp declare mapper(Pair pair) map(pair, pair.first[0 : pair.count])
  static int local;
#pragma omp threadprivate(local)
  x[0] = n + local;
#pragma omp parallel for num_threads(n + 1) schedule(static, n + 1)
  for (int i = 0; i < n; i++)
    x[i] *= 2.0;
}
