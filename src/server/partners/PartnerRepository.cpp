// SQL for partner apps and their keys.
#include "PartnerRepository.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

QStringList wordsOf(const QByteArray &jsonArray)
{
    return QJsonDocument::fromJson(jsonArray).toVariant().toStringList();
}

QString jsonOf(const QStringList &words)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(words)).toJson(QJsonDocument::Compact));
}

QList<QByteArray> hashesOf(const QString &hexadecimal)
{
    QList<QByteArray> hashes;
    const QStringList parts = hexadecimal.split(u' ', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        hashes << QByteArray::fromHex(part.toLatin1());
    return hashes;
}

QList<PartnerKeyInfo> keysOf(const QString &text)
{
    QList<PartnerKeyInfo> keys;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        keys << PartnerKeyInfo{PartnerKeyId::fromString(part.section(u' ', 0, 0)), part.section(u' ', 1)};
    return keys;
}

} // namespace

Result<std::optional<PartnerCredentials>> PartnerRepository::find(const QString &app)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"partners/find"_s));
    query.bind(u":id"_s, app);
    ROOST_TRY(query.exec());
    if (!query.next())
        return std::optional<PartnerCredentials>();
    PartnerCredentials found;
    found.app = {
        app, query.id<TenantId>(0), query.text(1), wordsOf(query.bytes(2)), wordsOf(query.bytes(3)), query.boolean(4)};
    found.keyHashes = hashesOf(query.text(5));
    return std::optional(std::move(found));
}

Result<QList<PartnerOverview>> PartnerRepository::all()
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"partners/list"_s));
    ROOST_TRY(query.exec());
    QList<PartnerOverview> found;
    while (query.next()) {
        const PartnerApp app{query.text(0),           query.id<TenantId>(1),   query.text(2),
                             wordsOf(query.bytes(3)), wordsOf(query.bytes(4)), query.boolean(5)};
        found << PartnerOverview{app, keysOf(query.text(6))};
    }
    return found;
}

Result<bool> PartnerRepository::isOriginKnown(const QString &origin)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"partners/origin_is_known"_s));
    query.bind(u":origin"_s, origin);
    ROOST_TRY(query.exec());
    return query.next() && query.boolean(0);
}

Result<std::optional<PartnerSession>> PartnerRepository::session(const ExperienceSessionId &session,
                                                                 const QStringList &seats, const QString &holder,
                                                                 const QDateTime &nowUtc)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"partners/session"_s));
    query.bind(u":session_id"_s, session)
        .bind(u":seats"_s, QString(u'{' + seats.join(u',') + u'}'))
        .bind(u":holder"_s, holder)
        .bind(u":now"_s, nowUtc.toString(Qt::ISODateWithMs));
    ROOST_TRY(query.exec());
    if (!query.next())
        return std::optional<PartnerSession>();
    return std::optional(PartnerSession{query.id<TenantId>(0), query.boolean(1), query.timestamp(2)});
}

Result<bool> PartnerRepository::tenantExists(const TenantId &tenant)
{
    ROOST_ASSIGN(Statement query, m_database.statement(u"partners/tenant_exists"_s));
    query.bind(u":id"_s, tenant);
    ROOST_TRY(query.exec());
    return query.next() && query.boolean(0);
}

Result<void> PartnerRepository::insert(const PartnerApp &app)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"partners/insert_app"_s));
    insert.bind(u":id"_s, app.id)
        .bind(u":tenant_id"_s, app.tenant)
        .bind(u":name"_s, app.name)
        .bind(u":origins"_s, jsonOf(app.origins))
        .bind(u":kinds"_s, jsonOf(app.kinds));
    return insert.exec();
}

Result<void> PartnerRepository::insertKey(const QString &app, const PartnerKeyId &key, const QByteArray &hash)
{
    ROOST_ASSIGN(Statement insert, m_database.statement(u"partners/insert_key"_s));
    insert.bind(u":id"_s, key).bind(u":app_id"_s, app).bind(u":key_hash"_s, QString::fromLatin1(hash.toHex()));
    return insert.exec();
}

Result<void> PartnerRepository::revokeOlderKeys(const QString &app)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"partners/revoke_older_keys"_s));
    update.bind(u":app_id"_s, app);
    return update.exec();
}

Result<int> PartnerRepository::revokeKeys(const QString &app, const PartnerKeyId &key)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"partners/revoke_keys"_s));
    update.bind(u":app_id"_s, app).bind(u":key_id"_s, key);
    ROOST_TRY(update.exec());
    return update.rowsAffected();
}

Result<bool> PartnerRepository::setActive(const QString &app, bool isActive)
{
    ROOST_ASSIGN(Statement update, m_database.statement(u"partners/set_active"_s));
    update.bind(u":id"_s, app).bind(u":is_active"_s, isActive);
    ROOST_TRY(update.exec());
    return update.rowsAffected() > 0;
}

} // namespace roost
