// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The growable tape of generated adjoint code. Users include <costate/runtime.hpp>.
//
// A reverse sweep needs values of the forward sweep in the opposite order. Where their number is
// known beforehand the generated code keeps them in an array; this class serves the loops whose
// number of iterations shows only while they run. It is a stack and nothing else: no random access,
// no iteration, no recording of operations.

#ifndef COSTATE_RUNTIME_TAPE_HPP
#define COSTATE_RUNTIME_TAPE_HPP

#include <cassert>
#include <cstddef>
#include <new>
#include <type_traits>

#ifndef COSTATE_HOST_DEVICE
#if defined(__CUDACC__) || defined(__HIPCC__)
#define COSTATE_HOST_DEVICE __host__ __device__
#else
#define COSTATE_HOST_DEVICE
#endif
#endif

namespace costate {

/// A last-in first-out store of values of one type that grows without bound.
///
///     costate::tape<double> x_tape;
///     x_tape.push(x);             // forward sweep
///     const double x = x_tape.pop();  // reverse sweep
///
/// **Storage.** Values lie in a chain of blocks, each four times as large as the one before (up to
/// a limit). Values never move: growing costs one allocation and copies nothing. At most about
/// three quarters of the memory is unused, and not touched either. One empty block is kept back, so
/// that pushes and pops around a block's border do not allocate each time. The first block is
/// allocated by the first push: an unused tape costs nothing.
///
/// **Complexity.** `push` and `pop` are O(1): one comparison, one move of a value. A `push` of
/// several values has one comparison.
///
/// **Errors.** `push` throws `std::bad_alloc` when memory is exhausted; the tape is unchanged then.
/// `pop` on an empty tape is a programming error (checked by `assert`).
///
/// **Threads.** A tape belongs to one thread. In device code each thread has its own tape, in the
/// heap of the device.
///
/// @tparam T  a trivially copyable type: a number, a bool, a pointer, a plain record
template <class T> class tape {
  static_assert(std::is_trivially_copyable<T>::value, "a tape holds trivially copyable values");

public:
  /// An empty tape; allocates nothing.
  COSTATE_HOST_DEVICE tape() noexcept {}

  /// Releases all blocks, whether or not all values have been taken.
  COSTATE_HOST_DEVICE ~tape() {
    release(spare_);
    while (current_) {
      block *below = current_->below;
      release(current_);
      current_ = below;
    }
  }

  tape(const tape &) = delete;
  tape &operator=(const tape &) = delete;

  /// Appends a value.
  COSTATE_HOST_DEVICE void push(T value) {
    if (next_ == end_)
      enter_block_above();
    *next_++ = value;
  }

  /// Appends several values, the first one first; makes room for all of them at once.
  template <class... More> COSTATE_HOST_DEVICE void push(T value, T second, More... more) {
    constexpr std::ptrdiff_t count = 2 + sizeof...(More);
    const T values[count] = {value, second, static_cast<T>(more)...};
    if (end_ - next_ < count) {
      for (const T &one : values)
        push(one);
      return;
    }
    for (const T &one : values)
      *next_++ = one;
  }

  /// Takes the value that was appended last.
  /// @pre the tape is not empty
  COSTATE_HOST_DEVICE T pop() {
    if (next_ == begin_)
      return_to_block_below();
    return *--next_;
  }

  /// Whether every value has been taken.
  COSTATE_HOST_DEVICE bool empty() const noexcept {
    return next_ == begin_ && (!current_ || !current_->below);
  }

private:
  /// The header of a block; its values follow in memory.
  struct alignas(alignof(T) > alignof(std::max_align_t) ? alignof(T) : alignof(std::max_align_t))
      block {
    block *below;
    std::size_t capacity;

    COSTATE_HOST_DEVICE T *values() noexcept { return reinterpret_cast<T *>(this + 1); }
  };

  /// Values in the first block, and in the largest one: 4 KiB and 16 MiB of doubles.
  ///
  /// Why four times: glibc returns memory to the system as soon as twice its largest released block
  /// is free. A chain of blocks that double is just that much, so each derivative would have its
  /// pages given anew, which takes longer than to compute it.
  static constexpr std::size_t first_capacity = 512, growth = 4;
  static constexpr std::size_t largest_capacity = std::size_t(1) << 21;

  COSTATE_HOST_DEVICE static block *allocate(std::size_t capacity) {
    void *memory = ::operator new(sizeof(block) + capacity * sizeof(T));
    return ::new (memory) block{nullptr, capacity};
  }

  COSTATE_HOST_DEVICE static void release(block *b) noexcept { ::operator delete(b); }

  COSTATE_HOST_DEVICE static std::size_t capacity_above(const block *b) noexcept {
    if (!b)
      return first_capacity;
    return b->capacity < largest_capacity ? growth * b->capacity : largest_capacity;
  }

  COSTATE_HOST_DEVICE void enter_block_above() {
    block *above = spare_ ? spare_ : allocate(capacity_above(current_));
    spare_ = nullptr;
    above->below = current_;
    current_ = above;
    begin_ = next_ = above->values();
    end_ = begin_ + above->capacity;
  }

  COSTATE_HOST_DEVICE void return_to_block_below() noexcept {
    assert(current_ && current_->below && "pop on an empty tape");
    block *below = current_->below;
    release(spare_);
    spare_ = current_;
    current_ = below;
    begin_ = below->values();
    next_ = end_ = begin_ + below->capacity;
  }

  // Invariant: every block below the current one is full; [begin_, next_) are the current one's
  // values.
  block *current_ = nullptr;
  block *spare_ = nullptr;
  T *begin_ = nullptr;
  T *next_ = nullptr;
  T *end_ = nullptr;
};

} // namespace costate

#endif // COSTATE_RUNTIME_TAPE_HPP
