// Fills the list from the presenter and tells it what the host does.
#include "PhotoStrip.h"

#include "PhotoList.h"

#include "client/views/controls/Labels.h"
#include "client/views/theme/Theme.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

constexpr QSize kPicture(96, 72);
constexpr int kListHeight = 232; // two rows

QPixmap framed(const QImage &image, double ratio)
{
    QPixmap canvas(kPicture * ratio);
    canvas.setDevicePixelRatio(ratio);
    canvas.fill(Theme::current().colours().line);
    QPainter painter(&canvas);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    // Cropped to the frame, so that all photos are of one size.
    const QSize shown = image.size().scaled(kPicture, Qt::KeepAspectRatioByExpanding);
    const QPoint corner((kPicture.width() - shown.width()) / 2, (kPicture.height() - shown.height()) / 2);
    painter.drawImage(QRect(corner, shown), image);
    return canvas;
}

QPixmap placeholder(const QString &iconName, double ratio)
{
    QPixmap canvas(kPicture * ratio);
    canvas.setDevicePixelRatio(ratio);
    canvas.fill(Theme::current().colours().line);
    QPainter painter(&canvas);
    const QRect middle(kPicture.width() / 2 - 12, kPicture.height() / 2 - 12, 24, 24);
    Theme::current().icon(iconName).paint(&painter, middle);
    return canvas;
}

} // namespace

PhotoStrip::PhotoStrip(PhotoStripPresenter &presenter, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_list(new PhotoList(this))
    , m_hint(controls::label(tr("No photos yet. Drop files here, or add some."), "muted", u"photosHint"_s, this))
    , m_sending(controls::label({}, "muted", u"photosSending"_s, this))
    , m_caption(new QLineEdit(this))
    , m_add(controls::button(tr("Add photos…"), "", u"photoAdd"_s, this))
    , m_remove(controls::button(tr("Remove"), "", u"photoRemove"_s, this))
    , m_earlier(controls::iconButton(u"chevron-left"_s, tr("Move earlier"), u"photoEarlier"_s, this))
    , m_later(controls::iconButton(u"chevron-right"_s, tr("Move later"), u"photoLater"_s, this))
{
    setObjectName(u"photoStrip"_s);
    build();
    connectParts();
    showPhotos();
}

void PhotoStrip::build()
{
    m_list->setObjectName(u"photoList"_s);
    m_list->setAccessibleName(tr("Photos of this listing"));
    m_list->setIconSize(kPicture);
    m_list->setGridSize(kPicture + QSize(spacing::kDouble, Theme::current().scaled(32)));
    m_list->setFixedHeight(kListHeight);
    m_caption->setObjectName(u"photoCaption"_s);
    m_caption->setPlaceholderText(tr("Caption of the selected photo"));
    m_caption->setAccessibleName(tr("Caption"));
    m_caption->setMaxLength(500);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::kUnit);
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    buttons->addWidget(m_earlier);
    buttons->addWidget(m_later);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::kTriple, 0, spacing::kTriple, 0);
    column->setSpacing(spacing::kUnit);
    column->addWidget(controls::label(tr("Photos"), "strong", u"photosTitle"_s, this));
    column->addWidget(m_hint);
    column->addWidget(m_list);
    column->addWidget(m_caption);
    column->addLayout(buttons);
    column->addWidget(m_sending);
}

