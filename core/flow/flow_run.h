// One exchange from start to end, as values that hold no secret: who sent what to whom, what was checked,
// where it stopped. Made by FlowRecorder while it happens; drawn, searched, compared and exported afterwards.
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace tessera {

/// The lifelines, in the order they are drawn.
enum class FlowParty { User, Browser, Tessera, AuthorizationServer, ResourceServer };

enum class FlowKind {
    BrowserSignIn, ///< code grant through the system browser (RFC 6749 section 4.1, RFC 8252)
    DeviceSignIn,  ///< RFC 8628
    Renewal,       ///< RFC 6749 section 6
    SignOut,       ///< revocation (RFC 7009) and the end of the provider's session
    Request,       ///< one thing asked with a token or of a server: userinfo, introspection…
};

enum class FlowState { Running, Done, Stopped };

/// What is kept of a secret: a salted fingerprint, equal for equal secrets of one run of the program, and its
/// length. 25 bits of a keyed hash of something with 128 bits and more say nothing of it; it is an
/// eye-catcher, not a proof.
struct FlowSecret
{
    quint16 digits = 0;   ///< shown as four hexadecimal digits
    quint16 tiles = 0;    ///< bits 0 to 8: the tiles of a 3 by 3 pattern, row by row
    qsizetype length = 0; ///< characters of the secret

    bool operator==(const FlowSecret&) const = default;
};

/// A header line, a parameter of an address or a form, a member of a JSON object. Nested members are named by
/// their path ("address.country", "amr[0]").
struct FlowField
{
    QString name;
    QString value;                    ///< empty where it was a secret; cut after 2,000 characters
    std::optional<FlowSecret> secret; ///< set: the value was replaced when it was recorded
};

struct FlowBody
{
    QByteArray mediaType;
    qsizetype bytes = 0;     ///< as it went over the wire
    QList<FlowField> fields; ///< of a form or of JSON, in the order of the wire; at most 500
    QString text;            ///< pretty-printed with secrets replaced; empty: nothing to show
    /// Neither a form nor JSON: only its size and type are kept (nobody can tell what in it is secret).
    bool isOpaque = false;
};

enum class FlowStepKind {
    SignInAsked,          ///< User to Tessera
    AddressOpened,        ///< Tessera to Browser; `query` is that of the authorization request
    AuthorizationRequest, ///< Browser to server: the browser follows the address (not seen, known)
    ServerPage,           ///< server to User through the browser: sign-in and consent (not seen)
    PersonAnswers,        ///< User to server: never seen by Tessera
    Redirect,             ///< server to Browser: 302 with the answer in its address (seen when it came)
    Callback,             ///< Browser to Tessera: the loopback request; `query` is the answer
    Pasted,               ///< User to Tessera: the address was pasted
    CodeShown,            ///< Tessera to User: the device grant's user code and address
    HttpRequest,          ///< Tessera to a server
    HttpAnswer,           ///< …and its answer, or the error in place of one
    NotSent,              ///< the next request, which a failed check kept from being sent
    Check,                ///< at `from`: something was verified
    Note,                 ///< at `from`: explains (a nonce is wanted, the keychain was written…)
};

enum class FlowVerdict { Passed, Failed, NotChecked };

struct FlowStep
{
    FlowStepKind kind = FlowStepKind::HttpRequest;
    int number = 0; ///< of arrows, from 1; 0 for checks and notes
    FlowParty from = FlowParty::Tessera;
    FlowParty to = FlowParty::AuthorizationServer;
    TimePoint at;
    bool seen = true; ///< false: happens between others and is known to, but Tessera does not see it

    // what went over the wire
    QByteArray method; ///< of a request
    QString address;   ///< scheme, host, port and path
    QList<FlowField> query;
    int status = 0; ///< of an answer; 0: none came
    QList<FlowField> headers;
    FlowBody body;
    Milliseconds duration{0};   ///< of an answer: since its request was sent
    int answerTo = 0;           ///< of an answer: the number of its request
    std::optional<Error> error; ///< the answer that did not come, or was refused

    // checks and notes
    /// Stable, words stand in ui/text/flow_text: "state", "iss", "pkce", "nonce", "at_hash", "signature"… as
    /// the checks of the ID token are named (core/oidc/id_token_validation.h); notes: "note.…".
    QString code;
    FlowVerdict verdict = FlowVerdict::Passed;
    QList<FlowField> compared; ///< both sides of a comparison: name says where each came from
};

struct FlowRun
{
    quint64 id = 0; ///< counts up within one run of the program
    FlowKind kind = FlowKind::Request;
    FlowState state = FlowState::Running;
    QString accountId;      ///< empty until it is known
    QString label;          ///< of the account or provider, for people
    QString issuer;         ///< may be empty
    QString person;         ///< name or e-mail, when it is known
    QString browser;        ///< name of the program that was opened; empty: none or not known
    QString resourceServer; ///< host; empty: none took part
    TimePoint startedAt;
    Milliseconds duration{0}; ///< until the end, or so far
    std::optional<Error> stoppedBy;
    QList<FlowStep> steps; ///< at most 500; then the first line says how many were left out
    qsizetype leftOut = 0;
};

} // namespace tessera
