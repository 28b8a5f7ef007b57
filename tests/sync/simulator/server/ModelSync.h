// The protocol in the model: verdicts, runs of mutations, pages. Restated from docs/sync.md, "Messages"; the server's
// code is not used. One object a call, on the state that it works on.
#pragma once

#include "ModelRules.h"

namespace roost::sim {

struct ModelSettings
{
    QDateTime now;
    int schemaVersion = sync::kSchemaVersion;
    int pageRows = 5000;
    QMap<QString, ErrorCode> failing; // by the name of the mutation

    // The version in whose shape a client gets rows.
    int commonSchema(int clients) const { return std::min(clients, schemaVersion); }
};

class ModelHello
{
public:
    ModelHello(ModelState &state, const ModelSettings &settings, const QString &user);
    sync::HelloReply answer(const sync::HelloRequest &request);

private:
    void restartLostScopes(const sync::HelloRequest &request, bool forgotMutations);
    QList<sync::ScopeState> scopeStates(const sync::HelloRequest &request) const;

    ModelState &m_state;
    const ModelSettings &m_settings;
    const QString m_user;
};

class ModelPush
{
public:
    ModelPush(ModelState &state, const ModelSettings &settings, const QString &user);
    // After an error what earlier runs did stays done.
    Result<sync::PushReply> answer(const sync::PushRequest &request);

private:
    Result<void> run(const QString &client, const QList<sync::Mutation> &mutations, sync::PushReply &reply);
    // Nothing: it fails for now, with m_stopCode.
    Result<std::optional<sync::Outcome>> process(const QString &client, const sync::Mutation &mutation);
    std::optional<sync::Outcome> apply(const sync::Mutation &mutation);

    ModelState &m_state;
    const ModelSettings &m_settings;
    const QString m_user;
    QString m_stopCode;
};

class ModelPull
{
public:
    ModelPull(const ModelState &state, const ModelSettings &settings, const QString &user);
    Result<sync::PullReply> answer(const sync::PullRequest &request) const;
    Result<sync::SnapshotChunk> chunk(const sync::SnapshotRequest &request) const;

private:
    int schemaOf(const ClientId &client) const;

    const ModelState &m_state;
    const ModelSettings &m_settings;
    const QString m_user;
};

// ClientForked when the id is another user's.
Result<ModelClient *> clientOf(ModelState &state, const QString &client, const QString &user, const QDateTime &now);

} // namespace roost::sim
