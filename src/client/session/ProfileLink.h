// Between the processes that have one profile open: the owner listens on a local socket in the profile's folder, the
// others join. Whoever changed the replica tells the others, so that edits are sent at once and views refresh.
#pragma once

#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>

namespace roost::session {

// Belongs to one thread. Losing a message loses nothing but promptness.
class ProfileLink : public QObject
{
    Q_OBJECT

public:
    explicit ProfileLink(const QString &profileFolder, QObject *parent = nullptr);
    ~ProfileLink() override;

    // The owner's side; the caller holds the profile's lock, so a socket that is there is a leftover.
    void listen();
    // The others' side; ownerIsGone() follows when there is nobody, or later when it went away.
    void join();
    // Tells everyone else.
    void announceChange() { send("changed\n"); }
    void askForSync() { send("sync\n"); }

Q_SIGNALS:
    void changedElsewhere();
    void syncAskedFor();
    void ownerIsGone();

private:
    void accept();
    void leave();
    void read(QLocalSocket *from);
    void send(const QByteArray &line, const QLocalSocket *except = nullptr);

    QString m_name;
    QLocalServer m_server;
    QLocalSocket *m_owner = nullptr;
    QList<QLocalSocket *> m_joined;
};

} // namespace roost::session
