// JSON from the wire, member by member in the order it came: QJsonObject sorts. Only for text that
// strict_json has found good.
#pragma once

#include <QByteArrayView>
#include <QString>

#include <functional>
#include <optional>

namespace tessera {

struct FlowJsonEvent
{
    enum class Kind { Open, Value, Close };
    Kind kind = Kind::Value;
    QString name;          ///< of the member; empty in an array and at the top
    QString path;          ///< "address.country", "amr[0]"; empty at the top
    int depth = 0;         ///< of the container this stands in
    bool isArray = false;  ///< of Open and Close
    bool isString = false; ///< of Value
    QString value;         ///< of Value: of a string what it says, else the text ("3600", "true", "null")
};

/// False: not a JSON object or array within the bounds (64 KiB, 32 deep, 2,000 values); nothing was told.
bool walkJson(QByteArrayView text, const std::function<void(const FlowJsonEvent&)>& tell);

} // namespace tessera
