#include "ExampleWriter.h"

#include "domain/pricing/Quote.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace roost::test {

using namespace Qt::StringLiterals;

namespace {

const QString kDocs = QStringLiteral(ROOST_SOURCE_DIR "/docs/");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size();
}

// The lines of a quote as rows of a Markdown table.
QString tableOf(const QJsonObject &quote)
{
    QString text = u"| line | | amount |\n| --- | --- | ---: |\n"_s;
    const auto row = [&text](const QString &kind, const QString &words, const QJsonValue &amount) {
        const auto money = moneyFromJson(amount);
        text += u"| %1 | %2 | %3 |\n"_s.arg(kind, words, money ? moneyText(*money) : QString());
    };
    for (const QJsonValue &line : quote.value(u"lines").toArray())
        row(u'`' + line[u"kind"].toString() + u'`', line[u"text"].toString(), line[u"amount"]);
    row(u"**total**"_s, {}, quote.value(u"total"));
    for (const QJsonValue &tax : quote.value(u"included_taxes").toArray())
        row(u"inside it"_s, tax[u"text"].toString(), tax[u"amount"]);
    if (quote.value(u"deposit").isObject())
        row(u"deposit"_s, quote.value(u"deposit")[u"due_on"].toString(), quote.value(u"deposit")[u"amount"]);
    for (const QJsonValue &step : quote.value(u"cancellation").toArray())
        row(u"on cancelling"_s, step[u"text"].toString(), step[u"refund"]);
    return text;
}

} // namespace

void ExampleWriter::add(const QString &title, const ApiCall &call, const ApiAnswer &answer)
{
    QJsonObject request{{u"method"_s, QString::fromLatin1(call.method)}, {u"path"_s, nameOf(call.path)}};
    if (call.body)
        request.insert(u"body"_s, named(*call.body));
    QJsonObject response{{u"status"_s, answer.status}};
    if (call.token.isEmpty())
        response.insert(u"body"_s, named(answer.json()));
    m_steps << QJsonObject{{u"title"_s, title}, {u"request"_s, request}, {u"response"_s, response}};
}

// The ids of docs: 019426a0-… as in the API description, one after the other.
QString ExampleWriter::nameOf(const QString &text)
{
    static const QRegularExpression id(u"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"_s);
    QString result;
    qsizetype done = 0;
    for (auto match = id.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        auto known = m_ids.find(found.captured());
        if (known == m_ids.end()) {
            const QString number = QString::number(m_ids.size() + 1, 16).rightJustified(12, u'0');
            known = m_ids.insert(found.captured(), u"019426a0-3c00-7a10-8000-"_s + number);
        }
        result += text.mid(done, found.capturedStart() - done) + *known;
        done = found.capturedEnd();
    }
    return result + text.mid(done);
}

QJsonValue ExampleWriter::named(const QJsonValue &value)
{
    if (value.isString())
        return nameOf(value.toString());
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &element : value.toArray())
            array << named(element);
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto field = object.begin(); field != object.end(); ++field)
        *field = field.key() == u"quote_token"_s ? QJsonValue(u"(signed by the server)"_s) : named(*field);
    return object;
}

QByteArray ExampleWriter::json() const
{
    return QJsonDocument(m_steps).toJson(QJsonDocument::Indented);
}

QString ExampleWriter::tables() const
{
    QString text;
    for (const QJsonValue &step : m_steps) {
        const QJsonObject quote = step[u"response"][u"body"][u"quote"].toObject();
        if (!quote.isEmpty())
            text += step[u"title"].toString() + u":\n\n"_s + tableOf(quote) + u'\n';
    }
    return text;
}

QString ExampleWriter::finish() const
{
    const QString file = kDocs + u"examples/"_s + m_name + u".json"_s;
    const QString guide = kDocs + u"pricing.md"_s;
    const QString begin = u"<!-- begin %1 -->\n"_s.arg(m_name);
    const QString end = u"<!-- end %1 -->"_s.arg(m_name);
    const QString before = QString::fromUtf8(contentOf(guide));
    const qsizetype from = before.indexOf(begin) + begin.size();
    const qsizetype to = before.indexOf(end);
    if (to < from)
        return u"%1 has no place for %2"_s.arg(guide, m_name);
    const QString after = before.left(from) + tables() + before.mid(to);
    if (qEnvironmentVariableIsSet("ROOST_WRITE_EXAMPLES"))
        return write(file, json()) && write(guide, after.toUtf8()) ? QString() : u"could not write "_s + file;
    if (contentOf(file) != json())
        return u"%1 is not what the server returns now:\n%2"_s.arg(file, QString::fromUtf8(json()));
    return after == before ? QString() : u"%1 differs from what the server returns now:\n%2"_s.arg(guide, tables());
}

} // namespace roost::test
