#include "ui/settings/diagnosis_box.h"

#include "core/base/logging.h"
#include "ui/accounts/section.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/state_glyph.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPointer>

#include <algorithm>

namespace tessera {
namespace {

constexpr int kNameWidth = 116;
constexpr qsizetype kMostCharacters = 600;

QWidget* rowOf(const HealthFinding& finding)
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 2, 0, 2);
    line->setSpacing(space::kSmall);
    auto* name = new Label(healthTitle(finding.name), TextStyle::Body, &Theme::text2);
    name->setMinimumWidth(kNameWidth);
    auto* glyph = new StateGlyph(healthGlyph(finding.health));
    setPlainToolTip(glyph, healthWord(finding.health));
    auto* words = new Label(printable(finding.words, kMostCharacters));
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const int spare = qMax(0, (kGlyphSize - name->fontMetrics().height()) / 2);
    for (Label* label : {name, words})
        label->setContentsMargins(0, spare, 0, 0); // in the middle of the sign
    line->addWidget(glyph, 0, Qt::AlignTop);
    line->addWidget(name, 0, Qt::AlignTop);
    line->addWidget(words->wrapped(), 1);
    row->setAccessibleName(
        QStringLiteral("%1: %2. %3").arg(name->text(), healthWord(finding.health), words->text()));
    return row;
}

} // namespace

DiagnosisBox::DiagnosisBox(QWidget* parent)
    : QWidget(parent), m_run(new Button(Button::Kind::Normal, {})),
      m_copy(new Button(Button::Kind::Normal, tr("Copy as te&xt"), QStringLiteral("copy"))),
      m_words(new Label({}, TextStyle::Body, &Theme::text2)), m_rows(new QVBoxLayout)
{
    auto* section = new Section(tr("Diagnostics"));
    section->content()->addWidget(
        (new Label(tr("Looks at what a sign-in needs on this computer, as \u201ctessera doctor\u201d does. "
                      "Nothing is sent anywhere."),
                   TextStyle::Caption, &Theme::text2))
            ->wrapped());
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::kSmall);
    buttons->addWidget(m_run);
    buttons->addWidget(m_copy);
    buttons->addSpacing(space::kTiny);
    buttons->addWidget(m_words->wrapped(), 1);
    section->content()->addLayout(buttons);
    m_rows->setSpacing(0);
    section->content()->addLayout(m_rows);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, space::kBlock);
    column->addWidget(section);
    m_copy->setAccessibleDescription(tr("Copies what was found as plain text"));
    connect(m_run, &QPushButton::clicked, this, [this] { isRunning() ? cancel() : start(); });
    connect(m_copy, &QPushButton::clicked, this, &DiagnosisBox::copy);
    refresh();
}

DiagnosisBox::~DiagnosisBox()
{
    if (m_stop)
        m_stop->request_stop();
}

void DiagnosisBox::setDiagnosis(Diagnosis diagnosis)
{
    m_diagnosis = std::move(diagnosis);
    refresh();
}

void DiagnosisBox::start()
{
    if (!m_diagnosis || isRunning())
        return;
    clear();
    m_stop.emplace();
    m_cancelled = false;
    m_ran = true;
    refresh();
    const QPointer<DiagnosisBox> self(this);
    const auto tell = [self, stop = m_stop->get_token()](const HealthFinding& finding) {
        if (self && !stop.stop_requested())
            self->add(finding);
    };
    QCoro::connect(m_diagnosis(tell, m_stop->get_token()), this, [this] { end(); });
}

void DiagnosisBox::cancel()
{
    if (!m_stop)
        return;
    m_cancelled = true;
    m_stop->request_stop();
}

void DiagnosisBox::add(const HealthFinding& finding)
{
    m_findings.append(finding);
    m_rows->addWidget(rowOf(finding));
    refresh();
}

void DiagnosisBox::clear()
{
    m_findings.clear();
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void DiagnosisBox::end()
{
    m_stop.reset();
    refresh();
    Q_EMIT ended();
}

void DiagnosisBox::copy()
{
    QGuiApplication::clipboard()->setText(plainText(m_findings));
    m_words->setText(tr("Copied."));
}

void DiagnosisBox::refresh()
{
    m_run->setText(isRunning() ? tr("Ca&ncel") : (m_ran ? tr("Check agai&n") : tr("Check &now")));
    m_run->setEnabled(static_cast<bool>(m_diagnosis));
    m_copy->setVisible(!isRunning() && !m_findings.isEmpty());
    QString words;
    if (isRunning()) {
        words = m_findings.isEmpty() ? tr("Looking\u2026")
                                     : tr("Looking\u2026 %1 so far.").arg(m_findings.size());
    } else if (m_cancelled) {
        words = tr("Cancelled; this is what was found until then.");
    } else if (m_ran) {
        const auto problems = std::count_if(m_findings.begin(), m_findings.end(), [](const auto& finding) {
            return finding.health == Health::Bad;
        });
        words = problems == 0   ? tr("Nothing stands in the way of a sign-in.")
                : problems == 1 ? tr("1 thing stands in the way of a sign-in.")
                                : tr("%n things stand in the way of a sign-in.", nullptr, int(problems));
    }
    m_words->setText(words);
}

} // namespace tessera
