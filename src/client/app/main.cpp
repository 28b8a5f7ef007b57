// roost, the desktop program.
#include "client/app/DesktopApp.h"
#include "client/app/SingleInstance.h"
#include "client/app/Translations.h"
#include "common/Log.h"

#include <QApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

// Help and version are for terminals too, where there may be no display.
bool wantsTextOnly(int argc, char **argv)
{
    for (const char *option : {"-h", "--help", "-v", "--version"}) {
        if (std::any_of(argv + 1, argv + argc, [option](const char *word) { return qstrcmp(word, option) == 0; }))
            return true;
    }
    return false;
}

} // namespace

int main(int argc, char **argv)
{
    if (wantsTextOnly(argc, argv))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"Roost"_s);
    QCoreApplication::setApplicationName(u"roost"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ROOST_VERSION));
    QGuiApplication::setDesktopFileName(u"roost"_s);
    roost::installLogHandler();
    roost::installTranslations(application);

    const auto options = roost::parseDesktopOptions(QCoreApplication::arguments());
    if (!options) {
        std::fprintf(stderr, "roost: %s\n", qPrintable(options.error().userText));
        return 2;
    }
    roost::SingleInstance instance(options->profileFolder);
    if (!instance.claim())
        return 0;
    roost::DesktopApp::installTheme(*options);
    roost::DesktopApp desktop(*options);
    QObject::connect(&instance, &roost::SingleInstance::raiseRequested, &desktop, &roost::DesktopApp::raiseWindow);
    desktop.start();
    return QApplication::exec();
}
