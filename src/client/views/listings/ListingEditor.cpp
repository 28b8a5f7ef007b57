// Fills the form from the presenter and tells it what is typed.
#include "ListingEditor.h"

#include "ui_ListingEditor.h"

#include "client/models/DisplayText.h"
#include "client/views/controls/Labels.h"
#include "client/views/controls/NoteBox.h"
#include "client/views/controls/StatusMark.h"
#include "client/views/theme/Theme.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTime>

using namespace Qt::StringLiterals;

namespace roost {

namespace {

// A refresh must not move the cursor of a field that shows the same text already.
void showText(QLineEdit *field, const QString &text)
{
    if (field->text() != text)
        field->setText(text);
}

void showText(QPlainTextEdit *field, const QString &text)
{
    if (field->toPlainText() != text)
        field->setPlainText(text);
}

} // namespace

ListingEditor::ListingEditor(ListingEditorPresenter &presenter, QWidget *parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_ui(std::make_unique<Ui::ListingEditor>())
    , m_place(controls::label({}, "muted", u"listingPlace"_s, this))
    , m_status(new StatusMark(u"listingStatus"_s, this))
    , m_tentative(new NoteBox(u"listingTentative"_s, this))
    , m_underneath(new NoteBox(u"listingUnderneath"_s, this))
    , m_error(new NoteBox(u"listingError"_s, this))
    , m_save(controls::button(tr("Save"), "primary", u"listingSave"_s, this))
    , m_discard(controls::button(tr("Discard"), "", u"listingDiscard"_s, this))
{
    setObjectName(u"listingEditorPanel"_s);
    build();
    connectFields();
    connect(m_save, &QPushButton::clicked, this, &ListingEditor::save);
    connect(m_discard, &QPushButton::clicked, this, &ListingEditor::discard);
    connect(&m_presenter, &ListingEditorPresenter::shown, this, &ListingEditor::showListing);
    connect(&m_presenter, &ListingEditorPresenter::stateChanged, this, &ListingEditor::showState);
}

ListingEditor::~ListingEditor() = default;

void ListingEditor::build()
{
    auto *form = new QWidget;
    m_ui->setupUi(form);
    auto *body = new QWidget;
    body->setProperty("surface", u"clear"_s);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::kDouble);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(spacing::kTriple, 0, spacing::kTriple, 0);
    head->setSpacing(spacing::kUnit);
    head->addWidget(m_place);
    head->addWidget(m_status, 0, Qt::AlignLeft);
    head->addWidget(m_tentative);
    head->addWidget(m_underneath);
    column->addLayout(head);
    column->addWidget(form);
    column->addStretch(1);
    m_column = column;

    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"listingScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(scroll, 1);
    outer->addWidget(makeFooter());
}

QWidget *ListingEditor::makeFooter()
{
    auto *footer = new QWidget(this);
    auto *column = new QVBoxLayout(footer);
    column->setContentsMargins(spacing::kTriple, spacing::kUnit, spacing::kTriple, spacing::kDouble);
    column->setSpacing(spacing::kUnit);
    column->addWidget(m_error);
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::kUnit);
    row->addWidget(m_save);
    row->addWidget(m_discard);
    row->addStretch();
    column->addLayout(row);
    return footer;
}

