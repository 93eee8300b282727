// function: virtual_delete
// signature: double(double,double)
// at: 1.3 0.7
// family: Virtual calls
// construct: destructors with effects, run through a pointer to the base

#include <memory>
#include <vector>

struct Account {
  double &balance;
  explicit Account(double &b) : balance(b) {}
  virtual ~Account() { balance *= 0.9; }
  virtual void pay(double v) { balance += v; }
};
struct Interest : Account {
  double rate;
  Interest(double &b, double r) : Account(b), rate(r) {}
  ~Interest() override { pay(balance * rate); }
  void pay(double v) override { balance += v * v; }
};
struct Fee : Interest {
  std::vector<double> steps;
  Fee(double &b, double r, int n) : Interest(b, r), steps(n, 0.1 * r) {}
  ~Fee() override {
    for (double s : steps)
      balance -= s * rate;
  }
  void pay(double v) override { steps.push_back(v * 0.2); }
};

double virtual_delete(double x, double y) {
  double balance = x;
  {
    std::vector<std::unique_ptr<Account>> accounts;
    for (int i = 0; i < 6; i++)
      if (i % 3 == 0)
        accounts.emplace_back(new Account(balance));
      else if (i % 3 == 1)
        accounts.emplace_back(new Interest(balance, y));
      else
        accounts.emplace_back(new Fee(balance, y * x, i));
    for (int step = 0; step < 4; step++) {
      accounts[step]->pay(balance * 0.3 + y);
      if (step == 2)
        accounts[5].reset(new Interest(balance, 0.5 * x));
    }
    accounts[1] = std::move(accounts[4]);
    balance += 0.1 * x;
  }
  return balance * balance;
}
