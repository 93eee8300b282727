// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Passes that write a module's target code to standard output, so that the back ends can be tested
// without a C++ source. Use them with `-o /dev/null`.

#ifndef COSTATE_TOOLS_COSTATEOPT_EMISSIONPASSES_H
#define COSTATE_TOOLS_COSTATEOPT_EMISSIONPASSES_H

namespace costate {
/// `emit-ptx{arch=sm_90 libdevice=FILE libclc=FILE}` and `emit-native{kind=llvm|asm level=2
/// triple=T}`.
void registerEmissionPasses();
} // namespace costate

#endif // COSTATE_TOOLS_COSTATEOPT_EMISSIONPASSES_H
