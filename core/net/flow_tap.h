// Where HTTP meets the recorder: a request and its answer are copied, redacted, into the run they belong to.
// The reply's reader notices nothing.
#pragma once

#include "core/flow/flow_recorder.h"

#include <QNetworkRequest>

class QNetworkReply;

namespace tessera {

/// Request attribute (FlowHandle): the run it belongs to. Without one it gets a run of its own.
inline constexpr auto kFlowAttribute = QNetworkRequest::Attribute(QNetworkRequest::User + 2);

/// Called when the request goes out, before anybody else listens to the reply.
void recordExchange(FlowRecorder& recorder, QNetworkReply* reply, const QByteArray& method);

} // namespace tessera
