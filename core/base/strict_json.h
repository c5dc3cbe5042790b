// JSON from outside, read strictly: RFC 8259 grammar, unique names, bounded depth and size, valid UTF-8
// (finding F4). A scanner in front of QJsonDocument; it refuses, it never repairs. Used for JOSE headers,
// claims, key sets, discovery documents and token responses.
#pragma once

#include "core/base/result.h"

#include <QJsonObject>

namespace tessera {

struct JsonLimits
{
    qsizetype maxBytes = 1024 * 1024;
    int maxDepth = 32;
    /// Names and array entries together, over the whole text.
    int maxValues = 100'000;
};

/// Errors (Malformed), with the byte position in `detail`: json.too_large, json.encoding, json.syntax,
/// json.depth, json.duplicate_name, json.too_many_values, json.number_range, json.not_an_object.
Result<QJsonObject> parseJsonObject(QByteArrayView text, const JsonLimits& limits = {});

} // namespace tessera
