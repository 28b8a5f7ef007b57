// What is dropped is told, never done: the replica decides, and the list is filled anew.
#include "PhotoList.h"

#include <QDropEvent>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

QStringList localFiles(const QMimeData *data)
{
    QStringList files;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

} // namespace

PhotoList::PhotoList(QWidget *parent)
    : QListWidget(parent)
{
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDropIndicatorShown(true);
    setDragDropMode(QAbstractItemView::DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setUniformItemSizes(true);
    setWordWrap(false);
}

QStringList PhotoList::mimeTypes() const
{
    return QListWidget::mimeTypes() << u"text/uri-list"_s;
}

void PhotoList::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->source() == this || event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void PhotoList::dragMoveEvent(QDragMoveEvent *event)
{
    if (event->source() == this || event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

int PhotoList::placeAt(const QPoint &point) const
{
    const QModelIndex index = indexAt(point);
    return index.isValid() ? index.row() : count() - 1;
}

void PhotoList::dropEvent(QDropEvent *event)
{
    if (event->source() == this) {
        // Ignored, so that the list doesn't remove the row that it believes moved.
        event->setDropAction(Qt::IgnoreAction);
        event->accept();
        Q_EMIT photoDragged(currentRow(), placeAt(event->position().toPoint()));
        return;
    }
    const QStringList files = localFiles(event->mimeData());
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    Q_EMIT filesDropped(files);
}

} // namespace roost
