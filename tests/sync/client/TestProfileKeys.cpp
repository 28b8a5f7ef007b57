// Where a profile's key is kept, what is done when it can't be had, and how a profile ends.
#include "Device.h"
#include "MemoryKeychain.h"

#include "support/ProfileBytes.h"

#include "client/session/ProfileKeys.h"
#include "client/session/ProfileWipe.h"

#include <QTest>

using namespace roost;
using namespace roost::test;
using namespace roost::session;
using namespace Qt::StringLiterals;

class TestProfileKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsOneKeyInTheKeychain();
    void withoutAKeychainItIsAPrivateFile();
    void aCopiedProfileHasTheSameKey();
    void aClosedKeychainGivesNothingUp();
    void aLostKeyIsReplaced();
    void aBrokenNoteNamesNoFile();
    void wipingDestroysTheKeyFirst();
    void wipingLeavesWhatIsNotRoosts();
    void wipingNeedsTheProfileForItself();

private:
    Result<ProfileKey> obtain() { return ProfileKeys(m_folder->path(), m_keychain).obtain(); }
    QStringList keyFiles() const { return QDir(ProfileKeys::keyFolder()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryDir> m_config;
    MemoryKeychain m_keychain;
};

void TestProfileKeys::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_config = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_config->path()));
    m_keychain.works = true;
    m_keychain.secrets.clear();
}

void TestProfileKeys::keepsOneKeyInTheKeychain()
{
    QVERIFY(ProfileKeys(m_folder->path(), m_keychain).find().key.isNull());
    const auto first = obtain();
    EXPECT_OK(first);
    QCOMPARE(first->place, KeyPlace::Keychain);
    const auto second = obtain();
    EXPECT_OK(second);
    QCOMPARE(second->key.fingerprint(), first->key.fingerprint());
    QCOMPARE(ProfileKeys(m_folder->path(), m_keychain).find().key.fingerprint(), first->key.fingerprint());
    QCOMPARE(m_keychain.secrets.size(), 1);
    QVERIFY(keyFiles().isEmpty());
    // Nothing of it is in the profile.
    QCOMPARE(wordsFoundIn(m_folder->path(), m_keychain.secrets.values()), QStringList());
}

void TestProfileKeys::withoutAKeychainItIsAPrivateFile()
{
    m_keychain.works = false;
    const auto first = obtain();
    EXPECT_OK(first);
    QCOMPARE(first->place, KeyPlace::File);
    QCOMPARE(obtain()->key.fingerprint(), first->key.fingerprint());
    QCOMPARE(keyFiles().size(), 1);
    const QFileInfo file(ProfileKeys::keyFolder() + u'/' + keyFiles().first());
    QCOMPARE(file.permissions() & QFile::Permissions(0x077), QFile::Permissions());
    // A keychain that comes later changes nothing.
    m_keychain.works = true;
    QCOMPARE(obtain()->key.fingerprint(), first->key.fingerprint());
}

void TestProfileKeys::aCopiedProfileHasTheSameKey()
{
    const auto first = obtain();
    EXPECT_OK(first);
    QTemporaryDir copy;
    QVERIFY(QFile::copy(m_folder->filePath(u"key"_s), copy.filePath(u"key"_s)));
    const auto second = ProfileKeys(copy.path(), m_keychain).obtain();
    EXPECT_OK(second);
    QCOMPARE(second->key.fingerprint(), first->key.fingerprint());
}

void TestProfileKeys::aClosedKeychainGivesNothingUp()
{
    const auto first = obtain();
    EXPECT_OK(first);
    m_keychain.works = false;
    EXPECT_ERROR(obtain(), Forbidden);
    const auto none = ProfileKeys(m_folder->path(), m_keychain).find();
    QVERIFY(none.key.isNull());
    QCOMPARE(none.place, KeyPlace::None);
    m_keychain.works = true;
    QCOMPARE(obtain()->key.fingerprint(), first->key.fingerprint());
}

