// Approvals as a table.
#include "ui/models/approval_list_model.h"

#include "tests/support/test_program.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace tessera;

class ApprovalListModelTest final : public QObject
{
    Q_OBJECT

    static Approval approval()
    {
        Approval made;
        made.id = QStringLiteral("0a1b2c3d");
        made.program = QStringLiteral("/usr/bin/kubectl");
        made.account = QStringLiteral("work");
        made.scope = QStringList{QStringLiteral("openid"), QStringLiteral("groups")};
        return made;
    }

private Q_SLOTS:
    void shows()
    {
        ApprovalListModel model;
        const QAbstractItemModelTester tester(&model);
        Approval byShell = approval();
        byShell.program = QStringLiteral("/usr/bin/tessera");
        byShell.startedBy = QStringLiteral("/usr/bin/zsh");
        byShell.kind = WishKind::Id;
        byShell.until = fromUnixSeconds(1767323045);
        Approval denial = approval();
        denial.isDenial = true;
        model.setApprovals({approval(), byShell, denial});
        const auto text = [&model](int row, int column) {
            return model.index(row, column).data(Qt::DisplayRole).toString();
        };
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(text(0, ApprovalListModel::Program), QStringLiteral("/usr/bin/kubectl"));
        QCOMPARE(text(0, ApprovalListModel::Token), QStringLiteral("Access token"));
        QCOMPARE(text(0, ApprovalListModel::Scope), QStringLiteral("openid groups"));
        QCOMPARE(text(0, ApprovalListModel::Until), QStringLiteral("Always"));
        QCOMPARE(text(1, ApprovalListModel::Program), QStringLiteral("/usr/bin/zsh"));
        QCOMPARE(text(1, ApprovalListModel::Token), QStringLiteral("ID token"));
        QVERIFY(text(1, ApprovalListModel::Until).startsWith(QStringLiteral("Until ")));
        QCOMPARE(text(2, ApprovalListModel::Until), QStringLiteral("Denied"));
        QCOMPARE(model.index(0, 0).data(ApprovalListModel::IdRole).toString(), QStringLiteral("0a1b2c3d"));
        QCOMPARE(model.headerData(4, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Until"));
    }

    void markupIsText()
    {
        ApprovalListModel model;
        Approval hostile = approval();
        hostile.program = QStringLiteral("/tmp/<img src=x>\u202e");
        model.setApprovals({hostile});
        const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY(!tip.contains(QStringLiteral("<img")));
        QVERIFY(!model.index(0, 0).data(Qt::DisplayRole).toString().contains(QChar(0x202e)));
    }
};

TESSERA_TEST(ApprovalListModelTest)
#include "approval_list_model_test.moc"
