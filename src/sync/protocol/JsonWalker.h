// Walks over JSON text value by value without making anything of it: for replies of many megabytes, of which only the
// places of the values matter.
#pragma once

#include <QByteArray>

#include <memory>
#include <string_view>

namespace roost::sync {

// The text must outlive the walker. A thread has one walker at work at a time: they share what simdjson found.
class JsonWalker
{
    Q_DISABLE_COPY_MOVE(JsonWalker)

public:
    // What simdjson reads behind the end of the text, which the array's capacity must leave room for.
    static constexpr qsizetype kPadding = 64;

    explicit JsonWalker(const QByteArray &json);

    // False when the text isn't UTF-8 with all its strings closed.
    bool isValid() const { return m_count > 0; }
    // The character at which the next token begins: one of []{},:" or the first of a number or word; 0 at the end.
    char peek() const { return m_at < m_count ? m_json[m_indexes[m_at]] : '\0'; }
    // Steps over the token if it is this one.
    bool take(char token);
    // Steps over the next value, whole; its text without blanks around it. Empty when there is none.
    std::string_view value();
    // Steps over a name and its colon. Null when there is none. Names with escapes are returned as they are.
    std::string_view name();

private:
    std::string_view textFrom(size_t first) const;

    const char *m_json;
    quint32 m_size;
    const quint32 *m_indexes = nullptr;
    size_t m_count = 0;
    size_t m_at = 0;
};

} // namespace roost::sync
