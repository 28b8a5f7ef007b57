// The model over a replica on disk: the same as plain questions say, and after each change the same as loaded anew.
#include "client/models/BackgroundReader.h"
#include "client/models/TimelineModel.h"
#include "client/replica/Edits.h"
#include "support/CalendarProfile.h"
#include "support/Expect.h"
#include "support/TestKey.h"

#include <QSignalSpy>
#include <QTest>

using namespace roost;
using namespace Qt::StringLiterals;

namespace {

const QDate kDay(2026, 6, 1);

// Everything that a snapshot says, in a form that can be compared.
QStringList describe(const TimelineData &data)
{
    QStringList lines;
    const auto addLane = [&](const QString &of, const TimelineLane &lane) {
        for (const TimelineBar &bar : lane.bars())
            lines << QStringList{of,
                                 uuidText(bar.id),
                                 QString::number(bar.days.from),
                                 QString::number(bar.days.to),
                                 lane.label(bar),
                                 data.sources.value(bar.source),
                                 bookingStatusName(bar.status),
                                 bar.kind == BarKind::Block ? u"block"_s : u"booking"_s,
                                 bar.tentative ? u"tentative"_s : u"sent"_s}
                         .join(u'|');
    };
    for (const auto &listing : data.listings) {
        lines << QStringList{listing->title, listing->city, listing->tentative ? u"tentative"_s : u"sent"_s,
                             listing->hasProblem ? u"problem"_s : u"fine"_s}
                     .join(u'|');
        addLane(u"-"_s, *listing->unassigned);
        for (const TimelineUnit &unit : listing->units) {
            addLane(unit.id.toString(), *unit.lane);
            for (const TimelineProblem &problem : unit.problems)
                lines << u"problem %1 %2"_s.arg(problem.days.from).arg(problem.days.to);
        }
    }
    return lines;
}

} // namespace

class TestTimelineModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatThePlainQueriesSay();
    void sessionsAndSlotsShareTheirDays();
    void followsEachEdit();
    void followsRowsThatAppearMoveAndGo();
    void keepsWhatDidNotChange();
    void showsProblemsOnTheirNights();
    void collectsChangesWhileLoading();

private:
    static void load(TimelineModel &model)
    {
        QSignalSpy changed(&model, &TimelineModel::changed);
        model.refresh();
        QVERIFY(changed.wait());
    }
    static void compareWithFresh(const TimelineModel &model, test::CalendarProfile &profile)
    {
        const auto fresh = TimelineLoader(profile.reader()).loadAll();
        EXPECT_OK(fresh);
        QCOMPARE(describe(*model.data()), describe(*fresh->data));
        QVERIFY(model.data()->extent == fresh->data->extent);
    }
    static void apply(TimelineModel &model, const replica::ReplicaChange &change)
    {
        QSignalSpy changed(&model, &TimelineModel::changed);
        model.apply(change);
        QVERIFY(changed.wait());
    }
};

void TestTimelineModel::showsWhatThePlainQueriesSay()
{
    test::CalendarProfile profile;
    const ListingId home = profile.addListing(u"Home"_s, u"Oslo"_s);
    const ListingId hotel = profile.addListing(u"Hotel"_s, u"Bergen"_s, 2);
    const UnitId flat = profile.unitsOf(home).first().id;
    const QStringList statuses{u"pending"_s, u"confirmed"_s, u"completed"_s,
                               u"no_show"_s, u"cancelled"_s, u"expired"_s};
    for (int i = 0; i < statuses.size(); ++i)
        profile.addBooking(home, flat, kDay.addDays(10 * i), kDay.addDays(10 * i + 3), statuses[i],
                           u"Guest %1"_s.arg(i));
    profile.addBooking(hotel, {}, kDay, kDay.addDays(2), u"pending"_s);
    profile.addBlock(hotel, profile.unitsOf(hotel).last().id, kDay, kDay.addDays(7), u"Paint"_s);
    BackgroundReader reader(profile.folder(), test::fieldKey());
    TimelineModel model(reader);
    QVERIFY(!model.isLoaded());
    load(model);

    const TimelineData &data = *model.data();
    QCOMPARE(data.listings.size(), size_t(2));
    QCOMPARE(data.listings[0]->title, u"Hotel"_s);
    QCOMPARE(data.listings[0]->units.size(), size_t(2));
    QCOMPARE(data.listings[0]->unassigned->bars().size(), size_t(1));
    const auto plain = profile.reader().bookingsBetween({2020, 1, 1}, {2030, 1, 1}, home);
    EXPECT_OK(plain);
    QHash<QUuid, replica::BookingRow> expected;
    for (const replica::BookingRow &row : *plain) {
        if (row.status != u"cancelled" && row.status != u"expired")
            expected.insert(row.id.uuid(), row);
    }
    const TimelineLane &lane = *data.listings[1]->units[0].lane;
    QCOMPARE(lane.bars().size(), size_t(expected.size()));
    for (const TimelineBar &bar : lane.bars()) {
        const replica::BookingRow row = expected.value(bar.id);
        QCOMPARE(QDate::fromJulianDay(bar.days.from), row.checkIn);
        QCOMPARE(QDate::fromJulianDay(bar.days.to), row.checkOut);
        QCOMPARE(bookingStatusName(bar.status), row.status);
        QCOMPARE(lane.label(bar), row.guestName);
    }
}

