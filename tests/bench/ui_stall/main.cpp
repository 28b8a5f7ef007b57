// bench_ui_stall PROFILE SERVER EMAIL (password in ROOST_PASSWORD): the real desktop logs in, runs its first sync and
// fills its calendar, while a timer of 1 ms notes how late it comes. Prints JSON: gaps in ms, and how long all of it
// took.
#include "client/app/DesktopApp.h"
#include "common/Log.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

// The time between two turns of the event loop, each of which a timer of 1 ms asked for.
class StallMeter : public QObject
{
public:
    StallMeter()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_gaps.push_back(static_cast<double>(m_sinceLast.nsecsElapsed()) / 1e6);
            m_sinceLast.start();
        });
    }

    void start()
    {
        m_gaps.reserve(1'000'000);
        m_sinceLast.start();
        m_total.start();
        m_timer.start(1);
    }

    void print()
    {
        std::sort(m_gaps.begin(), m_gaps.end());
        const auto percentile = [this](double part) {
            return m_gaps[static_cast<size_t>(part * static_cast<double>(m_gaps.size() - 1))];
        };
        const auto late = std::count_if(m_gaps.begin(), m_gaps.end(), [](double gap) { return gap > 16; });
        std::printf(R"({"p50":%.2f,"p99":%.2f,"p999":%.2f,"max":%.1f,"over16":%ld,"turns":%zu,"seconds":%.2f})"
                    "\n",
                    percentile(0.5), percentile(0.99), percentile(0.999), m_gaps.back(), static_cast<long>(late),
                    m_gaps.size(), static_cast<double>(m_total.elapsed()) / 1e3);
    }

private:
    QTimer m_timer;
    QElapsedTimer m_sinceLast;
    QElapsedTimer m_total;
    std::vector<double> m_gaps;
};

// Types the password as soon as it is asked for, then begins to measure.
class Typist : public QObject
{
public:
    explicit Typist(StallMeter &meter)
    {
        connect(&m_timer, &QTimer::timeout, this, [this, &meter] {
            const QWidgetList windows = QApplication::topLevelWidgets();
            for (QWidget *window : windows) {
                auto *password = window->findChild<QLineEdit *>(u"loginPassword"_s);
                auto *submit = window->findChild<QPushButton *>(u"loginSubmit"_s);
                if (!password || !submit || !password->isVisible())
                    continue;
                m_timer.stop();
                password->setText(qEnvironmentVariable("ROOST_PASSWORD"));
                meter.start();
                submit->click();
                return;
            }
        });
        m_timer.start(20);
    }

private:
    QTimer m_timer;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fprintf(stderr, "bench_ui_stall PROFILE SERVER EMAIL\n");
        return 2;
    }
    QApplication application(argc, argv);
    roost::installLogHandler();
    roost::DesktopOptions options;
    options.profileFolder = QString::fromLocal8Bit(argv[1]);
    options.connectUrl = QString::fromLocal8Bit(argv[2]);
    options.email = QString::fromLocal8Bit(argv[3]);
    options.windowSize = {1280, 800};
    options.exitAfterReady = true;
    roost::DesktopApp::installTheme(options);
    StallMeter meter;
    const Typist typist(meter);
    roost::DesktopApp desktop(options);
    desktop.start();
    const int result = QApplication::exec();
    meter.print();
    return result;
}
