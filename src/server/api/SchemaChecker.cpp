// The only file that sees valijson.
#include "SchemaChecker.h"

#include "common/Uuid.h"

#include <QJsonArray>
#include <QTime>

#include <cmath>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace roost::api {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> misfit(const QString &field, const QString &what)
{
    const QString where = field.isEmpty() ? u"The request"_s : u"The field %1"_s.arg(field);
    return fail(ErrorCode::Validation, where + u' ' + what, {}, {{u"field"_s, field}});
}

bool hasType(const QJsonObject &schema, const QString &type)
{
    const QJsonValue types = schema.value("type"_L1);
    return types.isArray() ? types.toArray().contains(type) : types.toString() == type;
}

QJsonValue withoutIntegers(const QJsonValue &types)
{
    if (!types.isArray())
        return types == "integer"_L1 ? QJsonValue(u"number"_s) : types;
    QJsonArray names;
    const QJsonArray from = types.toArray();
    for (const QJsonValue &name : from)
        names.append(withoutIntegers(name));
    return names;
}

QJsonValue forValijson(const QJsonValue &value);

QJsonValue keywordForValijson(const QString &keyword, const QJsonValue &value)
{
    if (keyword == "type"_L1)
        return withoutIntegers(value);
    if (keyword == "enum"_L1 || keyword == "required"_L1)
        return value;
    if (keyword != "properties"_L1)
        return forValijson(value);
    QJsonObject properties;
    const QJsonObject described = value.toObject();
    for (auto property = described.begin(); property != described.end(); ++property)
        properties.insert(property.key(), forValijson(property.value()));
    return properties;
}

// What valijson gets: without formats (checked here), and with "integer" as "number", for it knows 32 bits only.
QJsonValue forValijson(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray items;
        const QJsonArray from = value.toArray();
        for (const QJsonValue &item : from)
            items.append(forValijson(item));
        return items;
    }
    if (!value.isObject())
        return value;
    static const QStringList ignored{u"format"_s, u"description"_s, u"default"_s, u"example"_s};
    QJsonObject reduced;
    const QJsonObject schema = value.toObject();
    for (auto keyword = schema.begin(); keyword != schema.end(); ++keyword) {
        if (!ignored.contains(keyword.key()))
            reduced.insert(keyword.key(), keywordForValijson(keyword.key(), keyword.value()));
    }
    return reduced;
}

bool usesPattern(const QJsonValue &value)
{
    if (value.isArray()) {
        const QJsonArray items = value.toArray();
        return std::any_of(items.begin(), items.end(), [](const QJsonValue &item) { return usesPattern(item); });
    }
    const QJsonObject object = value.toObject();
    if (object.value("pattern"_L1).isString() && object.contains("type"_L1))
        return true;
    return std::any_of(object.begin(), object.end(), [](const QJsonValue &member) { return usesPattern(member); });
}

bool fitsFormat(const QString &text, const QString &format)
{
    if (format == "uuid"_L1)
        return text.size() == 36 && !parseUuid(text).isNull();
    if (format == "date"_L1) {
        const QDate date = QDate::fromString(text, u"yyyy-MM-dd"_s);
        return text.size() == 10 && date.isValid() && date.year() >= 1900 && date.year() <= 9999;
    }
    if (format == "date-time"_L1) {
        const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
        return time.isValid() && time.timeSpec() != Qt::LocalTime;
    }
    if (format == "time"_L1)
        return text.size() == 5 && QTime::fromString(text, u"HH:mm"_s).isValid();
    return true;
}

QString below(const QString &field, const QString &name)
{
    return field.isEmpty() ? name : field + u'.' + name;
}

// What valijson does not check. The value's shape is right already, so this only descends where the schema does.
Result<void> checkBeyondShape(const QJsonObject &schema, const QJsonValue &value, const QString &field)
{
    if (value.isString()) {
        if (value.toString().contains(QChar::Null))
            return misfit(field, u"holds a NUL character."_s);
        const QString format = schema.value("format"_L1).toString();
        if (!fitsFormat(value.toString(), format))
            return misfit(field, u"is not a valid %1."_s.arg(format));
        return {};
    }
    if (value.isDouble()) {
        // Beyond 2^53 a double no longer tells whole numbers apart; 2^53 + 1 is told from 2^53 as the integer only.
        constexpr qint64 kLargestExact = Q_INT64_C(9007199254740992);
        const double number = value.toDouble();
        if (hasType(schema, u"integer"_s) && (number != std::floor(number) || std::abs(number) > kLargestExact ||
                                              std::abs(value.toInteger()) > kLargestExact))
            return misfit(field, u"must be a whole number."_s);
        return {};
    }
    if (value.isArray()) {
        const QJsonArray items = value.toArray();
        const QJsonObject itemSchema = schema.value("items"_L1).toObject();
        for (qsizetype i = 0; i < items.size(); ++i)
            ROOST_TRY(checkBeyondShape(itemSchema, items.at(i), field + u"[%1]"_s.arg(i)));
        return {};
    }
    const QJsonObject object = value.toObject();
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        ROOST_TRY(
            checkBeyondShape(properties.value(member.key()).toObject(), member.value(), below(field, member.key())));
    return {};
}

// valijson names places as "<root>", "[name]", "[0]".
QString fieldOf(const std::vector<std::string> &context)
{
    QString field;
    for (size_t i = 1; i < context.size(); ++i) {
        QString name = QString::fromStdString(context[i]);
        if (name.startsWith(u'[') && name.endsWith(u']'))
            name = name.mid(1, name.size() - 2);
        bool isIndex = false;
        name.toUInt(&isIndex);
        field = isIndex ? field + u"[%1]"_s.arg(name) : below(field, name);
    }
    return field;
}

} // namespace

SchemaChecker::SchemaChecker(std::shared_ptr<const valijson::Schema> compiled, QJsonObject schema)
    : m_compiled(std::move(compiled))
    , m_schema(std::move(schema))
{
}

Result<SchemaChecker> SchemaChecker::compile(const QJsonObject &schema)
{
    if (usesPattern(schema))
        return fail(ErrorCode::Internal, u"The API description uses `pattern`, which is not supported."_s);
    auto compiled = std::make_shared<valijson::Schema>();
    try {
        valijson::SchemaParser parser;
        const QJsonValue reduced = forValijson(schema);
        parser.populateSchema(valijson::adapters::QtJsonAdapter(reduced), *compiled);
    } catch (const std::exception &exception) {
        return fail(ErrorCode::Internal, u"The API description has a schema that can't be used."_s,
                    QString::fromUtf8(exception.what()));
    }
    return SchemaChecker(std::move(compiled), schema);
}

Result<void> SchemaChecker::check(const QJsonValue &value) const
{
    try {
        valijson::Validator validator(valijson::Validator::kStrongTypes);
        valijson::ValidationResults results;
        if (!validator.validate(*m_compiled, valijson::adapters::QtJsonAdapter(value), &results)) {
            valijson::ValidationResults::Error deepest;
            valijson::ValidationResults::Error error;
            // The deepest place comes last in a chain of "the parent is wrong because of the child".
            while (results.popError(error)) {
                if (deepest.description.empty() || error.context.size() > deepest.context.size())
                    deepest = error;
            }
            return misfit(fieldOf(deepest.context),
                          u"does not fit the API description: "_s + QString::fromStdString(deepest.description));
        }
    } catch (const std::exception &exception) {
        return fail(ErrorCode::Internal, u"The request could not be checked. Report this with the request id."_s,
                    QString::fromUtf8(exception.what()));
    }
    return checkBeyondShape(m_schema, value, {});
}

} // namespace roost::api
