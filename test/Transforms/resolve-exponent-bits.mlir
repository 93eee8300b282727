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
