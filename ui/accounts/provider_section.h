// What is particular about the provider of an account: how renewing works there, which hosts it uses besides
// its own, where a person takes back this program's access.
#pragma once

#include "core/oauth/endpoint_pinning.h"
#include "ui/text/provider_text.h"

#include <QWidget>

class QGridLayout;

namespace tessera {

class Section;

class ProviderSection final : public QWidget
{
    Q_OBJECT
public:
    explicit ProviderSection(QWidget* parent = nullptr);

    /// Hidden where there is nothing to say.
    void setProvider(const ProviderNotes& notes, const QString& issuer, const QList<ForeignHost>& hosts);

Q_SIGNALS:
    void linkRequested(const QUrl& url);

private:
    void addRow(const QString& name, QWidget* content);
    void addText(const QString& name, const QString& text);
    void addReview(const QUrl& url);

    Section* m_section;
    QGridLayout* m_grid = nullptr;
    QStringList m_shown; ///< what is laid out now, so that a renewal builds nothing anew
};

} // namespace tessera
