#include "app/demo_idp/pages.h"

#include "app/demo_idp/page_frame.h"

#include <QUrl>

namespace tessera::demo {
namespace {

struct ScopeText
{
    QStringView scope;
    QStringView means;
};
constexpr ScopeText kScopeTexts[] = {
    {u"openid", u"Know that it is you"},
    {u"profile", u"See your name"},
    {u"email", u"See your e-mail address"},
    {u"offline_access", u"Stay signed in when you are away"},
};

QString hidden(QStringView name, const QString& value)
{
    return QStringLiteral("<input type=\"hidden\" name=\"%1\" value=\"%2\">\n")
        .arg(name, value.toHtmlEscaped());
}

QString hidden(const FormTies& ties)
{
    QString fields = hidden(u"csrf", QString::fromLatin1(ties.csrf));
    if (!ties.requestId.isEmpty())
        fields += hidden(u"request", QString::fromLatin1(ties.requestId));
    return fields;
}

QString heading(const QString& text)
{
    return QStringLiteral("<h1>%1</h1>\n").arg(text.toHtmlEscaped());
}

QString strong(const QString& text)
{
    return QStringLiteral("<strong>%1</strong>").arg(text.toHtmlEscaped());
}

QString paragraph(const QString& html)
{
    return QStringLiteral("<p>%1</p>\n").arg(html);
}

QString passwordBox(const QList<std::pair<QString, QString>>& passwords)
{
    QString items;
    for (const auto& [name, password] : passwords)
        items += QStringLiteral("<li>%1 — password: %2</li>\n")
                     .arg(name.toHtmlEscaped(), password.toHtmlEscaped());
    return QStringLiteral("<div class=\"box\">These people exist here, with new passwords at each start:\n"
                          "<ul id=\"demo-password\">\n%1</ul></div>\n")
        .arg(items);
}

QString textField(const QString& id, const QString& label, const QString& attributes)
{
    return QStringLiteral("<label for=\"%1\">%2</label>\n<input id=\"%1\" name=\"%1\" required "
                          "autocapitalize=\"none\" spellcheck=\"false\" %3>\n")
        .arg(id, label, attributes);
}

QString signInForm(const SignInView& view)
{
    const QString focusName = view.userName.isEmpty() ? QStringLiteral(" autofocus") : QString();
    const QString focusPassword = view.userName.isEmpty() ? QString() : QStringLiteral(" autofocus");
    const QString described =
        view.problem.isEmpty() ? QString() : QStringLiteral(" aria-describedby=\"problem\"");
    return QStringLiteral("<form method=\"post\" action=\"/sign-in\">\n") + hidden(view.ties) +
           textField(QStringLiteral("username"), QStringLiteral("User name"),
                     QStringLiteral("autocomplete=\"username\" value=\"") + view.userName.toHtmlEscaped() +
                         u'"' + focusName + described) +
           textField(QStringLiteral("password"), QStringLiteral("Password"),
                     QStringLiteral("type=\"password\" autocomplete=\"current-password\"") + focusPassword +
                         described) +
           QStringLiteral(
               "<div class=\"row\"><button type=\"submit\" class=\"primary\">Sign in</button></div>\n"
               "</form>\n");
}

QString scopeList(const QStringList& scope)
{
    QString items;
    for (const ScopeText& text : kScopeTexts)
        if (scope.contains(text.scope))
            items += QStringLiteral("<li>%1<span>%2</span></li>\n").arg(text.means, text.scope);
    return QStringLiteral("<ul class=\"scopes\">\n%1</ul>\n").arg(items);
}

QString nextStop(const QString& redirectUri)
{
    return QUrl(redirectUri).authority().toHtmlEscaped();
}

} // namespace

LoopbackResponse signInPage(const SignInView& view, int status)
{
    QString body = heading(QStringLiteral("Sign in"));
    body += paragraph(strong(view.clientName) + QStringLiteral(" wants to know who you are."));
    if (!view.problem.isEmpty())
        body += QStringLiteral("<div class=\"box err\" id=\"problem\" role=\"alert\">%1</div>\n")
                    .arg(view.problem.toHtmlEscaped());
    body += passwordBox(view.passwords) + signInForm(view);
    return framed({status, QStringLiteral("Sign in – Tessera demo provider"), body, view.redirectUri});
}

LoopbackResponse consentPage(const ConsentView& view)
{
    QString body = heading(QStringLiteral("Allow access?"));
    body += paragraph(QStringLiteral("You are signed in as %1. %2 asks for this:")
                          .arg(strong(view.personName), strong(view.clientName)));
    body += scopeList(view.scope);
    body += paragraph(
        QStringLiteral("Your browser then goes to %1 on this computer.").arg(nextStop(view.redirectUri)));
    body += QStringLiteral("<form method=\"post\" action=\"/consent\">\n") + hidden(view.ties) +
            QStringLiteral("<div class=\"row\">"
                           "<button type=\"submit\" name=\"decision\" value=\"deny\">Deny</button>"
                           "<button type=\"submit\" class=\"primary\" name=\"decision\" value=\"allow\">Allow"
                           "</button></div>\n</form>\n");
    return framed({200, QStringLiteral("Allow access? – Tessera demo provider"), body, view.redirectUri});
}

LoopbackResponse endSessionPage(const EndSessionView& view)
{
    QString body = heading(QStringLiteral("Sign out?"));
    body += paragraph(QStringLiteral("You are signed in at this provider as %1 in this browser.")
                          .arg(strong(view.personName)));
    body += QStringLiteral("<form method=\"post\" action=\"/end-session\">\n") + hidden(view.ties);
    if (!view.redirectUri.isEmpty())
        body += hidden(u"post_logout_redirect_uri", view.redirectUri) + hidden(u"state", view.state);
    body +=
        QStringLiteral("<div class=\"row\">"
                       "<button type=\"submit\" name=\"decision\" value=\"deny\">Stay signed in</button>"
                       "<button type=\"submit\" class=\"primary\" name=\"decision\" value=\"allow\">Sign out"
                       "</button></div>\n</form>\n");
    return framed({200, QStringLiteral("Sign out? – Tessera demo provider"), body, view.redirectUri});
}

LoopbackResponse messagePage(int status, const QString& title, const QString& sentence)
{
    return framed({status,
                   title + QStringLiteral(" – Tessera demo provider"),
                   heading(title) + paragraph(sentence.toHtmlEscaped()),
                   {}});
}

LoopbackResponse homePage(const QString& issuer, const QList<std::pair<QString, QString>>& passwords)
{
    const QString body = heading(QStringLiteral("A small OpenID provider")) +
                         paragraph(QStringLiteral("It runs on this computer only, for trying things out. Its "
                                                  "issuer address is %1.")
                                       .arg(strong(issuer))) +
                         passwordBox(passwords);
    return framed({200, QStringLiteral("Tessera demo provider"), body, {}});
}

} // namespace tessera::demo
