// The block about an account's provider: what it says, where its link leads, when it is not there.
#include "ui/accounts/provider_section.h"

#include "tests/support/test_program.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;

namespace {

const QString kIssuer = QStringLiteral("https://id.acme.example");

QStringList texts(const QWidget& section)
{
    QStringList texts;
    for (const Label* label : section.findChildren<Label*>())
        if (!label->text().isEmpty())
            texts << label->text();
    return texts;
}

} // namespace

class ProviderSectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hiddenWithoutAWord()
    {
        ProviderSection section;
        ProviderNotes notes;
        notes.name = QStringLiteral("id.acme.example");
        section.setProvider(notes, kIssuer, {});
        QVERIFY(section.isHidden());
        notes.renewal = QStringLiteral("It lasts.");
        section.setProvider(notes, kIssuer, {});
        QVERIFY(!section.isHidden());
        notes.renewal.clear();
        section.setProvider(notes, kIssuer, {});
        QVERIFY(section.isHidden());
    }

    void endpointsElsewhere() // A077
    {
        ProviderSection section;
        section.setProvider({}, kIssuer,
                            {{QStringLiteral("tokens.example"), {QStringLiteral("token_endpoint")}}});
        QVERIFY(texts(section).contains(
            QStringLiteral("id.acme.example also uses tokens.example (tokens). Tessera keeps to these.")));
        QVERIFY(texts(section).contains(QStringLiteral("Endpoints")));
        QVERIFY(!texts(section).contains(QStringLiteral("Access")));
    }

    void theLinkNamesItsHost()
    {
        ProviderSection section;
        ProviderNotes notes;
        notes.reviewUrl = QUrl(QStringLiteral("https://review.example/apps?client=1"));
        section.setProvider(notes, kIssuer, {});
        QSignalSpy link(&section, &ProviderSection::linkRequested);
        auto* button = section.findChild<Button*>();
        QCOMPARE(button->text(), QStringLiteral("Review access at review.example"));
        QCOMPARE(button->accessibleDescription(), QStringLiteral("https://review.example/apps?client=1"));
        button->click();
        QCOMPARE(link.first().first().toUrl(), notes.reviewUrl);
    }

    /// A renewal shows the account again every time: nothing may be built anew then, or focus is lost.
    void theSameAgainChangesNothing()
    {
        ProviderSection section;
        ProviderNotes notes;
        notes.reviewUrl = QUrl(QStringLiteral("https://review.example/"));
        section.setProvider(notes, kIssuer, {});
        const auto* before = section.findChild<Button*>();
        section.setProvider(notes, kIssuer, {});
        QCOMPARE(section.findChild<Button*>(), before);
    }
};

TESSERA_TEST(ProviderSectionTest)
#include "provider_section_test.moc"
