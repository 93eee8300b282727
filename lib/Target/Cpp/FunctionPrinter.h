// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints one function. Follows the FunctionPlan and decides spelling only.
//
// Signatures.cpp: the head.        Statements.cpp, Branches.cpp, Loops.cpp: the body.
// Expressions.cpp: values.         Integers.cpp, Floats.cpp: arithmetic.     Addresses.cpp: objects
// and pointers.

#ifndef COSTATE_LIB_TARGET_CPP_FUNCTIONPRINTER_H
#define COSTATE_LIB_TARGET_CPP_FUNCTIONPRINTER_H

#include "CppTypes.h"
#include "FunctionPlan.h"
#include "LineWriter.h"
#include "ModuleContext.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

namespace costate::cpp {

/// How tightly an expression's outermost operator binds.
enum Precedence : int {
  Comma,
  Assignment,
  Ternary,
  LogicalOr,
  LogicalAnd,
  BitOr,
  BitXor,
  BitAnd,
  Equality,
  Relational,
  Shift,
  Additive,
  Multiplicative,
  Unary,
  Postfix,
  Primary
};

/// An expression's text. Its C++ type may be narrower than the IR's, but converts to the IR's
/// value: the widening of an `int` to a `long` or a `double` is left to C++ where C++ does it by
/// itself.
struct Expression {
  std::string text;
  int precedence = Primary;
  CppType type;
  /// Integer constants can be spelled in any type.
  std::optional<llvm::APInt> constant = std::nullopt;
};

/// `lhs symbol rhs`, before it is put together.
struct BinaryParts {
  Expression lhs, rhs;
  llvm::StringRef symbol;
  int precedence;
  CppType type;
  bool isCommutative;
};

class FunctionPrinter {
public:
  FunctionPrinter(ModuleContext &context, mlir::func::FuncOp function);

  /// Prints head and body. Fails after reporting what has no C++ form.
  llvm::LogicalResult print(LineWriter &out);
  /// Prints a declaration.
  void printDeclaration(LineWriter &out);
  std::string spellDeclaration();

private:
  //===--- the head (Signatures.cpp) ---===//
  std::string spellHead();
  std::string spellReturnType();
  void bindArguments();
  void printViews(LineWriter &out);

  //===--- statements (Statements.cpp) ---===//
  void printBlock(mlir::Block &block);
  void printStatement(mlir::Operation *op);
  void printNamedValue(mlir::Operation *op);
  void printStore(cxx::StoreOp op);
  void printReturn(mlir::func::ReturnOp op);
  void printCall(mlir::Operation *op, llvm::StringRef text);
  void printAssert(cxx::AssertOp op);
  void printInactiveCall(cxx::InactiveCallOp op);
  void printLifetimeCall(cxx::InactiveCallOp op);
  void printOpaqueCall(cxx::InactiveCallOp op, mlir::DictionaryAttr how);
  std::string emitOpaqueObject(mlir::Value address, llvm::StringRef type);
  std::string emitOpaqueArgument(mlir::Value argument, llvm::StringRef type);
  std::string emitVirtualBase(cxx::VirtualBaseOp op);
  void printRaise(cxx::RaiseOp op);
  void printFunctionCall(mlir::func::CallOp op);

  //===--- memory (Storage.cpp) ---===//
  void planLocals();
  void printLocals(mlir::Operation *before);
  bool printInitializedLocal(mlir::Operation *op);
  void printAlloc(cxx::AllocOp op);
  void printDealloc(cxx::DeallocOp op);
  void printCopy(cxx::CopyOp op);
  void printCopyN(cxx::CopyNOp op);
  void printFill(cxx::FillOp op);
  void printAtomic(cxx::AtomicOp op);
  void printVolatile(cxx::AtomicOp op);

