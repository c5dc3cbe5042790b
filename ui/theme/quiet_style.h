// Fusion, with one habit changed: the underlines of mnemonics show only while Alt is held.
#pragma once

#include <QProxyStyle>

namespace tessera {

class QuietStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    QuietStyle();

    int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr,
                  QStyleHintReturn* returnData = nullptr) const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setAltHeld(bool held);

    bool m_altHeld = false;
};

/// Qt::TextShowMnemonic or Qt::TextHideMnemonic, for widgets that draw their own text.
int mnemonicFlag(const QWidget* widget);

} // namespace tessera
