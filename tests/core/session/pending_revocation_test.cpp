// What waits to be revoked, in and out of the keychain; and what is no such entry.
#include "core/session/pending_revocation.h"

#include "core/net/limits.h"
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

/// Single quotes for double ones: moc 6.4 does not read raw strings with them.
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

PendingRevocation pending(char mark, qint64 seconds)
{
    return {QString(22, QLatin1Char(mark)), QStringLiteral("https://id.example.com"),
            fromUnixSeconds(seconds)};
}

QByteArray entry(const QByteArray& id, const QByteArray& rest)
{
    return quoted("{'version':1,'pending':[{'id':'") + id + quoted("',") + rest + "}]}";
}

} // namespace

class PendingRevocationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listThereAndBack()
    {
        const QList<PendingRevocation> list{pending('a', 1000), pending('b', 2000)};
        const auto back = parsePendingRevocations(serialisePendingRevocations(list));
        QVERIFY(back);
        QCOMPARE(*back, list);
    }

    /// A241, A250: nothing of it gets into a key or an address.
    void badLists_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("detail");
        const QByteArray id(22, 'a');
        const QByteArray good = quoted("'issuer':'https://i.example','queued_at':1");
        const auto row = [](const char* name, const QByteArray& text, const char* detail) {
            QTest::newRow(name) << text << QString::fromLatin1(detail);
        };
        row("no JSON", "rubbish", "json");
        row("a list", "[]", "json");
        row("another version", quoted("{'version':2,'pending':[]}"), "version");
        row("no version", quoted("{'pending':[]}"), "version");
        row("empty", quoted("{'version':1,'pending':[]}"), "pending");
        row("no list", quoted("{'version':1,'pending':'x'}"), "pending");
        row("id with a slash", entry("../../aaaaaaaaaaaaaaaaa", good), "id");
        row("id too short", entry("a", good), "id");
        row("id with a line break", entry(id + "\\n", good), "id");
        row("no issuer", entry(id, quoted("'queued_at':1")), "issuer");
        row("endless issuer",
            entry(id, quoted("'issuer':'") + QByteArray(2049, 'i') + quoted("','queued_at':1")), "issuer");
        row("no date", entry(id, quoted("'issuer':'https://i.example'")), "queued_at");
        row("date as text", entry(id, quoted("'issuer':'https://i.example','queued_at':'1'")), "queued_at");
        QByteArray many = quoted("{'version':1,'pending':[");
        for (int i = 0; i <= limits::kPendingRevocations; ++i)
            many +=
                quoted("{'id':'") + id + quoted("',") + good + (i < limits::kPendingRevocations ? "}," : "}");
        row("one too many", many + "]}", "pending");
    }
    void badLists()
    {
        QFETCH(QByteArray, text);
        const auto list = parsePendingRevocations(SecretString::fromUtf8(text));
        QVERIFY(!list);
        QCOMPARE(list.error().code, QStringLiteral("revocation.unreadable"));
        QTEST(list.error().detail, "detail");
    }

    void grantThereAndBack()
    {
        SessionWorld world;
        const StoredGrant grant = world.provider.grant(QStringLiteral("alice"), "refresh-0");
        const auto back = parseRevocableGrant(
            serialiseRevocableGrant({grant, SecretString::fromUtf8("access \"quoted\" \xC3\xA9")}));
        QVERIFY(back);
        QVERIFY(back->grant.refreshToken.equals("refresh-0"));
        QVERIFY(back->accessToken.equals("access \"quoted\" \xC3\xA9"));
        QCOMPARE(back->grant.metadata.revocationEndpoint, grant.metadata.revocationEndpoint);
        // An entry has an end: the token that dies by itself gives way.
        const auto large =
            parseRevocableGrant(serialiseRevocableGrant({grant, SecretString(QByteArray(16 * 1024, 'a'))}));
        QVERIFY(large && large->accessToken.isEmpty());
        QVERIFY(large->grant.refreshToken.equals("refresh-0"));
    }

    void badGrants_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("no JSON") << QByteArray("x") << QStringLiteral("revocation.unreadable");
        QTest::newRow("no grant") << quoted("{'version':1}") << QStringLiteral("grant.unreadable");
        QTest::newRow("a grant that is none")
            << quoted("{'version':1,'grant':'{}'}") << QStringLiteral("grant.unreadable");
        QTest::newRow("a token that is a number")
            << quoted("{'version':1,'access_token':7}") << QStringLiteral("revocation.unreadable");
    }
    void badGrants()
    {
        QFETCH(QByteArray, text);
        const auto grant = parseRevocableGrant(SecretString::fromUtf8(text));
        QVERIFY(!grant);
        if (!grant.error().code.startsWith(u"grant."))
            QTEST(grant.error().code, "code");
    }

    void oldOnesGo()
    {
        const TimePoint now = fromUnixSeconds(1000000000);
        PendingRevocation young = pending('y', 1);
        PendingRevocation old = pending('o', 1);
        young.queuedAt = now - limits::kPendingRevocationLife + Seconds(1);
        old.queuedAt = now - limits::kPendingRevocationLife;
        QCOMPARE(withoutOld({young, old}, now), QList<PendingRevocation>{young});
    }
};

TESSERA_TEST(PendingRevocationTest)
#include "pending_revocation_test.moc"
