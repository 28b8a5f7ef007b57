// Compares pictures until several in a row are equal.
#include "WindowPicture.h"

#include "common/Log.h"

#include <QPixmap>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

constexpr int kLookMs = 150;
constexpr int kEqualLooks = 4;
// A status line that counts seconds never stops changing.
constexpr int kMostLooks = 60;

} // namespace

WindowPicture::WindowPicture(QWidget &window, QString file, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_file(std::move(file))
{
    m_timer.setInterval(kLookMs);
    connect(&m_timer, &QTimer::timeout, this, &WindowPicture::look);
}

void WindowPicture::takeWhenSettled()
{
    m_timer.start();
}

void WindowPicture::look()
{
    const QImage now = m_window.grab().toImage();
    m_equal = now == m_last ? m_equal + 1 : 0;
    m_last = now;
    if (m_equal < kEqualLooks && ++m_looks < kMostLooks)
        return;
    m_timer.stop();
    if (!m_file.isEmpty() && !now.save(m_file))
        logEvent(LogLevel::Error, u"screenshot.not_written"_s);
    Q_EMIT taken();
}

} // namespace roost
