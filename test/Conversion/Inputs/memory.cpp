#include <cstdio>
struct Item {
  bool flag;
  short k;
  float f;
  double d[2];
  Item *next;
  bool last;
};
static_assert(sizeof(Item) == 40);
int counter = 41;
extern "C" {
double visit(Item *p, long i);
double copies(Item *p, Item *q, long row);
long heap(long n);
}
#define EXPECT(c)                                                                                  \
  if (!(c))                                                                                        \
  return puts("not so: " #c), 1

int main() {
  Item tail{true, 1, 1.f, {10, 20}, nullptr, false}, head{true, -3, 0.5f, {1, 2}, &tail, true}, copy{};
  EXPECT(visit(&head, 1) == 20 - 3 + 0.5);
  EXPECT(head.last == false);
  head.flag = false;
  EXPECT(visit(&head, 0) == 10 - 3 + 0.5);
  EXPECT(head.last == true);
  EXPECT(copies(&head, &copy, 2) == -6.5);
  EXPECT(copies(&head, &copy, 0) == 2);
  EXPECT(copy.next == &tail && copy.k == -3 && copy.d[1] == 2 && copy.last);
  EXPECT(counter == 43);
  EXPECT(heap(7) == 7);
  puts("memory agrees");
}
