// What a protocol step holds of the run it belongs to. Empty where nobody records: then every call is
// nothing. Cheap to copy; travels by value through coroutines, and with HttpClient (forFlow) to every request
// made below.
#pragma once

#include "core/flow/flow_redaction.h"

#include <QMetaType>

#include <memory>

namespace tessera {

class LiveFlow;

/// For whom a run is. Empty members leave what is known.
struct FlowSubject
{
    QString accountId;
    QString label;
    QString issuer;
    QString person;
};

/// One side of a comparison.
struct FlowSide
{
    QString name; ///< where it came from: "sent", "answer", "id_token"…
    QString value;
    bool isSecret = true;
};

class FlowHandle
{
public:
    FlowHandle() = default;

    explicit operator bool() const { return m_live != nullptr; }
    quint64 id() const;

    /// The same run; what is sent goes to the resource server's lifeline.
    FlowHandle toResourceServer() const;

    void describe(const FlowSubject& subject) const;
    void setBrowser(const QString& name) const;

    /// A request goes out; its number, for its answer.
    int sent(const FlowMessage& request) const;
    void answered(int request, const FlowMessage& answer) const;
    /// Nothing came, or nothing that could be used.
    void unanswered(int request, const Error& error) const;

    /// A step of the front channel; parties and whether it is seen follow from its kind.
    void arrow(FlowStepKind kind, const QUrl& address = {}) const;
    void notSent(const QByteArray& method, const QUrl& address) const;
    void check(QStringView code, FlowVerdict verdict, const QList<FlowSide>& compared = {},
               const std::optional<Error>& error = std::nullopt) const;
    void note(QStringView code, const std::optional<Error>& error = std::nullopt,
              const QList<FlowSide>& compared = {}) const;

    /// Done, or Stopped with that. What is known of its secrets is wiped. Without it the run ends, stopped,
    /// when the last handle is gone.
    void end(const std::optional<Error>& error = std::nullopt) const;

private:
    friend class FlowRecorder;
    explicit FlowHandle(std::shared_ptr<LiveFlow> live);

    std::shared_ptr<LiveFlow> m_live; ///< shared among the handles of the run; the last one ends it
    FlowParty m_server = FlowParty::AuthorizationServer;
};

} // namespace tessera

Q_DECLARE_METATYPE(tessera::FlowHandle)
