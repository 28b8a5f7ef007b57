// What each decision on a problem sends, and what taking it back does.
#include "Device.h"

#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

using replica::Decision;
using replica::ProblemChoice;

class TestProblemDecisions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_device.reset(); }

    void mineGoesOverTheirs();
    void editedValueIsSent();
    void onlyTheFieldCanBeEdited();
    void takingTheirsIsUndone();
    void undoBeforeSendingTakesItOut();
    void undoAfterSendingReverses();
    void undoIsOverAfterTwoWeeks();
    void undoOfARefusedAnswerSendsNothing();
    void shorterBlockIsOffered();
    void blockIsMoved();
    void anotherUnitIsTakenForABooking();
    void otherDatesAreTakenForABooking();
    void othersMakeRoomForABooking();
    void acceptingInAnotherUnit();
    void pricesOfDaysGoInRuns();
    void quarantinedGoesOnUnderItsId();
    void quarantinedAgainIsOpenAgain();
    void messagesCannotBeTakenBack();
    void unsentEditIsUndone();
    void laterEditsAreBasedAnew();
    void whatWasSentCannotBeUndone();
    void undoingTheAnswerReopensTheProblem();

private:
    // An edit of the title that somebody else won.
    void makeConflict();
    // Makes an edit, and the server's refusal of it; returns the problem.
    ProblemId refuse(const replica::Edit &edit, const QString &code, const QJsonObject &theirs);
    ProblemId refusedBooking(const QJsonObject &offer);
    replica::ProblemRow problem() { return m_device->problems().value(0); }
    QString title() const { return m_server->row(u"listing"_s, m_listing).value(u"title").toString(); }
    QList<sync::Mutation> waiting() const
    {
        QList<sync::Mutation> mutations;
        const QList<replica::OutboxRow> rows = *m_device->reader().outbox();
        for (const auto &row : rows) {
            sync::Mutation mutation;
            mutation.id = row.mutation;
            mutation.name = row.name;
            mutation.args = row.args;
            mutation.base = row.base;
            if (row.state == u"waiting")
                mutations << mutation;
        }
        return mutations;
    }
    replica::Replica &replica() const { return m_device->replica(); }

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<Device> m_device;
    QString m_listing;
};

void TestProblemDecisions::init()
{
    m_server = std::make_unique<FakeServer>();
    m_listing = m_server->addListing(u"Loft"_s);
    m_device = std::make_unique<Device>(*m_server);
    m_device->sync();
}

void TestProblemDecisions::makeConflict()
{
    m_device->network.isOnline = false;
    EXPECT_OK(m_device->edit(m_listing, {{u"title"_s, u"Mine"_s}}));
    m_server->put(u"listing"_s, m_listing, {{u"title"_s, u"Theirs"_s}});
    m_device->network.isOnline = true;
    m_device->sync(10);
    QCOMPARE(m_device->problems().size(), 1);
    QCOMPARE(title(), u"Theirs"_s);
}

ProblemId TestProblemDecisions::refuse(const replica::Edit &edit, const QString &code, const QJsonObject &theirs)
{
    m_device->network.isOnline = false;
    const auto made = replica().edit(edit);
    if (!made) {
        qWarning("%s", describe(made).constData());
        return {};
    }
    const auto sent = *replica().waitingMutations(100);
    sync::Outcome outcome;
    outcome.mid = sent.last().mid;
    outcome.mutation = *made;
    outcome.kind = sync::OutcomeKind::Rejected;
    outcome.code = code;
    outcome.theirs = theirs;
    sync::PullReply reply;
    reply.epoch = m_server->epoch;
    reply.complete = true;
    reply.cursor = m_server->version;
    reply.outcomes = {outcome};
    reply.lastMid = outcome.mid;
    if (const auto pulled = replica().applyPull(m_server->scope(), {reply}); !pulled)
        qWarning("%s", describe(pulled).constData());
    return problem().id;
}

ProblemId TestProblemDecisions::refusedBooking(const QJsonObject &offer)
{
    replica::BookingEntry entry;
    entry.listing = ListingId::fromString(m_listing);
    entry.unit = UnitId::fromString(m_server->unitOf(m_listing));
    entry.checkIn = {2026, 7, 1};
    entry.checkOut = {2026, 7, 4};
    entry.name = u"Kari"_s;
    return refuse(replica::enterBooking(BookingId::create(), entry), u"DATES_TAKEN"_s,
                  {{u"taken"_s, QJsonArray()}, {u"offers"_s, QJsonArray{offer}}});
}

