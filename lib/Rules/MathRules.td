// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rules of the `math` dialect. Without a rule, hence refused: `math.sincos` (two results),
// `math.clampf` (its order of comparisons is not specified); the importer makes neither.

#ifndef COSTATE_RULES_MATHRULES
#define COSTATE_RULES_MATHRULES

include "RuleBase.td"

class MathUnary<string op, string function, dag partial> : UnaryRule<"::mlir::math::" # op, partial> {
  let primal = "std::" # function # "(x)";
}
class MathBinary<string op, string function, dag partialX, dag partialY>
    : BinaryRule<"::mlir::math::" # op, partialX, partialY> {
  let primal = "std::" # function # "(x, y)";
}
class MathInactive<string op, string function> : InactiveRule<"::mlir::math::" # op, 1> {
  let title = function # "(x)";
}

//===---------------------------- trigonometric ---------------------------===//

def SinRule : MathUnary<"SinOp", "sin", (Mul $d, (Cos $x))> {
  let points = ["0.3", "-2.0", "10.0", "1.5707963"];
  let atSpecial = ["NAN", "1", "1", "NAN", "NAN"];
}
def CosRule : MathUnary<"CosOp", "cos", (Neg (Mul $d, (Sin $x)))> {
  let points = ["0.3", "-2.0", "10.0", "1.5707963"];
  let atSpecial = ["NAN", "0", "0", "NAN", "NAN"];
}
def TanRule : MathUnary<"TanOp", "tan", (Mul $d, (Add 1, (Mul $r, $r)))> {
  let notes = "From the result.";
  let points = ["0.3", "-1.0", "1.5", "10.0"];
  let atSpecial = ["NAN", "1", "1", "NAN", "NAN"];
}
def AsinRule : MathUnary<"AsinOp", "asin", (Div $d, (Sqrt (Mul (Sub 1, $x), (Add 1, $x))))> {
  let notes = "Domain [-1, 1]; (1-x)(1+x) keeps its accuracy next to the ends, where the partial is infinite; NaN outside.";
  let points = ["0.3", "-0.7", "0.999", "-0.99"];
  let atSpecial = ["NAN", "1", "1", "NAN", "NAN"];
  let edges = [Edge<"1.0", ["INFINITY"]>, Edge<"-1.0", ["INFINITY"]>, Edge<"2.0", ["NAN"]>];
}
def AcosRule : MathUnary<"AcosOp", "acos", (Neg (Div $d, (Sqrt (Mul (Sub 1, $x), (Add 1, $x)))))> {
  let notes = "Domain [-1, 1]; as asin.";
  let points = ["0.3", "-0.7", "0.999", "-0.99"];
  let atSpecial = ["NAN", "-1", "-1", "NAN", "NAN"];
  let edges = [Edge<"1.0", ["-INFINITY"]>, Edge<"-1.0", ["-INFINITY"]>, Edge<"2.0", ["NAN"]>];
}
def AtanRule : MathUnary<"AtanOp", "atan", (Div $d, (Add 1, (Mul $x, $x)))> {
  let points = ["0.3", "-2.0", "50.0"];
  let atSpecial = ["0", "1", "1", "0", "NAN"];
}
def Atan2Rule : ScalarRule<"::mlir::math::Atan2Op", ["y", "x"],
    [(Mul $d, (Div (Div $x, (Hypot $x, $y)), (Hypot $x, $y))),
     (Neg (Mul $d, (Div (Div $y, (Hypot $x, $y)), (Hypot $x, $y))))]> {
  let primal = "std::atan2(y, x)";
  let notes = "Scaled by hypot: no overflow of x*x + y*y. NaN at the origin (no limit exists).";
  let points = ["0.3, 0.7", "-0.3, -0.7", "2.0, -1.0", "0.0, 1.0", "3e200, 4e200", "3e-200, 4e-200"];
  let edges = [Edge<"0.0, 0.0", ["NAN", "NAN"]>, Edge<"0.0, -2.0", ["-0.5", "0"]>,
               Edge<"2.0, 0.0", ["0", "-0.5"]>];
}

//===------------------------------ hyperbolic ----------------------------===//

