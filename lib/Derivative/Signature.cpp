// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Signature.h"
#include "ForwardSweep.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace costate;

namespace {
/// Collects argument types, attributes and locations, then makes the function.
class SignatureBuilder {
public:
  SignatureBuilder(ad::RequestOp request, func::FuncOp primal)
      : request(request), primal(primal), builder(request) {
    for (BlockArgument argument : primal.getArguments())
      add(argument.getType(), primal.getArgAttrDict(argument.getArgNumber()), argument.getLoc());
  }

  void setType(unsigned index, Type type) { types[index] = type; }

  unsigned add(Type type, DictionaryAttr attributes, Location location) {
    types.push_back(type);
    this->attributes.push_back(attributes ? attributes : builder.getDictionaryAttr({}));
    locations.push_back(location);
    return types.size() - 1;
  }

  /// An argument that belongs to a primal argument, named with a suffix.
  unsigned addCompanion(unsigned index, Type type, StringRef suffix, StringRef declaratorName) {
    NamedAttrList companion;
    if (auto name = primal.getArgAttrOfType<StringAttr>(index, cxx::attr::name))
      companion.set(cxx::attr::name, builder.getStringAttr(name.getValue() + suffix));
    if (Attribute declarator = primal.getArgAttr(index, declaratorName))
      companion.set(cxx::attr::declarator, declarator);
    // A tangent of a reference is a reference; a tangent of a by-value record is one as well.
    if (suffix != "_bar" && suffix != "_hv")
      if (Attribute passing = primal.getArgAttr(index, cxx::attr::passing))
        companion.set(cxx::attr::passing, passing);
    if (suffix == "_bar" || suffix == "_hv")
      companion.set("ad.adjoint", builder.getUnitAttr());
    return add(type, companion.getDictionary(builder.getContext()),
               withSuffix(primal.getArgument(index).getLoc(), suffix));
  }

  func::FuncOp create(TypeRange results) {
    auto type = builder.getFunctionType(types, results);
    auto function = func::FuncOp::create(builder, request.getLoc(), request.getResult(), type);
    for (NamedAttribute attribute : primal->getDiscardableAttrs())
      if (attribute.getName() != cxx::attr::qualifiedName)
        function->setAttr(attribute.getName(), attribute.getValue());
    if (auto extra = request.getFunctionAttributesAttr())
      for (NamedAttribute attribute : extra)
        function->setAttr(attribute.getName(), attribute.getValue());
    function->setAttr(cxx::attr::derivative, builder.getUnitAttr());
    function->setAttr("ad.mode", request.getModeAttr());
    function->setAttr("ad.primal", request.getPrimalAttr());
    if (request.getMayAlias())
      function->setAttr("ad.may_alias", builder.getUnitAttr());
    setQualifiedName(function);
    for (auto [index, dictionary] : llvm::enumerate(attributes))
      function.setArgAttrs(index, dictionary);
    Block *entry = function.addEntryBlock();
    for (auto [argument, location] : llvm::zip_equal(entry->getArguments(), locations))
      argument.setLoc(location);
    return function;
  }

private:
  /// The qualified name: the primal's scope and the request's name.
  void setQualifiedName(func::FuncOp function) {
    StringRef scope;
    if (auto qualified = primal->getAttrOfType<StringAttr>(cxx::attr::qualifiedName)) {
      StringRef head = qualified.getValue().take_until([](char c) { return c == '<'; });
      scope = head.take_front(head.rfind(':') + 1);
    }
    if (!function->hasAttr(cxx::attr::qualifiedName))
      function->setAttr(cxx::attr::qualifiedName,
                        builder.getStringAttr(scope + request.getCxxName()));
  }

  ad::RequestOp request;
  func::FuncOp primal;
  OpBuilder builder;
  SmallVector<Type> types;
  SmallVector<DictionaryAttr> attributes;
  SmallVector<Location> locations;
};
} // namespace

std::string costate::getUnqualifiedName(func::FuncOp primal) {
  auto qualified = primal->getAttrOfType<StringAttr>(cxx::attr::qualifiedName);
  StringRef head =
      qualified ? qualified.getValue().take_until([](char c) { return c == '<'; }) : StringRef();
  StringRef name = head.drop_front(head.rfind(':') + 1);
  bool isIdentifier =
      !name.empty() && llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  return isIdentifier ? name.str() : "result";
}

static Type getAdjointType(Type primal) {
  return isa<cxx::PtrType>(primal) ? primal : cxx::PtrType::get(primal);
}

static bool isPassed(func::FuncOp function, unsigned index, StringRef way) {
  auto passing = function.getArgAttrOfType<StringAttr>(index, cxx::attr::passing);
  return passing && passing.getValue() == way;
}

bool costate::isByValueRecord(func::FuncOp function, unsigned index) {
  return isPassed(function, index, "byval");
}

