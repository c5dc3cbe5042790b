// The one way a secret gets into a report.
#include "core/inspector/masked.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class MaskedTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hidden_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QString>("shown");
        QTest::newRow("A356 nothing") << QByteArray() << "empty";
        QTest::newRow("A356 one letter") << QByteArray("x") << "1 character, hidden";
        QTest::newRow("A356 token") << QByteArray(43, 'x') << "43 characters, hidden";
        QTest::newRow("A356 letters of two bytes") << QByteArray("p\xC3\xA4sswort") << "8 characters, hidden";
        QTest::newRow("A356 bytes that are no text") << QByteArray("\xFF\x80\x80") << "1 character, hidden";
    }
    void hidden()
    {
        QFETCH(QByteArray, secret);
        QTEST(hiddenText(secret), "shown");
    }

    void counts()
    {
        QCOMPARE(countOf(1, u"line break"), QStringLiteral("1 line break"));
        QCOMPARE(countOf(3, u"line break"), QStringLiteral("3 line breaks"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::MaskedTest)
#include "masked_test.moc"
