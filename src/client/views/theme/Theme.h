// The application's look: colours, fonts, spacing, icons. One object for the program; everything asks it when it
// paints, so switching between light and dark at run time needs no restart. GUI thread only.
#pragma once

#include "ThemeColours.h"

#include <QFont>
#include <QIcon>
#include <QObject>

class QApplication;

namespace roost {

enum class ThemeMode { System, Light, Dark };
enum class TextRole { Body, Strong, Small, Heading, Title, Figure };

// The 8-pixel grid, in device-independent pixels.
namespace spacing {
constexpr int kHalf = 4;
constexpr int kUnit = 8;
constexpr int kDouble = 16;
constexpr int kTriple = 24;
constexpr int kPage = 32;
constexpr int kControlHeight = 32;
constexpr int kRowHeight = 40;
constexpr int kRadius = 6;
} // namespace spacing

class Theme : public QObject
{
    Q_OBJECT

public:
    // Light until install() or setMode() says otherwise, so that a widget's test needs nothing first.
    static Theme &current();

    // Sets style, palette, font and style sheet of the application, and follows the system from now on if mode is
    // System.
    void install(QApplication &application, ThemeMode mode);
    void setMode(ThemeMode mode);
    void setHighContrast(bool on);
    // 1.0 is the normal size; 0.8 to 2.0.
    void setTextScale(double scale);

    ThemeMode mode() const { return m_mode; }
    // A size that grows with the text: what has text in it must.
    int scaled(int pixels) const { return qRound(pixels * m_textScale); }
    bool isHighContrast() const { return m_highContrast; }
    bool isDark() const { return m_colours.isDark; }
    const ThemeColours &colours() const { return m_colours; }
    QFont font(TextRole role = TextRole::Body) const;

    // A line icon of resources/icons ("calendar"), in the text colour; muted when disabled, accent when on. Follows the
    // theme by itself.
    QIcon icon(const QString &name) const;
    // The same in a fixed role's colour.
    QIcon icon(const QString &name, QColor ThemeColours::*colour) const;

Q_SIGNALS:
    // Colours or fonts changed: repaint, drop cached pixmaps.
    void changed();

private:
    Theme();
    void apply();

    QApplication *m_application = nullptr;
    ThemeMode m_mode = ThemeMode::Light;
    bool m_systemIsDark = false;
    bool m_highContrast = false;
    double m_textScale = 1.0;
    QString m_family;
    ThemeColours m_colours = ThemeColours::light();
};

// "light" and "dark"; System for anything else.
ThemeMode themeModeFromName(const QString &name);

} // namespace roost
