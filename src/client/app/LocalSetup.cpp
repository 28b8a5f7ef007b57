// The steps of each setup.
#include "LocalSetup.h"

#include "common/Secrets.h"

#include <QDir>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

const QString kDemoEmail = u"demo@roost.localhost"_s;
// Bytes of the demo's password, which nobody types.
constexpr int kDemoPasswordBytes = 18;

} // namespace

LocalSetup::LocalSetup(QString profileFolder, QObject *parent)
    : QObject(parent)
    , m_profileFolder(std::move(profileFolder))
{
}

QString LocalSetup::whyImpossible()
{
    if (!LocalServer::findProgram().isEmpty())
        return {};
    return tr("The server program roostd is not installed beside Roost, so only connecting to another server is "
              "possible.");
}

void LocalSetup::makeServer(const LocalServerRecord &record)
{
    m_record = record;
    m_server = std::make_unique<LocalServer>(LocalServer::findProgram(), record.dataFolder);
    connect(m_server.get(), &LocalServer::failed, this, &LocalSetup::giveUp);
    connect(m_server.get(), &LocalServer::progress, this, [this](int done, int total) {
        Q_EMIT stepped(tr("Making the demo portfolio: %1 of %2 listings").arg(done).arg(total), done, total);
    });
    connect(m_server.get(), &LocalServer::ready, this, [this](const QString &url) {
        m_record.port = static_cast<quint16>(QUrl(url).port());
        m_record.save(m_profileFolder);
        Q_EMIT serverReady(url);
    });
}

void LocalSetup::startDemo(const QString &dataFolder)
{
    if (const QString reason = whyImpossible(); !reason.isEmpty()) {
        giveUp(reason);
        return;
    }
    const auto known = LocalServerRecord::load(m_profileFolder);
    makeServer(known && known->isDemo ? *known : LocalServerRecord{dataFolder, 0, true});
    m_demoPassword = randomToken(kDemoPasswordBytes);
    Q_EMIT stepped(tr("Starting the server"), 0, 0);
    m_server->makeDemo(m_demoPassword, [this](const Result<bool> &made) { demoMade(made); });
}

void LocalSetup::demoMade(const Result<bool> &hasOurPassword)
{
    if (!hasOurPassword) {
        giveUp(hasOurPassword.error().userText);
        return;
    }
    Q_EMIT stepped(tr("Starting the server"), 0, 0);
    connect(
        m_server.get(), &LocalServer::ready, this, [this, ours = *hasOurPassword] { unlockDemo(ours); },
        Qt::SingleShotConnection);
    m_server->serve(m_record.port);
}

// A demo that was there before has a password that nobody kept: it gets a new one.
void LocalSetup::unlockDemo(bool hasOurPassword)
{
    Q_EMIT stepped(tr("Logging in"), 0, 0);
    if (hasOurPassword) {
        Q_EMIT loginReady(m_server->url(), kDemoEmail, m_demoPassword);
        return;
    }
    m_server->setPassword(kDemoEmail, m_demoPassword, [this](const Result<void> &result) {
        if (result)
            Q_EMIT loginReady(m_server->url(), kDemoEmail, m_demoPassword);
        else
            giveUp(result.error().userText);
    });
}

void LocalSetup::startOwn()
{
    const auto known = LocalServerRecord::load(m_profileFolder);
    const QString usual = QDir(m_profileFolder).filePath(u"server"_s);
    makeServer(known && !known->isDemo ? *known : LocalServerRecord{usual, 0, false});
    m_server->serve(m_record.port);
}

bool LocalSetup::resume()
{
    const auto known = LocalServerRecord::load(m_profileFolder);
    if (!known)
        return false;
    if (known->isDemo)
        startDemo(known->dataFolder);
    else
        startOwn();
    return true;
}

void LocalSetup::stop()
{
    m_demoPassword.clear();
    m_server.reset();
}

void LocalSetup::giveUp(const QString &message)
{
    m_demoPassword.clear();
    Q_EMIT failed(message);
}

} // namespace roost
