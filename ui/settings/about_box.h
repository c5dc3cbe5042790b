// Settings, About: version, and what is shipped under which licence, each with its whole text.
#pragma once

#include "ui/settings/shipped_parts.h"

#include <QWidget>

namespace tessera {

class Button;
class Label;
class TextBox;

class AboutBox final : public QWidget
{
    Q_OBJECT
public:
    explicit AboutBox(QWidget* parent = nullptr);

    /// `commit` may be empty: nobody said.
    void setVersion(const QString& version, const QString& commit);

private:
    void showLicence(const ShippedPart& part);

    Label* m_version;
    QWidget* m_parts;
    Label* m_title;
    TextBox* m_text;
    QString m_shown; ///< name of the part whose text is shown
};

} // namespace tessera