void TestProblemDecisions::mineGoesOverTheirs()
{
    makeConflict();
    EXPECT_OK(replica().resolveProblem(problem().id, ProblemChoice::Mine));
    m_device->sync(10);
    QCOMPARE(title(), u"Mine"_s);
    QVERIFY(m_device->problems().isEmpty());
    const auto decided = *m_device->reader().decidedProblems(m_device->clock.nowUtc().addDays(-14));
    QCOMPARE(decided.size(), 1);
    QCOMPARE(decided.first().state, u"kept_mine"_s);
    QVERIFY(decided.first().isUndoable);
    EXPECT_ERROR(replica().resolveProblem(decided.first().id, ProblemChoice::Theirs), NotFound);
}

void TestProblemDecisions::editedValueIsSent()
{
    makeConflict();
    EXPECT_OK(replica().resolveProblem(problem().id, Decision::edited({{u"title"_s, u"Both"_s}})));
    QCOMPARE(m_device->listing(m_listing).title, u"Both"_s);
    m_device->sync(10);
    QCOMPARE(title(), u"Both"_s);
    QVERIFY(m_device->problems().isEmpty());
}

void TestProblemDecisions::onlyTheFieldCanBeEdited()
{
    makeConflict();
    const ProblemId id = problem().id;
    EXPECT_ERROR(replica().resolveProblem(id, Decision::edited({{u"summary"_s, u"Both"_s}})), Validation);
    EXPECT_ERROR(replica().resolveProblem(id, Decision::edited({})), Validation);
    EXPECT_ERROR(replica().resolveProblem(id, Decision::edited({{u"title"_s, u""_s}})), Validation);
    EXPECT_ERROR(replica().resolveProblem(id, Decision::taking(0)), Validation);
    QCOMPARE(m_device->problems().size(), 1);
    QVERIFY(waiting().isEmpty());
}

void TestProblemDecisions::takingTheirsIsUndone()
{
    makeConflict();
    const ProblemId id = problem().id;
    EXPECT_OK(replica().resolveProblem(id, ProblemChoice::Theirs));
    QVERIFY(m_device->problems().isEmpty());
    EXPECT_OK(replica().undoProblem(id));
    QCOMPARE(problem().id, id);
    EXPECT_ERROR(replica().undoProblem(id), NotFound);
    EXPECT_OK(replica().resolveProblem(id, ProblemChoice::Mine));
    m_device->sync(10);
    QCOMPARE(title(), u"Mine"_s);
}

void TestProblemDecisions::undoBeforeSendingTakesItOut()
{
    makeConflict();
    const ProblemId id = problem().id;
    m_device->network.isOnline = false;
    EXPECT_OK(replica().resolveProblem(id, ProblemChoice::Mine));
    QCOMPARE(m_device->listing(m_listing).title, u"Mine"_s);
    EXPECT_OK(replica().undoProblem(id));
    QCOMPARE(m_device->listing(m_listing).title, u"Theirs"_s);
    QVERIFY(!m_device->listing(m_listing).isTentative);
    QVERIFY(waiting().isEmpty());
    QCOMPARE(problem().id, id);
    // The numbers go on without a gap.
    EXPECT_OK(m_device->edit(m_listing, {{u"min_nights"_s, 4}}));
    m_device->network.isOnline = true;
    m_device->sync(10);
    QCOMPARE(m_server->row(u"listing"_s, m_listing).value(u"min_nights").toInt(), 4);
    QCOMPARE(title(), u"Theirs"_s);
}

void TestProblemDecisions::undoAfterSendingReverses()
{
    makeConflict();
    const ProblemId id = problem().id;
    EXPECT_OK(replica().resolveProblem(id, ProblemChoice::Mine));
    m_device->sync(10);
    QCOMPARE(title(), u"Mine"_s);
    EXPECT_OK(replica().undoProblem(id));
    m_device->sync(10);
    QCOMPARE(title(), u"Theirs"_s);
    QCOMPARE(problem().id, id);
    QVERIFY(waiting().isEmpty());
}

