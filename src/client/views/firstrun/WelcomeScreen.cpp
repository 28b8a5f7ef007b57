// The doors.
#include "WelcomeScreen.h"

#include "DoorButton.h"

#include "client/views/controls/NoteBox.h"
#include "client/views/theme/Theme.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace roost {

WelcomeScreen::WelcomeScreen(QWidget *parent)
    : SetupScreen(u"welcomeScreen"_s, tr("Welcome to Roost"),
                  tr("Your listings, calendar and bookings, on this computer and in step with your server, also "
                     "without a network."),
                  parent)
    , m_note(new NoteBox(u"welcomeNote"_s, this))
{
    auto *tryDoor = new DoorButton(u"play"_s, tr("Try it"),
                                   tr("A demo portfolio on this computer. Nothing to set up; ready in half a minute."),
                                   u"doorTry"_s, this);
    auto *hereDoor = new DoorButton(u"computer"_s, tr("Run Roost on this computer"),
                                    tr("Your own server here, with its own data. Make your account, then "
                                       "import your listings."),
                                    u"doorRunHere"_s, this);
    auto *connectDoor =
        new DoorButton(u"server"_s, tr("Connect to a server"),
                       tr("Log in to a Roost server that you or someone else runs."), u"doorConnect"_s, this);
    m_try = tryDoor;
    m_here = hereDoor;
    for (DoorButton *door : {tryDoor, hereDoor, connectDoor})
        column()->addWidget(door);
    column()->addWidget(m_note);
    connect(tryDoor, &DoorButton::clicked, this, &WelcomeScreen::tryRequested);
    connect(hereDoor, &DoorButton::clicked, this, &WelcomeScreen::runHereRequested);
    connect(connectDoor, &DoorButton::clicked, this, &WelcomeScreen::connectRequested);
    setFocusProxy(tryDoor);
}

void WelcomeScreen::setServerMissing(const QString &reason)
{
    m_try->setEnabled(false);
    m_here->setEnabled(false);
    m_note->setNote(NoteBox::Kind::Note, reason);
}

void WelcomeScreen::showError(const QString &message)
{
    m_note->setNote(NoteBox::Kind::Danger, message);
}

} // namespace roost
