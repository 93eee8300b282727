// function: recursion_integer_memory
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: arrays of integers beside arrays of numbers, moved and handed on in part

#include <cstring>

struct Data {
  double *values;
  long *order;
};

static double walk(Data *data, long n) {
  if (n == 0)
    return 0.0;
  long first = data->order[0];
  std::memmove(data->order, data->order + 1, (n - 1) * sizeof(long));
  data->order[n - 1] = first;
  Data rest{data->values + 1, data->order + 1};
  double s = data->values[0] * data->values[0] * (first + 1);
  return s + walk(&rest, n - 1) * data->values[0];
}

double recursion_integer_memory(double x, double y) {
  double values[3] = {x, y, x * y};
  long order[3] = {2, 0, 1};
  Data data{values, order};
  return walk(&data, 3) + order[0];
}
