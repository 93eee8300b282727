// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rules of the mathematical operations of the `cxx` dialect. `cxx.trigamma` has none: it would need the
// tetragamma function, first met in third derivatives of lgamma; the engine refuses it.

#ifndef COSTATE_RULES_CXXMATHRULES
#define COSTATE_RULES_CXXMATHRULES

include "RuleBase.td"
include "ArithRules.td"

class CxxUnary<string op, string function, dag partial> : UnaryRule<"::costate::cxx::" # op, partial> {
  let primal = function # "(x)";
}
class CxxBinary<string op, string function, dag partialX, dag partialY>
    : BinaryRule<"::costate::cxx::" # op, partialX, partialY> {
  let primal = function # "(x, y)";
}

//===--------------------------- gamma functions --------------------------===//

def TgammaRule : CxxUnary<"TgammaOp", "std::tgamma", (Mul (Mul $d, $r), (Digamma $x))> {
  let notes = "From the result. NaN at the poles 0, -1, -2, ... but 0, where it is -inf.";
  let points = ["0.3", "1.4", "5.5", "-0.5", "-2.7"];
  let atSpecial = ["NAN", "-INFINITY", "-INFINITY", "INFINITY", "NAN"];
  let edges = [Edge<"-2.0", ["NAN"]>];
}
def LgammaRule : CxxUnary<"LgammaOp", "std::lgamma", (Mul $d, (Digamma $x))> {
  let notes = "log |gamma|. NaN at negative integers.";
  let points = ["0.3", "1.4", "5.5", "-0.5", "-2.7", "100.0"];
  let atSpecial = ["NAN", "INFINITY", "-INFINITY", "INFINITY", "NAN"];
  let edges = [Edge<"-2.0", ["NAN"]>];
}
def DigammaRule : CxxUnary<"DigammaOp", "digamma", (Mul $d, (Trigamma $x))> {
  let notes = "Appears in derivatives of the gamma functions. Its own derivative, trigamma, is not differentiated further.";
  let points = ["0.3", "1.4", "5.5", "-0.5", "-2.7", "100.0"];
  let atSpecial = ["NAN", "INFINITY", "INFINITY", "0", "NAN"];
  let inCpp = 0;
}

//===-------------------------- powers and norms --------------------------===//

def Exp10Rule : CxxUnary<"Exp10Op", "exp10", (Mul (Mul $d, Ln10), $r)> {
  let notes = "From the result.";
  let points = ["0.3", "-2.0", "20.0"];
  let atSpecial = ["0", "std::log(10.0)", "std::log(10.0)", "INFINITY", "NAN"];
}
def HypotRule : CxxBinary<"HypotOp", "std::hypot",
    (Select (OEQ $r, 0), 0, (Mul $d, (Div $x, $r))), (Select (OEQ $r, 0), 0, (Mul $d, (Div $y, $r)))> {
  let notes = "0 at the origin (the middle of the subdifferential). One infinite operand: NaN for that operand, 0 for the other.";
  let points = ["0.3, 0.7", "-3.0, 4.0", "3e200, 4e200", "3e-200, 4e-200", "0.0, 2.0"];
  let edges = [Edge<"0.0, 0.0", ["0", "0"]>, Edge<"-0.0, 0.0", ["0", "0"]>, Edge<"INFINITY, 1.0", ["NAN", "0"]>];
}
def Hypot3Rule : ScalarRule<"::costate::cxx::Hypot3Op", ["x", "y", "z"],
    [(Select (OEQ $r, 0), 0, (Mul $d, (Div $x, $r))), (Select (OEQ $r, 0), 0, (Mul $d, (Div $y, $r))),
     (Select (OEQ $r, 0), 0, (Mul $d, (Div $z, $r)))]> {
  let primal = "std::hypot(x, y, z)";
  let notes = "As hypot with two operands.";
  let points = ["0.3, 0.7, -0.2", "-3.0, 4.0, 12.0", "2e200, 3e200, 6e200"];
  let edges = [Edge<"0.0, 0.0, 0.0", ["0", "0", "0"]>];
}

