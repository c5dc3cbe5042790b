// One value from JSON and back: every bound, every wrong member by name, and nothing lost that a newer
// program wrote.
#include "core/settings/settings.h"

#include "core/base/strict_json.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class SettingsTest final : public QObject
{
    Q_OBJECT

    static QJsonObject with(const QByteArray& members)
    {
        const auto object =
            parseJsonObject("{\"version\":1" + (members.isEmpty() ? members : "," + members) + "}");
        return object ? *object : QJsonObject();
    }

private Q_SLOTS:
    void emptyIsAllDefaults()
    {
        const auto settings = settingsFromJson(with({}));
        QVERIFY(settings);
        QCOMPARE(*settings, Settings());
        QVERIFY(settings->agent && settings->keepFlows && !settings->closeToTray &&
                !settings->lockWithScreen);
    }

    void thereAndBack()
    {
        Settings settings;
        settings.theme = ThemeChoice::Dark;
        settings.motion = MotionChoice::Reduced;
        settings.language = QStringLiteral("zh_CN");
        settings.browserCommand = QStringLiteral("firefox --new-window %s");
        settings.redirectPorts = {49731, 8400};
        settings.renewalLead = Seconds(120);
        settings.clipboardStay = Seconds(20);
        settings.startInTray = settings.closeToTray = settings.lockWithScreen = true;
        settings.agent = settings.keepFlows = false;
        const auto read = settingsFromJson(settingsToJson(settings, {}));
        QVERIFY(read);
        QCOMPARE(*read, settings);
    }

    void whatIsUnknownStays()
    {
        const QJsonObject before = with("\"tomorrow\":{\"a\":[1]},\"theme\":\"light\"");
        const QJsonObject after = settingsToJson(Settings(), before);
        QCOMPARE(after.value(u"tomorrow"), before.value(u"tomorrow"));
        QCOMPARE(after.value(u"theme").toString(), QStringLiteral("system"));
        QVERIFY(settingsFromJson(before));
    }

    void wrongMembers_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* title, const char* members, const char* name) {
            QTest::newRow(title) << QByteArray(members) << QString::fromLatin1(name);
        };
        row("theme pink", "\"theme\":\"pink\"", "theme");
        row("theme number", "\"theme\":1", "theme");
        row("motion", "\"motion\":\"none\"", "motion");
        row("language path", "\"language\":\"../de\"", "language");
        row("language null", "\"language\":null", "language");
        row("browser list", "\"browser\":[\"firefox\"]", "browser");
        row("browser control character", "\"browser\":\"fire\\u0007fox\"", "browser");
        row("ports string", "\"redirect_ports\":\"49731\"", "redirect_ports");
        row("port 80", "\"redirect_ports\":[80]", "redirect_ports");
        row("port 65536", "\"redirect_ports\":[65536]", "redirect_ports");
        row("port as a string", "\"redirect_ports\":[\"8400\"]", "redirect_ports");
        row("port twice", "\"redirect_ports\":[8400,8400]", "redirect_ports");
        row("ports eleven", "\"redirect_ports\":[2001,2002,2003,2004,2005,2006,2007,2008,2009,2010,2011]",
            "redirect_ports");
        row("lead 9", "\"renewal_lead\":9", "renewal_lead");
        row("lead 601", "\"renewal_lead\":601", "renewal_lead");
        row("lead fraction", "\"renewal_lead\":60.5", "renewal_lead");
        row("lead string", "\"renewal_lead\":\"60\"", "renewal_lead");
        row("clipboard 9", "\"clipboard_time\":9", "clipboard_time");
        row("clipboard 301", "\"clipboard_time\":301", "clipboard_time");
        row("agent word", "\"agent\":\"yes\"", "agent");
        row("tray number", "\"start_in_tray\":1", "start_in_tray");
    }

    void wrongMembers()
    {
        QFETCH(QByteArray, members);
        QFETCH(QString, name);
        const QJsonObject object = with(members);
        QVERIFY(!object.isEmpty());
        const auto settings = settingsFromJson(object);
        QVERIFY(!settings);
        QCOMPARE(settings.error().code, QStringLiteral("settings.member"));
        QVERIFY2(settings.error().detail.startsWith(name + QStringLiteral(" must be ")),
                 qPrintable(settings.error().detail));
    }

    void bounds()
    {
        QVERIFY(settingsFromJson(
            with("\"renewal_lead\":10,\"clipboard_time\":300,\"redirect_ports\":[1024,65535]")));
        QVERIFY(settingsFromJson(with("\"renewal_lead\":600,\"clipboard_time\":10,\"language\":\"gsw\"")));
    }

    void otherVersions()
    {
        for (const char* version : {"0", "2", "\"1\"", "null"}) {
            const auto object = parseJsonObject(QByteArray("{\"version\":") + version + "}");
            QCOMPARE(settingsFromJson(*object).error().code, QStringLiteral("settings.version"));
        }
    }

    void portsAsTyped()
    {
        QCOMPARE(*redirectPortsFrom(QStringLiteral(" 49731, 8400;9000 ")),
                 (QList<quint16>{49731, 8400, 9000}));
        QVERIFY(redirectPortsFrom(QString())->isEmpty());
        QCOMPARE(redirectPortsFrom(QStringLiteral("8400 abc")).error().detail, QStringLiteral("abc"));
        QCOMPARE(redirectPortsText({49731, 8400}), QStringLiteral("49731, 8400"));
    }

    void browserAsTyped()
    {
        QCOMPARE(*browserCommandFrom(QStringLiteral("  chromium --app=%s ")),
                 QStringLiteral("chromium --app=%s"));
        QVERIFY(browserCommandFrom(QString())->isEmpty());
        QVERIFY(!browserCommandFrom(QStringLiteral("a\nb")));
        QVERIFY(browserCommandFrom(QString(500, u'a')));
        QVERIFY(!browserCommandFrom(QString(501, u'a')));
    }
};

TESSERA_TEST(SettingsTest)
#include "settings_test.moc"
