// Whatever a refresh brings, the model ends equal to it, its signals are sound, and what stays keeps its place in
// views.
#include "client/models/KeyedRowsModel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

using namespace roost;

namespace {

struct NumberRow
{
    int id = 0;
    int value = 0;

    friend bool operator==(const NumberRow &, const NumberRow &) = default;
};

class NumbersModel : public KeyedRowsModel<NumberRow>
{
public:
    using KeyedRowsModel::appendRows;
    using KeyedRowsModel::replaceRows;

    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 1; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const NumberRow *row = rowAt(index);
        return row && role == Qt::DisplayRole ? QVariant(row->value) : QVariant();
    }
};

QList<NumberRow> randomRows(QRandomGenerator &random)
{
    QList<NumberRow> rows;
    for (int id = 0; id < 30; ++id)
        if (random.bounded(3) > 0)
            rows.insert(random.bounded(static_cast<int>(rows.size()) + 1), {id, random.bounded(2)});
    return rows;
}

} // namespace

class TestKeyedRowsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyListBecomesAnyOther();
    void persistentIndexesFollowTheirRows();
    void unchangedRowsAreNotAnnounced();
};

void TestKeyedRowsModel::anyListBecomesAnyOther()
{
    QRandomGenerator random(20261120);
    NumbersModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int round = 0; round < 200; ++round) {
        const QList<NumberRow> wanted = randomRows(random);
        model.replaceRows(wanted);
        QCOMPARE(model.rows(), wanted);
    }
}

void TestKeyedRowsModel::persistentIndexesFollowTheirRows()
{
    QRandomGenerator random(7);
    NumbersModel model;
    for (int round = 0; round < 100; ++round) {
        model.replaceRows(randomRows(random));
        if (model.rowCount() == 0)
            continue;
        const int at = random.bounded(model.rowCount());
        const int id = model.rows().at(at).id;
        const QPersistentModelIndex kept = model.index(at, 0);
        const QList<NumberRow> next = randomRows(random);
        if (next.isEmpty())
            continue;
        model.replaceRows(next);
        const bool isThere = std::any_of(next.begin(), next.end(), [id](const NumberRow &row) { return row.id == id; });
        QCOMPARE(kept.isValid(), isThere);
        if (isThere)
            QCOMPARE(model.rows().at(kept.row()).id, id);
    }
}

void TestKeyedRowsModel::unchangedRowsAreNotAnnounced()
{
    NumbersModel model;
    model.replaceRows({{1, 0}, {2, 0}, {3, 0}});
    QList<int> announced;
    connect(&model, &QAbstractItemModel::dataChanged, this,
            [&announced](const QModelIndex &first) { announced << first.row(); });
    model.replaceRows({{1, 0}, {2, 5}, {3, 0}});
    QCOMPARE(announced, QList<int>{1});
}

QTEST_GUILESS_MAIN(TestKeyedRowsModel)
#include "TestKeyedRowsModel.moc"
