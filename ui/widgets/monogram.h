// Two letters on a square tile, in one of six colours that an account keeps (design sections 1 and 6).
#pragma once

#include <QFont>
#include <QWidget>

class QPainter;

namespace tessera {

/// "Ana Marić" → "AM", "anamaric" → "An", "" → "?". Only letters and digits, so that nothing from outside
/// can draw outside the tile.
QString initials(const QString& name);

/// A stable hash of the account's id, modulo the number of tiles.
int monogramIndex(const QString& accountId);

void paintMonogram(QPainter& painter, const QRect& rect, const QString& letters, int index);

class Monogram final : public QWidget
{
    Q_OBJECT
public:
    explicit Monogram(int size, QWidget* parent = nullptr);

    void setLetters(const QString& letters, int index);
    void setSize(int size);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_letters;
    int m_index = 0;
};

} // namespace tessera
