#include "ui/text/flow_text.h"

#include "core/base/logging.h"
#include "core/flow/flow_secrets.h"
#include "ui/text/error_text.h"
#include "ui/text/flow_check_words.h"
#include "ui/text/host_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::FlowText)
};

struct Row
{
    const char* name;
    const char* words;
};

#define ROW(name, words)                                                                                     \
    {                                                                                                        \
        name, QT_TRANSLATE_NOOP("tessera::FlowText", words)                                                  \
    }
/// What an answer holds, by a member that only such answers have. The first that is there names it.
constexpr Row kAnswers[] = {
    ROW("access_token", "tokens"),
    ROW("device_code", "device code"),
    ROW("request_uri", "request kept"),
    ROW("keys[0].kty", "keys"),
    ROW("authorization_endpoint", "what the server can do"),
    ROW("token_endpoint", "what the server can do"),
    ROW("client_id_issued_at", "client"),
    ROW("active", "about the token"),
    ROW("sub", "who it is"),
};
/// What a request carries, by the same rule; all that are there are named.
constexpr Row kCarried[] = {
    ROW("code", "code"),
    ROW("refresh_token", "refresh token"),
    ROW("device_code", "device code"),
    ROW("code_challenge", "challenge"),
    ROW("code_verifier", "verifier"),
    ROW("state", "state"),
    ROW("nonce", "nonce"),
    ROW("request_uri", "kept request"),
    ROW("token", "token"),
    ROW("error", "error"),
};
#undef ROW

const FlowField* find(const QList<FlowField>& fields, const char* name)
{
    const auto found = std::find_if(fields.begin(), fields.end(), [name](const FlowField& field) {
        return field.name == QLatin1String(name);
    });
    return found == fields.end() ? nullptr : &*found;
}

QString carried(const QList<FlowField>& fields)
{
    QStringList words;
    for (const Row& row : kCarried)
        if (find(fields, row.name))
            words += Text::tr(row.words);
    return words.join(Text::tr(", "));
}

/// The last part tells them apart, and servers keep theirs at the end of very different paths.
QString requestLine(const FlowStep& step)
{
    constexpr qsizetype longest = 40;
    const QString path = step.address.section(u'/', 3);
    const QString last = path.section(u'/', -1, -1, QString::SectionSkipEmpty);
    return printable(QString::fromLatin1(step.method), 10) + QStringLiteral(" /") + printable(last, longest);
}

QString answerLine(const FlowStep& step)
{
    if (step.status == 0)
        return Text::tr("No answer");
    const QString status = QString::number(step.status);
    if (const FlowField* error = find(step.body.fields, "error"); error && !error->value.isEmpty())
        return status + u' ' + printable(error->value, 40);
    if (step.status >= 400)
        return Text::tr("%1 refused").arg(status);
    for (const Row& row : kAnswers)
        if (find(step.body.fields, row.name))
            return status + u' ' + Text::tr(row.words);
    return status;
}

QString seconds(Milliseconds duration, const QLocale& locale)
{
    return locale.toString(static_cast<double>(duration.count()) / 1000, 'f', 1);
}

QString kindAt(const FlowRun& run)
{
    const QString name = printable(run.label.isEmpty() ? hostText(run.issuer) : run.label, 60);
    switch (run.kind) {
    case FlowKind::BrowserSignIn:
        return name.isEmpty() ? Text::tr("Sign-in") : Text::tr("Sign-in at %1").arg(name);
    case FlowKind::DeviceSignIn:
        return name.isEmpty() ? Text::tr("Sign-in by code") : Text::tr("Sign-in by code at %1").arg(name);
    case FlowKind::Renewal:
        return name.isEmpty() ? Text::tr("Renewal") : Text::tr("Renewal at %1").arg(name);
    case FlowKind::SignOut:
        return name.isEmpty() ? Text::tr("Sign-out") : Text::tr("Sign-out at %1").arg(name);
    case FlowKind::Request:
        break;
    }
    return name.isEmpty() ? Text::tr("Request") : Text::tr("Request to %1").arg(name);
}

} // namespace

