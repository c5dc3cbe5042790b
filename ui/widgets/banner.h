// News in the page, beside its cause: glyph, sentence, at most one thing to do about it.
#pragma once

#include "ui/widgets/plane.h"
#include "ui/widgets/state_glyph.h"

class QBoxLayout;

namespace tessera {

class Button;
class Sentence;

class Banner final : public Plane
{
    Q_OBJECT
public:
    enum class Kind { Ok, Warning, Error, Note };

    explicit Banner(QWidget* parent = nullptr);

    void setContent(Kind kind, const QString& headline, const QString& rest);
    /// Empty: no button. A long one stands below the sentence, where it does not make the page wider.
    void setAction(const QString& text);
    QString text() const;
    Button* action() const { return m_action; }

Q_SIGNALS:
    void actionClicked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeGlyph();

    StateGlyph* m_glyph;
    QBoxLayout* m_glyphColumn;
    Sentence* m_sentence;
    Button* m_action;
    QBoxLayout* m_words; ///< sentence and button
};

} // namespace tessera
