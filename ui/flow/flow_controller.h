// Keeps the page of flows up with the recorder while things happen, and writes what is exported.
#pragma once

#include "core/flow/flow_recorder.h"
#include "ui/flow/flow_page.h"

#include <QObject>

#include <functional>

namespace tessera {

/// Asks where a file shall go: its proposed name, and what kind it is ("SVG picture (*.svg)"). Empty:
/// nowhere.
using FileChooser = std::function<QString(QWidget* over, const QString& name, const QString& kind)>;

class FlowController final : public QObject
{
    Q_OBJECT
public:
    /// Without a recorder the page stays empty.
    FlowController(std::shared_ptr<FlowRecorder> recorder, FlowPage* page, QObject* parent = nullptr);

    void setFileChooser(FileChooser chooser) { m_chooser = std::move(chooser); }
    void doExport(FlowExport kind);

private:
    void put(quint64 id);

    std::shared_ptr<FlowRecorder> m_recorder;
    FlowPage* m_page;
    FileChooser m_chooser;
};

/// The bytes of a file of that kind. PNG may fail where memory ends: empty then.
QByteArray flowFile(const FlowRun& run, FlowExport kind);
/// "tessera-flow-id.acme.example-143107.svg": nothing of it comes from outside but letters of a host.
QString flowFileName(const FlowRun& run, FlowExport kind);

} // namespace tessera
