// Reads the replica in a thread of its own, so that no list ever makes the window wait. Questions are answered in the
// order in which they were asked.
#pragma once

#include "client/replica/ReplicaReader.h"

#include <QObject>
#include <QPointer>

namespace roost {

// Lives in the asker's thread. Destruction waits for the question being answered and drops the others.
class BackgroundReader : public QObject
{
    Q_OBJECT

public:
    // key as of ReplicaReader::open.
    BackgroundReader(const QString &profileFolder, const replica::FieldKey &key, QObject *parent = nullptr);
    ~BackgroundReader() override;

    // Runs question in the reading thread; then runs in this thread, from its event loop, unless receiver is gone. An
    // answer that failed is logged and not delivered: the screen keeps what it had.
    template <class Answer>
    void ask(QObject *receiver, std::function<Result<Answer>(replica::ReplicaReader &)> question,
             std::function<void(Answer)> then)
    {
        enqueue([this, receiver = QPointer<QObject>(receiver), question = std::move(question),
                 then = std::move(then)](replica::ReplicaReader &reader) {
            Result<Answer> answer = question(reader);
            if (!answer) {
                logFailure(answer.error());
                return;
            }
            QMetaObject::invokeMethod(
                this,
                [receiver, then, answer = std::move(*answer)]() mutable {
                    if (receiver)
                        then(std::move(answer));
                },
                Qt::QueuedConnection);
        });
    }

private:
    using Task = std::function<void(replica::ReplicaReader &)>;

    void enqueue(Task task);
    static void logFailure(const Error &error);

    QString m_profileFolder;
    replica::FieldKey m_key;
    QThread m_thread;
    QObject *m_worker; // lives in m_thread
    // Touched by the reading thread alone.
    std::unique_ptr<replica::ReplicaReader> m_reader;
    std::atomic_bool m_stopping = false;
};

} // namespace roost
