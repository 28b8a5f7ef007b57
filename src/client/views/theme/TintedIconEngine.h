// An icon drawn from one of our line SVGs, tinted with the theme's colour at the moment it is painted.
#pragma once

#include "ThemeColours.h"

#include <QIconEngine>

namespace roost {

class TintedIconEngine : public QIconEngine
{
public:
    TintedIconEngine(QString name, QColor ThemeColours::*colour);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;

private:
    QColor tint(QIcon::Mode mode, QIcon::State state) const;

    QString m_name;
    QColor ThemeColours::*m_colour;
};

} // namespace roost
