// A sentence that matters, on a soft ground with an icon: an explanation, a warning or an error, with up to two
// buttons. Takes the place of a modal dialog.
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace roost {

class NoteBox : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Note, Warning, Danger };

    NoteBox(const QString &name, QWidget *parent = nullptr);

    // Shows the box with this text; an empty text hides it.
    void setNote(Kind kind, const QString &text);
    // Adds a button at the right; the caller connects it. The box owns it.
    QPushButton *addButton(const QString &text, const char *kind, const QString &name);
    QString text() const;

private:
    void paintIcon();

    Kind m_kind = Kind::Note;
    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
};

} // namespace roost
