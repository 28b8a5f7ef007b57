// Where a session's refresh token is kept between starts: the desktop's keychain, and nowhere else.
#pragma once

#include "common/Result.h"

#include <functional>

namespace roost::net {

// Asynchronous: a keychain may have to ask its user. Callbacks come on the caller's thread.
class SecretStore
{
public:
    using Read = std::function<void(Result<std::optional<QString>>)>;
    using Done = std::function<void(Result<void>)>;

    virtual ~SecretStore() = default;
    // Unavailable where there is no keychain; Forbidden when its user refused.
    virtual void read(const QString &key, Read done) = 0;
    virtual void write(const QString &key, const QString &secret, Done done) = 0;
    virtual void remove(const QString &key, Done done) = 0;
};

// QtKeychain: the Secret Service or KWallet over D-Bus. Use it from one thread of the program only.
class KeychainStore : public SecretStore
{
public:
    void read(const QString &key, Read done) override;
    void write(const QString &key, const QString &secret, Done done) override;
    void remove(const QString &key, Done done) override;
};

} // namespace roost::net
