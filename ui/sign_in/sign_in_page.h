// One sign-in on one page: which host will open, waiting for the browser, what happens after, how it ended.
// Shows what it is told; the controller does the work.
#pragma once

#include "core/session/sign_in.h"
#include "ui/sign_in/sign_in_plan.h"
#include "ui/widgets/scroll_page.h"

namespace tessera {

class Banner;
class Button;
class CountdownBar;
class DeviceCodeBox;
class FactsPane;
class Field;
class Label;
class Monogram;
class Sentence;
class StepList;

class SignInPage final : public ScrollPage
{
    Q_OBJECT
public:
    explicit SignInPage(QWidget* parent = nullptr);

    void begin(const SignInPlan& plan, TimePoint now);
    /// The demo provider runs; its issuer is known.
    void demoStarted();
    void showProgress(const SignInProgress& progress, TimePoint now);
    void setNow(TimePoint now);
    /// As last seen; shown beside the sign-in.
    void setKeychain(SecretStoreState state);
    /// `canAddAsNew`: somebody else signed in; offer to keep that one as an account of its own.
    void fail(const Error& error, bool canAddAsNew);
    bool isRunning() const { return m_running; }
    QUrl address() const { return m_progress.address; }
    QString userCode() const { return m_progress.userCode; }
    /// A question only the person can answer; the buttons carry the two answers.
    void ask(const QString& headline, const QString& advice, const QString& yes, const QString& no);
    void showPasteError(const Error& error);

Q_SIGNALS:
    void cancelRequested();
    void openRequested();
    void copyLinkRequested();
    void retryRequested();
    void addAsNewRequested();
    void copyCodeRequested();
    void pasteRequested(const QString& address);
    void answered(bool yes);
    /// Somebody wants to see the exchange as it is drawn.
    void flowRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showFacts();
    void placeFacts();
    void addHead();
    void addWaiting();
    void addButtons();
    void showWaiting(bool waiting);
    void addQuestion();
    void addPaste();
    void showDevice();
    void showHosts();
    void tell(const QString& note);

    SignInProgress m_progress;
    TimePoint m_now;
    bool m_running = false;
    bool m_isFirst = true; ///< not a further sign-in of an account that is there
    QString m_issuer;
    int m_firstStep = 0; ///< 1 where the demo provider is started before

    std::optional<SecretStoreState> m_keychain;
    FactsPane* m_facts; ///< beside the page, where it is wide enough
    bool m_hasFacts = false;
    Button* m_back;
    Monogram* m_monogram;
    Label* m_title;
    Sentence* m_host;
    Label* m_heading;
    Label* m_left;
    CountdownBar* m_countdown;
    StepList* m_steps;
    Button* m_open;
    Button* m_copy;
    Button* m_cancel;
    Button* m_retry;
    Button* m_addAsNew;
    DeviceCodeBox* m_device;
    Button* m_flow;
    Button* m_pasteToggle;
    Field* m_paste;
    Button* m_yes;
    Button* m_no;
    Label* m_note;
    Banner* m_news;
    Banner* m_quirks;
    Label* m_hosts;
};

} // namespace tessera