// Seats of a session and slots stand in the listing's own row, whoever has them: no conflict, no night that is taken.
void TestTimelineModel::sessionsAndSlotsShareTheirDays()
{
    test::CalendarProfile profile;
    const ListingId concert = profile.addListing(u"Concert"_s, u"Oslo"_s, 0);
    for (int i = 0; i < 3; ++i)
        profile.addBooking(concert, {}, kDay, kDay.addDays(1), u"confirmed"_s, u"Guest %1"_s.arg(i));
    for (int i = 0; i < 5; ++i)
        profile.addBooking(concert, {}, kDay.addDays(4), kDay.addDays(5), i == 2 ? u"pending"_s : u"confirmed"_s);
    profile.run(u"UPDATE booking SET kind = 'experience', starts_at = check_in || 'T17:00:00.000Z', "
                "ends_at = check_in || 'T19:00:00.000Z', time_zone = 'Europe/Oslo'"_s);
    BackgroundReader reader(profile.folder(), test::fieldKey());
    TimelineModel model(reader);
    load(model);

    const TimelineListing &listing = *model.data()->listings[0];
    QVERIFY(listing.units.empty());
    const TimelineLane &lane = *listing.unassigned;
    // Three below each other, and one for the five.
    QCOMPARE(lane.bars().size(), size_t(4));
    QVERIFY(lane.conflicts().empty());
    QVERIFY(lane.isFree({qint32(kDay.toJulianDay()), qint32(kDay.toJulianDay()) + 7}));
    const TimelineBar &all = lane.bars()[3];
    QCOMPARE(lane.label(all), u"5 bookings"_s);
    QCOMPARE(int(all.guests), 10);
    QCOMPARE(all.status, BookingStatus::Pending);
    // An answer to the request is seen.
    const replica::BookingRow request = profile.reader().bookingsWithStatus(u"pending"_s)->first();
    profile.takeChanges();
    EXPECT_OK(profile.replica().edit(replica::decideBooking(request, BookingAction::Accept)));
    apply(model, profile.takeChanges());
    QCOMPARE(model.data()->listings[0]->unassigned->bars()[3].status, BookingStatus::Confirmed);
    compareWithFresh(model, profile);
}

void TestTimelineModel::followsEachEdit()
{
    test::CalendarProfile profile;
    const ListingId home = profile.addListing(u"Home"_s, u"Oslo"_s);
    profile.addListing(u"Other"_s, u"Oslo"_s);
    const BookingId request =
        profile.addBooking(home, profile.unitsOf(home).first().id, kDay, kDay.addDays(3), u"pending"_s);
    BackgroundReader reader(profile.folder(), test::fieldKey());
    TimelineModel model(reader);
    load(model);

    const BlockId block = BlockId::create();
    EXPECT_OK(profile.replica().edit(
        replica::blockNights(block, profile.unitsOf(home).first(), kDay.addDays(5), kDay.addDays(9), u"Own stay"_s)));
    apply(model, profile.takeChanges());
    const auto made = findBar(*model.data(), block.uuid());
    QVERIFY(made);
    QVERIFY(made->bar->tentative);
    QCOMPARE(made->lane->label(*made->bar), u"Own stay"_s);
    compareWithFresh(model, profile);

    EXPECT_OK(
        profile.replica().edit(replica::decideBooking(**profile.reader().booking(request), BookingAction::Accept)));
    apply(model, profile.takeChanges());
    QCOMPARE(findBar(*model.data(), request.uuid())->bar->status, BookingStatus::Confirmed);
    compareWithFresh(model, profile);

    EXPECT_OK(profile.replica().edit(
        replica::editListing(**profile.reader().listing(home), {{u"title"_s, u"Another name"_s}})));
    apply(model, profile.takeChanges());
    compareWithFresh(model, profile);

    EXPECT_OK(profile.replica().edit(replica::removeBlock(**profile.reader().block(block))));
    apply(model, profile.takeChanges());
    QVERIFY(!findBar(*model.data(), block.uuid()));
    compareWithFresh(model, profile);
}

