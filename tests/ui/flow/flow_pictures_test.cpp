// What is exported: every kind of file opens again and holds no secret that went through the recorder.
#include "ui/flow/flow_pictures.h"

#include "core/flow/flow_recorder.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_flows.h"
#include "ui/flow/flow_controller.h"
#include "ui/flow/flow_page.h"
#include "ui/flow/flow_view.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QJsonDocument>
#include <QPainter>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QByteArray kCode = "CanaryCode-8fJ2mQ0xV7tLs5Rk";
const QByteArray kState = "CanaryState-Zt4uW1nB9pYe";
const QByteArray kAccess = "CanaryAccess.eyJhbGciOiJub25lIn0.aBcDeFgHiJkLmNoPq";
const QByteArray kRefresh = "CanaryRefresh-0123456789abcdefXYZ";

FlowMessage message(const char* method, const char* url, const QByteArray& type, const QByteArray& body,
                    int status)
{
    FlowMessage made;
    made.method = method;
    made.url = QUrl(QString::fromUtf8(url));
    made.status = status;
    made.headers = {{"content-type", type}};
    made.body = body;
    return made;
}

FlowRun recorded()
{
    auto recorder = std::make_shared<FlowRecorder>(std::make_shared<ManualClock>(madeUpNow()));
    FlowHandle flow = recorder->begin(FlowKind::BrowserSignIn, {QStringLiteral("id"), QStringLiteral("Acme"),
                                                                QStringLiteral("https://id.acme.example"),
                                                                QStringLiteral("Ana Marić")});
    flow.arrow(FlowStepKind::AddressOpened,
               QUrl(QStringLiteral("https://id.acme.example/authorize?state=") + QString::fromUtf8(kState)));
    flow.arrow(FlowStepKind::Callback,
               QUrl(QString::fromUtf8("http://127.0.0.1:4000/callback?code=" + kCode + "&state=" + kState)));
    flow.check(u"state", FlowVerdict::Passed);
    const int request =
        flow.sent(message("POST", "https://id.acme.example/token", "application/x-www-form-urlencoded",
                          "grant_type=authorization_code&code=" + kCode, 0));
    flow.answered(request, message("POST", "https://id.acme.example/token", "application/json",
                                   "{\"access_token\":\"" + kAccess + "\",\"refresh_token\":\"" + kRefresh +
                                       "\",\"token_type\":\"Bearer\"}",
                                   200));
    flow.check(u"nonce", FlowVerdict::Failed,
               {{QStringLiteral("sent"), QStringLiteral("CanaryNonce-Q1w2E3r4T5y6"), true}},
               Error{ErrorKind::Untrusted, QStringLiteral("id_token.nonce_mismatch"), {}, {}});
    flow.end(Error{ErrorKind::Untrusted, QStringLiteral("id_token.nonce_mismatch"), {}, {}});
    return *recorder->run(flow.id());
}

} // namespace

class FlowPicturesTest final : public QObject
{
    Q_OBJECT

    static void verifyNoSecret(const QByteArray& bytes)
    {
        QVERIFY(!bytes.isEmpty());
        QVERIFY(!bytes.contains("Canary"));
        for (const QByteArray& secret : {kCode, kState, kAccess, kRefresh}) {
            QVERIFY(!bytes.contains(secret));
            QVERIFY(!bytes.contains(secret.toBase64()));
            QVERIFY(!bytes.contains(secret.right(12)));
        }
    }

private Q_SLOTS:
    void everyKindOpensAgainAndHoldsNoSecret()
    {
        QTemporaryDir directory;
        FlowPage page;
        FlowController controller(nullptr, &page);
        page.setRuns({recorded()});
        QString path;
        QStringList kinds;
        controller.setFileChooser([&](QWidget*, const QString& name, const QString& kind) {
            kinds << kind;
            path = directory.filePath(name);
            return path;
        });
        for (QAction* action : page.exportActions().first(4)) {
            action->trigger();
            QFile file(path);
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
            const QByteArray bytes = file.readAll();
            verifyNoSecret(bytes);
            if (path.endsWith(u".svg")) {
                QSvgRenderer renderer(bytes);
                QVERIFY(renderer.isValid());
                QVERIFY(renderer.defaultSize().width() > 300);
                QVERIFY(bytes.contains("id.acme.example"));
            } else if (path.endsWith(u".png")) {
                const QImage image = QImage::fromData(bytes);
                QVERIFY(image.width() > 600);
            } else if (path.endsWith(u".har")) {
                QVERIFY(QJsonDocument::fromJson(bytes).isObject());
            } else {
                QVERIFY(bytes.startsWith("sequenceDiagram"));
            }
            QVERIFY(page.news()->text().contains(path));
        }
        QCOMPARE(kinds.size(), 4);
        page.exportActions().last()->trigger();
        verifyNoSecret(QApplication::clipboard()->text().toUtf8());
    }

    void aFileThatCannotBeWrittenIsAnErrorOnThePage()
    {
        FlowPage page;
        FlowController controller(nullptr, &page);
        page.setRuns({recorded()});
        controller.setFileChooser([](QWidget*, const QString&, const QString&) {
            return QStringLiteral("/nonexistent/folder/flow.svg");
        });
        controller.doExport(FlowExport::Svg);
        QVERIFY(page.news()->text().contains(QStringLiteral("file.unwritable")));
        controller.setFileChooser([](QWidget*, const QString&, const QString&) { return QString(); });
        controller.doExport(FlowExport::Svg); // thought better of it
    }

    void namesOfFilesComeFromUs()
    {
        QCOMPARE(flowFileName(stoppedSignIn(), FlowExport::Svg),
                 QStringLiteral("tessera-flow-id.acme.example-143107.svg"));
        FlowRun run = hostileRun();
        run.issuer = QStringLiteral("https://../../etc\n");
        for (auto kind : {FlowExport::Svg, FlowExport::Png, FlowExport::Har, FlowExport::Mermaid}) {
            const QString name = flowFileName(run, kind);
            QVERIFY(!name.contains(u'/') && !name.contains(u'\n'));
            QVERIFY(name.size() < 120);
        }
    }

    void hostileAndLongRunsBecomePicturesToo()
    {
        const QByteArray svg = flowSvg(hostileRun());
        QVERIFY(QSvgRenderer(svg).isValid());
        QVERIFY(!svg.contains("<img"));
        QVERIFY(svg.size() < 2000000);
        const QImage image = flowImage(longRun(500));
        QVERIFY(!image.isNull());
        QVERIFY(image.height() > 8000 && image.height() <= 24000);
        QVERIFY(flowSvg({}).isEmpty());
        QVERIFY(flowImage({}).isNull());
    }
};

TESSERA_TEST(FlowPicturesTest)
#include "flow_pictures_test.moc"
