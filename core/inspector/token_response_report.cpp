#include "core/inspector/token_response_report.h"

#include "core/base/logging.h"
#include "core/inspector/findings.h"
#include "core/inspector/masked.h"
#include "core/inspector/opaque_report.h"
#include "core/inspector/recogniser_characters.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace tessera {
namespace {

struct Member
{
    QStringView name;
    QStringView meaning;
    bool isShown;
};

constexpr std::array kMembers{
    Member{u"access_token", u"Opens the API to whoever holds it", false},
    Member{u"id_token", u"Says to the client who signed in", false},
    Member{u"refresh_token", u"Makes new access tokens", false},
    Member{u"device_code", u"Fetches the tokens of a device sign-in", false},
    Member{u"user_code", u"What the person types in the browser", false},
    Member{u"token_type", u"How the access token is presented", true},
    Member{u"expires_in", u"Life of the access token in seconds", true},
    Member{u"refresh_expires_in", u"Life of the refresh token in seconds", true},
    Member{u"refresh_token_expires_in", u"Life of the refresh token in seconds", true},
    Member{u"ext_expires_in", u"Entra: life in an outage, in seconds", true},
    Member{u"not-before-policy", u"Keycloak: tokens from before this time are refused", true},
    Member{u"scope", u"What was granted", true},
    Member{u"error", u"Why there is no token", true},
    Member{u"error_description", u"The same for a developer", true},
    Member{u"interval", u"Least seconds between two questions", true},
    Member{u"issued_token_type", u"The kind of token, RFC 8693", true},
    Member{u"active", u"Whether the token asked about is good", true},
    Member{u"exp", u"When it ends", true},
    Member{u"iat", u"When it was issued", true},
    Member{u"client_id", u"To which client it was issued", true},
};

const Member* findMember(QStringView name)
{
    const auto it = std::find_if(kMembers.begin(), kMembers.end(),
                                 [&](const Member& member) { return member.name == name; });
    return it == kMembers.end() ? nullptr : &*it;
}

QByteArray textOf(const QJsonValue& value)
{
    if (value.isString())
        return value.toString().toUtf8();
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.sliced(1).chopped(1);
}

void addMember(TokenReport& report, const QString& name, const QJsonValue& value, TimePoint now)
{
    const Member* known = findMember(name);
    const QByteArray text = textOf(value);
    const bool isToken = value.isString() && (name.endsWith(u"_token") || holdsToken(text));
    const bool isShown = known && known->isShown && !isToken;
    report.fields.append({printable(name, 60),
                          isShown ? printable(QString::fromUtf8(text)) : hiddenText(text),
                          known ? known->meaning.toString() : QString()});
    if (isToken && !text.isEmpty())
        report.parts.push_back({printable(name, 60), inspectedToken(text, now)});
}

/// RFC 6749 section 5.1
void judgeSuccess(TokenReport& report, const QJsonObject& object)
{
    if (!object.value(u"token_type").isString())
        addFinding(report, u"token_response.token_type", Finding::Error);
    const QJsonValue life = object.value(u"expires_in");
    if (life.isUndefined())
        addFinding(report, u"token_response.no_expires_in", Finding::Note);
    else if (!life.isDouble())
        addFinding(report, u"token_response.expires_in", Finding::Warning);
}

void judgeTokens(TokenReport& report)
{
    for (const ReportPart& part : report.parts) {
        const bool isJwt = part.report->kind == u"jws" || part.report->kind == u"jwe";
        if (part.where == u"refresh_token" && part.report->kind == u"jws")
            addFinding(report, u"token_response.refresh_token_jwt", Finding::Note);
        if (part.where == u"id_token" && !isJwt)
            addFinding(report, u"token_response.id_token", Finding::Error);
    }
    for (const QStringView name : {u"access_token", u"id_token", u"refresh_token"}) {
        const bool isEmptyOrOther =
            std::any_of(report.fields.begin(), report.fields.end(),
                        [&](const auto& field) { return field.name == name && field.value == u"empty"; });
        if (isEmptyOrOther)
            addFinding(report, u"token_response.empty", Finding::Error,
                       QStringLiteral("\"%1\" is empty.").arg(name));
    }
}

QString titleOf(const QJsonObject& object)
{
    if (object.contains(u"error"))
        return QStringLiteral("Error of a token endpoint");
    if (object.contains(u"access_token") || object.contains(u"id_token") || object.contains(u"refresh_token"))
        return QStringLiteral("Answer of a token endpoint");
    return object.contains(u"device_code") ? QStringLiteral("Answer of a device authorization endpoint")
                                           : QStringLiteral("Answer of an introspection endpoint");
}

} // namespace

bool looksLikeTokenResponse(const QJsonObject& object)
{
    for (const QStringView name :
         {u"access_token", u"id_token", u"refresh_token", u"device_code", u"error"}) {
        if (object.value(name).isString())
            return true;
    }
    return object.value(u"active").isBool();
}

void inspectTokenResponse(TokenReport& report, const QJsonObject& object, TimePoint now)
{
    report.kind = QStringLiteral("token-response");
    report.title = titleOf(object);
    for (auto it = object.begin(); it != object.end(); ++it)
        addMember(report, it.key(), *it, now);
    judgeTokens(report);
    if (object.contains(u"access_token"))
        judgeSuccess(report, object);
    if (object.value(u"error").isString())
        addFinding(
            report, u"token_response.error", Finding::Warning,
            QStringLiteral("The server says \"%1\".").arg(printable(object.value(u"error").toString(), 100)));
}

} // namespace tessera
