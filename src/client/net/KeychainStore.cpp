// Secrets in the system's keychain; never in a file.
#include "SecretStore.h"

#include <QAbstractEventDispatcher>

#include <qt6keychain/keychain.h>

namespace roost::net {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kService("Roost");

Result<void> outcome(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
        return {};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return fail(ErrorCode::Forbidden,
                    QCoreApplication::translate("net", "The keychain was not opened, so the password "
                                                       "is asked for at each start."));
    default:
        return fail(ErrorCode::Unavailable,
                    QCoreApplication::translate(
                        "net", "This system has no keychain, so the password is asked for at each start."));
    }
}

// Without a session bus there is no keychain, and QtKeychain would try to start one.
bool hasBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

template <class Done>
void sayNoKeychain(const Done &done)
{
    // The dispatcher lives in this thread, unlike the QThread itself: the answer has to come here.
    QMetaObject::invokeMethod(
        QAbstractEventDispatcher::instance(),
        [done] {
            done(fail(ErrorCode::Unavailable,
                      QCoreApplication::translate(
                          "net", "This system has no keychain, so the password is asked for at each start.")));
        },
        Qt::QueuedConnection);
}

template <class Done>
void run(QKeychain::Job *job, const QString &key, Done done)
{
    job->setInsecureFallback(false);
    job->setKey(key);
    QObject::connect(job, &QKeychain::Job::finished, job, [done](QKeychain::Job *finished) { done(*finished); });
    job->start();
}

} // namespace

void KeychainStore::read(const QString &key, Read done)
{
    if (!hasBus()) {
        sayNoKeychain(done);
        return;
    }
    run(new QKeychain::ReadPasswordJob(kService), key, [done](const QKeychain::Job &job) {
        if (const auto result = outcome(job); !result)
            done(fail(result.error()));
        else if (job.error() == QKeychain::EntryNotFound)
            done(std::optional<QString>());
        else
            done(std::optional(static_cast<const QKeychain::ReadPasswordJob &>(job).textData()));
    });
}

void KeychainStore::write(const QString &key, const QString &secret, Done done)
{
    if (!hasBus()) {
        sayNoKeychain(done);
        return;
    }
    auto *job = new QKeychain::WritePasswordJob(kService);
    job->setTextData(secret);
    run(job, key, [done](const QKeychain::Job &finished) { done(outcome(finished)); });
}

void KeychainStore::remove(const QString &key, Done done)
{
    if (!hasBus()) {
        sayNoKeychain(done);
        return;
    }
    run(new QKeychain::DeletePasswordJob(kService), key,
        [done](const QKeychain::Job &finished) { done(outcome(finished)); });
}

} // namespace roost::net
