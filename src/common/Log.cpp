#include "Log.h"

#include <QDateTime>
#include <QJsonDocument>

#include <atomic>
#include <unistd.h>

namespace roost {

namespace {

std::atomic<LogLevel> s_level{LogLevel::Info};

QString levelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return QStringLiteral("debug");
    case LogLevel::Info:
        return QStringLiteral("info");
    case LogLevel::Warning:
        return QStringLiteral("warning");
    case LogLevel::Error:
        break;
    }
    return QStringLiteral("error");
}

void handleQtMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    LogLevel level = LogLevel::Error;
    if (type == QtDebugMsg)
        level = LogLevel::Debug;
    else if (type == QtInfoMsg)
        level = LogLevel::Info;
    else if (type == QtWarningMsg)
        level = LogLevel::Warning;
    logEvent(
        level, QStringLiteral("qt"),
        {{QStringLiteral("category"), QString::fromLatin1(context.category)}, {QStringLiteral("message"), message}});
    if (type == QtFatalMsg)
        abort();
}

} // namespace

void logEvent(LogLevel level, const QString &event, const QJsonObject &fields)
{
    if (level < s_level.load(std::memory_order_relaxed))
        return;
    QJsonObject line = fields;
    line.insert(QStringLiteral("time"), QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
    line.insert(QStringLiteral("level"), levelName(level));
    line.insert(QStringLiteral("event"), event);
    const QByteArray bytes = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    // A full or closed log must never stop the server, so a short write is accepted.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, bytes.constData(), static_cast<size_t>(bytes.size()));
}

void setLogLevel(LogLevel level)
{
    s_level.store(level, std::memory_order_relaxed);
}

void installLogHandler()
{
    qInstallMessageHandler(handleQtMessage);
}

} // namespace roost
