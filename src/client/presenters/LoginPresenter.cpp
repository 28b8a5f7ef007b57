// Checks what was typed before the network is asked.
#include "LoginPresenter.h"

#include <QHostAddress>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

bool isThisComputer(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || QHostAddress(host).isLoopback();
}

} // namespace

LoginPresenter::LoginPresenter(LoginActions actions, QObject *parent)
    : QObject(parent)
    , m_actions(std::move(actions))
{
}

Result<QString> LoginPresenter::serverUrlFrom(const QString &typed)
{
    QString text = typed.trimmed();
    if (!text.contains("://"_L1)) {
        const QString host = QUrl("http://"_L1 + text).host();
        text.prepend(isThisComputer(host) ? "http://"_L1 : "https://"_L1);
    }
    const QUrl url(text, QUrl::StrictMode);
    const bool isAddress =
        url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
    if (!isAddress)
        return fail(ErrorCode::Validation, tr("Type the server's address, such as roost.example.org."));
    if (url.scheme() == "http"_L1 && !isThisComputer(url.host()))
        return fail(ErrorCode::Validation,
                    tr("Use https:// for a server on another computer, so that nobody can read your password."));
    return url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo).toString();
}

bool LoginPresenter::isComplete(const QString &server, const QString &email, const QString &password)
{
    return !server.trimmed().isEmpty() && email.contains(u'@') && !password.isEmpty();
}

bool LoginPresenter::begin(const QString &server, QString *url)
{
    if (m_isBusy)
        return false;
    const Result<QString> checked = serverUrlFrom(server);
    if (!checked) {
        Q_EMIT failed(checked.error().userText);
        return false;
    }
    *url = *checked;
    m_isBusy = true;
    Q_EMIT busyChanged();
    return true;
}

void LoginPresenter::logIn(const QString &server, const QString &email, const QString &password)
{
    if (QString url; begin(server, &url))
        m_actions.logIn(url, email.trimmed(), password, [this](const Result<void> &result) { finish(result); });
}

void LoginPresenter::registerAccount(const QString &server, const QString &name, const QString &email,
                                     const QString &password, const QString &businessName)
{
    if (QString url; begin(server, &url))
        m_actions.registerAccount(url, name.trimmed(), email.trimmed(), password, businessName.trimmed(),
                                  [this](const Result<void> &result) { finish(result); });
}

QString LoginPresenter::keychainNotice() const
{
    if (m_actions.hasKeychain())
        return {};
    return tr("This computer has no keychain that Roost could keep your session in, so it asks for your password at "
              "each start. Working offline needs no password. Your guests' data is encrypted on this computer; its key "
              "is a file that only you may read.");
}

void LoginPresenter::finish(const Result<void> &result)
{
    m_isBusy = false;
    Q_EMIT busyChanged();
    if (result)
        Q_EMIT succeeded();
    else
        Q_EMIT failed(result.error().userText);
}

} // namespace roost
