// Asks, in the page, whether to sign out, and says what it means. There is no way back, so it is asked.
#pragma once

#include "ui/text/provider_text.h"
#include "ui/widgets/plane.h"

namespace tessera {

class Button;
class Sentence;

class SignOutQuestion final : public Plane
{
    Q_OBJECT
public:
    explicit SignOutQuestion(QWidget* parent = nullptr);

    void ask(const QString& account, const ProviderNotes& notes, bool canRevoke);

Q_SIGNALS:
    void confirmed();
    void declined();
    /// The provider's own page about this program's access.
    void linkRequested(const QUrl& url);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    Sentence* m_sentence;
    Button* m_yes;
    Button* m_no;
    Button* m_review;
    QUrl m_reviewUrl;
};

} // namespace tessera
