// Lines for people: results on standard output, everything else on standard error; passwords without echo.
#pragma once

#include "common/Result.h"

namespace roost::app {

// One line on standard output, flushed.
void printLine(const QString &text);
// On standard error.
void printNote(const QString &text);
void printError(const QString &text);
// Overwrites the line before on a terminal; a new line elsewhere.
void printProgress(const QString &text);
// After the last progress, before other lines.
void endProgress();

// From standard input: one line, without its end. On a terminal it asks, with the echo off, twice when `confirm` is
// set. Validation when the two differ or there is nothing.
Result<QString> readPassword(const QString &prompt, bool confirm);
// True when somebody sits at standard input.
bool isInteractive();

} // namespace roost::app
