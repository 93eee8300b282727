// Several files request the same derivatives, of inline functions and templates in a header.
//
// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: %clangxx -fplugin=%costate_plugin -I %source_dir/include -O0 -c %s -o a.o
// RUN: %clangxx -fplugin=%costate_plugin -I %source_dir/include -O2 -c %S/Inputs/shared-main.cpp -o b.o
// RUN: %clangxx a.o b.o -o plugin && ./plugin
//
// The same through a precompiled header.
// RUN: %clangxx -fplugin=%costate_plugin -I %source_dir/include -x c++-header %S/Inputs/shared.h -o shared.pch
// RUN: %clangxx -fplugin=%costate_plugin -I %source_dir/include -include-pch shared.pch -DPCH -c %s -o a.o
// RUN: %clangxx a.o b.o -o pch && ./pch
//
// The same as objects for another compiler, in any order.
// RUN: %costate build %s -o a_derivatives.o
// RUN: %costate build %S/Inputs/shared-main.cpp -o b_derivatives.o
// RUN: %gxx -std=c++17 -Wall -Wextra -Werror -I %source_dir/include -c %s -o a.o
// RUN: %gxx -std=c++17 -Wall -Wextra -Werror -I %source_dir/include -c %S/Inputs/shared-main.cpp -o b.o
// RUN: %gxx a.o b.o a_derivatives.o b_derivatives.o -o gxx && ./gxx
// RUN: %gxx b_derivatives.o b.o a_derivatives.o a.o -o gxx && ./gxx
#ifndef PCH
#include "Inputs/shared.h"
#endif

double in_other_file(double x) { return derivatives(x); }
