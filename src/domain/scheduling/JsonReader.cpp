#include "JsonReader.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

bool hasControlCharacters(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

bool isName(const QJsonValue &value, int longest)
{
    const QString text = value.toString().trimmed();
    return value.isString() && !text.isEmpty() && text.size() <= longest && !hasControlCharacters(text);
}

} // namespace

JsonReader::JsonReader(const QJsonObject &object, QString path, std::optional<Error> &error)
    : m_object(object)
    , m_path(std::move(path))
    , m_error(&error)
{
}

QJsonValue JsonReader::take(const QString &field)
{
    m_asked << field;
    return m_object.value(field);
}

bool JsonReader::has(const QString &field) const
{
    return m_object.contains(field) && !m_object.value(field).isNull();
}

void JsonReader::refuse(const QString &field, const QString &text)
{
    if (!m_error->has_value())
        *m_error = Error{ErrorCode::Validation, text, {}, {{u"field"_s, field.isEmpty() ? m_path : pathOf(field)}}};
}

void JsonReader::require(const QString &field)
{
    if (!has(field))
        refuse(field, u"\"%1\" is missing."_s.arg(field));
}

void JsonReader::finish()
{
    const QStringList fields = m_object.keys();
    for (const QString &field : fields) {
        if (!m_asked.contains(field))
            refuse(field.left(100), u"There is no field \"%1\" here."_s.arg(field.left(100)));
    }
}

int JsonReader::whole(const QString &field, int least, int most, int otherwise)
{
    const QJsonValue value = take(field);
    if (!has(field))
        return otherwise;
    const qint64 number = value.toInteger(std::numeric_limits<qint64>::min());
    if (number >= least && number <= most)
        return static_cast<int>(number);
    refuse(field, u"\"%1\" is a whole number from %2 to %3."_s.arg(field).arg(least).arg(most));
    return otherwise;
}

bool JsonReader::flag(const QString &field, bool otherwise)
{
    const QJsonValue value = take(field);
    if (has(field) && !value.isBool())
        refuse(field, u"\"%1\" is either true or false."_s.arg(field));
    return value.toBool(otherwise);
}

QString JsonReader::name(const QString &field, int longest)
{
    const QJsonValue value = take(field);
    if (!has(field))
        return {};
    if (!isName(value, longest))
        refuse(field, u"\"%1\" is a text of 1 to %2 characters."_s.arg(field).arg(longest));
    return value.toString().trimmed();
}

QJsonArray JsonReader::list(const QString &field, int most)
{
    const QJsonValue value = take(field);
    if (!has(field))
        return {};
    const QJsonArray array = value.toArray();
    if (!value.isArray() || array.size() > most) {
        refuse(field, u"\"%1\" is a list of at most %2."_s.arg(field).arg(most));
        return {};
    }
    return array;
}

QStringList JsonReader::names(const QString &field, int longest, int most)
{
    QStringList names;
    const QJsonArray array = list(field, most);
    for (qsizetype i = 0; i < array.size() && !hasFailed(); ++i) {
        const QString at = u"%1[%2]"_s.arg(field).arg(i);
        if (!isName(array[i], longest))
            refuse(at, u"This is a text of 1 to %1 characters."_s.arg(longest));
        else if (names.contains(array[i].toString().trimmed()))
            refuse(at, u"This is there twice."_s);
        names << array[i].toString().trimmed();
    }
    return names;
}

QList<int> JsonReader::numbers(const QString &field, int least, int highest, int most)
{
    QList<int> numbers;
    QSet<int> known;
    const QJsonArray array = list(field, most);
    for (qsizetype i = 0; i < array.size() && !hasFailed(); ++i) {
        const QString at = u"%1[%2]"_s.arg(field).arg(i);
        const qint64 number = array[i].toInteger(std::numeric_limits<qint64>::min());
        if (number < least || number > highest)
            refuse(at, u"This is a whole number from %1 to %2."_s.arg(least).arg(highest));
        else if (known.contains(static_cast<int>(number)))
            refuse(at, u"This is there twice."_s);
        known << static_cast<int>(number);
        numbers << static_cast<int>(number);
    }
    return numbers;
}

QList<QDate> JsonReader::dates(const QString &field, int most)
{
    QList<QDate> dates;
    const QJsonArray array = list(field, most);
    for (qsizetype i = 0; i < array.size() && !hasFailed(); ++i) {
        const QString text = array[i].toString();
        const QDate date = QDate::fromString(text, u"yyyy-MM-dd"_s);
        if (!date.isValid() || date.year() < 1900 || date.year() > 2200)
            refuse(u"%1[%2]"_s.arg(field).arg(i), u"This is a real date, written like 2026-02-28."_s);
        dates << date;
    }
    return dates;
}

int JsonReader::timeOfDay(const QString &field)
{
    constexpr int kSecondsOfADay = 24 * 3600;
    const QString text = take(field).toString();
    if (text == "24:00"_L1)
        return kSecondsOfADay;
    const QTime time = QTime::fromString(text, u"HH:mm"_s);
    if (!time.isValid() || text.size() != 5)
        refuse(field, u"\"%1\" is a time like 09:30."_s.arg(field));
    return time.isValid() ? time.msecsSinceStartOfDay() / 1000 : 0;
}

JsonReader JsonReader::object(const QString &field)
{
    const QJsonValue value = take(field);
    if (has(field) && !value.isObject())
        refuse(field, u"\"%1\" is an object."_s.arg(field));
    return {value.toObject(), pathOf(field), *m_error};
}

QList<JsonReader> JsonReader::objects(const QString &field, int most)
{
    QList<JsonReader> readers;
    const QJsonArray array = list(field, most);
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString at = u"%1[%2]"_s.arg(field).arg(i);
        if (!array[i].isObject())
            refuse(at, u"This is an object."_s);
        readers << JsonReader(array[i].toObject(), pathOf(at), *m_error);
    }
    return readers;
}

} // namespace roost
