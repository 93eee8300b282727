// covers: differences and comparisons of pointers as values
// function: ptr_difference
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: pointer arithmetic: `*p++`, `*--p`, `(*p)++`, `p[-1]`, `i[p]`, differences, comparisons, null

double ptr_difference(const double *x, int n) {
  const double *largest = x, *smallest = x;
  for (const double *p = x + 1; p < x + n; p++) {
    if (*p > *largest)
      largest = p;
    if (*p < *smallest)
      smallest = p;
  }
  long distance = largest - smallest;
  bool ordered = smallest < largest;
  return *largest * *smallest * distance + (ordered ? *largest : -*smallest);
}
