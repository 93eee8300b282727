// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// digamma and trigamma of the runtime header against values computed to 40 digits (mpmath) and against
// their recurrences.

#include "costate/runtime/special_functions.hpp"
#include "gtest/gtest.h"

#include <cmath>
#include <limits>

namespace {

struct Value {
  double x, digamma, trigamma;
};

const Value values[] = {
    {1e-12, -1000000000000.5772358, 1.0000000000000000402e+24},
    {0.001, -1000.5755719318102797, 1000001.6425331958273},
    {0.1, -10.423754940411076232, 101.4332991507927477},
    {0.5, -1.9635100260214234794, 4.9348022005446793094},
    {0.99, -0.59378630405559515926, 1.6693041010718245379},
    {1.0, -0.57721566490153286061, 1.6449340668482264365},
    {1.25, -0.22745353337626540809, 1.1973291545071107393},
    {1.4616321449683622, -9.2412655217294275168e-17, 0.967672245447621255},
    {1.4616321449683625, 1.2245374622004069031e-16, 0.96767224544762105837},
    {1.46, -0.0015805619870834521062, 0.96911962150988789455},
    {1.5, 0.036489973978576520559, 0.93480220054467930942},
    {1.9, 0.35618416116405965812, 0.68797205824263565595},
    {2.0, 0.42278433509846713939, 0.64493406684822643647},
    {2.5, 0.70315664064524318723, 0.49035775610023486497},
    {3.7, 1.1671535393615114409, 0.31003785767003830216},
    {5.0, 1.5061176684318004727, 0.22132295573711532536},
    {9.99, 2.250700372831201122, 0.10527695014824178439},
    {10.0, 2.2517525890667211076, 0.10516633568168574612},
    {10.01, 2.2528037003181357367, 0.10505595320551509142},
    {25.5, 3.2189424728839197665, 0.039994669649562924037},
    {1000.0, 6.9072551956488120521, 0.0010005001666666333334},
    {10000000000.0, 23.02585092989045684, 1.00000000005e-10},
    {1e+100, 230.25850929940456842, 9.999999999999999841e-101},
    {-1e-08, 99999999.422784316557, 10000000000000001.226},
    {-0.25, 2.9141391202135278304, 18.541879647671606498},
    {-0.75, -2.8941202000429320748, 18.975106932284888517},
    {-1.5, 0.70315664064524318723, 9.3792466449891237539},
    {-3.3, 3.6203534605921257857, 14.81773952551592878},
    {-50.2, 8.2499734489999900009, 28.547128116392776371},
};

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(SpecialFunctions, AgreeWithReference) {
  for (const Value &value : values) {
    EXPECT_NEAR(costate::digamma(value.x), value.digamma, 1e-15 * std::fabs(value.digamma)) << value.x;
    EXPECT_NEAR(costate::trigamma(value.x), value.trigamma, 1e-15 * std::fabs(value.trigamma)) << value.x;
  }
}

TEST(SpecialFunctions, Recurrence) {
  for (double x = 0x1p-7; x < 40.0; x += 0x1.1p-4) {
    const double next = costate::digamma(x + 1.0);
    EXPECT_NEAR(costate::digamma(x) + 1.0 / x, next, 2e-15 * (std::fabs(next) + 1.0 / x)) << x;
    EXPECT_NEAR(costate::trigamma(x), costate::trigamma(x + 1.0) + 1.0 / (x * x),
                1e-15 * costate::trigamma(x))
        << x;
  }
}

TEST(SpecialFunctions, Edges) {
  EXPECT_EQ(costate::digamma(0.0), -infinity);
  EXPECT_EQ(costate::digamma(-0.0), infinity);
  EXPECT_EQ(costate::digamma(infinity), infinity);
  EXPECT_TRUE(std::isnan(costate::digamma(-3.0)));
  EXPECT_TRUE(std::isnan(costate::digamma(-infinity)));
  EXPECT_TRUE(std::isnan(costate::digamma(std::nan(""))));
  EXPECT_EQ(costate::trigamma(0.0), infinity);
  EXPECT_EQ(costate::trigamma(-3.0), infinity);
  EXPECT_EQ(costate::trigamma(infinity), 0.0);
  EXPECT_TRUE(std::isnan(costate::trigamma(-infinity)));
  EXPECT_TRUE(std::isnan(costate::trigamma(std::nan(""))));
  EXPECT_FLOAT_EQ(costate::digamma(2.5f), 0.70315664f);
  EXPECT_FLOAT_EQ(costate::trigamma(2.5f), 0.49035776f);
}

} // namespace
