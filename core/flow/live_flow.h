// A run while it is recorded: what is kept of it, its secrets, and who wants to hear of it.
#pragma once

#include "core/flow/flow_redaction.h"

#include <QHash>

#include <functional>

namespace tessera {

class LiveFlow
{
public:
    enum class News { Step, Changed };
    using Listener = std::function<void(quint64 id, News)>;

    LiveFlow(FlowRun run, std::shared_ptr<const Clock> clock, std::shared_ptr<const QByteArray> key);

    const FlowRun& run() const { return m_run; }
    FlowRun& editedRun() { return m_run; }
    FlowSecrets& secrets() { return m_secrets; }
    const Clock& clock() const { return *m_clock; }
    void setListener(Listener listener) { m_listener = std::move(listener); }

    /// Numbered if it is an arrow, dated, an answer with how long it took, kept within the bounds, told.
    int add(FlowStep step);
    void changed();
    void end(const std::optional<Error>& error);

    static constexpr qsizetype kSteps = 500;
    /// Of what is kept of messages together; then only their sizes are.
    static constexpr qsizetype kCharacters = 1024 * 1024;

private:
    void keepWithin(FlowStep& step);
    void tell(News news);

    FlowRun m_run;
    std::shared_ptr<const Clock> m_clock;
    FlowSecrets m_secrets;
    Milliseconds m_startedSinceBoot;
    Listener m_listener;
    QHash<int, Milliseconds> m_sentAt; ///< since boot, by the number of the request
    int m_arrows = 0;
    qsizetype m_characters = 0;
};

} // namespace tessera
