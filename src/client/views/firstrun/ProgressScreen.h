// Long work before the workspace can be shown: what is done at the moment, how far it is, how long it took; a way out.
#pragma once

#include "SetupScreen.h"

#include <QElapsedTimer>

class QLabel;
class QProgressBar;
class QPushButton;

namespace roost {

class NoteBox;

class ProgressScreen : public SetupScreen
{
    Q_OBJECT

public:
    explicit ProgressScreen(QWidget *parent = nullptr);

    // Starts the clock anew.
    void begin(const QString &heading, const QString &explanation);
    // total 0: not known, the bar only moves.
    void setStep(const QString &text, qint64 done, qint64 total);
    // Stops the bar; the button then leads back.
    void showError(const QString &message);

Q_SIGNALS:
    void cancelRequested();

private:
    void showTime();

    QLabel *m_step;
    QLabel *m_time;
    QProgressBar *m_bar;
    NoteBox *m_error;
    QPushButton *m_cancel;
    QTimer *m_clock;
    QElapsedTimer m_since;
};

} // namespace roost
