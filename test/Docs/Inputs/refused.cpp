// expect: refused costate-other
