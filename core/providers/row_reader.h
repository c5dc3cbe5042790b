// Reads the members of one JSON object one after the other and remembers the first thing that was wrong.
#pragma once

#include "core/base/result.h"
#include "core/net/form_body.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace tessera {

class RowReader
{
public:
    /// `place` stands before a member's name in an error: "refresh." or nothing.
    RowReader(const QJsonObject& row, const QStringList& members, QString place = {});

    QString required(QStringView name);
    QString text(QStringView name);
    QStringList list(QStringView name);
    bool flag(QStringView name);
    QUrl httpsUrl(QStringView name);
    /// {"name": "value"}
    FormFields fields(QStringView name);
    /// An object of its own, absent or empty alike; its members are read with `members`.
    QJsonObject object(QStringView name);
    /// Absent and empty alike.
    QList<QJsonObject> objects(QStringView name);
    /// 1 to `most`; absent: unset.
    std::optional<int> number(QStringView name, int most);
    /// Of `values`, in their order; `fallback` where it is absent.
    qsizetype choice(QStringView name, const QStringList& values, qsizetype fallback);

    void fail(const QString& what);
    /// The first thing that was wrong in `part` is wrong in the whole.
    void include(const RowReader& part);
    const std::optional<QString>& fault() const { return m_fault; }
    bool has(QStringView name) const { return m_row.contains(name); }

private:
    template <class T>
    T take(Result<T> value);

    QJsonObject m_row;
    QString m_place;
    std::optional<QString> m_fault;
};

} // namespace tessera
