// The list of accounts is watched: told once for several changes, also where the folder comes later.
#include "core/base/whole_file.h"
#include "core/session/account_list_watch.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;

namespace {

constexpr int kQuiet = 700; // longer than changes are gathered
constexpr int kPatience = 5000;

QString listIn(const QString& folder)
{
    return folder + QStringLiteral("/accounts.json");
}

} // namespace

class AccountListWatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsOfChanges()
    {
        QTemporaryDir folder;
        AccountListWatch watch(listIn(folder.path()));
        QSignalSpy changed(&watch, &AccountListWatch::changed);
        QVERIFY(!changed.wait(kQuiet)); // nothing happened
        QVERIFY(replaceFile(listIn(folder.path()), "one"));
        QVERIFY(changed.wait(kPatience));
        QTest::qWait(kQuiet);
        const auto before = changed.size();
        QVERIFY(replaceFile(listIn(folder.path()), "two")); // in place of one that was there
        QVERIFY(changed.wait(kPatience));
        QVERIFY(changed.size() > before);
    }

    void severalAreOne()
    {
        QTemporaryDir folder;
        AccountListWatch watch(listIn(folder.path()));
        QSignalSpy changed(&watch, &AccountListWatch::changed);
        for (int i = 0; i < 20; ++i)
            QVERIFY(replaceFile(listIn(folder.path()), QByteArray::number(i)));
        QVERIFY(changed.wait(kPatience));
        QTest::qWait(kQuiet);
        QVERIFY2(changed.size() <= 2, QByteArray::number(changed.size()).constData());
    }

    /// A busy folder does not put it off for ever.
    void toldWhileItGoesOn()
    {
        QTemporaryDir folder;
        AccountListWatch watch(listIn(folder.path()));
        QSignalSpy changed(&watch, &AccountListWatch::changed);
        for (int i = 0; i < 60 && changed.isEmpty(); ++i) {
            QVERIFY(replaceFile(listIn(folder.path()), QByteArray::number(i)));
            QTest::qWait(30);
        }
        QVERIFY(!changed.isEmpty());
    }

    void folderComesLater()
    {
        QTemporaryDir folder;
        const QString later = folder.filePath(QStringLiteral("later"));
        AccountListWatch watch(listIn(later));
        QSignalSpy changed(&watch, &AccountListWatch::changed);
        QVERIFY(QDir().mkpath(later));
        QVERIFY(changed.wait(kPatience));
        QTest::qWait(kQuiet);
        changed.clear();
        QVERIFY(replaceFile(listIn(later), "one"));
        QVERIFY(changed.wait(1500)); // from now on at once
    }

    void folderIsReplaced()
    {
        QTemporaryDir folder;
        const QString again = folder.filePath(QStringLiteral("again"));
        QVERIFY(QDir().mkpath(again));
        AccountListWatch watch(listIn(again));
        QSignalSpy changed(&watch, &AccountListWatch::changed);
        QVERIFY(QDir(again).removeRecursively());
        QVERIFY(changed.wait(kPatience));
        QVERIFY(QDir().mkpath(again));
        QVERIFY(changed.wait(kPatience));
        QTest::qWait(kQuiet);
        changed.clear();
        QVERIFY(replaceFile(listIn(again), "one"));
        QVERIFY(changed.wait(1500));
    }

    void linkedList()
    {
        QTemporaryDir folder;
        const QString elsewhere = folder.filePath(QStringLiteral("elsewhere"));
        const QString here = folder.filePath(QStringLiteral("here"));
        QVERIFY(QDir().mkpath(elsewhere) && QDir().mkpath(here));
        QVERIFY(replaceFile(listIn(elsewhere), "one"));
        QVERIFY(QFile::link(listIn(elsewhere), listIn(here)));
        AccountListWatch watch(listIn(here));
        QSignalSpy changed(&watch, &AccountListWatch::changed);
        QVERIFY(replaceFile(listIn(here), "two"));
        QVERIFY(changed.wait(1500));
    }

    void tellsAgainWhenAsked()
    {
        QTemporaryDir folder;
        AccountListWatch watch(listIn(folder.path()));
        QSignalSpy changed(&watch, &AccountListWatch::changed);
        watch.tellAgain();
        QVERIFY(!changed.wait(500)); // not at once
        QVERIFY(changed.wait(kPatience));
    }
};

TESSERA_TEST(AccountListWatchTest)
#include "account_list_watch_test.moc"
