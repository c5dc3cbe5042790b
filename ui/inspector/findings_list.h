// The findings of a report by weight, the worst open. Stays as it is while the findings do.
#pragma once

#include "core/inspector/token_report.h"

#include <QUrl>
#include <QWidget>

namespace tessera {

class FindingRow;
class Section;

class FindingsList final : public QWidget
{
    Q_OBJECT
public:
    explicit FindingsList(QWidget* parent = nullptr);

    /// `verified`: a key was named, so that they do not come from decoding alone.
    void setFindings(const QList<Finding>& findings, bool verified);
    QList<FindingRow*> rows() const;

Q_SIGNALS:
    void referenceRequested(const QUrl& address);

private:
    Section* m_section;
    QStringList m_shown; ///< what the rows were made of
};

} // namespace tessera
