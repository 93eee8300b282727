extern "C" int show(double, int);
int main(int count, char **) { return show(count > 1 ? -1.0 : 2.5, 7) != 12; }
