// covers: int += double truncates: an inactive value from an active one
// function: op_integer_accumulates_double
// signature: double(double,double)
// at: 1.3 0.7
// at: 2.6 1.2
// family: Types and conversions
// construct: active value to `int` or `bool`, explicit, implicit and in `int += double`: inactive from there

double op_integer_accumulates_double(double x, double y) {
  int i = 2;
  i += x * 2.0;
  i *= y + 1.5;
  double s = 0.0;
  for (int k = 0; k < i; k++)
    s += x * k + y;
  return s + i * x;
}
