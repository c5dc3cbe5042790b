// The page of flows: which run, its drawing to walk along, the message of the step that is chosen; finding,
// comparing and exporting. Shows values and asks by signals.
#pragma once

#include "ui/flow/flow_rows.h"

#include <QWidget>

class QAction;
class QGridLayout;
class QStackedWidget;

namespace tessera {

class Banner;
class Button;
class FindBar;
class FlowCompareView;
class FlowEmpty;
class FlowView;
class Label;
class MessagePane;
class Plane;
class RunChooser;
class Segmented;

enum class FlowExport { Svg, Png, Mermaid, Har, Report };

class FlowPage final : public QWidget
{
    Q_OBJECT
public:
    explicit FlowPage(QWidget* parent = nullptr);

    /// All there are, newest first.
    void setRuns(const QList<FlowRun>& runs);
    /// A run is new, or one that is here has gone on: its last arrow grows. Another run than the newest stays
    /// where somebody chose it.
    void putRun(const FlowRun& run);
    void removeRun(quint64 id);
    void showRun(quint64 id);
    /// Only the runs of one account from now on, the newest of them in front. Empty: all again.
    void showAccount(const QString& accountId);
    const FlowRun& run() const;

    void setNarrow(bool narrow);
    void focusFirst();
    /// News under the header; gone with the next choice.
    void tell(const QString& sentence);
    void tellError(const Error& error);

    FlowView* view() const { return m_view; }
    MessagePane* pane() const { return m_pane; }
    RunChooser* chooser() const { return m_chooser; }
    FindBar* findBar() const { return m_find; }
    FlowCompareView* compare() const { return m_compare; }
    FlowEmpty* empty() const { return m_empty; }
    Segmented* tabs() const { return m_tabs; }
    Button* exportButton() const { return m_export; }
    Button* compareButton() const { return m_compareButton; }
    Button* replayButton() const { return m_replay; }
    Button* findButton() const { return m_findButton; }
    Button* allRunsButton() const { return m_all; }
    Banner* news() const { return m_news; }
    QList<QAction*> exportActions() const { return m_exports; }

Q_SIGNALS:
    void exportRequested(tessera::FlowExport kind);
    void copyRequested(const QString& text);
    void signInRequested(const QString& accountId);
    /// Nothing is here yet: somebody wants to begin.
    void startRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHeader();
    void makeExportMenu();
    void connectParts();
    void addShortcuts();
    QList<FlowRun> shownRuns() const;
    void refreshRuns();
    void display(const FlowRun& run, bool grows);
    void chooseFirstStep();
    void showStep();
    void setComparing(bool comparing);
    void setFinding(bool finding);
    void find();
    void goToMatch(int way);
    void arrange();

    QList<FlowRun> m_runs;
    QString m_account;     ///< empty: those of all
    bool m_follows = true; ///< the newest run is shown when it begins
    bool m_narrow = false;

    QGridLayout* m_grid;
    Plane* m_header;
    Label* m_title;
    RunChooser* m_chooser;
    Button* m_findButton;
    Button* m_compareButton;
    Button* m_replay;
    Button* m_export;
    QList<QAction*> m_exports;
    Segmented* m_tabs;
    Button* m_all;
    Banner* m_news;
    FindBar* m_find;
    Plane* m_body;
    QStackedWidget* m_stack;
    FlowView* m_view;
    FlowCompareView* m_compare;
    QWidget* m_emptyPage;
    FlowEmpty* m_empty;
    MessagePane* m_pane;
};

} // namespace tessera
