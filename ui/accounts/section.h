// A block of a page: heading, a caption beside it, and what follows below; may be folded away.
#pragma once

#include <QVBoxLayout>
#include <QWidget>

namespace tessera {

class Button;
class Label;

class Section final : public QWidget
{
    Q_OBJECT
public:
    explicit Section(const QString& heading, QWidget* parent = nullptr);

    void setCaption(const QString& caption);
    /// From now on a button folds and unfolds the content.
    void setFoldable(const QString& showText, const QString& hideText);
    void setFolded(bool folded);
    bool isFolded() const;

    /// Where the content goes.
    QVBoxLayout* content() const { return m_contentLayout; }
    /// Removes all of the content at once.
    void clear();

private:
    QString m_heading;
    Label* m_caption;
    Button* m_fold = nullptr;
    QWidget* m_content;
    QVBoxLayout* m_contentLayout;
    QString m_showText;
    QString m_hideText;
};

} // namespace tessera
