// AccessLog: whole JSON lines, none lost in order, and a reader that is stuck holds nobody up.
#include "server/http/AccessLog.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace roost::http;
using namespace Qt::StringLiterals;

namespace {

FinishedRequest finished(int number)
{
    return {.method = "GET",
            .routePattern = "/items/{item_id}",
            .status = 200,
            .durationUs = number,
            .requestBytes = 10,
            .replyBytes = 20,
            .requestId = "id-1"};
}

class Pipe
{
public:
    Pipe() { m_isOpen = ::pipe2(m_ends.data(), O_CLOEXEC) == 0; }
    ~Pipe()
    {
        closeReading();
        closeWriting();
    }
    bool isOpen() const { return m_isOpen; }
    int writingEnd() const { return m_ends[1]; }
    void closeReading() { ::close(std::exchange(m_ends[0], -1)); }
    void closeWriting() { ::close(std::exchange(m_ends[1], -1)); }
    char readOne()
    {
        char byte = 0;
        return ::read(m_ends[0], &byte, 1) == 1 ? byte : '\0';
    }
    QByteArray readAll()
    {
        QByteArray all;
        std::array<char, 65536> buffer;
        ssize_t count = 0;
        while ((count = ::read(m_ends[0], buffer.data(), buffer.size())) > 0)
            all.append(buffer.data(), count);
        return all;
    }

private:
    std::array<int, 2> m_ends{-1, -1};
    bool m_isOpen = false;
};

} // namespace

class TestAccessLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }

    void writesJsonLinesInOrder()
    {
        Pipe pipe;
        QVERIFY(pipe.isOpen());
        {
            AccessLog log(pipe.writingEnd());
            for (int i = 0; i < 200; ++i)
                log.record(finished(i));
        }
        pipe.closeWriting();
        const QList<QByteArray> lines = pipe.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 200);
        for (int i = 0; i < lines.size(); ++i) {
            const QJsonObject line = QJsonDocument::fromJson(lines.at(i)).object();
            QCOMPARE(line.value("duration_us"_L1).toInt(), i);
            QCOMPARE(line.value("event"_L1).toString(), u"http.request"_s);
            QCOMPARE(line.value("route"_L1).toString(), u"/items/{item_id}"_s);
            QCOMPARE(line.value("request_id"_L1).toString(), u"id-1"_s);
            QCOMPARE(line.value("status"_L1).toInt(), 200);
            const QDateTime time = QDateTime::fromString(line.value("time"_L1).toString(), Qt::ISODateWithMs);
            QVERIFY(std::abs(time.secsTo(QDateTime::currentDateTimeUtc())) < 60);
        }
    }

    void writesSoon()
    {
        Pipe pipe;
        QVERIFY(pipe.isOpen());
        AccessLog log(pipe.writingEnd());
        log.record(finished(1));
        QCOMPARE(pipe.readOne(), '{'); // waits; the test's own time-out is the limit
    }

    void holdsNobodyUpWhenNobodyReads()
    {
        Pipe pipe;
        QVERIFY(pipe.isOpen());
        QElapsedTimer timer;
        timer.start();
        {
            AccessLog log(pipe.writingEnd());
            for (int i = 0; i < 20'000; ++i) // four megabytes; a pipe holds 64 kB
                log.record(finished(i));
            QVERIFY(timer.elapsed() < 10'000);
            pipe.closeReading();
        }
    }
};

QTEST_GUILESS_MAIN(TestAccessLog)
#include "TestAccessLog.moc"
