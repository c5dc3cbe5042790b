// The exit status of each kind of error, as the command line contract fixes it.
#include "app/cli/exit_status.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::cli;

class ExitStatusTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void statuses_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("status");
        QTest::newRow("signature wrong") << ErrorKind::Untrusted << "id_token.signature" << 1;
        QTest::newRow("server said no") << ErrorKind::Denied << "access_denied" << 1;
        QTest::newRow("HTML instead of JSON") << ErrorKind::Malformed << "http.content_type" << 1;
        QTest::newRow("configuration") << ErrorKind::Configuration << "issuer.scheme" << 2;
        QTest::newRow("refresh token dead") << ErrorKind::Denied << "invalid_grant" << 3;
        QTest::newRow("the same, in GitHub's words") << ErrorKind::Denied << "bad_refresh_token" << 3;
        QTest::newRow("signed out") << ErrorKind::Denied << "session.sign_in_needed" << 3;
        QTest::newRow("no grant in an open keychain") << ErrorKind::Keychain << "grant.missing" << 3;
        QTest::newRow("unreachable") << ErrorKind::Offline << "net.host_not_found" << 4;
        QTest::newRow("server too slow") << ErrorKind::Timeout << "net.timeout" << 4;
        QTest::newRow("A214 answer lost") << ErrorKind::Denied << "session.answer_lost" << 3;
        QTest::newRow("keychain") << ErrorKind::Keychain << "keychain.locked" << 5;
        QTest::newRow("person too slow") << ErrorKind::Timeout << "sign_in.time_limit" << 6;
        QTest::newRow("Ctrl+C") << ErrorKind::Cancelled << "cancelled" << 6;
    }
    void statuses()
    {
        QFETCH(ErrorKind, kind);
        QFETCH(QString, code);
        QTEST(int(exitStatusFor(Error{kind, code, {}, {}})), "status");
    }
};

TESSERA_TEST(ExitStatusTest)
#include "exit_status_test.moc"
