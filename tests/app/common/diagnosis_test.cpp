// The checks themselves: in the order of `tessera doctor`, each told as it comes, ended when stopped.
#include "app/common/diagnosis.h"

#include "app/common/environment_factory.h"
#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

class DiagnosisTest final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;

    Environment environment() const
    {
        EnvironmentOptions options;
        options.configDirectory = m_directory.path();
        options.useKeychain = false;
        return makeEnvironment(options);
    }
    static QStringList names(const QList<HealthFinding>& findings)
    {
        QStringList names;
        for (const HealthFinding& finding : findings)
            names.append(finding.name);
        return names;
    }

private Q_SLOTS:
    void inOrder()
    {
        QList<HealthFinding> findings;
        const FindingListener listener = [&findings](const HealthFinding& finding) {
            findings.append(finding);
        };
        test::await(diagnose(environment(), listener, {}));
        QCOMPARE(
            names(findings),
            QString::fromLatin1("version,administrator,keychain,browser,TLS library,accounts,loopback,proxy,"
                                "clock")
                .split(u','));
        for (const HealthFinding& finding : findings)
            QVERIFY2(!finding.words.isEmpty(), qPrintable(finding.name));
    }

    void stoppedBefore()
    {
        std::stop_source stop;
        stop.request_stop();
        QList<HealthFinding> findings;
        const FindingListener listener = [&findings](const HealthFinding& finding) {
            findings.append(finding);
        };
        test::await(diagnose(environment(), listener, stop.get_token()));
        QVERIFY(findings.isEmpty());
    }

    void damagedAccounts()
    {
        QFile file(m_directory.filePath(QStringLiteral("accounts.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{");
        file.close();
        const Result<Administration> nobody = Administration{{}, ProviderCatalogue::builtIn()};
        const auto findings = test::await(programFindings(environment(), nobody, nullptr, {}));
        QCOMPARE(findings.constLast().name, QStringLiteral("accounts"));
        QCOMPARE(findings.constLast().health, Health::Bad);
        file.remove();
    }

    void refusedAdministrator()
    {
        const Result<Administration> wrong =
            failure(ErrorKind::Configuration, u"administrator.version", QStringLiteral("/etc/x: 2"));
        const auto findings = test::await(programFindings(environment(), wrong, nullptr, {}));
        QCOMPARE(findings.at(1).health, Health::Bad);
        QCOMPARE(findings.at(1).code, QStringLiteral("administrator.version"));
    }
};

TESSERA_TEST(DiagnosisTest)
#include "diagnosis_test.moc"
