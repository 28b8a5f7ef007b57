// Sends bytes as they are, for a JSON writer would mend what is wrong with some of the numbers.
#include "BadInputWorld.h"

#include "support/DatabaseDigest.h"

#include <QTest>
#include <QTimeZone>

namespace roost::test {

using namespace Qt::StringLiterals;

void addBadCases(const QList<BadCase> &cases)
{
    QTest::addColumn<QByteArray>("who");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("word");
    for (const BadCase &bad : cases) {
        QTest::addRow("%s %s: %s", bad.method.constData(), bad.path.constData(), bad.name)
            << bad.who << bad.method << bad.path << bad.body << bad.status << QString::fromLatin1(bad.code)
            << QString::fromLatin1(bad.word);
    }
}

Result<void> BadInputWorld::start()
{
    ROOST_TRY(m_postgres.start());
    ROOST_TRY(m_api.start(m_postgres));
    for (const char *person : {"host", "guest", "other"})
        m_people.insert(person, m_api.registerUser(QString::fromLatin1(person)));
    name("tenant", m_api.createTenant(m_people.value("host")));
    // Yesterday's check-in is past there, whatever the hour is here.
    ROOST_TRY(make("stay", "/listings", R"({"title": "Atoll", "base_price_minor": 100000, "status": "published",
        "instant_book": true, "max_guests": 4, "time_zone": "Pacific/Kiritimati"})"));
    ROOST_TRY(make("draft", "/listings", R"({"title": "Draft"})"));
    name("nobody", u"01a1fafe-44b5-7949-aaa2-df6ec128c9ce"_s);
    const QDate there = QDateTime::currentDateTimeUtc().toTimeZone(QTimeZone("Pacific/Kiritimati")).date();
    name("yesterday", there.addDays(-1).toString(Qt::ISODate));
    name("today", there.toString(Qt::ISODate));
    return {};
}

Result<void> BadInputWorld::make(const QByteArray &word, const QByteArray &path, const QByteArray &body)
{
    const ApiAnswer made = send("host", "POST", "/api/v1/tenants/$tenant" + path, body);
    if (made.status != 201)
        return fail(ErrorCode::Internal, QString::fromUtf8(path + ": " + made.body));
    name(word, made.text(u"id"_s));
    return {};
}

QByteArray BadInputWorld::withNames(QByteArray text) const
{
    for (qsizetype at = text.indexOf("$day+"); at >= 0; at = text.indexOf("$day+")) {
        qsizetype end = at + 5;
        while (end < text.size() && text.at(end) >= '0' && text.at(end) <= '9')
            ++end;
        const QDate day = QDate::currentDate().addDays(text.mid(at + 5, end - at - 5).toInt());
        text.replace(at, end - at, day.toString(Qt::ISODate).toLatin1());
    }
    // Backwards, so that $usedToken is replaced before $used.
    for (auto word = m_names.end(); word != m_names.begin();) {
        --word;
        text.replace('$' + word.key(), word.value());
    }
    return text;
}

ApiAnswer BadInputWorld::send(const QByteArray &who, const QByteArray &method, const QByteArray &path,
                              const QByteArray &body) const
{
    const QByteArray content = withNames(body);
    QByteArray request = method + ' ' + withNames(path) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    if (!who.isEmpty())
        request += "Authorization: Bearer " + m_people.value(who).accessToken.toLatin1() + "\r\n";
    if (!content.isEmpty())
        request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n";
    return m_api.sendRaw(request + "\r\n" + content);
}

QString BadInputWorld::wrongWithRefusal() const
{
    const auto fetch = [](const char *column) {
        return *static_cast<QByteArray *>(QTest::qData(column, qMetaTypeId<QByteArray>()));
    };
    const int status = *static_cast<int *>(QTest::qData("status", qMetaTypeId<int>()));
    const QString code = *static_cast<QString *>(QTest::qData("code", qMetaTypeId<QString>()));
    const QString word = *static_cast<QString *>(QTest::qData("word", qMetaTypeId<QString>()));
    const auto before = databaseDigest(m_api.database().adminUrl);
    const ApiAnswer answer = send(fetch("who"), fetch("method"), fetch("path"), fetch("body"));
    const auto after = databaseDigest(m_api.database().adminUrl);
    if (!before || !after)
        return u"the database could not be read"_s;
    const QJsonObject details = answer.json().value("details"_L1).toObject();
    QStringList told{details.value("field"_L1).toString(), details.value("rule"_L1).toString(),
                     details.value("reason"_L1).toString()};
    told.removeAll(QString());
    const bool isAsSaid = answer.status == status && answer.code() == code && told.join(u' ') == word &&
                          !answer.text(u"detail"_s).isEmpty();
    if (!isAsSaid)
        return u"%1 %2 (%3) was expected: %4"_s.arg(status).arg(code, word, QString::fromUtf8(answer.body));
    return differences(*before, *after);
}

} // namespace roost::test
