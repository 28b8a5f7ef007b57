// RequestParser: the only file that includes Beast, whose headers take long to compile. Beast is handed a head only
// when it is whole, so that every view it gives points into one block.
#include "RequestParser.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace roost::http {

namespace beast = boost::beast::http;
using boost::beast::string_view;
using BeastError = boost::beast::error_code;

namespace {

constexpr std::size_t kMaxChunkExtension = 256;
constexpr qsizetype kMaxChunkLine = 1024;
constexpr qsizetype kShortestLastChunk = 5; // "0 CR LF CR LF"
constexpr std::size_t kMaxFields = 100;

bool isTokenStart(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '!' || c == '#' ||
           c == '$' || c == '%' || c == '&' || c == '\'' || c == '*' || c == '+' || c == '-' || c == '.' || c == '^' ||
           c == '_' || c == '`' || c == '|' || c == '~';
}

bool isHostCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           QByteArrayView("-._~!$&'()*+,;=:[]%").contains(c);
}

bool allDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "HTTP/2.0" at the end of the request line: understood, only not spoken.
bool namesOtherVersion(QByteArrayView block)
{
    const QByteArrayView line = block.first(std::max<qsizetype>(block.indexOf('\r'), 0));
    const qsizetype space = line.lastIndexOf(' ');
    if (line.count(' ') != 2)
        return false;
    const QByteArrayView version = line.sliced(space + 1);
    return version.size() == 8 && version.startsWith("HTTP/") && version[5] >= '0' && version[5] <= '9' &&
           version[6] == '.' && version[7] >= '0' && version[7] <= '9';
}

QByteArrayView toView(string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

class RequestParser::Beast final : public beast::basic_parser<true>
{
public:
    Beast(const char *blockBegin, QByteArray &body, int maxTrailerBytes)
        : m_blockBegin(blockBegin)
        , m_body(body)
        , m_maxTrailerBytes(static_cast<std::size_t>(maxTrailerBytes))
    {
        header_limit(std::numeric_limits<std::uint32_t>::max());
        body_limit(boost::none);
    }

    QByteArrayView method;
    QByteArrayView target;
    int version = 11;
    std::vector<HeaderFields::Field> fields;

private:
    quint32 offset(string_view text) const { return static_cast<quint32>(text.data() - m_blockBegin); }

    void on_request_impl(beast::verb, string_view methodText, string_view targetText, int versionNumber,
                         BeastError &) override
    {
        method = toView(methodText);
        target = toView(targetText);
        version = versionNumber;
    }

    void on_field_impl(beast::field, string_view name, string_view value, BeastError &error) override
    {
        if (m_headDone) {
            // Trailers are checked and then forgotten: they must not change what was decided.
            m_trailerBytes += name.size() + value.size();
            if (m_trailerBytes > m_maxTrailerBytes)
                error = beast::error::header_limit;
            return;
        }
        if (fields.size() >= kMaxFields) {
            error = beast::error::header_limit;
            return;
        }
        const quint32 valueBegin = value.empty() ? 0 : offset(value);
        fields.push_back(
            {offset(name), static_cast<quint32>(name.size()), valueBegin, static_cast<quint32>(value.size())});
    }

    void on_header_impl(BeastError &) override { m_headDone = true; }

    std::size_t on_body_impl(string_view bytes, BeastError &) override { return append(bytes); }
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, BeastError &) override { return append(bytes); }

    void on_chunk_header_impl(std::uint64_t, string_view extension, BeastError &error) override
    {
        if (extension.size() > kMaxChunkExtension)
            error = beast::error::bad_chunk_extension;
    }

    void on_body_init_impl(const boost::optional<std::uint64_t> &, BeastError &) override {}
    void on_finish_impl(BeastError &) override {}
    void on_response_impl(int, string_view, int, BeastError &) override {}

    std::size_t append(string_view bytes)
    {
        m_body.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
        return bytes.size();
    }

    const char *m_blockBegin;
    QByteArray &m_body;
    const std::size_t m_maxTrailerBytes;
    std::size_t m_trailerBytes = 0;
    bool m_headDone = false;
};