void TestProblemDecisions::undoIsOverAfterTwoWeeks()
{
    makeConflict();
    const ProblemId id = problem().id;
    EXPECT_OK(replica().resolveProblem(id, ProblemChoice::Theirs));
    m_device->clock.advanceMs(replica::kDaysToUndo * 86'400'000LL + 60'000);
    EXPECT_ERROR(replica().undoProblem(id), Validation);
    QVERIFY(m_device->problems().isEmpty());
}

void TestProblemDecisions::undoOfARefusedAnswerSendsNothing()
{
    const ProblemId id =
        refusedBooking({{u"kind"_s, u"dates"_s}, {u"check_in"_s, u"2026-07-08"_s}, {u"check_out"_s, u"2026-07-11"_s}});
    EXPECT_OK(replica().resolveProblem(id, Decision::taking(0)));
    const auto sent = *replica().waitingMutations(10);
    sync::Outcome outcome;
    outcome.mid = sent.last().mid;
    outcome.mutation = sent.last().id;
    outcome.kind = sync::OutcomeKind::Rejected;
    outcome.code = u"DATES_TAKEN"_s;
    EXPECT_OK(replica().storeOutcomes({outcome}));
    EXPECT_OK(replica().undoProblem(id));
    QVERIFY(waiting().isEmpty());
}

void TestProblemDecisions::shorterBlockIsOffered()
{
    const replica::UnitRow unit = m_device->reader().unitsOf(ListingId::fromString(m_listing))->first();
    const ProblemId id = refuse(
        replica::blockNights(BlockId::create(), unit, {2026, 8, 1}, {2026, 8, 9}, u"Painter"_s), u"DATES_TAKEN"_s,
        {{u"taken"_s, QJsonArray{QJsonObject{{u"check_in"_s, u"2026-08-01"_s}, {u"check_out"_s, u"2026-08-04"_s}}}},
         {u"offers"_s, QJsonArray{QJsonObject{{u"kind"_s, u"block"_s},
                                              {u"unit_id"_s, unit.id.toString()},
                                              {u"check_in"_s, u"2026-08-04"_s},
                                              {u"check_out"_s, u"2026-08-09"_s}}}}});
    EXPECT_OK(replica().resolveProblem(id, Decision::taking(0)));
    QCOMPARE(m_device->blocks().size(), 1);
    QCOMPARE(m_device->blocks().first().from, QDate(2026, 8, 4));
    QCOMPARE(m_device->blocks().first().to, QDate(2026, 8, 9));
    QCOMPARE(m_device->blocks().first().note, u"Painter"_s);
    EXPECT_OK(replica().undoProblem(id));
}

void TestProblemDecisions::blockIsMoved()
{
    const replica::UnitRow unit = m_device->reader().unitsOf(ListingId::fromString(m_listing))->first();
    const ProblemId id = refuse(replica::blockNights(BlockId::create(), unit, {2026, 8, 1}, {2026, 8, 9}),
                                u"DATES_TAKEN"_s, {{u"taken"_s, QJsonArray()}});
    EXPECT_ERROR(replica().resolveProblem(id, Decision::edited({{u"listing_id"_s, u"x"_s}})), Validation);
    EXPECT_ERROR(replica().resolveProblem(id, Decision::edited({{u"to_date"_s, u"2026-07-01"_s}})), Validation);
    EXPECT_OK(replica().resolveProblem(
        id, Decision::edited({{u"from_date"_s, u"2026-08-10"_s}, {u"to_date"_s, u"2026-08-12"_s}})));
    m_device->network.isOnline = true;
    m_device->sync(10);
    QCOMPARE(m_server->rows(u"block"_s).size(), 1);
    QCOMPARE(m_server->rows(u"block"_s).first().value(u"from_date").toString(), u"2026-08-10"_s);
    EXPECT_OK(replica().undoProblem(id));
    m_device->sync(10);
    QVERIFY(m_server->rows(u"block"_s).isEmpty());
    QCOMPARE(problem().id, id);
}

void TestProblemDecisions::anotherUnitIsTakenForABooking()
{
    const QString unit = uuidText(newUuid());
    m_server->put(u"unit"_s, unit,
                  {{u"listing_id"_s, m_listing}, {u"name"_s, u"2"_s}, {u"position"_s, 1}, {u"kind"_s, u"home"_s}});
    m_device->sync();
    const ProblemId id = refusedBooking({{u"kind"_s, u"unit"_s},
                                         {u"unit_id"_s, unit},
                                         {u"check_in"_s, u"2026-07-01"_s},
                                         {u"check_out"_s, u"2026-07-04"_s}});
    EXPECT_ERROR(replica().resolveProblem(id, Decision::taking(1)), Validation);
    EXPECT_OK(replica().resolveProblem(id, Decision::taking(0)));
    const auto sent = waiting();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.first().name, u"booking.create"_s);
    QCOMPARE(sent.first().args.value(u"unit_id").toString(), unit);
    QCOMPARE(sent.first().args.value(u"check_in").toString(), u"2026-07-01"_s);
    QCOMPARE(sent.first().args.value(u"contact").toObject().value(u"name").toString(), u"Kari"_s);
    QCOMPARE(m_device->reader().decidedProblems({})->first().state, u"took_offer"_s);
}

