#include "tests/ui/picture_difference.h"

#include <QColor>

#include <algorithm>
#include <cstdlib>

namespace tessera::test {
namespace {

/// Of 255, in the channel that differs most.
constexpr int kTolerance = 40;

bool isOther(QRgb one, QRgb other)
{
    return std::max({std::abs(qRed(one) - qRed(other)), std::abs(qGreen(one) - qGreen(other)),
                     std::abs(qBlue(one) - qBlue(other))}) > kTolerance;
}

QRgb pale(QRgb colour)
{
    const int grey = 160 + qGray(colour) * 95 / 255;
    return qRgb(grey, grey, grey);
}

} // namespace

PictureDifference compare(const QImage& before, const QImage& after)
{
    PictureDifference difference;
    if (before.size() != after.size() || before.isNull()) {
        difference.sameSize = false;
        difference.share = 1;
        return difference;
    }
    const QImage one = before.convertToFormat(QImage::Format_RGB32);
    const QImage other = after.convertToFormat(QImage::Format_RGB32);
    difference.marked = other;
    qsizetype count = 0;
    for (int y = 0; y < other.height(); ++y) {
        const auto* oneLine = reinterpret_cast<const QRgb*>(one.constScanLine(y));
        const auto* otherLine = reinterpret_cast<const QRgb*>(other.constScanLine(y));
        auto* marked = reinterpret_cast<QRgb*>(difference.marked.scanLine(y));
        for (int x = 0; x < other.width(); ++x) {
            const bool isChanged = isOther(oneLine[x], otherLine[x]);
            marked[x] = isChanged ? qRgb(220, 0, 0) : pale(otherLine[x]);
            count += isChanged ? 1 : 0;
        }
    }
    difference.share = double(count) / (double(other.width()) * other.height());
    return difference;
}

} // namespace tessera::test
