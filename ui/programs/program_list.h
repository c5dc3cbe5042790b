// A list of programs: which one, of which account and what, until when, and a button that takes it back.
#pragma once

#include "ui/programs/programs_view.h"

#include <QWidget>

class QGridLayout;

namespace tessera {

class ProgramList final : public QWidget
{
    Q_OBJECT
public:
    explicit ProgramList(QWidget* parent = nullptr);

    void setRows(const QList<ProgramRow>& rows);
    bool isEmpty() const { return m_rows.isEmpty(); }

Q_SIGNALS:
    void takeBackRequested(const QStringList& ids);

private:
    void rebuild();
    void addRow(QGridLayout* grid, const ProgramRow& row);

    QList<ProgramRow> m_rows;
    QWidget* m_content = nullptr;
    bool m_all = false;
};

} // namespace tessera
