// Which scopes a sign-in would take away, and what to ask for instead.
#include "core/session/scope_ledger.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class ScopeLedgerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ledger_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("granted");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("lost");
        QTest::addColumn<QString>("gained");
        QTest::addColumn<QString>("together");
        QTest::newRow("as before") << "a b"
                                   << "a b"
                                   << "a b"
                                   << ""
                                   << ""
                                   << "a b";
        QTest::newRow("first time") << "a b"
                                    << "a"
                                    << ""
                                    << ""
                                    << "a"
                                    << "a b";
        QTest::newRow("fewer asked") << "a"
                                     << "a"
                                     << "a b c"
                                     << "b c"
                                     << ""
                                     << "a b c";
        QTest::newRow("fewer granted") << "a b"
                                       << "a"
                                       << "a b"
                                       << "b"
                                       << ""
                                       << "a b";
        QTest::newRow("more") << "a b"
                              << "a b"
                              << "a"
                              << ""
                              << "b"
                              << "a b";
        QTest::newRow("others") << "c"
                                << "c"
                                << "a"
                                << "a"
                                << "c"
                                << "a c";
    }
    void ledger()
    {
        QFETCH(QString, asked);
        QFETCH(QString, granted);
        QFETCH(QString, before);
        const auto list = [](const QString& text) { return text.split(u' ', Qt::SkipEmptyParts); };
        const ScopeLedger ledger{list(asked), list(granted), list(before)};
        QTEST(ledger.lost().join(u' '), "lost");
        QTEST(ledger.gained().join(u' '), "gained");
        QTEST(ledger.together().join(u' '), "together");
    }
};

TESSERA_TEST(ScopeLedgerTest)
#include "scope_ledger_test.moc"
