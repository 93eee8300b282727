// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// costate-bench [--quick] [--only NAME] [--json FILE]: runs the workloads and prints the table.
// Exit status 1 when a derivative is wrong, 2 for a wrong usage.

#include "measure.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

using namespace bench;

struct Options {
  bool quick = false;
  std::string only, json;
};

bool parse(int argc, char **argv, Options &options) {
  for (int i = 1; i < argc; i++) {
    if (!std::strcmp(argv[i], "--quick"))
      options.quick = true;
    else if (!std::strcmp(argv[i], "--only") && i + 1 < argc)
      options.only = argv[++i];
    else if (!std::strcmp(argv[i], "--json") && i + 1 < argc)
      options.json = argv[++i];
    else
      return false;
  }
  return true;
}

std::string megabytes(long long bytes) {
  char text[32];
  if (bytes < 0)
    return "-";
  std::snprintf(text, sizeof text, "%.2f", double(bytes) / 1e6);
  return text;
}

const char *verdict(const RouteResult &route) { return route.correct ? "ok" : "WRONG"; }

void print_route(const CaseResult &result, const RouteResult &route, const char *label) {
  if (!route.available) {
    std::printf("%-24s %-8s %10.4f    no derivative: costate refused\n", label, route.name.c_str(),
                1e3 * result.primal_seconds);
    return;
  }
  std::printf("%-24s %-8s %10.4f %10.4f %8.2f %8.2f %10s %9.1e %s\n", label, route.name.c_str(),
              1e3 * result.primal_seconds, 1e3 * route.seconds,
              route.seconds / result.primal_seconds, route.seconds / result.hand.seconds,
              megabytes(route.extra_bytes).c_str(), route.error, verdict(route));
}

void print(const CaseResult &result) {
  const char *label = result.name.c_str();
  for (const RouteResult &route : result.costate) {
    print_route(result, route, label);
    label = "";
  }
  print_route(result, result.hand, label);
  std::fflush(stdout);
}

void write_route(std::FILE *file, const CaseResult &result, const RouteResult &route, bool last) {
  std::fprintf(file, "    {\"case\": \"%s\", \"route\": \"%s\", \"available\": %s",
               result.name.c_str(), route.name.c_str(), route.available ? "true" : "false");
  if (route.available) {
    std::fprintf(file,
                 ", \"primal_seconds\": %.9g, \"seconds\": %.9g, \"ratio\": %.4g, "
                 "\"ratio_to_hand\": %.4g, \"extra_bytes\": %lld",
                 result.primal_seconds, route.seconds, route.seconds / result.primal_seconds,
                 route.seconds / result.hand.seconds, route.extra_bytes);
    if (route.error <= 1e300)
      std::fprintf(file, ", \"error\": %.3g", route.error);
    std::fprintf(file, ", \"correct\": %s", route.correct ? "true" : "false");
  }
  std::fprintf(file, "}%s\n", last ? "" : ",");
}

bool write_json(const std::string &path, const std::vector<CaseResult> &results) {
  std::FILE *file = std::fopen(path.c_str(), "w");
  if (!file)
    return false;
  std::fprintf(file, "{\n  \"compiler\": \"%s\",\n  \"rows\": [\n", __VERSION__);
  for (std::size_t i = 0; i < results.size(); i++) {
    for (const RouteResult &route : results[i].costate)
      write_route(file, results[i], route, false);
    write_route(file, results[i], results[i].hand, i + 1 == results.size());
  }
  std::fprintf(file, "  ]\n}\n");
  return std::fclose(file) == 0;
}

} // namespace

int main(int argc, char **argv) {
  Options options;
  if (!parse(argc, argv, options)) {
    std::fprintf(stderr, "usage: %s [--quick] [--only NAME] [--json FILE]\n", argv[0]);
    return 2;
  }
  Settings settings;
  if (options.quick) {
    settings.samples = 7;
    settings.sample_seconds = 0.02;
  }

  std::vector<Case> cases;
  for (auto *make : {gmm_cases, lstm_cases, ba_cases})
    for (Case &one : make())
      if ((!options.quick || !one.full_only) && one.name.find(options.only) != std::string::npos)
        cases.push_back(std::move(one));
  if (cases.empty()) {
    std::fprintf(stderr, "%s: no workload's name contains '%s'\n", argv[0], options.only.c_str());
    return 2;
  }

  std::printf("%-24s %-8s %10s %10s %8s %8s %10s %9s\n", "workload", "route", "primal ms",
              "grad ms", "ratio", "to hand", "extra MB", "error");
  std::vector<CaseResult> results;
  bool correct = true;
  for (const Case &one : cases) {
    results.push_back(measure(one, settings));
    print(results.back());
    correct = correct && results.back().hand.correct;
    for (const RouteResult &route : results.back().costate)
      correct = correct && (!route.available || route.correct);
  }
  if (!options.json.empty() && !write_json(options.json, results)) {
    std::fprintf(stderr, "%s: cannot write '%s'\n", argv[0], options.json.c_str());
    return 2;
  }
  return correct ? 0 : 1;
}
