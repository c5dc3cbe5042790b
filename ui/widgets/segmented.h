// A few words in a frame of which one is chosen (design sections 4 and 6). One stop for Tab; the arrow keys
// choose.
#pragma once

#include <QStringList>
#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QHBoxLayout;

namespace tessera {

class Segmented final : public QWidget
{
    Q_OBJECT
public:
    /// `name` is what a screen reader says before the word that is chosen.
    Segmented(const QString& name, const QStringList& words, QWidget* parent = nullptr);

    int current() const;
    /// Chooses without telling.
    void setCurrent(int index);
    /// Replaces the words; the choice stays where there still is one of that number.
    void setWords(const QStringList& words);
    QStringList words() const;
    /// All segments as wide as there is room, instead of as wide as their words.
    void setStretched();
    QAbstractButton* button(int index) const;

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    QButtonGroup* m_group;
    QHBoxLayout* m_row;
};

} // namespace tessera
