// Typed values by field.
#include "FieldValues.h"

#include "common/Json.h"
#include "domain/ListingRules.h"
#include "domain/Money.h"

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> wrong(const QString &text)
{
    return fail(ErrorCode::Validation, text);
}

bool isNumber(const QString &field)
{
    return field == u"base_price_minor" || field == u"min_nights" || field == u"max_nights" || field == u"max_guests";
}

bool isSwitch(const QString &field)
{
    return field == u"instant_book" || field == u"hold_pending";
}

bool mayBeEmpty(const QString &field)
{
    return field == u"base_price_minor" || field == u"max_nights";
}

bool isDocument(const QString &field)
{
    return field == u"pricing" || field == u"cancellation_policy" || field == u"service" || field == u"service";
}

// Words with commas between them.
QJsonArray wordList(const QString &text)
{
    QJsonArray words;
    for (const QString &word : text.split(u',')) {
        if (!word.trimmed().isEmpty())
            words << word.simplified();
    }
    return words;
}

Result<QJsonValue> valueOf(const QString &field, const QString &text)
{
    if (isSwitch(field))
        return switchValue(field, text);
    if (isDocument(field)) {
        ROOST_ASSIGN(const QJsonObject document, parseJsonObject(text.toUtf8()));
        return QJsonValue(document);
    }
    if (field == u"amenities")
        return QJsonValue(wordList(text));
    if (!isNumber(field))
        return QJsonValue(text);
    if (mayBeEmpty(field) && (text.isEmpty() || text == u"none"))
        return QJsonValue(QJsonValue::Null);
    bool isWhole = false;
    const qint64 number = text.toLongLong(&isWhole);
    if (!isWhole)
        return wrong(u"%1 takes a whole number, not '%2'."_s.arg(field, text));
    return QJsonValue(number);
}

} // namespace

Result<QList<Assignment>> assignments(const QStringList &words, const QString &example)
{
    QList<Assignment> found;
    for (const QString &word : words) {
        const qsizetype sign = word.indexOf(u'=');
        if (sign < 1)
            return wrong(u"'%1' is no change. Write FIELD=VALUE, for example %2."_s.arg(word, example));
        found << Assignment{word.left(sign).trimmed(), word.mid(sign + 1)};
    }
    return found;
}

Result<QJsonValue> switchValue(const QString &field, const QString &text)
{
    const QString word = text.toLower();
    if (word == u"on" || word == u"yes" || word == u"true" || word == u"1")
        return QJsonValue(true);
    if (word == u"off" || word == u"no" || word == u"false" || word == u"0")
        return QJsonValue(false);
    return wrong(u"%1 is either on or off."_s.arg(field));
}

Result<QJsonObject> parseChanges(const replica::ListingRow &listing, const QStringList &assignments)
{
    QJsonObject changes;
    for (const QString &assignment : assignments) {
        const qsizetype sign = assignment.indexOf(u'=');
        if (sign < 1)
            return wrong(u"'%1' is no change. Write FIELD=VALUE, for example min_nights=3."_s.arg(assignment));
        const QString field = assignment.left(sign).trimmed();
        const QString text = assignment.mid(sign + 1);
        if (field == u"price" && text != u"none") {
            ROOST_ASSIGN(const Currency currency, Currency::fromCode(listing.currency));
            ROOST_ASSIGN(const qint64 minor, parseMinorUnits(text, currency));
            changes.insert(u"base_price_minor"_s, minor);
            continue;
        }
        const QString name = field == u"price" ? u"base_price_minor"_s : field;
        if (!editableListingFields().contains(name)) {
            return wrong(
                u"There is no field '%1'. Fields: price, %2"_s.arg(field, editableListingFields().join(u", "_s)));
        }
        ROOST_ASSIGN(const QJsonValue value, valueOf(name, text));
        changes.insert(name, value);
    }
    return changes;
}

} // namespace roost::cli
