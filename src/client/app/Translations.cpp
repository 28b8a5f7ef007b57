// Loads the compiled translations from the program's resources.
#include "Translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

// Q_INIT_RESOURCE declares a function and must stand outside of any namespace.
static void initTranslationResources()
{
    Q_INIT_RESOURCE(roost_translations);
}

namespace roost {

void installTranslations(QCoreApplication &application)
{
    initTranslationResources();
    auto *translator = new QTranslator(&application);
    if (translator->load(QLocale(), u"roost"_s, u"_"_s, u":/translations"_s) ||
        translator->load(u":/translations/roost_en.qm"_s))
        application.installTranslator(translator);
}

} // namespace roost
