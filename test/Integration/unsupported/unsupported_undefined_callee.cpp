// function: unsupported_undefined_callee
// signature: double(double,double)
// expect: refused costate-unsupported-external-call
// construct: calls to functions without a definition here

double defined_elsewhere(double x);

double unsupported_undefined_callee(double x, double y) { return defined_elsewhere(x) * y; }
