// The names of the kinds, and how an error looks in a log.
#include "core/base/result.h"
#include "tests/support/test_program.h"

#include <QSet>
#include <QtTest>

namespace tessera::test {

class ErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasItsName()
    {
        QSet<QString> names;
        for (const ErrorKind kind :
             {ErrorKind::Cancelled, ErrorKind::Offline, ErrorKind::Timeout, ErrorKind::Denied,
              ErrorKind::Malformed, ErrorKind::Untrusted, ErrorKind::Keychain, ErrorKind::Configuration})
            names.insert(errorKindName(kind));
        QCOMPARE(names.size(), 8);
        QCOMPARE(errorKindName(ErrorKind::Untrusted), QStringLiteral("Untrusted"));
    }

    void printed_data()
    {
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<QString>("text");
        const QString endpoint = QStringLiteral("op.example");
        QTest::newRow("code alone") << QString() << QString() << QStringLiteral("Malformed json.depth");
        QTest::newRow("with detail") << QStringLiteral("byte 7") << QString()
                                     << QStringLiteral("Malformed json.depth (byte 7)");
        QTest::newRow("with address")
            << QString() << endpoint << QStringLiteral("Malformed json.depth at op.example");
        QTest::newRow("with both") << QStringLiteral("byte 7") << endpoint
                                   << QStringLiteral("Malformed json.depth at op.example (byte 7)");
    }

    void printed()
    {
        QFETCH(QString, detail);
        QFETCH(QString, endpoint);
        QString text;
        QDebug(&text) << Error{ErrorKind::Malformed, QStringLiteral("json.depth"), detail, endpoint};
        QTEST(text.trimmed(), "text");
    }

    void failureBecomesAnyResult()
    {
        const Result<int> number = failure(ErrorKind::Denied, u"access_denied", QStringLiteral("no"));
        QVERIFY(!number);
        const Result<QString> text = failure(number.error());
        QVERIFY(text.error() == number.error());
        QCOMPARE(text.error().kind, ErrorKind::Denied);
        QCOMPARE(text.error().code, QStringLiteral("access_denied"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ErrorTest)
#include "error_test.moc"