void ListingEditor::connectFields()
{
    const auto set = [this](const QString &field, const QJsonValue &value) {
        if (!m_isFilling)
            m_presenter.setValue(field, value);
    };
    connect(m_ui->listingTitle, &QLineEdit::textEdited, this, [set](const QString &text) { set(u"title"_s, text); });
    connect(m_ui->listingSummary, &QPlainTextEdit::textChanged, this,
            [this, set] { set(u"summary"_s, m_ui->listingSummary->toPlainText()); });
    connect(m_ui->listingPrice, &QLineEdit::textEdited, this,
            [this](const QString &text) { m_presenter.setPriceText(text); });
    connect(m_ui->listingMinNights, &QSpinBox::valueChanged, this, [set](int n) { set(u"min_nights"_s, n); });
    connect(m_ui->listingMaxGuests, &QSpinBox::valueChanged, this, [set](int n) { set(u"max_guests"_s, n); });
    connect(m_ui->listingCheckIn, &QTimeEdit::timeChanged, this,
            [set](const QTime &time) { set(u"check_in_time"_s, time.toString(u"HH:mm"_s)); });
    connect(m_ui->listingCheckOut, &QTimeEdit::timeChanged, this,
            [set](const QTime &time) { set(u"check_out_time"_s, time.toString(u"HH:mm"_s)); });
    connect(m_ui->listingInstantBook, &QCheckBox::toggled, this, [set](bool on) { set(u"instant_book"_s, on); });
    connect(m_ui->listingPublished, &QCheckBox::toggled, this,
            [set](bool on) { set(u"status"_s, on ? u"published"_s : u"unpublished"_s); });
}

void ListingEditor::showListing()
{
    m_isFilling = true;
    const replica::ListingRow &listing = m_presenter.listing();
    const auto value = [this](const QString &field) { return m_presenter.value(field); };
    QStringList place = {listing.neighbourhood, listing.city, listing.roomType};
    place.removeAll(QString());
    m_place->setText(place.join(u" · "_s));
    m_ui->priceLabel->setText(tr("&Price per night, %1").arg(listing.currency));
    showText(m_ui->listingTitle, value(u"title"_s).toString());
    showText(m_ui->listingSummary, value(u"summary"_s).toString());
    showText(m_ui->listingPrice, m_presenter.priceText());
    m_ui->listingMinNights->setValue(value(u"min_nights"_s).toInt(1));
    m_ui->listingMaxGuests->setValue(value(u"max_guests"_s).toInt(1));
    m_ui->listingCheckIn->setTime(QTime::fromString(value(u"check_in_time"_s).toString(), u"HH:mm"_s));
    m_ui->listingCheckOut->setTime(QTime::fromString(value(u"check_out_time"_s).toString(), u"HH:mm"_s));
    m_ui->listingInstantBook->setChecked(value(u"instant_book"_s).toBool());
    m_ui->listingPublished->setChecked(value(u"status"_s).toString() == "published"_L1);
    m_isFilling = false;
    showState();
}

void ListingEditor::showState()
{
    const replica::ListingRow &listing = m_presenter.listing();
    m_status->setStatus(listing.status, display::listingStatus(listing.status));
    m_tentative->setNote(NoteBox::Kind::Note,
                         listing.isTentative ? tr("Not sent yet. Your changes go to the server when you are online.")
                                             : QString());
    m_underneath->setNote(NoteBox::Kind::Warning, m_presenter.changedUnderneath().join(u'\n'));
    m_error->setNote(NoteBox::Kind::Danger, m_presenter.errorText());
    markInvalid(m_presenter.errorField());
    const bool isDirty = m_presenter.isDirty();
    const bool canSave = isDirty && m_presenter.errorText().isEmpty();
    m_save->setEnabled(canSave);
    m_discard->setEnabled(isDirty);
    Q_EMIT dirtyChanged(isDirty, canSave);
}

void ListingEditor::markInvalid(const QString &field)
{
    const QList<std::pair<QString, QWidget *>> fields = {{u"title"_s, m_ui->listingTitle},
                                                         {u"summary"_s, m_ui->listingSummary},
                                                         {u"base_price_minor"_s, m_ui->listingPrice},
                                                         {u"min_nights"_s, m_ui->listingMinNights},
                                                         {u"check_in_time"_s, m_ui->listingCheckIn},
                                                         {u"check_out_time"_s, m_ui->listingCheckOut},
                                                         {u"max_guests"_s, m_ui->listingMaxGuests}};
    for (const auto &[name, widget] : fields)
        controls::setStyleProperty(widget, "invalid", name == field);
}

void ListingEditor::addSection(QWidget *section)
{
    m_column->insertWidget(m_column->count() - 1, section);
}

void ListingEditor::save()
{
    m_presenter.save();
}

void ListingEditor::discard()
{
    m_presenter.discard();
}

} // namespace roost
