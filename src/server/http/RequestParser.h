// Parses HTTP/1.x requests with Boost.Beast, strictly: whatever two readers could understand differently is refused
// (RFC 9112, sections 3, 5, 6, 11.2). One a connection, used for one request after the other; not thread-safe.
#pragma once

#include "HeaderFields.h"

#include <memory>

namespace roost::http {

struct ParseProblem
{
    int status = 400;
    const char *detail = "";
};

// What the head of a request said.
struct RequestHead
{
    QByteArray method;
    QByteArray path;
    QByteArray query;
    HeaderFields headers;
    bool isHttp10 = false;
    bool keepAlive = false;
    bool wantsUpgrade = false; // Connection: upgrade
    bool isChunked = false;
    qint64 contentLength = 0; // declared; 0 when there is no body or it is chunked
};

class RequestParser
{
    Q_DISABLE_COPY_MOVE(RequestParser)

public:
    enum class State { NeedsMore, Done, Failed };

    explicit RequestParser(int maxHeaderBytes);
    ~RequestParser();

    // Looks for a whole head at the beginning of `input`, which must hold all of it (call again with more appended).
    // Done: head() is set and headLength() bytes of input were used.
    State parseHead(QByteArrayView input);
    RequestHead &head() { return m_head; }
    qsizetype headLength() const { return m_headLength; }
    bool hasBody() const { return m_head.isChunked || m_head.contentLength > 0; }

    // Before the first parseBody(). More makes it fail with 413.
    void setBodyLimit(qint64 bytes);
    // Feeds body bytes. `used` is set to how many were taken; feed the others again, with more behind them. The decoded
    // bytes are appended to body().
    State parseBody(QByteArrayView input, qsizetype &used);
    QByteArray &body() { return m_body; }

    const ParseProblem &problem() const { return m_problem; }

    // Ready for the next request.
    void reset();

private:
    class Beast;

    State scanHead(QByteArrayView input);
    State fail(int status, const char *detail);
    bool takeHead(QByteArrayView block);
    bool checkFraming();
    bool checkHost();
    bool splitTarget(QByteArrayView target);

    int m_maxHeaderBytes;
    qsizetype m_scanned = 0; // bytes of the head that were looked at already
    qsizetype m_headLength = 0;
    RequestHead m_head;
    QByteArray m_body;
    ParseProblem m_problem;
    std::unique_ptr<Beast> m_beast;
};

} // namespace roost::http
