// Definitions that emitted C++ repeats: those of this file that signatures and bodies need, in order,
// with what they need themselves, without macros; headers are included.
//
// RUN: costate-import --grad f %s | FileCheck %s
#include <array>
#define SIZE 4
struct Unused {
  int i;
};
constexpr int half = 2;
namespace outer {
enum class Kind : char { first, second };
template <class T> struct Box { T content[half]; };
} // namespace outer
static double helper(double v) { return v; }
typedef struct Model { double w[SIZE]; double m() const { return helper(w[0]); } } Model;
typedef struct { double a; } Anonymous;
double f(const Model &m, Anonymous a, outer::Box<double> b, outer::Kind k, std::array<double, 2> s) {
  return m.w[1] * a.a * b.content[0] * s[1];
}
// CHECK: cxx.includes = ["<array>"]
// CHECK-SAME: cxx.type_definitions = ["constexpr int half = 2;",
// CHECK-SAME: "namespace outer {\0Aenum class Kind : char { first, second };\0A}",
// CHECK-SAME: "namespace outer {\0Atemplate <class T> struct Box { T content[half]; };\0A}",
// CHECK-SAME: "static double helper(double v) { return v; }",
// CHECK-SAME: "typedef struct Model { double w[4]; double m() const { return helper(w[0]); } } Model;",
// CHECK-SAME: "typedef struct { double a; } Anonymous;"]
