// Output and the password prompt.
#include "Console.h"

#include "common/Json.h"

#include <QTextStream>

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace roost::cli {

using namespace Qt::StringLiterals;

namespace {

void write(FILE *file, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), file);
    std::fflush(file);
}

// The terminal without echo while this lives.
class SilentTerminal
{
    Q_DISABLE_COPY_MOVE(SilentTerminal)

public:
    SilentTerminal()
    {
        tcgetattr(STDIN_FILENO, &m_before);
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~SilentTerminal() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before); }

private:
    termios m_before = {};
};

} // namespace

QString alignedTable(const QStringList &header, const QList<QStringList> &rows, const QSet<int> &rightAligned)
{
    QList<qsizetype> widths;
    for (const QString &cell : header)
        widths << cell.size();
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], row.value(i).size());
    }
    const auto line = [&](const QStringList &cells) {
        QString text;
        for (int i = 0; i < widths.size(); ++i) {
            const bool isLast = i + 1 == widths.size();
            const QString cell = cells.value(i);
            if (rightAligned.contains(i))
                text += cell.rightJustified(widths[i]);
            else
                text += isLast ? cell : cell.leftJustified(widths[i]);
            if (!isLast)
                text += u"  "_s;
        }
        while (text.endsWith(u' '))
            text.chop(1);
        return text;
    };
    QStringList lines{line(header)};
    for (const QStringList &row : rows)
        lines << line(row);
    return lines.join(u'\n');
}

void printLine(const QString &line)
{
    write(stdout, line.toUtf8() + '\n');
}

void printJson(const QJsonObject &object)
{
    write(stdout, QJsonDocument(object).toJson());
}

void printJson(const QJsonArray &array)
{
    write(stdout, QJsonDocument(array).toJson());
}

void printNote(const QString &line)
{
    write(stderr, line.toUtf8() + '\n');
}

void printError(const Error &error, bool asJson)
{
    if (asJson) {
        printJson(QJsonObject{{u"error"_s, QJsonObject{{u"code"_s, errorCodeName(error.code)},
                                                       {u"message"_s, error.userText},
                                                       {u"details"_s, error.details}}}});
    }
    printNote(u"roost-cli: "_s + error.userText);
}

void printProgress(const QString &line)
{
    if (isatty(STDERR_FILENO))
        write(stderr, "\r\x1b[K" + line.toUtf8());
}

QString readPassword(const QString &prompt)
{
    if (qEnvironmentVariableIsSet("ROOST_PASSWORD"))
        return qEnvironmentVariable("ROOST_PASSWORD");
    if (!isatty(STDIN_FILENO))
        return {};
    write(stderr, prompt.toUtf8());
    QString password;
    {
        const SilentTerminal silent;
        password = QTextStream(stdin).readLine();
    }
    write(stderr, "\n");
    return password;
}

} // namespace roost::cli
