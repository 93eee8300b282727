// RUN: not %costate-opt %s -emit-native="triple=pdp11-dec-none" -o /dev/null 2>&1 | FileCheck %s
// An unknown target is an error and no crash.
// CHECK: error: no code generator for 'pdp11-dec-none'
func.func @f(%x: f64) -> f64 { return %x : f64 }
