<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>tessera::AboutBox</name>
        <message>
            <source>Licence</source>
            <translation>许可证</translation>
        </message>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>Tessera</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>A tessera was the Roman token that proved who you were.</source>
            <translation>tessera 是古罗马人用来证明身份的信物。</translation>
        </message>
        <message>
            <source>What is in it</source>
            <translation>组成部分</translation>
        </message>
        <message>
            <source>Version %1.</source>
            <translation>版本 %1。</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>Built from commit %1.</source>
            <translation>由提交 %1 构建。</translation>
        </message>
        <message>
            <source>Licence of %1: %2</source>
            <translation>%1 的许可证：%2</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountActions</name>
        <message>
            <source>The provider now knows that you signed out.</source>
            <translation>提供方现已知道你退出登录。</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>访问令牌</translation>
        </message>
        <message>
            <source>ID token</source>
            <translation>ID 令牌</translation>
        </message>
        <message>
            <source>Renewed.</source>
            <translation>已续期。</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>已复制。%n 秒后从剪贴板中清除。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountDelegate</name>
        <message>
            <source>Name of the account</source>
            <translation>账户名称</translation>
        </message>
        <message>
            <source>As its provider calls it</source>
            <translation>提供方使用的名称</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountDetail</name>
        <message>
            <source>development</source>
            <translation>开发</translation>
        </message>
        <message>
            <source>The issuer is on this computer.</source>
            <translation>签发方在本机上。</translation>
        </message>
        <message>
            <source>&amp;Renew now</source>
            <translation>立即续期(&amp;R)</translation>
        </message>
        <message>
            <source>Inspec&amp;t</source>
            <translation>检查(&amp;T)</translation>
        </message>
        <message>
            <source>Show &amp;flow</source>
            <translation>显示流程(&amp;F)</translation>
        </message>
        <message>
            <source>Sign &amp;out</source>
            <translation>退出登录(&amp;O)</translation>
        </message>
        <message>
            <source>F5</source>
            <translation>F5</translation>
        </message>
        <message>
            <source>at %1</source>
            <translation>位于 %1</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1（%2）</translation>
        </message>
        <message>
            <source>Issuer: %1
Subject: %2</source>
            <translation>签发方：%1
主体：%2</translation>
        </message>
        <message>
            <source>E-mail: verified by the issuer</source>
            <translation>电子邮件：已由签发方验证</translation>
        </message>
        <message>
            <source>E-mail: not verified by the issuer</source>
            <translation>电子邮件：未经签发方验证</translation>
        </message>
        <message>
            <source>Sign &amp;in again</source>
            <translation>重新登录(&amp;I)</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>解锁(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Copy access token</source>
            <translation>复制访问令牌(&amp;C)</translation>
        </message>
        <message>
            <source>There is no keychain here.</source>
            <translation>本机没有钥匙串。</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>登录状态保持到 Tessera 关闭为止。</translation>
        </message>
        <message>
            <source>Signed out at %1. No token of that account is left here.</source>
            <translation>已于 %1 退出登录。本机不再留有该账户的任何令牌。</translation>
        </message>
        <message>
            <source>Signed out here.</source>
            <translation>已在本机退出登录。</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountListModel</name>
        <message>
            <source>development</source>
            <translation>开发</translation>
        </message>
        <message>
            <source>%1 at %2. %3</source>
            <translation>%1（%2）。%3</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountListView</name>
        <message>
            <source>Accounts</source>
            <translation>账户</translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>重命名(&amp;R)</translation>
        </message>
        <message>
            <source>Move &amp;up</source>
            <translation>上移(&amp;U)</translation>
        </message>
        <message>
            <source>Move &amp;down</source>
            <translation>下移(&amp;D)</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountsPage</name>
        <message>
            <source>New account (Ctrl+N)</source>
            <translation>新建账户 (Ctrl+N)</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>账户</translation>
        </message>
        <message>
            <source>Search accounts</source>
            <translation>搜索账户</translation>
        </message>
        <message>
            <source>No account fits “%1”.</source>
            <translation>没有与“%1”匹配的账户。</translation>
        </message>
    </context>
    <context>
        <name>tessera::AgentBox</name>
        <message>
            <source>Pass&amp;word</source>
            <translation>密码(&amp;W)</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>解锁(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Lock</source>
            <translation>锁定(&amp;L)</translation>
        </message>
    </context>
    <context>
        <name>tessera::AgentStateText</name>
        <message>
            <source>Agent on</source>
            <translation>令牌代理已开启</translation>
        </message>
        <message>
            <source>The agent is on.</source>
            <translation>令牌代理已开启。</translation>
        </message>
        <message>
            <source>Programs you allowed get tokens; about any other you are asked in a window.</source>
            <translation>你允许过的程序可取得令牌；其他程序来取时会弹窗询问你。</translation>
        </message>
        <message>
            <source>Agent locked</source>
            <translation>令牌代理已锁定</translation>
        </message>
        <message>
            <source>The agent is locked.</source>
            <translation>令牌代理已锁定。</translation>
        </message>
        <message>
            <source>No program gets a token until you unlock it with its password.</source>
            <translation>用其密码解锁之前，任何程序都得不到令牌。</translation>
        </message>
        <message>
            <source>No program gets a token until you unlock it.</source>
            <translation>解锁之前，任何程序都得不到令牌。</translation>
        </message>
        <message>
            <source>Agent elsewhere</source>
            <translation>令牌代理在别处</translation>
        </message>
        <message>
            <source>Another agent runs on this computer.</source>
            <translation>本机上运行着另一个令牌代理。</translation>
        </message>
        <message>
            <source>It was there before this window and gives the tokens. What you take back here holds for it at once. What was allowed for an hour only it knows: “tessera agent approvals” lists it.</source>
            <translation>它先于此窗口启动，令牌由它发放。在此收回的许可对它立即生效。允许一小时的许可只有它知道：用“tessera agent approvals”列出。</translation>
        </message>
        <message>
            <source>Agent off</source>
            <translation>令牌代理已关闭</translation>
        </message>
        <message>
            <source>The agent is off.</source>
            <translation>令牌代理已关闭。</translation>
        </message>
        <message>
            <source>No program gets a token from this window. What you allowed always holds again when an agent starts.</source>
            <translation>任何程序都不能从此窗口取得令牌。你始终允许的许可会在令牌代理启动后重新生效。</translation>
        </message>
    </context>
    <context>
        <name>tessera::ApprovalText</name>
        <message>
            <source>Whatever it asks</source>
            <translation>它请求的任何内容</translation>
        </message>
        <message>
            <source>ID token</source>
            <translation>ID 令牌</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>访问令牌</translation>
        </message>
        <message>
            <source>, for %1</source>
            <translation>，用于 %1</translation>
        </message>
        <message>
            <source>Until the agent locks or ends.</source>
            <translation>直到令牌代理锁定或结束。</translation>
        </message>
        <message>
            <source>Until you take it back, or the program changes.</source>
            <translation>直到你收回许可，或程序发生变化。</translation>
        </message>
        <message>
            <source>Until %1. Sooner when it is not used for ten minutes, or the agent locks.</source>
            <translation>直到 %1。十分钟未使用或令牌代理锁定时会提前结束。</translation>
        </message>
        <message>
            <source>any scope</source>
            <translation>任意权限范围</translation>
        </message>
        <message>
            <source>%1 and %2 more</source>
            <translation>%1 及另外 %2 项</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>始终</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>Until %1</source>
            <translation>直到 %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::AuditText</name>
        <message>
            <source>%1, through the command tessera,</source>
            <translation>%1（经由命令 tessera）</translation>
        </message>
        <message>
            <source>%1 got an ID token of %2</source>
            <translation>%1 取得了 %2 的 ID 令牌</translation>
        </message>
        <message>
            <source>%1 got an access token of %2</source>
            <translation>%1 取得了 %2 的访问令牌</translation>
        </message>
        <message>
            <source>You allowed it once.</source>
            <translation>你允许了这一次。</translation>
        </message>
        <message>
            <source>You allowed it for an hour.</source>
            <translation>你允许了一小时。</translation>
        </message>
        <message>
            <source>You allowed it always.</source>
            <translation>你选择了始终允许。</translation>
        </message>
        <message>
            <source>As you had allowed before.</source>
            <translation>依据你之前的许可。</translation>
        </message>
        <message>
            <source>The first one: %1.</source>
            <translation>首次：%1。</translation>
        </message>
        <message>
            <source>%1 was refused</source>
            <translation>%1 遭到拒绝</translation>
        </message>
        <message>
            <source>%1 got nothing of %2</source>
            <translation>%1 未取得 %2 的任何内容</translation>
        </message>
        <message>
            <source>All approvals were taken back</source>
            <translation>所有许可已收回</translation>
        </message>
        <message>
            <source>An approval was taken back</source>
            <translation>一项许可已收回</translation>
        </message>
        <message>
            <source>An approval for %1 was taken back</source>
            <translation>%1 的一项许可已收回</translation>
        </message>
        <message>
            <source>By %1.</source>
            <translation>操作者：%1。</translation>
        </message>
        <message>
            <source>%1 may have tokens of %2</source>
            <translation>%1 可取得 %2 的令牌</translation>
        </message>
        <message>
            <source>Without asking. By %1.</source>
            <translation>无需询问。操作者：%1。</translation>
        </message>
        <message>
            <source>The agent was locked</source>
            <translation>令牌代理已锁定</translation>
        </message>
        <message>
            <source>The agent was unlocked</source>
            <translation>令牌代理已解锁</translation>
        </message>
        <message numerus="yes">
            <source>%1 got %n ID tokens of %2</source>
            <translation>
                <numerusform>%1 取得了 %2 的 %n 个 ID 令牌</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 got %n access tokens of %2</source>
            <translation>
                <numerusform>%1 取得了 %2 的 %n 个访问令牌</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n times.</source>
            <translation>
                <numerusform>%n 次。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n approvals were taken back</source>
            <translation>
                <numerusform>%n 项许可已收回</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n approvals for %1 were taken back</source>
            <translation>
                <numerusform>%1 的 %n 项许可已收回</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::AxisLayout</name>
        <message>
            <source>now %1</source>
            <translation>现在 %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckList</name>
        <message>
            <source>Passed</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>未通过</translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>未进行</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>校验</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckNotes</name>
        <message>
            <source>Passed: %1</source>
            <translation>通过：%1</translation>
        </message>
        <message>
            <source>Failed: %1</source>
            <translation>未通过：%1</translation>
        </message>
        <message>
            <source>Not checked: %1</source>
            <translation>未校验：%1</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckSection</name>
        <message>
            <source>ID token</source>
            <translation>ID 令牌</translation>
        </message>
        <message>
            <source>Show the checks</source>
            <translation>显示校验</translation>
        </message>
        <message>
            <source>Hide the checks</source>
            <translation>隐藏校验</translation>
        </message>
        <message>
            <source>Passed</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>未通过</translation>
        </message>
        <message>
            <source>Does not apply</source>
            <translation>不适用</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckText</name>
        <message>
            <source>failed %1 of %2 checks</source>
            <translation>有 %1 项校验未通过（共 %2 项）</translation>
        </message>
        <message numerus="yes">
            <source>passed all %n checks that apply</source>
            <translation>
                <numerusform>通过了全部 %n 项适用的校验</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>passed all %n checks</source>
            <translation>
                <numerusform>通过了全部 %n 项校验</numerusform>
            </translation>
        </message>
        <message>
            <source>It is a well-made signed token.</source>
            <translation>令牌格式正确，且已签名。</translation>
        </message>
        <message>
            <source>It is an ID token and nothing else.</source>
            <translation>它是 ID 令牌，不是其他类型。</translation>
        </message>
        <message>
            <source>It is signed in a way this provider announced.</source>
            <translation>签名方式在此提供方公布的范围内。</translation>
        </message>
        <message>
            <source>The signature is the provider's.</source>
            <translation>签名出自该提供方。</translation>
        </message>
        <message>
            <source>It is not encrypted, as agreed.</source>
            <translation>未加密，与约定一致。</translation>
        </message>
        <message>
            <source>It was issued by this provider.</source>
            <translation>由此提供方签发。</translation>
        </message>
        <message>
            <source>It is meant for Tessera.</source>
            <translation>供 Tessera 使用。</translation>
        </message>
        <message>
            <source>It was given to Tessera.</source>
            <translation>颁发给 Tessera。</translation>
        </message>
        <message>
            <source>A shared secret signs it only where that was agreed.</source>
            <translation>只有约定过时才用共享机密签名。</translation>
        </message>
        <message>
            <source>It has not run out.</source>
            <translation>未过期。</translation>
        </message>
        <message>
            <source>It is already valid.</source>
            <translation>已生效。</translation>
        </message>
        <message>
            <source>It was made just now.</source>
            <translation>刚刚生成。</translation>
        </message>
        <message>
            <source>It belongs to this sign-in.</source>
            <translation>属于此次登录。</translation>
        </message>
        <message>
            <source>It says who signed in.</source>
            <translation>写明了登录者是谁。</translation>
        </message>
        <message>
            <source>The sign-in was as strong as asked for.</source>
            <translation>登录强度达到要求。</translation>
        </message>
        <message>
            <source>The sign-in was as recent as asked for.</source>
            <translation>登录时间符合要求。</translation>
        </message>
        <message>
            <source>It is about the same person as before.</source>
            <translation>与之前是同一人。</translation>
        </message>
        <message>
            <source>The sign-in is the same as before.</source>
            <translation>与之前是同一次登录。</translation>
        </message>
        <message>
            <source>It was given to the same program as before.</source>
            <translation>与之前颁发给同一程序。</translation>
        </message>
        <message>
            <source>It belongs to the access token.</source>
            <translation>与访问令牌匹配。</translation>
        </message>
        <message>
            <source>It belongs to the code.</source>
            <translation>与授权码匹配。</translation>
        </message>
        <message>
            <source>It belongs to the state of this sign-in.</source>
            <translation>与此次登录的 state 匹配。</translation>
        </message>
    </context>
    <context>
        <name>tessera::Chip</name>
        <message>
            <source>%1, granted</source>
            <translation>%1，已授予</translation>
        </message>
        <message>
            <source>%1, refused</source>
            <translation>%1，已拒绝</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimTitle</name>
        <message>
            <source>Issuer</source>
            <translation>签发方</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>主体</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>受众</translation>
        </message>
        <message>
            <source>Expires</source>
            <translation>过期时间</translation>
        </message>
        <message>
            <source>Not before</source>
            <translation>生效时间</translation>
        </message>
        <message>
            <source>Issued at</source>
            <translation>签发时间</translation>
        </message>
        <message>
            <source>Token id</source>
            <translation>令牌 ID</translation>
        </message>
        <message>
            <source>Full name</source>
            <translation>全名</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>名</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>姓</translation>
        </message>
        <message>
            <source>Middle name</source>
            <translation>中间名</translation>
        </message>
        <message>
            <source>Nickname</source>
            <translation>昵称</translation>
        </message>
        <message>
            <source>Preferred user name</source>
            <translation>首选用户名</translation>
        </message>
        <message>
            <source>Profile page</source>
            <translation>个人主页</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>头像</translation>
        </message>
        <message>
            <source>Website</source>
            <translation>网站</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>电子邮件地址</translation>
        </message>
        <message>
            <source>E-mail verified</source>
            <translation>电子邮件已验证</translation>
        </message>
        <message>
            <source>Gender</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>出生日期</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>时区</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>Telephone verified</source>
            <translation>电话已验证</translation>
        </message>
        <message>
            <source>Last change</source>
            <translation>上次更改</translation>
        </message>
        <message>
            <source>Postal address</source>
            <translation>通信地址</translation>
        </message>
        <message>
            <source>Address as written</source>
            <translation>完整地址</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>街道</translation>
        </message>
        <message>
            <source>City</source>
            <translation>城市</translation>
        </message>
        <message>
            <source>Region</source>
            <translation>省/州</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>邮政编码</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>国家/地区</translation>
        </message>
        <message>
            <source>Signed in at</source>
            <translation>登录时间</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>Authentication class</source>
            <translation>认证级别</translation>
        </message>
        <message>
            <source>Authentication methods</source>
            <translation>认证方式</translation>
        </message>
        <message>
            <source>Authorized party</source>
            <translation>被授权方</translation>
        </message>
        <message>
            <source>Access token hash</source>
            <translation>访问令牌哈希</translation>
        </message>
        <message>
            <source>Code hash</source>
            <translation>授权码哈希</translation>
        </message>
        <message>
            <source>State hash</source>
            <translation>state 哈希</translation>
        </message>
        <message>
            <source>Subject's key</source>
            <translation>主体的密钥</translation>
        </message>
        <message>
            <source>Session id</source>
            <translation>会话 ID</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Time of the event</source>
            <translation>事件时间</translation>
        </message>
        <message>
            <source>Transaction</source>
            <translation>事务</translation>
        </message>
        <message>
            <source>Back-channel logout</source>
            <translation>后端通道登出</translation>
        </message>
        <message>
            <source>Names of claims elsewhere</source>
            <translation>位于别处的声明</translation>
        </message>
        <message>
            <source>Sources of claims</source>
            <translation>声明来源</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>权限范围</translation>
        </message>
        <message>
            <source>Actor</source>
            <translation>操作者</translation>
        </message>
        <message>
            <source>May act</source>
            <translation>可代为操作</translation>
        </message>
        <message>
            <source>Acting subject</source>
            <translation>操作者主体</translation>
        </message>
        <message>
            <source>Issuer of the actor</source>
            <translation>操作者的签发方</translation>
        </message>
        <message>
            <source>Actor before</source>
            <translation>之前的操作者</translation>
        </message>
        <message>
            <source>Acting client</source>
            <translation>操作的客户端</translation>
        </message>
        <message>
            <source>Roles</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>组</translation>
        </message>
        <message>
            <source>Entitlements</source>
            <translation>权益</translation>
        </message>
        <message>
            <source>Authorization details</source>
            <translation>授权详情</translation>
        </message>
        <message>
            <source>Confirmation</source>
            <translation>持有确认</translation>
        </message>
        <message>
            <source>Key thumbprint</source>
            <translation>密钥指纹</translation>
        </message>
        <message>
            <source>Public key</source>
            <translation>公钥</translation>
        </message>
        <message>
            <source>Encrypted key</source>
            <translation>加密的密钥</translation>
        </message>
        <message>
            <source>Key id</source>
            <translation>密钥 ID</translation>
        </message>
        <message>
            <source>Key set address</source>
            <translation>密钥集地址</translation>
        </message>
        <message>
            <source>Certificate thumbprint</source>
            <translation>证书指纹</translation>
        </message>
        <message>
            <source>HTTP method</source>
            <translation>HTTP 方法</translation>
        </message>
        <message>
            <source>HTTP address</source>
            <translation>HTTP 地址</translation>
        </message>
        <message>
            <source>Introspection answer</source>
            <translation>内省响应</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>有效</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>用户名</translation>
        </message>
        <message>
            <source>Token type</source>
            <translation>令牌类型</translation>
        </message>
        <message>
            <source>Vector of trust</source>
            <translation>信任向量</translation>
        </message>
        <message>
            <source>Trust framework</source>
            <translation>信任框架</translation>
        </message>
        <message>
            <source>Originating identity</source>
            <translation>主叫身份</translation>
        </message>
        <message>
            <source>Destination identity</source>
            <translation>被叫身份</translation>
        </message>
        <message>
            <source>Attestation level</source>
            <translation>认证等级</translation>
        </message>
        <message>
            <source>Originating id</source>
            <translation>来源 ID</translation>
        </message>
        <message>
            <source>Verifiable credential</source>
            <translation>可验证凭证</translation>
        </message>
        <message>
            <source>Verifiable presentation</source>
            <translation>可验证表达</translation>
        </message>
        <message>
            <source>Credential type</source>
            <translation>凭证类型</translation>
        </message>
        <message>
            <source>Hidden digests</source>
            <translation>隐藏声明的摘要</translation>
        </message>
        <message>
            <source>Digest of hidden claims</source>
            <translation>隐藏声明的摘要算法</translation>
        </message>
        <message>
            <source>Trust marks</source>
            <translation>信任标记</translation>
        </message>
        <message>
            <source>Key set</source>
            <translation>密钥集</translation>
        </message>
        <message>
            <source>Metadata</source>
            <translation>元数据</translation>
        </message>
        <message>
            <source>Superiors</source>
            <translation>上级实体</translation>
        </message>
        <message>
            <source>Verified claims</source>
            <translation>已核实的声明</translation>
        </message>
        <message>
            <source>Use of the token</source>
            <translation>令牌用途</translation>
        </message>
        <message>
            <source>First token id</source>
            <translation>首个令牌 ID</translation>
        </message>
        <message>
            <source>User id</source>
            <translation>用户 ID</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>管理员</translation>
        </message>
        <message>
            <source>Hosted domain</source>
            <translation>托管域</translation>
        </message>
        <message>
            <source>Firebase</source>
            <translation>Firebase</translation>
        </message>
        <message>
            <source>Google Cloud</source>
            <translation>Google Cloud</translation>
        </message>
        <message>
            <source>Way of signing in</source>
            <translation>登录方式</translation>
        </message>
        <message>
            <source>Identities</source>
            <translation>身份</translation>
        </message>
        <message>
            <source>Object id</source>
            <translation>对象 ID</translation>
        </message>
        <message>
            <source>Tenant</source>
            <translation>租户</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>User principal name</source>
            <translation>用户主体名称</translation>
        </message>
        <message>
            <source>Shown name</source>
            <translation>显示名称</translation>
        </message>
        <message>
            <source>Delegated permissions</source>
            <translation>委托权限</translation>
        </message>
        <message>
            <source>Application roles</source>
            <translation>应用角色</translation>
        </message>
        <message>
            <source>Directory roles</source>
            <translation>目录角色</translation>
        </message>
        <message>
            <source>Has groups</source>
            <translation>有组</translation>
        </message>
        <message>
            <source>Application</source>
            <translation>应用</translation>
        </message>
        <message>
            <source>How the application proved itself</source>
            <translation>应用的认证方式</translation>
        </message>
        <message>
            <source>Name of the application</source>
            <translation>应用名称</translation>
        </message>
        <message>
            <source>Identity provider</source>
            <translation>身份提供方</translation>
        </message>
        <message>
            <source>Type of the subject</source>
            <translation>主体类型</translation>
        </message>
        <message>
            <source>Internal data</source>
            <translation>内部数据</translation>
        </message>
        <message>
            <source>Account kind</source>
            <translation>账户种类</translation>
        </message>
        <message>
            <source>Authentication contexts</source>
            <translation>认证上下文</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>On-premises id</source>
            <translation>本地目录 ID</translation>
        </message>
        <message>
            <source>Passport id</source>
            <translation>Passport ID</translation>
        </message>
        <message>
            <source>Platform</source>
            <translation>平台</translation>
        </message>
        <message>
            <source>Sign-in hint</source>
            <translation>登录提示</translation>
        </message>
        <message>
            <source>Country of the tenant</source>
            <translation>租户所在国家/地区</translation>
        </message>
        <message>
            <source>Region of the tenant</source>
            <translation>租户所在区域</translation>
        </message>
        <message>
            <source>State of the sign-in</source>
            <translation>登录状态</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Password expires</source>
            <translation>密码到期</translation>
        </message>
        <message>
            <source>Change the password</source>
            <translation>更改密码</translation>
        </message>
        <message>
            <source>Inside the network</source>
            <translation>在内部网络中</translation>
        </message>
        <message>
            <source>Client capabilities</source>
            <translation>客户端能力</translation>
        </message>
        <message>
            <source>Session management</source>
            <translation>会话管理</translation>
        </message>
        <message>
            <source>Relation of the subject</source>
            <translation>主体关系</translation>
        </message>
        <message>
            <source>Subjects</source>
            <translation>各接收方的主体</translation>
        </message>
        <message>
            <source>Tenant made</source>
            <translation>租户创建时间</translation>
        </message>
        <message>
            <source>Data boundary</source>
            <translation>数据边界</translation>
        </message>
        <message>
            <source>E-mail owner verified</source>
            <translation>邮件域所有者已验证</translation>
        </message>
        <message>
            <source>Preferred data location</source>
            <translation>首选数据位置</translation>
        </message>
        <message>
            <source>Preferred language</source>
            <translation>首选语言</translation>
        </message>
        <message>
            <source>Language of the tenant</source>
            <translation>租户语言</translation>
        </message>
        <message>
            <source>Facts of the subject</source>
            <translation>主体特征</translation>
        </message>
        <message>
            <source>Facts of the actor</source>
            <translation>操作者特征</translation>
        </message>
        <message>
            <source>Managed identity</source>
            <translation>托管标识</translation>
        </message>
        <message>
            <source>Permissions</source>
            <translation>权限</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>组织</translation>
        </message>
        <message>
            <source>Name of the organisation</source>
            <translation>组织名称</translation>
        </message>
        <message>
            <source>Grant</source>
            <translation>授权类型</translation>
        </message>
        <message>
            <source>Type of the token</source>
            <translation>令牌类型</translation>
        </message>
        <message>
            <source>Roles of the realm</source>
            <translation>realm 角色</translation>
        </message>
        <message>
            <source>Roles of clients</source>
            <translation>客户端角色</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>会话</translation>
        </message>
        <message>
            <source>Allowed origins</source>
            <translation>允许的来源</translation>
        </message>
        <message>
            <source>Trusted certificates</source>
            <translation>受信任的证书</translation>
        </message>
        <message>
            <source>Host of the client</source>
            <translation>客户端主机</translation>
        </message>
        <message>
            <source>Address of the client</source>
            <translation>客户端地址</translation>
        </message>
        <message>
            <source>Organisations</source>
            <translation>组织</translation>
        </message>
        <message>
            <source>Repository</source>
            <translation>仓库</translation>
        </message>
        <message>
            <source>Repository id</source>
            <translation>仓库 ID</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>所有者</translation>
        </message>
        <message>
            <source>Owner id</source>
            <translation>所有者 ID</translation>
        </message>
        <message>
            <source>Visibility</source>
            <translation>可见性</translation>
        </message>
        <message>
            <source>Git reference</source>
            <translation>Git 引用</translation>
        </message>
        <message>
            <source>Kind of reference</source>
            <translation>引用类型</translation>
        </message>
        <message>
            <source>Protected reference</source>
            <translation>受保护的引用</translation>
        </message>
        <message>
            <source>Commit</source>
            <translation>提交</translation>
        </message>
        <message>
            <source>Target branch</source>
            <translation>目标分支</translation>
        </message>
        <message>
            <source>Source branch</source>
            <translation>源分支</translation>
        </message>
        <message>
            <source>Workflow</source>
            <translation>工作流</translation>
        </message>
        <message>
            <source>Workflow reference</source>
            <translation>工作流引用</translation>
        </message>
        <message>
            <source>Commit of the workflow</source>
            <translation>工作流的提交</translation>
        </message>
        <message>
            <source>Workflow of the job</source>
            <translation>作业的工作流</translation>
        </message>
        <message>
            <source>Commit of the job's workflow</source>
            <translation>作业工作流的提交</translation>
        </message>
        <message>
            <source>Environment</source>
            <translation>环境</translation>
        </message>
        <message>
            <source>Environment id</source>
            <translation>环境 ID</translation>
        </message>
        <message>
            <source>Runner</source>
            <translation>运行器</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Count of runs</source>
            <translation>运行次数</translation>
        </message>
        <message>
            <source>Attempt</source>
            <translation>尝试次数</translation>
        </message>
        <message>
            <source>Actor id</source>
            <translation>操作者 ID</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Check run</source>
            <translation>检查运行</translation>
        </message>
        <message>
            <source>Enterprise</source>
            <translation>企业</translation>
        </message>
        <message>
            <source>Enterprise id</source>
            <translation>企业 ID</translation>
        </message>
        <message>
            <source>Namespace id</source>
            <translation>命名空间 ID</translation>
        </message>
        <message>
            <source>Namespace</source>
            <translation>命名空间</translation>
        </message>
        <message>
            <source>Project id</source>
            <translation>项目 ID</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>User</source>
            <translation>用户</translation>
        </message>
        <message>
            <source>Access level</source>
            <translation>访问级别</translation>
        </message>
        <message>
            <source>Pipeline</source>
            <translation>流水线</translation>
        </message>
        <message>
            <source>Source of the pipeline</source>
            <translation>流水线来源</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>作业</translation>
        </message>
        <message>
            <source>Source of the job</source>
            <translation>作业来源</translation>
        </message>
        <message>
            <source>Whole reference</source>
            <translation>完整引用</translation>
        </message>
        <message>
            <source>Protected environment</source>
            <translation>受保护的环境</translation>
        </message>
        <message>
            <source>Deployment tier</source>
            <translation>部署层级</translation>
        </message>
        <message>
            <source>Action on the environment</source>
            <translation>对环境的操作</translation>
        </message>
        <message>
            <source>Kind of runner</source>
            <translation>运行器类型</translation>
        </message>
        <message>
            <source>Configuration</source>
            <translation>配置</translation>
        </message>
        <message>
            <source>Commit of the configuration</source>
            <translation>配置的提交</translation>
        </message>
        <message>
            <source>Kubernetes</source>
            <translation>Kubernetes</translation>
        </message>
        <message>
            <source>Service account</source>
            <translation>服务账户</translation>
        </message>
        <message>
            <source>Pod</source>
            <translation>Pod</translation>
        </message>
        <message>
            <source>Node</source>
            <translation>节点</translation>
        </message>
        <message>
            <source>Secret</source>
            <translation>Secret</translation>
        </message>
        <message>
            <source>Warn after</source>
            <translation>警告时间</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Unique id</source>
            <translation>唯一 ID</translation>
        </message>
        <message>
            <source>Service account id</source>
            <translation>服务账户 ID</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>算法</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>Certificate address</source>
            <translation>证书地址</translation>
        </message>
        <message>
            <source>Certificates</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>Certificate thumbprint (SHA-1)</source>
            <translation>证书指纹 (SHA-1)</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Content type</source>
            <translation>内容类型</translation>
        </message>
        <message>
            <source>Critical</source>
            <translation>关键参数</translation>
        </message>
        <message>
            <source>Payload encoding</source>
            <translation>载荷编码</translation>
        </message>
        <message>
            <source>Content encryption</source>
            <translation>内容加密</translation>
        </message>
        <message>
            <source>Compression</source>
            <translation>压缩</translation>
        </message>
        <message>
            <source>Ephemeral key</source>
            <translation>临时密钥</translation>
        </message>
        <message>
            <source>Party U</source>
            <translation>U 方</translation>
        </message>
        <message>
            <source>Party V</source>
            <translation>V 方</translation>
        </message>
        <message>
            <source>Initialization vector</source>
            <translation>初始化向量</translation>
        </message>
        <message>
            <source>Authentication tag</source>
            <translation>认证标签</translation>
        </message>
        <message>
            <source>Salt</source>
            <translation>盐值</translation>
        </message>
        <message>
            <source>Rounds</source>
            <translation>迭代次数</translation>
        </message>
        <message>
            <source>Passport type</source>
            <translation>PASSporT 类型</translation>
        </message>
        <message>
            <source>Signature validation token</source>
            <translation>签名验证令牌</translation>
        </message>
        <message>
            <source>Trust chain</source>
            <translation>信任链</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimWords</name>
        <message>
            <source>Who issued it</source>
            <translation>由谁签发</translation>
        </message>
        <message>
            <source>The account, as the issuer knows it</source>
            <translation>账户，以签发方的标识表示</translation>
        </message>
        <message>
            <source>For whom it is meant</source>
            <translation>供谁使用</translation>
        </message>
        <message>
            <source>When it runs out</source>
            <translation>何时过期</translation>
        </message>
        <message>
            <source>From when it is valid</source>
            <translation>何时生效</translation>
        </message>
        <message>
            <source>When it was issued</source>
            <translation>何时签发</translation>
        </message>
        <message>
            <source>Its own number</source>
            <translation>自身编号</translation>
        </message>
        <message>
            <source>When the person signed in</source>
            <translation>本人何时登录</translation>
        </message>
        <message>
            <source>Ties it to one sign-in</source>
            <translation>将其绑定到某一次登录</translation>
        </message>
        <message>
            <source>The client it was given to</source>
            <translation>颁发给哪个客户端</translation>
        </message>
        <message>
            <source>Ties it to the access token</source>
            <translation>将其绑定到访问令牌</translation>
        </message>
        <message>
            <source>The person's name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>电子邮件地址</translation>
        </message>
        <message>
            <source>The issuer checked the e-mail address</source>
            <translation>签发方核实过电子邮件地址</translation>
        </message>
        <message>
            <source>When the profile was changed</source>
            <translation>个人资料何时更改</translation>
        </message>
        <message>
            <source>What may be done with it</source>
            <translation>可以用它做什么</translation>
        </message>
        <message>
            <source>How it is signed or encrypted</source>
            <translation>如何签名或加密</translation>
        </message>
        <message>
            <source>An address that claims to hold the key; never followed</source>
            <translation>自称存有密钥的地址；从不访问</translation>
        </message>
        <message>
            <source>A key that claims to be the right one; never used</source>
            <translation>自称正确的密钥；从不使用</translation>
        </message>
        <message>
            <source>Which key</source>
            <translation>哪个密钥</translation>
        </message>
        <message>
            <source>An address that claims to hold the certificate; never followed</source>
            <translation>自称存有证书的地址；从不访问</translation>
        </message>
        <message>
            <source>Certificates that claim to be the right ones; never used</source>
            <translation>自称正确的证书；从不使用</translation>
        </message>
        <message>
            <source>What kind of token</source>
            <translation>令牌的类型</translation>
        </message>
        <message>
            <source>What kind of content</source>
            <translation>内容的类型</translation>
        </message>
        <message>
            <source>What a reader must understand</source>
            <translation>读取方必须理解的内容</translation>
        </message>
        <message>
            <source>How the content is encrypted</source>
            <translation>内容如何加密</translation>
        </message>
        <message>
            <source>The content is compressed</source>
            <translation>内容已压缩</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimsFilter</name>
        <message>
            <source>Claim</source>
            <translation>声明</translation>
        </message>
        <message>
            <source>Parameter</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>Meaning</source>
            <translation>含义</translation>
        </message>
        <message>
            <source>Spec</source>
            <translation>规范</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimsTable</name>
        <message>
            <source>Part of the token</source>
            <translation>令牌的部分</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>声明</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Filter the table</source>
            <translation>筛选表格</translation>
        </message>
        <message>
            <source>What the token says</source>
            <translation>令牌的内容</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Header</source>
            <translation>头部</translation>
        </message>
        <message>
            <source>Copy the value	Ctrl+C</source>
            <translation>复制值	Ctrl+C</translation>
        </message>
        <message>
            <source>Copy as JSON	Ctrl+Shift+C</source>
            <translation>复制为 JSON	Ctrl+Shift+C</translation>
        </message>
        <message>
            <source>Read %1 at %2</source>
            <translation>在 %2 阅读 %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClientForm</name>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>&amp;Issuer address</source>
            <translation>签发方地址(&amp;I)</translation>
        </message>
        <message>
            <source>C&amp;lient ID</source>
            <translation>客户端 ID(&amp;L)</translation>
        </message>
        <message>
            <source>Client &amp;secret</source>
            <translation>客户端机密(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Continue</source>
            <translation>继续(&amp;C)</translation>
        </message>
        <message>
            <source>Use a code on another &amp;device</source>
            <translation>在其他设备上使用代码(&amp;D)</translation>
        </message>
        <message>
            <source>Where to register</source>
            <translation>在哪里注册</translation>
        </message>
        <message>
            <source>Sign in with %1</source>
            <translation>使用 %1 登录</translation>
        </message>
        <message>
            <source>Kept in the keychain, never in a file.</source>
            <translation>保存在钥匙串中，绝不写入文件。</translation>
        </message>
        <message>
            <source>How to register a client</source>
            <translation>如何注册客户端</translation>
        </message>
        <message>
            <source>%1 cannot be used from a desktop program.</source>
            <translation>%1 无法用于桌面程序。</translation>
        </message>
        <message>
            <source>Only if the provider gave one. Kept in the keychain, never in a file.</source>
            <translation>仅在提供方给出时填写。保存在钥匙串中，绝不写入文件。</translation>
        </message>
        <message>
            <source>%1 opens in your browser.</source>
            <translation>%1 会在浏览器中打开。</translation>
        </message>
        <message>
            <source>Type your password there, never here.</source>
            <translation>密码只在那里输入，不要在这里输入。</translation>
        </message>
        <message>
            <source>This is the one Tessera was built with. You may give your own.</source>
            <translation>这是 Tessera 构建时内置的客户端 ID，也可以填写自己的。</translation>
        </message>
        <message>
            <source>Set by the administrator of this computer.</source>
            <translation>由本机管理员设定。</translation>
        </message>
        <message>
            <source>The provider names it when you register a desktop client there.</source>
            <translation>在提供方注册桌面客户端时，提供方会给出它。</translation>
        </message>
        <message>
            <source>A client ID is needed.</source>
            <translation>需要客户端 ID。</translation>
        </message>
        <message>
            <source>%1 needs the client secret.</source>
            <translation>%1 需要客户端机密。</translation>
        </message>
    </context>
    <context>
        <name>tessera::CompareView</name>
        <message>
            <source>First token</source>
            <translation>第一个令牌</translation>
        </message>
        <message>
            <source>Second token</source>
            <translation>第二个令牌</translation>
        </message>
        <message>
            <source>&amp;First</source>
            <translation>第一个(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Second</source>
            <translation>第二个(&amp;S)</translation>
        </message>
        <message>
            <source>Paste a token or a cookie, or drop a file.</source>
            <translation>粘贴令牌或 cookie，或拖入文件。</translation>
        </message>
        <message>
            <source>Comparing is not available in this build.</source>
            <translation>此构建不提供比较功能。</translation>
        </message>
        <message>
            <source>Paste two tokens or cookies to see what is different; of the headers before and after a sign-in also whether the session id was renewed. Nothing is sent anywhere.</source>
            <translation>粘贴两个令牌或 cookie 即可查看差异；粘贴登录前后的头部，还可查看会话 ID 是否已更换。内容不会发送到任何地方。</translation>
        </message>
        <message>
            <source>They say the same.</source>
            <translation>两者内容相同。</translation>
        </message>
        <message>
            <source>1 difference.</source>
            <translation>1 处差异。</translation>
        </message>
        <message numerus="yes">
            <source>%n differences.</source>
            <translation>
                <numerusform>%n 处差异。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::ConsentDialog</name>
        <message>
            <source>Deny</source>
            <translation>拒绝</translation>
        </message>
        <message>
            <source>Deny all it asks</source>
            <translation>拒绝它的所有请求</translation>
        </message>
        <message>
            <source>Tessera: a program asks</source>
            <translation>Tessera：有程序发出请求</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>程序</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>账户</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>权限范围</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>请求原因</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>允许</translation>
        </message>
        <message>
            <source>Once</source>
            <translation>一次</translation>
        </message>
        <message>
            <source>For an hour</source>
            <translation>一小时</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>始终</translation>
        </message>
        <message>
            <source>It is asked again the next time.</source>
            <translation>下次会再次询问。</translation>
        </message>
        <message>
            <source>Ends sooner when it is not used for ten minutes, or the agent locks.</source>
            <translation>十分钟未使用或令牌代理锁定时会提前结束。</translation>
        </message>
        <message>
            <source>Until you take it back under Programs, or the program changes.</source>
            <translation>直到你在“程序”中收回许可，或程序发生变化。</translation>
        </message>
        <message>
            <source>Allow once</source>
            <translation>允许一次</translation>
        </message>
        <message>
            <source>Allow for an hour</source>
            <translation>允许一小时</translation>
        </message>
        <message>
            <source>Allow always</source>
            <translation>始终允许</translation>
        </message>
    </context>
    <context>
        <name>tessera::ConsentText</name>
        <message>
            <source>Unlock the agent?</source>
            <translation>解锁令牌代理？</translation>
        </message>
        <message>
            <source>Let %1 have tokens without asking?</source>
            <translation>允许 %1 无需询问即可取得令牌？</translation>
        </message>
        <message>
            <source>Give %1 an ID token?</source>
            <translation>将 ID 令牌交给 %1？</translation>
        </message>
        <message>
            <source>Give %1 a token?</source>
            <translation>将令牌交给 %1？</translation>
        </message>
        <message>
            <source>Programs you allowed get tokens again.</source>
            <translation>你允许过的程序可再次取得令牌。</translation>
        </message>
        <message>
            <source>It learns who you are at %1.</source>
            <translation>它会得知你在 %1 的身份。</translation>
        </message>
        <message>
            <source>It can act for you at %1 until the token runs out.</source>
            <translation>在令牌过期之前，它可以在 %1 代表你操作。</translation>
        </message>
        <message>
            <source>Process %1 of user %2, through the command tessera (process %3)</source>
            <translation>用户 %2 的进程 %1，经由命令 tessera（进程 %3）</translation>
        </message>
        <message>
            <source>Process %1 of user %2</source>
            <translation>用户 %2 的进程 %1</translation>
        </message>
        <message>
            <source>%1, started by %2 in a terminal</source>
            <translation>%1，由 %2 在终端中启动</translation>
        </message>
        <message>
            <source>%1, started by %2</source>
            <translation>%1，由 %2 启动</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1（%2）</translation>
        </message>
        <message>
            <source>Somebody runs “tessera agent allow”</source>
            <translation>有人运行了“tessera agent allow”</translation>
        </message>
        <message>
            <source>Where this program comes from cannot be told, so it is asked each time</source>
            <translation>无法判断此程序的来源，因此每次都会询问</translation>
        </message>
        <message>
            <source>For something else than it was allowed</source>
            <translation>所请求的内容超出了已有许可</translation>
        </message>
        <message>
            <source>First time this program asks</source>
            <translation>此程序首次请求</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>解锁</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>允许</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>及另外 %1 项</translation>
        </message>
        <message>
            <source>Only %1 takes it.</source>
            <translation>只有 %1 接受它。</translation>
        </message>
        <message>
            <source>Denied by itself in 1 second</source>
            <translation>1 秒后自动拒绝</translation>
        </message>
        <message numerus="yes">
            <source>Denied by itself in %n seconds</source>
            <translation>
                <numerusform>%n 秒后自动拒绝</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::CountdownBar</name>
        <message>
            <source>Time left</source>
            <translation>剩余时间</translation>
        </message>
    </context>
    <context>
        <name>tessera::CreatePane</name>
        <message>
            <source>&amp;Template</source>
            <translation>模板(&amp;T)</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>声明</translation>
        </message>
        <message>
            <source>A&amp;lgorithm</source>
            <translation>算法(&amp;L)</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>新密钥</translation>
        </message>
        <message>
            <source>From a file</source>
            <translation>来自文件</translation>
        </message>
        <message>
            <source>Key file: JWK or PEM</source>
            <translation>密钥文件：JWK 或 PEM</translation>
        </message>
        <message>
            <source>C&amp;reate</source>
            <translation>创建(&amp;R)</translation>
        </message>
        <message>
            <source>The token</source>
            <translation>令牌</translation>
        </message>
        <message>
            <source>Copy the private key</source>
            <translation>复制私钥</translation>
        </message>
        <message>
            <source>&amp;Claims (JSON)</source>
            <translation>声明（JSON）(&amp;C)</translation>
        </message>
        <message>
            <source>Inspect</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Test token</source>
            <translation>测试令牌</translation>
        </message>
        <message>
            <source>Not available in this build.</source>
            <translation>此构建不提供此功能。</translation>
        </message>
        <message>
            <source>Test tokens can be made with another build of Tessera.</source>
            <translation>测试令牌可用 Tessera 的其他构建生成。</translation>
        </message>
        <message>
            <source>Line %1 of the claims is wrong.</source>
            <translation>声明的第 %1 行有误。</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>已复制。%n 秒后从剪贴板中清除。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copied the private key. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>已复制私钥。%n 秒后从剪贴板中清除。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::DeviceCodeBox</name>
        <message>
            <source>On any device, open</source>
            <translation>在任意设备上打开</translation>
        </message>
        <message>
            <source>Code to enter</source>
            <translation>要输入的代码</translation>
        </message>
        <message>
            <source>Scanned with a phone, the page shows the same code: compare them.</source>
            <translation>用手机扫码后，页面会显示同样的代码：核对两者是否一致。</translation>
        </message>
        <message>
            <source>and enter this code</source>
            <translation>并输入此代码</translation>
        </message>
        <message>
            <source>Enter only a code that you see here yourself.</source>
            <translation>只输入你自己在这里看到的代码。</translation>
        </message>
        <message>
            <source>If somebody sent you a code, do not enter it: you would sign them in as you.</source>
            <translation>如果代码是别人发给你的，不要输入：那会让对方以你的身份登录。</translation>
        </message>
    </context>
    <context>
        <name>tessera::Diagnosis</name>
        <message>
            <source>sets nothing</source>
            <translation>未设定任何内容</translation>
        </message>
        <message>
            <source>%1, unlocked</source>
            <translation>%1，已解锁</translation>
        </message>
        <message>
            <source>%1 is locked. Unlock it to use your sign-ins.</source>
            <translation>%1 已锁定。解锁后才能使用已有的登录。</translation>
        </message>
        <message>
            <source>%1 refuses this program. Allow it in its settings.</source>
            <translation>%1 拒绝此程序。在其设置中允许它。</translation>
        </message>
        <message>
            <source>%1 does not answer in time. A question may be waiting.</source>
            <translation>%1 未及时响应。可能有一个询问正在等待答复。</translation>
        </message>
        <message>
            <source>%1 has gone away.</source>
            <translation>%1 已不可用。</translation>
        </message>
        <message>
            <source>none answers. Sign-ins last until the program ends. Install gnome-keyring or KWallet.</source>
            <translation>没有钥匙串响应。登录只保持到程序结束。安装 gnome-keyring 或 KWallet。</translation>
        </message>
        <message>
            <source>none found. Sign in with --print-url and open the address yourself.</source>
            <translation>未找到。使用 --print-url 登录，并自行打开该地址。</translation>
        </message>
        <message>
            <source>Qt found no TLS library (built for %1).</source>
            <translation>Qt 未找到 TLS 库（构建时使用 %1）。</translation>
        </message>
        <message>
            <source>%1; signatures by %2</source>
            <translation>%1；签名由 %2 处理</translation>
        </message>
        <message>
            <source>%1 in %2</source>
            <translation>%1 个，位于 %2</translation>
        </message>
        <message>
            <source>127.0.0.1 can be listened on</source>
            <translation>可在 127.0.0.1 上监听</translation>
        </message>
        <message>
            <source>only ::1 can be listened on</source>
            <translation>只能在 ::1 上监听</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>%1 is before this program was written. Set the clock.</source>
            <translation>%1 早于此程序的编写时间。校准时钟。</translation>
        </message>
    </context>
    <context>
        <name>tessera::DiagnosisBox</name>
        <message>
            <source>Copy as te&amp;xt</source>
            <translation>复制为文本(&amp;X)</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>诊断</translation>
        </message>
        <message>
            <source>Looks at what a sign-in needs on this computer, as “tessera doctor” does. Nothing is sent anywhere.</source>
            <translation>检查本机是否具备登录所需的条件，与“tessera doctor”相同。内容不会发送到任何地方。</translation>
        </message>
        <message>
            <source>Copies what was found as plain text</source>
            <translation>以纯文本复制检查结果</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>已复制。</translation>
        </message>
        <message>
            <source>Ca&amp;ncel</source>
            <translation>取消(&amp;N)</translation>
        </message>
        <message>
            <source>Check agai&amp;n</source>
            <translation>再次检查(&amp;N)</translation>
        </message>
        <message>
            <source>Check &amp;now</source>
            <translation>立即检查(&amp;N)</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>正在检查…</translation>
        </message>
        <message>
            <source>Looking… %1 so far.</source>
            <translation>正在检查… 已完成 %1 项。</translation>
        </message>
        <message>
            <source>Cancelled; this is what was found until then.</source>
            <translation>已取消；这是取消前的结果。</translation>
        </message>
        <message>
            <source>Nothing stands in the way of a sign-in.</source>
            <translation>没有任何问题妨碍登录。</translation>
        </message>
        <message>
            <source>1 thing stands in the way of a sign-in.</source>
            <translation>有 1 个问题妨碍登录。</translation>
        </message>
        <message numerus="yes">
            <source>%n things stand in the way of a sign-in.</source>
            <translation>
                <numerusform>有 %n 个问题妨碍登录。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::DifferenceList</name>
        <message>
            <source>+ Added</source>
            <translation>+ 新增</translation>
        </message>
        <message>
            <source>− Removed</source>
            <translation>− 移除</translation>
        </message>
        <message>
            <source>≠ Changed</source>
            <translation>≠ 更改</translation>
        </message>
        <message>
            <source>And %1 more.</source>
            <translation>另有 %1 项。</translation>
        </message>
    </context>
    <context>
        <name>tessera::EmptyState</name>
        <message>
            <source>Nothing to look at yet</source>
            <translation>还没有可查看的内容</translation>
        </message>
        <message>
            <source>Paste a token, signed or encrypted, a Cookie, Set-Cookie or Authorization line, a block of headers, a curl command or the answer of a token endpoint; or drop a file on the box above.</source>
            <translation>粘贴已签名或已加密的令牌，Cookie、Set-Cookie 或 Authorization 行，一段头部，一条 curl 命令，或令牌端点的响应；也可以将文件拖到上方的框中。</translation>
        </message>
        <message>
            <source>It is taken apart on this computer. Nothing is sent anywhere and nothing is kept.</source>
            <translation>解析在本机完成。内容不会发送到任何地方，也不会保留。</translation>
        </message>
        <message>
            <source>Examples, made here and now:</source>
            <translation>示例，在本机即时生成：</translation>
        </message>
    </context>
    <context>
        <name>tessera::EndText</name>
        <message>
            <source>You had signed in %1 before, on %2.</source>
            <translation>你于 %1前登录，时间为 %2。</translation>
        </message>
        <message>
            <source>It was renewed once, on %1.</source>
            <translation>之后续期过一次，时间为 %1。</translation>
        </message>
        <message>
            <source>It was renewed %1 times, the last time on %2.</source>
            <translation>之后续期过 %1 次，最后一次为 %2。</translation>
        </message>
        <message>
            <source>It had not been renewed since.</source>
            <translation>此后从未续期。</translation>
        </message>
        <message>
            <source>This sign-in ended on %1.</source>
            <translation>此次登录于 %1 结束。</translation>
        </message>
        <message>
            <source>%1 ended this sign-in; it was noticed on %2 (%3).</source>
            <translation>%1 结束了此次登录；发现时间为 %2 (%3)。</translation>
        </message>
        <message>
            <source>This rule fits: %1</source>
            <translation>符合此规则：%1</translation>
        </message>
        <message>
            <source>No rule with a date fits. What also ends a sign-in: %1</source>
            <translation>没有带日期的规则符合。以下情况也会结束登录：%1</translation>
        </message>
        <message>
            <source>What also ends a sign-in: %1</source>
            <translation>以下情况也会结束登录：%1</translation>
        </message>
    </context>
    <context>
        <name>tessera::EndpointText</name>
        <message>
            <source>sign-in page</source>
            <translation>登录页面</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>令牌</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>profile</source>
            <translation>用户资料</translation>
        </message>
        <message>
            <source>revocation</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>introspection</source>
            <translation>内省</translation>
        </message>
        <message>
            <source>sign-out page</source>
            <translation>退出登录页面</translation>
        </message>
        <message>
            <source>registration</source>
            <translation>注册</translation>
        </message>
        <message>
            <source>device sign-in</source>
            <translation>设备登录</translation>
        </message>
        <message>
            <source>sign-in requests</source>
            <translation>登录请求</translation>
        </message>
        <message>
            <source>%1 and %2</source>
            <translation>%1 和 %2</translation>
        </message>
        <message>
            <source>%1 also uses %2. Tessera keeps to these.</source>
            <translation>%1 还使用 %2。Tessera 只访问这些主机。</translation>
        </message>
        <message>
            <source>%1 does not say just now what it can do. Tessera goes by what it said before.</source>
            <translation>%1 目前没有说明自己支持哪些功能。Tessera 以它之前的说明为准。</translation>
        </message>
        <message>
            <source>%1 now has %2 at %3.</source>
            <translation>%1 现在有了%2，位于 %3。</translation>
        </message>
        <message>
            <source>%1 moved (%2): from %3 to %4.</source>
            <translation>%1 已迁移（%2）：从 %3 到 %4。</translation>
        </message>
        <message>
            <source>Go on only if you expect that from %1: from then on your sign-in is sent there.</source>
            <translation>只有在你预料到 %1 会这样做时才继续：此后你的登录信息会发送到那里。</translation>
        </message>
    </context>
    <context>
        <name>tessera::ErrorText</name>
        <message>
            <source>Stopped.</source>
            <translation>已停止。</translation>
        </message>
        <message>
            <source>{host} cannot be reached.</source>
            <translation>无法连接 {host}。</translation>
        </message>
        <message>
            <source>That took too long.</source>
            <translation>耗时过长。</translation>
        </message>
        <message>
            <source>{host} refused.</source>
            <translation>{host} 拒绝了。</translation>
        </message>
        <message>
            <source>{host} answered with something unreadable.</source>
            <translation>{host} 的响应无法读取。</translation>
        </message>
        <message>
            <source>A check failed, so nothing was used.</source>
            <translation>一项校验未通过，因此未采用任何内容。</translation>
        </message>
        <message>
            <source>The keychain did not do it.</source>
            <translation>钥匙串未能完成操作。</translation>
        </message>
        <message>
            <source>Something is not set up right.</source>
            <translation>有些设置不正确。</translation>
        </message>
        <message>
            <source>{host} cannot be reached as it should.</source>
            <translation>无法以应有的方式连接 {host}。</translation>
        </message>
        <message>
            <source>{detail}</source>
            <translation>{detail}</translation>
        </message>
        <message>
            <source>{host} answered in an unexpected way.</source>
            <translation>{host} 的响应出乎意料。</translation>
        </message>
        <message>
            <source>The other side sent a form that is not well made.</source>
            <translation>对方发来的表单格式不正确。</translation>
        </message>
        <message>
            <source>It was thrown away. {detail}</source>
            <translation>已丢弃。{detail}</translation>
        </message>
        <message>
            <source>{host} answered with data that is not well made.</source>
            <translation>{host} 返回的数据格式不正确。</translation>
        </message>
        <message>
            <source>It was thrown away: {detail}.</source>
            <translation>已丢弃：{detail}。</translation>
        </message>
        <message>
            <source>A token that came is not well made.</source>
            <translation>收到的令牌格式不正确。</translation>
        </message>
        <message>
            <source>That is not an issuer address.</source>
            <translation>这不是签发方地址。</translation>
        </message>
        <message>
            <source>What {host} says about itself cannot be used.</source>
            <translation>{host} 对自身的描述无法使用。</translation>
        </message>
        <message>
            <source>The return address could not be opened.</source>
            <translation>无法打开回调地址。</translation>
        </message>
        <message>
            <source>The request could not be sent ahead of the browser.</source>
            <translation>无法在打开浏览器之前预先发送请求。</translation>
        </message>
        <message>
            <source>The answer in the browser could not be asked for signed.</source>
            <translation>无法要求浏览器中的响应带有签名。</translation>
        </message>
        <message>
            <source>Tokens could not be bound to a key.</source>
            <translation>无法将令牌绑定到密钥。</translation>
        </message>
        <message>
            <source>The answer from the browser cannot be used.</source>
            <translation>浏览器带回的响应无法使用。</translation>
        </message>
        <message>
            <source>The sign-in on another device did not end well.</source>
            <translation>在其他设备上的登录未能顺利完成。</translation>
        </message>
        <message>
            <source>Nothing was stored. {detail}</source>
            <translation>未存储任何内容。{detail}</translation>
        </message>
        <message>
            <source>The answer of {host} cannot be used.</source>
            <translation>{host} 的响应无法使用。</translation>
        </message>
        <message>
            <source>The ID token failed a check.</source>
            <translation>ID 令牌有一项校验未通过。</translation>
        </message>
        <message>
            <source>The signature of a token cannot be checked.</source>
            <translation>无法校验令牌的签名。</translation>
        </message>
        <message>
            <source>The keys of {host} cannot be used.</source>
            <translation>{host} 的密钥无法使用。</translation>
        </message>
        <message>
            <source>A key is not well made.</source>
            <translation>密钥格式不正确。</translation>
        </message>
        <message>
            <source>A key is too weak or of the wrong kind.</source>
            <translation>密钥强度太弱或类型不对。</translation>
        </message>
        <message>
            <source>A key file cannot be read.</source>
            <translation>密钥文件无法读取。</translation>
        </message>
        <message>
            <source>The answer about you cannot be used.</source>
            <translation>关于你的响应无法使用。</translation>
        </message>
        <message>
            <source>What the keychain holds for this account cannot be used.</source>
            <translation>钥匙串中为此账户保存的内容无法使用。</translation>
        </message>
        <message>
            <source>Sign in again. {detail}</source>
            <translation>重新登录。{detail}</translation>
        </message>
        <message>
            <source>The list of accounts cannot be used.</source>
            <translation>账户列表无法使用。</translation>
        </message>
        <message>
            <source>The sign-in did not end well.</source>
            <translation>登录未能顺利完成。</translation>
        </message>
        <message>
            <source>The claims are not a well-made JSON object.</source>
            <translation>声明不是格式正确的 JSON 对象。</translation>
        </message>
        <message>
            <source>Tokens without a signature are not made.</source>
            <translation>不生成没有签名的令牌。</translation>
        </message>
        <message>
            <source>That algorithm is known and refused.</source>
            <translation>该算法已知，但不予接受。</translation>
        </message>
        <message>
            <source>There is no algorithm of that name.</source>
            <translation>没有这个名称的算法。</translation>
        </message>
        <message>
            <source>That algorithm is for something else.</source>
            <translation>该算法另有用途。</translation>
        </message>
        <message>
            <source>The claims are too large.</source>
            <translation>声明过大。</translation>
        </message>
        <message>
            <source>The header holds what is not set by hand.</source>
            <translation>头部包含不可手动设置的内容。</translation>
        </message>
        <message>
            <source>Neither signed nor encrypted would be no token.</source>
            <translation>既不签名也不加密，就不成其为令牌。</translation>
        </message>
        <message>
            <source>No key in the file fits.</source>
            <translation>文件中没有合适的密钥。</translation>
        </message>
        <message>
            <source>The compressed part of a token cannot be read.</source>
            <translation>令牌的压缩部分无法读取。</translation>
        </message>
        <message>
            <source>That cannot be inspected.</source>
            <translation>此内容无法检查。</translation>
        </message>
        <message>
            <source>An encrypted token cannot be read or made.</source>
            <translation>加密令牌无法读取或生成。</translation>
        </message>
        <message>
            <source>The file is too large.</source>
            <translation>文件过大。</translation>
        </message>
        <message>
            <source>The file is there already, and nothing is overwritten.</source>
            <translation>文件已存在，不会覆盖任何内容。</translation>
        </message>
        <message>
            <source>The file cannot be written.</source>
            <translation>文件无法写入。</translation>
        </message>
        <message>
            <source>The file cannot be read.</source>
            <translation>文件无法读取。</translation>
        </message>
        <message>
            <source>The demo provider did not start.</source>
            <translation>演示提供方未启动。</translation>
        </message>
        <message>
            <source>The command does not fit together.</source>
            <translation>命令的各部分互相矛盾。</translation>
        </message>
        <message>
            <source>The list of providers cannot be used.</source>
            <translation>提供方列表无法使用。</translation>
        </message>
        <message>
            <source>The list of claims has a wrong row.</source>
            <translation>声明列表中有一行有误。</translation>
        </message>
        <message>
            <source>This is a fault of this build: {detail}.</source>
            <translation>这是此构建的缺陷：{detail}。</translation>
        </message>
        <message>
            <source>The list of session cookies has a wrong row.</source>
            <translation>会话 cookie 列表中有一行有误。</translation>
        </message>
        <message>
            <source>The list of token prefixes has a wrong row.</source>
            <translation>令牌前缀列表中有一行有误。</translation>
        </message>
        <message>
            <source>{host} says in a wrong form why it refused.</source>
            <translation>{host} 说明拒绝原因的格式有误。</translation>
        </message>
        <message>
            <source>The curl command cannot be read.</source>
            <translation>curl 命令无法读取。</translation>
        </message>
        <message>
            <source>Copy it whole. {detail}</source>
            <translation>完整复制该命令。{detail}</translation>
        </message>
        <message>
            <source>The headers cannot be read.</source>
            <translation>头部无法读取。</translation>
        </message>
        <message>
            <source>Paste one request or answer. {detail}</source>
            <translation>粘贴一个请求或一个响应。{detail}</translation>
        </message>
        <message>
            <source>The administrator's configuration cannot be read.</source>
            <translation>管理员的配置无法读取。</translation>
        </message>
        <message>
            <source>Nothing goes on without it. {detail}.</source>
            <translation>缺少它便无法继续。{detail}。</translation>
        </message>
        <message>
            <source>The administrator's configuration is no plain file.</source>
            <translation>管理员的配置不是普通文件。</translation>
        </message>
        <message>
            <source>Nothing goes on without it. Put a file there, not a link, pipe or device: {detail}.</source>
            <translation>缺少它便无法继续。在那里放一个文件，而不是链接、管道或设备：{detail}。</translation>
        </message>
        <message>
            <source>The administrator's configuration does not belong to the administrator.</source>
            <translation>管理员的配置不归管理员所有。</translation>
        </message>
        <message>
            <source>Nothing goes on with it. File and folder must belong to root: {detail}.</source>
            <translation>因此无法继续。文件和文件夹须归 root 所有：{detail}。</translation>
        </message>
        <message>
            <source>Others than the administrator may change his configuration.</source>
            <translation>管理员以外的人可以更改管理员的配置。</translation>
        </message>
        <message>
            <source>Nothing goes on with it. Take write permission from group and others: {detail}.</source>
            <translation>因此无法继续。取消组和其他用户的写权限：{detail}。</translation>
        </message>
        <message>
            <source>The administrator's configuration is too large.</source>
            <translation>管理员的配置过大。</translation>
        </message>
        <message>
            <source>The administrator's configuration begins with a byte order mark.</source>
            <translation>管理员的配置以字节顺序标记（BOM）开头。</translation>
        </message>
        <message>
            <source>Nothing goes on without it. Save it as UTF-8 without one: {detail}.</source>
            <translation>缺少它便无法继续。保存为不带 BOM 的 UTF-8：{detail}。</translation>
        </message>
        <message>
            <source>The administrator's configuration is not well made.</source>
            <translation>管理员的配置格式不正确。</translation>
        </message>
        <message>
            <source>The administrator's configuration was written for another Tessera.</source>
            <translation>管理员的配置是为其他版本的 Tessera 编写的。</translation>
        </message>
        <message>
            <source>The administrator's configuration says something Tessera does not know.</source>
            <translation>管理员的配置中有 Tessera 不认识的内容。</translation>
        </message>
        <message>
            <source>The administrator's configuration would switch a protection off.</source>
            <translation>管理员的配置会关闭一项保护。</translation>
        </message>
        <message>
            <source>That cannot be configured. {detail}.</source>
            <translation>这一项不可配置。{detail}。</translation>
        </message>
        <message>
            <source>The administrator of this computer switched that off.</source>
            <translation>本机管理员已关闭此功能。</translation>
        </message>
        <message>
            <source>Sign in another way; it is called “{detail}” in his configuration.</source>
            <translation>改用其他方式登录；它在管理员的配置中名为“{detail}”。</translation>
        </message>
        <message>
            <source>The administrator of this computer does not allow {host}.</source>
            <translation>本机管理员不允许使用 {host}。</translation>
        </message>
        <message>
            <source>Ask the administrator; {detail}.</source>
            <translation>询问管理员；{detail}。</translation>
        </message>
        <message>
            <source>A file with an extra certificate authority cannot be read.</source>
            <translation>包含额外证书颁发机构的文件无法读取。</translation>
        </message>
        <message>
            <source>{detail}.</source>
            <translation>{detail}。</translation>
        </message>
        <message>
            <source>A file with an extra certificate authority is too large.</source>
            <translation>包含额外证书颁发机构的文件过大。</translation>
        </message>
        <message>
            <source>{detail}. Keep only the certificates that are needed in it.</source>
            <translation>{detail}。其中只保留需要的证书。</translation>
        </message>
        <message>
            <source>A file for an extra certificate authority holds none.</source>
            <translation>用于额外证书颁发机构的文件不含任何证书颁发机构。</translation>
        </message>
        <message>
            <source>{detail}. It begins with -----BEGIN CERTIFICATE-----.</source>
            <translation>{detail}。内容以 -----BEGIN CERTIFICATE----- 开头。</translation>
        </message>
        <message>
            <source>A file for an extra certificate authority holds another certificate.</source>
            <translation>用于额外证书颁发机构的文件含有其他证书。</translation>
        </message>
        <message>
            <source>{detail} may not sign others. Ask for the certificate of the authority that signed it.</source>
            <translation>{detail} 不可签发其他证书。索取签发它的证书颁发机构的证书。</translation>
        </message>
        <message>
            <source>No agent is running.</source>
            <translation>没有令牌代理在运行。</translation>
        </message>
        <message>
            <source>Start one with "tessera agent start", or open Tessera. It would listen at {detail}.</source>
            <translation>用“tessera agent start”启动一个，或打开 Tessera。它会在 {detail} 监听。</translation>
        </message>
        <message>
            <source>An agent is running already.</source>
            <translation>已有一个令牌代理在运行。</translation>
        </message>
        <message>
            <source>Ask it with "tessera agent status", or end it with "tessera agent stop". It listens at {detail}.</source>
            <translation>用“tessera agent status”查询，或用“tessera agent stop”结束它。它在 {detail} 监听。</translation>
        </message>
        <message>
            <source>The agent's folder is not safe, so it is not used.</source>
            <translation>令牌代理的文件夹不安全，因此不使用。</translation>
        </message>
        <message>
            <source>The agent's folder is not there.</source>
            <translation>令牌代理的文件夹不存在。</translation>
        </message>
        <message>
            <source>It would be {detail}.</source>
            <translation>它应位于 {detail}。</translation>
        </message>
        <message>
            <source>The agent does not run on this system yet.</source>
            <translation>令牌代理尚不能在此系统上运行。</translation>
        </message>
        <message>
            <source>Commands work without it. It would be at {detail}.</source>
            <translation>没有它，命令仍可使用。它应位于 {detail}。</translation>
        </message>
        <message>
            <source>Something else stands where the agent would listen.</source>
            <translation>令牌代理要监听的位置已被其他内容占用。</translation>
        </message>
        <message>
            <source>It was left alone; remove it if it is yours. {detail}.</source>
            <translation>未作任何改动；如果是你的，将其移除。{detail}。</translation>
        </message>
        <message>
            <source>Another user listens where your agent should be.</source>
            <translation>你的令牌代理应在的位置由另一用户监听。</translation>
        </message>
        <message>
            <source>Nothing was asked there. {detail}.</source>
            <translation>未向那里发出任何请求。{detail}。</translation>
        </message>
        <message>
            <source>The agent cannot listen.</source>
            <translation>令牌代理无法监听。</translation>
        </message>
        <message>
            <source>What systemd handed over is no socket for the agent.</source>
            <translation>systemd 移交的不是令牌代理可用的套接字。</translation>
        </message>
        <message>
            <source>Check tessera-agent.socket: {detail}.</source>
            <translation>检查 tessera-agent.socket：{detail}。</translation>
        </message>
        <message>
            <source>The agent has too much to do.</source>
            <translation>令牌代理正忙。</translation>
        </message>
        <message>
            <source>Try again in a moment.</source>
            <translation>稍候再试。</translation>
        </message>
        <message>
            <source>The agent closed the connection before it answered.</source>
            <translation>令牌代理在响应之前关闭了连接。</translation>
        </message>
        <message>
            <source>Try again; "tessera agent status" tells whether it still runs. It was at {detail}.</source>
            <translation>重试；“tessera agent status”可查看它是否仍在运行。它位于 {detail}。</translation>
        </message>
        <message>
            <source>The agent does not answer.</source>
            <translation>令牌代理没有响应。</translation>
        </message>
        <message>
            <source>It may wait for the network or the keychain. End it with "tessera agent stop" and start it again. It is at {detail}.</source>
            <translation>它可能在等待网络或钥匙串。用“tessera agent stop”结束它，再重新启动。它位于 {detail}。</translation>
        </message>
        <message>
            <source>The agent that runs is of another version of Tessera.</source>
            <translation>正在运行的令牌代理属于另一版本的 Tessera。</translation>
        </message>
        <message>
            <source>End it with "tessera agent stop" of its own version, or close the window, and start it again. Versions of the conversation: {detail}.</source>
            <translation>用其自身版本的“tessera agent stop”结束它，或关闭窗口，再重新启动。通信协议版本：{detail}。</translation>
        </message>
        <message>
            <source>The agent does not understand the question.</source>
            <translation>令牌代理不理解该请求。</translation>
        </message>
        <message>
            <source>What it cannot use is: {detail}.</source>
            <translation>它无法处理的内容：{detail}。</translation>
        </message>
        <message>
            <source>The agent's answer cannot be read.</source>
            <translation>令牌代理的响应无法读取。</translation>
        </message>
        <message>
            <source>What is wrong with it: {detail}.</source>
            <translation>问题所在：{detail}。</translation>
        </message>
        <message>
            <source>That is too large for the agent.</source>
            <translation>内容过大，令牌代理无法处理。</translation>
        </message>
        <message>
            <source>An empty message is no question.</source>
            <translation>空消息不是请求。</translation>
        </message>
        <message>
            <source>Nothing was done.</source>
            <translation>未作任何操作。</translation>
        </message>
        <message>
            <source>It cannot be told which program asks, so it gets nothing.</source>
            <translation>无法判断是哪个程序在请求，因此不给它任何内容。</translation>
        </message>
        <message>
            <source>The program that asked is not the same any more.</source>
            <translation>发出请求的程序已不是原来的程序。</translation>
        </message>
        <message>
            <source>Nothing was handed out.</source>
            <translation>未交出任何内容。</translation>
        </message>
        <message>
            <source>A program of another user asked the agent.</source>
            <translation>另一用户的程序向令牌代理发出了请求。</translation>
        </message>
        <message>
            <source>It was turned away.</source>
            <translation>已将其拒之门外。</translation>
        </message>
        <message>
            <source>The agent is locked.</source>
            <translation>令牌代理已锁定。</translation>
        </message>
        <message>
            <source>Open it with "tessera agent unlock", or in Tessera's window. Until then it gives nothing.</source>
            <translation>用“tessera agent unlock”或在 Tessera 窗口中解锁。在此之前它不交出任何内容。</translation>
        </message>
        <message>
            <source>Nothing here would tell the agent that the screen is locked.</source>
            <translation>本机没有途径告知令牌代理屏幕已锁定。</translation>
        </message>
        <message>
            <source>Neither the system's message bus nor your session's answers: {detail}. Start the agent within your session, or let --lock-after MINUTES lock it.</source>
            <translation>系统和会话的消息总线都没有响应：{detail}。在会话内启动令牌代理，或让 --lock-after MINUTES 来锁定它。</translation>
        </message>
        <message>
            <source>On this system the agent cannot tell when the screen is locked.</source>
            <translation>在此系统上，令牌代理无法得知屏幕何时锁定。</translation>
        </message>
        <message>
            <source>Let --lock-after MINUTES lock it when it is not used.</source>
            <translation>让 --lock-after MINUTES 在它未使用时将其锁定。</translation>
        </message>
        <message>
            <source>That is not the password the agent was locked with.</source>
            <translation>这不是锁定令牌代理时使用的密码。</translation>
        </message>
        <message>
            <source>Wait a moment before you try again.</source>
            <translation>稍候再重试。</translation>
        </message>
        <message>
            <source>A wrong password was given just now.</source>
            <translation>刚刚输入了错误的密码。</translation>
        </message>
        <message>
            <source>Wait, then try again. Seconds left: {detail}.</source>
            <translation>等待后再试。剩余秒数：{detail}。</translation>
        </message>
        <message>
            <source>That needs a person.</source>
            <translation>此操作需要由人完成。</translation>
        </message>
        <message>
            <source>Type the command in a terminal, or open Tessera and say so in its window.</source>
            <translation>在终端中输入命令，或打开 Tessera 并在其窗口中确认。</translation>
        </message>
        <message>
            <source>That program may not have this token.</source>
            <translation>该程序不可取得此令牌。</translation>
        </message>
        <message>
            <source>Denied: {detail}.</source>
            <translation>已拒绝：{detail}。</translation>
        </message>
        <message>
            <source>Nobody has allowed this program to have this token, and nobody can be asked.</source>
            <translation>没有人允许此程序取得此令牌，也没有人可供询问。</translation>
        </message>
        <message>
            <source>Allow it in a terminal: {detail}.</source>
            <translation>在终端中允许：{detail}。</translation>
        </message>
        <message>
            <source>This program has asked already, and you have not answered yet.</source>
            <translation>此程序已发出过请求，你尚未答复。</translation>
        </message>
        <message>
            <source>Answer in Tessera's window first.</source>
            <translation>先在 Tessera 窗口中答复。</translation>
        </message>
        <message>
            <source>The token that came may do more than you were asked about.</source>
            <translation>收到的令牌权限超出了询问你时的内容。</translation>
        </message>
        <message>
            <source>Ask again, and you are asked about all of it: {detail}.</source>
            <translation>再次请求，届时会就全部内容询问你：{detail}。</translation>
        </message>
        <message>
            <source>There is no such program.</source>
            <translation>没有这个程序。</translation>
        </message>
        <message>
            <source>The list of what you allowed cannot be used.</source>
            <translation>许可列表无法使用。</translation>
        </message>
        <message>
            <source>Nothing is handed out by it. {detail}.</source>
            <translation>不会依据它交出任何内容。{detail}。</translation>
        </message>
        <message>
            <source>There is no such approval.</source>
            <translation>没有这项许可。</translation>
        </message>
        <message>
            <source>"tessera agent approvals" lists them. Asked for: {detail}.</source>
            <translation>“tessera agent approvals”可列出它们。请求的是：{detail}。</translation>
        </message>
        <message>
            <source>The agent's log cannot be written, so nothing is handed out.</source>
            <translation>令牌代理的日志无法写入，因此不交出任何内容。</translation>
        </message>
        <message>
            <source>The account belongs to another issuer.</source>
            <translation>该账户属于另一签发方。</translation>
        </message>
        <message>
            <source>Nothing was handed out. It is an account of {detail}.</source>
            <translation>未交出任何内容。它是 {detail} 的账户。</translation>
        </message>
        <message>
            <source>That was not granted to this account.</source>
            <translation>此账户未获得该授权。</translation>
        </message>
        <message>
            <source>Sign in again with the scopes you need. Missing: {detail}.</source>
            <translation>用所需的权限范围重新登录。缺少：{detail}。</translation>
        </message>
        <message>
            <source>The token is not for that audience.</source>
            <translation>令牌不适用于该受众。</translation>
        </message>
        <message>
            <source>Nothing was handed out. Asked for: {detail}.</source>
            <translation>未交出任何内容。请求的是：{detail}。</translation>
        </message>
        <message>
            <source>The provider's tokens end too soon to be handed out.</source>
            <translation>提供方的令牌失效太快，无法交出。</translation>
        </message>
        <message>
            <source>Less than {detail} would be left. Nothing was handed out.</source>
            <translation>剩余时间将不足 {detail}。未交出任何内容。</translation>
        </message>
        <message>
            <source>This account has no ID token.</source>
            <translation>此账户没有 ID 令牌。</translation>
        </message>
        <message>
            <source>The provider gave none. Sign in again with the scope openid.</source>
            <translation>提供方没有给出。用权限范围 openid 重新登录。</translation>
        </message>
        <message>
            <source>The ID token has run out, and the provider gives no new one.</source>
            <translation>ID 令牌已过期，提供方不再给出新的。</translation>
        </message>
        <message>
            <source>Sign in again to get one.</source>
            <translation>重新登录即可取得。</translation>
        </message>
        <message>
            <source>That is not how the agent is used.</source>
            <translation>令牌代理不是这样使用的。</translation>
        </message>
        <message>
            <source>{detail}. See tessera agent --help.</source>
            <translation>{detail}。参见 tessera agent --help。</translation>
        </message>
        <message>
            <source>{host} was not found.</source>
            <translation>找不到 {host}。</translation>
        </message>
        <message>
            <source>Check the address and the connection, then try again.</source>
            <translation>检查地址和网络连接，然后重试。</translation>
        </message>
        <message>
            <source>Nobody answers at {host}.</source>
            <translation>{host} 没有响应。</translation>
        </message>
        <message>
            <source>Check the address, or try again later.</source>
            <translation>检查地址，或稍后再试。</translation>
        </message>
        <message>
            <source>The connection to {host} broke off.</source>
            <translation>与 {host} 的连接中断。</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>重试。</translation>
        </message>
        <message>
            <source>The proxy did not let the request to {host} through.</source>
            <translation>代理服务器未放行发往 {host} 的请求。</translation>
        </message>
        <message>
            <source>It is {detail}. Check the system's network settings and the variable https_proxy.</source>
            <translation>代理服务器为 {detail}。检查系统的网络设置和变量 https_proxy。</translation>
        </message>
        <message>
            <source>Check the connection, then try again.</source>
            <translation>检查网络连接，然后重试。</translation>
        </message>
        <message>
            <source>{host} did not answer in time.</source>
            <translation>{host} 未及时响应。</translation>
        </message>
        <message>
            <source>Try again later.</source>
            <translation>稍后再试。</translation>
        </message>
        <message>
            <source>{host} answers too slowly.</source>
            <translation>{host} 响应太慢。</translation>
        </message>
        <message>
            <source>The certificate of {host} is not trusted by this computer.</source>
            <translation>本机不信任 {host} 的证书。</translation>
        </message>
        <message>
            <source>Nothing was sent. Check this computer's clock; a company's own certificate must be known to the system.</source>
            <translation>未发送任何内容。检查本机时钟；公司自有证书须为系统所知。</translation>
        </message>
        <message>
            <source>{host} would be reached without encryption.</source>
            <translation>与 {host} 的连接将不加密。</translation>
        </message>
        <message>
            <source>Nothing was sent. Use an https address; http is for this computer only.</source>
            <translation>未发送任何内容。使用 https 地址；http 仅限本机。</translation>
        </message>
        <message>
            <source>That is not an address Tessera can use.</source>
            <translation>Tessera 无法使用该地址。</translation>
        </message>
        <message>
            <source>Check it for spaces and odd characters.</source>
            <translation>检查其中是否有空格或异常字符。</translation>
        </message>
        <message>
            <source>The name {host} leads to an address in your own network.</source>
            <translation>名称 {host} 指向你自己网络中的地址。</translation>
        </message>
        <message>
            <source>Nothing was sent: {detail}. Something may have changed the names on this network.</source>
            <translation>未发送任何内容：{detail}。此网络上的名称可能遭到篡改。</translation>
        </message>
        <message>
            <source>{host} sends the request on to another address.</source>
            <translation>{host} 将请求转到了另一地址。</translation>
        </message>
        <message>
            <source>Tessera does not follow where secrets are involved. Ask for the final address and use that.</source>
            <translation>涉及机密时，Tessera 不跟随跳转。询问并使用最终地址。</translation>
        </message>
        <message>
            <source>The answer of {host} is too large.</source>
            <translation>{host} 的响应过大。</translation>
        </message>
        <message>
            <source>It was thrown away. Check the address.</source>
            <translation>已丢弃。检查地址。</translation>
        </message>
        <message>
            <source>The answer of {host} came only in part.</source>
            <translation>{host} 的响应不完整。</translation>
        </message>
        <message>
            <source>It was thrown away. Try again.</source>
            <translation>已丢弃。重试。</translation>
        </message>
        <message>
            <source>{host} answered something that is not HTTP.</source>
            <translation>{host} 的响应不是 HTTP。</translation>
        </message>
        <message>
            <source>Check the address and the port.</source>
            <translation>检查地址和端口。</translation>
        </message>
        <message>
            <source>{host} refused the request.</source>
            <translation>{host} 拒绝了请求。</translation>
        </message>
        <message>
            <source>It answered with status {detail}.</source>
            <translation>它返回的状态为 {detail}。</translation>
        </message>
        <message>
            <source>{host} answered with a web page instead of data.</source>
            <translation>{host} 返回的是网页而不是数据。</translation>
        </message>
        <message>
            <source>Some networks want a sign-in of their own first: open any page in the browser, then try again.</source>
            <translation>有些网络要求先登录网络本身：在浏览器中打开任意页面，然后重试。</translation>
        </message>
        <message>
            <source>This computer is offline.</source>
            <translation>本机处于离线状态。</translation>
        </message>
        <message>
            <source>{host} cannot be asked. Connect to a network, then try again.</source>
            <translation>无法询问 {host}。连接网络，然后重试。</translation>
        </message>
        <message>
            <source>This network may want a sign-in of its own first: open any page in the browser, then try again. Otherwise check the address.</source>
            <translation>此网络可能要求先登录网络本身：在浏览器中打开任意页面，然后重试。否则检查地址。</translation>
        </message>
        <message>
            <source>The proxy wants a user name and a password, or others than it got.</source>
            <translation>代理服务器要求用户名和密码，或者收到的不正确。</translation>
        </message>
        <message>
            <source>It is {detail}. Put them into the proxy's address in https_proxy, as http://USER:PASSWORD@HOST:PORT, or ask whoever runs the network.</source>
            <translation>代理服务器为 {detail}。将用户名和密码写入 https_proxy 中的代理地址，形如 http://USER:PASSWORD@HOST:PORT，或询问网络管理者。</translation>
        </message>
        <message>
            <source>This computer cannot connect to itself.</source>
            <translation>本机无法连接自身。</translation>
        </message>
        <message>
            <source>The browser could not hand over the sign-in. Allow local connections (127.0.0.1) in the firewall or the security program, then try again.</source>
            <translation>浏览器未能交回登录结果。在防火墙或安全软件中允许本地连接 (127.0.0.1)，然后重试。</translation>
        </message>
        <message>
            <source>An issuer address is needed.</source>
            <translation>需要签发方地址。</translation>
        </message>
        <message>
            <source>It looks like https://id.example.com.</source>
            <translation>形如 https://id.example.com。</translation>
        </message>
        <message>
            <source>An issuer address begins with https://.</source>
            <translation>签发方地址以 https:// 开头。</translation>
        </message>
        <message>
            <source>Check the beginning of the address.</source>
            <translation>检查地址的开头。</translation>
        </message>
        <message>
            <source>That address is not encrypted.</source>
            <translation>该地址未加密。</translation>
        </message>
        <message>
            <source>Use https; http is accepted for providers on this computer only.</source>
            <translation>使用 https；只有本机上的提供方才接受 http。</translation>
        </message>
        <message>
            <source>An issuer address has no question mark.</source>
            <translation>签发方地址不含问号。</translation>
        </message>
        <message>
            <source>Remove what begins with it.</source>
            <translation>删除问号及其后的内容。</translation>
        </message>
        <message>
            <source>An issuer address has no #.</source>
            <translation>签发方地址不含 #。</translation>
        </message>
        <message>
            <source>An issuer address holds no user name.</source>
            <translation>签发方地址不含用户名。</translation>
        </message>
        <message>
            <source>Remove everything up to the @.</source>
            <translation>删除 @ 及其之前的用户名。</translation>
        </message>
        <message>
            <source>The address names no usable host.</source>
            <translation>地址中没有可用的主机。</translation>
        </message>
        <message>
            <source>{host} cannot be used from a desktop program.</source>
            <translation>{host} 无法用于桌面程序。</translation>
        </message>
        <message>
            <source>{host} answers, but not as an OpenID provider.</source>
            <translation>{host} 有响应，但不是 OpenID 提供方。</translation>
        </message>
        <message>
            <source>Check the path of the issuer address; some providers need a realm or a tenant in it.</source>
            <translation>检查签发方地址的路径；有些提供方要求其中包含 realm 或租户。</translation>
        </message>
        <message>
            <source>{host} changed its addresses while you were signing in.</source>
            <translation>{host} 在你登录期间更改了地址。</translation>
        </message>
        <message>
            <source>Nothing was sent to the new ones ({detail}). Sign in again: that goes by what it says now.</source>
            <translation>未向新地址发送任何内容 ({detail})。重新登录：届时以它现在的说明为准。</translation>
        </message>
        <message>
            <source>{host} calls itself by another name.</source>
            <translation>{host} 自称的名称不同。</translation>
        </message>
        <message>
            <source>It says {detail}. Use exactly that as the issuer address if you trust it.</source>
            <translation>它自称 {detail}。如果你信任它，就以此原样作为签发方地址。</translation>
        </message>
        <message>
            <source>{host} names a dangerous address.</source>
            <translation>{host} 给出了危险的地址。</translation>
        </message>
        <message>
            <source>Nothing of what it says is used. Its operator must mend it: {detail}.</source>
            <translation>它的说明一概不采用。须由其运营方修正：{detail}。</translation>
        </message>
        <message>
            <source>{host} moved to another host than this account was made with.</source>
            <translation>{host} 迁移到了与创建此账户时不同的主机。</translation>
        </message>
        <message>
            <source>Nothing was sent there: {detail}. Agree to the move only if its operator announced it.</source>
            <translation>未向那里发送任何内容：{detail}。只有在其运营方公告过迁移时才同意。</translation>
        </message>
        <message>
            <source>{host} describes itself in a wrong form.</source>
            <translation>{host} 对自身的描述格式有误。</translation>
        </message>
        <message>
            <source>Its operator must mend it: {detail}.</source>
            <translation>须由其运营方修正：{detail}。</translation>
        </message>
        <message>
            <source>{host} leaves out something Tessera needs.</source>
            <translation>{host} 缺少 Tessera 需要的内容。</translation>
        </message>
        <message>
            <source>Missing: {detail}.</source>
            <translation>缺少：{detail}。</translation>
        </message>
        <message>
            <source>{host} wants this program to prove itself in a way Tessera cannot.</source>
            <translation>{host} 要求此程序以 Tessera 不支持的方式证明自己。</translation>
        </message>
        <message>
            <source>It accepts only: {detail}.</source>
            <translation>它只接受：{detail}。</translation>
        </message>
        <message>
            <source>This provider needs the client secret.</source>
            <translation>此提供方需要客户端机密。</translation>
        </message>
        <message>
            <source>Copy it from where the client was registered.</source>
            <translation>从注册客户端的地方复制。</translation>
        </message>
        <message>
            <source>The client secret is too short to sign with.</source>
            <translation>客户端机密太短，无法用于签名。</translation>
        </message>
        <message>
            <source>Ask the provider for a longer one, or send it another way: {detail}.</source>
            <translation>向提供方索取更长的，或改用其他方式发送：{detail}。</translation>
        </message>
        <message>
            <source>This provider needs the client's private key.</source>
            <translation>此提供方需要客户端的私钥。</translation>
        </message>
        <message>
            <source>Name the file that holds it, as it was registered.</source>
            <translation>指定保存私钥的文件，须与注册时的一致。</translation>
        </message>
        <message>
            <source>The client's private key cannot be used.</source>
            <translation>客户端的私钥无法使用。</translation>
        </message>
        <message>
            <source>The reason: {detail}.</source>
            <translation>原因：{detail}。</translation>
        </message>
        <message>
            <source>The client's key signs in no way that {host} accepts.</source>
            <translation>客户端密钥的签名方式均不被 {host} 接受。</translation>
        </message>
        <message>
            <source>It accepts: {detail}.</source>
            <translation>它接受：{detail}。</translation>
        </message>
        <message>
            <source>{host} signs in no way that Tessera accepts.</source>
            <translation>{host} 的签名方式均不被 Tessera 接受。</translation>
        </message>
        <message>
            <source>It offers: {detail}.</source>
            <translation>它提供：{detail}。</translation>
        </message>
        <message>
            <source>The client is registered with an encryption that Tessera does not do.</source>
            <translation>客户端注册的加密方式是 Tessera 不支持的。</translation>
        </message>
        <message>
            <source>Register another, RSA-OAEP or ECDH-ES for instance: {detail}.</source>
            <translation>改为注册其他方式，例如 RSA-OAEP 或 ECDH-ES：{detail}。</translation>
        </message>
        <message>
            <source>What the access token is for must be an address.</source>
            <translation>访问令牌的用途须是一个地址。</translation>
        </message>
        <message>
            <source>It looks like https://api.example.com, without #: {detail}.</source>
            <translation>形如 https://api.example.com，不含 #：{detail}。</translation>
        </message>
        <message>
            <source>The settings cannot be read, so Tessera goes by its own.</source>
            <translation>设置无法读取，因此 Tessera 使用默认设置。</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Mend or move it: {detail}.</source>
            <translation>文件保持原样；你的更改在 Tessera 结束前有效。修复或移走它：{detail}。</translation>
        </message>
        <message>
            <source>One of the settings is wrong, so Tessera goes by its own.</source>
            <translation>有一项设置有误，因此 Tessera 使用默认设置。</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Mend it: {detail}.</source>
            <translation>文件保持原样；你的更改在 Tessera 结束前有效。修复它：{detail}。</translation>
        </message>
        <message>
            <source>The settings were written by another version of Tessera, so it goes by its own.</source>
            <translation>设置由另一版本的 Tessera 写入，因此本程序使用默认设置。</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Update Tessera: {detail}.</source>
            <translation>文件保持原样；你的更改在 Tessera 结束前有效。更新 Tessera：{detail}。</translation>
        </message>
        <message>
            <source>The setting cannot be kept.</source>
            <translation>设置无法保存。</translation>
        </message>
        <message>
            <source>It would be in {detail}.</source>
            <translation>它应保存在 {detail}。</translation>
        </message>
        <message>
            <source>That is no command.</source>
            <translation>这不是命令。</translation>
        </message>
        <message>
            <source>Write {detail}.</source>
            <translation>写成 {detail}。</translation>
        </message>
        <message>
            <source>Those are not ports.</source>
            <translation>这些不是端口。</translation>
        </message>
        <message>
            <source>Write at most ten different numbers from 1024 to 65535, with commas between them. Not understood: {detail}.</source>
            <translation>最多写十个不同的数字，从 1024 到 65535，以逗号分隔。无法理解：{detail}。</translation>
        </message>
        <message>
            <source>It cannot be told whether Tessera starts when you log in.</source>
            <translation>无法得知 Tessera 是否随登录系统启动。</translation>
        </message>
        <message>
            <source>That Tessera starts when you log in could not be changed.</source>
            <translation>无法更改 Tessera 是否随登录系统启动。</translation>
        </message>
        <message>
            <source>No window of Tessera is open.</source>
            <translation>没有打开的 Tessera 窗口。</translation>
        </message>
        <message>
            <source>It would be asked at {detail}.</source>
            <translation>本应在 {detail} 询问它。</translation>
        </message>
        <message>
            <source>Tessera runs already, but its window does not answer.</source>
            <translation>Tessera 已在运行，但其窗口没有响应。</translation>
        </message>
        <message>
            <source>Wait a moment, or end that process. It is asked at {detail}.</source>
            <translation>稍候片刻，或结束该进程。询问位置为 {detail}。</translation>
        </message>
        <message>
            <source>The window does not understand what it was asked.</source>
            <translation>窗口不理解向它提出的请求。</translation>
        </message>
        <message>
            <source>What is wrong: {detail}.</source>
            <translation>问题所在：{detail}。</translation>
        </message>
        <message>
            <source>The window could not be started.</source>
            <translation>窗口未能启动。</translation>
        </message>
        <message>
            <source>It should be {detail}.</source>
            <translation>它应为 {detail}。</translation>
        </message>
        <message>
            <source>Nothing was stored.</source>
            <translation>未存储任何内容。</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong: {detail}.</source>
            <translation>本机时钟有误：{detail}。</translation>
        </message>
        <message>
            <source>Tokens would be refused. Let the system set its clock by itself, then try again.</source>
            <translation>令牌会遭到拒绝。让系统自动校准时钟，然后重试。</translation>
        </message>
        <message>
            <source>{host} is a return address this provider does not take.</source>
            <translation>此提供方不接受 {host} 作为回调地址。</translation>
        </message>
        <message>
            <source>It takes {detail} only. Use that in --redirect-uri and where the client is registered.</source>
            <translation>它只接受 {detail}。在 --redirect-uri 中以及注册客户端的地方使用它。</translation>
        </message>
        <message>
            <source>This provider takes only the exact return address that is registered there.</source>
            <translation>此提供方只接受在那里注册过的完全一致的回调地址。</translation>
        </message>
        <message>
            <source>Register one with a port of your choice and give it in --redirect-uri: {detail}.</source>
            <translation>注册一个带自选端口的地址，并用 --redirect-uri 给出：{detail}。</translation>
        </message>
        <message>
            <source>This provider takes another path in the return address.</source>
            <translation>此提供方要求回调地址使用另一路径。</translation>
        </message>
        <message>
            <source>Use {detail} in --redirect-uri and where the client is registered.</source>
            <translation>在 --redirect-uri 中以及注册客户端的地方使用 {detail}。</translation>
        </message>
        <message>
            <source>That is not the address the browser came back to.</source>
            <translation>这不是浏览器返回的地址。</translation>
        </message>
        <message>
            <source>Copy the whole address from the browser's address bar; it begins with {detail}.</source>
            <translation>从浏览器地址栏复制完整地址；它以 {detail} 开头。</translation>
        </message>
        <message>
            <source>That address is not the answer to this sign-in.</source>
            <translation>该地址不是此次登录的响应。</translation>
        </message>
        <message>
            <source>It may be of an earlier try, or copied only in part. Copy it again, or start anew.</source>
            <translation>它可能属于之前的尝试，或只复制了一部分。再次复制，或重新开始。</translation>
        </message>
        <message>
            <source>Nothing is waited for any more.</source>
            <translation>已不再等待任何内容。</translation>
        </message>
        <message>
            <source>Start the sign-in again.</source>
            <translation>重新开始登录。</translation>
        </message>
        <message>
            <source>{host} wants the request sent ahead, and does not say where to.</source>
            <translation>{host} 要求预先发送请求，却没有说明发往何处。</translation>
        </message>
        <message>
            <source>Nothing was sent. Its operator must mend it.</source>
            <translation>未发送任何内容。须由其运营方修正。</translation>
        </message>
        <message>
            <source>{host} no longer takes the request ahead of the browser, as it did before.</source>
            <translation>{host} 不再像以前那样接受在打开浏览器之前预先发送的请求。</translation>
        </message>
        <message>
            <source>Nothing was sent; this may be an attack. Sign out and in again if its operator says it is meant.</source>
            <translation>未发送任何内容；这可能是攻击。如果其运营方表示有意如此，先退出登录再重新登录。</translation>
        </message>
        <message>
            <source>{host} took the request with an unexpected status.</source>
            <translation>{host} 以意外的状态接受了请求。</translation>
        </message>
        <message>
            <source>Nothing was opened. Its operator must mend it: {detail}.</source>
            <translation>未打开任何内容。须由其运营方修正：{detail}。</translation>
        </message>
        <message>
            <source>{host} answered with an address that leads elsewhere.</source>
            <translation>{host} 返回的地址指向别处。</translation>
        </message>
        <message>
            <source>Nothing was opened: {detail}.</source>
            <translation>未打开任何内容：{detail}。</translation>
        </message>
        <message>
            <source>{host} took the request and lets it run out at once.</source>
            <translation>{host} 接受了请求，却让它立即过期。</translation>
        </message>
        <message>
            <source>{host} does not sign its answer in the browser (JARM).</source>
            <translation>{host} 不对浏览器中的响应签名 (JARM)。</translation>
        </message>
        <message>
            <source>It offers: {detail}. Sign in without, or ask its operator.</source>
            <translation>它提供：{detail}。不使用 JARM 登录，或询问其运营方。</translation>
        </message>
        <message>
            <source>{host} and this program agree on no way to sign the answer in the browser.</source>
            <translation>{host} 与此程序没有共同支持的浏览器响应签名方式。</translation>
        </message>
        <message>
            <source>Look up how the client is registered: {detail}.</source>
            <translation>查看客户端的注册信息：{detail}。</translation>
        </message>
        <message>
            <source>{host} does not say with which keys it signs.</source>
            <translation>{host} 没有说明用哪些密钥签名。</translation>
        </message>
        <message>
            <source>Nothing was opened. Its operator must mend it.</source>
            <translation>未打开任何内容。须由其运营方修正。</translation>
        </message>
        <message>
            <source>{host} cannot bind tokens to a key (DPoP).</source>
            <translation>{host} 无法将令牌绑定到密钥 (DPoP)。</translation>
        </message>
        <message>
            <source>Signing in on another device cannot bind tokens to a key (DPoP).</source>
            <translation>在其他设备上登录无法将令牌绑定到密钥 (DPoP)。</translation>
        </message>
        <message>
            <source>Sign in with the browser here, or without.</source>
            <translation>在本机用浏览器登录，或不使用 DPoP。</translation>
        </message>
        <message>
            <source>{host} asks for something that no proof can carry.</source>
            <translation>{host} 要求的内容无法放入任何证明。</translation>
        </message>
        <message>
            <source>Its operator must mend the DPoP nonce: {detail}.</source>
            <translation>须由其运营方修正 DPoP nonce：{detail}。</translation>
        </message>
        <message>
            <source>This computer's clock and the clock of {host} do not agree.</source>
            <translation>本机时钟与 {host} 的时钟不一致。</translation>
        </message>
        <message>
            <source>Set the clock and try again: {detail}.</source>
            <translation>校准时钟后重试：{detail}。</translation>
        </message>
        <message>
            <source>The provider refuses the proof again and again.</source>
            <translation>提供方一再拒绝证明。</translation>
        </message>
        <message>
            <source>The provider does not accept the proof that the token is ours.</source>
            <translation>提供方不接受令牌归我们所有的证明。</translation>
        </message>
        <message>
            <source>Check this computer's clock, then sign in again.</source>
            <translation>检查本机时钟，然后重新登录。</translation>
        </message>
        <message>
            <source>No browser opened.</source>
            <translation>没有浏览器打开。</translation>
        </message>
        <message>
            <source>Tried {detail}. Copy the link and open it yourself.</source>
            <translation>已尝试 {detail}。复制链接并自行打开。</translation>
        </message>
        <message>
            <source>That address is not opened in a browser.</source>
            <translation>该地址不会在浏览器中打开。</translation>
        </message>
        <message>
            <source>The return address is in use.</source>
            <translation>回调地址已被占用。</translation>
        </message>
        <message>
            <source>{detail}. Close it or choose another port.</source>
            <translation>{detail}。关闭它或选择其他端口。</translation>
        </message>
        <message>
            <source>The system says: {detail}.</source>
            <translation>系统的说明：{detail}。</translation>
        </message>
        <message>
            <source>The return address is not on this computer.</source>
            <translation>回调地址不在本机上。</translation>
        </message>
        <message>
            <source>Register one that begins with http://127.0.0.1.</source>
            <translation>注册一个以 http://127.0.0.1 开头的地址。</translation>
        </message>
        <message>
            <source>This sign-in would take permissions away from the account.</source>
            <translation>此次登录会减少账户的权限。</translation>
        </message>
        <message>
            <source>It would lose: {detail}. Nothing was changed. Ask for all scopes together, or accept fewer.</source>
            <translation>会失去：{detail}。未作任何更改。一并请求所有权限范围，或接受更少的权限。</translation>
        </message>
        <message>
            <source>Somebody else signed in at {host}: {detail}.</source>
            <translation>在 {host} 登录的是另一个人：{detail}。</translation>
        </message>
        <message>
            <source>Nothing was changed for this account. Sign in again as the same person, or keep the other as an account of its own.</source>
            <translation>此账户未作任何更改。以同一人的身份重新登录，或将另一人保留为单独的账户。</translation>
        </message>
        <message>
            <source>The time for signing in ran out.</source>
            <translation>登录时限已过。</translation>
        </message>
        <message>
            <source>Nothing was stored. Try again.</source>
            <translation>未存储任何内容。重试。</translation>
        </message>
        <message>
            <source>The answer belongs to another sign-in and was thrown away.</source>
            <translation>该响应属于另一次登录，已丢弃。</translation>
        </message>
        <message>
            <source>This one still waits.</source>
            <translation>此次登录仍在等待。</translation>
        </message>
        <message>
            <source>The answer names no sign-in and was thrown away.</source>
            <translation>该响应未指明属于哪次登录，已丢弃。</translation>
        </message>
        <message>
            <source>The answer came from another provider than the one that was asked.</source>
            <translation>响应来自另一提供方，而不是所请求的那个。</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack. Nothing was stored.</source>
            <translation>已丢弃；这可能是攻击。未存储任何内容。</translation>
        </message>
        <message>
            <source>The answer does not say which provider it comes from.</source>
            <translation>响应没有说明来自哪个提供方。</translation>
        </message>
        <message>
            <source>{host} promised that it would. Nothing was stored.</source>
            <translation>{host} 承诺过会说明。未存储任何内容。</translation>
        </message>
        <message>
            <source>The answer holds the same thing twice.</source>
            <translation>响应中同一内容出现了两次。</translation>
        </message>
        <message>
            <source>The answer says yes and no at once.</source>
            <translation>响应同时表示了同意和拒绝。</translation>
        </message>
        <message>
            <source>The answer came open, though it was to come signed.</source>
            <translation>响应本应签名，收到的却未签名。</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack. Nothing was stored. {detail}</source>
            <translation>已丢弃；这可能是攻击。未存储任何内容。{detail}</translation>
        </message>
        <message>
            <source>The answer came as a token, which was not asked for.</source>
            <translation>响应以令牌形式到来，而这并未请求。</translation>
        </message>
        <message>
            <source>If the client is registered so, sign in with --jarm.</source>
            <translation>如果客户端如此注册，用 --jarm 登录。</translation>
        </message>
        <message>
            <source>The answer came open, though it was to come encrypted.</source>
            <translation>响应本应加密，收到的却未加密。</translation>
        </message>
        <message>
            <source>It was thrown away. Nothing was stored.</source>
            <translation>已丢弃。未存储任何内容。</translation>
        </message>
        <message>
            <source>The answer is meant for another program.</source>
            <translation>该响应是给另一程序的。</translation>
        </message>
        <message>
            <source>The answer is signed in another way than was agreed.</source>
            <translation>响应的签名方式与约定不同。</translation>
        </message>
        <message>
            <source>It was thrown away. Look up how the client is registered: {detail}.</source>
            <translation>已丢弃。查看客户端的注册信息：{detail}。</translation>
        </message>
        <message>
            <source>The signature of the answer is wrong.</source>
            <translation>响应的签名有误。</translation>
        </message>
        <message>
            <source>The answer had run out when it came.</source>
            <translation>响应到达时已过期。</translation>
        </message>
        <message>
            <source>If it came at once, this computer's clock is wrong: {detail}.</source>
            <translation>如果它是立即到达的，则本机时钟有误：{detail}。</translation>
        </message>
        <message>
            <source>The answer is not good yet.</source>
            <translation>响应尚未生效。</translation>
        </message>
        <message>
            <source>Probably this computer's clock is wrong: {detail}.</source>
            <translation>本机时钟很可能有误：{detail}。</translation>
        </message>
        <message>
            <source>The answer would be good for longer than ten minutes.</source>
            <translation>响应的有效期会超过十分钟。</translation>
        </message>
        <message>
            <source>It was thrown away. Its operator must mend it, or this computer's clock is wrong: {detail}.</source>
            <translation>已丢弃。须由其运营方修正，或者本机时钟有误：{detail}。</translation>
        </message>
        <message>
            <source>The answer has a wrong form.</source>
            <translation>响应的格式有误。</translation>
        </message>
        <message>
            <source>The answer holds no usable code.</source>
            <translation>响应中没有可用的授权码。</translation>
        </message>
        <message>
            <source>{host} offers no sign-in on another device.</source>
            <translation>{host} 不提供在其他设备上登录。</translation>
        </message>
        <message>
            <source>Sign in with the browser here.</source>
            <translation>在本机用浏览器登录。</translation>
        </message>
        <message>
            <source>{host} names an address for the code that is not safe to open.</source>
            <translation>{host} 给出的代码输入地址不安全，不可打开。</translation>
        </message>
        <message>
            <source>Do not enter the code anywhere. Its operator must mend it: {detail}.</source>
            <translation>不要在任何地方输入该代码。须由其运营方修正：{detail}。</translation>
        </message>
        <message>
            <source>{host} gave a code nobody can type.</source>
            <translation>{host} 给出的代码无法输入。</translation>
        </message>
        <message>
            <source>{host} answered the request for a code in a wrong form.</source>
            <translation>{host} 对代码请求的响应格式有误。</translation>
        </message>
        <message>
            <source>{host} says to wait in a way that also says to go on.</source>
            <translation>{host} 要求等待的响应中同时又表示继续。</translation>
        </message>
        <message>
            <source>Nothing was stored. Its operator must mend it: {detail}.</source>
            <translation>未存储任何内容。须由其运营方修正：{detail}。</translation>
        </message>
        <message>
            <source>The time for entering the code ran out.</source>
            <translation>输入代码的时限已过。</translation>
        </message>
        <message>
            <source>The keychain is locked.</source>
            <translation>钥匙串已锁定。</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. Unlock it to go on.</source>
            <translation>你的登录安全地保存在其中。解锁后即可继续。</translation>
        </message>
        <message>
            <source>There is no keychain here.</source>
            <translation>本机没有钥匙串。</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>登录状态保持到 Tessera 关闭为止。</translation>
        </message>
        <message>
            <source>The keychain did not let Tessera in.</source>
            <translation>钥匙串未允许 Tessera 访问。</translation>
        </message>
        <message>
            <source>It is not asked again by itself. Choose "Renew now" and allow it when the system asks.</source>
            <translation>不会自动再次请求。选择“立即续期”，并在系统询问时允许。</translation>
        </message>
        <message>
            <source>The keychain did not answer in time.</source>
            <translation>钥匙串未及时响应。</translation>
        </message>
        <message>
            <source>A question of the system may be waiting behind this window.</source>
            <translation>系统的询问可能正在此窗口后面等待。</translation>
        </message>
        <message>
            <source>The keychain has gone away.</source>
            <translation>钥匙串已不可用。</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes; it is written down as soon as the keychain is back.</source>
            <translation>登录状态保持到 Tessera 关闭；钥匙串一恢复就会写入。</translation>
        </message>
        <message>
            <source>This keychain does not tell which entries it has.</source>
            <translation>此钥匙串不提供条目列表。</translation>
        </message>
        <message>
            <source>Sign-ins that no account here has any more cannot be listed.</source>
            <translation>无法列出不再属于本机任何账户的登录。</translation>
        </message>
        <message>
            <source>Nothing was ended.</source>
            <translation>未结束任何登录。</translation>
        </message>
        <message>
            <source>Say yes at the terminal, or give --yes, to revoke and remove what is left over.</source>
            <translation>在终端中确认，或给出 --yes，以撤销并移除遗留的内容。</translation>
        </message>
        <message>
            <source>That sign-in belongs to an account in the list.</source>
            <translation>该登录属于列表中的一个账户。</translation>
        </message>
        <message>
            <source>Sign out of the account instead.</source>
            <translation>改为退出该账户的登录。</translation>
        </message>
        <message>
            <source>What the keychain holds for this account is damaged.</source>
            <translation>钥匙串中为此账户保存的内容已损坏。</translation>
        </message>
        <message>
            <source>It is left as it is. Sign in again.</source>
            <translation>内容保持原样。重新登录。</translation>
        </message>
        <message>
            <source>The keychain gave back something else than was put in.</source>
            <translation>钥匙串返回的内容与存入的不同。</translation>
        </message>
        <message>
            <source>The keychain has no room for this sign-in.</source>
            <translation>钥匙串没有空间存放此次登录。</translation>
        </message>
        <message>
            <source>What the keychain holds for this account cannot be read.</source>
            <translation>钥匙串中为此账户保存的内容无法读取。</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>重新登录。</translation>
        </message>
        <message>
            <source>What the keychain holds for this account was written by a newer Tessera.</source>
            <translation>钥匙串中为此账户保存的内容由更新版本的 Tessera 写入。</translation>
        </message>
        <message>
            <source>Update Tessera, or sign in again.</source>
            <translation>更新 Tessera，或重新登录。</translation>
        </message>
        <message>
            <source>What the keychain holds for this account is too large.</source>
            <translation>钥匙串中为此账户保存的内容过大。</translation>
        </message>
        <message>
            <source>The keychain holds nothing for this account.</source>
            <translation>钥匙串中没有此账户的内容。</translation>
        </message>
        <message>
            <source>What the keychain holds belongs to another provider.</source>
            <translation>钥匙串中的内容属于另一提供方。</translation>
        </message>
        <message>
            <source>The list of accounts was changed from outside. Nothing was sent. Sign in again.</source>
            <translation>账户列表在外部被更改。未发送任何内容。重新登录。</translation>
        </message>
        <message>
            <source>The list of accounts cannot be read.</source>
            <translation>账户列表无法读取。</translation>
        </message>
        <message>
            <source>It is left as it is. Mend or move the file, then start again: {detail}.</source>
            <translation>文件保持原样。修复或移走它，然后重新启动：{detail}。</translation>
        </message>
        <message>
            <source>The list of accounts was written by a newer Tessera.</source>
            <translation>账户列表由更新版本的 Tessera 写入。</translation>
        </message>
        <message>
            <source>Update Tessera: {detail}.</source>
            <translation>更新 Tessera：{detail}。</translation>
        </message>
        <message>
            <source>The list of accounts cannot be written.</source>
            <translation>账户列表无法写入。</translation>
        </message>
        <message>
            <source>Make room or mend the permissions: {detail}.</source>
            <translation>腾出空间或修正权限：{detail}。</translation>
        </message>
        <message>
            <source>There is no such account.</source>
            <translation>没有这个账户。</translation>
        </message>
        <message>
            <source>Look at the list of accounts.</source>
            <translation>查看账户列表。</translation>
        </message>
        <message>
            <source>An account cannot be called that.</source>
            <translation>账户不能使用这个名称。</translation>
        </message>
        <message>
            <source>A name is one line of at most 80 characters that can be seen: {detail}.</source>
            <translation>名称为一行，最多 80 个可见字符：{detail}。</translation>
        </message>
        <message>
            <source>Another account is called that.</source>
            <translation>另一账户已使用这个名称。</translation>
        </message>
        <message>
            <source>Choose another name: tools find an account by it.</source>
            <translation>选择其他名称：工具依靠名称查找账户。</translation>
        </message>
        <message>
            <source>More than one account is called that.</source>
            <translation>有多个账户使用这个名称。</translation>
        </message>
        <message>
            <source>Choose one: {detail}.</source>
            <translation>选择一个：{detail}。</translation>
        </message>
        <message>
            <source>{host} could not be told yet that you signed out.</source>
            <translation>尚未能告知 {host} 你已退出登录。</translation>
        </message>
        <message>
            <source>The tokens wait in the keychain, and only there; Tessera tries again by itself.</source>
            <translation>令牌在钥匙串中等待，且只在那里；Tessera 会自动重试。</translation>
        </message>
        <message>
            <source>{host} could not be told in 90 days that you signed out.</source>
            <translation>90 天内都未能告知 {host} 你已退出登录。</translation>
        </message>
        <message>
            <source>Look for this program in your account's settings there.</source>
            <translation>在那里的账户设置中查找此程序。</translation>
        </message>
        <message>
            <source>What the keychain holds to be revoked cannot be read.</source>
            <translation>钥匙串中待撤销的内容无法读取。</translation>
        </message>
        <message>
            <source>Look for this program in your account's settings at the provider.</source>
            <translation>在提供方的账户设置中查找此程序。</translation>
        </message>
        <message>
            <source>An answer of {host} was lost at {detail}, and with it the new refresh token; it does not take the old one again.</source>
            <translation>{host} 的一个响应在 {detail} 丢失，新的刷新令牌也随之丢失；旧的它不再接受。</translation>
        </message>
        <message>
            <source>Another Tessera program is renewing this account and does not finish.</source>
            <translation>另一个 Tessera 程序正在为此账户续期，尚未完成。</translation>
        </message>
        <message>
            <source>Close the other one, or try again later.</source>
            <translation>关闭另一个，或稍后再试。</translation>
        </message>
        <message>
            <source>A renewal is still under way.</source>
            <translation>续期仍在进行。</translation>
        </message>
        <message>
            <source>Wait a moment.</source>
            <translation>稍候片刻。</translation>
        </message>
        <message>
            <source>Other Tessera programs cannot be kept from renewing at the same time.</source>
            <translation>无法阻止其他 Tessera 程序同时续期。</translation>
        </message>
        <message>
            <source>That was renewed a moment ago.</source>
            <translation>刚刚已续期。</translation>
        </message>
        <message>
            <source>The token is fresh; wait half a minute.</source>
            <translation>令牌是新的；等待半分钟。</translation>
        </message>
        <message>
            <source>This account needs a new sign-in.</source>
            <translation>此账户需要重新登录。</translation>
        </message>
        <message>
            <source>The list of providers has a wrong row.</source>
            <translation>提供方列表中有一行有误。</translation>
        </message>
        <message>
            <source>The list of providers has a row twice.</source>
            <translation>提供方列表中有一行重复。</translation>
        </message>
        <message>
            <source>That file cannot be read.</source>
            <translation>该文件无法读取。</translation>
        </message>
        <message>
            <source>That file is no key file.</source>
            <translation>该文件不是密钥文件。</translation>
        </message>
        <message>
            <source>It is empty or larger than 1 MB; choose a JWK set, a JWK or a PEM file.</source>
            <translation>它为空或大于 1 MB；选择 JWK 集、JWK 或 PEM 文件。</translation>
        </message>
        <message>
            <source>A shared secret is needed.</source>
            <translation>需要共享密钥。</translation>
        </message>
        <message>
            <source>Write it into the field.</source>
            <translation>将其填入该字段。</translation>
        </message>
        <message>
            <source>The demo provider is not installed.</source>
            <translation>演示提供方未安装。</translation>
        </message>
        <message>
            <source>It should be at {detail}.</source>
            <translation>它应位于 {detail}。</translation>
        </message>
        <message>
            <source>It says: {detail}.</source>
            <translation>它的说明：{detail}。</translation>
        </message>
        <message>
            <source>The demo provider did not start in time.</source>
            <translation>演示提供方未及时启动。</translation>
        </message>
        <message>
            <source>{host} answers no questions about tokens.</source>
            <translation>{host} 不回答有关令牌的查询。</translation>
        </message>
        <message>
            <source>It has no introspection endpoint. "tessera inspect" reads a token without it.</source>
            <translation>它没有内省端点。“tessera inspect”无需它即可读取令牌。</translation>
        </message>
        <message>
            <source>{host} does not say whether the token is good.</source>
            <translation>{host} 没有说明令牌是否有效。</translation>
        </message>
        <message>
            <source>Nothing of its answer is used: {detail}.</source>
            <translation>其响应一概不采用：{detail}。</translation>
        </message>
        <message>
            <source>{host} does not say what kind of token it gave.</source>
            <translation>{host} 没有说明给出的是哪种令牌。</translation>
        </message>
        <message>
            <source>The provider does not know the service the token is meant for.</source>
            <translation>提供方不知道令牌所针对的服务。</translation>
        </message>
        <message>
            <source>Check the audience and the resource.</source>
            <translation>检查受众（audience）和资源（resource）。</translation>
        </message>
        <message>
            <source>{host} has no page for signing out.</source>
            <translation>{host} 没有退出登录的页面。</translation>
        </message>
        <message>
            <source>Sign out on its own pages if the browser should forget you too.</source>
            <translation>如果也要让浏览器退出登录，在它自己的页面上退出。</translation>
        </message>
        <message>
            <source>{host} names an address for signing out that is not safe to open.</source>
            <translation>{host} 给出的退出登录地址不安全，不可打开。</translation>
        </message>
        <message>
            <source>No browser was opened. Its operator must mend it: {detail}.</source>
            <translation>未打开浏览器。须由其运营方修正：{detail}。</translation>
        </message>
        <message>
            <source>The browser did not come back from signing out.</source>
            <translation>浏览器退出登录后没有返回。</translation>
        </message>
        <message>
            <source>Here you are signed out all the same.</source>
            <translation>在本机你仍然已退出登录。</translation>
        </message>
        <message>
            <source>{host} registers no clients by itself.</source>
            <translation>{host} 不提供自助注册客户端。</translation>
        </message>
        <message>
            <source>Register one by hand where its operator says so.</source>
            <translation>在其运营方指定的地方手动注册。</translation>
        </message>
        <message>
            <source>This registration cannot be changed from here.</source>
            <translation>此注册无法从这里更改。</translation>
        </message>
        <message>
            <source>The provider gave no registration token, or it is not at hand.</source>
            <translation>提供方没有给出注册令牌，或它不在手边。</translation>
        </message>
        <message>
            <source>What the keychain holds for this registration cannot be read.</source>
            <translation>钥匙串中为此注册保存的内容无法读取。</translation>
        </message>
        <message>
            <source>Manage the client at the provider.</source>
            <translation>在提供方处管理该客户端。</translation>
        </message>
        <message>
            <source>This computer keeps nothing to manage that client with.</source>
            <translation>本机没有保存管理该客户端所需的内容。</translation>
        </message>
        <message>
            <source>Clients can be shown, changed and deleted where they were registered: {detail}.</source>
            <translation>客户端可在其注册之处查看、更改和删除：{detail}。</translation>
        </message>
        <message>
            <source>{host} answered the registration in a wrong form.</source>
            <translation>{host} 对注册的响应格式有误。</translation>
        </message>
        <message>
            <source>The answer was thrown away: {detail}.</source>
            <translation>响应已丢弃：{detail}。</translation>
        </message>
        <message>
            <source>{host} wants the registration token sent somewhere else.</source>
            <translation>{host} 要求将注册令牌发往别处。</translation>
        </message>
        <message>
            <source>The answer was thrown away; this may be an attack: {detail}.</source>
            <translation>响应已丢弃；这可能是攻击：{detail}。</translation>
        </message>
        <message>
            <source>{host} answered about another client.</source>
            <translation>{host} 返回的是另一客户端的信息。</translation>
        </message>
        <message>
            <source>The provider does not accept the redirect address.</source>
            <translation>提供方不接受该重定向地址。</translation>
        </message>
        <message>
            <source>Try http://127.0.0.1/callback, or ask its operator.</source>
            <translation>尝试 http://127.0.0.1/callback，或询问其运营方。</translation>
        </message>
        <message>
            <source>The provider does not accept such a client.</source>
            <translation>提供方不接受这样的客户端。</translation>
        </message>
        <message>
            <source>Ask for less: other grant types, another authentication, fewer scopes.</source>
            <translation>减少请求：其他授权类型、其他认证方式、更少的权限范围。</translation>
        </message>
        <message>
            <source>The provider does not accept the software statement.</source>
            <translation>提供方不接受该软件声明。</translation>
        </message>
        <message>
            <source>Ask its operator for a new one.</source>
            <translation>向其运营方索取新的。</translation>
        </message>
        <message>
            <source>The provider does not approve of this software.</source>
            <translation>提供方不认可此软件。</translation>
        </message>
        <message>
            <source>Ask its operator to approve it.</source>
            <translation>请其运营方认可。</translation>
        </message>
        <message>
            <source>{host} answered the code with an unexpected status.</source>
            <translation>{host} 对授权码返回了意外的状态。</translation>
        </message>
        <message>
            <source>{host} gave a kind of token Tessera does not know.</source>
            <translation>{host} 给出了 Tessera 不认识的令牌类型。</translation>
        </message>
        <message>
            <source>{host} gave a token that anybody could use who finds it.</source>
            <translation>{host} 给出的令牌任何人捡到都能使用。</translation>
        </message>
        <message>
            <source>A token bound to a key of this computer (DPoP) was asked for. Nothing was stored.</source>
            <translation>请求的是绑定到本机密钥的令牌 (DPoP)。未存储任何内容。</translation>
        </message>
        <message>
            <source>{host} gave no usable access token.</source>
            <translation>{host} 没有给出可用的访问令牌。</translation>
        </message>
        <message>
            <source>The answer of {host} has a wrong form.</source>
            <translation>{host} 的响应格式有误。</translation>
        </message>
        <message>
            <source>Nothing was stored: {detail}.</source>
            <translation>未存储任何内容：{detail}。</translation>
        </message>
        <message>
            <source>{host} gave no ID token, so nobody knows who signed in.</source>
            <translation>{host} 没有给出 ID 令牌，因此无从得知登录者是谁。</translation>
        </message>
        <message>
            <source>Nothing was stored. The scope must hold openid.</source>
            <translation>未存储任何内容。权限范围须包含 openid。</translation>
        </message>
        <message>
            <source>{host} has no way to revoke a grant.</source>
            <translation>{host} 没有撤销授权的途径。</translation>
        </message>
        <message>
            <source>The account belongs to a tenant that is not allowed here.</source>
            <translation>该账户属于此处不允许的租户。</translation>
        </message>
        <message>
            <source>{detail}. Choose another account in the browser, or allow that tenant.</source>
            <translation>{detail}。在浏览器中选择另一账户，或允许该租户。</translation>
        </message>
        <message>
            <source>The ID token was issued by somebody else.</source>
            <translation>ID 令牌由别的签发方签发。</translation>
        </message>
        <message>
            <source>The ID token is meant for another program.</source>
            <translation>ID 令牌是给另一程序的。</translation>
        </message>
        <message>
            <source>The ID token is meant for other programs too, which Tessera does not trust.</source>
            <translation>ID 令牌同时也给了 Tessera 不信任的其他程序。</translation>
        </message>
        <message>
            <source>The ID token was given to another program.</source>
            <translation>ID 令牌发给了另一程序。</translation>
        </message>
        <message>
            <source>The ID token is signed in a way this provider did not announce.</source>
            <translation>ID 令牌的签名方式未经此提供方公布。</translation>
        </message>
        <message>
            <source>The signature of the ID token is wrong.</source>
            <translation>ID 令牌的签名有误。</translation>
        </message>
        <message>
            <source>Nothing was stored; this may be an attack.</source>
            <translation>未存储任何内容；这可能是攻击。</translation>
        </message>
        <message>
            <source>The ID token had run out when it came.</source>
            <translation>ID 令牌到达时已过期。</translation>
        </message>
        <message>
            <source>Check this computer's clock and try again.</source>
            <translation>检查本机时钟，然后重试。</translation>
        </message>
        <message>
            <source>The ID token is not valid yet.</source>
            <translation>ID 令牌尚未生效。</translation>
        </message>
        <message>
            <source>The ID token seems to come from the future.</source>
            <translation>ID 令牌似乎来自未来。</translation>
        </message>
        <message>
            <source>This computer's clock is probably slow. Set the clock and try again.</source>
            <translation>本机时钟很可能偏慢。校准时钟，然后重试。</translation>
        </message>
        <message>
            <source>The ID token was made long before it came.</source>
            <translation>ID 令牌在到达之前很久就已生成。</translation>
        </message>
        <message>
            <source>This computer's clock is probably fast. Set the clock and try again.</source>
            <translation>本机时钟很可能偏快。校准时钟，然后重试。</translation>
        </message>
        <message>
            <source>The ID token belongs to another sign-in.</source>
            <translation>ID 令牌属于另一次登录。</translation>
        </message>
        <message>
            <source>The ID token does not say which sign-in it belongs to.</source>
            <translation>ID 令牌没有说明属于哪次登录。</translation>
        </message>
        <message>
            <source>The ID token and the access token do not belong together.</source>
            <translation>ID 令牌与访问令牌不匹配。</translation>
        </message>
        <message>
            <source>The ID token was made for another sign-in.</source>
            <translation>ID 令牌是为另一次登录生成的。</translation>
        </message>
        <message>
            <source>The ID token and the code it was given for do not belong together.</source>
            <translation>ID 令牌与换取它的授权码不匹配。</translation>
        </message>
        <message>
            <source>The ID token does not say who signed in.</source>
            <translation>ID 令牌没有说明登录者是谁。</translation>
        </message>
        <message>
            <source>Somebody else signed in.</source>
            <translation>登录的是另一个人。</translation>
        </message>
        <message>
            <source>Nothing was changed for this account.</source>
            <translation>此账户未作任何更改。</translation>
        </message>
        <message>
            <source>The sign-in at the provider is older than was asked for.</source>
            <translation>在提供方的登录早于所要求的时间。</translation>
        </message>
        <message>
            <source>Sign in again there.</source>
            <translation>在那里重新登录。</translation>
        </message>
        <message>
            <source>The sign-in at the provider was weaker than was asked for.</source>
            <translation>在提供方的登录强度低于所要求的强度。</translation>
        </message>
        <message>
            <source>What came as the ID token is another kind of token.</source>
            <translation>作为 ID 令牌收到的是另一种令牌。</translation>
        </message>
        <message>
            <source>The ID token came open, though it was to come encrypted.</source>
            <translation>ID 令牌本应加密，收到的却未加密。</translation>
        </message>
        <message>
            <source>The ID token has a wrong form.</source>
            <translation>ID 令牌的格式有误。</translation>
        </message>
        <message>
            <source>{host} has no place to ask about you.</source>
            <translation>{host} 没有可查询你的信息的地方。</translation>
        </message>
        <message>
            <source>What the ID token says is shown.</source>
            <translation>显示的是 ID 令牌的内容。</translation>
        </message>
        <message>
            <source>{host} answered about somebody else.</source>
            <translation>{host} 返回的是另一个人的信息。</translation>
        </message>
        <message>
            <source>The answer was thrown away.</source>
            <translation>响应已丢弃。</translation>
        </message>
        <message>
            <source>The answer about you does not say whom it is about.</source>
            <translation>关于你的响应没有说明是谁的信息。</translation>
        </message>
        <message>
            <source>It was thrown away.</source>
            <translation>已丢弃。</translation>
        </message>
        <message>
            <source>The answer about you came signed, which was not asked for.</source>
            <translation>关于你的响应带有签名，而这并未请求。</translation>
        </message>
        <message>
            <source>The answer about you came open, though it was to come as a token.</source>
            <translation>关于你的响应本应以令牌形式返回，收到的却是明文。</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack.</source>
            <translation>已丢弃；这可能是攻击。</translation>
        </message>
        <message>
            <source>The answer about you came open, though it was to come encrypted.</source>
            <translation>关于你的响应本应加密，收到的却未加密。</translation>
        </message>
        <message>
            <source>The answer about you is signed in another way than was agreed.</source>
            <translation>关于你的响应的签名方式与约定不同。</translation>
        </message>
        <message>
            <source>The signature of the answer about you is wrong.</source>
            <translation>关于你的响应的签名有误。</translation>
        </message>
        <message>
            <source>The answer about you was made by somebody else.</source>
            <translation>关于你的响应由别的签发方生成。</translation>
        </message>
        <message>
            <source>The answer about you is meant for another program.</source>
            <translation>关于你的响应是给另一程序的。</translation>
        </message>
        <message>
            <source>What the tool says does not follow its own format.</source>
            <translation>工具给出的内容不符合其自身的格式。</translation>
        </message>
        <message>
            <source>Nothing was handed out. What cannot be used is: {detail}.</source>
            <translation>未交出任何内容。无法使用的是：{detail}。</translation>
        </message>
        <message>
            <source>What the tool says is too large.</source>
            <translation>工具给出的内容过大。</translation>
        </message>
        <message>
            <source>Nothing was handed out. It has {detail}.</source>
            <translation>未交出任何内容。其大小为 {detail}。</translation>
        </message>
        <message>
            <source>That is no address of a host a token could be for.</source>
            <translation>这不是令牌可用于的主机地址。</translation>
        </message>
        <message>
            <source>It looks like https://git.example.com or https://git.example.com/group. {detail}.</source>
            <translation>形如 https://git.example.com 或 https://git.example.com/group。{detail}。</translation>
        </message>
        <message>
            <source>The list of hosts cannot be used.</source>
            <translation>主机列表无法使用。</translation>
        </message>
        <message>
            <source>No token is handed out by it. Mend or remove it: {detail}.</source>
            <translation>不会依据它交出令牌。修复或移除它：{detail}。</translation>
        </message>
        <message>
            <source>There is no such host in the list.</source>
            <translation>列表中没有这个主机。</translation>
        </message>
        <message>
            <source>Asked for: {detail}.</source>
            <translation>请求的是：{detail}。</translation>
        </message>
        <message>
            <source>More than one account fits this host.</source>
            <translation>有多个账户适合此主机。</translation>
        </message>
        <message>
            <source>This token is bound to a key that stays in the keychain.</source>
            <translation>此令牌绑定到一个不会离开钥匙串的密钥。</translation>
        </message>
        <message>
            <source>Other programs cannot use it. Sign in with a client that asks for plain tokens to use it with {detail}.</source>
            <translation>其他程序无法使用它。要用于 {detail}，改用请求普通令牌的客户端登录。</translation>
        </message>
        <message>
            <source>Programs of oidc-agent cannot use it.</source>
            <translation>oidc-agent 的程序无法使用它。</translation>
        </message>
        <message>
            <source>Tessera answers only oidc-agent's request for an access token.</source>
            <translation>Tessera 只响应 oidc-agent 的访问令牌请求。</translation>
        </message>
        <message>
            <source>Accounts are added and removed with tessera sign-in and tessera sign-out. Asked for: {detail}.</source>
            <translation>账户用 tessera sign-in 和 tessera sign-out 添加和移除。请求的是：{detail}。</translation>
        </message>
        <message>
            <source>The token cannot be handed to this tool.</source>
            <translation>令牌无法交给此工具。</translation>
        </message>
        <message>
            <source>It is empty, or it holds characters that its format has no place for.</source>
            <translation>它为空，或含有其格式容不下的字符。</translation>
        </message>
        <message>
            <source>Kubernetes asks in a version that Tessera does not know.</source>
            <translation>Kubernetes 请求的版本是 Tessera 不认识的。</translation>
        </message>
        <message>
            <source>It knows client.authentication.k8s.io/v1 and v1beta1, not {detail}.</source>
            <translation>Tessera 认识 client.authentication.k8s.io/v1 和 v1beta1，不认识 {detail}。</translation>
        </message>
        <message>
            <source>kubectl asks for another cluster.</source>
            <translation>kubectl 请求的是另一集群。</translation>
        </message>
        <message>
            <source>Nothing was handed out. Check --server in the kubeconfig, and provideClusterInfo. {detail}.</source>
            <translation>未交出任何内容。检查 kubeconfig 中的 --server 和 provideClusterInfo。{detail}。</translation>
        </message>
        <message>
            <source>That is no sign-in of a mail program.</source>
            <translation>这不是邮件程序的登录。</translation>
        </message>
        <message>
            <source>AWS refused the ID token.</source>
            <translation>AWS 拒绝了 ID 令牌。</translation>
        </message>
        <message>
            <source>Check the role, its trust policy and the audience it wants. AWS said: {detail}.</source>
            <translation>检查角色、其信任策略及其要求的受众。AWS 的说明：{detail}。</translation>
        </message>
        <message>
            <source>The answer of AWS STS cannot be read.</source>
            <translation>AWS STS 的响应无法读取。</translation>
        </message>
        <message>
            <source>Tessera keeps no passwords.</source>
            <translation>Tessera 不保存密码。</translation>
        </message>
        <message>
            <source>It hands out tokens of accounts that are signed in; nothing was stored.</source>
            <translation>它交出已登录账户的令牌；未存储任何内容。</translation>
        </message>
        <message>
            <source>A token may not be written there.</source>
            <translation>不可将令牌写到那里。</translation>
        </message>
        <message>
            <source>It must be a new or an own file below $XDG_RUNTIME_DIR, which is in memory and yours alone. {detail}.</source>
            <translation>它须是 $XDG_RUNTIME_DIR 下新建的或你自己的文件，该目录在内存中且只属于你。{detail}。</translation>
        </message>
        <message>
            <source>That is not how a credential helper is used.</source>
            <translation>凭据助手不是这样使用的。</translation>
        </message>
        <message>
            <source>{detail}. "use ADDRESS ACCOUNT", "forget ADDRESS" and "list-hosts" are for you; the rest is for the tool.</source>
            <translation>{detail}。“use ADDRESS ACCOUNT”、“forget ADDRESS”和“list-hosts”供你使用；其余供工具使用。</translation>
        </message>
        <message>
            <source>That is no name of a variable for a token.</source>
            <translation>这不是存放令牌的变量名。</translation>
        </message>
        <message>
            <source>Give a plain one with --env, not {detail}.</source>
            <translation>用 --env 给出普通的变量名，而不是 {detail}。</translation>
        </message>
        <message>
            <source>The command did not start.</source>
            <translation>命令未能启动。</translation>
        </message>
        <message>
            <source>That is not how AWS has it.</source>
            <translation>这不符合 AWS 的写法。</translation>
        </message>
        <message>
            <source>See tessera aws-credential --help. Given: {detail}.</source>
            <translation>参见 tessera aws-credential --help。给出的是：{detail}。</translation>
        </message>
        <message>
            <source>There is no provider of that name.</source>
            <translation>没有这个名称的提供方。</translation>
        </message>
        <message>
            <source>"tessera providers" lists them; any other is reached with --issuer. Asked for: {detail}.</source>
            <translation>“tessera providers”可列出它们；其他提供方用 --issuer 指定。请求的是：{detail}。</translation>
        </message>
        <message>
            <source>The provider's address is needed.</source>
            <translation>需要提供方的地址。</translation>
        </message>
        <message>
            <source>Give it with --issuer. It looks like {detail}.</source>
            <translation>用 --issuer 给出。形如 {detail}。</translation>
        </message>
        <message>
            <source>A client ID is needed.</source>
            <translation>需要客户端 ID。</translation>
        </message>
        <message>
            <source>Register this program at the provider and give what it answers with --client-id. The place is {detail}.</source>
            <translation>在提供方注册此程序，并用 --client-id 给出它返回的内容。注册之处为 {detail}。</translation>
        </message>
        <message>
            <source>There is no such way to send a client secret.</source>
            <translation>没有这种发送客户端机密的方式。</translation>
        </message>
        <message>
            <source>--client-auth takes client_secret_basic or client_secret_post, not {detail}.</source>
            <translation>--client-auth 接受 client_secret_basic 或 client_secret_post，不接受 {detail}。</translation>
        </message>
        <message>
            <source>That is nothing a client is registered with.</source>
            <translation>这不是客户端的注册项。</translation>
        </message>
        <message>
            <source>--registered takes NAME=VALUE, like id_token_encrypted_response_alg=ECDH-ES, not {detail}.</source>
            <translation>--registered 接受 NAME=VALUE，例如 id_token_encrypted_response_alg=ECDH-ES，不接受 {detail}。</translation>
        </message>
        <message>
            <source>That is no return address on this computer.</source>
            <translation>这不是本机上的回调地址。</translation>
        </message>
        <message>
            <source>--redirect-uri takes one like http://127.0.0.1:8400/callback, not {detail}.</source>
            <translation>--redirect-uri 接受形如 http://127.0.0.1:8400/callback 的地址，不接受 {detail}。</translation>
        </message>
        <message>
            <source>The file for the secret is empty.</source>
            <translation>存放机密的文件为空。</translation>
        </message>
        <message>
            <source>Write the client secret into it, nothing else: {detail}.</source>
            <translation>只将客户端机密写入其中，不含其他内容：{detail}。</translation>
        </message>
        <message>
            <source>Nothing says what to sign out of.</source>
            <translation>没有说明要退出哪个登录。</translation>
        </message>
        <message>
            <source>Name one account, or give --all, --pending or --left-over.</source>
            <translation>指定一个账户，或给出 --all、--pending 或 --left-over。</translation>
        </message>
        <message>
            <source>A browser can sign out at one provider at a time.</source>
            <translation>浏览器一次只能在一个提供方退出登录。</translation>
        </message>
        <message>
            <source>Name one account with --end-session.</source>
            <translation>用 --end-session 时指定一个账户。</translation>
        </message>
        <message>
            <source>Standard input can be read once only.</source>
            <translation>标准输入只能读取一次。</translation>
        </message>
        <message>
            <source>Give one of the files by its name.</source>
            <translation>用文件名给出其中一个文件。</translation>
        </message>
        <message>
            <source>That is no time.</source>
            <translation>这不是时间。</translation>
        </message>
        <message>
            <source>Times look like 2026-01-31T12:00:00Z, not {detail}.</source>
            <translation>时间形如 2026-01-31T12:00:00Z，而不是 {detail}。</translation>
        </message>
        <message>
            <source>The key can come from one place only.</source>
            <translation>密钥只能来自一处。</translation>
        </message>
        <message>
            <source>Too many of them: {detail}.</source>
            <translation>来源过多：{detail}。</translation>
        </message>
        <message>
            <source>The sign-in was declined at the provider.</source>
            <translation>登录在提供方被拒绝。</translation>
        </message>
        <message>
            <source>Nothing was stored. Sign in again if that was not meant.</source>
            <translation>未存储任何内容。如果并非本意，重新登录。</translation>
        </message>
        <message>
            <source>The provider did not understand the request.</source>
            <translation>提供方不理解该请求。</translation>
        </message>
        <message>
            <source>Check the client ID and how the client is registered.</source>
            <translation>检查客户端 ID 和客户端的注册信息。</translation>
        </message>
        <message>
            <source>The provider does not allow this client to sign in this way.</source>
            <translation>提供方不允许此客户端以这种方式登录。</translation>
        </message>
        <message>
            <source>Switch on the authorization code flow where the client is registered.</source>
            <translation>在注册客户端的地方启用授权码流程（authorization code）。</translation>
        </message>
        <message>
            <source>The provider does not offer sign-in with a code.</source>
            <translation>提供方不支持用授权码登录。</translation>
        </message>
        <message>
            <source>Ask its operator to switch it on.</source>
            <translation>请其运营方启用。</translation>
        </message>
        <message>
            <source>The provider does not know one of the scopes asked for.</source>
            <translation>提供方不认识所请求的某个权限范围。</translation>
        </message>
        <message>
            <source>Ask for fewer scopes and try again.</source>
            <translation>减少权限范围后重试。</translation>
        </message>
        <message>
            <source>The provider had an error of its own.</source>
            <translation>提供方自身出错。</translation>
        </message>
        <message>
            <source>The provider is overloaded or being repaired.</source>
            <translation>提供方过载或正在维护。</translation>
        </message>
        <message>
            <source>The provider withdrew the grant, so it was refused.</source>
            <translation>提供方收回了授权，因此拒绝请求。</translation>
        </message>
        <message>
            <source>The provider does not accept this client.</source>
            <translation>提供方不接受此客户端。</translation>
        </message>
        <message>
            <source>Check the client ID and the client secret.</source>
            <translation>检查客户端 ID 和客户端机密。</translation>
        </message>
        <message>
            <source>The provider does not allow this kind of request.</source>
            <translation>提供方不允许这类请求。</translation>
        </message>
        <message>
            <source>Switch on authorization code and refresh token where the client is registered.</source>
            <translation>在注册客户端的地方启用 authorization code 和 refresh token。</translation>
        </message>
        <message>
            <source>The provider refused, in words that are no error code.</source>
            <translation>提供方拒绝了，但给出的不是错误代码。</translation>
        </message>
        <message>
            <source>Ask its operator what it means: {detail}.</source>
            <translation>询问其运营方这是什么意思：{detail}。</translation>
        </message>
        <message>
            <source>The provider does not accept the access token.</source>
            <translation>提供方不接受访问令牌。</translation>
        </message>
        <message>
            <source>Renew it, or sign in again.</source>
            <translation>续期，或重新登录。</translation>
        </message>
        <message>
            <source>The access token does not reach that far.</source>
            <translation>访问令牌的权限不足。</translation>
        </message>
        <message>
            <source>Sign in again and ask for more scopes.</source>
            <translation>重新登录并请求更多权限范围。</translation>
        </message>
        <message>
            <source>The server wants a stronger or a newer sign-in.</source>
            <translation>服务器要求更强或更新的登录。</translation>
        </message>
        <message>
            <source>Sign in again, with the second factor if there is one.</source>
            <translation>重新登录，如有第二因素则一并使用。</translation>
        </message>
        <message>
            <source>The provider wants you to sign in.</source>
            <translation>提供方要求你登录。</translation>
        </message>
        <message>
            <source>Sign in again in the browser.</source>
            <translation>在浏览器中重新登录。</translation>
        </message>
        <message>
            <source>The provider wants to ask you something.</source>
            <translation>提供方有事项需要询问你。</translation>
        </message>
        <message>
            <source>The provider wants your consent.</source>
            <translation>提供方需要你的同意。</translation>
        </message>
        <message>
            <source>The provider wants you to choose an account.</source>
            <translation>提供方要求你选择账户。</translation>
        </message>
        <message>
            <source>The provider no longer knows the request that was sent ahead.</source>
            <translation>提供方已不认识预先发送的请求。</translation>
        </message>
        <message>
            <source>It lives for a minute or so. Sign in again.</source>
            <translation>它只存在约一分钟。重新登录。</translation>
        </message>
        <message>
            <source>The provider does not accept the signed request.</source>
            <translation>提供方不接受已签名的请求。</translation>
        </message>
        <message>
            <source>Check the client's key where the client is registered.</source>
            <translation>在注册客户端的地方检查客户端的密钥。</translation>
        </message>
        <message>
            <source>The provider takes no signed requests.</source>
            <translation>提供方不接受已签名的请求对象。</translation>
        </message>
        <message>
            <source>Sign in without one.</source>
            <translation>不使用它登录。</translation>
        </message>
        <message>
            <source>The provider takes no requests that were sent ahead.</source>
            <translation>提供方不接受预先发送的请求。</translation>
        </message>
        <message>
            <source>Sign in without pushed authorization requests.</source>
            <translation>不使用推送授权请求 (PAR) 登录。</translation>
        </message>
        <message>
            <source>The provider takes no registration inside a request.</source>
            <translation>提供方不接受请求中附带的注册。</translation>
        </message>
        <message>
            <source>Register the client where its operator says so.</source>
            <translation>在其运营方指定的地方注册客户端。</translation>
        </message>
        <message>
            <source>The provider could not sign you in as strongly as was asked.</source>
            <translation>提供方无法以所要求的强度让你登录。</translation>
        </message>
        <message>
            <source>Set up a second factor there, or ask for less.</source>
            <translation>在那里设置第二因素，或降低要求。</translation>
        </message>
        <message>
            <source>The code was not entered in time.</source>
            <translation>未及时输入代码。</translation>
        </message>
        <message>
            <source>The provider still waits for the code.</source>
            <translation>提供方仍在等待代码。</translation>
        </message>
        <message>
            <source>Enter it on the page of the provider.</source>
            <translation>在提供方的页面上输入。</translation>
        </message>
        <message>
            <source>The provider was asked too often.</source>
            <translation>对提供方的请求过于频繁。</translation>
        </message>
        <message>
            <source>The provider cannot revoke this kind of token.</source>
            <translation>提供方无法撤销这种令牌。</translation>
        </message>
        <message>
            <source>It ends by itself, or in your account's settings there.</source>
            <translation>它会自行失效，也可在那里的账户设置中结束。</translation>
        </message>
        <message>
            <source>The provider does not accept the details of what was asked for.</source>
            <translation>提供方不接受请求内容的细节。</translation>
        </message>
        <message>
            <source>Check their type and members, or ask by scope.</source>
            <translation>检查其类型和成员，或用权限范围请求。</translation>
        </message>
        <message>
            <source>The provider does not accept the client ID and secret together.</source>
            <translation>提供方不接受此客户端 ID 与机密的组合。</translation>
        </message>
        <message>
            <source>Copy both again from where the client is registered; a new secret replaces the old one.</source>
            <translation>从注册客户端的地方重新复制两者；新机密会取代旧机密。</translation>
        </message>
        <message>
            <source>The return address is not the one that is registered.</source>
            <translation>回调地址与注册的不一致。</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/callback, or give the registered one with --redirect-uri.</source>
            <translation>注册 http://127.0.0.1/callback，或用 --redirect-uri 给出已注册的地址。</translation>
        </message>
        <message>
            <source>The provider does not know the code any more.</source>
            <translation>提供方已不认识该授权码。</translation>
        </message>
        <message>
            <source>It lives for a few minutes and works once. Sign in again.</source>
            <translation>它只存在几分钟，且只能使用一次。重新登录。</translation>
        </message>
        <message>
            <source>The provider wants your e-mail address confirmed first.</source>
            <translation>提供方要求先确认你的电子邮件地址。</translation>
        </message>
        <message>
            <source>Confirm it in your account's settings there, then sign in again.</source>
            <translation>在那里的账户设置中确认，然后重新登录。</translation>
        </message>
        <message>
            <source>The provider no longer accepts the refresh token.</source>
            <translation>提供方不再接受刷新令牌。</translation>
        </message>
        <message>
            <source>Sign-in on another device is switched off for this client.</source>
            <translation>此客户端未启用在其他设备上登录。</translation>
        </message>
        <message>
            <source>Enable the device flow where the client is registered, or sign in with the browser.</source>
            <translation>在注册客户端的地方启用设备流程，或用浏览器登录。</translation>
        </message>
        <message>
            <source>The provider has suspended this client.</source>
            <translation>提供方已暂停此客户端。</translation>
        </message>
        <message>
            <source>Ask whoever registered it; another client ID works meanwhile.</source>
            <translation>询问注册它的人；在此期间可使用其他客户端 ID。</translation>
        </message>
        <message>
            <source>An administrator of your organisation does not allow this client.</source>
            <translation>你所在组织的管理员不允许此客户端。</translation>
        </message>
        <message>
            <source>Ask the administrator to allow it.</source>
            <translation>请管理员允许它。</translation>
        </message>
        <message>
            <source>This client is for people of one organisation only.</source>
            <translation>此客户端只供某一组织的人员使用。</translation>
        </message>
        <message>
            <source>Sign in with an account of that organisation, or use another client ID.</source>
            <translation>用该组织的账户登录，或使用其他客户端 ID。</translation>
        </message>
        <message>
            <source>The client was deleted at the provider.</source>
            <translation>客户端已在提供方被删除。</translation>
        </message>
        <message>
            <source>Register a new one and use its client ID.</source>
            <translation>注册新的客户端并使用其客户端 ID。</translation>
        </message>
        <message>
            <source>The provider refuses the browser the page was opened in.</source>
            <translation>提供方拒绝打开该页面的浏览器。</translation>
        </message>
        <message>
            <source>Open the address in your usual browser.</source>
            <translation>在常用的浏览器中打开该地址。</translation>
        </message>
        <message>
            <source>Check the scopes, and that the service is there in your tenant.</source>
            <translation>检查权限范围，以及你的租户中是否有该服务。</translation>
        </message>
        <message>
            <source>The provider wants a second factor.</source>
            <translation>提供方要求第二因素。</translation>
        </message>
        <message>
            <source>The provider has locked the account after too many attempts.</source>
            <translation>提供方因尝试次数过多锁定了账户。</translation>
        </message>
        <message>
            <source>Wait, or follow the mail it sent.</source>
            <translation>等待，或按照它发送的邮件操作。</translation>
        </message>
        <message>
            <source>The code was used before.</source>
            <translation>授权码已使用过。</translation>
        </message>
        <message>
            <source>Nothing was stored. Sign in again.</source>
            <translation>未存储任何内容。重新登录。</translation>
        </message>
        <message>
            <source>The provider does not accept the client secret.</source>
            <translation>提供方不接受客户端机密。</translation>
        </message>
        <message>
            <source>Copy it again from where the client is registered.</source>
            <translation>从注册客户端的地方重新复制。</translation>
        </message>
        <message>
            <source>Give the registered one with --redirect-uri.</source>
            <translation>用 --redirect-uri 给出已注册的地址。</translation>
        </message>
        <message>
            <source>The provider does not know the client ID.</source>
            <translation>提供方不认识该客户端 ID。</translation>
        </message>
        <message>
            <source>It says: “%1”.</source>
            <translation>它的说明：“%1”。</translation>
        </message>
        <message>
            <source>the server</source>
            <translation>该服务器</translation>
        </message>
    </context>
    <context>
        <name>tessera::EventSection</name>
        <message>
            <source>What happened</source>
            <translation>发生了什么</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>显示全部 %1 项</translation>
        </message>
    </context>
    <context>
        <name>tessera::ExampleTokens</name>
        <message>
            <source>An ID token</source>
            <translation>ID 令牌</translation>
        </message>
        <message>
            <source>A token nobody signed</source>
            <translation>无人签名的令牌</translation>
        </message>
        <message>
            <source>A session cookie</source>
            <translation>会话 cookie</translation>
        </message>
    </context>
    <context>
        <name>tessera::FactsPane</name>
        <message>
            <source>Known before it opened</source>
            <translation>打开前已确认</translation>
        </message>
        <message>
            <source>Asking for</source>
            <translation>请求的内容</translation>
        </message>
    </context>
    <context>
        <name>tessera::Field</name>
        <message>
            <source>Show the secret</source>
            <translation>显示机密</translation>
        </message>
        <message>
            <source>Hide the secret</source>
            <translation>隐藏机密</translation>
        </message>
        <message>
            <source>Go to the field</source>
            <translation>转到该字段</translation>
        </message>
    </context>
    <context>
        <name>tessera::FieldList</name>
        <message>
            <source>Sent</source>
            <translation>已发送</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>预期</translation>
        </message>
        <message>
            <source>In the answer</source>
            <translation>响应中</translation>
        </message>
        <message>
            <source>In the ID token</source>
            <translation>ID 令牌中</translation>
        </message>
        <message>
            <source>Computed</source>
            <translation>计算得出</translation>
        </message>
        <message>
            <source>In the metadata</source>
            <translation>元数据中</translation>
        </message>
        <message>
            <source>%1 chars</source>
            <translation>%1 个字符</translation>
        </message>
        <message>
            <source>Replaced secret, fingerprint %1</source>
            <translation>已替换的机密，指纹 %1</translation>
        </message>
        <message>
            <source>%1 more are under Raw.</source>
            <translation>另有 %1 项，见“原始内容”。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindBar</name>
        <message>
            <source>Rows</source>
            <translation>行</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>校验</translation>
        </message>
        <message>
            <source>Failures</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>Find in this run</source>
            <translation>在此次运行中查找</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>rows found</comment>
            <translation>%1/%2</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingRow</name>
        <message>
            <source>Error</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>提示</translation>
        </message>
        <message>
            <source>Opens %1 in the browser.</source>
            <translation>在浏览器中打开 %1。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingText</name>
        <message>
            <source>Tells of a person</source>
            <translation>含有个人信息</translation>
        </message>
        <message>
            <source>Everybody the token passes through can read it: logs, proxies, the receiver.</source>
            <translation>令牌经过之处都能读取：日志、代理服务器、接收方。</translation>
        </message>
        <message>
            <source>Ask for fewer scopes where it is not needed, or encrypt the token.</source>
            <translation>不需要时请求更少的权限范围，或加密令牌。</translation>
        </message>
        <message>
            <source>A card number</source>
            <translation>银行卡号</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads the number. Its check digit fits.</source>
            <translation>载荷只是编码，并未加密：看到令牌的人都能读取该号码。其校验位相符。</translation>
        </message>
        <message>
            <source>Take it out; a reference is enough. Treat the number as disclosed.</source>
            <translation>将其移除；用一个引用代替即可。该号码应视为已泄露。</translation>
        </message>
        <message>
            <source>A bank account number</source>
            <translation>银行账号</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads it. Its check digits fit.</source>
            <translation>载荷只是编码，并未加密：看到令牌的人都能读取它。其校验位相符。</translation>
        </message>
        <message>
            <source>Take it out; a reference is enough.</source>
            <translation>将其移除；用一个引用代替即可。</translation>
        </message>
        <message>
            <source>A national identity number</source>
            <translation>国民身份号码</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads it.</source>
            <translation>载荷只是编码，并未加密：看到令牌的人都能读取它。</translation>
        </message>
        <message>
            <source>A secret in plain sight</source>
            <translation>机密以明文出现</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token has the secret.</source>
            <translation>载荷只是编码，并未加密：看到令牌的人就拥有该机密。</translation>
        </message>
        <message>
            <source>Take it out, and change the secret.</source>
            <translation>将其移除，并更换机密。</translation>
        </message>
        <message>
            <source>A private key in plain sight</source>
            <translation>私钥以明文出现</translation>
        </message>
        <message>
            <source>Everybody who sees the token can sign or decrypt with the key.</source>
            <translation>看到令牌的人都能用该密钥签名或解密。</translation>
        </message>
        <message>
            <source>Take it out, and replace the key everywhere.</source>
            <translation>将其移除，并在所有用到的地方更换密钥。</translation>
        </message>
        <message>
            <source>Administration for a long time</source>
            <translation>管理权限有效期过长</translation>
        </message>
        <message>
            <source>Whoever steals the token rules for as long as it lives, even after the role was taken away.</source>
            <translation>窃得令牌的人在其有效期内一直拥有管理权限，即使角色已被收回。</translation>
        </message>
        <message>
            <source>Give such roles short tokens, and ask the server anew each time.</source>
            <translation>为此类角色颁发短期令牌，并且每次都重新询问服务器。</translation>
        </message>
        <message>
            <source>Shared secret where others check</source>
            <translation>由他人校验，却用共享机密签名</translation>
        </message>
        <message>
            <source>Whoever can check this signature can make one: each API or client that knows the secret could sign in as anybody.</source>
            <translation>能校验此签名的人也能生成签名：每个知道该机密的 API 或客户端都能以任何人的身份登录。</translation>
        </message>
        <message>
            <source>Sign with RS256, PS256, ES256 or Ed25519, and publish the keys.</source>
            <translation>用 RS256、PS256、ES256 或 Ed25519 签名，并公布密钥。</translation>
        </message>
        <message>
            <source>Rare algorithm</source>
            <translation>少见的算法</translation>
        </message>
        <message>
            <source>ES256K comes from block chains; many OpenID and OAuth programs do not know it.</source>
            <translation>ES256K 源自区块链；许多 OpenID 和 OAuth 程序不认识它。</translation>
        </message>
        <message>
            <source>Use ES256 unless both sides want this one.</source>
            <translation>除非双方都要用它，否则使用 ES256。</translation>
        </message>
        <message>
            <source>Its secret is public knowledge</source>
            <translation>其机密众所周知</translation>
        </message>
        <message>
            <source>It stands in tutorials or lists of passwords. Everybody can make such a token, for any person and any role.</source>
            <translation>它出现在教程或密码列表中。任何人都能为任何人、任何角色生成这样的令牌。</translation>
        </message>
        <message>
            <source>Make a random secret of at least 32 bytes, replace it everywhere, and treat all tokens made with the old one as forged.</source>
            <translation>生成至少 32 字节的随机机密，在所有用到的地方更换，并将用旧机密生成的令牌一律视为伪造。</translation>
        </message>
        <message>
            <source>The private key is in the header</source>
            <translation>头部含有私钥</translation>
        </message>
        <message>
            <source>Whoever sees the token can sign with that key.</source>
            <translation>看到令牌的人都能用该密钥签名。</translation>
        </message>
        <message>
            <source>Replace the key. Only its public members belong here.</source>
            <translation>更换密钥。这里只应放其公开成员。</translation>
        </message>
        <message>
            <source>Odd key id</source>
            <translation>可疑的密钥 ID</translation>
        </message>
        <message>
            <source>A key id is a name to compare, and nothing more. One like this is an attempt to have the reader open a file, a database or an address, or a mistake of the issuer.</source>
            <translation>密钥 ID 只是用于比较的名称。这样的 ID 要么企图让读取方打开文件、数据库或地址，要么是签发方的错误。</translation>
        </message>
        <message>
            <source>Look keys up by comparing strings, in a list that is already there.</source>
            <translation>在已有的列表中按字符串比较来查找密钥。</translation>
        </message>
        <message>
            <source>Claim missing or of the wrong type</source>
            <translation>声明缺失或类型错误</translation>
        </message>
        <message>
            <source>A reader that needs it must refuse.</source>
            <translation>需要它的读取方必须拒绝。</translation>
        </message>
        <message>
            <source>The issuer must mend the claim.</source>
            <translation>签发方须修正该声明。</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>已过期</translation>
        </message>
        <message>
            <source>Its time is over.</source>
            <translation>有效期已过。</translation>
        </message>
        <message>
            <source>Renew it. If it is new, check the clock of this computer.</source>
            <translation>为其续期。如果是新令牌，检查本机时钟。</translation>
        </message>
        <message>
            <source>Not valid yet</source>
            <translation>尚未生效</translation>
        </message>
        <message>
            <source>"nbf" lies ahead.</source>
            <translation>“nbf”在未来。</translation>
        </message>
        <message>
            <source>Wait, or check the clock of this computer.</source>
            <translation>稍候，或检查本机时钟。</translation>
        </message>
        <message>
            <source>Issued in the future</source>
            <translation>签发时间在未来</translation>
        </message>
        <message>
            <source>"iat" lies ahead.</source>
            <translation>“iat”在未来。</translation>
        </message>
        <message>
            <source>Check the clock of this computer.</source>
            <translation>检查本机时钟。</translation>
        </message>
        <message>
            <source>Another issuer</source>
            <translation>签发方不同</translation>
        </message>
        <message>
            <source>The token comes from somebody else than expected.</source>
            <translation>令牌并非出自预期的签发方。</translation>
        </message>
        <message>
            <source>Check the issuer's address, to the letter.</source>
            <translation>逐字核对签发方的地址。</translation>
        </message>
        <message>
            <source>Not for this audience</source>
            <translation>受众不符</translation>
        </message>
        <message>
            <source>A token made for another program must not be accepted.</source>
            <translation>为其他程序生成的令牌不得接受。</translation>
        </message>
        <message>
            <source>Ask for a token for this client.</source>
            <translation>为此客户端请求令牌。</translation>
        </message>
        <message>
            <source>Also for others</source>
            <translation>还供其他方使用</translation>
        </message>
        <message>
            <source>The token names further audiences, and no authorized party.</source>
            <translation>令牌列出了其他受众，却没有被授权方。</translation>
        </message>
        <message>
            <source>Ask for a token for this client alone.</source>
            <translation>只为此客户端请求令牌。</translation>
        </message>
        <message>
            <source>Another authorized party</source>
            <translation>被授权方不同</translation>
        </message>
        <message>
            <source>The token was issued to another client.</source>
            <translation>令牌颁发给了另一客户端。</translation>
        </message>
        <message>
            <source>No nonce</source>
            <translation>没有 nonce</translation>
        </message>
        <message>
            <source>Nothing ties the token to a sign-in.</source>
            <translation>令牌未绑定到任何一次登录。</translation>
        </message>
        <message>
            <source>The issuer must repeat the nonce it was sent.</source>
            <translation>签发方必须原样返回收到的 nonce。</translation>
        </message>
        <message>
            <source>Another sign-in's token</source>
            <translation>另一次登录的令牌</translation>
        </message>
        <message>
            <source>The nonce is not the one that was sent: the token may be replayed.</source>
            <translation>nonce 与发出的不同：令牌可能是重放的。</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>重新登录。</translation>
        </message>
        <message>
            <source>An access token</source>
            <translation>访问令牌</translation>
        </message>
        <message>
            <source>It is meant for the resource server; to the client it is opaque, and no proof of who signed in.</source>
            <translation>它供资源服务器使用；对客户端而言它不透明，也不能证明谁登录过。</translation>
        </message>
        <message>
            <source>A refresh token</source>
            <translation>刷新令牌</translation>
        </message>
        <message>
            <source>It is meant for the authorization server alone. Whoever has it gets new access tokens; nobody else needs to read it.</source>
            <translation>它只供授权服务器使用。拥有它就能取得新的访问令牌；其他方都无需读取它。</translation>
        </message>
        <message>
            <source>Keep it where secrets are kept, and never send it to an API.</source>
            <translation>将其保存在存放机密的地方，绝不发送给 API。</translation>
        </message>
        <message>
            <source>Two kinds at once</source>
            <translation>同时属于两种类型</translation>
        </message>
        <message>
            <source>A token that passes for another kind is accepted where it was not meant to be.</source>
            <translation>能冒充其他类型的令牌，会在不该接受它的地方被接受。</translation>
        </message>
        <message>
            <source>The issuer should name the kind in "typ", and readers should insist on it.</source>
            <translation>签发方应在“typ”中写明类型，读取方应坚持检查。</translation>
        </message>
        <message>
            <source>ID token with permissions</source>
            <translation>带有权限的 ID 令牌</translation>
        </message>
        <message>
            <source>It is made like an ID token and grants access like an access token. An API that accepts it accepts what was meant to tell a client who signed in.</source>
            <translation>它按 ID 令牌的样式生成，却像访问令牌一样授予访问权限。接受它的 API，接受的是本应告诉客户端谁登录了的内容。</translation>
        </message>
        <message>
            <source>Send APIs an access token, and keep permissions out of the ID token.</source>
            <translation>向 API 发送访问令牌，不要在 ID 令牌中放入权限。</translation>
        </message>
        <message>
            <source>No issuer</source>
            <translation>没有签发方</translation>
        </message>
        <message>
            <source>Without "iss" nobody can say whose keys must fit.</source>
            <translation>没有“iss”，就无从知道应与谁的密钥匹配。</translation>
        </message>
        <message>
            <source>The issuer should name itself.</source>
            <translation>签发方应写明自己。</translation>
        </message>
        <message>
            <source>No audience</source>
            <translation>没有受众</translation>
        </message>
        <message>
            <source>Without "aud" the token can be used where it was not meant to be.</source>
            <translation>没有“aud”，令牌就可能用在不该用的地方。</translation>
        </message>
        <message>
            <source>The issuer should name the audience.</source>
            <translation>签发方应写明受众。</translation>
        </message>
        <message>
            <source>No subject</source>
            <translation>没有主体</translation>
        </message>
        <message>
            <source>Without "sub" the token does not say whom it is about.</source>
            <translation>没有“sub”，令牌就没有说明是关于谁的。</translation>
        </message>
        <message>
            <source>The issuer should set "sub".</source>
            <translation>签发方应设置“sub”。</translation>
        </message>
        <message>
            <source>Odd audience</source>
            <translation>可疑的受众</translation>
        </message>
        <message>
            <source>An audience must name exactly who may accept the token.</source>
            <translation>受众必须准确写明谁可以接受令牌。</translation>
        </message>
        <message>
            <source>The issuer should name each recipient once.</source>
            <translation>签发方应将每个接收方各写一次。</translation>
        </message>
        <message>
            <source>Made for another client</source>
            <translation>为其他客户端生成</translation>
        </message>
        <message>
            <source>The authorized party is not among the audience: one program of the same owner got the token for another.</source>
            <translation>被授权方不在受众之中：同一所有者的一个程序为另一个程序取得了令牌。</translation>
        </message>
        <message>
            <source>Accept it only if you know that party.</source>
            <translation>只有认识该方时才接受。</translation>
        </message>
        <message>
            <source>Claim of the wrong type</source>
            <translation>声明类型错误</translation>
        </message>
        <message>
            <source>A strict reader refuses it.</source>
            <translation>严格的读取方会拒绝它。</translation>
        </message>
        <message>
            <source>The issuer should mend the claim.</source>
            <translation>签发方应修正该声明。</translation>
        </message>
        <message>
            <source>Not a complete JWT access token</source>
            <translation>不是完整的 JWT 访问令牌</translation>
        </message>
        <message>
            <source>"typ" says at+jwt; the profile then asks for iss, exp, aud, sub, client_id, iat and jti.</source>
            <translation>“typ”为 at+jwt；该规范因此要求 iss、exp、aud、sub、client_id、iat 和 jti。</translation>
        </message>
        <message>
            <source>The issuer must set them.</source>
            <translation>签发方必须设置这些声明。</translation>
        </message>
        <message>
            <source>No client named</source>
            <translation>没有写明客户端</translation>
        </message>
        <message>
            <source>An API cannot tell which client uses the token.</source>
            <translation>API 无法知道哪个客户端在使用令牌。</translation>
        </message>
        <message>
            <source>The issuer should set "client_id".</source>
            <translation>签发方应设置“client_id”。</translation>
        </message>
        <message>
            <source>For the client itself</source>
            <translation>供客户端自己使用</translation>
        </message>
        <message>
            <source>The audience is the client that asked. Nothing but missing claims then tells it from an ID token.</source>
            <translation>受众就是请求令牌的客户端。这样一来，只有缺少的声明能将它与 ID 令牌区分开。</translation>
        </message>
        <message>
            <source>Register the API as an audience of its own, and have the issuer set "typ": "at+jwt".</source>
            <translation>将 API 注册为单独的受众，并让签发方设置 "typ": "at+jwt"。</translation>
        </message>
        <message>
            <source>Not typed as a DPoP proof</source>
            <translation>类型不是 DPoP 证明</translation>
        </message>
        <message>
            <source>"typ" must be dpop+jwt, so that no other token can be taken for a proof.</source>
            <translation>“typ”必须为 dpop+jwt，以免其他令牌被当作证明。</translation>
        </message>
        <message>
            <source>Set "typ": "dpop+jwt".</source>
            <translation>设置 "typ": "dpop+jwt"。</translation>
        </message>
        <message>
            <source>Proof with a shared secret</source>
            <translation>用共享机密签名的证明</translation>
        </message>
        <message>
            <source>A proof shows that the sender holds a private key; a shared secret shows nothing.</source>
            <translation>证明表明发送方持有私钥；共享机密什么也证明不了。</translation>
        </message>
        <message>
            <source>Use an asymmetric algorithm.</source>
            <translation>使用非对称算法。</translation>
        </message>
        <message>
            <source>No public key</source>
            <translation>没有公钥</translation>
        </message>
        <message>
            <source>The proof must carry the public key it was made with in "jwk".</source>
            <translation>证明必须在“jwk”中附带与其签名私钥对应的公钥。</translation>
        </message>
        <message>
            <source>Put the public key into the header.</source>
            <translation>将公钥放入头部。</translation>
        </message>
        <message>
            <source>Incomplete proof</source>
            <translation>证明不完整</translation>
        </message>
        <message>
            <source>A proof names itself, the method, the address and its time.</source>
            <translation>证明要写明自己的 ID、方法、地址和时间。</translation>
        </message>
        <message>
            <source>Set jti, htm, htu and iat.</source>
            <translation>设置 jti、htm、htu 和 iat。</translation>
        </message>
        <message>
            <source>Address not as it must be</source>
            <translation>地址不合要求</translation>
        </message>
        <message>
            <source>"htu" is the address of the request, whole, without query and fragment.</source>
            <translation>“htu”是请求的完整地址，不含查询和片段。</translation>
        </message>
        <message>
            <source>Cut the query and the fragment off.</source>
            <translation>去掉查询和片段。</translation>
        </message>
        <message>
            <source>Not tied to an access token</source>
            <translation>未绑定到访问令牌</translation>
        </message>
        <message>
            <source>It is good at the token endpoint. Along with an access token a proof must carry its hash in "ath".</source>
            <translation>它可用于令牌端点。与访问令牌一起使用时，证明必须在“ath”中附带其哈希。</translation>
        </message>
        <message>
            <source>With an access token add the hash.</source>
            <translation>与访问令牌一起使用时添加哈希。</translation>
        </message>
        <message>
            <source>An old proof</source>
            <translation>旧的证明</translation>
        </message>
        <message>
            <source>A proof is for one request; servers accept it for seconds or minutes.</source>
            <translation>一个证明只用于一个请求；服务器只在几秒或几分钟内接受它。</translation>
        </message>
        <message>
            <source>Make a new one for each request.</source>
            <translation>为每个请求生成新的证明。</translation>
        </message>
        <message>
            <source>Incomplete logout token</source>
            <translation>登出令牌不完整</translation>
        </message>
        <message>
            <source>The receiver must refuse it.</source>
            <translation>接收方必须拒绝它。</translation>
        </message>
        <message>
            <source>Set iat, jti and events.</source>
            <translation>设置 iat、jti 和 events。</translation>
        </message>
        <message>
            <source>Nobody to sign out</source>
            <translation>没有要登出的对象</translation>
        </message>
        <message>
            <source>A logout token names a subject, a session or both.</source>
            <translation>登出令牌要写明主体、会话或两者。</translation>
        </message>
        <message>
            <source>Set "sub" or "sid".</source>
            <translation>设置“sub”或“sid”。</translation>
        </message>
        <message>
            <source>No logout event</source>
            <translation>没有登出事件</translation>
        </message>
        <message>
            <source>"events" must hold the back-channel logout event with an object as its value.</source>
            <translation>“events”必须含有后端通道登出事件，其值为一个对象。</translation>
        </message>
        <message>
            <source>Set the member as the specification writes it.</source>
            <translation>按规范的写法设置该成员。</translation>
        </message>
        <message>
            <source>A nonce in a logout token</source>
            <translation>登出令牌中有 nonce</translation>
        </message>
        <message>
            <source>It is forbidden, so that a logout token never passes for an ID token.</source>
            <translation>这是禁止的，以免登出令牌冒充 ID 令牌。</translation>
        </message>
        <message>
            <source>Leave "nonce" out.</source>
            <translation>去掉“nonce”。</translation>
        </message>
        <message>
            <source>Not typed as a logout token</source>
            <translation>类型不是登出令牌</translation>
        </message>
        <message>
            <source>Without "typ": "logout+jwt" only its claims tell it from other tokens.</source>
            <translation>没有 "typ": "logout+jwt"，就只有声明能将它与其他令牌区分开。</translation>
        </message>
        <message>
            <source>Set "typ": "logout+jwt".</source>
            <translation>设置 "typ": "logout+jwt"。</translation>
        </message>
        <message>
            <source>No token id</source>
            <translation>没有令牌 ID</translation>
        </message>
        <message>
            <source>Without "jti" the server cannot notice that the assertion is used twice.</source>
            <translation>没有“jti”，服务器就无法发现断言被使用了两次。</translation>
        </message>
        <message>
            <source>Set a fresh "jti" each time.</source>
            <translation>每次都设置新的“jti”。</translation>
        </message>
        <message>
            <source>Issuer and subject differ</source>
            <translation>签发方与主体不同</translation>
        </message>
        <message>
            <source>Of a client that proves itself both must be its client id.</source>
            <translation>客户端证明自己的身份时，两者都必须是其客户端 ID。</translation>
        </message>
        <message>
            <source>Set "iss" and "sub" to the client id.</source>
            <translation>将“iss”和“sub”设为客户端 ID。</translation>
        </message>
        <message>
            <source>For several servers</source>
            <translation>供多个服务器使用</translation>
        </message>
        <message>
            <source>One of them could present the assertion to another.</source>
            <translation>其中一个可能会向另一个出示该断言。</translation>
        </message>
        <message>
            <source>Name the issuer of one authorization server.</source>
            <translation>写明一个授权服务器的签发方标识。</translation>
        </message>
        <message>
            <source>Issuer without TLS</source>
            <translation>签发方未使用 TLS</translation>
        </message>
        <message>
            <source>Whoever stands between can answer in its name, with keys of their own.</source>
            <translation>处于中间的人能用自己的密钥以其名义响应。</translation>
        </message>
        <message>
            <source>Use an https address.</source>
            <translation>使用 https 地址。</translation>
        </message>
        <message>
            <source>A name that looks like another</source>
            <translation>看起来像另一个名称</translation>
        </message>
        <message>
            <source>A person reads one name, a program compares another. Names are compared byte by byte.</source>
            <translation>人读到的是一个名称，程序比较的却是另一个。名称是逐字节比较的。</translation>
        </message>
        <message>
            <source>Compare with the name you know, copied from a place you trust.</source>
            <translation>与你知道的名称比较，该名称应复制自你信任的地方。</translation>
        </message>
        <message>
            <source>Characters nobody sees</source>
            <translation>看不见的字符</translation>
        </message>
        <message>
            <source>Control, zero-width or direction characters make a name look like another; they are shown as escapes.</source>
            <translation>控制字符、零宽字符或方向字符会让名称看起来像另一个；它们以转义形式显示。</translation>
        </message>
        <message>
            <source>Refuse such a name.</source>
            <translation>拒绝这样的名称。</translation>
        </message>
        <message>
            <source>Issuer with foreign letters</source>
            <translation>签发方含有外文字母</translation>
        </message>
        <message>
            <source>The host is written in letters beyond ASCII; it is shown in both forms, since letters of different scripts look alike.</source>
            <translation>主机名含有 ASCII 以外的字母；不同文字的字母可能看起来相同，因此两种形式都显示。</translation>
        </message>
        <message>
            <source>Compare the xn-- form with the one you know.</source>
            <translation>将 xn-- 形式与你知道的比较。</translation>
        </message>
        <message>
            <source>The subject is an address</source>
            <translation>主体是一个地址</translation>
        </message>
        <message>
            <source>An e-mail address can pass to somebody else, who would then be the same subject.</source>
            <translation>电子邮件地址可能转给他人，那人就会成为同一主体。</translation>
        </message>
        <message>
            <source>Use an id that is never given to anybody else.</source>
            <translation>使用绝不会再给他人的 ID。</translation>
        </message>
        <message>
            <source>A huge claim</source>
            <translation>声明过大</translation>
        </message>
        <message>
            <source>A token travels with every request; what is large belongs behind an address.</source>
            <translation>令牌随每个请求发送；大块内容应放在某个地址之后。</translation>
        </message>
        <message>
            <source>Send an id and let the receiver look it up.</source>
            <translation>发送 ID，由接收方自行查询。</translation>
        </message>
        <message>
            <source>Many claims</source>
            <translation>声明很多</translation>
        </message>
        <message>
            <source>Each goes along with every request and is told to every receiver.</source>
            <translation>每个声明都随每个请求发送，并告知每个接收方。</translation>
        </message>
        <message>
            <source>Send what the receiver needs.</source>
            <translation>只发送接收方需要的内容。</translation>
        </message>
        <message>
            <source>Too large for a cookie</source>
            <translation>对 cookie 来说过大</translation>
        </message>
        <message>
            <source>Browsers keep cookies of up to 4,096 bytes, name and attributes included, and drop larger ones without a word.</source>
            <translation>浏览器保存的 cookie 最大为 4,096 字节（含名称和属性），更大的会被悄悄丢弃。</translation>
        </message>
        <message>
            <source>Keep the session at the server and send its id.</source>
            <translation>将会话保存在服务器上，只发送其 ID。</translation>
        </message>
        <message>
            <source>Too large for a header</source>
            <translation>对头部来说过大</translation>
        </message>
        <message>
            <source>Many servers refuse header lines over 8 KB.</source>
            <translation>许多服务器拒绝超过 8 KB 的头部行。</translation>
        </message>
        <message>
            <source>Send fewer claims, or a reference.</source>
            <translation>发送更少的声明，或发送引用。</translation>
        </message>
        <message>
            <source>Never expires</source>
            <translation>永不过期</translation>
        </message>
        <message>
            <source>Without "exp" a stolen token is good for ever.</source>
            <translation>没有“exp”，被窃的令牌就永远有效。</translation>
        </message>
        <message>
            <source>The issuer should set "exp".</source>
            <translation>签发方应设置“exp”。</translation>
        </message>
        <message>
            <source>Lives long</source>
            <translation>有效期很长</translation>
        </message>
        <message>
            <source>A token that cannot be called back should be short-lived: for as long as it lives, whoever steals it is its owner.</source>
            <translation>无法召回的令牌应当短期有效：在其有效期内，窃得它的人就是其所有者。</translation>
        </message>
        <message>
            <source>Shorten its life and renew it.</source>
            <translation>缩短有效期，并为其续期。</translation>
        </message>
        <message>
            <source>A clock may be wrong</source>
            <translation>可能有时钟不准</translation>
        </message>
        <message>
            <source>Times in tokens are compared with this computer's clock.</source>
            <translation>令牌中的时间是与本机时钟比较的。</translation>
        </message>
        <message>
            <source>Set the clocks of both sides by a time server.</source>
            <translation>用时间服务器校准双方的时钟。</translation>
        </message>
        <message>
            <source>Time in milliseconds</source>
            <translation>时间以毫秒表示</translation>
        </message>
        <message>
            <source>NumericDate counts seconds. Read as seconds this lies thousands of years ahead, so the token never expires, or is refused.</source>
            <translation>NumericDate 以秒计。按秒解读，这是数千年之后，令牌因此永不过期，或遭到拒绝。</translation>
        </message>
        <message>
            <source>Divide by 1000 when the token is made.</source>
            <translation>生成令牌时除以 1000。</translation>
        </message>
        <message>
            <source>Time as text</source>
            <translation>时间以文本表示</translation>
        </message>
        <message>
            <source>NumericDate is a number. A strict reader refuses the token, a careless one may skip the check.</source>
            <translation>NumericDate 是数字。严格的读取方会拒绝令牌，粗心的可能跳过校验。</translation>
        </message>
        <message>
            <source>Write the time as a number of seconds.</source>
            <translation>将时间写成秒数。</translation>
        </message>
        <message>
            <source>Never valid</source>
            <translation>永不生效</translation>
        </message>
        <message>
            <source>"nbf" does not lie before "exp": there is no moment at which the token may be accepted.</source>
            <translation>“nbf”不早于“exp”：没有任何时刻可以接受该令牌。</translation>
        </message>
        <message>
            <source>The issuer must mend its times.</source>
            <translation>签发方须修正其时间。</translation>
        </message>
        <message>
            <source>No time of issue</source>
            <translation>没有签发时间</translation>
        </message>
        <message>
            <source>An ID token must say when it was made; "iat" is what its age is told by.</source>
            <translation>ID 令牌必须写明何时生成；其存在时长由“iat”得知。</translation>
        </message>
        <message>
            <source>The issuer must set "iat".</source>
            <translation>签发方必须设置“iat”。</translation>
        </message>
        <message>
            <source>Dropped: control character</source>
            <translation>被丢弃：控制字符</translation>
        </message>
        <message>
            <source>A browser drops the whole header if a control character other than the tab is in it.</source>
            <translation>如果含有制表符以外的控制字符，浏览器会丢弃整个头部。</translation>
        </message>
        <message>
            <source>Encode the value.</source>
            <translation>对值进行编码。</translation>
        </message>
        <message>
            <source>Dropped: too large</source>
            <translation>被丢弃：过大</translation>
        </message>
        <message>
            <source>Name and value together may have 4,096 bytes.</source>
            <translation>名称和值合计最多 4,096 字节。</translation>
        </message>
        <message>
            <source>Keep the data on the server and send an id.</source>
            <translation>将数据保存在服务器上，只发送 ID。</translation>
        </message>
        <message>
            <source>Dropped: empty</source>
            <translation>被丢弃：空</translation>
        </message>
        <message>
            <source>A cookie needs a name or a value.</source>
            <translation>cookie 需要名称或值。</translation>
        </message>
        <message>
            <source>Name it.</source>
            <translation>为其命名。</translation>
        </message>
        <message>
            <source>Dropped: domain not in ASCII</source>
            <translation>被丢弃：域名不是 ASCII</translation>
        </message>
        <message>
            <source>A domain with other letters is written in its xn-- form.</source>
            <translation>含其他字母的域名要写成 xn-- 形式。</translation>
        </message>
        <message>
            <source>Use the ASCII form.</source>
            <translation>使用 ASCII 形式。</translation>
        </message>
        <message>
            <source>Dropped: domain is a public suffix</source>
            <translation>被丢弃：域名是公共后缀</translation>
        </message>
        <message>
            <source>The cookie would go to sites of strangers. From the very host of that name it would be kept for that host alone.</source>
            <translation>cookie 会被发送到陌生人的站点。如果来自与其同名的主机，则只为该主机保存。</translation>
        </message>
        <message>
            <source>Name your own domain, or better none.</source>
            <translation>写你自己的域名，最好不写。</translation>
        </message>
        <message>
            <source>Dropped: SameSite=None without Secure</source>
            <translation>被丢弃：SameSite=None 但没有 Secure</translation>
        </message>
        <message>
            <source>A cookie for all sites must be sent over HTTPS alone.</source>
            <translation>用于所有站点的 cookie 只能经由 HTTPS 发送。</translation>
        </message>
        <message>
            <source>Add Secure.</source>
            <translation>添加 Secure。</translation>
        </message>
        <message>
            <source>Dropped: Partitioned without Secure</source>
            <translation>被丢弃：Partitioned 但没有 Secure</translation>
        </message>
        <message>
            <source>Browsers that know Partitioned ask for Secure.</source>
            <translation>支持 Partitioned 的浏览器要求 Secure。</translation>
        </message>
        <message>
            <source>Dropped: prefix not honoured</source>
            <translation>被丢弃：不符合前缀的要求</translation>
        </message>
        <message>
            <source>"__Secure-" asks for Secure; "__Host-" for Secure, Path=/ and no Domain; "__Http-" and "__Host-Http-", which are extensions, for HttpOnly too. The case of the letters does not matter.</source>
            <translation>“__Secure-”要求 Secure；“__Host-”要求 Secure、Path=/ 且没有 Domain；“__Http-”和“__Host-Http-”是扩展，还要求 HttpOnly。字母大小写无关。</translation>
        </message>
        <message>
            <source>Add what is missing, or choose another name.</source>
            <translation>补上缺少的内容，或选择其他名称。</translation>
        </message>
        <message>
            <source>Dropped: value poses as a prefix</source>
            <translation>被丢弃：值冒充前缀</translation>
        </message>
        <message>
            <source>Sent back, a cookie without a name would look like one with that prefix.</source>
            <translation>没有名称的 cookie 发回时，看起来会像带有该前缀的 cookie。</translation>
        </message>
        <message>
            <source>Attribute ignored: too large</source>
            <translation>属性被忽略：过大</translation>
        </message>
        <message>
            <source>The value of an attribute may have 1,024 bytes.</source>
            <translation>属性的值最多 1,024 字节。</translation>
        </message>
        <message>
            <source>Shorten it.</source>
            <translation>缩短它。</translation>
        </message>
        <message>
            <source>Attribute not known</source>
            <translation>未知的属性</translation>
        </message>
        <message>
            <source>A browser ignores it.</source>
            <translation>浏览器会忽略它。</translation>
        </message>
        <message>
            <source>Check the spelling. A value with a semicolon in it must be encoded.</source>
            <translation>检查拼写。含分号的值必须编码。</translation>
        </message>
        <message>
            <source>Path ignored</source>
            <translation>Path 被忽略</translation>
        </message>
        <message>
            <source>It must begin with a slash.</source>
            <translation>它必须以斜杠开头。</translation>
        </message>
        <message>
            <source>Write Path=/ .</source>
            <translation>写成 Path=/ 。</translation>
        </message>
        <message>
            <source>Expires ignored</source>
            <translation>Expires 被忽略</translation>
        </message>
        <message>
            <source>Without a date that can be read the cookie lives until the browser closes.</source>
            <translation>没有可读取的日期，cookie 会保留到浏览器关闭。</translation>
        </message>
        <message>
            <source>Use Max-Age, or a date like "Sun, 06 Nov 1994 08:49:37 GMT".</source>
            <translation>使用 Max-Age，或“Sun, 06 Nov 1994 08:49:37 GMT”这样的日期。</translation>
        </message>
        <message>
            <source>Max-Age ignored</source>
            <translation>Max-Age 被忽略</translation>
        </message>
        <message>
            <source>It must be digits, a minus may stand in front.</source>
            <translation>它必须是数字，前面可以有负号。</translation>
        </message>
        <message>
            <source>Write the seconds as a number.</source>
            <translation>将秒数写成数字。</translation>
        </message>
        <message>
            <source>SameSite ignored</source>
            <translation>SameSite 被忽略</translation>
        </message>
        <message>
            <source>Only Strict, Lax and None are known. The default is taken.</source>
            <translation>只认识 Strict、Lax 和 None。将采用默认值。</translation>
        </message>
        <message>
            <source>Write one of the three.</source>
            <translation>写这三者之一。</translation>
        </message>
        <message>
            <source>Attribute more than once</source>
            <translation>属性多次出现</translation>
        </message>
        <message>
            <source>Only the last one counts.</source>
            <translation>只有最后一个有效。</translation>
        </message>
        <message>
            <source>Send it once.</source>
            <translation>只发送一次。</translation>
        </message>
        <message>
            <source>Too many attributes</source>
            <translation>属性过多</translation>
        </message>
        <message>
            <source>Only the first 100 were looked at.</source>
            <translation>只查看了前 100 个。</translation>
        </message>
        <message>
            <source>Cut to 400 days</source>
            <translation>缩短为 400 天</translation>
        </message>
        <message>
            <source>It asks for a longer life than browsers give; they cut it.</source>
            <translation>它要求的有效期超过浏览器的上限；浏览器会将其缩短。</translation>
        </message>
        <message>
            <source>Ask for less.</source>
            <translation>请求更短的有效期。</translation>
        </message>
        <message>
            <source>No name</source>
            <translation>没有名称</translation>
        </message>
        <message>
            <source>Browsers store it, servers read it in different ways: some take it for a name.</source>
            <translation>浏览器会保存它，各服务器的解读方式不同：有些将其视为名称。</translation>
        </message>
        <message>
            <source>Partitioned is an extension</source>
            <translation>Partitioned 是扩展</translation>
        </message>
        <message>
            <source>It is not part of RFC 6265bis; browsers that do not know it share the cookie.</source>
            <translation>它不属于 RFC 6265bis；不支持它的浏览器会共享该 cookie。</translation>
        </message>
        <message>
            <source>A flag in the place of the cookie</source>
            <translation>标志占据了 cookie 的位置</translation>
        </message>
        <message>
            <source>The first piece is the cookie itself, so this makes one of that name and sets no flag.</source>
            <translation>第一段就是 cookie 本身，因此这会生成一个以此为名的 cookie，并未设置任何标志。</translation>
        </message>
        <message>
            <source>Put name and value in front.</source>
            <translation>将名称和值放在最前面。</translation>
        </message>
        <message>
            <source>No cookies</source>
            <translation>没有 cookie</translation>
        </message>
        <message>
            <source>The header holds none.</source>
            <translation>头部不含任何 cookie。</translation>
        </message>
        <message>
            <source>Too many cookies</source>
            <translation>cookie 过多</translation>
        </message>
        <message>
            <source>Only the first 500 were looked at.</source>
            <translation>只查看了前 500 个。</translation>
        </message>
        <message>
            <source>Cookie more than once</source>
            <translation>cookie 多次出现</translation>
        </message>
        <message>
            <source>It was set for several paths or domains. Servers differ in which one they take, and an attacker who can set one may win.</source>
            <translation>它为多个路径或域名设置过。各服务器采用哪一个并不一致，能设置其中一个的攻击者可能得逞。</translation>
        </message>
        <message>
            <source>Use a "__Host-" name, which can be set once only.</source>
            <translation>使用“__Host-”名称，它只能设置一次。</translation>
        </message>
        <message>
            <source>Attribute in a Cookie header</source>
            <translation>Cookie 头部中有属性</translation>
        </message>
        <message>
            <source>A request carries names and values alone; attributes stand in Set-Cookie.</source>
            <translation>请求只带名称和值；属性位于 Set-Cookie 中。</translation>
        </message>
        <message>
            <source>If it is a Set-Cookie header, paste it with its name.</source>
            <translation>如果是 Set-Cookie 头部，连同其名称一起粘贴。</translation>
        </message>
        <message>
            <source>Box of a framework</source>
            <translation>框架的加密容器</translation>
        </message>
        <message>
            <source>The value is encrypted; only the application can read it.</source>
            <translation>值已加密；只有应用能读取。</translation>
        </message>
        <message>
            <source>Signed, not encrypted</source>
            <translation>已签名，未加密</translation>
        </message>
        <message>
            <source>Whoever holds the cookie can read what is in it; a guessable application key lets them change it.</source>
            <translation>持有 cookie 的人都能读取其中的内容；如果应用密钥可猜测，还能更改它。</translation>
        </message>
        <message>
            <source>Keep secrets out of it and the key long and random.</source>
            <translation>不要在其中放入机密，并使用长而随机的密钥。</translation>
        </message>
        <message>
            <source>Session readable by scripts</source>
            <translation>脚本可读取会话</translation>
        </message>
        <message>
            <source>Without HttpOnly a script smuggled into the page can take the session away.</source>
            <translation>没有 HttpOnly，混入页面的脚本就能窃走会话。</translation>
        </message>
        <message>
            <source>Add HttpOnly.</source>
            <translation>添加 HttpOnly。</translation>
        </message>
        <message>
            <source>Session sent in the clear</source>
            <translation>会话以明文发送</translation>
        </message>
        <message>
            <source>Without Secure the browser sends it over plain HTTP too, where everybody on the way reads it.</source>
            <translation>没有 Secure，浏览器也会经由普通 HTTP 发送它，沿途的人都能读取。</translation>
        </message>
        <message>
            <source>SameSite not set</source>
            <translation>未设置 SameSite</translation>
        </message>
        <message>
            <source>The default protects in some browsers only, and not in the first two minutes.</source>
            <translation>默认值只在部分浏览器中提供保护，而且前两分钟内不起作用。</translation>
        </message>
        <message>
            <source>Add SameSite=Lax or Strict.</source>
            <translation>添加 SameSite=Lax 或 Strict。</translation>
        </message>
        <message>
            <source>Session sent from other sites</source>
            <translation>会话会从其他站点发送</translation>
        </message>
        <message>
            <source>With SameSite=None a page of another site can act in the person's name.</source>
            <translation>使用 SameSite=None 时，其他站点的页面可以以该用户的名义操作。</translation>
        </message>
        <message>
            <source>Use Lax or Strict, or protect every form against forged requests.</source>
            <translation>使用 Lax 或 Strict，或保护每个表单免受伪造请求。</translation>
        </message>
        <message>
            <source>No prefix</source>
            <translation>没有前缀</translation>
        </message>
        <message>
            <source>A neighbouring host can set a cookie of this name for yours.</source>
            <translation>相邻的主机可以为你的主机设置此名称的 cookie。</translation>
        </message>
        <message>
            <source>Call it "__Host-…", with Secure, Path=/ and no Domain.</source>
            <translation>命名为“__Host-…”，并带上 Secure、Path=/ 且没有 Domain。</translation>
        </message>
        <message>
            <source>Session shared with all hosts below</source>
            <translation>会话与所有下级主机共享</translation>
        </message>
        <message>
            <source>With Domain the weakest of these hosts decides how safe the session is.</source>
            <translation>使用 Domain 时，会话的安全程度取决于这些主机中最薄弱的一个。</translation>
        </message>
        <message>
            <source>Leave Domain out.</source>
            <translation>去掉 Domain。</translation>
        </message>
        <message>
            <source>Default name of a framework</source>
            <translation>框架的默认名称</translation>
        </message>
        <message>
            <source>It tells what runs there, and so what to try.</source>
            <translation>它透露了那里运行的是什么，也就透露了可以尝试什么攻击。</translation>
        </message>
        <message>
            <source>Give it a name of its own.</source>
            <translation>为其单独命名。</translation>
        </message>
        <message>
            <source>Session id too short</source>
            <translation>会话 ID 过短</translation>
        </message>
        <message>
            <source>With less than 64 bits it can be guessed by trying.</source>
            <translation>不足 64 位，可以通过尝试猜中。</translation>
        </message>
        <message>
            <source>Use at least 128 bits of a random generator made for secrets.</source>
            <translation>使用至少 128 位，取自用于生成机密的随机数生成器。</translation>
        </message>
        <message>
            <source>Session id guessable</source>
            <translation>会话 ID 可猜测</translation>
        </message>
        <message>
            <source>It is not made by chance.</source>
            <translation>它不是随机生成的。</translation>
        </message>
        <message>
            <source>Same session before and after signing in</source>
            <translation>登录前后会话相同</translation>
        </message>
        <message>
            <source>Whoever planted the id beforehand is signed in with it now (session fixation).</source>
            <translation>事先植入该 ID 的人现在也随之登录（会话固定）。</translation>
        </message>
        <message>
            <source>Make a new id at sign-in and forget the old one.</source>
            <translation>登录时生成新的 ID，并弃用旧的。</translation>
        </message>
        <message>
            <source>Nothing to compare</source>
            <translation>没有可比较的内容</translation>
        </message>
        <message>
            <source>Session fixation shows only where both sides hold a session.</source>
            <translation>只有双方都含有会话时，才能看出会话固定。</translation>
        </message>
        <message>
            <source>Paste the headers with Cookie or Set-Cookie of both.</source>
            <translation>粘贴双方带有 Cookie 或 Set-Cookie 的头部。</translation>
        </message>
        <message>
            <source>Basic authentication</source>
            <translation>Basic 认证</translation>
        </message>
        <message>
            <source>Name and password go out with every request, encoded but not encrypted, and cannot be withdrawn without changing the password.</source>
            <translation>名称和密码随每个请求发出，只经编码，并未加密，而且不更改密码就无法收回。</translation>
        </message>
        <message>
            <source>Use a token. If it must be Basic, over HTTPS alone.</source>
            <translation>使用令牌。如果必须用 Basic，只经由 HTTPS。</translation>
        </message>
        <message>
            <source>Basic credentials cannot be read</source>
            <translation>Basic 凭据无法读取</translation>
        </message>
        <message>
            <source>They must be name, colon and password in base64.</source>
            <translation>它必须是 base64 编码的名称、冒号和密码。</translation>
        </message>
        <message>
            <source>Encode them again.</source>
            <translation>重新编码。</translation>
        </message>
        <message>
            <source>Bound to a key</source>
            <translation>绑定到密钥</translation>
        </message>
        <message>
            <source>The token works only with a DPoP header beside it, signed with the client's key.</source>
            <translation>令牌只有与用客户端密钥签名的 DPoP 头部一起使用才有效。</translation>
        </message>
        <message>
            <source>No scheme</source>
            <translation>没有方案名</translation>
        </message>
        <message>
            <source>The first word must say what follows: Bearer, Basic, DPoP.</source>
            <translation>第一个词必须说明后面是什么：Bearer、Basic、DPoP。</translation>
        </message>
        <message>
            <source>Put "Bearer" in front.</source>
            <translation>在前面加上“Bearer”。</translation>
        </message>
        <message>
            <source>White space inside the token</source>
            <translation>令牌中有空白字符</translation>
        </message>
        <message>
            <source>A server must refuse it.</source>
            <translation>服务器必须拒绝它。</translation>
        </message>
        <message>
            <source>Copy the token without line breaks.</source>
            <translation>复制不带换行的令牌。</translation>
        </message>
        <message>
            <source>Authorization more than once</source>
            <translation>Authorization 多次出现</translation>
        </message>
        <message>
            <source>Proxies and servers differ in which one they take.</source>
            <translation>各代理服务器和服务器采用哪一个并不一致。</translation>
        </message>
        <message>
            <source>Secret in Referer</source>
            <translation>Referer 中有机密</translation>
        </message>
        <message>
            <source>The browser told another page the address with a code or token in it.</source>
            <translation>浏览器将含有授权码或令牌的地址告诉了另一个页面。</translation>
        </message>
        <message>
            <source>Send Referrer-Policy: no-referrer, and keep tokens out of addresses.</source>
            <translation>发送 Referrer-Policy: no-referrer，并且不要在地址中放入令牌。</translation>
        </message>
        <message>
            <source>Secret in Location</source>
            <translation>Location 中有机密</translation>
        </message>
        <message>
            <source>The answer sends the browser to an address with a code or token in it.</source>
            <translation>响应将浏览器转到含有授权码或令牌的地址。</translation>
        </message>
        <message>
            <source>Only a code may travel so, with PKCE.</source>
            <translation>只有授权码可以这样传递，并配合 PKCE。</translation>
        </message>
        <message>
            <source>No HSTS</source>
            <translation>没有 HSTS</translation>
        </message>
        <message>
            <source>Without Strict-Transport-Security the first request of the next visit may go over plain HTTP, and the session with it.</source>
            <translation>没有 Strict-Transport-Security，下次访问的第一个请求可能经由普通 HTTP 发送，会话也随之发送。</translation>
        </message>
        <message>
            <source>Send Strict-Transport-Security: max-age=31536000.</source>
            <translation>发送 Strict-Transport-Security: max-age=31536000。</translation>
        </message>
        <message>
            <source>May be kept in a cache</source>
            <translation>可能被缓存</translation>
        </message>
        <message>
            <source>An answer with a session or a token in it must not be stored on the way.</source>
            <translation>含有会话或令牌的响应不得在途中存储。</translation>
        </message>
        <message>
            <source>Send Cache-Control: no-store.</source>
            <translation>发送 Cache-Control: no-store。</translation>
        </message>
        <message>
            <source>Header over several lines</source>
            <translation>头部跨多行</translation>
        </message>
        <message>
            <source>Lines that continue a header are given up; servers must refuse or join them.</source>
            <translation>头部续行已被废弃；服务器必须拒绝或将其合并。</translation>
        </message>
        <message>
            <source>Write it in one line.</source>
            <translation>写成一行。</translation>
        </message>
        <message>
            <source>Line that is no header</source>
            <translation>不是头部的行</translation>
        </message>
        <message>
            <source>It was not read.</source>
            <translation>该行未读取。</translation>
        </message>
        <message>
            <source>A header is a name, a colon and a value.</source>
            <translation>头部由名称、冒号和值组成。</translation>
        </message>
        <message>
            <source>Too many headers</source>
            <translation>头部过多</translation>
        </message>
        <message>
            <source>Nothing of it was read.</source>
            <translation>其内容均未读取。</translation>
        </message>
        <message>
            <source>Paste one request or answer.</source>
            <translation>粘贴一个请求或一个响应。</translation>
        </message>
        <message>
            <source>The server refused the token</source>
            <translation>服务器拒绝了令牌</translation>
        </message>
        <message>
            <source>The API did not accept what was sent.</source>
            <translation>API 未接受所发送的内容。</translation>
        </message>
        <message>
            <source>Do as the error says.</source>
            <translation>按错误说明处理。</translation>
        </message>
        <message>
            <source>Challenge cannot be read</source>
            <translation>质询无法读取</translation>
        </message>
        <message>
            <source>WWW-Authenticate does not follow its grammar.</source>
            <translation>WWW-Authenticate 不符合其语法。</translation>
        </message>
        <message>
            <source>The server must mend it.</source>
            <translation>须由服务器修正。</translation>
        </message>
        <message>
            <source>Challenge with a parameter twice</source>
            <translation>质询中有重复参数</translation>
        </message>
        <message>
            <source>It cannot be told which one counts.</source>
            <translation>无法得知哪一个有效。</translation>
        </message>
        <message>
            <source>Challenge too large</source>
            <translation>质询过大</translation>
        </message>
        <message>
            <source>No token type</source>
            <translation>没有令牌类型</translation>
        </message>
        <message>
            <source>"token_type" is required; without it a client must not use the access token.</source>
            <translation>“token_type”是必需的；没有它，客户端不得使用访问令牌。</translation>
        </message>
        <message>
            <source>The server must send "token_type":"Bearer".</source>
            <translation>服务器必须发送 "token_type":"Bearer"。</translation>
        </message>
        <message>
            <source>Life is not a number</source>
            <translation>有效期不是数字</translation>
        </message>
        <message>
            <source>"expires_in" must be a JSON number; strict clients ignore or refuse text.</source>
            <translation>“expires_in”必须是 JSON 数字；严格的客户端会忽略或拒绝文本。</translation>
        </message>
        <message>
            <source>The server must send a number.</source>
            <translation>服务器必须发送数字。</translation>
        </message>
        <message>
            <source>Life not said</source>
            <translation>未写明有效期</translation>
        </message>
        <message>
            <source>The client learns only by a refused request that the token is over.</source>
            <translation>客户端只有在请求被拒绝时才知道令牌已失效。</translation>
        </message>
        <message>
            <source>The server should send "expires_in".</source>
            <translation>服务器应发送“expires_in”。</translation>
        </message>
        <message>
            <source>Refresh token is a JWT</source>
            <translation>刷新令牌是 JWT</translation>
        </message>
        <message>
            <source>It can be read by everybody who holds it and is hard to withdraw; clients must not look into it.</source>
            <translation>持有它的人都能读取，而且难以收回；客户端不得查看其内容。</translation>
        </message>
        <message>
            <source>Prefer refresh tokens of pure chance.</source>
            <translation>优先使用纯随机的刷新令牌。</translation>
        </message>
        <message>
            <source>ID token is no JWT</source>
            <translation>ID 令牌不是 JWT</translation>
        </message>
        <message>
            <source>An ID token is always a signed JWT, encrypted or not.</source>
            <translation>ID 令牌始终是已签名的 JWT，无论是否加密。</translation>
        </message>
        <message>
            <source>Empty token</source>
            <translation>空令牌</translation>
        </message>
        <message>
            <source>A token of no characters opens nothing.</source>
            <translation>不含字符的令牌没有任何作用。</translation>
        </message>
        <message>
            <source>The server answered with an error</source>
            <translation>服务器返回了错误</translation>
        </message>
        <message>
            <source>There is no token in it.</source>
            <translation>其中没有令牌。</translation>
        </message>
        <message>
            <source>Read "error_description", if there is one.</source>
            <translation>如有“error_description”，阅读其内容。</translation>
        </message>
        <message>
            <source>Too large</source>
            <translation>过大</translation>
        </message>
        <message>
            <source>It is larger than any token this program reads.</source>
            <translation>它比此程序读取的任何令牌都大。</translation>
        </message>
        <message>
            <source>Check that this is one token.</source>
            <translation>检查这是否为单个令牌。</translation>
        </message>
        <message>
            <source>Wrong number of parts</source>
            <translation>分段数有误</translation>
        </message>
        <message>
            <source>A signed token has three parts with a dot between them, none of them empty.</source>
            <translation>签名令牌由三段组成，以点分隔，每段都不为空。</translation>
        </message>
        <message>
            <source>Copy the whole token, the part after the last dot included.</source>
            <translation>复制整个令牌，包括最后一个点之后的部分。</translation>
        </message>
        <message>
            <source>Unreadable header</source>
            <translation>头部无法读取</translation>
        </message>
        <message>
            <source>The first part looks like the header of a token and is not a JSON object in base64url.</source>
            <translation>第一段看起来像令牌的头部，却不是 base64url 编码的 JSON 对象。</translation>
        </message>
        <message>
            <source>Copy the whole token.</source>
            <translation>复制整个令牌。</translation>
        </message>
        <message>
            <source>No algorithm named</source>
            <translation>没有写明算法</translation>
        </message>
        <message>
            <source>Without a name in "alg" nobody can check the signature.</source>
            <translation>“alg”中没有名称，就无从校验签名。</translation>
        </message>
        <message>
            <source>The issuer must name its algorithm.</source>
            <translation>签发方须写明其算法。</translation>
        </message>
        <message>
            <source>Unusable key id</source>
            <translation>密钥 ID 无法使用</translation>
        </message>
        <message>
            <source>"kid" must be a string of at most 256 bytes.</source>
            <translation>“kid”必须是最多 256 字节的字符串。</translation>
        </message>
        <message>
            <source>The issuer must mend its key id.</source>
            <translation>签发方须修正其密钥 ID。</translation>
        </message>
        <message>
            <source>Critical header not understood</source>
            <translation>无法理解的关键参数</translation>
        </message>
        <message>
            <source>"crit" names what a reader must understand; it is malformed or names what this program does not know.</source>
            <translation>“crit”列出读取方必须理解的内容；它格式有误，或列出了此程序不认识的内容。</translation>
        </message>
        <message>
            <source>Leave "crit" out, or use a program that knows the extension.</source>
            <translation>去掉“crit”，或使用支持该扩展的程序。</translation>
        </message>
        <message>
            <source>Unencoded payload</source>
            <translation>载荷未编码</translation>
        </message>
        <message>
            <source>A token with "b64": false is no JWT.</source>
            <translation>带有 "b64": false 的令牌不是 JWT。</translation>
        </message>
        <message>
            <source>Encode the payload.</source>
            <translation>对载荷进行编码。</translation>
        </message>
        <message>
            <source>Payload not fit for this form</source>
            <translation>载荷不适用于此形式</translation>
        </message>
        <message>
            <source>A payload that is not base64url must be printable ASCII without a dot to stand in the middle part.</source>
            <translation>不是 base64url 的载荷必须是不含点的可打印 ASCII，才能放在中间段。</translation>
        </message>
        <message>
            <source>Encode the payload, or send it beside the signature.</source>
            <translation>对载荷进行编码，或与签名分开发送。</translation>
        </message>
        <message>
            <source>Not the JSON form of a signed token</source>
            <translation>不是签名令牌的 JSON 形式</translation>
        </message>
        <message>
            <source>A member is missing or has the wrong type, or the general and the flattened form are mixed.</source>
            <translation>缺少某个成员或其类型错误，或混用了通用形式和扁平形式。</translation>
        </message>
        <message>
            <source>The issuer must choose one form.</source>
            <translation>签发方须选择其中一种形式。</translation>
        </message>
        <message>
            <source>Too many signatures</source>
            <translation>签名过多</translation>
        </message>
        <message>
            <source>More signatures than any use of this form has; each costs its reader a verification.</source>
            <translation>签名数量超过此形式的任何用途；每个签名都要读取方验证一次。</translation>
        </message>
        <message>
            <source>Sign with fewer keys.</source>
            <translation>用更少的密钥签名。</translation>
        </message>
        <message>
            <source>Has a payload of its own</source>
            <translation>自带载荷</translation>
        </message>
        <message>
            <source>A payload from elsewhere was given for a signature that already carries one.</source>
            <translation>签名已带有载荷，却又另外给出了载荷。</translation>
        </message>
        <message>
            <source>Verify it without the other payload.</source>
            <translation>验证时不使用另外的载荷。</translation>
        </message>
        <message>
            <source>The payload is no set of claims</source>
            <translation>载荷不是一组声明</translation>
        </message>
        <message>
            <source>It is signed content of another kind, not a JSON Web Token.</source>
            <translation>它是其他类型的签名内容，不是 JSON Web Token。</translation>
        </message>
        <message>
            <source>Not base64url</source>
            <translation>不是 base64url</translation>
        </message>
        <message>
            <source>A part holds a character outside A–Z, a–z, 0–9, - and _. A strict reader refuses it.</source>
            <translation>某一段含有 A–Z、a–z、0–9、- 和 _ 以外的字符。严格的读取方会拒绝它。</translation>
        </message>
        <message>
            <source>Encode without padding, white space, + and /.</source>
            <translation>编码时不使用填充、空白字符、+ 和 /。</translation>
        </message>
        <message>
            <source>Cut off</source>
            <translation>被截断</translation>
        </message>
        <message>
            <source>A part has a length that no base64url text has.</source>
            <translation>某一段的长度不可能是 base64url 文本的长度。</translation>
        </message>
        <message>
            <source>Left-over bits</source>
            <translation>多余的位</translation>
        </message>
        <message>
            <source>The last character of a part carries bits that mean nothing: two texts for one token.</source>
            <translation>某一段的最后一个字符带有无意义的位：同一令牌有了两种文本。</translation>
        </message>
        <message>
            <source>Encode canonically.</source>
            <translation>按规范形式编码。</translation>
        </message>
        <message>
            <source>A name comes twice</source>
            <translation>名称重复出现</translation>
        </message>
        <message>
            <source>Two readers may take different values for it, and one of them be deceived. What is shown is the last value.</source>
            <translation>两个读取方可能采用不同的值，其中一个因此受骗。显示的是最后一个值。</translation>
        </message>
        <message>
            <source>The issuer must send each name once.</source>
            <translation>签发方必须将每个名称只发送一次。</translation>
        </message>
        <message>
            <source>Not strict JSON</source>
            <translation>不是严格的 JSON</translation>
        </message>
        <message>
            <source>A strict reader refuses this text.</source>
            <translation>严格的读取方会拒绝此文本。</translation>
        </message>
        <message>
            <source>The issuer must send JSON as RFC 8259 has it.</source>
            <translation>签发方必须按 RFC 8259 发送 JSON。</translation>
        </message>
        <message>
            <source>Not UTF-8</source>
            <translation>不是 UTF-8</translation>
        </message>
        <message>
            <source>JSON of a token must be UTF-8.</source>
            <translation>令牌中的 JSON 必须是 UTF-8。</translation>
        </message>
        <message>
            <source>Encode as UTF-8.</source>
            <translation>用 UTF-8 编码。</translation>
        </message>
        <message>
            <source>Nested too deeply</source>
            <translation>嵌套过深</translation>
        </message>
        <message>
            <source>Readers bound the depth to stay alive.</source>
            <translation>读取方为保护自身而限制深度。</translation>
        </message>
        <message>
            <source>Flatten the claims.</source>
            <translation>减少声明的嵌套层级。</translation>
        </message>
        <message>
            <source>Not signed</source>
            <translation>未签名</translation>
        </message>
        <message>
            <source>"none" means that anybody can have written this token. It proves nothing.</source>
            <translation>“none”意味着任何人都可能写出此令牌。它什么也证明不了。</translation>
        </message>
        <message>
            <source>Ask for a signed token, and never accept "none".</source>
            <translation>请求已签名的令牌，绝不接受“none”。</translation>
        </message>
        <message>
            <source>Unknown algorithm</source>
            <translation>未知的算法</translation>
        </message>
        <message>
            <source>The name is not in this program's table (names count with case), so nothing can be checked.</source>
            <translation>该名称不在此程序的表中（名称区分大小写），因此无法进行任何校验。</translation>
        </message>
        <message>
            <source>Use RS256, PS256, ES256 or Ed25519.</source>
            <translation>使用 RS256、PS256、ES256 或 Ed25519。</translation>
        </message>
        <message>
            <source>Signed with a shared secret</source>
            <translation>用共享机密签名</translation>
        </message>
        <message>
            <source>Whoever can check this signature can also make one.</source>
            <translation>能校验此签名的人也能生成签名。</translation>
        </message>
        <message>
            <source>Between different parties use an asymmetric algorithm.</source>
            <translation>不同的各方之间使用非对称算法。</translation>
        </message>
        <message>
            <source>The token brings its own key</source>
            <translation>令牌自带密钥</translation>
        </message>
        <message>
            <source>A key or an address inside a token is chosen by whoever wrote the token. This program does not follow it.</source>
            <translation>令牌中的密钥或地址由写令牌的人选定。此程序不予采信。</translation>
        </message>
        <message>
            <source>Take keys from the issuer's key set only.</source>
            <translation>只从签发方的密钥集取得密钥。</translation>
        </message>
        <message>
            <source>Signature does not fit</source>
            <translation>签名不匹配</translation>
        </message>
        <message>
            <source>The token was changed, or another key made the signature.</source>
            <translation>令牌被更改过，或签名是用其他密钥生成的。</translation>
        </message>
        <message>
            <source>Check that the key source belongs to the issuer, and that the token is complete.</source>
            <translation>检查密钥来源是否属于签发方，以及令牌是否完整。</translation>
        </message>
        <message>
            <source>No key of that id</source>
            <translation>没有该 ID 的密钥</translation>
        </message>
        <message>
            <source>The key set holds no key with the token's "kid": it may have been replaced, or the token is from elsewhere.</source>
            <translation>密钥集中没有令牌“kid”所指的密钥：它可能已被更换，或令牌来自别处。</translation>
        </message>
        <message>
            <source>Load the issuer's current key set.</source>
            <translation>加载签发方当前的密钥集。</translation>
        </message>
        <message>
            <source>No fitting key</source>
            <translation>没有匹配的密钥</translation>
        </message>
        <message>
            <source>No key of the set fits the token's algorithm.</source>
            <translation>密钥集中没有适合该令牌算法的密钥。</translation>
        </message>
        <message>
            <source>Key id used twice</source>
            <translation>密钥 ID 重复使用</translation>
        </message>
        <message>
            <source>Two keys of one kind carry the same id: which one is meant cannot be known.</source>
            <translation>两个同类密钥的 ID 相同：无法得知指的是哪一个。</translation>
        </message>
        <message>
            <source>The issuer must give each key its own id.</source>
            <translation>签发方必须为每个密钥指定各自的 ID。</translation>
        </message>
        <message>
            <source>Weak key</source>
            <translation>密钥强度太弱</translation>
        </message>
        <message>
            <source>The key is shorter than its algorithm asks for.</source>
            <translation>密钥比其算法要求的短。</translation>
        </message>
        <message>
            <source>Use RSA with 2048 bits or more; a secret at least as long as the hash.</source>
            <translation>使用 2048 位或更长的 RSA；机密至少与哈希等长。</translation>
        </message>
        <message>
            <source>Wrong kind of key</source>
            <translation>密钥类型错误</translation>
        </message>
        <message>
            <source>The algorithm of the token does not belong to this kind of key. Taking a public key for a secret is an old attack.</source>
            <translation>令牌的算法不适用于此类密钥。将公钥当作机密使用是一种老式攻击。</translation>
        </message>
        <message>
            <source>Use the key the issuer signs with.</source>
            <translation>使用签发方签名所用的密钥。</translation>
        </message>
        <message>
            <source>Wrong curve</source>
            <translation>曲线错误</translation>
        </message>
        <message>
            <source>The key's curve does not belong to the token's algorithm.</source>
            <translation>密钥的曲线不适用于令牌的算法。</translation>
        </message>
        <message>
            <source>Key is for another algorithm</source>
            <translation>密钥用于其他算法</translation>
        </message>
        <message>
            <source>The key says which algorithm it is for, and it is not the token's.</source>
            <translation>密钥写明了适用的算法，而令牌用的不是该算法。</translation>
        </message>
        <message>
            <source>Key is not for signatures</source>
            <translation>密钥不用于签名</translation>
        </message>
        <message>
            <source>The key says that it is for something else.</source>
            <translation>密钥写明它另有用途。</translation>
        </message>
        <message>
            <source>Weak exponent</source>
            <translation>指数太弱</translation>
        </message>
        <message>
            <source>With this exponent anybody can make signatures, or OpenSSL would take them for good.</source>
            <translation>使用此指数，任何人都能生成签名，或者 OpenSSL 会将其视为有效。</translation>
        </message>
        <message>
            <source>Use an RSA key with the exponent 65537.</source>
            <translation>使用指数为 65537 的 RSA 密钥。</translation>
        </message>
        <message>
            <source>Key too large</source>
            <translation>密钥过大</translation>
        </message>
        <message>
            <source>A number of this size would keep its reader busy for nothing.</source>
            <translation>这么大的数会让读取方白白耗费时间。</translation>
        </message>
        <message>
            <source>Use RSA with at most 8192 bits.</source>
            <translation>使用最长 8192 位的 RSA。</translation>
        </message>
        <message>
            <source>Point not on the curve</source>
            <translation>点不在曲线上</translation>
        </message>
        <message>
            <source>The key's coordinates are no point of its curve. Such keys are sent to steal other keys.</source>
            <translation>密钥的坐标不是其曲线上的点。发送这样的密钥是为了窃取其他密钥。</translation>
        </message>
        <message>
            <source>The issuer must publish the right key.</source>
            <translation>签发方须公布正确的密钥。</translation>
        </message>
        <message>
            <source>Two halves of different keys</source>
            <translation>两半属于不同的密钥</translation>
        </message>
        <message>
            <source>The private part does not belong to the public one; a signature could give it away.</source>
            <translation>私有部分与公开部分不匹配；签名可能会将其泄露。</translation>
        </message>
        <message>
            <source>Export the key anew.</source>
            <translation>重新导出密钥。</translation>
        </message>
        <message>
            <source>Kind of key not used</source>
            <translation>不使用的密钥类型</translation>
        </message>
        <message>
            <source>JOSE has no algorithm for this kind of key or curve that this program knows.</source>
            <translation>对于此类密钥或曲线，JOSE 没有此程序认识的算法。</translation>
        </message>
        <message>
            <source>Use RSA, P-256, P-384, P-521, Ed25519 or X25519.</source>
            <translation>使用 RSA、P-256、P-384、P-521、Ed25519 或 X25519。</translation>
        </message>
        <message>
            <source>Only the public half</source>
            <translation>只有公钥部分</translation>
        </message>
        <message>
            <source>Signing and decrypting need the private half of the key.</source>
            <translation>签名和解密需要密钥的私钥部分。</translation>
        </message>
        <message>
            <source>Name the private key.</source>
            <translation>指定私钥。</translation>
        </message>
        <message>
            <source>Broken algorithm</source>
            <translation>已被攻破的算法</translation>
        </message>
        <message>
            <source>This way of encrypting a key has been broken again and again, and is never done here.</source>
            <translation>这种加密密钥的方式一再被攻破，此处从不使用。</translation>
        </message>
        <message>
            <source>Use RSA-OAEP-256 or ECDH-ES.</source>
            <translation>使用 RSA-OAEP-256 或 ECDH-ES。</translation>
        </message>
        <message>
            <source>Unknown kind of key</source>
            <translation>未知的密钥类型</translation>
        </message>
        <message>
            <source>"kty" must be RSA, EC, OKP or oct.</source>
            <translation>“kty”必须为 RSA、EC、OKP 或 oct。</translation>
        </message>
        <message>
            <source>Check that this is a JSON Web Key.</source>
            <translation>检查这是否为 JSON Web Key。</translation>
        </message>
        <message>
            <source>Unknown curve</source>
            <translation>未知的曲线</translation>
        </message>
        <message>
            <source>"crv" is missing or names a curve that is not used.</source>
            <translation>“crv”缺失，或写的是不使用的曲线。</translation>
        </message>
        <message>
            <source>Use P-256, P-384, P-521, Ed25519 or X25519.</source>
            <translation>使用 P-256、P-384、P-521、Ed25519 或 X25519。</translation>
        </message>
        <message>
            <source>Key not well made</source>
            <translation>密钥格式有误</translation>
        </message>
        <message>
            <source>A member is missing, has the wrong type or the wrong length.</source>
            <translation>缺少某个成员，或其类型或长度有误。</translation>
        </message>
        <message>
            <source>Key not in base64url</source>
            <translation>密钥不是 base64url</translation>
        </message>
        <message>
            <source>A number of the key holds a character outside A–Z, a–z, 0–9, - and _.</source>
            <translation>密钥中的某个数含有 A–Z、a–z、0–9、- 和 _ 以外的字符。</translation>
        </message>
        <message>
            <source>Private key in a public set</source>
            <translation>公开密钥集中有私钥</translation>
        </message>
        <message>
            <source>Everybody can sign with a key whose private half is published.</source>
            <translation>私钥部分已公开的密钥，任何人都能用来签名。</translation>
        </message>
        <message>
            <source>The issuer must withdraw this key at once and publish a new one.</source>
            <translation>签发方必须立即停用此密钥，并公布新的密钥。</translation>
        </message>
        <message>
            <source>Not a key set</source>
            <translation>不是密钥集</translation>
        </message>
        <message>
            <source>A key set has a member "keys", an array of objects.</source>
            <translation>密钥集含有成员“keys”，即一个对象数组。</translation>
        </message>
        <message>
            <source>Check the address or the file.</source>
            <translation>检查地址或文件。</translation>
        </message>
        <message>
            <source>No usable key</source>
            <translation>没有可用的密钥</translation>
        </message>
        <message>
            <source>The key set holds no key that can be used.</source>
            <translation>密钥集中没有可以使用的密钥。</translation>
        </message>
        <message>
            <source>Too many keys</source>
            <translation>密钥过多</translation>
        </message>
        <message>
            <source>More than 100 keys are not read.</source>
            <translation>超过 100 个密钥便不读取。</translation>
        </message>
        <message>
            <source>Check that this is one issuer's key set.</source>
            <translation>检查这是否为单个签发方的密钥集。</translation>
        </message>
        <message>
            <source>Unreadable key file</source>
            <translation>密钥文件无法读取</translation>
        </message>
        <message>
            <source>It is neither a key nor a certificate in PEM, or it is locked with a passphrase.</source>
            <translation>它既不是 PEM 格式的密钥，也不是证书，或者有密码短语保护。</translation>
        </message>
        <message>
            <source>Name a PEM file without a passphrase, or a JWK.</source>
            <translation>指定没有密码短语的 PEM 文件，或一个 JWK。</translation>
        </message>
        <message>
            <source>Encrypted</source>
            <translation>已加密</translation>
        </message>
        <message>
            <source>The content can be read only with the key of the one it was made for.</source>
            <translation>内容只能用其接收方的密钥读取。</translation>
        </message>
        <message>
            <source>RSA1_5</source>
            <translation>RSA1_5</translation>
        </message>
        <message>
            <source>This way of encrypting a key has been broken again and again.</source>
            <translation>这种加密密钥的方式一再被攻破。</translation>
        </message>
        <message>
            <source>An encrypted token has five parts with a dot between them.</source>
            <translation>加密令牌由五段组成，以点分隔。</translation>
        </message>
        <message>
            <source>The header of the encrypted token is empty, or a member in it has the wrong type.</source>
            <translation>加密令牌的头部为空，或其中某个成员的类型错误。</translation>
        </message>
        <message>
            <source>The issuer must mend the header.</source>
            <translation>签发方须修正头部。</translation>
        </message>
        <message>
            <source>Without a name in "alg" nobody knows how the key reaches the reader.</source>
            <translation>“alg”中没有名称，就无从知道密钥如何传给读取方。</translation>
        </message>
        <message>
            <source>No encryption named</source>
            <translation>没有写明加密方式</translation>
        </message>
        <message>
            <source>Without a name in "enc" nobody knows how the content is encrypted.</source>
            <translation>“enc”中没有名称，就无从知道内容如何加密。</translation>
        </message>
        <message>
            <source>The issuer must name its encryption.</source>
            <translation>签发方须写明其加密方式。</translation>
        </message>
        <message>
            <source>Unusable compression</source>
            <translation>压缩无法使用</translation>
        </message>
        <message>
            <source>"zip" may only say "DEF", and only in the protected header, where nobody can change it.</source>
            <translation>“zip”只能为“DEF”，并且只能位于受保护头部，那里无人能更改它。</translation>
        </message>
        <message>
            <source>The issuer must not compress, or say so properly.</source>
            <translation>签发方不得压缩，或须正确写明。</translation>
        </message>
        <message>
            <source>Not the JSON form of an encrypted token</source>
            <translation>不是加密令牌的 JSON 形式</translation>
        </message>
        <message>
            <source>Unusable list of recipients</source>
            <translation>接收方列表无法使用</translation>
        </message>
        <message>
            <source>There are none, too many, or several that cannot share one content: they differ in encryption, or use a key directly.</source>
            <translation>没有接收方、接收方过多，或多个接收方无法共用同一内容：它们的加密方式不同，或直接使用密钥。</translation>
        </message>
        <message>
            <source>Give each recipient a wrapped key and all the same encryption.</source>
            <translation>为每个接收方提供各自封装的密钥，并统一使用同一种加密方式。</translation>
        </message>
        <message>
            <source>A name in two headers</source>
            <translation>名称出现在两个头部中</translation>
        </message>
        <message>
            <source>Protected, unprotected and recipient headers must have no name in common: which one counts could be argued about.</source>
            <translation>受保护头部、不受保护头部和接收方头部不得有相同的名称：否则以哪个为准会有争议。</translation>
        </message>
        <message>
            <source>The issuer must put each name in one place.</source>
            <translation>签发方必须将每个名称只放在一处。</translation>
        </message>
        <message>
            <source>The name in "alg" is not in this program's table (names count with case), so nothing can be decrypted.</source>
            <translation>“alg”中的名称不在此程序的表中（名称区分大小写），因此无法解密任何内容。</translation>
        </message>
        <message>
            <source>Use ECDH-ES+A256KW or RSA-OAEP-256.</source>
            <translation>使用 ECDH-ES+A256KW 或 RSA-OAEP-256。</translation>
        </message>
        <message>
            <source>Unknown encryption</source>
            <translation>未知的加密方式</translation>
        </message>
        <message>
            <source>The name in "enc" is not in this program's table (names count with case), so nothing can be decrypted.</source>
            <translation>“enc”中的名称不在此程序的表中（名称区分大小写），因此无法解密任何内容。</translation>
        </message>
        <message>
            <source>Use A256GCM or A256CBC-HS512.</source>
            <translation>使用 A256GCM 或 A256CBC-HS512。</translation>
        </message>
        <message>
            <source>Algorithm not expected</source>
            <translation>意外的算法</translation>
        </message>
        <message>
            <source>The token uses an algorithm that the reader has not agreed to.</source>
            <translation>令牌使用了读取方未同意的算法。</translation>
        </message>
        <message>
            <source>Register the algorithm with the issuer, or use the registered one.</source>
            <translation>在签发方注册该算法，或使用已注册的算法。</translation>
        </message>
        <message>
            <source>Encrypted with a password</source>
            <translation>用密码加密</translation>
        </message>
        <message>
            <source>The token says how much work a guess is, and makes its reader do it. It is only opened where a person asks for that.</source>
            <translation>令牌写明了猜测一次需要多少计算量，并让读取方承担。只有有人要求时才会打开它。</translation>
        </message>
        <message>
            <source>Between programs use a key.</source>
            <translation>程序之间使用密钥。</translation>
        </message>
        <message>
            <source>Encrypted key missing, or one too many</source>
            <translation>加密密钥缺失或多余</translation>
        </message>
        <message>
            <source>With "dir" and "ECDH-ES" the second part must be empty, with every other algorithm it must not.</source>
            <translation>使用“dir”和“ECDH-ES”时第二段必须为空，使用其他任何算法时不得为空。</translation>
        </message>
        <message>
            <source>Copy the whole token. If it is whole, the issuer must mend it.</source>
            <translation>复制整个令牌。如果已经完整，须由签发方修正。</translation>
        </message>
        <message>
            <source>Unusable ephemeral key</source>
            <translation>临时密钥无法使用</translation>
        </message>
        <message>
            <source>"epk" must be a public key on the curve of the reader's key. A point elsewhere is how the reader's key is stolen.</source>
            <translation>“epk”必须是位于读取方密钥的曲线上的公钥。不在曲线上的点是窃取读取方密钥的手段。</translation>
        </message>
        <message>
            <source>The issuer must send a fresh key of the right curve.</source>
            <translation>签发方必须发送新的、曲线正确的密钥。</translation>
        </message>
        <message>
            <source>Unusable party information</source>
            <translation>各方信息无法使用</translation>
        </message>
        <message>
            <source>"apu" and "apv" must be base64url of at most 512 bytes.</source>
            <translation>“apu”和“apv”必须是最多 512 字节的 base64url。</translation>
        </message>
        <message>
            <source>The issuer must shorten or mend them.</source>
            <translation>签发方须将其缩短或修正。</translation>
        </message>
        <message>
            <source>Unusable wrapping of the key</source>
            <translation>密钥封装无法使用</translation>
        </message>
        <message>
            <source>"iv" must have 12 bytes and "tag" 16. A shorter tag can be guessed.</source>
            <translation>“iv”必须为 12 字节，“tag”必须为 16 字节。更短的标签可能被猜中。</translation>
        </message>
        <message>
            <source>The issuer must mend its encryption.</source>
            <translation>签发方须修正其加密。</translation>
        </message>
        <message>
            <source>Unusable password parameters</source>
            <translation>密码参数无法使用</translation>
        </message>
        <message>
            <source>"p2s" must have 8 bytes or more, and "p2c" must be a number from 1,000 to 1,200,000: fewer rounds are guessed too soon, more keep the reader busy.</source>
            <translation>“p2s”必须为 8 字节或更长，“p2c”必须是 1,000 到 1,200,000 之间的数：迭代次数更少，很快就会被猜中；更多则会占用读取方。</translation>
        </message>
        <message>
            <source>Use a salt of 16 bytes and 600,000 rounds.</source>
            <translation>使用 16 字节的盐值和 600,000 次迭代。</translation>
        </message>
        <message>
            <source>Does not open</source>
            <translation>无法打开</translation>
        </message>
        <message>
            <source>The key is not the one it was encrypted for, or the token was changed. Which of both, a reader must not tell.</source>
            <translation>加密所针对的不是此密钥，或令牌被更改过。读取方不得透露是哪一种情况。</translation>
        </message>
        <message>
            <source>Check the key, and that the token is complete.</source>
            <translation>检查密钥，以及令牌是否完整。</translation>
        </message>
        <message>
            <source>Key of the wrong length</source>
            <translation>密钥长度错误</translation>
        </message>
        <message>
            <source>A shared key must have exactly the length that its algorithm asks for.</source>
            <translation>共享密钥的长度必须与其算法的要求完全一致。</translation>
        </message>
        <message>
            <source>Use a key of that length.</source>
            <translation>使用该长度的密钥。</translation>
        </message>
        <message>
            <source>Too much compressed content</source>
            <translation>压缩内容过多</translation>
        </message>
        <message>
            <source>More than 250 KB come out of a small token: that is how a reader's memory is filled.</source>
            <translation>小小的令牌解压后超过 250 KB：这是耗尽读取方内存的手段。</translation>
        </message>
        <message>
            <source>The issuer must not compress.</source>
            <translation>签发方不得压缩。</translation>
        </message>
        <message>
            <source>Compressed content is damaged</source>
            <translation>压缩内容已损坏</translation>
        </message>
        <message>
            <source>What was decrypted is not what DEFLATE makes.</source>
            <translation>解密得到的内容不是 DEFLATE 生成的。</translation>
        </message>
        <message>
            <source>The issuer must mend its compression, or leave it out.</source>
            <translation>签发方须修正其压缩，或不压缩。</translation>
        </message>
        <message>
            <source>Compressed content has no end</source>
            <translation>压缩内容没有结尾</translation>
        </message>
        <message>
            <source>What was decrypted stops before its compressed form ends.</source>
            <translation>解密得到的内容在其压缩形式结束之前就中断了。</translation>
        </message>
        <message>
            <source>Bytes after the compressed content</source>
            <translation>压缩内容之后还有字节</translation>
        </message>
        <message>
            <source>Something follows the end of the compressed form.</source>
            <translation>压缩形式结束之后还有内容。</translation>
        </message>
        <message>
            <source>Signed and encrypted at once</source>
            <translation>同时签名和加密</translation>
        </message>
        <message>
            <source>Three parts make a signed token, and its header names an encryption.</source>
            <translation>三段构成签名令牌，而其头部却写明了加密方式。</translation>
        </message>
        <message>
            <source>The issuer must decide what it is.</source>
            <translation>签发方须决定它是哪一种。</translation>
        </message>
        <message>
            <source>A token inside a token</source>
            <translation>令牌中的令牌</translation>
        </message>
        <message>
            <source>One signed token inside an encrypted one is read, nothing deeper: each level hides what the next one is.</source>
            <translation>只读取加密令牌中的一层签名令牌，不再深入：每一层都隐藏着下一层是什么。</translation>
        </message>
        <message>
            <source>Sign once, encrypt once.</source>
            <translation>签名一次，加密一次。</translation>
        </message>
        <message>
            <source>Encrypted, not signed</source>
            <translation>已加密，未签名</translation>
        </message>
        <message>
            <source>Anybody who has the public key can have encrypted this. Without a signed token inside, and "cty" saying so, it proves nothing.</source>
            <translation>任何拥有公钥的人都可能加密出此内容。其中没有签名令牌，且“cty”也未写明，它就什么也证明不了。</translation>
        </message>
        <message>
            <source>Ask for a token that is signed, then encrypted.</source>
            <translation>请求先签名、后加密的令牌。</translation>
        </message>
        <message>
            <source>Encrypted, but not signed</source>
            <translation>已加密，但未签名</translation>
        </message>
        <message>
            <source>Whoever has the public key can have written this. Encryption hides it and says nothing about who made it.</source>
            <translation>拥有公钥的人都可能写出此内容。加密将其隐藏，但不说明是谁生成的。</translation>
        </message>
        <message>
            <source>Sign the claims first, then encrypt the signed token.</source>
            <translation>先对声明签名，再加密签名令牌。</translation>
        </message>
        <message>
            <source>The payload is elsewhere</source>
            <translation>载荷位于别处</translation>
        </message>
        <message>
            <source>The signature is over content that did not come with it, so nothing can be checked here.</source>
            <translation>签名针对的内容未随附，因此此处无法进行任何校验。</translation>
        </message>
        <message>
            <source>Bring the payload and the signature together.</source>
            <translation>将载荷与签名放在一起。</translation>
        </message>
        <message>
            <source>Trimmed before reading</source>
            <translation>读取前已修剪</translation>
        </message>
        <message>
            <source>There was white space, a quote or "Bearer" around the token; a program that gets it so must refuse it.</source>
            <translation>令牌前后有空白字符、引号或“Bearer”；原样收到它的程序必须拒绝。</translation>
        </message>
        <message>
            <source>Copy the token alone.</source>
            <translation>只复制令牌。</translation>
        </message>
        <message>
            <source>Nothing to inspect</source>
            <translation>没有可检查的内容</translation>
        </message>
        <message>
            <source>The text is empty.</source>
            <translation>文本为空。</translation>
        </message>
        <message>
            <source>Paste a token.</source>
            <translation>粘贴一个令牌。</translation>
        </message>
        <message>
            <source>Not recognised</source>
            <translation>无法识别</translation>
        </message>
        <message>
            <source>It is no token, header, cookie, command, address or key that Tessera knows.</source>
            <translation>它不是 Tessera 认识的令牌、头部、cookie、命令、地址或密钥。</translation>
        </message>
        <message>
            <source>Paste one of them, alone.</source>
            <translation>只粘贴其中之一。</translation>
        </message>
        <message>
            <source>Binary data</source>
            <translation>二进制数据</translation>
        </message>
        <message>
            <source>There are bytes in it that no text has.</source>
            <translation>其中有文本不会含有的字节。</translation>
        </message>
        <message>
            <source>Tokens travel as text; paste that.</source>
            <translation>令牌以文本传递；粘贴该文本。</translation>
        </message>
        <message>
            <source>Several tokens</source>
            <translation>多个令牌</translation>
        </message>
        <message>
            <source>Each line is a token of its own; together they are none.</source>
            <translation>每一行各是一个令牌；合在一起则不是令牌。</translation>
        </message>
        <message>
            <source>Paste one, or give the file to "tessera inspect --lines".</source>
            <translation>粘贴一个令牌，或将文件交给“tessera inspect --lines”。</translation>
        </message>
        <message>
            <source>JSON without a known meaning</source>
            <translation>含义未知的 JSON</translation>
        </message>
        <message>
            <source>It has the members of no token response, JWK, JWK set, JWS or JWE.</source>
            <translation>其成员不属于令牌响应、JWK、JWK 集、JWS 或 JWE。</translation>
        </message>
        <message>
            <source>Paste the whole answer of the server.</source>
            <translation>粘贴服务器的完整响应。</translation>
        </message>
        <message>
            <source>Not a JSON object</source>
            <translation>不是 JSON 对象</translation>
        </message>
        <message>
            <source>The text is JSON of another type.</source>
            <translation>文本是其他类型的 JSON。</translation>
        </message>
        <message>
            <source>Paste the whole object, from { to }.</source>
            <translation>粘贴整个对象，从 { 到 }。</translation>
        </message>
        <message>
            <source>Too much JSON</source>
            <translation>JSON 过多</translation>
        </message>
        <message>
            <source>Paste the part that matters.</source>
            <translation>粘贴有关的部分。</translation>
        </message>
        <message>
            <source>More than 100,000 values are not read.</source>
            <translation>超过 100,000 个值便不读取。</translation>
        </message>
        <message>
            <source>Number out of range</source>
            <translation>数字超出范围</translation>
        </message>
        <message>
            <source>No program could hold it exactly.</source>
            <translation>没有程序能精确保存它。</translation>
        </message>
        <message>
            <source>Whoever made it must mend it.</source>
            <translation>须由生成它的一方修正。</translation>
        </message>
        <message>
            <source>JSON form</source>
            <translation>JSON 形式</translation>
        </message>
        <message>
            <source>A JWT is always in the compact form; programs that expect a JWT must refuse this.</source>
            <translation>JWT 始终采用紧凑形式；需要 JWT 的程序必须拒绝此形式。</translation>
        </message>
        <message>
            <source>Use the compact form for a JWT.</source>
            <translation>JWT 使用紧凑形式。</translation>
        </message>
        <message>
            <source>No claims to compare</source>
            <translation>没有可比较的声明</translation>
        </message>
        <message>
            <source>The payload is not a JSON object, or not readable.</source>
            <translation>载荷不是 JSON 对象，或无法读取。</translation>
        </message>
        <message>
            <source>Inspect an ID token.</source>
            <translation>检查一个 ID 令牌。</translation>
        </message>
        <message>
            <source>Opaque token</source>
            <translation>不透明令牌</translation>
        </message>
        <message>
            <source>It has no structure that can be read; only the server that made it knows what it means.</source>
            <translation>它没有可读取的结构；只有生成它的服务器知道其含义。</translation>
        </message>
        <message>
            <source>Ask that server, by introspection.</source>
            <translation>通过内省询问该服务器。</translation>
        </message>
        <message>
            <source>PASETO</source>
            <translation>PASETO</translation>
        </message>
        <message>
            <source>A token of another family than JOSE. Tessera knows it by name and does not read it.</source>
            <translation>不属于 JOSE 的另一类令牌。Tessera 知道其名称，但不读取它。</translation>
        </message>
        <message>
            <source>Macaroon</source>
            <translation>Macaroon</translation>
        </message>
        <message>
            <source>A token whose holder can narrow it by adding conditions. Tessera knows it by name and does not read it.</source>
            <translation>持有者可以通过添加条件来缩小其权限的令牌。Tessera 知道其名称，但不读取它。</translation>
        </message>
        <message>
            <source>Not the length or the letters of its kind</source>
            <translation>长度或字符不符合其类型</translation>
        </message>
        <message>
            <source>It begins like a token of that maker, but the rest does not fit: it is cut off, too long or made up.</source>
            <translation>它的开头像该厂商的令牌，但其余部分不符：它被截断、过长或是编造的。</translation>
        </message>
        <message>
            <source>Copy it again, whole.</source>
            <translation>重新完整复制。</translation>
        </message>
        <message>
            <source>Checksum wrong</source>
            <translation>校验和错误</translation>
        </message>
        <message>
            <source>The last six characters do not fit the others, so the maker never issued it: a letter is wrong, or it is made up.</source>
            <translation>最后六个字符与其余字符不符，因此该厂商从未签发过它：有字符错误，或是编造的。</translation>
        </message>
        <message>
            <source>Copy it again.</source>
            <translation>重新复制。</translation>
        </message>
        <message>
            <source>A name, not a secret</source>
            <translation>是名称，不是机密</translation>
        </message>
        <message>
            <source>It says which key or account is meant; without the secret beside it, it opens nothing.</source>
            <translation>它说明指的是哪个密钥或账户；没有配套的机密，它没有任何作用。</translation>
        </message>
        <message>
            <source>Authorization code in an address</source>
            <translation>地址中有授权码</translation>
        </message>
        <message>
            <source>Addresses stay in the history of the browser, in logs and in Referer headers. The code is good once and for minutes, and PKCE makes it useless to a thief.</source>
            <translation>地址会留在浏览器历史记录、日志和 Referer 头部中。授权码只在几分钟内有效一次，而 PKCE 使其对窃取者毫无用处。</translation>
        </message>
        <message>
            <source>Redeem it at once, replace the address in the history, and use PKCE.</source>
            <translation>立即兑换，替换历史记录中的地址，并使用 PKCE。</translation>
        </message>
        <message>
            <source>State in an address</source>
            <translation>地址中有 state</translation>
        </message>
        <message>
            <source>Whoever reads it before it is used up can slip in an answer of another sign-in.</source>
            <translation>在它用掉之前读到它的人，可以塞入另一次登录的响应。</translation>
        </message>
        <message>
            <source>Accept each state once, and bind it to the browser.</source>
            <translation>每个 state 只接受一次，并将其绑定到浏览器。</translation>
        </message>
        <message>
            <source>Access token in an address</source>
            <translation>地址中有访问令牌</translation>
        </message>
        <message>
            <source>Addresses stay in the history of the browser, in logs of servers and proxies and in Referer headers, and the token is good for whoever reads it there.</source>
            <translation>地址会留在浏览器历史记录、服务器和代理服务器的日志以及 Referer 头部中，在那里读到令牌的人都能使用它。</translation>
        </message>
        <message>
            <source>Send it in the Authorization header. Get it with the code flow.</source>
            <translation>在 Authorization 头部中发送。通过授权码流程取得。</translation>
        </message>
        <message>
            <source>Token in an address</source>
            <translation>地址中有令牌</translation>
        </message>
        <message>
            <source>Send it in a header or in the body of a POST.</source>
            <translation>在头部或 POST 正文中发送。</translation>
        </message>
        <message>
            <source>ID token in an address</source>
            <translation>地址中有 ID 令牌</translation>
        </message>
        <message>
            <source>It tells the history of the browser, logs and other sites who signed in.</source>
            <translation>它会向浏览器历史记录、日志和其他站点透露谁登录了。</translation>
        </message>
        <message>
            <source>Get it with the code flow, from the token endpoint.</source>
            <translation>通过授权码流程从令牌端点取得。</translation>
        </message>
        <message>
            <source>Refresh token in an address</source>
            <translation>地址中有刷新令牌</translation>
        </message>
        <message>
            <source>It makes new access tokens for as long as nobody withdraws it, and addresses are kept in many places.</source>
            <translation>只要无人收回，它就能不断生成新的访问令牌，而地址会保留在许多地方。</translation>
        </message>
        <message>
            <source>Revoke it. Send it in the body of a POST alone.</source>
            <translation>撤销它。只在 POST 正文中发送。</translation>
        </message>
        <message>
            <source>Client secret in an address</source>
            <translation>地址中有客户端机密</translation>
        </message>
        <message>
            <source>The credentials of a client must not be in an address: logs and histories keep them.</source>
            <translation>客户端的凭据不得出现在地址中：日志和历史记录会保留它们。</translation>
        </message>
        <message>
            <source>Change the secret. Send it in the Authorization header or the body.</source>
            <translation>更换机密。在 Authorization 头部或正文中发送。</translation>
        </message>
        <message>
            <source>Code verifier in an address</source>
            <translation>地址中有 PKCE 验证器</translation>
        </message>
        <message>
            <source>It is the secret that protects the code, and belongs into the body of the token request.</source>
            <translation>它是保护授权码的机密，应放在令牌请求的正文中。</translation>
        </message>
        <message>
            <source>Send the challenge in the address, the verifier in the body.</source>
            <translation>在地址中发送质询，在正文中发送验证器。</translation>
        </message>
        <message>
            <source>Password in an address</source>
            <translation>地址中有密码</translation>
        </message>
        <message>
            <source>Addresses are kept in histories and logs.</source>
            <translation>地址会保留在历史记录和日志中。</translation>
        </message>
        <message>
            <source>Change it, and send it in a body if at all.</source>
            <translation>更改密码；如果一定要发送，放在正文中。</translation>
        </message>
        <message>
            <source>Name and password in an address</source>
            <translation>地址中有名称和密码</translation>
        </message>
        <message>
            <source>Addresses are kept and shown; this part of them is given up for that reason.</source>
            <translation>地址会被保留和显示；地址的这一部分因此已被废弃。</translation>
        </message>
        <message>
            <source>Leave it out; use the Authorization header.</source>
            <translation>将其去掉；使用 Authorization 头部。</translation>
        </message>
        <message>
            <source>Secrets over plain HTTP</source>
            <translation>机密经由普通 HTTP 传送</translation>
        </message>
        <message>
            <source>Everybody on the way can read the address. Only a loopback address may be http.</source>
            <translation>沿途的人都能读取地址。只有环回地址可以使用 http。</translation>
        </message>
        <message>
            <source>Use https.</source>
            <translation>使用 https。</translation>
        </message>
        <message>
            <source>There was no sign-in.</source>
            <translation>没有发生登录。</translation>
        </message>
        <message>
            <source>Read the error in the specification of the server.</source>
            <translation>在服务器的规范中查阅该错误。</translation>
        </message>
        <message>
            <source>Implicit grant</source>
            <translation>隐式授权</translation>
        </message>
        <message>
            <source>"response_type" asks for an access token in the address.</source>
            <translation>“response_type”要求在地址中返回访问令牌。</translation>
        </message>
        <message>
            <source>Use response_type=code with PKCE.</source>
            <translation>使用 response_type=code 并配合 PKCE。</translation>
        </message>
        <message>
            <source>No PKCE</source>
            <translation>没有 PKCE</translation>
        </message>
        <message>
            <source>Without "code_challenge" a stolen code can be redeemed by the thief.</source>
            <translation>没有“code_challenge”，窃取者就能兑换窃得的授权码。</translation>
        </message>
        <message>
            <source>Send code_challenge with code_challenge_method=S256.</source>
            <translation>发送 code_challenge 以及 code_challenge_method=S256。</translation>
        </message>
        <message>
            <source>PKCE without a hash</source>
            <translation>未使用哈希的 PKCE</translation>
        </message>
        <message>
            <source>With "plain" the address holds the verifier itself.</source>
            <translation>使用“plain”时，地址中就是验证器本身。</translation>
        </message>
        <message>
            <source>Use S256.</source>
            <translation>使用 S256。</translation>
        </message>
        <message>
            <source>Bad percent-encoding</source>
            <translation>百分号编码有误</translation>
        </message>
        <message>
            <source>A percent sign is not followed by two digits, or the bytes are no UTF-8.</source>
            <translation>百分号之后不是两位数字，或字节不是 UTF-8。</translation>
        </message>
        <message>
            <source>Whoever made the address must mend it.</source>
            <translation>须由生成该地址的一方修正。</translation>
        </message>
        <message>
            <source>Too many members</source>
            <translation>成员过多</translation>
        </message>
        <message>
            <source>More than 64 are not looked at.</source>
            <translation>超过 64 个的部分不查看。</translation>
        </message>
        <message>
            <source>Quote not closed</source>
            <translation>引号未闭合</translation>
        </message>
        <message>
            <source>The command is cut off, so nothing in it was read.</source>
            <translation>命令被截断，因此其内容均未读取。</translation>
        </message>
        <message>
            <source>Copy it whole.</source>
            <translation>完整复制。</translation>
        </message>
        <message>
            <source>Too many words</source>
            <translation>词过多</translation>
        </message>
        <message>
            <source>More than 2,000 words are not looked at.</source>
            <translation>超过 2,000 个词的部分不查看。</translation>
        </message>
        <message>
            <source>Paste a shorter command.</source>
            <translation>粘贴更短的命令。</translation>
        </message>
        <message>
            <source>No address</source>
            <translation>没有地址</translation>
        </message>
        <message>
            <source>The command names no address.</source>
            <translation>命令中没有写明地址。</translation>
        </message>
        <message>
            <source>Certificates are not checked</source>
            <translation>不校验证书</translation>
        </message>
        <message>
            <source>With -k whoever stands in between can read and change everything, secrets included.</source>
            <translation>使用 -k 时，处于中间的人可以读取和更改一切，包括机密。</translation>
        </message>
        <message>
            <source>Leave -k out; name the authority with --cacert.</source>
            <translation>去掉 -k；用 --cacert 指定证书颁发机构。</translation>
        </message>
        <message>
            <source>Reads from files</source>
            <translation>从文件读取</translation>
        </message>
        <message>
            <source>Part of the request is in a file the command names. Tessera does not open it.</source>
            <translation>请求的一部分位于命令所指定的文件中。Tessera 不打开该文件。</translation>
        </message>
        <message>
            <source>Something follows the command</source>
            <translation>命令之后还有内容</translation>
        </message>
        <message>
            <source>A ; | &amp; &lt; &gt; or a line break ends it for a shell; what follows was not read.</source>
            <translation>对 shell 而言，; | &amp; &lt; &gt; 或换行会结束命令；其后的内容未读取。</translation>
        </message>
        <message>
            <source>Put addresses with &amp; into quotes.</source>
            <translation>含有 &amp; 的地址要加引号。</translation>
        </message>
        <message>
            <source>Secrets on a command line</source>
            <translation>命令行中有机密</translation>
        </message>
        <message>
            <source>The history of the shell keeps it, and every user of the machine can see it while it runs.</source>
            <translation>shell 的历史记录会保留它，运行期间机器上的每个用户都能看到它。</translation>
        </message>
        <message>
            <source>Read secrets from a file: -H @file, -K file or --netrc-file.</source>
            <translation>从文件读取机密：-H @file、-K file 或 --netrc-file。</translation>
        </message>
        <message>
            <source>A secret key</source>
            <translation>秘密密钥</translation>
        </message>
        <message>
            <source>Whoever has it can sign or decrypt in its owner's name.</source>
            <translation>拥有它的人可以以其所有者的名义签名或解密。</translation>
        </message>
        <message>
            <source>Share the public part alone. If others saw it, replace it.</source>
            <translation>只分享公开部分。如果他人看到过它，将其更换。</translation>
        </message>
        <message>
            <source>Secret keys in a set</source>
            <translation>密钥集中有秘密密钥</translation>
        </message>
        <message>
            <source>A set is made to be published, and there is a private or symmetric key in it.</source>
            <translation>密钥集是用来公布的，而其中有私钥或对称密钥。</translation>
        </message>
        <message>
            <source>Replace these keys, and publish public members alone.</source>
            <translation>更换这些密钥，并且只公布公开成员。</translation>
        </message>
        <message>
            <source>Encrypted key</source>
            <translation>加密的密钥</translation>
        </message>
        <message>
            <source>It needs its pass phrase; Tessera does not ask for it.</source>
            <translation>它需要密码短语；Tessera 不会询问。</translation>
        </message>
        <message>
            <source>No keys</source>
            <translation>没有密钥</translation>
        </message>
        <message>
            <source>The set is empty.</source>
            <translation>密钥集为空。</translation>
        </message>
        <message>
            <source>More than 100 keys</source>
            <translation>超过 100 个密钥</translation>
        </message>
        <message>
            <source>Only the first 100 are shown.</source>
            <translation>只显示前 100 个。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingsList</name>
        <message>
            <source>Findings</source>
            <translation>检查结果</translation>
        </message>
        <message>
            <source>with the key you named</source>
            <translation>使用你指定的密钥</translation>
        </message>
        <message>
            <source>from decoding alone</source>
            <translation>仅凭解码</translation>
        </message>
        <message>
            <source>Nothing odd was found. That says nothing about who wrote it.</source>
            <translation>未发现异常。这并不能说明是谁写的。</translation>
        </message>
        <message>
            <source>And %1 more.</source>
            <translation>另有 %1 项。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowCheckWords</name>
        <message>
            <source>%1 passed</source>
            <translation>%1 通过</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 未通过</translation>
        </message>
        <message>
            <source>%1 was not checked</source>
            <translation>%1 未校验</translation>
        </message>
        <message>
            <source>state matches</source>
            <translation>state 匹配</translation>
        </message>
        <message>
            <source>the state differs</source>
            <translation>state 不同</translation>
        </message>
        <message>
            <source>iss matches</source>
            <translation>iss 匹配</translation>
        </message>
        <message>
            <source>another issuer answered</source>
            <translation>由另一签发方响应</translation>
        </message>
        <message>
            <source>path matches</source>
            <translation>路径匹配</translation>
        </message>
        <message>
            <source>the path differs</source>
            <translation>路径不同</translation>
        </message>
        <message>
            <source>the answer is well-formed</source>
            <translation>响应格式正确</translation>
        </message>
        <message>
            <source>the answer cannot be used</source>
            <translation>响应无法使用</translation>
        </message>
        <message>
            <source>PKCE: S256 of the verifier</source>
            <translation>PKCE：验证器的 S256</translation>
        </message>
        <message>
            <source>the verifier does not fit the challenge</source>
            <translation>验证器与质询不匹配</translation>
        </message>
        <message>
            <source>the token response is well-formed</source>
            <translation>令牌响应格式正确</translation>
        </message>
        <message>
            <source>the token response cannot be used</source>
            <translation>令牌响应无法使用</translation>
        </message>
        <message>
            <source>every scope was granted</source>
            <translation>权限范围均已授予</translation>
        </message>
        <message>
            <source>not every scope was granted</source>
            <translation>权限范围未全部授予</translation>
        </message>
        <message>
            <source>the refresh token was exchanged</source>
            <translation>刷新令牌已更换</translation>
        </message>
        <message>
            <source>the refresh token stayed the same</source>
            <translation>刷新令牌未变</translation>
        </message>
        <message>
            <source>the ID token is from this issuer</source>
            <translation>ID 令牌来自此签发方</translation>
        </message>
        <message>
            <source>the ID token is from another issuer</source>
            <translation>ID 令牌来自其他签发方</translation>
        </message>
        <message>
            <source>the ID token is well-formed</source>
            <translation>ID 令牌格式正确</translation>
        </message>
        <message>
            <source>the ID token cannot be read</source>
            <translation>ID 令牌无法读取</translation>
        </message>
        <message>
            <source>it is an ID token</source>
            <translation>是 ID 令牌</translation>
        </message>
        <message>
            <source>it is no ID token</source>
            <translation>不是 ID 令牌</translation>
        </message>
        <message>
            <source>alg is one that was agreed</source>
            <translation>alg 在约定之内</translation>
        </message>
        <message>
            <source>alg is none that was agreed</source>
            <translation>alg 不在约定之内</translation>
        </message>
        <message>
            <source>the signature is the provider's</source>
            <translation>签名出自该提供方</translation>
        </message>
        <message>
            <source>the signature is not the provider's</source>
            <translation>签名并非出自该提供方</translation>
        </message>
        <message>
            <source>encrypted as agreed</source>
            <translation>加密与约定一致</translation>
        </message>
        <message>
            <source>not encrypted as agreed</source>
            <translation>加密与约定不符</translation>
        </message>
        <message>
            <source>aud is Tessera</source>
            <translation>aud 是 Tessera</translation>
        </message>
        <message>
            <source>it is meant for another program</source>
            <translation>供其他程序使用</translation>
        </message>
        <message>
            <source>azp is Tessera</source>
            <translation>azp 是 Tessera</translation>
        </message>
        <message>
            <source>it was given to another program</source>
            <translation>颁发给了其他程序</translation>
        </message>
        <message>
            <source>signed with the right kind of key</source>
            <translation>签名所用密钥类型正确</translation>
        </message>
        <message>
            <source>signed with the wrong kind of key</source>
            <translation>签名所用密钥类型错误</translation>
        </message>
        <message>
            <source>it has not run out</source>
            <translation>未过期</translation>
        </message>
        <message>
            <source>it has run out</source>
            <translation>已过期</translation>
        </message>
        <message>
            <source>it is already valid</source>
            <translation>已生效</translation>
        </message>
        <message>
            <source>it is not valid yet</source>
            <translation>尚未生效</translation>
        </message>
        <message>
            <source>it was made just now</source>
            <translation>刚刚生成</translation>
        </message>
        <message>
            <source>it was made at another time</source>
            <translation>在其他时间生成</translation>
        </message>
        <message>
            <source>nonce matches</source>
            <translation>nonce 匹配</translation>
        </message>
        <message>
            <source>the nonce differs</source>
            <translation>nonce 不同</translation>
        </message>
        <message>
            <source>sub says who signed in</source>
            <translation>sub 写明了登录者</translation>
        </message>
        <message>
            <source>sub does not say who signed in</source>
            <translation>sub 未写明登录者</translation>
        </message>
        <message>
            <source>acr is as asked for</source>
            <translation>acr 符合要求</translation>
        </message>
        <message>
            <source>acr is not as asked for</source>
            <translation>acr 不符合要求</translation>
        </message>
        <message>
            <source>auth_time is as asked for</source>
            <translation>auth_time 符合要求</translation>
        </message>
        <message>
            <source>auth_time is not as asked for</source>
            <translation>auth_time 不符合要求</translation>
        </message>
        <message>
            <source>it is the same person</source>
            <translation>是同一人</translation>
        </message>
        <message>
            <source>it is another person</source>
            <translation>是另一人</translation>
        </message>
        <message>
            <source>it is the same sign-in</source>
            <translation>是同一次登录</translation>
        </message>
        <message>
            <source>it is another sign-in</source>
            <translation>是另一次登录</translation>
        </message>
        <message>
            <source>it was given to the same program</source>
            <translation>颁发给同一程序</translation>
        </message>
        <message>
            <source>at_hash matches</source>
            <translation>at_hash 匹配</translation>
        </message>
        <message>
            <source>at_hash differs</source>
            <translation>at_hash 不同</translation>
        </message>
        <message>
            <source>c_hash matches</source>
            <translation>c_hash 匹配</translation>
        </message>
        <message>
            <source>c_hash differs</source>
            <translation>c_hash 不同</translation>
        </message>
        <message>
            <source>s_hash matches</source>
            <translation>s_hash 匹配</translation>
        </message>
        <message>
            <source>s_hash differs</source>
            <translation>s_hash 不同</translation>
        </message>
        <message>
            <source>The server keeps the request; the browser takes a reference to it along.</source>
            <translation>服务器保存请求；浏览器带上指向它的引用。</translation>
        </message>
        <message>
            <source>The server wants its nonce in the proof, so the request is sent once more.</source>
            <translation>服务器要求证明中含有其 nonce，因此请求再发送一次。</translation>
        </message>
        <message>
            <source>The grant was written to the keychain.</source>
            <translation>授权已写入钥匙串。</translation>
        </message>
        <message>
            <source>The grant could not be written to the keychain.</source>
            <translation>授权无法写入钥匙串。</translation>
        </message>
        <message>
            <source>The keychain knows that a renewal has begun.</source>
            <translation>钥匙串已记下续期开始。</translation>
        </message>
        <message>
            <source>The grant was removed from the keychain.</source>
            <translation>授权已从钥匙串中移除。</translation>
        </message>
        <message>
            <source>The answer was lost; the same request may be answered again.</source>
            <translation>响应丢失；同一请求可能会再次得到响应。</translation>
        </message>
        <message>
            <source>The server could not be told and will be told later.</source>
            <translation>无法通知服务器，稍后再通知。</translation>
        </message>
        <message>
            <source>The grant was kept at the server, as asked.</source>
            <translation>授权按要求保留在服务器上。</translation>
        </message>
        <message>
            <source>The provider was asked to end its session.</source>
            <translation>已请求提供方结束其会话。</translation>
        </message>
        <message>
            <source>The server did not grant every scope that was asked for.</source>
            <translation>服务器未授予所请求的全部权限范围。</translation>
        </message>
        <message>
            <source>The server gave no new refresh token; the one in the keychain stays.</source>
            <translation>服务器未给出新的刷新令牌；钥匙串中的那个保持不变。</translation>
        </message>
        <message>
            <source>The tokens were thrown away, and the server was told to revoke them.</source>
            <translation>令牌已丢弃，并已通知服务器将其撤销。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowCompareView</name>
        <message>
            <source>%1: the same in both</source>
            <translation>%1：两者相同</translation>
        </message>
        <message>
            <source>%1: differs, %2</source>
            <translation>%1：不同，%2</translation>
        </message>
        <message>
            <source>Run to compare with</source>
            <translation>要比较的运行</translation>
        </message>
        <message>
            <source>Steps of both runs</source>
            <translation>两次运行的步骤</translation>
        </message>
        <message>
            <source>There is no other run to compare this one with yet.</source>
            <translation>还没有其他运行可供比较。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowComparison</name>
        <message>
            <source>no answer</source>
            <translation>无响应</translation>
        </message>
        <message>
            <source>%1 against %2</source>
            <comment>two statuses</comment>
            <translation>%1 对 %2</translation>
        </message>
        <message>
            <source>%1 against %2</source>
            <comment>two sentences</comment>
            <translation>%1；对比：%2</translation>
        </message>
        <message>
            <source>other: %1 and %2 more</source>
            <translation>不同：%1 及另外 %2 项</translation>
        </message>
        <message>
            <source>other: %1</source>
            <translation>不同：%1</translation>
        </message>
        <message>
            <source>only in the first run</source>
            <translation>仅在第一次运行中</translation>
        </message>
        <message>
            <source>only in the second run</source>
            <translation>仅在第二次运行中</translation>
        </message>
        <message>
            <source>Both runs went the same way.</source>
            <translation>两次运行的过程相同。</translation>
        </message>
        <message>
            <source>%1 of %2 steps differ.</source>
            <translation>%2 个步骤中有 %1 个不同。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowController</name>
        <message>
            <source>SVG picture (*.svg)</source>
            <translation>SVG 图片 (*.svg)</translation>
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation>PNG 图片 (*.png)</translation>
        </message>
        <message>
            <source>Mermaid diagram (*.mmd)</source>
            <translation>Mermaid 图 (*.mmd)</translation>
        </message>
        <message>
            <source>HTTP archive (*.har)</source>
            <translation>HTTP 归档 (*.har)</translation>
        </message>
        <message>
            <source>Markdown (*.md)</source>
            <translation>Markdown (*.md)</translation>
        </message>
        <message>
            <source>Export the flow</source>
            <translation>导出流程</translation>
        </message>
        <message>
            <source>Copied the message. Secrets in it are replaced.</source>
            <translation>已复制消息。其中的机密已替换。</translation>
        </message>
        <message>
            <source>There is nothing to export yet.</source>
            <translation>还没有可导出的内容。</translation>
        </message>
        <message>
            <source>Copied as a bug report. Secrets, your name and addresses are left out; read it before you send it.</source>
            <translation>已复制为缺陷报告。机密、你的姓名和地址均已省略；发送前先通读一遍。</translation>
        </message>
        <message>
            <source>Exported to %1. Secrets are replaced in it.</source>
            <translation>已导出到 %1。其中的机密已替换。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowEmpty</name>
        <message>
            <source>Nothing was exchanged yet</source>
            <translation>还没有任何交互</translation>
        </message>
        <message>
            <source>Sign in, renew or sign out, and every step is drawn here as it happens: who sent what to whom, and what Tessera checked.</source>
            <translation>登录、续期或退出登录时，每个步骤都会即时画在这里：谁向谁发送了什么，以及 Tessera 校验了什么。</translation>
        </message>
        <message>
            <source>Secrets are replaced by a pattern before anything is kept, and all of it is gone when Tessera ends.</source>
            <translation>机密在保存之前就会替换为图案，Tessera 结束时全部清除。</translation>
        </message>
        <message>
            <source>&amp;Sign in</source>
            <translation>登录(&amp;S)</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowHeads</name>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>Taking part</source>
            <translation>参与方</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowPage</name>
        <message>
            <source>Stop the replay</source>
            <translation>停止回放</translation>
        </message>
        <message>
            <source>Replay</source>
            <translation>回放</translation>
        </message>
        <message>
            <source>Flow</source>
            <translation>流程</translation>
        </message>
        <message>
            <source>Which exchange</source>
            <translation>选择交互</translation>
        </message>
        <message>
            <source>Find in this run (Ctrl+F)</source>
            <translation>在此次运行中查找 (Ctrl+F)</translation>
        </message>
        <message>
            <source>Compare with another run</source>
            <translation>与另一次运行比较</translation>
        </message>
        <message>
            <source>E&amp;xport</source>
            <translation>导出(&amp;X)</translation>
        </message>
        <message>
            <source>Part of the page</source>
            <translation>页面部分</translation>
        </message>
        <message>
            <source>Drawing</source>
            <translation>图</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Show all accounts</source>
            <translation>显示所有账户</translation>
        </message>
        <message>
            <source>Picture as &amp;SVG…</source>
            <translation>SVG 图片(&amp;S)…</translation>
        </message>
        <message>
            <source>Picture as &amp;PNG…</source>
            <translation>PNG 图片(&amp;P)…</translation>
        </message>
        <message>
            <source>&amp;Mermaid diagram…</source>
            <translation>Mermaid 图(&amp;M)…</translation>
        </message>
        <message>
            <source>&amp;HAR, for network panels…</source>
            <translation>HAR，供网络面板使用(&amp;H)…</translation>
        </message>
        <message>
            <source>&amp;Copy as bug report</source>
            <translation>复制为缺陷报告(&amp;C)</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowRows</name>
        <message>
            <source>Stopped here: %1</source>
            <translation>停在这里：%1</translation>
        </message>
        <message>
            <source>Also: %1</source>
            <translation>另有：%1</translation>
        </message>
        <message>
            <source>Ended here</source>
            <translation>在此结束</translation>
        </message>
        <message>
            <source>Stopped here</source>
            <translation>在此停止</translation>
        </message>
        <message>
            <source>Waiting for your browser</source>
            <translation>正在等待浏览器</translation>
        </message>
        <message>
            <source>Waiting until the code is typed</source>
            <translation>正在等待输入代码</translation>
        </message>
        <message>
            <source>Waiting for the answer</source>
            <translation>正在等待响应</translation>
        </message>
        <message>
            <source>1 earlier step was left out.</source>
            <translation>省略了之前的 1 个步骤。</translation>
        </message>
        <message numerus="yes">
            <source>%n earlier steps were left out.</source>
            <translation>
                <numerusform>省略了之前的 %n 个步骤。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowText</name>
        <message>
            <source>, </source>
            <translation>, </translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>无响应</translation>
        </message>
        <message>
            <source>%1 refused</source>
            <translation>%1 已拒绝</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Sign-in at %1</source>
            <translation>在 %1 登录</translation>
        </message>
        <message>
            <source>Sign-in by code</source>
            <translation>用代码登录</translation>
        </message>
        <message>
            <source>Sign-in by code at %1</source>
            <translation>在 %1 用代码登录</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>续期</translation>
        </message>
        <message>
            <source>Renewal at %1</source>
            <translation>在 %1 续期</translation>
        </message>
        <message>
            <source>Sign-out</source>
            <translation>退出登录</translation>
        </message>
        <message>
            <source>Sign-out at %1</source>
            <translation>在 %1 退出登录</translation>
        </message>
        <message>
            <source>Request</source>
            <translation>请求</translation>
        </message>
        <message>
            <source>Request to %1</source>
            <translation>向 %1 请求</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Open address</source>
            <translation>打开地址</translation>
        </message>
        <message>
            <source>Sign-in page</source>
            <translation>登录页面</translation>
        </message>
        <message>
            <source>Password, consent</source>
            <translation>密码、同意授权</translation>
        </message>
        <message>
            <source>302 Found</source>
            <translation>302 Found</translation>
        </message>
        <message>
            <source>Paste address</source>
            <translation>粘贴地址</translation>
        </message>
        <message>
            <source>Show code</source>
            <translation>显示代码</translation>
        </message>
        <message>
            <source>never seen by Tessera</source>
            <translation>Tessera 从未看到</translation>
        </message>
        <message>
            <source>not sent</source>
            <translation>未发送</translation>
        </message>
        <message>
            <source>%1 and %2 match</source>
            <translation>%1 和 %2 匹配</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>%1, %2, done in %3 s</source>
            <translation>%1，%2，用时 %3 秒完成</translation>
        </message>
        <message>
            <source>%1, %2, stopped after %3 s</source>
            <translation>%1，%2，%3 秒后停止</translation>
        </message>
        <message>
            <source>User</source>
            <translation>用户</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>浏览器</translation>
        </message>
        <message>
            <source>Authorization server</source>
            <translation>授权服务器</translation>
        </message>
        <message>
            <source>Resource server</source>
            <translation>资源服务器</translation>
        </message>
        <message>
            <source>this program</source>
            <translation>本程序</translation>
        </message>
        <message>
            <source>%1, %2 characters</source>
            <translation>%1，%2 个字符</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>令牌</translation>
        </message>
        <message>
            <source>device code</source>
            <translation>设备码</translation>
        </message>
        <message>
            <source>request kept</source>
            <translation>请求已保存</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>what the server can do</source>
            <translation>服务器能力</translation>
        </message>
        <message>
            <source>client</source>
            <translation>客户端</translation>
        </message>
        <message>
            <source>about the token</source>
            <translation>令牌信息</translation>
        </message>
        <message>
            <source>who it is</source>
            <translation>身份信息</translation>
        </message>
        <message>
            <source>code</source>
            <translation>授权码</translation>
        </message>
        <message>
            <source>refresh token</source>
            <translation>刷新令牌</translation>
        </message>
        <message>
            <source>challenge</source>
            <translation>质询</translation>
        </message>
        <message>
            <source>verifier</source>
            <translation>验证器</translation>
        </message>
        <message>
            <source>state</source>
            <translation>state</translation>
        </message>
        <message>
            <source>nonce</source>
            <translation>nonce</translation>
        </message>
        <message>
            <source>kept request</source>
            <translation>已保存的请求</translation>
        </message>
        <message>
            <source>token</source>
            <translation>令牌</translation>
        </message>
        <message>
            <source>error</source>
            <translation>错误</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowView</name>
        <message>
            <source>Steps of the exchange</source>
            <translation>交互步骤</translation>
        </message>
        <message>
            <source>Not checked: %1</source>
            <translation>未校验：%1</translation>
        </message>
        <message>
            <source>Passed: %1</source>
            <translation>通过：%1</translation>
        </message>
        <message>
            <source>Note: %1</source>
            <translation>注：%1</translation>
        </message>
    </context>
    <context>
        <name>tessera::GeneralSettings</name>
        <message>
            <source>General</source>
            <translation>常规</translation>
        </message>
        <message>
            <source>T&amp;heme</source>
            <translation>主题(&amp;H)</translation>
        </message>
        <message>
            <source>System</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>语言(&amp;L)</translation>
        </message>
        <message>
            <source>From the next start.</source>
            <translation>下次启动时生效。</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>&amp;Motion</source>
            <translation>动画(&amp;M)</translation>
        </message>
        <message>
            <source>Arrows that grow and a sign that turns while something happens.</source>
            <translation>事情进行时，箭头会延伸，标志会转动。</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>减少</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Start &amp;when I log in</source>
            <translation>登录系统时启动(&amp;W)</translation>
        </message>
        <message>
            <source>Start in the tra&amp;y</source>
            <translation>启动到托盘(&amp;Y)</translation>
        </message>
        <message>
            <source>Keep running in the tray when the window is &amp;closed</source>
            <translation>关闭窗口后在托盘中继续运行(&amp;C)</translation>
        </message>
        <message>
            <source>Your accounts renew themselves from the beginning; the window stays in the tray.</source>
            <translation>账户从一开始就自动续期；窗口留在托盘中。</translation>
        </message>
        <message>
            <source>This system has no way to start Tessera by itself.</source>
            <translation>此系统没有自动启动 Tessera 的途径。</translation>
        </message>
        <message>
            <source>From the next start: no window until you click the icon.</source>
            <translation>下次启动起：点击图标之前不显示窗口。</translation>
        </message>
        <message>
            <source>Accounts go on renewing, and programs go on getting tokens.</source>
            <translation>账户继续续期，程序继续取得令牌。</translation>
        </message>
        <message>
            <source>This desktop shows no tray.</source>
            <translation>此桌面没有托盘。</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
    </context>
    <context>
        <name>tessera::HealthFinding</name>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>管理员</translation>
        </message>
        <message>
            <source>Keychain</source>
            <translation>钥匙串</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>浏览器</translation>
        </message>
        <message>
            <source>TLS library</source>
            <translation>TLS 库</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>账户</translation>
        </message>
        <message>
            <source>Loopback</source>
            <translation>回环地址</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>代理服务器</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>时钟</translation>
        </message>
        <message>
            <source>Fine</source>
            <translation>正常</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>提示</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Not checked</source>
            <translation>未检查</translation>
        </message>
    </context>
    <context>
        <name>tessera::InspectorController</name>
        <message>
            <source>the shared secret</source>
            <translation>共享密钥</translation>
        </message>
        <message>
            <source>the pasted key</source>
            <translation>粘贴的密钥</translation>
        </message>
    </context>
    <context>
        <name>tessera::InspectorPage</name>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>剪贴板中没有文本。</translation>
        </message>
        <message numerus="yes">
            <source>One file at a time: %n were dropped.</source>
            <translation>
                <numerusform>一次一个文件：拖入了 %n 个。</numerusform>
            </translation>
        </message>
        <message>
            <source>From the account %1</source>
            <translation>来自账户 %1</translation>
        </message>
        <message>
            <source>Looking at it…</source>
            <translation>正在查看…</translation>
        </message>
        <message>
            <source>Paste a token to learn what it is and what is wrong with it.</source>
            <translation>粘贴令牌，了解它是什么以及有什么问题。</translation>
        </message>
        <message>
            <source>Decoded offline, not verified.</source>
            <translation>已离线解码，未经验证。</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>粘贴(&amp;P)</translation>
        </message>
        <message>
            <source>Co&amp;mpare</source>
            <translation>比较(&amp;M)</translation>
        </message>
        <message>
            <source>C&amp;lear</source>
            <translation>清除(&amp;L)</translation>
        </message>
        <message>
            <source>Pane</source>
            <translation>窗格</translation>
        </message>
        <message>
            <source>Decode</source>
            <translation>解码</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>验证</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>创建</translation>
        </message>
        <message>
            <source>Token of the account</source>
            <translation>账户的令牌</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>访问令牌</translation>
        </message>
        <message>
            <source>Token or other text to inspect</source>
            <translation>要检查的令牌或其他文本</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>检查器</translation>
        </message>
        <message>
            <source>Paste or type here, or drop a file.</source>
            <translation>在此粘贴或输入，或拖入文件。</translation>
        </message>
    </context>
    <context>
        <name>tessera::IssuerText</name>
        <message>
            <source>sign-in with PKCE</source>
            <translation>用 PKCE 登录</translation>
        </message>
        <message>
            <source>sign-in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>renewal without the browser</source>
            <translation>无需浏览器的续期</translation>
        </message>
        <message>
            <source>sign-out at the provider</source>
            <translation>在提供方退出登录</translation>
        </message>
        <message>
            <source>PKCE, which Tessera uses all the same</source>
            <translation>PKCE（Tessera 仍会使用）</translation>
        </message>
        <message>
            <source>renewal, so you may have to sign in again now and then</source>
            <translation>续期（因此可能需要不时重新登录）</translation>
        </message>
        <message>
            <source>revocation, so signing out happens on this computer only</source>
            <translation>撤销（因此退出登录只在本机进行）</translation>
        </message>
        <message>
            <source>%1 answers.</source>
            <translation>%1 有响应。</translation>
        </message>
        <message>
            <source>It can do everything Tessera needs: %1.</source>
            <translation>它支持 Tessera 需要的一切：%1。</translation>
        </message>
        <message>
            <source>%1. It says nothing of %2.</source>
            <translation>%1。它没有提及%2。</translation>
        </message>
        <message>
            <source>It is on this computer: development.</source>
            <translation>它在本机上：开发。</translation>
        </message>
    </context>
    <context>
        <name>tessera::KeyForm</name>
        <message>
            <source>Take the &amp;key from</source>
            <translation>密钥来源(&amp;K)</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>签发方</translation>
        </message>
        <message>
            <source>Address of the JWK set</source>
            <translation>JWK 集的地址</translation>
        </message>
        <message>
            <source>File: JWK set, JWK or PEM</source>
            <translation>文件：JWK 集、JWK 或 PEM</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>Pasted key</source>
            <translation>粘贴的密钥</translation>
        </message>
        <message>
            <source>Shared secret</source>
            <translation>共享密钥</translation>
        </message>
        <message>
            <source>The secret is written in base64url</source>
            <translation>密钥以 base64url 书写</translation>
        </message>
        <message>
            <source>The issuer's key set</source>
            <translation>签发方的密钥集</translation>
        </message>
        <message>
            <source>A JWK set address</source>
            <translation>JWK 集地址</translation>
        </message>
        <message>
            <source>A file</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>A pasted key</source>
            <translation>粘贴的密钥</translation>
        </message>
        <message>
            <source>A shared secret</source>
            <translation>共享密钥</translation>
        </message>
        <message>
            <source>A JWK set, a JWK or a PEM key. It stays in this window.</source>
            <translation>JWK 集、JWK 或 PEM 密钥。它只留在此窗口中。</translation>
        </message>
        <message>
            <source>JWK set, JWK or PEM</source>
            <translation>JWK 集、JWK 或 PEM</translation>
        </message>
        <message>
            <source>Choose a key file</source>
            <translation>选择密钥文件</translation>
        </message>
    </context>
    <context>
        <name>tessera::LifetimeBar</name>
        <message>
            <source>Life of the access token</source>
            <translation>访问令牌的有效期</translation>
        </message>
        <message>
            <source>Renews %1</source>
            <translation>续期 %1</translation>
        </message>
        <message>
            <source>Issued %1</source>
            <translation>签发 %1</translation>
        </message>
        <message>
            <source>Ended %1</source>
            <translation>已失效 %1</translation>
        </message>
        <message>
            <source>Ends %1</source>
            <translation>失效 %1</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>现在</translation>
        </message>
        <message>
            <source>Issued %1
Ends %2</source>
            <translation>签发 %1
失效 %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::MainWindow</name>
        <message>
            <source>Tessera</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>Signed in. The ID token %1.</source>
            <translation>已登录。ID 令牌%1。</translation>
        </message>
        <message>
            <source>The account would lose permissions.</source>
            <translation>账户会失去权限。</translation>
        </message>
        <message>
            <source>It would lose: %1.</source>
            <translation>会失去：%1。</translation>
        </message>
        <message>
            <source>Accept fewer</source>
            <translation>接受更少权限</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>保持原样</translation>
        </message>
        <message>
            <source>Trust the new hosts</source>
            <translation>信任新主机</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Got it</source>
            <translation>知道了</translation>
        </message>
    </context>
    <context>
        <name>tessera::MessagePane</name>
        <message>
            <source>Copy this message</source>
            <translation>复制此消息</translation>
        </message>
        <message>
            <source>Part of the step</source>
            <translation>步骤部分</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>校验</translation>
        </message>
        <message>
            <source>Raw</source>
            <translation>原始内容</translation>
        </message>
        <message>
            <source>Secrets were replaced when this was recorded. The same secret has the same pattern in every message.</source>
            <translation>机密在记录时已替换。同一机密在每条消息中都有相同的图案。</translation>
        </message>
        <message>
            <source>The message as text</source>
            <translation>消息文本</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>参数</translation>
        </message>
        <message>
            <source>Headers</source>
            <translation>头部</translation>
        </message>
        <message>
            <source>Body</source>
            <translation>正文</translation>
        </message>
        <message>
            <source>No step is chosen</source>
            <translation>未选择步骤</translation>
        </message>
        <message>
            <source>Choose an arrow of the drawing to see its message.</source>
            <translation>选择图中的一个箭头以查看其消息。</translation>
        </message>
        <message>
            <source>%1 bytes of %2. What they say is not kept.</source>
            <translation>%1 字节的 %2。不保留其内容。</translation>
        </message>
        <message>
            <source>The text is under Raw.</source>
            <translation>文本见“原始内容”。</translation>
        </message>
        <message>
            <source>Nothing was checked after this step.</source>
            <translation>此步骤之后没有任何校验。</translation>
        </message>
        <message>
            <source>Nothing of this step goes through Tessera, so there is nothing to show.</source>
            <translation>此步骤的内容不经过 Tessera，因此没有可显示的内容。</translation>
        </message>
    </context>
    <context>
        <name>tessera::MessageWords</name>
        <message>
            <source>The server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 毫秒</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>Token</source>
            <comment>before "request" or "response"</comment>
            <translation>令牌</translation>
        </message>
        <message>
            <source>Discovery</source>
            <comment>before "request" or "response"</comment>
            <translation>发现</translation>
        </message>
        <message>
            <source>Key set</source>
            <comment>before "request" or "response"</comment>
            <translation>密钥集</translation>
        </message>
        <message>
            <source>Device code</source>
            <comment>before "request" or "response"</comment>
            <translation>设备码</translation>
        </message>
        <message>
            <source>Pushed authorization</source>
            <comment>before "request" or "response"</comment>
            <translation>推送授权</translation>
        </message>
        <message>
            <source>Userinfo</source>
            <comment>before "request" or "response"</comment>
            <translation>用户信息</translation>
        </message>
        <message>
            <source>Revocation</source>
            <comment>before "request" or "response"</comment>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Introspection</source>
            <comment>before "request" or "response"</comment>
            <translation>内省</translation>
        </message>
        <message>
            <source>%1 request</source>
            <translation>%1请求</translation>
        </message>
        <message>
            <source>Answer to %1</source>
            <translation>对“%1”的响应</translation>
        </message>
        <message>
            <source>%1 response</source>
            <translation>%1响应</translation>
        </message>
        <message>
            <source>Why it stopped</source>
            <translation>为何停止</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>校验</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>提示</translation>
        </message>
        <message>
            <source>%1 answered %2 in %3.</source>
            <translation>%1 在 %3内返回 %2。</translation>
        </message>
        <message>
            <source>%1 gave no answer.</source>
            <translation>%1 没有响应。</translation>
        </message>
        <message>
            <source>(cut here: the rest is too long to be shown)</source>
            <translation>（在此截断：其余内容过长，无法显示）</translation>
        </message>
        <message>
            <source>%1. %2</source>
            <translation>%1。%2</translation>
        </message>
        <message>
            <source>You asked Tessera to sign in.</source>
            <translation>你要求 Tessera 登录。</translation>
        </message>
        <message>
            <source>Tessera gave the address to the browser.</source>
            <translation>Tessera 将地址交给了浏览器。</translation>
        </message>
        <message>
            <source>Tessera gave the address to %1.</source>
            <translation>Tessera 将地址交给了 %1。</translation>
        </message>
        <message>
            <source>The browser follows the address to %1. Tessera does not see it, but knows it.</source>
            <translation>浏览器按地址前往 %1。Tessera 看不到这一步，但知道它发生。</translation>
        </message>
        <message>
            <source>%1 shows its page in the browser, unseen by Tessera.</source>
            <translation>%1 在浏览器中显示其页面，Tessera 看不到。</translation>
        </message>
        <message>
            <source>What you type there goes to %1. Tessera never sees it.</source>
            <translation>你在那里输入的内容发往 %1。Tessera 绝不会看到。</translation>
        </message>
        <message>
            <source>%1 sends the browser back with its answer.</source>
            <translation>%1 让浏览器带着响应返回。</translation>
        </message>
        <message>
            <source>The browser brought the answer to Tessera.</source>
            <translation>浏览器将响应带给了 Tessera。</translation>
        </message>
        <message>
            <source>You pasted the address with the answer.</source>
            <translation>你粘贴了带有响应的地址。</translation>
        </message>
        <message>
            <source>Tessera showed the code and where to type it.</source>
            <translation>Tessera 显示了代码以及在哪里输入。</translation>
        </message>
        <message>
            <source>Tessera asked %1.</source>
            <translation>Tessera 询问了 %1。</translation>
        </message>
        <message>
            <source>Tessera did not send this: something before it failed.</source>
            <translation>Tessera 未发送此请求：之前的步骤失败了。</translation>
        </message>
        <message>
            <source>Made by Tessera on what came before.</source>
            <translation>由 Tessera 对之前收到的内容进行。</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>step, what happened</comment>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>(%1 bytes of %2; only their number is kept)</source>
            <translation>（%1 字节的 %2；只保留字节数）</translation>
        </message>
    </context>
    <context>
        <name>tessera::NavColumn</name>
        <message>
            <source>Tessera</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>&amp;Accounts</source>
            <translation>账户(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Inspector</source>
            <translation>检查器(&amp;I)</translation>
        </message>
        <message>
            <source>&amp;Flow</source>
            <translation>流程(&amp;F)</translation>
        </message>
        <message>
            <source>Pro&amp;grams</source>
            <translation>程序(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;Settings</source>
            <translation>设置(&amp;S)</translation>
        </message>
        <message>
            <source>1 account needs you.</source>
            <translation>有 1 个账户需要你处理。</translation>
        </message>
        <message>
            <source>Keychain unlocked</source>
            <translation>钥匙串已解锁</translation>
        </message>
        <message>
            <source>Keychain locked</source>
            <translation>钥匙串已锁定</translation>
        </message>
        <message>
            <source>No keychain</source>
            <translation>没有钥匙串</translation>
        </message>
        <message>
            <source>Keychain refused</source>
            <translation>钥匙串拒绝访问</translation>
        </message>
        <message>
            <source>Keychain slow</source>
            <translation>钥匙串响应慢</translation>
        </message>
        <message>
            <source>Keychain gone</source>
            <translation>钥匙串已不可用</translation>
        </message>
        <message numerus="yes">
            <source>%n accounts need you.</source>
            <translation>
                <numerusform>有 %n 个账户需要你处理。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::NetworkBox</name>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>As this computer has it. Tessera has no proxy and no certificates of its own.</source>
            <translation>与本机一致。Tessera 没有自己的代理服务器和证书。</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>代理服务器</translation>
        </message>
        <message>
            <source>Trusted authorities</source>
            <translation>受信任的证书颁发机构</translation>
        </message>
        <message>
            <source>None.</source>
            <translation>无。</translation>
        </message>
        <message>
            <source>Set in the environment: %1.</source>
            <translation>在环境变量中设定：%1。</translation>
        </message>
        <message>
            <source>None. No provider can be reached without a list of authorities.</source>
            <translation>无。没有证书颁发机构列表，就无法连接任何提供方。</translation>
        </message>
        <message>
            <source>%1, from the system's list.</source>
            <translation>%1 个，来自系统列表。</translation>
        </message>
    </context>
    <context>
        <name>tessera::PartsBar</name>
        <message>
            <source>Back to the whole (Alt+Left)</source>
            <translation>返回整体 (Alt+Left)</translation>
        </message>
        <message>
            <source>Whole text</source>
            <translation>完整文本</translation>
        </message>
        <message>
            <source>Found inside:</source>
            <translation>其中发现：</translation>
        </message>
        <message>
            <source>Look inside %1</source>
            <translation>查看 %1 内部</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramList</name>
        <message>
            <source>Show all %1</source>
            <translation>显示全部 %1 项</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>收回</translation>
        </message>
        <message>
            <source>Take back from %1: %2, %3</source>
            <translation>收回 %1 的许可：%2，%3</translation>
        </message>
        <message>
            <source>%1 is asked about again</source>
            <translation>对 %1 会再次询问你</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramRows</name>
        <message>
            <source>Itself, and through the command tessera</source>
            <translation>直接使用，以及经由命令 tessera</translation>
        </message>
        <message>
            <source>Through the command tessera</source>
            <translation>经由命令 tessera</translation>
        </message>
        <message>
            <source>All accounts</source>
            <translation>所有账户</translation>
        </message>
        <message>
            <source>No such account here</source>
            <translation>本机没有此账户</translation>
        </message>
        <message>
            <source>Changed since you allowed it: you are asked again</source>
            <translation>在你允许后发生了变化：会再次询问你</translation>
        </message>
        <message>
            <source>Until the agent locks or ends</source>
            <translation>直到令牌代理锁定或结束</translation>
        </message>
        <message>
            <source>Last used %1</source>
            <translation>上次使用 %1</translation>
        </message>
        <message>
            <source>Not used lately</source>
            <translation>近期未使用</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1（%2）</translation>
        </message>
        <message>
            <source>an account that is not here any more</source>
            <translation>已不在本机的账户</translation>
        </message>
        <message>
            <source>an account at %1 that is not here any more</source>
            <translation>%1 的账户，已不在本机</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramsPage</name>
        <message>
            <source>No program is allowed anything yet</source>
            <translation>还没有允许任何程序</translation>
        </message>
        <message>
            <source>When a program asks for a token, Tessera asks you in a window. What you allow there for an hour or always stands here, and here you take it back.</source>
            <translation>程序请求令牌时，Tessera 会弹窗询问你。你在那里允许一小时或始终允许的许可列在这里，也在这里收回。</translation>
        </message>
        <message>
            <source>To try it, type “tessera token” in a terminal. To allow a program beforehand, type “tessera agent allow” with its name and an account.</source>
            <translation>要试用，在终端中输入“tessera token”。要预先允许程序，输入“tessera agent allow”并附上程序名和账户。</translation>
        </message>
        <message>
            <source>Look again (F5)</source>
            <translation>重新查看 (F5)</translation>
        </message>
        <message>
            <source>Programs</source>
            <translation>程序</translation>
        </message>
        <message>
            <source>What other programs on this computer may have of your accounts.</source>
            <translation>本机上的其他程序可从你的账户取得的内容。</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>已允许</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>发生了什么</translation>
        </message>
        <message>
            <source>not asked about again</source>
            <translation>不再询问</translation>
        </message>
        <message>
            <source>No program has asked for a token.</source>
            <translation>还没有程序请求过令牌。</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>显示全部 %1 项</translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>已收回。</translation>
        </message>
        <message>
            <source>%1 is asked about again the next time it wants a token.</source>
            <translation>%1 下次需要令牌时会再次询问你。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤消</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderSection</name>
        <message>
            <source>Provider</source>
            <translation>提供方</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>续期</translation>
        </message>
        <message>
            <source>Endpoints</source>
            <translation>端点</translation>
        </message>
        <message>
            <source>What this program may do there, and how to take it back:</source>
            <translation>此程序在那里可以做什么，以及如何收回：</translation>
        </message>
        <message>
            <source>Access</source>
            <translation>访问权限</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderText</name>
        <message>
            <source>The refresh token changes with each renewal.</source>
            <translation>刷新令牌随每次续期更换。</translation>
        </message>
        <message>
            <source>Review access at %1</source>
            <translation>在 %1 查看访问权限</translation>
        </message>
        <message>
            <source>Tessera asks %1 to revoke the grant and forgets every token of this account.</source>
            <translation>Tessera 请求 %1 撤销授权，并清除此账户的所有令牌。</translation>
        </message>
        <message>
            <source>Tessera forgets every token of this account.</source>
            <translation>Tessera 清除此账户的所有令牌。</translation>
        </message>
        <message>
            <source>%1 has no way to revoke the grant from here.</source>
            <translation>%1 没有从这里撤销授权的途径。</translation>
        </message>
        <message>
            <source>This cannot be undone; to come back you sign in again in the browser.</source>
            <translation>此操作无法撤消；要再次使用，需在浏览器中重新登录。</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>在本机上</translation>
        </message>
        <message>
            <source>Start it with: tessera-demo-idp --port 8787</source>
            <translation>用以下命令启动：tessera-demo-idp --port 8787</translation>
        </message>
        <message>
            <source>It forgets every sign-in when it stops. For development and for learning, nothing else.</source>
            <translation>它停止时会忘记所有登录。仅供开发和学习之用。</translation>
        </message>
        <message>
            <source>accounts.google.com</source>
            <translation>accounts.google.com</translation>
        </message>
        <message>
            <source>Google gives a refresh token only with the first consent. It ends after six months without use, when you withdraw access, and when too many sign-ins of one program push the oldest out.</source>
            <translation>Google 只在首次同意时给出刷新令牌。六个月未使用、你撤回访问权限，或同一程序的登录过多而挤掉最早的登录时，它会失效。</translation>
        </message>
        <message>
            <source>Google ends the sign-ins of an app in testing after 7 days.</source>
            <translation>对处于测试状态的应用，Google 会在 7 天后结束登录。</translation>
        </message>
        <message>
            <source>Publish the app on its consent screen, or ask for openid, profile and email only.</source>
            <translation>在同意屏幕中发布应用，或只请求 openid、profile 和 email。</translation>
        </message>
        <message>
            <source>Google ends a refresh token that was not used for six months.</source>
            <translation>Google 会使六个月未使用的刷新令牌失效。</translation>
        </message>
        <message>
            <source>Access was withdrawn on your Google account's page, the password was changed, or newer sign-ins of the same program pushed the oldest out.</source>
            <translation>访问权限在你的 Google 账户页面上被撤回，密码已更改，或同一程序较新的登录挤掉了最早的登录。</translation>
        </message>
        <message>
            <source>Google wants the secret of your desktop client although PKCE is used. It identifies the program; it does not protect your account.</source>
            <translation>即使使用 PKCE，Google 仍要求桌面客户端的机密。它用于识别程序，并不保护你的账户。</translation>
        </message>
        <message>
            <source>Google shows the account your browser is signed in with, whichever account is asked for. Choose the right one there.</source>
            <translation>无论请求哪个账户，Google 都会显示浏览器当前登录的账户。在那里选择正确的账户。</translation>
        </message>
        <message>
            <source>While the app is in testing and asks for more than openid, profile and email, Google ends the sign-in after 7 days.</source>
            <translation>应用处于测试状态且请求的不止 openid、profile 和 email 时，Google 会在 7 天后结束登录。</translation>
        </message>
        <message>
            <source>github.com</source>
            <translation>github.com</translation>
        </message>
        <message>
            <source>Without expiring tokens GitHub's access token lasts until it is revoked or unused for a year, and there is nothing to renew. With them, or with the scope offline_access, it lasts 8 hours and renews itself for 6 months.</source>
            <translation>未启用令牌过期时，GitHub 的访问令牌一直有效，直到被撤销或一年未使用，无需续期。启用后，或使用权限范围 offline_access 时，它有效 8 小时，并在 6 个月内自动续期。</translation>
        </message>
        <message>
            <source>GitHub's refresh token lasts six months and is replaced by each renewal.</source>
            <translation>GitHub 的刷新令牌有效六个月，每次续期都会更换。</translation>
        </message>
        <message>
            <source>Access was withdrawn in GitHub's settings, or another program used the refresh token and got the new one.</source>
            <translation>访问权限在 GitHub 设置中被撤回，或另一程序使用了刷新令牌并取得了新的。</translation>
        </message>
        <message>
            <source>GitHub wants the client secret when you sign in with the browser; with the device flow it wants none.</source>
            <translation>用浏览器登录时 GitHub 要求客户端机密；用设备流程则不要求。</translation>
        </message>
        <message>
            <source>GitHub has no ID token: who you are is asked from its API, and your account is known by its number, not its name.</source>
            <translation>GitHub 没有 ID 令牌：你的身份通过其 API 查询，账户以编号而不是名称识别。</translation>
        </message>
        <message>
            <source>GitHub keeps ten tokens for each person, app and scope. The eleventh sign-in ends the oldest.</source>
            <translation>GitHub 为每个人、应用和权限范围的组合保留十个令牌。第十一次登录会结束最早的一次。</translation>
        </message>
        <message>
            <source>The access token lasts 8 hours, the refresh token 6 months. Each renewal ends both tokens before it.</source>
            <translation>访问令牌有效 8 小时，刷新令牌有效 6 个月。每次续期都会使之前的两个令牌失效。</translation>
        </message>
        <message>
            <source>What a GitHub App may do is set in its permissions, not asked for by scopes.</source>
            <translation>GitHub App 可以做什么由其权限设置决定，不通过权限范围请求。</translation>
        </message>
        <message>
            <source>gitlab.com or your own</source>
            <translation>gitlab.com 或自建实例</translation>
        </message>
        <message>
            <source>The access token lasts 2 hours. Each renewal ends the access token and the refresh token before it.</source>
            <translation>访问令牌有效 2 小时。每次续期都会使之前的访问令牌和刷新令牌失效。</translation>
        </message>
        <message>
            <source>Access was withdrawn in GitLab's preferences, or another program used the refresh token and got the new one.</source>
            <translation>访问权限在 GitLab 偏好设置中被撤回，或另一程序使用了刷新令牌并取得了新的。</translation>
        </message>
        <message>
            <source>For your own GitLab give its address as the issuer, and register the client there.</source>
            <translation>自建 GitLab 以其地址作为签发方，并在那里注册客户端。</translation>
        </message>
        <message>
            <source>A token copied elsewhere stops working when Tessera renews: ask for a fresh one each time.</source>
            <translation>Tessera 续期后，复制到别处的令牌就会失效：每次都请求新的令牌。</translation>
        </message>
        <message>
            <source>Your tenant</source>
            <translation>你的租户</translation>
        </message>
        <message>
            <source>A refresh token comes only with the scope offline_access.</source>
            <translation>只有使用权限范围 offline_access 才会得到刷新令牌。</translation>
        </message>
        <message>
            <source>Microsoft ends a refresh token that was not used for 90 days.</source>
            <translation>Microsoft 会使 90 天未使用的刷新令牌失效。</translation>
        </message>
        <message>
            <source>The password was changed or reset, an administrator ended the sign-ins, or a rule of the organisation asks for a new sign-in.</source>
            <translation>密码已更改或重置，管理员结束了登录，或组织的规则要求重新登录。</translation>
        </message>
        <message>
            <source>Microsoft ignores the port of http://localhost only. Addresses with [::1] are not supported.</source>
            <translation>Microsoft 只忽略 http://localhost 的端口。不支持含 [::1] 的地址。</translation>
        </message>
        <message>
            <source>Microsoft has no way to revoke a single sign-in; it ends by itself or in the list of your apps.</source>
            <translation>Microsoft 没有撤销单次登录的途径；它会自行结束，或在你的应用列表中结束。</translation>
        </message>
        <message>
            <source>Work, school or personal</source>
            <translation>工作、学校或个人</translation>
        </message>
        <message>
            <source>An app of a single tenant is refused here (AADSTS50194): use "microsoft" with your tenant's address.</source>
            <translation>单租户应用在此会被拒绝 (AADSTS50194)：使用“microsoft”并填写你的租户地址。</translation>
        </message>
        <message>
            <source>The shared address names no tenant. The one you sign in with is kept with the account; restrict it with --tenant.</source>
            <translation>共用地址不指明租户。你登录所用的租户随账户保存；可用 --tenant 加以限制。</translation>
        </message>
        <message>
            <source>Any organisation</source>
            <translation>任何组织</translation>
        </message>
        <message>
            <source>Outlook, Xbox and the like</source>
            <translation>Outlook、Xbox 等</translation>
        </message>
        <message>
            <source>The app must allow personal accounts.</source>
            <translation>应用须允许个人账户。</translation>
        </message>
        <message>
            <source>Your own host</source>
            <translation>你自己的主机</translation>
        </message>
        <message>
            <source>With offline_access Keycloak keeps an offline session, which ends by the realm's rules and not at a fixed time.</source>
            <translation>使用 offline_access 时，Keycloak 会保留离线会话，它按 realm 的规则结束，没有固定的时间。</translation>
        </message>
        <message>
            <source>Without offline_access Keycloak ends a session that was not renewed for 30 minutes, unless the realm says otherwise.</source>
            <translation>不使用 offline_access 时，Keycloak 会结束 30 分钟未续期的会话，除非 realm 另有规定。</translation>
        </message>
        <message>
            <source>Ask for the scope offline_access.</source>
            <translation>请求权限范围 offline_access。</translation>
        </message>
        <message>
            <source>Keycloak ends an offline session that was not used for 30 days, unless the realm says otherwise.</source>
            <translation>Keycloak 会结束 30 天未使用的离线会话，除非 realm 另有规定。</translation>
        </message>
        <message>
            <source>An administrator ended the session, or the realm's longest session time was reached.</source>
            <translation>管理员结束了会话，或达到了 realm 的最长会话时间。</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/callback, not localhost: only the number lets the port differ.</source>
            <translation>注册 http://127.0.0.1/callback，而不是 localhost：只有用数字地址时端口才可以不同。</translation>
        </message>
        <message>
            <source>Your own domain</source>
            <translation>你自己的域名</translation>
        </message>
        <message>
            <source>With rotation the token before is still taken for up to 60 seconds (30 by default).</source>
            <translation>启用轮换时，之前的令牌在最多 60 秒内（默认 30 秒）仍被接受。</translation>
        </message>
        <message>
            <source>Okta ends a refresh token that was not used for 7 days, unless the policy of the authorization server says otherwise.</source>
            <translation>Okta 会使 7 天未使用的刷新令牌失效，除非授权服务器的策略另有规定。</translation>
        </message>
        <message>
            <source>An administrator ended the session, or the rule of the authorization server limits how long a refresh token lasts.</source>
            <translation>管理员结束了会话，或授权服务器的规则限制了刷新令牌的有效期。</translation>
        </message>
        <message>
            <source>Okta accepts only the exact redirect address, port included: register one and give it with --redirect-uri.</source>
            <translation>Okta 只接受完全一致的重定向地址，包括端口：注册一个并用 --redirect-uri 给出。</translation>
        </message>
        <message>
            <source>Within the reuse window the token before is taken once more. An older one ends the whole sign-in.</source>
            <translation>在重用窗口内，之前的令牌可再被接受一次。更早的令牌会结束整个登录。</translation>
        </message>
        <message>
            <source>Auth0 ends a refresh token that was not used for 15 days, unless the application says otherwise.</source>
            <translation>Auth0 会使 15 天未使用的刷新令牌失效，除非应用另有规定。</translation>
        </message>
        <message>
            <source>Auth0 ends a sign-in after 30 days however often it is renewed, unless the application says otherwise.</source>
            <translation>无论续期多么频繁，Auth0 都会在 30 天后结束登录，除非应用另有规定。</translation>
        </message>
        <message>
            <source>Raise the absolute lifetime in the application's settings.</source>
            <translation>在应用设置中提高绝对有效期。</translation>
        </message>
        <message>
            <source>An old refresh token was used again, which ends the whole sign-in.</source>
            <translation>旧的刷新令牌被再次使用，整个登录因此结束。</translation>
        </message>
        <message>
            <source>Auth0's issuer ends with a slash, and callback addresses are compared exactly, port included.</source>
            <translation>Auth0 的签发方以斜杠结尾，回调地址须完全一致，包括端口。</translation>
        </message>
        <message>
            <source>slack.com</source>
            <translation>slack.com</translation>
        </message>
        <message>
            <source>An app with PKCE gets refresh tokens of 30 days; access tokens last 12 hours.</source>
            <translation>使用 PKCE 的应用得到有效期为 30 天的刷新令牌；访问令牌有效 12 小时。</translation>
        </message>
        <message>
            <source>Slack ends a refresh token that was not used for 30 days.</source>
            <translation>Slack 会使 30 天未使用的刷新令牌失效。</translation>
        </message>
        <message>
            <source>Slack compares the redirect address exactly and knows localhost only. An app without PKCE cannot sign in from a desktop.</source>
            <translation>Slack 要求重定向地址完全一致，且只认 localhost。不使用 PKCE 的应用无法从桌面登录。</translation>
        </message>
        <message>
            <source>Slack names no way to revoke a sign-in; remove the app in your workspace.</source>
            <translation>Slack 没有给出撤销登录的途径；在工作区中移除该应用。</translation>
        </message>
        <message>
            <source>discord.com</source>
            <translation>discord.com</translation>
        </message>
        <message>
            <source>The access token lasts about 7 days and renews itself.</source>
            <translation>访问令牌有效约 7 天，并自动续期。</translation>
        </message>
        <message>
            <source>Discord compares the redirect address exactly, port included, and keeps at most ten.</source>
            <translation>Discord 要求重定向地址完全一致，包括端口，最多保留十个。</translation>
        </message>
        <message>
            <source>codeberg.org</source>
            <translation>codeberg.org</translation>
        </message>
        <message>
            <source>Forgejo has no scopes yet: a token may do all that you may. One of an app for the whole server has the rights of an administrator.</source>
            <translation>Forgejo 尚无权限范围：令牌可以做你能做的一切。面向整个服务器的应用，其令牌拥有管理员的权限。</translation>
        </message>
        <message>
            <source>Before 1.25.5 Gitea's codes do not expire and can be used twice (CVE-2026-26232): ask for an update.</source>
            <translation>1.25.5 之前的 Gitea，其授权码不会过期且可使用两次 (CVE-2026-26232)：要求更新。</translation>
        </message>
        <message>
            <source>Your own server</source>
            <translation>你自己的服务器</translation>
        </message>
        <message>
            <source>Mastodon's access token has no end and no refresh token. It lasts until you revoke it.</source>
            <translation>Mastodon 的访问令牌没有期限，也没有刷新令牌。它一直有效，直到你撤销。</translation>
        </message>
        <message>
            <source>Each server has its own clients, and compares the redirect address exactly.</source>
            <translation>每个服务器有自己的客户端，并要求重定向地址完全一致。</translation>
        </message>
        <message>
            <source>appleid.apple.com</source>
            <translation>appleid.apple.com</translation>
        </message>
        <message>
            <source>Apple sends people back to a website only, so no desktop program can be signed in without a server between.</source>
            <translation>Apple 只会让人返回到网站，因此没有中间服务器，桌面程序便无法登录。</translation>
        </message>
        <message>
            <source>By its address</source>
            <translation>按其地址</translation>
        </message>
        <message>
            <source>The server must publish its metadata (RFC 8414). Without OpenID Connect there is no ID token: who signed in is what the userinfo endpoint says, or nothing.</source>
            <translation>服务器须发布其元数据 (RFC 8414)。没有 OpenID Connect 就没有 ID 令牌：登录者是谁以 userinfo 端点的说明为准，或者无从得知。</translation>
        </message>
        <message>
            <source>Create an OAuth client ID of the type "Desktop app".</source>
            <translation>创建类型为“Desktop app”的 OAuth 客户端 ID。</translation>
        </message>
        <message>
            <source>Copy its client ID and its client secret. No redirect address has to be registered.</source>
            <translation>复制其客户端 ID 和客户端机密。无需注册重定向地址。</translation>
        </message>
        <message>
            <source>On the consent screen, publish the app or add yourself as a test user.</source>
            <translation>在同意屏幕中发布应用，或将自己添加为测试用户。</translation>
        </message>
        <message>
            <source>Set "Authorization callback URL" to http://127.0.0.1/callback; GitHub lets the port differ.</source>
            <translation>将“Authorization callback URL”设为 http://127.0.0.1/callback；GitHub 允许端口不同。</translation>
        </message>
        <message>
            <source>Tick "Enable Device Flow" to sign in without a secret.</source>
            <translation>勾选“Enable Device Flow”，即可不用机密登录。</translation>
        </message>
        <message>
            <source>Generate a client secret for signing in with the browser.</source>
            <translation>生成客户端机密，用于浏览器登录。</translation>
        </message>
        <message>
            <source>Set "Callback URL" to http://127.0.0.1/callback; GitHub lets the port differ.</source>
            <translation>将“Callback URL”设为 http://127.0.0.1/callback；GitHub 允许端口不同。</translation>
        </message>
        <message>
            <source>Leave "Expire user authorization tokens" ticked, so that access tokens renew themselves.</source>
            <translation>保持勾选“Expire user authorization tokens”，使访问令牌自动续期。</translation>
        </message>
        <message>
            <source>Set the redirect URI to http://127.0.0.1/callback; GitLab lets the port differ.</source>
            <translation>将重定向 URI 设为 http://127.0.0.1/callback；GitLab 允许端口不同。</translation>
        </message>
        <message>
            <source>Leave "Confidential" unticked; then no secret is needed.</source>
            <translation>不要勾选“Confidential”；这样就不需要机密。</translation>
        </message>
        <message>
            <source>Tick the scopes openid, profile and email.</source>
            <translation>勾选权限范围 openid、profile 和 email。</translation>
        </message>
        <message>
            <source>Add the platform "Mobile and desktop applications".</source>
            <translation>添加平台“Mobile and desktop applications”。</translation>
        </message>
        <message>
            <source>Register the redirect http://127.0.0.1/callback in the manifest, or http://localhost and give --redirect-uri http://localhost.</source>
            <translation>在清单中注册重定向 http://127.0.0.1/callback，或注册 http://localhost 并给出 --redirect-uri http://localhost。</translation>
        </message>
        <message>
            <source>Allow public client flows, to sign in with a code on another device.</source>
            <translation>允许公共客户端流，以便在其他设备上用代码登录。</translation>
        </message>
        <message>
            <source>Create a client with "Client authentication" off and "Standard flow" on.</source>
            <translation>创建客户端，关闭“Client authentication”，打开“Standard flow”。</translation>
        </message>
        <message>
            <source>Add the redirect URI http://127.0.0.1/callback; Keycloak accepts any port of it.</source>
            <translation>添加重定向 URI http://127.0.0.1/callback；Keycloak 接受它的任何端口。</translation>
        </message>
        <message>
            <source>Create an app integration of the type "OIDC, Native Application".</source>
            <translation>创建类型为“OIDC, Native Application”的应用集成。</translation>
        </message>
        <message>
            <source>Add a redirect URI with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>添加带端口的重定向 URI，例如 http://127.0.0.1:49152/callback，并用 --redirect-uri 给出同样的地址。</translation>
        </message>
        <message>
            <source>Create an application of the type "Native".</source>
            <translation>创建类型为“Native”的应用。</translation>
        </message>
        <message>
            <source>Add an allowed callback URL with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>添加带端口的允许回调 URL，例如 http://127.0.0.1:49152/callback，并用 --redirect-uri 给出同样的地址。</translation>
        </message>
        <message>
            <source>Turn on refresh token rotation.</source>
            <translation>启用刷新令牌轮换。</translation>
        </message>
        <message>
            <source>Create an app and turn on PKCE. That cannot be undone.</source>
            <translation>创建应用并启用 PKCE。此操作无法撤消。</translation>
        </message>
        <message>
            <source>Add a redirect URL with a port, for instance http://localhost:49152/callback, and give the same with --redirect-uri.</source>
            <translation>添加带端口的重定向 URL，例如 http://localhost:49152/callback，并用 --redirect-uri 给出同样的地址。</translation>
        </message>
        <message>
            <source>Under OAuth2, turn on "Public Client".</source>
            <translation>在 OAuth2 下启用“Public Client”。</translation>
        </message>
        <message>
            <source>Add a redirect with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>添加带端口的重定向地址，例如 http://127.0.0.1:49152/callback，并用 --redirect-uri 给出同样的地址。</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/ as the redirect URI; any port of it is accepted.</source>
            <translation>将 http://127.0.0.1/ 注册为重定向 URI；它的任何端口都被接受。</translation>
        </message>
        <message>
            <source>Leave "Confidential client" unticked.</source>
            <translation>不要勾选“Confidential client”。</translation>
        </message>
        <message>
            <source>On your server open Preferences, Development, New application.</source>
            <translation>在你的服务器上打开“偏好设置”、“开发”、“新应用”。</translation>
        </message>
        <message>
            <source>Apple sends people back to an https address of a website only, never to a program on this computer, and answers with a form post. A desktop program would need a server of its own between, which could read every sign-in.</source>
            <translation>Apple 只会让人返回到网站的 https 地址，绝不返回到本机上的程序，并以表单提交的方式响应。桌面程序需要自己的中间服务器，而该服务器能读取每一次登录。</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderTile</name>
        <message>
            <source>Sign in with %1</source>
            <translation>使用 %1 登录</translation>
        </message>
    </context>
    <context>
        <name>tessera::QrCode</name>
        <message>
            <source>QR code</source>
            <translation>二维码</translation>
        </message>
    </context>
    <context>
        <name>tessera::RelativeTime</name>
        <message>
            <source>in 1 minute</source>
            <translation>1 分钟后</translation>
        </message>
        <message>
            <source>in less than a minute</source>
            <translation>1 分钟内</translation>
        </message>
        <message>
            <source>1 minute ago</source>
            <translation>1 分钟前</translation>
        </message>
        <message>
            <source>less than a minute ago</source>
            <translation>不到 1 分钟前</translation>
        </message>
        <message>
            <source>1 minute</source>
            <translation>1 分钟</translation>
        </message>
        <message>
            <source>less than a minute</source>
            <translation>不到 1 分钟</translation>
        </message>
        <message>
            <source>1 more minute</source>
            <translation>1 分钟</translation>
        </message>
        <message>
            <source>Yesterday %1</source>
            <translation>昨天 %1</translation>
        </message>
        <message numerus="yes">
            <source>in %n days</source>
            <translation>
                <numerusform>%n 天后</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n hours</source>
            <translation>
                <numerusform>%n 小时后</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n minutes</source>
            <translation>
                <numerusform>%n 分钟后</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days ago</source>
            <translation>
                <numerusform>%n 天前</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours ago</source>
            <translation>
                <numerusform>%n 小时前</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes ago</source>
            <translation>
                <numerusform>%n 分钟前</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n 天</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours</source>
            <translation>
                <numerusform>%n 小时</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n 分钟</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more days</source>
            <translation>
                <numerusform>%n 天</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more hours</source>
            <translation>
                <numerusform>%n 小时</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more minutes</source>
            <translation>
                <numerusform>%n 分钟</numerusform>
            </translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>a date of this year, in the letters of QLocale</comment>
            <translation>M月d日</translation>
        </message>
    </context>
    <context>
        <name>tessera::RenewalSettings</name>
        <message>
            <source>Write a whole number of seconds from %1 to %2.</source>
            <translation>填写从 %1 到 %2 的整秒数。</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>续期</translation>
        </message>
        <message>
            <source>Seconds before the &amp;end of an access token</source>
            <translation>访问令牌失效前的秒数(&amp;E)</translation>
        </message>
        <message>
            <source>When it is renewed at the latest, but never before nine tenths of its life. Holds from each account's next renewal on.</source>
            <translation>最晚在此时续期，但绝不早于有效期的十分之九。从每个账户的下次续期起生效。</translation>
        </message>
        <message>
            <source>Seconds a copied token stays on the cli&amp;pboard</source>
            <translation>复制的令牌在剪贴板中保留的秒数(&amp;P)</translation>
        </message>
        <message>
            <source>Then it is taken off, if it is still there.</source>
            <translation>之后如果仍在剪贴板中就会清除。</translation>
        </message>
    </context>
    <context>
        <name>tessera::ReportText</name>
        <message>
            <source>ID token</source>
            <translation>ID 令牌</translation>
        </message>
        <message>
            <source>access token</source>
            <translation>访问令牌</translation>
        </message>
        <message>
            <source>refresh token</source>
            <translation>刷新令牌</translation>
        </message>
        <message>
            <source>logout token</source>
            <translation>登出令牌</translation>
        </message>
        <message>
            <source>Signed JSON Web Token</source>
            <translation>已签名的 JSON Web Token</translation>
        </message>
        <message>
            <source>Signed content</source>
            <translation>已签名的内容</translation>
        </message>
        <message>
            <source>Encrypted token; only its header can be read without the key</source>
            <translation>加密令牌；没有密钥只能读取其头部</translation>
        </message>
        <message>
            <source>Opaque text; it says nothing by itself</source>
            <translation>不透明文本；其本身不含可读信息</translation>
        </message>
        <message>
            <source>Text that cannot be read</source>
            <translation>无法读取的文本</translation>
        </message>
        <message>
            <source>Not valid.</source>
            <translation>无效。</translation>
        </message>
        <message>
            <source>The signature is wrong. The text was changed after signing, or another key signed it. Do not trust the claims.</source>
            <translation>签名有误。文本在签名后被更改，或由另一密钥签名。不要信任这些声明。</translation>
        </message>
        <message>
            <source>The signature is right, and still:</source>
            <translation>签名正确，但是：</translation>
        </message>
        <message>
            <source>It was refused. (%1)</source>
            <translation>已拒绝。(%1)</translation>
        </message>
        <message>
            <source>Not checked.</source>
            <translation>未校验。</translation>
        </message>
        <message>
            <source>Anybody can write such a text. Name a key to find out who did.</source>
            <translation>这样的文本任何人都能写。指定密钥即可查明是谁写的。</translation>
        </message>
        <message>
            <source>Valid.</source>
            <translation>有效。</translation>
        </message>
        <message>
            <source>Signed with a key from %1, and every check passed.</source>
            <translation>由来自 %1 的密钥签名，且所有校验均通过。</translation>
        </message>
        <message>
            <source>Decrypted.</source>
            <translation>已解密。</translation>
        </message>
        <message>
            <source>The key from %1 opens it. Who wrote it is another question.</source>
            <translation>来自 %1 的密钥可以打开它。至于是谁写的，则是另一个问题。</translation>
        </message>
        <message>
            <source>It is encrypted; this key does not open it.</source>
            <translation>它已加密；此密钥打不开它。</translation>
        </message>
        <message>
            <source>There is no signature in it.</source>
            <translation>其中没有签名。</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>算法</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>%1 was refused</source>
            <translation>%1 遭到拒绝</translation>
        </message>
        <message>
            <source>%1 is known and fit</source>
            <translation>%1 已知且合适</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>One of %1</source>
            <translation>%1 之一</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%2 的 %1</translation>
        </message>
        <message>
            <source>None was tried</source>
            <translation>未尝试任何密钥</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>签名</translation>
        </message>
        <message>
            <source>Made with this key</source>
            <translation>由此密钥生成</translation>
        </message>
        <message>
            <source>Does not match this key</source>
            <translation>与此密钥不匹配</translation>
        </message>
        <message>
            <source>Could not be checked</source>
            <translation>无法校验</translation>
        </message>
        <message>
            <source>Not asked for</source>
            <translation>未要求</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>The token names none</source>
            <translation>令牌未给出任何时间</translation>
        </message>
        <message>
            <source>%1, with 60 s of leeway</source>
            <translation>%1，容许 60 秒偏差</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>签发方</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>受众</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>As given</source>
            <translation>与给出的一致</translation>
        </message>
        <message>
            <source>%1 passed</source>
            <translation>%1 通过</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 未通过</translation>
        </message>
        <message>
            <source>%1 not done</source>
            <translation>%1 未进行</translation>
        </message>
    </context>
    <context>
        <name>tessera::ScopeSection</name>
        <message>
            <source>Scopes</source>
            <translation>权限范围</translation>
        </message>
        <message>
            <source>%1 asked for, %2 granted</source>
            <translation>请求 %1 项，授予 %2 项</translation>
        </message>
        <message>
            <source>%1 did not grant %2. Tools that need it will be refused until you ask again.</source>
            <translation>%1 未授予 %2。需要它的工具会遭到拒绝，直到你再次请求。</translation>
        </message>
        <message>
            <source>%1 also granted %2, which was not asked for. The access token can do more than it needs to.</source>
            <translation>%1 还授予了未请求的 %2。访问令牌能做的超出了所需。</translation>
        </message>
    </context>
    <context>
        <name>tessera::SettingsPage</name>
        <message>
            <source>Reset to &amp;defaults</source>
            <translation>恢复默认(&amp;D)</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>What you change holds at once.</source>
            <translation>更改立即生效。</translation>
        </message>
        <message>
            <source>All settings are as they were at first.</source>
            <translation>所有设置已恢复为最初状态。</translation>
        </message>
        <message>
            <source>Accounts and what programs may have are as they were.</source>
            <translation>账户以及程序的许可保持原样。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤消</translation>
        </message>
    </context>
    <context>
        <name>tessera::ShippedParts</name>
        <message>
            <source>this program</source>
            <translation>本程序</translation>
        </message>
        <message>
            <source>window, network, pictures</source>
            <translation>窗口、网络、图片</translation>
        </message>
        <message>
            <source>the code flow</source>
            <translation>授权码流程</translation>
        </message>
        <message>
            <source>signatures and TLS</source>
            <translation>签名和 TLS</translation>
        </message>
        <message>
            <source>the way to the keychain</source>
            <translation>通往钥匙串的途径</translation>
        </message>
        <message>
            <source>coroutines</source>
            <translation>协程</translation>
        </message>
        <message>
            <source>which domains a cookie may be for</source>
            <translation>cookie 可用于哪些域名</translation>
        </message>
        <message>
            <source>the code for your phone</source>
            <translation>供手机扫描的二维码</translation>
        </message>
        <message>
            <source>compressed tokens</source>
            <translation>压缩的令牌</translation>
        </message>
        <message>
            <source>values or errors</source>
            <translation>值或错误</translation>
        </message>
        <message>
            <source>the first step of the command line</source>
            <translation>命令行的第一步</translation>
        </message>
    </context>
    <context>
        <name>tessera::SidePane</name>
        <message>
            <source>Pane</source>
            <translation>窗格</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>验证</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>创建</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInFacts</name>
        <message>
            <source>The keychain is unlocked</source>
            <translation>钥匙串已解锁</translation>
        </message>
        <message>
            <source>The keychain is locked</source>
            <translation>钥匙串已锁定</translation>
        </message>
        <message>
            <source>It will ask for its password when the sign-in is stored.</source>
            <translation>保存登录时会要求输入其密码。</translation>
        </message>
        <message>
            <source>The keychain cannot be used</source>
            <translation>钥匙串无法使用</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>在关闭 Tessera 之前你会保持登录。</translation>
        </message>
        <message>
            <source>The provider does not say what it can do</source>
            <translation>提供方没有说明它能做什么</translation>
        </message>
        <message>
            <source>Tessera goes by what it said before.</source>
            <translation>Tessera 以它之前的说明为准。</translation>
        </message>
        <message>
            <source>The provider was found</source>
            <translation>已找到提供方</translation>
        </message>
        <message>
            <source>The provider is on this computer</source>
            <translation>提供方就在这台电脑上</translation>
        </message>
        <message>
            <source>For development: nothing leaves it, so nothing is encrypted.</source>
            <translation>用于开发：没有内容离开这台电脑，因此不加密。</translation>
        </message>
        <message>
            <source>The connection is encrypted</source>
            <translation>连接已加密</translation>
        </message>
        <message>
            <source>The request was handed over directly</source>
            <translation>请求已直接递交</translation>
        </message>
        <message>
            <source>The answer is bound to this sign-in</source>
            <translation>响应与本次登录绑定</translation>
        </message>
        <message>
            <source>The answer is not bound to this sign-in</source>
            <translation>响应未与本次登录绑定</translation>
        </message>
        <message>
            <source>The return address is listening</source>
            <translation>回调地址正在监听</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInNotice</name>
        <message>
            <source>%1 at %2: sign-in needed</source>
            <translation>%1（%2）：需要登录</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>重新登录</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInPage</name>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>The browser shows an error? &amp;Paste its address here</source>
            <translation>浏览器显示错误？在此粘贴其地址(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Address the browser ended on</source>
            <translation>浏览器最后停留的地址(&amp;A)</translation>
        </message>
        <message>
            <source>Copy all of it from the browser's address bar, then press Enter.</source>
            <translation>从浏览器地址栏完整复制，然后按 Enter。</translation>
        </message>
        <message>
            <source>&amp;Open again</source>
            <translation>再次打开(&amp;O)</translation>
        </message>
        <message>
            <source>Copy &amp;link</source>
            <translation>复制链接(&amp;L)</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>&amp;Try again</source>
            <translation>重试(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Keep as a new account</source>
            <translation>保留为新账户(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Watch it being drawn</source>
            <translation>观看绘制过程(&amp;W)</translation>
        </message>
        <message>
            <source>Copied. Paste the code on the page that is open.</source>
            <translation>已复制。将代码粘贴到打开的页面上。</translation>
        </message>
        <message>
            <source>Copied. Open the link in the browser you want to sign in with.</source>
            <translation>已复制。在要用来登录的浏览器中打开该链接。</translation>
        </message>
        <message>
            <source>Sign in with %1</source>
            <translation>使用 %1 登录</translation>
        </message>
        <message>
            <source>%1 opens in your browser.</source>
            <translation>%1 会在浏览器中打开。</translation>
        </message>
        <message>
            <source>Type your password there, never here.</source>
            <translation>密码只在那里输入，不要在这里输入。</translation>
        </message>
        <message>
            <source>Before your browser opens</source>
            <translation>打开浏览器之前</translation>
        </message>
        <message>
            <source>Start the demo provider</source>
            <translation>启动演示提供方</translation>
        </message>
        <message>
            <source>Ask the provider what it can do</source>
            <translation>询问提供方支持的功能</translation>
        </message>
        <message>
            <source>You sign in and agree in the browser</source>
            <translation>你在浏览器中登录并同意</translation>
        </message>
        <message>
            <source>Exchange the code for tokens</source>
            <translation>用授权码换取令牌</translation>
        </message>
        <message>
            <source>Check the ID token</source>
            <translation>校验 ID 令牌</translation>
        </message>
        <message>
            <source>Ask who you are</source>
            <translation>查询你的身份</translation>
        </message>
        <message>
            <source>Keep the sign-in safe</source>
            <translation>安全保存登录</translation>
        </message>
        <message>
            <source>Finishing</source>
            <translation>即将完成</translation>
        </message>
        <message>
            <source>Waiting for your browser</source>
            <translation>正在等待浏览器</translation>
        </message>
        <message>
            <source>Your browser shows %1.</source>
            <translation>浏览器显示 %1。</translation>
        </message>
        <message>
            <source>Open %1 in a browser.</source>
            <translation>在浏览器中打开 %1。</translation>
        </message>
        <message>
            <source>Waiting for the other device</source>
            <translation>正在等待其他设备</translation>
        </message>
        <message>
            <source>Sign in at %1.</source>
            <translation>在 %1 登录。</translation>
        </message>
        <message>
            <source>&amp;Open here</source>
            <translation>在此打开(&amp;O)</translation>
        </message>
        <message>
            <source>Copy &amp;code</source>
            <translation>复制代码(&amp;C)</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>剩余 %1</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>Not signed in</source>
            <translation>未登录</translation>
        </message>
        <message>
            <source>Show the &amp;flow</source>
            <translation>显示流程(&amp;F)</translation>
        </message>
        <message>
            <source>A question first</source>
            <translation>先回答一个问题</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInPlan</name>
        <message>
            <source>The page that opens shows the names and passwords to try.</source>
            <translation>打开的页面上列有可试用的用户名和密码。</translation>
        </message>
        <message>
            <source>The demo provider forgets every sign-in when Tessera closes.</source>
            <translation>Tessera 关闭时，演示提供方会忘记所有登录。</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInSettings</name>
        <message>
            <source>Sign-in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>&amp;Browser</source>
            <translation>浏览器(&amp;B)</translation>
        </message>
        <message>
            <source>the system's browser</source>
            <translation>系统默认浏览器</translation>
        </message>
        <message>
            <source>&amp;Return ports</source>
            <translation>回调端口(&amp;R)</translation>
        </message>
        <message>
            <source>The browser comes back to one of these ports of this computer, tried in this order. Empty: any free one, another each time. A port that was registered with a provider comes first.</source>
            <translation>浏览器返回到本机的这些端口之一，按此顺序尝试。留空：任意空闲端口，每次不同。已在提供方注册的端口优先。</translation>
        </message>
        <message>
            <source>any free port</source>
            <translation>任意空闲端口</translation>
        </message>
        <message>
            <source>&amp;Keep what went over the wire</source>
            <translation>保留网络往来内容(&amp;K)</translation>
        </message>
        <message>
            <source>For the page Flow, in memory and without secrets, until Tessera ends.</source>
            <translation>供“流程”页面使用，只在内存中且不含机密，直到 Tessera 结束。</translation>
        </message>
        <message>
            <source>The variable BROWSER comes first, and is %1.</source>
            <translation>变量 BROWSER 优先，其值为 %1。</translation>
        </message>
        <message>
            <source>Decided by the administrator of this computer: %1.</source>
            <translation>由本机管理员决定：%1。</translation>
        </message>
        <message>
            <source>A command such as “firefox --new-window %s”; %s is the address.</source>
            <translation>一条命令，例如“firefox --new-window %s”；%s 为网址。</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignOutQuestion</name>
        <message>
            <source>Sign out</source>
            <translation>退出登录</translation>
        </message>
        <message>
            <source>Stay signed in</source>
            <translation>保持登录</translation>
        </message>
        <message>
            <source>Sign %1 out?</source>
            <translation>让 %1 退出登录？</translation>
        </message>
    </context>
    <context>
        <name>tessera::StateText</name>
        <message>
            <source>A fresh access token is fetched when it is needed.</source>
            <translation>需要时会获取新的访问令牌。</translation>
        </message>
        <message>
            <source>The access token renews itself %1.</source>
            <translation>访问令牌将在 %1自动续期。</translation>
        </message>
        <message>
            <source>%1 did not say how long the access token lasts.</source>
            <translation>%1 没有说明访问令牌的有效期。</translation>
        </message>
        <message>
            <source>The access token ends %1.</source>
            <translation>访问令牌将在 %1失效。</translation>
        </message>
        <message>
            <source>%1 gave no refresh token; sign in again at %2.</source>
            <translation>%1 没有给出刷新令牌；在 %2 重新登录。</translation>
        </message>
        <message>
            <source>Signed in</source>
            <translation>已登录</translation>
        </message>
        <message>
            <source>Signed in.</source>
            <translation>已登录。</translation>
        </message>
        <message>
            <source>Signed in, but not renewing.</source>
            <translation>已登录，但不会续期。</translation>
        </message>
        <message>
            <source>%1 cannot be reached; Tessera keeps trying.</source>
            <translation>无法连接 %1；Tessera 会继续尝试。</translation>
        </message>
        <message>
            <source>The token is good for %1.</source>
            <translation>令牌剩余有效期：%1。</translation>
        </message>
        <message>
            <source>The token has run out.</source>
            <translation>令牌已过期。</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>Offline.</source>
            <translation>离线。</translation>
        </message>
        <message>
            <source>The refresh token is missing.</source>
            <translation>缺少刷新令牌。</translation>
        </message>
        <message>
            <source>The demo provider was restarted and forgets its users.</source>
            <translation>演示提供方已重新启动，忘记了其用户。</translation>
        </message>
        <message>
            <source>%1 withdrew the grant, so the refresh token was refused</source>
            <translation>%1 收回了授权，因此刷新令牌被拒绝</translation>
        </message>
        <message>
            <source>Waiting for the keychain</source>
            <translation>正在等待钥匙串</translation>
        </message>
        <message>
            <source>The keychain has gone away.</source>
            <translation>钥匙串已不可用。</translation>
        </message>
        <message>
            <source>The keychain is not there yet.</source>
            <translation>钥匙串尚不可用。</translation>
        </message>
        <message>
            <source>Your sign-in is in it. Tessera goes on as soon as it is back.</source>
            <translation>你的登录保存在其中。钥匙串一恢复，Tessera 就会继续。</translation>
        </message>
        <message>
            <source>The keychain is slow to answer.</source>
            <translation>钥匙串响应缓慢。</translation>
        </message>
        <message>
            <source>Your sign-in is in it. Tessera asks again by itself.</source>
            <translation>你的登录保存在其中。Tessera 会自动再次请求。</translation>
        </message>
        <message>
            <source>Keychain refused</source>
            <translation>钥匙串拒绝访问</translation>
        </message>
        <message>
            <source>The keychain did not let Tessera in.</source>
            <translation>钥匙串未允许 Tessera 访问。</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. It is asked again when you say so.</source>
            <translation>你的登录安全地保存在其中。你要求时才会再次请求。</translation>
        </message>
        <message>
            <source>Keychain locked</source>
            <translation>钥匙串已锁定</translation>
        </message>
        <message>
            <source>The keychain is locked.</source>
            <translation>钥匙串已锁定。</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. Unlock it to go on.</source>
            <translation>你的登录安全地保存在其中。解锁后即可继续。</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>正在载入</translation>
        </message>
        <message>
            <source>Reading the keychain.</source>
            <translation>正在读取钥匙串。</translation>
        </message>
        <message>
            <source>Renewing</source>
            <translation>正在续期</translation>
        </message>
        <message>
            <source>Renewing now.</source>
            <translation>正在续期。</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>遭到拒绝</translation>
        </message>
        <message>
            <source>%1 refuses Tessera itself, not you.</source>
            <translation>%1 拒绝的是 Tessera 本身，而不是你。</translation>
        </message>
        <message>
            <source>Sign-in needed</source>
            <translation>需要登录</translation>
        </message>
        <message>
            <source>Sign-in needed.</source>
            <translation>需要登录。</translation>
        </message>
        <message>
            <source>In your browser, with PKCE.</source>
            <translation>在浏览器中，使用 PKCE。</translation>
        </message>
        <message>
            <source>Renewed</source>
            <translation>已续期</translation>
        </message>
        <message>
            <source>The first time on %1.</source>
            <translation>首次于 %1。</translation>
        </message>
        <message>
            <source>Without the browser, with the refresh token.</source>
            <translation>无需浏览器，使用刷新令牌。</translation>
        </message>
        <message>
            <source>%1 could not be reached. Nothing was lost; Tessera kept trying.</source>
            <translation>曾无法连接 %1。没有任何丢失；Tessera 一直在尝试。</translation>
        </message>
        <message>
            <source>Back online</source>
            <translation>已恢复在线</translation>
        </message>
        <message>
            <source>%1 answers again.</source>
            <translation>%1 恢复响应。</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it.</source>
            <translation>你的登录安全地保存在其中。</translation>
        </message>
        <message>
            <source>Not stored</source>
            <translation>未存储</translation>
        </message>
        <message numerus="yes">
            <source>Renewed %n times</source>
            <translation>
                <numerusform>已续期 %n 次</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 (%2).</source>
            <comment>a sentence and the code of its cause</comment>
            <translation>%1（%2）。</translation>
        </message>
    </context>
    <context>
        <name>tessera::StepList</name>
        <message>
            <source>Done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>未通过</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>Not started</source>
            <translation>未开始</translation>
        </message>
    </context>
    <context>
        <name>tessera::TimeAxis</name>
        <message>
            <source>Life of the token</source>
            <translation>令牌的有效期</translation>
        </message>
    </context>
    <context>
        <name>tessera::TimeText</name>
        <message>
            <source>1 minute left</source>
            <translation>剩余 1 分钟</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>剩余不到 1 分钟</translation>
        </message>
        <message>
            <source>Runs out %1, %2</source>
            <translation>%1过期，%2</translation>
        </message>
        <message>
            <source>Ran out %1, %2</source>
            <translation>%1过期，%2</translation>
        </message>
        <message>
            <source>Issued %1, %2</source>
            <translation>%1签发，%2</translation>
        </message>
        <message>
            <source>Valid %1, %2</source>
            <translation>%1生效，%2</translation>
        </message>
        <message>
            <source>Valid since %1, %2</source>
            <translation>%1起有效，%2</translation>
        </message>
        <message>
            <source>Signed in %1, %2</source>
            <translation>%1登录，%2</translation>
        </message>
        <message>
            <source>Changed %1, %2</source>
            <translation>%1更改，%2</translation>
        </message>
        <message>
            <source>%1 local time
%2 UTC</source>
            <translation>本地时间 %1
UTC %2</translation>
        </message>
        <message>
            <source>Ran out %1</source>
            <translation>%1过期</translation>
        </message>
        <message>
            <source>Valid %1</source>
            <translation>%1生效</translation>
        </message>
        <message>
            <source>Never runs out</source>
            <translation>永不过期</translation>
        </message>
        <message numerus="yes">
            <source>%n days left</source>
            <translation>
                <numerusform>剩余 %n 天</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours left</source>
            <translation>
                <numerusform>剩余 %n 小时</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes left</source>
            <translation>
                <numerusform>剩余 %n 分钟</numerusform>
            </translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>a date of this year, in the letters of QLocale</comment>
            <translation>M月d日</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <comment>a date with its year, in the letters of QLocale</comment>
            <translation>yyyy年M月d日</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenEditor</name>
        <message>
            <source>That file cannot be read.</source>
            <translation>该文件无法读取。</translation>
        </message>
        <message>
            <source>That file holds no text.</source>
            <translation>该文件不含文本。</translation>
        </message>
        <message>
            <source>That is more than 1 MB; the rest was left out. The first 8 KB are shown here.</source>
            <translation>内容超过 1 MB；其余部分已省略。这里显示前 8 KB。</translation>
        </message>
        <message>
            <source>The first 8 KB are shown here; all %1 are looked at.</source>
            <translation>这里显示前 8 KB；全部 %1 都会查看。</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenHandle</name>
        <message>
            <source>Copy the text, or drag it into another program</source>
            <translation>复制文本，或将其拖到其他程序中</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>已复制。%n 秒后从剪贴板中清除。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenLegend</name>
        <message>
            <source>Header</source>
            <translation>头部</translation>
        </message>
        <message>
            <source>Payload</source>
            <translation>载荷</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>签名</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>密钥</translation>
        </message>
        <message>
            <source>IV</source>
            <translation>IV</translation>
        </message>
        <message>
            <source>Ciphertext</source>
            <translation>密文</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>认证标签</translation>
        </message>
        <message>
            <source>Parts: %1</source>
            <translation>组成部分：%1</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenTemplate</name>
        <message>
            <source>ID token</source>
            <translation>ID 令牌</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>访问令牌</translation>
        </message>
        <message>
            <source>Logout token</source>
            <translation>登出令牌</translation>
        </message>
        <message>
            <source>DPoP proof</source>
            <translation>DPoP 证明</translation>
        </message>
        <message>
            <source>Client assertion</source>
            <translation>客户端断言</translation>
        </message>
        <message>
            <source>Session token</source>
            <translation>会话令牌</translation>
        </message>
    </context>
    <context>
        <name>tessera::ToolSettings</name>
        <message>
            <source>Tools</source>
            <translation>工具</translation>
        </message>
        <message>
            <source>Give t&amp;okens to programs</source>
            <translation>向程序提供令牌(&amp;O)</translation>
        </message>
        <message>
            <source>Lock the agent with the screen</source>
            <translation>随屏幕锁定令牌代理</translation>
        </message>
        <message>
            <source>Nothing is handed out until you unlock it in this window.</source>
            <translation>在此窗口中解锁之前，不会交出任何内容。</translation>
        </message>
        <message>
            <source>Which programs may ha&amp;ve what</source>
            <translation>哪些程序可取得什么(&amp;V)</translation>
        </message>
        <message>
            <source>Another agent runs on this computer and goes on giving tokens.</source>
            <translation>本机上运行着另一个令牌代理，它会继续提供令牌。</translation>
        </message>
        <message>
            <source>The agent of this window asks you before a program gets its first one.</source>
            <translation>程序首次取得令牌之前，此窗口的令牌代理会询问你。</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayHost</name>
        <message>
            <source>This desktop shows no tray.</source>
            <translation>此桌面没有托盘。</translation>
        </message>
        <message>
            <source>Tessera was to start there; its window is here instead. When you close it, Tessera ends.</source>
            <translation>Tessera 本应在托盘中启动；现改为在此显示窗口。关闭窗口时，Tessera 即结束。</translation>
        </message>
        <message>
            <source>Tessera goes on in the tray.</source>
            <translation>Tessera 在托盘中继续运行。</translation>
        </message>
        <message>
            <source>Your accounts renew themselves there. To end it, choose Quit in its menu.</source>
            <translation>账户在那里自动续期。要结束它，在其菜单中选择“退出”。</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayIcon</name>
        <message>
            <source>%1 more accounts…</source>
            <translation>另外 %1 个账户…</translation>
        </message>
        <message>
            <source>&amp;Open Tessera</source>
            <translation>打开 Tessera(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Sign in again</source>
            <translation>重新登录(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Copy access token</source>
            <translation>复制访问令牌(&amp;C)</translation>
        </message>
        <message>
            <source>S&amp;how</source>
            <translation>显示(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Lock the agent</source>
            <translation>锁定令牌代理(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Unlock the agent…</source>
            <translation>解锁令牌代理(&amp;U)…</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayText</name>
        <message>
            <source>Tessera: %1</source>
            <translation>Tessera：%1</translation>
        </message>
        <message>
            <source>Tessera: %1 of %2 accounts need you.</source>
            <translation>Tessera：%2 个账户中有 %1 个需要你处理。</translation>
        </message>
        <message>
            <source>Tessera: offline; it keeps trying.</source>
            <translation>Tessera：离线；会继续尝试。</translation>
        </message>
        <message>
            <source>Tessera: signed in.</source>
            <translation>Tessera：已登录。</translation>
        </message>
        <message>
            <source>Tessera: nobody is signed in.</source>
            <translation>Tessera：无人登录。</translation>
        </message>
        <message>
            <source>%1 at %2: %3</source>
            <translation>%1（%2）：%3</translation>
        </message>
        <message numerus="yes">
            <source>Tessera: %n accounts, all signed in.</source>
            <translation>
                <numerusform>Tessera：%n 个账户，均已登录。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::VerifyPane</name>
        <message>
            <source>There is no key in it that Tessera can use.</source>
            <translation>其中没有 Tessera 可以使用的密钥。</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>受众</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>&amp;Verify</source>
            <translation>验证(&amp;V)</translation>
        </message>
        <message>
            <source>Read the keys &amp;again</source>
            <translation>重新读取密钥(&amp;A)</translation>
        </message>
        <message>
            <source>any</source>
            <translation>任意</translation>
        </message>
        <message>
            <source>&amp;Verify with the keys of %1</source>
            <translation>用 %1 的密钥验证(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Verify with the keys of this host</source>
            <translation>用此主机的密钥验证(&amp;V)</translation>
        </message>
        <message>
            <source>%1 is asked only when you press the button.</source>
            <translation>只有在你按下按钮时才会询问 %1。</translation>
        </message>
        <message>
            <source>%1, just read, 1 key.</source>
            <translation>%1，刚刚读取，1 个密钥。</translation>
        </message>
        <message>
            <source>Not checked.</source>
            <translation>未校验。</translation>
        </message>
        <message numerus="yes">
            <source>%1, just read, %n keys.</source>
            <translation>
                <numerusform>%1，刚刚读取，%n 个密钥。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::WelcomePage</name>
        <message>
            <source>Asking…</source>
            <translation>正在询问…</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>账户</translation>
        </message>
        <message>
            <source>&amp;Try it now</source>
            <translation>立即试用(&amp;T)</translation>
        </message>
        <message>
            <source>Uses the demo provider on this computer.
Nothing to register, nothing leaves the machine.</source>
            <translation>使用本机上的演示提供方。
无需注册，任何内容都不会离开本机。</translation>
        </message>
        <message>
            <source>Sign in once.
Every tool gets a fresh token.</source>
            <translation>登录一次。
每个工具都能得到新的令牌。</translation>
        </message>
        <message>
            <source>Sign in with your own account</source>
            <translation>用你自己的账户登录</translation>
        </message>
        <message>
            <source>&amp;More providers (%1)</source>
            <translation>更多提供方（%1）(&amp;M)</translation>
        </message>
        <message>
            <source>Issuer address</source>
            <translation>签发方地址</translation>
        </message>
        <message>
            <source>Contin&amp;ue</source>
            <translation>继续(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Other OpenID provider</source>
            <translation>其他 OpenID 提供方(&amp;O)</translation>
        </message>
        <message>
            <source>Type the issuer address. Tessera asks it when you stop typing and says here what it found.</source>
            <translation>输入签发方地址。停止输入后 Tessera 会询问它，并在这里说明结果。</translation>
        </message>
        <message>
            <source>Signed out here.</source>
            <translation>已在本机退出登录。</translation>
        </message>
        <message>
            <source>%1 did not confirm that the grant is revoked. %2</source>
            <translation>%1 未确认授权已撤销。%2</translation>
        </message>
        <message>
            <source>No token of this account is left on this computer.</source>
            <translation>本机不再留有此账户的任何令牌。</translation>
        </message>
        <message>
            <source>Signed out.</source>
            <translation>已退出登录。</translation>
        </message>
    </context>
    <context>
        <name>tessera::WhyStopped</name>
        <message>
            <source>Sign in &amp;again</source>
            <translation>重新登录(&amp;A)</translation>
        </message>
        <message>
            <source>Copy as bug &amp;report</source>
            <translation>复制为缺陷报告(&amp;R)</translation>
        </message>
        <message>
            <source>Why it stopped</source>
            <translation>为何停止</translation>
        </message>
    </context>
</TS>
