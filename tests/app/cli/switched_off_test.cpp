// Every name an administrator can switch off is heeded by the command line: walked through one by one, with
// the same command succeeding as far as the network where nothing is switched off.
#include "app/cli/command.h"
#include "core/providers/administrator_configuration.h"
#include "tests/app/cli/captured.h"
#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::cli;
using namespace tessera::test;

namespace {

struct Attempt
{
    const char* command;
    QString code; ///< what it is refused with
};

/// Nobody listens at the port: an attempt that is allowed ends there.
QMap<QString, Attempt> attempts()
{
    const char* typed = "sign-in --issuer http://127.0.0.1:1 --client-id x --no-store";
    const QString switchedOff = QStringLiteral("administrator.switched_off");
    const QString issuer = QStringLiteral("administrator.issuer");
    return {
        {feature::kDevice.toString(),
         {"sign-in --issuer http://127.0.0.1:1 --client-id x --no-store --flow device", switchedOff}},
        {feature::kPaste.toString(),
         {"sign-in --issuer http://127.0.0.1:1 --client-id x --no-store --flow paste", switchedOff}},
        {feature::kDynamicRegistration.toString(),
         {"register --issuer http://127.0.0.1:1 --credentials-file FOLDER/client.json", switchedOff}},
        {feature::kInsecureLoopbackIssuers.toString(), {typed, issuer}},
        {feature::kTypedIssuers.toString(), {typed, issuer}},
    };
}

} // namespace

class SwitchedOffTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyName_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString& name : administratorFeatures())
            QTest::newRow(qPrintable(name)) << name;
    }
    void everyName()
    {
        QFETCH(QString, name);
        QVERIFY2(attempts().contains(name), "a name that nothing here tries out");
        const Attempt attempt = attempts().value(name);

        const QJsonObject refused = run(attempt.command, QStringLiteral("\"%1\"").arg(name));
        QCOMPARE(refused.value(u"code").toString(), attempt.code);
        QCOMPARE(refused.value(u"kind").toString(), QStringLiteral("Configuration"));
        QCOMPARE(m_status, int(kUsage));

        const QJsonObject allowed = run(attempt.command, {});
        QVERIFY2(allowed.value(u"code").toString().startsWith(u"net."),
                 qPrintable(allowed.value(u"code").toString()));
        QCOMPARE(m_status, int(kNetwork));
    }

    /// The rows that take any address are no way round it.
    void notByAnotherRow()
    {
        for (const char* row : {"openid", "oauth", "keycloak", "demo"}) {
            const QString command =
                QStringLiteral("sign-in %1 --issuer http://127.0.0.1:1 --client-id x --no-store")
                    .arg(QLatin1String(row));
            const QJsonObject refused =
                run(command.toUtf8().constData(), QStringLiteral("\"typed-issuers\""));
            QCOMPARE(refused.value(u"code").toString(), QStringLiteral("administrator.issuer"));
        }
    }

    void theDoctorHeedsItToo()
    {
        const QJsonObject refused =
            run("doctor --issuer http://127.0.0.1:1", QStringLiteral("\"typed-issuers\""));
        QCOMPARE(refused.value(u"code").toString(), QStringLiteral("administrator.issuer"));
    }

private:
    /// The error object of a command that fails.
    QJsonObject run(const char* line, const QString& switchedOff)
    {
        QFile file(m_folder.filePath(QStringLiteral("administrator.json")));
        const QString text = QStringLiteral("{\"version\":1,\"switched_off\":[%1]}").arg(switchedOff);
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0 ||
            !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            qFatal("the file cannot be written");
        file.close();

        QStringList words =
            QString::fromUtf8(line).replace(QStringLiteral("FOLDER"), m_folder.path()).split(u' ');
        const Command* command = findCommand(words.takeFirst());
        const auto context = std::make_shared<Context>();
        context->options->addOptions(globalOptions());
        context->options->addOptions(command->options);
        if (!context->options->parse(QStringList{QStringLiteral("tessera"), QStringLiteral("--json")} +
                                     words))
            qFatal("%s", qPrintable(context->options->errorText()));
        context->arguments = context->options->positionalArguments();
        context->configDirectory = m_folder.path();
        context->administrator = AdministratorConfigurationFile(file.fileName(), ::getuid());
        context->terminal = Terminal({.json = true, .quiet = true, .verbose = false});
        Captured out(stdout);
        Captured complaint(stderr);
        m_status = await(command->run(context));
        complaint.text();
        return QJsonDocument::fromJson(out.text()).object().value(u"error").toObject();
    }

    QTemporaryDir m_folder;
    int m_status = -1;
};

TESSERA_TEST(SwitchedOffTest)
#include "switched_off_test.moc"
