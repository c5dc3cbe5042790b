// A bare client for the tests of the twins: it sends what it is told, also what no client should.
#pragma once

#include "tests/support/await.h"
#include "tests/support/manual_clock.h"
#include "tests/support/robot_browser.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tessera::test {

class TwinClient
{
public:
    BrowserPage get(const QString& url, const QList<HttpHeader>& headers = {}) const
    {
        return await(getPage(m_browser, QUrl(url), headers));
    }
    BrowserPage post(const QString& url, const FormFields& fields,
                     const QList<HttpHeader>& headers = {}) const
    {
        return await(postPage(m_browser, QUrl(url), fields, headers));
    }
    /// The answer's parameters in the redirect of an authorization endpoint.
    FormFields authorize(const QString& endpoint, const FormFields& fields) const
    {
        const BrowserPage page = get(endpoint + u'?' + QString::fromLatin1(encodeForm(fields)));
        return decodeForm(page.location().query(QUrl::FullyEncoded).toLatin1()).value_or(FormFields());
    }

    static QString value(const FormFields& fields, QStringView name)
    {
        for (const FormField& field : fields)
            if (field.name == name)
                return field.value;
        return {};
    }
    static QJsonObject json(const BrowserPage& page) { return QJsonDocument::fromJson(page.body).object(); }
    static QString error(const BrowserPage& page) { return json(page).value(u"error").toString(); }
    static QString member(const BrowserPage& page, QStringView name)
    {
        return json(page).value(name).toString();
    }
    static QList<HttpHeader> bearer(const QString& token)
    {
        return {{"Authorization", "Bearer " + token.toLatin1()}};
    }
    static QList<HttpHeader> basic(const QString& user, const QString& password)
    {
        return {{"Authorization", "Basic " + (user + u':' + password).toLatin1().toBase64()}};
    }

    static QString redirect() { return QStringLiteral("http://127.0.0.1:49999/callback"); }
    static QString verifier() { return QString(43, u'v'); }

private:
    BrowserPtr m_browser = std::make_shared<Browser>();
};

/// With this field in place of one of the same name; an empty value leaves it out.
inline FormFields with(FormFields fields, const char* name, const QString& value)
{
    const QString own = QString::fromLatin1(name);
    fields.removeIf([&own](const FormField& field) { return field.name == own; });
    if (!value.isEmpty())
        fields.append({own, value});
    return fields;
}

} // namespace tessera::test
