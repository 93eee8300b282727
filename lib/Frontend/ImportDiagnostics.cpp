// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors of the importer, with notes from the failing construct back to the request.

#include "ImportDiagnostics.h"

#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace costate::frontend;

ImportDiagnostics::ImportDiagnostics(clang::DiagnosticsEngine &engine)
    : engine(engine),
      errorId(engine.getDiagnosticIDs()->getCustomDiagID(clang::DiagnosticIDs::Error, "%0")),
      noteId(engine.getDiagnosticIDs()->getCustomDiagID(clang::DiagnosticIDs::Note, "%0")) {}

void ImportDiagnostics::refuse(clang::SourceLocation location, llvm::StringRef code,
                               const llvm::Twine &message, const clang::FunctionDecl *function) {
  std::string text = (message + " [costate-" + code + "]").str();
  if (onTrial) {
    std::string place = location.isValid() && engine.hasSourceManager()
                            ? location.printToString(engine.getSourceManager()) + ": "
                            : "";
    if (trialRefusal.empty())
      trialRefusal = place + text;
    return;
  }
  ++errors;
  llvm::SmallVector<Frame> frames = collectFrames(location, function);
  size_t own = findOwnFrame(frames);
  // Template instances and repeated calls meet the same construct again, one mistake often stands
  // at several places of a function, and one call of the library may meet many of them.
  bool isNewCall = reportedCalls.insert(frames[own].location.getRawEncoding()).second;
  lastIsRepeated = !reported.insert({location.getRawEncoding(), text}).second ||
                   (function && !reportedIn.insert({function->getCanonicalDecl(), text}).second) ||
                   (own > 0 && !isNewCall);
  if (lastIsRepeated)
    return;
  engine.Report(frames[own].location, errorId) << text;
  for (size_t frame = own; frame-- > 0;)
    note(frames[frame].location,
         frame == 0 ? "here, in the library" : "through this call in the library");
  noteOrigins(own == 0 ? function : frames[own].function);
}

/// The construct, the calls by which its function was reached, and the request: outermost last.
llvm::SmallVector<ImportDiagnostics::Frame>
ImportDiagnostics::collectFrames(clang::SourceLocation location,
                                 const clang::FunctionDecl *function) const {
  llvm::SmallVector<Frame> frames = {{location, function}};
  llvm::SmallPtrSet<const clang::FunctionDecl *, 16> seen;
  while (function && seen.insert(function->getCanonicalDecl()).second) {
    auto origin = origins.find(function->getCanonicalDecl());
    if (origin == origins.end())
      break;
    function = origin->second.caller;
    if (origin->second.location.isValid())
      frames.push_back({origin->second.location, function});
  }
  return frames;
}

/// The user's own code, as far in as it goes: what is wrong in a library is what it was called for.
/// The construct itself where no frame is the user's.
size_t ImportDiagnostics::findOwnFrame(llvm::ArrayRef<Frame> frames) const {
  if (!engine.hasSourceManager())
    return 0;
  auto isOwn = [&](const Frame &frame) {
    return frame.location.isValid() && !engine.getSourceManager().isInSystemHeader(frame.location);
  };
  size_t own = llvm::find_if(frames, isOwn) - frames.begin();
  return own == frames.size() ? 0 : own;
}

void ImportDiagnostics::note(clang::SourceLocation location, const llvm::Twine &message) {
  if (!onTrial && !lastIsRepeated)
    engine.Report(location, noteId) << message.str();
}

void ImportDiagnostics::recordCall(const clang::FunctionDecl *callee,
                                   const clang::FunctionDecl *caller,
                                   clang::SourceLocation location) {
  origins.try_emplace(callee->getCanonicalDecl(),
                      Origin{caller->getCanonicalDecl(), location, callee->getNameAsString()});
}

void ImportDiagnostics::recordRequest(const clang::FunctionDecl *function,
                                      clang::SourceLocation location, const llvm::Twine &what) {
  origins.try_emplace(function->getCanonicalDecl(), Origin{nullptr, location, what.str()});
}

void ImportDiagnostics::noteOrigins(const clang::FunctionDecl *function) {
  // A chain is no longer than the number of functions; recursion ends at the first known caller.
  for (unsigned depth = 0; function && depth < 32; ++depth) {
    auto found = origins.find(function->getCanonicalDecl());
    if (found == origins.end())
      return;
    const Origin &origin = found->second;
    if (!origin.caller) {
      if (origin.location.isValid())
        note(origin.location, origin.what + " requested here");
      else
        engine.Report(noteId) << origin.what + " requested on the command line";
      return;
    }
    note(origin.location, "in call to '" + origin.what + "' from '" +
                              origin.caller->getQualifiedNameAsString() + "'");
    function = origin.caller;
  }
}
