// Drafts over the listing as last seen, checked by the domain's rules at each keystroke.
#include "ListingEditorPresenter.h"

#include "client/models/BackgroundReader.h"
#include "client/models/DisplayText.h"
#include "client/replica/Edits.h"
#include "domain/ListingRules.h"
#include "domain/Money.h"

using namespace Qt::StringLiterals;

namespace roost {

namespace {

const QString kPrice = u"base_price_minor"_s;

QString valueText(const QString &field, const QJsonValue &value, const QString &currency)
{
    if (field == kPrice)
        return display::money(value.isDouble() ? std::optional(value.toInteger()) : std::nullopt, currency);
    if (field == "status"_L1)
        return display::listingStatus(value.toString());
    return value.isString() ? value.toString() : value.toVariant().toString();
}

} // namespace

ListingEditorPresenter::ListingEditorPresenter(EditFunction edit, BackgroundReader &reader, QObject *parent)
    : QObject(parent)
    , m_edit(std::move(edit))
    , m_reader(reader)
{
}

void ListingEditorPresenter::open(const ListingId &id)
{
    m_wanted = id;
    refresh();
}

void ListingEditorPresenter::refresh()
{
    if (m_wanted.isNull())
        return;
    m_reader.ask<std::optional<replica::ListingRow>>(
        this, [id = m_wanted](replica::ReplicaReader &reader) { return reader.listing(id); },
        [this, id = m_wanted](const std::optional<replica::ListingRow> &row) {
            if (id == m_wanted)
                show(row);
        });
}

void ListingEditorPresenter::show(const std::optional<replica::ListingRow> &row)
{
    if (!row) {
        m_isLoaded = false;
        Q_EMIT missing();
        return;
    }
    const bool isSame = m_isLoaded && m_shown.id == row->id;
    if (isSame && m_shown == *row)
        return;
    const replica::ListingRow before = std::exchange(m_shown, *row);
    m_isLoaded = true;
    if (isSame)
        noteChangesUnderneath(before, m_shown);
    check();
    Q_EMIT shown();
    Q_EMIT stateChanged();
}

void ListingEditorPresenter::noteChangesUnderneath(const replica::ListingRow &before, const replica::ListingRow &now)
{
    Draft *mine = draft();
    if (!mine)
        return;
    for (const QString &field : mine->changes.keys()) {
        const QJsonValue theirs = replica::listingFieldValue(now, field);
        if (theirs == mine->changes[field])
            mine->changes.remove(field);
        else if (theirs != replica::listingFieldValue(before, field))
            mine->theirs[field] = theirs;
    }
    if (mine->changes.isEmpty() && !mine->priceText)
        m_drafts.remove(m_shown.id);
}

ListingEditorPresenter::Draft *ListingEditorPresenter::draft()
{
    const auto found = m_drafts.find(m_shown.id);
    return found == m_drafts.end() ? nullptr : &found.value();
}

const ListingEditorPresenter::Draft *ListingEditorPresenter::draft() const
{
    const auto found = m_drafts.constFind(m_shown.id);
    return found == m_drafts.constEnd() ? nullptr : &found.value();
}

QJsonValue ListingEditorPresenter::value(const QString &field) const
{
    const Draft *mine = draft();
    if (mine && mine->changes.contains(field))
        return mine->changes[field];
    return replica::listingFieldValue(m_shown, field);
}

void ListingEditorPresenter::setValue(const QString &field, const QJsonValue &value)
{
    Draft &mine = m_drafts[m_shown.id];
    if (value == replica::listingFieldValue(m_shown, field)) {
        mine.changes.remove(field);
        mine.theirs.remove(field);
    } else {
        mine.changes[field] = value;
    }
    if (mine.changes.isEmpty() && !mine.priceText)
        m_drafts.remove(m_shown.id);
    check();
    Q_EMIT stateChanged();
}

QString ListingEditorPresenter::priceText() const
{
    const Draft *mine = draft();
    if (mine && mine->priceText)
        return *mine->priceText;
    const QJsonValue price = value(kPrice);
    return display::amountToEdit(price.isDouble() ? std::optional(price.toInteger()) : std::nullopt, m_shown.currency);
}

void ListingEditorPresenter::setPriceText(const QString &text)
{
    const auto currency = Currency::fromCode(m_shown.currency);
    std::optional<QJsonValue> price;
    if (text.trimmed().isEmpty())
        price = QJsonValue(QJsonValue::Null);
    else if (const auto minor = parseMinorUnits(text, currency.value_or(Currency())))
        price = QJsonValue(*minor);
    Draft &mine = m_drafts[m_shown.id];
    if (price)
        mine.priceText.reset();
    else
        mine.priceText = text;
    setValue(kPrice, price.value_or(value(kPrice)));
}

bool ListingEditorPresenter::isDirty() const
{
    return m_isLoaded && draft();
}

QString ListingEditorPresenter::errorField() const
{
    return m_error.details["field"_L1].toString();
}

void ListingEditorPresenter::check()
{
    m_error = {};
    const Draft *mine = draft();
    if (!mine)
        return;
    if (mine->priceText) {
        m_error = {ErrorCode::Validation,
                   tr("Type the price as a number, such as 950 or 950.50."),
                   {},
                   {{u"field"_s, kPrice}}};
        return;
    }
    QJsonObject after;
    for (const QString &field : editableListingFields())
        after[field] = replica::listingFieldValue(m_shown, field);
    for (auto it = mine->changes.begin(); it != mine->changes.end(); ++it)
        after[it.key()] = it.value();
    if (const Result<void> checked = checkListingChanges(mine->changes, after); !checked)
        m_error = checked.error();
}

QStringList ListingEditorPresenter::changedUnderneath() const
{
    QStringList sentences;
    const Draft *mine = draft();
    if (!mine)
        return sentences;
    for (auto it = mine->theirs.begin(); it != mine->theirs.end(); ++it)
        sentences << tr("%1 was changed to “%2” while you were editing. Saving replaces that with yours.")
                         .arg(display::fieldName(it.key()), valueText(it.key(), it.value(), m_shown.currency));
    return sentences;
}

void ListingEditorPresenter::save()
{
    const Draft *mine = draft();
    if (!mine || !m_error.userText.isEmpty())
        return;
    const QJsonObject sent = mine->changes;
    m_edit(replica::editListing(m_shown, sent), [this, id = m_shown.id, sent](const Result<void> &result) {
        if (!result) {
            m_error = result.error();
            Q_EMIT stateChanged();
            return;
        }
        // Only what was saved is over: the host may have typed on.
        Draft &rest = m_drafts[id];
        for (auto it = sent.begin(); it != sent.end(); ++it) {
            if (rest.changes[it.key()] == it.value())
                rest.changes.remove(it.key());
            rest.theirs.remove(it.key());
        }
        if (rest.changes.isEmpty() && !rest.priceText)
            m_drafts.remove(id);
        refresh();
        Q_EMIT stateChanged();
        Q_EMIT saved();
    });
}

void ListingEditorPresenter::discard()
{
    m_drafts.remove(m_shown.id);
    check();
    Q_EMIT shown();
    Q_EMIT stateChanged();
}

} // namespace roost
