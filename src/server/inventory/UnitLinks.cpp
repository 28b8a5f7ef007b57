#include "UnitLinks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> wrongParts(const QString &rule, const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, u"parts"_s}, {u"rule"_s, rule}});
}

QString arrayOf(const QList<UnitId> &units)
{
    QStringList texts;
    for (const UnitId &unit : units)
        texts << unit.toString();
    return u'{' + texts.join(u',') + u'}';
}

QList<InstantRange> rangesIn(const QString &json)
{
    const auto instant = [](const QJsonValue &range, QLatin1StringView name) {
        return QDateTime::fromString(range[name].toString(), Qt::ISODateWithMs).toUTC();
    };
    QList<InstantRange> ranges;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue &range : array)
        ranges << InstantRange{instant(range, "from"_L1), instant(range, "to"_L1)};
    return ranges;
}

} // namespace

UnitLinks::UnitLinks(Database &database, const TenantId &tenant, const QDateTime &nowUtc)
    : m_database(database)
    , m_tenant(tenant)
    , m_nowUtc(nowUtc)
{
}

Result<std::optional<QByteArray>> UnitLinks::read(const ListingId &listing, const UnitId &unit)
{
    ROOST_ASSIGN(Statement read, m_database.statement(u"inventory/unit_parts"_s));
    read.bind(u":id"_s, unit).bind(u":listing_id"_s, listing).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(read.exec());
    return read.next() ? std::optional(read.text(0).toUtf8()) : std::nullopt;
}

Result<void> UnitLinks::checkHome(const ListingId &listing, const UnitId &unit)
{
    ROOST_ASSIGN(Statement find, m_database.statement(u"inventory/find_home"_s));
    find.bind(u":id"_s, unit).bind(u":listing_id"_s, listing).bind(u":tenant_id"_s, m_tenant);
    ROOST_TRY(find.exec());
    if (find.next())
        return {};
    return fail(ErrorCode::NotFound, u"There is no such unit. It may have been removed."_s, {},
                {{u"unit_id"_s, unit.toString()}});
}

Result<QList<InstantRange>> UnitLinks::setParts(const ListingId &listing, const UnitId &unit,
                                                const QList<UnitId> &parts)
{
    if (parts.size() > kMostParts)
        return wrongParts(u"many"_s, u"A unit has %1 parts at most."_s.arg(kMostParts));
    if (QSet<UnitId>(parts.begin(), parts.end()).size() != parts.size())
        return wrongParts(u"twice"_s, u"A part is named twice."_s);
    ROOST_TRY(checkHome(listing, unit));
    for (const UnitId &part : parts)
        ROOST_TRY(checkHome(ListingId(), part));
    if (parts.contains(unit))
        return wrongParts(u"cycle"_s, u"A unit can't be a part of itself."_s);

    ROOST_ASSIGN(Statement link, m_database.statement(u"inventory/link_units"_s));
    link.bind(u":unit_id"_s, unit)
        .bind(u":parts"_s, arrayOf(parts))
        .bind(u":now"_s, m_nowUtc.toString(Qt::ISODateWithMs));
    ROOST_TRY(link.exec());
    link.next();
    const QString outcome = link.text(0);
    if (outcome == "cycle"_L1)
        return wrongParts(u"cycle"_s, u"One of these has this unit as its part, directly or in several steps."_s);
    if (outcome == "taken"_L1) {
        return fail(ErrorCode::DatesTaken,
                    u"The unit and a part of it are taken at the same time. Move or cancel one of the two first."_s, {},
                    {{u"field"_s, u"parts"_s}});
    }
    return rangesIn(link.text(1));
}

} // namespace roost
