// The accounts in their order, and by id.
#include "core/session/entry_list.h"

#include "core/session/manager_state.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class EntryListTest final : public QObject
{
    Q_OBJECT

    static EntryPtr entry(const char* id)
    {
        auto made = std::make_shared<AccountEntry>();
        made->session.account.id = QString::fromLatin1(id);
        return made;
    }

private Q_SLOTS:
    void keepsTheOrder()
    {
        EntryList list;
        const auto a = entry("a");
        const auto b = entry("b");
        const auto c = entry("c");
        list.place(a);
        list.place(b);
        list.place(c);
        QCOMPARE(list.all(), (QList<EntryPtr>{a, b, c}));
        QCOMPARE(list.find(QStringLiteral("b")), b);
        QVERIFY(!list.find(QStringLiteral("d")));
        list.remove(b);
        QCOMPARE(list.all(), (QList<EntryPtr>{a, c}));
        QVERIFY(!list.find(QStringLiteral("b")));
        QVERIFY(!list.contains(b));
        list.remove(b);
        QCOMPARE(list.all().size(), 2);
    }

    void aNewSignInTakesThePlace()
    {
        EntryList list;
        const auto before = entry("a");
        const auto other = entry("b");
        const auto after = entry("a");
        list.place(before);
        list.place(other);
        list.place(after, before);
        QCOMPARE(list.all(), (QList<EntryPtr>{after, other}));
        QCOMPARE(list.find(QStringLiteral("a")), after);
        QVERIFY(!list.contains(before));
        // The old one is gone: its late end must not take the new one away.
        list.remove(before);
        QCOMPARE(list.all().size(), 2);
        const auto third = entry("c");
        list.place(third, before);
        QCOMPARE(list.all(), (QList<EntryPtr>{after, other, third}));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::EntryListTest)
#include "entry_list_test.moc"
