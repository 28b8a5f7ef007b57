// The line at the bottom that tells the truth: online or not, how old the replica is, what hasn't been sent, what needs
// a decision. A click opens the sync details.
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace roost {

class StatusLine : public QWidget
{
    Q_OBJECT

public:
    enum class Mood { Calm, Working, Offline, Attention };

    explicit StatusLine(QWidget *parent = nullptr);

    void setStatus(Mood mood, const QString &text);
    // A passing message at the right ("Saved. It will be sent when you are online."); empty clears it.
    void showMessage(const QString &text);
    // What has been done of a long work; total 0 hides the bar.
    void setProgress(int done, int total);

Q_SIGNALS:
    void detailsRequested();

private:
    void followTheme();

    Mood m_mood = Mood::Calm;
    QLabel *m_icon;
    QPushButton *m_status;
    QLabel *m_message;
    QProgressBar *m_progress;
    QTimer *m_messageTimer;
};

} // namespace roost
