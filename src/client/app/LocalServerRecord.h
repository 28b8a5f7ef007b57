// Remembers, in the profile's folder, that its server is the bundled one on this computer, where its data is and on
// which port it listened.
#pragma once

#include <QString>

#include <optional>

namespace roost {

struct LocalServerRecord
{
    QString dataFolder;
    quint16 port = 0;
    bool isDemo = false;

    static std::optional<LocalServerRecord> load(const QString &profileFolder);
    void save(const QString &profileFolder) const;
};

} // namespace roost