void TestProblemDecisions::otherDatesAreTakenForABooking()
{
    const ProblemId id = refusedBooking({{u"kind"_s, u"dates"_s},
                                         {u"unit_id"_s, m_server->unitOf(m_listing)},
                                         {u"check_in"_s, u"2026-07-02"_s},
                                         {u"check_out"_s, u"2026-07-05"_s}});
    EXPECT_OK(replica().resolveProblem(id, Decision::taking(0)));
    QCOMPARE(waiting().first().args.value(u"check_in").toString(), u"2026-07-02"_s);
    QCOMPARE(waiting().first().args.value(u"check_out").toString(), u"2026-07-05"_s);
    // Dropped later instead: as if it had never been sent.
    m_device->boot();
    EXPECT_OK(replica().undoProblem(id));
    QVERIFY(waiting().isEmpty());
    EXPECT_OK(replica().resolveProblem(id, ProblemChoice::Theirs));
    QVERIFY(m_device->reader().bookingsBetween({2026, 7, 1}, {2026, 7, 9})->isEmpty());
}

void TestProblemDecisions::othersMakeRoomForABooking()
{
    const ProblemId id =
        refusedBooking({{u"kind"_s, u"moves"_s}, {u"moves"_s, QJsonArray{QJsonObject{{u"code"_s, u"BK-1"_s}}}}});
    // Who has to move stands in the way here as well.
    m_server->addBooking(m_listing, u"2026-07-02"_s, u"2026-07-05"_s, u"confirmed"_s);
    m_device->network.isOnline = true;
    m_device->sync(10);
    EXPECT_ERROR(replica().resolveProblem(id, ProblemChoice::Mine), DatesTaken);
    m_device->network.isOnline = false;
    EXPECT_OK(replica().resolveProblem(id, Decision::taking(0)));
    QCOMPARE(waiting().first().args.value(u"make_room").toBool(), true);
}

void TestProblemDecisions::acceptingInAnotherUnit()
{
    const QString unit = uuidText(newUuid());
    m_server->put(u"unit"_s, unit,
                  {{u"listing_id"_s, m_listing}, {u"name"_s, u"2"_s}, {u"position"_s, 1}, {u"kind"_s, u"home"_s}});
    const QString booking = m_server->addBooking(m_listing, u"2026-07-02"_s, u"2026-07-05"_s, u"pending"_s);
    m_device->sync();
    const auto row = *m_device->reader().booking(BookingId::fromString(booking));
    const ProblemId id = refuse(replica::decideBooking(*row, BookingAction::Accept), u"DATES_TAKEN"_s,
                                {{u"offers"_s, QJsonArray{QJsonObject{{u"kind"_s, u"unit"_s}, {u"unit_id"_s, unit}}}}});
    EXPECT_OK(replica().resolveProblem(id, Decision::taking(0)));
    const auto sent = waiting();
    QCOMPARE(sent.size(), 2);
    QCOMPARE(sent[0].name, u"booking.change"_s);
    QCOMPARE(sent[0].args.value(u"changes").toObject(), (QJsonObject{{u"unit_id"_s, unit}}));
    QCOMPARE(sent[0].base.value(u"unit_id").toString(), m_server->unitOf(m_listing));
    QCOMPARE(sent[1].name, u"booking.accept"_s);
    QCOMPARE(sent[1].base.value(u"status").toString(), u"pending"_s);
    EXPECT_OK(replica().undoProblem(id));
    QVERIFY(waiting().isEmpty());
    QCOMPARE((*m_device->reader().booking(BookingId::fromString(booking)))->status, u"pending"_s);
}

