// Bar, step and clock.
#include "ProgressScreen.h"

#include "client/views/controls/Labels.h"
#include "client/views/controls/NoteBox.h"
#include "client/views/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace roost {

ProgressScreen::ProgressScreen(QWidget *parent)
    : SetupScreen(u"progressScreen"_s, {}, {}, parent)
    , m_step(controls::label({}, "", u"progressStep"_s, this))
    , m_time(controls::label({}, "muted", u"progressTime"_s, this))
    , m_bar(new QProgressBar(this))
    , m_error(new NoteBox(u"progressError"_s, this))
    , m_cancel(controls::button(tr("Cancel"), "", u"progressCancel"_s, this))
    , m_clock(new QTimer(this))
{
    m_bar->setObjectName(u"progressBar"_s);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    m_time->setAlignment(Qt::AlignRight);
    auto *row = new QHBoxLayout;
    row->addWidget(m_step, 1);
    row->addWidget(m_time);
    column()->addWidget(m_bar);
    column()->addLayout(row);
    column()->addWidget(m_error);
    column()->addSpacing(spacing::kDouble);
    column()->addWidget(m_cancel, 0, Qt::AlignLeft);
    m_clock->setInterval(1000);
    connect(m_clock, &QTimer::timeout, this, &ProgressScreen::showTime);
    connect(m_cancel, &QPushButton::clicked, this, &ProgressScreen::cancelRequested);
    setFocusProxy(m_cancel);
}

void ProgressScreen::begin(const QString &heading, const QString &explanation)
{
    setTexts(heading, explanation);
    m_error->setNote(NoteBox::Kind::Danger, {});
    m_cancel->setText(tr("Cancel"));
    m_bar->setRange(0, 0);
    m_bar->show();
    m_step->clear();
    m_since.start();
    m_clock->start();
    showTime();
}

void ProgressScreen::setStep(const QString &text, qint64 done, qint64 total)
{
    m_step->setText(text);
    // In thousandths, so that counts beyond 32 bits fit.
    m_bar->setRange(0, total > 0 ? 1000 : 0);
    if (total > 0)
        m_bar->setValue(static_cast<int>(std::min(done, total) * 1000 / total));
}

void ProgressScreen::showError(const QString &message)
{
    m_clock->stop();
    m_bar->hide();
    m_step->clear();
    m_error->setNote(NoteBox::Kind::Danger, message);
    m_cancel->setText(tr("Back"));
}

void ProgressScreen::showTime()
{
    m_time->setText(tr("%1 s").arg(m_since.elapsed() / 1000));
}

} // namespace roost
