// The reading thread and its connection.
#include "BackgroundReader.h"

#include "common/Log.h"

using namespace Qt::StringLiterals;

namespace roost {

BackgroundReader::BackgroundReader(const QString &profileFolder, const replica::FieldKey &key, QObject *parent)
    : QObject(parent)
    , m_profileFolder(profileFolder)
    , m_key(key)
    , m_worker(new QObject)
{
    m_thread.setObjectName(u"replica reader"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    // A connection must be closed by the thread that opened it.
    connect(
        &m_thread, &QThread::finished, m_worker, [this] { m_reader.reset(); }, Qt::DirectConnection);
    m_thread.start();
}

BackgroundReader::~BackgroundReader()
{
    m_stopping = true;
    m_thread.quit();
    m_thread.wait();
}

void BackgroundReader::enqueue(Task task)
{
    QMetaObject::invokeMethod(m_worker, [this, task = std::move(task)] {
        if (m_stopping)
            return;
        if (!m_reader) {
            auto opened = replica::ReplicaReader::open(m_profileFolder, m_key);
            if (!opened) {
                logFailure(opened.error());
                return;
            }
            m_reader = std::move(*opened);
        }
        task(*m_reader);
    });
}

void BackgroundReader::logFailure(const Error &error)
{
    logEvent(LogLevel::Warning, u"replica.read"_s,
             {{u"code"_s, errorCodeName(error.code)}, {u"detail"_s, error.detail}});
}

} // namespace roost
