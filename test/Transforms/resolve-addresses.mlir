// RUN: %costate-opt --resolve-addresses --canonicalize-safe --split-input-file --verify-diagnostics %s | FileCheck %s
// RUN: %costate-opt --resolve-addresses --expand-aligned-blocks --split-input-file --verify-diagnostics %s | FileCheck --check-prefix=SPELLED %s

// The address of an object, rounded down, is an offset from it.
// CHECK-LABEL: func @rounded
// CHECK:         %[[NUMBER:.*]] = cxx.ptr_diff
// CHECK:         %[[LOW:.*]] = arith.andi %[[NUMBER]]
// CHECK:         %[[DISTANCE:.*]] = arith.subi %[[LOW]], %[[NUMBER]]
// CHECK:         %[[PLACE:.*]] = cxx.offset %{{.*}}[%[[DISTANCE]]] : <i8>
// CHECK:         cxx.cast %[[PLACE]]
// CHECK-NOT:     number_to_ptr
func.func @rounded(%p: !cxx.ptr<f64>) -> f64 {
  %mask = arith.constant -16 : i64
  %null = cxx.null : !cxx.ptr<none>
  %bytes = cxx.cast %p : !cxx.ptr<f64> to !cxx.ptr<none>
  %number = cxx.ptr_diff %bytes, %null : !cxx.ptr<none>
  %low = arith.andi %number, %mask : i64
  %q = cxx.number_to_ptr %low : !cxx.ptr<f64>
  %x = cxx.load %q : !cxx.ptr<f64>
  return %x : f64
}

// -----

func.func @two_objects(%p: !cxx.ptr<none>, %q: !cxx.ptr<none>) -> f64 {
  %null = cxx.null : !cxx.ptr<none>
  %first = cxx.ptr_diff %p, %null : !cxx.ptr<none>
  %second = cxx.ptr_diff %q, %null : !cxx.ptr<none>
  %both = arith.xori %first, %second : i64
  // expected-error@+1 {{not visible which object the pointer leads to}}
  %r = cxx.number_to_ptr %both : !cxx.ptr<f64>
  %x = cxx.load %r : !cxx.ptr<f64>
  return %x : f64
}

// -----

// What a number holds that was made of an address and kept, nobody knows.
func.func @kept(%p: !cxx.ptr<none>, %q: !cxx.ptr<none>, %slot: !cxx.ptr<i64>) -> f64 {
  %null = cxx.null : !cxx.ptr<none>
  // expected-note@+1 {{this address is kept as a number}}
  %first = cxx.ptr_diff %p, %null : !cxx.ptr<none>
  %second = cxx.ptr_diff %q, %null : !cxx.ptr<none>
  %distance = arith.subi %second, %first : i64
  cxx.store %distance, %slot : !cxx.ptr<i64>
  %loaded = cxx.load %slot : !cxx.ptr<i64>
  %sum = arith.addi %first, %loaded : i64
  // expected-error@+1 {{not visible which object the pointer leads to}}
  %r = cxx.number_to_ptr %sum : !cxx.ptr<f64>
  %x = cxx.load %r : !cxx.ptr<f64>
  return %x : f64
}

// -----

// CHECK-LABEL: func @aligned
// CHECK-DAG:     %[[SIZE:.*]] = arith.constant 64 : i64
// CHECK:         %[[BLOCK:.*]] = cxx.alloc aligned_malloc %[[SIZE]] aligned 32
// CHECK-NOT:     cxx.store %[[BLOCK]]
// CHECK:         cxx.dealloc aligned_free
// SPELLED-LABEL: func @aligned
// SPELLED:         %[[BLOCK:.*]] = cxx.alloc malloc
// SPELLED:         scf.if
// SPELLED:         arith.andi
// SPELLED:         cxx.store %[[BLOCK]]
// SPELLED:         cxx.load
// SPELLED:         cxx.dealloc free
func.func @aligned(%x: f64) {
  %size = arith.constant 96 : i64
  %mask = arith.constant -32 : i64
  %space = arith.constant 32 : i64
  %front = arith.constant -1 : i64
  %null = cxx.null : !cxx.ptr<none>
  %block = cxx.alloc malloc %size : !cxx.ptr<none>
  %number = cxx.ptr_diff %block, %null : !cxx.ptr<none>
  %low = arith.andi %number, %mask : i64
  %high = arith.addi %low, %space : i64
  %start = cxx.number_to_ptr %high : !cxx.ptr<none>
  %places = cxx.cast %start : !cxx.ptr<none> to !cxx.ptr<!cxx.ptr<none>>
  %place = cxx.offset %places[%front] : !cxx.ptr<!cxx.ptr<none>>
  cxx.store %block, %place : !cxx.ptr<!cxx.ptr<none>>
  %data = cxx.cast %start : !cxx.ptr<none> to !cxx.ptr<f64>
  cxx.store %x, %data : !cxx.ptr<f64>
  %again = cxx.load %place : !cxx.ptr<!cxx.ptr<none>>
  cxx.dealloc free %again : !cxx.ptr<none>
  return
}

// -----

// A part of an address that is neither the object nor its alignment.
func.func @middle(%p: !cxx.ptr<none>) -> f64 {
  %mask = arith.constant 1048320 : i64
  %null = cxx.null : !cxx.ptr<none>
  %number = cxx.ptr_diff %p, %null : !cxx.ptr<none>
  %part = arith.andi %number, %mask : i64
  // expected-error@+1 {{not visible which object the pointer leads to}}
  %q = cxx.number_to_ptr %part : !cxx.ptr<f64>
  %x = cxx.load %q : !cxx.ptr<f64>
  return %x : f64
}

// -----

// Rounded down, an address may lie in front of the block: no allocation with an alignment.
// CHECK-LABEL: func @rounded_down
// CHECK-NOT:     aligned_malloc
// CHECK:         cxx.alloc malloc
// CHECK:         cxx.store
func.func @rounded_down(%x: f64) {
  %size = arith.constant 96 : i64
  %mask = arith.constant -32 : i64
  %front = arith.constant -1 : i64
  %null = cxx.null : !cxx.ptr<none>
  %block = cxx.alloc malloc %size : !cxx.ptr<none>
  %number = cxx.ptr_diff %block, %null : !cxx.ptr<none>
  %low = arith.andi %number, %mask : i64
  %start = cxx.number_to_ptr %low : !cxx.ptr<none>
  %places = cxx.cast %start : !cxx.ptr<none> to !cxx.ptr<!cxx.ptr<none>>
  %place = cxx.offset %places[%front] : !cxx.ptr<!cxx.ptr<none>>
  cxx.store %block, %place : !cxx.ptr<!cxx.ptr<none>>
  return
}
