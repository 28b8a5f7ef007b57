// Every limit that the server puts on what comes from outside, with the values it uses unless told otherwise.
#pragma once

#include <QtGlobal>

namespace roost::http {

struct ServerLimits
{
    // Request line and header fields together, and the trailers of a chunked body. Beyond: 431.
    int headerBytes = 16 * 1024;
    // A request's body, unless its route says otherwise. Beyond: 413, before it is read where the length was declared.
    qint64 bodyBytes = 1024 * 1024;
    // What is held of unfinished headers and of bodies until they are answered, of all connections together. Beyond:
    // 503.
    qint64 receivedBytesInAll = 32 * 1024 * 1024;
    // Reply bytes that peers have not taken yet, of all connections together. Beyond: those connections are dropped.
    qint64 unsentBytesInAll = 64 * 1024 * 1024;
    // A connection with more unsent reply bytes than this is not read from, so a peer that only asks is held back.
    qint64 unsentBytes = 256 * 1024;

    // From the first byte of a request to the end of its header (and for a TLS handshake). Beyond: 408.
    int headerTimeoutMs = 10'000;
    // In each such span at least bodyBytesInTimeout bytes of a body must come, or what is left of it. Beyond: 408.
    int bodyTimeoutMs = 10'000;
    int bodyBytesInTimeout = 1024;
    // Between requests. Beyond: closed without a word.
    int idleTimeoutMs = 30'000;
    // A peer that takes no reply bytes for so long is dropped.
    int writeTimeoutMs = 30'000;
    // After an error reply what still comes is read and thrown away, so that the peer sees the reply: so long, so much.
    int lingerTimeoutMs = 2'000;
    qint64 lingerBytes = 512 * 1024;

    // Open connections, WebSockets included; also kept 64 below the process's limit on open files.
    int connections = 10'000;
    // From one address (IPv6: one /64 network).
    int connectionsPerAddress = 1'000;

    // Requests that wait for a worker. Beyond: 503 with Retry-After.
    int queuedRequests = 1'024;
    int retryAfterSeconds = 1;

    qint64 webSocketMessageBytes = 64 * 1024;
    int webSocketPingMs = 25'000; // a peer that misses two in a row is dropped
};

} // namespace roost::http
