// Create: a test token from a template, claims and a key. Without a creator the pane says that it is not
// available.
#pragma once

#include "ui/inspector/token_creator.h"

#include <QWidget>

#include <memory>

namespace tessera {

class Banner;
class Button;
class Choice;
class Field;
class Label;
class Plane;
class SecretClipboard;
class Segmented;
class TextBox;

class CreatePane final : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype kMostClaims = 256 * 1024;

    explicit CreatePane(QWidget* parent = nullptr);
    ~CreatePane() override;

    /// Unset: not available in this build.
    void setCreator(std::shared_ptr<const TokenCreator> creator, TimePoint now);
    void setNow(TimePoint now) { m_now = now; }
    void setClipboardStay(Seconds stay);

    Choice* templates() const { return m_templates; }
    Choice* algorithms() const { return m_algorithms; }
    TextBox* claims() const { return m_claims; }
    Segmented* keySource() const { return m_keySource; }
    Field* keyFile() const { return m_keyFile; }
    Button* createButton() const { return m_create; }
    TextBox* result() const { return m_result; }
    Banner* news() const { return m_news; }

protected:
    /// Claims nobody has changed are made anew, so that their times are those of now.
    void showEvent(QShowEvent* event) override;

Q_SIGNALS:
    /// Look at it in the Decode pane, with this key at hand.
    void inspectRequested(const QString& token, const QString& publicKey);

private:
    QWidget* makeForm();
    QWidget* makeResult();
    void takeTemplate();
    void create();
    void showToken(const CreatedToken& token);
    void tell(const Error& error);
    Result<SecretString> readKeyFile() const;

    std::shared_ptr<const TokenCreator> m_creator;
    TimePoint m_now;
    QWidget* m_form;
    QWidget* m_resultBox;
    Choice* m_templates;
    TextBox* m_claims;
    Choice* m_algorithms;
    Segmented* m_keySource;
    Field* m_keyFile;
    Button* m_create;
    Banner* m_news;
    TextBox* m_result;
    Button* m_copyPrivate;
    Label* m_note;
    std::unique_ptr<SecretClipboard> m_clipboard;
    CreatedToken m_created;
    QString m_untouched; ///< the claims as the template gave them
};

} // namespace tessera
