// Structured log lines: one JSON object a line on standard error. Values that identify a person, tokens and bound SQL
// values never go in.
#pragma once

#include <QJsonObject>
#include <QString>

namespace roost {

enum class LogLevel { Debug, Info, Warning, Error };

// Thread-safe; one write(2) a line. event is a short stable name: "http.request", "sync.push".
void logEvent(LogLevel level, const QString &event, const QJsonObject &fields = {});

// Lines below this level are dropped. Info at first.
void setLogLevel(LogLevel level);

// Sends Qt's own messages (qDebug, qWarning, …) through logEvent.
void installLogHandler();

} // namespace roost
