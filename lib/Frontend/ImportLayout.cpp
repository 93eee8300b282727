// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bodies that follow from the layout of a class, private members included: those of
// `costate::detail::layout<T>`, with which the header makes zeros of the user's classes.

#include "FunctionImporter.h"
#include "HeaderAdapters.h"
#include "InactiveMarks.h"
#include "Spelling.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;
using Addresses = llvm::ArrayRef<Value>;
using clang::CXXRecordDecl;

namespace {
/// Visits the scalars at corresponding places of objects of one type that lead to numbers.
class LayoutWalk {
public:
  using ScalarVisitor = llvm::function_ref<void(QualType, Addresses)>;
  /// Whether an object is done with: its members are not visited.
  using RecordVisitor = llvm::function_ref<bool(const CXXRecordDecl *, Addresses)>;
  LayoutWalk(FunctionImporter &importer, SourceLocation location, ScalarVisitor visit,
             RecordVisitor enter)
      : importer(importer), location(location), visit(visit), enter(enter) {}

  void walk(QualType type, Addresses objects);

private:
  void walkMembers(const CXXRecordDecl *record, Addresses objects);

  FunctionImporter &importer;
  SourceLocation location;
  ScalarVisitor visit;
  RecordVisitor enter;
};
} // namespace

void LayoutWalk::walk(QualType type, Addresses objects) {
  type = type.getCanonicalType();
  if (llvm::is_contained(objects, nullptr) || !carriesFloats(importer.ast, type))
    return;
  if (const clang::ConstantArrayType *array = importer.ast.getAsConstantArrayType(type)) {
    Value count = importer.constantIndex(array->getZExtSize(), location);
    (void)importer.emitForEach(count, location, [&](Value index) {
      llvm::SmallVector<Value, 2> elements;
      for (Value object : objects)
        elements.push_back(importer.element(object, index, location));
      walk(array->getElementType(), elements);
      return llvm::success();
    });
  } else if (const CXXRecordDecl *record = type->getAsCXXRecordDecl()) {
    if (!enter(record->getDefinition(), objects))
      walkMembers(record->getDefinition(), objects);
  } else {
    visit(type, objects);
  }
}

void LayoutWalk::walkMembers(const CXXRecordDecl *record, Addresses objects) {
  llvm::SmallVector<Value, 2> parts;
  for (const clang::CXXBaseSpecifier &base : record->bases()) {
    if (!carriesFloats(importer.ast, base.getType()))
      continue;
    parts.clear();
    for (Value object : objects)
      parts.push_back(importer.emitBaseSubobject(object, record, base, location));
    walk(base.getType(), parts);
  }
  for (const clang::FieldDecl *field : record->fields()) {
    if (field->isBitField() || isInactiveObject(field) ||
        !carriesFloats(importer.ast, field->getType()))
      continue;
    parts.clear();
    for (Value object : objects)
      parts.push_back(importer.emitFieldAddress(object, field, location));
    walk(field->getType(), parts);
  }
}

static bool isPointer(QualType type) { return type->isPointerType() || type->isReferenceType(); }

/// The assignment that the user wrote for a class.
static const clang::CXXMethodDecl *findAssignment(const CXXRecordDecl *record) {
  for (const clang::CXXMethodDecl *method : record->methods())
    if (method->isCopyAssignmentOperator() && method->isUserProvided() && !method->isDeleted())
      return method;
  return nullptr;
}

void FunctionImporter::emitLayoutBody() {
  SourceLocation location = function->getLocation();
  QualType type = function->getParamDecl(0)->getType().getNonReferenceType().getUnqualifiedType();
  if (!importType(type, location) ||
      !module.types.complete(type->getAsRecordDecl(), location, function))
    return;
  Value first = variables[function->getParamDecl(0)], second = variables[function->getParamDecl(1)];
  if (function->getReturnType()->isVoidType())
    emitOverwriting(type, first, second, location);
  else
    emitSharing(type, first, second, location);
}

void FunctionImporter::emitOverwriting(QualType type, Value target, Value source,
                                       SourceLocation location) {
  // What members own is overwritten by the assignments of their classes.
  auto assign = [&](const CXXRecordDecl *record, Addresses objects) {
    if (record->isUnion()) {
      refuse(location, "unsupported-shared-copy",
             "the derivative of '" + type.getAsString(ast.getPrintingPolicy()) +
                 "' cannot be made by copying: a union in it holds numbers; give it a place, "
                 "costate::wrt(x, x_bar), or keep it constant, costate::constant(x)");
      return true;
    }
    const clang::CXXMethodDecl *assignment = findAssignment(record);
    if (!assignment || !findLeadingMember(ast, ast.getCanonicalTagType(record)))
      return false;
    if (mlir::func::FuncOp callee = module.getFunction(assignment, function, location))
      createCall(callee, objects, location);
    else
      failed = true;
    return true;
  };
  auto checkOwned = [&](QualType scalar, Addresses) {
    if (isPointer(scalar))
      refuse(location, "unsupported-shared-copy",
             "the derivative of '" + type.getAsString(ast.getPrintingPolicy()) +
                 "' cannot be made by copying: no assignment is written for a class in it that "
                 "leads to numbers; give it a place, costate::wrt(x, x_bar)");
  };
  LayoutWalk(*this, location, checkOwned, assign).walk(type, {target, source});
  // What assignments leave out.
  auto clear = [&](QualType scalar, Addresses places) {
    if (scalar->isFloatingType())
      zeroInitialize(places.front(), scalar, location);
  };
  auto skipUnions = [](const CXXRecordDecl *record, Addresses) { return record->isUnion(); };
  LayoutWalk(*this, location, clear, skipUnions).walk(type, {target});
  mlir::func::ReturnOp::create(builder, at(location));
}

void FunctionImporter::emitSharing(QualType type, Value left, Value right,
                                   SourceLocation location) {
  Value result = createAlloca(builder.getI1Type(), "", location);
  store(constantInt(builder.getI1Type(), 0, location), result, location);
  auto compare = [&](QualType scalar, Addresses places) {
    if (!isPointer(scalar))
      return;
    Value first = load(places[0], location), second = load(places[1], location);
    Value null = cxx::NullOp::create(builder, at(location), first.getType());
    auto is = [&](cxx::PtrPredicate predicate, Value other) -> Value {
      return cxx::PtrCmpOp::create(builder, at(location), builder.getI1Type(), predicate, first,
                                   other);
    };
    Value isShared = mlir::arith::AndIOp::create(
        builder, at(location), is(cxx::PtrPredicate::eq, second), is(cxx::PtrPredicate::ne, null));
    Value known = load(result, location);
    store(mlir::arith::OrIOp::create(builder, at(location), known, isShared), result, location);
  };
  auto skipUnions = [](const CXXRecordDecl *record, Addresses) { return record->isUnion(); };
  LayoutWalk(*this, location, compare, skipUnions).walk(type, {left, right});
  mlir::func::ReturnOp::create(builder, at(location), load(result, location));
}
