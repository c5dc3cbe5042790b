// Asks whether a program may have a token (design section 6). Deny has the focus and is what Enter and Escape
// mean; nothing can be pressed in the first moments after the window came up or came to the front, so that a
// click or key meant for another window decides nothing (A266).
#pragma once

#include "core/agent/consent.h"

#include <QDialog>
#include <QTimer>

#include <memory>

class QVBoxLayout;

namespace tessera {

class Button;
class Label;
class Plane;
class Segmented;

class ConsentDialog final : public QDialog
{
    Q_OBJECT
public:
    static constexpr int kInertMilliseconds = 700;

    ConsentDialog(const ConsentQuestion& question, std::shared_ptr<const Clock> clock,
                  QWidget* parent = nullptr);

    bool isInert() const { return m_inert.isActive(); }
    Button* denyButton() const { return m_deny; }
    Button* denyAllButton() const { return m_denyAll; }
    Button* allowButton() const { return m_allow; }
    /// Once, for an hour, always. Null where "once" is the only yes.
    Segmented* duration() const { return m_duration; }

Q_SIGNALS:
    /// Once, and not before a person could have read it.
    void answered(tessera::ConsentAnswer answer);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build(const ConsentQuestion& question);
    QLayout* heading(const ConsentQuestion& question);
    Plane* facts(const ConsentQuestion& question);
    QLayout* choice();
    QLayout* buttons();
    void becomeInert();
    void answer(ConsentAnswer answer);
    void showTime();
    void showDuration();
    ConsentAnswer chosen() const;

    std::shared_ptr<const Clock> m_clock;
    TimePoint m_until;
    Segmented* m_duration = nullptr;
    Label* m_durationHint = nullptr;
    Label* m_time = nullptr;
    Button* m_deny;
    Button* m_denyAll;
    Button* m_allow;
    QTimer m_inert;
    QTimer m_second;
    bool m_answered = false;
};

} // namespace tessera
