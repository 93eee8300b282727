// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Labels and jumps to them. A label is a block; whatever shape the jumps make, loops with several
// entries among them, becomes structured when control flow is lifted.

#include "FunctionImporter.h"

using namespace costate;
using namespace costate::frontend;

Block *FunctionImporter::getLabelBlock(const clang::LabelDecl *label) {
  Block *&block = labelBlocks[label];
  if (!block)
    block = createBlock();
  return block;
}

void FunctionImporter::emitGoto(const clang::GotoStmt *statement) {
  SourceLocation location = statement->getGotoLoc();
  const clang::LabelDecl *label = statement->getLabel();
  if (auto depth = labelDepths.find(label); depth != labelDepths.end()) {
    emitCleanups(depth->second);
    jump(getLabelBlock(label), location);
  } else {
    Block *exit = createBlock();
    jump(exit, location);
    forwardGotos[label].push_back({exit, cleanups.entries});
  }
  startUnreachable();
}

void FunctionImporter::emitLabel(const clang::LabelStmt *statement) {
  Block *block = getLabelBlock(statement->getDecl());
  SourceLocation location = statement->getIdentLoc();
  jump(block, location);
  labelDepths[statement->getDecl()] = cleanups.depth();
  // No goto jumps over the initialization of an object with a destructor: what is alive here was
  // alive there, at the same place of the stack.
  llvm::SmallVector<Cleanup, 8> here = cleanups.entries;
  for (const ForwardGoto &source : forwardGotos.lookup(statement->getDecl())) {
    continueIn(source.block);
    cleanups.entries = source.entries;
    emitCleanups(here.size());
    jump(block, location);
  }
  cleanups.entries = here;
  continueIn(block);
  // What follows may run again: a declaration there makes a new object each time.
  mayRepeat = true;
  emitStatement(statement->getSubStmt());
}
