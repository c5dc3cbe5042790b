// What is noted of a renewal, and what is concluded from a failure (A213, A214, A220).
#include "core/session/renewal_note.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

Q_DECLARE_METATYPE(tessera::RequestFate)
Q_DECLARE_METATYPE(tessera::ErrorKind)

class RenewalNoteTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fates_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("code");
        QTest::addColumn<RequestFate>("fate");
        QTest::addColumn<bool>("lost");
        const auto row = [](ErrorKind kind, const char* code, RequestFate fate, bool lost = false) {
            QTest::newRow(code) << kind << QString::fromLatin1(code) << fate << lost;
        };
        using enum RequestFate;
        row(ErrorKind::Offline, "net.host_not_found", NotSent);
        row(ErrorKind::Offline, "net.connection_refused", NotSent);
        row(ErrorKind::Offline, "net.unreachable", NotSent);
        row(ErrorKind::Offline, "net.offline", NotSent);
        row(ErrorKind::Untrusted, "net.tls", NotSent);
        row(ErrorKind::Offline, "net.captive_portal", NotSent);
        row(ErrorKind::Offline, "net.proxy", NotSent);
        row(ErrorKind::Configuration, "key.unusable", NotSent);
        row(ErrorKind::Denied, "invalid_grant", Answered);
        row(ErrorKind::Denied, "invalid_client", Answered);
        row(ErrorKind::Denied, "invalid_scope", Answered);
        row(ErrorKind::Timeout, "net.timeout", Unknown, true);
        row(ErrorKind::Timeout, "net.too_slow", Unknown, true);
        row(ErrorKind::Offline, "net.connection_lost", Unknown, true);
        row(ErrorKind::Malformed, "net.truncated", Unknown, true);
        row(ErrorKind::Denied, "http.status", Unknown);
        row(ErrorKind::Denied, "temporarily_unavailable", Unknown);
        row(ErrorKind::Malformed, "http.content_type", Unknown);
        row(ErrorKind::Malformed, "token_response.member", Unknown);
        row(ErrorKind::Untrusted, "id_token.sub_changed", Answered);
        row(ErrorKind::Cancelled, "cancelled", Unknown);
    }
    void fates()
    {
        QFETCH(ErrorKind, kind);
        QFETCH(QString, code);
        QFETCH(RequestFate, fate);
        QFETCH(bool, lost);
        const Error error{kind, code, {}, {}};
        QCOMPARE(requestFate(error), fate);
        QCOMPARE(isLostAnswer(error), lost);
    }

    void olderNoteAboutTheSameTokenStays()
    {
        const auto token = SecretString::fromUtf8("r0");
        const RenewalNote first = noteFor({}, token, TimePoint(Milliseconds(1500)));
        QCOMPARE(first.since, TimePoint(Seconds(1)));
        QVERIFY(noteFor(first, token, TimePoint(Seconds(99))) == first);
        const RenewalNote other = noteFor(first, SecretString::fromUtf8("r1"), TimePoint(Seconds(99)));
        QCOMPARE(other.since, TimePoint(Seconds(99)));
        QVERIFY(other.fingerprint != first.fingerprint);
        QVERIFY(!first.fingerprint.contains(QStringLiteral("r0")));
    }
};

TESSERA_TEST(RenewalNoteTest)
#include "renewal_note_test.moc"
