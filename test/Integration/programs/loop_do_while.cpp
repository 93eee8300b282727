// covers: do-while with continue (which goes to the condition) and break
// function: loop_do_while
// signature: double(double,double)
// at: 1.3 0.7
// at: 4.0 0.2
// family: Statements
// construct: `while`, `do`, endless loops

double loop_do_while(double x, double y) {
  int i = 0;
  double s = x;
  do {
    i++;
    if (i == 2)
      continue;
    s = s * y + x;
    if (i == 7)
      break;
  } while (s < 1e3 && i < 10);
  double once = 0.0;
  do
    once += s;
  while (false);
  return s * once * 1e-1;
}
