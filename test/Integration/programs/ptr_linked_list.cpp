// covers: a linked list from the heap: built, reversed, traversed, released
// function: ptr_linked_list
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.5
// family: Variables and memory
// construct: linked structures: lists, rings, trees

#include <cstdlib>

struct Node {
  double value;
  struct Node *next;
};

double ptr_linked_list(const double *x, int n) {
  struct Node *head = nullptr;
  for (int i = 0; i < n; i++) {
    struct Node *node = (struct Node *)malloc(sizeof(struct Node));
    node->value = x[i] * (i + 1);
    node->next = head;
    head = node;
  }
  struct Node *reversed = nullptr;
  while (head) {
    struct Node *next = head->next;
    head->next = reversed;
    reversed = head;
    head = next;
  }
  double s = 0.0, weight = 1.0;
  for (struct Node *node = reversed; node; node = node->next) {
    s += weight * node->value * node->value;
    weight *= 0.5 + 0.1 * node->value;
  }
  while (reversed) {
    struct Node *next = reversed->next;
    free(reversed);
    reversed = next;
  }
  return s;
}