QString flowStepTitle(const FlowStep& step)
{
    switch (step.kind) {
    case FlowStepKind::SignInAsked:
        return Text::tr("Sign in");
    case FlowStepKind::AddressOpened:
        return Text::tr("Open address");
    case FlowStepKind::ServerPage:
        return Text::tr("Sign-in page");
    case FlowStepKind::PersonAnswers:
        return Text::tr("Password, consent");
    case FlowStepKind::Redirect:
        return Text::tr("302 Found");
    case FlowStepKind::Pasted:
        return Text::tr("Paste address");
    case FlowStepKind::CodeShown:
        return Text::tr("Show code");
    case FlowStepKind::AuthorizationRequest:
    case FlowStepKind::Callback:
    case FlowStepKind::HttpRequest:
    case FlowStepKind::NotSent:
        return requestLine(step);
    case FlowStepKind::HttpAnswer:
        return answerLine(step);
    case FlowStepKind::Check:
    case FlowStepKind::Note:
        break;
    }
    return flowCheckText(step);
}

QString flowStepSubtitle(const FlowStep& step)
{
    switch (step.kind) {
    case FlowStepKind::PersonAnswers:
        return Text::tr("never seen by Tessera");
    case FlowStepKind::NotSent:
        return Text::tr("not sent");
    case FlowStepKind::AuthorizationRequest:
    case FlowStepKind::Redirect:
    case FlowStepKind::Callback:
    case FlowStepKind::Pasted:
        return carried(step.query);
    case FlowStepKind::HttpRequest:
        return carried(step.body.fields);
    case FlowStepKind::CodeShown:
        return printable(hostText(step.address), 100);
    case FlowStepKind::HttpAnswer:
        return step.error ? printable(step.error->code, 60) : QString();
    default:
        return {};
    }
}

QString flowCheckText(const FlowStep& step)
{
    if (step.kind == FlowStepKind::Note)
        return flowNoteWords(step.code);
    return flowCheckWords(step.code, step.verdict);
}

QString flowChecksText(const QList<FlowStep>& passed)
{
    if (passed.size() == 1)
        return flowCheckText(passed.first());
    QStringList names;
    for (const FlowStep& step : passed)
        names += flowCheckName(step.code);
    if (names.isEmpty())
        return {};
    const QString last = names.takeLast();
    return Text::tr("%1 and %2 match").arg(names.join(Text::tr(", ")), last);
}

QString flowRunTitle(const FlowRun& run, const QLocale& locale)
{
    const QString time =
        locale.toString(toDateTime(run.startedAt).toLocalTime().time(), QStringLiteral("HH:mm:ss"));
    const QString took = seconds(run.duration, locale);
    switch (run.state) {
    case FlowState::Running:
        return Text::tr("%1, %2").arg(kindAt(run), time);
    case FlowState::Done:
        return Text::tr("%1, %2, done in %3 s").arg(kindAt(run), time, took);
    case FlowState::Stopped:
        break;
    }
    return Text::tr("%1, %2, stopped after %3 s").arg(kindAt(run), time, took);
}

QString flowPartyName(FlowParty party)
{
    switch (party) {
    case FlowParty::User:
        return Text::tr("User");
    case FlowParty::Browser:
        return Text::tr("Browser");
    case FlowParty::Tessera:
        return QStringLiteral("Tessera");
    case FlowParty::AuthorizationServer:
        return Text::tr("Authorization server");
    case FlowParty::ResourceServer:
        break;
    }
    return Text::tr("Resource server");
}

QString flowPartySubtitle(const FlowRun& run, FlowParty party)
{
    constexpr qsizetype longest = 80;
    switch (party) {
    case FlowParty::User:
        return printable(run.person, longest);
    case FlowParty::Browser:
        return printable(run.browser, longest);
    case FlowParty::Tessera:
        return Text::tr("this program");
    case FlowParty::AuthorizationServer:
        return hostText(run.issuer);
    case FlowParty::ResourceServer:
        break;
    }
    return printable(run.resourceServer, longest);
}

QString flowSecretText(const FlowSecret& secret)
{
    return Text::tr("%1, %2 characters").arg(flowSecretDigits(secret), QLocale().toString(secret.length));
}

QString flowSecretDigits(const FlowSecret& secret)
{
    return fingerprintDigits(secret);
}

} // namespace tessera
