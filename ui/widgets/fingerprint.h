// What is shown of a secret: a pattern of nine tiles and four digits, the same for the same secret. An
// eye-catcher, not a proof (design section 6).
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QPainter;

namespace tessera {

/// Side of the pattern: three tiles of 4 px on a pitch of 5.
inline constexpr int kFingerprintSize = 14;

/// Bits 0 to 8 of `tiles` are the pattern, row by row.
void paintFingerprint(QPainter& painter, const QPointF& corner, quint16 tiles, const QColor& colour);

class Fingerprint final : public QWidget
{
    Q_OBJECT
public:
    /// `digits` stand beside the pattern, `caption` behind them in quieter words; `name` is read out.
    Fingerprint(quint16 tiles, const QString& digits, const QString& caption, const QString& name,
                ThemeColour colour = &Theme::text2, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    quint16 m_tiles;
    QString m_digits;
    QString m_caption;
    ThemeColour m_colour;
};

} // namespace tessera
