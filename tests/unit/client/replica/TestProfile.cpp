// The profile's folder: pointer, generations, ownership.
#include "support/Expect.h"

#include "client/replica/Profile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace roost;
using namespace roost::replica;
using namespace Qt::StringLiterals;

class TestProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAPrivateFolder()
    {
        QTemporaryDir folder;
        const auto profile = Profile::open(folder.filePath(u"deep/new"_s));
        EXPECT_OK(profile);
        QCOMPARE(QFile::permissions(profile->folder()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        EXPECT_OK(profile->currentGeneration());
        QVERIFY(profile->currentGeneration()->isEmpty());
    }

    void refusesAFolderThatCannotBeMade() { EXPECT_ERROR(Profile::open(u"/proc/roost"_s), StorageFull); }

    void pointsAtOneGeneration()
    {
        QTemporaryDir folder;
        const auto profile = Profile::open(folder.path());
        for (const int number : {1, 2, 10}) {
            QFile file(profile->path(Profile::generationName(number)));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        EXPECT_OK(profile->switchTo(u"replica-0002.db"_s));
        QCOMPARE(*profile->currentGeneration(), u"replica-0002.db"_s);
        EXPECT_OK(profile->switchTo(u"replica-0010.db"_s));
        QCOMPARE(*profile->currentGeneration(), u"replica-0010.db"_s);
        QCOMPARE(profile->generations(),
                 QStringList({u"replica-0001.db"_s, u"replica-0002.db"_s, u"replica-0010.db"_s}));
        profile->removeGeneration(u"replica-0010.db"_s);
        EXPECT_ERROR(profile->currentGeneration(), StorageBroken);
    }

    void trustsNoNameInThePointer()
    {
        QTemporaryDir folder;
        const auto profile = Profile::open(folder.path());
        EXPECT_OK(profile->switchTo(u"../../etc/passwd"_s));
        EXPECT_ERROR(profile->currentGeneration(), StorageBroken);
    }

    void numbersNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("number");
        QTest::newRow("first") << u"replica-0001.db"_s << 1;
        QTest::newRow("many") << u"replica-12345.db"_s << 12345;
        QTest::newRow("log") << u"replica-0001.db-wal"_s << 0;
        QTest::newRow("foreign") << u"other.db"_s << 0;
        QTest::newRow("no number") << u"replica-x.db"_s << 0;
    }
    void numbersNames()
    {
        QFETCH(const QString, name);
        QFETCH(const int, number);
        QCOMPARE(Profile::generationNumber(name), number);
        if (number > 0)
            QCOMPARE(Profile::generationName(number), name);
    }

    void hasOneOwner()
    {
        QTemporaryDir folder;
        auto one = Profile::open(folder.path());
        auto two = Profile::open(folder.path());
        QVERIFY(*one->takeOwnership());
        QVERIFY(*one->takeOwnership());
        QVERIFY(!*two->takeOwnership());
        one->releaseOwnership();
        QVERIFY(*two->takeOwnership());
        QVERIFY(!*one->takeOwnership());
    }
};

QTEST_GUILESS_MAIN(TestProfile)
#include "TestProfile.moc"
