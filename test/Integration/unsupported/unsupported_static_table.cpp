// function: unsupported_static_table
// signature: double(double,double)
// expect: refused costate-unsupported-static-state
// construct: tables in static variables that are not constant

static double weights[3] = {1.0, 2.0, 3.0};

static double sum(double *w, double x) { return w[0] + w[1] * x + w[2] * x * x; }

double unsupported_static_table(double x, double y) { return sum(weights, x) * y; }
