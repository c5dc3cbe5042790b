// Decode: what one report says, top to bottom: what it is, what is inside, its life, its claims, what is odd.
#pragma once

#include "core/inspector/token_report.h"

#include <QUrl>
#include <QWidget>

namespace tessera {

class ClaimsTable;
class FindingsList;
class PartsBar;
class TimeAxis;

class DecodeView final : public QWidget
{
    Q_OBJECT
public:
    explicit DecodeView(QWidget* parent = nullptr);

    void setReport(std::shared_ptr<const TokenReport> root, TimePoint now);
    /// Nothing is kept of what was shown.
    void forget();
    /// The findings of a verification take the place of those of decoding; so does what a key opened.
    void setVerified(const TokenReport& report);
    void setNow(TimePoint now);

    PartsBar* parts() const { return m_parts; }
    TimeAxis* axis() const { return m_axis; }
    ClaimsTable* claims() const { return m_claims; }
    FindingsList* findings() const { return m_findings; }

Q_SIGNALS:
    /// Another part than before is shown.
    void moved();
    void referenceRequested(const QUrl& address);

private:
    void showCurrent();

    PartsBar* m_parts;
    TimeAxis* m_axis;
    ClaimsTable* m_claims;
    FindingsList* m_findings;
    TimePoint m_now;
};

} // namespace tessera
