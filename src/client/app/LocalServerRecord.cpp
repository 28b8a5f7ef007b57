// local-server.json
#include "LocalServerRecord.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

QString fileIn(const QString &profileFolder)
{
    return profileFolder + u"/local-server.json"_s;
}

} // namespace

std::optional<LocalServerRecord> LocalServerRecord::load(const QString &profileFolder)
{
    QFile file(fileIn(profileFolder));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    LocalServerRecord record{json["data"_L1].toString(), static_cast<quint16>(json["port"_L1].toInt()),
                             json["demo"_L1].toBool()};
    if (record.dataFolder.isEmpty())
        return std::nullopt;
    return record;
}

void LocalServerRecord::save(const QString &profileFolder) const
{
    QSaveFile file(fileIn(profileFolder));
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write(QJsonDocument(QJsonObject{{u"data"_s, dataFolder}, {u"port"_s, port}, {u"demo"_s, isDemo}}).toJson());
    file.commit();
}

} // namespace roost
