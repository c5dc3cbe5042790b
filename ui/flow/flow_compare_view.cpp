#include "ui/flow/flow_compare_view.h"

#include "core/base/logging.h"
#include "ui/flow/run_chooser.h"
#include "ui/text/flow_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/state_glyph.h"

#include <QAbstractListModel>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr int kRowMargin = 8;
constexpr int kBar = 12;
constexpr double kRadius = 6;
enum Role { LeftRole = Qt::UserRole, RightRole, DifferenceRole };

QString stepWords(const FlowRun& run, qsizetype step)
{
    if (step < 0)
        return {};
    const FlowStep& shown = run.steps[step];
    const QString title = flowStepTitle(shown);
    return shown.number > 0 ? QStringLiteral("%1. %2").arg(shown.number).arg(title) : title;
}

/// The names of both runs, above the columns of the rows.
class Titles final : public QWidget
{
public:
    Titles(QWidget* left, QWidget* right) : m_left(left), m_right(right)
    {
        left->setParent(this);
        right->setParent(this);
        setFixedHeight(right->sizeHint().height());
    }

protected:
    void resizeEvent(QResizeEvent*) override
    {
        const int from = kRowMargin + kGlyphSize + kRowMargin;
        const int half = (width() - from - kRowMargin - kBar) / 2;
        const int margin = RunChooser::kMargin; // its words stand above the words below
        const auto place = [this](int x, int wide) {
            return QRect(layoutDirection() == Qt::RightToLeft ? width() - x - wide : x, 0, wide, height());
        };
        m_left->setGeometry(place(from, half - 2 * margin));
        m_right->setGeometry(place(from + half - margin, half + margin));
    }

private:
    QWidget* m_left;
    QWidget* m_right;
};

class RowDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const int line = QFontMetrics(fontFor(TextStyle::Body)).height();
        const bool isTwo = !index.data(DifferenceRole).toString().isEmpty();
        return QSize(200, line + 12 + (isTwo ? QFontMetrics(fontFor(TextStyle::Caption)).height() + 2 : 0));
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QString difference = index.data(DifferenceRole).toString();
        const QRect whole = option.rect.adjusted(0, 1, 0, -1);
        const bool chosen = option.state & QStyle::State_Selected;
        if (chosen || option.state & QStyle::State_MouseOver) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(chosen ? theme().select : theme().sunken);
            painter->drawRoundedRect(whole, kRadius, kRadius);
        }
        const QRect inside = whole.adjusted(kRowMargin, 5, -kRowMargin, -5);
        const int line = QFontMetrics(fontFor(TextStyle::Body)).height();
        const auto mirrored = [&](const QRect& place) {
            return QStyle::visualRect(option.direction, whole, place);
        };
        const QRect sign(inside.left(), inside.top() + (line - kGlyphSize) / 2, kGlyphSize, kGlyphSize);
        if (!difference.isEmpty()) // what is the same needs no sign
            painter->drawPixmap(
                mirrored(sign).topLeft(),
                glyphPixmap(Glyph::Warning, kGlyphSize, painter->device()->devicePixelRatioF()));
        const int left = inside.left() + kGlyphSize + kRowMargin;
        const int half = (inside.right() - left) / 2;
        const auto write = [&](int x, int y, int room, TextStyle style, const QColor& colour,
                               const QString& text) {
            painter->setFont(fontFor(style));
            painter->setPen(colour);
            painter->drawText(mirrored(QRect(x, y, room, painter->fontMetrics().height())),
                              Qt::AlignVCenter | Qt::TextSingleLine,
                              painter->fontMetrics().elidedText(text, Qt::ElideRight, room));
        };
        const auto side = [&](int x, const QString& text) {
            write(x, inside.top(), half - kRowMargin, TextStyle::Body,
                  text.isEmpty()         ? theme().text3
                  : difference.isEmpty() ? theme().text2
                                         : theme().text,
                  text.isEmpty() ? QStringLiteral("\u2013") : text);
        };
        side(left, index.data(LeftRole).toString());
        side(left + half, index.data(RightRole).toString());
        if (!difference.isEmpty())
            write(left, inside.top() + line + 2, inside.right() - left, TextStyle::Caption, theme().text2,
                  difference);
        if (chosen && option.state & QStyle::State_HasFocus)
            drawFocusInside(*painter, whole, kRadius);
        painter->restore();
    }
};

} // namespace

