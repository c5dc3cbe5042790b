#include "ui/inspector/decode_view.h"

#include "ui/inspector/claims_table.h"
#include "ui/inspector/findings_list.h"
#include "ui/inspector/parts_bar.h"
#include "ui/inspector/time_axis.h"
#include "ui/theme/type_scale.h"

#include <QVBoxLayout>

namespace tessera {

DecodeView::DecodeView(QWidget* parent)
    : QWidget(parent), m_parts(new PartsBar), m_axis(new TimeAxis), m_claims(new ClaimsTable),
      m_findings(new FindingsList)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kLarge);
    column->addWidget(m_parts);
    column->addWidget(m_axis);
    column->addWidget(m_claims);
    column->addWidget(m_findings);
    connect(m_parts, &PartsBar::moved, this, [this] {
        showCurrent();
        Q_EMIT moved();
    });
    connect(m_claims, &ClaimsTable::referenceRequested, this, &DecodeView::referenceRequested);
    connect(m_findings, &FindingsList::referenceRequested, this, &DecodeView::referenceRequested);
}

void DecodeView::setReport(std::shared_ptr<const TokenReport> root, TimePoint now)
{
    m_now = now;
    m_parts->setReport(std::move(root));
    showCurrent();
}

void DecodeView::forget()
{
    m_parts->setReport(nullptr);
    m_axis->setTimes({}, m_now);
    m_claims->setReport({}, m_now);
    m_findings->setFindings({}, false);
}

void DecodeView::showCurrent()
{
    const TokenReport* report = m_parts->current();
    if (!report)
        return;
    m_axis->setTimes(tokenTimes(*report), m_now);
    m_claims->setReport(*report, m_now);
    m_findings->setFindings(report->findings, false);
}

void DecodeView::setVerified(const TokenReport& report)
{
    if (report.decryption && report.decryption->status == u"decrypted") { // now it says something
        m_axis->setTimes(tokenTimes(report), m_now);
        m_claims->setReport(report, m_now);
        if (m_parts->depth() == 0)
            m_parts->setReport(std::make_shared<const TokenReport>(report));
    }
    m_findings->setFindings(report.findings, !report.signature.keySource.isEmpty());
}

void DecodeView::setNow(TimePoint now)
{
    m_now = now;
    m_axis->setNow(now);
    m_claims->setNow(now);
}

} // namespace tessera
