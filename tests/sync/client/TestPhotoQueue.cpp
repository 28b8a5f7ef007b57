// Photos wait for their files, and nothing else does: the outbox, the files' queue, and the sending of files in pieces.
#include "Device.h"

#include "client/blobs/BlobCache.h"
#include "client/session/BlobUploads.h"
#include "support/PhotoSamples.h"

#include <QSignalSpy>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

// Takes pieces as the server does, with faults that a test scripts.
class FakeBlobServer : public blobs::BlobTransport
{
public:
    void put(const blobs::BlobPiece &piece, Done<blobs::BlobArrival> done) override
    {
        ++puts;
        sentBytes += piece.bytes.size();
        QMetaObject::invokeMethod(
            &m_context,
            [this, piece, done, generation = m_generation] {
                if (generation == m_generation)
                    done(arrive(piece));
            },
            Qt::QueuedConnection);
    }
    void get(const QString &, const QString &, int, Done<QByteArray>) override {}
    void cancelAll() override { ++m_generation; }

    QHash<QString, QByteArray> files;
    std::optional<Error> refusal;   // of everything
    std::deque<ErrorCode> failures; // of the next pieces, after they arrived
    int puts = 0;
    qint64 sentBytes = 0;

private:
    Result<blobs::BlobArrival> arrive(const blobs::BlobPiece &piece)
    {
        if (refusal)
            return fail(*refusal);
        QByteArray &file = files[piece.sha256];
        if (piece.from > file.size())
            return fail(ErrorCode::RangeNotSatisfiable, u"a gap"_s);
        if (!piece.bytes.isEmpty())
            file = file.first(piece.from) + piece.bytes;
        if (!failures.empty()) {
            const ErrorCode code = failures.front();
            failures.pop_front();
            return fail(code, u"failed"_s);
        }
        return blobs::BlobArrival{file.size() == piece.total, file.size()};
    }

    QObject m_context;
    int m_generation = 0;
};

} // namespace

class TestPhotoQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void otherEditsDontWait();
    void aPhotosOwnEditsWaitInTheirOrder();
    void waitsAcrossAKill();
    void aRefusedFileMakesAProblem();
    void aPhotoTakenBackLeavesNothing();
    void sendsAFileAgainThatTheServerLost();
    void sendsInPieces();
    void goesOnAfterACut();
    void stopsForAPhotoThatWasTakenBack();
    void neverThrowsAwayWhatIsNotSent();

private:
    PhotoId addPhoto(const QByteArray &file);
    Result<MutationId> editTitle(const QString &title) { return m_device->edit(m_listing, {{u"title"_s, title}}); }
    replica::PhotoRow shown(const PhotoId &id) { return **m_device->reader().photo(id); }
    replica::BlobUpload upload() { return m_device->replica().waitingUploads()->value(0); }
    replica::BlobUpload uploadOf(const PhotoId &photo)
    {
        const auto waiting = m_device->replica().waitingUploads();
        for (const replica::BlobUpload &one : *waiting) {
            if (one.sha256 == shown(photo).sha256)
                return one;
        }
        return {};
    }
    void arrive(const replica::BlobUpload &upload);
    QString titleThere() { return m_server->row(u"listing"_s, m_listing).value(u"title"_s).toString(); }
    QList<qint64> waitingMids();
    std::unique_ptr<session::BlobUploads> uploads();

    std::unique_ptr<FakeServer> m_server;
    std::unique_ptr<Device> m_device;
    std::unique_ptr<FakeBlobServer> m_blobs;
    std::unique_ptr<blobs::BlobCache> m_cache;
    QString m_listing;
};

void TestPhotoQueue::init()
{
    m_server = std::make_unique<FakeServer>();
    m_listing = m_server->addListing(u"Cabin"_s);
    m_device = std::make_unique<Device>(*m_server);
    m_device->sync();
    m_blobs = std::make_unique<FakeBlobServer>();
    m_cache = std::make_unique<blobs::BlobCache>(m_device->folder());
}

