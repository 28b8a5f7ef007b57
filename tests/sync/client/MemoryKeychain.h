// A keychain for tests: in memory, and broken when told to be.
#pragma once

#include "client/net/SecretStore.h"

#include <QObject>

namespace roost::test {

class MemoryKeychain : public net::SecretStore
{
public:
    bool works = true;
    QHash<QString, QString> secrets;
    std::function<void()> beforeWrite;

    void read(const QString &key, Read done) override
    {
        later([this, key, done] {
            if (!works)
                done(fail(ErrorCode::Unavailable, QStringLiteral("no keychain")));
            else
                done(secrets.contains(key) ? std::optional(secrets.value(key)) : std::nullopt);
        });
    }
    void write(const QString &key, const QString &secret, Done done) override
    {
        later([this, key, secret, done] {
            if (beforeWrite)
                beforeWrite();
            if (works)
                secrets.insert(key, secret);
            done(works ? Result<void>() : Result<void>(fail(ErrorCode::Unavailable, QStringLiteral("no keychain"))));
        });
    }
    void remove(const QString &key, Done done) override
    {
        later([this, key, done] {
            if (works)
                secrets.remove(key);
            done(works ? Result<void>() : Result<void>(fail(ErrorCode::Unavailable, QStringLiteral("no keychain"))));
        });
    }

private:
    void later(std::function<void()> task)
    {
        QMetaObject::invokeMethod(&m_context, std::move(task), Qt::QueuedConnection);
    }
    QObject m_context;
};

} // namespace roost::test
