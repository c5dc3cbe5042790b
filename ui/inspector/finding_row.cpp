#include "ui/inspector/finding_row.h"

#include "core/base/logging.h"
#include "ui/inspector/finding_words.h"
#include "ui/inspector/spec_address.h"
#include "ui/theme/icons.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/state_glyph.h"

#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr int kHeight = 34;
constexpr int kMargin = 12;
constexpr int kTextLeft = kMargin + kGlyphSize + kMargin;
constexpr int kChevron = 14;
constexpr int kRadius = 8;
constexpr qsizetype kLongestTitle = 160;
constexpr qsizetype kLongestText = 1200;

Glyph glyphOf(Finding::Severity severity)
{
    return severity == Finding::Error ? Glyph::Error
                                      : (severity == Finding::Warning ? Glyph::Warning : Glyph::Note);
}

QString wordOf(Finding::Severity severity)
{
    return severity == Finding::Error     ? FindingRow::tr("Error")
           : severity == Finding::Warning ? FindingRow::tr("Warning")
                                          : FindingRow::tr("Note");
}

QColor colourOf(Finding::Severity severity)
{
    return severity == Finding::Error ? theme().err
                                      : (severity == Finding::Warning ? theme().warn : theme().note);
}

class Head final : public QAbstractButton
{
public:
    explicit Head(const Finding& finding)
        : m_severity(finding.severity), m_title(printable(finding.title, kLongestTitle))
    {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setAccessibleName(QStringLiteral("%1: %2").arg(wordOf(m_severity), m_title));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        return QSize(200, qMax(kHeight, QFontMetrics(fontFor(TextStyle::BodyStrong)).height() + 14));
    }
    QSize minimumSizeHint() const override { return QSize(80, sizeHint().height()); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme().hover);
            painter.drawRoundedRect(rect(), kRadius, kRadius);
        }
        const QRect sign(kMargin, (height() - kGlyphSize) / 2, kGlyphSize, kGlyphSize);
        painter.drawPixmap(mirrored(*this, sign).topLeft(),
                           glyphPixmap(glyphOf(m_severity), kGlyphSize, devicePixelRatioF()));
        painter.setFont(fontFor(TextStyle::Caption));
        const QString word = wordOf(m_severity);
        const int right = width() - kMargin - kChevron - space::kSmall;
        const int wordWidth = painter.fontMetrics().horizontalAdvance(word);
        painter.setPen(colourOf(m_severity));
        painter.drawText(mirrored(*this, QRect(right - wordWidth, 0, wordWidth + 2, height())),
                         Qt::AlignVCenter, word);
        const QRect chevron(width() - kMargin - kChevron, (height() - kChevron) / 2, kChevron, kChevron);
        painter.drawPixmap(
            mirrored(*this, chevron).topLeft(),
            tessera::icon(isChecked() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
                          kChevron, theme().text3, devicePixelRatioF(), layoutDirection()));
        painter.setFont(fontFor(isChecked() ? TextStyle::BodyStrong : TextStyle::Body));
        painter.setPen(theme().text);
        const int room = right - wordWidth - space::kMedium - kTextLeft;
        painter.drawText(mirrored(*this, QRect(kTextLeft, 0, room, height())),
                         Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(m_title, Qt::ElideRight, room));
    }

private:
    Finding::Severity m_severity;
    QString m_title;
};

} // namespace

FindingRow::FindingRow(const Finding& finding, QWidget* parent)
    : Plane(&Theme::surface, kRadius, parent), m_head(new Head(findingInWords(finding))),
      m_body(makeBody(findingInWords(finding)))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_body);
    m_body->hide();
    connect(m_head, &QAbstractButton::toggled, this, &FindingRow::setOpen);
}

QWidget* FindingRow::makeBody(const Finding& finding)
{
    auto* body = new QWidget;
    auto* column = new SidedBox(QBoxLayout::TopToBottom,
                                {kTextLeft, 0, kMargin + kChevron + space::kSmall, space::kSmall});
    body->setLayout(column);
    column->setSpacing(space::kTiny);
    const auto add = [column](const QString& text, ThemeColour colour) {
        QString sentence = text; // what was found may begin small
        if (!sentence.isEmpty())
            sentence[0] = sentence[0].toUpper();
        if (!sentence.isEmpty())
            column->addWidget((new Label(sentence, TextStyle::Caption, colour))->wrapped());
    };
    add(printable(finding.why, kLongestText), &Theme::text2);
    add(printable(finding.fix, kLongestText), &Theme::text);
    const QString reference = printable(finding.reference, 80);
    const QUrl address = specAddress(finding.reference);
    if (address.isValid()) {
        auto* link = new Button(Button::Kind::Link, reference);
        link->setFont(fontFor(TextStyle::Caption));
        setPlainToolTip(link, tr("Opens %1 in the browser.").arg(address.host()));
        connect(link, &QPushButton::clicked, this, [this, address] { Q_EMIT referenceRequested(address); });
        auto* row = new SidedBox(QBoxLayout::LeftToRight, {-space::kTiny, -space::kSmall, 0, -space::kTiny});
        row->addWidget(link);
        row->addStretch(1);
        column->addLayout(row);
    } else {
        add(reference, &Theme::text3);
    }
    return body;
}

bool FindingRow::isOpen() const
{
    return m_head->isChecked();
}

void FindingRow::setOpen(bool open)
{
    m_head->setChecked(open);
    m_body->setVisible(open);
    setColour(open ? &Theme::sunken : &Theme::surface);
}

} // namespace tessera
