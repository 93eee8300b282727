// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of the C++ library that have no operation and no rule of their own: the importer takes their
// bodies or makes other operations of them. Listed for the documentation and the tests.

#ifndef COSTATE_RULES_STANDARDFUNCTIONS
#define COSTATE_RULES_STANDARDFUNCTIONS

include "RuleBase.td"

class StandardFunction<list<string> arguments> : ScalarRule<"", arguments, []>;

def StdMin : StandardFunction<["x", "y"]> {
  let primal = "std::min(x, y)";
  let points = ["1.5, -2.25", "-3.0, 2.0"];
  let edges = [Edge<"2.0, 2.0", ["1", "0"]>, Edge<"NAN, 2.0", ["1", "0"]>, Edge<"2.0, NAN", ["1", "0"]>];
}
def StdMax : StandardFunction<["x", "y"]> {
  let primal = "std::max(x, y)";
  let points = ["1.5, -2.25", "-3.0, 2.0"];
  let edges = [Edge<"2.0, 2.0", ["1", "0"]>, Edge<"NAN, 2.0", ["1", "0"]>, Edge<"2.0, NAN", ["1", "0"]>];
}
def StdClamp : StandardFunction<["x", "y", "z"]> {
  let primal = "std::clamp(x, y, z)";
  let points = ["1.5, 1.0, 2.0", "0.5, 1.0, 2.0", "2.5, 1.0, 2.0"];
  let edges = [Edge<"1.0, 1.0, 2.0", ["1", "0", "0"]>, Edge<"2.0, 1.0, 2.0", ["1", "0", "0"]>];
}
def StdAbs : StandardFunction<["x"]> {
  let primal = "std::abs(x)";
  let points = ["0.3", "-2.0"];
  let atSpecial = ["-1", "0", "0", "1", "0"];
}
def StdLerp : StandardFunction<["x", "y", "z"]> {
  let primal = "std::lerp(x, y, z)";
  let points = ["1.5, 4.0, 0.25", "-1.5, 4.0, 0.75", "1.5, 4.0, 2.0"];
}
def Square : StandardFunction<["x"]> {
  let primal = "std::pow(x, T(2))";
  let title = "pow(x, 2.0)";
  let points = ["0.3", "-2.0"];
  let atSpecial = ["-INFINITY", "0", "0", "INFINITY", "NAN"];
}
def Cube : StandardFunction<["x"]> {
  let primal = "std::pow(x, T(3))";
  let title = "pow(x, 3.0)";
  let points = ["0.3", "-2.0"];
  let atSpecial = ["INFINITY", "0", "0", "INFINITY", "NAN"];
}
def PowOne : StandardFunction<["x"]> {
  let primal = "std::pow(x, T(1))";
  let title = "pow(x, 1.0)";
  let points = ["0.3", "-2.0"];
  let atSpecial = ["1", "1", "1", "1", "1"];
}
def PowZero : StandardFunction<["x"]> {
  let primal = "std::pow(x, T(0))";
  let title = "pow(x, 0.0)";
  let points = ["0.3", "-2.0"];
  let atSpecial = ["0", "0", "0", "0", "0"];
}
def PowerOfTwo : StandardFunction<["y"]> {
  let primal = "std::pow(T(2), y)";
  let title = "pow(2.0, y)";
  let points = ["0.3", "-2.0"];
  let atSpecial = ["0", "std::log(2.0)", "std::log(2.0)", "INFINITY", "NAN"];
}
def PowerOfZero : StandardFunction<["y"]> {
  let primal = "std::pow(T(0), y)";
  let title = "pow(0.0, y)";
  let points = ["0.3", "2.0"];
  let edges = [Edge<"0.0", ["0"]>];
}

#endif // COSTATE_RULES_STANDARDFUNCTIONS
