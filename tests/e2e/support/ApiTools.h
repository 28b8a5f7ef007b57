// The linters and the proxy that check the API description, as packaging/install-api-tools leaves them.
#pragma once

#include "common/Result.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace roost::test {

// "redocly", "spectral" or "prism". Unavailable, saying what to do, when they are not installed or of another lock
// file.
Result<QString> apiTool(const QString &name);

struct ToolRun
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};
ToolRun runTool(const QString &program, const QStringList &arguments, int timeoutMs = 60'000);

// A validating proxy in front of a server: a request or a reply that doesn't fit the description is answered by a
// problem of its own, never passed on silently.
class ValidatingProxy
{
    Q_DISABLE_COPY_MOVE(ValidatingProxy)

public:
    ValidatingProxy() = default;
    ~ValidatingProxy();

    // descriptionFile: what `roostd openapi` printed.
    Result<void> start(const QString &program, const QString &descriptionFile, const QUrl &server);
    QUrl url() const { return m_url; }

private:
    QProcess m_process;
    QUrl m_url;
};

} // namespace roost::test
