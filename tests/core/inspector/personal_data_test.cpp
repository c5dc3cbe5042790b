// What is found in claims, where, and that ordinary tokens are left alone.
#include "core/inspector/personal_data.h"
#include "core/inspector/personal_data_names.h"
#include "tests/core/inspector/jwt_report.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

namespace tessera::test {
namespace {

QString letter(DataKind kind)
{
    return QStringLiteral("PCBNSK").at(static_cast<int>(kind));
}

/// "C:cards[0] P:email"
QString found(const QJsonObject& claims)
{
    QStringList list;
    for (const PersonalDatum& datum : findPersonalData(claims))
        list.append(letter(datum.kind) + u':' + datum.path);
    return list.join(u' ');
}

} // namespace

class PersonalDataTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void walk_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const char* claims, const char* expected) {
            QTest::newRow(name) << QByteArray(claims) << QString::fromLatin1(expected);
        };
        row("nothing", "{}", "");
        row("card", "{'pan':'4111111111111111'}", "C:pan");
        row("card in groups", "{'x':'4111-1111-1111-1111'}", "C:x");
        row("card as a number", "{'x':4111111111111111}", "C:x");
        row("card, deep", "{'a':{'b':[{'c':'5555 5555 5555 4444'}]}}", "C:a.b[0].c");
        row("digits of an id are an id",
            "{'sub':'4111111111111111','order_id':'4111111111111111','jti':4111111111111111}", "");
        row("card in groups under an id", "{'sub':'4111 1111 1111 1111'}", "C:sub");
        row("IBAN", "{'konto':'DE89 3704 0044 0532 0130 00'}", "B:konto");
        row("SSN", "{'x':'219-09-9999'}", "N:x");
        row("BSN by its name", "{'bsn':'111222333','other':'111222333'}", "N:bsn");
        row("BSN as a number", "{'tax_id':111222333}", "N:tax_id");
        row("password", "{'password':'x'}", "S:password");
        row("password spelt otherwise", "{'db-Password':'x','Client_Secret':'y'}",
            "S:Client_Secret S:db-Password");
        row("passwords in a list", "{'credentials':['a','b']}", "S:credentials[0] S:credentials[1]");
        row("empty password", "{'password':''}", "");
        row("secret that is true", "{'secret':true}", "");
        row("object called secret", "{'kubernetes.io':{'secret':{'name':'n','uid':'u'}}}", "");
        row("GitHub token", "{'x':'ghp_0123456789012345678901234567890123456'}", "S:x");
        row("AWS key", "{'x':'AKIAIOSFODNN7EXAMPLE'}", "S:x");
        row("short prefix", "{'x':'ghp_1','y':'AKIA'}", "");
        row("PEM", "{'x':'-----BEGIN RSA PRIVATE KEY-----'}", "K:x");
        row("public PEM", "{'x':'-----BEGIN PUBLIC KEY-----'}", "");
        row("private JWK", "{'cnf':{'jwk':{'kty':'EC','x':'a','d':'b'}}}", "K:cnf.jwk");
        row("public JWK", "{'cnf':{'jwk':{'kty':'EC','x':'a'}}}", "");
        row("e-mail", "{'email':'a@example.com','email_verified':true}", "P:email");
        row("e-mail under another name", "{'upn':'a@example.com'}", "P:upn");
        row("telephone", "{'phone_number':'+1 (604) 555-1234'}", "P:phone_number");
        row("birthday", "{'birthdate':'1985-10-10'}", "P:birthdate");
        row("address", "{'address':{'locality':'Oslo','street_address':'x 1'}}",
            "P:address P:address.street_address");
        row("empty address", "{'address':{}}", "");
        row("times", "{'iat':1767323045,'exp':1767326645,'nbf':1767323045}", "");
        row("UUID", "{'x':'4111a111-1111-4111-9111-111111111111'}", "");
        row("snowflake", "{'x':'175928847299117063'}", "");
    }
    void walk()
    {
        QFETCH(QByteArray, claims);
        QTEST(found(QJsonDocument::fromJson(jsonText(claims)).object()), "found");
    }

    void valuesStayHidden()
    {
        const auto data =
            findPersonalData(QJsonDocument::fromJson(jsonText("{'a':'4111111111111111'}")).object());
        QCOMPARE(data, (QList<PersonalDatum>{{DataKind::CardNumber, QStringLiteral("a"),
                                              QStringLiteral("a card number (16 characters, hidden)")}}));
    }

    void bounded() // A197
    {
        QJsonArray cards;
        for (int i = 0; i < 20'000; ++i)
            cards.append(QStringLiteral("4111111111111111"));
        QCOMPARE(findPersonalData({{QStringLiteral("x"), cards}}).size(), 50);
        QJsonArray padding;
        for (int i = 0; i < 6'000; ++i)
            padding.append(i);
        const QJsonObject late{{QStringLiteral("a"), padding},
                               {QStringLiteral("b"), QStringLiteral("4111111111111111")}};
        QVERIFY(findPersonalData(late).isEmpty());
        QJsonValue deep(QStringLiteral("4111111111111111"));
        for (int i = 0; i < 40; ++i)
            deep = QJsonArray{deep};
        QVERIFY(findPersonalData({{QStringLiteral("x"), deep}}).isEmpty());
    }

    void pathsArePrintable() // A283
    {
        const QJsonObject claims{{QStringLiteral("a") + QChar(0x202E), QStringLiteral("a@example.com")}};
        QCOMPARE(findPersonalData(claims).first().path, QStringLiteral("a\\u{202e}"));
    }

    void names()
    {
        QCOMPARE(hintOfName(u"Pass_Word"), NameHint::Secret);
        QCOMPARE(hintOfName(u"session_id"), NameHint::Technical);
        QCOMPARE(hintOfName(u"steuer-id"), NameHint::NationalId);
        QCOMPARE(hintOfName(u"scope"), NameHint::None);
        QCOMPARE(hintOfName(QString(10'000, u'x')), NameHint::None);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::PersonalDataTest)
#include "personal_data_test.moc"
