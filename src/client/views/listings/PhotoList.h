// The list of the photo strip: photos are dragged to another place in it, and files are dropped on it.
#pragma once

#include <QListWidget>

namespace roost {

class PhotoList : public QListWidget
{
    Q_OBJECT

public:
    explicit PhotoList(QWidget *parent = nullptr);

Q_SIGNALS:
    void filesDropped(const QStringList &files);
    void photoDragged(int from, int to);

protected:
    QStringList mimeTypes() const override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    int placeAt(const QPoint &point) const;
};

} // namespace roost