void TestProblemDecisions::pricesOfDaysGoInRuns()
{
    m_device->network.isOnline = false;
    const auto made = replica().edit(replica::setDayRates(ListingId::fromString(m_listing), {2026, 9, 1}, {2026, 9, 6},
                                                          {{u"price_minor"_s, 90000}}));
    EXPECT_OK(made);
    static_cast<void>(replica().waitingMutations(10));
    sync::Outcome outcome;
    outcome.mid = 1;
    outcome.mutation = *made;
    outcome.kind = sync::OutcomeKind::Merged;
    const auto days = [](int value) {
        return QJsonObject{{u"2026-09-01"_s, value}, {u"2026-09-02"_s, value}, {u"2026-09-05"_s, value}};
    };
    outcome.conflicts = {{u"price_minor"_s, QJsonObject(), days(90000), days(80000)}};
    EXPECT_OK(replica().storeOutcomes({outcome}));
    QCOMPARE(problem().field, u"price_minor"_s);
    const ProblemId id = problem().id;
    EXPECT_OK(replica().resolveProblem(id, Decision::edited({{u"price_minor"_s, 85000}})));
    const auto sent = waiting();
    QCOMPARE(sent.size(), 2);
    QCOMPARE(sent[0].args.value(u"from_date").toString(), u"2026-09-01"_s);
    QCOMPARE(sent[0].args.value(u"to_date").toString(), u"2026-09-03"_s);
    QCOMPARE(sent[0].args.value(u"rate").toObject(), (QJsonObject{{u"price_minor"_s, 85000}}));
    QCOMPARE(sent[0].base.value(u"days").toObject().value(u"2026-09-02").toObject(),
             (QJsonObject{{u"price_minor"_s, 80000}}));
    QCOMPARE(sent[1].args.value(u"from_date").toString(), u"2026-09-05"_s);
    QCOMPARE(sent[1].args.value(u"to_date").toString(), u"2026-09-06"_s);
    // Back to theirs, once it was sent.
    static_cast<void>(replica().waitingMutations(10));
    EXPECT_OK(replica().undoProblem(id));
    const auto back = waiting().mid(2);
    QCOMPARE(back.size(), 2);
    QCOMPARE(back[0].args.value(u"from_date").toString(), u"2026-09-05"_s);
    QCOMPARE(back[1].args.value(u"rate").toObject(), (QJsonObject{{u"price_minor"_s, 80000}}));
}

void TestProblemDecisions::quarantinedGoesOnUnderItsId()
{
    m_device->network.isOnline = false;
    const auto made = m_device->edit(m_listing, {{u"title"_s, u"Mine"_s}});
    EXPECT_OK(made);
    EXPECT_OK(m_device->edit(m_listing, {{u"min_nights"_s, 4}}));
    EXPECT_OK(replica().quarantine(*made, u"INTERNAL_ERROR"_s, u"It failed again and again."_s));
    QCOMPARE(m_device->listing(m_listing).title, u"Loft"_s);
    EXPECT_OK(replica().resolveProblem(problem().id, ProblemChoice::Mine));
    QCOMPARE(m_device->listing(m_listing).title, u"Mine"_s);
    QCOMPARE(waiting().last().id, *made);
    m_device->network.isOnline = true;
    m_device->sync(10);
    QCOMPARE(title(), u"Mine"_s);
    QCOMPARE(m_server->applied, 2);
    QVERIFY(m_device->problems().isEmpty());
}

void TestProblemDecisions::quarantinedAgainIsOpenAgain()
{
    m_device->network.isOnline = false;
    const auto made = m_device->edit(m_listing, {{u"title"_s, u"Mine"_s}});
    EXPECT_OK(made);
    EXPECT_OK(replica().quarantine(*made, u"INTERNAL_ERROR"_s, u"It failed."_s));
    const ProblemId id = problem().id;
    EXPECT_OK(replica().resolveProblem(id, ProblemChoice::Mine));
    QVERIFY(m_device->problems().isEmpty());
    EXPECT_OK(replica().quarantine(*made, u"TIMEOUT"_s, u"It failed once more."_s));
    QCOMPARE(problem().id, id);
    QCOMPARE(problem().code, u"TIMEOUT"_s);
    QCOMPARE(problem().message, u"It failed once more."_s);
    EXPECT_OK(replica().resolveProblem(id, ProblemChoice::Theirs));
    EXPECT_OK(replica().undoProblem(id));
    QCOMPARE(problem().id, id);
}