  //===--- control flow (Branches.cpp, Loops.cpp) ---===//
  void printIf(mlir::scf::IfOp op, llvm::StringRef head = "if");
  void printSwitch(mlir::scf::IndexSwitchOp op);
  void printOrder(mlir::Operation *loop);
  void printFor(mlir::scf::ForOp op);
  void printWhile(mlir::scf::WhileOp op);
  std::string spellForHeader(const LoopShape &shape, llvm::StringRef name);
  std::vector<LineWriter::Line> captureBlock(
      mlir::Block &block, llvm::function_ref<void()> atEnd = [] {},
      llvm::function_ref<void()> atStart = [] {});
  void printGuarded(llvm::StringRef head, const std::vector<LineWriter::Line> &body, bool braces);

  //===--- variables (Assignments.cpp) ---===//
  struct Assignment {
    Variable *variable;
    mlir::Value value;
    std::string temporary; // the text of the new value, if it has been saved
  };
  /// Declares the variables that are not declared yet, and assigns to the others, all at once.
  void enterVariables(llvm::ArrayRef<Assignment> assignments);
  void assignAtOnce(llvm::SmallVector<Assignment> assignments);
  llvm::SmallVector<Assignment> collectAssignments(mlir::ValueRange targets,
                                                   mlir::ValueRange values);
  void printAssignment(const Expression &target, mlir::Value value);
  bool printCompound(const Expression &target, mlir::Value value);
  void declareVariable(Variable *variable, mlir::Value initial);
  bool readsVariable(mlir::Value value, Variable *variable);
  bool isCurrent(const Assignment &assignment) const {
    return plan.getVariable(assignment.value) == assignment.variable;
  }

  //===--- expressions (Expressions.cpp) ---===//
  Expression emit(mlir::Value value);
  Expression emitOperation(mlir::Operation *op);
  Expression emitConstant(mlir::arith::ConstantOp op);
  Expression emitPoison(mlir::Type type);
  Expression emitSelect(mlir::Value condition, mlir::Value ifTrue, mlir::Value ifFalse,
                        mlir::Type type);
  Expression emitCondition(mlir::Value value) { return emit(value); }
  /// The condition's opposite.
  Expression negate(mlir::Value condition);
  Expression convert(Expression expression, CppType type);
  /// The value in exactly its canonical C++ type, for arguments of functions.
  Expression emitExact(mlir::Value value);
  Expression call(llvm::StringRef function, llvm::ArrayRef<Expression> arguments, CppType type);
  Expression combine(BinaryParts parts);
  std::optional<BinaryParts> splitBinary(mlir::Operation *op);
  std::string in(const Expression &expression, int precedence);
  Expression fail(mlir::Operation *op, const llvm::Twine &message);
  std::string spell(CppType type);

  //===--- integers (Integers.cpp) ---===//
  std::optional<Expression> emitInteger(mlir::Operation *op);
  std::optional<BinaryParts> splitInteger(mlir::Operation *op);
  Expression emitIntegerOperation(mlir::Operation *op, llvm::StringRef symbol, int precedence,
                                  bool isSigned, bool isCommutative);
  BinaryParts balance(Expression lhs, Expression rhs, llvm::StringRef symbol, int precedence,
                      CppType type, bool isCommutative);
  Expression emitShift(mlir::Operation *op, llvm::StringRef symbol, bool isSigned);
  Expression emitLogical(mlir::Operation *op);
  Expression emitCompare(mlir::arith::CmpIOp op, bool negated);
  Expression extend(mlir::Value value, bool isSigned);
  Expression emitTruncate(mlir::Value value, mlir::Type type);
  Expression emitInduction(cxx::InductionOp op);
  Expression emitTripCount(cxx::TripCountOp op);
  Expression emitIteration(mlir::scf::ForOp loop);
  Expression constantOf(const llvm::APInt &value, unsigned bits);

