// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The 'cxx' dialect: include this for its operations, types and attributes.

#ifndef COSTATE_DIALECT_CXX_CXX_H
#define COSTATE_DIALECT_CXX_CXX_H

#include "costate/Dialect/Cxx/RecordType.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/MemorySlotInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "costate/Dialect/Cxx/CxxDialect.h.inc"

#include "costate/Dialect/Cxx/CxxEnums.h.inc"

#define GET_TYPEDEF_CLASSES
#include "costate/Dialect/Cxx/CxxTypes.h.inc"

#define GET_ATTRDEF_CLASSES
#include "costate/Dialect/Cxx/CxxAttributes.h.inc"

#define GET_OP_CLASSES
#include "costate/Dialect/Cxx/CxxOps.h.inc"

namespace costate::cxx {

/// Whether values of this type are loaded and stored: integers, floats and pointers.
bool isScalarType(mlir::Type type);

/// The zero (or null) value of a scalar type.
mlir::Value createZero(mlir::OpBuilder &builder, mlir::Location location, mlir::Type type);

/// Size and alignment in bytes of a value of this type in memory (x86-64 and nvptx64 agree here).
uint64_t getTypeSize(mlir::Type type);
uint64_t getTypeAlignment(mlir::Type type);
/// Size up to the end of the last field: a derived class may put members behind it.
uint64_t getTypeDataSize(mlir::Type type);
/// Bytes in front of the objects of a `new_counted` block.
uint64_t getCountSize(mlir::Type type);

/// Names of the discardable attributes that carry C++ spelling from the importer to the printer.
/// docs/Dialects/Cxx/Rationale.md describes them.
namespace attr {
/// Argument: parameter name in the source.
inline constexpr llvm::StringLiteral name = "cxx.name";
/// Argument: C++ declarators of the parameter, its tangent and its adjoint; '{0}' is the name.
inline constexpr llvm::StringLiteral declarator = "cxx.declarator";
inline constexpr llvm::StringLiteral dotDeclarator = "cxx.dot_declarator";
inline constexpr llvm::StringLiteral barDeclarator = "cxx.bar_declarator";
/// Argument: "reference" (the IR pointer is a C++ reference), "byval" (the IR pointer is a by-value
/// record), "sret" (the IR pointer is the returned record); absent: as in IR.
inline constexpr llvm::StringLiteral passing = "cxx.passing";
/// Argument: unit; the pointee cannot be written through this parameter (const T*, const T&).
inline constexpr llvm::StringLiteral readOnly = "cxx.read_only";
/// Function: qualified C++ name, enclosing namespaces (array of strings; "" for an anonymous one).
inline constexpr llvm::StringLiteral qualifiedName = "cxx.qualified_name";
inline constexpr llvm::StringLiteral namespaces = "cxx.namespaces";
/// Function: spelled return type.
inline constexpr llvm::StringLiteral returnType = "cxx.return_type";
/// Function: unit; has C language linkage.
inline constexpr llvm::StringLiteral externC = "cxx.extern_c";
/// Function: unit; an exception must not leave it (noexcept).
inline constexpr llvm::StringLiteral noThrow = "cxx.no_throw";
/// cxx.inactive_call: unit; may throw.
inline constexpr llvm::StringLiteral mayThrow = "cxx.may_throw";
/// cxx.inactive_call: a function of unknown body that can neither read nor write a derivative, but
/// may write everything else that its operands lead to. A dictionary that says how C++ writes the
/// call: `types` of the parameters, `direct` (indices of objects that are passed in registers),
/// `single` (indices of pointers that lead to one object and nothing beyond it), `strings` (indices
/// of objects of `std::basic_string`), `result` (type of the object that the first operand
/// receives), and the units `method`, `reference` (the result is
/// one), `library` (of a system header), `marked`
/// (`[[costate::inactive]]`), `inaccessible`.
inline constexpr llvm::StringLiteral opaque = "cxx.opaque";
/// Function without a body: stands for calls through pointers to functions of this type (string);
/// its first argument is the address.
inline constexpr llvm::StringLiteral indirect = "cxx.indirect";
/// Function without a body: stands for a virtual call; its first argument is the hidden pointer of
/// the object. An array of {table, offset, callee, adjustment}: the address point, the function to
/// call, and by how many bytes its object starts before the one of the call's static class.
inline constexpr llvm::StringLiteral virtualCall = "cxx.virtual_call";
/// Function without a body that stands for calls through pointers to member functions: which
/// argument is the object, and an array of {symbol, offset, internal, callee}: what the pointer
/// holds and the function to call then. With an empty symbol that function stands for a virtual
/// call, whose first argument is the hidden pointer of the object.
inline constexpr llvm::StringLiteral memberCall = "cxx.member_call";
/// Function: unit; other translation units cannot name it.
inline constexpr llvm::StringLiteral internal = "cxx.internal";
/// Function: the type (string) of the pointers through which it may be called.
inline constexpr llvm::StringLiteral addressTaken = "cxx.address_taken";
/// Function without a body: why it could not be imported (string); reported where a call reaches
/// it.
inline constexpr llvm::StringLiteral refusal = "cxx.refusal";
/// cxx.inactive_call: unit; a constructor or destructor of the object that the first argument
/// points to; `cxx_callee` is the class.
inline constexpr llvm::StringLiteral constructs = "cxx.constructs";
inline constexpr llvm::StringLiteral destroys = "cxx.destroys";
/// Function: unit; produced by the engine: is printed, and emitted with external linkage.
inline constexpr llvm::StringLiteral derivative = "ad.derivative";
/// Function: unit; no derivative flows through a call of it (`[[costate::inactive]]`). On
/// `cxx.copy` and `cxx.copy_n`: what is copied has no derivative.
inline constexpr llvm::StringLiteral inactive = "ad.inactive";
/// Function: unit; a recursive function, or its derivative, that derivatives call: internal.
inline constexpr llvm::StringLiteral helper = "ad.helper";
/// Module: array of strings, the source text of the type definitions that emitted C++ repeats.
inline constexpr llvm::StringLiteral typeDefinitions = "cxx.type_definitions";
/// Module: array of strings, #include lines ("<cmath>", "\"model.hpp\"") that emitted C++ needs.
inline constexpr llvm::StringLiteral includes = "cxx.includes";
} // namespace attr

} // namespace costate::cxx

#endif // COSTATE_DIALECT_CXX_CXX_H
