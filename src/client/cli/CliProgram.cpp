// Dispatches a command.
#include "CliProgram.h"

#include "CliOptions.h"
#include "Console.h"
#include "EditCommands.h"
#include "PhotoCommands.h"
#include "ProblemCommands.h"
#include "ProfileCommands.h"
#include "ReadCommands.h"
#include "SyncCommands.h"

#include "common/Log.h"

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

Result<void> run(const CliOptions &options)
{
    if (isProblemCommand(options))
        return runProblemCommand(options);
    if (isReadCommand(options.command))
        return runReadCommand(options);
    if (isPhotoReadCommand(options))
        return runPhotoReadCommand(options);
    if (isEditCommand(options.command))
        return runEditCommand(options);
    if (isProfileCommand(options.command))
        return runProfileCommand(options);
    return runSyncCommand(options);
}

} // namespace

int runCli(const QStringList &words)
{
    // Scripts read standard error for what matters to them.
    setLogLevel(LogLevel::Error);
    const auto options = parseCommandLine(words);
    if (!options) {
        printError(options.error(), words.contains(u"--json"_s));
        return kUsage;
    }
    if (options->wantsHelp) {
        printLine(helpText(options->command).trimmed());
        return kSuccess;
    }
    const auto done = run(*options);
    if (done)
        return kSuccess;
    if (!done.error().detail.isEmpty())
        logEvent(LogLevel::Error, u"cli.failed"_s,
                 {{u"code"_s, errorCodeName(done.error().code)}, {u"detail"_s, done.error().detail}});
    printError(done.error(), options->wantsJson);
    return kFailure;
}

} // namespace roost::cli
