#include "ui/flow/flow_controller.h"

#include "core/base/whole_file.h"
#include "core/flow/flow_har.h"
#include "ui/flow/flow_pictures.h"
#include "ui/text/flow_mermaid.h"
#include "ui/text/flow_report.h"
#include "ui/text/host_text.h"

#include <QBuffer>
#include <QClipboard>
#include <QCoreApplication>
#include <QFileDialog>
#include <QGuiApplication>

namespace tessera {
namespace {

struct FileKind
{
    QString ending;
    QString words;
};

FileKind fileKind(FlowExport kind)
{
    switch (kind) {
    case FlowExport::Svg:
        return {QStringLiteral("svg"), FlowController::tr("SVG picture (*.svg)")};
    case FlowExport::Png:
        return {QStringLiteral("png"), FlowController::tr("PNG picture (*.png)")};
    case FlowExport::Mermaid:
        return {QStringLiteral("mmd"), FlowController::tr("Mermaid diagram (*.mmd)")};
    case FlowExport::Har:
        return {QStringLiteral("har"), FlowController::tr("HTTP archive (*.har)")};
    case FlowExport::Report:
        break;
    }
    return {QStringLiteral("md"), FlowController::tr("Markdown (*.md)")};
}

QString askForFile(QWidget* over, const QString& name, const QString& kind)
{
    return QFileDialog::getSaveFileName(over, FlowController::tr("Export the flow"), name, kind);
}

QString version()
{
    return QCoreApplication::applicationVersion();
}

QByteArray pngOf(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    return image.save(&buffer, "PNG") ? bytes : QByteArray();
}

} // namespace

QByteArray flowFile(const FlowRun& run, FlowExport kind)
{
    switch (kind) {
    case FlowExport::Svg:
        return flowSvg(run);
    case FlowExport::Png:
        return pngOf(flowImage(run));
    case FlowExport::Mermaid:
        return flowMermaid(run).toUtf8();
    case FlowExport::Har:
        return flowHar(run, version());
    case FlowExport::Report:
        break;
    }
    return flowReport(run, version()).toUtf8();
}

QString flowFileName(const FlowRun& run, FlowExport kind)
{
    QString host;
    for (const QChar c : hostText(run.issuer).left(80))
        if ((c.unicode() < 128 && c.isLetterOrNumber()) || c == u'.' || c == u'-')
            host += c;
    if (!host.isEmpty())
        host += u'-';
    return QStringLiteral("tessera-flow-%1%2.%3")
        .arg(host, toDateTime(run.startedAt).toLocalTime().toString(QStringLiteral("hhmmss")),
             fileKind(kind).ending);
}

FlowController::FlowController(std::shared_ptr<FlowRecorder> recorder, FlowPage* page, QObject* parent)
    : QObject(parent), m_recorder(std::move(recorder)), m_page(page), m_chooser(askForFile)
{
    connect(page, &FlowPage::exportRequested, this, &FlowController::doExport);
    connect(page, &FlowPage::copyRequested, this, [this](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        m_page->tell(tr("Copied the message. Secrets in it are replaced."));
    });
    if (!m_recorder)
        return;
    page->setRuns(m_recorder->runs());
    connect(m_recorder.get(), &FlowRecorder::runStarted, this, &FlowController::put);
    connect(m_recorder.get(), &FlowRecorder::stepAdded, this, &FlowController::put);
    connect(m_recorder.get(), &FlowRecorder::runChanged, this, &FlowController::put);
    connect(m_recorder.get(), &FlowRecorder::runForgotten, page, &FlowPage::removeRun);
}

void FlowController::put(quint64 id)
{
    if (const auto run = m_recorder->run(id))
        m_page->putRun(*run);
}

void FlowController::doExport(FlowExport kind)
{
    const FlowRun run = m_page->run();
    if (run.steps.isEmpty())
        return m_page->tell(tr("There is nothing to export yet."));
    if (kind == FlowExport::Report) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(flowFile(run, kind)));
        return m_page->tell(
            tr("Copied as a bug report. Secrets, your name and addresses are left out; read it before "
               "you send it."));
    }
    const QString path = m_chooser(m_page, flowFileName(run, kind), fileKind(kind).words);
    if (path.isEmpty())
        return;
    if (const auto written = replaceFile(path, flowFile(run, kind)); !written)
        return m_page->tellError(written.error());
    m_page->tell(tr("Exported to %1. Secrets are replaced in it.").arg(path));
}

} // namespace tessera
