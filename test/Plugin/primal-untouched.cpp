// The undifferentiated function's own code does not change when it is differentiated.
//
// RUN: %clangxx -fplugin=%costate_plugin -I %source_dir/include -O2 -S -o - %s | FileCheck %s --check-prefix=ASM > %t
// RUN: %clangxx -O2 -I %source_dir/include -c %s -o %t.without.o
// RUN: %clangxx -fplugin=%costate_plugin -I %source_dir/include -O2 -c %s -o %t.with.o
// RUN: llvm-objdump -d --disassemble-symbols=primal --no-addresses --no-show-raw-insn %t.without.o | tail -n +3 > %t.without
// RUN: llvm-objdump -d --disassemble-symbols=primal --no-addresses --no-show-raw-insn %t.with.o | tail -n +3 > %t.with
// RUN: diff %t.without %t.with
// ASM: primal:
#include <costate/costate.hpp>

extern "C" double primal(const double *x, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += x[i] * x[i] * x[i] + 1;
  return sum;
}
double use(const double *x, int n, double *x_bar) {
  return costate::value_and_gradient<primal>(costate::wrt(x, x_bar), n);
}
