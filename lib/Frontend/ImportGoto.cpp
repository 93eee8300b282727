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
  jump(getLabelBlock(statement->getLabel()), statement->getGotoLoc());
  startUnreachable();
}

void FunctionImporter::emitLabel(const clang::LabelStmt *statement) {
  Block *block = getLabelBlock(statement->getDecl());
  jump(block, statement->getIdentLoc());
  continueIn(block);
  // What follows may run again: a declaration there makes a new object each time.
  mayRepeat = true;
  emitStatement(statement->getSubStmt());
}