  //===--- floating point (Floats.cpp) ---===//
  std::optional<Expression> emitFloat(mlir::Operation *op);
  std::optional<BinaryParts> splitFloat(mlir::Operation *op);
  std::optional<BinaryParts> splitMulAdd(cxx::MulAddOp op);
  Expression emitCompare(mlir::arith::CmpFOp op, bool negated);
  Expression emitMath(mlir::Operation *op, llvm::StringRef function);
  Expression emitFirstLane(mlir::Operation *op, llvm::StringRef intrinsic);
  Expression emitFloatConstant(const llvm::APFloat &value);

  //===--- complex numbers (Complex.cpp) ---===//
  Expression emitComplex(cxx::ComplexFunctionOp op);
  /// The part of a complex number that the address names.
  Expression emitComplexPart(cxx::FieldOp op);
  /// The number in an object of type std::complex.
  Expression emitComplexValue(cxx::FieldOp op);

  //===--- addresses (Addresses.cpp) ---===//
  /// The object that the address names, as an lvalue.
  Expression emitObject(mlir::Value address);
  std::optional<Expression> emitAddress(mlir::Operation *op);
  bool denotesObject(mlir::Value address);
  Expression emitSubscript(mlir::Value index);
  mlir::Value findDerivedPointer(cxx::FieldOp op);
  std::optional<Expression> emitBaseAddress(cxx::FieldOp op);
  Expression emitLoad(cxx::LoadOp op);
  Expression emitCompare(cxx::PtrCmpOp op);
  Expression emitBase(mlir::Value pointer);
  Expression emitMember(cxx::FieldOp op);
  Expression emitEmptyMember(cxx::FieldOp op, const cxx::RecordField &field);
  /// The integer type that the memory at the address has in the source; none if it is not known.
  std::optional<CppType> getSpelling(mlir::Value address);

  //===--- const (Pointers.cpp) ---===//
  /// What is done through a pointer: decides whether it may point to const.
  enum class Access { Read, Write, Escape };
  Access getAccess(mlir::Value pointer, llvm::DenseSet<mlir::Value> &visited);
  bool isReadOnlyPointer(mlir::Value pointer);
  bool isConstElement(mlir::Value tape);
  bool pointsToConst(mlir::Value pointer);
  std::string emitPointerFor(bool targetIsConst, mlir::Value value);
  std::string removeConst(mlir::Type type, llvm::StringRef text);
  std::string emitForHelper(mlir::Value value);
  void printHelperCall(mlir::func::CallOp op, mlir::func::FuncOp callee);
  std::string declarePointer(mlir::Value value, llvm::StringRef name, bool isVariable);

  //===--- names ---===//
  std::string suggestName(mlir::Value value);
  std::string bind(mlir::Value value, llvm::StringRef hint, CppType type, bool isObject = false);
  void enterScope() { names.enter(); }
  void leaveScope() { names.leave(); }

  struct Name {
    std::string text;
    CppType type;
    /// The name is the object that the IR's pointer points to.
    bool isObject = false;
    /// The type of the source is unknown: every use converts.
    bool needsCast = false;
  };

  ModuleContext &context;
  mlir::func::FuncOp function;
  FunctionPlan plan;
  NameScopes names;
  LineWriter body;
  llvm::DenseMap<mlir::Value, Name> bound;
  llvm::DenseMap<Variable *, std::string> variableNames;
  llvm::DenseMap<mlir::Operation *, Name> loopNames;
  llvm::DenseMap<mlir::Value, CppType> argumentSpellings;
  llvm::DenseSet<mlir::Value> unknownArguments, usedArguments, constPointers;
  llvm::DenseSet<Variable *> constVariables;
  llvm::SmallVector<std::string> returnedObjects;
  /// The object to return is of a generated type.
  bool returnsLayout = false;
  /// Parameters whose class the body does not use by name, and their own names.
  llvm::DenseMap<mlir::Value, std::string> viewedParameters;
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<cxx::AllocaOp>> localsBefore;
  llvm::DenseSet<mlir::Operation *> printed;
  bool failed = false;
};

} // namespace costate::cpp

#endif // COSTATE_LIB_TARGET_CPP_FUNCTIONPRINTER_H
