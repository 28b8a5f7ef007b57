// What the colours and textures of the timeline mean, painted with the same skins. GUI thread.
#pragma once

#include "BarSkins.h"

#include <QWidget>

namespace roost {

class CalendarLegend : public QWidget
{
    Q_OBJECT

public:
    explicit CalendarLegend(QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        TimelineBar bar;
        QString text;
        bool isConflict = false;
    };

    void refreshLook();

    std::vector<Entry> m_entries;
    BarSkins m_skins;
};

} // namespace roost
