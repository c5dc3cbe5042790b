// The worst account decides what the tray says.
#include "ui/text/tray_text.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

class TrayTextTest final : public QObject
{
    Q_OBJECT

    static Session in(Phase phase, const QString& id)
    {
        Session session = anaAtAcme();
        session.account.id = id;
        session.phase = phase;
        return session;
    }

private Q_SLOTS:
    void worst_data()
    {
        QTest::addColumn<QList<int>>("phases");
        QTest::addColumn<int>("glyph");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QList<Phase>& phases, Glyph glyph, const char* words) {
            QList<int> numbers;
            for (const Phase phase : phases)
                numbers.append(int(phase));
            QTest::newRow(name) << numbers << int(glyph) << QString::fromLatin1(words);
        };
        row("nobody", {}, Glyph::Rest, "Tessera: nobody is signed in.");
        row("one", {Phase::Active}, Glyph::Ok, "Tessera: signed in.");
        row("two", {Phase::Active, Phase::Active}, Glyph::Ok, "Tessera: 2 accounts, all signed in.");
        row("offline", {Phase::Active, Phase::Offline}, Glyph::Offline, "Tessera: offline; it keeps trying.");
        row("one of one", {Phase::SignInNeeded}, Glyph::Warning, "Tessera: Sign-in needed.");
        row("one of three", {Phase::Offline, Phase::SignInNeeded, Phase::Active}, Glyph::Warning,
            "Tessera: 1 of 3 accounts need you.");
        row("locked", {Phase::KeychainLocked, Phase::Offline}, Glyph::Locked,
            "Tessera: 1 of 2 accounts need you.");
        row("needed before locked", {Phase::KeychainLocked, Phase::SignInNeeded}, Glyph::Warning,
            "Tessera: 2 of 2 accounts need you.");
    }

    void worst()
    {
        QFETCH(QList<int>, phases);
        QFETCH(int, glyph);
        QFETCH(QString, words);
        QList<Session> sessions;
        for (const int phase : phases)
            sessions.append(in(Phase(phase), QString::number(sessions.size())));
        const TrayText text = trayText(sessions, madeUpNow());
        QCOMPARE(int(text.glyph), glyph);
        QCOMPARE(text.toolTip, words);
    }

    void aLineIsShortAndPlain()
    {
        Session session = hostile();
        session.account.name = QString(5000, u'x');
        QVERIFY(trayLine(session, madeUpNow()).size() <= 82);
        QVERIFY(trayLine(anaAtAcme(), madeUpNow()).endsWith(QStringLiteral("at id.acme.example: Signed in")));
    }
};

TESSERA_TEST(TrayTextTest)
#include "tray_text_test.moc"
