// Which keys of a set are tried, in which order and how often (A158 for decryption).
#include "core/jose/jwe_attempts.h"

#include "tests/core/jose/jwe_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

Key wrappingKey(char letter, const char* kid = "")
{
    const Key key = Key::fromSecret(secretOf(QByteArray(16, letter)));
    return *kid ? key.withKid(QString::fromLatin1(kid)) : key;
}

CompactJwe tokenFor(const Key& key)
{
    return parseCompactJwe(encryptCompact("text", key, u"A128KW", u"A128GCM").value()).value();
}

} // namespace

class JweAttemptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void selection_data()
    {
        QTest::addColumn<QString>("kid");
        QTest::addColumn<QList<Key>>("keys");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* kid, const QList<Key>& keys, const char* code) {
            QTest::newRow(name) << QString::fromLatin1(kid) << keys << QString::fromLatin1(code);
        };
        const Key ours = wrappingKey('o');
        const QString k1 = QStringLiteral("k1");
        row("of that kid", "k1", {wrappingKey('x', "k2"), ours.withKid(k1)}, "ok");
        row("without a kid", "k1", {ours}, "ok");
        row("of that kid after one without", "k1", {wrappingKey('x'), ours.withKid(k1)}, "ok");
        row("without a kid beside a wrong one of that kid", "k1", {wrappingKey('x', "k1"), ours},
            "jwe.decryption");
        row("A205 two of that kid", "k1", {wrappingKey('x', "k1"), ours.withKid(k1)}, "jwks.duplicate_kid");
        row("A169 zeros of that kid", "k1", {wrappingKey('\0', "k1")}, "jwks.no_key");
        row("of another kid only", "k1", {ours.withKid(QStringLiteral("k2"))}, "jwks.unknown_kid");
        row("token without a kid", "", {wrappingKey('x', "k2"), ours.withKid(k1)}, "ok");
        row("wrong key of that kid", "k1", {wrappingKey('x', "k1")}, "jwe.decryption");
        row("only a key for signatures", "k1", {ours.withKid(k1).withUse(QStringLiteral("sig"))},
            "jwks.no_key");
        row("only a key for another algorithm", "k1", {ours.withKid(k1).withAlg(QStringLiteral("A128GCMKW"))},
            "jwks.no_key");
        row("only keys of another kind", "k1", {rsaKey().withKid(k1), octKey(32)}, "jwks.no_key");
        row("no keys", "k1", {}, "jwks.unknown_kid");
        row("no keys, no kid", "", {}, "jwks.no_key");
        row("the eighth key", "", others(7) + QList{ours}, "ok");
        row("A158 the ninth key", "", others(8) + QList{ours}, "jwe.decryption");
        row("A158 the ninth key, but of that kid", "k1", others(8) + QList{ours.withKid(k1)}, "ok");
    }

    void selection()
    {
        QFETCH(QString, kid);
        QFETCH(QList<Key>, keys);
        const Key ours = wrappingKey('o');
        const CompactJwe jwe = tokenFor(kid.isEmpty() ? ours : ours.withKid(kid));
        const auto decrypted = decryptJwe(jwe, JwkSet(keys));
        QTEST(codeOf(decrypted), "code");
        if (decrypted)
            QVERIFY(decrypted->plaintext.equals("text"));
        else
            QCOMPARE(decrypted.error().kind, ErrorKind::Untrusted);
    }

    void saysWhichKey()
    {
        const Key ours = wrappingKey('o', "k1");
        const auto decrypted = decryptJwe(tokenFor(ours), JwkSet({wrappingKey('x'), ours}));
        QCOMPARE(decrypted.value().kid, QStringLiteral("k1"));
        QCOMPARE(decrypted->header.kid, QStringLiteral("k1"));
        const auto unnamed = decryptJwe(tokenFor(ours), JwkSet({wrappingKey('o')}));
        QCOMPARE(unnamed.value().kid, QString());
    }

    void chosenKeyNeedsNoKid()
    {
        QVERIFY(decryptJwe(tokenFor(wrappingKey('o', "k1")), wrappingKey('o', "k2")));
    }

    void manyRecipientsAreTriedEightTimes()
    {
        const CompactJwe ours = tokenFor(wrappingKey('o'));
        JweRecipient other = ours.recipient;
        other.encryptedKey[0] = static_cast<char>(other.encryptedKey[0] ^ 1);
        const auto openedAfter = [&](int before, const Key& key) {
            QList<JweRecipient> recipients(before, other);
            recipients.append(ours.recipient);
            recipients.last().header.kid = QStringLiteral("k1");
            return codeOf(decryptAny(recipients, ours.content, thisKey(key), {}));
        };
        QCOMPARE(openedAfter(7, wrappingKey('o')), QStringLiteral("ok"));
        QCOMPARE(openedAfter(8, wrappingKey('o')), QStringLiteral("jwe.decryption"));
        QCOMPARE(openedAfter(15, wrappingKey('o', "k1")), QStringLiteral("ok"));
    }

    void passwordIsNoKey()
    {
        const CompactJwe jwe = tokenFor(wrappingKey('o'));
        QCOMPARE(codeOf(decryptJwe(jwe, secretOf(QByteArray(16, 'o')), passwordsAllowed())),
                 QStringLiteral("key.wrong_type"));
    }

private:
    static QList<Key> others(int count)
    {
        QList<Key> keys;
        for (int i = 0; i < count; ++i)
            keys.append(wrappingKey(static_cast<char>('a' + i)));
        return keys;
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JweAttemptsTest)
#include "jwe_attempts_test.moc"
