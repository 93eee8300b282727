// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Measures one case: time by interleaved samples, memory, and agreement with the hand-written
// derivative and of that with differences. Prints nothing.

#ifndef COSTATE_BENCHMARKS_HARNESS_MEASURE_H
#define COSTATE_BENCHMARKS_HARNESS_MEASURE_H

#include "workload.h"

namespace bench {

struct Settings {
  int samples = 11;
  double sample_seconds = 0.05; ///< the least length of one sample of the primal
  double tolerance = 1e-10;     ///< costate against hand, relative to the largest entry
};

struct RouteResult {
  std::string name;
  bool available = false;
  double seconds = 0.0;      ///< median per call, primal included
  double error = 0.0;        ///< against hand (for hand: against differences)
  long long extra_bytes = 0; ///< peak heap beyond the primal's peak; -1 unknown
  bool correct = false;
};

struct CaseResult {
  std::string name;
  double primal_seconds = 0.0;
  RouteResult hand;
  std::vector<RouteResult> costate;
};

CaseResult measure(const Case &workload, const Settings &settings);

} // namespace bench

#endif // COSTATE_BENCHMARKS_HARNESS_MEASURE_H
