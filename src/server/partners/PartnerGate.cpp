// Checks in this order, so that nothing is told of an app without its key.
#include "PartnerGate.h"

#include "PartnerKeys.h"
#include "PartnerRepository.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestHeader = 300;

} // namespace

Result<PartnerApp> PartnerGate::admit(Database &database, const PartnerPass &pass)
{
    std::optional<PartnerCredentials> found;
    if (pass.app.size() <= kLongestHeader && pass.key.size() <= kLongestHeader) {
        ROOST_ASSIGN(found, PartnerRepository(database).find(pass.app));
    }
    const bool isKey = isPartnerKey(pass.key, found ? found->keyHashes : QList<QByteArray>());
    if (!found || !isKey)
        return fail(ErrorCode::InvalidApiKey, u"The headers x-app-id and x-api-key name no app and its key."_s);
    const PartnerApp &app = found->app;
    if (!app.isActive)
        return fail(ErrorCode::AppInactive, u"This app is switched off. Ask whoever runs the server."_s);
    if (!pass.origin.isEmpty() && !app.origins.contains(QString::fromLatin1(pass.origin)))
        return fail(ErrorCode::OriginNotAllowed, u"This app may not be used from that origin."_s);
    ROOST_TRY(m_budget.spend(app.id));
    return app;
}

Result<bool> PartnerGate::isOriginKnown(Database &database, const QByteArray &origin) const
{
    if (origin.isEmpty() || origin.size() > kLongestHeader)
        return false;
    return PartnerRepository(database).isOriginKnown(QString::fromLatin1(origin));
}

} // namespace roost
