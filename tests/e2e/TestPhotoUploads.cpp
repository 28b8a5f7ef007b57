// A photo on its way, with real processes: cut connections, kill -9 of the client and of the server in mid-upload. It
// arrives whole, what is sent twice is bounded, and other edits don't wait for it.
#include "support/CliClient.h"
#include "support/Expect.h"
#include "support/NetworkPlug.h"
#include "support/PhotoSamples.h"
#include "support/RestClient.h"
#include "support/ServerProcess.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace Qt::StringLiterals;

namespace {

const QString kEmail = u"solberg@example.org"_s;
const QString kPassword = u"a-long-password-1"_s;
constexpr qint64 kMegabyte = 1024 * 1024;
constexpr qint64 kLargestPiece = kMegabyte;
constexpr qint64 kRowsAndHeaders = 256 * 1024; // what else goes over the wire in a sync

// A photo of some size: what follows its end is no part of the picture, but of the file.
QByteArray largePhoto(qint64 bytes)
{
    QByteArray file = photo({640, 480});
    QByteArray rest((bytes - file.size()) / 4 * 4, Qt::Uninitialized);
    QRandomGenerator(7).fillRange(reinterpret_cast<quint32 *>(rest.data()), rest.size() / 4);
    return file + rest;
}

#define RUN_OK(reply)                                                                                                  \
    do {                                                                                                               \
        const CliReply &runReply = (reply);                                                                            \
        QVERIFY2(runReply.exitCode == 0, runReply.errors.constData());                                                 \
    } while (false)

} // namespace

