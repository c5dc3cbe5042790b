// Verify or Create, chosen by the segments at the top; beside the page where it is wide, a tab of it where it
// is not.
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace tessera {

class CreatePane;
class Plane;
class Segmented;
class VerifyPane;

class SidePane final : public QScrollArea
{
    Q_OBJECT
public:
    static constexpr int kWidth = 344;
    enum Tab { VerifyTab, CreateTab };

    explicit SidePane(QWidget* parent = nullptr);

    VerifyPane* verify() const { return m_verify; }
    CreatePane* create() const { return m_create; }
    Segmented* tabs() const { return m_tabs; }
    void setTab(Tab tab);
    /// As a tab of the page it has no tabs of its own.
    void setNarrow(bool narrow);

private:
    Segmented* m_tabs;
    VerifyPane* m_verify;
    CreatePane* m_create;
    Plane* m_plane;
    QVBoxLayout* m_column;
};

} // namespace tessera
