// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Structs that the output defines for itself: closures, and layouts of classes that it cannot use
// by name (of the library, with private members, constructors or virtual functions).

#ifndef COSTATE_LIB_TARGET_CPP_GENERATEDRECORDS_H
#define COSTATE_LIB_TARGET_CPP_GENERATEDRECORDS_H

#include "LineWriter.h"
#include "ModuleContext.h"

namespace costate::cpp {

/// Prints the definitions of all records without a name of their own, inner ones first.
void printGeneratedRecords(ModuleContext &context, LineWriter &out);

/// Whether members of the type have an address and no contents: layouts leave them out.
bool isEmpty(mlir::Type type);

/// How a member is named behind `object.`; one that lies in its neighbour's padding is reached
/// through a struct of its own.
std::string spellMember(cxx::RecordType record, unsigned index);

/// Whether copies of an object must leave the bytes behind its last field alone: another member
/// may lie there.
bool hasSharedPadding(mlir::Type type);

} // namespace costate::cpp

#endif // COSTATE_LIB_TARGET_CPP_GENERATEDRECORDS_H
