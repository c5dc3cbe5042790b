#include "ui/inspector/axis_layout.h"

#include "ui/text/relative_time.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::AxisLayout)
};

constexpr int kGap = 10;    ///< between two labels
constexpr int kPadding = 6; ///< the part of its length the core has on both sides, as 1/6

struct Mark
{
    QString name;
    TimePoint at;
    AxisPost post;
};

struct Span
{
    TimePoint from;
    TimePoint to;
    Milliseconds length() const { return to - from; }
};

QList<Mark> marksOf(const TokenTimes& times)
{
    QList<Mark> marks;
    const auto add = [&marks](QStringView name, const std::optional<TimePoint>& time) {
        if (time)
            marks.append({name.toString(), *time, {}});
    };
    add(u"auth_time", times.signedInAt);
    add(u"iat", times.issuedAt);
    add(u"nbf", times.notBefore);
    add(u"exp", times.expiresAt);
    std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.at < b.at; });
    return marks;
}

/// The life of the token; what is missing of it is lent by "now".
Span coreOf(const TokenTimes& times, TimePoint now)
{
    std::optional<TimePoint> from = times.notBefore ? times.notBefore : times.issuedAt;
    if (!from)
        from = times.signedInAt;
    const TimePoint begin = from.value_or(std::min(now, times.expiresAt.value_or(now)));
    const TimePoint end = times.expiresAt.value_or(std::max(now, begin));
    Span core{std::min(begin, end), std::max(begin, end)};
    if (core.length() < Seconds(1))
        core.to = core.from + Seconds(60);
    return core;
}

/// Whatever is at most one life away is shown at its place; the rest goes to the ends.
Span rangeOf(const QList<Mark>& marks, const Span& core, TimePoint now)
{
    Span range = core;
    const auto stretch = [&](TimePoint time) {
        if (time >= core.from - core.length() && time <= core.to + core.length()) {
            range.from = std::min(range.from, time);
            range.to = std::max(range.to, time);
        }
    };
    for (const Mark& mark : marks)
        stretch(mark.at);
    stretch(now);
    const Milliseconds around = range.length() / kPadding;
    return {range.from - around, range.to + around};
}

AxisPost place(TimePoint time, const Span& range, int width)
{
    if (time < range.from)
        return {0, AxisBeyond::Before};
    if (time > range.to)
        return {width, AxisBeyond::After};
    const double part = double((time - range.from).count()) / double(range.length().count());
    return {int(std::lround(part * width)), AxisBeyond::No};
}

struct Group
{
    QList<Mark> marks;
    AxisLabel label;
};

/// "iat, nbf 14:05" for one time, "iat 14:05, nbf 14:06" for two.
QString textOf(const QList<Mark>& marks, TimePoint now)
{
    QStringList parts;
    QStringList names;
    for (qsizetype i = 0; i < marks.size(); ++i) {
        names << marks[i].name;
        const QString time = dayAndTime(marks[i].at, now);
        if (i + 1 < marks.size() && dayAndTime(marks[i + 1].at, now) == time)
            continue;
        parts << names.join(QStringLiteral(", ")) + u' ' + time;
        names.clear();
    }
    return parts.join(QStringLiteral(", "));
}

AxisLabel centred(const QString& text, int x, int width, const std::function<int(const QString&)>& measure)
{
    const int own = measure(text);
    return {text, std::clamp(x - own / 2, 0, std::max(0, width - own)), own};
}

QList<AxisLabel> labelsOf(const QList<Mark>& marks, TimePoint now, int width,
                          const std::function<int(const QString&)>& measure)
{
    QList<Group> groups;
    for (const Mark& mark : marks) {
        if (mark.post.beyond != AxisBeyond::No)
            continue;
        Group group{{mark}, {}};
        group.label = centred(textOf(group.marks, now), mark.post.x, width, measure);
        while (!groups.isEmpty() && groups.last().label.right() + kGap > group.label.left) {
            group.marks = groups.takeLast().marks + group.marks;
            const int middle = (group.marks.first().post.x + group.marks.last().post.x) / 2;
            group.label = centred(textOf(group.marks, now), middle, width, measure);
        }
        groups.append(group);
    }
    QList<AxisLabel> labels;
    for (const Group& group : groups)
        labels << group.label;
    return labels;
}

bool isFree(const QList<AxisLabel>& labels, const AxisLabel& label)
{
    return std::all_of(labels.begin(), labels.end(), [&](const AxisLabel& other) {
        return label.right() + kGap <= other.left || other.right() + kGap <= label.left;
    });
}

/// What lies beyond has an arrow; its label comes only where the others leave room: merged it would lie.
void addBeyond(QList<AxisLabel>& labels, const QList<Mark>& marks, TimePoint now, int width,
               const std::function<int(const QString&)>& measure)
{
    for (const Mark& mark : marks) {
        const AxisLabel label = centred(textOf({mark}, now), mark.post.x, width, measure);
        if (mark.post.beyond != AxisBeyond::No && isFree(labels, label))
            labels.append(label);
    }
    std::sort(labels.begin(), labels.end(),
              [](const AxisLabel& a, const AxisLabel& b) { return a.left < b.left; });
}

/// In the middle between now and the end it speaks of, if the other labels leave that free.
AxisLabel lifeLabel(const AxisLayout& axis, const QString& text, int between, int width,
                    const std::function<int(const QString&)>& measure)
{
    const AxisLabel label = centred(text, between, width, measure);
    return isFree(axis.labels, label) ? label : AxisLabel();
}

} // namespace

AxisLayout layOutAxis(const TokenTimes& times, TimePoint now, int width,
                      const std::function<int(const QString&)>& measure)
{
    AxisLayout axis;
    QList<Mark> marks = marksOf(times);
    const Span range = rangeOf(marks, coreOf(times, now), now);
    for (Mark& mark : marks) {
        mark.post = place(mark.at, range, width);
        axis.posts << mark.post;
    }
    const std::optional<TimePoint> begin = times.notBefore ? times.notBefore : times.issuedAt;
    axis.barLeft = begin ? place(*begin, range, width).x : 0;
    axis.barRight = times.expiresAt ? place(*times.expiresAt, range, width).x : width;
    axis.barRight = std::max(axis.barLeft, axis.barRight);
    axis.now = place(now, range, width);
    axis.nowLabel = centred(Text::tr("now %1").arg(clockTime(now)), axis.now.x, width, measure);
    axis.labels = labelsOf(marks, now, width, measure);
    addBeyond(axis.labels, marks, now, width, measure);
    const int end = times.expiresAt ? place(*times.expiresAt, range, width).x : width;
    axis.life = lifeLabel(axis, lifeText(times, now), (axis.now.x + end) / 2, width, measure);
    return axis;
}

AxisLayout mirrored(AxisLayout axis, int width)
{
    for (AxisPost& post : axis.posts)
        post.x = width - post.x;
    for (AxisLabel& label : axis.labels)
        label.left = width - label.right();
    std::reverse(axis.labels.begin(), axis.labels.end());
    axis.now.x = width - axis.now.x;
    axis.nowLabel.left = width - axis.nowLabel.right();
    axis.life.left = width - axis.life.right();
    axis.barLeft = width - std::exchange(axis.barRight, width - axis.barLeft);
    return axis;
}

} // namespace tessera
