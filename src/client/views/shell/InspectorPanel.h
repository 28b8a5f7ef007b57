// The right-hand side: shows what is selected and is closed with Esc or its cross. One widget at a time; the panel does
// not own what pages lend it beyond being its parent.
#pragma once

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace roost {

class InspectorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPanel(QWidget *parent = nullptr);

    // Makes a widget known once; it is a child of the panel afterwards.
    void addContent(QWidget *content);
    void showContent(QWidget *content, const QString &title);
    void closePanel();
    QWidget *content() const;

Q_SIGNALS:
    void closed();

private:
    QLabel *m_title;
    QStackedWidget *m_stack;
};

} // namespace roost
