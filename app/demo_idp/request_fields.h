// Reading what a browser or a client sent: form or query, each name once (RFC 6749 section 3.1).
#pragma once

#include "core/net/form_body.h"
#include "core/net/loopback_http_server.h"

namespace tessera::demo {

/// The value of the first field of that name; empty where there is none (RFC 6749: the two are the same).
QString valueOf(const FormFields& fields, QStringView name);
/// The first name that comes twice; empty if none does.
QString repeatedName(const FormFields& fields);

/// The body of a POST. Errors: Denied invalid_request (not a form, bad encoding, a name twice).
Result<FormFields> readForm(const LoopbackRequest& request);
/// The query of a GET, the form of a POST; repetitions are left to the caller. Error: form.*.
Result<FormFields> readParameters(const LoopbackRequest& request);

/// Did this form come from our own page? Its token, and its Origin where the browser sends one (A334).
bool isOwnForm(const LoopbackRequest& request, const FormFields& form, const QByteArray& csrf,
               const QString& ownOrigin);

LoopbackResponse jsonResponse(int status, const QJsonObject& object);
/// RFC 6749 section 5.2; 401 for invalid_client.
LoopbackResponse errorResponse(const Error& error);
/// 303: the browser follows with GET and takes no form along (N077).
LoopbackResponse seeOther(const QString& address);

} // namespace tessera::demo
