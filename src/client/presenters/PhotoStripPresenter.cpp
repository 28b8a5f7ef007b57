// From rows and files to what the strip shows, and back to edits.
#include "PhotoStripPresenter.h"

#include "PhotoLoading.h"

#include "client/models/BackgroundReader.h"
#include "client/replica/Edits.h"
#include "domain/PhotoRules.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

constexpr int kPictureSide = 320;

std::optional<qint64> positionAt(const QList<replica::PhotoRow> &photos, int index)
{
    return index >= 0 && index < photos.size() ? std::optional(photos[index].position) : std::nullopt;
}

} // namespace

PhotoStripPresenter::PhotoStripPresenter(PhotoFunctions functions, BackgroundReader &reader, QObject *parent)
    : QObject(parent)
    , m_functions(std::move(functions))
    , m_reader(reader)
{
}

void PhotoStripPresenter::open(const ListingId &id)
{
    if (id != m_listing) {
        m_photos.clear();
        m_pictures.clear();
        Q_EMIT changed();
    }
    m_listing = id;
    refresh();
}

void PhotoStripPresenter::refresh()
{
    if (m_listing.isNull())
        return;
    m_reader.ask<QList<replica::PhotoRow>>(
        this, [id = m_listing](replica::ReplicaReader &reader) { return reader.photosOf(id); },
        [this, id = m_listing](const QList<replica::PhotoRow> &photos) {
            if (id == m_listing)
                show(photos);
        });
}

void PhotoStripPresenter::show(const QList<replica::PhotoRow> &photos)
{
    if (photos != m_photos) {
        m_photos = photos;
        Q_EMIT changed();
    }
    // One that could not be had is asked for again: the network may be back.
    for (const replica::PhotoRow &photo : std::as_const(m_photos)) {
        if (!m_pictures.contains(photo.sha256) || m_pictures.value(photo.sha256).state == Picture::NotHere)
            load(photo);
    }
}

void PhotoStripPresenter::load(const replica::PhotoRow &photo)
{
    m_pictures.insert(photo.sha256, {});
    const QPointer<PhotoStripPresenter> self(this);
    m_functions.fetch(
        photo.tenant, photo.sha256, kPictureSide, [self, sha256 = photo.sha256](const Result<QString> &path) {
            if (!self)
                return;
            if (!path) {
                self->keep(sha256, {});
                return;
            }
            loadPicture(self, *path, kPictureSide, [self, sha256](const QImage &image) { self->keep(sha256, image); });
        });
}

void PhotoStripPresenter::keep(const QString &sha256, const QImage &image)
{
    // Another listing is shown by now.
    if (!m_pictures.contains(sha256))
        return;
    m_pictures.insert(sha256, {image.isNull() ? Picture::NotHere : Picture::Shown, image});
    Q_EMIT pictureChanged(sha256);
}

void PhotoStripPresenter::setSending(const PhotoSending &sending)
{
    m_sending = sending;
    Q_EMIT sendingChanged();
}

PhotoStripPresenter::Picture PhotoStripPresenter::pictureState(const QString &sha256) const
{
    return m_pictures.value(sha256).state;
}

QString PhotoStripPresenter::markText(const replica::PhotoRow &photo)
{
    if (photo.upload == "failed"_L1)
        return tr("Refused");
    return photo.isTentative ? tr("Not sent yet") : QString();
}

QString PhotoStripPresenter::description(int index) const
{
    const replica::PhotoRow &photo = m_photos.at(index);
    QStringList parts{tr("Photo %1 of %2").arg(index + 1).arg(m_photos.size())};
    parts << photo.caption << markText(photo);
    if (pictureState(photo.sha256) == Picture::NotHere)
        parts << tr("its picture is not on this computer");
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString PhotoStripPresenter::sendingText() const
{
    if (m_sending.waiting == 0)
        return {};
    const QLocale locale;
    return tr("Sending %n photo(s): %1 of %2", nullptr, m_sending.waiting)
        .arg(locale.formattedDataSize(m_sending.sentBytes), locale.formattedDataSize(m_sending.totalBytes));
}

DoneFunction PhotoStripPresenter::tellFailure()
{
    return [self = QPointer<PhotoStripPresenter>(this)](const Result<void> &done) {
        if (self && !done)
            Q_EMIT self->failed(done.error().userText);
    };
}

void PhotoStripPresenter::add(const QStringList &files)
{
    qint64 position = m_photos.isEmpty() ? 0 : m_photos.last().position;
    for (const QString &file : files) {
        if (m_photos.size() + files.size() > kMostPhotosOfListing) {
            Q_EMIT failed(tr("A listing has %1 photos at most.").arg(kMostPhotosOfListing));
            return;
        }
        position += kPhotoSpacing;
        m_functions.add(m_listing, file, position, tellFailure());
    }
}

void PhotoStripPresenter::edit(const replica::PhotoRow &photo, const QJsonObject &changes)
{
    const replica::Edit edit = replica::editPhoto(photo, changes);
    if (!edit.args.value(u"changes"_s).toObject().isEmpty())
        m_functions.edit(edit, tellFailure());
}

void PhotoStripPresenter::move(int from, int to)
{
    if (from == to || from < 0 || to < 0 || from >= m_photos.size() || to >= m_photos.size())
        return;
    QList<replica::PhotoRow> order = m_photos;
    order.move(from, to);
    const auto position = photoPositionBetween(positionAt(order, to - 1), positionAt(order, to + 1));
    if (position) {
        edit(order[to], {{u"position"_s, *position}});
        return;
    }
    for (qsizetype i = 0; i < order.size(); ++i)
        edit(order[i], {{u"position"_s, (i + 1) * kPhotoSpacing}});
}

void PhotoStripPresenter::setCaption(int index, const QString &caption)
{
    if (index >= 0 && index < m_photos.size())
        edit(m_photos[index], {{u"caption"_s, caption.trimmed()}});
}

void PhotoStripPresenter::remove(int index)
{
    if (index >= 0 && index < m_photos.size())
        m_functions.edit(replica::removePhoto(m_photos[index]), tellFailure());
}

} // namespace roost