void TestPhotoQueue::cleanup()
{
    m_device.reset();
    m_server.reset();
    m_blobs.reset();
}

PhotoId TestPhotoQueue::addPhoto(const QByteArray &file)
{
    const QString path = m_device->folder() + u"/added.jpg"_s;
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(file) != file.size())
        return {};
    out.close();
    const auto sha256 = m_cache->addOutgoing(path);
    const PhotoId id = PhotoId::create();
    if (!sha256 ||
        !m_device->replica().edit(replica::addPhoto(id, ListingId::fromString(m_listing), *sha256, u""_s, 1024)))
        return {};
    return id;
}

void TestPhotoQueue::arrive(const replica::BlobUpload &upload)
{
    m_server->blobs.insert(upload.sha256);
    EXPECT_OK(m_device->replica().uploadDone(upload));
}

QList<qint64> TestPhotoQueue::waitingMids()
{
    QList<qint64> mids;
    const auto mutations = m_device->replica().waitingMutations(100);
    for (const sync::Mutation &mutation : *mutations)
        mids << mutation.mid;
    return mids;
}

std::unique_ptr<session::BlobUploads> TestPhotoQueue::uploads()
{
    return std::make_unique<session::BlobUploads>(m_device->replica(), *m_cache, *m_blobs, m_device->network,
                                                  m_device->timers);
}

void TestPhotoQueue::otherEditsDontWait()
{
    const PhotoId photo = addPhoto(test::photo({400, 300}));
    QVERIFY(!photo.isNull());
    QCOMPARE(shown(photo).upload, u"waiting"_s);
    EXPECT_OK(editTitle(u"Cabin by the fjord"_s));
    m_device->sync();
    QCOMPARE(titleThere(), u"Cabin by the fjord"_s);
    QVERIFY(m_server->rows(u"listing_photo"_s).isEmpty());
    QVERIFY(shown(photo).isTentative);
    EXPECT_OK(editTitle(u"Cabin by the sea"_s));
    m_device->sync();
    QCOMPARE(titleThere(), u"Cabin by the sea"_s);
    arrive(upload());
    m_device->sync();
    QCOMPARE(m_server->rows(u"listing_photo"_s).size(), 1);
    QCOMPARE(shown(photo).width, 400);
    QVERIFY(!shown(photo).isTentative);
    // Nobody was taken for a fork: numbers had no gaps and were never used for two mutations that were sent.
    QCOMPARE(m_server->clients.size(), 1);
    QCOMPARE(m_server->clients.first().lastMid, 3);
}

void TestPhotoQueue::aPhotosOwnEditsWaitInTheirOrder()
{
    const PhotoId first = addPhoto(test::photo({400, 300}, "jpeg", 1));
    const PhotoId second = addPhoto(test::photo({400, 300}, "jpeg", 2));
    EXPECT_OK(m_device->replica().edit(replica::editPhoto(shown(first), {{u"caption"_s, u"The fjord"_s}})));
    EXPECT_OK(editTitle(u"Cabin by the fjord"_s));
    EXPECT_OK(m_device->replica().edit(replica::editPhoto(shown(second), {{u"caption"_s, u"The sauna"_s}})));
    QCOMPARE(waitingMids(), QList<qint64>{1});
    // The second file is there first.
    arrive(uploadOf(second));
    m_device->sync();
    QCOMPARE(m_server->rows(u"listing_photo"_s).keys(), QStringList{second.toString()});
    QCOMPARE(m_server->row(u"listing_photo"_s, second.toString()).value(u"caption"_s).toString(), u"The sauna"_s);
    arrive(upload());
    m_device->sync();
    QCOMPARE(m_server->row(u"listing_photo"_s, first.toString()).value(u"caption"_s).toString(), u"The fjord"_s);
    QCOMPARE(m_server->clients.size(), 1);
    QCOMPARE(m_device->reader().counts()->openProblems, 0);
}

