// The first screen of a new profile: three doors.
#pragma once

#include "SetupScreen.h"

namespace roost {

class NoteBox;

class WelcomeScreen : public SetupScreen
{
    Q_OBJECT

public:
    explicit WelcomeScreen(QWidget *parent = nullptr);

    // Doors that need the bundled server are closed, with the reason, when it isn't there.
    void setServerMissing(const QString &reason);
    void showError(const QString &message);

Q_SIGNALS:
    void tryRequested();
    void runHereRequested();
    void connectRequested();

private:
    QWidget *m_try;
    QWidget *m_here;
    NoteBox *m_note;
};

} // namespace roost
