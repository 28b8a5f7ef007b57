// The status line's words for each state of sync.
#include "client/presenters/StatusPresenter.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace roost;
using sync::SyncState;

class TestStatusPresenter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheWholeTruth();
    void calmWhenLive();
    void problemsNeedAttention();
    void neverSynced();
    void chosenOfflineIsNotAnError();
    void endedSessionAsksForLogin();
    void progressIsCounted();

private:
    const QDateTime m_now = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
};

void TestStatusPresenter::tellsTheWholeTruth()
{
    const sync::SyncStatus status{SyncState::Offline, m_now.addSecs(-12), {3, 0, 1}, {}};
    const StatusText text = StatusPresenter::describe(status, {}, false, m_now);
    // Without its plural forms loaded the source text shows both.
    QCOMPARE(text.line, u"Offline · synced 12 s ago · 3 edit(s) not sent · 1 problem(s)"_s);
    QCOMPARE(text.mood, StatusMood::Offline);
}

void TestStatusPresenter::calmWhenLive()
{
    const sync::SyncStatus status{SyncState::Live, m_now.addSecs(-90), {}, {}};
    const StatusText text = StatusPresenter::describe(status, {}, false, m_now);
    QCOMPARE(text.line, u"Online · synced 1 min ago"_s);
    QCOMPARE(text.mood, StatusMood::Calm);
    QVERIFY(!text.needsLogin);
}

void TestStatusPresenter::problemsNeedAttention()
{
    const sync::SyncStatus status{SyncState::Live, m_now, {0, 0, 2}, {}};
    QCOMPARE(StatusPresenter::describe(status, {}, false, m_now).mood, StatusMood::Attention);
}

void TestStatusPresenter::neverSynced()
{
    const sync::SyncStatus status{SyncState::Connecting, {}, {}, {}};
    const StatusText text = StatusPresenter::describe(status, {}, false, m_now);
    QCOMPARE(text.line, u"Connecting · never synced"_s);
    QCOMPARE(text.mood, StatusMood::Working);
}

void TestStatusPresenter::chosenOfflineIsNotAnError()
{
    const sync::SyncStatus status{SyncState::LoginNeeded, m_now.addDays(-3), {1, 0, 0}, {}};
    const StatusText text = StatusPresenter::describe(status, {}, true, m_now);
    QCOMPARE(text.line, u"Working offline · synced 3 days ago · 1 edit(s) not sent"_s);
    QCOMPARE(text.mood, StatusMood::Offline);
    QVERIFY(!text.needsLogin);
}

void TestStatusPresenter::endedSessionAsksForLogin()
{
    const sync::SyncStatus status{SyncState::LoginNeeded, m_now, {}, {}};
    const StatusText text = StatusPresenter::describe(status, {}, false, m_now);
    QVERIFY(text.needsLogin);
    QCOMPARE(text.mood, StatusMood::Attention);
}

void TestStatusPresenter::progressIsCounted()
{
    sync::SyncProgress progress{sync::SyncPhase::Snapshot, u"Northern Homes"_s, u"booking"_s, 1200, 3400};
    QCOMPARE(StatusPresenter::describeProgress(progress), u"Loading bookings: 1,200 of 3,400"_s);
    progress.phase = sync::SyncPhase::Pull;
    QVERIFY(StatusPresenter::describeProgress(progress).isEmpty());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    TestStatusPresenter test;
    return QTest::qExec(&test, argc, argv);
}

#include "TestStatusPresenter.moc"
