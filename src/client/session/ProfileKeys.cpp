// Finds, makes and destroys a profile's key.
#include "ProfileKeys.h"

#include "common/Id.h"
#include "common/Json.h"
#include "common/Secrets.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QLockFile>
#include <QStandardPaths>
#include <QTimer>

namespace roost::session {

using namespace Qt::StringLiterals;

namespace {

constexpr int kKeychainMs = 60'000;
constexpr int kLockMs = 70'000;
constexpr QLatin1StringView kNoteFile("/key");
constexpr QLatin1StringView kLockFile("/key.lock");
constexpr QLatin1StringView kFile("file");

QString secretName(const QString &key)
{
    return u"personal data "_s + key;
}

tl::unexpected<Error> keychainIsClosed()
{
    return fail(ErrorCode::Forbidden,
                QCoreApplication::translate(
                    "ProfileKeys", "The key of your guests' data is in the keychain, which could not be opened. Unlock "
                                   "the keychain and start Roost again."));
}

// start gets a callback for its answer; Unavailable when none comes in time.
template <class Answer>
Result<Answer> awaited(const std::function<void(std::function<void(Result<Answer>)>)> &start)
{
    const auto answer = std::make_shared<std::optional<Result<Answer>>>();
    QEventLoop loop;
    QTimer::singleShot(kKeychainMs, &loop, &QEventLoop::quit);
    const auto stop = std::make_shared<QEventLoop *>(&loop);
    start([answer, stop](Result<Answer> result) {
        *answer = std::move(result);
        if (*stop)
            (*stop)->quit();
    });
    if (!*answer)
        loop.exec();
    *stop = nullptr;
    if (*answer)
        return **answer;
    return fail(ErrorCode::Unavailable, u"The keychain didn't answer."_s);
}

replica::FieldKey keyFromText(const QByteArray &text)
{
    return replica::FieldKey::fromBytes(QByteArray::fromBase64(text.trimmed()));
}

QByteArray textOf(const replica::FieldKey &key)
{
    return QByteArray(reinterpret_cast<const char *>(key.data()), replica::FieldKey::kBytes).toBase64();
}

} // namespace

ProfileKeys::ProfileKeys(QString profileFolder, net::SecretStore &secrets)
    : m_folder(std::move(profileFolder))
    , m_secrets(secrets)
{
}

QString ProfileKeys::keyFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/roost/keys"_s;
}

QString ProfileKeys::keyFile(const QString &name)
{
    return keyFolder() + u'/' + name + u".key"_s;
}

ProfileKeys::Note ProfileKeys::note() const
{
    QFile file(m_folder + kNoteFile);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject written = QJsonDocument::fromJson(file.read(1024)).object();
    // The name becomes a part of a path.
    const QUuid name = parseUuid(written.value(u"key").toString());
    if (name.isNull())
        return {};
    return {uuidText(name), written.value(u"place").toString() == kFile ? KeyPlace::File : KeyPlace::Keychain};
}

Result<std::optional<replica::FieldKey>> ProfileKeys::read(const Note &note)
{
    if (note.place == KeyPlace::File) {
        QFile file(keyFile(note.name));
        if (!file.open(QIODevice::ReadOnly))
            return std::optional<replica::FieldKey>();
        const auto key = keyFromText(file.read(256));
        return key.isNull() ? std::nullopt : std::optional(key);
    }
    using Answer = std::optional<QString>;
    const auto secret = awaited<Answer>(
        [&](std::function<void(Result<Answer>)> done) { m_secrets.read(secretName(note.name), std::move(done)); });
    if (!secret)
        return keychainIsClosed();
    if (!*secret)
        return std::optional<replica::FieldKey>();
    const auto key = keyFromText((*secret)->toLatin1());
    return key.isNull() ? std::nullopt : std::optional(key);
}

ProfileKey ProfileKeys::find()
{
    const Note known = note();
    if (known.place == KeyPlace::None)
        return {};
    const auto key = read(known);
    return key && *key ? ProfileKey{**key, known.place} : ProfileKey();
}

Result<ProfileKey> ProfileKeys::obtain()
{
    // Two processes that begin at once must not make two keys.
    QLockFile lock(m_folder + kLockFile);
    if (!lock.tryLock(kLockMs))
        return fail(ErrorCode::Busy, u"Another Roost program is opening this profile. Try again."_s);
    const Note known = note();
    if (known.place != KeyPlace::None) {
        ROOST_ASSIGN(const auto key, read(known));
        if (key)
            return ProfileKey{*key, known.place};
    }
    return make();
}

Result<ProfileKey> ProfileKeys::make()
{
    const auto key = replica::FieldKey::create();
    const QString name = uuidText(newUuid());
    using Done = std::function<void(Result<void>)>;
    const auto inKeychain = awaited<void>(
        [&](Done done) { m_secrets.write(secretName(name), QString::fromLatin1(textOf(key)), std::move(done)); });
    if (!inKeychain) {
        if (!QDir().mkpath(keyFolder()))
            return fail(ErrorCode::StorageFull, u"The folder %1 can't be made."_s.arg(keyFolder()));
        QFile::setPermissions(keyFolder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        ROOST_TRY(writePrivateFile(keyFile(name), textOf(key) + '\n'));
    }
    const QJsonObject made{{u"key"_s, name}, {u"place"_s, inKeychain ? u"keychain"_s : QString(kFile)}};
    ROOST_TRY(writePrivateFile(m_folder + kNoteFile, canonicalJson(made) + '\n'));
    return ProfileKey{key, inKeychain ? KeyPlace::Keychain : KeyPlace::File};
}

Result<void> ProfileKeys::destroy()
{
    const Note known = note();
    if (known.place == KeyPlace::None)
        return {};
    if (known.place == KeyPlace::File) {
        const QString path = keyFile(known.name);
        // Over the old bytes first, for file systems that write in place.
        QFile file(path);
        if (file.open(QIODevice::ReadWrite))
            file.write(QByteArray(file.size(), '\0'));
        file.close();
        if (QFile::exists(path) && !QFile::remove(path))
            return fail(ErrorCode::StorageFull, u"The key %1 can't be removed."_s.arg(path));
    } else {
        using Done = std::function<void(Result<void>)>;
        const auto removed =
            awaited<void>([&](Done done) { m_secrets.remove(secretName(known.name), std::move(done)); });
        if (!removed)
            return keychainIsClosed();
    }
    QFile::remove(m_folder + kNoteFile);
    return {};
}

} // namespace roost::session
