// Pictures of the page of flows, light and dark, usual and smallest size: for looking at. Beside shots.cpp,
// which has the other pages.
#include "tests/ui/made_up_flows.h"
#include "tests/ui/pictures.h"
#include "ui/flow/find_bar.h"
#include "ui/flow/flow_compare_view.h"
#include "ui/flow/flow_page.h"
#include "ui/flow/flow_pictures.h"
#include "ui/flow/flow_view.h"
#include "ui/flow/message_pane.h"
#include "ui/main_window.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/segmented.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class FlowShots : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(makePictureFolder()); }

    void pages_data() { addPageRows(); }

    void pages()
    {
        const PictureFrame frame;
        QTemporaryDir directory;
        SessionManager manager(pictureWorld(directory.path()));
        MainWindow window(manager, {});
        window.resize(frame.size());
        window.showFlow();
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(savePicture(window, "flow-empty"));
        FlowPage* page = window.flowPage();
        page->setRuns({refusedRenewal(), goodSignIn(), stoppedSignIn(), runningSignIn()});
        shootStopped(window);
        shootOthers(window);
        shootExports();
    }

private:
    /// What the files look like that are exported, an SVG as Qt reads it.
    void shootExports()
    {
        QLabel sheet;
        const QImage image = flowImage(stoppedSignIn());
        sheet.setPixmap(QPixmap::fromImage(image));
        sheet.setFixedSize(sheet.sizeHint());
        QVERIFY(savePicture(sheet, "flow-export-png"));
        QSvgRenderer renderer(flowSvg(stoppedSignIn()));
        QImage drawn(renderer.defaultSize(), QImage::Format_RGB32);
        QPainter painter(&drawn);
        renderer.render(&painter);
        painter.end();
        sheet.setPixmap(QPixmap::fromImage(drawn));
        sheet.setFixedSize(sheet.sizeHint());
        QVERIFY(savePicture(sheet, "flow-export-svg"));
    }

    /// The drawing: the nonce differs.
    void shootStopped(MainWindow& window)
    {
        FlowPage* page = window.flowPage();
        page->showRun(stoppedSignIn().id);
        QVERIFY(savePicture(window, "flow-stopped"));
        if (page->tabs()->isVisible()) {
            page->tabs()->button(1)->click();
            QVERIFY(savePicture(window, "flow-stopped-message"));
        }
        page->pane()->tabs()->button(MessagePane::ChecksTab)->click();
        QVERIFY(savePicture(window, "flow-checks"));
        page->pane()->tabs()->button(MessagePane::RawTab)->click();
        QVERIFY(savePicture(window, "flow-raw"));
        page->pane()->tabs()->button(MessagePane::MessageTab)->click();
        page->tabs()->button(0)->click();
    }

    void shootOthers(MainWindow& window)
    {
        FlowPage* page = window.flowPage();
        page->showRun(goodSignIn().id);
        page->view()->setCurrent(2);
        page->view()->setFocus(Qt::TabFocusReason);
        QVERIFY(savePicture(window, "flow-good"));
        page->findButton()->click();
        page->findBar()->field()->edit()->setText(QStringLiteral("7be2"));
        QVERIFY(savePicture(window, "flow-find"));
        QTest::keyClick(page->findBar()->field()->edit(), Qt::Key_Escape);
        page->compareButton()->click();
        QVERIFY(savePicture(window, "flow-compare"));
        page->compareButton()->click();
        page->showRun(refusedRenewal().id);
        QVERIFY(savePicture(window, "flow-renewal"));
        page->showRun(runningSignIn().id);
        QVERIFY(savePicture(window, "flow-running"));
        page->setRuns({hostileRun()});
        QVERIFY(savePicture(window, "flow-hostile"));
        page->setRuns({longRun(60)});
        page->view()->setCurrent(30);
        QVERIFY(savePicture(window, "flow-long"));
    }
};

QTEST_MAIN(FlowShots)
#include "flow_shots.moc"
