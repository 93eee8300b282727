// function: unsupported_active_global
// signature: double(double,double)
// expect: refused costate-active-global
// construct: active values in global variables

double remembered = 1.0;

double unsupported_active_global(double x, double y) {
  remembered = x * y;
  return remembered * x;
}
