// Makes and reads the signing key.
#include "TokenKey.h"

#include "common/Secrets.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>

#include <cstdlib>

#include <sys/stat.h>
#include <unistd.h>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxKeyFileBytes = 16 * 1024;

tl::unexpected<Error> keyBroken(const QString &path, const QString &detail)
{
    return fail(ErrorCode::StorageBroken,
                u"%1 holds no usable signing key. Put the file back from a backup, or move it away to have a new one "
                "made (everybody then logs in anew)."_s.arg(path),
                detail);
}

QString describe(const cjose_err &error)
{
    return u"cjose: %1"_s.arg(QString::fromLatin1(error.message ? error.message : "unknown"));
}

Result<void> checkPrivate(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return keyBroken(path, u"stat failed"_s);
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fail(ErrorCode::Forbidden,
                    u"Others may read the signing key %1. Run: chmod 600 '%1'. If somebody may have read it, delete it "
                    "instead: a new one is made and everybody logs in anew."_s.arg(path));
    }
    if (status.st_uid != ::geteuid()) {
        return fail(
            ErrorCode::Forbidden,
            u"The signing key %1 belongs to another account. Run roostd as that account, or change its owner."_s.arg(
                path));
    }
    return {};
}

} // namespace

TokenKey::TokenKey(Jwk jwk, QByteArray keyId)
    : m_jwk(std::move(jwk))
    , m_keyId(std::move(keyId))
{
}

QByteArray TokenKey::secretFor(const QByteArray &purpose) const
{
    cjose_err error = {};
    const std::unique_ptr<char, decltype(&std::free)> json(cjose_jwk_to_json(m_jwk.get(), true, &error), &std::free);
    const QByteArray text = json ? QByteArray(json.get()) : QByteArray();
    const QByteArray privatePart = QJsonDocument::fromJson(text).object().value(u"d").toString().toLatin1();
    if (privatePart.isEmpty())
        return {};
    return QMessageAuthenticationCode::hash(purpose, privatePart, QCryptographicHash::Sha256);
}

Result<TokenKey> TokenKey::loadOrCreate(const QString &folder)
{
    if (!QDir().exists(folder)) {
        const bool made = QDir().mkpath(folder) &&
                          QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (!made) {
            return fail(ErrorCode::StorageFull,
                        u"The folder %1 could not be made. Check the rights of the folder above."_s.arg(folder));
        }
    }
    const QString path = folder + u"/access-token.jwk"_s;
    if (!QFile::exists(path))
        ROOST_TRY(create(path));
    return load(path);
}

Result<void> TokenKey::create(const QString &path)
{
    cjose_err error = {};
    const Jwk jwk(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error));
    const QByteArray keyId = randomToken(12).toLatin1();
    if (!jwk || !cjose_jwk_set_kid(jwk.get(), keyId.constData(), static_cast<size_t>(keyId.size()), &error))
        return keyBroken(path, describe(error));
    const std::unique_ptr<char, decltype(&std::free)> json(cjose_jwk_to_json(jwk.get(), true, &error), &std::free);
    if (!json)
        return keyBroken(path, describe(error));
    return writePrivateFile(path, QByteArray(json.get()) + '\n');
}

Result<TokenKey> TokenKey::load(const QString &path)
{
    ROOST_TRY(checkPrivate(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return keyBroken(path, u"open failed"_s);
    const QByteArray json = file.read(kMaxKeyFileBytes);
    cjose_err error = {};
    Jwk jwk(cjose_jwk_import(json.constData(), static_cast<size_t>(json.size()), &error));
    if (!jwk)
        return keyBroken(path, describe(error));
    const char *keyId = cjose_jwk_get_kid(jwk.get(), &error);
    if (cjose_jwk_get_kty(jwk.get(), &error) != CJOSE_JWK_KTY_EC || !keyId)
        return keyBroken(path, u"not an EC key with a kid"_s);
    return TokenKey(std::move(jwk), QByteArray(keyId));
}

} // namespace roost
