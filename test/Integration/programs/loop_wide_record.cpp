// function: loop_wide_record
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.1 0.9
// family: Loops
// construct: more than 256 recorded values in one iteration

// The trip count is known only while the loop runs: 320 doubles and some branches go to the tape in
// every iteration, inner loops push in between.

#include <cmath>

#define STEP x = std::sin(x * y + 0.1) + 1.5;
#define STEPS4 STEP STEP STEP STEP
#define STEPS16 STEPS4 STEPS4 STEPS4 STEPS4
#define STEPS80 STEPS16 STEPS16 STEPS16 STEPS16 STEPS16

double loop_wide_record(double x, double y) {
  double sum = 0.0, limit = 300.0 * y;
  int count = 0;
  while (sum < limit && count < 40) {
    STEPS80 STEPS80
    for (double t = x; t < 20.0; t *= 1.0 + x) {
      sum += t > 5.0 ? t * y : std::sqrt(t);
      if (++count % 7 == 3)
        break;
    }
    STEPS80 STEPS80
    sum += x * x;
    ++count;
  }
  return sum + x * count;
}
