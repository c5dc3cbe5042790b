// One row of the navigation column: icon and word, or only the icon (with a tooltip) where it is narrow.
#pragma once

#include <QAbstractButton>

namespace tessera {

class NavButton final : public QAbstractButton
{
    Q_OBJECT
public:
    NavButton(const QString& text, const QString& iconName, QWidget* parent = nullptr);

    void setNarrow(bool narrow);
    /// The warning triangle: an account needs a person. `why` is read out and shown in the tooltip.
    void setWarning(const QString& why);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshNames();

    QString m_icon;
    QString m_warning;
    bool m_narrow = false;
};

} // namespace tessera
