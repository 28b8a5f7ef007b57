// Reads one object of a rule document strictly. The first thing that is wrong is kept, as a Validation error whose
// details.field is a JSON path ("pricing.seasons[1].from"); everything read afterwards is a default.
#pragma once

#include "Percent.h"
#include "Weekdays.h"

#include <QDate>
#include <QJsonObject>
#include <QSet>
#include <QTime>

namespace roost {

inline constexpr qint64 kLargestRuleMinor = Q_INT64_C(100'000'000'000);
inline constexpr int kLongestRuleName = 100;

class RuleReader
{
public:
    // error outlives the reader and its children.
    RuleReader(const QJsonObject &object, const QString &path, std::optional<Error> &error);

    // Nothing when the field is missing; whatever is there must be right.
    std::optional<qint64> whole(const QString &field, qint64 least, qint64 most);
    std::optional<qint64> amount(const QString &field) { return whole(field, 0, kLargestRuleMinor); }
    std::optional<Percent> percent(const QString &field, Percent least, Percent most);
    std::optional<QDate> date(const QString &field);
    std::optional<QTime> time(const QString &field); // "17:00"
    std::optional<bool> flag(const QString &field);
    std::optional<QString> word(const QString &field, const QStringList &words);
    // 1 to kLongestRuleName characters, not blank, no control characters.
    std::optional<QString> name(const QString &field);
    QStringList names(const QString &field, int most);
    WeekdaySet weekdays(const QString &field);
    WeekdayNumbers weekdayNumbers(const QString &field, qint64 least, qint64 most);
    std::optional<RuleReader> object(const QString &field);
    QList<RuleReader> objects(const QString &field, int most);

    bool has(const QString &field) const { return m_object.contains(field); }
    const QStringList fieldNames() const { return m_object.keys(); }
    // Refuses the document: the field is missing, or wrong.
    void require(const QString &field);
    void refuse(const QString &field, const QString &text);
    // Refuses unless exactly one of the fields is there.
    void requireOneOf(const QString &one, const QString &other);
    // Refuses fields that were never asked for. The last call on each reader.
    void finish();
    bool hasFailed() const { return m_error->has_value(); }

private:
    QJsonValue take(const QString &field);
    QString pathOf(const QString &field) const { return m_path.isEmpty() ? field : m_path + u'.' + field; }
    QString checkedName(const QString &field, const QJsonValue &value);

    QJsonObject m_object;
    QString m_path;
    std::optional<Error> *m_error;
    QSet<QString> m_asked;
};

} // namespace roost
