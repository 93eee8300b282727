// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tool's command line, on LLVM's option tables (Options.td).

#include "costate/Driver/Options.h"

#include "costate/Driver/Toolchain.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace costate;
using namespace costate::driver;
using llvm::StringRef;
using namespace llvm::opt;

namespace {

enum OptionId {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "Options.inc"
#undef OPTION
};

#define OPTTABLE_STR_TABLE_CODE
#include "Options.inc"
#undef OPTTABLE_STR_TABLE_CODE

#define OPTTABLE_PREFIXES_TABLE_CODE
#include "Options.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE

constexpr OptTable::Info optionInfos[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "Options.inc"
#undef OPTION
};

class CostateOptionTable : public GenericOptTable {
public:
  CostateOptionTable() : GenericOptTable(OptionStrTable, OptionPrefixesTable, optionInfos) {}
};

struct CommandInfo {
  StringRef name;
  Command command;
  StringRef help;
};
constexpr CommandInfo commands[] = {
    {"grad", Command::Grad, "the gradient of a function, reverse mode; adds to x_bar"},
    {"vjp", Command::Vjp, "vector-Jacobian product, reverse mode, from the seed f_bar or y_bar"},
    {"jvp", Command::Jvp, "value and directional derivative, forward mode, along x_dot"},
    {"hvp", Command::Hvp, "Hessian times x_dot, forward over reverse; adds to x_hv"},
    {"build", Command::Build, "every derivative that FILE requests, by annotation or API use"},
    {"check", Command::Check, "runs the function: forward, reverse and differences, side by side"},
};

void printHelp(const CostateOptionTable &table) {
  llvm::raw_ostream &out = llvm::outs();
  table.printHelp(out, "costate COMMAND FILE [options] [-- clang options]",
                  "derivatives of C++ functions");
  out << "\nCOMMANDS:\n";
  for (const CommandInfo &info : commands)
    out << "  " << llvm::left_justify(info.name, 22) << " " << info.help << "\n";
  out << "  explain-error CODE     what a refusal means and what to do; without CODE, all codes\n";
  out << "\nExit status: 0 done, 1 the input was refused, 2 wrong usage.\n";
}

std::optional<EmissionKind> parseKind(StringRef text) {
  return llvm::StringSwitch<std::optional<EmissionKind>>(text)
      .Case("cpp", EmissionKind::Cpp)
      .Case("obj", EmissionKind::Object)
      .Case("asm", EmissionKind::Assembly)
      .Case("llvm", EmissionKind::LLVMIR)
      .Case("bc", EmissionKind::Bitcode)
      .Case("mlir", EmissionKind::Mlir)
      .Case("ptx", EmissionKind::Ptx)
      .Case("cubin", EmissionKind::Cubin)
      .Default(std::nullopt);
}

std::optional<EmissionKind> kindOfSuffix(StringRef file) {
  return llvm::StringSwitch<std::optional<EmissionKind>>(llvm::sys::path::extension(file))
      .Cases({".cpp", ".cc", ".cxx", ".hpp", ".h", ".hh", ".hxx", ".inc"}, EmissionKind::Cpp)
      .Cases({".o", ".obj"}, EmissionKind::Object)
      .Cases({".s", ".S"}, EmissionKind::Assembly)
      .Case(".ll", EmissionKind::LLVMIR)
      .Case(".bc", EmissionKind::Bitcode)
      .Case(".mlir", EmissionKind::Mlir)
      .Case(".ptx", EmissionKind::Ptx)
      .Case(".cubin", EmissionKind::Cubin)
      .Default(std::nullopt);
}

std::optional<Stage> parseStage(StringRef text) {
  return llvm::StringSwitch<std::optional<Stage>>(text)
      .Case("imported", Stage::Imported)
      .Case("normalized", Stage::Normalized)
      .Case("differentiated", Stage::Differentiated)
      .Case("lowered", Stage::Lowered)
      .Default(std::nullopt);
}

/// Turns parsed options into a value; each check reports one usage error.
class OptionReader {
public:
  OptionReader(const CostateOptionTable &table, const InputArgList &arguments)
      : table(table), arguments(arguments) {}

  bool read(Options &options) {
    return checkUnknown() && readInput(options) && readFunctions(options) && readKind(options) &&
           readCheck(options) && readInlineLimit(options) && readRest(options);
  }

private:
  bool usageError(const llvm::Twine &message) {
    llvm::WithColor::error(llvm::errs(), "costate") << message << "\n";
    return false;
  }

  bool checkUnknown() {
    for (const Arg *unknown : arguments.filtered(OPT_UNKNOWN)) {
      std::string spelling = unknown->getAsString(arguments), nearest;
      if (table.findNearest(spelling, nearest) <= 2)
        return usageError("unknown option '" + spelling + "'; did you mean '" + nearest + "'?");
      return usageError("unknown option '" + spelling + "' (options for clang go after '--')");
    }
    return true;
  }

