// One finding: glyph, title and weight on a line that opens; below it why, how to mend it and where that is
// written.
#pragma once

#include "core/inspector/token_report.h"
#include "ui/widgets/plane.h"

#include <QUrl>

class QAbstractButton;

namespace tessera {

class FindingRow final : public Plane
{
    Q_OBJECT
public:
    explicit FindingRow(const Finding& finding, QWidget* parent = nullptr);

    bool isOpen() const;
    void setOpen(bool open);
    QAbstractButton* head() const { return m_head; }

Q_SIGNALS:
    void referenceRequested(const QUrl& address);

private:
    QWidget* makeBody(const Finding& finding);

    QAbstractButton* m_head;
    QWidget* m_body;
};

} // namespace tessera
