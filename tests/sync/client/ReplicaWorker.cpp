// A process that works on a profile until it is killed; the durability test counts what it reported as done.
//
//   ReplicaWorker edit FOLDER LISTING NUMBER   edits the title again and again: "done N" after each that returned
//   ReplicaWorker resync FOLDER                fetches the whole scope anew and swaps it in, again and again
#include "FakeServer.h"

#include "support/TestKey.h"

#include "client/replica/Edits.h"
#include "client/replica/Profile.h"
#include "client/replica/Replica.h"
#include "client/replica/ReplicaReader.h"
#include "common/Clock.h"

#include <cstdio>

using namespace roost;
using namespace Qt::StringLiterals;

namespace {

void say(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

int failed(const Error &error)
{
    say(u"failed "_s + errorCodeName(error.code) + u' ' + error.detail);
    return 1;
}

int editForEver(replica::Replica &replica, const QString &folder, const QString &listing, const QString &name)
{
    const auto reader = replica::ReplicaReader::open(folder, test::fieldKey());
    if (!reader)
        return failed(reader.error());
    for (int i = 0;; ++i) {
        const auto shown = (*reader)->listing(ListingId::fromString(listing));
        if (!shown || !*shown)
            return failed(shown ? Error{ErrorCode::NotFound, {}, u"listing"_s, {}} : shown.error());
        const QString title = u"%1-%2"_s.arg(name).arg(i);
        const auto made = replica.edit(replica::editListing(**shown, {{u"title"_s, title}}));
        if (!made)
            return failed(made.error());
        say(u"done "_s + made->toString());
    }
}

// The scope's rows as they are in the replica, from a server that has just them.
int resyncForEver(replica::Replica &replica)
{
    for (int i = 0;; ++i) {
        const auto position = replica.position();
        if (!position)
            return failed(position.error());
        const sync::ScopePosition scope = position->scopes.first();
        auto next = replica.beginSnapshot(scope.scope, scope.epoch);
        while (next && !next->table.isEmpty()) {
            sync::SnapshotChunk chunk;
            chunk.epoch = scope.epoch;
            chunk.version = scope.cursor;
            chunk.rows.table = next->table;
            chunk.rows.columns = sync::findSyncTable(next->table)->columns;
            QFile rows(qEnvironmentVariable("ROOST_TEST_ROWS") + u'/' + next->table);
            if (rows.open(QIODevice::ReadOnly))
                chunk.rows.rows = QJsonDocument::fromJson(rows.readAll()).array();
            chunk.done = true;
            next = replica.appendSnapshot(chunk);
        }
        if (!next)
            return failed(next.error());
        sync::PullReply last;
        last.epoch = scope.epoch;
        last.complete = true;
        last.cursor = scope.cursor;
        const auto published = replica.publishSnapshot({last});
        if (!published)
            return failed(published.error());
        say(u"swapped %1"_s.arg(i));
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    auto profile = replica::Profile::open(words.value(2));
    if (!profile)
        return failed(profile.error());
    if (words.value(1) == u"resync") {
        const auto owns = profile->takeOwnership();
        if (!owns || !*owns)
            return failed({ErrorCode::Busy, {}, u"no owner"_s, {}});
    }
    const SystemClock clock;
    const auto replica = replica::Replica::open(*profile, clock, test::fieldKey());
    if (!replica)
        return failed(replica.error());
    return words.value(1) == u"resync" ? resyncForEver(**replica)
                                       : editForEver(**replica, words.value(2), words.value(3), words.value(4));
}
