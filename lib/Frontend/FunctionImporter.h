// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// State of one function's import and the doors between the families of nodes. Each family is a file
// (ImportStatements, ImportScalarExpr, ImportLValue, ...) that sees the others through this class
// only.
//
// A null value or failure means that an error was reported; `void` expressions also give null.

#ifndef COSTATE_LIB_FRONTEND_FUNCTIONIMPORTER_H
#define COSTATE_LIB_FRONTEND_FUNCTIONIMPORTER_H

#include "Cleanups.h"
#include "ModuleImporter.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/SaveAndRestore.h"

namespace costate::frontend {

using clang::Expr;
using clang::QualType;
using clang::SourceLocation;
using clang::Stmt;
using llvm::failure;
using llvm::LogicalResult;
using llvm::success;
using mlir::Block;
using mlir::Location;
using mlir::Value;

struct KindEntry;

/// Defines one function.
class FunctionImporter {
public:
  FunctionImporter(ModuleImporter &module, const clang::FunctionDecl *function,
                   mlir::func::FuncOp op, std::optional<Construction> construction = {});

  void run();

  /// How long an object lives: until its scope ends, until its full expression ends, or as long as
  /// the scope around the full expression because a reference is bound to it.
  enum class Lifetime { Scope, FullExpression, Extended };

  //===--------------------------- expressions ---------------------------===//

  /// Value of an integer, float, pointer (or void) expression.
  Value emitScalar(const Expr *expression);
  /// Address of the object that a glvalue names.
  Value emitLValue(const Expr *expression);
  /// Evaluates a record or array into `destination`, which nothing else refers to.
  LogicalResult emitAggregate(const Expr *expression, Value destination);
  /// Evaluates for side effects only.
  void emitIgnored(const Expr *expression);
  /// Address of a new temporary that holds the record or array.
  Value emitToTemporary(const Expr *expression, Lifetime lifetime = Lifetime::FullExpression);
  /// Stores the value of an expression of any type into storage of that type.
  LogicalResult emitInitializer(const Expr *expression, QualType type, Value destination);

  /// Jumps on a condition, with short circuits as jumps.
  LogicalResult emitBranch(const Expr *condition, Block *whenTrue, Block *whenFalse);

  /// Calls, in any value category. `destination` is for record results.
  Value emitCall(const clang::CallExpr *call, Value destination);
  LogicalResult emitConstruct(const clang::CXXConstructExpr *construct, Value destination);
  LogicalResult emitInheritedConstruct(const clang::CXXInheritedCtorInitExpr *construct,
                                       Value destination);
  LogicalResult emitInitializerListObject(const clang::CXXStdInitializerListExpr *list,
                                          Value destination);
  LogicalResult emitConstructArray(const clang::CXXConstructExpr *construct, Value destination,
                                   cxx::ArrayType array);
  /// Runs `body` for the indices 0 to `count` - 1. `prepare` gets the storage of the index before.
  LogicalResult emitForEach(Value count, SourceLocation location,
                            llvm::function_ref<LogicalResult(Value)> body,
                            llvm::function_ref<void(Value)> prepare = nullptr);
  /// Constructs `count` objects from `first` on, each by `construct`.
  LogicalResult emitConstructEach(QualType type, Value first, Value count, SourceLocation location,
                                  llvm::function_ref<LogicalResult(Value)> construct);
  /// Builds a closure; binds the captures at the start of a call operator.
  LogicalResult emitLambda(const clang::LambdaExpr *lambda, Value destination);
  void bindCaptures(const clang::CXXMethodDecl *method);
  Value emitArgument(const Expr *argument, QualType parameterType);
  Value createCall(mlir::func::FuncOp target, llvm::ArrayRef<Value> arguments,
                   SourceLocation location);
  /// A call of library mathematics, memory or input/output; none: not such a call.
  std::optional<Value> emitLibraryCall(const clang::CallExpr *call,
                                       const clang::FunctionDecl *callee);
  std::optional<Value> emitMathCall(const clang::CallExpr *call, const clang::FunctionDecl *callee);
  /// The value of `std::min`, `std::max` or `std::clamp` of scalars, chosen without going through
  /// the references that they return; none: not such a call.
  std::optional<Value> emitExtremum(const clang::CallExpr *call);
  Value emitSinCos(const clang::CallExpr *call);
  /// Builtins on bits and on what the compiler knows; none: not such a call.
  std::optional<Value> emitKnownValue(const clang::CallExpr *call, llvm::StringRef name);
  /// The address as an integer.
  Value emitAddressNumber(Value pointer, QualType type, SourceLocation location);
  /// The pointer whose address an integer is.
  Value emitNumberedPointer(const Expr *number, QualType type, SourceLocation location);
  std::optional<Value> emitBitCount(const clang::CallExpr *call, llvm::StringRef name);
  std::optional<Value> emitCompilerBuiltin(const clang::CallExpr *call,
                                           const clang::FunctionDecl *callee, llvm::StringRef name);
  Value emitByteSearch(const clang::CallExpr *call);
  Value emitByteFill(const Expr *byte, Value target, Value count, SourceLocation location);
  Value emitAtomic(const clang::AtomicExpr *expression);
  std::optional<Value> emitMemoryCall(const clang::CallExpr *call, llvm::StringRef name);
  struct InactiveCall {
    int variadicFrom = -1;
    bool noReturn = false;
  };
  Value emitInactiveCall(const clang::CallExpr *call, const clang::FunctionDecl *callee,
                         InactiveCall kind);
  /// A call of a function whose derivatives the user wrote; none: it has no rules.
  std::optional<Value> emitRuleCall(const clang::FunctionDecl *callee,
                                    llvm::ArrayRef<Value> arguments, SourceLocation location);
  /// A call of the function's own symbol, which no derivative flows through.
  Value createPlainCall(const clang::FunctionDecl *callee, llvm::ArrayRef<Value> arguments,
                        SourceLocation location);
  /// The body of a function that is called as it is: the call of its symbol.
  void emitPlainBody();
  Value createInactiveCall(llvm::StringRef callee, llvm::StringRef spelling,
                           mlir::TypeRange results, llvm::ArrayRef<Value> arguments,
                           InactiveCall kind, SourceLocation location);

