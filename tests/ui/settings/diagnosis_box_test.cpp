// Diagnostics: each finding as it comes, cancelled in the middle, copied as plain text.
#include "ui/settings/diagnosis_box.h"

#include "core/base/one_shot.h"
#include "core/base/pause.h"
#include "tests/support/test_program.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;

namespace {

using Tell = std::function<void(const HealthFinding&)>;

QCoro::Task<void> threeFindings(Tell tell, std::stop_token stop)
{
    for (const char* name : {"one", "two", "three"}) {
        const auto waited = co_await pauseFor(Milliseconds(30), stop);
        if (!waited)
            co_return;
        const HealthFinding finding{QString::fromLatin1(name),
                                    name == std::string_view("two") ? Health::Bad : Health::Good,
                                    QStringLiteral("words <b>of</b> it")};
        tell(finding);
    }
}

} // namespace

class DiagnosisBoxTest final : public QObject
{
    Q_OBJECT

    static Button* button(const DiagnosisBox& box, const QString& part)
    {
        for (Button* each : box.findChildren<Button*>())
            if (QString(each->text()).remove(u'&').contains(part) && !each->isHidden())
                return each;
        return nullptr;
    }
    static QString words(const DiagnosisBox& box)
    {
        QStringList texts;
        for (const Label* label : box.findChildren<Label*>())
            texts.append(label->text());
        return texts.join(u'\n');
    }

private Q_SLOTS:
    void tellsAndCopies()
    {
        DiagnosisBox box;
        QVERIFY(!button(box, QStringLiteral("Check now"))->isEnabled());
        box.setDiagnosis(threeFindings);
        box.show();
        QVERIFY(!button(box, QStringLiteral("Copy")));
        QSignalSpy ended(&box, &DiagnosisBox::ended);
        QTest::mouseClick(button(box, QStringLiteral("Check now")), Qt::LeftButton);
        QVERIFY(box.isRunning());
        QTRY_COMPARE(box.findings().size(), 1);
        QVERIFY(words(box).contains(QStringLiteral("1 so far")));
        QTRY_COMPARE(ended.size(), 1);
        QVERIFY(words(box).contains(QStringLiteral("1 thing stands in the way of a sign-in.")));
        QTest::mouseClick(button(box, QStringLiteral("Copy")), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), plainText(box.findings()));
        QVERIFY(QGuiApplication::clipboard()->text().contains(
            QStringLiteral("problem      two       words <b>")));
        // Once more begins anew.
        QTest::mouseClick(button(box, QStringLiteral("Check again")), Qt::LeftButton);
        QVERIFY(box.findings().isEmpty());
        QTRY_COMPARE(ended.size(), 2);
        QCOMPARE(box.findings().size(), 3);
    }

    void cancelled()
    {
        DiagnosisBox box;
        box.setDiagnosis(threeFindings);
        box.show();
        QSignalSpy ended(&box, &DiagnosisBox::ended);
        box.start();
        QTRY_COMPARE(box.findings().size(), 1);
        QTest::mouseClick(button(box, QStringLiteral("Cancel")), Qt::LeftButton);
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(box.findings().size(), 1);
        QVERIFY(words(box).contains(QStringLiteral("Cancelled")));
        QVERIFY(button(box, QStringLiteral("Copy")));
    }

    /// The page is closed while something is looked at.
    void goneMeanwhile()
    {
        auto box = std::make_unique<DiagnosisBox>();
        box->setDiagnosis(threeFindings);
        box->start();
        box.reset();
        QTest::qWait(150);
    }
};

TESSERA_TEST(DiagnosisBoxTest)
#include "diagnosis_box_test.moc"
