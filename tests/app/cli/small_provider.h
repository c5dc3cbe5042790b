// A small server on loopback for commands that need no person: every endpoint answers as a test says, and
// what was asked is kept. It also looks at the command line of the program that asks (A301).
#pragma once

#include "core/jose/key.h"
#include "core/net/form_body.h"
#include "core/net/loopback_http_server.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>

#include <functional>

namespace tessera::test {

class SmallProvider
{
public:
    using Answer = std::function<LoopbackResponse(const LoopbackRequest&)>;

    SmallProvider();

    QString issuer() const { return m_server.origin(); }
    QString url(const char* path) const { return issuer() + QString::fromLatin1(path); }

    /// By path; what is not here is answered as a good server would, or with 404.
    QHash<QByteArray, Answer> answers;
    /// Members of the metadata to leave out.
    QStringList without;
    /// No program that asks may have these on its command line.
    QByteArrayList secrets;

    /// Requests to this path, with their bodies.
    QList<LoopbackRequest> requestsTo(const QByteArray& path) const;
    FormFields lastForm(const QByteArray& path) const;
    /// What a command line held, or nothing.
    QStringList complaints() const { return m_complaints; }
    int requests() const { return static_cast<int>(m_requests.size()); }

    static LoopbackResponse json(int status, const QJsonObject& body);
    static Answer refuse(int status, const char* error);
    static Answer give(const QJsonObject& body, int status = 200);

private:
    LoopbackResponse handle(const LoopbackRequest& request);
    LoopbackResponse metadata() const;
    LoopbackResponse authorize(const LoopbackRequest& request);
    LoopbackResponse token(const LoopbackRequest& request);
    LoopbackResponse endSession(const LoopbackRequest& request) const;
    void lookAtCommandLines();

    Key m_key = Key::generateEc(u"P-256").withKid(QStringLiteral("k1"));
    QString m_nonce;
    QList<LoopbackRequest> m_requests;
    QStringList m_complaints;
    LoopbackHttpServer m_server;
};

} // namespace tessera::test
