// Photos and documents over HTTP: pieces, cuts, wrong hashes, ranges, limits, and who may see what.
#include "support/ApiFixture.h"
#include "support/Expect.h"
#include "support/PhotoSamples.h"

#include <QDirIterator>
#include <QImage>
#include <QJsonArray>
#include <QTest>
#include <QThread>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestBlobApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(m_postgres.start()); }
    void init();
    void cleanup() { m_api.stop(); }

    void takesAPhotoInPieces();
    void goesOnAfterACut();
    void passesOverWhatIsThere();
    void refusesAGap();
    void throwsAWrongHashAway();
    void refusesHostileRanges_data();
    void refusesHostileRanges();
    void refusesWhatIsNoPhoto();
    void refusesADecompressionBomb();
    void keepsToTheQuota();
    void limitsUnfinishedUploads();
    void answersRanges();
    void keepsOthersOut();
    void showsGuestsPicturesOnly();
    void stripsWhatACameraWrote();
    void twoSendTheSame();
    void takesAFileBackThatTheDatabaseForgot();
    void photosFollowTheirFiles();

private:
    QString path(const QString &sha256, const QString &tenant = {}) const
    {
        return u"/blobs/%1?scope=t:%2"_s.arg(sha256, tenant.isEmpty() ? m_tenant : tenant);
    }
    ApiAnswer put(const QByteArray &file, qint64 from, qint64 size, const QString &sha256 = {}) const;
    ApiAnswer putWhole(const QByteArray &file) const;
    ApiAnswer putRange(const QByteArray &bytes, const QByteArray &range, const QString &sha256) const;
    ApiAnswer head(const QString &path, const QString &token) const
    {
        return m_api.send({"HEAD", path, token, {}, {}});
    }
    ApiAnswer push(const QString &name, const QJsonObject &args, const QJsonObject &base = {});
    QStringList filesOf(const QString &sha256) const;

    PostgresFixture m_postgres;
    ApiFixture m_api;
    ApiUser m_host;
    QString m_tenant;
    QString m_client;
    int m_mid = 0;
};

void TestBlobApi::init()
{
    m_api.blobLimits = {};
    m_api.blobLimits.tenantBytes = 2 * 1024 * 1024;
    m_api.blobLimits.uploadsAtOnce = 2;
    EXPECT_OK(m_api.start(m_postgres));
    m_host = m_api.registerUser(u"host"_s);
    m_tenant = m_api.createTenant(m_host);
    m_client = uuidText(newUuid());
    m_mid = 0;
    QVERIFY(!m_tenant.isEmpty());
}

ApiAnswer TestBlobApi::putRange(const QByteArray &bytes, const QByteArray &range, const QString &sha256) const
{
    return m_api.send({"PUT", path(sha256), m_host.accessToken, {}, {{"Content-Range", range}}, bytes});
}

ApiAnswer TestBlobApi::put(const QByteArray &file, qint64 from, qint64 size, const QString &sha256) const
{
    const QByteArray range = "bytes " + QByteArray::number(from) + '-' + QByteArray::number(from + size - 1) + '/' +
                             QByteArray::number(file.size());
    return putRange(file.mid(from, size), range, sha256.isEmpty() ? sha256Of(file) : sha256);
}

ApiAnswer TestBlobApi::putWhole(const QByteArray &file) const
{
    return m_api.send({"PUT", path(sha256Of(file)), m_host.accessToken, {}, {}, file});
}

ApiAnswer TestBlobApi::push(const QString &name, const QJsonObject &args, const QJsonObject &base)
{
    const QJsonObject mutation{{u"mid"_s, ++m_mid}, {u"id"_s, uuidText(newUuid())}, {u"scope"_s, u"t:"_s + m_tenant},
                               {u"name"_s, name},   {u"schema_version"_s, 1},       {u"args"_s, args},
                               {u"base"_s, base}};
    return m_api.post(u"/sync/v1/push"_s, {{u"client_id"_s, m_client}, {u"mutations"_s, QJsonArray{mutation}}},
                      m_host.accessToken);
}

QStringList TestBlobApi::filesOf(const QString &sha256) const
{
    QStringList found;
    QDirIterator files(m_api.folder() + u"/blobs/"_s + m_tenant, {sha256 + u'*'}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext())
        found << files.next();
    return found;
}

