// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registration of the 'cxx' dialect.

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate::cxx;

#include "costate/Dialect/Cxx/CxxDialect.cpp.inc"

#include "costate/Dialect/Cxx/CxxEnums.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "costate/Dialect/Cxx/CxxTypes.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "costate/Dialect/Cxx/CxxAttributes.cpp.inc"

#define GET_OP_CLASSES
#include "costate/Dialect/Cxx/CxxOps.cpp.inc"

void CxxDialect::initialize() {
  addTypes<RecordType,
#define GET_TYPEDEF_LIST
#include "costate/Dialect/Cxx/CxxTypes.cpp.inc"
           >();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "costate/Dialect/Cxx/CxxAttributes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "costate/Dialect/Cxx/CxxOps.cpp.inc"
      >();
}