  //===--------------------------- heap and blocks -----------------------===//

  /// Number of objects of `size` bytes in a byte count.
  Value emitCount(const Expr *bytes, uint64_t size);
  void requireWholeObjects(Value bytes, uint64_t size, SourceLocation location);
  void requireRoom(Value count, Value given, SourceLocation location);
  /// Stops the program with a message, unless a condition holds.
  void emitStop(Value unless, llvm::StringRef text, SourceLocation location);
  bool isMovedAsBytes(mlir::Type type, const Expr *bytes, uint64_t size) const;
  Value emitSyntacticCount(const Expr *bytes, uint64_t size);
  bool hasSyntacticCount(const Expr *bytes, uint64_t size) const;
  Value emitCallocCount(const clang::CallExpr *call, uint64_t size);
  Value emitElementPointer(const Expr *pointer);
  std::optional<Value> emitBitCopy(const clang::CallExpr *call);
  Value emitBlockCopy(const clang::CallExpr *call, bool overlapping);
  Value emitBlockFill(const clang::CallExpr *call);
  /// `storage` is the argument of a placement new, else null.
  Value emitNewObjects(const clang::CXXNewExpr *expression, mlir::Type type, Value count,
                       Value storage);
  Value emitNew(const clang::CXXNewExpr *expression);
  void emitDelete(const clang::CXXDeleteExpr *expression);
  /// Evaluates the extents of arrays of variable length in a type that is declared here.
  LogicalResult emitExtents(QualType type, SourceLocation location);
  /// The number of objects that are not such arrays in an object of the type; 1 where it is none.
  Value emitElementCount(QualType type, SourceLocation location);
  void emitVariableArray(const clang::VarDecl *variable);
  /// Calls of `operator new`, `operator delete` and what else deals in storage without objects;
  /// none: not such a call.
  std::optional<Value> emitStorageCall(const clang::CallExpr *call,
                                       const clang::FunctionDecl *callee);
  Value emitOperatorNew(const clang::CallExpr *call, cxx::PtrType type, Value count);
  /// `malloc` and `calloc` whose result stays `void *`: bytes.
  Value emitUntypedAllocation(const clang::CallExpr *call, bool zeroed);
  /// The bits of an object as a value of another type of the same size.
  Value emitBitCast(const clang::CastExpr *cast);
  /// `(T *)malloc(...)`; none: not an allocation.
  std::optional<Value> emitTypedAllocation(const Expr *operand, QualType pointee);
  /// `alloca(n)`, also rounded up to an alignment, as storage for objects of a type, which may be
  /// `void`; none: another expression.
  std::optional<Value> emitAlloca(const Expr *operand, QualType pointee);
  /// The same where the arms of `?:` may be such calls.
  std::optional<Value> emitChosenStorage(const Expr *operand, QualType pointee);
  /// True when the expression was an expanded `assert`.
  bool emitAssertion(const Expr *condition, const Expr *otherwise);

