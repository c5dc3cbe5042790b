#include "ui/inspector/inspector_page.h"

#include "core/base/logging.h"
#include "ui/inspector/create_pane.h"
#include "ui/inspector/decode_view.h"
#include "ui/inspector/empty_state.h"
#include "ui/inspector/key_form.h"
#include "ui/inspector/parts_bar.h"
#include "ui/inspector/report_text.h"
#include "ui/inspector/side_pane.h"
#include "ui/inspector/time_text.h"
#include "ui/inspector/token_editor.h"
#include "ui/inspector/token_handle.h"
#include "ui/inspector/token_highlighter.h"
#include "ui/inspector/token_legend.h"
#include "ui/inspector/verify_pane.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/sentence.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QMimeData>

namespace tessera {

// The layout of the page is made in inspector_page_layout.cpp.

void InspectorPage::connectParts()
{
    connect(m_paste, &QPushButton::clicked, this, &InspectorPage::paste);
    connect(m_clear, &QPushButton::clicked, this, &InspectorPage::clear);
    connect(m_compareButton, &QPushButton::toggled, this, &InspectorPage::setComparing);
    connect(m_tabs, &Segmented::chosen, this, &InspectorPage::showTab);
    connect(m_editor, &TokenEditor::wholeTextChanged, this, &InspectorPage::textChanged);
    connect(m_editor->highlighter(), &TokenHighlighter::partsChanged, this,
            [this] { m_legend->setSpans(m_editor->highlighter()->spans()); });
    connect(m_handle, &TokenHandle::told, this, &InspectorPage::tell);
    connect(m_runner, &ReportRunner::finished, this, &InspectorPage::takeReport);
    connect(m_runner, &ReportRunner::busyChanged, this, &InspectorPage::refreshSentence);
    connect(m_empty, &EmptyState::exampleRequested, this, &InspectorPage::showExample);
    connect(m_decode, &DecodeView::referenceRequested, this, &InspectorPage::openRequested);
    connect(m_compare, &CompareView::referenceRequested, this, &InspectorPage::openRequested);
    connect(m_decode, &DecodeView::moved, this, [this] {
        m_verdict.clear();
        m_side->verify()->setToken(*m_decode->parts()->current());
        refreshSentence();
        Q_EMIT tokenChanged();
    });
    connect(m_side->verify(), &VerifyPane::verifyRequested, this,
            [this](const KeySourceChoice& choice, const InspectionExpectations& expectations, bool again) {
                if (const TokenReport* report = m_decode->parts()->current())
                    Q_EMIT verifyRequested(*report, choice, expectations, again);
            });
    connect(m_side->create(), &CreatePane::inspectRequested, this,
            [this](const QString& token, const QString& key) {
                showText(token);
                if (!key.isEmpty()) {
                    m_side->verify()->keys()->setPastedKey(key);
                    m_side->verify()->keys()->setKind(KeySourceChoice::Kind::Pasted);
                }
                showTab(0);
            });
    connect(m_originTokens, &Segmented::chosen, this, [this](int chosen) {
        const QList<NamedToken> tokens = m_tokens;
        m_editor->setWholeText(tokens.value(chosen).token.revealString());
        m_tokens = tokens; // a text of one's own makes the page forget where the last one came from
        m_origin->show();
    });
}

// ---- the text

void InspectorPage::paste()
{
    const QMimeData* board = QGuiApplication::clipboard()->mimeData();
    if (!board || !board->hasText() || board->text().isEmpty()) {
        return tell(tr("There is no text on the clipboard."));
    }
    showText(board->text());
    m_editor->setFocus(Qt::OtherFocusReason);
}

/// Anywhere on the page: the editor need not be hit.
void InspectorPage::dragEnterEvent(QDragEnterEvent* event)
{
    const QMimeData* brought = event->mimeData();
    const bool isOurs = event->source() && isAncestorOf(qobject_cast<QWidget*>(event->source()));
    if (!isOurs && (brought->hasText() || brought->hasUrls()))
        event->acceptProposedAction();
}

void InspectorPage::dropEvent(QDropEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    event->acceptProposedAction();
    if (urls.size() > 1)
        return tell(tr("One file at a time: %n were dropped.", nullptr, int(urls.size())));
    setComparing(false);
    showTab(0);
    if (urls.size() == 1 && urls.constFirst().isLocalFile())
        m_editor->openFile(urls.constFirst().toLocalFile());
    else
        showText(event->mimeData()->text());
}

void InspectorPage::tell(const QString& sentence)
{
    m_note->setText(sentence);
    m_note->show();
}

void InspectorPage::clear()
{
    m_editor->setWholeText({});
    m_compare->left()->setWholeText({});
    m_compare->right()->setWholeText({});
    if (!m_compareButton->isChecked())
        m_editor->setFocus(Qt::OtherFocusReason);
}

void InspectorPage::showText(const QString& text)
{
    setComparing(false);
    showTab(0);
    m_editor->setWholeText(text);
    if (!text.isEmpty()) // no typing that could go on: the answer need not wait
        m_runner->now(m_editor->wholeText().toUtf8(), m_now);
}

void InspectorPage::showTokens(const QString& account, const QList<NamedToken>& tokens)
{
    if (tokens.isEmpty())
        return;
    QStringList names;
    for (const NamedToken& token : tokens)
        names << token.name;
    showText(tokens.first().token.revealString());
    m_tokens = tokens;
    m_account = account;
    m_originName->setText(tr("From the account %1").arg(printable(account, 80)));
    m_originTokens->setWords(names);
    m_originTokens->setCurrent(0);
    m_originTokens->setVisible(names.size() > 1);
    m_origin->show();
}

void InspectorPage::forgetAccount(const QString& account)
{
    if (!m_tokens.isEmpty() && m_account == account)
        clear();
    // What was typed over it could be undone; and which account that was, nobody knows by now.
    for (TokenEditor* editor : {m_editor, m_compare->left(), m_compare->right()})
        editor->forgetHistory();
}

void InspectorPage::showExample(Example example)
{
    const ExampleToken token = makeExample(example, m_now);
    showText(QString::fromUtf8(token.text));
    if (token.key.isEmpty())
        return;
    m_side->verify()->keys()->setPastedKey(QString::fromUtf8(token.key));
    m_side->verify()->keys()->setKind(KeySourceChoice::Kind::Pasted);
}

void InspectorPage::textChanged()
{
    const QString text = m_editor->wholeText();
    m_handle->setVisible(!text.isEmpty());
    m_origin->hide();
    m_tokens.clear();
    m_note->setText(m_editor->note());
    m_note->setVisible(!m_note->text().isEmpty());
    m_verdict.clear();
    Q_EMIT tokenChanged();
    if (text.trimmed().isEmpty()) {
        m_runner->forget();
        m_empty->show();
        m_decode->hide();
        m_decode->forget();
        m_side->verify()->setToken({});
        refreshSentence();
        return;
    }
    m_runner->later(text.toUtf8(), m_now);
    refreshSentence();
}

void InspectorPage::takeReport(const TokenReport& report)
{
    m_decode->setReport(std::make_shared<const TokenReport>(report), m_now);
    m_empty->hide();
    m_decode->show();
    m_side->verify()->setToken(*m_decode->parts()->current());
    refreshSentence();
}

void InspectorPage::showReport(const TokenReport& report)
{
    m_runner->forget();
    takeReport(report);
}

void InspectorPage::setNow(TimePoint now)
{
    const TimePoint before = m_now;
    m_now = now;
    m_compare->setNow(now);
    m_side->create()->setNow(now);
    if (toUnixSeconds(before) / 60 == toUnixSeconds(now) / 60)
        return;
    m_decode->setNow(now);
    inspectAgain(before);
}

/// A token that has run out meanwhile has other findings.
void InspectorPage::inspectAgain(TimePoint before)
{
    const TokenReport* report = m_decode->parts()->current();
    if (!report || m_decode->isHidden() || m_editor->wholeText().isEmpty())
        return;
    const TokenTimes times = tokenTimes(*report);
    for (const auto& time : {times.expiresAt, times.notBefore, times.issuedAt})
        if (time && *time > before && *time <= m_now) {
            m_verdict.clear();
            Q_EMIT tokenChanged();
            m_runner->now(m_editor->wholeText().toUtf8(), m_now);
            return;
        }
}

// ---- verifying

void InspectorPage::showVerified(const TokenReport& report, const InspectionExpectations& expectations,
                                 int keyCount)
{
    const Verdict verdict = verdictOf(report);
    m_verdict = verdict.kind == Verdict::Kind::NotChecked ? QString() : verdict.headline;
    m_decode->setVerified(report);
    m_side->verify()->showVerified(report, expectations, keyCount);
    refreshSentence();
}

void InspectorPage::showKeyError(const Error& error)
{
    m_side->verify()->showError(error);
}

void InspectorPage::setBusy(bool busy)
{
    m_side->verify()->setBusy(busy);
}

void InspectorPage::setCreator(std::shared_ptr<const TokenCreator> creator)
{
    m_side->create()->setCreator(std::move(creator), m_now);
}

void InspectorPage::setCompare(CompareFunction compare)
{
    m_compare->setCompare(std::move(compare));
}

void InspectorPage::refreshSentence()
{
    const TokenReport* report = m_decode->isHidden() ? nullptr : m_decode->parts()->current();
    if (m_runner->isBusy())
        m_sentence->setText({}, tr("Looking at it…"));
    else if (!report)
        m_sentence->setText({}, tr("Paste a token to learn what it is and what is wrong with it."));
    else
        m_sentence->setText(reportTitle(*report) + u'.',
                            m_verdict.isEmpty() ? tr("Decoded offline, not verified.") : m_verdict);
}

QString InspectorPage::sentence() const
{
    return m_sentence->text();
}

void InspectorPage::focusFirst()
{
    m_editor->setFocus(Qt::OtherFocusReason);
}

} // namespace tessera
