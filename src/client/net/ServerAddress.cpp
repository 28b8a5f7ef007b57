// Checks and normalises a server's address.
#include "ServerAddress.h"

#include <QHostAddress>

namespace roost::net {

using namespace Qt::StringLiterals;

namespace {

bool isThisComputer(const QString &host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

tl::unexpected<Error> wrong(const QString &text)
{
    return fail(ErrorCode::Validation, text, {}, {{u"field"_s, u"server_url"_s}});
}

} // namespace

Result<QUrl> parseServerUrl(const QString &typed)
{
    QString text = typed.trimmed();
    if (!text.contains(u"://"))
        text.prepend(u"https://"_s);
    while (text.endsWith(u'/'))
        text.chop(1);
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == u"http";
    if (!url.isValid() || url.host().isEmpty() || (!isHttp && url.scheme() != u"https")) {
        return wrong(
            QCoreApplication::translate("net", "That is no server address. It looks like https://host.example."));
    }
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()) {
        return wrong(QCoreApplication::translate("net", "Leave user name, password and everything behind ? or # out of "
                                                        "the server's address."));
    }
    if (isHttp && !isThisComputer(url.host())) {
        return wrong(QCoreApplication::translate(
            "net",
            "Without encryption only a server on this computer can be used. Write https:// instead of http://."));
    }
    return url;
}

} // namespace roost::net
