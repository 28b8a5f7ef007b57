// Builds palette and style sheet from the colours and hands them to the application.
#include "Theme.h"

#include "StyleSheet.h"
#include "SystemAppearance.h"
#include "TintedIconEngine.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

// Q_INIT_RESOURCE declares a function and must stand outside of any namespace.
static void initThemeResources()
{
    Q_INIT_RESOURCE(roost_theme);
}

namespace roost {

namespace {

QPalette paletteOf(const ThemeColours &c)
{
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.surface);
    palette.setColor(QPalette::AlternateBase, c.raised);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::Button, c.surface);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.danger);
    palette.setColor(QPalette::PlaceholderText, c.textMuted);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Mid, c.line);
    palette.setColor(QPalette::Dark, c.fieldLine);
    palette.setColor(QPalette::Light, c.surface);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.textMuted);
    return palette;
}

QString bestFamily()
{
    const QStringList installed = QFontDatabase::families();
    for (const QString &wanted : {u"Inter"_s, u"Inter Variable"_s})
        if (installed.contains(wanted))
            return wanted;
    return QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
}

} // namespace

Theme &Theme::current()
{
    static Theme theme;
    return theme;
}

Theme::Theme()
{
    initThemeResources();
}

void Theme::install(QApplication &application, ThemeMode mode)
{
    if (!m_application) {
        m_application = &application;
        m_family = bestFamily();
        application.setStyle(QStyleFactory::create(u"Fusion"_s));
        auto *appearance = new SystemAppearance(&application);
        m_systemIsDark = appearance->isDark();
        connect(appearance, &SystemAppearance::changed, this, [this](bool isDark) {
            m_systemIsDark = isDark;
            apply();
        });
    }
    m_mode = mode;
    apply();
}

void Theme::setMode(ThemeMode mode)
{
    m_mode = mode;
    apply();
}

void Theme::setHighContrast(bool on)
{
    m_highContrast = on;
    apply();
}

void Theme::setTextScale(double scale)
{
    m_textScale = std::clamp(scale, 0.8, 2.0);
    apply();
}

void Theme::apply()
{
    const bool isDark = m_mode == ThemeMode::Dark || (m_mode == ThemeMode::System && m_systemIsDark);
    m_colours =
        m_highContrast ? ThemeColours::highContrast(isDark) : (isDark ? ThemeColours::dark() : ThemeColours::light());
    if (m_application) {
        m_application->setPalette(paletteOf(m_colours));
        m_application->setFont(font(TextRole::Body));
        m_application->setStyleSheet(styleSheet(m_colours, m_family, m_textScale));
    }
    Q_EMIT changed();
}

QFont Theme::font(TextRole role) const
{
    QFont font;
    if (!m_family.isEmpty())
        font.setFamily(m_family);
    font.setPixelSize(scaled(13));
    switch (role) {
    case TextRole::Body:
        break;
    case TextRole::Strong:
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Small:
        font.setPixelSize(scaled(12));
        break;
    case TextRole::Heading:
        font.setPixelSize(scaled(15));
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Title:
        font.setPixelSize(scaled(22));
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Figure:
        font.setPixelSize(scaled(13));
        break;
    }
    return font;
}

QIcon Theme::icon(const QString &name) const
{
    return QIcon(new TintedIconEngine(name, &ThemeColours::text));
}

QIcon Theme::icon(const QString &name, QColor ThemeColours::*colour) const
{
    return QIcon(new TintedIconEngine(name, colour));
}

ThemeMode themeModeFromName(const QString &name)
{
    if (name == "light"_L1)
        return ThemeMode::Light;
    if (name == "dark"_L1)
        return ThemeMode::Dark;
    return ThemeMode::System;
}

} // namespace roost
