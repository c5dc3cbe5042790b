// Asks, in the page, whether to sign out, and says what it means. There is no way back, so it is asked.
#pragma once

#include "ui/widgets/plane.h"

namespace tessera {

class Button;
class Sentence;

class SignOutQuestion final : public Plane
{
    Q_OBJECT
public:
    explicit SignOutQuestion(QWidget* parent = nullptr);

    void ask(const QString& account, const QString& provider);

Q_SIGNALS:
    void confirmed();
    void declined();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    Sentence* m_sentence;
    Button* m_yes;
    Button* m_no;
};

} // namespace tessera
