// Messages survive the way to JSON and back, and what is wrong from outside is refused.
#include "common/Json.h"
#include "support/Expect.h"
#include "sync/protocol/CellBlock.h"
#include "sync/protocol/Codec.h"
#include "sync/protocol/SyncTables.h"

#include <QTest>

using namespace roost;
using namespace roost::sync;
using namespace Qt::StringLiterals;

namespace {

Mutation mutation(qint64 mid)
{
    return {mid,
            MutationId::create(),
            u"t:x"_s,
            u"listing.edit"_s,
            1,
            {{u"changes"_s, QJsonObject{{u"title"_s, u"Hütte"_s}}}},
            {{u"a"_s, 1}}};
}

} // namespace

class TestCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hello()
    {
        const HelloRequest request{ClientId::create(), 1, 2, 3, {{u"t:x"_s, u"e"_s, Q_INT64_C(9007199254740993)}}};
        const auto back = decodeHelloRequest(encode(request));
        EXPECT_OK(back);
        QCOMPARE(encode(*back), encode(request));
        HelloReply reply;
        reply.verdict = HelloVerdict::ClientForked;
        reply.lastMid = 4;
        reply.scopes << ScopeState{u"t:x"_s, ScopeVerdict::Gone, u"e"_s, 5, u"n"_s, u"owner"_s};
        const auto replyBack = decodeHelloReply(encode(reply));
        EXPECT_OK(replyBack);
        QCOMPARE(encode(*replyBack), encode(reply));
    }

    void push()
    {
        const PushRequest request{ClientId::create(), {mutation(7), mutation(8)}};
        const auto back = decodePushRequest(encode(request));
        EXPECT_OK(back);
        QCOMPARE(encode(*back), encode(request));
        PushReply reply;
        Outcome outcome;
        outcome.mid = 7;
        outcome.mutation = MutationId::create();
        outcome.kind = OutcomeKind::Merged;
        outcome.conflicts << FieldConflict{u"title"_s, u"a"_s, QJsonValue::Null, 3};
        reply.outcomes << outcome;
        reply.stopped = true;
        reply.stopCode = u"BUSY"_s;
        reply.retryAfterMs = 10;
        const auto replyBack = decodePushReply(encode(reply));
        EXPECT_OK(replyBack);
        QCOMPARE(encode(*replyBack), encode(reply));
    }

    void pushRefusesGapsAndTooMany()
    {
        EXPECT_ERROR(decodePushRequest(encode(PushRequest{ClientId::create(), {mutation(1), mutation(3)}})),
                     Validation);
        PushRequest many{ClientId::create(), {}};
        for (int mid = 1; mid <= kMaxMutationsPerPush + 1; ++mid)
            many.mutations << mutation(mid);
        EXPECT_ERROR(decodePushRequest(encode(many)), Validation);
        EXPECT_ERROR(decodePushRequest(encode(PushRequest{ClientId::create(), {mutation(0)}})), Protocol);
    }

    void hashIgnoresTheNumberAndNothingElse()
    {
        const Mutation one = mutation(1);
        Mutation other = one;
        other.mid = 2;
        QCOMPARE(other.hash(), one.hash());
        other.base.insert(u"a"_s, 2);
        QVERIFY(other.hash() != one.hash());
    }

    void pullAndSnapshot()
    {
        PullReply head;
        head.epoch = u"e\"quoted"_s;
        head.tombstones << Tombstone{u"unit"_s, u"id"_s, 12};
        head.lastMid = 3;
        head.complete = true;
        head.cursor = 40;
        const auto back = decodePullReply(encodePullReply(head, {{u"unit"_s, R"([["i","l","n",0,4]])"}}));
        EXPECT_OK(back);
        QCOMPARE(back->epoch, head.epoch);
        QCOMPARE(back->tables.first().columns, findSyncTable(u"unit"_s)->columns);
        QCOMPARE(back->tables.first().rows.first().toArray().at(4).toInteger(), 4);
        QCOMPARE(back->tombstones.first().version, 12);
        QVERIFY(back->complete);

        SnapshotChunk chunk;
        chunk.epoch = u"e"_s;
        chunk.version = 9;
        chunk.rows.table = u"unit"_s;
        chunk.after = u"k"_s;
        chunk.totalRows = 5;
        const auto chunkBack = decodeSnapshotChunk(encodeSnapshotChunk(chunk, {u"listing"_s, {}}));
        EXPECT_OK(chunkBack);
        QCOMPARE(chunkBack->after, u"k"_s);
        QCOMPARE(chunkBack->totalRows, 5);
        QVERIFY(!chunkBack->done && chunkBack->rows.rows.isEmpty());
    }

    void valuesByColumnAreReadWhereTheyLie()
    {
        SnapshotChunk head;
        head.epoch = u"e"_s;
        head.rows.table = u"unit"_s;
        const QByteArray values =
            "[[\"a\",\"b\\n\\\"\\u00e5\"],[\"l\",null],[\"\",{\"x\": \"]}\"}],[-1,9007199254740993],[true,[]],[4,2.5]]";
        const auto chunk = decodeSnapshotChunk(encodeSnapshotChunk(head, {u"unit"_s, values, kSchemaVersion, true}));
        EXPECT_OK(chunk);
        QCOMPARE(chunk->rows.values, values);
        QVERIFY(chunk->rows.rows.isEmpty());
        const auto block = CellBlock::read(chunk->rows);
        EXPECT_OK(block);
        QCOMPARE(block->rowCount(), 2);
        QCOMPARE(block->at(1, 0).toJson(), QJsonValue(u"b\n\"å"_s));
        QCOMPARE(block->at(1, 1).kind, Cell::Kind::Null);
        QCOMPARE(block->at(0, 2).text, std::string_view());
        QCOMPARE(block->at(0, 2).kind, Cell::Kind::Text);
        QCOMPARE(block->at(1, 2).text, std::string_view("{\"x\": \"]}\"}"));
        QCOMPARE(block->at(1, 3).integer, Q_INT64_C(9007199254740993));
        QCOMPARE(block->at(0, 3).integer, -1);
        QCOMPARE(block->at(0, 4).kind, Cell::Kind::Boolean);
        QCOMPARE(block->at(1, 4).kind, Cell::Kind::Document);
        QCOMPARE(block->at(1, 5).real, 2.5);
    }

    void malformedValuesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("values");
        QTest::newRow("a column too few") << QByteArray("[[\"a\"]]");
        QTest::newRow("a column too many") << QByteArray("[[\"a\"],[1],[2]]");
        QTest::newRow("unequal columns") << QByteArray("[[\"a\",\"b\"],[1]]");
        QTest::newRow("no columns") << QByteArray("[\"a\",1]");
        QTest::newRow("no array") << QByteArray("{\"a\":1}");
        QTest::newRow("cut off") << QByteArray("[[\"a\"],[1");
        QTest::newRow("half a text") << QByteArray("[[\"a],[1]]");
        QTest::newRow("a word") << QByteArray("[[\"a\"],[nil]]");
        QTest::newRow("a number with a tail") << QByteArray("[[\"a\"],[1x]]");
        QTest::newRow("no UTF-8") << QByteArray("[[\"\xff\"],[1]]");
        QTest::newRow("something behind") << QByteArray("[[\"a\"],[1]] []");
    }
    void malformedValuesAreRefused()
    {
        QFETCH(QByteArray, values);
        EXPECT_ERROR(CellBlock::read(TableRows{u"unit"_s, {u"id"_s, u"version"_s}, {}, values}), Protocol);
    }

    void rubbishIsRefused()
    {
        EXPECT_ERROR(decodeHelloReply({{u"verdict"_s, u"maybe"_s}}), Protocol);
        EXPECT_ERROR(decodeHelloRequest({{u"client_id"_s, u"me"_s}}), Protocol);
        EXPECT_ERROR(decodePullReply("{}"), Protocol);
        EXPECT_ERROR(decodePoke({{u"scope"_s, u"t:x"_s}, {u"version"_s, 1.5}}), Protocol);
    }
};

QTEST_GUILESS_MAIN(TestCodec)
#include "TestCodec.moc"
