// Passwords as Argon2id hashes (RFC 9106) in PHC strings: "$argon2id$v=19$m=19456,t=2,p=1$salt$hash".
#pragma once

#include "common/Result.h"

namespace roost {

// The default is the OWASP Password Storage Cheat Sheet's first choice: 19 MiB, two passes, one lane.
struct PasswordHashCost
{
    quint32 memoryKib = 19 * 1024;
    quint32 passes = 2;
    quint32 lanes = 1;
};

// Thread-safe. Each call takes some 20 to 50 ms and memoryKib: never inside a transaction.
class PasswordHasher
{
public:
    explicit PasswordHasher(PasswordHashCost cost = {});

    Result<QString> hash(const QString &password) const;

    // Compares in constant time. An empty hash (no such account, or one without a password) takes as long as a real one
    // and is never right.
    bool isRight(const QString &password, const QString &phcString) const;

    // True when the hash was made with other parameters than this hasher's: hash anew at the next log-in.
    bool needsRehash(const QString &phcString) const;

private:
    PasswordHashCost m_cost;
    QString m_decoy; // of a random password; what an unknown account is compared with
};

} // namespace roost
