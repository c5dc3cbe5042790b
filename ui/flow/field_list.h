// Names and values in two columns: headers, parameters, members of a body. A secret is its fingerprint.
#pragma once

#include "core/flow/flow_run.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace tessera {

class FieldList final : public QWidget
{
    Q_OBJECT
public:
    explicit FieldList(QWidget* parent = nullptr);

    /// Only the first of very many are shown; the raw message has them all.
    void setFields(const QList<FlowField>& fields);
    /// The two sides of a comparison: what was wanted, and what came.
    void setCompared(const QList<FlowField>& sides);
    bool hasSecret() const { return m_hasSecret; }

private:
    void clear();
    void finish();
    void add(const FlowField& field, ThemeColour colour);

    QVBoxLayout* m_column;
    QWidget* m_rows = nullptr; ///< of the fields in force
    QGridLayout* m_grid = nullptr;
    bool m_hasSecret = false;
};

/// The fingerprint of a secret, with how long it was.
QWidget* secretWidget(const FlowSecret& secret, ThemeColour colour, bool withLength);

} // namespace tessera
