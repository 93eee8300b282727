// What the header lets pass and costate refuses, at the user's request, with the user's names.
//
// RUN: not %clangxx -std=c++17 -fplugin=%costate_plugin -I %source_dir/include -fsyntax-only -DCASE=1 %s 2>&1 | FileCheck %s --check-prefix=SHARED
// RUN: not %clangxx -std=c++17 -fplugin=%costate_plugin -I %source_dir/include -fsyntax-only -DCASE=2 %s 2>&1 | FileCheck %s --check-prefix=NOTHING
// RUN: not %clangxx -std=c++17 -fplugin=%costate_plugin -I %source_dir/include -fsyntax-only -DCASE=3 %s 2>&1 | FileCheck %s --check-prefix=CAPTURED
// RUN: not %clangxx -std=c++17 -fplugin=%costate_plugin -I %source_dir/include -fsyntax-only -DCASE=4 %s 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: not %clangxx -std=c++17 -fplugin=%costate_plugin -I %source_dir/include -fsyntax-only -DCASE=5 %s 2>&1 | FileCheck %s --check-prefix=CLOSURE
// RUN: not %clangxx -std=c++17 -fplugin=%costate_plugin -I %source_dir/include -fsyntax-only -DCASE=6 %s 2>&1 | FileCheck %s --check-prefix=MEMBER
// RUN: not %clangxx -std=c++17 -fplugin=%costate_plugin -I %source_dir/include -fsyntax-only -DCASE=9 %s 2>&1 | FileCheck %s --check-prefix=UNNAMED
// RUN: not %costate build %s -o %t.o -- -DCASE=7 2>&1 | FileCheck %s --check-prefix=LAMBDA
// RUN: not %costate build %s -o %t.o -- -DCASE=8 2>&1 | FileCheck %s --check-prefix=STATIC
#include <costate/costate.hpp>
#include <vector>

struct View {
  const double *data;
  int n;
};
struct Settings {
  int rounds;
  bool verbose;
};
struct Counter {
  double total;
  double add(double x) { return total += x; }
};
double sum(View v);
double sum(View v) { return v.data[0] * v.n; }
double iterate(double x, const Settings &s) { return x * s.rounds; }
double unknown(double x);
double calls_unknown(std::vector<double> v) { return unknown(v[0]); }
namespace {
double hidden(double x) { return x * x; }
} // namespace

void use(double x) {
#if CASE == 1
  costate::gradient<sum>(View{&x, 1});
// SHARED: header-refused.cpp:[[@LINE-1]]:3: error: the derivative of 'View' cannot be made by copying: copies share what a member leads to; give it a place, costate::wrt(x, x_bar), or keep it constant, costate::constant(x) [costate-unsupported-shared-copy]
// SHARED: header-refused.cpp:{{[0-9]+}}:17: note: this member is shared
#elif CASE == 2
  costate::gradient<iterate>(x, Settings{3, false});
// NOTHING: header-refused.cpp:[[@LINE-1]]:3: error: an argument of type 'Settings' carries no floating-point values; keep it constant: costate::constant(x) [costate-nothing-to-differentiate]
#elif CASE == 3
  double y = 0;
  costate::gradient(
      [&y](double z) {
        y = z * z;
        return y;
      },
      x);
// CAPTURED: header-refused.cpp:[[@LINE-4]]:11: error: {{.*}}[costate-active-store]
#elif CASE == 4
  costate::gradient<calls_unknown>(std::vector<double>{x});
// UNKNOWN: error: call to 'unknown', whose definition is not in this translation unit [costate-unsupported-external-call]
// UNKNOWN: header-refused.cpp:[[@LINE-2]]:3: note: gradient of 'calls_unknown' requested here
#elif CASE == 5
  auto by_reference = [&x](double z) { return x * z; };
  auto bar = by_reference;
  costate::gradient(costate::wrt(by_reference, bar), 2.0);
// CLOSURE: header-refused.cpp:[[@LINE-1]]:3: error: a lambda cannot be differentiated by what it captures by reference: copies of it share that; pass it as an argument [costate-unsupported-shared-copy]
// CLOSURE: header-refused.cpp:[[@LINE-4]]:25: note: this capture is shared
#elif CASE == 6
  Counter counter{1};
  costate::gradient<&Counter::add>(counter, x);
// MEMBER: error: {{.*}}[costate-active-store]
#elif CASE == 7
  costate::gradient([](double z) { return z * z; }, x);
// LAMBDA: header-refused.cpp:[[@LINE-1]]:3: error: gradient of 'operator()' belongs to this translation unit alone, as lambdas and what is 'static' or in an unnamed namespace do; other compilers cannot refer to it: use a function or class with external linkage, or the clang plugin [costate-internal-linkage]
#elif CASE == 8
  costate::gradient<hidden>(x);
// STATIC: error: gradient of '(anonymous namespace)::hidden' belongs to this translation unit alone{{.*}}[costate-internal-linkage]
#elif CASE == 9
  struct {
    double operator()(double z) const { return z * z; }
  } square;
  costate::gradient(square, x);
// UNNAMED: header-refused.cpp:[[@LINE-1]]:3: error: gradient of {{.*}} is about a class without a name; give it one [costate-internal-linkage]
#endif
}