void TestPhotoQueue::waitsAcrossAKill()
{
    const PhotoId photo = addPhoto(test::photo({400, 300}));
    EXPECT_OK(editTitle(u"Cabin by the fjord"_s));
    m_device->sync();
    m_device->kill();
    m_device->boot();
    QCOMPARE(shown(photo).upload, u"waiting"_s);
    QVERIFY(!m_cache->outgoing(upload().sha256).isEmpty());
    // A snapshot is swapped in meanwhile.
    m_server->epoch = u"epoch-2"_s;
    m_device->sync(10);
    QVERIFY(shown(photo).isTentative);
    arrive(upload());
    m_device->sync(10);
    QCOMPARE(m_server->rows(u"listing_photo"_s).size(), 1);
}

void TestPhotoQueue::aRefusedFileMakesAProblem()
{
    const PhotoId photo = addPhoto(test::photo({400, 300}));
    EXPECT_OK(editTitle(u"Cabin by the fjord"_s));
    m_blobs->refusal = Error{ErrorCode::ImageRefused, u"This photo can't be read."_s, {}, {}};
    const auto sending = uploads();
    QSignalSpy refused(sending.get(), &session::BlobUploads::refused);
    sending->start();
    QVERIFY(refused.wait());
    m_device->sync();
    const auto problems = m_device->reader().openProblems();
    QCOMPARE(problems->size(), 1);
    QCOMPARE(problems->first().code, u"IMAGE_REFUSED"_s);
    QVERIFY(!m_device->reader().photo(photo)->has_value());
    QCOMPARE(titleThere(), u"Cabin by the fjord"_s);
}

void TestPhotoQueue::aPhotoTakenBackLeavesNothing()
{
    const PhotoId photo = addPhoto(test::photo({400, 300}));
    EXPECT_OK(editTitle(u"Cabin by the fjord"_s));
    EXPECT_OK(m_device->replica().edit(replica::editPhoto(shown(photo), {{u"caption"_s, u"A mistake"_s}})));
    EXPECT_OK(m_device->replica().edit(replica::removePhoto(shown(photo))));
    QVERIFY(!m_device->reader().photo(photo)->has_value());
    QCOMPARE(m_device->replica().waitingUploads()->size(), 0);
    EXPECT_OK(editTitle(u"Cabin by the sea"_s));
    m_device->sync();
    QCOMPARE(titleThere(), u"Cabin by the sea"_s);
    QCOMPARE(m_server->clients.first().lastMid, 2);
    QCOMPARE(m_device->replica().editCounts()->waiting, 0);
}

void TestPhotoQueue::sendsAFileAgainThatTheServerLost()
{
    const PhotoId photo = addPhoto(test::photo({400, 300}));
    EXPECT_OK(m_device->replica().uploadDone(upload()));
    EXPECT_OK(editTitle(u"Cabin by the fjord"_s));
    // The server says BLOB_MISSING: the file has to be sent again, and the other edit goes meanwhile.
    m_device->sync(10);
    QCOMPARE(m_device->replica().waitingUploads()->size(), 1);
    QCOMPARE(titleThere(), u"Cabin by the fjord"_s);
    arrive(upload());
    m_device->sync(10);
    QCOMPARE(shown(photo).width, 400);
    QCOMPARE(m_server->clients.size(), 1);
}

void TestPhotoQueue::sendsInPieces()
{
    const QByteArray file = test::photo({400, 300}) + QByteArray(3'000'000, 'x');
    addPhoto(file);
    const auto sending = uploads();
    QSignalSpy uploaded(sending.get(), &session::BlobUploads::uploaded);
    sending->start();
    QVERIFY(!sending->isIdle());
    QVERIFY(uploaded.wait());
    QVERIFY(sending->isIdle());
    QCOMPARE(m_blobs->files.value(sha256Of(file)), file);
    QVERIFY(m_blobs->puts > 4);
    QCOMPARE(m_blobs->sentBytes, file.size());
}

