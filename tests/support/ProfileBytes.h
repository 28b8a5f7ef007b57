// What lies in a profile's files, byte by byte: for tests that nothing of a person can be read there.
#pragma once

#include <QDirIterator>
#include <QFile>

namespace roost::test {

// The words that stand in a file below the folder in UTF-8 or UTF-16, as "word in file".
inline QStringList wordsFoundIn(const QString &folder, const QStringList &words)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        for (const QString &word : words) {
            const QByteArray wide(reinterpret_cast<const char *>(word.utf16()), word.size() * 2);
            if (content.contains(word.toUtf8()) || content.contains(wide))
                found << word + QStringLiteral(" in ") + files.fileName();
        }
    }
    return found;
}

} // namespace roost::test