RequestParser::RequestParser(int maxHeaderBytes)
    : m_maxHeaderBytes(maxHeaderBytes)
{
}

RequestParser::~RequestParser() = default;

void RequestParser::reset()
{
    m_scanned = 0;
    m_headLength = 0;
    m_head = {};
    m_body = {};
    m_beast.reset();
}

RequestParser::State RequestParser::fail(int status, const char *detail)
{
    m_problem = {status, detail};
    return State::Failed;
}

// Beast accepts folded lines and waits for ever for the end of a head with bare line feeds; both are refused here,
// where each byte is looked at only once however slowly the head comes.
RequestParser::State RequestParser::scanHead(QByteArrayView input)
{
    if (input.isEmpty())
        return State::NeedsMore;
    if (!isTokenStart(input.front()))
        return fail(400, "The request line is malformed.");
    const QByteArrayView allowed = input.first(std::min<qsizetype>(input.size(), m_maxHeaderBytes));
    while (true) {
        const qsizetype lineFeed = allowed.indexOf('\n', m_scanned);
        if (lineFeed < 0)
            break;
        if (lineFeed == 0 || allowed[lineFeed - 1] != '\r')
            return fail(400, "A line of the header does not end with CR LF.");
        if (lineFeed + 1 >= allowed.size())
            break;
        const char next = allowed[lineFeed + 1];
        if (next == ' ' || next == '\t')
            return fail(400, "A header line is folded.");
        if (next == '\r') {
            if (lineFeed + 2 >= allowed.size())
                break;
            if (allowed[lineFeed + 2] != '\n')
                return fail(400, "A line of the header does not end with CR LF.");
            m_headLength = lineFeed + 3;
            return State::Done;
        }
        m_scanned = lineFeed + 1;
    }
    if (allowed.size() == m_maxHeaderBytes)
        return fail(431, "The header is too large.");
    if (!allowed.contains('\n'))
        m_scanned = allowed.size();
    return State::NeedsMore;
}

RequestParser::State RequestParser::parseHead(QByteArrayView input)
{
    const State scanned = scanHead(input);
    if (scanned != State::Done)
        return scanned;
    return takeHead(input.first(m_headLength)) ? State::Done : State::Failed;
}

bool RequestParser::takeHead(QByteArrayView block)
{
    const QByteArray copy = block.toByteArray();
    m_beast = std::make_unique<Beast>(copy.constData(), m_body, m_maxHeaderBytes);
    m_beast->fields.reserve(12);
    BeastError error;
    const std::size_t used = m_beast->put({copy.constData(), static_cast<std::size_t>(copy.size())}, error);
    if (error == beast::error::bad_version && namesOtherVersion(block)) {
        fail(505, "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
        return false;
    }
    if (error == beast::error::header_limit) {
        fail(431, "The header has too many fields.");
        return false;
    }
    if (error || used != static_cast<std::size_t>(copy.size())) {
        fail(400, "The request's header is malformed.");
        return false;
    }
    m_head.method = m_beast->method.toByteArray();
    m_head.isHttp10 = m_beast->version == 10;
    m_head.keepAlive = m_beast->keep_alive();
    m_head.wantsUpgrade = m_beast->upgrade();
    m_head.isChunked = m_beast->chunked();
    const QByteArray target = m_beast->target.toByteArray();
    m_head.headers = HeaderFields(copy, std::move(m_beast->fields));
    if (!splitTarget(target) || !checkHost() || !checkFraming())
        return false;
    if (!hasBody())
        m_beast.reset();
    return true;
}

bool RequestParser::splitTarget(QByteArrayView target)
{
    QByteArrayView rest = target;
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (rest.size() > scheme.size() && equalIgnoringCase(rest.first(scheme.size()), scheme)) {
            const qsizetype slash = rest.indexOf('/', scheme.size());
            rest = slash < 0 ? QByteArrayView("/") : rest.sliced(slash);
            break;
        }
    }
    const bool isServerWide = rest == "*" && m_head.method == "OPTIONS";
    if (!isServerWide && (rest.isEmpty() || rest.front() != '/')) {
        fail(400, "The request's target is malformed.");
        return false;
    }
    if (rest.contains('#')) {
        fail(400, "The request's target has a fragment.");
        return false;
    }
    const qsizetype mark = rest.indexOf('?');
    m_head.path = (mark < 0 ? rest : rest.first(mark)).toByteArray();
    m_head.query = mark < 0 ? QByteArray() : rest.sliced(mark + 1).toByteArray();
    return true;
}