  bool readInput(Options &options) {
    std::vector<std::string> inputs = arguments.getAllArgValues(OPT_INPUT);
    if (inputs.size() != 1)
      return usageError(inputs.empty() ? "no input file" : "more than one input file");
    options.inputFile = inputs.front();
    return true;
  }

  bool readFunctions(Options &options) {
    options.functions = arguments.getAllArgValues(OPT_function);
    bool named = !options.functions.empty();
    if (options.command == Command::Build) {
      if (named || arguments.hasArg(OPT_wrt, OPT_name))
        return usageError("'costate build' takes its requests from the file, not from --function, "
                          "--wrt or --name");
      return true;
    }
    if (!named)
      return usageError("no function to differentiate: give --function NAME");
    if (options.functions.size() > 1 && arguments.hasArg(OPT_name))
      return usageError("--name needs exactly one --function");
    options.derivativeName = arguments.getLastArgValue(OPT_name).str();
    for (const std::string &list : arguments.getAllArgValues(OPT_wrt)) {
      llvm::SmallVector<StringRef> names;
      StringRef(list).split(names, ',');
      for (StringRef name : names)
        if (name.trim().empty())
          return usageError("empty name in --wrt '" + list + "'");
        else
          options.wrt.push_back(name.trim().str());
    }
    return true;
  }

  bool readKind(Options &options) {
    options.outputFile = arguments.getLastArgValue(OPT_output).str();
    if (options.outputFile == "-")
      options.outputFile.clear();
    if (!options.outputFile.empty() &&
        llvm::sys::fs::equivalent(options.inputFile, options.outputFile))
      return usageError("the output would replace the input file '" + options.inputFile + "'");
    options.target = arguments.getLastArgValue(OPT_target).str();
    options.gpuArch = arguments.getLastArgValue(OPT_gpu_arch, options.gpuArch).str();
    if (const Arg *emit = arguments.getLastArg(OPT_emit)) {
      std::optional<EmissionKind> kind = parseKind(emit->getValue());
      if (!kind)
        return usageError(llvm::Twine("unknown kind '") + emit->getValue() +
                          "': --emit takes cpp, obj, asm, llvm, bc, mlir, ptx or cubin");
      options.kind = *kind;
    } else if (!options.outputFile.empty()) {
      std::optional<EmissionKind> kind = kindOfSuffix(options.outputFile);
      if (!kind)
        return usageError("the suffix of '" + options.outputFile +
                          "' does not tell what to write: give --emit KIND");
      options.kind = *kind;
    } else if (arguments.hasArg(OPT_stage)) {
      options.kind = EmissionKind::Mlir;
    } else if (StringRef(options.target).starts_with("nvptx")) {
      options.kind = EmissionKind::Ptx;
    }
    return readStage(options) && checkTarget(options);
  }

  bool readStage(Options &options) {
    const Arg *stage = arguments.getLastArg(OPT_stage);
    if (!stage)
      return true;
    std::optional<Stage> parsed = parseStage(stage->getValue());
    if (!parsed)
      return usageError(llvm::Twine("unknown stage '") + stage->getValue() +
                        "': --stage takes imported, normalized, differentiated or lowered");
    if (options.kind != EmissionKind::Mlir)
      return usageError("--stage goes with --emit=mlir");
    options.stage = *parsed;
    return true;
  }

  bool checkTarget(const Options &options) {
    bool gpuKind = options.kind == EmissionKind::Ptx || options.kind == EmissionKind::Cubin;
    bool gpuTarget = StringRef(options.target).starts_with("nvptx");
    if (gpuKind && !options.target.empty() && !gpuTarget)
      return usageError("ptx and cubin are for --target=nvptx64, not '" + options.target + "'");
    bool native = options.kind == EmissionKind::Object || options.kind == EmissionKind::Assembly;
    if (gpuTarget && native)
      return usageError("for --target=nvptx64, emit ptx or cubin");
    if (arguments.hasArg(OPT_gpu_arch) && !gpuKind && !gpuTarget)
      return usageError("--gpu-arch goes with --target=nvptx64");
    if (gpuKind && !StringRef(options.gpuArch).starts_with("sm_"))
      return usageError("--gpu-arch takes a name such as sm_90, not '" + options.gpuArch + "'");
    return true;
  }

