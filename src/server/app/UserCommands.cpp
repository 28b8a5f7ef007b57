// The identity services from the command line.
#include "UserCommands.h"

#include "CommandContext.h"
#include "ServerSettings.h"
#include "Terminal.h"

#include "server/identity/AccountRules.h"
#include "server/identity/TenantService.h"
#include "storage/Transaction.h"

#include <QCommandLineParser>

namespace roost::app {

using namespace Qt::StringLiterals;

namespace {

QCommandLineOption emailOption()
{
    return {u"email"_s, u"The account's email address."_s, u"EMAIL"_s};
}

QCommandLineOption passwordOption()
{
    return {u"password-stdin"_s, u"Read the password from standard input (one line) instead of asking for it."_s};
}

Result<QString> requiredValue(const QCommandLineParser &parser, const QString &option)
{
    if (parser.value(option).isEmpty())
        return fail(ErrorCode::Validation, u"--%1 is missing."_s.arg(option));
    return parser.value(option);
}

Result<QString> newPassword(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"password-stdin"_s) && !isInteractive()) {
        return fail(ErrorCode::Validation, u"There is no terminal to ask for the password. Use --password-stdin."_s);
    }
    ROOST_ASSIGN(const QString password, readPassword(u"Password"_s, !parser.isSet(u"password-stdin"_s)));
    ROOST_TRY(checkNewPassword(password));
    return password;
}

Result<Tenant> createTenantFor(ServerContext &context, const Account &account, const QCommandLineParser &parser)
{
    const NewTenant typed{parser.value(u"tenant"_s), parser.value(u"currency"_s), parser.value(u"zone"_s)};
    Caller caller;
    caller.user = account.id;
    return TenantService().createTenant(context, caller, typed);
}

} // namespace

void UserCreateCommand::addOptions(QCommandLineParser &parser) const
{
    addDataOption(parser);
    parser.addOptions(
        {emailOption(),
         {u"name"_s, u"The person's name."_s, u"NAME"_s},
         passwordOption(),
         {u"tenant"_s, u"Also start a hosting business of this name, which the account owns."_s, u"NAME"_s},
         {u"currency"_s, u"Of the business; default EUR."_s, u"CODE"_s, u"EUR"_s},
         {u"zone"_s, u"Time zone of the business; default UTC."_s, u"ZONE"_s, u"UTC"_s}});
}

Result<void> UserCreateCommand::run(const QCommandLineParser &parser)
{
    NewAccount typed;
    ROOST_ASSIGN(typed.email, requiredValue(parser, u"email"_s));
    ROOST_ASSIGN(typed.displayName, requiredValue(parser, u"name"_s));
    ROOST_ASSIGN(typed.password, newPassword(parser));
    ROOST_ASSIGN(const auto context, CommandContext::open(parser));
    ServerContext server = context->server();
    // Both or neither: whoever mistyped the currency wants to run the same command again.
    ROOST_ASSIGN(Transaction transaction, Transaction::begin(server.database));
    ROOST_ASSIGN(const Account account, context->identity().createAccount(server, typed));
    std::optional<Tenant> tenant;
    if (parser.isSet(u"tenant"_s)) {
        ROOST_ASSIGN(tenant, createTenantFor(server, account, parser));
    }
    ROOST_TRY(transaction.commit());
    printLine(u"user %1 %2"_s.arg(account.id.toString(), account.email));
    if (tenant)
        printLine(u"tenant %1 %2"_s.arg(tenant->id.toString(), tenant->name));
    return {};
}

void UserPasswordCommand::addOptions(QCommandLineParser &parser) const
{
    addDataOption(parser);
    parser.addOptions({emailOption(), passwordOption()});
}

Result<void> UserPasswordCommand::run(const QCommandLineParser &parser)
{
    ROOST_ASSIGN(const QString email, requiredValue(parser, u"email"_s));
    ROOST_ASSIGN(const QString password, newPassword(parser));
    ROOST_ASSIGN(const auto context, CommandContext::open(parser));
    ServerContext server = context->server();
    ROOST_TRY(context->identity().resetPassword(server, email, password));
    printLine(u"The password is set; the account's sessions have ended."_s);
    return {};
}

void UserListCommand::addOptions(QCommandLineParser &parser) const
{
    addDataOption(parser);
}

Result<void> UserListCommand::run(const QCommandLineParser &parser)
{
    ROOST_ASSIGN(const auto context, CommandContext::open(parser));
    ROOST_ASSIGN(const QList<Account> accounts, AccountRepository(context->server().database).all());
    for (const Account &account : accounts) {
        const QString state = account.isDisabled               ? u"disabled"_s
                              : account.passwordHash.isEmpty() ? u"no password"_s
                                                               : u"active"_s;
        printLine(u"%1\t%2\t%3\t%4"_s.arg(account.id.toString(), account.email, account.displayName, state));
    }
    return {};
}

} // namespace roost::app