void TestTimelineModel::followsRowsThatAppearMoveAndGo()
{
    test::CalendarProfile profile;
    const ListingId home = profile.addListing(u"Home"_s, u"Oslo"_s);
    const ListingId other = profile.addListing(u"Other"_s, u"Oslo"_s);
    const UnitId flat = profile.unitsOf(home).first().id;
    const BookingId moved = profile.addBooking(home, flat, kDay, kDay.addDays(3), u"confirmed"_s, u"Ida"_s);
    const BookingId gone = profile.addBooking(home, flat, kDay.addDays(5), kDay.addDays(8), u"confirmed"_s);
    BackgroundReader reader(profile.folder(), test::fieldKey());
    TimelineModel model(reader);
    load(model);

    profile.run(u"UPDATE booking SET listing_id = '%1', unit_id = '%2' WHERE id = '%3'"_s.arg(
        other.toString(), profile.unitsOf(other).first().id.toString(), moved.toString()));
    profile.run(u"DELETE FROM booking WHERE id = '%1'"_s.arg(gone.toString()));
    const ListingId added = profile.addListing(u"Third"_s, u"Bergen"_s);
    replica::ReplicaChange change;
    change.rows[u"booking"_s] = {moved.toString(), gone.toString()};
    change.rows[u"listing"_s] = {added.toString()};
    apply(model, change);
    compareWithFresh(model, profile);
    QCOMPARE(findBar(*model.data(), moved.uuid())->listing->id, other);
    QVERIFY(!findBar(*model.data(), gone.uuid()));

    profile.run(u"UPDATE contact SET name = 'Ida Marie'"_s);
    replica::ReplicaChange renamed;
    renamed.rows[u"contact"_s] = {(*profile.reader().booking(moved))->contact.toString()};
    apply(model, renamed);
    compareWithFresh(model, profile);
}

void TestTimelineModel::keepsWhatDidNotChange()
{
    test::CalendarProfile profile;
    const ListingId home = profile.addListing(u"Home"_s, u"Oslo"_s);
    const ListingId other = profile.addListing(u"Other"_s, u"Oslo"_s);
    BackgroundReader reader(profile.folder(), test::fieldKey());
    TimelineModel model(reader);
    load(model);
    const auto before = model.data();
    EXPECT_OK(profile.replica().edit(
        replica::blockNights(BlockId::create(), profile.unitsOf(home).first(), kDay, kDay.addDays(2))));
    apply(model, profile.takeChanges());
    const auto after = model.data();
    QCOMPARE(after->listings[1]->id, other);
    QVERIFY2(after->listings[1] == before->listings[1], "an untouched listing is shared, not made again");
    QVERIFY(after->listings[0] != before->listings[0]);
}

void TestTimelineModel::showsProblemsOnTheirNights()
{
    test::CalendarProfile profile;
    const ListingId home = profile.addListing(u"Home"_s, u"Oslo"_s);
    const UnitId flat = profile.unitsOf(home).first().id;
    BackgroundReader reader(profile.folder(), test::fieldKey());
    TimelineModel model(reader);
    load(model);
    profile.addProblem(home, flat, kDay, kDay.addDays(4));
    replica::ReplicaChange change;
    change.edits = true;
    apply(model, change);
    QCOMPARE(model.data()->listings[0]->units[0].problems.size(), size_t(1));
    const DayRange nights = model.data()->listings[0]->units[0].problems[0].days;
    QCOMPARE(QDate::fromJulianDay(nights.from), kDay);
    QCOMPARE(QDate::fromJulianDay(nights.to), kDay.addDays(4));
    profile.run(u"UPDATE problem SET state = 'took_theirs'"_s);
    apply(model, change);
    QVERIFY(model.data()->listings[0]->units[0].problems.empty());
}

void TestTimelineModel::collectsChangesWhileLoading()
{
    test::CalendarProfile profile;
    const ListingId home = profile.addListing(u"Home"_s, u"Oslo"_s);
    BackgroundReader reader(profile.folder(), test::fieldKey());
    TimelineModel model(reader);
    QSignalSpy changed(&model, &TimelineModel::changed);
    model.refresh();
    for (int i = 0; i < 5; ++i) {
        EXPECT_OK(profile.replica().edit(replica::blockNights(BlockId::create(), profile.unitsOf(home).first(),
                                                              kDay.addDays(10 * i), kDay.addDays(10 * i + 2))));
        model.apply(profile.takeChanges());
    }
    QTRY_COMPARE(changed.size(), 2);
    compareWithFresh(model, profile);
    QCOMPARE(model.data()->listings[0]->units[0].lane->bars().size(), size_t(5));
}

QTEST_GUILESS_MAIN(TestTimelineModel)
#include "TestTimelineModel.moc"
