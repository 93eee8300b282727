// function: unsupported_recursive_part_bytes
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: numbers that a recursive function gets as a part of a record of bytes
// expect: refused costate-ambiguous-storage

struct Pair {
  double a, b;
};

struct Blob {
  alignas(8) unsigned char raw[8];
};

struct Blobs {
  Blob first, second;
};

static void shift(Blob *to, Blob *from, int n) {
  if (n > 0)
    return shift(from, to, n - 1);
  *to = *from;
}

double unsupported_recursive_part_bytes(double x, double y) {
  Pair items[2] = {{x, y}, {x * y, y}};
  Blobs *blobs = reinterpret_cast<Blobs *>(items);
  shift(&blobs[0].first, &blobs[1].second, 2);
  shift(&blobs[1].first, &blobs[0].second, 1);
  return items[0].a * items[0].b + items[1].a * items[1].b * x;
}
