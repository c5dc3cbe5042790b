// The inspector: a text, what it says, and beside it Verify and Create; or two texts compared. Shows reports
// and asks by signals; it parses nothing and gets no keys itself. What is pasted stays in this window.
#pragma once

#include "ui/inspector/compare_view.h"
#include "ui/inspector/example_tokens.h"
#include "ui/inspector/key_source.h"
#include "ui/inspector/named_token.h"
#include "ui/inspector/report_runner.h"
#include "ui/inspector/token_creator.h"

#include <QUrl>
#include <QWidget>

class QGridLayout;

namespace tessera {

class Button;
class DecodeView;
class EmptyState;
class Label;
class Plane;
class ScrollPage;
class Segmented;
class Sentence;
class SidePane;
class TokenEditor;
class TokenHandle;
class TokenLegend;

class InspectorPage final : public QWidget
{
    Q_OBJECT
public:
    explicit InspectorPage(InspectFunction inspect = inspectToken, QWidget* parent = nullptr);

    void setCreator(std::shared_ptr<const TokenCreator> creator);
    void setCompare(CompareFunction compare);
    void setNow(TimePoint now);
    void setNarrow(bool narrow);

    void showText(const QString& text);
    /// Those of an account, the first in front.
    void showTokens(const QString& account, const QList<NamedToken>& tokens);
    /// It is signed out: its tokens are not kept for looking at.
    void forgetAccount(const QString& account);
    /// A report that is at hand, for a text that is shown beside it.
    void showReport(const TokenReport& report);
    void showVerified(const TokenReport& report, const InspectionExpectations& expectations, int keyCount);
    void showKeyError(const Error& error);
    void setBusy(bool busy);
    /// A line under the text; gone with the next text.
    void tell(const QString& sentence);
    void setComparing(bool comparing);
    void focusFirst();

    TokenEditor* editor() const { return m_editor; }
    DecodeView* decode() const { return m_decode; }
    SidePane* side() const { return m_side; }
    CompareView* compare() const { return m_compare; }
    EmptyState* empty() const { return m_empty; }
    Segmented* tabs() const { return m_tabs; }
    QString sentence() const;
    Button* pasteButton() const { return m_paste; }
    Button* compareButton() const { return m_compareButton; }
    Button* clearButton() const { return m_clear; }
    TokenHandle* handle() const { return m_handle; }

Q_SIGNALS:
    void verifyRequested(const tessera::TokenReport& report, const tessera::KeySourceChoice& choice,
                         const tessera::InspectionExpectations& expectations, bool again);
    /// The token is another one now: whatever is being verified does not matter any more.
    void tokenChanged();
    void openRequested(const QUrl& address);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeHeader();
    QWidget* makeOrigin();
    void fillPage();
    void connectParts();
    void paste();
    void clear();
    void textChanged();
    void takeReport(const TokenReport& report);
    void showExample(Example example);
    void showTab(int tab);
    void refreshSentence();
    void arrange();
    void inspectAgain(TimePoint before);

    ReportRunner* m_runner;
    TimePoint m_now;
    bool m_narrow = false;
    QString m_verdict; ///< in words; empty: not verified
    QList<NamedToken> m_tokens;
    QString m_account; ///< whose they are

    QGridLayout* m_grid;
    Plane* m_header;
    Button* m_paste;
    Button* m_compareButton;
    Button* m_clear;
    Segmented* m_tabs;
    ScrollPage* m_page;
    QWidget* m_single;
    Label* m_originName;
    Segmented* m_originTokens;
    QWidget* m_origin;
    Sentence* m_sentence;
    TokenLegend* m_legend;
    TokenHandle* m_handle;
    TokenEditor* m_editor;
    Label* m_note;
    EmptyState* m_empty;
    DecodeView* m_decode;
    CompareView* m_compare;
    SidePane* m_side;
};

} // namespace tessera
