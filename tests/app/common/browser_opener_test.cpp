// What reaches the browser's argv, and what is said when none opens (A071, A074, user wish 1).
#include "app/common/browser_opener.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

namespace {

/// A program that writes its arguments into a file, one a line, and ends with `status`.
QString makeBrowser(const QTemporaryDir& folder, const QString& name, int status)
{
    QFile script(folder.filePath(name));
    if (!script.open(QIODevice::WriteOnly))
        qFatal("cannot write the script");
    script.write(
        QStringLiteral("#!/bin/sh\nfor a in \"$@\"; do printf '%s\\n' \"$a\" >>'%1'; done\nexit %2\n")
            .arg(folder.filePath(name + QStringLiteral(".argv")), QString::number(status))
            .toUtf8());
    script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return script.fileName();
}

QByteArray argvOf(const QTemporaryDir& folder, const QString& name)
{
    QFile file(folder.filePath(name + QStringLiteral(".argv")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class BrowserOpenerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_path = qgetenv("PATH");
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("PATH", m_folder->path().toUtf8() + ":/bin:/usr/bin");
    }
    void cleanup()
    {
        qputenv("PATH", m_path);
        qunsetenv("BROWSER");
    }

    void addressArrivesAsOneArgument_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QByteArray>("argv");
        const QByteArray address = "https://op.example/auth?a=%20%22%24%28id%29%60&b=1%25";
        QTest::newRow("A074 plain") << "%1" << address + '\n';
        QTest::newRow("with an option") << "%1 --new-window"
                                        << "--new-window\n" + address + '\n';
        QTest::newRow("with a place") << "%1 --app=%s --x"
                                      << "--app=" + address + "\n--x\n";
    }
    void addressArrivesAsOneArgument()
    {
        QFETCH(QString, variable);
        const QString browser = makeBrowser(*m_folder, QStringLiteral("b"), 0);
        qputenv("BROWSER", variable.replace(QLatin1String("%1"), browser).toUtf8());
        const QUrl url(QStringLiteral("https://op.example/auth?a=%20%22$(id)%60&b=1%25"));
        const auto opened =
            openInBrowser(QUrl(QString::fromLatin1(url.toEncoded())
                                   .replace(QLatin1String("$(id)"), QLatin1String("%24%28id%29"))));
        QVERIFY(opened.has_value());
        QTEST(argvOf(*m_folder, QStringLiteral("b")), "argv");
    }

    void nextOneIsTriedWhenOneFails()
    {
        const QString bad = makeBrowser(*m_folder, QStringLiteral("bad"), 3);
        const QString good = makeBrowser(*m_folder, QStringLiteral("good"), 0);
        qputenv("BROWSER", (bad + QLatin1Char(':') + good).toUtf8());
        QVERIFY(openInBrowser(QUrl(QStringLiteral("https://op.example/"))).has_value());
        QVERIFY(!argvOf(*m_folder, QStringLiteral("bad")).isEmpty());
        QCOMPARE(argvOf(*m_folder, QStringLiteral("good")), QByteArray("https://op.example/\n"));
    }

    void theChosenOneComesAfterTheVariable()
    {
        qunsetenv("BROWSER");
        const QString chosen = makeBrowser(*m_folder, QStringLiteral("chosen"), 0);
        const QUrl url(QStringLiteral("https://op.example/"));
        QVERIFY(openInBrowser(url, chosen + QStringLiteral(" --app=%s")).has_value());
        QCOMPARE(argvOf(*m_folder, QStringLiteral("chosen")), QByteArray("--app=https://op.example/\n"));
        QVERIFY(
            browserCandidates(chosen).constFirst().endsWith(QStringLiteral("chosen (from the settings)")));
        const QString variable = makeBrowser(*m_folder, QStringLiteral("variable"), 0);
        qputenv("BROWSER", variable.toUtf8());
        QVERIFY(openInBrowser(url, chosen).has_value());
        QVERIFY(!argvOf(*m_folder, QStringLiteral("variable")).isEmpty());
    }

    void saysWhatWasTried()
    {
        qputenv("PATH", m_folder->path().toUtf8()); // nothing else is there
        makeBrowser(*m_folder, QStringLiteral("xdg-open"), 3);
        const QString missing = m_folder->filePath(QStringLiteral("not-there"));
        qputenv("BROWSER", missing.toUtf8());
        const auto opened = openInBrowser(QUrl(QStringLiteral("https://op.example/")));
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, QStringLiteral("browser.none"));
        QCOMPARE(opened.error().detail, QStringLiteral("xdg-open"));
    }

    void otherSchemesAreNeverOpened_data()
    {
        QTest::addColumn<QUrl>("url");
        for (const char* address : {"javascript:alert(1)", "file:///etc/passwd", "smb://h/s",
                                    "data:text/html,x", "mailto:a@b", "-flag", ""})
            QTest::newRow(address) << QUrl(QString::fromLatin1(address));
    }
    void otherSchemesAreNeverOpened()
    {
        QFETCH(QUrl, url);
        const QString browser = makeBrowser(*m_folder, QStringLiteral("b"), 0);
        qputenv("BROWSER", browser.toUtf8());
        const auto opened = openInBrowser(url);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, QStringLiteral("browser.address"));
        QVERIFY(argvOf(*m_folder, QStringLiteral("b")).isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_path;
};

TESSERA_TEST(BrowserOpenerTest)
#include "browser_opener_test.moc"
