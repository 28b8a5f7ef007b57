// The head of a page: its title, a count, and at the right what filters it.
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace roost {

class PageHeader : public QWidget
{
    Q_OBJECT

public:
    PageHeader(const QString &title, const QString &name, QWidget *parent = nullptr);

    void setCountText(const QString &text);
    // A search field at the right that waits until the typing pauses.
    QLineEdit *addSearch(const QString &placeholder, const QString &name);
    void addWidget(QWidget *widget);

Q_SIGNALS:
    void searchChanged(const QString &text);

private:
    QHBoxLayout *m_row;
    QLabel *m_count;
};

} // namespace roost
