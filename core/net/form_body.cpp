#include "core/net/form_body.h"

#include <QStringDecoder>

namespace tessera {
namespace {

std::optional<char> hexByte(QByteArrayView digits)
{
    int value = 0;
    for (char digit : digits) {
        const int lower = digit | 0x20;
        if (digit >= '0' && digit <= '9')
            value = value * 16 + (digit - '0');
        else if (lower >= 'a' && lower <= 'f')
            value = value * 16 + (lower - 'a' + 10);
        else
            return std::nullopt;
    }
    return static_cast<char>(value);
}

/// One name or one value: already split off, decoded exactly once.
std::optional<QString> decodePart(QByteArrayView part)
{
    QByteArray bytes;
    bytes.reserve(part.size());
    for (qsizetype i = 0; i < part.size(); ++i) {
        if (part[i] == '+') {
            bytes += ' ';
        } else if (part[i] != '%') {
            bytes += part[i];
        } else {
            if (part.size() - i < 3)
                return std::nullopt;
            const auto byte = hexByte(part.sliced(i + 1, 2));
            if (!byte)
                return std::nullopt;
            bytes += *byte;
            i += 2;
        }
    }
    if (bytes.contains('\0'))
        return std::nullopt;
    // A leading byte order mark is a character like any other here; Qt would drop it.
    QStringDecoder utf8(QStringDecoder::Utf8,
                        QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = utf8(bytes);
    if (utf8.hasError())
        return std::nullopt;
    return text;
}

Result<FormField> decodeField(QByteArrayView part, qsizetype number)
{
    const qsizetype equals = part.indexOf('=');
    const auto name = decodePart(equals < 0 ? part : part.first(equals));
    const auto value = decodePart(equals < 0 ? QByteArrayView() : part.sliced(equals + 1));
    if (!name || !value)
        return failure(ErrorKind::Malformed, u"form.encoding", QStringLiteral("field %1").arg(number));
    return FormField{*name, *value};
}

} // namespace

QByteArray percentEncode(QStringView text)
{
    // Qt's default is RFC 3986 "unreserved" exactly: letters, digits and -._~ stay.
    return text.toUtf8().toPercentEncoding();
}

QByteArray encodeForm(const FormFields& fields)
{
    QByteArray out;
    for (const FormField& field : fields) {
        if (!out.isEmpty())
            out += '&';
        out += percentEncode(field.name) + '=' + percentEncode(field.value);
    }
    return out;
}

Result<FormFields> decodeForm(QByteArrayView text, int maxFields)
{
    FormFields fields;
    qsizetype start = 0;
    while (start < text.size()) {
        const qsizetype ampersand = text.indexOf('&', start);
        const qsizetype end = ampersand < 0 ? text.size() : ampersand;
        if (end > start) {
            if (fields.size() == maxFields)
                return failure(ErrorKind::Malformed, u"form.too_many_fields",
                               QStringLiteral("more than %1").arg(maxFields));
            auto field = decodeField(text.sliced(start, end - start), fields.size() + 1);
            if (!field)
                return failure(field.error());
            fields += std::move(*field);
        }
        start = end + 1;
    }
    return fields;
}

Result<std::optional<QString>> singleField(const FormFields& fields, QStringView name)
{
    std::optional<QString> found;
    for (const FormField& field : fields) {
        if (field.name != name)
            continue;
        if (found)
            return failure(ErrorKind::Malformed, u"form.repeated", name.toString());
        found = field.value;
    }
    return found;
}

} // namespace tessera
