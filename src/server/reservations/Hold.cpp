#include "Hold.h"

namespace roost {

using namespace Qt::StringLiterals;

Holder Holder::ofUser(const UserId &user)
{
    return {user.isNull() ? QString() : u"user:"_s + user.toString(), user, {}};
}

Holder Holder::ofApp(const QString &appId, const TenantId &tenant, const QString &reference)
{
    return {u"app:"_s + appId + u':' + reference, {}, tenant};
}

QString Hold::status(const QDateTime &nowUtc) const
{
    if (!endReason.isEmpty())
        return endReason;
    return expiresAt > nowUtc ? u"held"_s : u"expired"_s;
}

QJsonObject Hold::toJson(const QDateTime &nowUtc) const
{
    QJsonObject json = agreement.planJson();
    const qint64 left = isLive(nowUtc) ? (nowUtc.msecsTo(expiresAt) + 999) / 1000 : 0;
    json.insert(u"id"_s, id.toString());
    json.insert(u"tenant_id"_s, tenant.toString());
    json.insert(u"listing_id"_s, agreement.listing.toString());
    json.insert(u"status"_s, status(nowUtc));
    json.insert(u"items"_s, agreement.items);
    json.insert(u"quote"_s, agreement.quote);
    json.insert(u"policy"_s, agreement.policy);
    json.insert(u"created_at"_s, createdAt.toString(Qt::ISODateWithMs));
    json.insert(u"expires_at"_s, expiresAt.toString(Qt::ISODateWithMs));
    json.insert(u"expires_in"_s, left);
    json.insert(u"can_extend"_s, left > 0 && !isExtended);
    json.insert(u"booking_id"_s, booking.isNull() ? QJsonValue() : QJsonValue(booking.toString()));
    return json;
}

} // namespace roost