void TestPhotoQueue::goesOnAfterACut()
{
    const QByteArray file = test::photo({400, 300}) + QByteArray(3'000'000, 'x');
    addPhoto(file);
    // No network at first; then three pieces arrive and their answers don't.
    auto sending = uploads();
    m_blobs->refusal = Error{ErrorCode::Offline, u"no network"_s, {}, {}};
    sending->start();
    QTRY_VERIFY(sending->trouble());
    m_blobs->refusal.reset();
    m_blobs->failures = {ErrorCode::Timeout, ErrorCode::Unauthenticated, ErrorCode::Busy};
    const qint64 before = m_blobs->sentBytes;
    QSignalSpy uploaded(sending.get(), &session::BlobUploads::uploaded);
    for (int second = 0; second < 120 && uploaded.isEmpty(); ++second) {
        m_device->timers.advance(1000);
        QCoreApplication::processEvents();
    }
    QCOMPARE(uploaded.size(), 1);
    QCOMPARE(m_blobs->files.value(sha256Of(file)), file);
    QVERIFY(m_blobs->sentBytes - before <= file.size() + 3 * session::BlobUploads::kLargePiece);
    // As after a kill: another process asks first, and sends nothing twice.
    const QByteArray other = test::photo({400, 300}, "jpeg", 5) + QByteArray(2'000'000, 'y');
    addPhoto(other);
    m_blobs->files[sha256Of(other)] = other.first(1'500'000);
    const qint64 sent = m_blobs->sentBytes;
    sending = uploads();
    QSignalSpy again(sending.get(), &session::BlobUploads::uploaded);
    sending->start();
    QVERIFY(again.wait());
    QCOMPARE(m_blobs->files.value(sha256Of(other)), other);
    QVERIFY(m_blobs->sentBytes - sent <= other.size() - 1'500'000);
}

void TestPhotoQueue::stopsForAPhotoThatWasTakenBack()
{
    const QByteArray file = test::photo({400, 300}) + QByteArray(3'000'000, 'x');
    const PhotoId photo = addPhoto(file);
    const auto sending = uploads();
    bool isRemoved = false;
    connect(sending.get(), &session::BlobUploads::progressChanged, this, [&] {
        if (sending->progress().sentBytes > 0 && !std::exchange(isRemoved, true))
            EXPECT_OK(m_device->replica().edit(replica::removePhoto(shown(photo))));
    });
    sending->start();
    QTRY_VERIFY(isRemoved);
    QTRY_VERIFY(sending->isIdle());
    QVERIFY(m_blobs->files.value(sha256Of(file)).size() < file.size());
    QVERIFY(m_cache->outgoing(sha256Of(file)).isEmpty());
}

void TestPhotoQueue::neverThrowsAwayWhatIsNotSent()
{
    const blobs::BlobCache small(m_device->folder(), 50'000);
    const QByteArray file = test::photo({600, 400});
    addPhoto(file);
    QStringList pictures;
    for (quint32 seed = 1; seed <= 6; ++seed) {
        const QByteArray picture = test::photo({200, 150}, "jpeg", seed).leftJustified(20'000, 'x');
        pictures << sha256Of(picture);
        EXPECT_OK(small.store(pictures.last(), 320, picture));
        QFile kept(small.find(pictures.last(), 320));
        QVERIFY(kept.open(QIODevice::ReadWrite));
        kept.setFileTime(QDateTime::currentDateTimeUtc().addSecs(-1000 + int(seed)), QFileDevice::FileModificationTime);
    }
    // Looked at just now: the oldest two that were not are gone first.
    QVERIFY(!small.find(pictures.first(), 320).isEmpty());
    small.trim();
    QVERIFY(!small.find(pictures.first(), 320).isEmpty());
    QVERIFY(!small.find(pictures.last(), 320).isEmpty());
    QVERIFY(small.find(pictures.at(1), 320).isEmpty());
    QVERIFY(!small.outgoing(sha256Of(file)).isEmpty());
    EXPECT_ERROR(small.store(sha256Of(file), 0, "other bytes"), Protocol);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestPhotoQueue)
#include "TestPhotoQueue.moc"
