#include "tests/interop/process.h"

#include <QJsonDocument>

namespace tessera::test {

QJsonObject Output::json() const
{
    return QJsonDocument::fromJson(out).object();
}

QByteArray Output::told() const
{
    return "status " + QByteArray::number(status) + "\nstdout: " + out + "\nstderr: " + error;
}

Output run(const QString& program, const QStringList& arguments, int seconds)
{
    QProcess process;
    process.start(program, arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(seconds * 1000))
        process.kill();
    Output output;
    output.out = process.readAllStandardOutput();
    output.error = process.readAllStandardError() + process.errorString().toUtf8();
    if (process.exitStatus() == QProcess::NormalExit && process.error() != QProcess::FailedToStart)
        output.status = process.exitCode();
    return output;
}

Output tessera(const QStringList& arguments, int seconds)
{
    return run(QStringLiteral(TESSERA_BIN_DIR "/tessera"), arguments, seconds);
}

OidcProvider::OidcProvider(const QStringList& environment)
{
    m_process.setWorkingDirectory(QStringLiteral(TESSERA_SOURCE_DIR "/tests/interop/op"));
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (const QString& entry : environment)
        all.insert(entry.section(QLatin1Char('='), 0, 0), entry.section(QLatin1Char('='), 1));
    m_process.setProcessEnvironment(all);
    m_process.start(QStringLiteral("node"), {QStringLiteral("server.mjs")});
    while (!m_process.canReadLine() && m_process.waitForReadyRead(30'000)) {
    }
    m_ready = QJsonDocument::fromJson(m_process.readLine()).object();
}

OidcProvider::~OidcProvider()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(5000))
        m_process.kill();
    m_process.waitForFinished(5000);
}

QByteArray OidcProvider::complaint()
{
    return m_process.readAllStandardError() + m_process.errorString().toUtf8();
}

} // namespace tessera::test
