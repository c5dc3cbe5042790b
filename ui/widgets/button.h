// The four buttons of the design (section 4): primary, normal, flat, danger. With or without an icon.
#pragma once

#include "ui/theme/theme.h"

#include <QPushButton>

namespace tessera {

class Button final : public QPushButton
{
    Q_OBJECT
public:
    enum class Kind { Primary, Normal, Flat, Danger, DangerFlat, Link };

    Button(Kind kind, const QString& text, const QString& iconName = {}, QWidget* parent = nullptr);
    /// Only an icon: `name` is what a screen reader says and the tooltip shows.
    static Button* iconOnly(const QString& iconName, const QString& name, QWidget* parent = nullptr);

    /// 40 px high, for the one thing a page is about.
    void setBig(bool big);
    void setKind(Kind kind);
    /// It lies on the plane of lists and side panes.
    void setOnList();
    void setIconName(const QString& iconName);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Look
    {
        QColor fill; ///< invalid: none
        QColor text;
    };
    Look look() const;
    int contentWidth() const;

    Kind m_kind;
    QString m_icon;
    bool m_big = false;
    bool m_onList = false;
};

/// A flat button whose icon or word stands where the lines of the column begin, its fill hanging out beside
/// it.
QLayout* hanging(Button* button);

} // namespace tessera
