// covers: bit-fields beside active members: signed, bool, enums, over byte borders, copies, compound assignments
// function: bit_fields
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// family: Classes
// construct: bit-fields beside members with derivatives

enum Kind { plain, squared, mixed };

struct Node {
  double value;
  Kind kind : 3;
  unsigned weight : 7;
  int shift : 5;
  bool last : 1;
  unsigned : 0;
  unsigned long long wide : 40;
  char tag;
  unsigned short tail : 12;
  double other;
  Node *next = nullptr;
};

struct Flags {
  unsigned a : 1, b : 2, c : 29;
};

static double visit(const Node &node) {
  double v = node.value * node.weight + node.shift * node.other;
  switch (node.kind) {
  case plain:
    return v;
  case squared:
    return v * v;
  default:
    return v * node.other * node.wide + node.tail;
  }
}

double bit_fields(double x, double y) {
  Node nodes[4] = {};
  Flags flags = {1, 2, 1000000};
  double s = 0.0;
  for (int i = 0; i < 4; i++) {
    Node &node = nodes[i];
    node.value = x * (i + 1);
    node.other = y;
    node.kind = Kind(i % 3);
    node.weight = 120 + i;
    node.weight += 6; // Wraps around for the larger ones.
    node.shift = i - 2;
    node.shift *= 3;
    node.wide = (1ull << 39) + i;
    node.wide >>= 38;
    node.tail--;
    node.tail ^= 5;
    node.last = i == 3;
    node.tag = char(i);
    if (i)
      nodes[i - 1].next = &node;
    flags.b = flags.b + 1;
    s += (flags.a = i) + flags.b++ * x;
  }
  Node copy = nodes[2];
  copy.value *= y;
  nodes[1] = copy;
  for (const Node *node = nodes; node; node = node->last ? nullptr : node->next)
    s += visit(*node) * (node->tag + 1);
  return s + flags.c;
}
