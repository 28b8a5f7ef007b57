// Rules of partner apps.
#include "PartnerAppService.h"

#include "PartnerKeys.h"

#include "server/tenancy/AuditTrail.h"
#include "server/tenancy/TenantTransaction.h"

#include <QRandomGenerator>
#include <QUrl>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostOrigins = 50;
constexpr qsizetype kLongestOrigin = 300;

tl::unexpected<Error> invalid(const QString &field, const QString &userText)
{
    return fail(ErrorCode::Validation, userText, {}, {{u"field"_s, field}});
}

tl::unexpected<Error> noApp()
{
    return fail(ErrorCode::NotFound, u"There is no such app. See: roostd app list"_s);
}

// "City Tickets" -> "city-tickets-4k2m9x": tells people what it is, and nobody can guess another's.
QString idFor(const QString &name)
{
    constexpr QLatin1StringView kLetters = "23456789abcdefghjkmnpqrstuvwxyz"_L1;
    QString id;
    for (const QChar c : name.toLower()) {
        const bool isPlain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (isPlain && id.size() < 40)
            id += c;
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id += u'-';
    }
    if (id.isEmpty())
        id = u"app-"_s;
    else if (!id.endsWith(u'-'))
        id += u'-';
    for (int i = 0; i < 6; ++i)
        id += kLetters[QRandomGenerator::system()->bounded(static_cast<int>(kLetters.size()))];
    return id;
}

Result<PartnerApp> checkedApp(const NewPartnerApp &typed)
{
    PartnerApp app;
    app.tenant = typed.tenant;
    app.name = typed.name.simplified();
    if (app.name.isEmpty() || app.name.size() > 200)
        return invalid(u"name"_s, u"Give the app a name of 1 to 200 characters."_s);
    if (typed.origins.size() > kMostOrigins)
        return invalid(u"origin"_s, u"An app has at most %1 origins."_s.arg(kMostOrigins));
    for (const QString &origin : typed.origins) {
        ROOST_ASSIGN(const QString checked, checkedOrigin(origin));
        app.origins << checked;
    }
    app.origins.removeDuplicates();
    for (const QString &kind : typed.kinds) {
        if (kind != "stay"_L1 && kind != "experience"_L1 && kind != "service"_L1)
            return invalid(u"kind"_s, u"'%1' is no kind; it is stay, experience or service."_s.arg(kind));
    }
    app.kinds = typed.kinds;
    app.kinds.removeDuplicates();
    if (app.kinds.isEmpty())
        return invalid(u"kind"_s, u"Say at least one kind that the app may sell: stay, experience or service."_s);
    app.id = idFor(app.name);
    return app;
}

// The program itself, working for the app's tenant.
Caller programFor(const TenantId &tenant)
{
    Caller caller;
    caller.tenant = tenant;
    return caller;
}

Result<void> audit(ServerContext &context, const PartnerApp &app, const QString &action)
{
    return appendAudit(context.database, programFor(app.tenant),
                       {action, u"tenant"_s, app.tenant.uuid(), {}, {}, {{u"app"_s, app.id}}});
}

Result<PartnerApp> find(ServerContext &context, const QString &id)
{
    ROOST_ASSIGN(const auto found, PartnerRepository(context.database).find(id));
    if (!found)
        return noApp();
    return found->app;
}

Result<IssuedPartnerKey> issueKey(ServerContext &context, const PartnerApp &app)
{
    const IssuedPartnerKey issued{app, PartnerKeyId::create(), newPartnerKey()};
    PartnerRepository partners(context.database);
    ROOST_TRY(partners.insertKey(app.id, issued.keyId, partnerKeyHash(issued.key)));
    ROOST_TRY(partners.revokeOlderKeys(app.id));
    return issued;
}

} // namespace

Result<QString> checkedOrigin(const QString &typed)
{
    const QUrl url(typed, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    const QString origin = url.scheme() + u"://"_s + url.authority(QUrl::FullyEncoded).toLower();
    const bool isBare = url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty();
    if (!isWeb || !isBare || typed.size() > kLongestOrigin || origin.compare(typed, Qt::CaseInsensitive) != 0) {
        return invalid(u"origin"_s,
                       u"'%1' is no origin. Write it as https://tickets.example, without a path."_s.arg(typed));
    }
    return origin;
}

Result<IssuedPartnerKey> PartnerAppService::registerApp(ServerContext &context, const NewPartnerApp &typed) const
{
    ROOST_ASSIGN(const PartnerApp app, checkedApp(typed));
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginWrite(context, app.tenant, UserId()));
    PartnerRepository partners(context.database);
    ROOST_ASSIGN(const bool tenantExists, partners.tenantExists(app.tenant));
    if (!tenantExists)
        return fail(ErrorCode::NotFound, u"There is no business with this id."_s);
    ROOST_TRY(partners.insert(app));
    ROOST_ASSIGN(IssuedPartnerKey issued, issueKey(context, app));
    ROOST_TRY(audit(context, app, u"partner.register"_s));
    ROOST_TRY(transaction.commit());
    return issued;
}

Result<IssuedPartnerKey> PartnerAppService::rotate(ServerContext &context, const QString &id) const
{
    ROOST_ASSIGN(const PartnerApp app, find(context, id));
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginWrite(context, app.tenant, UserId()));
    ROOST_ASSIGN(IssuedPartnerKey issued, issueKey(context, app));
    ROOST_TRY(audit(context, app, u"partner.rotate"_s));
    ROOST_TRY(transaction.commit());
    return issued;
}

Result<int> PartnerAppService::revoke(ServerContext &context, const QString &id, const PartnerKeyId &key) const
{
    ROOST_ASSIGN(const PartnerApp app, find(context, id));
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginWrite(context, app.tenant, UserId()));
    ROOST_ASSIGN(const int revoked, PartnerRepository(context.database).revokeKeys(app.id, key));
    if (revoked == 0)
        return fail(ErrorCode::NotFound, u"The app has no such valid key. See: roostd app list"_s);
    ROOST_TRY(audit(context, app, u"partner.revoke"_s));
    ROOST_TRY(transaction.commit());
    return revoked;
}

Result<void> PartnerAppService::setActive(ServerContext &context, const QString &id, bool isActive) const
{
    ROOST_ASSIGN(const PartnerApp app, find(context, id));
    ROOST_ASSIGN(auto transaction, TenantTransaction::beginWrite(context, app.tenant, UserId()));
    ROOST_ASSIGN(const bool hasChanged, PartnerRepository(context.database).setActive(app.id, isActive));
    if (hasChanged)
        ROOST_TRY(audit(context, app, isActive ? u"partner.enable"_s : u"partner.disable"_s));
    return transaction.commit();
}

Result<QList<PartnerOverview>> PartnerAppService::list(ServerContext &context) const
{
    return PartnerRepository(context.database).all();
}

} // namespace roost
