// The checks of a verification, one a row: glyph, name, what was found.
#pragma once

#include "ui/inspector/report_text.h"

#include <QWidget>

class QGridLayout;

namespace tessera {

class Section;

class CheckList final : public QWidget
{
    Q_OBJECT
public:
    explicit CheckList(QWidget* parent = nullptr);

    /// Empty: hidden.
    void setChecks(const QList<CheckRow>& rows);

private:
    void addRow(QGridLayout& grid, const CheckRow& row) const;

    Section* m_section;
};

} // namespace tessera