void TestBlobApi::takesAPhotoInPieces()
{
    const QByteArray file = photo({400, 300});
    const ApiAnswer first = put(file, 0, 1000);
    QCOMPARE(first.status, 202);
    QCOMPARE(first.headers.value("upload-offset"), "1000");
    QCOMPARE(first.json().value(u"received"_s).toInteger(), 1000);
    const ApiAnswer last = put(file, 1000, file.size() - 1000);
    QCOMPARE(last.status, 201);
    QCOMPARE(last.text(u"state"_s), u"ready"_s);
    QCOMPARE(last.json().value(u"width"_s).toInt(), 400);
    QCOMPARE(last.json().value(u"height"_s).toInt(), 300);
    QCOMPARE(filesOf(sha256Of(file)).size(), 3);
    QCOMPARE(m_api.get(path(sha256Of(file)), m_host.accessToken).body, file);
    QCOMPARE(putWhole(file).status, 200);
}

void TestBlobApi::goesOnAfterACut()
{
    const QByteArray file = photo({400, 300});
    const QString sha256 = sha256Of(file);
    QCOMPARE(head(path(sha256), m_host.accessToken).status, 404);
    QCOMPARE(put(file, 0, 2000).status, 202);
    // A request that is cut off in its body leaves nothing; what came before it stays, over a restart too.
    const QByteArray total = QByteArray::number(file.size());
    m_api.sendAndLeave("PUT " + path(sha256).toLatin1() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                       m_host.accessToken.toLatin1() + "\r\nContent-Range: bytes 2000-3999/" + total +
                       "\r\nContent-Length: 2000\r\n\r\n" + file.mid(2000, 500));
    EXPECT_OK(m_api.restart());
    const ApiAnswer state = head(path(sha256), m_host.accessToken);
    QCOMPARE(state.status, 204);
    QCOMPARE(state.headers.value("upload-offset"), "2000");
    const ApiAnswer asked = putRange({}, "bytes */" + QByteArray::number(file.size()), sha256);
    QCOMPARE(asked.status, 202);
    QCOMPARE(asked.json().value(u"received"_s).toInteger(), 2000);
    QCOMPARE(put(file, 2000, file.size() - 2000).status, 201);
    const ApiAnswer whole = head(path(sha256), m_host.accessToken);
    QCOMPARE(whole.status, 200);
    QCOMPARE(whole.headers.value("content-length").toLongLong(), file.size());
    QCOMPARE(whole.headers.value("etag"), '"' + sha256.toLatin1() + '"');
}

void TestBlobApi::passesOverWhatIsThere()
{
    const QByteArray file = photo({400, 300});
    QCOMPARE(put(file, 0, 2000).status, 202);
    QCOMPARE(put(file, 500, 1000).json().value(u"received"_s).toInteger(), 2000);
    QCOMPARE(put(file, 1500, 1500).json().value(u"received"_s).toInteger(), 3000);
    QCOMPARE(putWhole(file).status, 201);
    QCOMPARE(m_api.get(path(sha256Of(file)), m_host.accessToken).body, file);
}

void TestBlobApi::refusesAGap()
{
    const QByteArray file = photo({400, 300});
    QCOMPARE(put(file, 0, 1000).status, 202);
    const ApiAnswer gap = put(file, 1001, 100);
    QCOMPARE(gap.status, 416);
    QCOMPARE(gap.code(), u"RANGE_NOT_SATISFIABLE"_s);
    QCOMPARE(gap.json().value(u"details"_s).toObject().value(u"received"_s).toInteger(), 1000);
}

void TestBlobApi::throwsAWrongHashAway()
{
    const QByteArray file = photo({400, 300});
    const QString other = sha256Of("something else");
    QCOMPARE(put(file, 0, 1000, other).status, 202);
    const ApiAnswer last = put(file, 1000, file.size() - 1000, other);
    QCOMPARE(last.status, 422);
    QCOMPARE(last.code(), u"HASH_MISMATCH"_s);
    QVERIFY(filesOf(other).isEmpty());
    QCOMPARE(head(path(other), m_host.accessToken).status, 404);
}

void TestBlobApi::refusesHostileRanges_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::newRow("size differs") << QByteArray("bytes 0-98/1000");
    QTest::newRow("backwards") << QByteArray("bytes 99-0/1000");
    QTest::newRow("beyond the end") << QByteArray("bytes 950-1049/1000");
    QTest::newRow("unknown total") << QByteArray("bytes 0-99/*");
    QTest::newRow("negative") << QByteArray("bytes -100-0/1000");
    QTest::newRow("overflow") << QByteArray("bytes 0-99/99999999999999999999999");
    QTest::newRow("hexadecimal") << QByteArray("bytes 0x0-0x63/1000");
    QTest::newRow("other unit") << QByteArray("pages 0-99/1000");
    QTest::newRow("several") << QByteArray("bytes 0-49/1000,50-99/1000");
    QTest::newRow("a question with a body") << QByteArray("bytes */1000");
    QTest::newRow("nonsense") << QByteArray("bytes");
    QTest::newRow("a gigabyte claimed") << QByteArray("bytes 0-99/1073741824");
}

