// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds and links the device's mathematics. Only what is called is taken, and becomes internal.

#include "DeviceLibrary.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Transforms/IPO/Internalize.h"

using namespace costate;

/// Functions of <cmath> that our lowering calls, by name for double; float has the suffix f.
static constexpr llvm::StringLiteral mathFunctions[] = {
    "sin",   "cos",  "tan",    "asin",   "acos",  "atan",      "atan2", "sinh",
    "cosh",  "tanh", "asinh",  "acosh",  "atanh", "exp",       "exp2",  "exp10",
    "expm1", "log",  "log2",   "log10",  "log1p", "pow",       "cbrt",  "erf",
    "erfc",  "fmod", "tgamma", "lgamma", "hypot", "remainder", "fdim"};

namespace {
enum class LibraryKind { Libdevice, Libclc };

struct DeviceLibrary {
  LibraryKind kind;
  std::string path;
};

struct MathCall {
  llvm::Function *function;
  llvm::StringRef name;
  bool isFloat;
};
} // namespace

//===------------------------------- location ----------------------------===//

static std::string findFile(llvm::ArrayRef<std::string> candidates) {
  for (const std::string &candidate : candidates)
    if (llvm::sys::fs::exists(candidate))
      return candidate;
  return "";
}

static std::string findLibdevice() {
  std::vector<std::string> candidates;
  for (const char *variable : {"CUDA_PATH", "CUDA_HOME"})
    if (auto folder = llvm::sys::Process::GetEnv(variable))
      candidates.push_back(*folder + "/nvvm/libdevice/libdevice.10.bc");
  candidates.push_back("/usr/local/cuda/nvvm/libdevice/libdevice.10.bc");
  candidates.push_back("/usr/lib/cuda/nvvm/libdevice/libdevice.10.bc");
  candidates.push_back("/usr/lib/nvidia-cuda-toolkit/libdevice/libdevice.10.bc");
  return findFile(candidates);
}

static std::string findLibclc() {
  return findFile({"/usr/lib/clc/nvptx64--.bc", "/usr/share/clc/nvptx64--.bc"});
}

static llvm::Expected<DeviceLibrary> findLibrary(const PtxOptions &options) {
  for (const std::string &given : {options.libdevicePath, options.libclcPath})
    if (!given.empty() && !llvm::sys::fs::exists(given))
      return llvm::createStringError("no file '" + given + "'");
  if (!options.libdevicePath.empty())
    return DeviceLibrary{LibraryKind::Libdevice, options.libdevicePath};
  if (!options.libclcPath.empty())
    return DeviceLibrary{LibraryKind::Libclc, options.libclcPath};
  if (std::string path = findLibdevice(); !path.empty())
    return DeviceLibrary{LibraryKind::Libdevice, path};
  if (std::string path = findLibclc(); !path.empty())
    return DeviceLibrary{LibraryKind::Libclc, path};
  return llvm::createStringError("no mathematics library for the device: neither CUDA's "
                                 "libdevice.10.bc (set CUDA_PATH) nor libclc's "
                                 "nvptx64--.bc was found");
}

//===-------------------------------- names ------------------------------===//

static std::vector<MathCall> collectMathCalls(llvm::Module &module) {
  std::vector<MathCall> calls;
  for (llvm::Function &function : module) {
    if (!function.isDeclaration())
      continue;
    for (llvm::StringRef name : mathFunctions) {
      if (function.getName() == name)
        calls.push_back({&function, name, false});
      else if (function.getName() == (name + "f").str())
        calls.push_back({&function, name, true});
    }
  }
  return calls;
}

/// libdevice: __nv_sin, __nv_sinf. libclc: OpenCL's overloads in C++ mangling, _Z3sind, _Z5atan2ff.
static std::string getDeviceName(const MathCall &call, LibraryKind kind) {
  if (kind == LibraryKind::Libdevice)
    return ("__nv_" + call.name + (call.isFloat ? "f" : "")).str();
  std::string parameters(call.function->arg_size(), call.isFloat ? 'f' : 'd');
  return ("_Z" + llvm::Twine(call.name.size()) + call.name + parameters).str();
}

//===-------------------------------- linking ----------------------------===//

static llvm::Expected<std::unique_ptr<llvm::Module>> readLibrary(const DeviceLibrary &library,
                                                                 const llvm::Module &destination) {
  llvm::SMDiagnostic diagnostic;
  std::unique_ptr<llvm::Module> loaded =
      llvm::parseIRFile(library.path, diagnostic, destination.getContext());
  if (!loaded)
    return llvm::createStringError("cannot read '" + library.path +
                                   "': " + diagnostic.getMessage());
  // Both are made for every NVIDIA device; their own names of it differ.
  loaded->setTargetTriple(destination.getTargetTriple());
  loaded->setDataLayout(destination.getDataLayout());
  if (llvm::NamedMDNode *flags = loaded->getModuleFlagsMetadata())
    loaded->eraseNamedMetadata(flags);
  for (llvm::Function &function : *loaded) {
    function.removeFnAttr("target-cpu");
    function.removeFnAttr("target-features");
  }
  return loaded;
}

llvm::Error costate::linkDeviceLibrary(llvm::Module &module, const PtxOptions &options) {
  std::vector<MathCall> calls = collectMathCalls(module);
  if (calls.empty())
    return llvm::Error::success();
  llvm::Expected<DeviceLibrary> library = findLibrary(options);
  if (!library)
    return library.takeError();
  for (const MathCall &call : calls)
    call.function->setName(getDeviceName(call, library->kind));

  llvm::Expected<std::unique_ptr<llvm::Module>> loaded = readLibrary(*library, module);
  if (!loaded)
    return loaded.takeError();
  auto internalize = [](llvm::Module &linked, const llvm::StringSet<> &taken) {
    llvm::internalizeModule(linked, [&](const llvm::GlobalValue &value) {
      return !value.hasName() || !taken.contains(value.getName());
    });
  };
  if (llvm::Linker::linkModules(module, std::move(*loaded), llvm::Linker::LinkOnlyNeeded,
                                internalize))
    return llvm::createStringError("cannot link '" + library->path + "'");
  return llvm::Error::success();
}
