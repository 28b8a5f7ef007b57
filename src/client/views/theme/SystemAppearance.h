// Whether the desktop prefers dark, and news when that changes. Asks the desktop portal without waiting for it; until
// it answers, and where there is none, the platform's palette decides. GUI thread.
#pragma once

#include <QObject>

class QDBusVariant;

namespace roost {

class SystemAppearance : public QObject
{
    Q_OBJECT

public:
    explicit SystemAppearance(QObject *parent = nullptr);

    bool isDark() const { return m_isDark; }

Q_SIGNALS:
    void changed(bool isDark);

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void setColourScheme(const QVariant &value);

    bool m_isDark = false;
};

} // namespace roost
