// compare_pictures KEPT NEW: says which pictures in the folder NEW differ from those of the same name in
// KEPT, and leaves each difference as a picture in NEW/changed. Ends with 1 if any does.
#include "tests/ui/picture_difference.h"

#include <QDir>
#include <QTextStream>

using namespace tessera::test;

namespace {

struct Count
{
    int same = 0;
    int changed = 0;
    int added = 0;
    int unreadable = 0;
};

void look(const QDir& kept, const QDir& fresh, const QString& name, QTextStream& out, Count& count)
{
    const QImage after(fresh.filePath(name));
    if (after.isNull()) {
        out << "unreadable  " << name << Qt::endl;
        ++count.unreadable;
        return;
    }
    if (!kept.exists(name)) {
        out << "new         " << name << Qt::endl;
        ++count.added;
        return;
    }
    const PictureDifference difference = compare(QImage(kept.filePath(name)), after);
    if (!difference.isChange()) {
        ++count.same;
        return;
    }
    ++count.changed;
    if (!difference.sameSize) {
        out << "other size  " << name << Qt::endl;
        return;
    }
    difference.marked.save(fresh.filePath(QStringLiteral("changed/") + name));
    out << QStringLiteral("%1 %  ").arg(difference.share * 100, 8, 'f', 2).leftJustified(12) << name
        << Qt::endl;
}

} // namespace

int main(int argc, char** argv)
{
    QTextStream out(stdout);
    const QDir kept(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString());
    const QDir fresh(argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString());
    if (argc != 3 || !kept.exists() || !fresh.exists()) {
        QTextStream(stderr) << "compare_pictures KEPT NEW: two folders with pictures are wanted." << Qt::endl;
        return 2;
    }
    QDir(fresh.filePath(QStringLiteral("changed"))).removeRecursively();
    fresh.mkpath(QStringLiteral("changed"));
    Count count;
    for (const QString& name : fresh.entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name))
        look(kept, fresh, name, out, count);
    out << count.same << " as they were, " << count.changed << " changed, " << count.added << " new";
    if (count.unreadable > 0)
        out << ", " << count.unreadable << " unreadable";
    out << '.' << Qt::endl;
    return count.changed + count.unreadable > 0 ? 1 : 0;
}
