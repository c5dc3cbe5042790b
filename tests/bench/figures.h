// What tests/support/bench.py reads: one JSON object, name to number, as the last line.
#pragma once

#include <cstdio>
#include <string>

namespace tessera {

class Figures
{
public:
    void add(const std::string& name, double value)
    {
        char text[96];
        std::snprintf(text, sizeof text, "%s\"%s\":%.6g", m_json.empty() ? "" : ",", name.c_str(), value);
        m_json += text;
    }
    void print() const { std::printf("{%s}\n", m_json.c_str()); }

private:
    std::string m_json;
};

} // namespace tessera
