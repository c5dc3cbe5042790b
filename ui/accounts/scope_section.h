// Scopes asked for against scopes granted, as chips, with a sentence where some were refused.
#pragma once

#include "core/session/session.h"

#include <QWidget>

namespace tessera {

class Label;
class Section;

class ScopeSection final : public QWidget
{
    Q_OBJECT
public:
    explicit ScopeSection(QWidget* parent = nullptr);

    void setAccount(const Account& account);

private:
    void rebuild(const QString& provider);
    void explain(const QString& sentence);

    Section* m_section;
    QStringList m_requested;
    QStringList m_granted;
};

} // namespace tessera
