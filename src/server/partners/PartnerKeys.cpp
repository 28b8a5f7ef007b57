// Keys are as random as their hashes are long, so a fast hash does.
#include "PartnerKeys.h"

#include "common/Secrets.h"

namespace roost {

QByteArray newPartnerKey()
{
    return "rpk_" + randomToken(32).toLatin1();
}

QByteArray partnerKeyHash(const QByteArray &key)
{
    return sha256(key);
}

bool isPartnerKey(const QByteArray &key, const QList<QByteArray> &hashes)
{
    const QByteArray hash = partnerKeyHash(key);
    int matches = 0;
    for (const QByteArray &known : hashes)
        matches += equalInConstantTime(hash, known) ? 1 : 0;
    // Compared with two whatever there is: an app without keys answers no sooner than one with them.
    for (qsizetype i = hashes.size(); i < 2; ++i)
        static_cast<void>(equalInConstantTime(hash, QByteArray(hash.size(), '\0')));
    return matches > 0;
}

} // namespace roost