bool costate::isReturnedRecord(func::FuncOp function, unsigned index) {
  return isPassed(function, index, "sret");
}

bool costate::returnsRecord(func::FuncOp function) {
  return function.getNumArguments() > 0 && isReturnedRecord(function, 0);
}

SmallVector<int32_t> costate::getInputs(ad::RequestOp request, func::FuncOp primal) {
  SmallVector<int32_t> inputs;
  for (int32_t index : request.getWrt())
    if (!isReturnedRecord(primal, index))
      inputs.push_back(index);
  return inputs;
}

/// `std::pair<S, S>`: what the jvp of a function returns that returns an S.
static cxx::RecordType getPairType(cxx::RecordType record) {
  std::string name = ("std::pair<" + record.getName() + ", " + record.getName() + ">").str();
  if (llvm::StringRef shortName = record.getName(); shortName.consume_front(cxx::layoutPrefix)) {
    (void)shortName.consume_front(cxx::textPrefix);
    name = (cxx::layoutPrefix + "pair_" + shortName).str();
  }
  auto pair = cxx::RecordType::get(record.getContext(), name);
  if (!pair.isComplete()) {
    cxx::RecordField fields[] = {{"first", record, 0}, {"second", record, record.getSize()}};
    (void)pair.setBody(fields, 2 * record.getSize(), record.getAlignment());
  }
  return pair;
}

DerivativeFunction costate::createDerivativeFunction(ad::RequestOp request, func::FuncOp primal) {
  SignatureBuilder signature(request, primal);
  ad::Mode mode = request.getMode();
  bool isForward = mode == ad::Mode::Jvp || mode == ad::Mode::Hvp;
  std::optional<unsigned> seed;
  SmallVector<unsigned> tangents, adjoints;
  SmallVector<Type> results(primal.getResultTypes());
  bool returnsFloat = results.size() == 1 && isa<FloatType>(results.front());

  bool isRecord = returnsRecord(primal);

  if (mode == ad::Mode::Vjp && (returnsFloat || isRecord)) {
    NamedAttrList attributes;
    OpBuilder builder(request);
    std::string name = getUnqualifiedName(primal) + "_bar";
    attributes.set(cxx::attr::name, builder.getStringAttr(name));
    auto type = primal->getAttrOfType<StringAttr>(cxx::attr::returnType);
    if (type)
      attributes.set(cxx::attr::declarator, builder.getStringAttr(type.getValue() + " {0}"));
    if (isRecord)
      attributes.set(cxx::attr::passing, builder.getStringAttr("byval"));
    Type seedType = isRecord ? primal.getArgument(0).getType() : results.front();
    seed =
        signature.add(seedType, attributes.getDictionary(request.getContext()), request.getLoc());
  }
  if (mode == ad::Mode::Jvp && isRecord) {
    auto record =
        cast<cxx::RecordType>(cast<cxx::PtrType>(primal.getArgument(0).getType()).getPointee());
    signature.setType(0, cxx::PtrType::get(getPairType(record)));
  }
  for (int32_t index : getInputs(request, primal)) {
    Type type = primal.getArgument(index).getType();
    if (isForward)
      tangents.push_back(signature.addCompanion(index, type, "_dot", cxx::attr::dotDeclarator));
  }
  for (int32_t index : getInputs(request, primal)) {
    Type type = getAdjointType(primal.getArgument(index).getType());
    if (mode != ad::Mode::Jvp)
      adjoints.push_back(signature.addCompanion(index, type, mode == ad::Mode::Hvp ? "_hv" : "_bar",
                                                cxx::attr::barDeclarator));
  }
  if (mode == ad::Mode::Jvp && returnsFloat)
    results.push_back(results.front());
  if (mode == ad::Mode::Hvp)
    results.clear();

  DerivativeFunction made;
  made.function = signature.create(results);
  auto arguments = made.function.getArguments();
  for (unsigned i = 0; i < primal.getNumArguments(); ++i)
    made.primals.push_back(arguments[i]);
  if (seed)
    made.seed = arguments[*seed];
  if (mode == ad::Mode::Jvp && isRecord) {
    // The value and its tangent are the parts of the returned pair.
    OpBuilder builder = OpBuilder::atBlockBegin(&made.function.front());
    Type part = primal.getArgument(0).getType();
    made.primals[0] = cxx::FieldOp::create(builder, request.getLoc(), part, arguments[0], 0u);
    made.resultTangent = cxx::FieldOp::create(builder, request.getLoc(), part, arguments[0], 1u);
    if (auto type = primal->getAttrOfType<StringAttr>(cxx::attr::returnType))
      made.function->setAttr(
          cxx::attr::returnType,
          builder.getStringAttr("std::pair<" + type.getValue() + ", " + type.getValue() + ">"));
  }
  for (unsigned index : tangents)
    made.tangents.push_back(arguments[index]);
  for (unsigned index : adjoints)
    made.adjoints.push_back(arguments[index]);
  return made;
}
