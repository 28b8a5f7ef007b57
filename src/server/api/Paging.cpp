// A cursor is the base64url of a JSON array: the sort key of the last row shown.
#include "Paging.h"

#include "common/Json.h"
#include "common/Uuid.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxCursorLength = 1000;

bool fits(const QString &text, KeyPart part)
{
    bool isNumber = false;
    switch (part) {
    case KeyPart::Text:
        return !text.contains(QChar::Null);
    case KeyPart::Uuid:
        return !parseUuid(text).isNull();
    case KeyPart::Date:
        return text.size() == 10 && QDate::fromString(text, Qt::ISODate).isValid();
    case KeyPart::Integer:
        text.toLongLong(&isNumber);
        return isNumber;
    }
    return false;
}

std::optional<QStringList> decodeCursor(const QString &cursor, const QList<KeyPart> &keyParts)
{
    if (cursor.size() > kMaxCursorLength)
        return std::nullopt;
    const auto bytes = QByteArray::fromBase64Encoding(cursor.toLatin1(), QByteArray::Base64UrlEncoding |
                                                                             QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes)
        return std::nullopt;
    const QJsonArray parts = QJsonDocument::fromJson(*bytes).array();
    if (parts.size() != keyParts.size())
        return std::nullopt;
    QStringList key;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (!parts.at(i).isString() || !fits(parts.at(i).toString(), keyParts.at(i)))
            return std::nullopt;
        key << parts.at(i).toString();
    }
    return key;
}

} // namespace

QVariant Page::key(int index) const
{
    return after.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(after.at(index));
}

QString encodeCursor(const QStringList &key)
{
    const QByteArray json = compactJson(QJsonArray::fromStringList(key));
    return QString::fromLatin1(json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<Page> pageOf(const ApiRequest &request, const QList<KeyPart> &keyParts)
{
    Page page;
    page.limit =
        static_cast<int>(std::clamp<qint64>(request.queryInteger(u"limit"_s, kDefaultPageSize), 1, kMaxPageSize));
    const QString cursor = request.queryText(u"cursor"_s);
    if (cursor.isEmpty())
        return page;
    auto key = decodeCursor(cursor, keyParts);
    if (!key) {
        return fail(ErrorCode::Validation, u"The cursor is not one that this list gave out. Start without a cursor."_s,
                    {}, {{u"field"_s, u"cursor"_s}});
    }
    page.after = std::move(*key);
    return page;
}

PageWriter::PageWriter(const Page &page)
    : m_limit(page.limit)
{
}

void PageWriter::add(const QByteArray &rowJson, const QStringList &key)
{
    if (m_count == m_limit) {
        m_hasMore = true;
        return;
    }
    if (m_count++ > 0)
        m_items += ',';
    m_items += rowJson;
    m_lastKey = key;
}

PageWriter &PageWriter::add(const QList<JsonRow> &rows)
{
    for (const JsonRow &row : rows)
        add(row.json, row.key);
    return *this;
}

ApiReply PageWriter::reply() const
{
    const QByteArray cursor = m_hasMore ? '"' + encodeCursor(m_lastKey).toLatin1() + '"' : QByteArrayLiteral("null");
    return ApiReply::raw("{\"items\":[" + m_items + "],\"next_cursor\":" + cursor + '}');
}

} // namespace roost::api
