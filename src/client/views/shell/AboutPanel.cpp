// A column of texts.
#include "AboutPanel.h"

#include "client/views/controls/Labels.h"
#include "client/views/theme/Theme.h"

#include <QCoreApplication>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace roost {

AboutPanel::AboutPanel(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"aboutPanel"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::kTriple, 0, spacing::kTriple, spacing::kDouble);
    column->setSpacing(spacing::kUnit);
    column->addWidget(controls::label(tr("Roost"), "title", u"aboutName"_s, this));
    column->addWidget(controls::label(tr("Version %1").arg(QCoreApplication::applicationVersion()), "muted",
                                      u"aboutVersion"_s, this));
    column->addSpacing(spacing::kUnit);
    column->addWidget(controls::label(tr("Your listings, calendar and bookings, also without a network. Everything you "
                                         "see is on this computer; the server decides and keeps your devices in step."),
                                      "", u"aboutText"_s, this));
    column->addWidget(controls::label(tr("Free software under the GNU General Public License, version 3 or later."),
                                      "muted", u"aboutLicence"_s, this));
    column->addStretch();
}

} // namespace roost
