// UUIDs: version 7 (RFC 9562), so that ids made at about the same time are near each other in an index.
#pragma once

#include <QDateTime>
#include <QUuid>

#include <functional>

namespace roost {

// A new version 7 UUID. Thread-safe. The clock in it orders indexes and decides nothing.
QUuid newUuid();

// From here on newUuid() gives what source makes, so that a simulation is the same every time; an empty one ends that.
// Set it while there is one thread only; newUuid() is then as thread-safe as source.
void setUuidSource(std::function<QUuid()> source);

// When a version 7 UUID was made, by its maker's clock: for display only. Invalid for other versions.
QDateTime momentOf(const QUuid &id);

// Parses "0190f3c4-…" (with or without braces); a null QUuid for anything else, including other lengths.
QUuid parseUuid(const QString &text);

// Lower case, without braces.
QString uuidText(const QUuid &id);

} // namespace roost
