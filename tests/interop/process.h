// Running other programs from a test and reading what they say.
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QStringList>

#include <memory>

namespace tessera::test {

struct Output
{
    int status = -1;
    QByteArray out;
    QByteArray error;

    QJsonObject json() const;
    /// For a failing test: both streams and the status.
    QByteArray told() const;
};

/// Runs to the end, at most `seconds`.
Output run(const QString& program, const QStringList& arguments, int seconds = 90);
/// build/bin/tessera with these arguments.
Output tessera(const QStringList& arguments, int seconds = 90);

/// oidc-provider as tests/interop/op/server.mjs sets it up; ends with this object.
class OidcProvider
{
public:
    /// Environment as "NAME=value".
    explicit OidcProvider(const QStringList& environment);
    ~OidcProvider();
    /// Empty when it did not start.
    QString issuer() const { return m_ready.value(QLatin1String("issuer")).toString(); }
    QString clientSecret() const { return m_ready.value(QLatin1String("client_secret")).toString(); }
    QByteArray complaint();

private:
    QProcess m_process;
    QJsonObject m_ready;
};

} // namespace tessera::test
