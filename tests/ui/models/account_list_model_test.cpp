// The list of accounts as a model: values in, rows out.
#include "ui/models/account_list_model.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using Model = AccountListModel;

class AccountListModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<Model>();
        m_model->setNow(test::madeUpNow());
        for (const Session& session : test::sixAccounts())
            m_model->put(session);
    }

    void isAWellBehavedModel()
    {
        QAbstractItemModelTester tester(m_model.get(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->put(test::hostile());
        m_model->remove(test::anaAtAcme().account.id);
        m_model->setNow(test::madeUpNow() + Seconds(60));
    }

    void rowsSayWhoWhereAndHow_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("glyph");
        const auto row = [](const char* tag, int at, const QString& name, const char* host, const char* word,
                            Glyph glyph) {
            QTest::newRow(tag) << at << name << QString::fromUtf8(host) << QString::fromUtf8(word)
                               << int(glyph);
        };
        row("all is well", 0, QStringLiteral("Ana Marić"), "id.acme.example", "", Glyph::Ok);
        row("sign-in needed", 2, QStringLiteral("anamaric"), "gitlab.com", "Sign-in needed", Glyph::Warning);
        row("offline", 3, QStringLiteral("Build robot"), "gitlab.example.org", "Offline", Glyph::Offline);
        row("locked, ACE host", 4, QStringLiteral("Jana Weber"), "id.xn--mnchen-3ya.example",
            "Keychain locked", Glyph::Locked);
        row("development", 5, QStringLiteral("Alice Adams"), "127.0.0.1:8787", "development", Glyph::Ok);
    }

    void rowsSayWhoWhereAndHow()
    {
        QFETCH(int, row);
        const QModelIndex index = m_model->index(row);
        QTEST(index.data(Model::NameRole).toString(), "name");
        QTEST(index.data(Model::HostRole).toString(), "host");
        QTEST(index.data(Model::WordRole).toString(), "word");
        QTEST(index.data(Model::GlyphRole).toInt(), "glyph");
        // A screen reader hears the whole sentence.
        const QString spoken = index.data(Qt::AccessibleTextRole).toString();
        QVERIFY(spoken.contains(index.data(Model::HostRole).toString()));
        QVERIFY(spoken.endsWith(u'.') || spoken.endsWith(u')'));
    }

    void manyAtOnce()
    {
        QAbstractItemModelTester tester(m_model.get(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        Session known = test::anaAtAcme();
        known.account.name = QStringLiteral("Renamed");
        Session waiting = test::hostile();
        waiting.phase = Phase::SignInNeeded;
        const int before = m_model->waiting();
        m_model->add({known, waiting});
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(m_model->rowCount(), 7);
        QCOMPARE(m_model->rowOf(known.account.id), 0);
        QCOMPARE(m_model->index(0).data(Model::NameRole).toString(), QStringLiteral("Renamed"));
        QCOMPARE(m_model->rowOf(waiting.account.id), 6);
        QCOMPARE(m_model->waiting(), before + 1);
        m_model->add({});
        QCOMPARE(inserted.size(), 1);
        m_model->remove(waiting.account.id);
        QCOMPARE(m_model->waiting(), before);
        QCOMPARE(m_model->rowOf(waiting.account.id), -1);
    }

    /// What a person does to a row is asked for; the answer comes as put() and sortAs().
    void rowsAskToBeChanged()
    {
        QSignalSpy renamed(m_model.get(), &Model::renameRequested);
        QVERIFY(m_model->setData(m_model->index(0), QStringLiteral("Work"), Qt::EditRole));
        QCOMPARE(renamed.size(), 1);
        QVERIFY(m_model->index(0).data(Model::NameRole).toString() != QStringLiteral("Work"));
        QVERIFY(!m_model->setData(m_model->index(0), QStringLiteral("Work"), Qt::DisplayRole));
        QVERIFY(!m_model->setData(QModelIndex(), QStringLiteral("Work"), Qt::EditRole));
        QStringList ids;
        for (const Session& session : m_model->sessions())
            ids.prepend(session.account.id);
        const QPersistentModelIndex first(m_model->index(0));
        m_model->sortAs(ids);
        QCOMPARE(first.row(), 5);
        QCOMPARE(m_model->rowOf(ids.constFirst()), 0);
    }

    void putReplacesInPlace()
    {
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        Session session = test::anaAtAcme();
        session.phase = Phase::Renewing;
        m_model->put(session);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(inserted.size(), 0);
        QCOMPARE(m_model->index(0).data(Model::WordRole).toString(), QStringLiteral("Renewing"));
    }

    void removeTakesOneRow()
    {
        m_model->remove(test::anaAtAcme().account.id);
        QCOMPARE(m_model->rowCount(), 5);
        QCOMPARE(m_model->session(test::anaAtAcme().account.id), nullptr);
        m_model->remove(QStringLiteral("nobody"));
        QCOMPARE(m_model->rowCount(), 5);
    }

    void hostileTextIsTamed()
    {
        m_model->put(test::hostile());
        const QModelIndex index = m_model->index(6);
        QVERIFY(index.data(Model::NameRole).toString().size() < 200);
        QCOMPARE(index.data(Model::HostRole).toString(), QStringLiteral("xn--pple-43d.com.evil.example"));
        const QString tip = index.data(Qt::ToolTipRole).toString();
        QVERIFY(tip.startsWith(QStringLiteral("<qt>")));
        QVERIFY(!tip.contains(QStringLiteral("<img")));
    }

private:
    std::unique_ptr<Model> m_model;
};

TESSERA_TEST(AccountListModelTest)
#include "account_list_model_test.moc"
