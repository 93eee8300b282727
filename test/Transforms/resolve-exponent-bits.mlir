// RUN: %costate-opt --resolve-exponent-bits %s | FileCheck %s

// CHECK-LABEL: func @mantissa
// CHECK-SAME:    %[[X:.*]]: f64
// CHECK:         ad.stop_gradient %[[X]]
// CHECK:         arith.shli
// CHECK-NEXT:    %[[FACTOR:.*]] = arith.bitcast %{{.*}} : i64 to f64
// CHECK-NEXT:    %[[RAISED:.*]] = arith.mulf %[[X]], %[[FACTOR]] : f64
// CHECK-NEXT:    %[[SCALED:.*]] = arith.mulf %[[RAISED]], %{{.*}} : f64
// CHECK-NEXT:    %[[RESULT:.*]] = arith.select %{{.*}}, %[[SCALED]]
// CHECK-NEXT:    return %[[RESULT]]
func.func @mantissa(%x: f64) -> f64 {
  %mask = arith.constant -9218868437227405313 : i64
  %half = arith.constant 4602678819172646912 : i64
  %bits = arith.bitcast %x : f64 to i64
  %kept = arith.andi %bits, %mask : i64
  %made = arith.ori %kept, %half : i64
  %r = arith.bitcast %made : i64 to f64
  return %r : f64
}

// A part of the mantissa, or a constant with one: no product.
// CHECK-LABEL: func @part
// CHECK-NOT:     arith.mulf
// CHECK:         return
func.func @part(%x: f64) -> (f64, f64) {
  %mask = arith.constant 4503599627370494 : i64
  %whole = arith.constant 4503599627370495 : i64
  %half = arith.constant 4602678819172646912 : i64
  %more = arith.constant 4602678819172646913 : i64
  %bits = arith.bitcast %x : f64 to i64
  %kept = arith.andi %bits, %mask : i64
  %made = arith.ori %kept, %half : i64
  %r = arith.bitcast %made : i64 to f64
  %all = arith.andi %bits, %whole : i64
  %other = arith.ori %all, %more : i64
  %s = arith.bitcast %other : i64 to f64
  return %r, %s : f64, f64
}

// CHECK-LABEL: func @exponent
// CHECK:         %[[STOPPED:.*]] = ad.stop_gradient
// CHECK:         %[[BITS:.*]] = arith.bitcast %[[STOPPED]] : f64 to i64
// CHECK:         arith.shrui %[[BITS]]
// CHECK:         %[[LIVE:.*]] = arith.bitcast %{{.*}} : f64 to i64
// CHECK:         arith.shrui %[[LIVE]]
func.func @exponent(%x: f64, %y: f64) -> (i64, i64) {
  %c52 = arith.constant 52 : i64
  %c51 = arith.constant 51 : i64
  %bits = arith.bitcast %x : f64 to i64
  %e = arith.shrui %bits, %c52 : i64
  %other = arith.bitcast %y : f64 to i64
  %m = arith.shrui %other, %c51 : i64
  return %e, %m : i64, i64
}

// A sum and a difference that round to integers.
// CHECK-LABEL: func @rounded
// CHECK-SAME:    %[[X:.*]]: f64, %[[Y:.*]]: f32
// CHECK:         %[[SUM:.*]] = arith.addf %[[X]]
// CHECK:         %[[STOPPED:.*]] = ad.stop_gradient %[[SUM]]
// CHECK:         %[[RESULT:.*]] = arith.subf %[[STOPPED]]
// CHECK:         %[[SINGLE:.*]] = arith.addf %[[Y]]
// CHECK:         %[[CONSTANT:.*]] = ad.stop_gradient %[[SINGLE]]
// CHECK:         %[[BITS:.*]] = arith.bitcast %[[CONSTANT]]
// CHECK:         return %[[RESULT]], %[[BITS]]
func.func @rounded(%x: f64, %y: f32) -> (f64, i32) {
  %c = arith.constant 6755399441055744.0 : f64
  %f = arith.constant 0x4B4000FE : f32 // 1.5 * 2^23 + 254
  %sum = arith.addf %x, %c : f64
  %r = arith.subf %sum, %c : f64
  %single = arith.addf %y, %f : f32
  %bits = arith.bitcast %single : f32 to i32
  return %r, %bits : f64, i32
}

// Constants that do not round to integers, and others.
// CHECK-LABEL: func @added
// CHECK-NOT:     ad.stop_gradient
// CHECK:         return
func.func @added(%x: f64, %y: f32) -> (f64, f64, f64, f32) {
  %northing = arith.constant 1.0e7 : f32
  %6 = arith.addf %y, %northing : f32
  %7 = arith.subf %6, %northing : f32
  %small = arith.constant 3.0e15 : f64
  %large = arith.constant 1.0e16 : f64
  %c = arith.constant 6755399441055744.0 : f64
  %d = arith.constant 6755399441055745.0 : f64
  %0 = arith.addf %x, %small : f64
  %1 = arith.subf %0, %small : f64
  %2 = arith.addf %x, %large : f64
  %3 = arith.subf %2, %large : f64
  %4 = arith.addf %x, %c : f64
  %5 = arith.subf %4, %d : f64
  return %1, %3, %5, %7 : f64, f64, f64, f32
}

// The mask of the sign or of the magnitude, before the shift that leaves the exponent.
// CHECK-LABEL: func @masked_exponent
// CHECK:         %[[STOPPED:.*]] = ad.stop_gradient
// CHECK:         %[[BITS:.*]] = arith.bitcast %[[STOPPED]] : f32 to i32
// CHECK:         %[[SHIFTED:.*]] = arith.shrui %[[BITS]]
// CHECK:         arith.andi %[[SHIFTED]]
func.func @masked_exponent(%x: f32) -> i32 {
  %magnitude = arith.constant 2147483647 : i32
  %c23 = arith.constant 23 : i32
  %bits = arith.bitcast %x : f32 to i32
  %kept = arith.andi %bits, %magnitude : i32
  %e = arith.shrui %kept, %c23 : i32
  return %e : i32
}