void PhotoStrip::connectParts()
{
    connect(&m_presenter, &PhotoStripPresenter::changed, this, &PhotoStrip::showPhotos);
    connect(&m_presenter, &PhotoStripPresenter::pictureChanged, this, &PhotoStrip::showPicture);
    connect(&m_presenter, &PhotoStripPresenter::sendingChanged, this, [this] {
        m_sending->setText(m_presenter.sendingText());
        m_sending->setVisible(!m_sending->text().isEmpty());
    });
    connect(&Theme::current(), &Theme::changed, this, &PhotoStrip::showPhotos);
    connect(m_list, &PhotoList::filesDropped, this, [this](const QStringList &files) { m_presenter.add(files); });
    connect(m_list, &PhotoList::photoDragged, this, [this](int from, int to) { m_presenter.move(from, to); });
    connect(m_list, &QListWidget::currentRowChanged, this, &PhotoStrip::showCurrent);
    connect(m_add, &QPushButton::clicked, this, &PhotoStrip::chooseFiles);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_presenter.remove(m_list->currentRow()); });
    connect(m_earlier, &QToolButton::clicked, this,
            [this] { m_presenter.move(m_list->currentRow(), m_list->currentRow() - 1); });
    connect(m_later, &QToolButton::clicked, this,
            [this] { m_presenter.move(m_list->currentRow(), m_list->currentRow() + 1); });
    connect(m_caption, &QLineEdit::editingFinished, this,
            [this] { m_presenter.setCaption(m_list->currentRow(), m_caption->text()); });
}

void PhotoStrip::showPhotos()
{
    const QListWidgetItem *current = m_list->currentItem();
    const QString selected = current ? current->data(Qt::UserRole + 1).toString() : QString();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (int i = 0; i < m_presenter.photos().size(); ++i) {
        m_list->addItem(new QListWidgetItem);
        fillItem(i);
        if (m_presenter.photos()[i].id.toString() == selected)
            m_list->setCurrentRow(i);
    }
    m_hint->setVisible(m_list->count() == 0);
    m_sending->setVisible(!m_sending->text().isEmpty());
    showCurrent();
}

void PhotoStrip::fillItem(int index)
{
    const replica::PhotoRow &photo = m_presenter.photos()[index];
    QListWidgetItem *item = m_list->item(index);
    const QString mark = PhotoStripPresenter::markText(photo);
    item->setIcon(iconOf(photo));
    item->setText(mark.isEmpty() ? photo.caption : mark);
    item->setToolTip(photo.caption);
    item->setData(Qt::UserRole, photo.sha256);
    item->setData(Qt::UserRole + 1, photo.id.toString());
    item->setData(Qt::AccessibleTextRole, m_presenter.description(index));
    item->setTextAlignment(Qt::AlignHCenter | Qt::AlignTop);
}

QIcon PhotoStrip::iconOf(const replica::PhotoRow &photo) const
{
    const double ratio = devicePixelRatioF();
    switch (m_presenter.pictureState(photo.sha256)) {
    case PhotoStripPresenter::Picture::Shown:
        return framed(m_presenter.picture(photo.sha256), ratio);
    case PhotoStripPresenter::Picture::NotHere:
        return placeholder(u"cloud-off"_s, ratio);
    case PhotoStripPresenter::Picture::Loading:
        break;
    }
    return placeholder(u"clock"_s, ratio);
}

void PhotoStrip::showPicture(const QString &sha256)
{
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(Qt::UserRole).toString() == sha256)
            fillItem(i);
    }
}

void PhotoStrip::showCurrent()
{
    const int row = m_list->currentRow();
    const bool isChosen = row >= 0 && row < m_presenter.photos().size();
    const QString caption = isChosen ? m_presenter.photos()[row].caption : QString();
    if (!m_caption->hasFocus() && m_caption->text() != caption)
        m_caption->setText(caption);
    m_caption->setEnabled(isChosen);
    m_remove->setEnabled(isChosen);
    m_earlier->setEnabled(isChosen && row > 0);
    m_later->setEnabled(isChosen && row + 1 < m_presenter.photos().size());
}

void PhotoStrip::chooseFiles()
{
    const QStringList files =
        QFileDialog::getOpenFileNames(this, tr("Add photos"), {}, tr("Photos (*.jpg *.jpeg *.png *.webp)"));
    if (!files.isEmpty())
        m_presenter.add(files);
}

} // namespace roost
