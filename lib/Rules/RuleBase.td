// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The vocabulary of scalar derivative rules. One record per operation gives the forward and the reverse
// rule, a row of docs/Numerics.md and the numeric tests. costate-tblgen reads these records.
//
// A partial is a dag over `$d` (the seed), the operands by their names, `$r` (the result) and numbers. It
// is the contribution of that operand: seed times partial derivative. Integers are floating-point
// constants of the seed's type; so are strings ("0.5") and `Number` records.

#ifndef COSTATE_RULES_RULEBASE
#define COSTATE_RULES_RULEBASE

//===-------------------------------- nodes -------------------------------===//

// `method` is a member of RuleBuilder (lib/Rules/RuleBuilder.h); `text` prints the node in docs.
class Node<string method_, string text_> {
  string method = method_;
  string text = text_;
}
class Infix<string method, string symbol, int precedence_> : Node<method, symbol> {
  int precedence = precedence_;
}
class Unary<string op, string text> : Node<"unary<" # op # ">", text>;
class Binary<string op, string text> : Node<"binary<" # op # ">", text>;
class Compare<string predicate, string symbol>
    : Infix<"compare<::mlir::arith::CmpFPredicate::" # predicate # ">", symbol, 2>;

// The seed alone.
def Same : Node<"same", "">;
def Neg : Node<"negate", "-">;
def Add : Infix<"add", "+", 3>;
def Sub : Infix<"subtract", "-", 3>;
def Mul : Infix<"multiply", "*", 4>;
def Div : Infix<"divide", "/", 4>;
// (Select condition, a, b): a where the condition holds. Structural: the other side cannot poison.
def Select : Node<"select", "?:">;
def And : Infix<"logicalAnd", "and", 1>;
def Or : Infix<"logicalOr", "or", 0>;
def OEQ : Compare<"OEQ", "==">;
def OGT : Compare<"OGT", ">">;
def OGE : Compare<"OGE", ">=">;
def OLT : Compare<"OLT", "<">;
def OLE : Compare<"OLE", "<=">;
// True on NaN as well.
def ULE : Compare<"ULE", "<= or unordered">;
def UGE : Compare<"UGE", ">= or unordered">;
def IsNaN : Node<"isNaN", "isnan">;

def Pow : Node<"power", "pow">;
def Sqrt : Unary<"::mlir::math::SqrtOp", "sqrt">;
def Exp : Unary<"::mlir::math::ExpOp", "exp">;
def Log : Unary<"::mlir::math::LogOp", "log">;
def Sin : Unary<"::mlir::math::SinOp", "sin">;
def Cos : Unary<"::mlir::math::CosOp", "cos">;
def Sinh : Unary<"::mlir::math::SinhOp", "sinh">;
def Cosh : Unary<"::mlir::math::CoshOp", "cosh">;
def Round : Unary<"::mlir::math::RoundOp", "round">;
def Digamma : Unary<"::costate::cxx::DigammaOp", "digamma">;
def Trigamma : Unary<"::costate::cxx::TrigammaOp", "trigamma">;
def CopySign : Binary<"::mlir::math::CopySignOp", "copysign">;
def Hypot : Binary<"::costate::cxx::HypotOp", "hypot">;

// An integer operand as a floating-point number of the seed's type.
def ToFloat : Node<"toFloat", "float">;
// The seed of a conversion between floating-point types: to the type at the other end of the operation.
def Convert : Node<"convert", "convert">;
// Negates where the operation has a unit attribute; decided when the rule is applied.
class NegateIf<string accessor_, string text> : Node<"negateIf", text> {
  string accessor = accessor_;
}
// No contribution: an integer or condition, or a partial that is zero wherever it exists.
def Inactive : Node<"", "0">;

class Number<string value_, string text_> {
  string value = value_;
  string text = text_;
}
def Ln2 : Number<"0.693147180559945309417232121458176568", "ln(2)">;
def Ln10 : Number<"2.30258509299404568401799145468436421", "ln(10)">;
def Log2E : Number<"1.44269504088896340735992468100189214", "log2(e)">;
def Log10E : Number<"0.434294481903251827651128918916605082", "log10(e)">;
def TwoOverSqrtPi : Number<"1.12837916709551257389615890312154517", "2/sqrt(pi)">;

//===-------------------------------- rules -------------------------------===//

// Exact expectations at a point where the derivative is a convention or a limit: `at` holds the operands,
// `partials` the contributions of the operands for seed 1, as C++ expressions; "-" where any value is
// accepted.
class Edge<string at_, list<string> partials_> {
  string at = at_;
  list<string> partials = partials_;
}

// An attribute that changes the function: its own primal expression is tested.
class Variant<string attribute_, string primal_> {
  string attribute = attribute_;
  string primal = primal_;
}

class ScalarRule<string opClass_, list<string> arguments_, list<dag> partials_> {
  // C++ class of the operation, qualified.
  string opClass = opClass_;
  // Names of the operands, as used in the dags and in `primal`.
  list<string> arguments = arguments_;
  // One contribution per operand.
  list<dag> partials = partials_;
  // The function as a C++ expression of the arguments, valid for float, double and long double; the
  // numeric tests differentiate it by differences. Empty for inactive operations.
  string primal = "";
  // How the function is written in docs/Numerics.md (empty: the primal without "std::").
  string title = "";
  // Domain, kinks, choice of the form.
  string notes = "";
  // Interior points: compared with extrapolated differences.
  list<string> points = [];
  // For one operand: partials at -inf, -0, +0, +inf, NaN (see Edge).
  list<string> atSpecial = [];
  list<Edge> edges = [];
  list<Variant> variants = [];
  // MLIR types of the operands in tests when not all f64: "f32", "f64", "i32", "i1".
  list<string> types = [];
  // Whether the function can be written in C++ that the importer turns into this operation: it is then
  // also tested through the whole compiler.
  bit inCpp = 1;
}

class UnaryRule<string opClass, dag partial> : ScalarRule<opClass, ["x"], [partial]>;
class BinaryRule<string opClass, dag partialX, dag partialY>
    : ScalarRule<opClass, ["x", "y"], [partialX, partialY]>;

// Results that do not vary: rounding, classification, conversion to integers.
class InactiveRule<string opClass, int operands>
    : ScalarRule<opClass, !foreach(i, !range(operands), "x" # i),
                 !foreach(i, !range(operands), (Inactive))>;

// Rounding to integers: inactive, and checked to be so between the jumps and on them.
class RoundingRule<string opClass, string function> : InactiveRule<opClass, 1> {
  let arguments = ["x"];
  let primal = function # "(x)";
  let points = ["1.3", "-2.7"];
  let atSpecial = ["0", "0", "0", "0", "0"];
  let edges = [Edge<"2.0", ["0"]>, Edge<"2.5", ["0"]>];
}

#endif // COSTATE_RULES_RULEBASE