  Value emitConversion(const clang::CastExpr *cast);
  /// Conversion between pointers; refuses to look at floats or pointers as something else.
  Value emitPointerCast(Value pointer, QualType from, QualType to, SourceLocation location);
  /// The value of the scalar object that a glvalue names.
  Value emitLoad(const Expr *glvalue);
  Value convertScalar(Value value, QualType from, QualType to, SourceLocation location);
  /// `c ? x : y` as a value, reading the chosen arm where the arms are glvalues.
  Value emitConditional(const clang::AbstractConditionalOperator *expression);
  Value emitUnary(const clang::UnaryOperator *expression);
  Value emitBinary(const clang::BinaryOperator *expression);
  /// `lhs op rhs` on values of type `type` (after conversions).
  Value emitArithmetic(clang::BinaryOperatorKind opcode, Value lhs, Value rhs, QualType type,
                       clang::FPOptions options, SourceLocation location);
  Value emitNegation(Value value, clang::FPOptions options, SourceLocation location);
  Value emitComparison(const clang::BinaryOperator *expression, Value lhs, Value rhs);
  /// Whether two numbers or pointers of a type are in that order.
  Value emitOrder(clang::BinaryOperatorKind opcode, Value lhs, Value rhs, QualType type,
                  SourceLocation location);
  Value emitLogical(const clang::BinaryOperator *expression);
  mlir::arith::FastMathFlagsAttr getFastMath(clang::FPOptions options);
  /// Address of the object after `x op= y`; `result` receives the stored value.
  Value emitCompoundAssignment(const clang::CompoundAssignOperator *expression, Value &result);
  /// Address of the object after `x = y` for scalars; `result` receives the stored value.
  Value emitScalarAssignment(const clang::BinaryOperator *expression, Value &result);
  Value emitIncrement(const clang::UnaryOperator *expression, Value &oldValue, Value &newValue);
  /// `base + index`, `index` of any integer type.
  Value emitPointerOffset(Value base, QualType pointee, Value index, QualType indexType,
                          bool subtract, SourceLocation location);
  Value emitSubscript(const clang::ArraySubscriptExpr *expression);
  Value emitArrayDecay(Value array, SourceLocation location);
  Value emitBaseAddress(Value object, const clang::CastExpr *cast);
  Value emitBasePath(Value object, const clang::CastExpr *cast);
  Value emitNullableVirtualBase(Value object, const clang::CastExpr *cast);
  /// The part of an object of a class with virtual bases to which pointers lead; other addresses
  /// are given back.
  Value toPart(Value object, SourceLocation location);
  /// The same for a pointer, which may lead behind the last object of an array.
  Value toPartPointer(Value pointer, SourceLocation location);
  /// The same in the other direction, for an object that is no base subobject.
  Value toWhole(Value object, QualType type, SourceLocation location);
  /// So many bytes from an address, as a pointer to a class.
  Value emitPlace(Value object, int64_t distance, const clang::CXXRecordDecl *record,
                  SourceLocation location);
  /// Address of a virtual base, in the object under construction or any other one.
  Value emitOwnVirtualBase(const clang::CXXRecordDecl *base, SourceLocation location);
  Value emitVirtualBase(Value object, const clang::CXXRecordDecl *record,
                        const clang::CXXRecordDecl *base, SourceLocation location);
  std::optional<int64_t> findVirtualBase(Value object, const clang::CXXRecordDecl *record,
                                         const clang::CXXRecordDecl *base) const;
  /// What a direct base of the object under construction is a part of, if it has virtual bases.
  std::optional<Construction> getBaseConstruction(const clang::CXXRecordDecl *record,
                                                  const clang::CXXBaseSpecifier &base) const;
  mlir::func::FuncOp getConstructor(const clang::CXXConstructExpr *construct,
                                    SourceLocation location);
  void emitBaseInitializer(const clang::CXXCtorInitializer *initializer,
                           const clang::CXXRecordDecl *record);
  void pushBaseDestruction(const clang::CXXRecordDecl *record, const clang::CXXBaseSpecifier &base,
                           Value address, SourceLocation location);
  Value emitDerivedAddress(Value base, const clang::CastExpr *cast);
  Value keepNull(Value pointer, Value adjusted, SourceLocation location);
  Value emitMemberAddress(Value object, const clang::FieldDecl *field, SourceLocation location);
  /// Address of a field itself, also where it holds a reference.
  Value emitFieldAddress(Value object, const clang::FieldDecl *field, SourceLocation location);
  /// Address of a direct base of `record`, whose members are unknown.
  Value emitOpaqueBase(Value object, const clang::CXXRecordDecl *record,
                       const clang::CXXBaseSpecifier &base, SourceLocation location);
  /// Address of a bit-field: loads and stores know its bits by it.
  Value noteBitField(Value object, const clang::FieldDecl *member, SourceLocation location);
  bool isBitField(Value address) const;
  Value loadBitField(Value address, SourceLocation location);
  void storeBitField(Value value, Value address, SourceLocation location);
  void defineBitFields(Value address, SourceLocation location);
  /// Address of a direct base of `record`.
  Value emitBaseSubobject(Value object, const clang::CXXRecordDecl *record,
                          const clang::CXXBaseSpecifier &base, SourceLocation location);
  /// Value of a variable that is a compile-time constant; null otherwise.
  bool isRecomputedConstant(const clang::VarDecl *variable) const;
  Value emitConstantVariable(const Expr *reference, const clang::VarDecl *variable);
  /// The value after a store and a load, as clang passes it on.
  Value throughMemory(Value value, SourceLocation location);
  Value emitConstant(const clang::APValue &value, QualType type, SourceLocation location);
  Value emitStringLiteral(const clang::StringLiteral *literal);

