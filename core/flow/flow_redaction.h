// From what went over the wire to what may be kept of it: every secret becomes a fingerprint, here and at
// once. The rules by name and shape stand in flow_secret_shapes.
#pragma once

#include "core/flow/flow_secrets.h"

#include <QUrl>

namespace tessera {

struct FlowHeader
{
    QByteArray name;
    QByteArray value;
};

/// A request or an answer as it is on the wire. For as long as it takes to redact it.
struct FlowMessage
{
    QByteArray method; ///< of a request
    QUrl url;
    int status = 0; ///< of an answer
    QList<FlowHeader> headers;
    QByteArray body;
};

/// Bounds of what is kept of one message.
inline constexpr qsizetype kFlowBodyBytes = 64 * 1024; ///< longer ones are not looked into
inline constexpr qsizetype kFlowFields = 500;
inline constexpr qsizetype kFlowValueCharacters = 2000;
inline constexpr qsizetype kFlowHeaderCharacters = 16 * 1024; ///< a longer value counts as one secret

/// A secret value is gone from the field; of Authorization the scheme stays in `value`, of cookies their name
/// and attributes.
QList<FlowField> redactedHeaders(const QList<FlowHeader>& headers, FlowSecrets& secrets);
/// Of a query or a form. Nothing here is an error: what cannot be decoded is shown as it came.
QList<FlowField> redactedForm(QByteArrayView form, FlowSecrets& secrets);
FlowBody redactedBody(const QByteArray& contentType, const QByteArray& body, FlowSecrets& secrets);
/// Scheme, host, port and path.
QString redactedAddress(const QUrl& url, FlowSecrets& secrets);
QString redactedText(const QString& text, FlowSecrets& secrets);
Error redactedError(Error error, FlowSecrets& secrets);
/// One value on its own, secret by its name or by what it looks like.
FlowField redactedField(const QString& name, const QString& value, FlowSecrets& secrets);

} // namespace tessera