void TestBlobApi::refusesHostileRanges()
{
    QFETCH(QByteArray, range);
    const ApiAnswer answer = putRange(QByteArray(100, '\xff'), range, sha256Of("x"));
    QVERIFY2(answer.status == 400 || answer.status == 413, answer.body.constData());
    QVERIFY(filesOf(sha256Of("x")).isEmpty());
}

void TestBlobApi::refusesWhatIsNoPhoto()
{
    const QByteArray script = "<script>alert(1)</script> and some more text";
    const ApiAnswer answer = putWhole(script);
    QCOMPARE(answer.status, 415);
    QVERIFY(filesOf(sha256Of(script)).isEmpty());
    // Begins like a photo and isn't one.
    const QByteArray fake = QByteArray("\xff\xd8\xff\xe0", 4) + QByteArray(500, 'x');
    const ApiAnswer damaged = putWhole(fake);
    QCOMPARE(damaged.status, 422);
    QCOMPARE(damaged.code(), u"IMAGE_REFUSED"_s);
    QVERIFY(filesOf(sha256Of(fake)).isEmpty());
    QCOMPARE(putWhole("%PDF-1.4\n%%EOF\n").status, 201);
}

void TestBlobApi::refusesADecompressionBomb()
{
    const QByteArray bomb = pngBomb(60'000, 60'000);
    const ApiAnswer answer = putWhole(bomb);
    QCOMPARE(answer.status, 422);
    QCOMPARE(answer.code(), u"IMAGE_REFUSED"_s);
    QCOMPARE(answer.json().value(u"details"_s).toObject().value(u"reason"_s).toString(), u"TOO_MANY_PIXELS"_s);
    QVERIFY(filesOf(sha256Of(bomb)).isEmpty());
}

