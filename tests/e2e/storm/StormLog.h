// What clients asked in a storm and what they were told: a line each, appended by each client to a file of its own.
#pragma once

#include <QFile>
#include <QJsonObject>
#include <QList>

namespace roost::test {

struct StormEntry
{
    qint64 askedAtMs = 0;    // since 1970, before the request was sent
    qint64 answeredAtMs = 0; // after the reply was read
    QString who;             // a guest's user id, or "host"
    QString what;  // "hold", "confirm", "extend", "release", "book", "change", "cancel", "withdraw", "accept", …
    QString about; // the id in the path: of a hold, a booking, a waitlist entry
    QJsonObject asked;
    int status = 0; // 0: no answer
    QJsonObject answer;

    bool isAnswered() const { return status != 0 && status != 503; }
    bool isDone() const { return status >= 200 && status < 300; }
    QString code() const { return answer.value(QStringLiteral("code")).toString(); }
    QString answerId() const { return answer.value(QStringLiteral("id")).toString(); }
};

class StormLog
{
public:
    explicit StormLog(const QString &path);
    void append(const StormEntry &entry);

    // Of all files in a folder, by the time of asking.
    static QList<StormEntry> readFolder(const QString &path);

private:
    QFile m_file;
};

} // namespace roost::test
