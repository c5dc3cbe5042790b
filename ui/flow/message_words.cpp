#include "ui/flow/message_words.h"

#include "core/base/logging.h"
#include "core/flow/flow_har.h"
#include "ui/text/error_text.h"
#include "ui/text/flow_text.h"
#include "ui/text/host_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::MessageWords)
};

constexpr qsizetype kLongestValue = 400;
constexpr qsizetype kLongestLine = 2000;
constexpr qsizetype kMostRaw = 60000;

const FlowStep* requestOf(const FlowRun& run, const FlowStep& step)
{
    if (step.kind == FlowStepKind::HttpRequest || step.answerTo == 0)
        return &step;
    for (const FlowStep& other : run.steps)
        if (other.number == step.answerTo)
            return &other;
    return &step;
}

QString hostOf(const FlowRun& run, const FlowStep& step)
{
    const QString host = hostText(requestOf(run, step)->address);
    if (!host.isEmpty())
        return host;
    const QString issuer = hostText(run.issuer);
    return issuer.isEmpty() ? Text::tr("The server") : issuer;
}

QString durationText(Milliseconds duration)
{
    const QLocale locale;
    if (duration < std::chrono::seconds(1))
        return Text::tr("%1 ms").arg(locale.toString(qlonglong(duration.count())));
    return Text::tr("%1 s").arg(locale.toString(double(duration.count()) / 1000, 'f', 1));
}

bool hasField(const FlowStep& step, QStringView name)
{
    for (const FlowField& field : step.body.fields)
        if (field.name == name)
            return true;
    return false;
}

/// What a request is for, told by its address or by what came back; empty: nobody knows.
QString purpose(const FlowStep& request, const FlowStep& step)
{
    const QString path = request.address.section(u'?', 0, 0).toLower();
    const auto ends = [&path](QStringView word) { return path.endsWith(word); };
    if (hasField(step, u"access_token") || hasField(step, u"grant_type") || ends(u"/token"))
        return Text::tr("Token", "before \"request\" or \"response\"");
    if (path.contains(u"/.well-known/"))
        return Text::tr("Discovery", "before \"request\" or \"response\"");
    if (hasField(step, u"keys[0].kty") || path.contains(u"jwks"))
        return Text::tr("Key set", "before \"request\" or \"response\"");
    if (hasField(step, u"device_code") || path.contains(u"device"))
        return Text::tr("Device code", "before \"request\" or \"response\"");
    if (hasField(step, u"request_uri") || ends(u"/par"))
        return Text::tr("Pushed authorization", "before \"request\" or \"response\"");
    if (path.contains(u"userinfo"))
        return Text::tr("Userinfo", "before \"request\" or \"response\"");
    if (path.contains(u"revo"))
        return Text::tr("Revocation", "before \"request\" or \"response\"");
    if (path.contains(u"introspect"))
        return Text::tr("Introspection", "before \"request\" or \"response\"");
    return {};
}

QString plainTitle(const FlowRun& run, const FlowStep& step)
{
    const FlowStep& request = *requestOf(run, step);
    const QString about = purpose(request, step);
    switch (step.kind) {
    case FlowStepKind::HttpRequest:
        return about.isEmpty() ? flowStepTitle(step) : Text::tr("%1 request").arg(about);
    case FlowStepKind::HttpAnswer:
        return about.isEmpty() ? Text::tr("Answer to %1").arg(flowStepTitle(request))
                               : Text::tr("%1 response").arg(about);
    case FlowStepKind::Check:
        return step.verdict == FlowVerdict::Failed ? Text::tr("Why it stopped") : Text::tr("Checks");
    case FlowStepKind::Note:
        return Text::tr("Note");
    default:
        return flowStepTitle(step);
    }
}

QString answerSentence(const FlowRun& run, const FlowStep& step)
{
    const QString host = hostOf(run, step);
    if (step.status > 0)
        return Text::tr("%1 answered %2 in %3.")
            .arg(host, QString::number(step.status), durationText(step.duration));
    if (step.error)
        return errorText(*step.error).headline;
    return Text::tr("%1 gave no answer.").arg(host);
}

/// Lines of text from outside, each made printable; no longer than there is room for.
class Lines
{
public:
    bool add(const QString& line)
    {
        if (m_text.size() + qMin(line.size(), kLongestLine) > kMostRaw) {
            if (!m_isCut)
                m_text += Text::tr("(cut here: the rest is too long to be shown)") + u'\n';
            m_isCut = true;
            return false;
        }
        m_text += printable(line, kLongestLine) + u'\n';
        return true;
    }
    QString text() const { return m_text.trimmed(); }

private:
    QString m_text;
    bool m_isCut = false;
};

} // namespace

