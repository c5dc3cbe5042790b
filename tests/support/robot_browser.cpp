#include "tests/support/robot_browser.h"

#include "core/base/one_shot.h"

#include <QNetworkReply>
#include <QRegularExpression>

namespace tessera::test {
namespace {

constexpr int kMostHops = 20;

QNetworkRequest requestTo(const QUrl& url, const QList<HttpHeader>& headers)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    for (const HttpHeader& header : headers)
        request.setRawHeader(header.name, header.value);
    return request;
}

BrowserPage pageOf(QNetworkReply& reply)
{
    BrowserPage page;
    page.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    page.url = reply.url();
    for (const auto& [name, value] : reply.rawHeaderPairs())
        page.headers.append({name, value});
    page.body = reply.readAll();
    return page;
}

/// Keeps the browser alive until its reply is gone.
QCoro::Task<BrowserPage> finished([[maybe_unused]] BrowserPtr browser, QNetworkReply* pending)
{
    const std::unique_ptr<QNetworkReply> reply(pending);
    OneShot<bool> done;
    QObject::connect(reply.get(), &QNetworkReply::finished, reply.get(), [done] { done.resolve(true); });
    if (!reply->isFinished())
        co_await done;
    co_return pageOf(*reply);
}

QString unescaped(QString text)
{
    // The ampersand last: "&amp;lt;" is "&lt;" and nothing further.
    return text.replace(QLatin1String("&lt;"), QLatin1String("<"))
        .replace(QLatin1String("&gt;"), QLatin1String(">"))
        .replace(QLatin1String("&quot;"), QLatin1String("\""))
        .replace(QLatin1String("&amp;"), QLatin1String("&"));
}

bool holds(const BrowserPage& page, QByteArrayView text)
{
    return page.body.contains(text.toByteArray());
}

bool isSignIn(const BrowserPage& page)
{
    return holds(page, "name=\"username\"") && holds(page, "name=\"password\"");
}

bool isConsent(const BrowserPage& page)
{
    return holds(page, "name=\"decision\"");
}

/// As a browser says it: a page that sends no referrer has no name elsewhere.
QList<HttpHeader> originOf(const QUrl& page, const QUrl& target)
{
    constexpr auto asOrigin = QUrl::RemovePath | QUrl::RemoveQuery;
    const QByteArray origin = page.toEncoded(asOrigin);
    return {HttpHeader{"Origin", origin == target.toEncoded(asOrigin) ? origin : QByteArray("null")}};
}

/// A page that posts its form by itself, before anybody has looked.
bool postsItself(const BrowserPage& page)
{
    return holds(page, "<script>document.forms[0].submit()</script>");
}

/// What a person would post from this page; nothing where the plan ends or the page asks nothing.
std::optional<FormFields> answerTo(const BrowserPage& page, const RobotPlan& plan, RobotVisit& visit)
{
    if (postsItself(page))
        return FormFields{};
    if (isSignIn(page) && !visit.sawSignIn) {
        visit.sawSignIn = true;
        if (plan.atSignIn)
            plan.atSignIn();
        visit.closed = plan.decision == RobotDecision::CloseAtSignIn;
        const QString password = plan.password.isEmpty() ? passwordOnPage(page, plan.user) : plan.password;
        return FormFields{{QStringLiteral("username"), plan.user}, {QStringLiteral("password"), password}};
    }
    if (isConsent(page) && !isSignIn(page)) {
        visit.sawConsent = true;
        visit.closed = plan.decision == RobotDecision::CloseAtConsent;
        const bool allow = plan.decision != RobotDecision::Deny;
        return FormFields{
            {QStringLiteral("decision"), allow ? QStringLiteral("allow") : QStringLiteral("deny")}};
    }
    return std::nullopt;
}

void goTo(const QUrl& address, const RobotPlan& plan, RobotVisit& visit)
{
    visit.hops.append(address);
    if (plan.atHop)
        plan.atHop(address);
}

} // namespace

QByteArray BrowserPage::header(QByteArrayView name) const
{
    for (const HttpHeader& header : headers)
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    return {};
}

QUrl BrowserPage::location() const
{
    const QByteArray target = header("location");
    return target.isEmpty() ? QUrl() : url.resolved(QUrl::fromEncoded(target, QUrl::StrictMode));
}

Browser::Browser() : m_manager(std::make_unique<QNetworkAccessManager>()) {}

Browser::~Browser() = default;

QCoro::Task<BrowserPage> getPage(BrowserPtr browser, QUrl url, QList<HttpHeader> headers)
{
    return finished(browser, browser->manager().get(requestTo(url, headers)));
}

QCoro::Task<BrowserPage> postPage(BrowserPtr browser, QUrl url, FormFields fields, QList<HttpHeader> headers)
{
    QNetworkRequest request = requestTo(url, headers);
    request.setHeader(QNetworkRequest::ContentTypeHeader,
                      QStringLiteral("application/x-www-form-urlencoded"));
    return finished(browser, browser->manager().post(request, encodeForm(fields)));
}

std::optional<PageForm> firstForm(const BrowserPage& page)
{
    static const QRegularExpression action(QStringLiteral("<form method=\"post\" action=\"([^\"]*)\">"));
    static const QRegularExpression hidden(
        QStringLiteral("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">"));
    const QString html = QString::fromUtf8(page.body);
    const QRegularExpressionMatch form = action.match(html);
    if (!form.hasMatch())
        return std::nullopt;
    PageForm found{page.url.resolved(QUrl(unescaped(form.captured(1)))), {}};
    for (auto it = hidden.globalMatch(html); it.hasNext();) {
        const QRegularExpressionMatch field = it.next();
        found.hidden.append({unescaped(field.captured(1)), unescaped(field.captured(2))});
    }
    return found;
}

QString passwordOnPage(const BrowserPage& page, const QString& user)
{
    const QRegularExpression line(QRegularExpression::escape(user) +
                                  QStringLiteral(" — password: ([a-z0-9-]+)"));
    return line.match(QString::fromUtf8(page.body)).captured(1);
}

QCoro::Task<RobotVisit> visit(BrowserPtr browser, QUrl address, RobotPlan plan)
{
    RobotVisit visit;
    goTo(address, plan, visit);
    visit.last = co_await getPage(browser, address);
    while (visit.hops.size() < kMostHops) {
        QUrl next = visit.last.location();
        FormFields fields;
        if (next.isEmpty()) {
            const auto form = firstForm(visit.last);
            const auto answer = answerTo(visit.last, plan, visit);
            if (!form || !answer || visit.closed)
                co_return visit;
            next = form->action;
            fields = form->hidden + *answer;
        }
        const QList<HttpHeader> origin = originOf(visit.last.url, next);
        goTo(next, plan, visit);
        // Two statements: GCC 12 destroys the temporaries of a co_await inside ?: twice.
        if (fields.isEmpty())
            visit.last = co_await getPage(browser, next);
        else
            visit.last = co_await postPage(browser, next, fields, origin);
    }
    co_return visit;
}

} // namespace tessera::test
