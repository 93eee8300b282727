// function: unsupported_union_two_formats
// signature: double(double,double)
// expect: refused costate-ambiguous-storage
// construct: copies of unions that hold numbers of two formats in turn

union Cell {
  double wide;
  float narrow[2];
};

double unsupported_union_two_formats(double x, double y) {
  Cell cells[4], copies[4];
  for (int i = 0; i < 4; i++)
    if (i % 2)
      cells[i].wide = x * i;
    else
      cells[i].narrow[0] = float(y) * i;
  for (int i = 0; i < 4; i++)
    copies[i] = cells[3 - i];
  double s = 0;
  for (int i = 0; i < 4; i++)
    if (i % 2)
      s += copies[i].narrow[0] * i;
    else
      s += copies[i].wide * x;
  return s;
}