//===------------------------------ estimates -----------------------------===//

// The estimates of a processor are steps; their derivative is that of the function that they estimate, from the
// estimate r itself: a Newton step on it, as libraries make, then has a derivative that is off by the square of
// r's error as well (docs/Numerics.md).
class Estimate<string op, string intrinsic, string function, dag partial> : CxxUnary<op, intrinsic, partial> {
  let primal = function;
  let title = intrinsic # "(x)";
  let types = ["f32"];
  let inCpp = 0;
}
def RsqrtEstimateRule : Estimate<"RsqrtEstimateOp", "_mm_rsqrt_ss", "(T(1) / std::sqrt(x))",
    (Mul (Mul "-0.5", $d), (Mul $r, (Mul $r, $r)))> {
  let notes = "From the estimate.";
  let points = ["0.3", "2.0", "1e6"];
  let atSpecial = ["NAN", "INFINITY", "-INFINITY", "0", "NAN"];
}
def RcpEstimateRule : Estimate<"RcpEstimateOp", "_mm_rcp_ss", "(T(1) / x)", (Neg (Mul $d, (Mul $r, $r)))> {
  let notes = "From the estimate.";
  let points = ["0.3", "-2.0", "1e6"];
  let atSpecial = ["0", "-INFINITY", "-INFINITY", "0", "NAN"];
}

//===------------------------ remainder, extrema --------------------------===//

def RemainderRule : CxxBinary<"RemainderOp", "std::remainder",
    (Same $d), (Neg (Mul $d, (Round (Div (Sub $x, $r), $y))))> {
  let notes = "d/dy = -(x/y rounded to the nearest integer, ties to even), from the remainder itself.";
  let points = ["7.3, 2.0", "-7.3, 2.0", "8.3, -2.0", "0.5, 2.0"];
  let edges = [Edge<"5.0, 2.0", ["1", "-2"]>, Edge<"7.0, 2.0", ["1", "-4"]>, Edge<"5.0, INFINITY", ["1", "0"]>,
               Edge<"1.0, 0.0", ["1", "NAN"]>];
}
def FdimRule : CxxBinary<"FdimOp", "std::fdim",
    (Select (OGT $x, $y), $d, 0), (Select (OGT $x, $y), (Neg $d), 0)> {
  let notes = "0 at the tie and where an operand is NaN.";
  let points = ["3.0, 1.0", "1.0, 3.0"];
  let edges = [Edge<"2.0, 2.0", ["0", "0"]>, Edge<"NAN, 1.0", ["0", "0"]>];
}
def FminRule : SelectsNumber<"::costate::cxx::FminOp", (OLE $x, $y)> { let primal = "std::fmin(x, y)"; }
def FmaxRule : SelectsNumber<"::costate::cxx::FmaxOp", (OGE $x, $y)> { let primal = "std::fmax(x, y)"; }

//===---------------------------- a * b + c -------------------------------===//

def NegateProduct : NegateIf<"getNegate()", "±">;
def NegateAddend : NegateIf<"getSubtract()", "±">;

def MulAddRule : ScalarRule<"::costate::cxx::MulAddOp", ["x", "y", "z"],
    [(NegateProduct (Mul $d, $y)), (NegateProduct (Mul $d, $x)), (NegateAddend $d)]> {
  let primal = "x * y + z";
  let notes = "Also x * y - z and z - x * y, which flip the signs marked ±.";
  let points = ["1.5, -2.25, 3.0", "0.0, 3.0, 1.0"];
  let variants = [Variant<"subtract", "x * y - z">, Variant<"negate", "z - x * y">];
  let edges = [Edge<"INFINITY, 0.0, NAN", ["0", "INFINITY", "1"]>];
}

//===------------------------------ rounding ------------------------------===//

def RintRule : RoundingRule<"::costate::cxx::RintOp", "std::rint">;
def NearbyintRule : RoundingRule<"::costate::cxx::NearbyintOp", "std::nearbyint">;

#endif // COSTATE_RULES_CXXMATHRULES
