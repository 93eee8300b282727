#include <cstdio>
#include <utility>
struct DD { double a, b; };
struct FF { float a, b; };
struct FFF { float a, b, c; };
struct DI { double a; int n; };
struct IC { int n; signed char c; };
struct Big { double v[3]; };
struct PD { double *p; long n; };
extern "C" {
double sum_dd(DD);
float sum_ff(FF);
FFF twice_fff(FFF);
DI mixed(DI, IC);
Big big(Big, double);
double run_out(long, long, long, long, long, PD, double *);
std::pair<float, float> pair(float);
}
#define EXPECT(c)                                                                                  \
  if (!(c))                                                                                        \
  return puts("not so: " #c), 1

int main() {
  EXPECT(sum_dd({3, 1}) == 2);
  EXPECT(sum_ff({3, 1}) == 2);
  FFF f = twice_fff({1, 2, 3});
  EXPECT(f.a == 1 && f.b == 2 && f.c == 6);
  DI m = mixed({2.5, 7}, {100, -5});
  EXPECT(m.a == 2.5 && m.n == -5);
  Big b = big({1, 2, 3}, 9);
  EXPECT(b.v[0] == 1 && b.v[1] == 2 && b.v[2] == 9);
  double d[] = {1, 2, 3};
  EXPECT(run_out(1, 2, 3, 4, 5, {d, 2}, d) == 2);
  auto [v, t] = pair(4);
  EXPECT(v == 4 && t == 8);
  puts("records agree");
}
