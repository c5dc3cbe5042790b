#include "core/inspector/recogniser_keys.h"

#include "core/base/logging.h"
#include "core/inspector/findings.h"
#include "core/inspector/masked.h"
#include "core/inspector/recogniser_characters.h"
#include "core/jose/jwk_set.h"

#include <QJsonArray>

namespace tessera {
namespace {

constexpr qsizetype kMostShownKeys = 100;

bool isPrivateMember(QStringView name)
{
    return name == u"d" || name == u"p" || name == u"q" || name == u"dp" || name == u"dq" || name == u"qi" ||
           name == u"k" || name == u"oth";
}

bool isShownMember(QStringView name)
{
    for (const QStringView shown : {u"kty", u"crv", u"alg", u"use", u"kid", u"e"}) {
        if (name == shown)
            return true;
    }
    return false;
}

bool isSecret(const QJsonObject& jwk)
{
    const QStringList names = jwk.keys();
    return std::any_of(names.begin(), names.end(), [](const QString& name) { return isPrivateMember(name); });
}

QString titleOf(const QJsonObject& jwk)
{
    const QString type = printable(jwk.value(u"kty").toString(), 20);
    if (type == u"oct")
        return QStringLiteral("Symmetric key (JWK, a shared secret)");
    const QString curve = printable(jwk.value(u"crv").toString(), 20);
    const QString what = curve.isEmpty() ? type : QStringLiteral("%1 %2").arg(type, curve);
    return isSecret(jwk) ? QStringLiteral("Private key (JWK, %1)").arg(what)
                         : QStringLiteral("Public key (JWK, %1)").arg(what);
}

void addKeyField(TokenReport& report, qsizetype index, const QJsonObject& jwk)
{
    const QString kid = printable(jwk.value(u"kid").toString(), 80);
    report.fields.append({kid.isEmpty() ? QStringLiteral("key %1").arg(index + 1) : kid, titleOf(jwk),
                          printable(jwk.value(u"alg").toString(), 40)});
}

void addError(TokenReport& report, const Error& error)
{
    Finding finding = makeFinding(error);
    if (finding.title == u"Refused")
        finding.title = QStringLiteral("Key that cannot be used");
    report.findings.append(finding);
}

} // namespace

bool looksLikeJwk(const QJsonObject& object)
{
    return object.value(u"kty").isString();
}

bool looksLikeJwkSet(const QJsonObject& object)
{
    return object.value(u"keys").isArray();
}

void inspectJwk(TokenReport& report, const QJsonObject& object)
{
    report.kind = QStringLiteral("jwk");
    report.title = titleOf(object);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QByteArray text = it->toString().toUtf8();
        report.fields.append({printable(it.key(), 40),
                              isShownMember(it.key()) ? printable(it->toString(), 80) : hiddenText(text),
                              isPrivateMember(it.key()) ? QStringLiteral("Secret") : QString()});
    }
    if (const auto key = Key::fromJwk(object); !key)
        addError(report, key.error());
    if (isSecret(object))
        addFinding(report, u"key.secret", Finding::Warning);
}

void inspectJwkSet(TokenReport& report, const QJsonObject& object)
{
    report.kind = QStringLiteral("jwk-set");
    const QJsonArray keys = object.value(u"keys").toArray();
    report.title = QStringLiteral("JWK set with %1").arg(countOf(keys.size(), u"key"));
    bool hasSecret = false;
    for (qsizetype i = 0; i < qMin(keys.size(), kMostShownKeys); ++i) {
        const QJsonObject jwk = keys.at(i).toObject();
        addKeyField(report, i, jwk);
        hasSecret = hasSecret || isSecret(jwk);
    }
    if (keys.isEmpty())
        addFinding(report, u"key.none", Finding::Warning);
    if (keys.size() > kMostShownKeys)
        addFinding(report, u"key.too_many", Finding::Warning);
    if (hasSecret)
        addFinding(report, u"key.secret_in_set", Finding::Error);
}

void inspectPem(TokenReport& report, QByteArrayView text)
{
    report.kind = QStringLiteral("pem");
    QByteArrayView rest = text.sliced(QByteArrayView("-----BEGIN ").size());
    const QByteArrayView line = takeLine(rest);
    const qsizetype end = line.indexOf("-----");
    const QString label =
        printable(QString::fromLatin1(line.first(qMax<qsizetype>(end, 0)).toByteArray()), 60);
    report.title = label.isEmpty() ? QStringLiteral("PEM") : QStringLiteral("PEM: %1").arg(label.toLower());
    report.fields.append({QStringLiteral("label"), label, {}});
    report.fields.append({QStringLiteral("size"), countOf(text.size(), u"byte"), {}});
    if (label.contains(u"PRIVATE KEY"))
        addFinding(report, u"key.secret", Finding::Warning);
    const bool isKey = label.endsWith(u"KEY") || label == u"CERTIFICATE";
    if (label.startsWith(u"ENCRYPTED"))
        addFinding(report, u"key.encrypted", Finding::Note);
    else if (const auto key = Key::fromPem(text); isKey && !key)
        addError(report, key.error());
}

} // namespace tessera