  //===----------------------- memory and constants ----------------------===//

  Value createAlloca(mlir::Type type, llvm::StringRef name, SourceLocation location);
  Value createTemporary(QualType type, SourceLocation location);
  Value load(Value address, SourceLocation location);
  void store(Value value, Value address, SourceLocation location);
  /// The same by the type of the lvalue: volatile integers are read and written exactly once.
  Value loadObject(Value address, QualType type, SourceLocation location);
  void storeObject(Value value, Value address, QualType type, SourceLocation location);
  bool checkVolatile(Value address, SourceLocation location);
  void copy(Value target, Value source, SourceLocation location);
  /// Notes that the object at the address of a marked variable or member has no derivative. Gives
  /// the address by which the declaration is used.
  Value noteInactive(const clang::ValueDecl *declaration, Value address, SourceLocation location);
  /// Whether an address leads to an object that is marked inactive.
  bool isInactiveAddress(Value address) const;
  Value stopGradient(Value value, SourceLocation location);
  /// What value initialization of a type without constructors gives: zero bytes, but for pointers
  /// to data members.
  void zeroInitialize(Value address, QualType type, SourceLocation location);
  /// All bytes zero: stores for small objects, a fill otherwise.
  void storeZero(Value address, SourceLocation location);
  Value constantInt(mlir::Type type, int64_t value, SourceLocation location);
  Value constantIndex(int64_t value, SourceLocation location);
  Value zero(mlir::Type type, SourceLocation location);
  Value element(Value array, Value index, SourceLocation location);
  Value field(Value record, unsigned index, SourceLocation location);
  Value isNotZero(Value value, SourceLocation location);
  Value toIndex(Value value, QualType type, SourceLocation location);
  Value toBool(const Expr *expression);
  Value castPointer(Value pointer, mlir::Type type, SourceLocation location);
  /// Gives the value that was just computed the name of its variable.
  void nameValue(Value value, llvm::StringRef name);
  /// The same for the variable that `target` names, if it names one.
  void nameAssigned(Value value, const Expr *target);
  QualType getUnsigned(mlir::Type type) const;

  //===---------------------------- statements ---------------------------===//

  void emitStatement(const Stmt *statement);
  void emitDeclaration(const clang::Decl *declaration);
  void emitLocalVariable(const clang::VarDecl *variable);
  Value emitStatementExpression(const clang::StmtExpr *expression, Value destination);

  //===----------------------------- lifetimes ---------------------------===//

