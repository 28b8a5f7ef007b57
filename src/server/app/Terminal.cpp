// Standard streams.
#include "Terminal.h"

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace roost::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxLineBytes = 8192;

void print(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

// Keeps what is typed from the screen.
class SilentTerminal
{
    Q_DISABLE_COPY_MOVE(SilentTerminal)

public:
    SilentTerminal()
        : m_isActive(::isatty(STDIN_FILENO) && ::tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        if (!m_isActive)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~SilentTerminal()
    {
        if (m_isActive)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }

private:
    termios m_before = {};
    bool m_isActive;
};

std::optional<QString> readLine()
{
    QByteArray line;
    for (int c = std::fgetc(stdin); c != EOF && c != '\n'; c = std::fgetc(stdin)) {
        if (line.size() >= kMaxLineBytes)
            return std::nullopt;
        line += static_cast<char>(c);
    }
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return std::nullopt;
    return QString::fromUtf8(line);
}

std::optional<QString> ask(const QString &prompt)
{
    const SilentTerminal silent;
    if (isInteractive())
        printProgress(prompt + u": "_s);
    auto line = readLine();
    if (isInteractive())
        printNote({});
    return line;
}

} // namespace

void printLine(const QString &text)
{
    print(stdout, text + u'\n');
}

void printNote(const QString &text)
{
    print(stderr, text + u'\n');
}

void printError(const QString &text)
{
    print(stderr, u"roostd: "_s + text + u'\n');
}

void printProgress(const QString &text)
{
    print(stderr, ::isatty(STDERR_FILENO) ? u"\r\033[K"_s + text : text + u'\n');
}

void endProgress()
{
    if (::isatty(STDERR_FILENO))
        print(stderr, u"\n"_s);
}

bool isInteractive()
{
    return ::isatty(STDIN_FILENO) != 0;
}

Result<QString> readPassword(const QString &prompt, bool confirm)
{
    const auto first = ask(prompt);
    if (!first)
        return fail(ErrorCode::Validation, u"No password was given."_s);
    if (confirm && isInteractive() && ask(prompt + u" again"_s) != first)
        return fail(ErrorCode::Validation, u"The two passwords differ. Try again."_s);
    return *first;
}

} // namespace roost::app
