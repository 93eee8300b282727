// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The peak of the live heap bytes while a piece of code runs.

#ifndef COSTATE_BENCHMARKS_HARNESS_MEMORY_H
#define COSTATE_BENCHMARKS_HARNESS_MEMORY_H

#include <functional>

namespace bench {

/// The most heap bytes that were live at once during `run` beyond those live before; -1 where the
/// C library's allocator cannot be intercepted. Stack memory is not counted.
long long peak_heap_bytes(const std::function<void()> &run);

} // namespace bench

#endif // COSTATE_BENCHMARKS_HARNESS_MEMORY_H
