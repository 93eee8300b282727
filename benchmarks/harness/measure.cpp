// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See measure.h. Every sample of every route is taken in turn, so that a change of the machine's
// speed hits all of them alike; times are thread CPU time.

#include "measure.h"

#include "memory.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace bench {
namespace {

double thread_seconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::size_t middle = values.size() / 2;
  return values.size() % 2 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

using Function = std::function<void(Vector &)>;

double seconds_per_call(const Function &run, Vector &out, int calls) {
  double start = thread_seconds();
  for (int i = 0; i < calls; i++)
    run(out);
  return (thread_seconds() - start) / calls;
}

/// How many calls fill a sample.
int calls_per_sample(const Function &run, Vector &out, double sample_seconds) {
  run(out);
  for (int calls = 1;; calls *= 2) {
    double seconds = seconds_per_call(run, out, calls);
    if (seconds * calls >= 0.2 * sample_seconds)
      return std::max(1, int(std::ceil(sample_seconds / seconds)));
  }
}

/// The medians of interleaved samples, in the order of `routes`.
std::vector<double> interleaved_medians(const std::vector<Function> &routes,
                                        const Settings &settings) {
  std::vector<int> calls;
  std::vector<Vector> outs(routes.size());
  std::vector<std::vector<double>> samples(routes.size());
  for (std::size_t r = 0; r < routes.size(); r++)
    calls.push_back(calls_per_sample(routes[r], outs[r], settings.sample_seconds));
  for (int sample = 0; sample < settings.samples; sample++)
    for (std::size_t r = 0; r < routes.size(); r++)
      samples[r].push_back(seconds_per_call(routes[r], outs[r], calls[r]));
  std::vector<double> medians;
  for (const auto &of_route : samples)
    medians.push_back(median(of_route));
  return medians;
}

/// The largest deviation relative to the largest entry of [begin, end); infinite for a NaN.
double deviation(const Vector &result, const Vector &expected, std::size_t begin, std::size_t end) {
  double worst = 0.0, largest = 0.0;
  for (std::size_t i = begin; i < end; i++) {
    double difference = std::fabs(result[i] - expected[i]);
    if (!(difference <= HUGE_VAL) || std::isinf(difference))
      return HUGE_VAL;
    worst = std::max(worst, difference);
    largest = std::max(largest, std::fabs(expected[i]));
  }
  return largest > 0.0 ? worst / largest : worst;
}

/// The worse of the deviations of the values and of the derivatives.
double deviation(const Case &workload, const Vector &result, const Vector &expected) {
  if (result.size() != expected.size())
    return HUGE_VAL;
  return std::max(deviation(result, expected, 0, workload.values),
                  deviation(result, expected, workload.values, expected.size()));
}

/// The derivative of value_at along `direction` at step zero, extrapolated from central
/// differences.
double directional_difference(const Case &workload, const Vector &direction) {
  const int levels = 5;
  double row[levels], step = 1e-2;
  for (int level = 0; level < levels; level++, step /= 2) {
    auto value = [&](double distance) {
      Vector moved = workload.parameters;
      for (std::size_t i = 0; i < moved.size(); i++)
        moved[i] += distance * direction[i];
      return workload.value_at(moved);
    };
    double next = (value(step) - value(-step)) / (2 * step), factor = 4.0;
    for (int order = 0; order <= level; order++, factor *= 4.0) {
      double previous = row[order];
      row[order] = next;
      if (order < level)
        next += (next - previous) / (factor - 1.0);
    }
  }
  return row[levels - 1];
}

/// The hand-written gradient against differences along random directions.
double error_of_hand(const Case &workload) {
  Vector gradient = workload.gradient();
  Random random(7);
  double worst = 0.0;
  for (int trial = 0; trial < 3; trial++) {
    Vector direction = random.uniform_vector(gradient.size(), -1.0, 1.0);
    double product = 0.0, scale = 0.0;
    for (std::size_t i = 0; i < gradient.size(); i++) {
      product += gradient[i] * direction[i];
      scale += std::fabs(gradient[i] * direction[i]);
    }
    double difference = std::fabs(product - directional_difference(workload, direction));
    worst = std::max(worst, difference <= HUGE_VAL ? difference / scale : HUGE_VAL);
  }
  return worst;
}

long long peak_of(const Function &run, Vector &out) {
  run(out); // sizes `out`
  return peak_heap_bytes([&] { run(out); });
}

} // namespace

CaseResult measure(const Case &workload, const Settings &settings) {
  CaseResult result;
  result.name = workload.name;
  Vector expected, out;
  long long primal_peak = peak_of(workload.primal, out);

  std::vector<Function> functions = {workload.primal, workload.hand.run};
  long long hand_peak = peak_of(workload.hand.run, expected);
  result.hand.name = workload.hand.name;
  result.hand.available = true;
  result.hand.extra_bytes = primal_peak < 0 ? -1 : std::max(0ll, hand_peak - primal_peak);
  result.hand.error = error_of_hand(workload);
  result.hand.correct = result.hand.error <= 1e-7;

  for (const Route &route : workload.costate) {
    RouteResult of_route;
    of_route.name = route.name;
    of_route.available = bool(route.run);
    if (route.run) {
      functions.push_back(route.run);
      long long peak = peak_of(route.run, out);
      of_route.extra_bytes = primal_peak < 0 ? -1 : std::max(0ll, peak - primal_peak);
      of_route.error = deviation(workload, out, expected);
      of_route.correct = of_route.error <= settings.tolerance;
    }
    result.costate.push_back(of_route);
  }

  std::vector<double> medians = interleaved_medians(functions, settings);
  result.primal_seconds = medians[0];
  result.hand.seconds = medians[1];
  std::size_t next = 2;
  for (RouteResult &route : result.costate)
    if (route.available)
      route.seconds = medians[next++];
  return result;
}

} // namespace bench
