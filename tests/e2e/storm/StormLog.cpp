// JSON lines.
#include "StormLog.h"

#include "common/Json.h"

#include <QDir>

namespace roost::test {

using namespace Qt::StringLiterals;

StormLog::StormLog(const QString &path)
    : m_file(path)
{
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        qFatal("%s can't be written", qPrintable(path));
}

void StormLog::append(const StormEntry &entry)
{
    m_file.write(canonicalJson({{u"t0"_s, entry.askedAtMs},
                                {u"t1"_s, entry.answeredAtMs},
                                {u"who"_s, entry.who},
                                {u"what"_s, entry.what},
                                {u"about"_s, entry.about},
                                {u"asked"_s, entry.asked},
                                {u"status"_s, entry.status},
                                {u"answer"_s, entry.answer}}) +
                 '\n');
    m_file.flush();
}

QList<StormEntry> StormLog::readFolder(const QString &path)
{
    QList<StormEntry> entries;
    const QFileInfoList files = QDir(path).entryInfoList({u"*.log"_s}, QDir::Files, QDir::Name);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        while (!file.atEnd()) {
            const QJsonObject json = QJsonDocument::fromJson(file.readLine()).object();
            entries << StormEntry{json.value("t0"_L1).toInteger(),   json.value("t1"_L1).toInteger(),
                                  json.value("who"_L1).toString(),   json.value("what"_L1).toString(),
                                  json.value("about"_L1).toString(), json.value("asked"_L1).toObject(),
                                  json.value("status"_L1).toInt(),   json.value("answer"_L1).toObject()};
        }
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const StormEntry &a, const StormEntry &b) { return a.askedAtMs < b.askedAtMs; });
    return entries;
}

} // namespace roost::test
