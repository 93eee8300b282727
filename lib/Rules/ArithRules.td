// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rules of the `arith` dialect. `arith.bitcast` has none on purpose: arithmetic on the bits of a
// floating-point number is refused by the engine.

#ifndef COSTATE_RULES_ARITHRULES
#define COSTATE_RULES_ARITHRULES

include "RuleBase.td"

class ArithUnary<string op, dag partial> : UnaryRule<"::mlir::arith::" # op, partial>;
class ArithBinary<string op, dag partialX, dag partialY>
    : BinaryRule<"::mlir::arith::" # op, partialX, partialY>;
class ArithInactive<string op, int operands> : InactiveRule<"::mlir::arith::" # op, operands>;

def AddF : ArithBinary<"AddFOp", (Same $d), (Same $d)> {
  let primal = "x + y";
  let points = ["1.5, -2.25", "1e300, 1e-300"];
  let edges = [Edge<"INFINITY, NAN", ["1", "1"]>];
}

def SubF : ArithBinary<"SubFOp", (Same $d), (Neg $d)> {
  let primal = "x - y";
  let points = ["1.5, -2.25", "1e300, 1e-300"];
  let edges = [Edge<"INFINITY, NAN", ["1", "-1"]>];
}

def MulF : ArithBinary<"MulFOp", (Mul $d, $y), (Mul $d, $x)> {
  let primal = "x * y";
  let points = ["1.5, -2.25", "0.0, 3.0", "0.0, 0.0", "1e150, 1e-150"];
  let edges = [Edge<"INFINITY, 0.0", ["0", "INFINITY"]>, Edge<"NAN, 2.0", ["2", "NAN"]>];
}

def DivF : ArithBinary<"DivFOp", (Div $d, $y), (Neg (Mul (Div $d, $y), $r))> {
  let primal = "x / y";
  let notes = "The second partial uses the quotient: no y*y that could overflow. y = 0: infinite or NaN (IEEE).";
  let points = ["1.5, -2.25", "0.0, 3.0", "1e-100, 3e100", "7.0, 1e-3"];
  let edges = [Edge<"1.0, 0.0", ["INFINITY", "-INFINITY"]>, Edge<"1.0, -0.0", ["-INFINITY", "-INFINITY"]>,
               Edge<"0.0, 0.0", ["INFINITY", "NAN"]>, Edge<"3.0, INFINITY", ["0", "0"]>,
               Edge<"INFINITY, 2.0", ["0.5", "-INFINITY"]>];
}

def NegF : ArithUnary<"NegFOp", (Neg $d)> {
  let primal = "-x";
  let points = ["1.5", "0.0"];
  let atSpecial = ["-1", "-1", "-1", "-1", "-1"];
}

// (x - r) / y is the exact integer quotient, up to rounding; trunc(x / y) may be one too large when x / y
// rounds up to an integer.
def RemF : ArithBinary<"RemFOp", (Same $d), (Neg (Mul $d, (Round (Div (Sub $x, $r), $y))))> {
  let primal = "std::fmod(x, y)";
  let notes = "d/dy = -trunc(x/y), from the remainder itself so that the quotient is exact; at the jumps the value of the side that the primal took.";
  let points = ["7.5, 2.0", "-7.5, 2.0", "7.5, -2.0", "0.5, 2.0"];
  let edges = [Edge<"6.0, 2.0", ["1", "-3"]>, Edge<"0.0, 2.0", ["1", "0"]>, Edge<"5.0, INFINITY", ["1", "0"]>,
               Edge<"1.0, 0.0", ["1", "NAN"]>, Edge<"INFINITY, 2.0", ["1", "NAN"]>,
               Edge<"1e10, 3.0", ["1", "-3333333333"]>,
               Edge<"0x1.fffffffffffffp+2, 2.0", ["1", "-3"]>];
}

