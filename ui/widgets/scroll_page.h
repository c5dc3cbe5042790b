// A page that scrolls: a surface with a column in it, which may be kept narrow and centred.
#pragma once

#include <QScrollArea>
#include <QVBoxLayout>

namespace tessera {

class ScrollPage : public QScrollArea
{
    Q_OBJECT
public:
    explicit ScrollPage(QWidget* parent = nullptr);

    QVBoxLayout* column() const { return m_column; }
    /// 0: as wide as the page.
    void setColumnWidth(int most);
    /// Where the page is wide the column ends where its row of tiles ends.
    void alignToTiles();
    /// Something of the page stands above it: no margin of its own there.
    void setTopMargin(int top);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QVBoxLayout* m_column;
    QWidget* m_content;
    int m_most = 0;
    bool m_tiles = false;
    int m_top = -1; ///< as usual
};

} // namespace tessera
