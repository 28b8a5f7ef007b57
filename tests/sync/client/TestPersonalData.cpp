// Personal data at rest: at no time does a file of the profile hold a name, an address or what was said in clear; all
// of it can be read and searched through the replica; a lost key costs what was not sent, and says so.
#include "Device.h"
#include "OlderReplica.h"

#include "support/ProfileBytes.h"

#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

const QStringList kSecrets{u"Ragnhild"_s,     u"ragna@example.org"_s, u"4791200777"_s, u"allergic to cats"_s,
                           u"late arrival"_s, u"PAYREF-8812"_s,       u"Sigbjørn"_s,   u"sigge@example.org"_s};

} // namespace

class TestPersonalData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_device.reset(); }

    void nothingLiesInClear();
    void isReadAndSearched();
    void waitingEditsLieSealed();
    void problemsLieSealed();
    void anUpgradeSealsWhatIsThere();
    void aLostKeyCostsWhatWasNotSent();
    void withoutTheKeyAReaderShowsTheRest();
    void valuesCannotBeMovedBetweenRows();

private:
    void boot(const replica::FieldKey &key = fieldKey()) { m_device->boot(key); }
    Result<MutationId> enterBooking();
    QString file() const;
    QStringList found() const { return wordsFoundIn(m_device->folder(), kSecrets); }

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<Device> m_device;
    QString m_listing;
    QString m_contact;
    QString m_booking;
};

void TestPersonalData::init()
{
    m_server = std::make_unique<FakeServer>();
    m_listing = m_server->addListing(u"Loft"_s);
    m_contact = uuidText(newUuid());
    m_server->put(u"contact"_s, m_contact,
                  {{u"name"_s, u"Ragnhild Øye"_s},
                   {u"email"_s, u"ragna@example.org"_s},
                   {u"phone"_s, u"4791200777"_s},
                   {u"notes"_s, u"allergic to cats"_s}});
    m_booking = m_server->addBooking(m_listing, u"2026-05-01"_s, u"2026-05-04"_s, u"pending"_s);
    m_server->put(u"booking"_s, m_booking, {{u"contact_id"_s, m_contact}, {u"message"_s, u"late arrival"_s}});
    m_server->put(u"payout"_s, uuidText(newUuid()),
                  {{u"amount_minor"_s, 100},
                   {u"currency"_s, u"NOK"_s},
                   {u"status"_s, u"paid"_s},
                   {u"period_from"_s, u"2026-01-01"_s},
                   {u"period_to"_s, u"2026-02-01"_s},
                   {u"reference"_s, u"PAYREF-8812"_s}});
    m_device = std::make_unique<Device>(*m_server);
    m_device->sync();
}

Result<MutationId> TestPersonalData::enterBooking()
{
    replica::BookingEntry entry;
    entry.listing = ListingId::fromString(m_listing);
    entry.checkIn = {2026, 7, 1};
    entry.checkOut = {2026, 7, 4};
    entry.name = u"Sigbjørn Moe"_s;
    entry.email = u"sigge@example.org"_s;
    return m_device->replica().edit(replica::enterBooking(BookingId::create(), entry));
}

QString TestPersonalData::file() const
{
    return m_device->folder() + u'/' + *replica::Profile::currentGeneration(m_device->folder());
}

void TestPersonalData::nothingLiesInClear()
{
    QCOMPARE(found(), QStringList());
    // By pull too, over what a snapshot brought.
    m_server->put(u"contact"_s, m_contact, {{u"name"_s, u"Ragnhild Vik"_s}});
    m_device->sync();
    QCOMPARE(m_device->reader().contacts()->first().name, u"Ragnhild Vik"_s);
    QCOMPARE(found(), QStringList());
    m_device->kill();
    QCOMPARE(found(), QStringList());
    // The check itself sees: what isn't personal lies there as it is.
    QVERIFY(!wordsFoundIn(m_device->folder(), {u"Loft"_s}).isEmpty());
}

