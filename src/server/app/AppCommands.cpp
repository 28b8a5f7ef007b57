// Partner apps from the command line.
#include "AppCommands.h"

#include "CommandContext.h"
#include "ServerSettings.h"
#include "Terminal.h"

#include "server/partners/PartnerAppService.h"

#include <QCommandLineParser>

namespace roost::app {

using namespace Qt::StringLiterals;

namespace {

QCommandLineOption appOption()
{
    return {u"app"_s, u"The app's id, as app list shows it."_s, u"ID"_s};
}

Result<QString> requiredValue(const QCommandLineParser &parser, const QString &option)
{
    if (parser.value(option).isEmpty())
        return fail(ErrorCode::Validation, u"--%1 is missing."_s.arg(option));
    return parser.value(option);
}

template <class AnyId>
Result<AnyId> requiredId(const QCommandLineParser &parser, const QString &option)
{
    ROOST_ASSIGN(const QString text, requiredValue(parser, option));
    const AnyId id = AnyId::fromString(text);
    if (id.isNull())
        return fail(ErrorCode::Validation, u"--%1 takes an id, such as %2."_s.arg(option, uuidText(newUuid())));
    return id;
}

void printKey(const IssuedPartnerKey &issued)
{
    printLine(u"app %1 %2"_s.arg(issued.app.id, issued.app.name));
    printLine(u"key %1 %2"_s.arg(issued.keyId.toString(), QString::fromLatin1(issued.key)));
    printNote(u"Keep the key well: it is shown this once."_s);
}

} // namespace

void AppRegisterCommand::addOptions(QCommandLineParser &parser) const
{
    addDataOption(parser);
    parser.addOptions(
        {{u"tenant"_s, u"The business whose seats it sells."_s, u"ID"_s},
         {u"name"_s, u"What the app is called."_s, u"NAME"_s},
         {u"kind"_s, u"What it may sell: stay, experience or service; may be repeated."_s, u"KIND"_s},
         {u"origin"_s, u"A website that may use it from browsers, e.g. https://tickets.example; may be repeated."_s,
          u"ORIGIN"_s}});
}

Result<void> AppRegisterCommand::run(const QCommandLineParser &parser)
{
    NewPartnerApp typed;
    ROOST_ASSIGN(typed.tenant, requiredId<TenantId>(parser, u"tenant"_s));
    ROOST_ASSIGN(typed.name, requiredValue(parser, u"name"_s));
    typed.kinds = parser.values(u"kind"_s);
    typed.origins = parser.values(u"origin"_s);
    ROOST_ASSIGN(const auto context, CommandContext::open(parser));
    ServerContext server = context->server();
    ROOST_ASSIGN(const IssuedPartnerKey issued, PartnerAppService().registerApp(server, typed));
    printKey(issued);
    return {};
}

void AppListCommand::addOptions(QCommandLineParser &parser) const
{
    addDataOption(parser);
}

Result<void> AppListCommand::run(const QCommandLineParser &parser)
{
    ROOST_ASSIGN(const auto context, CommandContext::open(parser));
    ServerContext server = context->server();
    ROOST_ASSIGN(const QList<PartnerOverview> found, PartnerAppService().list(server));
    for (const auto &[app, keys] : found) {
        printLine(u"%1\t%2\t%3\t%4\t%5\t%6"_s.arg(app.id, app.name, app.tenant.toString(), app.kinds.join(u','),
                                                  app.isActive ? u"active"_s : u"off"_s, app.origins.join(u',')));
        for (const PartnerKeyInfo &key : keys)
            printLine(u"  key %1\t%2"_s.arg(key.id.toString(), key.createdAt));
    }
    return {};
}

void AppRotateCommand::addOptions(QCommandLineParser &parser) const
{
    addDataOption(parser);
    parser.addOption(appOption());
}

Result<void> AppRotateCommand::run(const QCommandLineParser &parser)
{
    ROOST_ASSIGN(const QString app, requiredValue(parser, u"app"_s));
    ROOST_ASSIGN(const auto context, CommandContext::open(parser));
    ServerContext server = context->server();
    ROOST_ASSIGN(const IssuedPartnerKey issued, PartnerAppService().rotate(server, app));
    printKey(issued);
    return {};
}

void AppRevokeCommand::addOptions(QCommandLineParser &parser) const
{
    addDataOption(parser);
    parser.addOptions({appOption(),
                       {u"key"_s, u"The key's id, as app list shows it."_s, u"ID"_s},
                       {u"all"_s, u"Every key of the app."_s}});
}

Result<void> AppRevokeCommand::run(const QCommandLineParser &parser)
{
    ROOST_ASSIGN(const QString app, requiredValue(parser, u"app"_s));
    if (parser.isSet(u"all"_s) == parser.isSet(u"key"_s))
        return fail(ErrorCode::Validation, u"Say which key: --key ID, or --all."_s);
    PartnerKeyId key;
    if (parser.isSet(u"key"_s)) {
        ROOST_ASSIGN(key, requiredId<PartnerKeyId>(parser, u"key"_s));
    }
    ROOST_ASSIGN(const auto context, CommandContext::open(parser));
    ServerContext server = context->server();
    ROOST_ASSIGN(const int revoked, PartnerAppService().revoke(server, app, key));
    printLine(u"revoked %1"_s.arg(revoked));
    return {};
}

void AppSwitchCommand::addOptions(QCommandLineParser &parser) const
{
    addDataOption(parser);
    parser.addOption(appOption());
}

Result<void> AppSwitchCommand::run(const QCommandLineParser &parser)
{
    ROOST_ASSIGN(const QString app, requiredValue(parser, u"app"_s));
    ROOST_ASSIGN(const auto context, CommandContext::open(parser));
    ServerContext server = context->server();
    ROOST_TRY(PartnerAppService().setActive(server, app, m_turnsOn));
    printLine(u"app %1 %2"_s.arg(app, m_turnsOn ? u"active"_s : u"off"_s));
    return {};
}

} // namespace roost::app