  bool readCheck(Options &options) {
    if (options.command != Command::Check) {
      for (OptSpecifier id : {OPT_at, OPT_directions, OPT_seed, OPT_tolerance, OPT_combinations})
        if (const Arg *only = arguments.getLastArg(id))
          return usageError(only->getSpelling() + " goes with 'costate check'");
      return true;
    }
    for (OptSpecifier id : {OPT_output, OPT_emit, OPT_stage, OPT_target, OPT_gpu_arch, OPT_name,
                            OPT_depfile, OPT_optimize, OPT_may_alias, OPT_inline_limit})
      if (const Arg *emitted = arguments.getLastArg(id))
        return usageError("'costate check' writes nothing: " + emitted->getSpelling() +
                          " does not go with it");
    if (options.functions.size() != 1)
      return usageError("'costate check' takes one --function");
    options.checkPoint = arguments.getLastArgValue(OPT_at).str();
    if (StringRef(options.checkPoint).trim().empty())
      return usageError("no point: give --at \"x=1.5 p=1,2,3 n=3\"");
    options.checkTolerance = arguments.getLastArgValue(OPT_tolerance).str();
    double tolerance = 1.0;
    if (!options.checkTolerance.empty() &&
        (StringRef(options.checkTolerance).getAsDouble(tolerance) || !(tolerance > 0.0)))
      return usageError("--tolerance takes a positive number, not '" + options.checkTolerance +
                        "'");
    options.checkCombinations = arguments.hasArg(OPT_combinations);
    return readNumber(OPT_directions, 1000, options.checkDirections) &&
           readNumber(OPT_seed, 1000000000, options.checkSeed);
  }

  /// A number from 1 on.
  bool readNumber(OptSpecifier id, unsigned most, unsigned &number) {
    const Arg *argument = arguments.getLastArg(id);
    if (!argument)
      return true;
    if (StringRef(argument->getValue()).getAsInteger(10, number) || number == 0 || number > most)
      return usageError(argument->getSpelling() + " takes a number from 1 to " + llvm::Twine(most) +
                        ", not '" + argument->getValue() + "'");
    return true;
  }

  bool readInlineLimit(Options &options) {
    if (!arguments.hasArg(OPT_inline_limit))
      return true;
    options.inlineLimit = 0;
    return readNumber(OPT_inline_limit, 1000000000, *options.inlineLimit);
  }

  bool readRest(Options &options) {
    options.mayAlias = arguments.hasArg(OPT_may_alias);
    StringRef numerics = arguments.getLastArgValue(OPT_numerics, getSpelling(options.numerics));
    std::optional<Numerics> parsed = parseNumerics(numerics);
    if (!parsed)
      return usageError("--numerics takes ieee, strong-zero or checked, not '" + numerics + "'");
    options.numerics = *parsed;
    options.buildPath = arguments.getLastArgValue(OPT_build_path).str();
    options.clangArguments = arguments.getAllArgValues(OPT_double_dash);
    options.dependencyFile = arguments.getLastArgValue(OPT_depfile).str();
    if (!options.dependencyFile.empty() && options.outputFile.empty())
      return usageError("--depfile needs an output file: give -o OUT");
    StringRef level = arguments.getLastArgValue(OPT_optimize, "3");
    if (level.getAsInteger(10, options.optimizationLevel) || options.optimizationLevel > 3)
      return usageError("the optimization level is one of -O0, -O1, -O2, -O3, not '-O" + level +
                        "'");
    return true;
  }

  const CostateOptionTable &table;
  const InputArgList &arguments;
};

const CommandInfo *findCommand(StringRef name) {
  for (const CommandInfo &info : commands)
    if (info.name == name)
      return &info;
  return nullptr;
}

} // namespace

std::optional<Options> driver::parseOptions(llvm::ArrayRef<const char *> arguments,
                                            int &exitStatus) {
  CostateOptionTable table;
  exitStatus = 2;
  auto usageError = [&](const llvm::Twine &message) -> std::optional<Options> {
    llvm::WithColor::error(llvm::errs(), "costate") << message << "\n";
    llvm::errs()
        << "usage: costate COMMAND FILE [options] [-- clang options]; see costate --help\n";
    return std::nullopt;
  };
  if (arguments.empty())
    return usageError("no command");

  unsigned missingIndex = 0, missingCount = 0;
  StringRef first = arguments.front();
  const CommandInfo *command = findCommand(first);
  InputArgList parsed =
      table.ParseArgs(command ? arguments.drop_front() : arguments, missingIndex, missingCount);
  if (parsed.hasArg(OPT_help) || first == "help") {
    printHelp(table);
    exitStatus = 0;
    return std::nullopt;
  }
  if (parsed.hasArg(OPT_version)) {
    llvm::outs() << getVersionText() << "\n";
    exitStatus = 0;
    return std::nullopt;
  }
  if (!command)
    return usageError(first.starts_with("-")
                          ? llvm::Twine("the first argument must be a command, not '") + first + "'"
                          : llvm::Twine("unknown command '") + first + "'");
  if (missingCount)
    return usageError(llvm::Twine("option '") + parsed.getArgString(missingIndex) +
                      "' needs a value");
  Options options;
  options.command = command->command;
  if (!OptionReader(table, parsed).read(options))
    return std::nullopt;
  exitStatus = 0;
  return options;
}
