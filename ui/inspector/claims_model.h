// What a token says, as a table: claims, header parameters, or the fields of a cookie or a header block, each
// with its value, what it means and where that is written. Shows values as text, shortened; copies them
// whole.
#pragma once

#include "core/inspector/token_report.h"
#include "ui/inspector/claim_meaning.h"

#include <QAbstractTableModel>

namespace tessera {

struct ClaimRow
{
    enum class Section { Claims, Header, Fields };
    Section section = Section::Claims;
    QString name;
    QJsonValue json;
    QString value;   ///< json as text, whole
    QString meaning; ///< for a time: seen from now
    QString reference;
    std::optional<TimePoint> time;
};

class ClaimsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, MeaningColumn, ReferenceColumn, ColumnCount };
    enum Role { SectionRole = Qt::UserRole, SortRole };

    explicit ClaimsModel(ClaimWordSource catalogue = builtInClaimMeaning, QObject* parent = nullptr);

    void setCatalogue(ClaimWordSource catalogue);
    void setReport(const TokenReport& report, TimePoint now);
    /// The meanings of times say how long ago that was.
    void setNow(TimePoint now);
    const QList<ClaimRow>& rows() const { return m_rows; }
    int count(ClaimRow::Section section) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void addObject(const QJsonObject& object, ClaimRow::Section section, const TokenReport& report);
    QString meaningOf(const ClaimRow& row) const;
    QString toolTip(const ClaimRow& row) const;

    ClaimWordSource m_catalogue;
    QList<ClaimRow> m_rows;
    TimePoint m_now;
};

/// {"iss":"…","exp":…} of these rows, indented.
QString rowsAsJson(const QList<ClaimRow>& rows);

} // namespace tessera
