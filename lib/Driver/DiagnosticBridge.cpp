// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "costate/Driver/DiagnosticBridge.h"

#include "costate/Support/Diagnostics.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

using namespace costate;
using namespace costate::driver;

static void report(clang::DiagnosticsEngine &diagnostics, clang::DiagnosticIDs::Level level,
                   clang::SourceLocation location, llvm::StringRef message) {
  unsigned identifier = diagnostics.getDiagnosticIDs()->getCustomDiagID(level, "%0");
  diagnostics.Report(location, identifier) << message;
}

static bool hasCode(llvm::StringRef message) {
  return message.ends_with("]") && message.contains("[costate-");
}

DiagnosticBridge::DiagnosticBridge(mlir::MLIRContext &context,
                                   clang::DiagnosticsEngine &diagnostics)
    : diagnostics(diagnostics), handler(&context, [this](mlir::Diagnostic &diagnostic) {
        forward(diagnostic);
        return mlir::success();
      }) {}

clang::SourceLocation DiagnosticBridge::translate(mlir::Location location) const {
  std::optional<mlir::FileLineColLoc> position = findFilePosition(location);
  if (!position || !diagnostics.hasSourceManager())
    return {};
  clang::SourceManager &sources = diagnostics.getSourceManager();
  llvm::Expected<clang::FileEntryRef> file =
      sources.getFileManager().getFileRef(position->getFilename().getValue());
  if (!file) {
    llvm::consumeError(file.takeError());
    return {};
  }
  return sources.translateFileLineCol(*file, position->getLine(),
                                      std::max(1u, position->getColumn()));
}

void DiagnosticBridge::setOrigin(llvm::StringRef what, std::optional<mlir::Location> position) {
  origin = what.str();
  originPosition = position;
}

void DiagnosticBridge::reportInternalError(llvm::StringRef message) {
  if (internalErrorSeen)
    return;
  internalErrorSeen = errorSeen = true;
  report(diagnostics, clang::DiagnosticIDs::Error, {},
         ("internal error: " + message + "; please report this [costate-internal-error]").str());
}

/// Where an operation stands, and the calls that it was inlined through: outermost last.
static void collectFrames(mlir::Location location, llvm::SmallVectorImpl<mlir::Location> &frames) {
  if (auto name = llvm::dyn_cast<mlir::NameLoc>(location))
    return collectFrames(name.getChildLoc(), frames);
  auto call = llvm::dyn_cast<mlir::CallSiteLoc>(location);
  if (!call) {
    frames.push_back(location);
    return;
  }
  collectFrames(call.getCallee(), frames);
  collectFrames(call.getCaller(), frames);
}

void DiagnosticBridge::reportInFrames(clang::DiagnosticIDs::Level level, mlir::Location location,
                                      llvm::StringRef message) {
  llvm::SmallVector<mlir::Location> frames;
  collectFrames(location, frames);
  llvm::SmallVector<clang::SourceLocation> places;
  for (mlir::Location frame : frames)
    places.push_back(translate(frame));
  // The user's own code, as far in as it goes: what is wrong in a library is what it was called
  // for.
  auto isOwn = [&](clang::SourceLocation place) {
    return place.isValid() && !diagnostics.getSourceManager().isInSystemHeader(place);
  };
  size_t own = llvm::find_if(places, isOwn) - places.begin();
  if (own == places.size())
    own = 0;
  report(diagnostics, level, places[own], message);
  auto note = [&](size_t frame, llvm::StringRef text) {
    report(diagnostics, clang::DiagnosticIDs::Note, places[frame], text);
  };
  for (size_t frame = own; frame-- > 0;)
    note(frame, frame == 0 ? "here, in the library" : "through this call in the library");
  for (size_t frame = own + 1; frame < places.size(); ++frame)
    note(frame, "in call from here");
}

void DiagnosticBridge::forward(mlir::Diagnostic &diagnostic) {
  clang::DiagnosticIDs::Level level = clang::DiagnosticIDs::Error;
  switch (diagnostic.getSeverity()) {
  case mlir::DiagnosticSeverity::Error:
    break;
  case mlir::DiagnosticSeverity::Warning:
    level = clang::DiagnosticIDs::Warning;
    break;
  case mlir::DiagnosticSeverity::Note:
    level = clang::DiagnosticIDs::Note;
    break;
  case mlir::DiagnosticSeverity::Remark:
    level = clang::DiagnosticIDs::Remark;
    break;
  }
  std::string message = diagnostic.str();
  if (level == clang::DiagnosticIDs::Error && !hasCode(message)) {
    // A verifier's or a pass's own complaint: of no use to a C++ user beyond its position.
    if (internalErrorSeen)
      return;
    internalErrorSeen = errorSeen = true;
    reportInFrames(level, diagnostic.getLocation(),
                   "internal error: " + message + "; please report this [costate-internal-error]");
  } else {
    errorSeen |= level == clang::DiagnosticIDs::Error;
    reportInFrames(level, diagnostic.getLocation(), message);
  }
  for (mlir::Diagnostic &note : diagnostic.getNotes())
    report(diagnostics, clang::DiagnosticIDs::Note, translate(note.getLocation()), note.str());
  if (level != clang::DiagnosticIDs::Error || origin.empty())
    return;
  if (originPosition)
    report(diagnostics, clang::DiagnosticIDs::Note, translate(*originPosition),
           origin + " requested here");
  else
    report(diagnostics, clang::DiagnosticIDs::Note, {}, origin + " requested on the command line");
}