  /// The object was constructed: destroy it when its lifetime ends. Nothing for trivial types.
  void pushDestruction(QualType type, Value address, SourceLocation location, Lifetime lifetime);
  /// In a destructor: what follows its body.
  void pushMemberDestructions(const clang::CXXDestructorDecl *destructor);
  /// Emits what was pushed above `depth`, last first, and keeps it on the stack (for jumps).
  void emitCleanups(size_t depth);
  static bool isThrow(const Expr *expression) {
    return llvm::isa<clang::CXXThrowExpr>(expression->IgnoreParenImpCasts());
  }
  /// `throw std::runtime_error(...)`, and a call of the library's `__throw_...`; false: another
  /// one.
  void emitLibraryThrow(const Expr *operand, SourceLocation location);
  bool emitLibraryThrow(const clang::FunctionDecl *callee, llvm::ArrayRef<Value> arguments,
                        SourceLocation location);
  cxx::ExceptionAttr describeLibraryException(llvm::StringRef name);
  void throwLibraryException(llvm::StringRef name, llvm::StringRef constructor, Value object,
                             Value argument, SourceLocation location);
  void throwObject(Value object, cxx::ExceptionAttr exception, SourceLocation location);
  void emitThrow(const clang::CXXThrowExpr *expression);
  /// Where an exception goes that is thrown here: to clean-ups and handlers; null: through.
  Block *getUnwindTarget();
  /// Part of an object under construction, which an exception destroys.
  void pushUnwinding(QualType type, Value address, SourceLocation location);
  bool isInTry() const;
  void emitCleanup(const Cleanup &cleanup);
  /// Releases what `alloca` gave.
  void emitRelease(const Cleanup &cleanup);
  /// Calls the destructors of an object, or of the elements of an array.
  void emitDestruction(QualType type, Value address, SourceLocation location);
  /// Destroys `count` objects from the last to the first.
  void emitArrayDestruction(QualType elementType, Value first, Value count,
                            SourceLocation location);
  void emitDestructorCall(const clang::CXXDestructorDecl *destructor, Value object,
                          SourceLocation location);
  /// `T x; ... return x;`: the variable is the returned object.
  bool isReturnedObject(const clang::VarDecl *variable) const;

  Block *createBlock();
  void jump(Block *target, SourceLocation location, mlir::ValueRange operands = {});
  void branch(Value condition, Block *whenTrue, Block *whenFalse, SourceLocation location);
  /// Ends the current block (which jumps to `block`) and goes on there.
  void continueIn(Block *block) { builder.setInsertionPointToEnd(block); }
  /// After a jump statement: code that nothing reaches goes on in a block of its own.
  void startUnreachable();

  //===----------------------------- services ----------------------------===//

  /// Reports that a construct is not supported; gives null.
  Value refuse(SourceLocation location, llvm::StringRef code, const llvm::Twine &message);
  Value refuseNode(const Stmt *node);
  void refuseDeclaration(const clang::Decl *declaration);
  Value refuseKind(const KindEntry &entry, llvm::StringRef what, SourceLocation location);
  /// Fails after an error that was already reported.
  LogicalResult refuseQuietly() {
    failed = true;
    return failure();
  }
  mlir::Type importType(QualType type, SourceLocation location);
  cxx::PtrType importPointerTo(QualType pointee, SourceLocation location);
  Location at(SourceLocation location) const { return module.at(location); }
  bool hasFailed() const { return failed; }

  ModuleImporter &module;
  clang::ASTContext &ast;
  const clang::FunctionDecl *function;
  mlir::func::FuncOp op;
  mlir::OpBuilder builder;

  /// Addresses of locals; references stand for the object that they are bound to.
  llvm::DenseMap<const clang::ValueDecl *, Value> variables;
  /// Values of expressions that the AST shares (array initialization loops).
  llvm::DenseMap<const clang::OpaqueValueExpr *, Value> opaqueValues;
  Value thisPointer;
  Value sretPointer;
  /// Constructors and destructors of classes with virtual bases: what `*this` is a part of; and
  /// what the base subobject is a part of that an initializer makes.
  std::optional<Construction> construction, constructedBase;
  Value arrayInitIndex;
  /// Object under construction, for default member initializers.
  Value initializedObject;

