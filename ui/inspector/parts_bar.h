// What was found inside a text, to step into, and the way back: a token in a cookie, in a header, in an
// answer.
#pragma once

#include "core/inspector/token_report.h"

#include <QWidget>

class QHBoxLayout;

namespace tessera {

class Button;
class FlowLayout;
class Label;

class PartsBar final : public QWidget
{
    Q_OBJECT
public:
    explicit PartsBar(QWidget* parent = nullptr);

    /// Hidden where there is nothing inside and nowhere to go back to.
    void setReport(std::shared_ptr<const TokenReport> root);
    /// Where one stands: the root, or what was stepped into. Unset: nothing was set.
    const TokenReport* current() const;
    std::shared_ptr<const TokenReport> shared() const;
    void stepInto(int part);
    void stepBack();
    int depth() const { return int(m_path.size()); }
    QStringList names() const;

Q_SIGNALS:
    void moved();

private:
    void rebuild();

    std::shared_ptr<const TokenReport> m_root;
    QList<int> m_path;
    QStringList m_shown;
    Button* m_back;
    Label* m_where;
    QWidget* m_list;
};

} // namespace tessera
