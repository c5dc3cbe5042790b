// One provider on the welcome page: monogram, name, and where it is.
#pragma once

#include "core/providers/provider.h"

#include <QAbstractButton>

namespace tessera {

class ProviderTile final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit ProviderTile(const Provider& provider, int tileIndex, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    QString m_host;
    QString m_letters;
    int m_index;
};

} // namespace tessera