class TestPhotoUploads : public QObject
{
    Q_OBJECT

private:
    QJsonObject photoOf(const CliClient &client)
    {
        return client.runOffline({u"photo"_s, u"list"_s, m_listing}).json.array().first().toObject();
    }
    QString listingTitle()
    {
        return m_host->get(u"/api/v1/tenants/%1/listings/%2"_s.arg(m_tenant, m_listing))
            .json.value(u"title")
            .toString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<NetworkPlug> m_plug;
    std::unique_ptr<RestClient> m_host;
    std::unique_ptr<CliClient> m_client;
    QString m_tenant;
    QString m_listing;
    QByteArray m_file;
    QString m_path;

private Q_SLOTS:
    void initTestCase()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QFile::setPermissions(m_folder->path(),
                                      QFile::permissions(m_folder->path()) | QFile::ExeOther | QFile::ReadOther));
        m_server = std::make_unique<ServerProcess>(m_folder->filePath(u"server"_s));
        EXPECT_OK(runRoostd({u"user"_s, u"create"_s, u"--data"_s, m_server->dataFolder(), u"--email"_s, kEmail,
                             u"--name"_s, u"Solberg"_s, u"--tenant"_s, u"Solberg"_s, u"--currency"_s, u"NOK"_s,
                             u"--zone"_s, u"Europe/Oslo"_s, u"--password-stdin"_s},
                            kPassword.toUtf8() + '\n'));
        EXPECT_OK(m_server->start());
        m_plug = std::make_unique<NetworkPlug>(m_server->url());
        m_host = std::make_unique<RestClient>(m_server->url());
        const RestReply session = m_host->logIn(kEmail, kPassword);
        QCOMPARE(session.status, 200);
        m_tenant = session.json.value(u"tenants").toArray().first().toObject().value(u"id").toString();
        m_listing = m_host->post(u"/api/v1/tenants/%1/listings"_s.arg(m_tenant), {{u"title"_s, u"Cabin"_s}})
                        .json.value(u"id")
                        .toString();
        m_client = std::make_unique<CliClient>(m_folder->filePath(u"client"_s), kPassword);
        RUN_OK(m_client->run({u"login"_s, m_plug->url().toString(), kEmail}));
        RUN_OK(m_client->run({u"sync"_s}));
        m_file = largePhoto(9 * kMegabyte);
        m_path = m_folder->filePath(u"fjord.jpg"_s);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_file) == m_file.size());
    }

    void keepsWhatWasAddedOffline()
    {
        RUN_OK(m_client->runOffline({u"photo"_s, u"add"_s, m_listing, m_path, u"--note"_s, u"The fjord"_s}));
        const QJsonObject photo = photoOf(*m_client);
        QCOMPARE(photo.value(u"upload").toString(), u"waiting"_s);
        QCOMPARE(photo.value(u"caption").toString(), u"The fjord"_s);
        // The host may throw the file away: it was copied.
        QVERIFY(QFile::remove(m_path));
    }

    void arrivesThroughCutsAndKills()
    {
        RUN_OK(m_client->runOffline({u"edit"_s, m_listing, u"title=Cabin by the fjord"_s}));
        const qint64 before = m_plug->bytesToServer();
        // The cable is pulled in mid-upload, then the client is killed.
        m_plug->pullAfterBytesToServer(3 * kMegabyte);
        auto client = m_client->start({u"sync"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_plug->isPulled(), 60'000);
        client->kill();
        client->waitForFinished();
        QCOMPARE(photoOf(*m_client).value(u"upload").toString(), u"waiting"_s);
        // Once more, and now the server is killed.
        m_plug->plugIn();
        m_plug->pullAfterBytesToServer(3 * kMegabyte);
        client = m_client->start({u"sync"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_plug->isPulled(), 60'000);
        m_server->kill();
        client->kill();
        client->waitForFinished();
        EXPECT_OK(m_server->start());
        // What was typed behind the photo didn't wait for it.
        QCOMPARE(listingTitle(), u"Cabin by the fjord"_s);
        m_plug->plugIn();
        RUN_OK(m_client->run({u"sync"_s}));
        const qint64 sent = m_plug->bytesToServer() - before;
        QVERIFY2(sent <= m_file.size() + 2 * kLargestPiece + 3 * kRowsAndHeaders, QByteArray::number(sent).constData());
        const QJsonObject photo = photoOf(*m_client);
        QCOMPARE(photo.value(u"tentative").toBool(), false);
        QCOMPARE(photo.value(u"width").toInt(), 640);
    }

    void anotherClientGetsIt()
    {
        const CliClient other(m_folder->filePath(u"other"_s), kPassword);
        RUN_OK(other.run({u"login"_s, m_plug->url().toString(), kEmail}));
        RUN_OK(other.run({u"sync"_s}));
        const QJsonObject photo = photoOf(other);
        QCOMPARE(photo.value(u"caption").toString(), u"The fjord"_s);
        const QString copy = m_folder->filePath(u"copy.jpg"_s);
        RUN_OK(other.run({u"photo"_s, u"get"_s, photo.value(u"id").toString(), copy}));
        QFile file(copy);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll() == m_file);
        RUN_OK(other.run({u"photo"_s, u"remove"_s, photo.value(u"id").toString()}));
        RUN_OK(m_client->run({u"sync"_s}));
        QCOMPARE(m_client->runOffline({u"photo"_s, u"list"_s, m_listing}).json.array().size(), 0);
    }

    void aRefusedPhotoBecomesAProblem()
    {
        const QString bomb = m_folder->filePath(u"bomb.png"_s);
        QFile file(bomb);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(pngBomb(60'000, 60'000)) > 0);
        file.close();
        RUN_OK(m_client->runOffline({u"photo"_s, u"add"_s, m_listing, bomb}));
        RUN_OK(m_client->run({u"sync"_s}));
        const QJsonArray problems = m_client->runOffline({u"problems"_s}).json.array();
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.first().toObject().value(u"code").toString(), u"IMAGE_REFUSED"_s);
        QCOMPARE(m_client->runOffline({u"photo"_s, u"list"_s, m_listing}).json.array().size(), 0);
    }

    void aPhotoTakenBackIsNeverSent()
    {
        const QByteArray file = photo({300, 200}, "jpeg", 9);
        const QString path = m_folder->filePath(u"mistake.jpg"_s);
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(file) == file.size());
        out.close();
        const auto waiting = [this] { return m_client->runOffline({u"outbox"_s}).json.array().size(); };
        const qsizetype before = waiting();
        RUN_OK(m_client->runOffline({u"photo"_s, u"add"_s, m_listing, path}));
        QCOMPARE(waiting(), before + 1);
        RUN_OK(m_client->runOffline({u"photo"_s, u"remove"_s, photoOf(*m_client).value(u"id").toString()}));
        QCOMPARE(waiting(), before);
        const qint64 sentBefore = m_plug->bytesToServer();
        RUN_OK(m_client->run({u"sync"_s}));
        QVERIFY(m_plug->bytesToServer() - sentBefore < file.size());
    }
};

QTEST_GUILESS_MAIN(TestPhotoUploads)
#include "TestPhotoUploads.moc"
