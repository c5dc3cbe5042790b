#include "core/flow/flow_redaction.h"

#include "core/base/logging.h"
#include "core/flow/flow_json_redaction.h"
#include "core/flow/flow_secret_shapes.h"

namespace tessera {
namespace {

FlowField secretField(const QString& name, QStringView value, FlowSecrets& secrets, const QString& shown = {})
{
    return {name, shown, secrets.learn(value)};
}

/// What stands in front of the position; all of it where that is -1.
QByteArray upTo(const QByteArray& text, qsizetype end)
{
    return end < 0 ? text : text.left(end);
}

/// Basic (RFC 7617): the password inside is a secret of its own, as it is sent and as it was before encoding.
void learnPassword(const QByteArray& credentials, FlowSecrets& secrets)
{
    const QByteArray pair = QByteArray::fromBase64(credentials);
    const qsizetype colon = pair.indexOf(':');
    if (colon < 0)
        return;
    secrets.learn(QString::fromUtf8(pair.mid(colon + 1)));
    secrets.learn(QString::fromUtf8(QByteArray::fromPercentEncoding(pair.mid(colon + 1))));
}

FlowField authorizationField(const QString& name, const QByteArray& value, FlowSecrets& secrets)
{
    const qsizetype space = value.indexOf(' ');
    if (space < 0)
        return secretField(name, QString::fromUtf8(value), secrets);
    const QByteArray credentials = value.mid(space + 1).trimmed();
    if (value.left(space).compare("Basic", Qt::CaseInsensitive) == 0)
        learnPassword(credentials, secrets);
    return secretField(name, QString::fromUtf8(credentials), secrets,
                       redactedText(QString::fromUtf8(value.left(space)), secrets));
}

/// "sid=…; Path=/" : the name and what follows are no secret.
FlowField cookieField(const QString& name, const QByteArray& cookie, FlowSecrets& secrets)
{
    const qsizetype end = cookie.indexOf(';');
    const QByteArray pair = upTo(cookie, end).trimmed();
    const QByteArray rest = end < 0 ? QByteArray() : cookie.mid(end);
    const qsizetype equals = pair.indexOf('=');
    if (equals < 0)
        return secretField(name, QString::fromUtf8(pair), secrets);
    const FlowField field = secretField(name, QString::fromUtf8(pair.mid(equals + 1)), secrets);
    const QString shown = redactedText(QString::fromUtf8(pair.left(equals) + rest), secrets);
    return {name, cutFlowValue(shown), field.secret};
}

void appendHeader(QList<FlowField>& fields, const FlowHeader& header, FlowSecrets& secrets)
{
    const QByteArray lower = header.name.toLower();
    const QString name = redactedText(QString::fromUtf8(header.name), secrets).left(100);
    if (header.value.size() > kFlowHeaderCharacters || secrets.isFull()) {
        fields += FlowField{name, {}, secrets.fingerprint(QString::fromUtf8(header.value))};
    } else if (lower == "authorization" || lower == "proxy-authorization") {
        fields += authorizationField(name, header.value, secrets);
    } else if (lower == "set-cookie") {
        fields += cookieField(name, header.value, secrets);
    } else if (lower == "cookie") {
        const auto cookies = header.value.split(';');
        for (const QByteArray& cookie : cookies)
            fields += cookieField(name, cookie, secrets);
    } else {
        fields += redactedField(name, QString::fromUtf8(header.value), secrets);
    }
}

QString decoded(QByteArrayView part)
{
    const QString text =
        QString::fromUtf8(QByteArray::fromPercentEncoding(part.toByteArray().replace('+', ' ')));
    return text.contains(QChar::ReplacementCharacter) ? QString::fromUtf8(part) : text;
}

QString asText(const QList<FlowField>& fields)
{
    QString out;
    for (const FlowField& field : fields)
        out += QStringLiteral("%1=%2\n").arg(field.name,
                                             field.secret ? fingerprintInText(*field.secret) : field.value);
    return out.trimmed();
}

FlowBody opaque(const QByteArray& mediaType, const QByteArray& body)
{
    FlowBody out;
    out.mediaType = mediaType;
    out.bytes = body.size();
    out.isOpaque = !body.isEmpty();
    return out;
}

} // namespace

QString cutFlowValue(const QString& text)
{
    return text.size() > kFlowValueCharacters ? text.left(kFlowValueCharacters) + QChar(0x2026) : text;
}

FlowField redactedField(const QString& name, const QString& value, FlowSecrets& secrets)
{
    if (!value.isEmpty() && (isSecretName(name) || looksSecret(value)))
        return secretField(name, value, secrets);
    return {name, cutFlowValue(redactedText(value, secrets)), std::nullopt};
}

QList<FlowField> redactedHeaders(const QList<FlowHeader>& headers, FlowSecrets& secrets)
{
    QList<FlowField> fields;
    for (const FlowHeader& header : headers)
        if (fields.size() < kFlowFields)
            appendHeader(fields, header, secrets);
    return fields;
}

QList<FlowField> redactedForm(QByteArrayView form, FlowSecrets& secrets)
{
    QList<FlowField> fields;
    if (form.size() > kFlowBodyBytes || secrets.isFull())
        return fields;
    const QList<QByteArray> parts = form.toByteArray().split('&');
    for (const QByteArray& part : parts) {
        const qsizetype equals = part.indexOf('=');
        const QString name = decoded(upTo(part, equals));
        const QString value = equals < 0 ? QString() : decoded(part.mid(equals + 1));
        if (part.isEmpty() || fields.size() >= kFlowFields)
            continue;
        FlowField field = redactedField(name, value, secrets);
        field.name = redactedText(name, secrets).left(200);
        fields += field;
    }
    return fields;
}

FlowBody redactedBody(const QByteArray& contentType, const QByteArray& body, FlowSecrets& secrets)
{
    QByteArray mediaType = upTo(contentType, contentType.indexOf(';')).trimmed().toLower();
    constexpr qsizetype longest = 100;
    if (mediaType.size() > longest || looksSecret(QString::fromLatin1(mediaType)))
        mediaType.clear();
    if (body.isEmpty() || body.size() > kFlowBodyBytes || secrets.isFull())
        return opaque(mediaType, body);
    if (mediaType == "application/json" || mediaType.endsWith("+json"))
        return redactedJson(opaque(mediaType, body), body, secrets);
    if (mediaType != "application/x-www-form-urlencoded")
        return opaque(mediaType, body);
    FlowBody out = opaque(mediaType, body);
    redactedForm(body, secrets); // learns
    out.fields = redactedForm(body, secrets);
    out.isOpaque = secrets.isFull();
    out.text = out.isOpaque ? QString() : asText(out.fields);
    return out;
}

QString redactedText(const QString& text, FlowSecrets& secrets)
{
    if (secrets.isFull() && text.size() > FlowSecrets::kLeastCharacters)
        return text.isEmpty() ? text : fingerprintInText(secrets.fingerprint(text));
    if (text.size() > kFlowBodyBytes)
        return fingerprintInText(secrets.fingerprint(text));
    const auto instead = [&secrets](QStringView found) { return fingerprintInText(secrets.learn(found)); };
    return withoutSecretShapes(secrets.replacedIn(text), instead);
}

QString redactedAddress(const QUrl& url, FlowSecrets& secrets)
{
    return cutFlowValue(redactedText(loggableUrl(url), secrets));
}

Error redactedError(Error error, FlowSecrets& secrets)
{
    error.code = secrets.replacedIn(error.code); // ours, or a plain word of the wire's
    error.detail = cutFlowValue(redactedText(error.detail, secrets));
    error.endpoint = redactedAddress(QUrl(error.endpoint), secrets);
    return error;
}

} // namespace tessera
