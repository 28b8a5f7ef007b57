// libargon2 behind Result.
#include "PasswordHasher.h"

#include "common/Secrets.h"

#include <argon2.h>

#include <QRandomGenerator>

namespace roost {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kSaltBytes = 16;
constexpr size_t kHashBytes = 32;

// The same characters typed on two keyboards must give the same bytes (NIST SP 800-63B, 5.1.1.2).
QByteArray passwordBytes(const QString &password)
{
    return password.normalized(QString::NormalizationForm_KC).toUtf8();
}

} // namespace

PasswordHasher::PasswordHasher(PasswordHashCost cost)
    : m_cost(cost)
    , m_decoy(hash(randomToken()).value_or(QString()))
{
}

Result<QString> PasswordHasher::hash(const QString &password) const
{
    std::array<quint32, kSaltBytes / sizeof(quint32)> salt;
    QRandomGenerator::system()->fillRange(salt.data(), salt.size());
    const QByteArray bytes = passwordBytes(password);
    const size_t length =
        argon2_encodedlen(m_cost.passes, m_cost.memoryKib, m_cost.lanes, kSaltBytes, kHashBytes, Argon2_id);
    QByteArray encoded(static_cast<qsizetype>(length), '\0');
    const int status = argon2id_hash_encoded(m_cost.passes, m_cost.memoryKib, m_cost.lanes, bytes.constData(),
                                             static_cast<size_t>(bytes.size()), salt.data(), kSaltBytes, kHashBytes,
                                             encoded.data(), length);
    if (status != ARGON2_OK) {
        return fail(ErrorCode::Internal, u"The password could not be stored. Try again in a moment."_s,
                    u"argon2: %1"_s.arg(QString::fromLatin1(argon2_error_message(status))));
    }
    return QString::fromLatin1(encoded.constData());
}

bool PasswordHasher::isRight(const QString &password, const QString &phcString) const
{
    const bool isReal = phcString.startsWith("$argon2id$"_L1);
    const QByteArray encoded = (isReal ? phcString : m_decoy).toLatin1();
    const QByteArray bytes = passwordBytes(password);
    const int status = argon2id_verify(encoded.constData(), bytes.constData(), static_cast<size_t>(bytes.size()));
    return isReal && status == ARGON2_OK;
}

bool PasswordHasher::needsRehash(const QString &phcString) const
{
    const QString wanted = u"$argon2id$v=%1$m=%2,t=%3,p=%4$"_s.arg(ARGON2_VERSION_NUMBER)
                               .arg(m_cost.memoryKib)
                               .arg(m_cost.passes)
                               .arg(m_cost.lanes);
    return !phcString.startsWith(wanted);
}

} // namespace roost
