// Counted loops become the `for` statements of the source, reversed ones descend. The driver compares the
// sequence of the induction variable with the IR's meaning, at the edges of the types too.
// RUN: costate-translate --emit-cpp --emit-cpp-all %s -o %t.inc
// RUN: FileCheck %s < %t.inc
// RUN: cat %t.inc %S/Inputs/loops.cpp > %t.cpp
// RUN: %gxx -std=c++17 -O2 -Wall -Wextra -Werror %t.cpp -o %t.gcc && %t.gcc
// RUN: %clangxx -std=c++17 -O0 -Wall -Wextra -Werror %t.cpp -o %t.clang && %t.clang

// Writes every value of the induction variable, and the number of the primal iteration beside it.
func.func @slt_p1_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %lo to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @slt_p1_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %lo to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @slt_p1_fwd_c0(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %c to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %c at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
// CHECK-LABEL: long slt_p1_fwd_c0_plain(
// CHECK: for (int i = 0; i < hi; ++i) {
func.func @slt_p1_fwd_c0_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %c to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %c at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @slt_p1_fwd_c1(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %c to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %c at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @slt_p1_fwd_c1_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %c to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %c at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @slt_p1_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %lo to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
// CHECK-LABEL: long slt_p1_rev_lo_plain(
// CHECK: for (int i = hi; i-- > lo;) {
func.func @slt_p1_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %lo to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @slt_p1_rev_c0(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %c to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %c at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
// CHECK-LABEL: long slt_p1_rev_c0_plain(
// CHECK: for (int i = hi; i-- > 0;) {
func.func @slt_p1_rev_c0_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %c to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %c at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @slt_p1_rev_c1(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %c to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %c at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @slt_p1_rev_c1_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %c to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %c at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @sle_p1_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sle %lo to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @sle_p1_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sle %lo to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @sle_p1_fwd_c0(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sle %c to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %c at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @sle_p1_fwd_c0_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sle %c to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %c at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @sle_p1_fwd_c1(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sle %c to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %c at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @sle_p1_fwd_c1_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sle %c to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %c at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @sle_p1_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sle %lo to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @sle_p1_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sle %lo to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @sle_p1_rev_c0(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sle %c to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %c at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @sle_p1_rev_c0_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sle %c to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %c at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @sle_p1_rev_c1(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sle %c to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %c at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
// CHECK-LABEL: long sle_p1_rev_c1_plain(
// CHECK: for (int i = hi; i >= 1; --i) {
func.func @sle_p1_rev_c1_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sle %c to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %c at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p1_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %lo to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p1_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %lo to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p1_fwd_c0(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %c to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %c at %t step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p1_fwd_c0_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %c to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %c at %t step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p1_fwd_c1(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %c to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %c at %t step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p1_fwd_c1_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %c to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %c at %t step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p1_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %lo to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p1_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %lo to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p1_rev_c0(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %c to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %c at %u step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
// CHECK-LABEL: long ult_p1_rev_c0_plain(
// CHECK: for (unsigned i = hi; i-- > 0;) {
func.func @ult_p1_rev_c0_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 0 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %c to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %c at %u step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p1_rev_c1(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %c to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %c at %u step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p1_rev_c1_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %c = arith.constant 1 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %c to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %c at %u step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ule_p1_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ule %lo to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ule_p1_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ule %lo to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ule_p1_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ule %lo to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ule_p1_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ule %lo to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @sgt_m1_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sgt %lo to %hi step -1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step -1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @sgt_m1_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sgt %lo to %hi step -1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step -1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @sgt_m1_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sgt %lo to %hi step -1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step -1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
// CHECK-LABEL: long sgt_m1_rev_lo_plain(
// CHECK: for (int i = hi; i++ < lo;) {
func.func @sgt_m1_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sgt %lo to %hi step -1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step -1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @sge_m1_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sge %lo to %hi step -1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step -1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
// CHECK-LABEL: long sge_m1_fwd_lo_plain(
// CHECK: for (int i = lo; i >= hi; --i) {
func.func @sge_m1_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sge %lo to %hi step -1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step -1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @sge_m1_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sge %lo to %hi step -1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step -1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @sge_m1_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sge %lo to %hi step -1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step -1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ugt_m1_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ugt %lo to %hi step -1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step -1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ugt_m1_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ugt %lo to %hi step -1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step -1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ugt_m1_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ugt %lo to %hi step -1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step -1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ugt_m1_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ugt %lo to %hi step -1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step -1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @uge_m1_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count uge %lo to %hi step -1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step -1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @uge_m1_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count uge %lo to %hi step -1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step -1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @uge_m1_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count uge %lo to %hi step -1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step -1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @uge_m1_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count uge %lo to %hi step -1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step -1 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @slt_p3_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %lo to %hi step 3 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 3 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
// CHECK-LABEL: long slt_p3_fwd_lo_plain(
// CHECK: for (int i = lo; i < hi; i += 3) {
func.func @slt_p3_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %lo to %hi step 3 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 3 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @slt_p3_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %lo to %hi step 3 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 3 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @slt_p3_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count slt %lo to %hi step 3 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 3 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @sgt_m2_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sgt %lo to %hi step -2 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step -2 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @sgt_m2_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sgt %lo to %hi step -2 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step -2 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @sgt_m2_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sgt %lo to %hi step -2 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step -2 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @sgt_m2_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count sgt %lo to %hi step -2 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step -2 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p3_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %lo to %hi step 3 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 3 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p3_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %lo to %hi step 3 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 3 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p3_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %lo to %hi step 3 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 3 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ult_p3_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ult %lo to %hi step 3 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 3 : i32 loc("i")
    %w = arith.extui %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ne_p1_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ne %lo to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ne_p1_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ne %lo to %hi step 1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ne_p1_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ne %lo to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ne_p1_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ne %lo to %hi step 1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step 1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ne_m1_fwd_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ne %lo to %hi step -1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step -1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %t, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ne_m1_fwd_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ne %lo to %hi step -1 : i32
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %i = cxx.induction %lo at %t step -1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
func.func @ne_m1_rev_lo(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ne %lo to %hi step -1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step -1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    %q = cxx.offset %out[%next] : !cxx.ptr<i64>
    cxx.store %u, %q : !cxx.ptr<i64>
    %next2 = arith.addi %k, %two overflow<nsw> : i64
    scf.yield %next2 : i64
  } loc("k")
  return %r : i64
}
func.func @ne_m1_rev_lo_plain(%lo: i32 {cxx.name = "lo"}, %hi: i32 {cxx.name = "hi"}, %out: !cxx.ptr<i64> {cxx.name = "out"}) -> i64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %trips = cxx.trip_count ne %lo to %hi step -1 : i32
  %last = arith.subi %trips, %one overflow<nsw> : i64
  %r = scf.for %t = %zero to %trips step %one iter_args(%k = %zero) -> (i64) : i64 {
    %u = arith.subi %last, %t overflow<nsw> : i64
    %i = cxx.induction %lo at %u step -1 nsw : i32 loc("i")
    %w = arith.extsi %i : i32 to i64
    %p = cxx.offset %out[%k] : !cxx.ptr<i64>
    cxx.store %w, %p : !cxx.ptr<i64>
    %next = arith.addi %k, %one overflow<nsw> : i64
    scf.yield %next : i64
  } loc("k")
  return %r : i64
}
