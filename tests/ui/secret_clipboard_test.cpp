// A secret does not stay on the clipboard (A287).
#include "tests/support/test_program.h"
#include "ui/secret_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTest>

using namespace tessera;
using namespace std::chrono_literals;

class SecretClipboardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isMarkedAsSecret()
    {
        SecretClipboard clipboard;
        clipboard.copy(SecretString::fromUtf8("s3cret"));
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->text(), QStringLiteral("s3cret"));
        QCOMPARE(data->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArray("secret"));
    }

    void isTakenOffAfterAWhile()
    {
        SecretClipboard clipboard(20ms);
        clipboard.copy(SecretString::fromUtf8("s3cret"));
        QTRY_VERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }

    void whatSomebodyElseCopiedStays()
    {
        SecretClipboard clipboard(20ms);
        clipboard.copy(SecretString::fromUtf8("s3cret"));
        QGuiApplication::clipboard()->setText(QStringLiteral("shopping list"));
        QTest::qWait(60);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("shopping list"));
    }

    void staysAsLongAsWasChosen()
    {
        SecretClipboard clipboard;
        clipboard.setStay(20ms);
        clipboard.copy(SecretString::fromUtf8("s3cret"));
        QTRY_VERIFY(QGuiApplication::clipboard()->text().isEmpty());
        clipboard.setStay(120s);
        QCOMPARE(clipboard.stay(), Seconds(120));
    }

    /// When its account is signed out.
    void isTakenOffAtOnce()
    {
        SecretClipboard clipboard;
        clipboard.copy(SecretString::fromUtf8("s3cret"));
        clipboard.takeOff();
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
        clipboard.copy(SecretString::fromUtf8("s3cret"));
        QGuiApplication::clipboard()->setText(QStringLiteral("shopping list"));
        clipboard.takeOff();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("shopping list"));
    }

    void isTakenOffWithTheProgram()
    {
        {
            SecretClipboard clipboard;
            clipboard.copy(SecretString::fromUtf8("s3cret"));
        }
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }

    void usuallyStaysBetween30And60Seconds()
    {
        QVERIFY(SecretClipboard::kStay >= 30s && SecretClipboard::kStay <= 60s);
    }
};

TESSERA_TEST(SecretClipboardTest)
#include "secret_clipboard_test.moc"
