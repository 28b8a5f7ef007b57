#include "RuleReader.h"

namespace roost {

using namespace Qt::StringLiterals;

namespace {

// An amount within these bounds is exact in every JSON reader; the fallback lies outside every range.
constexpr qint64 kNoNumber = std::numeric_limits<qint64>::min();

} // namespace

RuleReader::RuleReader(const QJsonObject &object, const QString &path, std::optional<Error> &error)
    : m_object(object)
    , m_path(path)
    , m_error(&error)
{
}

QJsonValue RuleReader::take(const QString &field)
{
    m_asked.insert(field);
    return hasFailed() ? QJsonValue(QJsonValue::Undefined) : m_object.value(field);
}

void RuleReader::refuse(const QString &field, const QString &text)
{
    if (!hasFailed())
        *m_error = Error{ErrorCode::Validation, text, {}, {{u"field"_s, pathOf(field)}}};
}

void RuleReader::require(const QString &field)
{
    if (!has(field))
        refuse(field, u"\"%1\" is missing."_s.arg(field));
}

void RuleReader::requireOneOf(const QString &one, const QString &other)
{
    if (has(one) == has(other))
        refuse(has(one) ? other : one, u"Give either \"%1\" or \"%2\"."_s.arg(one, other));
}

void RuleReader::finish()
{
    for (const QString &field : m_object.keys()) {
        if (!m_asked.contains(field))
            refuse(field.left(kLongestRuleName), u"There is no rule \"%1\"."_s.arg(field.left(kLongestRuleName)));
    }
}

std::optional<qint64> RuleReader::whole(const QString &field, qint64 least, qint64 most)
{
    const QJsonValue value = take(field);
    if (value.isUndefined())
        return std::nullopt;
    const qint64 number = value.toInteger(kNoNumber);
    if (value.isDouble() && number >= least && number <= most)
        return number;
    refuse(field, u"\"%1\" is a whole number from %2 to %3."_s.arg(field).arg(least).arg(most));
    return std::nullopt;
}

std::optional<Percent> RuleReader::percent(const QString &field, Percent least, Percent most)
{
    const QJsonValue value = take(field);
    if (value.isUndefined())
        return std::nullopt;
    const auto percent = Percent::fromJson(value);
    if (percent && *percent >= least && *percent <= most)
        return percent;
    refuse(field, u"\"%1\" is a percentage from %2 to %3 with three decimals at most."_s.arg(field, least.toText(),
                                                                                             most.toText()));
    return std::nullopt;
}

std::optional<QDate> RuleReader::date(const QString &field)
{
    const QJsonValue value = take(field);
    if (value.isUndefined())
        return std::nullopt;
    const QString text = value.toString();
    const QDate date = QDate::fromString(text, u"yyyy-MM-dd"_s);
    if (date.isValid() && date.year() >= 1900 && date.year() <= 2200)
        return date;
    refuse(field, u"\"%1\" is a date like 2027-02-28."_s.arg(field));
    return std::nullopt;
}

std::optional<QTime> RuleReader::time(const QString &field)
{
    const QJsonValue value = take(field);
    if (value.isUndefined())
        return std::nullopt;
    const QTime time = QTime::fromString(value.toString(), u"HH:mm"_s);
    if (time.isValid())
        return time;
    refuse(field, u"\"%1\" is a time like 17:00."_s.arg(field));
    return std::nullopt;
}

std::optional<bool> RuleReader::flag(const QString &field)
{
    const QJsonValue value = take(field);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isBool())
        refuse(field, u"\"%1\" is either true or false."_s.arg(field));
    return value.toBool();
}

std::optional<QString> RuleReader::word(const QString &field, const QStringList &words)
{
    const QJsonValue value = take(field);
    if (value.isUndefined())
        return std::nullopt;
    if (value.isString() && words.contains(value.toString()))
        return value.toString();
    refuse(field, u"\"%1\" is one of: %2."_s.arg(field, words.join(u", "_s)));
    return std::nullopt;
}

QString RuleReader::checkedName(const QString &field, const QJsonValue &value)
{
    const QString text = value.toString();
    const bool hasControl =
        std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (!value.isString() || text.trimmed().isEmpty() || text.size() > kLongestRuleName || hasControl)
        refuse(field, u"A name has 1 to %1 characters."_s.arg(kLongestRuleName));
    return text;
}

std::optional<QString> RuleReader::name(const QString &field)
{
    const QJsonValue value = take(field);
    return value.isUndefined() ? std::nullopt : std::optional(checkedName(field, value));
}

QStringList RuleReader::names(const QString &field, int most)
{
    const QJsonValue value = take(field);
    if (value.isUndefined())
        return {};
    const QJsonArray array = value.toArray();
    if (!value.isArray() || array.isEmpty() || array.size() > most)
        refuse(field, u"\"%1\" is a list of 1 to %2 names."_s.arg(field).arg(most));
    QStringList list;
    for (int i = 0; i < array.size() && !hasFailed(); ++i) {
        const QString element = u"%1[%2]"_s.arg(field).arg(i);
        list << checkedName(element, array.at(i));
        if (list.indexOf(list.last()) < i)
            refuse(element, u"\"%1\" is there twice."_s.arg(list.last()));
    }
    return list;
}

WeekdaySet RuleReader::weekdays(const QString &field)
{
    const QJsonValue value = take(field);
    WeekdaySet set;
    if (value.isUndefined())
        return set;
    const QJsonArray array = value.toArray();
    bool isRight = value.isArray() && !array.isEmpty();
    for (const QJsonValue &name : array) {
        const int day = weekdayFromName(name.toString());
        isRight = isRight && day > 0 && !set.contains(day);
        set.add(day);
    }
    if (!isRight)
        refuse(field,
               u"\"%1\" is a list of different days of the week: mon, tue, wed, thu, fri, sat, sun."_s.arg(field));
    return set;
}

WeekdayNumbers RuleReader::weekdayNumbers(const QString &field, qint64 least, qint64 most)
{
    WeekdayNumbers numbers;
    std::optional<RuleReader> days = object(field);
    if (!days)
        return numbers;
    for (int day = Qt::Monday; day <= Qt::Sunday; ++day) {
        if (const auto number = days->whole(weekdayName(day), least, most))
            numbers.set(day, *number);
    }
    days->finish();
    return numbers;
}

std::optional<RuleReader> RuleReader::object(const QString &field)
{
    const QJsonValue value = take(field);
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isObject())
        refuse(field, u"\"%1\" is an object."_s.arg(field));
    return RuleReader(value.toObject(), pathOf(field), *m_error);
}

QList<RuleReader> RuleReader::objects(const QString &field, int most)
{
    const QJsonValue value = take(field);
    QList<RuleReader> readers;
    if (value.isUndefined())
        return readers;
    const QJsonArray array = value.toArray();
    if (!value.isArray() || array.size() > most)
        refuse(field, u"\"%1\" is a list of %2 at most."_s.arg(field).arg(most));
    for (int i = 0; i < array.size() && !hasFailed(); ++i) {
        const QString element = u"%1[%2]"_s.arg(field).arg(i);
        if (!array.at(i).isObject())
            refuse(element, u"Each rule is an object."_s);
        readers << RuleReader(array.at(i).toObject(), pathOf(element), *m_error);
    }
    return readers;
}

} // namespace roost
