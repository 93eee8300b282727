// covers: an interpreter: opcodes in a table, a stack of active values, jumps by data
// function: app_interpreter
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 1.9
// family: Types and conversions
// construct: enums, scoped and not

#include <cmath>

enum Op { PushX, PushY, Constant, Add, Multiply, Duplicate, Swap, Sine, JumpIfPositive, Halt };
struct Instruction {
  Op op;
  double value;
  int target;
};

static double run(const Instruction *code, double x, double y) {
  double stack[16];
  double *top = stack;
  int fuel = 40;
  for (const Instruction *pc = code; fuel-- > 0; ++pc) {
    switch (pc->op) {
    case PushX: *top++ = x; break;
    case PushY: *top++ = y; break;
    case Constant: *top++ = pc->value; break;
    case Add: --top; top[-1] += *top; break;
    case Multiply: --top; top[-1] *= top[0]; break;
    case Duplicate: *top = top[-1]; ++top; break;
    case Swap: { double t = top[-1]; top[-1] = top[-2]; top[-2] = t; } break;
    case Sine: top[-1] = std::sin(top[-1]); break;
    case JumpIfPositive:
      if (*--top > 0.0)
        pc = code + pc->target - 1;
      break;
    case Halt: return top[-1];
    }
  }
  return stack[0];
}

double app_interpreter(double x, double y) {
  static const Instruction code[] = {{PushX, 0, 0}, {Duplicate, 0, 0}, {PushY, 0, 0}, {Multiply, 0, 0}, {Sine, 0, 0}, {Add, 0, 0},
                                     {Duplicate, 0, 0}, {Constant, -3.0, 0}, {Add, 0, 0}, {Constant, -1.0, 0}, {Multiply, 0, 0}, {JumpIfPositive, 0, 1}, {PushY, 0, 0}, {Swap, 0, 0}, {Multiply, 0, 0}, {Halt, 0, 0}};
  return run(code, x, y) * y;
}
