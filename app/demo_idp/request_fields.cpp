#include "app/demo_idp/request_fields.h"

#include "core/base/secret_string.h"
#include "core/oauth/parameters.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace tessera::demo {

QString valueOf(const FormFields& fields, QStringView name)
{
    for (const FormField& field : fields)
        if (field.name == name)
            return field.value;
    return {};
}

QString repeatedName(const FormFields& fields)
{
    QSet<QString> seen;
    for (const FormField& field : fields) {
        if (seen.contains(field.name))
            return field.name;
        seen.insert(field.name);
    }
    return {};
}

Result<FormFields> readForm(const LoopbackRequest& request)
{
    const QByteArray type = request.header("content-type").split(';').first().trimmed().toLower();
    if (type != "application/x-www-form-urlencoded")
        return failure(ErrorKind::Denied, u"invalid_request", QStringLiteral("A form is wanted."));
    const Result<FormFields> form = decodeForm(request.body);
    if (!form)
        return failure(ErrorKind::Denied, u"invalid_request",
                       QStringLiteral("The form is not well encoded."));
    if (!repeatedName(*form).isEmpty())
        return failure(ErrorKind::Denied, u"invalid_request", QStringLiteral("A parameter is there twice."));
    return form;
}

Result<FormFields> readParameters(const LoopbackRequest& request)
{
    return decodeForm(request.method == "POST" ? QByteArrayView(request.body)
                                               : QByteArrayView(request.query));
}

bool isOwnForm(const LoopbackRequest& request, const FormFields& form, const QByteArray& csrf,
               const QString& ownOrigin)
{
    const QByteArray origin = request.header("origin");
    if (!origin.isEmpty() && origin != ownOrigin.toLatin1())
        return false;
    return constantTimeEquals(valueOf(form, u"csrf").toUtf8(), csrf);
}

LoopbackResponse jsonResponse(int status, const QJsonObject& object)
{
    return {status, "application/json", QJsonDocument(object).toJson(QJsonDocument::Compact), {}};
}

LoopbackResponse errorResponse(const Error& error)
{
    QJsonObject body{{param::kError.toString(), error.code}};
    if (!error.detail.isEmpty())
        body.insert(param::kErrorDescription, error.detail);
    LoopbackResponse response = jsonResponse(error.code == u"invalid_client" ? 401 : 400, body);
    if (response.status == 401)
        response.headers += HttpHeader{"WWW-Authenticate", "Basic realm=\"token\""};
    return response;
}

LoopbackResponse seeOther(const QString& address)
{
    LoopbackResponse response;
    response.status = 303;
    response.headers = {{"Location", address.toLatin1()}, {"Referrer-Policy", "no-referrer"}};
    return response;
}

} // namespace tessera::demo