bool RequestParser::checkHost()
{
    const int hosts = m_head.headers.count("Host");
    if (hosts > 1 || (hosts == 0 && !m_head.isHttp10)) {
        fail(400, "A request has exactly one Host field.");
        return false;
    }
    const QByteArrayView host = m_head.headers.value("Host");
    if (hosts == 1 && (host.isEmpty() || !std::all_of(host.begin(), host.end(), isHostCharacter))) {
        fail(400, "The Host field is malformed.");
        return false;
    }
    return true;
}

// Beast takes "chunked" as the last of several codings, lists of equal lengths, and a repeated equal length. Proxies
// differ on all of these.
bool RequestParser::checkFraming()
{
    const int lengths = m_head.headers.count("Content-Length");
    const int codings = m_head.headers.count("Transfer-Encoding");
    if (lengths + codings > 1) {
        fail(400, "The length of the request's body is ambiguous.");
        return false;
    }
    if (codings == 1 && (m_head.isHttp10 || !equalIgnoringCase(m_head.headers.value("Transfer-Encoding"), "chunked"))) {
        fail(m_head.isHttp10 ? 400 : 501, "The only transfer coding spoken here is chunked.");
        return false;
    }
    if (lengths == 0)
        return true;
    bool fits = false;
    const QByteArrayView text = m_head.headers.value("Content-Length");
    m_head.contentLength = text.toByteArray().toLongLong(&fits);
    if (!allDigits(text) || !fits) {
        fail(400, "The Content-Length field is malformed.");
        return false;
    }
    return true;
}

void RequestParser::setBodyLimit(qint64 bytes)
{
    if (m_beast)
        m_beast->body_limit(static_cast<std::uint64_t>(bytes));
}

RequestParser::State RequestParser::parseBody(QByteArrayView input, qsizetype &used)
{
    used = 0;
    if (!m_beast || m_beast->is_done())
        return State::Done;
    // Beast 1.81 asserts this when it comes back to a last chunk; and fewer never end a chunked body.
    if (m_head.isChunked && input.size() < kShortestLastChunk)
        return State::NeedsMore;
    m_beast->eager(true);
    BeastError error;
    used = static_cast<qsizetype>(m_beast->put({input.data(), static_cast<std::size_t>(input.size())}, error));
    if (error == beast::error::body_limit)
        return fail(413, "The request's body is too large.");
    if (error == beast::error::header_limit)
        return fail(431, "The trailers are too large.");
    if (error && error != beast::error::need_more)
        return fail(400, "The request's chunked body is malformed.");
    if (m_beast->is_done()) {
        m_beast.reset();
        return State::Done;
    }
    // What Beast could not use yet is an unfinished chunk line or the trailers.
    const qsizetype left = input.size() - used;
    const bool inTrailers = input.sliced(used).startsWith("\r\n0") || input.sliced(used).startsWith('0');
    if (left > (inTrailers ? m_maxHeaderBytes : kMaxChunkLine))
        return fail(inTrailers ? 431 : 400, "A line of the chunked body is too long.");
    return State::NeedsMore;
}

} // namespace roost::http
