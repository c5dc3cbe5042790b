// A word in a small box: a scope that was granted (tick) or refused (cross, dashed frame), "development".
#pragma once

#include <QString>
#include <QWidget>

namespace tessera {

class Chip final : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Granted, Refused, Plain };

    Chip(Kind kind, const QString& text, QWidget* parent = nullptr);

    QString text() const { return m_text; }
    Kind kind() const { return m_kind; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString iconName() const;

    Kind m_kind;
    QString m_text;
};

} // namespace tessera
