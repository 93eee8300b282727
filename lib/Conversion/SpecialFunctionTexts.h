// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The special functions of costate/runtime/special_functions.hpp, operation by operation, in IR
// (with the contractions that clang makes there). A change in one is a change in the other.
// Included by RuntimeFunctions.cpp only.

#ifndef COSTATE_LIB_CONVERSION_SPECIALFUNCTIONTEXTS_H
#define COSTATE_LIB_CONVERSION_SPECIALFUNCTIONTEXTS_H

namespace costate {

/// digamma: near its root, asymptotic, for x > 0, for all x.
inline constexpr char digammaText[] = R"mlir(
func.func private @costate_digamma_near_root(%x: f64) -> f64 {
  %center = arith.constant 0x3FF8000000000000 : f64
  %h = arith.subf %x, %center : f64
  %s22 = arith.constant 0x3F1F255C4568AC4D : f64
  %c21 = arith.constant 0xBF275C084E78A4CD : f64
  %s21 = cxx.mul_add %s22, %h, %c21 : f64
  %c20 = arith.constant 0x3F194E73CC9821E1 : f64
  %s20 = cxx.mul_add %s21, %h, %c20 : f64
  %c19 = arith.constant 0xBF22FAE5CB379BF2 : f64
  %s19 = cxx.mul_add %s20, %h, %c19 : f64
  %c18 = arith.constant 0x3F353B23429DA21B : f64
  %s18 = cxx.mul_add %s19, %h, %c18 : f64
  %c17 = arith.constant 0xBF3FD8E50ABF2196 : f64
  %s17 = cxx.mul_add %s18, %h, %c17 : f64
  %c16 = arith.constant 0x3F46A3E76070C135 : f64
  %s16 = cxx.mul_add %s17, %h, %c16 : f64
  %c15 = arith.constant 0xBF50FB38D217B800 : f64
  %s15 = cxx.mul_add %s16, %h, %c15 : f64
  %c14 = arith.constant 0x3F599D3F5C0CAD5E : f64
  %s14 = cxx.mul_add %s15, %h, %c14 : f64
  %c13 = arith.constant 0xBF6336DBE66757C8 : f64
  %s13 = cxx.mul_add %s14, %h, %c13 : f64
  %c12 = arith.constant 0x3F6CD2011454FD05 : f64
  %s12 = cxx.mul_add %s13, %h, %c12 : f64
  %c11 = arith.constant 0xBF75A06A5D662CB4 : f64
  %s11 = cxx.mul_add %s12, %h, %c11 : f64
  %c10 = arith.constant 0x3F803C0ADAFA529C : f64
  %s10 = cxx.mul_add %s11, %h, %c10 : f64
  %c9 = arith.constant 0xBF8863563F44F303 : f64
  %s9 = cxx.mul_add %s10, %h, %c9 : f64
  %c8 = arith.constant 0x3F92564717896EC6 : f64
  %s8 = cxx.mul_add %s9, %h, %c8 : f64
  %c7 = arith.constant 0xBF9B9F8B11BFD3D0 : f64
  %s7 = cxx.mul_add %s8, %h, %c7 : f64
  %c6 = arith.constant 0x3FA4DE9AA1779D23 : f64
  %s6 = cxx.mul_add %s7, %h, %c6 : f64
  %c5 = arith.constant 0xBFAFB44202A2306B : f64
  %s5 = cxx.mul_add %s6, %h, %c5 : f64
  %c4 = arith.constant 0x3FB8512E5903903E : f64
  %s4 = cxx.mul_add %s5, %h, %c4 : f64
  %c3 = arith.constant 0xBFC2FEEEB98A78EA : f64
  %s3 = cxx.mul_add %s4, %h, %c3 : f64
  %c2 = arith.constant 0x3FCECA189B8E6F6D : f64
  %s2 = cxx.mul_add %s3, %h, %c2 : f64
  %c1 = arith.constant 0xBFDB1CB63005EE98 : f64
  %s1 = cxx.mul_add %s2, %h, %c1 : f64
  %c0 = arith.constant 0x3FEE6F0CBB873616 : f64
  %s0 = cxx.mul_add %s1, %h, %c0 : f64
  %root_high = arith.constant 0x3FF762D86356BE3F : f64
  %root_low = arith.constant 0x3C9B86A722197829 : f64
  %d0 = arith.subf %x, %root_high : f64
  %d1 = arith.subf %d0, %root_low : f64
  %r = arith.mulf %d1, %s0 : f64
  return %r : f64
}
func.func private @costate_digamma_asymptotic(%x: f64) -> f64 {
  %one = arith.constant 0x3FF0000000000000 : f64
  %rx = arith.divf %one, %x : f64
  %w = arith.divf %rx, %x : f64
  %top = arith.constant 0x3FDC5E5E5E5E5E5E : f64
  %a0 = arith.constant 0x3FB5555555555555 : f64
  %as0 = cxx.mul_add %w, %top, %a0 {negate} : f64
  %a1 = arith.constant 0x3F95995995995996 : f64
  %as1 = cxx.mul_add %w, %as0, %a1 {negate} : f64
  %a2 = arith.constant 0x3F7F07C1F07C1F08 : f64
  %as2 = cxx.mul_add %w, %as1, %a2 {negate} : f64
  %a3 = arith.constant 0x3F71111111111111 : f64
  %as3 = cxx.mul_add %w, %as2, %a3 {negate} : f64
  %a4 = arith.constant 0x3F70410410410410 : f64
  %as4 = cxx.mul_add %w, %as3, %a4 {negate} : f64
  %a5 = arith.constant 0x3F81111111111111 : f64
  %as5 = cxx.mul_add %w, %as4, %a5 {negate} : f64
  %a6 = arith.constant 0x3FB5555555555555 : f64
  %as6 = cxx.mul_add %w, %as5, %a6 {negate} : f64
  %half = arith.constant 0x3FE0000000000000 : f64
  %hx = arith.divf %half, %x : f64
  %tail = cxx.mul_add %w, %as6, %hx : f64
  %log = math.log %x : f64
  %r = arith.subf %log, %tail : f64
  return %r : f64
}
func.func private @costate_digamma_positive(%x: f64) -> f64 {
  %ten = arith.constant 0x4024000000000000 : f64
  %zero = arith.constant 0x0000000000000000 : f64
  %one = arith.constant 0x3FF0000000000000 : f64
  %minus_one = arith.constant 0xBFF0000000000000 : f64
  %two = arith.constant 0x4000000000000000 : f64
  %large = arith.cmpf oge, %x, %ten : f64
  %r = scf.if %large -> (f64) {
    %a = func.call @costate_digamma_asymptotic(%x) : (f64) -> f64
    scf.yield %a : f64
  } else {
    %small = arith.cmpf olt, %x, %one : f64
    %q = arith.divf %minus_one, %x : f64
    %up = arith.addf %x, %one : f64
    %sum0 = arith.select %small, %q, %zero : f64
    %x0 = arith.select %small, %up, %x : f64
    %loop:2 = scf.while (%xi = %x0, %si = %sum0) : (f64, f64) -> (f64, f64) {
      %more = arith.cmpf ogt, %xi, %two : f64
      scf.condition(%more) %xi, %si : f64, f64
    } do {
    ^bb0(%xi: f64, %si: f64):
      %xn = arith.subf %xi, %one : f64
      %inverse = arith.divf %one, %xn : f64
      %sn = arith.addf %si, %inverse : f64
      scf.yield %xn, %sn : f64, f64
    }
    %n = func.call @costate_digamma_near_root(%loop#0) : (f64) -> f64
    %s = arith.addf %loop#1, %n : f64
    scf.yield %s : f64
  }
  return %r : f64
}
func.func private @costate_digamma(%x: f64) -> f64 {
  %zero = arith.constant 0x0000000000000000 : f64
  %one = arith.constant 0x3FF0000000000000 : f64
  %minus_one = arith.constant 0xBFF0000000000000 : f64
  %pi = arith.constant 0x400921FB54442D18 : f64
  %nan = arith.constant 0x7FF8000000000000 : f64
  %positive = arith.cmpf ogt, %x, %zero : f64
  %r = scf.if %positive -> (f64) {
    %p = func.call @costate_digamma_positive(%x) : (f64) -> f64
    scf.yield %p : f64
  } else {
    %is_zero = arith.cmpf oeq, %x, %zero : f64
    %n = scf.if %is_zero -> (f64) {
      %pole = arith.divf %minus_one, %x : f64
      scf.yield %pole : f64
    } else {
      %nearest = math.round %x : f64
      %distance = arith.subf %x, %nearest : f64
      %is_pole = arith.cmpf oeq, %distance, %zero : f64
      %v = scf.if %is_pole -> (f64) {
        scf.yield %nan : f64
      } else {
        %reflected = arith.subf %one, %x : f64
        %p = func.call @costate_digamma_positive(%reflected) : (f64) -> f64
        %angle = arith.mulf %pi, %distance : f64
        %tan = math.tan %angle : f64
        %cot = arith.divf %pi, %tan : f64
        %d = arith.subf %p, %cot : f64
        scf.yield %d : f64
      }
      scf.yield %v : f64
    }
    scf.yield %n : f64
  }
  return %r : f64
}
)mlir";

/// trigamma: for x > 0, for all x.
inline constexpr char trigammaText[] = R"mlir(
func.func private @costate_trigamma_positive(%x: f64) -> f64 {
  %ten = arith.constant 0x4024000000000000 : f64
  %zero = arith.constant 0x0000000000000000 : f64
  %one = arith.constant 0x3FF0000000000000 : f64
  %half = arith.constant 0x3FE0000000000000 : f64
  %loop:2 = scf.while (%xi = %x, %hi = %zero) : (f64, f64) -> (f64, f64) {
    %more = arith.cmpf olt, %xi, %ten : f64
    scf.condition(%more) %xi, %hi : f64, f64
  } do {
  ^bb0(%xi: f64, %hi: f64):
    %square = arith.mulf %xi, %xi : f64
    %inverse = arith.divf %one, %square : f64
    %hn = arith.addf %hi, %inverse : f64
    %xn = arith.addf %xi, %one : f64
    scf.yield %xn, %hn : f64, f64
  }
  %v = arith.divf %one, %loop#0 : f64
  %w = arith.mulf %v, %v : f64
  %top0 = arith.constant 0x404B7C4F8F13E3C5 : f64
  %top1 = arith.constant 0x401C5E5E5E5E5E5E : f64
  %top = cxx.mul_add %w, %top0, %top1 {negate} : f64
  %a0 = arith.constant 0x3FF2AAAAAAAAAAAB : f64
  %as0 = cxx.mul_add %w, %top, %a0 {negate} : f64
  %a1 = arith.constant 0x3FD0330330330330 : f64
  %as1 = cxx.mul_add %w, %as0, %a1 {negate} : f64
  %a2 = arith.constant 0x3FB364D9364D9365 : f64
  %as2 = cxx.mul_add %w, %as1, %a2 {negate} : f64
  %a3 = arith.constant 0x3FA1111111111111 : f64
  %as3 = cxx.mul_add %w, %as2, %a3 {negate} : f64
  %a4 = arith.constant 0x3F98618618618618 : f64
  %as4 = cxx.mul_add %w, %as3, %a4 {negate} : f64
  %a5 = arith.constant 0x3FA1111111111111 : f64
  %as5 = cxx.mul_add %w, %as4, %a5 {negate} : f64
  %a6 = arith.constant 0x3FC5555555555555 : f64
  %as6 = cxx.mul_add %w, %as5, %a6 {negate} : f64
  %vw = arith.mulf %v, %w : f64
  %vws = arith.mulf %vw, %as6 : f64
  %t0 = cxx.mul_add %half, %w, %vws : f64
  %t1 = arith.addf %v, %t0 : f64
  %r = arith.addf %loop#1, %t1 : f64
  return %r : f64
}
func.func private @costate_trigamma(%x: f64) -> f64 {
  %zero = arith.constant 0x0000000000000000 : f64
  %one = arith.constant 0x3FF0000000000000 : f64
  %pi = arith.constant 0x400921FB54442D18 : f64
  %positive = arith.cmpf ogt, %x, %zero : f64
  %r = scf.if %positive -> (f64) {
    %p = func.call @costate_trigamma_positive(%x) : (f64) -> f64
    scf.yield %p : f64
  } else {
    %nearest = math.round %x : f64
    %distance = arith.subf %x, %nearest : f64
    %angle = arith.mulf %pi, %distance : f64
    %sin = math.sin %angle : f64
    %quotient = arith.divf %pi, %sin : f64
    %reflected = arith.subf %one, %x : f64
    %p = func.call @costate_trigamma_positive(%reflected) : (f64) -> f64
    %d = cxx.mul_add %quotient, %quotient, %p {subtract} : f64
    scf.yield %d : f64
  }
  return %r : f64
}
)mlir";

} // namespace costate

#endif // COSTATE_LIB_CONVERSION_SPECIALFUNCTIONTEXTS_H
