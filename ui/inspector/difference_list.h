// The differences of two tokens, one a row: what became of it, its name, before and after.
#pragma once

#include "ui/inspector/compare_view.h"

namespace tessera {

class DifferenceList final : public QWidget
{
    Q_OBJECT
public:
    explicit DifferenceList(QWidget* parent = nullptr);

    void setDifferences(const QList<TokenDifference>& differences);
    int count() const { return m_count; }

private:
    int m_count = 0;
    QWidget* m_rows = nullptr;
};

} // namespace tessera