void TestProfileKeys::aLostKeyIsReplaced()
{
    const auto first = obtain();
    EXPECT_OK(first);
    m_keychain.secrets.clear();
    const auto second = obtain();
    EXPECT_OK(second);
    QVERIFY(second->key.fingerprint() != first->key.fingerprint());
    QCOMPARE(obtain()->key.fingerprint(), second->key.fingerprint());
}

void TestProfileKeys::aBrokenNoteNamesNoFile()
{
    QFile note(m_folder->filePath(u"key"_s));
    QVERIFY(note.open(QIODevice::WriteOnly));
    note.write(R"({"key": "../../secret", "place": "file"})");
    note.close();
    QVERIFY(ProfileKeys(m_folder->path(), m_keychain).find().key.isNull());
    EXPECT_OK(obtain());
    QVERIFY(!ProfileKeys(m_folder->path(), m_keychain).find().key.isNull());
}

void TestProfileKeys::wipingDestroysTheKeyFirst()
{
    FakeServer server;
    const QString contact = uuidText(newUuid());
    server.put(u"contact"_s, contact,
               {{u"name"_s, u"Ragnhild"_s}, {u"email"_s, u""_s}, {u"phone"_s, u""_s}, {u"notes"_s, u""_s}});
    for (const bool hasKeychain : {true, false}) {
        m_keychain.works = hasKeychain;
        QTemporaryDir place;
        const QString folder = place.filePath(u"profile"_s);
        QTemporaryDir copy;
        {
            const auto profile = replica::Profile::open(folder);
            EXPECT_OK(profile);
            const auto key = ProfileKeys(folder, m_keychain).obtain();
            EXPECT_OK(key);
            Device device(server, folder, key->key);
            device.sync();
            QCOMPARE(device.reader().contacts()->size(), 1);
            device.kill();
            for (const QString &name : QDir(folder).entryList(QDir::Files))
                QVERIFY(QFile::copy(folder + u'/' + name, copy.filePath(name)));
        }
        EXPECT_OK(wipeProfile(folder, m_keychain));
        QVERIFY(!QFile::exists(folder));
        QVERIFY(keyFiles().isEmpty());
        // A copy of before, with all that is left on this computer.
        const auto key = ProfileKeys(copy.path(), m_keychain).find();
        QVERIFY(key.key.isNull());
        const auto reader = replica::ReplicaReader::open(copy.path(), key.key);
        EXPECT_OK(reader);
        QCOMPARE((*reader)->contacts()->first().name, u"(can't be read)"_s);
        QCOMPARE(wordsFoundIn(copy.path(), {u"Ragnhild"_s}), QStringList());
        EXPECT_ERROR(wipeProfile(folder, m_keychain), NotFound);
    }
}

void TestProfileKeys::wipingLeavesWhatIsNotRoosts()
{
    FakeServer server;
    {
        Device device(server, m_folder->path());
        device.kill();
    }
    QFile own(m_folder->filePath(u"holiday.txt"_s));
    QVERIFY(own.open(QIODevice::WriteOnly));
    own.close();
    EXPECT_OK(wipeProfile(m_folder->path(), m_keychain));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"holiday.txt"_s});
}

void TestProfileKeys::wipingNeedsTheProfileForItself()
{
    EXPECT_OK(obtain());
    FakeServer server;
    Device device(server, m_folder->path());
    EXPECT_ERROR(wipeProfile(m_folder->path(), m_keychain), Busy);
    QVERIFY(!ProfileKeys(m_folder->path(), m_keychain).find().key.isNull());
    // A keychain that can't be opened: the files stay as well.
    device.kill();
    m_keychain.works = false;
    EXPECT_ERROR(wipeProfile(m_folder->path(), m_keychain), Forbidden);
    QVERIFY(QFile::exists(m_folder->filePath(u"current"_s)));
}

QTEST_GUILESS_MAIN(TestProfileKeys)
#include "TestProfileKeys.moc"
