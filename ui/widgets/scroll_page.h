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
    /// The column is kept at a multiple of `tiles` tiles and gaps, so that a row of tiles ends where it does.
    void setTiles(int tiles);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QVBoxLayout* m_column;
    QWidget* m_content;
    int m_most = 0;
    int m_tiles = 0;
};

} // namespace tessera
