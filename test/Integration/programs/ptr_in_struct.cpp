// covers: a struct that holds a pointer, an int and a double; re-seated on the way
// function: ptr_in_struct
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Structs
// construct: members of mixed types: integers, `float`, `double`, pointers; padding

struct View {
  double *data;
  int size;
  double scale;
};

static void apply(View v) {
  for (int i = 0; i < v.size; i++)
    v.data[i] = v.data[i] * v.scale + i;
}

static double sum(const View *v) {
  double s = 0.0;
  for (int i = 0; i < v->size; i++)
    s += v->data[i] * v->data[i];
  return s;
}

double ptr_in_struct(const double *x, int n) {
  double buffer[16];
  for (int i = 0; i < n; i++)
    buffer[i] = x[i];
  View whole = {buffer, n, x[0]};
  apply(whole);
  View tail = whole;
  tail.data += 2;
  tail.size -= 2;
  tail.scale = 0.5 * x[1];
  apply(tail);
  whole.data = &buffer[1];
  whole.size = n - 1;
  return sum(&whole) + tail.scale * buffer[0];
}