void TestPersonalData::isReadAndSearched()
{
    auto &reader = m_device->reader();
    const auto contact = reader.contact(ContactId::fromString(m_contact));
    EXPECT_OK(contact);
    QCOMPARE((*contact)->name, u"Ragnhild Øye"_s);
    QCOMPARE((*contact)->email, u"ragna@example.org"_s);
    QCOMPARE((*contact)->phone, u"4791200777"_s);
    QCOMPARE((*contact)->notes, u"allergic to cats"_s);
    QCOMPARE(reader.payouts()->first().reference, u"PAYREF-8812"_s);
    replica::BookingFilter filter;
    for (const QString &text : {u"agnhil"_s, u"ragnhild ø"_s, u"RAGNHILD Ø"_s, u"øye"_s, u"ØYE"_s}) {
        filter.text = text;
        const auto bookings = reader.findBookings(filter, 10);
        QVERIFY(bookings);
        QVERIFY2(bookings->size() == 1, qPrintable(text));
        QCOMPARE(bookings->first().guestName, u"Ragnhild Øye"_s);
        QCOMPARE(bookings->first().message, u"late arrival"_s);
    }
    filter.text = u"Ragnar"_s;
    QVERIFY(reader.findBookings(filter, 10)->isEmpty());
    m_server->put(u"contact"_s, m_contact, {{u"name"_s, u"Ragnar"_s}});
    m_device->sync();
    QCOMPARE(reader.findBookings(filter, 10)->size(), 1);
}

void TestPersonalData::waitingEditsLieSealed()
{
    m_device->network.isOnline = false;
    EXPECT_OK(enterBooking());
    EXPECT_OK(m_device->replica().edit(replica::decideBooking(
        **m_device->reader().booking(BookingId::fromString(m_booking)), BookingAction::Decline, u"late arrival"_s)));
    QCOMPARE(m_device->counts().waiting, 2);
    QCOMPARE(found(), QStringList());
    const QJsonObject contact = m_device->reader().outbox()->first().args.value(u"contact").toObject();
    QCOMPARE(contact.value(u"name").toString(), u"Sigbjørn Moe"_s);
    m_device->kill();
    boot();
    QCOMPARE(m_device->counts().waiting, 2);
    m_device->network.isOnline = true;
    m_device->sync(10);
    QCOMPARE(m_device->counts().waiting, 0);
    QCOMPARE(found(), QStringList());
}

void TestPersonalData::problemsLieSealed()
{
    m_device->network.isOnline = false;
    EXPECT_OK(enterBooking());
    const auto waiting = m_device->replica().waitingMutations(1);
    sync::Outcome outcome;
    outcome.mid = waiting->first().mid;
    outcome.mutation = waiting->first().id;
    outcome.kind = sync::OutcomeKind::Rejected;
    outcome.code = u"DATES_TAKEN"_s;
    outcome.theirs = QJsonObject{{u"taken"_s, QJsonArray{u"Ragnhild"_s}}};
    EXPECT_OK(m_device->replica().storeOutcomes({outcome}));
    const auto problems = m_device->problems();
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().args.value(u"contact").toObject().value(u"email").toString(), u"sigge@example.org"_s);
    QCOMPARE(problems.first().listing.toString(), m_listing);
    QCOMPARE(problems.first().theirs.toObject(), outcome.theirs);
    QCOMPARE(found(), QStringList());
}

void TestPersonalData::anUpgradeSealsWhatIsThere()
{
    m_device->network.isOnline = false;
    EXPECT_OK(enterBooking());
    m_device->kill();
    EXPECT_OK(downgrade(file()));
    // As the earlier program left it.
    QCOMPARE(found().size(), kSecrets.size());
    boot();
    QCOMPARE(found(), QStringList());
    QCOMPARE(m_device->reader().outbox()->first().args.value(u"contact").toObject().value(u"email").toString(),
             u"sigge@example.org"_s);
    QCOMPARE(m_device->reader().contact(ContactId::fromString(m_contact)).value()->name, u"Ragnhild Øye"_s);
    m_device->network.isOnline = true;
    m_device->sync(10);
    QCOMPARE(m_device->counts().waiting, 0);
    QCOMPARE(found(), QStringList());
}

