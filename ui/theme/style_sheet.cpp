#include "ui/theme/style_sheet.h"

#include <QList>
#include <QPair>

namespace tessera {
namespace {

// @name is replaced by the theme's colour of that name; @ink is for what Qt paints on light yellow in any
// theme.
constexpr QStringView kRules = uR"(
QLineEdit { background: @surface; color: @text; border: 1px solid @edge; border-radius: 8px;
            padding: 5px 9px; min-height: 20px; selection-background-color: @accent; selection-color: @on; }
QLineEdit[leading="true"] { padding-left: 2px; }
QLineEdit:hover { border-color: @text2; }
QLineEdit:focus { border: 2px solid @link; padding: 4px 8px; }
QLineEdit[bad="true"] { border: 2px solid @err; padding: 4px 8px; }
QLineEdit:disabled { background: @sunken; border-color: @line; color: @disabled; }
QPlainTextEdit { background: @sunken; color: @text; border: 2px solid @sunken; border-radius: 8px;
                 padding: 2px 6px; selection-background-color: @accent; selection-color: @on; }
QPlainTextEdit[onList="true"] { background: @fill; border-color: @fill; }
QPlainTextEdit:focus { border-color: @link; }
QPlainTextEdit[bad="true"] { border-color: @err; }
QComboBox QAbstractItemView { background: @surface; color: @text; border: 1px solid @edge; outline: none;
                              padding: 4px; selection-background-color: @hover; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; border-radius: 6px; }
QTableView { background: transparent; border: none; outline: none; }
QHeaderView { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: @track; border-radius: 4px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: @edge; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: @track; border-radius: 4px; min-width: 32px; }
QScrollBar::handle:horizontal:hover { background: @edge; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QBalloonTip QLabel { color: @ink; }
QToolTip { background: @tip; color: @onTip; border: 1px solid @tip; padding: 4px 6px; }
QMenu { background: @surface; color: @text; border: 1px solid @edge; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: @hover; }
)";

} // namespace

QString styleSheet(const Theme& theme)
{
    const QList<QPair<QString, QColor>> names{
        {QStringLiteral("@ink"), lightTheme().text},   {QStringLiteral("@surface"), theme.surface},
        {QStringLiteral("@text2"), theme.text2},       {QStringLiteral("@text"), theme.text},
        {QStringLiteral("@edge"), theme.edge},         {QStringLiteral("@accent"), theme.accent},
        {QStringLiteral("@onTip"), theme.tipText},     {QStringLiteral("@on"), theme.onAccent},
        {QStringLiteral("@link"), theme.accentText},   {QStringLiteral("@err"), theme.err},
        {QStringLiteral("@sunken"), theme.sunken},     {QStringLiteral("@line"), theme.line},
        {QStringLiteral("@disabled"), theme.disabled}, {QStringLiteral("@track"), theme.track},
        {QStringLiteral("@tip"), theme.tip},           {QStringLiteral("@hover"), theme.hover},
        {QStringLiteral("@fill"), theme.fill},
    };
    QString rules = kRules.toString();
    for (const auto& [name, colour] : names)
        rules.replace(name, colour.name());
    return rules;
}

} // namespace tessera
