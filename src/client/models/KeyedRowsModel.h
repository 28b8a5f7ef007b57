// A table model over a list of row structs that a fresh reading replaces row by row, so that selection, current row and
// scroll position stay where they are. Row needs a member id and operator==.
#pragma once

#include <QAbstractTableModel>
#include <QSet>

namespace roost {

template <class Row>
class KeyedRowsModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    const QList<Row> &rows() const { return m_rows; }
    const Row *rowAt(const QModelIndex &index) const
    {
        return index.isValid() && index.row() < m_rows.size() ? &m_rows.at(index.row()) : nullptr;
    }
    template <class AnyId>
    QModelIndex indexOf(const AnyId &id) const
    {
        for (int i = 0; i < m_rows.size(); ++i)
            if (m_rows.at(i).id == id)
                return index(i, 0);
        return {};
    }

protected:
    // Turns the list into fresh by removals, moves, insertions and changes; a first filling is one reset.
    void replaceRows(QList<Row> fresh)
    {
        if (m_rows.isEmpty() || fresh.isEmpty()) {
            beginResetModel();
            m_rows = std::move(fresh);
            endResetModel();
            return;
        }
        removeMissing(fresh);
        for (int i = 0; i < fresh.size(); ++i)
            placeRow(i, fresh);
    }

    void appendRows(const QList<Row> &more)
    {
        if (more.isEmpty())
            return;
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(more.size()) - 1);
        m_rows += more;
        endInsertRows();
    }

private:
    void removeMissing(const QList<Row> &fresh)
    {
        QSet<decltype(Row::id)> kept;
        kept.reserve(fresh.size());
        for (const Row &row : fresh)
            kept.insert(row.id);
        for (int i = rowCount() - 1; i >= 0; --i) {
            if (kept.contains(m_rows.at(i).id))
                continue;
            beginRemoveRows({}, i, i);
            m_rows.removeAt(i);
            endRemoveRows();
        }
    }

    void placeRow(int at, const QList<Row> &fresh)
    {
        const Row &wanted = fresh.at(at);
        if (at >= rowCount() || m_rows.at(at).id != wanted.id) {
            const int found = findFrom(at, wanted.id);
            if (found < 0) {
                beginInsertRows({}, at, at);
                m_rows.insert(at, wanted);
                endInsertRows();
                return;
            }
            beginMoveRows({}, found, found, {}, at);
            m_rows.move(found, at);
            endMoveRows();
        }
        if (m_rows.at(at) == wanted)
            return;
        m_rows[at] = wanted;
        Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1));
    }

    template <class AnyId>
    int findFrom(int from, const AnyId &id) const
    {
        for (int i = from; i < m_rows.size(); ++i)
            if (m_rows.at(i).id == id)
                return i;
        return -1;
    }

    QList<Row> m_rows;
};

} // namespace roost
