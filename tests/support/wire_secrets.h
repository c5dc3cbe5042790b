// Collects every secret that goes over the wire of a client, and looks for them in what a program shows or
// writes. By a list of what is none, not by the names that the recorder knows: a secret that it does not know
// is found all the same.
#pragma once

#include "core/net/http_client.h"

#include <QSet>

namespace tessera::test {

class WireSecrets
{
public:
    /// From now on; the client must outlive this.
    void watch(const HttpClient& http);
    /// What stands in the query of an address that went through the browser.
    void take(const QUrl& address);
    void take(const QString& secret);

    qsizetype count() const { return m_secrets.size(); }
    /// Those that are in the text as they are, in halves, percent-encoded, as base64, base64url or in
    /// hexadecimal: by the name they came with, never themselves.
    QStringList foundIn(const QByteArray& text) const;

private:
    void takeFields(const QByteArray& form);
    void takeJson(const QString& name, const QJsonValue& value);
    void take(const QString& name, const QString& value);

    QHash<QString, QString> m_secrets; ///< and under which name it came
};

} // namespace tessera::test
