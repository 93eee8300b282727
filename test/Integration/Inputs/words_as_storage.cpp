// Storage that no type shows: a pointer that a recursive function keeps in an integer. As a program of the corpus it would
// break the rules of aliasing in the emitted C++.

typedef double *Place __attribute__((may_alias));

struct Words {
  double value;
  long word;
};

static void put(Words *words, double *place, int n) {
  if (n > 0)
    return put(words, place, n - 1);
  *reinterpret_cast<Place *>(&words->word) = place;
}

static double use(Words *words, double t, int n) {
  double *place = *reinterpret_cast<Place *>(&words->word);
  *place *= t;
  return n > 0 ? use(words, *place, n - 1) + *place : t * *place;
}

static double between(Words *words, double *place, double t, int n) {
  put(words, place, n);
  double before = *place * words->value;
  words->value += use(words, t, n);
  return n > 0 ? between(words, place, before, n - 1) * *place : before + *place;
}

double words_as_storage(double x, double y) {
  Words words = {x * y, 0};
  double number = x;
  double sum = between(&words, &number, y, 2);
  return sum * number + words.value;
}
