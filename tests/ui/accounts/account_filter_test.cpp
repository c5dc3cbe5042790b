// Which accounts fit what is typed.
#include "ui/accounts/account_filter.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "ui/models/account_list_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace tessera;

class AccountFilterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("rows");
        QTest::newRow("nothing typed") << QString() << 6;
        QTest::newRow("a name") << QStringLiteral("weber") << 1;
        QTest::newRow("in any case") << QStringLiteral("MARIĆ") << 2;
        QTest::newRow("a host") << QStringLiteral("acme.example") << 1;
        QTest::newRow("two words, in any order") << QStringLiteral("acme ana") << 1;
        QTest::newRow("blanks") << QStringLiteral("  weber  ") << 1;
        QTest::newRow("nobody") << QStringLiteral("weber acme") << 0;
        QTest::newRow("no pattern") << QStringLiteral(".*") << 0;
    }
    void fits()
    {
        QFETCH(QString, text);
        AccountListModel model;
        for (const Session& session : test::sixAccounts())
            model.put(session);
        AccountFilter filter(&model);
        QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setText(text);
        QTEST(filter.rowCount(), "rows");
        filter.setText(QString());
        QCOMPARE(filter.rowCount(), 6);
    }
};

TESSERA_TEST(AccountFilterTest)
#include "account_filter_test.moc"
