// RUN: %costate-opt %s -lower-to-llvm | %mlir-translate --mlir-to-llvmir -o %t.ll
// RUN: %clangxx -O1 -w -I%costate_include -x ir %t.ll -x c++ %S/Inputs/special-functions.cpp -o %t.exe && %t.exe | FileCheck %s
// digamma, trigamma and hypot equal those of the header and of the library bit for bit.
// CHECK: special functions agree

func.func @my_digamma(%x: f64) -> f64 { %r = cxx.digamma %x : f64 return %r : f64 }
func.func @my_trigamma(%x: f64) -> f64 { %r = cxx.trigamma %x : f64 return %r : f64 }
func.func @my_digammaf(%x: f32) -> f32 { %r = cxx.digamma %x : f32 return %r : f32 }
func.func @my_hypot3(%x: f64, %y: f64, %z: f64) -> f64 { %r = cxx.hypot3 %x, %y, %z : f64 return %r : f64 }
func.func @my_hypot3f(%x: f32, %y: f32, %z: f32) -> f32 { %r = cxx.hypot3 %x, %y, %z : f32 return %r : f32 }