void TestBlobApi::keepsToTheQuota()
{
    const QByteArray pdf = "%PDF-1.4\n" + QByteArray(800'000, 'a');
    QCOMPARE(putWhole(pdf).status, 201);
    const QByteArray second = "%PDF-1.4\n" + QByteArray(800'000, 'b');
    QCOMPARE(putWhole(second).status, 201);
    const ApiAnswer third = putWhole("%PDF-1.4\n" + QByteArray(800'000, 'c'));
    QCOMPARE(third.status, 413);
    QCOMPARE(third.code(), u"QUOTA_EXCEEDED"_s);
}

void TestBlobApi::limitsUnfinishedUploads()
{
    for (quint32 seed : {1u, 2u})
        QCOMPARE(put(photo({200, 200}, "jpeg", seed), 0, 100).status, 202);
    const QByteArray third = photo({200, 200}, "jpeg", 3);
    const ApiAnswer refused = put(third, 0, 100);
    QCOMPARE(refused.status, 429);
    QVERIFY(!refused.headers.value("retry-after").isEmpty());
    // Finishing one makes room.
    QCOMPARE(putWhole(photo({200, 200}, "jpeg", 1)).status, 201);
    QCOMPARE(put(third, 0, 100).status, 202);
}

void TestBlobApi::answersRanges()
{
    const QByteArray file = photo({400, 300});
    QCOMPARE(putWhole(file).status, 201);
    const auto ranged = [&](const QByteArray &range, QList<QPair<QByteArray, QByteArray>> more = {}) {
        more.prepend({"Range", range});
        return m_api.send({"GET", path(sha256Of(file)), m_host.accessToken, {}, more});
    };
    const ApiAnswer part = ranged("bytes=10-19");
    QCOMPARE(part.status, 206);
    QCOMPARE(part.body, file.mid(10, 10));
    QCOMPARE(part.headers.value("content-range"), "bytes 10-19/" + QByteArray::number(file.size()));
    QCOMPARE(ranged("bytes=-5").body, file.right(5));
    QCOMPARE(ranged("bytes=" + QByteArray::number(file.size() - 7) + "-").body, file.right(7));
    QCOMPARE(ranged("bytes=" + QByteArray::number(file.size()) + "-").status, 416);
    QCOMPARE(ranged("bytes=0-1,4-5").status, 200);
    QCOMPARE(ranged("bytes=0-9", {{"If-Range", "\"other\""}}).body, file);
    const ApiAnswer known = m_api.send({"GET",
                                        path(sha256Of(file)),
                                        m_host.accessToken,
                                        {},
                                        {{"If-None-Match", '"' + sha256Of(file).toLatin1() + '"'}}});
    QCOMPARE(known.status, 304);
    QVERIFY(ranged("bytes=0-1").headers.value("cache-control").contains("immutable"));
}

void TestBlobApi::keepsOthersOut()
{
    const QByteArray file = photo({400, 300});
    QCOMPARE(putWhole(file).status, 201);
    const ApiUser other = m_api.registerUser(u"other"_s);
    const QString theirs = m_api.createTenant(other);
    QCOMPARE(m_api.get(path(sha256Of(file)), other.accessToken).status, 404);
    QCOMPARE(m_api.get(path(sha256Of(file), theirs), other.accessToken).status, 404);
    QCOMPARE(head(path(sha256Of(file), theirs), other.accessToken).status, 404);
    QCOMPARE(m_api.get(u"/blobs/"_s + sha256Of(file)).status, 404);
    QCOMPARE(m_api.send({"PUT", path(sha256Of(file)), other.accessToken, {}, {}, file}).status, 404);
    // Whoever wants to have it has to send all of it: nothing tells that someone else has it.
    const ApiAnswer asked = m_api.send({"PUT",
                                        path(sha256Of(file), theirs),
                                        other.accessToken,
                                        {},
                                        {{"Content-Range", "bytes */" + QByteArray::number(file.size())}}});
    QCOMPARE(asked.json().value(u"received"_s).toInteger(-1), 0);
}

void TestBlobApi::showsGuestsPicturesOnly()
{
    const QByteArray file = withExif(photo({2000, 1500}), 1, "Secret note");
    const QString sha256 = sha256Of(file);
    QCOMPARE(putWhole(file).status, 201);
    const QString listings = u"/api/v1/tenants/%1/listings"_s.arg(m_tenant);
    const QString listing =
        m_api
            .post(listings, {{u"title"_s, u"Cabin"_s}, {u"base_price_minor"_s, 100}, {u"status"_s, u"published"_s}},
                  m_host.accessToken)
            .text(u"id"_s);
    QCOMPARE(m_api.get(u"/blobs/"_s + sha256).status, 404);
    const ApiAnswer added = push(u"photo.add"_s, {{u"photo_id"_s, uuidText(newUuid())},
                                                  {u"listing_id"_s, listing},
                                                  {u"sha256"_s, sha256},
                                                  {u"caption"_s, u"The fjord"_s},
                                                  {u"position"_s, 1024}});
    QCOMPARE(added.json().value(u"outcomes"_s).toArray().first()[u"result"_s].toString(), u"applied"_s);
    const ApiAnswer shown = m_api.get(u"/api/v1/listings/%1/photos"_s.arg(listing));
    QCOMPARE(shown.json().value(u"items"_s).toArray().first()[u"sha256"_s].toString(), sha256);
    for (const QString &query : {u""_s, u"?size=320"_s, u"?size=1280"_s}) {
        const ApiAnswer picture = m_api.get(u"/blobs/"_s + sha256 + query);
        QCOMPARE(picture.status, 200);
        QVERIFY(picture.body != file);
        const QImage image = QImage::fromData(picture.body);
        QCOMPARE(image.width(), query.contains(u"320"_s) ? 320 : 1280);
        QVERIFY(!picture.body.contains("Exif") && !picture.body.contains("Secret note"));
    }
    const ApiAnswer hidden = m_api.send(
        {"PATCH", listings + u'/' + listing, m_host.accessToken, QJsonObject{{u"status"_s, u"unpublished"_s}}, {}});
    QCOMPARE(hidden.status, 200);
    QCOMPARE(m_api.get(u"/blobs/"_s + sha256).status, 404);
}

void TestBlobApi::stripsWhatACameraWrote()
{
    // Taken with the phone held upright: stored lying, to be turned by a quarter.
    const QByteArray file = withExif(photo({800, 400}), 6, "N 59.9139 E 10.7522");
    const ApiAnswer stored = putWhole(file);
    QCOMPARE(stored.status, 201);
    QCOMPARE(stored.json().value(u"width"_s).toInt(), 400);
    QCOMPARE(stored.json().value(u"height"_s).toInt(), 800);
    const ApiAnswer small = m_api.get(path(sha256Of(file)) + u"&size=320"_s, m_host.accessToken);
    QCOMPARE(small.headers.value("content-type"), "image/jpeg");
    const QImage picture = QImage::fromData(small.body);
    QCOMPARE(picture.size(), QSize(160, 320));
    QVERIFY(!small.body.contains("Exif") && !small.body.contains("59.9139"));
}

void TestBlobApi::twoSendTheSame()
{
    const QByteArray file = photo({600, 500});
    std::array<std::unique_ptr<QThread>, 2> senders;
    std::atomic_int done = 0;
    for (auto &sender : senders) {
        sender.reset(QThread::create([&] {
            // Whoever is told that it is busy, or that somebody else was faster, goes on where it stands.
            for (qint64 at = 0; at < file.size();) {
                const ApiAnswer answer = put(file, at, std::min<qint64>(3000, file.size() - at));
                if (answer.status == 200 || answer.status == 201) {
                    ++done;
                    return;
                }
                if (answer.status == 202)
                    at = answer.json().value(u"received"_s).toInteger();
                else if (answer.status != 409)
                    return;
            }
        }));
        sender->start();
    }
    for (auto &sender : senders)
        QVERIFY(sender->wait(60'000));
    QCOMPARE(done.load(), 2);
    QCOMPARE(m_api.get(path(sha256Of(file)), m_host.accessToken).body, file);
    QCOMPARE(filesOf(sha256Of(file)).size(), 3);
}

// Between moving the file and writing the row the server was killed.
void TestBlobApi::takesAFileBackThatTheDatabaseForgot()
{
    const QByteArray file = photo({400, 300});
    const QString sha256 = sha256Of(file);
    QCOMPARE(putWhole(file).status, 201);
    const auto admin = Database::openPostgres(m_api.database().adminUrl);
    EXPECT_OK(admin);
    EXPECT_OK((*admin)->execute(u"DELETE FROM blob"_s));
    const ApiAnswer asked = putRange({}, "bytes */" + QByteArray::number(file.size()), sha256);
    QCOMPARE(asked.status, 201);
    QCOMPARE(m_api.get(path(sha256), m_host.accessToken).body, file);
}

void TestBlobApi::photosFollowTheirFiles()
{
    const QByteArray file = photo({400, 300});
    const QString listing =
        m_api.post(u"/api/v1/tenants/%1/listings"_s.arg(m_tenant), {{u"title"_s, u"Cabin"_s}}, m_host.accessToken)
            .text(u"id"_s);
    const QString id = uuidText(newUuid());
    const QJsonObject args{{u"photo_id"_s, id},
                           {u"listing_id"_s, listing},
                           {u"sha256"_s, sha256Of(file)},
                           {u"caption"_s, u""_s},
                           {u"position"_s, 1024}};
    const ApiAnswer early = push(u"photo.add"_s, args);
    QCOMPARE(early.json().value(u"stopped"_s).toObject().value(u"code"_s).toString(), u"BLOB_MISSING"_s);
    m_mid = 0;
    QCOMPARE(putWhole(file).status, 201);
    const auto resultOf = [](const ApiAnswer &answer) {
        return answer.json().value(u"outcomes"_s).toArray().first().toObject();
    };
    QCOMPARE(resultOf(push(u"photo.add"_s, args)).value(u"result"_s).toString(), u"applied"_s);
    const auto edit = [&](const QString &caption, const QString &base) {
        return resultOf(push(u"photo.edit"_s,
                             {{u"photo_id"_s, id}, {u"changes"_s, QJsonObject{{u"caption"_s, caption}}}},
                             {{u"caption"_s, base}}));
    };
    QCOMPARE(edit(u"The fjord"_s, u""_s).value(u"result"_s).toString(), u"applied"_s);
    const QJsonObject merged = edit(u"The sea"_s, u""_s);
    QCOMPARE(merged.value(u"result"_s).toString(), u"merged"_s);
    QCOMPARE(merged.value(u"conflicts"_s).toArray().first()[u"theirs"_s].toString(), u"The fjord"_s);
    QCOMPARE(resultOf(push(u"photo.remove"_s, {{u"photo_id"_s, id}})).value(u"result"_s).toString(), u"applied"_s);
    QCOMPARE(resultOf(push(u"photo.remove"_s, {{u"photo_id"_s, id}})).value(u"result"_s).toString(), u"applied"_s);
    const QJsonObject late = edit(u"The lake"_s, u"The fjord"_s);
    QCOMPARE(late.value(u"result"_s).toString(), u"rejected"_s);
    QVERIFY(late.value(u"theirs"_s).toObject().value(u"removed"_s).toBool());
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestBlobApi)
#include "TestBlobApi.moc"