QString messageTitle(const FlowRun& run, qsizetype index)
{
    if (index < 0 || index >= run.steps.size())
        return {};
    const FlowStep& step = run.steps[index];
    const QString title = plainTitle(run, step);
    return step.number > 0 ? Text::tr("%1. %2").arg(step.number).arg(title) : title;
}

QString messageSentence(const FlowRun& run, qsizetype index)
{
    if (index < 0 || index >= run.steps.size())
        return {};
    const FlowStep& step = run.steps[index];
    const QString host = hostOf(run, step);
    switch (step.kind) {
    case FlowStepKind::SignInAsked:
        return Text::tr("You asked Tessera to sign in.");
    case FlowStepKind::AddressOpened:
        return run.browser.isEmpty()
                   ? Text::tr("Tessera gave the address to the browser.")
                   : Text::tr("Tessera gave the address to %1.").arg(printable(run.browser, 60));
    case FlowStepKind::AuthorizationRequest:
        return Text::tr("The browser follows the address to %1. Tessera does not see it, but knows it.")
            .arg(host);
    case FlowStepKind::ServerPage:
        return Text::tr("%1 shows its page in the browser, unseen by Tessera.").arg(host);
    case FlowStepKind::PersonAnswers:
        return Text::tr("What you type there goes to %1. Tessera never sees it.").arg(host);
    case FlowStepKind::Redirect:
        return Text::tr("%1 sends the browser back with its answer.").arg(host);
    case FlowStepKind::Callback:
        return Text::tr("The browser brought the answer to Tessera.");
    case FlowStepKind::Pasted:
        return Text::tr("You pasted the address with the answer.");
    case FlowStepKind::CodeShown:
        return Text::tr("Tessera showed the code and where to type it.");
    case FlowStepKind::HttpRequest:
        return Text::tr("Tessera asked %1.").arg(host);
    case FlowStepKind::HttpAnswer:
        return answerSentence(run, step);
    case FlowStepKind::NotSent:
        return Text::tr("Tessera did not send this: something before it failed.");
    case FlowStepKind::Check:
        return step.verdict == FlowVerdict::Failed ? flowCheckText(step)
                                                   : Text::tr("Made by Tessera on what came before.");
    case FlowStepKind::Note:
        break;
    }
    return flowCheckText(step);
}

QString spokenStep(const FlowRun& run, qsizetype step)
{
    QString sentence = messageSentence(run, step);
    if (sentence.endsWith(u'.'))
        sentence.chop(1);
    const QString title = messageTitle(run, step);
    return sentence.isEmpty() ? title : Text::tr("%1, %2", "step, what happened").arg(title, sentence);
}

QString shownValue(const QString& value)
{
    return printable(value, kLongestValue);
}

QString rawMessage(const FlowStep& step)
{
    Lines lines;
    if (step.status > 0)
        lines.add(QStringLiteral("HTTP %1").arg(step.status));
    else if (!step.address.isEmpty())
        lines.add((QString::fromLatin1(step.method) + u' ' + step.address).trimmed());
    bool isFirst = true;
    for (const FlowField& field : step.query) {
        lines.add((isFirst ? QStringLiteral("  ?") : QStringLiteral("  &")) + field.name + u'=' +
                  flowFieldText(field));
        isFirst = false;
    }
    for (const FlowField& field : step.headers)
        lines.add(field.name + QStringLiteral(": ") + flowFieldText(field));
    if (step.body.isOpaque) {
        lines.add({});
        lines.add(Text::tr("(%1 bytes of %2; only their number is kept)")
                      .arg(QLocale().toString(step.body.bytes), QString::fromLatin1(step.body.mediaType)));
    } else if (!step.body.text.isEmpty()) {
        lines.add({});
        qsizetype from = 0;
        while (from <= step.body.text.size()) {
            const qsizetype end = step.body.text.indexOf(u'\n', from);
            const qsizetype until = end < 0 ? step.body.text.size() : end;
            if (!lines.add(step.body.text.mid(from, until - from)))
                break;
            from = until + 1;
        }
    }
    return lines.text();
}

QList<FlowStep> checksOf(const FlowRun& run, qsizetype index)
{
    QList<FlowStep> checks;
    for (qsizetype i = index + 1; i >= 0 && i < run.steps.size(); ++i) {
        const FlowStep& step = run.steps[i];
        if (step.kind == FlowStepKind::Check)
            checks.append(step);
        else if (step.kind != FlowStepKind::Note && step.kind != FlowStepKind::NotSent)
            break;
    }
    return checks;
}

} // namespace tessera
