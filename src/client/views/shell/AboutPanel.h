// What this program is: version, licence, where the data is.
#pragma once

#include <QWidget>

namespace roost {

class AboutPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AboutPanel(QWidget *parent = nullptr);
};

} // namespace roost
