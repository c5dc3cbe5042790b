// Compare: two texts side by side and what is different between them. How that is found out is given from
// outside.
#pragma once

#include "core/inspector/token_diff.h"

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

struct TokenComparison
{
    QList<TokenDifference> differences;
    QList<Finding> findings; ///< of the two together, as that the session id stayed the same
};
using CompareFunction =
    std::function<TokenComparison(const InspectedText& before, const InspectedText& after)>;

class DifferenceList;
class FindingsList;
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
    FindingsList* findings() const { return m_findings; }

Q_SIGNALS:
    void referenceRequested(const QUrl& address);

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
    FindingsList* m_findings;
    DifferenceList* m_list;
};

} // namespace tessera
