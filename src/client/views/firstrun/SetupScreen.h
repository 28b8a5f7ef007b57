// The frame of the screens before the workspace: a column in the middle of the window with a heading.
#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace roost {

class SetupScreen : public QWidget
{
    Q_OBJECT

public:
    SetupScreen(const QString &name, const QString &heading, const QString &explanation, QWidget *parent = nullptr);

protected:
    QVBoxLayout *column() const { return m_column; }
    void setTexts(const QString &heading, const QString &explanation);

private:
    QVBoxLayout *m_column;
    QLabel *m_heading;
    QLabel *m_explanation;
};

} // namespace roost
