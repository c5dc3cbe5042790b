// application/x-www-form-urlencoded in and out: token requests, redirect queries, forms of the demo provider.
// Splits first and decodes each part once (finding F10, attack A042).
#pragma once

#include "core/base/result.h"

#include <QList>

namespace tessera {

struct FormField
{
    QString name;
    QString value;
    friend bool operator==(const FormField&, const FormField&) = default;
};
using FormFields = QList<FormField>;

/// Everything outside RFC 3986 "unreserved" becomes %XX, a space %20 (good in a body and in a query).
QByteArray encodeForm(const FormFields& fields);
QByteArray percentEncode(QStringView text);

/// Keeps order and repetitions; '+' is a space. Bad or overlong percent sequences, NUL, invalid UTF-8 and
/// more than `maxFields` are errors (Malformed): form.encoding, form.too_many_fields. Empty parts
/// ("a=1&&b=2") are skipped.
Result<FormFields> decodeForm(QByteArrayView text, int maxFields = 64);

/// The value of the only field of that name. Absent: nullopt. Twice: error form.repeated (checklist N080).
Result<std::optional<QString>> singleField(const FormFields& fields, QStringView name);

} // namespace tessera
