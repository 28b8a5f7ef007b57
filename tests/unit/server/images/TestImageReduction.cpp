// Photos from outside made small: sizes, orientation, what is stripped, and what is refused before it is decoded.
#include "support/Expect.h"
#include "support/PhotoSamples.h"

#include "server/images/ImageReduction.h"

#include <QBuffer>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

namespace roost::test {

using namespace Qt::StringLiterals;

class TestImageReduction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesBothSizes_data();
    void makesBothSizes();
    void neverEnlarges();
    void turnsUprightAndStrips();
    void refusesBeforeDecoding();
    void refusesOtherFormats();
    void refusesDamagedFiles();

private:
    Result<images::ReducedImage> reduce(const QByteArray &file, const images::ImageLimits &limits = {});
    QByteArray made(const QString &name) const;

    QTemporaryDir m_folder;
};

Result<images::ReducedImage> TestImageReduction::reduce(const QByteArray &file, const images::ImageLimits &limits)
{
    QFile out(m_folder.filePath(u"original"_s));
    if (!out.open(QIODevice::WriteOnly) || out.write(file) != file.size())
        return fail(ErrorCode::Internal, u"no file"_s);
    out.close();
    for (const QString &name : {u"small"_s, u"large"_s})
        QFile::remove(m_folder.filePath(name));
    return images::reduceImage(out.fileName(), m_folder.filePath(u"small"_s), m_folder.filePath(u"large"_s), limits);
}

QByteArray TestImageReduction::made(const QString &name) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestImageReduction::makesBothSizes_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char *format : {"jpeg", "png", "webp"})
        QTest::newRow(format) << QByteArray(format);
}

void TestImageReduction::makesBothSizes()
{
    QFETCH(QByteArray, format);
    const auto reduced = reduce(photo({1600, 1200}, format.constData()));
    EXPECT_OK(reduced);
    QCOMPARE(reduced->size, QSize(1600, 1200));
    QCOMPARE(reduced->format, format);
    QCOMPARE(QImage::fromData(made(u"large"_s), "jpeg").size(), QSize(1280, 960));
    QCOMPARE(QImage::fromData(made(u"small"_s), "jpeg").size(), QSize(320, 240));
}

void TestImageReduction::neverEnlarges()
{
    EXPECT_OK(reduce(photo({200, 90})));
    QCOMPARE(QImage::fromData(made(u"large"_s)).size(), QSize(200, 90));
    QCOMPARE(QImage::fromData(made(u"small"_s)).size(), QSize(200, 90));
    // A line of pixels stays one.
    EXPECT_OK(reduce(photo({4000, 1})));
    QCOMPARE(QImage::fromData(made(u"small"_s)).height(), 1);
}

void TestImageReduction::turnsUprightAndStrips()
{
    // Left half black, right half white, stored so that it has to be turned clockwise: then black is above.
    QImage halves(400, 200, QImage::Format_RGB32);
    halves.fill(Qt::white);
    for (int y = 0; y < 200; ++y) {
        for (int x = 0; x < 200; ++x)
            halves.setPixel(x, y, qRgb(0, 0, 0));
    }
    QByteArray jpeg;
    QBuffer buffer(&jpeg);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && halves.save(&buffer, "jpeg", 95));
    const QByteArray file = withExif(jpeg, 6, "N 59.9139 E 10.7522");
    QVERIFY(file.contains("Exif") && file.contains("59.9139"));
    const auto reduced = reduce(file);
    EXPECT_OK(reduced);
    QCOMPARE(reduced->size, QSize(200, 400));
    const QImage upright = QImage::fromData(made(u"large"_s));
    QCOMPARE(upright.size(), QSize(200, 400));
    QVERIFY(qGray(upright.pixel(100, 50)) < 30);
    QVERIFY(qGray(upright.pixel(100, 350)) > 220);
    for (const QString &name : {u"small"_s, u"large"_s}) {
        const QByteArray picture = made(name);
        QVERIFY(!picture.contains("Exif") && !picture.contains("59.9139"));
        QVERIFY(QImage::fromData(picture).textKeys().isEmpty());
    }
}

void TestImageReduction::refusesBeforeDecoding()
{
    const auto bomb = reduce(pngBomb(60'000, 60'000));
    EXPECT_ERROR(bomb, ImageRefused);
    QCOMPARE(bomb.error().details.value(u"reason"_s).toString(), u"TOO_MANY_PIXELS"_s);
    QVERIFY(made(u"large"_s).isEmpty());
    const auto line = reduce(pngBomb(4'000'000'000u, 1));
    EXPECT_ERROR(line, ImageRefused);
    images::ImageLimits small;
    small.pixels = 10'000;
    EXPECT_ERROR(reduce(photo({101, 100}), small), ImageRefused);
    EXPECT_OK(reduce(photo({100, 100}), small));
}

void TestImageReduction::refusesOtherFormats()
{
    for (const char *format : {"bmp", "ppm", "xpm"}) {
        const auto refused = reduce(photo({40, 30}, format));
        EXPECT_ERROR(refused, ImageRefused);
        QCOMPARE(refused.error().details.value(u"reason"_s).toString(), u"NOT_A_PHOTO"_s);
    }
    EXPECT_ERROR(reduce("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"), ImageRefused);
}

void TestImageReduction::refusesDamagedFiles()
{
    EXPECT_ERROR(reduce(pngBomb(100, 100)), ImageRefused);
    EXPECT_ERROR(reduce(photo({400, 300}, "png").first(2000)), ImageRefused);
    EXPECT_ERROR(reduce(QByteArray("\xff\xd8\xff\xe0", 4) + QByteArray(200, 'x')), ImageRefused);
}

} // namespace roost::test

QTEST_GUILESS_MAIN(roost::test::TestImageReduction)
#include "TestImageReduction.moc"