void TestProblemDecisions::messagesCannotBeTakenBack()
{
    const QString booking = m_server->addBooking(m_listing, u"2026-07-02"_s, u"2026-07-05"_s, u"pending"_s);
    m_device->sync();
    const auto row = *m_device->reader().booking(BookingId::fromString(booking));
    const ProblemId id = refuse(replica::decideBooking(*row, BookingAction::Decline), u"HOLD_EXPIRED"_s, {});
    EXPECT_OK(replica().resolveProblem(id, ProblemChoice::Mine));
    QVERIFY(m_device->reader().decidedProblems({})->first().isUndoable);
    static_cast<void>(replica().waitingMutations(10));
    QVERIFY(!m_device->reader().decidedProblems({})->first().isUndoable);
    EXPECT_ERROR(replica().undoProblem(id), Validation);
    QVERIFY(m_device->problems().isEmpty());
}

void TestProblemDecisions::unsentEditIsUndone()
{
    m_device->network.isOnline = false;
    const auto block = m_device->block(m_listing, u"2026-08-01"_s, u"2026-08-05"_s);
    EXPECT_OK(block);
    EXPECT_OK(m_device->edit(m_listing, {{u"title"_s, u"Mine"_s}}));
    EXPECT_OK(replica().undoEdit(*block));
    QVERIFY(m_device->blocks().isEmpty());
    QCOMPARE(m_device->listing(m_listing).title, u"Mine"_s);
    EXPECT_ERROR(replica().undoEdit(*block), NotFound);
    m_device->network.isOnline = true;
    m_device->sync(10);
    QCOMPARE(title(), u"Mine"_s);
    QVERIFY(m_server->rows(u"block"_s).isEmpty());
    QCOMPARE(m_device->counts().waiting, 0);
}

void TestProblemDecisions::laterEditsAreBasedAnew()
{
    m_device->network.isOnline = false;
    const auto first = m_device->edit(m_listing, {{u"title"_s, u"First"_s}});
    EXPECT_OK(first);
    EXPECT_OK(m_device->edit(m_listing, {{u"title"_s, u"Second"_s}}));
    EXPECT_OK(replica().undoEdit(*first));
    QCOMPARE(m_device->listing(m_listing).title, u"Second"_s);
    m_device->network.isOnline = true;
    m_device->sync(10);
    QCOMPARE(title(), u"Second"_s);
    QVERIFY(m_device->problems().isEmpty());
}

void TestProblemDecisions::whatWasSentCannotBeUndone()
{
    // The request arrives, the answer is lost: the server has it, though this computer doesn't know.
    m_device->network.faults[u"push"_s] = {Fault::LoseReply};
    m_device->network.beforeCall = [this](const QString &call) {
        if (call == u"push")
            QTimer::singleShot(0, this, [this] { m_device->network.isOnline = false; });
    };
    const auto made = m_device->edit(m_listing, {{u"title"_s, u"Mine"_s}});
    EXPECT_OK(made);
    m_device->sync(2);
    EXPECT_ERROR(replica().undoEdit(*made), Validation);
    m_device->network.beforeCall = {};
    m_device->network.isOnline = true;
    m_device->sync(30);
    QCOMPARE(title(), u"Mine"_s);
    EXPECT_ERROR(replica().undoEdit(*made), Validation);
}

void TestProblemDecisions::undoingTheAnswerReopensTheProblem()
{
    makeConflict();
    const ProblemId id = problem().id;
    m_device->network.isOnline = false;
    EXPECT_OK(replica().resolveProblem(id, ProblemChoice::Mine));
    EXPECT_OK(replica().undoEdit(waiting().first().id));
    QCOMPARE(problem().id, id);
    QVERIFY(waiting().isEmpty());
}

QTEST_GUILESS_MAIN(TestProblemDecisions)
#include "TestProblemDecisions.moc"
