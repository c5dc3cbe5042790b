// One account on its page: who, state, life of the token, what can be done, scopes, checks, what happened.
// Shows the value it is given and asks by signals; it never talks to the session manager itself.
#pragma once

#include "core/session/session.h"
#include "ui/text/provider_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/scroll_page.h"

namespace tessera {

class Button;
class CheckSection;
class Chip;
class EventSection;
class Label;
class LifetimeBar;
class Monogram;
class ProviderSection;
class ScopeSection;
class Sentence;
class SignOutQuestion;
class StateGlyph;

class AccountDetail final : public ScrollPage
{
    Q_OBJECT
public:
    explicit AccountDetail(QWidget* parent = nullptr);

    /// Which rows there are; built in until then.
    void setCatalogue(const ProviderCatalogue& catalogue) { m_catalogue = catalogue; }
    void setSession(const Session& session, TimePoint now);
    /// There is no such account any more; its tokens are not kept either.
    void forget();
    /// A second or a minute passed: only what depends on time is looked at.
    void setNow(TimePoint now);
    const QString& accountId() const { return m_session.account.id; }

    /// A line under the buttons: "Copied. …"; gone with the next account.
    void tell(const QString& sentence);
    void tellError(const Error& error);
    /// Another account was signed out; what its provider did not do is said, and where to do it by hand.
    void tellSignedOut(const ProviderNotes& notes);
    /// While a request of the person is under way.
    void setBusy(bool busy);
    void askToSignOut();

Q_SIGNALS:
    void copyRequested(const QString& accountId);
    void inspectRequested(const QString& accountId);
    void flowRequested(const QString& accountId);
    void renewRequested(const QString& accountId);
    void signInRequested(const QString& accountId);
    void signOutRequested(const QString& accountId);
    void linkRequested(const QUrl& url);

private:
    void addHeader();
    void addState();
    void addActions();
    void addSections();
    void showWho();
    void showState();
    void showBar(const QString& sentence);
    void showProvider();
    void showActions();
    void showBanner();
    void showNews(Banner::Kind kind, const std::pair<QString, QString>& words, const QUrl& link);
    void doPrimary();

    Session m_session;
    ProviderCatalogue m_catalogue = ProviderCatalogue::builtIn();
    ProviderNotes m_notes;
    QUrl m_newsLink;
    TimePoint m_now;
    bool m_busy = false;

    Monogram* m_monogram;
    Label* m_name;
    Label* m_who;
    Chip* m_development;
    StateGlyph* m_glyph;
    Sentence* m_state;
    LifetimeBar* m_bar;
    Label* m_lifetimeNote;
    Button* m_primary;
    Button* m_renew;
    Button* m_inspect;
    Button* m_flow;
    Button* m_signOut;
    Label* m_note;
    Banner* m_error;
    SignOutQuestion* m_question;
    QWidget* m_news;
    Banner* m_banner;
    ScopeSection* m_scopes;
    ProviderSection* m_provider;
    QWidget* m_providerGap;
    CheckSection* m_checks;
    EventSection* m_events;
};

} // namespace tessera
