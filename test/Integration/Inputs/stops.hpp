// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions whose derivatives must stop at run time where a number would be wrong.

#ifndef STOPS_HPP
#define STOPS_HPP

double copies_bytes(const double *x, int n);
double clears_bytes(const double *x, int n);
double moves_members(const double *x, int n);
double reads_scalar(const double *x, int n);
double reads_array(const double *x, int n);
double reads_member(const double *x, int n);
double follows_member(const double *x, int n);
double hides_in_string(const double *x, int n);

#endif // STOPS_HPP
