#include "ui/widgets/monogram.h"

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"

#include <QCryptographicHash>
#include <QPainter>
#include <QStringList>

namespace tessera {
namespace {

constexpr double kTextPart = 0.34; // height of the letters against the tile

/// The first letter or digit of each word; combining marks and everything odd are passed over.
QStringList wordStarts(const QString& name)
{
    QStringList starts;
    bool inWord = false;
    for (const QChar c : name) {
        if (c.isLetterOrNumber()) {
            if (!inWord)
                starts.append(c);
            inWord = true;
        } else if (!c.isMark()) {
            inWord = false;
        }
    }
    return starts;
}

} // namespace

QString initials(const QString& name)
{
    const QString local = name.section(u'@', 0, 0);
    const QStringList starts = wordStarts(local);
    if (starts.isEmpty())
        return QStringLiteral("?");
    if (starts.size() > 1)
        return starts.first().toUpper().left(1) + starts.last().toUpper().left(1);
    const qsizetype first = local.indexOf(starts.first());
    const QString second = local.mid(first + 1, 1);
    const bool usable = !second.isEmpty() && second.front().isLetterOrNumber();
    return starts.first().toUpper().left(1) + (usable ? second.toLower().left(1) : QString());
}

int monogramIndex(const QString& accountId)
{
    const QByteArray hash = QCryptographicHash::hash(accountId.toUtf8(), QCryptographicHash::Sha256);
    return int(static_cast<uchar>(hash.front()) % Theme::kMonograms);
}

void paintMonogram(QPainter& painter, const QRect& rect, const QString& letters, int index)
{
    const Theme::Tile& tile = theme().monograms.at(std::size_t(index) % Theme::kMonograms);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tile.fill);
    const double radius = rect.width() >= 48 ? 8 : 6;
    painter.drawRoundedRect(rect, radius, radius);
    QFont font = fontFor(TextStyle::BodyStrong);
    font.setPixelSize(qRound(rect.height() * kTextPart));
    painter.setFont(font);
    painter.setPen(tile.text);
    painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, letters);
    painter.restore();
}

Monogram::Monogram(int size, QWidget* parent) : QWidget(parent)
{
    setFixedSize(size, size);
}

void Monogram::setLetters(const QString& letters, int index)
{
    if (letters == m_letters && index == m_index)
        return;
    m_letters = letters;
    m_index = index;
    update();
}

void Monogram::setSize(int size)
{
    setFixedSize(size, size);
}

void Monogram::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintMonogram(painter, rect(), m_letters, m_index);
}

} // namespace tessera
