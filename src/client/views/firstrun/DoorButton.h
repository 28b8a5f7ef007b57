// One of the three doors of the first run: a large button with an icon, what it is and what it takes.
#pragma once

#include <QPushButton>

namespace roost {

class DoorButton : public QPushButton
{
    Q_OBJECT

public:
    DoorButton(const QString &icon, const QString &heading, const QString &explanation, const QString &name,
               QWidget *parent = nullptr);
};

} // namespace roost
