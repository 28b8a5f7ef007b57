// The program's texts in the languages that it has.
#pragma once

class QCoreApplication;

namespace roost {

// For the system's language, else English with its plural forms. Before the first widget is made.
void installTranslations(QCoreApplication &application);

} // namespace roost
