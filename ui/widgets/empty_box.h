// Stands where there is nothing yet: a big sign, what is so, and what would change it (design: "Empty
// state").
#pragma once

#include "ui/widgets/plane.h"

#include <QVBoxLayout>

namespace tessera {

class EmptyBox : public Plane
{
    Q_OBJECT
public:
    EmptyBox(const QString& iconName, const QString& title, const QStringList& sentences,
             QWidget* parent = nullptr);

protected:
    /// For what stands below the sentences.
    QVBoxLayout* column() const { return m_column; }

private:
    QVBoxLayout* m_column;
};

} // namespace tessera
