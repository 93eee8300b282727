// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Intercepts malloc and its relatives (operator new ends there, too). Outside a measurement the
// only cost is one test of a flag, the same for every route.

#include "memory.h"

#include <cstdlib>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)

#include <cerrno>
#include <malloc.h>

extern "C" {
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
void __libc_free(void *);
}

namespace {

bool measuring = false;
long long live = 0, peak = 0;

void *allocated(void *block) {
  if (__builtin_expect(measuring, 0) && block) {
    live += (long long)malloc_usable_size(block);
    if (live > peak)
      peak = live;
  }
  return block;
}

void released(void *block) {
  if (__builtin_expect(measuring, 0) && block)
    live -= (long long)malloc_usable_size(block);
}

} // namespace

// Visible, whatever the build's default, so that operator new in the C++ library finds them.
#pragma GCC visibility push(default)
extern "C" {
void *malloc(size_t size) noexcept { return allocated(__libc_malloc(size)); }
void *calloc(size_t count, size_t size) noexcept { return allocated(__libc_calloc(count, size)); }
void *realloc(void *block, size_t size) noexcept {
  released(block);
  return allocated(__libc_realloc(block, size));
}
void *memalign(size_t alignment, size_t size) noexcept {
  return allocated(__libc_memalign(alignment, size));
}
void *aligned_alloc(size_t alignment, size_t size) noexcept { return memalign(alignment, size); }
int posix_memalign(void **out, size_t alignment, size_t size) noexcept {
  void *block = memalign(alignment, size);
  if (!block)
    return ENOMEM;
  *out = block;
  return 0;
}
void free(void *block) noexcept {
  released(block);
  __libc_free(block);
}
}
#pragma GCC visibility pop

namespace bench {

long long peak_heap_bytes(const std::function<void()> &run) {
  live = peak = 0;
  measuring = true;
  run();
  measuring = false;
  return peak;
}

} // namespace bench

#else

namespace bench {

long long peak_heap_bytes(const std::function<void()> &run) {
  run();
  return -1;
}

} // namespace bench

#endif