  struct JumpTargets {
    Block *breakTarget = nullptr;
    Block *continueTarget = nullptr;
    /// Depths of the cleanup stack at the targets.
    size_t breakDepth = 0;
    size_t continueDepth = 0;
  };
  JumpTargets jumps;
  llvm::DenseMap<const clang::SwitchCase *, Block *> caseBlocks;
  llvm::DenseMap<const clang::LabelDecl *, Block *> labelBlocks;
  /// Depth of the cleanup stack at labels that were passed.
  llvm::DenseMap<const clang::LabelDecl *, size_t> labelDepths;
  /// A goto to a label further down: its block waits for the cleanups, which are known there.
  struct ForwardGoto {
    Block *block;
    llvm::SmallVector<Cleanup, 8> entries;
  };
  llvm::DenseMap<const clang::LabelDecl *, llvm::SmallVector<ForwardGoto, 2>> forwardGotos;
  unsigned loopDepth = 0;
  CleanupStack cleanups;
  /// Objects and kinds of the exceptions of the handlers around, innermost last.
  llvm::SmallVector<std::pair<Value, Value>> handlers;
  /// While clean-ups of an exception are emitted.
  bool isUnwinding = false;
  /// Flags of returned objects with a destructor: true until the object is returned.
  llvm::DenseMap<const clang::VarDecl *, Value> returnedObjectFlags;
  /// A label was passed: what follows may run again outside of loops.
  bool mayRepeat = false;

private:
  void bindParameters();
  /// Slots for what the function's calls of `alloca` give, released at its end.
  void prepareAllocas();
  Value createCleanupFlag(SourceLocation location);
  void emitReturnedObject(const clang::VarDecl *variable);
  /// The body of a function that only passes its arguments on.
  void emitForwardingBody();
  /// The body of a function that follows from the layout of its parameter's class.
  void emitLayoutBody();
  void emitOverwriting(QualType type, Value target, Value source, SourceLocation location);
  void emitSharing(QualType type, Value left, Value right, SourceLocation location);
  void emitConstructorPrologue(const clang::CXXConstructorDecl *constructor);
  void finishBody();
  void eraseUnreachableBlocks();

  void emitIf(const clang::IfStmt *statement);
  void emitFor(const clang::ForStmt *statement);
  void emitWhile(const clang::WhileStmt *statement);
  void emitDo(const clang::DoStmt *statement);
  void emitRangeFor(const clang::CXXForRangeStmt *statement);
  void emitArrayRangeFor(const clang::CXXForRangeStmt *statement, uint64_t size);
  void emitSwitch(const clang::SwitchStmt *statement);
  void emitReturn(const clang::ReturnStmt *statement);
  void emitGoto(const clang::GotoStmt *statement);
  void emitLabel(const clang::LabelStmt *statement);
  Block *getLabelBlock(const clang::LabelDecl *label);
  void emitLoopBody(const Stmt *body, const JumpTargets &targets);
  /// A block that emits the cleanups above `depth` and jumps to `target`.
  Block *createExit(Block *target, size_t depth, SourceLocation location);
  void emitTry(const clang::CXXTryStmt *statement);
  void emitHandler(const clang::CXXCatchStmt *handler, Block *block, bool rethrows);
  void emitRethrow(SourceLocation location);
  cxx::ExceptionAttr describeException(QualType type, SourceLocation location);
  void collectExceptionBases(const clang::CXXRecordDecl *thrown, const clang::CXXRecordDecl *record,
                             llvm::SmallVector<int32_t> path,
                             llvm::SmallVector<mlir::Attribute> steps,
                             llvm::SmallVectorImpl<mlir::Attribute> &bases,
                             SourceLocation location);
  Block *getUnwindBlock(Cleanup &cleanup, Block *outer);

  mlir::Operation *lastAlloca = nullptr;
  llvm::DenseMap<const clang::CallExpr *, Value> allocaSlots;
  /// The object and the member behind addresses of bit-fields.
  llvm::DenseMap<Value, std::pair<Value, const clang::FieldDecl *>> bitFields;
  /// Extents of arrays of variable length, by the expressions that give them.
  llvm::DenseMap<const Expr *, Value> extents;
  llvm::DenseSet<Value> inactiveAddresses;
  bool failed = false;
};

/// Distance of a base subobject from the start of an object of class `record`, along the path of a
/// conversion; none for a virtual base.
std::optional<int64_t> getBaseDistance(const clang::ASTContext &ast,
                                       const clang::CXXRecordDecl *record,
                                       const clang::CastExpr *cast);

/// Whether the conversion leads through a virtual base of a class that is looked into.
bool leadsToVirtualBase(const clang::CastExpr *cast);

/// Whether a function is a global `operator new` that the program may replace, but not the
/// placement form; the same for `operator delete`.
bool isOperatorNew(const clang::FunctionDecl *function);
bool isOperatorDelete(const clang::FunctionDecl *function);

/// Strips parentheses only, never conversions.
inline const Expr *withoutParens(const Expr *expression) { return expression->IgnoreParens(); }

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_FUNCTIONIMPORTER_H
