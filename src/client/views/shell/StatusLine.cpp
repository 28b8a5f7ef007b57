// Icon, status text, message and progress in one row.
#include "StatusLine.h"

#include "client/views/controls/Labels.h"
#include "client/views/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

constexpr int kHeight = 32;

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_status(new QPushButton(this))
    , m_message(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_messageTimer(new QTimer(this))
{
    setObjectName(u"statusLine"_s);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", u"statusline"_s);
    setFixedHeight(Theme::current().scaled(kHeight));
    m_status->setObjectName(u"statusText"_s);
    m_status->setProperty("kind", u"status"_s);
    m_status->setFlat(true);
    m_status->setFocusPolicy(Qt::TabFocus);
    m_status->setToolTip(tr("Show sync details"));
    m_message->setObjectName(u"statusMessage"_s);
    controls::setTextRole(m_message, "small");
    m_progress->setObjectName(u"statusProgress"_s);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(160);
    m_progress->hide();
    m_messageTimer->setSingleShot(true);
    m_messageTimer->setInterval(8000);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(spacing::kDouble, 0, spacing::kDouble, 0);
    row->setSpacing(spacing::kHalf);
    row->addWidget(m_icon);
    row->addWidget(m_status);
    row->addStretch();
    row->addWidget(m_message);
    row->addWidget(m_progress);
    connect(m_status, &QPushButton::clicked, this, &StatusLine::detailsRequested);
    connect(m_messageTimer, &QTimer::timeout, m_message, &QLabel::clear);
    connect(&Theme::current(), &Theme::changed, this, &StatusLine::followTheme);
}

void StatusLine::setStatus(Mood mood, const QString &text)
{
    m_mood = mood;
    m_status->setText(text);
    m_status->setAccessibleName(tr("Sync status: %1").arg(text));
    followTheme();
}

void StatusLine::showMessage(const QString &text)
{
    m_message->setText(text);
    if (text.isEmpty())
        m_messageTimer->stop();
    else
        m_messageTimer->start();
}

void StatusLine::setProgress(int done, int total)
{
    m_progress->setVisible(total > 0);
    m_progress->setRange(0, total);
    m_progress->setValue(done);
}

void StatusLine::followTheme()
{
    setFixedHeight(Theme::current().scaled(kHeight));
    QIcon icon;
    switch (m_mood) {
    case Mood::Calm:
        icon = Theme::current().icon(u"check"_s, &ThemeColours::success);
        break;
    case Mood::Working:
        icon = Theme::current().icon(u"sync"_s, &ThemeColours::accent);
        break;
    case Mood::Offline:
        icon = Theme::current().icon(u"cloud-off"_s, &ThemeColours::textMuted);
        break;
    case Mood::Attention:
        icon = Theme::current().icon(u"problems"_s, &ThemeColours::warning);
        break;
    }
    m_icon->setPixmap(icon.pixmap(16, 16));
}

} // namespace roost
