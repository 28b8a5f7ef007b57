// org.freedesktop.portal.Settings, key color-scheme: 1 is dark, 2 light, 0 no preference.
#include "SystemAppearance.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

const QString kService = u"org.freedesktop.portal.Desktop"_s;
const QString kPath = u"/org/freedesktop/portal/desktop"_s;
const QString kInterface = u"org.freedesktop.portal.Settings"_s;
const QString kGroup = u"org.freedesktop.appearance"_s;
const QString kKey = u"color-scheme"_s;

} // namespace

SystemAppearance::SystemAppearance(QObject *parent)
    : QObject(parent)
    , m_isDark(QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
{
    if (!QDBusConnection::sessionBus().isConnected())
        return;
    QDBusConnection::sessionBus().connect(kService, kPath, kInterface, u"SettingChanged"_s, this,
                                          SLOT(settingChanged(QString, QString, QDBusVariant)));
    askPortal();
}

void SystemAppearance::askPortal()
{
    QDBusMessage question = QDBusMessage::createMethodCall(kService, kPath, kInterface, u"Read"_s);
    question.setArguments({kGroup, kKey});
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid())
            setColourScheme(reply.value().variant());
    });
}

void SystemAppearance::settingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == kGroup && key == kKey)
        setColourScheme(value.variant());
}

void SystemAppearance::setColourScheme(const QVariant &value)
{
    // Older portals wrap the number in one more variant.
    const QVariant inner = value.canConvert<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value;
    const uint scheme = inner.toUInt();
    if (scheme == 0)
        return;
    const bool isDark = scheme == 1;
    if (isDark == m_isDark)
        return;
    m_isDark = isDark;
    Q_EMIT changed(isDark);
}

} // namespace roost
