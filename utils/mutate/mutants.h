// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What instrument.py writes into the compiler calls these. COSTATE_MUTANT=SITE:KIND makes one site decide
// wrongly; without it every site does what the code says. COSTATE_MUTANT_COVERAGE=FILE appends what each site
// saw: a mutant can only be noticed by a run that would have decided otherwise.

#ifndef COSTATE_UTILS_MUTATE_MUTANTS_H
#define COSTATE_UTILS_MUTATE_MUTANTS_H

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace costate_mutants {

enum Seen { sawTrue = 1, sawFalse = 2 };

class Sites {
public:
  static Sites &get() {
    static Sites sites;
    return sites;
  }
  /// Whether this site is mutated in this way.
  bool is(int site, const char *kind) const { return site == mutated && !std::strcmp(kind, mutation); }
  void see(int site, Seen what) { seen[site] |= what; }

private:
  static constexpr int most = 1 << 15;

  Sites() : file(std::getenv("COSTATE_MUTANT_COVERAGE")) {
    if (const char *mutant = std::getenv("COSTATE_MUTANT"))
      std::sscanf(mutant, "%d:%15s", &mutated, mutation);
  }
  ~Sites() {
    std::FILE *out = file ? std::fopen(file, "a") : nullptr;
    for (int site = 0; out && site < most; ++site)
      if (seen[site])
        std::fprintf(out, "%d %d\n", site, seen[site]);
    if (out)
      std::fclose(out);
  }

  const char *file;
  int mutated = -1;
  char mutation[16] = "";
  unsigned char seen[most] = {};
};

/// A condition: mutants say `true` or `false` always.
inline bool decide(int site, bool value) {
  Sites &sites = Sites::get();
  sites.see(site, value ? sawTrue : sawFalse);
  return sites.is(site, "true") || (value && !sites.is(site, "false"));
}

/// What a condition declares, `if (T x = value)`: the mutant finds nothing.
template <class T> T find(int site, T value) {
  Sites &sites = Sites::get();
  if (value)
    sites.see(site, sawTrue);
  return sites.is(site, "false") ? T{} : value;
}

/// A call for its effect: the mutant leaves it out.
inline bool isKept(int site) {
  Sites &sites = Sites::get();
  sites.see(site, sawTrue);
  return !sites.is(site, "drop");
}

/// Whether this site is mutated in this way: for nodes of derivative rules, which are computed in another way then.
inline bool is(int site, const char *kind) { return Sites::get().is(site, kind); }

} // namespace costate_mutants

#endif // COSTATE_UTILS_MUTATE_MUTANTS_H