void TestPersonalData::aLostKeyCostsWhatWasNotSent()
{
    m_device->network.isOnline = false;
    EXPECT_OK(enterBooking());
    EXPECT_OK(m_device->edit(m_listing, {{u"title"_s, u"Sky loft"_s}}));
    m_device->kill();
    const auto newKey = replica::FieldKey::create();
    boot(newKey);
    // What is not sealed is there; what is shows as such; what waited is not sent in pieces but shown.
    QCOMPARE(m_device->listing(m_listing).title, u"Sky loft"_s);
    const auto contact = m_device->reader().contact(ContactId::fromString(m_contact));
    QCOMPARE((*contact)->name, u"(can't be read)"_s);
    QCOMPARE(m_device->counts().waiting, 0);
    const auto problems = m_device->problems();
    QCOMPARE(problems.size(), 2);
    QStringList names;
    for (const auto &problem : problems) {
        names << problem.name;
        QCOMPARE(problem.code, u"KEY_LOST"_s);
        QVERIFY(!problem.message.isEmpty());
    }
    names.sort();
    QCOMPARE(names, (QStringList{u"booking.create"_s, u"listing.edit"_s}));
    EXPECT_ERROR(m_device->replica().resolveProblem(problems.first().id, replica::ProblemChoice::Mine), Validation);
    // All else comes from the server, under the new key.
    m_device->network.isOnline = true;
    m_device->sync(10);
    QCOMPARE(m_device->reader().contact(ContactId::fromString(m_contact)).value()->name, u"Ragnhild Øye"_s);
    QCOMPARE(m_device->listing(m_listing).title, u"Loft"_s);
    QVERIFY(!m_device->listing(m_listing).isTentative);
    QCOMPARE(m_server->applied, 0);
    QCOMPARE(m_device->problems().size(), 2);
    EXPECT_OK(m_device->edit(m_listing, {{u"title"_s, u"Sky loft"_s}}));
    m_device->sync(10);
    QCOMPARE(m_server->row(u"listing"_s, m_listing).value(u"title").toString(), u"Sky loft"_s);
}

void TestPersonalData::withoutTheKeyAReaderShowsTheRest()
{
    const auto reader = replica::ReplicaReader::open(m_device->folder(), replica::FieldKey());
    EXPECT_OK(reader);
    const auto booking = (*reader)->booking(BookingId::fromString(m_booking));
    EXPECT_OK(booking);
    QCOMPARE((*booking)->guestName, u"(can't be read)"_s);
    QCOMPARE((*booking)->checkIn, QDate(2026, 5, 1));
    replica::BookingFilter filter;
    filter.text = u"read"_s;
    QVERIFY((*reader)->findBookings(filter, 10)->isEmpty());
    MockClock clock;
    const auto profile = replica::Profile::open(m_device->folder());
    EXPECT_ERROR(replica::Replica::open(*profile, clock, replica::FieldKey()), Forbidden);
}

void TestPersonalData::valuesCannotBeMovedBetweenRows()
{
    const QString other = uuidText(newUuid());
    m_server->put(u"contact"_s, other,
                  {{u"name"_s, u"Ola"_s}, {u"email"_s, u""_s}, {u"phone"_s, u""_s}, {u"notes"_s, u""_s}});
    m_device->sync();
    {
        const auto database = Database::openSqlite(file());
        EXPECT_OK(database);
        EXPECT_OK((*database)->execute(
            u"UPDATE contact SET name = (SELECT name FROM contact WHERE id = '%1') WHERE id = '%2'"_s.arg(other,
                                                                                                          m_contact)));
    }
    QCOMPARE(m_device->reader().contact(ContactId::fromString(other)).value()->name, u"Ola"_s);
    QCOMPARE(m_device->reader().contact(ContactId::fromString(m_contact)).value()->name, u"(can't be read)"_s);
}

QTEST_GUILESS_MAIN(TestPersonalData)
#include "TestPersonalData.moc"
