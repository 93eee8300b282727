// covers: list reverse
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_list_reverse
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9

struct Node {
  double v;
  Node *next;
};
double alias_list_reverse(const double *x, int n) {
  Node *head = nullptr;
  for (int i = 0; i < n; ++i)
    head = new Node{x[i] * x[(i + 1) % n], head};
  double s = 0;
  for (int round = 0; round < 2; ++round) {
    Node *previous = nullptr;
    for (Node *p = head; p;) {
      Node *next = p->next;
      p->next = previous;
      if (previous)
        p->v += previous->v * 0.3;
      previous = p;
      p = next;
    }
    head = previous;
    s = s * 0.5 + head->v * head->next->v;
  }
  for (Node **p = &head; *p;) {
    if ((*p)->v < 0.5) {
      Node *dead = *p;
      s += dead->v * 2;
      *p = dead->next;
      delete dead;
    } else
      p = &(*p)->next;
  }
  while (head) {
    Node *n2 = head->next;
    s += head->v * head->v;
    delete head;
    head = n2;
  }
  return s;
}