def MaximumF : ArithBinary<"MaximumFOp", (Select (UGE $x, $y), $d, 0), (Select (UGE $x, $y), 0, $d)> {
  let primal = "(x >= y ? x : y)";
  let title = "maximum(x, y)";
  let notes = "Propagates NaN. Tie or NaN: x.";
  let points = ["1.5, -2.25", "-3.0, 2.0"];
  let edges = [Edge<"2.0, 2.0", ["1", "0"]>, Edge<"NAN, 2.0", ["1", "0"]>, Edge<"2.0, NAN", ["1", "0"]>];
  let inCpp = 0;
}

def MinimumF : ArithBinary<"MinimumFOp", (Select (ULE $x, $y), $d, 0), (Select (ULE $x, $y), 0, $d)> {
  let primal = "(x <= y ? x : y)";
  let title = "minimum(x, y)";
  let notes = "Propagates NaN. Tie or NaN: x.";
  let points = ["1.5, -2.25", "-3.0, 2.0"];
  let edges = [Edge<"2.0, 2.0", ["1", "0"]>, Edge<"NAN, 2.0", ["1", "0"]>, Edge<"2.0, NAN", ["1", "0"]>];
  let inCpp = 0;
}

class SelectsNumber<string op, dag takesX>
    : BinaryRule<op, (Select (Or takesX, (IsNaN $y)), $d, 0), (Select (Or takesX, (IsNaN $y)), 0, $d)> {
  let notes = "Tie: x. One NaN: the other operand. The operand that is not selected contributes nothing.";
  let points = ["1.5, -2.25", "-3.0, 2.0"];
  let edges = [Edge<"2.0, 2.0", ["1", "0"]>, Edge<"0.0, -0.0", ["1", "0"]>, Edge<"-0.0, 0.0", ["1", "0"]>,
               Edge<"NAN, 2.0", ["0", "1"]>, Edge<"2.0, NAN", ["1", "0"]>, Edge<"NAN, NAN", ["1", "0"]>];
}

def MaxNumF : SelectsNumber<"::mlir::arith::MaxNumFOp", (OGE $x, $y)> {
  let primal = "std::fmax(x, y)";
  let title = "maxnum(x, y)";
  let inCpp = 0;
}
def MinNumF : SelectsNumber<"::mlir::arith::MinNumFOp", (OLE $x, $y)> {
  let primal = "std::fmin(x, y)";
  let title = "minnum(x, y)";
  let inCpp = 0;
}

def SelectValue
    : ScalarRule<"::mlir::arith::SelectOp", ["c", "x", "y"],
                 [(Inactive), (Select $c, $d, 0), (Select $c, 0, $d)]> {
  let primal = "(c != T(0) ? x : y)";
  let title = "c ? x : y";
  let notes = "The side that is not selected contributes nothing.";
  let types = ["i1", "f64", "f64"];
  let points = ["1, 1.5, -2.25", "0, 1.5, -2.25"];
  let edges = [Edge<"1, 2.0, NAN", ["-", "1", "0"]>, Edge<"0, INFINITY, 2.0", ["-", "0", "1"]>];
  let inCpp = 0;
}

def ExtF : ArithUnary<"ExtFOp", (Convert $d)> {
  let primal = "x";
  let title = "(double)x";
  let types = ["f32"];
  let points = ["1.5", "-0.25"];
  let inCpp = 0;
}

def TruncF : ArithUnary<"TruncFOp", (Convert $d)> {
  let primal = "x";
  let title = "(float)x";
  let types = ["f64"];
  let points = ["1.5", "-0.25"];
  let inCpp = 0;
}

def CmpF : ArithInactive<"CmpFOp", 2> { let title = "comparisons"; }
def FPToSI : ArithInactive<"FPToSIOp", 1> { let title = "(int)x"; }
def FPToUI : ArithInactive<"FPToUIOp", 1> { let title = "(unsigned)x"; }
def SIToFP : ArithInactive<"SIToFPOp", 1> { let title = "(double)i"; }
def UIToFP : ArithInactive<"UIToFPOp", 1> { let title = "(double)u"; }

#endif // COSTATE_RULES_ARITHRULES
