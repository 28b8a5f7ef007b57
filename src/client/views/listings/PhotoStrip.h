// The photos of a listing below its fields: add (by dialog or by dropping files), order (by dragging or with the
// buttons), caption, remove.
#pragma once

#include "client/presenters/PhotoStripPresenter.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace roost {

class PhotoList;

class PhotoStrip : public QWidget
{
    Q_OBJECT

public:
    // presenter must outlive the widget.
    explicit PhotoStrip(PhotoStripPresenter &presenter, QWidget *parent = nullptr);

private:
    void build();
    void connectParts();
    void showPhotos();
    void showPicture(const QString &sha256);
    void fillItem(int index);
    void showCurrent();
    void chooseFiles();
    QIcon iconOf(const replica::PhotoRow &photo) const;

    PhotoStripPresenter &m_presenter;
    PhotoList *m_list;
    QLabel *m_hint;
    QLabel *m_sending;
    QLineEdit *m_caption;
    QPushButton *m_add;
    QPushButton *m_remove;
    QToolButton *m_earlier;
    QToolButton *m_later;
};

} // namespace roost
