// Asks where the key comes from, and for what that needs: an issuer, an address, a file, a pasted key or a
// secret.
#pragma once

#include "ui/inspector/key_source.h"

#include <QWidget>

namespace tessera {

class Button;
class Choice;
class Field;
class Switch;
class TextBox;

class KeyForm final : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype kMostPasted = 256 * 1024;

    explicit KeyForm(QWidget* parent = nullptr);

    KeySourceChoice choice() const;
    void setKind(KeySourceChoice::Kind kind);
    /// What the token says; the person may write something else.
    void setIssuer(const QString& issuer);
    void setPastedKey(const QString& text);
    /// Which host a click on "Verify" would ask; empty: nothing leaves this computer.
    QString host() const;
    /// There is something to verify with.
    bool isComplete() const;
    void setHint(const QString& hint);

    Choice* kinds() const { return m_kinds; }
    Field* issuer() const { return m_issuer; }
    Field* address() const { return m_address; }
    Field* file() const { return m_file; }
    TextBox* pasted() const { return m_pasted; }
    Field* secret() const { return m_secret; }
    Switch* base64url() const { return m_base64url; }

Q_SIGNALS:
    void changed();
    void submitted();

private:
    QWidget* page(const QList<QWidget*>& widgets);
    void showKind();
    void chooseFile();

    Choice* m_kinds;
    QList<QWidget*> m_pages; ///< one for each kind
    Field* m_issuer;
    Field* m_address;
    Field* m_file;
    Button* m_chooseFile;
    TextBox* m_pasted;
    Field* m_secret;
    Switch* m_base64url;
};

} // namespace tessera
