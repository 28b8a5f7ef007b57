// The photos of a listing as the host arranges them: their order, captions and pictures, and what is not sent yet.
#pragma once

#include "HostEdits.h"

#include "client/replica/ReplicaReader.h"

#include <QHash>
#include <QImage>
#include <QObject>

namespace roost {

class BackgroundReader;

struct PhotoFunctions
{
    EditFunction edit;
    AddPhotoFunction add;
    FetchPhotoFunction fetch;
};

// What is being sent at the moment.
struct PhotoSending
{
    int waiting = 0;
    qint64 sentBytes = 0;
    qint64 totalBytes = 0;
};

class PhotoStripPresenter : public QObject
{
    Q_OBJECT

public:
    enum class Picture { Loading, Shown, NotHere }; // NotHere: offline and not in the cache, or damaged

    // reader must outlive the presenter.
    PhotoStripPresenter(PhotoFunctions functions, BackgroundReader &reader, QObject *parent = nullptr);

    void open(const ListingId &id);
    void refresh();
    void setSending(const PhotoSending &sending);

    const QList<replica::PhotoRow> &photos() const { return m_photos; }
    Picture pictureState(const QString &sha256) const;
    // Null unless Shown.
    QImage picture(const QString &sha256) const { return m_pictures.value(sha256).image; }
    // "Not sent yet", "Refused"; empty when all is well.
    static QString markText(const replica::PhotoRow &photo);
    // What a screen reader says of the photo at this place.
    QString description(int index) const;
    // "Sending 2 photos: 340 of 900 kB"; empty when nothing is.
    QString sendingText() const;

    // Behind the others, in this order. What is refused is told by failed().
    void add(const QStringList &files);
    void move(int from, int to);
    void setCaption(int index, const QString &caption);
    void remove(int index);

Q_SIGNALS:
    void changed();
    void pictureChanged(const QString &sha256);
    void sendingChanged();
    void failed(const QString &text);

private:
    struct Loaded
    {
        Picture state = Picture::Loading;
        QImage image;
    };

    void show(const QList<replica::PhotoRow> &photos);
    void load(const replica::PhotoRow &photo);
    void keep(const QString &sha256, const QImage &image);
    void edit(const replica::PhotoRow &photo, const QJsonObject &changes);
    DoneFunction tellFailure();

    PhotoFunctions m_functions;
    BackgroundReader &m_reader;
    ListingId m_listing;
    QList<replica::PhotoRow> m_photos;
    QHash<QString, Loaded> m_pictures; // of this listing, by sha256
    PhotoSending m_sending;
};

} // namespace roost
