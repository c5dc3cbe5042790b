// News in the page, beside its cause: glyph, sentence, at most one thing to do about it.
#pragma once

#include "ui/widgets/plane.h"
#include "ui/widgets/state_glyph.h"

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
    /// Empty: no button.
    void setAction(const QString& text);
    QString text() const;
    Button* action() const { return m_action; }

Q_SIGNALS:
    void actionClicked();

private:
    StateGlyph* m_glyph;
    Sentence* m_sentence;
    Button* m_action;
};

} // namespace tessera
