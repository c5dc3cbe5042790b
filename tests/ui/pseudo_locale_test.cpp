// No visible word of the program is left untranslated, and nothing is cut where a sentence is 40 % longer:
// every page in a language that nobody speaks.
#include "tests/ui/pseudo_locale.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_flows.h"
#include "tests/ui/made_up_programs.h"
#include "tests/ui/made_up_tokens.h"
#include "tests/ui/pictures.h"
#include "ui/accounts/account_detail.h"
#include "ui/accounts/accounts_page.h"
#include "ui/flow/flow_page.h"
#include "ui/inspector/inspector_page.h"
#include "ui/main_window.h"
#include "ui/models/account_list_model.h"
#include "ui/settings/settings_page.h"
#include "ui/sign_in/sign_in_page.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

/// Names, hosts, times, scopes, claims, versions: what is the same in every language. A sentence of ours is
/// none: it has blanks between words, and no such name in it.
bool isData(const QString& text)
{
    static const QStringList kNames{QStringLiteral("Tessera"),
                                    QStringLiteral("Ana Marić"),
                                    QStringLiteral("Build robot"),
                                    QStringLiteral("Jana Weber"),
                                    QStringLiteral("Alice Adams"),
                                    QStringLiteral("Bob Brown"),
                                    QStringLiteral("anamaric"),
                                    QStringLiteral("English"),
                                    QStringLiteral("Qt NetworkAuth"),
                                    QStringLiteral("Demo user"),
                                    QStringLiteral("JSON for Modern C++"),
                                    QStringLiteral("openid profile email"),
                                    QStringLiteral("RFC 8725 3.2"),
                                    QStringLiteral("Mon, 23 Nov 2026 13:31:13 GMT")};
    static const QRegularExpression kOneWord(QStringLiteral("^[^\\s]*$"));
    static const QRegularExpression kNoLetters(QStringLiteral("^[^\\p{L}]*$"));
    static const QRegularExpression kTime(
        QStringLiteral("^(\\d{1,2} \\p{L}{3}\\.? )?(\\d{4} )?\\d\\d:\\d\\d(:\\d\\d)?( [AP]M)?$"));
    static const QRegularExpression kLongDate(QStringLiteral("^\\p{L}+, .*\\d{4}, \\d\\d:\\d\\d:\\d\\d$"));
    static const QRegularExpression kHost(QStringLiteral("[a-z0-9-]+\\.[a-z]{2,}|\\d+\\.\\d+\\.\\d+"));
    return kNames.contains(text) || kOneWord.match(text).hasMatch() || kNoLetters.match(text).hasMatch() ||
           kTime.match(text).hasMatch() || kLongDate.match(text).hasMatch() || kHost.match(text).hasMatch();
}

bool isTranslated(const QString& text)
{
    return text.contains(PseudoLocale::kOpen);
}

QStringList textsOf(const QWidget* widget)
{
    QStringList texts{widget->accessibleName(),
                      widget->toolTip().remove(QRegularExpression(QStringLiteral("<[^>]*>")))};
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        texts << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        texts << QString(button->text()).remove(u'&');
    if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
        texts << edit->placeholderText();
    if (const auto* box = qobject_cast<const QComboBox*>(widget))
        for (int i = 0; i < box->count(); ++i)
            texts << box->itemText(i);
    return texts;
}

/// Whole in its place; elided labels say the rest in their tooltip.
bool isCut(const QWidget* widget)
{
    if (const auto* button = qobject_cast<const Button*>(widget))
        return button->width() < button->sizeHint().width() && !button->text().isEmpty();
    const auto* label = qobject_cast<const Label*>(widget);
    if (!label || label->text().isEmpty() || !label->toolTip().isEmpty())
        return false;
    if (label->wordWrap())
        return label->height() + 1 < label->heightForWidth(label->width());
    return label->width() + 1 < label->sizeHint().width() &&
           label->minimumSizeHint().width() >= label->sizeHint().width();
}

} // namespace

class PseudoLocaleTest : public QObject
{
    Q_OBJECT

    PseudoLocale m_language;
    QStringList m_faults;

    void look(QWidget& window, const char* page)
    {
        QTest::qWait(60); // the layout settles over some rounds of the event loop
        const QString where = QString::fromUtf8(page) + u' ' + QString::fromUtf8(QTest::currentDataTag());
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            if (!widget->isVisibleTo(&window))
                continue;
            for (const QString& text : textsOf(widget))
                if (!isTranslated(text) && !isData(text))
                    m_faults << QStringLiteral("%1: not translated: “%2” (%3)")
                                    .arg(where, text.left(100),
                                         QString::fromUtf8(widget->metaObject()->className()));
            if (isCut(widget))
                m_faults << QStringLiteral("%1: cut: “%2” (%3)")
                                .arg(where, textsOf(widget).join(u'|').left(100),
                                     QString::fromUtf8(widget->metaObject()->className()));
        }
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_language)); }
    void cleanupTestCase() { QCoreApplication::removeTranslator(&m_language); }

    /// The test itself must be able to fail.
    void itNotices()
    {
        QVERIFY(!isData(QStringLiteral("Sign in again")));
        QVERIFY(!isTranslated(QStringLiteral("Sign in again")));
        QVERIFY(isTranslated(AccountDetail::tr("Sign in again")));
        QVERIFY(isData(QStringLiteral("id.acme.example")) && isData(QStringLiteral("14:05")));
        QWidget page;
        Label label(QStringLiteral("Sign in again"), TextStyle::Body, &Theme::text, &page);
        label.resize(20, 20);
        QVERIFY(isCut(&label));
    }

    void pages_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("usual") << QSize(1200, 760);
        QTest::newRow("narrow") << QSize(800, 560);
    }
    void pages()
    {
        QFETCH(QSize, size);
        m_faults.clear();
        QTemporaryDir directory;
        const auto clock = std::make_shared<ManualClock>(madeUpNow());
        Environment world = pictureWorld(directory.path(), clock);
        ProviderCatalogue catalogue = ProviderCatalogue::builtIn(); // as the program does it
        catalogue.translate([](const QString& sentence) {
            return QCoreApplication::translate("tessera::ProviderText", sentence.toUtf8().constData());
        });
        world.providers = std::make_shared<const ProviderCatalogue>(catalogue);
        SessionManager manager(world);
        MainWindow window(manager, {});
        window.resize(size);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        look(window, "welcome");
        for (const Session& session : sixAccounts())
            window.model()->put(session);
        window.showHome();
        for (const Session& session : sixAccounts()) {
            window.accountsPage()->select(session.account.id);
            look(window, "accounts");
        }
        window.accountsPage()->detail()->askToSignOut();
        look(window, "accounts, signing out");
        window.showInspector();
        look(window, "inspector, empty");
        window.inspectorPage()->showText(QString::fromUtf8(unsignedToken()));
        look(window, "inspector");
        window.showPrograms();
        look(window, "programs, off");
        window.setAgent(busyDesk(directory.path(), clock));
        window.showPrograms();
        look(window, "programs");
        window.showFlow();
        look(window, "flow, empty");
        window.flowPage()->setRuns({stoppedSignIn(), goodSignIn()});
        look(window, "flow");
        window.showSettings();
        look(window, "settings");
        m_faults.removeDuplicates();
        for (const QString& fault : std::as_const(m_faults))
            qWarning().noquote() << fault;
        QCOMPARE(m_faults.size(), 0);
    }
};

TESSERA_TEST(PseudoLocaleTest)
#include "pseudo_locale_test.moc"
