// function: unsupported_bytes_in_union
// signature: double(double,double)
// expect: refused costate-reinterpreted-active
// construct: bytes of unions moved one by one

union Cell {
  double number;
  char text[8];
};

double unsupported_bytes_in_union(double x, double y) {
  Cell a[2], b[2];
  for (int i = 0; i < 2; i++) {
    a[i].text[0] = 'a';
    char first = a[i].text[0];
    a[i].number = x * i + first * y;
    b[i].number = 0;
  }
  if (y > 0)
    for (int i = 0; i < 2; i++)
      for (int k = 0; k < 8; k++)
        b[i].text[k] = a[i].text[k];
  return b[0].number * b[1].number;
}
