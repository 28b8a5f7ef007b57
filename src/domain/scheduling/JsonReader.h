// Reads one object of a schedule document (seat plan, hours, service terms) strictly: everything that is there must be
// known and right. The first thing that is wrong is kept as a Validation error whose details.field is its path
// ("seat_plan.rows[2].missing[0]"); what is read afterwards is a default.
#pragma once

#include "common/Result.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QTime>

#include <optional>

namespace roost {

class JsonReader
{
public:
    // error outlives the reader and its children.
    JsonReader(const QJsonObject &object, QString path, std::optional<Error> &error);

    bool has(const QString &field) const;
    // Missing or null: otherwise.
    int whole(const QString &field, int least, int most, int otherwise);
    bool flag(const QString &field, bool otherwise);
    // 1 to `longest` characters, trimmed, without control characters; missing: empty.
    QString name(const QString &field, int longest);
    QStringList names(const QString &field, int longest, int most);
    // Whole numbers, none twice; missing: empty. No more than `most` are looked at.
    QList<int> numbers(const QString &field, int least, int highest, int most);
    QList<QDate> dates(const QString &field, int most);
    // Seconds of the day; "24:00" is its end. Missing is wrong.
    int timeOfDay(const QString &field);
    JsonReader object(const QString &field);
    QList<JsonReader> objects(const QString &field, int most);

    void refuse(const QString &field, const QString &text);
    void require(const QString &field);
    // Refuses fields that were never asked for. The last call on each reader.
    void finish();
    bool hasFailed() const { return m_error->has_value(); }
    // The path of a field, for a message or a field that another reader goes on with.
    QString pathOf(const QString &field) const { return m_path.isEmpty() ? field : m_path + u'.' + field; }

private:
    QJsonValue take(const QString &field);
    QJsonArray list(const QString &field, int most);

    QJsonObject m_object;
    QString m_path;
    std::optional<Error> *m_error; // never null
    QSet<QString> m_asked;
};

} // namespace roost
