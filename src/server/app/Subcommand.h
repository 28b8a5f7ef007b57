// One subcommand of roostd.
#pragma once

#include "common/Result.h"

#include <QStringList>

class QCommandLineParser;

namespace roost::app {

// What a shell sees.
enum ExitCode { kSuccess = 0, kFailure = 1, kUsage = 2 };

class Subcommand
{
    Q_DISABLE_COPY_MOVE(Subcommand)

public:
    Subcommand() = default;
    virtual ~Subcommand() = default;

    virtual QString name() const = 0;    // "import inside-airbnb" has two words
    virtual QString summary() const = 0; // one line
    virtual void addOptions(QCommandLineParser &parser) const = 0;
    // Runs to the end. A Validation error counts as wrong usage (exit code 2), every other as failure (1).
    virtual Result<void> run(const QCommandLineParser &parser) = 0;
};

// All of them, in the order of the help.
std::vector<std::unique_ptr<Subcommand>> makeSubcommands();

// The whole program: finds the subcommand, parses, runs, prints errors. Returns the exit code.
int runCommandLine(const QStringList &arguments);

} // namespace roost::app
