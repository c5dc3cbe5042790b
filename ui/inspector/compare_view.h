// Compare: two texts side by side and what is different between them. How that is found out is given from
// outside.
#pragma once

#include "core/inspector/token_report.h"

#include <QWidget>

#include <functional>

namespace tessera {

struct TokenDifference
{
    enum class Kind { Added, Removed, Changed };
    Kind kind = Kind::Changed;
    QString where; ///< "Claims", "Header"
    QString name;
    QString before;
    QString after;
    QString note; ///< "3600 s later"; may be empty
};
using CompareFunction =
    std::function<QList<TokenDifference>(const TokenReport& before, const TokenReport& after)>;

class DifferenceList;
class Label;
class ReportRunner;
class TokenEditor;

class CompareView final : public QWidget
{
    Q_OBJECT
public:
    explicit CompareView(QWidget* parent = nullptr);

    /// Unset: not available in this build.
    void setCompare(CompareFunction compare);
    void setNow(TimePoint now) { m_now = now; }
    void setLeft(const QString& text);

    TokenEditor* left() const { return m_left; }
    TokenEditor* right() const { return m_right; }
    Label* summary() const { return m_summary; }
    DifferenceList* list() const { return m_list; }

private:
    QWidget* side(const QString& title, TokenEditor* editor);
    void look(ReportRunner* runner, const TokenEditor* editor);
    void refresh();

    CompareFunction m_compare;
    TimePoint m_now;
    TokenEditor* m_left;
    TokenEditor* m_right;
    ReportRunner* m_runLeft;
    ReportRunner* m_runRight;
    std::optional<TokenReport> m_before;
    std::optional<TokenReport> m_after;
    Label* m_summary;
    DifferenceList* m_list;
};

} // namespace tessera
