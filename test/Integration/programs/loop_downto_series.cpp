// covers: a continued fraction evaluated from the end
// function: loop_downto_series
// signature: double(double,double)
// at: 1.3 0.7
// family: Statements
// construct: counted `for`: `< <= > >= !=`, up and down, any integer type, any step, never run

double loop_downto_series(double x, double y) {
  double f = y;
  for (int k = 9; k; k--)
    f = k + x / (k + f);
  return f;
}
