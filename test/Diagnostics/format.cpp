// Refusals look like clang's own errors: position, source line, caret, a stable code, notes along the
// calls that led there.
//
// RUN: not %costate grad %s --function outer 2>&1 | FileCheck %s --strict-whitespace
double unknown(double x);
double inner(double x) {
  return 2 * unknown(x);
}
// CHECK: format.cpp:[[@LINE-2]]:14: error: {{.*}}'unknown'{{.*}} [costate-{{[a-z-]+}}]
// CHECK-NEXT: {{^}}    7 |   return 2 * unknown(x);
// CHECK-NEXT: {{^}}      |              ^
double outer(double x) { return inner(x) + x; }
