// The token between two pages of a pull: where in which table the next page starts. Opaque to clients, checked on
// return.
#pragma once

#include "common/Result.h"

#include <QUuid>

namespace roost {

// A pull goes through all tables once from `from` (one pass). If the scope moved on meanwhile, another pass follows
// from the version at which the last one began; the pass that fits into one snapshot ends the pull.
struct PullPage
{
    qint64 from = 0;         // this pass delivers what changed after this version
    qint64 passVersion = 0;  // the scope's version when the pass began
    int table = 0;           // index into syncTables(); one past the last one stands for the tombstones
    qint64 afterVersion = 0; // the key behind which to go on
    QUuid afterId;
    QString afterTable; // of a tombstone's key
    // The other rows of the pass were read in earlier transactions, so the pull can't end with it if the scope moved
    // on.
    bool isFirstOfPass = true;

    static PullPage startOfPass(qint64 from, qint64 passVersion);
    QString toToken() const;
    // Validation error for a token that this server did not make.
    static Result<PullPage> fromToken(const QString &token);
    void startTable(int index);
};

} // namespace roost