def SinhRule : MathUnary<"SinhOp", "sinh", (Mul $d, (Cosh $x))> {
  let points = ["0.3", "-2.0", "20.0"];
  let atSpecial = ["INFINITY", "1", "1", "INFINITY", "NAN"];
}
def CoshRule : MathUnary<"CoshOp", "cosh", (Mul $d, (Sinh $x))> {
  let points = ["0.3", "-2.0", "20.0"];
  let atSpecial = ["-INFINITY", "0", "0", "INFINITY", "NAN"];
}
def TanhRule : MathUnary<"TanhOp", "tanh", (Mul $d, (Sub 1, (Mul $r, $r)))> {
  let notes = "From the result: an absolute error of an ulp of 1 where tanh saturates.";
  let points = ["0.3", "-2.0", "0.0", "5.0"];
  let atSpecial = ["0", "1", "1", "0", "NAN"];
}
def AsinhRule : MathUnary<"AsinhOp", "asinh", (Div $d, (Hypot 1, $x))> {
  let points = ["0.3", "-2.0", "1e5"];
  let atSpecial = ["0", "1", "1", "0", "NAN"];
  let edges = [Edge<"1e200", ["1e-200"]>];
}
def AcoshRule : MathUnary<"AcoshOp", "acosh", (Div $d, (Mul (Sqrt (Sub $x, 1)), (Sqrt (Add $x, 1))))> {
  let notes = "Domain [1, inf); infinite at 1, NaN below.";
  let points = ["1.001", "2.0", "100.0"];
  let atSpecial = ["NAN", "NAN", "NAN", "0", "NAN"];
  let edges = [Edge<"1.0", ["INFINITY"]>, Edge<"-3.0", ["NAN"]>];
}
def AtanhRule : MathUnary<"AtanhOp", "atanh", (Div $d, (Mul (Sub 1, $x), (Add 1, $x)))> {
  let notes = "Domain (-1, 1); infinite at the ends. Outside, where atanh is NaN, the formula's value.";
  let points = ["0.3", "-0.7", "0.999"];
  let atSpecial = ["0", "1", "1", "0", "NAN"];
  let edges = [Edge<"1.0", ["INFINITY"]>, Edge<"-1.0", ["INFINITY"]>];
}

//===-------------------- exponentials, logarithms, powers ----------------===//

def ExpRule : MathUnary<"ExpOp", "exp", (Mul $d, $r)> {
  let notes = "From the result.";
  let points = ["0.3", "-2.0", "20.0", "-700.0"];
  let atSpecial = ["0", "1", "1", "INFINITY", "NAN"];
}
def Exp2Rule : MathUnary<"Exp2Op", "exp2", (Mul (Mul $d, Ln2), $r)> {
  let notes = "From the result.";
  let points = ["0.3", "-2.0", "20.0"];
  let atSpecial = ["0", "std::log(2.0)", "std::log(2.0)", "INFINITY", "NAN"];
}
def ExpM1Rule : MathUnary<"ExpM1Op", "expm1", (Mul $d, (Exp $x))> {
  let notes = "Not result + 1, which has no correct digit for x < -37.";
  let points = ["0.3", "-2.0", "20.0", "-30.0", "1e-10"];
  let atSpecial = ["0", "1", "1", "INFINITY", "NAN"];
}
def LogRule : MathUnary<"LogOp", "log", (Div $d, $x)> {
  let notes = "Domain [0, inf). Outside, where log is NaN, the formula's value.";
  let points = ["0.3", "2.0", "1e10", "1e-10"];
  let atSpecial = ["0", "-INFINITY", "INFINITY", "0", "NAN"];
}
def Log2Rule : MathUnary<"Log2Op", "log2", (Div (Mul $d, Log2E), $x)> {
  let notes = "Domain [0, inf), as log.";
  let points = ["0.3", "2.0", "1e10"];
  let atSpecial = ["0", "-INFINITY", "INFINITY", "0", "NAN"];
}
def Log10Rule : MathUnary<"Log10Op", "log10", (Div (Mul $d, Log10E), $x)> {
  let notes = "Domain [0, inf), as log.";
  let points = ["0.3", "2.0", "1e10"];
  let atSpecial = ["0", "-INFINITY", "INFINITY", "0", "NAN"];
}
def Log1pRule : MathUnary<"Log1pOp", "log1p", (Div $d, (Add 1, $x))> {
  let notes = "Domain [-1, inf); infinite at -1.";
  let points = ["0.3", "-0.9", "1e10", "1e-12"];
  let atSpecial = ["0", "1", "1", "0", "NAN"];
  let edges = [Edge<"-1.0", ["INFINITY"]>];
}
def PowRule : MathBinary<"PowFOp", "pow",
    (Select (OEQ $y, 0), 0, (Mul $d, (Mul $y, (Pow $x, (Sub $y, 1))))),
    (Select (And (OEQ $x, 0), (OGE $y, 0)), 0, (Mul $d, (Mul $r, (Log $x))))> {
  let notes = "d/dx is 0 for y = 0, whatever x is. d/dy is 0 for x = 0, y >= 0, and NaN for x < 0, where the power exists for integers y only; an exponent that is not differentiated costs and poisons nothing.";
  let points = ["2.0, 3.0", "0.3, -1.7", "5.5, 0.5", "1e-3, 2.5", "1.0, 7.0"];
  let edges = [Edge<"0.0, 0.0", ["0", "0"]>, Edge<"0.0, 1.0", ["1", "0"]>, Edge<"0.0, 2.0", ["0", "0"]>,
               Edge<"0.0, 0.5", ["INFINITY", "0"]>, Edge<"-2.0, 3.0", ["12", "NAN"]>,
               Edge<"-2.0, 0.0", ["0", "NAN"]>, Edge<"NAN, 0.0", ["0", "NAN"]>,
               Edge<"0.0, -1.0", ["-INFINITY", "-INFINITY"]>, Edge<"INFINITY, 2.0", ["INFINITY", "INFINITY"]>];
}
def FPowIRule : ScalarRule<"::mlir::math::FPowIOp", ["x", "n"],
    [(Select (OEQ (ToFloat $n), 0), 0, (Mul $d, (Mul (ToFloat $n), (Pow $x, (Sub (ToFloat $n), 1))))),
     (Inactive)]> {
  let primal = "std::pow(x, n)";
  let title = "powi(x, n)";
  let types = ["f64", "i32"];
  let points = ["2.0, 3", "-0.3, -2", "1.5, 1"];
  let edges = [Edge<"0.0, 1", ["1", "-"]>, Edge<"0.0, 2", ["0", "-"]>, Edge<"0.0, 0", ["0", "-"]>];
  let inCpp = 0;
}
def SqrtRule : MathUnary<"SqrtOp", "sqrt", (Div $d, (Mul 2, $r))> {
  let notes = "From the result. Domain [0, inf); infinite at 0.";
  let points = ["0.3", "2.0", "1e10", "1e-10"];
  let atSpecial = ["NAN", "-INFINITY", "INFINITY", "0", "NAN"];
}
def RsqrtRule : MathUnary<"RsqrtOp", "rsqrt", (Mul (Mul "-0.5", $d), (Div $r, $x))> {
  let primal = "(T(1) / std::sqrt(x))";
  let title = "rsqrt(x)";
  let notes = "From the result. Domain (0, inf).";
  let points = ["0.3", "2.0", "1e10"];
  let atSpecial = ["NAN", "-INFINITY", "-INFINITY", "0", "NAN"];
  let inCpp = 0;
}
def CbrtRule : MathUnary<"CbrtOp", "cbrt", (Div $d, (Mul 3, (Mul $r, $r)))> {
  let notes = "From the result; infinite at 0.";
  let points = ["0.3", "-2.0", "1e10"];
  let atSpecial = ["0", "INFINITY", "INFINITY", "0", "NAN"];
}

