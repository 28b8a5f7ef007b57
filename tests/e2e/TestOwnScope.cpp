// Guests and staff with real programs: their trips and assignments on their own computer, cancelled without a network,
// and what stays when a manager becomes staff.
#include "support/CliClient.h"
#include "support/Expect.h"
#include "support/RestClient.h"
#include "support/ServerProcess.h"

#include <QDate>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

QString password()
{
    return u"a-long-password-1"_s;
}

// A Monday, far enough away that nothing is too short notice.
QDate monday()
{
    const QDate soon = QDate::currentDate().addDays(30);
    return soon.addDays(8 - soon.dayOfWeek());
}

QString iso(const QDate &date)
{
    return date.toString(Qt::ISODate);
}

#define RUN_OK(reply)                                                                                                  \
    do {                                                                                                               \
        const CliReply &runReply = (reply);                                                                            \
        QVERIFY2(runReply.exitCode == 0, runReply.errors.constData());                                                 \
    } while (false)

} // namespace

class TestOwnScope : public QObject
{
    Q_OBJECT

private:
    struct Person
    {
        std::unique_ptr<RestClient> rest;
        QString id;
        std::unique_ptr<CliClient> cli;
    };
    Person addPerson(const QString &name)
    {
        Person person{std::make_unique<RestClient>(m_server->url()), {}, {}};
        const RestReply made = person.rest->registerAccount(name + u"@example.org"_s, password());
        person.id = made.json.value(u"user").toObject().value(u"id").toString();
        person.cli = std::make_unique<CliClient>(m_folder->filePath(name), password());
        return person;
    }
    CliReply logIn(const Person &person, const QString &name)
    {
        const CliReply reply = person.cli->run({u"login"_s, m_server->url().toString(), name + u"@example.org"_s});
        return reply.exitCode == 0 ? person.cli->run({u"sync"_s}) : reply;
    }
    QString makeListing(const QJsonObject &fields)
    {
        QJsonObject all{{u"base_price_minor"_s, 100000}, {u"instant_book"_s, true}, {u"status"_s, u"published"_s}};
        for (auto field = fields.begin(); field != fields.end(); ++field)
            all.insert(field.key(), field.value());
        return m_host.rest->post(m_tenant + u"/listings"_s, all).json.value(u"id").toString();
    }
    static QJsonObject only(const CliReply &reply)
    {
        const QJsonArray rows = reply.json.array();
        return rows.size() == 1 ? rows.first().toObject() : QJsonObject();
    }
    static QJsonArray scopesOf(const CliClient &cli)
    {
        return cli.runOffline({u"status"_s}).json.object().value(u"scopes").toArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProcess> m_server;
    Person m_host;
    QString m_tenantId;
    QString m_tenant; // its path

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QFile::setPermissions(m_folder->path(),
                                      QFile::permissions(m_folder->path()) | QFile::ExeOther | QFile::ReadOther));
        m_server = std::make_unique<ServerProcess>(m_folder->filePath(u"server"_s));
        EXPECT_OK(m_server->start());
        m_host = addPerson(u"solberg"_s);
        const RestReply made = m_host.rest->post(
            u"/api/v1/tenants"_s,
            {{u"name"_s, u"Fjord Homes"_s}, {u"currency"_s, u"NOK"_s}, {u"time_zone"_s, u"Europe/Oslo"_s}});
        QCOMPARE(made.status, 201);
        m_tenantId = made.json.value(u"id").toString();
        m_tenant = u"/api/v1/tenants/"_s + m_tenantId;
    }

    void cleanup()
    {
        m_host = {};
        m_server.reset();
        m_folder.reset();
    }

    void guestCancelsWithoutANetwork()
    {
        const QString cabin = makeListing({{u"title"_s, u"Cabin by the fjord"_s}, {u"city"_s, u"Bergen"_s}});
        const Person guest = addPerson(u"ravi"_s);
        RUN_OK(logIn(guest, u"ravi"_s));
        QCOMPARE(guest.cli->runOffline({u"trips"_s}).json.array().size(), 0);
        const RestReply booked = guest.rest->post(
            u"/api/v1/bookings"_s,
            {{u"listing_id"_s, cabin}, {u"check_in"_s, iso(monday())}, {u"check_out"_s, iso(monday().addDays(3))}});
        QCOMPARE(booked.status, 201);
        RUN_OK(guest.cli->run({u"sync"_s}));
        QJsonObject trip = only(guest.cli->runOffline({u"trips"_s}));
        QCOMPARE(trip.value(u"title").toString(), u"Cabin by the fjord"_s);
        QCOMPARE(trip.value(u"host").toString(), u"Fjord Homes"_s);
        QCOMPARE(trip.value(u"status").toString(), u"confirmed"_s);
        QCOMPARE(trip.value(u"check_in").toString(), iso(monday()));

        const QString code = trip.value(u"code").toString();
        RUN_OK(guest.cli->runOffline({u"trip"_s, u"cancel"_s, code, u"--reason"_s, u"Plans changed"_s}));
        trip = only(guest.cli->runOffline({u"trips"_s}));
        QCOMPARE(trip.value(u"status").toString(), u"cancelled"_s);
        QCOMPARE(trip.value(u"tentative").toBool(), true);
        RUN_OK(guest.cli->run({u"sync"_s}));
        trip = only(guest.cli->runOffline({u"trips"_s}));
        QCOMPARE(trip.value(u"status").toString(), u"cancelled"_s);
        QCOMPARE(trip.value(u"tentative").toBool(), false);
        const RestReply seen = m_host.rest->get(m_tenant + u"/bookings/"_s + trip.value(u"id").toString());
        QCOMPARE(seen.json.value(u"status").toString(), u"cancelled"_s);

        // A guest has no tenant's rows, and a second device finds the same.
        QCOMPARE(scopesOf(*guest.cli).size(), 1);
        const CliClient second(m_folder->filePath(u"second"_s), password());
        RUN_OK(second.run({u"login"_s, m_server->url().toString(), u"ravi@example.org"_s}));
        RUN_OK(second.run({u"sync"_s}));
        QCOMPARE(second.rows(u"trip"_s), guest.cli->rows(u"trip"_s));
    }

    void guestIsToldWhatTheHostDidMeanwhile()
    {
        const QString cabin = makeListing({{u"title"_s, u"Cabin"_s}, {u"instant_book"_s, false}});
        const Person guest = addPerson(u"ravi"_s);
        const RestReply asked = guest.rest->post(
            u"/api/v1/bookings"_s,
            {{u"listing_id"_s, cabin}, {u"check_in"_s, iso(monday())}, {u"check_out"_s, iso(monday().addDays(3))}});
        RUN_OK(logIn(guest, u"ravi"_s));
        const QString code = only(guest.cli->runOffline({u"trips"_s})).value(u"code").toString();
        RUN_OK(guest.cli->runOffline({u"trip"_s, u"cancel"_s, code}));
        QCOMPARE(
            m_host.rest->post(m_tenant + u"/bookings/"_s + asked.json.value(u"id").toString() + u"/accept"_s).status,
            200);
        RUN_OK(guest.cli->run({u"sync"_s}));
        QCOMPARE(only(guest.cli->runOffline({u"trips"_s})).value(u"status").toString(), u"confirmed"_s);
        const QJsonObject problem = only(guest.cli->runOffline({u"problems"_s}));
        QCOMPARE(problem.value(u"code").toString(), u"BOOKING_CHANGED"_s);
        // Now that it is known what it would be: once more.
        RUN_OK(guest.cli->run({u"resolve"_s, problem.value(u"id").toString(), u"--mine"_s}));
        RUN_OK(guest.cli->run({u"sync"_s}));
        QCOMPARE(only(guest.cli->runOffline({u"trips"_s})).value(u"status").toString(), u"cancelled"_s);
    }

    void managerWhoBecomesStaffKeepsTheirAssignments()
    {
        const Person lena = addPerson(u"lena"_s);
        const RestReply member = m_host.rest->post(m_tenant + u"/members"_s,
                                                   {{u"email"_s, u"lena@example.org"_s}, {u"role"_s, u"manager"_s}});
        QCOMPARE(member.status, 201);
        const QString massage = makeListing({{u"title"_s, u"Massage"_s},
                                             {u"kind"_s, u"service"_s},
                                             {u"service"_s, QJsonObject{{u"duration_minutes"_s, 60}}}});
        const QJsonArray day{QJsonObject{{u"from"_s, u"09:00"_s}, {u"to"_s, u"17:00"_s}}};
        const RestReply staff = m_host.rest->post(
            m_tenant + u"/staff"_s, {{u"name"_s, u"Lena"_s},
                                     {u"user_id"_s, lena.id},
                                     {u"hours"_s, QJsonObject{{u"time_zone"_s, u"Europe/Oslo"_s},
                                                              {u"weekly"_s, QJsonObject{{u"mon"_s, day}}}}}});
        QCOMPARE(staff.status, 201);
        QCOMPARE(staff.json.value(u"user_id").toString(), lena.id);
        const Person guest = addPerson(u"ravi"_s);
        const RestReply booked =
            guest.rest->post(u"/api/v1/bookings"_s,
                             {{u"listing_id"_s, massage}, {u"starts_at"_s, QString(iso(monday()) + u"T10:00:00Z"_s)}});
        QCOMPARE(booked.status, 201);

        RUN_OK(logIn(lena, u"lena"_s));
        QCOMPARE(scopesOf(*lena.cli).size(), 2);
        QVERIFY(!lena.cli->rows(u"booking"_s).isEmpty());
        QCOMPARE(m_host.rest
                     ->patch(m_tenant + u"/members/"_s + member.json.value(u"id").toString(), {{u"role"_s, u"staff"_s}})
                     .status,
                 200);
        RUN_OK(lena.cli->run({u"sync"_s}));
        QCOMPARE(scopesOf(*lena.cli).size(), 1);
        QVERIFY(lena.cli->rows(u"booking"_s).isEmpty());
        const QJsonObject work = only(lena.cli->runOffline({u"assignments"_s}));
        QCOMPARE(work.value(u"title").toString(), u"Massage"_s);
        QCOMPARE(work.value(u"status").toString(), u"confirmed"_s);
        QVERIFY(!work.contains(u"total_minor"));

        // Out of the team: nothing is left.
        QCOMPARE(m_host.rest->remove(m_tenant + u"/members/"_s + member.json.value(u"id").toString()).status, 204);
        RUN_OK(lena.cli->run({u"sync"_s}));
        QCOMPARE(lena.cli->runOffline({u"assignments"_s}).json.array().size(), 0);
    }

    void hostWhoIsTheirOwnGuestHasBothRows()
    {
        const QString cabin = makeListing({{u"title"_s, u"Cabin"_s}});
        QCOMPARE(m_host.rest
                     ->post(u"/api/v1/bookings"_s, {{u"listing_id"_s, cabin},
                                                    {u"check_in"_s, iso(monday())},
                                                    {u"check_out"_s, iso(monday().addDays(3))}})
                     .status,
                 201);
        RUN_OK(logIn(m_host, u"solberg"_s));
        QCOMPARE(m_host.cli->rows(u"booking"_s).size(), 1);
        QCOMPARE(m_host.cli->rows(u"trip"_s).size(), 1);
        const QString code = only(m_host.cli->runOffline({u"trips"_s})).value(u"code").toString();
        // Both are in step, whichever side does it.
        RUN_OK(m_host.cli->run({u"cancel"_s, code}));
        RUN_OK(m_host.cli->run({u"sync"_s}));
        QCOMPARE(only(m_host.cli->runOffline({u"trips"_s})).value(u"status").toString(), u"cancelled"_s);
        QCOMPARE(only(m_host.cli->runOffline({u"bookings"_s})).value(u"status").toString(), u"cancelled"_s);
    }
};

QTEST_GUILESS_MAIN(TestOwnScope)
#include "TestOwnScope.moc"
