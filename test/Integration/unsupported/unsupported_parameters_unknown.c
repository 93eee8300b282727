// function: unsupported_parameters_unknown
// expect: refused costate-unsupported-external-call
// construct: calls with arguments of C functions that are declared without parameters

int weight();

double unsupported_parameters_unknown(const double *x, int n) { return x[0] * weight(n, 2); }
