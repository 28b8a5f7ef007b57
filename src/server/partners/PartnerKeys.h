// The keys of partner apps: made, hashed, compared.
#pragma once

#include <QByteArray>
#include <QList>

namespace roost {

// "rpk_" and 32 random bytes in base64url.
QByteArray newPartnerKey();
// What is stored of it.
QByteArray partnerKeyHash(const QByteArray &key);
// Whether key is one whose hash is given. Takes the same time whichever it is, and as long when there is none.
bool isPartnerKey(const QByteArray &key, const QList<QByteArray> &hashes);

} // namespace roost
