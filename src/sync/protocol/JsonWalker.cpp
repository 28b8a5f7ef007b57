// The places of the tokens come from simdjson's first stage, which is made for the processor that runs it. Its
// on-demand interface would be made for the oldest one.
#include "JsonWalker.h"

#include <simdjson.h>

namespace roost::sync {

namespace {

static_assert(JsonWalker::kPadding >= static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));

using Scanner = simdjson::internal::dom_parser_implementation;

constexpr size_t kMostDepth = 64;

// The thread's scanner with room for so many bytes; null without memory.
Scanner *scannerFor(size_t size)
{
    static thread_local std::unique_ptr<Scanner> scanner;
    if (!scanner) {
        if (simdjson::get_active_implementation()->create_dom_parser_implementation(size, kMostDepth, scanner))
            return nullptr;
    } else if (scanner->capacity() < size && scanner->set_capacity(size)) {
        return nullptr;
    }
    return scanner.get();
}

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

JsonWalker::JsonWalker(const QByteArray &json)
    : m_json(json.constData())
    , m_size(static_cast<quint32>(json.size()))
{
    Q_ASSERT(json.capacity() >= json.size() + kPadding);
    Scanner *scanner = json.isEmpty() ? nullptr : scannerFor(static_cast<size_t>(json.size()));
    if (!scanner)
        return;
    const auto *bytes = reinterpret_cast<const uint8_t *>(m_json);
    if (scanner->stage1(bytes, static_cast<size_t>(json.size()), simdjson::stage1_mode::regular))
        return;
    m_indexes = scanner->structural_indexes.get();
    m_count = scanner->n_structural_indexes;
}

bool JsonWalker::take(char token)
{
    if (peek() != token)
        return false;
    ++m_at;
    return true;
}

std::string_view JsonWalker::textFrom(size_t first) const
{
    const quint32 from = m_indexes[first];
    quint32 end = m_at < m_count ? m_indexes[m_at] : m_size;
    while (end > from && isBlank(m_json[end - 1]))
        --end;
    return {m_json + from, end - from};
}

std::string_view JsonWalker::value()
{
    const size_t first = m_at;
    int depth = 0;
    do {
        switch (peek()) {
        case '\0':
            return {};
        case '[':
        case '{':
            ++depth;
            break;
        case ']':
        case '}':
            --depth;
            break;
        case ',':
        case ':':
            if (depth == 0)
                return {};
            break;
        default:
            break;
        }
        if (depth < 0)
            return {};
        ++m_at;
    } while (depth > 0);
    return textFrom(first);
}

std::string_view JsonWalker::name()
{
    if (peek() != '"')
        return {};
    const std::string_view quoted = value();
    if (!take(':') || quoted.size() < 2)
        return {};
    return quoted.substr(1, quoted.size() - 2);
}

} // namespace roost::sync
