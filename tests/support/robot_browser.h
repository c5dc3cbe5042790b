// A browser without a screen for journeys: follows redirects, keeps cookies, reads the demo provider's pages
// and fills in their forms the way a person would.
#pragma once

#include "core/net/form_body.h"
#include "core/net/secure_access_manager.h"

#include <QCoro/QCoroTask>
#include <QUrl>

#include <functional>
#include <memory>

namespace tessera::test {

struct BrowserPage
{
    int status = 0; ///< 0: nobody answered
    QUrl url;
    QList<HttpHeader> headers;
    QByteArray body;

    QByteArray header(QByteArrayView name) const;
    QUrl location() const; ///< resolved; empty if there is none
};

/// One person's browser: the cookies live as long as it does.
class Browser
{
public:
    Browser();
    ~Browser();

    QNetworkAccessManager& manager() const { return *m_manager; }

private:
    std::unique_ptr<QNetworkAccessManager> m_manager;
};
using BrowserPtr = std::shared_ptr<Browser>;

/// One request; a redirect is an answer like any other.
QCoro::Task<BrowserPage> getPage(BrowserPtr browser, QUrl url, QList<HttpHeader> headers = {});
QCoro::Task<BrowserPage> postPage(BrowserPtr browser, QUrl url, FormFields fields,
                                  QList<HttpHeader> headers = {});

/// The first form of a page: where it goes and its hidden fields.
struct PageForm
{
    QUrl action;
    FormFields hidden;
};
std::optional<PageForm> firstForm(const BrowserPage& page);
/// What stands beside the name on the sign-in page.
QString passwordOnPage(const BrowserPage& page, const QString& user);

enum class RobotDecision { Allow, Deny, CloseAtSignIn, CloseAtConsent };

struct RobotPlan
{
    QString user = QStringLiteral("alice");
    QString password; ///< empty: read from the page
    RobotDecision decision = RobotDecision::Allow;
    /// Called when the page is on the screen, before anything is typed.
    std::function<void()> atSignIn;
    /// Called before each address is asked for.
    std::function<void(const QUrl&)> atHop;
};

struct RobotVisit
{
    QList<QUrl> hops; ///< every address asked for, in order
    BrowserPage last;
    bool sawSignIn = false;
    bool sawConsent = false;
    bool closed = false; ///< the plan's, before the end
};

/// From the authorization address to the page where nothing more is to be done.
QCoro::Task<RobotVisit> visit(BrowserPtr browser, QUrl address, RobotPlan plan = {});

} // namespace tessera::test
