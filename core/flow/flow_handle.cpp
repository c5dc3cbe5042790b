#include "core/flow/flow_handle.h"

#include "core/flow/live_flow.h"

namespace tessera {
namespace {

/// Ends the run with the last handle that knew of it.
struct LastHandle
{
    std::shared_ptr<LiveFlow> live;

    explicit LastHandle(std::shared_ptr<LiveFlow> flow) : live(std::move(flow)) {}
    LastHandle(const LastHandle&) = delete;
    LastHandle& operator=(const LastHandle&) = delete;
    ~LastHandle() { live->end(Error{ErrorKind::Cancelled, QStringLiteral("cancelled"), {}, {}}); }
};

struct Ends
{
    FlowParty from;
    FlowParty to;
    bool seen;
};

Ends endsOf(FlowStepKind kind)
{
    using enum FlowParty;
    switch (kind) {
    case FlowStepKind::SignInAsked:
    case FlowStepKind::Pasted:
        return {User, Tessera, true};
    case FlowStepKind::AddressOpened:
        return {Tessera, Browser, true};
    case FlowStepKind::AuthorizationRequest:
        return {Browser, AuthorizationServer, false};
    case FlowStepKind::ServerPage:
        return {Browser, User, false};
    case FlowStepKind::PersonAnswers:
        return {User, AuthorizationServer, false};
    case FlowStepKind::Redirect:
        return {AuthorizationServer, Browser, true};
    case FlowStepKind::Callback:
        return {Browser, Tessera, true};
    case FlowStepKind::CodeShown:
        return {Tessera, User, true};
    case FlowStepKind::HttpAnswer:
        return {AuthorizationServer, Tessera, true};
    case FlowStepKind::Check:
    case FlowStepKind::Note:
        return {Tessera, Tessera, true};
    case FlowStepKind::HttpRequest:
    case FlowStepKind::NotSent:
        break;
    }
    return {Tessera, AuthorizationServer, true};
}

FlowStep stepOf(FlowStepKind kind)
{
    const Ends ends = endsOf(kind);
    FlowStep step;
    step.kind = kind;
    step.from = ends.from;
    step.to = ends.to;
    step.seen = ends.seen;
    return step;
}

/// A secret of the header lines may be repeated in the body, and one of the body in the address.
void fill(FlowStep& step, const FlowMessage& message, FlowSecrets& secrets)
{
    QByteArray contentType;
    for (const FlowHeader& header : message.headers)
        if (header.name.compare("Content-Type", Qt::CaseInsensitive) == 0)
            contentType = header.value;
    redactedHeaders(message.headers, secrets);
    step.body = redactedBody(contentType, message.body, secrets);
    step.headers = redactedHeaders(message.headers, secrets);
    if (message.url.hasQuery() && message.status == 0)
        step.query = redactedForm(message.url.query(QUrl::FullyEncoded).toLatin1(), secrets);
    step.address = redactedAddress(message.url, secrets);
}

QList<FlowField> redactedSides(const QList<FlowSide>& sides, FlowSecrets& secrets)
{
    QList<FlowField> out;
    for (const FlowSide& side : sides) {
        if (side.isSecret && !side.value.isEmpty())
            out += FlowField{side.name, {}, secrets.learn(side.value)};
        else
            out += redactedField(side.name, side.value, secrets);
    }
    return out;
}

void setIfKnown(QString& member, const QString& value)
{
    if (!value.isEmpty())
        member = value;
}

} // namespace

FlowHandle::FlowHandle(std::shared_ptr<LiveFlow> live)
{
    LiveFlow* flow = live.get();
    m_live = std::shared_ptr<LiveFlow>(std::make_shared<LastHandle>(std::move(live)), flow);
}

quint64 FlowHandle::id() const
{
    return m_live ? m_live->run().id : 0;
}

FlowHandle FlowHandle::toResourceServer() const
{
    FlowHandle handle(*this);
    handle.m_server = FlowParty::ResourceServer;
    return handle;
}

void FlowHandle::describe(const FlowSubject& subject) const
{
    if (!m_live)
        return;
    FlowRun& run = m_live->editedRun();
    setIfKnown(run.accountId, subject.accountId);
    setIfKnown(run.label, subject.label);
    setIfKnown(run.issuer, subject.issuer);
    setIfKnown(run.person, subject.person);
    m_live->changed();
}

void FlowHandle::setBrowser(const QString& name) const
{
    if (!m_live)
        return;
    m_live->editedRun().browser = name;
    m_live->changed();
}

int FlowHandle::sent(const FlowMessage& request) const
{
    if (!m_live)
        return 0;
    FlowStep step = stepOf(FlowStepKind::HttpRequest);
    step.to = m_server;
    step.method = request.method;
    fill(step, request, m_live->secrets());
    if (m_server == FlowParty::ResourceServer && m_live->run().resourceServer.isEmpty())
        m_live->editedRun().resourceServer = request.url.host(QUrl::FullyEncoded);
    return m_live->add(std::move(step));
}

void FlowHandle::answered(int request, const FlowMessage& answer) const
{
    if (!m_live)
        return;
    FlowStep step = stepOf(FlowStepKind::HttpAnswer);
    step.from = m_server;
    step.status = answer.status;
    step.answerTo = request;
    fill(step, answer, m_live->secrets());
    m_live->add(std::move(step));
}

void FlowHandle::unanswered(int request, const Error& error) const
{
    if (!m_live)
        return;
    FlowStep step = stepOf(FlowStepKind::HttpAnswer);
    step.from = m_server;
    step.answerTo = request;
    step.error = redactedError(error, m_live->secrets());
    step.address = step.error->endpoint;
    m_live->add(std::move(step));
}

void FlowHandle::arrow(FlowStepKind kind, const QUrl& address) const
{
    if (!m_live)
        return;
    FlowStep step = stepOf(kind);
    if (kind == FlowStepKind::AuthorizationRequest || kind == FlowStepKind::Callback)
        step.method = "GET";
    if (kind == FlowStepKind::Redirect)
        step.status = 302;
    if (!address.isEmpty()) {
        step.query = redactedForm(address.query(QUrl::FullyEncoded).toLatin1(), m_live->secrets());
        step.address = redactedAddress(address, m_live->secrets());
    }
    m_live->add(std::move(step));
}

void FlowHandle::notSent(const QByteArray& method, const QUrl& address) const
{
    if (!m_live)
        return;
    FlowStep step = stepOf(FlowStepKind::NotSent);
    step.to = m_server;
    step.method = method;
    step.address = redactedAddress(address, m_live->secrets());
    if (m_server == FlowParty::ResourceServer && m_live->run().resourceServer.isEmpty())
        m_live->editedRun().resourceServer = address.host(QUrl::FullyEncoded);
    m_live->add(std::move(step));
}

void FlowHandle::check(QStringView code, FlowVerdict verdict, const QList<FlowSide>& compared,
                       const std::optional<Error>& error) const
{
    if (!m_live)
        return;
    FlowStep step = stepOf(FlowStepKind::Check);
    step.to = step.from;
    step.code = code.toString();
    step.verdict = verdict;
    step.compared = redactedSides(compared, m_live->secrets());
    if (error)
        step.error = redactedError(*error, m_live->secrets());
    m_live->add(std::move(step));
}

void FlowHandle::note(QStringView code, const std::optional<Error>& error,
                      const QList<FlowSide>& compared) const
{
    if (!m_live)
        return;
    FlowStep step = stepOf(FlowStepKind::Note);
    step.code = code.toString();
    step.compared = redactedSides(compared, m_live->secrets());
    if (error)
        step.error = redactedError(*error, m_live->secrets());
    m_live->add(std::move(step));
}

void FlowHandle::end(const std::optional<Error>& error) const
{
    if (m_live)
        m_live->end(error);
}

} // namespace tessera
