// Knows pages by their property `items`.
#include "FieldSelection.h"

#include "common/Json.h"

#include <QUrlQuery>

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

QJsonObject selected(const QJsonObject &object, const QStringList &names)
{
    QJsonObject kept;
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key() == "id"_L1 || names.contains(member.key()))
            kept.insert(member.key(), member.value());
    }
    return kept;
}

QJsonArray selectedItems(const QJsonArray &items, const QStringList &names)
{
    QJsonArray kept;
    for (const QJsonValue &item : items)
        kept.append(selected(item.toObject(), names));
    return kept;
}

// allOf often repeats `items`, once bare and once with the items' schema.
QJsonObject merged(const QJsonObject &one, const QJsonObject &other)
{
    QJsonObject both = one;
    for (auto member = other.begin(); member != other.end(); ++member) {
        const QJsonValue known = both.value(member.key());
        const bool saysMore = known.toObject().value("items"_L1).toObject().isEmpty();
        if (known.isUndefined() || saysMore)
            both.insert(member.key(), member.value());
    }
    return both;
}

} // namespace

QJsonObject describedProperties(const QJsonObject &schema)
{
    QJsonObject properties = schema.value("properties"_L1).toObject();
    for (const QLatin1StringView keyword : {"allOf"_L1, "oneOf"_L1, "anyOf"_L1}) {
        const QJsonArray parts = schema.value(keyword).toArray();
        for (const QJsonValue &part : parts)
            properties = merged(properties, describedProperties(part.toObject()));
    }
    return properties;
}

FieldSelection::FieldSelection(const Operation &operation)
{
    m_isOffered = std::any_of(operation.parameters.begin(), operation.parameters.end(), [](const Parameter &parameter) {
        return parameter.place == Parameter::Place::Query && parameter.name == "fields"_L1;
    });
    QJsonObject properties = describedProperties(operation.replySchema);
    const QJsonObject itemSchema = properties.value("items"_L1).toObject().value("items"_L1).toObject();
    const QJsonObject ofItems = describedProperties(itemSchema);
    m_isPage = !ofItems.isEmpty();
    if (m_isPage)
        properties = ofItems;
    m_known = properties.keys();
}

Result<QStringList> FieldSelection::read(const http::Request &request) const
{
    if (!m_isOffered)
        return QStringList();
    const QUrlQuery query = request.query();
    if (!query.hasQueryItem(u"fields"_s))
        return QStringList();
    const QStringList names = query.queryItemValue(u"fields"_s, QUrl::FullyDecoded).split(u',');
    for (const QString &name : names) {
        if (m_known.contains(name))
            continue;
        return fail(ErrorCode::Validation,
                    u"There is no field '%1' here. Known are: %2."_s.arg(name.left(100), m_known.join(u", "_s)), {},
                    {{u"field"_s, u"fields"_s},
                     {u"unknown"_s, name.left(100)},
                     {u"known"_s, QJsonArray::fromStringList(m_known)}});
    }
    return names;
}

QByteArray FieldSelection::select(const QByteArray &json, const QStringList &names) const
{
    if (names.isEmpty())
        return json;
    const auto object = parseJsonObject(json);
    if (!object)
        return json;
    if (!m_isPage)
        return canonicalJson(selected(*object, names));
    QJsonObject page = *object;
    page.insert(u"items"_s, selectedItems(page.value("items"_L1).toArray(), names));
    return canonicalJson(page);
}

} // namespace roost::api
