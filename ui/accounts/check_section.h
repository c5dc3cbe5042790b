// The checks the last ID token went through, each passed or failed, folded away while all is well.
#pragma once

#include "core/oidc/id_token_validation.h"

#include <QWidget>

namespace tessera {

class Section;

class CheckSection final : public QWidget
{
    Q_OBJECT
public:
    explicit CheckSection(QWidget* parent = nullptr);

    /// Empty: the section is hidden.
    void setChecks(const QList<IdTokenCheck>& checks);
    Section* section() const { return m_section; }

private:
    QWidget* makeRow(const IdTokenCheck& check) const;

    Section* m_section;
    QStringList m_shown; ///< what the rows were made of
};

} // namespace tessera