//===-------------------------- error function ----------------------------===//

def ErfRule : MathUnary<"ErfOp", "erf", (Mul (Mul $d, TwoOverSqrtPi), (Exp (Neg (Mul $x, $x))))> {
  let points = ["0.3", "-2.0", "4.0"];
  let atSpecial = ["0", "2.0 / std::sqrt(M_PI)", "2.0 / std::sqrt(M_PI)", "0", "NAN"];
}
def ErfcRule : MathUnary<"ErfcOp", "erfc", (Neg (Mul (Mul $d, TwoOverSqrtPi), (Exp (Neg (Mul $x, $x)))))> {
  let points = ["0.3", "-2.0", "4.0"];
  let atSpecial = ["0", "-2.0 / std::sqrt(M_PI)", "-2.0 / std::sqrt(M_PI)", "0", "NAN"];
}

//===------------------------- signs, fused operations --------------------===//

def AbsRule : MathUnary<"AbsFOp", "fabs", (Select (OGT $x, 0), $d, (Select (OLT $x, 0), (Neg $d), 0))> {
  let notes = "0 at 0 (the middle of the subdifferential) and at NaN.";
  let points = ["0.3", "-2.0"];
  let atSpecial = ["-1", "0", "0", "1", "0"];
}
def CopySignRule : MathBinary<"CopySignOp", "copysign",
    (Select (OGT $x, 0), (Mul $d, (CopySign 1, $y)),
            (Select (OLT $x, 0), (Neg (Mul $d, (CopySign 1, $y))), 0)),
    (Inactive)> {
  let notes = "|x| with the sign of y: as fabs in x; the sign contributes nothing.";
  let points = ["0.3, 2.0", "-0.3, 2.0", "0.3, -2.0", "-0.3, -2.0"];
  let edges = [Edge<"0.0, 1.0", ["0", "0"]>, Edge<"2.0, -0.0", ["-1", "0"]>, Edge<"2.0, 0.0", ["1", "0"]>];
}
def FmaRule : ScalarRule<"::mlir::math::FmaOp", ["x", "y", "z"],
    [(Mul $d, $y), (Mul $d, $x), (Same $d)]> {
  let primal = "std::fma(x, y, z)";
  let points = ["1.5, -2.25, 3.0", "0.0, 3.0, 1.0"];
  let edges = [Edge<"INFINITY, 0.0, NAN", ["0", "INFINITY", "1"]>];
}

//===---------------------- rounding and classification -------------------===//

def FloorRule : RoundingRule<"::mlir::math::FloorOp", "std::floor">;
def CeilRule : RoundingRule<"::mlir::math::CeilOp", "std::ceil">;
def TruncRule : RoundingRule<"::mlir::math::TruncOp", "std::trunc">;
def RoundRule : RoundingRule<"::mlir::math::RoundOp", "std::round">;
def RoundEvenRule : MathInactive<"RoundEvenOp", "roundeven">;
def IsFiniteRule : MathInactive<"IsFiniteOp", "isfinite">;
def IsInfRule : MathInactive<"IsInfOp", "isinf">;
def IsNaNRule : MathInactive<"IsNaNOp", "isnan">;
def IsNormalRule : MathInactive<"IsNormalOp", "isnormal">;

#endif // COSTATE_RULES_MATHRULES
