// Requests by name: overloads, templates, members, anonymous namespaces; symbols as if the user had
// declared the derivative.
//
// RUN: costate-import --grad "f(double)" --grad ns::g --grad "t<double>" --grad S::m --grad c_function --grad hidden %s | FileCheck %s
// RUN: costate-import --mode vjp --grad out %s | FileCheck %s --check-prefix VJP
// RUN: costate-import --mode jvp --wrt p --grad ns::g %s | FileCheck %s --check-prefix JVP
// RUN: costate-import --mode hvp --grad ns::g %s | FileCheck %s --check-prefix HVP
double f(double x) { return x; }
double f(double x, int n) { return x * n; }
// CHECK-DAG: ad.request grad "_Z6f_graddPd" of @_Z1fd wrt [0] as "f_grad"
namespace ns {
double g(double a, const double *p, int n, double &r) { return a * p[n] + r; }
} // namespace ns
// CHECK-DAG: ad.request grad "_ZN2ns6g_gradEdPKdiRdPdS3_S3_" of @_ZN2ns1gEdPKdiRd wrt [0, 1, 3] as "g_grad"
// JVP: ad.request jvp "_ZN2ns5g_jvpEdPKdiRdS1_" of @_ZN2ns1gEdPKdiRd wrt [1] as "g_jvp"
// HVP: ad.request hvp "_ZN2ns5g_hvpEdPKdiRddS1_S2_PdS3_S3_" of @_ZN2ns1gEdPKdiRd wrt [0, 1, 3] as "g_hvp"
template <class T> T t(T x) { return x * x; }
// CHECK-DAG: ad.request grad "_Z6t_graddPd" of @_Z1tIdET_S0_ wrt [0] as "t_grad"
struct S {
  double k;
  double m(double x) const { return k * x; }
};
// CHECK-DAG: ad.request grad "_Z8S_m_gradPK1SdPS_Pd" of @_ZNK1S1mEd wrt [0, 1] as "S_m_grad"
extern "C" double c_function(double x) { return x; }
// CHECK-DAG: ad.request grad "c_function_grad" of @c_function wrt [0] as "c_function_grad"
namespace {
double hidden(double x) { return x; }
} // namespace
// CHECK-DAG: of @_ZN12_GLOBAL__N_16hiddenEd wrt [0] as "hidden_grad"
double use() { return hidden(1); }
void out(const double *x, float *y, const char *name) { *y = x[0]; }
// VJP: func.func @_Z3outPKdPfPKc(
// VJP-SAME: cxx.bar_declarator = "double *{0}", cxx.declarator = "const double *{0}", cxx.dot_declarator = "const double *{0}", cxx.name = "x", cxx.read_only
// VJP-SAME: cxx.bar_declarator = "float *{0}", cxx.declarator = "float *{0}"
// VJP-SAME: cxx.return_type = "void"
// VJP: ad.request vjp "_Z7out_vjpPKdPfPKcPdS1_" of @_Z3outPKdPfPKc wrt [0, 1] as "out_vjp"
