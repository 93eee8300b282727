// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The workloads' random numbers (a 64-bit linear congruential generator).

#include "workload.h"

namespace bench {

double Random::uniform(double low, double high) {
  state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
  return low + (high - low) * double(state_ >> 11) * 0x1p-53;
}

Vector Random::uniform_vector(std::size_t n, double low, double high) {
  Vector out(n);
  for (double &value : out)
    value = uniform(low, high);
  return out;
}

} // namespace bench
