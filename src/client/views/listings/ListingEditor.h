// A listing's fields at the right-hand side. What is typed goes to the presenter at once; Save makes one edit of it.
#pragma once

#include "client/presenters/ListingEditorPresenter.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace roost {

namespace Ui {
class ListingEditor;
}

class NoteBox;
class StatusMark;

class ListingEditor : public QWidget
{
    Q_OBJECT

public:
    // presenter must outlive the widget.
    explicit ListingEditor(ListingEditorPresenter &presenter, QWidget *parent = nullptr);
    ~ListingEditor() override;

    // Puts a part of its own below the fields; owns it from now on.
    void addSection(QWidget *section);

    void save();
    void discard();

Q_SIGNALS:
    // Whether there is something to save or discard has changed.
    void dirtyChanged(bool isDirty, bool canSave);

private:
    void build();
    QWidget *makeFooter();
    void connectFields();
    void showListing();
    void showState();
    void markInvalid(const QString &field);

    ListingEditorPresenter &m_presenter;
    std::unique_ptr<Ui::ListingEditor> m_ui;
    QLabel *m_place;
    StatusMark *m_status;
    NoteBox *m_tentative;
    NoteBox *m_underneath;
    NoteBox *m_error;
    QPushButton *m_save;
    QPushButton *m_discard;
    QVBoxLayout *m_column = nullptr;
    bool m_isFilling = false;
};

} // namespace roost
