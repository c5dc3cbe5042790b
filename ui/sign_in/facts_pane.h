// Beside a sign-in while the browser is open: what was looked at before it was opened, and what is asked for.
#pragma once

#include "ui/text/sign_in_facts.h"
#include "ui/widgets/plane.h"

class QVBoxLayout;

namespace tessera {

class FactsPane final : public Plane
{
    Q_OBJECT
public:
    static constexpr int kWidth = 332;

    explicit FactsPane(QWidget* parent = nullptr);

    void setFacts(const QList<SignInFact>& facts, const QStringList& scopes);

private:
    QVBoxLayout* m_column;
    QWidget* m_content = nullptr;
};

} // namespace tessera
