// Help, parsing and exit codes, the same for all subcommands.
#include "Subcommand.h"

#include "AppCommands.h"
#include "BookingCommands.h"
#include "DemoCommand.h"
#include "ImportCommand.h"
#include "MigrateCommand.h"
#include "OpenApiCommand.h"
#include "ServeCommand.h"
#include "Terminal.h"
#include "UserCommands.h"

#include "common/Log.h"

#include <QCommandLineParser>

namespace roost::app {

using namespace Qt::StringLiterals;

namespace {

QString overview(const std::vector<std::unique_ptr<Subcommand>> &commands)
{
    QString text = u"Roost's server.\n\nUsage: roostd COMMAND [options]\n\nCommands:\n"_s;
    for (const auto &command : commands)
        text += u"  %1 %2\n"_s.arg(command->name(), -22).arg(command->summary());
    text += u"\nroostd COMMAND --help tells more. Exit codes: 0 done, 1 failed, 2 used wrongly.\n\n"
            "Environment:\n"
            "  ROOST_DATA                 the data folder, instead of --data\n"
            "  ROOST_DATABASE_URL         an external Postgres, as roost_app: postgresql://roost_app:…@host/roost\n"
            "  ROOST_OWNER_DATABASE_URL   the same as roost_owner, for migrate\n"_s;
    return text;
}

// The command that the arguments begin with, and how many words its name has.
std::pair<Subcommand *, int> findCommand(const std::vector<std::unique_ptr<Subcommand>> &commands,
                                         const QStringList &words)
{
    for (const auto &command : commands) {
        const QStringList name = command->name().split(u' ');
        if (words.mid(0, name.size()) == name)
            return {command.get(), static_cast<int>(name.size())};
    }
    return {nullptr, 0};
}

int report(const Error &error)
{
    if (!error.detail.isEmpty())
        logEvent(LogLevel::Error, u"command.failed"_s,
                 {{u"code"_s, errorCodeName(error.code)}, {u"detail"_s, error.detail}});
    printError(error.userText);
    return error.code == ErrorCode::Validation ? kUsage : kFailure;
}

int runSubcommand(Subcommand &command, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(command.summary());
    command.addOptions(parser);
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Show this help."_s);
    parser.addOption(help);
    const QStringList withProgram = QStringList{u"roostd "_s + command.name()} + arguments;
    if (!parser.parse(withProgram)) {
        printError(parser.errorText() + u" See: roostd %1 --help"_s.arg(command.name()));
        return kUsage;
    }
    if (parser.isSet(help)) {
        QString text = parser.helpText();
        // Qt writes the program's own name, without the subcommand.
        text.replace(text.indexOf(u"Usage: "_s), text.indexOf(u" [options]"_s) - text.indexOf(u"Usage: "_s),
                     u"Usage: roostd "_s + command.name());
        printLine(text.trimmed());
        return kSuccess;
    }
    if (!parser.positionalArguments().isEmpty()) {
        printError(u"'%1' is one word too many. See: roostd %2 --help"_s.arg(parser.positionalArguments().first(),
                                                                             command.name()));
        return kUsage;
    }
    const auto done = command.run(parser);
    return done ? int(kSuccess) : report(done.error());
}

} // namespace

std::vector<std::unique_ptr<Subcommand>> makeSubcommands()
{
    std::vector<std::unique_ptr<Subcommand>> commands;
    commands.push_back(std::make_unique<ServeCommand>());
    commands.push_back(std::make_unique<MigrateCommand>());
    commands.push_back(std::make_unique<UserCreateCommand>());
    commands.push_back(std::make_unique<UserPasswordCommand>());
    commands.push_back(std::make_unique<UserListCommand>());
    commands.push_back(std::make_unique<AppRegisterCommand>());
    commands.push_back(std::make_unique<AppListCommand>());
    commands.push_back(std::make_unique<AppRotateCommand>());
    commands.push_back(std::make_unique<AppRevokeCommand>());
    commands.push_back(std::make_unique<AppSwitchCommand>(true));
    commands.push_back(std::make_unique<AppSwitchCommand>(false));
    commands.push_back(std::make_unique<BookingCancelCommand>());
    commands.push_back(std::make_unique<ImportCommand>());
    commands.push_back(std::make_unique<DemoCommand>());
    commands.push_back(std::make_unique<OpenApiCommand>());
    return commands;
}

int runCommandLine(const QStringList &arguments)
{
    const auto commands = makeSubcommands();
    const QStringList words = arguments.mid(1);
    if (words.isEmpty() || words.first() == u"--help" || words.first() == u"-h" || words.first() == u"help") {
        printLine(overview(commands).trimmed());
        return words.isEmpty() ? kUsage : kSuccess;
    }
    if (words.first() == u"--version" || words.first() == u"-v") {
        printLine(u"roostd "_s + QCoreApplication::applicationVersion());
        return kSuccess;
    }
    const auto [command, length] = findCommand(commands, words);
    if (!command) {
        printError(u"There is no command '%1'. See: roostd --help"_s.arg(words.first()));
        return kUsage;
    }
    return runSubcommand(*command, words.mid(length));
}

} // namespace roost::app
