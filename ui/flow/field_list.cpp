#include "ui/flow/field_list.h"

#include "core/base/logging.h"
#include "ui/flow/message_words.h"
#include "ui/text/flow_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/fingerprint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr qsizetype kMostRows = 40;
constexpr qsizetype kLongestName = 60;
constexpr int kNameWidth = 84;
constexpr int kMostNameWidth = 132;
constexpr int kLeastRow = 24;

/// Where one side of a comparison came from; the recorder names it in one word.
QString sideWords(const QString& name)
{
    if (name == u"sent")
        return FieldList::tr("Sent");
    if (name == u"expected")
        return FieldList::tr("Expected");
    if (name == u"answer")
        return FieldList::tr("In the answer");
    if (name == u"id_token")
        return FieldList::tr("In the ID token");
    if (name == u"computed")
        return FieldList::tr("Computed");
    if (name == u"document" || name == u"metadata")
        return FieldList::tr("In the metadata");
    return name;
}

} // namespace

QWidget* secretWidget(const FlowSecret& secret, ThemeColour colour, bool withLength)
{
    const QString length =
        withLength ? FieldList::tr("%1 chars").arg(QLocale().toString(qlonglong(secret.length))) : QString();
    return new Fingerprint(secret.tiles, flowSecretDigits(secret), length,
                           FieldList::tr("Replaced secret, fingerprint %1").arg(flowSecretText(secret)),
                           colour);
}

FieldList::FieldList(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
}

/// A new grid for new fields: an old one would keep its rows.
void FieldList::clear()
{
    m_hasSecret = false;
    if (QLayoutItem* old = m_column->takeAt(0)) {
        old->widget()->hide();
        old->widget()->deleteLater();
        delete old;
    }
    auto* rows = new QWidget;
    m_grid = new QGridLayout(rows);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::kMedium);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(0, kNameWidth);
    m_rows = rows;
}

/// Shown when they are complete: else they would come one after the other.
void FieldList::finish()
{
    m_column->addWidget(m_rows);
    m_rows->show();
}

void FieldList::add(const FlowField& field, ThemeColour colour)
{
    const int row = m_grid->rowCount();
    auto* name = new Label(printable(field.name, kLongestName), TextStyle::Caption, &Theme::text3);
    name->setMaximumWidth(kMostNameWidth);
    name->setElided(true);
    if (name->fontMetrics().horizontalAdvance(name->text()) > kMostNameWidth)
        setPlainToolTip(name, name->text());
    name->setMinimumHeight(kLeastRow);
    name->setAlignment(Qt::AlignVCenter | Qt::AlignLeading);
    m_grid->addWidget(name, row, 0, Qt::AlignTop);
    if (field.secret) {
        m_hasSecret = true;
        auto* print = secretWidget(*field.secret, colour, colour == &Theme::text2);
        print->setMinimumHeight(kLeastRow);
        name->setAccessibleName(QStringLiteral("%1: %2").arg(name->text(), print->accessibleName()));
        if (field.value.isEmpty())
            return m_grid->addWidget(print, row, 1);
        auto* both = new QHBoxLayout; // "Bearer" and the secret behind it
        both->setSpacing(space::kSmall - 2);
        both->addWidget(new Label(printable(field.value, kLongestName), TextStyle::Caption));
        both->addWidget(print, 1);
        return m_grid->addLayout(both, row, 1);
    }
    auto* value = new Label(shownValue(field.value), TextStyle::Caption, &Theme::text);
    value->wrapped();
    showAsValue(*value);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setContentsMargins(0, 4, 0, 4);
    value->setMinimumHeight(kLeastRow);
    name->setBuddy(value);
    m_grid->addWidget(value, row, 1);
}

void FieldList::setFields(const QList<FlowField>& fields)
{
    clear();
    setVisible(!fields.isEmpty());
    for (const FlowField& field : fields.first(qMin(kMostRows, fields.size())))
        add(field, &Theme::text2);
    if (fields.size() > kMostRows)
        m_grid->addWidget(new Label(tr("%1 more are under Raw.").arg(fields.size() - kMostRows),
                                    TextStyle::Caption, &Theme::text3),
                          m_grid->rowCount(), 0, 1, 2);
    finish();
}

void FieldList::setCompared(const QList<FlowField>& sides)
{
    clear();
    for (qsizetype i = 0; i < qMin<qsizetype>(sides.size(), 4); ++i)
        add({sideWords(sides[i].name), sides[i].value, sides[i].secret}, i == 0 ? &Theme::ok : &Theme::err);
    finish();
}

} // namespace tessera
