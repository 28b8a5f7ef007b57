// Reads and writes entity tags.
#include "EntityTags.h"

#include "common/Json.h"
#include "server/http/ContentCoding.h"

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostTags = 20;

bool isEntityTag(const QByteArray &text)
{
    if (text.size() < 2 || !text.startsWith('"') || !text.endsWith('"'))
        return false;
    const QByteArray opaque = text.mid(1, text.size() - 2);
    return std::all_of(opaque.begin(), opaque.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '"'; });
}

} // namespace

QByteArray entityTagOf(const QByteArray &json)
{
    const auto object = parseJsonObject(json);
    if (!object)
        return {};
    for (const QLatin1StringView name : {"version"_L1, "revision"_L1}) {
        const QJsonValue number = object->value(name);
        if (number.isDouble())
            return '"' + QByteArray::number(number.toInteger()) + '"';
    }
    return {};
}

Result<EntityTagList> EntityTagList::parse(const QByteArray &value, const QString &header)
{
    EntityTagList list;
    if (value.trimmed() == "*") {
        list.isAny = true;
        return list;
    }
    const QByteArrayList items = value.split(',');
    for (const QByteArray &item : items) {
        QByteArray tag = item.trimmed();
        const bool isWeak = tag.startsWith("W/");
        if (isWeak)
            tag.remove(0, 2);
        if (!isEntityTag(tag) || items.size() > kMostTags) {
            return fail(ErrorCode::Validation, u"%1 must be an ETag that this server gave out."_s.arg(header), {},
                        {{u"field"_s, header}});
        }
        (isWeak ? list.weak : list.strong) << http::withoutCoding(tag);
    }
    return list;
}

} // namespace roost::api
