// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a generated test binary of run_programs.py shares: it calls a program of the corpus, its
// gradient and its tangent at the program's points and writes the results as hexadecimal numbers.
// It judges nothing; the driver compares.

#ifndef COSTATE_TEST_ORACLE_HARNESS_HPP
#define COSTATE_TEST_ORACLE_HARNESS_HPP

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/lsan_interface.h>
#define HARNESS_FINDS_LEAKS
#endif
#endif

namespace harness {

using Pair = std::pair<double, double>;

/// One program and what was made of it; absent derivatives are null. `xy`: double(double, double);
/// otherwise double(const double *, int).
struct Program {
  const char *name;
  const double *points;    ///< all points, one after the other
  const int *sizes;        ///< numbers per point
  int count;               ///< points
  double (*xy)(double, double);
  double (*xy_grad)(double, double, double *, double *);
  Pair (*xy_jvp)(double, double, double, double);
  void (*xy_hvp)(double, double, double, double, double *, double *);
  double (*array)(const double *, int);
  double (*array_grad)(const double *, int, double *);
  Pair (*array_jvp)(const double *, int, const double *);
  void (*array_hvp)(const double *, int, const double *, double *);
};

const int largest_point = 32;
inline std::FILE *results = nullptr;

/// The direction of the tangent; run_programs.py knows the same numbers.
inline double direction(int i) { return ((i * 7) % 5 - 1.75) / 2.0; }

inline void section(const char *name, int point, const char *kind) {
  std::fflush(stdout);
  std::printf("\001%s %d %s\n", name, point, kind);
  std::fflush(stdout);
}

inline void report(const char *name, int point, const char *kind, double value,
                   const double *derivative, int n) {
  std::fflush(stdout);
  std::fprintf(results, "%s %d %s %a", name, point, kind, value);
  for (int i = 0; i < n; i++)
    std::fprintf(results, " %a", derivative[i]);
  std::fprintf(results, "\n");
  std::fflush(results);
}

inline double call(const Program &p, const double *x, int n) {
  return p.xy ? p.xy(x[0], x[1]) : p.array(x, n);
}

inline void run(const Program &p) {
  const double *from = p.points;
  for (int point = 0; point < p.count; from += p.sizes[point++]) {
    const int n = p.sizes[point];
    // Of exactly the size: sanitizers see what is beyond.
    const auto point_storage = std::make_unique<double[]>(n), dot_storage = std::make_unique<double[]>(n),
               bar_storage = std::make_unique<double[]>(n);
    double *x = point_storage.get(), *x_dot = dot_storage.get(), *x_bar = bar_storage.get();
    for (int i = 0; i < n; i++) {
      x[i] = from[i];
      x_dot[i] = direction(i);
    }
    section(p.name, point, "primal");
    report(p.name, point, "primal", call(p, x, n), nullptr, 0);
    if (p.xy_grad || p.array_grad)
      for (const char *kind : {"grad", "again"}) { // the second call adds to the first
        section(p.name, point, kind);
        double value = p.xy_grad ? p.xy_grad(x[0], x[1], &x_bar[0], &x_bar[1])
                                 : p.array_grad(x, n, x_bar);
        report(p.name, point, kind, value, x_bar, n);
      }
    if (p.xy_jvp || p.array_jvp) {
      section(p.name, point, "jvp");
      Pair both = p.xy_jvp ? p.xy_jvp(x[0], x[1], x_dot[0], x_dot[1]) : p.array_jvp(x, n, x_dot);
      report(p.name, point, "jvp", both.first, &both.second, 1);
    }
    if (p.xy_hvp || p.array_hvp) {
      const auto product = std::make_unique<double[]>(n);
      double *x_hv = product.get();
      if (p.xy_hvp)
        p.xy_hvp(x[0], x[1], x_dot[0], x_dot[1], &x_hv[0], &x_hv[1]);
      else
        p.array_hvp(x, n, x_dot, x_hv);
      report(p.name, point, "hvp", 0.0, x_hv, n);
    }
    section(p.name, point, "end");
  }
}

/// argv: file for the results, index of the first program.
inline int run_all(const Program *programs, int count, int argc, char **argv) {
  if (argc != 3 || !(results = std::fopen(argv[1], "a")))
    return 2;
  for (int i = std::atoi(argv[2]); i < count; i++) {
    std::fprintf(results, "begin %d %s\n", i, programs[i].name);
    std::fflush(results);
    run(programs[i]);
#if defined(HARNESS_FINDS_LEAKS)
    if (__lsan_do_recoverable_leak_check())
      std::fprintf(results, "leak %s\n", programs[i].name);
#endif
  }
  std::fprintf(results, "end\n");
  return std::fclose(results) == 0 ? 0 : 2;
}

} // namespace harness

#endif // COSTATE_TEST_ORACLE_HARNESS_HPP
