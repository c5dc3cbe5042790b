// Numbers with check digits: samples their offices and banks publish, and the same with one digit changed.
#include "core/inspector/personal_data_numbers.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class PersonalDataNumbersTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cards_data()
    {
        QTest::addColumn<bool>("is");
        for (const char* number :
             {"4111111111111111", "4012888888881881", "5555555555554444", "2223003122003222",
              "378282246310005", "6011111111111117", "3530111333300000", "30569309025904"})
            QTest::newRow(number) << true;
        for (const char* number : {"", "4111111111111112", "4222222222222", "1234567812345670",
                                   "110169484474386276334", "55555555555544449", "411111111111111"})
            QTest::addRow("no %s", number) << false;
    }
    void cards()
    {
        QFETCH(bool, is);
        const QString number = QString::fromLatin1(QTest::currentDataTag()).remove(QStringLiteral("no "));
        QCOMPARE(isCardNumber(number), is);
    }

    void ibans_data()
    {
        QTest::addColumn<bool>("is");
        for (const char* number :
             {"DE89370400440532013000", "GB82WEST12345698765432", "FR1420041010050500013M02606",
              "NL91ABNA0417164300", "NO9386011117947", "MT84MALT011000012345MTLCAST001S"})
            QTest::newRow(number) << true;
        for (const char* number :
             {"", "DE89370400440532013001", "DE8937040044053201300", "XX89370400440532013000",
              "GB82WEST1234569876543a", "ABCDEFGHIJKLMNOPQRSTUV"})
            QTest::addRow("no %s", number) << false;
    }
    void ibans()
    {
        QFETCH(bool, is);
        QCOMPARE(isIban(QString::fromLatin1(QTest::currentDataTag()).remove(QStringLiteral("no "))), is);
    }

    void nationalIds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("whose");      // under any name
        QTest::addColumn<QString>("whoseNamed"); // under a name that speaks of it
        const auto row = [](const char* text, const char* whose, const char* named) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(whose)
                                << QString::fromLatin1(named);
        };
        const auto both = [&](const char* text, const char* whose) { row(text, whose, whose); };
        both("219-09-9999", "US social security number");
        both("000-12-3456", "");
        both("666-12-3456", "");
        both("900-12-3456", "");
        both("219-00-9999", "");
        both("219-09-0000", "");
        row("219099999", "", "");
        row("86095742719", "", "German tax id");
        row("47036892816", "", "German tax id");
        row("86095742718", "", "");
        row("01234567899", "", "");
        both("1 85 05 78 006 084 91", "French NIR");
        both("185057800608491", "French NIR");
        both("185057800608492", "");
        both("185137800608491", "");
        row("111222333", "", "Dutch BSN");
        row("111222334", "", "");
        row("000000000", "", "");
        row("44051401359", "", "Polish PESEL");
        row("44051401358", "", "");
        both("640823-3234", "Swedish personnummer");
        both("19811228-9874", "Swedish personnummer");
        both("198112289874", "Swedish personnummer");
        both("640823-3235", "");
        both("641323-3234", "");
        both("12345678Z", "Spanish DNI or NIE");
        both("X1234567L", "Spanish DNI or NIE");
        both("12345678A", "");
        both("RSSMRA85T10A562S", "Italian codice fiscale");
        both("rssmra85t10a562s", "Italian codice fiscale");
        both("RSSMRA85T10A562T", "");
        both("AB 12 34 56 C", "UK National Insurance number");
        both("QQ123456C", "");
        both("GB123456C", "");
        both("AB123456E", "");
        both("", "");
        both("2026-01-02", "");
        both("00000000-0000-0000-66f3-3332eca7ea81", "");
    }
    void nationalIds()
    {
        QFETCH(QString, text);
        QTEST(nationalIdIn(text, false), "whose");
        QTEST(nationalIdIn(text, true), "whoseNamed");
    }

    void luhn()
    {
        QVERIFY(!fitsLuhn(u""));
        QVERIFY(fitsLuhn(u"0"));
        QVERIFY(fitsLuhn(u"79927398713"));
        QVERIFY(!fitsLuhn(u"79927398710"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::PersonalDataNumbersTest)
#include "personal_data_numbers_test.moc"
