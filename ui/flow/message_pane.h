// What one step of a run was: its message in parts, the checks that were made on it, the message as it went
// over the wire; and where the run stopped there, why. Beside the drawing, or a tab of the page where it is
// narrow.
#pragma once

#include "core/flow/flow_run.h"

#include <QScrollArea>

class QVBoxLayout;

namespace tessera {

class Button;
class CheckNotes;
class FieldList;
class Label;
class Plane;
class Segmented;
class TextBox;
class WhyStopped;

class MessagePane final : public QScrollArea
{
    Q_OBJECT
public:
    static constexpr int kWidth = 332;
    enum Tab { MessageTab, ChecksTab, RawTab };

    explicit MessagePane(QWidget* parent = nullptr);

    /// `step` is an arrow, or a check or note after one. -1: nothing is chosen.
    void setStep(const FlowRun& run, qsizetype step);
    void setTab(Tab tab);
    Segmented* tabs() const { return m_tabs; }
    TextBox* raw() const { return m_raw; }
    Button* copyButton() const { return m_copy; }
    WhyStopped* why() const { return m_why; }
    QString title() const;
    QString sentence() const;
    /// As a tab of the page it lies on the page's plane.
    void setNarrow(bool narrow);
    void focusFirst();

Q_SIGNALS:
    void signInRequested();
    void reportRequested();
    void copyRequested(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Part;
    QWidget* addPart(Part& part, const QString& title);
    void fillMessage(const FlowStep& step);
    void fillRaw();
    void settle();
    void placeColumn();

    struct Part
    {
        QWidget* box = nullptr;
        FieldList* fields = nullptr;
    };
    FlowRun m_run;
    qsizetype m_step = -1;
    Plane* m_plane;
    QVBoxLayout* m_column;
    Label* m_title;
    Button* m_copy;
    Label* m_sentence;
    Segmented* m_tabs;
    QWidget* m_message;
    Part m_query;
    Part m_headers;
    Part m_body;
    Label* m_bodyNote;
    Label* m_replaced;
    Label* m_nothing;
    CheckNotes* m_checks;
    TextBox* m_raw;
    WhyStopped* m_why;
    bool m_rawIsFilled = false;
    bool m_isNarrow = false;
};

} // namespace tessera
