// A fingerprint of everything that the model of the server will ever answer from.
#include "ModelServer.h"

#include "common/Json.h"

#include <QCryptographicHash>

namespace roost::sim {

namespace {

void add(QCryptographicHash &hash, const QString &text)
{
    hash.addData(text.toUtf8());
    hash.addData(QByteArrayView("\n"));
}

void addScope(QCryptographicHash &hash, const QString &name, const ModelScope &scope)
{
    add(hash, name + u' ' + QString::number(scope.version()) + u' ' + QString::number(scope.floor));
    for (auto table = scope.tables().begin(); table != scope.tables().end(); ++table) {
        for (const QJsonObject &row : *table)
            hash.addData(canonicalJson(row));
    }
    for (const ModelScope::Removal &removal : scope.removals())
        add(hash, QString::number(removal.version) + removal.table + removal.id);
    for (const Claim &claim : scope.claims)
        add(hash, claim.unit + claim.owner + claim.from.toString(Qt::ISODate) + claim.to.toString(Qt::ISODate));
}

} // namespace

QByteArray ModelServer::digest() const
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    add(hash, m_state.epoch);
    for (auto scope = m_state.scopes.begin(); scope != m_state.scopes.end(); ++scope)
        addScope(hash, scope.key(), *scope);
    for (auto client = m_state.clients.begin(); client != m_state.clients.end(); ++client) {
        add(hash,
            client.key() + u' ' + QString::number(client->lastMid) + u' ' + QString::number(client->schemaVersion));
        for (const QString &mutation : client->mutations)
            add(hash, mutation);
    }
    for (auto outcome = m_state.outcomes.begin(); outcome != m_state.outcomes.end(); ++outcome)
        add(hash, outcome.key() + outcome->outcome.code);
    return hash.result();
}

} // namespace roost::sim
