// How much two pictures of a screen differ. Text is drawn a little differently by each version of a font
// library, so that a pixel counts only where it is plainly another one.
#pragma once

#include <QImage>

namespace tessera::test {

struct PictureDifference
{
    bool sameSize = true;
    double share = 0; ///< of the pixels that are others, 0 to 1; 1 where the sizes differ
    QImage marked;    ///< the later one, pale, with what changed in red; null where the sizes differ

    /// A screen has changed, and not only its edges of letters.
    bool isChange() const { return !sameSize || share > 0.001; }
};

PictureDifference compare(const QImage& before, const QImage& after);

} // namespace tessera::test