class FlowCompareView::Model final : public QAbstractListModel
{
public:
    explicit Model(const FlowCompareView& view) : m_view(view) {}

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_view.m_steps.size());
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const ComparedStep& step = m_view.m_steps[index.row()];
        const QString left = stepWords(m_view.m_left, step.left);
        const QString right = stepWords(m_right, step.right);
        const QString difference = step.differences.join(QStringLiteral("; "));
        switch (role) {
        case LeftRole:
            return left;
        case RightRole:
            return right;
        case DifferenceRole:
            return difference;
        case Qt::AccessibleTextRole:
        case Qt::DisplayRole:
            return step.isSame() ? FlowCompareView::tr("%1: the same in both").arg(left)
                                 : FlowCompareView::tr("%1: differs, %2")
                                       .arg(left.isEmpty() ? right : left, difference);
        case Qt::ToolTipRole:
            return plainToolTip(QStringLiteral("%1\n%2\n%3").arg(left, right, difference).trimmed());
        default:
            return {};
        }
    }
    void reset(const FlowRun& right)
    {
        beginResetModel();
        m_right = right;
        endResetModel();
    }

private:
    const FlowCompareView& m_view;
    FlowRun m_right;
};

FlowCompareView::FlowCompareView(QWidget* parent)
    : QWidget(parent), m_leftTitle(new Label({}, TextStyle::Body, &Theme::text2)),
      m_other(new RunChooser(tr("Run to compare with"))), m_sentence(new Label({}, TextStyle::BodyStrong)),
      m_list(new QListView), m_model(new Model(*this))
{
    m_model->setParent(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_list->setUniformItemSizes(false);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Steps of both runs"));
    m_list->viewport()->setAutoFillBackground(false);
    m_leftTitle->setElided(true);
    auto* column = new SidedBox(QBoxLayout::TopToBottom,
                                {space::kPage, space::kSmall, space::kPage - kBar, space::kSmall});
    setLayout(column);
    column->setSpacing(space::kSmall);
    column->addWidget(m_sentence->wrapped());
    column->addWidget(new Titles(m_leftTitle, m_other));
    column->addWidget(m_list, 1);
    connect(m_other, &RunChooser::chosen, this, [this](quint64 id) {
        m_wanted = id;
        compare();
    });
}

void FlowCompareView::setRuns(const QList<FlowRun>& runs)
{
    m_runs = runs;
    if (!isVisible()) { // nothing stays here of a run that is forgotten
        m_left = {};
        m_steps.clear();
        m_model->reset({});
        return;
    }
    offerOthers();
    compare();
}

void FlowCompareView::setLeft(const FlowRun& run)
{
    m_left = run;
    m_leftTitle->setText(printable(flowRunTitle(run, QLocale()), 200));
    setPlainToolTip(m_leftTitle, m_leftTitle->text());
    offerOthers();
    compare();
}

void FlowCompareView::offerOthers()
{
    QList<FlowRun> others;
    for (const FlowRun& run : m_runs)
        if (run.id != m_left.id)
            others.append(run);
    // The one before, of the same kind, is what a run is compared with first.
    std::stable_partition(others.begin(), others.end(), [this](const FlowRun& run) {
        return run.kind == m_left.kind && run.accountId == m_left.accountId;
    });
    m_other->setRuns(others);
    m_other->setCurrentIndex(0);
    if (m_wanted != 0)
        m_other->setCurrent(m_wanted);
}

FlowRun FlowCompareView::rightRun() const
{
    for (const FlowRun& run : m_runs)
        if (run.id == m_other->current())
            return run;
    return {};
}

void FlowCompareView::compare()
{
    const FlowRun right = rightRun();
    const bool hasOther = m_other->count() > 0;
    m_other->setVisible(hasOther);
    m_steps = hasOther ? compareFlows(m_left, right) : QList<ComparedStep>();
    m_model->reset(right);
    m_sentence->setText(hasOther ? comparisonSentence(m_steps)
                                 : tr("There is no other run to compare this one with yet."));
}

QString FlowCompareView::sentence() const
{
    return m_sentence->text();
}

} // namespace tessera
