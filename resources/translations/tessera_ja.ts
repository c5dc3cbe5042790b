<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
    <context>
        <name>tessera::AboutBox</name>
        <message>
            <source>Licence</source>
            <translation>ライセンス</translation>
        </message>
        <message>
            <source>About</source>
            <translation>バージョン情報</translation>
        </message>
        <message>
            <source>Tessera</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>A tessera was the Roman token that proved who you were.</source>
            <translation>テッセラ (tessera) は、持ち主が何者であるかを証明したローマ時代の札です。</translation>
        </message>
        <message>
            <source>What is in it</source>
            <translation>含まれるもの</translation>
        </message>
        <message>
            <source>Version %1.</source>
            <translation>バージョン %1。</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>不明</translation>
        </message>
        <message>
            <source>Built from commit %1.</source>
            <translation>コミット %1 からビルド。</translation>
        </message>
        <message>
            <source>Licence of %1: %2</source>
            <translation>%1 のライセンス: %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountActions</name>
        <message>
            <source>The provider now knows that you signed out.</source>
            <translation>サインアウトしたことがプロバイダーに伝わりました。</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>アクセストークン</translation>
        </message>
        <message>
            <source>ID token</source>
            <translation>ID トークン</translation>
        </message>
        <message>
            <source>Renewed.</source>
            <translation>更新しました。</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>コピーしました。%n 秒後にクリップボードから消去されます。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountDelegate</name>
        <message>
            <source>Name of the account</source>
            <translation>アカウントの名前</translation>
        </message>
        <message>
            <source>As its provider calls it</source>
            <translation>プロバイダーでの名前</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountDetail</name>
        <message>
            <source>development</source>
            <translation>開発用</translation>
        </message>
        <message>
            <source>The issuer is on this computer.</source>
            <translation>発行者はこのコンピューター上にあります。</translation>
        </message>
        <message>
            <source>&amp;Renew now</source>
            <translation>今すぐ更新(&amp;R)</translation>
        </message>
        <message>
            <source>Inspec&amp;t</source>
            <translation>調べる(&amp;T)</translation>
        </message>
        <message>
            <source>Show &amp;flow</source>
            <translation>フローを表示(&amp;F)</translation>
        </message>
        <message>
            <source>Sign &amp;out</source>
            <translation>サインアウト(&amp;O)</translation>
        </message>
        <message>
            <source>F5</source>
            <translation>F5</translation>
        </message>
        <message>
            <source>at %1</source>
            <translation>%1</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 (%2)</translation>
        </message>
        <message>
            <source>Issuer: %1
Subject: %2</source>
            <translation>発行者: %1
サブジェクト: %2</translation>
        </message>
        <message>
            <source>E-mail: verified by the issuer</source>
            <translation>メールアドレス: 発行者が確認済み</translation>
        </message>
        <message>
            <source>E-mail: not verified by the issuer</source>
            <translation>メールアドレス: 発行者は未確認</translation>
        </message>
        <message>
            <source>Sign &amp;in again</source>
            <translation>再サインイン(&amp;I)</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>ロック解除(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Copy access token</source>
            <translation>アクセストークンをコピー(&amp;C)</translation>
        </message>
        <message>
            <source>There is no keychain here.</source>
            <translation>ここにはキーチェーンがありません。</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>Tessera を終了するまでサインインしたままです。</translation>
        </message>
        <message>
            <source>Signed out at %1. No token of that account is left here.</source>
            <translation>%1 からサインアウトしました。そのアカウントのトークンはここに残っていません。</translation>
        </message>
        <message>
            <source>Signed out here.</source>
            <translation>ここではサインアウトしました。</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountListModel</name>
        <message>
            <source>development</source>
            <translation>開発用</translation>
        </message>
        <message>
            <source>%1 at %2. %3</source>
            <translation>%1 (%2)。%3</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountListView</name>
        <message>
            <source>Accounts</source>
            <translation>アカウント</translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>名前を変更(&amp;R)</translation>
        </message>
        <message>
            <source>Move &amp;up</source>
            <translation>上へ移動(&amp;U)</translation>
        </message>
        <message>
            <source>Move &amp;down</source>
            <translation>下へ移動(&amp;D)</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountsPage</name>
        <message>
            <source>New account (Ctrl+N)</source>
            <translation>新しいアカウント (Ctrl+N)</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>アカウント</translation>
        </message>
        <message>
            <source>Search accounts</source>
            <translation>アカウントを検索</translation>
        </message>
        <message>
            <source>No account fits “%1”.</source>
            <translation>「%1」に一致するアカウントはありません。</translation>
        </message>
    </context>
    <context>
        <name>tessera::AgentBox</name>
        <message>
            <source>Pass&amp;word</source>
            <translation>パスワード(&amp;W)</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>ロック解除(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Lock</source>
            <translation>ロック(&amp;L)</translation>
        </message>
    </context>
    <context>
        <name>tessera::AgentStateText</name>
        <message>
            <source>Agent on</source>
            <translation>エージェント: オン</translation>
        </message>
        <message>
            <source>The agent is on.</source>
            <translation>エージェントは動作しています。</translation>
        </message>
        <message>
            <source>Programs you allowed get tokens; about any other you are asked in a window.</source>
            <translation>許可したプログラムにはトークンが渡されます。それ以外のプログラムについては、ウィンドウで確認します。</translation>
        </message>
        <message>
            <source>Agent locked</source>
            <translation>エージェント: ロック中</translation>
        </message>
        <message>
            <source>The agent is locked.</source>
            <translation>エージェントはロックされています。</translation>
        </message>
        <message>
            <source>No program gets a token until you unlock it with its password.</source>
            <translation>パスワードでロックを解除するまで、どのプログラムもトークンを受け取れません。</translation>
        </message>
        <message>
            <source>No program gets a token until you unlock it.</source>
            <translation>ロックを解除するまで、どのプログラムもトークンを受け取れません。</translation>
        </message>
        <message>
            <source>Agent elsewhere</source>
            <translation>別のエージェントが動作中</translation>
        </message>
        <message>
            <source>Another agent runs on this computer.</source>
            <translation>このコンピューターでは別のエージェントが動作しています。</translation>
        </message>
        <message>
            <source>It was there before this window and gives the tokens. What you take back here holds for it at once. What was allowed for an hour only it knows: “tessera agent approvals” lists it.</source>
            <translation>このウィンドウより先に起動していて、トークンを渡しているのはそのエージェントです。ここで取り消した内容は、そのエージェントにもすぐに適用されます。1 時間だけの許可はそのエージェントしか把握していません。「tessera agent approvals」で一覧を表示できます。</translation>
        </message>
        <message>
            <source>Agent off</source>
            <translation>エージェント: オフ</translation>
        </message>
        <message>
            <source>The agent is off.</source>
            <translation>エージェントは動作していません。</translation>
        </message>
        <message>
            <source>No program gets a token from this window. What you allowed always holds again when an agent starts.</source>
            <translation>このウィンドウからは、どのプログラムもトークンを受け取れません。常に許可した内容は、エージェントが起動すると再び有効になります。</translation>
        </message>
    </context>
    <context>
        <name>tessera::ApprovalText</name>
        <message>
            <source>Whatever it asks</source>
            <translation>すべての要求</translation>
        </message>
        <message>
            <source>ID token</source>
            <translation>ID トークン</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>アクセストークン</translation>
        </message>
        <message>
            <source>, for %1</source>
            <translation>、対象: %1</translation>
        </message>
        <message>
            <source>Until the agent locks or ends.</source>
            <translation>エージェントがロックされるか終了するまで。</translation>
        </message>
        <message>
            <source>Until you take it back, or the program changes.</source>
            <translation>取り消すか、プログラムが変わるまで。</translation>
        </message>
        <message>
            <source>Until %1. Sooner when it is not used for ten minutes, or the agent locks.</source>
            <translation>%1 まで。10 分間使われないか、エージェントがロックされた場合は、それより早く終わります。</translation>
        </message>
        <message>
            <source>any scope</source>
            <translation>任意のスコープ</translation>
        </message>
        <message>
            <source>%1 and %2 more</source>
            <translation>%1、ほか %2 件</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>常に許可</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>拒否</translation>
        </message>
        <message>
            <source>Until %1</source>
            <translation>%1 まで</translation>
        </message>
    </context>
    <context>
        <name>tessera::AuditText</name>
        <message>
            <source>%1, through the command tessera,</source>
            <translation>%1 (tessera コマンド経由)</translation>
        </message>
        <message>
            <source>%1 got an ID token of %2</source>
            <translation>%1 が %2 の ID トークンを取得</translation>
        </message>
        <message>
            <source>%1 got an access token of %2</source>
            <translation>%1 が %2 のアクセストークンを取得</translation>
        </message>
        <message>
            <source>You allowed it once.</source>
            <translation>1 回だけ許可しました。</translation>
        </message>
        <message>
            <source>You allowed it for an hour.</source>
            <translation>1 時間許可しました。</translation>
        </message>
        <message>
            <source>You allowed it always.</source>
            <translation>常に許可しました。</translation>
        </message>
        <message>
            <source>As you had allowed before.</source>
            <translation>以前の許可によるものです。</translation>
        </message>
        <message>
            <source>The first one: %1.</source>
            <translation>最初は %1 です。</translation>
        </message>
        <message>
            <source>%1 was refused</source>
            <translation>%1 を拒否</translation>
        </message>
        <message>
            <source>%1 got nothing of %2</source>
            <translation>%1 は %2 のトークンを受け取れませんでした</translation>
        </message>
        <message>
            <source>All approvals were taken back</source>
            <translation>すべての許可を取り消しました</translation>
        </message>
        <message>
            <source>An approval was taken back</source>
            <translation>許可を取り消しました</translation>
        </message>
        <message>
            <source>An approval for %1 was taken back</source>
            <translation>%1 の許可を取り消しました</translation>
        </message>
        <message>
            <source>By %1.</source>
            <translation>操作したプログラム: %1。</translation>
        </message>
        <message>
            <source>%1 may have tokens of %2</source>
            <translation>%1 は %2 のトークンを受け取れます</translation>
        </message>
        <message>
            <source>Without asking. By %1.</source>
            <translation>確認なし。操作したプログラム: %1。</translation>
        </message>
        <message>
            <source>The agent was locked</source>
            <translation>エージェントをロックしました</translation>
        </message>
        <message>
            <source>The agent was unlocked</source>
            <translation>エージェントのロックを解除しました</translation>
        </message>
        <message numerus="yes">
            <source>%1 got %n ID tokens of %2</source>
            <translation>
                <numerusform>%1 が %2 の ID トークンを %n 個取得</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 got %n access tokens of %2</source>
            <translation>
                <numerusform>%1 が %2 のアクセストークンを %n 個取得</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n times.</source>
            <translation>
                <numerusform>%n 回。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n approvals were taken back</source>
            <translation>
                <numerusform>%n 件の許可を取り消しました</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n approvals for %1 were taken back</source>
            <translation>
                <numerusform>%1 の許可を %n 件取り消しました</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::AxisLayout</name>
        <message>
            <source>now %1</source>
            <translation>現在 %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckList</name>
        <message>
            <source>Passed</source>
            <translation>合格</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>不合格</translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>未実施</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>チェック</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckNotes</name>
        <message>
            <source>Passed: %1</source>
            <translation>合格: %1</translation>
        </message>
        <message>
            <source>Failed: %1</source>
            <translation>不合格: %1</translation>
        </message>
        <message>
            <source>Not checked: %1</source>
            <translation>未チェック: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckSection</name>
        <message>
            <source>ID token</source>
            <translation>ID トークン</translation>
        </message>
        <message>
            <source>Show the checks</source>
            <translation>チェックを表示</translation>
        </message>
        <message>
            <source>Hide the checks</source>
            <translation>チェックを隠す</translation>
        </message>
        <message>
            <source>Passed</source>
            <translation>合格</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>不合格</translation>
        </message>
        <message>
            <source>Does not apply</source>
            <translation>対象外</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckText</name>
        <message>
            <source>failed %1 of %2 checks</source>
            <translation>%2 件中 %1 件のチェックで不合格でした</translation>
        </message>
        <message numerus="yes">
            <source>passed all %n checks that apply</source>
            <translation>
                <numerusform>該当する %n 件のチェックにすべて合格しました</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>passed all %n checks</source>
            <translation>
                <numerusform>%n 件のチェックにすべて合格しました</numerusform>
            </translation>
        </message>
        <message>
            <source>It is a well-made signed token.</source>
            <translation>正しい形式の署名付きトークンです。</translation>
        </message>
        <message>
            <source>It is an ID token and nothing else.</source>
            <translation>ID トークンであり、他の種類ではありません。</translation>
        </message>
        <message>
            <source>It is signed in a way this provider announced.</source>
            <translation>このプロバイダーが公表している方式で署名されています。</translation>
        </message>
        <message>
            <source>The signature is the provider's.</source>
            <translation>署名はプロバイダーのものです。</translation>
        </message>
        <message>
            <source>It is not encrypted, as agreed.</source>
            <translation>取り決めどおり、暗号化されていません。</translation>
        </message>
        <message>
            <source>It was issued by this provider.</source>
            <translation>このプロバイダーが発行しました。</translation>
        </message>
        <message>
            <source>It is meant for Tessera.</source>
            <translation>Tessera 向けのものです。</translation>
        </message>
        <message>
            <source>It was given to Tessera.</source>
            <translation>Tessera に発行されました。</translation>
        </message>
        <message>
            <source>A shared secret signs it only where that was agreed.</source>
            <translation>共有シークレットによる署名は、取り決めがある場合に限られています。</translation>
        </message>
        <message>
            <source>It has not run out.</source>
            <translation>期限切れではありません。</translation>
        </message>
        <message>
            <source>It is already valid.</source>
            <translation>すでに有効です。</translation>
        </message>
        <message>
            <source>It was made just now.</source>
            <translation>作成されたばかりです。</translation>
        </message>
        <message>
            <source>It belongs to this sign-in.</source>
            <translation>このサインインのものです。</translation>
        </message>
        <message>
            <source>It says who signed in.</source>
            <translation>誰がサインインしたかを示しています。</translation>
        </message>
        <message>
            <source>The sign-in was as strong as asked for.</source>
            <translation>サインインの強度は要求どおりです。</translation>
        </message>
        <message>
            <source>The sign-in was as recent as asked for.</source>
            <translation>サインインの新しさは要求どおりです。</translation>
        </message>
        <message>
            <source>It is about the same person as before.</source>
            <translation>前回と同じ人物についてのものです。</translation>
        </message>
        <message>
            <source>The sign-in is the same as before.</source>
            <translation>前回と同じサインインです。</translation>
        </message>
        <message>
            <source>It was given to the same program as before.</source>
            <translation>前回と同じプログラムに発行されました。</translation>
        </message>
        <message>
            <source>It belongs to the access token.</source>
            <translation>アクセストークンに対応しています。</translation>
        </message>
        <message>
            <source>It belongs to the code.</source>
            <translation>コードに対応しています。</translation>
        </message>
        <message>
            <source>It belongs to the state of this sign-in.</source>
            <translation>このサインインの state に対応しています。</translation>
        </message>
    </context>
    <context>
        <name>tessera::Chip</name>
        <message>
            <source>%1, granted</source>
            <translation>%1、許可済み</translation>
        </message>
        <message>
            <source>%1, refused</source>
            <translation>%1、拒否</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimTitle</name>
        <message>
            <source>Issuer</source>
            <translation>発行者</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>サブジェクト</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>オーディエンス</translation>
        </message>
        <message>
            <source>Expires</source>
            <translation>有効期限</translation>
        </message>
        <message>
            <source>Not before</source>
            <translation>有効期間の開始</translation>
        </message>
        <message>
            <source>Issued at</source>
            <translation>発行日時</translation>
        </message>
        <message>
            <source>Token id</source>
            <translation>トークン ID</translation>
        </message>
        <message>
            <source>Full name</source>
            <translation>氏名</translation>
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
            <translation>ミドルネーム</translation>
        </message>
        <message>
            <source>Nickname</source>
            <translation>ニックネーム</translation>
        </message>
        <message>
            <source>Preferred user name</source>
            <translation>希望するユーザー名</translation>
        </message>
        <message>
            <source>Profile page</source>
            <translation>プロフィールページ</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>画像</translation>
        </message>
        <message>
            <source>Website</source>
            <translation>ウェブサイト</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>メールアドレス</translation>
        </message>
        <message>
            <source>E-mail verified</source>
            <translation>メールアドレス確認済み</translation>
        </message>
        <message>
            <source>Gender</source>
            <translation>性別</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>生年月日</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>タイムゾーン</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>言語</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>電話番号</translation>
        </message>
        <message>
            <source>Telephone verified</source>
            <translation>電話番号確認済み</translation>
        </message>
        <message>
            <source>Last change</source>
            <translation>最終変更日時</translation>
        </message>
        <message>
            <source>Postal address</source>
            <translation>住所</translation>
        </message>
        <message>
            <source>Address as written</source>
            <translation>住所の表記</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>番地</translation>
        </message>
        <message>
            <source>City</source>
            <translation>市区町村</translation>
        </message>
        <message>
            <source>Region</source>
            <translation>地域</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>郵便番号</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>国</translation>
        </message>
        <message>
            <source>Signed in at</source>
            <translation>サインイン日時</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>nonce</translation>
        </message>
        <message>
            <source>Authentication class</source>
            <translation>認証クラス</translation>
        </message>
        <message>
            <source>Authentication methods</source>
            <translation>認証方法</translation>
        </message>
        <message>
            <source>Authorized party</source>
            <translation>認可された当事者</translation>
        </message>
        <message>
            <source>Access token hash</source>
            <translation>アクセストークンのハッシュ</translation>
        </message>
        <message>
            <source>Code hash</source>
            <translation>コードのハッシュ</translation>
        </message>
        <message>
            <source>State hash</source>
            <translation>state のハッシュ</translation>
        </message>
        <message>
            <source>Subject's key</source>
            <translation>サブジェクトの鍵</translation>
        </message>
        <message>
            <source>Session id</source>
            <translation>セッション ID</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>イベント</translation>
        </message>
        <message>
            <source>Time of the event</source>
            <translation>イベントの日時</translation>
        </message>
        <message>
            <source>Transaction</source>
            <translation>トランザクション</translation>
        </message>
        <message>
            <source>Back-channel logout</source>
            <translation>バックチャネルログアウト</translation>
        </message>
        <message>
            <source>Names of claims elsewhere</source>
            <translation>別の場所にあるクレームの名前</translation>
        </message>
        <message>
            <source>Sources of claims</source>
            <translation>クレームの取得元</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>クライアント</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>スコープ</translation>
        </message>
        <message>
            <source>Actor</source>
            <translation>アクター</translation>
        </message>
        <message>
            <source>May act</source>
            <translation>代行を許可された主体</translation>
        </message>
        <message>
            <source>Acting subject</source>
            <translation>アクターのサブジェクト</translation>
        </message>
        <message>
            <source>Issuer of the actor</source>
            <translation>アクターの発行者</translation>
        </message>
        <message>
            <source>Actor before</source>
            <translation>前のアクター</translation>
        </message>
        <message>
            <source>Acting client</source>
            <translation>アクターのクライアント</translation>
        </message>
        <message>
            <source>Roles</source>
            <translation>ロール</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>グループ</translation>
        </message>
        <message>
            <source>Entitlements</source>
            <translation>エンタイトルメント</translation>
        </message>
        <message>
            <source>Authorization details</source>
            <translation>認可の詳細</translation>
        </message>
        <message>
            <source>Confirmation</source>
            <translation>所持の確認</translation>
        </message>
        <message>
            <source>Key thumbprint</source>
            <translation>鍵のサムプリント</translation>
        </message>
        <message>
            <source>Public key</source>
            <translation>公開鍵</translation>
        </message>
        <message>
            <source>Encrypted key</source>
            <translation>暗号化された鍵</translation>
        </message>
        <message>
            <source>Key id</source>
            <translation>鍵 ID</translation>
        </message>
        <message>
            <source>Key set address</source>
            <translation>鍵セットのアドレス</translation>
        </message>
        <message>
            <source>Certificate thumbprint</source>
            <translation>証明書のサムプリント</translation>
        </message>
        <message>
            <source>HTTP method</source>
            <translation>HTTP メソッド</translation>
        </message>
        <message>
            <source>HTTP address</source>
            <translation>HTTP アドレス</translation>
        </message>
        <message>
            <source>Introspection answer</source>
            <translation>イントロスペクションの応答</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>有効</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>ユーザー名</translation>
        </message>
        <message>
            <source>Token type</source>
            <translation>トークンの種類</translation>
        </message>
        <message>
            <source>Vector of trust</source>
            <translation>信頼のベクトル</translation>
        </message>
        <message>
            <source>Trust framework</source>
            <translation>トラストフレームワーク</translation>
        </message>
        <message>
            <source>Originating identity</source>
            <translation>発信元の識別情報</translation>
        </message>
        <message>
            <source>Destination identity</source>
            <translation>着信先の識別情報</translation>
        </message>
        <message>
            <source>Attestation level</source>
            <translation>証明レベル</translation>
        </message>
        <message>
            <source>Originating id</source>
            <translation>発信元 ID</translation>
        </message>
        <message>
            <source>Verifiable credential</source>
            <translation>検証可能なクレデンシャル</translation>
        </message>
        <message>
            <source>Verifiable presentation</source>
            <translation>検証可能なプレゼンテーション</translation>
        </message>
        <message>
            <source>Credential type</source>
            <translation>クレデンシャルの種類</translation>
        </message>
        <message>
            <source>Hidden digests</source>
            <translation>非開示クレームのダイジェスト</translation>
        </message>
        <message>
            <source>Digest of hidden claims</source>
            <translation>ダイジェストの方式</translation>
        </message>
        <message>
            <source>Trust marks</source>
            <translation>トラストマーク</translation>
        </message>
        <message>
            <source>Key set</source>
            <translation>鍵セット</translation>
        </message>
        <message>
            <source>Metadata</source>
            <translation>メタデータ</translation>
        </message>
        <message>
            <source>Superiors</source>
            <translation>上位機関</translation>
        </message>
        <message>
            <source>Verified claims</source>
            <translation>検証済みクレーム</translation>
        </message>
        <message>
            <source>Use of the token</source>
            <translation>トークンの用途</translation>
        </message>
        <message>
            <source>First token id</source>
            <translation>最初のトークン ID</translation>
        </message>
        <message>
            <source>User id</source>
            <translation>ユーザー ID</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>ロール</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>管理者</translation>
        </message>
        <message>
            <source>Hosted domain</source>
            <translation>組織のドメイン</translation>
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
            <translation>サインイン方法</translation>
        </message>
        <message>
            <source>Identities</source>
            <translation>外部 ID</translation>
        </message>
        <message>
            <source>Object id</source>
            <translation>オブジェクト ID</translation>
        </message>
        <message>
            <source>Tenant</source>
            <translation>テナント</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>バージョン</translation>
        </message>
        <message>
            <source>User principal name</source>
            <translation>ユーザープリンシパル名</translation>
        </message>
        <message>
            <source>Shown name</source>
            <translation>表示用の名前</translation>
        </message>
        <message>
            <source>Delegated permissions</source>
            <translation>委任されたアクセス許可</translation>
        </message>
        <message>
            <source>Application roles</source>
            <translation>アプリケーションロール</translation>
        </message>
        <message>
            <source>Directory roles</source>
            <translation>ディレクトリロール</translation>
        </message>
        <message>
            <source>Has groups</source>
            <translation>グループあり</translation>
        </message>
        <message>
            <source>Application</source>
            <translation>アプリケーション</translation>
        </message>
        <message>
            <source>How the application proved itself</source>
            <translation>アプリケーションの認証方法</translation>
        </message>
        <message>
            <source>Name of the application</source>
            <translation>アプリケーションの名前</translation>
        </message>
        <message>
            <source>Identity provider</source>
            <translation>ID プロバイダー</translation>
        </message>
        <message>
            <source>Type of the subject</source>
            <translation>サブジェクトの種類</translation>
        </message>
        <message>
            <source>Internal data</source>
            <translation>内部データ</translation>
        </message>
        <message>
            <source>Account kind</source>
            <translation>アカウントの種類</translation>
        </message>
        <message>
            <source>Authentication contexts</source>
            <translation>認証コンテキスト</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>アドレス</translation>
        </message>
        <message>
            <source>On-premises id</source>
            <translation>オンプレミスの ID</translation>
        </message>
        <message>
            <source>Passport id</source>
            <translation>Passport ID</translation>
        </message>
        <message>
            <source>Platform</source>
            <translation>プラットフォーム</translation>
        </message>
        <message>
            <source>Sign-in hint</source>
            <translation>サインインのヒント</translation>
        </message>
        <message>
            <source>Country of the tenant</source>
            <translation>テナントの国</translation>
        </message>
        <message>
            <source>Region of the tenant</source>
            <translation>テナントの地域</translation>
        </message>
        <message>
            <source>State of the sign-in</source>
            <translation>サインインの状態</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>デバイス</translation>
        </message>
        <message>
            <source>Password expires</source>
            <translation>パスワードの期限</translation>
        </message>
        <message>
            <source>Change the password</source>
            <translation>パスワードの変更</translation>
        </message>
        <message>
            <source>Inside the network</source>
            <translation>組織のネットワーク内</translation>
        </message>
        <message>
            <source>Client capabilities</source>
            <translation>クライアントの機能</translation>
        </message>
        <message>
            <source>Session management</source>
            <translation>セッション管理</translation>
        </message>
        <message>
            <source>Relation of the subject</source>
            <translation>サブジェクトの関係</translation>
        </message>
        <message>
            <source>Subjects</source>
            <translation>各受信者のサブジェクト</translation>
        </message>
        <message>
            <source>Tenant made</source>
            <translation>テナントの作成日時</translation>
        </message>
        <message>
            <source>Data boundary</source>
            <translation>データ境界</translation>
        </message>
        <message>
            <source>E-mail owner verified</source>
            <translation>メールの所有者を確認済み</translation>
        </message>
        <message>
            <source>Preferred data location</source>
            <translation>希望するデータの場所</translation>
        </message>
        <message>
            <source>Preferred language</source>
            <translation>希望する言語</translation>
        </message>
        <message>
            <source>Language of the tenant</source>
            <translation>テナントの言語</translation>
        </message>
        <message>
            <source>Facts of the subject</source>
            <translation>サブジェクトの情報</translation>
        </message>
        <message>
            <source>Facts of the actor</source>
            <translation>アクターの情報</translation>
        </message>
        <message>
            <source>Managed identity</source>
            <translation>マネージド ID</translation>
        </message>
        <message>
            <source>Permissions</source>
            <translation>アクセス許可</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>組織</translation>
        </message>
        <message>
            <source>Name of the organisation</source>
            <translation>組織の名前</translation>
        </message>
        <message>
            <source>Grant</source>
            <translation>認可</translation>
        </message>
        <message>
            <source>Type of the token</source>
            <translation>トークンの種類</translation>
        </message>
        <message>
            <source>Roles of the realm</source>
            <translation>レルムのロール</translation>
        </message>
        <message>
            <source>Roles of clients</source>
            <translation>クライアントのロール</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>セッション</translation>
        </message>
        <message>
            <source>Allowed origins</source>
            <translation>許可されたオリジン</translation>
        </message>
        <message>
            <source>Trusted certificates</source>
            <translation>信頼された証明書</translation>
        </message>
        <message>
            <source>Host of the client</source>
            <translation>クライアントのホスト</translation>
        </message>
        <message>
            <source>Address of the client</source>
            <translation>クライアントのアドレス</translation>
        </message>
        <message>
            <source>Organisations</source>
            <translation>組織</translation>
        </message>
        <message>
            <source>Repository</source>
            <translation>リポジトリ</translation>
        </message>
        <message>
            <source>Repository id</source>
            <translation>リポジトリ ID</translation>
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
            <translation>公開範囲</translation>
        </message>
        <message>
            <source>Git reference</source>
            <translation>Git 参照</translation>
        </message>
        <message>
            <source>Kind of reference</source>
            <translation>参照の種類</translation>
        </message>
        <message>
            <source>Protected reference</source>
            <translation>保護された参照</translation>
        </message>
        <message>
            <source>Commit</source>
            <translation>コミット</translation>
        </message>
        <message>
            <source>Target branch</source>
            <translation>マージ先ブランチ</translation>
        </message>
        <message>
            <source>Source branch</source>
            <translation>マージ元ブランチ</translation>
        </message>
        <message>
            <source>Workflow</source>
            <translation>ワークフロー</translation>
        </message>
        <message>
            <source>Workflow reference</source>
            <translation>ワークフローの参照</translation>
        </message>
        <message>
            <source>Commit of the workflow</source>
            <translation>ワークフローのコミット</translation>
        </message>
        <message>
            <source>Workflow of the job</source>
            <translation>ジョブのワークフロー</translation>
        </message>
        <message>
            <source>Commit of the job's workflow</source>
            <translation>ジョブのワークフローのコミット</translation>
        </message>
        <message>
            <source>Environment</source>
            <translation>環境</translation>
        </message>
        <message>
            <source>Environment id</source>
            <translation>環境 ID</translation>
        </message>
        <message>
            <source>Runner</source>
            <translation>ランナー</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>実行</translation>
        </message>
        <message>
            <source>Count of runs</source>
            <translation>実行回数</translation>
        </message>
        <message>
            <source>Attempt</source>
            <translation>試行回数</translation>
        </message>
        <message>
            <source>Actor id</source>
            <translation>アクター ID</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>イベント</translation>
        </message>
        <message>
            <source>Check run</source>
            <translation>チェック実行</translation>
        </message>
        <message>
            <source>Enterprise</source>
            <translation>エンタープライズ</translation>
        </message>
        <message>
            <source>Enterprise id</source>
            <translation>エンタープライズ ID</translation>
        </message>
        <message>
            <source>Namespace id</source>
            <translation>名前空間 ID</translation>
        </message>
        <message>
            <source>Namespace</source>
            <translation>名前空間</translation>
        </message>
        <message>
            <source>Project id</source>
            <translation>プロジェクト ID</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>プロジェクト</translation>
        </message>
        <message>
            <source>User</source>
            <translation>ユーザー</translation>
        </message>
        <message>
            <source>Access level</source>
            <translation>アクセスレベル</translation>
        </message>
        <message>
            <source>Pipeline</source>
            <translation>パイプライン</translation>
        </message>
        <message>
            <source>Source of the pipeline</source>
            <translation>パイプラインの起動元</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>ジョブ</translation>
        </message>
        <message>
            <source>Source of the job</source>
            <translation>ジョブの起動元</translation>
        </message>
        <message>
            <source>Whole reference</source>
            <translation>完全な参照</translation>
        </message>
        <message>
            <source>Protected environment</source>
            <translation>保護された環境</translation>
        </message>
        <message>
            <source>Deployment tier</source>
            <translation>デプロイ階層</translation>
        </message>
        <message>
            <source>Action on the environment</source>
            <translation>環境に対する操作</translation>
        </message>
        <message>
            <source>Kind of runner</source>
            <translation>ランナーの種類</translation>
        </message>
        <message>
            <source>Configuration</source>
            <translation>構成</translation>
        </message>
        <message>
            <source>Commit of the configuration</source>
            <translation>構成のコミット</translation>
        </message>
        <message>
            <source>Kubernetes</source>
            <translation>Kubernetes</translation>
        </message>
        <message>
            <source>Service account</source>
            <translation>サービスアカウント</translation>
        </message>
        <message>
            <source>Pod</source>
            <translation>Pod</translation>
        </message>
        <message>
            <source>Node</source>
            <translation>ノード</translation>
        </message>
        <message>
            <source>Secret</source>
            <translation>シークレット</translation>
        </message>
        <message>
            <source>Warn after</source>
            <translation>警告の開始</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名前</translation>
        </message>
        <message>
            <source>Unique id</source>
            <translation>一意の ID</translation>
        </message>
        <message>
            <source>Service account id</source>
            <translation>サービスアカウント ID</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>アルゴリズム</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>鍵</translation>
        </message>
        <message>
            <source>Certificate address</source>
            <translation>証明書のアドレス</translation>
        </message>
        <message>
            <source>Certificates</source>
            <translation>証明書</translation>
        </message>
        <message>
            <source>Certificate thumbprint (SHA-1)</source>
            <translation>証明書のサムプリント (SHA-1)</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>種類</translation>
        </message>
        <message>
            <source>Content type</source>
            <translation>コンテンツの種類</translation>
        </message>
        <message>
            <source>Critical</source>
            <translation>クリティカル</translation>
        </message>
        <message>
            <source>Payload encoding</source>
            <translation>ペイロードのエンコード</translation>
        </message>
        <message>
            <source>Content encryption</source>
            <translation>コンテンツの暗号化</translation>
        </message>
        <message>
            <source>Compression</source>
            <translation>圧縮</translation>
        </message>
        <message>
            <source>Ephemeral key</source>
            <translation>一時鍵</translation>
        </message>
        <message>
            <source>Party U</source>
            <translation>当事者 U</translation>
        </message>
        <message>
            <source>Party V</source>
            <translation>当事者 V</translation>
        </message>
        <message>
            <source>Initialization vector</source>
            <translation>初期化ベクトル</translation>
        </message>
        <message>
            <source>Authentication tag</source>
            <translation>認証タグ</translation>
        </message>
        <message>
            <source>Salt</source>
            <translation>ソルト</translation>
        </message>
        <message>
            <source>Rounds</source>
            <translation>反復回数</translation>
        </message>
        <message>
            <source>Passport type</source>
            <translation>PASSporT の種類</translation>
        </message>
        <message>
            <source>Signature validation token</source>
            <translation>署名検証トークン</translation>
        </message>
        <message>
            <source>Trust chain</source>
            <translation>トラストチェーン</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimWords</name>
        <message>
            <source>Who issued it</source>
            <translation>発行元</translation>
        </message>
        <message>
            <source>The account, as the issuer knows it</source>
            <translation>発行者が把握しているアカウント</translation>
        </message>
        <message>
            <source>For whom it is meant</source>
            <translation>誰に向けたものか</translation>
        </message>
        <message>
            <source>When it runs out</source>
            <translation>期限が切れる日時</translation>
        </message>
        <message>
            <source>From when it is valid</source>
            <translation>有効になる日時</translation>
        </message>
        <message>
            <source>When it was issued</source>
            <translation>発行された日時</translation>
        </message>
        <message>
            <source>Its own number</source>
            <translation>固有の番号</translation>
        </message>
        <message>
            <source>When the person signed in</source>
            <translation>本人がサインインした日時</translation>
        </message>
        <message>
            <source>Ties it to one sign-in</source>
            <translation>1 回のサインインに結び付けるもの</translation>
        </message>
        <message>
            <source>The client it was given to</source>
            <translation>発行先のクライアント</translation>
        </message>
        <message>
            <source>Ties it to the access token</source>
            <translation>アクセストークンに結び付けるもの</translation>
        </message>
        <message>
            <source>The person's name</source>
            <translation>本人の名前</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>メールアドレス</translation>
        </message>
        <message>
            <source>The issuer checked the e-mail address</source>
            <translation>発行者がメールアドレスを確認したか</translation>
        </message>
        <message>
            <source>When the profile was changed</source>
            <translation>プロフィールが変更された日時</translation>
        </message>
        <message>
            <source>What may be done with it</source>
            <translation>これで何ができるか</translation>
        </message>
        <message>
            <source>How it is signed or encrypted</source>
            <translation>署名または暗号化の方式</translation>
        </message>
        <message>
            <source>An address that claims to hold the key; never followed</source>
            <translation>鍵があるとされるアドレス。アクセスすることはありません</translation>
        </message>
        <message>
            <source>A key that claims to be the right one; never used</source>
            <translation>正しいとされる鍵。使うことはありません</translation>
        </message>
        <message>
            <source>Which key</source>
            <translation>どの鍵か</translation>
        </message>
        <message>
            <source>An address that claims to hold the certificate; never followed</source>
            <translation>証明書があるとされるアドレス。アクセスすることはありません</translation>
        </message>
        <message>
            <source>Certificates that claim to be the right ones; never used</source>
            <translation>正しいとされる証明書。使うことはありません</translation>
        </message>
        <message>
            <source>What kind of token</source>
            <translation>トークンの種類</translation>
        </message>
        <message>
            <source>What kind of content</source>
            <translation>コンテンツの種類</translation>
        </message>
        <message>
            <source>What a reader must understand</source>
            <translation>受け取る側が理解すべきもの</translation>
        </message>
        <message>
            <source>How the content is encrypted</source>
            <translation>コンテンツの暗号化方式</translation>
        </message>
        <message>
            <source>The content is compressed</source>
            <translation>コンテンツは圧縮されています</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimsFilter</name>
        <message>
            <source>Claim</source>
            <translation>クレーム</translation>
        </message>
        <message>
            <source>Parameter</source>
            <translation>パラメーター</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名前</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>値</translation>
        </message>
        <message>
            <source>Meaning</source>
            <translation>意味</translation>
        </message>
        <message>
            <source>Spec</source>
            <translation>仕様</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimsTable</name>
        <message>
            <source>Part of the token</source>
            <translation>トークンの部分</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>クレーム</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>絞り込み</translation>
        </message>
        <message>
            <source>Filter the table</source>
            <translation>表を絞り込む</translation>
        </message>
        <message>
            <source>What the token says</source>
            <translation>トークンの内容</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>フィールド</translation>
        </message>
        <message>
            <source>Header</source>
            <translation>ヘッダー</translation>
        </message>
        <message>
            <source>Copy the value	Ctrl+C</source>
            <translation>値をコピー	Ctrl+C</translation>
        </message>
        <message>
            <source>Copy as JSON	Ctrl+Shift+C</source>
            <translation>JSON としてコピー	Ctrl+Shift+C</translation>
        </message>
        <message>
            <source>Read %1 at %2</source>
            <translation>%1 を %2 で読む</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClientForm</name>
        <message>
            <source>Back</source>
            <translation>戻る</translation>
        </message>
        <message>
            <source>&amp;Issuer address</source>
            <translation>発行者のアドレス(&amp;I)</translation>
        </message>
        <message>
            <source>C&amp;lient ID</source>
            <translation>クライアント ID(&amp;L)</translation>
        </message>
        <message>
            <source>Client &amp;secret</source>
            <translation>クライアントシークレット(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Continue</source>
            <translation>続ける(&amp;C)</translation>
        </message>
        <message>
            <source>Use a code on another &amp;device</source>
            <translation>別のデバイスでコードを入力(&amp;D)</translation>
        </message>
        <message>
            <source>Where to register</source>
            <translation>登録する場所</translation>
        </message>
        <message>
            <source>Sign in with %1</source>
            <translation>%1 でサインイン</translation>
        </message>
        <message>
            <source>Kept in the keychain, never in a file.</source>
            <translation>キーチェーンに保存され、ファイルには書き込まれません。</translation>
        </message>
        <message>
            <source>How to register a client</source>
            <translation>クライアントの登録方法</translation>
        </message>
        <message>
            <source>%1 cannot be used from a desktop program.</source>
            <translation>%1 はデスクトッププログラムからは使えません。</translation>
        </message>
        <message>
            <source>Only if the provider gave one. Kept in the keychain, never in a file.</source>
            <translation>プロバイダーから発行された場合にだけ必要です。キーチェーンに保存され、ファイルには書き込まれません。</translation>
        </message>
        <message>
            <source>%1 opens in your browser.</source>
            <translation>%1 がブラウザーで開きます。</translation>
        </message>
        <message>
            <source>Type your password there, never here.</source>
            <translation>パスワードはブラウザーで入力し、ここには決して入力しません。</translation>
        </message>
        <message>
            <source>This is the one Tessera was built with. You may give your own.</source>
            <translation>これは Tessera に組み込まれているものです。独自のものも指定できます。</translation>
        </message>
        <message>
            <source>Set by the administrator of this computer.</source>
            <translation>このコンピューターの管理者が設定しています。</translation>
        </message>
        <message>
            <source>The provider names it when you register a desktop client there.</source>
            <translation>プロバイダーにデスクトップクライアントを登録すると示されます。</translation>
        </message>
        <message>
            <source>A client ID is needed.</source>
            <translation>クライアント ID が必要です。</translation>
        </message>
        <message>
            <source>%1 needs the client secret.</source>
            <translation>%1 にはクライアントシークレットが必要です。</translation>
        </message>
    </context>
    <context>
        <name>tessera::CompareView</name>
        <message>
            <source>First token</source>
            <translation>1 つ目のトークン</translation>
        </message>
        <message>
            <source>Second token</source>
            <translation>2 つ目のトークン</translation>
        </message>
        <message>
            <source>&amp;First</source>
            <translation>1 つ目(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Second</source>
            <translation>2 つ目(&amp;S)</translation>
        </message>
        <message>
            <source>Paste a token or a cookie, or drop a file.</source>
            <translation>トークンまたは Cookie を貼り付けるか、ファイルをドロップします。</translation>
        </message>
        <message>
            <source>Comparing is not available in this build.</source>
            <translation>このビルドでは比較を使えません。</translation>
        </message>
        <message>
            <source>Paste two tokens or cookies to see what is different; of the headers before and after a sign-in also whether the session id was renewed. Nothing is sent anywhere.</source>
            <translation>2 つのトークンまたは Cookie を貼り付けると、違いがわかります。サインイン前後のヘッダーでは、セッション ID が新しくなったかどうかもわかります。どこにも送信されません。</translation>
        </message>
        <message>
            <source>They say the same.</source>
            <translation>内容は同じです。</translation>
        </message>
        <message>
            <source>1 difference.</source>
            <translation>違いは 1 件です。</translation>
        </message>
        <message numerus="yes">
            <source>%n differences.</source>
            <translation>
                <numerusform>違いは %n 件です。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::ConsentDialog</name>
        <message>
            <source>Deny</source>
            <translation>拒否</translation>
        </message>
        <message>
            <source>Deny all it asks</source>
            <translation>要求をすべて拒否</translation>
        </message>
        <message>
            <source>Tessera: a program asks</source>
            <translation>Tessera: プログラムからの要求</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>プログラム</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>アカウント</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>スコープ</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>確認の理由</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>許可</translation>
        </message>
        <message>
            <source>Once</source>
            <translation>1 回だけ</translation>
        </message>
        <message>
            <source>For an hour</source>
            <translation>1 時間</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>常に許可</translation>
        </message>
        <message>
            <source>It is asked again the next time.</source>
            <translation>次回もまた確認します。</translation>
        </message>
        <message>
            <source>Ends sooner when it is not used for ten minutes, or the agent locks.</source>
            <translation>10 分間使われないか、エージェントがロックされた場合は、それより早く終わります。</translation>
        </message>
        <message>
            <source>Until you take it back under Programs, or the program changes.</source>
            <translation>「プログラム」で取り消すか、プログラムが変わるまで有効です。</translation>
        </message>
        <message>
            <source>Allow once</source>
            <translation>1 回だけ許可</translation>
        </message>
        <message>
            <source>Allow for an hour</source>
            <translation>1 時間許可</translation>
        </message>
        <message>
            <source>Allow always</source>
            <translation>常に許可</translation>
        </message>
    </context>
    <context>
        <name>tessera::ConsentText</name>
        <message>
            <source>Unlock the agent?</source>
            <translation>エージェントのロックを解除しますか?</translation>
        </message>
        <message>
            <source>Let %1 have tokens without asking?</source>
            <translation>%1 が確認なしでトークンを受け取ることを許可しますか?</translation>
        </message>
        <message>
            <source>Give %1 an ID token?</source>
            <translation>%1 に ID トークンを渡しますか?</translation>
        </message>
        <message>
            <source>Give %1 a token?</source>
            <translation>%1 にトークンを渡しますか?</translation>
        </message>
        <message>
            <source>Programs you allowed get tokens again.</source>
            <translation>許可したプログラムが再びトークンを受け取れるようになります。</translation>
        </message>
        <message>
            <source>It learns who you are at %1.</source>
            <translation>このプログラムは、%1 でのあなたの身元を知ることになります。</translation>
        </message>
        <message>
            <source>It can act for you at %1 until the token runs out.</source>
            <translation>トークンの期限が切れるまで、このプログラムは %1 であなたの代わりに操作できます。</translation>
        </message>
        <message>
            <source>Process %1 of user %2, through the command tessera (process %3)</source>
            <translation>ユーザー %2 のプロセス %1 (tessera コマンド経由、プロセス %3)</translation>
        </message>
        <message>
            <source>Process %1 of user %2</source>
            <translation>ユーザー %2 のプロセス %1</translation>
        </message>
        <message>
            <source>%1, started by %2 in a terminal</source>
            <translation>%1、起動元: 端末の %2</translation>
        </message>
        <message>
            <source>%1, started by %2</source>
            <translation>%1、起動元: %2</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 (%2)</translation>
        </message>
        <message>
            <source>Somebody runs “tessera agent allow”</source>
            <translation>誰かが「tessera agent allow」を実行しています</translation>
        </message>
        <message>
            <source>Where this program comes from cannot be told, so it is asked each time</source>
            <translation>このプログラムの出所がわからないため、毎回確認します</translation>
        </message>
        <message>
            <source>For something else than it was allowed</source>
            <translation>許可された範囲以外の要求</translation>
        </message>
        <message>
            <source>First time this program asks</source>
            <translation>このプログラムからの最初の要求</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>ロックを解除</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>許可</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>ほか %1 件</translation>
        </message>
        <message>
            <source>Only %1 takes it.</source>
            <translation>受け付けるのは %1 だけです。</translation>
        </message>
        <message>
            <source>Denied by itself in 1 second</source>
            <translation>1 秒後に自動で拒否</translation>
        </message>
        <message numerus="yes">
            <source>Denied by itself in %n seconds</source>
            <translation>
                <numerusform>%n 秒後に自動で拒否</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::CountdownBar</name>
        <message>
            <source>Time left</source>
            <translation>残り時間</translation>
        </message>
    </context>
    <context>
        <name>tessera::CreatePane</name>
        <message>
            <source>&amp;Template</source>
            <translation>テンプレート(&amp;T)</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>クレーム</translation>
        </message>
        <message>
            <source>A&amp;lgorithm</source>
            <translation>アルゴリズム(&amp;L)</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>鍵</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>新しい鍵</translation>
        </message>
        <message>
            <source>From a file</source>
            <translation>ファイルから</translation>
        </message>
        <message>
            <source>Key file: JWK or PEM</source>
            <translation>鍵ファイル: JWK または PEM</translation>
        </message>
        <message>
            <source>C&amp;reate</source>
            <translation>作成(&amp;R)</translation>
        </message>
        <message>
            <source>The token</source>
            <translation>トークン</translation>
        </message>
        <message>
            <source>Copy the private key</source>
            <translation>秘密鍵をコピー</translation>
        </message>
        <message>
            <source>&amp;Claims (JSON)</source>
            <translation>クレーム (JSON)(&amp;C)</translation>
        </message>
        <message>
            <source>Inspect</source>
            <translation>調べる</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>コピー</translation>
        </message>
        <message>
            <source>Test token</source>
            <translation>テスト用トークン</translation>
        </message>
        <message>
            <source>Not available in this build.</source>
            <translation>このビルドでは使えません。</translation>
        </message>
        <message>
            <source>Test tokens can be made with another build of Tessera.</source>
            <translation>テスト用トークンは、別のビルドの Tessera で作成できます。</translation>
        </message>
        <message>
            <source>Line %1 of the claims is wrong.</source>
            <translation>クレームの %1 行目に誤りがあります。</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>コピーしました。%n 秒後にクリップボードから消去されます。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copied the private key. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>秘密鍵をコピーしました。%n 秒後にクリップボードから消去されます。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::DeviceCodeBox</name>
        <message>
            <source>On any device, open</source>
            <translation>いずれかのデバイスで開くアドレス</translation>
        </message>
        <message>
            <source>Code to enter</source>
            <translation>入力するコード</translation>
        </message>
        <message>
            <source>Scanned with a phone, the page shows the same code: compare them.</source>
            <translation>スマートフォンでスキャンするとページに同じコードが表示されるので、見比べます。</translation>
        </message>
        <message>
            <source>and enter this code</source>
            <translation>次に入力するコード</translation>
        </message>
        <message>
            <source>Enter only a code that you see here yourself.</source>
            <translation>入力してよいのは、ここに自分で表示したコードだけです。</translation>
        </message>
        <message>
            <source>If somebody sent you a code, do not enter it: you would sign them in as you.</source>
            <translation>誰かから送られてきたコードは入力しないでください。その人があなたとしてサインインすることになります。</translation>
        </message>
    </context>
    <context>
        <name>tessera::Diagnosis</name>
        <message>
            <source>sets nothing</source>
            <translation>何も設定していません</translation>
        </message>
        <message>
            <source>%1, unlocked</source>
            <translation>%1、ロック解除済み</translation>
        </message>
        <message>
            <source>%1 is locked. Unlock it to use your sign-ins.</source>
            <translation>%1 はロックされています。サインイン情報を使うには、ロックを解除してください。</translation>
        </message>
        <message>
            <source>%1 refuses this program. Allow it in its settings.</source>
            <translation>%1 がこのプログラムを拒否しています。その設定で許可してください。</translation>
        </message>
        <message>
            <source>%1 does not answer in time. A question may be waiting.</source>
            <translation>%1 が時間内に応答しません。確認の画面が待っている可能性があります。</translation>
        </message>
        <message>
            <source>%1 has gone away.</source>
            <translation>%1 がなくなりました。</translation>
        </message>
        <message>
            <source>none answers. Sign-ins last until the program ends. Install gnome-keyring or KWallet.</source>
            <translation>応答するものがありません。サインインはプログラムが終了するまで有効です。gnome-keyring または KWallet をインストールしてください。</translation>
        </message>
        <message>
            <source>none found. Sign in with --print-url and open the address yourself.</source>
            <translation>見つかりません。--print-url を付けてサインインし、アドレスを自分で開いてください。</translation>
        </message>
        <message>
            <source>Qt found no TLS library (built for %1).</source>
            <translation>Qt が TLS ライブラリを見つけられませんでした (ビルド時は %1)。</translation>
        </message>
        <message>
            <source>%1; signatures by %2</source>
            <translation>%1、署名は %2</translation>
        </message>
        <message>
            <source>%1 in %2</source>
            <translation>%2 に %1 件</translation>
        </message>
        <message>
            <source>127.0.0.1 can be listened on</source>
            <translation>127.0.0.1 で待ち受けできます</translation>
        </message>
        <message>
            <source>only ::1 can be listened on</source>
            <translation>::1 でだけ待ち受けできます</translation>
        </message>
        <message>
            <source>none</source>
            <translation>なし</translation>
        </message>
        <message>
            <source>%1 is before this program was written. Set the clock.</source>
            <translation>%1 は、このプログラムが作られるより前の日時です。時計を合わせてください。</translation>
        </message>
    </context>
    <context>
        <name>tessera::DiagnosisBox</name>
        <message>
            <source>Copy as te&amp;xt</source>
            <translation>テキストとしてコピー(&amp;X)</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>診断</translation>
        </message>
        <message>
            <source>Looks at what a sign-in needs on this computer, as “tessera doctor” does. Nothing is sent anywhere.</source>
            <translation>「tessera doctor」と同じように、サインインに必要なものをこのコンピューターで確認します。どこにも送信されません。</translation>
        </message>
        <message>
            <source>Copies what was found as plain text</source>
            <translation>結果をプレーンテキストでコピーします</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>コピーしました。</translation>
        </message>
        <message>
            <source>Ca&amp;ncel</source>
            <translation>キャンセル(&amp;N)</translation>
        </message>
        <message>
            <source>Check agai&amp;n</source>
            <translation>再確認(&amp;N)</translation>
        </message>
        <message>
            <source>Check &amp;now</source>
            <translation>今すぐ確認(&amp;N)</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>確認中…</translation>
        </message>
        <message>
            <source>Looking… %1 so far.</source>
            <translation>確認中… これまでに %1 件。</translation>
        </message>
        <message>
            <source>Cancelled; this is what was found until then.</source>
            <translation>キャンセルしました。それまでにわかった内容です。</translation>
        </message>
        <message>
            <source>Nothing stands in the way of a sign-in.</source>
            <translation>サインインを妨げるものはありません。</translation>
        </message>
        <message>
            <source>1 thing stands in the way of a sign-in.</source>
            <translation>サインインを妨げるものが 1 件あります。</translation>
        </message>
        <message numerus="yes">
            <source>%n things stand in the way of a sign-in.</source>
            <translation>
                <numerusform>サインインを妨げるものが %n 件あります。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::DifferenceList</name>
        <message>
            <source>+ Added</source>
            <translation>+ 追加</translation>
        </message>
        <message>
            <source>− Removed</source>
            <translation>− 削除</translation>
        </message>
        <message>
            <source>≠ Changed</source>
            <translation>≠ 変更</translation>
        </message>
        <message>
            <source>And %1 more.</source>
            <translation>ほか %1 件。</translation>
        </message>
    </context>
    <context>
        <name>tessera::EmptyState</name>
        <message>
            <source>Nothing to look at yet</source>
            <translation>まだ調べるものがありません</translation>
        </message>
        <message>
            <source>Paste a token, signed or encrypted, a Cookie, Set-Cookie or Authorization line, a block of headers, a curl command or the answer of a token endpoint; or drop a file on the box above.</source>
            <translation>トークン (署名付きまたは暗号化)、Cookie、Set-Cookie、Authorization の行、ヘッダーのまとまり、curl コマンド、トークンエンドポイントの応答を貼り付けるか、上の枠にファイルをドロップします。</translation>
        </message>
        <message>
            <source>It is taken apart on this computer. Nothing is sent anywhere and nothing is kept.</source>
            <translation>解析はこのコンピューター上で行われます。どこにも送信されず、何も保存されません。</translation>
        </message>
        <message>
            <source>Examples, made here and now:</source>
            <translation>例 (その場で作成):</translation>
        </message>
    </context>
    <context>
        <name>tessera::EndText</name>
        <message>
            <source>You had signed in %1 before, on %2.</source>
            <translation>サインインしたのはその %1前、%2 でした。</translation>
        </message>
        <message>
            <source>It was renewed once, on %1.</source>
            <translation>1 回更新されていました (%1)。</translation>
        </message>
        <message>
            <source>It was renewed %1 times, the last time on %2.</source>
            <translation>%1 回更新されていて、最後は %2 でした。</translation>
        </message>
        <message>
            <source>It had not been renewed since.</source>
            <translation>それ以降は更新されていませんでした。</translation>
        </message>
        <message>
            <source>This sign-in ended on %1.</source>
            <translation>このサインインは %1 に終了しました。</translation>
        </message>
        <message>
            <source>%1 ended this sign-in; it was noticed on %2 (%3).</source>
            <translation>%1 がこのサインインを終了させました。気付いたのは %2 です (%3)。</translation>
        </message>
        <message>
            <source>This rule fits: %1</source>
            <translation>当てはまる規則: %1</translation>
        </message>
        <message>
            <source>No rule with a date fits. What also ends a sign-in: %1</source>
            <translation>日付のある規則で当てはまるものはありません。サインインが終了するその他の理由: %1</translation>
        </message>
        <message>
            <source>What also ends a sign-in: %1</source>
            <translation>サインインが終了するその他の理由: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::EndpointText</name>
        <message>
            <source>sign-in page</source>
            <translation>サインインページ</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>トークン</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>鍵</translation>
        </message>
        <message>
            <source>profile</source>
            <translation>プロフィール</translation>
        </message>
        <message>
            <source>revocation</source>
            <translation>失効</translation>
        </message>
        <message>
            <source>introspection</source>
            <translation>イントロスペクション</translation>
        </message>
        <message>
            <source>sign-out page</source>
            <translation>サインアウトページ</translation>
        </message>
        <message>
            <source>registration</source>
            <translation>登録</translation>
        </message>
        <message>
            <source>device sign-in</source>
            <translation>デバイスでのサインイン</translation>
        </message>
        <message>
            <source>sign-in requests</source>
            <translation>サインイン要求</translation>
        </message>
        <message>
            <source>%1 and %2</source>
            <translation>%1 と %2</translation>
        </message>
        <message>
            <source>%1 also uses %2. Tessera keeps to these.</source>
            <translation>%1 は %2 も使います。Tessera が使うのはこれらだけです。</translation>
        </message>
        <message>
            <source>%1 does not say just now what it can do. Tessera goes by what it said before.</source>
            <translation>%1 は今、何ができるかを示していません。Tessera は以前の情報に従います。</translation>
        </message>
        <message>
            <source>%1 now has %2 at %3.</source>
            <translation>%1 に %2 が加わりました: %3。</translation>
        </message>
        <message>
            <source>%1 moved (%2): from %3 to %4.</source>
            <translation>%1 の %2 が移動しました: %3 から %4。</translation>
        </message>
        <message>
            <source>Go on only if you expect that from %1: from then on your sign-in is sent there.</source>
            <translation>%1 の変更に心当たりがある場合にだけ続けてください。以後、サインイン情報はそこに送信されます。</translation>
        </message>
    </context>
    <context>
        <name>tessera::ErrorText</name>
        <message>
            <source>Stopped.</source>
            <translation>停止しました。</translation>
        </message>
        <message>
            <source>{host} cannot be reached.</source>
            <translation>{host} に接続できません。</translation>
        </message>
        <message>
            <source>That took too long.</source>
            <translation>時間がかかりすぎました。</translation>
        </message>
        <message>
            <source>{host} refused.</source>
            <translation>{host} が拒否しました。</translation>
        </message>
        <message>
            <source>{host} answered with something unreadable.</source>
            <translation>{host} の応答を読み取れません。</translation>
        </message>
        <message>
            <source>A check failed, so nothing was used.</source>
            <translation>チェックに不合格だったため、何も使われていません。</translation>
        </message>
        <message>
            <source>The keychain did not do it.</source>
            <translation>キーチェーンが処理できませんでした。</translation>
        </message>
        <message>
            <source>Something is not set up right.</source>
            <translation>正しく設定されていないものがあります。</translation>
        </message>
        <message>
            <source>{host} cannot be reached as it should.</source>
            <translation>{host} に正しい方法で接続できません。</translation>
        </message>
        <message>
            <source>{detail}</source>
            <translation>{detail}</translation>
        </message>
        <message>
            <source>{host} answered in an unexpected way.</source>
            <translation>{host} が想定外の応答をしました。</translation>
        </message>
        <message>
            <source>The other side sent a form that is not well made.</source>
            <translation>相手から届いたフォームの形式が正しくありません。</translation>
        </message>
        <message>
            <source>It was thrown away. {detail}</source>
            <translation>破棄しました。{detail}</translation>
        </message>
        <message>
            <source>{host} answered with data that is not well made.</source>
            <translation>{host} から届いたデータの形式が正しくありません。</translation>
        </message>
        <message>
            <source>It was thrown away: {detail}.</source>
            <translation>破棄しました: {detail}。</translation>
        </message>
        <message>
            <source>A token that came is not well made.</source>
            <translation>届いたトークンの形式が正しくありません。</translation>
        </message>
        <message>
            <source>That is not an issuer address.</source>
            <translation>発行者のアドレスではありません。</translation>
        </message>
        <message>
            <source>What {host} says about itself cannot be used.</source>
            <translation>{host} が公開している自身の情報を使えません。</translation>
        </message>
        <message>
            <source>The return address could not be opened.</source>
            <translation>戻り先アドレスを開けませんでした。</translation>
        </message>
        <message>
            <source>The request could not be sent ahead of the browser.</source>
            <translation>ブラウザーより先に要求を送信できませんでした。</translation>
        </message>
        <message>
            <source>The answer in the browser could not be asked for signed.</source>
            <translation>ブラウザーでの応答に署名を求めることができませんでした。</translation>
        </message>
        <message>
            <source>Tokens could not be bound to a key.</source>
            <translation>トークンを鍵に結び付けられませんでした。</translation>
        </message>
        <message>
            <source>The answer from the browser cannot be used.</source>
            <translation>ブラウザーからの応答を使えません。</translation>
        </message>
        <message>
            <source>The sign-in on another device did not end well.</source>
            <translation>別のデバイスでのサインインが正常に終わりませんでした。</translation>
        </message>
        <message>
            <source>Nothing was stored. {detail}</source>
            <translation>何も保存されていません。{detail}</translation>
        </message>
        <message>
            <source>The answer of {host} cannot be used.</source>
            <translation>{host} の応答を使えません。</translation>
        </message>
        <message>
            <source>The ID token failed a check.</source>
            <translation>ID トークンがチェックに不合格でした。</translation>
        </message>
        <message>
            <source>The signature of a token cannot be checked.</source>
            <translation>トークンの署名を確認できません。</translation>
        </message>
        <message>
            <source>The keys of {host} cannot be used.</source>
            <translation>{host} の鍵を使えません。</translation>
        </message>
        <message>
            <source>A key is not well made.</source>
            <translation>鍵の形式が正しくありません。</translation>
        </message>
        <message>
            <source>A key is too weak or of the wrong kind.</source>
            <translation>鍵が弱すぎるか、種類が違います。</translation>
        </message>
        <message>
            <source>A key file cannot be read.</source>
            <translation>鍵ファイルを読み取れません。</translation>
        </message>
        <message>
            <source>The answer about you cannot be used.</source>
            <translation>あなたについての応答を使えません。</translation>
        </message>
        <message>
            <source>What the keychain holds for this account cannot be used.</source>
            <translation>このアカウントについてキーチェーンにある内容を使えません。</translation>
        </message>
        <message>
            <source>Sign in again. {detail}</source>
            <translation>再度サインインしてください。{detail}</translation>
        </message>
        <message>
            <source>The list of accounts cannot be used.</source>
            <translation>アカウントの一覧を使えません。</translation>
        </message>
        <message>
            <source>The sign-in did not end well.</source>
            <translation>サインインが正常に終わりませんでした。</translation>
        </message>
        <message>
            <source>The claims are not a well-made JSON object.</source>
            <translation>クレームが正しい形式の JSON オブジェクトではありません。</translation>
        </message>
        <message>
            <source>Tokens without a signature are not made.</source>
            <translation>署名のないトークンは作成しません。</translation>
        </message>
        <message>
            <source>That algorithm is known and refused.</source>
            <translation>そのアルゴリズムは既知ですが、拒否されます。</translation>
        </message>
        <message>
            <source>There is no algorithm of that name.</source>
            <translation>その名前のアルゴリズムはありません。</translation>
        </message>
        <message>
            <source>That algorithm is for something else.</source>
            <translation>そのアルゴリズムは別の用途のものです。</translation>
        </message>
        <message>
            <source>The claims are too large.</source>
            <translation>クレームが大きすぎます。</translation>
        </message>
        <message>
            <source>The header holds what is not set by hand.</source>
            <translation>手動では設定できないものがヘッダーに含まれています。</translation>
        </message>
        <message>
            <source>Neither signed nor encrypted would be no token.</source>
            <translation>署名も暗号化もされていなければ、トークンとはいえません。</translation>
        </message>
        <message>
            <source>No key in the file fits.</source>
            <translation>ファイルに適合する鍵がありません。</translation>
        </message>
        <message>
            <source>The compressed part of a token cannot be read.</source>
            <translation>トークンの圧縮された部分を読み取れません。</translation>
        </message>
        <message>
            <source>That cannot be inspected.</source>
            <translation>それは調べられません。</translation>
        </message>
        <message>
            <source>An encrypted token cannot be read or made.</source>
            <translation>暗号化されたトークンを読み取ることも作成することもできません。</translation>
        </message>
        <message>
            <source>The file is too large.</source>
            <translation>ファイルが大きすぎます。</translation>
        </message>
        <message>
            <source>The file is there already, and nothing is overwritten.</source>
            <translation>ファイルはすでに存在します。何も上書きしません。</translation>
        </message>
        <message>
            <source>The file cannot be written.</source>
            <translation>ファイルに書き込めません。</translation>
        </message>
        <message>
            <source>The file cannot be read.</source>
            <translation>ファイルを読み取れません。</translation>
        </message>
        <message>
            <source>The demo provider did not start.</source>
            <translation>デモプロバイダーが起動しませんでした。</translation>
        </message>
        <message>
            <source>The command does not fit together.</source>
            <translation>コマンドの指定に矛盾があります。</translation>
        </message>
        <message>
            <source>The list of providers cannot be used.</source>
            <translation>プロバイダーの一覧を使えません。</translation>
        </message>
        <message>
            <source>The list of claims has a wrong row.</source>
            <translation>クレームの一覧に誤った行があります。</translation>
        </message>
        <message>
            <source>This is a fault of this build: {detail}.</source>
            <translation>このビルドの不具合です: {detail}。</translation>
        </message>
        <message>
            <source>The list of session cookies has a wrong row.</source>
            <translation>セッション Cookie の一覧に誤った行があります。</translation>
        </message>
        <message>
            <source>The list of token prefixes has a wrong row.</source>
            <translation>トークンの接頭辞の一覧に誤った行があります。</translation>
        </message>
        <message>
            <source>{host} says in a wrong form why it refused.</source>
            <translation>{host} が示した拒否の理由は形式が誤っています。</translation>
        </message>
        <message>
            <source>The curl command cannot be read.</source>
            <translation>curl コマンドを読み取れません。</translation>
        </message>
        <message>
            <source>Copy it whole. {detail}</source>
            <translation>全体をコピーしてください。{detail}</translation>
        </message>
        <message>
            <source>The headers cannot be read.</source>
            <translation>ヘッダーを読み取れません。</translation>
        </message>
        <message>
            <source>Paste one request or answer. {detail}</source>
            <translation>要求または応答を 1 つ貼り付けてください。{detail}</translation>
        </message>
        <message>
            <source>The administrator's configuration cannot be read.</source>
            <translation>管理者の構成ファイルを読み取れません。</translation>
        </message>
        <message>
            <source>Nothing goes on without it. {detail}.</source>
            <translation>これがないと続行できません。{detail}。</translation>
        </message>
        <message>
            <source>The administrator's configuration is no plain file.</source>
            <translation>管理者の構成ファイルが通常のファイルではありません。</translation>
        </message>
        <message>
            <source>Nothing goes on without it. Put a file there, not a link, pipe or device: {detail}.</source>
            <translation>これがないと続行できません。リンク、パイプ、デバイスではなく、ファイルを置いてください: {detail}。</translation>
        </message>
        <message>
            <source>The administrator's configuration does not belong to the administrator.</source>
            <translation>管理者の構成ファイルの所有者が管理者ではありません。</translation>
        </message>
        <message>
            <source>Nothing goes on with it. File and folder must belong to root: {detail}.</source>
            <translation>このままでは続行できません。ファイルとフォルダーの所有者は root でなければなりません: {detail}。</translation>
        </message>
        <message>
            <source>Others than the administrator may change his configuration.</source>
            <translation>管理者の構成ファイルを管理者以外が変更できます。</translation>
        </message>
        <message>
            <source>Nothing goes on with it. Take write permission from group and others: {detail}.</source>
            <translation>このままでは続行できません。グループとその他から書き込み権限を外してください: {detail}。</translation>
        </message>
        <message>
            <source>The administrator's configuration is too large.</source>
            <translation>管理者の構成ファイルが大きすぎます。</translation>
        </message>
        <message>
            <source>The administrator's configuration begins with a byte order mark.</source>
            <translation>管理者の構成ファイルがバイト順マークで始まっています。</translation>
        </message>
        <message>
            <source>Nothing goes on without it. Save it as UTF-8 without one: {detail}.</source>
            <translation>これがないと続行できません。バイト順マークなしの UTF-8 で保存してください: {detail}。</translation>
        </message>
        <message>
            <source>The administrator's configuration is not well made.</source>
            <translation>管理者の構成ファイルの形式が正しくありません。</translation>
        </message>
        <message>
            <source>The administrator's configuration was written for another Tessera.</source>
            <translation>管理者の構成ファイルは別のバージョンの Tessera 用です。</translation>
        </message>
        <message>
            <source>The administrator's configuration says something Tessera does not know.</source>
            <translation>管理者の構成ファイルに Tessera の知らない項目があります。</translation>
        </message>
        <message>
            <source>The administrator's configuration would switch a protection off.</source>
            <translation>管理者の構成ファイルは保護を無効にしようとしています。</translation>
        </message>
        <message>
            <source>That cannot be configured. {detail}.</source>
            <translation>それは構成できません。{detail}。</translation>
        </message>
        <message>
            <source>The administrator of this computer switched that off.</source>
            <translation>このコンピューターの管理者が無効にしています。</translation>
        </message>
        <message>
            <source>Sign in another way; it is called “{detail}” in his configuration.</source>
            <translation>別の方法でサインインしてください。管理者の構成では「{detail}」という項目です。</translation>
        </message>
        <message>
            <source>The administrator of this computer does not allow {host}.</source>
            <translation>このコンピューターの管理者は {host} を許可していません。</translation>
        </message>
        <message>
            <source>Ask the administrator; {detail}.</source>
            <translation>管理者に問い合わせてください。{detail}。</translation>
        </message>
        <message>
            <source>A file with an extra certificate authority cannot be read.</source>
            <translation>追加の認証局のファイルを読み取れません。</translation>
        </message>
        <message>
            <source>{detail}.</source>
            <translation>{detail}。</translation>
        </message>
        <message>
            <source>A file with an extra certificate authority is too large.</source>
            <translation>追加の認証局のファイルが大きすぎます。</translation>
        </message>
        <message>
            <source>{detail}. Keep only the certificates that are needed in it.</source>
            <translation>{detail}。必要な証明書だけを残してください。</translation>
        </message>
        <message>
            <source>A file for an extra certificate authority holds none.</source>
            <translation>追加の認証局のファイルに認証局が含まれていません。</translation>
        </message>
        <message>
            <source>{detail}. It begins with -----BEGIN CERTIFICATE-----.</source>
            <translation>{detail}。-----BEGIN CERTIFICATE----- で始まるものが必要です。</translation>
        </message>
        <message>
            <source>A file for an extra certificate authority holds another certificate.</source>
            <translation>追加の認証局のファイルに別の証明書が含まれています。</translation>
        </message>
        <message>
            <source>{detail} may not sign others. Ask for the certificate of the authority that signed it.</source>
            <translation>{detail} は他の証明書に署名できません。それに署名した認証局の証明書を入手してください。</translation>
        </message>
        <message>
            <source>No agent is running.</source>
            <translation>エージェントが動作していません。</translation>
        </message>
        <message>
            <source>Start one with "tessera agent start", or open Tessera. It would listen at {detail}.</source>
            <translation>"tessera agent start" で起動するか、Tessera を開いてください。待ち受け場所は {detail} になります。</translation>
        </message>
        <message>
            <source>An agent is running already.</source>
            <translation>エージェントはすでに動作しています。</translation>
        </message>
        <message>
            <source>Ask it with "tessera agent status", or end it with "tessera agent stop". It listens at {detail}.</source>
            <translation>"tessera agent status" で状態を確認するか、"tessera agent stop" で終了してください。待ち受け場所は {detail} です。</translation>
        </message>
        <message>
            <source>The agent's folder is not safe, so it is not used.</source>
            <translation>エージェントのフォルダーが安全でないため、使われません。</translation>
        </message>
        <message>
            <source>The agent's folder is not there.</source>
            <translation>エージェントのフォルダーがありません。</translation>
        </message>
        <message>
            <source>It would be {detail}.</source>
            <translation>場所は {detail} になります。</translation>
        </message>
        <message>
            <source>The agent does not run on this system yet.</source>
            <translation>このシステムではエージェントはまだ動作しません。</translation>
        </message>
        <message>
            <source>Commands work without it. It would be at {detail}.</source>
            <translation>コマンドはエージェントなしで使えます。場所は {detail} になります。</translation>
        </message>
        <message>
            <source>Something else stands where the agent would listen.</source>
            <translation>エージェントが待ち受ける場所に別のものがあります。</translation>
        </message>
        <message>
            <source>It was left alone; remove it if it is yours. {detail}.</source>
            <translation>手を加えていません。自分のものであれば削除してください。{detail}。</translation>
        </message>
        <message>
            <source>Another user listens where your agent should be.</source>
            <translation>自分のエージェントがあるべき場所で別のユーザーが待ち受けています。</translation>
        </message>
        <message>
            <source>Nothing was asked there. {detail}.</source>
            <translation>そこには何も問い合わせていません。{detail}。</translation>
        </message>
        <message>
            <source>The agent cannot listen.</source>
            <translation>エージェントが待ち受けできません。</translation>
        </message>
        <message>
            <source>What systemd handed over is no socket for the agent.</source>
            <translation>systemd から渡されたものはエージェント用のソケットではありません。</translation>
        </message>
        <message>
            <source>Check tessera-agent.socket: {detail}.</source>
            <translation>tessera-agent.socket を確認してください: {detail}。</translation>
        </message>
        <message>
            <source>The agent has too much to do.</source>
            <translation>エージェントの処理が混み合っています。</translation>
        </message>
        <message>
            <source>Try again in a moment.</source>
            <translation>しばらくしてから再試行してください。</translation>
        </message>
        <message>
            <source>The agent closed the connection before it answered.</source>
            <translation>エージェントが応答する前に接続を閉じました。</translation>
        </message>
        <message>
            <source>Try again; "tessera agent status" tells whether it still runs. It was at {detail}.</source>
            <translation>再試行してください。まだ動作しているかどうかは "tessera agent status" でわかります。場所は {detail} でした。</translation>
        </message>
        <message>
            <source>The agent does not answer.</source>
            <translation>エージェントが応答しません。</translation>
        </message>
        <message>
            <source>It may wait for the network or the keychain. End it with "tessera agent stop" and start it again. It is at {detail}.</source>
            <translation>ネットワークまたはキーチェーンを待っている可能性があります。"tessera agent stop" で終了し、再度起動してください。場所は {detail} です。</translation>
        </message>
        <message>
            <source>The agent that runs is of another version of Tessera.</source>
            <translation>動作中のエージェントは別のバージョンの Tessera のものです。</translation>
        </message>
        <message>
            <source>End it with "tessera agent stop" of its own version, or close the window, and start it again. Versions of the conversation: {detail}.</source>
            <translation>同じバージョンの "tessera agent stop" で終了するか、ウィンドウを閉じてから、再度起動してください。通信のバージョン: {detail}。</translation>
        </message>
        <message>
            <source>The agent does not understand the question.</source>
            <translation>エージェントが要求を理解できません。</translation>
        </message>
        <message>
            <source>What it cannot use is: {detail}.</source>
            <translation>使えないもの: {detail}。</translation>
        </message>
        <message>
            <source>The agent's answer cannot be read.</source>
            <translation>エージェントの応答を読み取れません。</translation>
        </message>
        <message>
            <source>What is wrong with it: {detail}.</source>
            <translation>誤りの内容: {detail}。</translation>
        </message>
        <message>
            <source>That is too large for the agent.</source>
            <translation>エージェントが扱うには大きすぎます。</translation>
        </message>
        <message>
            <source>An empty message is no question.</source>
            <translation>空のメッセージは要求になりません。</translation>
        </message>
        <message>
            <source>Nothing was done.</source>
            <translation>何も実行されていません。</translation>
        </message>
        <message>
            <source>It cannot be told which program asks, so it gets nothing.</source>
            <translation>要求しているプログラムを特定できないため、何も渡しません。</translation>
        </message>
        <message>
            <source>The program that asked is not the same any more.</source>
            <translation>要求したプログラムが、もう同じものではありません。</translation>
        </message>
        <message>
            <source>Nothing was handed out.</source>
            <translation>何も渡していません。</translation>
        </message>
        <message>
            <source>A program of another user asked the agent.</source>
            <translation>別のユーザーのプログラムがエージェントに要求しました。</translation>
        </message>
        <message>
            <source>It was turned away.</source>
            <translation>要求を拒みました。</translation>
        </message>
        <message>
            <source>The agent is locked.</source>
            <translation>エージェントはロックされています。</translation>
        </message>
        <message>
            <source>Open it with "tessera agent unlock", or in Tessera's window. Until then it gives nothing.</source>
            <translation>"tessera agent unlock" または Tessera のウィンドウでロックを解除してください。それまでは何も渡しません。</translation>
        </message>
        <message>
            <source>Nothing here would tell the agent that the screen is locked.</source>
            <translation>画面がロックされたことをエージェントに知らせるものがここにはありません。</translation>
        </message>
        <message>
            <source>Neither the system's message bus nor your session's answers: {detail}. Start the agent within your session, or let --lock-after MINUTES lock it.</source>
            <translation>システムのメッセージバスもセッションのメッセージバスも応答しません: {detail}。エージェントを自分のセッション内で起動するか、--lock-after MINUTES でロックされるようにしてください。</translation>
        </message>
        <message>
            <source>On this system the agent cannot tell when the screen is locked.</source>
            <translation>このシステムでは、画面がロックされたことをエージェントが検出できません。</translation>
        </message>
        <message>
            <source>Let --lock-after MINUTES lock it when it is not used.</source>
            <translation>--lock-after MINUTES を付けると、使われていないときにロックされます。</translation>
        </message>
        <message>
            <source>That is not the password the agent was locked with.</source>
            <translation>エージェントをロックしたときのパスワードと違います。</translation>
        </message>
        <message>
            <source>Wait a moment before you try again.</source>
            <translation>しばらく待ってから再試行してください。</translation>
        </message>
        <message>
            <source>A wrong password was given just now.</source>
            <translation>直前に誤ったパスワードが入力されました。</translation>
        </message>
        <message>
            <source>Wait, then try again. Seconds left: {detail}.</source>
            <translation>待ってから再試行してください。残り秒数: {detail}。</translation>
        </message>
        <message>
            <source>That needs a person.</source>
            <translation>それには人による操作が必要です。</translation>
        </message>
        <message>
            <source>Type the command in a terminal, or open Tessera and say so in its window.</source>
            <translation>端末でコマンドを入力するか、Tessera を開いてウィンドウで操作してください。</translation>
        </message>
        <message>
            <source>That program may not have this token.</source>
            <translation>そのプログラムはこのトークンを受け取れません。</translation>
        </message>
        <message>
            <source>Denied: {detail}.</source>
            <translation>拒否: {detail}。</translation>
        </message>
        <message>
            <source>Nobody has allowed this program to have this token, and nobody can be asked.</source>
            <translation>このプログラムがこのトークンを受け取ることは誰も許可しておらず、確認できる人もいません。</translation>
        </message>
        <message>
            <source>Allow it in a terminal: {detail}.</source>
            <translation>端末で許可してください: {detail}。</translation>
        </message>
        <message>
            <source>This program has asked already, and you have not answered yet.</source>
            <translation>このプログラムはすでに要求していて、まだ回答されていません。</translation>
        </message>
        <message>
            <source>Answer in Tessera's window first.</source>
            <translation>先に Tessera のウィンドウで回答してください。</translation>
        </message>
        <message>
            <source>The token that came may do more than you were asked about.</source>
            <translation>届いたトークンには、確認した範囲を超える権限があります。</translation>
        </message>
        <message>
            <source>Ask again, and you are asked about all of it: {detail}.</source>
            <translation>再度要求すると、すべての権限について確認します: {detail}。</translation>
        </message>
        <message>
            <source>There is no such program.</source>
            <translation>そのようなプログラムはありません。</translation>
        </message>
        <message>
            <source>The list of what you allowed cannot be used.</source>
            <translation>許可の一覧を使えません。</translation>
        </message>
        <message>
            <source>Nothing is handed out by it. {detail}.</source>
            <translation>この一覧によっては何も渡しません。{detail}。</translation>
        </message>
        <message>
            <source>There is no such approval.</source>
            <translation>そのような許可はありません。</translation>
        </message>
        <message>
            <source>"tessera agent approvals" lists them. Asked for: {detail}.</source>
            <translation>"tessera agent approvals" で一覧を表示できます。指定: {detail}。</translation>
        </message>
        <message>
            <source>The agent's log cannot be written, so nothing is handed out.</source>
            <translation>エージェントのログに書き込めないため、何も渡しません。</translation>
        </message>
        <message>
            <source>The account belongs to another issuer.</source>
            <translation>そのアカウントは別の発行者のものです。</translation>
        </message>
        <message>
            <source>Nothing was handed out. It is an account of {detail}.</source>
            <translation>何も渡していません。{detail} のアカウントです。</translation>
        </message>
        <message>
            <source>That was not granted to this account.</source>
            <translation>それはこのアカウントに許可されていません。</translation>
        </message>
        <message>
            <source>Sign in again with the scopes you need. Missing: {detail}.</source>
            <translation>必要なスコープを指定して再度サインインしてください。不足: {detail}。</translation>
        </message>
        <message>
            <source>The token is not for that audience.</source>
            <translation>そのトークンは、指定されたオーディエンス用ではありません。</translation>
        </message>
        <message>
            <source>Nothing was handed out. Asked for: {detail}.</source>
            <translation>何も渡していません。指定: {detail}。</translation>
        </message>
        <message>
            <source>The provider's tokens end too soon to be handed out.</source>
            <translation>プロバイダーのトークンは、渡すには期限が短すぎます。</translation>
        </message>
        <message>
            <source>Less than {detail} would be left. Nothing was handed out.</source>
            <translation>残りが {detail} を下回ります。何も渡していません。</translation>
        </message>
        <message>
            <source>This account has no ID token.</source>
            <translation>このアカウントには ID トークンがありません。</translation>
        </message>
        <message>
            <source>The provider gave none. Sign in again with the scope openid.</source>
            <translation>プロバイダーが発行しませんでした。スコープ openid を指定して再度サインインしてください。</translation>
        </message>
        <message>
            <source>The ID token has run out, and the provider gives no new one.</source>
            <translation>ID トークンの期限が切れていて、プロバイダーは新しいものを発行しません。</translation>
        </message>
        <message>
            <source>Sign in again to get one.</source>
            <translation>入手するには、再度サインインしてください。</translation>
        </message>
        <message>
            <source>That is not how the agent is used.</source>
            <translation>エージェントの使い方が正しくありません。</translation>
        </message>
        <message>
            <source>{detail}. See tessera agent --help.</source>
            <translation>{detail}。tessera agent --help を参照してください。</translation>
        </message>
        <message>
            <source>{host} was not found.</source>
            <translation>{host} が見つかりませんでした。</translation>
        </message>
        <message>
            <source>Check the address and the connection, then try again.</source>
            <translation>アドレスと接続を確認してから再試行してください。</translation>
        </message>
        <message>
            <source>Nobody answers at {host}.</source>
            <translation>{host} から応答がありません。</translation>
        </message>
        <message>
            <source>Check the address, or try again later.</source>
            <translation>アドレスを確認するか、後で再試行してください。</translation>
        </message>
        <message>
            <source>The connection to {host} broke off.</source>
            <translation>{host} との接続が切れました。</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>再試行してください。</translation>
        </message>
        <message>
            <source>The proxy did not let the request to {host} through.</source>
            <translation>プロキシが {host} への要求を通しませんでした。</translation>
        </message>
        <message>
            <source>It is {detail}. Check the system's network settings and the variable https_proxy.</source>
            <translation>プロキシは {detail} です。システムのネットワーク設定と変数 https_proxy を確認してください。</translation>
        </message>
        <message>
            <source>Check the connection, then try again.</source>
            <translation>接続を確認してから再試行してください。</translation>
        </message>
        <message>
            <source>{host} did not answer in time.</source>
            <translation>{host} が時間内に応答しませんでした。</translation>
        </message>
        <message>
            <source>Try again later.</source>
            <translation>後で再試行してください。</translation>
        </message>
        <message>
            <source>{host} answers too slowly.</source>
            <translation>{host} の応答が遅すぎます。</translation>
        </message>
        <message>
            <source>The certificate of {host} is not trusted by this computer.</source>
            <translation>{host} の証明書は、このコンピューターでは信頼されていません。</translation>
        </message>
        <message>
            <source>Nothing was sent. Check this computer's clock; a company's own certificate must be known to the system.</source>
            <translation>何も送信されていません。このコンピューターの時計を確認してください。会社独自の証明書は、システムに登録されている必要があります。</translation>
        </message>
        <message>
            <source>{host} would be reached without encryption.</source>
            <translation>{host} への接続が暗号化されません。</translation>
        </message>
        <message>
            <source>Nothing was sent. Use an https address; http is for this computer only.</source>
            <translation>何も送信されていません。https のアドレスを使ってください。http はこのコンピューター専用です。</translation>
        </message>
        <message>
            <source>That is not an address Tessera can use.</source>
            <translation>Tessera で使えるアドレスではありません。</translation>
        </message>
        <message>
            <source>Check it for spaces and odd characters.</source>
            <translation>空白や特殊な文字がないか確認してください。</translation>
        </message>
        <message>
            <source>The name {host} leads to an address in your own network.</source>
            <translation>{host} という名前は、自分のネットワーク内のアドレスを指しています。</translation>
        </message>
        <message>
            <source>Nothing was sent: {detail}. Something may have changed the names on this network.</source>
            <translation>何も送信されていません: {detail}。このネットワークの名前解決が何かによって書き換えられた可能性があります。</translation>
        </message>
        <message>
            <source>{host} sends the request on to another address.</source>
            <translation>{host} が要求を別のアドレスに転送しようとしています。</translation>
        </message>
        <message>
            <source>Tessera does not follow where secrets are involved. Ask for the final address and use that.</source>
            <translation>秘密情報が関わる場合、Tessera は転送に従いません。最終的なアドレスを問い合わせて、それを使ってください。</translation>
        </message>
        <message>
            <source>The answer of {host} is too large.</source>
            <translation>{host} の応答が大きすぎます。</translation>
        </message>
        <message>
            <source>It was thrown away. Check the address.</source>
            <translation>破棄しました。アドレスを確認してください。</translation>
        </message>
        <message>
            <source>The answer of {host} came only in part.</source>
            <translation>{host} の応答が一部しか届きませんでした。</translation>
        </message>
        <message>
            <source>It was thrown away. Try again.</source>
            <translation>破棄しました。再試行してください。</translation>
        </message>
        <message>
            <source>{host} answered something that is not HTTP.</source>
            <translation>{host} の応答が HTTP ではありません。</translation>
        </message>
        <message>
            <source>Check the address and the port.</source>
            <translation>アドレスとポートを確認してください。</translation>
        </message>
        <message>
            <source>{host} refused the request.</source>
            <translation>{host} が要求を拒否しました。</translation>
        </message>
        <message>
            <source>It answered with status {detail}.</source>
            <translation>ステータス {detail} が返されました。</translation>
        </message>
        <message>
            <source>{host} answered with a web page instead of data.</source>
            <translation>{host} がデータではなく Web ページを返しました。</translation>
        </message>
        <message>
            <source>Some networks want a sign-in of their own first: open any page in the browser, then try again.</source>
            <translation>ネットワークによっては、先に独自のサインインが必要です。ブラウザーで任意のページを開いてから再試行してください。</translation>
        </message>
        <message>
            <source>This computer is offline.</source>
            <translation>このコンピューターはオフラインです。</translation>
        </message>
        <message>
            <source>{host} cannot be asked. Connect to a network, then try again.</source>
            <translation>{host} に問い合わせできません。ネットワークに接続してから再試行してください。</translation>
        </message>
        <message>
            <source>This network may want a sign-in of its own first: open any page in the browser, then try again. Otherwise check the address.</source>
            <translation>このネットワークでは、先に独自のサインインが必要な可能性があります。ブラウザーで任意のページを開いてから再試行してください。それでも解決しない場合は、アドレスを確認してください。</translation>
        </message>
        <message>
            <source>The proxy wants a user name and a password, or others than it got.</source>
            <translation>プロキシがユーザー名とパスワードを求めているか、渡されたユーザー名とパスワードを受け付けません。</translation>
        </message>
        <message>
            <source>It is {detail}. Put them into the proxy's address in https_proxy, as http://USER:PASSWORD@HOST:PORT, or ask whoever runs the network.</source>
            <translation>プロキシは {detail} です。https_proxy のプロキシのアドレスに http://USER:PASSWORD@HOST:PORT の形で指定するか、ネットワークの管理者に問い合わせてください。</translation>
        </message>
        <message>
            <source>This computer cannot connect to itself.</source>
            <translation>このコンピューターは自分自身に接続できません。</translation>
        </message>
        <message>
            <source>The browser could not hand over the sign-in. Allow local connections (127.0.0.1) in the firewall or the security program, then try again.</source>
            <translation>ブラウザーからサインインの結果を受け取れませんでした。ファイアウォールまたはセキュリティソフトでローカル接続 (127.0.0.1) を許可してから再試行してください。</translation>
        </message>
        <message>
            <source>An issuer address is needed.</source>
            <translation>発行者のアドレスが必要です。</translation>
        </message>
        <message>
            <source>It looks like https://id.example.com.</source>
            <translation>https://id.example.com のような形です。</translation>
        </message>
        <message>
            <source>An issuer address begins with https://.</source>
            <translation>発行者のアドレスは https:// で始まります。</translation>
        </message>
        <message>
            <source>Check the beginning of the address.</source>
            <translation>アドレスの先頭を確認してください。</translation>
        </message>
        <message>
            <source>That address is not encrypted.</source>
            <translation>そのアドレスは暗号化されていません。</translation>
        </message>
        <message>
            <source>Use https; http is accepted for providers on this computer only.</source>
            <translation>https を使ってください。http を使えるのは、このコンピューター上のプロバイダーだけです。</translation>
        </message>
        <message>
            <source>An issuer address has no question mark.</source>
            <translation>発行者のアドレスに疑問符は含まれません。</translation>
        </message>
        <message>
            <source>Remove what begins with it.</source>
            <translation>疑問符以降を削除してください。</translation>
        </message>
        <message>
            <source>An issuer address has no #.</source>
            <translation>発行者のアドレスに # は含まれません。</translation>
        </message>
        <message>
            <source>An issuer address holds no user name.</source>
            <translation>発行者のアドレスにユーザー名は含まれません。</translation>
        </message>
        <message>
            <source>Remove everything up to the @.</source>
            <translation>@ までをすべて削除してください。</translation>
        </message>
        <message>
            <source>The address names no usable host.</source>
            <translation>アドレスに使用可能なホストがありません。</translation>
        </message>
        <message>
            <source>{host} cannot be used from a desktop program.</source>
            <translation>{host} はデスクトッププログラムからは使えません。</translation>
        </message>
        <message>
            <source>{host} answers, but not as an OpenID provider.</source>
            <translation>{host} は応答しますが、OpenID プロバイダーとしての応答ではありません。</translation>
        </message>
        <message>
            <source>Check the path of the issuer address; some providers need a realm or a tenant in it.</source>
            <translation>発行者のアドレスのパスを確認してください。レルムやテナントを含める必要があるプロバイダーもあります。</translation>
        </message>
        <message>
            <source>{host} changed its addresses while you were signing in.</source>
            <translation>サインイン中に {host} のアドレスが変わりました。</translation>
        </message>
        <message>
            <source>Nothing was sent to the new ones ({detail}). Sign in again: that goes by what it says now.</source>
            <translation>新しいアドレス ({detail}) には何も送信されていません。再度サインインすると、現在の情報が使われます。</translation>
        </message>
        <message>
            <source>{host} calls itself by another name.</source>
            <translation>{host} は別の名前を名乗っています。</translation>
        </message>
        <message>
            <source>It says {detail}. Use exactly that as the issuer address if you trust it.</source>
            <translation>{detail} と名乗っています。信頼できる場合は、それをそのまま発行者のアドレスに使ってください。</translation>
        </message>
        <message>
            <source>{host} names a dangerous address.</source>
            <translation>{host} が危険なアドレスを示しています。</translation>
        </message>
        <message>
            <source>Nothing of what it says is used. Its operator must mend it: {detail}.</source>
            <translation>示された情報は一切使われません。運営者による修正が必要です: {detail}。</translation>
        </message>
        <message>
            <source>{host} moved to another host than this account was made with.</source>
            <translation>{host} は、このアカウントの作成時とは別のホストに移動しました。</translation>
        </message>
        <message>
            <source>Nothing was sent there: {detail}. Agree to the move only if its operator announced it.</source>
            <translation>そこには何も送信されていません: {detail}。運営者が発表している場合にだけ、移動に同意してください。</translation>
        </message>
        <message>
            <source>{host} describes itself in a wrong form.</source>
            <translation>{host} の自身についての情報の形式が誤っています。</translation>
        </message>
        <message>
            <source>Its operator must mend it: {detail}.</source>
            <translation>運営者による修正が必要です: {detail}。</translation>
        </message>
        <message>
            <source>{host} leaves out something Tessera needs.</source>
            <translation>{host} の情報に、Tessera に必要なものが欠けています。</translation>
        </message>
        <message>
            <source>Missing: {detail}.</source>
            <translation>不足: {detail}。</translation>
        </message>
        <message>
            <source>{host} wants this program to prove itself in a way Tessera cannot.</source>
            <translation>{host} は、Tessera が対応していない方法でこのプログラムを認証するよう求めています。</translation>
        </message>
        <message>
            <source>It accepts only: {detail}.</source>
            <translation>受け付けるもの: {detail}。</translation>
        </message>
        <message>
            <source>This provider needs the client secret.</source>
            <translation>このプロバイダーにはクライアントシークレットが必要です。</translation>
        </message>
        <message>
            <source>Copy it from where the client was registered.</source>
            <translation>クライアントを登録した場所からコピーしてください。</translation>
        </message>
        <message>
            <source>The client secret is too short to sign with.</source>
            <translation>クライアントシークレットが短すぎて署名に使えません。</translation>
        </message>
        <message>
            <source>Ask the provider for a longer one, or send it another way: {detail}.</source>
            <translation>より長いものをプロバイダーに求めるか、別の方法で送信してください: {detail}。</translation>
        </message>
        <message>
            <source>This provider needs the client's private key.</source>
            <translation>このプロバイダーにはクライアントの秘密鍵が必要です。</translation>
        </message>
        <message>
            <source>Name the file that holds it, as it was registered.</source>
            <translation>登録したときの鍵が入ったファイルを指定してください。</translation>
        </message>
        <message>
            <source>The client's private key cannot be used.</source>
            <translation>クライアントの秘密鍵を使えません。</translation>
        </message>
        <message>
            <source>The reason: {detail}.</source>
            <translation>理由: {detail}。</translation>
        </message>
        <message>
            <source>The client's key signs in no way that {host} accepts.</source>
            <translation>クライアントの鍵では、{host} が受け付ける方式で署名できません。</translation>
        </message>
        <message>
            <source>It accepts: {detail}.</source>
            <translation>受け付けるもの: {detail}。</translation>
        </message>
        <message>
            <source>{host} signs in no way that Tessera accepts.</source>
            <translation>{host} の署名方式は、Tessera が受け付けるものではありません。</translation>
        </message>
        <message>
            <source>It offers: {detail}.</source>
            <translation>提供されているもの: {detail}。</translation>
        </message>
        <message>
            <source>The client is registered with an encryption that Tessera does not do.</source>
            <translation>クライアントは、Tessera が対応していない暗号化方式で登録されています。</translation>
        </message>
        <message>
            <source>Register another, RSA-OAEP or ECDH-ES for instance: {detail}.</source>
            <translation>RSA-OAEP や ECDH-ES など、別の方式で登録してください: {detail}。</translation>
        </message>
        <message>
            <source>What the access token is for must be an address.</source>
            <translation>アクセストークンの対象はアドレスでなければなりません。</translation>
        </message>
        <message>
            <source>It looks like https://api.example.com, without #: {detail}.</source>
            <translation>https://api.example.com のような形で、# は含みません: {detail}。</translation>
        </message>
        <message>
            <source>The settings cannot be read, so Tessera goes by its own.</source>
            <translation>設定を読み取れないため、Tessera は既定の設定で動作します。</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Mend or move it: {detail}.</source>
            <translation>ファイルには手を加えていません。変更した内容は Tessera が終了するまで有効です。ファイルを修正または移動してください: {detail}。</translation>
        </message>
        <message>
            <source>One of the settings is wrong, so Tessera goes by its own.</source>
            <translation>設定の 1 つに誤りがあるため、Tessera は既定の設定で動作します。</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Mend it: {detail}.</source>
            <translation>ファイルには手を加えていません。変更した内容は Tessera が終了するまで有効です。ファイルを修正してください: {detail}。</translation>
        </message>
        <message>
            <source>The settings were written by another version of Tessera, so it goes by its own.</source>
            <translation>設定が別のバージョンの Tessera で書き込まれているため、既定の設定で動作します。</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Update Tessera: {detail}.</source>
            <translation>ファイルには手を加えていません。変更した内容は Tessera が終了するまで有効です。Tessera を更新してください: {detail}。</translation>
        </message>
        <message>
            <source>The setting cannot be kept.</source>
            <translation>設定を保存できません。</translation>
        </message>
        <message>
            <source>It would be in {detail}.</source>
            <translation>保存先は {detail} になります。</translation>
        </message>
        <message>
            <source>That is no command.</source>
            <translation>コマンドではありません。</translation>
        </message>
        <message>
            <source>Write {detail}.</source>
            <translation>{detail} と書いてください。</translation>
        </message>
        <message>
            <source>Those are not ports.</source>
            <translation>ポートではありません。</translation>
        </message>
        <message>
            <source>Write at most ten different numbers from 1024 to 65535, with commas between them. Not understood: {detail}.</source>
            <translation>1024 から 65535 までの異なる数値を、コンマ区切りで 10 個まで書いてください。認識できないもの: {detail}。</translation>
        </message>
        <message>
            <source>It cannot be told whether Tessera starts when you log in.</source>
            <translation>ログイン時に Tessera が起動するかどうかを確認できません。</translation>
        </message>
        <message>
            <source>That Tessera starts when you log in could not be changed.</source>
            <translation>ログイン時に Tessera を起動する設定を変更できませんでした。</translation>
        </message>
        <message>
            <source>No window of Tessera is open.</source>
            <translation>Tessera のウィンドウが開いていません。</translation>
        </message>
        <message>
            <source>It would be asked at {detail}.</source>
            <translation>問い合わせ先は {detail} になります。</translation>
        </message>
        <message>
            <source>Tessera runs already, but its window does not answer.</source>
            <translation>Tessera はすでに動作していますが、ウィンドウが応答しません。</translation>
        </message>
        <message>
            <source>Wait a moment, or end that process. It is asked at {detail}.</source>
            <translation>しばらく待つか、そのプロセスを終了してください。問い合わせ先は {detail} です。</translation>
        </message>
        <message>
            <source>The window does not understand what it was asked.</source>
            <translation>ウィンドウが要求を理解できません。</translation>
        </message>
        <message>
            <source>What is wrong: {detail}.</source>
            <translation>誤りの内容: {detail}。</translation>
        </message>
        <message>
            <source>The window could not be started.</source>
            <translation>ウィンドウを起動できませんでした。</translation>
        </message>
        <message>
            <source>It should be {detail}.</source>
            <translation>{detail} にあるはずです。</translation>
        </message>
        <message>
            <source>Nothing was stored.</source>
            <translation>何も保存されていません。</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong: {detail}.</source>
            <translation>このコンピューターの時計が狂っています: {detail}。</translation>
        </message>
        <message>
            <source>Tokens would be refused. Let the system set its clock by itself, then try again.</source>
            <translation>このままではトークンが拒否されます。システムが時計を自動で合わせるように設定してから再試行してください。</translation>
        </message>
        <message>
            <source>{host} is a return address this provider does not take.</source>
            <translation>{host} は、このプロバイダーが受け付けない戻り先アドレスです。</translation>
        </message>
        <message>
            <source>It takes {detail} only. Use that in --redirect-uri and where the client is registered.</source>
            <translation>受け付けるのは {detail} だけです。--redirect-uri とクライアントの登録の両方でそれを使ってください。</translation>
        </message>
        <message>
            <source>This provider takes only the exact return address that is registered there.</source>
            <translation>このプロバイダーが受け付けるのは、登録されているものと完全に一致する戻り先アドレスだけです。</translation>
        </message>
        <message>
            <source>Register one with a port of your choice and give it in --redirect-uri: {detail}.</source>
            <translation>任意のポートを付けて登録し、それを --redirect-uri で指定してください: {detail}。</translation>
        </message>
        <message>
            <source>This provider takes another path in the return address.</source>
            <translation>このプロバイダーは、戻り先アドレスに別のパスを求めています。</translation>
        </message>
        <message>
            <source>Use {detail} in --redirect-uri and where the client is registered.</source>
            <translation>--redirect-uri とクライアントの登録の両方で {detail} を使ってください。</translation>
        </message>
        <message>
            <source>That is not the address the browser came back to.</source>
            <translation>ブラウザーが戻った先のアドレスではありません。</translation>
        </message>
        <message>
            <source>Copy the whole address from the browser's address bar; it begins with {detail}.</source>
            <translation>ブラウザーのアドレスバーからアドレス全体をコピーしてください。{detail} で始まります。</translation>
        </message>
        <message>
            <source>That address is not the answer to this sign-in.</source>
            <translation>そのアドレスはこのサインインへの応答ではありません。</translation>
        </message>
        <message>
            <source>It may be of an earlier try, or copied only in part. Copy it again, or start anew.</source>
            <translation>以前の試行のものか、一部だけがコピーされた可能性があります。コピーし直すか、最初からやり直してください。</translation>
        </message>
        <message>
            <source>Nothing is waited for any more.</source>
            <translation>もう何も待っていません。</translation>
        </message>
        <message>
            <source>Start the sign-in again.</source>
            <translation>サインインをもう一度始めてください。</translation>
        </message>
        <message>
            <source>{host} wants the request sent ahead, and does not say where to.</source>
            <translation>{host} は要求の事前送信を求めていますが、その宛先を示していません。</translation>
        </message>
        <message>
            <source>Nothing was sent. Its operator must mend it.</source>
            <translation>何も送信されていません。運営者による修正が必要です。</translation>
        </message>
        <message>
            <source>{host} no longer takes the request ahead of the browser, as it did before.</source>
            <translation>{host} は、以前は受け付けていた要求の事前送信を受け付けなくなりました。</translation>
        </message>
        <message>
            <source>Nothing was sent; this may be an attack. Sign out and in again if its operator says it is meant.</source>
            <translation>何も送信されていません。攻撃の可能性があります。運営者が意図した変更であれば、サインアウトしてから再度サインインしてください。</translation>
        </message>
        <message>
            <source>{host} took the request with an unexpected status.</source>
            <translation>{host} は要求を受け付けましたが、ステータスが想定外です。</translation>
        </message>
        <message>
            <source>Nothing was opened. Its operator must mend it: {detail}.</source>
            <translation>何も開いていません。運営者による修正が必要です: {detail}。</translation>
        </message>
        <message>
            <source>{host} answered with an address that leads elsewhere.</source>
            <translation>{host} が返したアドレスは別の場所を指しています。</translation>
        </message>
        <message>
            <source>Nothing was opened: {detail}.</source>
            <translation>何も開いていません: {detail}。</translation>
        </message>
        <message>
            <source>{host} took the request and lets it run out at once.</source>
            <translation>{host} は要求を受け付けましたが、すぐに期限切れにしています。</translation>
        </message>
        <message>
            <source>{host} does not sign its answer in the browser (JARM).</source>
            <translation>{host} はブラウザーでの応答に署名しません (JARM)。</translation>
        </message>
        <message>
            <source>It offers: {detail}. Sign in without, or ask its operator.</source>
            <translation>提供されているもの: {detail}。署名なしでサインインするか、運営者に問い合わせてください。</translation>
        </message>
        <message>
            <source>{host} and this program agree on no way to sign the answer in the browser.</source>
            <translation>{host} とこのプログラムには、ブラウザーでの応答の署名に使える共通の方式がありません。</translation>
        </message>
        <message>
            <source>Look up how the client is registered: {detail}.</source>
            <translation>クライアントの登録内容を確認してください: {detail}。</translation>
        </message>
        <message>
            <source>{host} does not say with which keys it signs.</source>
            <translation>{host} は署名に使う鍵を示していません。</translation>
        </message>
        <message>
            <source>Nothing was opened. Its operator must mend it.</source>
            <translation>何も開いていません。運営者による修正が必要です。</translation>
        </message>
        <message>
            <source>{host} cannot bind tokens to a key (DPoP).</source>
            <translation>{host} はトークンを鍵に結び付けられません (DPoP)。</translation>
        </message>
        <message>
            <source>Signing in on another device cannot bind tokens to a key (DPoP).</source>
            <translation>別のデバイスでのサインインでは、トークンを鍵に結び付けられません (DPoP)。</translation>
        </message>
        <message>
            <source>Sign in with the browser here, or without.</source>
            <translation>このコンピューターのブラウザーでサインインするか、結び付けなしでサインインしてください。</translation>
        </message>
        <message>
            <source>{host} asks for something that no proof can carry.</source>
            <translation>{host} は、どの証明にも入れられないものを求めています。</translation>
        </message>
        <message>
            <source>Its operator must mend the DPoP nonce: {detail}.</source>
            <translation>運営者による DPoP nonce の修正が必要です: {detail}。</translation>
        </message>
        <message>
            <source>This computer's clock and the clock of {host} do not agree.</source>
            <translation>このコンピューターの時計と {host} の時計が合っていません。</translation>
        </message>
        <message>
            <source>Set the clock and try again: {detail}.</source>
            <translation>時計を合わせてから再試行してください: {detail}。</translation>
        </message>
        <message>
            <source>The provider refuses the proof again and again.</source>
            <translation>プロバイダーが証明を繰り返し拒否しています。</translation>
        </message>
        <message>
            <source>The provider does not accept the proof that the token is ours.</source>
            <translation>トークンがこちらのものであることの証明を、プロバイダーが受け付けません。</translation>
        </message>
        <message>
            <source>Check this computer's clock, then sign in again.</source>
            <translation>このコンピューターの時計を確認してから、再度サインインしてください。</translation>
        </message>
        <message>
            <source>No browser opened.</source>
            <translation>ブラウザーが開きませんでした。</translation>
        </message>
        <message>
            <source>Tried {detail}. Copy the link and open it yourself.</source>
            <translation>試したもの: {detail}。リンクをコピーして自分で開いてください。</translation>
        </message>
        <message>
            <source>That address is not opened in a browser.</source>
            <translation>そのアドレスはブラウザーで開きません。</translation>
        </message>
        <message>
            <source>The return address is in use.</source>
            <translation>戻り先アドレスは使用中です。</translation>
        </message>
        <message>
            <source>{detail}. Close it or choose another port.</source>
            <translation>{detail}。使っているものを閉じるか、別のポートを選んでください。</translation>
        </message>
        <message>
            <source>The system says: {detail}.</source>
            <translation>システムのメッセージ: {detail}。</translation>
        </message>
        <message>
            <source>The return address is not on this computer.</source>
            <translation>戻り先アドレスがこのコンピューター上にありません。</translation>
        </message>
        <message>
            <source>Register one that begins with http://127.0.0.1.</source>
            <translation>http://127.0.0.1 で始まるものを登録してください。</translation>
        </message>
        <message>
            <source>This sign-in would take permissions away from the account.</source>
            <translation>このサインインを行うと、アカウントの権限が減ります。</translation>
        </message>
        <message>
            <source>It would lose: {detail}. Nothing was changed. Ask for all scopes together, or accept fewer.</source>
            <translation>失われる権限: {detail}。何も変更されていません。すべてのスコープをまとめて要求するか、減ることを受け入れてください。</translation>
        </message>
        <message>
            <source>Somebody else signed in at {host}: {detail}.</source>
            <translation>{host} に別の人がサインインしました: {detail}。</translation>
        </message>
        <message>
            <source>Nothing was changed for this account. Sign in again as the same person, or keep the other as an account of its own.</source>
            <translation>このアカウントは何も変更されていません。同じ人として再度サインインするか、その人を別のアカウントとして残してください。</translation>
        </message>
        <message>
            <source>The time for signing in ran out.</source>
            <translation>サインインの制限時間が過ぎました。</translation>
        </message>
        <message>
            <source>Nothing was stored. Try again.</source>
            <translation>何も保存されていません。再試行してください。</translation>
        </message>
        <message>
            <source>The answer belongs to another sign-in and was thrown away.</source>
            <translation>別のサインインへの応答だったため、破棄しました。</translation>
        </message>
        <message>
            <source>This one still waits.</source>
            <translation>このサインインは引き続き待っています。</translation>
        </message>
        <message>
            <source>The answer names no sign-in and was thrown away.</source>
            <translation>どのサインインへの応答かわからないため、破棄しました。</translation>
        </message>
        <message>
            <source>The answer came from another provider than the one that was asked.</source>
            <translation>問い合わせたプロバイダーとは別のプロバイダーから応答が届きました。</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack. Nothing was stored.</source>
            <translation>破棄しました。攻撃の可能性があります。何も保存されていません。</translation>
        </message>
        <message>
            <source>The answer does not say which provider it comes from.</source>
            <translation>応答に、どのプロバイダーからのものかが示されていません。</translation>
        </message>
        <message>
            <source>{host} promised that it would. Nothing was stored.</source>
            <translation>{host} は示すと公表しています。何も保存されていません。</translation>
        </message>
        <message>
            <source>The answer holds the same thing twice.</source>
            <translation>応答に同じものが 2 回含まれています。</translation>
        </message>
        <message>
            <source>The answer says yes and no at once.</source>
            <translation>応答が承諾と拒否を同時に示しています。</translation>
        </message>
        <message>
            <source>The answer came open, though it was to come signed.</source>
            <translation>署名付きで届くはずの応答が、署名なしで届きました。</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack. Nothing was stored. {detail}</source>
            <translation>破棄しました。攻撃の可能性があります。何も保存されていません。{detail}</translation>
        </message>
        <message>
            <source>The answer came as a token, which was not asked for.</source>
            <translation>応答がトークンとして届きましたが、それは要求していません。</translation>
        </message>
        <message>
            <source>If the client is registered so, sign in with --jarm.</source>
            <translation>クライアントがそのように登録されている場合は、--jarm を付けてサインインしてください。</translation>
        </message>
        <message>
            <source>The answer came open, though it was to come encrypted.</source>
            <translation>暗号化されて届くはずの応答が、暗号化されずに届きました。</translation>
        </message>
        <message>
            <source>It was thrown away. Nothing was stored.</source>
            <translation>破棄しました。何も保存されていません。</translation>
        </message>
        <message>
            <source>The answer is meant for another program.</source>
            <translation>応答は別のプログラム宛てです。</translation>
        </message>
        <message>
            <source>The answer is signed in another way than was agreed.</source>
            <translation>応答の署名方式が、取り決めたものと違います。</translation>
        </message>
        <message>
            <source>It was thrown away. Look up how the client is registered: {detail}.</source>
            <translation>破棄しました。クライアントの登録内容を確認してください: {detail}。</translation>
        </message>
        <message>
            <source>The signature of the answer is wrong.</source>
            <translation>応答の署名が正しくありません。</translation>
        </message>
        <message>
            <source>The answer had run out when it came.</source>
            <translation>応答は届いた時点で期限切れでした。</translation>
        </message>
        <message>
            <source>If it came at once, this computer's clock is wrong: {detail}.</source>
            <translation>すぐに届いたのであれば、このコンピューターの時計が狂っています: {detail}。</translation>
        </message>
        <message>
            <source>The answer is not good yet.</source>
            <translation>応答はまだ有効になっていません。</translation>
        </message>
        <message>
            <source>Probably this computer's clock is wrong: {detail}.</source>
            <translation>このコンピューターの時計が狂っている可能性があります: {detail}。</translation>
        </message>
        <message>
            <source>The answer would be good for longer than ten minutes.</source>
            <translation>応答の有効期間が 10 分を超えています。</translation>
        </message>
        <message>
            <source>It was thrown away. Its operator must mend it, or this computer's clock is wrong: {detail}.</source>
            <translation>破棄しました。運営者による修正が必要であるか、このコンピューターの時計が狂っています: {detail}。</translation>
        </message>
        <message>
            <source>The answer has a wrong form.</source>
            <translation>応答の形式が誤っています。</translation>
        </message>
        <message>
            <source>The answer holds no usable code.</source>
            <translation>応答に使用可能なコードがありません。</translation>
        </message>
        <message>
            <source>{host} offers no sign-in on another device.</source>
            <translation>{host} は別のデバイスでのサインインを提供していません。</translation>
        </message>
        <message>
            <source>Sign in with the browser here.</source>
            <translation>このコンピューターのブラウザーでサインインしてください。</translation>
        </message>
        <message>
            <source>{host} names an address for the code that is not safe to open.</source>
            <translation>{host} が示したコード入力用のアドレスは、開くと安全ではありません。</translation>
        </message>
        <message>
            <source>Do not enter the code anywhere. Its operator must mend it: {detail}.</source>
            <translation>コードをどこにも入力しないでください。運営者による修正が必要です: {detail}。</translation>
        </message>
        <message>
            <source>{host} gave a code nobody can type.</source>
            <translation>{host} から届いたコードは入力できないものです。</translation>
        </message>
        <message>
            <source>{host} answered the request for a code in a wrong form.</source>
            <translation>コードの要求に対する {host} の応答の形式が誤っています。</translation>
        </message>
        <message>
            <source>{host} says to wait in a way that also says to go on.</source>
            <translation>{host} の応答が、待機と続行を同時に示しています。</translation>
        </message>
        <message>
            <source>Nothing was stored. Its operator must mend it: {detail}.</source>
            <translation>何も保存されていません。運営者による修正が必要です: {detail}。</translation>
        </message>
        <message>
            <source>The time for entering the code ran out.</source>
            <translation>コードの入力の制限時間が過ぎました。</translation>
        </message>
        <message>
            <source>The keychain is locked.</source>
            <translation>キーチェーンがロックされています。</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. Unlock it to go on.</source>
            <translation>サインイン情報はキーチェーンに安全に保管されています。続けるには、ロックを解除してください。</translation>
        </message>
        <message>
            <source>There is no keychain here.</source>
            <translation>ここにはキーチェーンがありません。</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>Tessera を終了するまでサインインしたままです。</translation>
        </message>
        <message>
            <source>The keychain did not let Tessera in.</source>
            <translation>キーチェーンが Tessera のアクセスを許可しませんでした。</translation>
        </message>
        <message>
            <source>It is not asked again by itself. Choose "Renew now" and allow it when the system asks.</source>
            <translation>自動では再度要求しません。「今すぐ更新」を選び、システムの確認に対して許可してください。</translation>
        </message>
        <message>
            <source>The keychain did not answer in time.</source>
            <translation>キーチェーンが時間内に応答しませんでした。</translation>
        </message>
        <message>
            <source>A question of the system may be waiting behind this window.</source>
            <translation>システムの確認画面がこのウィンドウの後ろで待っている可能性があります。</translation>
        </message>
        <message>
            <source>The keychain has gone away.</source>
            <translation>キーチェーンがなくなりました。</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes; it is written down as soon as the keychain is back.</source>
            <translation>Tessera を終了するまでサインインしたままです。キーチェーンが戻り次第、書き込まれます。</translation>
        </message>
        <message>
            <source>This keychain does not tell which entries it has.</source>
            <translation>このキーチェーンでは、どの項目があるかを確認できません。</translation>
        </message>
        <message>
            <source>Sign-ins that no account here has any more cannot be listed.</source>
            <translation>ここのどのアカウントにも属さなくなったサインインは、一覧に表示できません。</translation>
        </message>
        <message>
            <source>Nothing was ended.</source>
            <translation>何も終了していません。</translation>
        </message>
        <message>
            <source>Say yes at the terminal, or give --yes, to revoke and remove what is left over.</source>
            <translation>残っているものを失効させて削除するには、端末で承諾するか、--yes を指定してください。</translation>
        </message>
        <message>
            <source>That sign-in belongs to an account in the list.</source>
            <translation>そのサインインは一覧にあるアカウントのものです。</translation>
        </message>
        <message>
            <source>Sign out of the account instead.</source>
            <translation>代わりに、そのアカウントからサインアウトしてください。</translation>
        </message>
        <message>
            <source>What the keychain holds for this account is damaged.</source>
            <translation>このアカウントについてキーチェーンにある内容が破損しています。</translation>
        </message>
        <message>
            <source>It is left as it is. Sign in again.</source>
            <translation>手を加えていません。再度サインインしてください。</translation>
        </message>
        <message>
            <source>The keychain gave back something else than was put in.</source>
            <translation>キーチェーンから、保存したものと違うものが返されました。</translation>
        </message>
        <message>
            <source>The keychain has no room for this sign-in.</source>
            <translation>キーチェーンに、このサインインを保存する空きがありません。</translation>
        </message>
        <message>
            <source>What the keychain holds for this account cannot be read.</source>
            <translation>このアカウントについてキーチェーンにある内容を読み取れません。</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>再度サインインしてください。</translation>
        </message>
        <message>
            <source>What the keychain holds for this account was written by a newer Tessera.</source>
            <translation>このアカウントについてキーチェーンにある内容は、より新しい Tessera で書き込まれています。</translation>
        </message>
        <message>
            <source>Update Tessera, or sign in again.</source>
            <translation>Tessera を更新するか、再度サインインしてください。</translation>
        </message>
        <message>
            <source>What the keychain holds for this account is too large.</source>
            <translation>このアカウントについてキーチェーンにある内容が大きすぎます。</translation>
        </message>
        <message>
            <source>The keychain holds nothing for this account.</source>
            <translation>このアカウントについての内容がキーチェーンにありません。</translation>
        </message>
        <message>
            <source>What the keychain holds belongs to another provider.</source>
            <translation>キーチェーンにある内容は別のプロバイダーのものです。</translation>
        </message>
        <message>
            <source>The list of accounts was changed from outside. Nothing was sent. Sign in again.</source>
            <translation>アカウントの一覧が外部から変更されています。何も送信されていません。再度サインインしてください。</translation>
        </message>
        <message>
            <source>The list of accounts cannot be read.</source>
            <translation>アカウントの一覧を読み取れません。</translation>
        </message>
        <message>
            <source>It is left as it is. Mend or move the file, then start again: {detail}.</source>
            <translation>手を加えていません。ファイルを修正または移動してから、再度起動してください: {detail}。</translation>
        </message>
        <message>
            <source>The list of accounts was written by a newer Tessera.</source>
            <translation>アカウントの一覧は、より新しい Tessera で書き込まれています。</translation>
        </message>
        <message>
            <source>Update Tessera: {detail}.</source>
            <translation>Tessera を更新してください: {detail}。</translation>
        </message>
        <message>
            <source>The list of accounts cannot be written.</source>
            <translation>アカウントの一覧に書き込めません。</translation>
        </message>
        <message>
            <source>Make room or mend the permissions: {detail}.</source>
            <translation>空きを作るか、アクセス権を修正してください: {detail}。</translation>
        </message>
        <message>
            <source>There is no such account.</source>
            <translation>そのようなアカウントはありません。</translation>
        </message>
        <message>
            <source>Look at the list of accounts.</source>
            <translation>アカウントの一覧を確認してください。</translation>
        </message>
        <message>
            <source>An account cannot be called that.</source>
            <translation>アカウントにその名前は付けられません。</translation>
        </message>
        <message>
            <source>A name is one line of at most 80 characters that can be seen: {detail}.</source>
            <translation>名前は、目に見える文字からなる 80 文字以内の 1 行です: {detail}。</translation>
        </message>
        <message>
            <source>Another account is called that.</source>
            <translation>その名前は別のアカウントに付いています。</translation>
        </message>
        <message>
            <source>Choose another name: tools find an account by it.</source>
            <translation>別の名前を選んでください。ツールは名前でアカウントを探します。</translation>
        </message>
        <message>
            <source>More than one account is called that.</source>
            <translation>その名前のアカウントが複数あります。</translation>
        </message>
        <message>
            <source>Choose one: {detail}.</source>
            <translation>1 つ選んでください: {detail}。</translation>
        </message>
        <message>
            <source>{host} could not be told yet that you signed out.</source>
            <translation>サインアウトしたことを、まだ {host} に伝えられていません。</translation>
        </message>
        <message>
            <source>The tokens wait in the keychain, and only there; Tessera tries again by itself.</source>
            <translation>トークンはキーチェーンの中だけに待機していて、Tessera が自動で再試行します。</translation>
        </message>
        <message>
            <source>{host} could not be told in 90 days that you signed out.</source>
            <translation>サインアウトしたことを、90 日間 {host} に伝えられませんでした。</translation>
        </message>
        <message>
            <source>Look for this program in your account's settings there.</source>
            <translation>そのプロバイダーのアカウント設定で、このプログラムを探してください。</translation>
        </message>
        <message>
            <source>What the keychain holds to be revoked cannot be read.</source>
            <translation>失効させるためにキーチェーンに残してある内容を読み取れません。</translation>
        </message>
        <message>
            <source>Look for this program in your account's settings at the provider.</source>
            <translation>プロバイダーのアカウント設定で、このプログラムを探してください。</translation>
        </message>
        <message>
            <source>An answer of {host} was lost at {detail}, and with it the new refresh token; it does not take the old one again.</source>
            <translation>{host} の応答が {detail} に失われ、新しいリフレッシュトークンも失われました。古いものはもう受け付けられません。</translation>
        </message>
        <message>
            <source>Another Tessera program is renewing this account and does not finish.</source>
            <translation>別の Tessera プログラムがこのアカウントを更新中で、終わりません。</translation>
        </message>
        <message>
            <source>Close the other one, or try again later.</source>
            <translation>そのプログラムを閉じるか、後で再試行してください。</translation>
        </message>
        <message>
            <source>A renewal is still under way.</source>
            <translation>更新がまだ進行中です。</translation>
        </message>
        <message>
            <source>Wait a moment.</source>
            <translation>しばらく待ってください。</translation>
        </message>
        <message>
            <source>Other Tessera programs cannot be kept from renewing at the same time.</source>
            <translation>他の Tessera プログラムが同時に更新するのを防げません。</translation>
        </message>
        <message>
            <source>That was renewed a moment ago.</source>
            <translation>少し前に更新されたばかりです。</translation>
        </message>
        <message>
            <source>The token is fresh; wait half a minute.</source>
            <translation>トークンは新しいものです。30 秒ほど待ってください。</translation>
        </message>
        <message>
            <source>This account needs a new sign-in.</source>
            <translation>このアカウントは再サインインが必要です。</translation>
        </message>
        <message>
            <source>The list of providers has a wrong row.</source>
            <translation>プロバイダーの一覧に誤った行があります。</translation>
        </message>
        <message>
            <source>The list of providers has a row twice.</source>
            <translation>プロバイダーの一覧に重複した行があります。</translation>
        </message>
        <message>
            <source>That file cannot be read.</source>
            <translation>そのファイルを読み取れません。</translation>
        </message>
        <message>
            <source>That file is no key file.</source>
            <translation>そのファイルは鍵ファイルではありません。</translation>
        </message>
        <message>
            <source>It is empty or larger than 1 MB; choose a JWK set, a JWK or a PEM file.</source>
            <translation>空であるか、1 MB を超えています。JWK セット、JWK、PEM のいずれかのファイルを選んでください。</translation>
        </message>
        <message>
            <source>A shared secret is needed.</source>
            <translation>共有シークレットが必要です。</translation>
        </message>
        <message>
            <source>Write it into the field.</source>
            <translation>フィールドに入力してください。</translation>
        </message>
        <message>
            <source>The demo provider is not installed.</source>
            <translation>デモプロバイダーがインストールされていません。</translation>
        </message>
        <message>
            <source>It should be at {detail}.</source>
            <translation>{detail} にあるはずです。</translation>
        </message>
        <message>
            <source>It says: {detail}.</source>
            <translation>メッセージ: {detail}。</translation>
        </message>
        <message>
            <source>The demo provider did not start in time.</source>
            <translation>デモプロバイダーが時間内に起動しませんでした。</translation>
        </message>
        <message>
            <source>{host} answers no questions about tokens.</source>
            <translation>{host} はトークンについての問い合わせに応じません。</translation>
        </message>
        <message>
            <source>It has no introspection endpoint. "tessera inspect" reads a token without it.</source>
            <translation>イントロスペクションエンドポイントがありません。"tessera inspect" を使えば、それなしでトークンを読み取れます。</translation>
        </message>
        <message>
            <source>{host} does not say whether the token is good.</source>
            <translation>{host} は、トークンが有効かどうかを示していません。</translation>
        </message>
        <message>
            <source>Nothing of its answer is used: {detail}.</source>
            <translation>応答は一切使われません: {detail}。</translation>
        </message>
        <message>
            <source>{host} does not say what kind of token it gave.</source>
            <translation>{host} は、発行したトークンの種類を示していません。</translation>
        </message>
        <message>
            <source>The provider does not know the service the token is meant for.</source>
            <translation>トークンの対象となるサービスを、プロバイダーが認識できません。</translation>
        </message>
        <message>
            <source>Check the audience and the resource.</source>
            <translation>オーディエンスとリソースを確認してください。</translation>
        </message>
        <message>
            <source>{host} has no page for signing out.</source>
            <translation>{host} にはサインアウト用のページがありません。</translation>
        </message>
        <message>
            <source>Sign out on its own pages if the browser should forget you too.</source>
            <translation>ブラウザーからもサインアウトするには、プロバイダー自身のページでサインアウトしてください。</translation>
        </message>
        <message>
            <source>{host} names an address for signing out that is not safe to open.</source>
            <translation>{host} が示したサインアウト用のアドレスは、開くと安全ではありません。</translation>
        </message>
        <message>
            <source>No browser was opened. Its operator must mend it: {detail}.</source>
            <translation>ブラウザーは開いていません。運営者による修正が必要です: {detail}。</translation>
        </message>
        <message>
            <source>The browser did not come back from signing out.</source>
            <translation>ブラウザーがサインアウトから戻りませんでした。</translation>
        </message>
        <message>
            <source>Here you are signed out all the same.</source>
            <translation>それでも、ここではサインアウト済みです。</translation>
        </message>
        <message>
            <source>{host} registers no clients by itself.</source>
            <translation>{host} はクライアントを自動では登録しません。</translation>
        </message>
        <message>
            <source>Register one by hand where its operator says so.</source>
            <translation>運営者が指定する場所で、手動で登録してください。</translation>
        </message>
        <message>
            <source>This registration cannot be changed from here.</source>
            <translation>この登録はここから変更できません。</translation>
        </message>
        <message>
            <source>The provider gave no registration token, or it is not at hand.</source>
            <translation>プロバイダーが登録トークンを発行していないか、手元にありません。</translation>
        </message>
        <message>
            <source>What the keychain holds for this registration cannot be read.</source>
            <translation>この登録についてキーチェーンにある内容を読み取れません。</translation>
        </message>
        <message>
            <source>Manage the client at the provider.</source>
            <translation>クライアントはプロバイダー側で管理してください。</translation>
        </message>
        <message>
            <source>This computer keeps nothing to manage that client with.</source>
            <translation>このコンピューターには、そのクライアントを管理するためのものがありません。</translation>
        </message>
        <message>
            <source>Clients can be shown, changed and deleted where they were registered: {detail}.</source>
            <translation>クライアントの表示、変更、削除は、登録した場所で行えます: {detail}。</translation>
        </message>
        <message>
            <source>{host} answered the registration in a wrong form.</source>
            <translation>登録に対する {host} の応答の形式が誤っています。</translation>
        </message>
        <message>
            <source>The answer was thrown away: {detail}.</source>
            <translation>応答を破棄しました: {detail}。</translation>
        </message>
        <message>
            <source>{host} wants the registration token sent somewhere else.</source>
            <translation>{host} が登録トークンを別の場所に送信するよう求めています。</translation>
        </message>
        <message>
            <source>The answer was thrown away; this may be an attack: {detail}.</source>
            <translation>応答を破棄しました。攻撃の可能性があります: {detail}。</translation>
        </message>
        <message>
            <source>{host} answered about another client.</source>
            <translation>{host} の応答は別のクライアントについてのものです。</translation>
        </message>
        <message>
            <source>The provider does not accept the redirect address.</source>
            <translation>プロバイダーがリダイレクトアドレスを受け付けません。</translation>
        </message>
        <message>
            <source>Try http://127.0.0.1/callback, or ask its operator.</source>
            <translation>http://127.0.0.1/callback を試すか、運営者に問い合わせてください。</translation>
        </message>
        <message>
            <source>The provider does not accept such a client.</source>
            <translation>プロバイダーはそのようなクライアントを受け付けません。</translation>
        </message>
        <message>
            <source>Ask for less: other grant types, another authentication, fewer scopes.</source>
            <translation>要求を減らしてください。別のグラントタイプ、別の認証方式、より少ないスコープなどです。</translation>
        </message>
        <message>
            <source>The provider does not accept the software statement.</source>
            <translation>プロバイダーがソフトウェアステートメントを受け付けません。</translation>
        </message>
        <message>
            <source>Ask its operator for a new one.</source>
            <translation>新しいものを運営者に求めてください。</translation>
        </message>
        <message>
            <source>The provider does not approve of this software.</source>
            <translation>プロバイダーはこのソフトウェアを承認していません。</translation>
        </message>
        <message>
            <source>Ask its operator to approve it.</source>
            <translation>運営者に承認を求めてください。</translation>
        </message>
        <message>
            <source>{host} answered the code with an unexpected status.</source>
            <translation>コードに対する {host} の応答のステータスが想定外です。</translation>
        </message>
        <message>
            <source>{host} gave a kind of token Tessera does not know.</source>
            <translation>{host} が、Tessera の知らない種類のトークンを発行しました。</translation>
        </message>
        <message>
            <source>{host} gave a token that anybody could use who finds it.</source>
            <translation>{host} が、見つけた人なら誰でも使えるトークンを発行しました。</translation>
        </message>
        <message>
            <source>A token bound to a key of this computer (DPoP) was asked for. Nothing was stored.</source>
            <translation>このコンピューターの鍵に結び付けたトークン (DPoP) を要求していました。何も保存されていません。</translation>
        </message>
        <message>
            <source>{host} gave no usable access token.</source>
            <translation>{host} は使用可能なアクセストークンを発行しませんでした。</translation>
        </message>
        <message>
            <source>The answer of {host} has a wrong form.</source>
            <translation>{host} の応答の形式が誤っています。</translation>
        </message>
        <message>
            <source>Nothing was stored: {detail}.</source>
            <translation>何も保存されていません: {detail}。</translation>
        </message>
        <message>
            <source>{host} gave no ID token, so nobody knows who signed in.</source>
            <translation>{host} が ID トークンを発行しなかったため、誰がサインインしたかわかりません。</translation>
        </message>
        <message>
            <source>Nothing was stored. The scope must hold openid.</source>
            <translation>何も保存されていません。スコープに openid を含める必要があります。</translation>
        </message>
        <message>
            <source>{host} has no way to revoke a grant.</source>
            <translation>{host} には認可を取り消す手段がありません。</translation>
        </message>
        <message>
            <source>The account belongs to a tenant that is not allowed here.</source>
            <translation>そのアカウントは、ここで許可されていないテナントのものです。</translation>
        </message>
        <message>
            <source>{detail}. Choose another account in the browser, or allow that tenant.</source>
            <translation>{detail}。ブラウザーで別のアカウントを選ぶか、そのテナントを許可してください。</translation>
        </message>
        <message>
            <source>The ID token was issued by somebody else.</source>
            <translation>ID トークンの発行者が違います。</translation>
        </message>
        <message>
            <source>The ID token is meant for another program.</source>
            <translation>ID トークンは別のプログラム宛てです。</translation>
        </message>
        <message>
            <source>The ID token is meant for other programs too, which Tessera does not trust.</source>
            <translation>ID トークンは、Tessera が信頼していない他のプログラムも宛先にしています。</translation>
        </message>
        <message>
            <source>The ID token was given to another program.</source>
            <translation>ID トークンは別のプログラムに渡されたものです。</translation>
        </message>
        <message>
            <source>The ID token is signed in a way this provider did not announce.</source>
            <translation>ID トークンの署名方式は、このプロバイダーが公表していないものです。</translation>
        </message>
        <message>
            <source>The signature of the ID token is wrong.</source>
            <translation>ID トークンの署名が正しくありません。</translation>
        </message>
        <message>
            <source>Nothing was stored; this may be an attack.</source>
            <translation>何も保存されていません。攻撃の可能性があります。</translation>
        </message>
        <message>
            <source>The ID token had run out when it came.</source>
            <translation>ID トークンは届いた時点で期限切れでした。</translation>
        </message>
        <message>
            <source>Check this computer's clock and try again.</source>
            <translation>このコンピューターの時計を確認してから再試行してください。</translation>
        </message>
        <message>
            <source>The ID token is not valid yet.</source>
            <translation>ID トークンはまだ有効になっていません。</translation>
        </message>
        <message>
            <source>The ID token seems to come from the future.</source>
            <translation>ID トークンの日時が未来になっています。</translation>
        </message>
        <message>
            <source>This computer's clock is probably slow. Set the clock and try again.</source>
            <translation>このコンピューターの時計が遅れている可能性があります。時計を合わせてから再試行してください。</translation>
        </message>
        <message>
            <source>The ID token was made long before it came.</source>
            <translation>ID トークンは、届くよりずっと前に作成されたものです。</translation>
        </message>
        <message>
            <source>This computer's clock is probably fast. Set the clock and try again.</source>
            <translation>このコンピューターの時計が進んでいる可能性があります。時計を合わせてから再試行してください。</translation>
        </message>
        <message>
            <source>The ID token belongs to another sign-in.</source>
            <translation>ID トークンは別のサインインのものです。</translation>
        </message>
        <message>
            <source>The ID token does not say which sign-in it belongs to.</source>
            <translation>ID トークンに、どのサインインのものかが示されていません。</translation>
        </message>
        <message>
            <source>The ID token and the access token do not belong together.</source>
            <translation>ID トークンとアクセストークンが対応していません。</translation>
        </message>
        <message>
            <source>The ID token was made for another sign-in.</source>
            <translation>ID トークンは別のサインイン用に作成されたものです。</translation>
        </message>
        <message>
            <source>The ID token and the code it was given for do not belong together.</source>
            <translation>ID トークンと、その発行に使われたコードが対応していません。</translation>
        </message>
        <message>
            <source>The ID token does not say who signed in.</source>
            <translation>ID トークンに、誰がサインインしたかが示されていません。</translation>
        </message>
        <message>
            <source>Somebody else signed in.</source>
            <translation>別の人がサインインしました。</translation>
        </message>
        <message>
            <source>Nothing was changed for this account.</source>
            <translation>このアカウントは何も変更されていません。</translation>
        </message>
        <message>
            <source>The sign-in at the provider is older than was asked for.</source>
            <translation>プロバイダーでのサインインが、要求したものより古いです。</translation>
        </message>
        <message>
            <source>Sign in again there.</source>
            <translation>プロバイダーで再度サインインしてください。</translation>
        </message>
        <message>
            <source>The sign-in at the provider was weaker than was asked for.</source>
            <translation>プロバイダーでのサインインの強度が、要求を下回っています。</translation>
        </message>
        <message>
            <source>What came as the ID token is another kind of token.</source>
            <translation>ID トークンとして届いたものは、別の種類のトークンです。</translation>
        </message>
        <message>
            <source>The ID token came open, though it was to come encrypted.</source>
            <translation>暗号化されて届くはずの ID トークンが、暗号化されずに届きました。</translation>
        </message>
        <message>
            <source>The ID token has a wrong form.</source>
            <translation>ID トークンの形式が誤っています。</translation>
        </message>
        <message>
            <source>{host} has no place to ask about you.</source>
            <translation>{host} には、あなたについて問い合わせる場所がありません。</translation>
        </message>
        <message>
            <source>What the ID token says is shown.</source>
            <translation>ID トークンの内容が表示されます。</translation>
        </message>
        <message>
            <source>{host} answered about somebody else.</source>
            <translation>{host} の応答は別の人についてのものです。</translation>
        </message>
        <message>
            <source>The answer was thrown away.</source>
            <translation>応答を破棄しました。</translation>
        </message>
        <message>
            <source>The answer about you does not say whom it is about.</source>
            <translation>あなたについての応答に、誰についてのものかが示されていません。</translation>
        </message>
        <message>
            <source>It was thrown away.</source>
            <translation>破棄しました。</translation>
        </message>
        <message>
            <source>The answer about you came signed, which was not asked for.</source>
            <translation>あなたについての応答が署名付きで届きましたが、それは要求していません。</translation>
        </message>
        <message>
            <source>The answer about you came open, though it was to come as a token.</source>
            <translation>トークンとして届くはずのあなたについての応答が、そのまま届きました。</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack.</source>
            <translation>破棄しました。攻撃の可能性があります。</translation>
        </message>
        <message>
            <source>The answer about you came open, though it was to come encrypted.</source>
            <translation>暗号化されて届くはずのあなたについての応答が、暗号化されずに届きました。</translation>
        </message>
        <message>
            <source>The answer about you is signed in another way than was agreed.</source>
            <translation>あなたについての応答の署名方式が、取り決めたものと違います。</translation>
        </message>
        <message>
            <source>The signature of the answer about you is wrong.</source>
            <translation>あなたについての応答の署名が正しくありません。</translation>
        </message>
        <message>
            <source>The answer about you was made by somebody else.</source>
            <translation>あなたについての応答は、別の誰かが作成したものです。</translation>
        </message>
        <message>
            <source>The answer about you is meant for another program.</source>
            <translation>あなたについての応答は別のプログラム宛てです。</translation>
        </message>
        <message>
            <source>What the tool says does not follow its own format.</source>
            <translation>ツールの出力が、ツール自身の形式に従っていません。</translation>
        </message>
        <message>
            <source>Nothing was handed out. What cannot be used is: {detail}.</source>
            <translation>何も渡していません。使えないもの: {detail}。</translation>
        </message>
        <message>
            <source>What the tool says is too large.</source>
            <translation>ツールの出力が大きすぎます。</translation>
        </message>
        <message>
            <source>Nothing was handed out. It has {detail}.</source>
            <translation>何も渡していません。大きさは {detail} です。</translation>
        </message>
        <message>
            <source>That is no address of a host a token could be for.</source>
            <translation>トークンの対象となるホストのアドレスではありません。</translation>
        </message>
        <message>
            <source>It looks like https://git.example.com or https://git.example.com/group. {detail}.</source>
            <translation>https://git.example.com や https://git.example.com/group のような形です。{detail}。</translation>
        </message>
        <message>
            <source>The list of hosts cannot be used.</source>
            <translation>ホストの一覧を使えません。</translation>
        </message>
        <message>
            <source>No token is handed out by it. Mend or remove it: {detail}.</source>
            <translation>この一覧によってはトークンを渡しません。修正または削除してください: {detail}。</translation>
        </message>
        <message>
            <source>There is no such host in the list.</source>
            <translation>そのホストは一覧にありません。</translation>
        </message>
        <message>
            <source>Asked for: {detail}.</source>
            <translation>指定: {detail}。</translation>
        </message>
        <message>
            <source>More than one account fits this host.</source>
            <translation>このホストに当てはまるアカウントが複数あります。</translation>
        </message>
        <message>
            <source>This token is bound to a key that stays in the keychain.</source>
            <translation>このトークンは、キーチェーンの中にある鍵に結び付けられています。</translation>
        </message>
        <message>
            <source>Other programs cannot use it. Sign in with a client that asks for plain tokens to use it with {detail}.</source>
            <translation>他のプログラムでは使えません。{detail} で使うには、結び付けのないトークンを要求するクライアントでサインインしてください。</translation>
        </message>
        <message>
            <source>Programs of oidc-agent cannot use it.</source>
            <translation>oidc-agent 用のプログラムでは使えません。</translation>
        </message>
        <message>
            <source>Tessera answers only oidc-agent's request for an access token.</source>
            <translation>Tessera が応じるのは、oidc-agent のアクセストークンの要求だけです。</translation>
        </message>
        <message>
            <source>Accounts are added and removed with tessera sign-in and tessera sign-out. Asked for: {detail}.</source>
            <translation>アカウントの追加と削除には tessera sign-in と tessera sign-out を使います。要求: {detail}。</translation>
        </message>
        <message>
            <source>The token cannot be handed to this tool.</source>
            <translation>そのトークンはこのツールに渡せません。</translation>
        </message>
        <message>
            <source>It is empty, or it holds characters that its format has no place for.</source>
            <translation>空であるか、ツールの形式で扱えない文字が含まれています。</translation>
        </message>
        <message>
            <source>Kubernetes asks in a version that Tessera does not know.</source>
            <translation>Kubernetes が、Tessera の知らないバージョンで要求しています。</translation>
        </message>
        <message>
            <source>It knows client.authentication.k8s.io/v1 and v1beta1, not {detail}.</source>
            <translation>対応しているのは client.authentication.k8s.io/v1 と v1beta1 で、{detail} には対応していません。</translation>
        </message>
        <message>
            <source>kubectl asks for another cluster.</source>
            <translation>kubectl が別のクラスターについて要求しています。</translation>
        </message>
        <message>
            <source>Nothing was handed out. Check --server in the kubeconfig, and provideClusterInfo. {detail}.</source>
            <translation>何も渡していません。kubeconfig の --server と provideClusterInfo を確認してください。{detail}。</translation>
        </message>
        <message>
            <source>That is no sign-in of a mail program.</source>
            <translation>メールプログラムのサインインではありません。</translation>
        </message>
        <message>
            <source>AWS refused the ID token.</source>
            <translation>AWS が ID トークンを拒否しました。</translation>
        </message>
        <message>
            <source>Check the role, its trust policy and the audience it wants. AWS said: {detail}.</source>
            <translation>ロール、その信頼ポリシー、求められるオーディエンスを確認してください。AWS のメッセージ: {detail}。</translation>
        </message>
        <message>
            <source>The answer of AWS STS cannot be read.</source>
            <translation>AWS STS の応答を読み取れません。</translation>
        </message>
        <message>
            <source>Tessera keeps no passwords.</source>
            <translation>Tessera はパスワードを保存しません。</translation>
        </message>
        <message>
            <source>It hands out tokens of accounts that are signed in; nothing was stored.</source>
            <translation>サインイン済みのアカウントのトークンを渡します。何も保存されていません。</translation>
        </message>
        <message>
            <source>A token may not be written there.</source>
            <translation>トークンをそこに書き込むことはできません。</translation>
        </message>
        <message>
            <source>It must be a new or an own file below $XDG_RUNTIME_DIR, which is in memory and yours alone. {detail}.</source>
            <translation>書き込めるのは $XDG_RUNTIME_DIR の下の、新しいファイルか自分のファイルだけです。このフォルダーはメモリ上にあり、自分だけが使えます。{detail}。</translation>
        </message>
        <message>
            <source>That is not how a credential helper is used.</source>
            <translation>認証情報ヘルパーの使い方が正しくありません。</translation>
        </message>
        <message>
            <source>{detail}. "use ADDRESS ACCOUNT", "forget ADDRESS" and "list-hosts" are for you; the rest is for the tool.</source>
            <translation>{detail}。"use ADDRESS ACCOUNT"、"forget ADDRESS"、"list-hosts" は人が使うもので、それ以外はツールが使います。</translation>
        </message>
        <message>
            <source>That is no name of a variable for a token.</source>
            <translation>トークン用の変数の名前ではありません。</translation>
        </message>
        <message>
            <source>Give a plain one with --env, not {detail}.</source>
            <translation>{detail} ではなく、通常の名前を --env で指定してください。</translation>
        </message>
        <message>
            <source>The command did not start.</source>
            <translation>コマンドが起動しませんでした。</translation>
        </message>
        <message>
            <source>That is not how AWS has it.</source>
            <translation>AWS の形式ではありません。</translation>
        </message>
        <message>
            <source>See tessera aws-credential --help. Given: {detail}.</source>
            <translation>tessera aws-credential --help を参照してください。指定: {detail}。</translation>
        </message>
        <message>
            <source>There is no provider of that name.</source>
            <translation>その名前のプロバイダーはありません。</translation>
        </message>
        <message>
            <source>"tessera providers" lists them; any other is reached with --issuer. Asked for: {detail}.</source>
            <translation>"tessera providers" で一覧を表示できます。それ以外は --issuer で指定します。指定: {detail}。</translation>
        </message>
        <message>
            <source>The provider's address is needed.</source>
            <translation>プロバイダーのアドレスが必要です。</translation>
        </message>
        <message>
            <source>Give it with --issuer. It looks like {detail}.</source>
            <translation>--issuer で指定してください。{detail} のような形です。</translation>
        </message>
        <message>
            <source>A client ID is needed.</source>
            <translation>クライアント ID が必要です。</translation>
        </message>
        <message>
            <source>Register this program at the provider and give what it answers with --client-id. The place is {detail}.</source>
            <translation>このプログラムをプロバイダーに登録し、返された値を --client-id で指定してください。登録する場所は {detail} です。</translation>
        </message>
        <message>
            <source>There is no such way to send a client secret.</source>
            <translation>クライアントシークレットにそのような送信方法はありません。</translation>
        </message>
        <message>
            <source>--client-auth takes client_secret_basic or client_secret_post, not {detail}.</source>
            <translation>--client-auth に指定できるのは client_secret_basic または client_secret_post で、{detail} は指定できません。</translation>
        </message>
        <message>
            <source>That is nothing a client is registered with.</source>
            <translation>クライアントの登録項目ではありません。</translation>
        </message>
        <message>
            <source>--registered takes NAME=VALUE, like id_token_encrypted_response_alg=ECDH-ES, not {detail}.</source>
            <translation>--registered には id_token_encrypted_response_alg=ECDH-ES のような NAME=VALUE を指定します。{detail} は指定できません。</translation>
        </message>
        <message>
            <source>That is no return address on this computer.</source>
            <translation>このコンピューター上の戻り先アドレスではありません。</translation>
        </message>
        <message>
            <source>--redirect-uri takes one like http://127.0.0.1:8400/callback, not {detail}.</source>
            <translation>--redirect-uri には http://127.0.0.1:8400/callback のようなアドレスを指定します。{detail} は指定できません。</translation>
        </message>
        <message>
            <source>The file for the secret is empty.</source>
            <translation>シークレットのファイルが空です。</translation>
        </message>
        <message>
            <source>Write the client secret into it, nothing else: {detail}.</source>
            <translation>クライアントシークレットだけを書き込んでください: {detail}。</translation>
        </message>
        <message>
            <source>Nothing says what to sign out of.</source>
            <translation>サインアウトする対象が指定されていません。</translation>
        </message>
        <message>
            <source>Name one account, or give --all, --pending or --left-over.</source>
            <translation>アカウントを 1 つ指定するか、--all、--pending、--left-over のいずれかを指定してください。</translation>
        </message>
        <message>
            <source>A browser can sign out at one provider at a time.</source>
            <translation>ブラウザーでサインアウトできるプロバイダーは一度に 1 つです。</translation>
        </message>
        <message>
            <source>Name one account with --end-session.</source>
            <translation>--end-session にはアカウントを 1 つ指定してください。</translation>
        </message>
        <message>
            <source>Standard input can be read once only.</source>
            <translation>標準入力は一度しか読み取れません。</translation>
        </message>
        <message>
            <source>Give one of the files by its name.</source>
            <translation>ファイルの 1 つを名前で指定してください。</translation>
        </message>
        <message>
            <source>That is no time.</source>
            <translation>時刻ではありません。</translation>
        </message>
        <message>
            <source>Times look like 2026-01-31T12:00:00Z, not {detail}.</source>
            <translation>時刻は 2026-01-31T12:00:00Z のような形で、{detail} は使えません。</translation>
        </message>
        <message>
            <source>The key can come from one place only.</source>
            <translation>鍵の取得元は 1 つだけです。</translation>
        </message>
        <message>
            <source>Too many of them: {detail}.</source>
            <translation>指定が多すぎます: {detail}。</translation>
        </message>
        <message>
            <source>The sign-in was declined at the provider.</source>
            <translation>プロバイダーでサインインが拒否されました。</translation>
        </message>
        <message>
            <source>Nothing was stored. Sign in again if that was not meant.</source>
            <translation>何も保存されていません。意図したものでなければ、再度サインインしてください。</translation>
        </message>
        <message>
            <source>The provider did not understand the request.</source>
            <translation>プロバイダーが要求を理解できませんでした。</translation>
        </message>
        <message>
            <source>Check the client ID and how the client is registered.</source>
            <translation>クライアント ID とクライアントの登録内容を確認してください。</translation>
        </message>
        <message>
            <source>The provider does not allow this client to sign in this way.</source>
            <translation>プロバイダーは、このクライアントによるこの方法でのサインインを許可していません。</translation>
        </message>
        <message>
            <source>Switch on the authorization code flow where the client is registered.</source>
            <translation>クライアントを登録した場所で、認可コードフローを有効にしてください。</translation>
        </message>
        <message>
            <source>The provider does not offer sign-in with a code.</source>
            <translation>プロバイダーはコードによるサインインを提供していません。</translation>
        </message>
        <message>
            <source>Ask its operator to switch it on.</source>
            <translation>運営者に有効化を依頼してください。</translation>
        </message>
        <message>
            <source>The provider does not know one of the scopes asked for.</source>
            <translation>要求したスコープの 1 つを、プロバイダーが認識できません。</translation>
        </message>
        <message>
            <source>Ask for fewer scopes and try again.</source>
            <translation>スコープを減らして再試行してください。</translation>
        </message>
        <message>
            <source>The provider had an error of its own.</source>
            <translation>プロバイダーの内部でエラーが発生しました。</translation>
        </message>
        <message>
            <source>The provider is overloaded or being repaired.</source>
            <translation>プロバイダーが過負荷またはメンテナンス中です。</translation>
        </message>
        <message>
            <source>The provider withdrew the grant, so it was refused.</source>
            <translation>プロバイダーが認可を取り消したため、拒否されました。</translation>
        </message>
        <message>
            <source>The provider does not accept this client.</source>
            <translation>プロバイダーがこのクライアントを受け付けません。</translation>
        </message>
        <message>
            <source>Check the client ID and the client secret.</source>
            <translation>クライアント ID とクライアントシークレットを確認してください。</translation>
        </message>
        <message>
            <source>The provider does not allow this kind of request.</source>
            <translation>プロバイダーはこの種類の要求を許可していません。</translation>
        </message>
        <message>
            <source>Switch on authorization code and refresh token where the client is registered.</source>
            <translation>クライアントを登録した場所で、認可コードとリフレッシュトークンを有効にしてください。</translation>
        </message>
        <message>
            <source>The provider refused, in words that are no error code.</source>
            <translation>プロバイダーが拒否しましたが、その文言はエラーコードではありません。</translation>
        </message>
        <message>
            <source>Ask its operator what it means: {detail}.</source>
            <translation>運営者に意味を問い合わせてください: {detail}。</translation>
        </message>
        <message>
            <source>The provider does not accept the access token.</source>
            <translation>プロバイダーがアクセストークンを受け付けません。</translation>
        </message>
        <message>
            <source>Renew it, or sign in again.</source>
            <translation>更新するか、再度サインインしてください。</translation>
        </message>
        <message>
            <source>The access token does not reach that far.</source>
            <translation>アクセストークンの権限が足りません。</translation>
        </message>
        <message>
            <source>Sign in again and ask for more scopes.</source>
            <translation>再度サインインし、より多くのスコープを要求してください。</translation>
        </message>
        <message>
            <source>The server wants a stronger or a newer sign-in.</source>
            <translation>サーバーは、より強力な、またはより新しいサインインを求めています。</translation>
        </message>
        <message>
            <source>Sign in again, with the second factor if there is one.</source>
            <translation>再度サインインし、第 2 要素があれば使ってください。</translation>
        </message>
        <message>
            <source>The provider wants you to sign in.</source>
            <translation>プロバイダーがサインインを求めています。</translation>
        </message>
        <message>
            <source>Sign in again in the browser.</source>
            <translation>ブラウザーで再度サインインしてください。</translation>
        </message>
        <message>
            <source>The provider wants to ask you something.</source>
            <translation>プロバイダーが確認を求めています。</translation>
        </message>
        <message>
            <source>The provider wants your consent.</source>
            <translation>プロバイダーが同意を求めています。</translation>
        </message>
        <message>
            <source>The provider wants you to choose an account.</source>
            <translation>プロバイダーがアカウントの選択を求めています。</translation>
        </message>
        <message>
            <source>The provider no longer knows the request that was sent ahead.</source>
            <translation>プロバイダーは、事前送信された要求をもう認識できません。</translation>
        </message>
        <message>
            <source>It lives for a minute or so. Sign in again.</source>
            <translation>有効なのは 1 分程度です。再度サインインしてください。</translation>
        </message>
        <message>
            <source>The provider does not accept the signed request.</source>
            <translation>プロバイダーが署名付きの要求を受け付けません。</translation>
        </message>
        <message>
            <source>Check the client's key where the client is registered.</source>
            <translation>クライアントを登録した場所で、クライアントの鍵を確認してください。</translation>
        </message>
        <message>
            <source>The provider takes no signed requests.</source>
            <translation>プロバイダーは署名付きの要求に対応していません。</translation>
        </message>
        <message>
            <source>Sign in without one.</source>
            <translation>署名なしでサインインしてください。</translation>
        </message>
        <message>
            <source>The provider takes no requests that were sent ahead.</source>
            <translation>プロバイダーは要求の事前送信に対応していません。</translation>
        </message>
        <message>
            <source>Sign in without pushed authorization requests.</source>
            <translation>Pushed Authorization Requests (PAR) なしでサインインしてください。</translation>
        </message>
        <message>
            <source>The provider takes no registration inside a request.</source>
            <translation>プロバイダーは要求の中での登録に対応していません。</translation>
        </message>
        <message>
            <source>Register the client where its operator says so.</source>
            <translation>運営者が指定する場所でクライアントを登録してください。</translation>
        </message>
        <message>
            <source>The provider could not sign you in as strongly as was asked.</source>
            <translation>プロバイダーは、要求された強度でのサインインを提供できませんでした。</translation>
        </message>
        <message>
            <source>Set up a second factor there, or ask for less.</source>
            <translation>プロバイダーで第 2 要素を設定するか、要求を緩めてください。</translation>
        </message>
        <message>
            <source>The code was not entered in time.</source>
            <translation>コードが時間内に入力されませんでした。</translation>
        </message>
        <message>
            <source>The provider still waits for the code.</source>
            <translation>プロバイダーはまだコードを待っています。</translation>
        </message>
        <message>
            <source>Enter it on the page of the provider.</source>
            <translation>プロバイダーのページで入力してください。</translation>
        </message>
        <message>
            <source>The provider was asked too often.</source>
            <translation>プロバイダーへの問い合わせが多すぎました。</translation>
        </message>
        <message>
            <source>The provider cannot revoke this kind of token.</source>
            <translation>プロバイダーはこの種類のトークンを失効させられません。</translation>
        </message>
        <message>
            <source>It ends by itself, or in your account's settings there.</source>
            <translation>自然に期限が切れるか、プロバイダーのアカウント設定で終了できます。</translation>
        </message>
        <message>
            <source>The provider does not accept the details of what was asked for.</source>
            <translation>プロバイダーが要求の詳細を受け付けません。</translation>
        </message>
        <message>
            <source>Check their type and members, or ask by scope.</source>
            <translation>その type とメンバーを確認するか、スコープで要求してください。</translation>
        </message>
        <message>
            <source>The provider does not accept the client ID and secret together.</source>
            <translation>プロバイダーがクライアント ID とシークレットの組み合わせを受け付けません。</translation>
        </message>
        <message>
            <source>Copy both again from where the client is registered; a new secret replaces the old one.</source>
            <translation>クライアントを登録した場所から両方をコピーし直してください。新しいシークレットを作成すると、古いものは使えなくなります。</translation>
        </message>
        <message>
            <source>The return address is not the one that is registered.</source>
            <translation>戻り先アドレスが登録されているものと違います。</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/callback, or give the registered one with --redirect-uri.</source>
            <translation>http://127.0.0.1/callback を登録するか、登録済みのものを --redirect-uri で指定してください。</translation>
        </message>
        <message>
            <source>The provider does not know the code any more.</source>
            <translation>プロバイダーはそのコードをもう認識できません。</translation>
        </message>
        <message>
            <source>It lives for a few minutes and works once. Sign in again.</source>
            <translation>有効なのは数分間で、使えるのは 1 回です。再度サインインしてください。</translation>
        </message>
        <message>
            <source>The provider wants your e-mail address confirmed first.</source>
            <translation>プロバイダーが、先にメールアドレスの確認を求めています。</translation>
        </message>
        <message>
            <source>Confirm it in your account's settings there, then sign in again.</source>
            <translation>プロバイダーのアカウント設定で確認してから、再度サインインしてください。</translation>
        </message>
        <message>
            <source>The provider no longer accepts the refresh token.</source>
            <translation>プロバイダーがリフレッシュトークンを受け付けなくなりました。</translation>
        </message>
        <message>
            <source>Sign-in on another device is switched off for this client.</source>
            <translation>このクライアントでは、別のデバイスでのサインインが無効になっています。</translation>
        </message>
        <message>
            <source>Enable the device flow where the client is registered, or sign in with the browser.</source>
            <translation>クライアントを登録した場所でデバイスフローを有効にするか、ブラウザーでサインインしてください。</translation>
        </message>
        <message>
            <source>The provider has suspended this client.</source>
            <translation>プロバイダーがこのクライアントを停止しています。</translation>
        </message>
        <message>
            <source>Ask whoever registered it; another client ID works meanwhile.</source>
            <translation>登録した人に問い合わせてください。それまでは別のクライアント ID を使えます。</translation>
        </message>
        <message>
            <source>An administrator of your organisation does not allow this client.</source>
            <translation>組織の管理者がこのクライアントを許可していません。</translation>
        </message>
        <message>
            <source>Ask the administrator to allow it.</source>
            <translation>管理者に許可を求めてください。</translation>
        </message>
        <message>
            <source>This client is for people of one organisation only.</source>
            <translation>このクライアントは特定の組織の人専用です。</translation>
        </message>
        <message>
            <source>Sign in with an account of that organisation, or use another client ID.</source>
            <translation>その組織のアカウントでサインインするか、別のクライアント ID を使ってください。</translation>
        </message>
        <message>
            <source>The client was deleted at the provider.</source>
            <translation>クライアントはプロバイダーから削除されています。</translation>
        </message>
        <message>
            <source>Register a new one and use its client ID.</source>
            <translation>新しく登録し、そのクライアント ID を使ってください。</translation>
        </message>
        <message>
            <source>The provider refuses the browser the page was opened in.</source>
            <translation>ページを開いたブラウザーをプロバイダーが拒否しています。</translation>
        </message>
        <message>
            <source>Open the address in your usual browser.</source>
            <translation>普段使っているブラウザーでアドレスを開いてください。</translation>
        </message>
        <message>
            <source>Check the scopes, and that the service is there in your tenant.</source>
            <translation>スコープと、テナントにそのサービスがあることを確認してください。</translation>
        </message>
        <message>
            <source>The provider wants a second factor.</source>
            <translation>プロバイダーが第 2 要素を求めています。</translation>
        </message>
        <message>
            <source>The provider has locked the account after too many attempts.</source>
            <translation>試行が多すぎたため、プロバイダーがアカウントをロックしました。</translation>
        </message>
        <message>
            <source>Wait, or follow the mail it sent.</source>
            <translation>待つか、届いたメールの指示に従ってください。</translation>
        </message>
        <message>
            <source>The code was used before.</source>
            <translation>そのコードは以前に使われています。</translation>
        </message>
        <message>
            <source>Nothing was stored. Sign in again.</source>
            <translation>何も保存されていません。再度サインインしてください。</translation>
        </message>
        <message>
            <source>The provider does not accept the client secret.</source>
            <translation>プロバイダーがクライアントシークレットを受け付けません。</translation>
        </message>
        <message>
            <source>Copy it again from where the client is registered.</source>
            <translation>クライアントを登録した場所からコピーし直してください。</translation>
        </message>
        <message>
            <source>Give the registered one with --redirect-uri.</source>
            <translation>登録済みのものを --redirect-uri で指定してください。</translation>
        </message>
        <message>
            <source>The provider does not know the client ID.</source>
            <translation>プロバイダーがクライアント ID を認識できません。</translation>
        </message>
        <message>
            <source>It says: “%1”.</source>
            <translation>プロバイダーのメッセージ: 「%1」。</translation>
        </message>
        <message>
            <source>the server</source>
            <translation>サーバー</translation>
        </message>
    </context>
    <context>
        <name>tessera::EventSection</name>
        <message>
            <source>What happened</source>
            <translation>履歴</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>%1 件すべて表示</translation>
        </message>
    </context>
    <context>
        <name>tessera::ExampleTokens</name>
        <message>
            <source>An ID token</source>
            <translation>ID トークン</translation>
        </message>
        <message>
            <source>A token nobody signed</source>
            <translation>署名のないトークン</translation>
        </message>
        <message>
            <source>A session cookie</source>
            <translation>セッション Cookie</translation>
        </message>
    </context>
    <context>
        <name>tessera::FactsPane</name>
        <message>
            <source>Known before it opened</source>
            <translation>開く前にわかっていること</translation>
        </message>
        <message>
            <source>Asking for</source>
            <translation>求めるもの</translation>
        </message>
    </context>
    <context>
        <name>tessera::Field</name>
        <message>
            <source>Show the secret</source>
            <translation>シークレットを表示</translation>
        </message>
        <message>
            <source>Hide the secret</source>
            <translation>シークレットを隠す</translation>
        </message>
        <message>
            <source>Go to the field</source>
            <translation>フィールドへ移動</translation>
        </message>
    </context>
    <context>
        <name>tessera::FieldList</name>
        <message>
            <source>Sent</source>
            <translation>送信値</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>期待値</translation>
        </message>
        <message>
            <source>In the answer</source>
            <translation>応答内の値</translation>
        </message>
        <message>
            <source>In the ID token</source>
            <translation>ID トークン内の値</translation>
        </message>
        <message>
            <source>Computed</source>
            <translation>計算値</translation>
        </message>
        <message>
            <source>In the metadata</source>
            <translation>メタデータ内の値</translation>
        </message>
        <message>
            <source>%1 chars</source>
            <translation>%1 文字</translation>
        </message>
        <message>
            <source>Replaced secret, fingerprint %1</source>
            <translation>置き換えたシークレット、フィンガープリント %1</translation>
        </message>
        <message>
            <source>%1 more are under Raw.</source>
            <translation>ほか %1 件は「生データ」にあります。</translation>
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
            <translation>すべて</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>メッセージ</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>チェック</translation>
        </message>
        <message>
            <source>Failures</source>
            <translation>失敗</translation>
        </message>
        <message>
            <source>Find in this run</source>
            <translation>このフロー内を検索</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>rows found</comment>
            <translation>%1 / %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingRow</name>
        <message>
            <source>Error</source>
            <translation>エラー</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>注記</translation>
        </message>
        <message>
            <source>Opens %1 in the browser.</source>
            <translation>%1 をブラウザーで開きます。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingText</name>
        <message>
            <source>Tells of a person</source>
            <translation>個人に関する情報</translation>
        </message>
        <message>
            <source>Everybody the token passes through can read it: logs, proxies, the receiver.</source>
            <translation>ログ、プロキシ、受信者など、トークンが通る先の誰もが読み取れます。</translation>
        </message>
        <message>
            <source>Ask for fewer scopes where it is not needed, or encrypt the token.</source>
            <translation>不要であれば要求するスコープを減らすか、トークンを暗号化します。</translation>
        </message>
        <message>
            <source>A card number</source>
            <translation>カード番号</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads the number. Its check digit fits.</source>
            <translation>ペイロードはエンコードされているだけで暗号化されていません。トークンを見た人は誰でも番号を読み取れます。チェックディジットは一致しています。</translation>
        </message>
        <message>
            <source>Take it out; a reference is enough. Treat the number as disclosed.</source>
            <translation>番号を取り除きます。参照があれば十分です。この番号は漏えいしたものとして扱います。</translation>
        </message>
        <message>
            <source>A bank account number</source>
            <translation>銀行口座番号</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads it. Its check digits fit.</source>
            <translation>ペイロードはエンコードされているだけで暗号化されていません。トークンを見た人は誰でも読み取れます。チェックディジットは一致しています。</translation>
        </message>
        <message>
            <source>Take it out; a reference is enough.</source>
            <translation>番号を取り除きます。参照があれば十分です。</translation>
        </message>
        <message>
            <source>A national identity number</source>
            <translation>国民識別番号</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads it.</source>
            <translation>ペイロードはエンコードされているだけで暗号化されていません。トークンを見た人は誰でも読み取れます。</translation>
        </message>
        <message>
            <source>A secret in plain sight</source>
            <translation>むき出しのシークレット</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token has the secret.</source>
            <translation>ペイロードはエンコードされているだけで暗号化されていません。トークンを見た人は誰でもシークレットを入手できます。</translation>
        </message>
        <message>
            <source>Take it out, and change the secret.</source>
            <translation>シークレットを取り除き、変更します。</translation>
        </message>
        <message>
            <source>A private key in plain sight</source>
            <translation>むき出しの秘密鍵</translation>
        </message>
        <message>
            <source>Everybody who sees the token can sign or decrypt with the key.</source>
            <translation>トークンを見た人は誰でも、この鍵で署名や復号ができます。</translation>
        </message>
        <message>
            <source>Take it out, and replace the key everywhere.</source>
            <translation>秘密鍵を取り除き、使っている場所すべてで鍵を交換します。</translation>
        </message>
        <message>
            <source>Administration for a long time</source>
            <translation>長期間有効な管理者権限</translation>
        </message>
        <message>
            <source>Whoever steals the token rules for as long as it lives, even after the role was taken away.</source>
            <translation>トークンを盗んだ人は、ロールが取り消された後でも、トークンが有効な間は権限を行使できます。</translation>
        </message>
        <message>
            <source>Give such roles short tokens, and ask the server anew each time.</source>
            <translation>このようなロールには有効期間の短いトークンを発行し、毎回サーバーに確認します。</translation>
        </message>
        <message>
            <source>Shared secret where others check</source>
            <translation>第三者が検証する署名に共有シークレット</translation>
        </message>
        <message>
            <source>Whoever can check this signature can make one: each API or client that knows the secret could sign in as anybody.</source>
            <translation>この署名を検証できる人は、署名を作ることもできます。シークレットを知る API やクライアントは、誰にでもなりすましてサインインできます。</translation>
        </message>
        <message>
            <source>Sign with RS256, PS256, ES256 or Ed25519, and publish the keys.</source>
            <translation>RS256、PS256、ES256、Ed25519 のいずれかで署名し、鍵を公開します。</translation>
        </message>
        <message>
            <source>Rare algorithm</source>
            <translation>珍しいアルゴリズム</translation>
        </message>
        <message>
            <source>ES256K comes from block chains; many OpenID and OAuth programs do not know it.</source>
            <translation>ES256K はブロックチェーンに由来するもので、多くの OpenID や OAuth のプログラムは対応していません。</translation>
        </message>
        <message>
            <source>Use ES256 unless both sides want this one.</source>
            <translation>双方がこれを望む場合を除き、ES256 を使います。</translation>
        </message>
        <message>
            <source>Its secret is public knowledge</source>
            <translation>広く知られたシークレット</translation>
        </message>
        <message>
            <source>It stands in tutorials or lists of passwords. Everybody can make such a token, for any person and any role.</source>
            <translation>チュートリアルやパスワードの一覧に載っているものです。誰でも、任意の人物や任意のロールについて同じようなトークンを作成できます。</translation>
        </message>
        <message>
            <source>Make a random secret of at least 32 bytes, replace it everywhere, and treat all tokens made with the old one as forged.</source>
            <translation>32 バイト以上のランダムなシークレットを作成し、使っている場所すべてで置き換えます。古いシークレットで作成されたトークンは、すべて偽造されたものとして扱います。</translation>
        </message>
        <message>
            <source>The private key is in the header</source>
            <translation>ヘッダーに秘密鍵がある</translation>
        </message>
        <message>
            <source>Whoever sees the token can sign with that key.</source>
            <translation>トークンを見た人は誰でも、その鍵で署名できます。</translation>
        </message>
        <message>
            <source>Replace the key. Only its public members belong here.</source>
            <translation>鍵を交換します。ここに入れてよいのは公開メンバーだけです。</translation>
        </message>
        <message>
            <source>Odd key id</source>
            <translation>不自然な鍵 ID</translation>
        </message>
        <message>
            <source>A key id is a name to compare, and nothing more. One like this is an attempt to have the reader open a file, a database or an address, or a mistake of the issuer.</source>
            <translation>鍵 ID は比較のための名前でしかありません。このような値は、受け取る側にファイル、データベース、アドレスを開かせようとする試みか、発行者の誤りです。</translation>
        </message>
        <message>
            <source>Look keys up by comparing strings, in a list that is already there.</source>
            <translation>鍵は、手元にある一覧の中から文字列の比較で探します。</translation>
        </message>
        <message>
            <source>Claim missing or of the wrong type</source>
            <translation>クレームがないか、型が違う</translation>
        </message>
        <message>
            <source>A reader that needs it must refuse.</source>
            <translation>そのクレームを必要とする受信側は、拒否しなければなりません。</translation>
        </message>
        <message>
            <source>The issuer must mend the claim.</source>
            <translation>発行者がクレームを修正する必要があります。</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>期限切れ</translation>
        </message>
        <message>
            <source>Its time is over.</source>
            <translation>有効期間が過ぎています。</translation>
        </message>
        <message>
            <source>Renew it. If it is new, check the clock of this computer.</source>
            <translation>更新します。新しいトークンの場合は、このコンピューターの時計を確認します。</translation>
        </message>
        <message>
            <source>Not valid yet</source>
            <translation>まだ有効ではない</translation>
        </message>
        <message>
            <source>"nbf" lies ahead.</source>
            <translation>"nbf" が未来の時刻です。</translation>
        </message>
        <message>
            <source>Wait, or check the clock of this computer.</source>
            <translation>しばらく待つか、このコンピューターの時計を確認します。</translation>
        </message>
        <message>
            <source>Issued in the future</source>
            <translation>発行時刻が未来</translation>
        </message>
        <message>
            <source>"iat" lies ahead.</source>
            <translation>"iat" が未来の時刻です。</translation>
        </message>
        <message>
            <source>Check the clock of this computer.</source>
            <translation>このコンピューターの時計を確認します。</translation>
        </message>
        <message>
            <source>Another issuer</source>
            <translation>別の発行者</translation>
        </message>
        <message>
            <source>The token comes from somebody else than expected.</source>
            <translation>トークンは、想定とは異なる発行者のものです。</translation>
        </message>
        <message>
            <source>Check the issuer's address, to the letter.</source>
            <translation>発行者のアドレスを 1 文字ずつ確認します。</translation>
        </message>
        <message>
            <source>Not for this audience</source>
            <translation>このオーディエンス向けではない</translation>
        </message>
        <message>
            <source>A token made for another program must not be accepted.</source>
            <translation>別のプログラム向けに作成されたトークンは、受け入れてはいけません。</translation>
        </message>
        <message>
            <source>Ask for a token for this client.</source>
            <translation>このクライアント向けのトークンを要求します。</translation>
        </message>
        <message>
            <source>Also for others</source>
            <translation>他の相手にも向けられている</translation>
        </message>
        <message>
            <source>The token names further audiences, and no authorized party.</source>
            <translation>トークンに他のオーディエンスが含まれていて、認可された当事者が示されていません。</translation>
        </message>
        <message>
            <source>Ask for a token for this client alone.</source>
            <translation>このクライアントだけに向けたトークンを要求します。</translation>
        </message>
        <message>
            <source>Another authorized party</source>
            <translation>認可された当事者が違う</translation>
        </message>
        <message>
            <source>The token was issued to another client.</source>
            <translation>トークンは別のクライアントに発行されました。</translation>
        </message>
        <message>
            <source>No nonce</source>
            <translation>nonce がない</translation>
        </message>
        <message>
            <source>Nothing ties the token to a sign-in.</source>
            <translation>トークンをサインインに結び付けるものがありません。</translation>
        </message>
        <message>
            <source>The issuer must repeat the nonce it was sent.</source>
            <translation>発行者は、受け取った nonce をそのまま返す必要があります。</translation>
        </message>
        <message>
            <source>Another sign-in's token</source>
            <translation>別のサインインのトークン</translation>
        </message>
        <message>
            <source>The nonce is not the one that was sent: the token may be replayed.</source>
            <translation>nonce が送ったものと異なります。トークンが再利用 (リプレイ) されている可能性があります。</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>再度サインインします。</translation>
        </message>
        <message>
            <source>An access token</source>
            <translation>アクセストークン</translation>
        </message>
        <message>
            <source>It is meant for the resource server; to the client it is opaque, and no proof of who signed in.</source>
            <translation>リソースサーバー向けのものです。クライアントにとっては中身の不明な値で、誰がサインインしたかの証明にはなりません。</translation>
        </message>
        <message>
            <source>A refresh token</source>
            <translation>リフレッシュトークン</translation>
        </message>
        <message>
            <source>It is meant for the authorization server alone. Whoever has it gets new access tokens; nobody else needs to read it.</source>
            <translation>認可サーバーだけに向けたものです。持っている人は新しいアクセストークンを取得できます。他の誰も読み取る必要はありません。</translation>
        </message>
        <message>
            <source>Keep it where secrets are kept, and never send it to an API.</source>
            <translation>シークレットと同じ場所に保管し、API には決して送りません。</translation>
        </message>
        <message>
            <source>Two kinds at once</source>
            <translation>2 つの種類に該当</translation>
        </message>
        <message>
            <source>A token that passes for another kind is accepted where it was not meant to be.</source>
            <translation>別の種類としても通用するトークンは、本来とは異なる場所で受け入れられてしまいます。</translation>
        </message>
        <message>
            <source>The issuer should name the kind in "typ", and readers should insist on it.</source>
            <translation>発行者は "typ" で種類を示し、受け取る側はそれを必須とするべきです。</translation>
        </message>
        <message>
            <source>ID token with permissions</source>
            <translation>権限を持つ ID トークン</translation>
        </message>
        <message>
            <source>It is made like an ID token and grants access like an access token. An API that accepts it accepts what was meant to tell a client who signed in.</source>
            <translation>ID トークンの形をしていながら、アクセストークンのようにアクセスを認めます。これを受け入れる API は、誰がサインインしたかをクライアントに伝えるためのものを受け入れることになります。</translation>
        </message>
        <message>
            <source>Send APIs an access token, and keep permissions out of the ID token.</source>
            <translation>API にはアクセストークンを送り、ID トークンには権限を含めません。</translation>
        </message>
        <message>
            <source>No issuer</source>
            <translation>発行者がない</translation>
        </message>
        <message>
            <source>Without "iss" nobody can say whose keys must fit.</source>
            <translation>"iss" がないと、誰の鍵で検証すべきかを判断できません。</translation>
        </message>
        <message>
            <source>The issuer should name itself.</source>
            <translation>発行者は自身の名前を示すべきです。</translation>
        </message>
        <message>
            <source>No audience</source>
            <translation>オーディエンスがない</translation>
        </message>
        <message>
            <source>Without "aud" the token can be used where it was not meant to be.</source>
            <translation>"aud" がないと、トークンが本来とは異なる場所で使われることがあります。</translation>
        </message>
        <message>
            <source>The issuer should name the audience.</source>
            <translation>発行者はオーディエンスを示すべきです。</translation>
        </message>
        <message>
            <source>No subject</source>
            <translation>サブジェクトがない</translation>
        </message>
        <message>
            <source>Without "sub" the token does not say whom it is about.</source>
            <translation>"sub" がないと、誰についてのトークンかがわかりません。</translation>
        </message>
        <message>
            <source>The issuer should set "sub".</source>
            <translation>発行者は "sub" を設定するべきです。</translation>
        </message>
        <message>
            <source>Odd audience</source>
            <translation>不自然なオーディエンス</translation>
        </message>
        <message>
            <source>An audience must name exactly who may accept the token.</source>
            <translation>オーディエンスは、トークンを受け入れてよい相手を正確に示す必要があります。</translation>
        </message>
        <message>
            <source>The issuer should name each recipient once.</source>
            <translation>発行者は各受信者を 1 回ずつ示すべきです。</translation>
        </message>
        <message>
            <source>Made for another client</source>
            <translation>別のクライアント向けに作成</translation>
        </message>
        <message>
            <source>The authorized party is not among the audience: one program of the same owner got the token for another.</source>
            <translation>認可された当事者がオーディエンスに含まれていません。同じ所有者のあるプログラムが、別のプログラムのためにトークンを取得しました。</translation>
        </message>
        <message>
            <source>Accept it only if you know that party.</source>
            <translation>その当事者を知っている場合だけ受け入れます。</translation>
        </message>
        <message>
            <source>Claim of the wrong type</source>
            <translation>クレームの型が違う</translation>
        </message>
        <message>
            <source>A strict reader refuses it.</source>
            <translation>厳格な実装は拒否します。</translation>
        </message>
        <message>
            <source>The issuer should mend the claim.</source>
            <translation>発行者はクレームを修正するべきです。</translation>
        </message>
        <message>
            <source>Not a complete JWT access token</source>
            <translation>JWT アクセストークンとして不完全</translation>
        </message>
        <message>
            <source>"typ" says at+jwt; the profile then asks for iss, exp, aud, sub, client_id, iat and jti.</source>
            <translation>"typ" は at+jwt です。この場合、プロファイルは iss、exp、aud、sub、client_id、iat、jti を求めます。</translation>
        </message>
        <message>
            <source>The issuer must set them.</source>
            <translation>発行者がこれらを設定する必要があります。</translation>
        </message>
        <message>
            <source>No client named</source>
            <translation>クライアントが示されていない</translation>
        </message>
        <message>
            <source>An API cannot tell which client uses the token.</source>
            <translation>どのクライアントがトークンを使っているかを、API が判断できません。</translation>
        </message>
        <message>
            <source>The issuer should set "client_id".</source>
            <translation>発行者は "client_id" を設定するべきです。</translation>
        </message>
        <message>
            <source>For the client itself</source>
            <translation>クライアント自身に向けたもの</translation>
        </message>
        <message>
            <source>The audience is the client that asked. Nothing but missing claims then tells it from an ID token.</source>
            <translation>オーディエンスが、要求したクライアント自身です。この場合、ID トークンとの違いはクレームの不足だけです。</translation>
        </message>
        <message>
            <source>Register the API as an audience of its own, and have the issuer set "typ": "at+jwt".</source>
            <translation>API を独自のオーディエンスとして登録し、発行者が "typ": "at+jwt" を設定するようにします。</translation>
        </message>
        <message>
            <source>Not typed as a DPoP proof</source>
            <translation>DPoP プルーフの型がない</translation>
        </message>
        <message>
            <source>"typ" must be dpop+jwt, so that no other token can be taken for a proof.</source>
            <translation>他のトークンがプルーフと取り違えられないように、"typ" は dpop+jwt でなければなりません。</translation>
        </message>
        <message>
            <source>Set "typ": "dpop+jwt".</source>
            <translation>"typ": "dpop+jwt" を設定します。</translation>
        </message>
        <message>
            <source>Proof with a shared secret</source>
            <translation>共有シークレットによるプルーフ</translation>
        </message>
        <message>
            <source>A proof shows that the sender holds a private key; a shared secret shows nothing.</source>
            <translation>プルーフは送信者が秘密鍵を持っていることを示すものです。共有シークレットでは何も示せません。</translation>
        </message>
        <message>
            <source>Use an asymmetric algorithm.</source>
            <translation>非対称アルゴリズムを使います。</translation>
        </message>
        <message>
            <source>No public key</source>
            <translation>公開鍵がない</translation>
        </message>
        <message>
            <source>The proof must carry the public key it was made with in "jwk".</source>
            <translation>プルーフは、作成に使った公開鍵を "jwk" に含む必要があります。</translation>
        </message>
        <message>
            <source>Put the public key into the header.</source>
            <translation>公開鍵をヘッダーに入れます。</translation>
        </message>
        <message>
            <source>Incomplete proof</source>
            <translation>不完全なプルーフ</translation>
        </message>
        <message>
            <source>A proof names itself, the method, the address and its time.</source>
            <translation>プルーフは、自身の識別子、メソッド、アドレス、時刻を示します。</translation>
        </message>
        <message>
            <source>Set jti, htm, htu and iat.</source>
            <translation>jti、htm、htu、iat を設定します。</translation>
        </message>
        <message>
            <source>Address not as it must be</source>
            <translation>アドレスの形が正しくない</translation>
        </message>
        <message>
            <source>"htu" is the address of the request, whole, without query and fragment.</source>
            <translation>"htu" は要求のアドレス全体から、クエリとフラグメントを除いたものです。</translation>
        </message>
        <message>
            <source>Cut the query and the fragment off.</source>
            <translation>クエリとフラグメントを取り除きます。</translation>
        </message>
        <message>
            <source>Not tied to an access token</source>
            <translation>アクセストークンに結び付いていない</translation>
        </message>
        <message>
            <source>It is good at the token endpoint. Along with an access token a proof must carry its hash in "ath".</source>
            <translation>トークンエンドポイントでは使えます。アクセストークンと一緒に送るプルーフは、そのハッシュを "ath" に含む必要があります。</translation>
        </message>
        <message>
            <source>With an access token add the hash.</source>
            <translation>アクセストークンと一緒に送る場合は、ハッシュを追加します。</translation>
        </message>
        <message>
            <source>An old proof</source>
            <translation>古いプルーフ</translation>
        </message>
        <message>
            <source>A proof is for one request; servers accept it for seconds or minutes.</source>
            <translation>プルーフは 1 回の要求のためのものです。サーバーが受け入れるのは数秒から数分の間です。</translation>
        </message>
        <message>
            <source>Make a new one for each request.</source>
            <translation>要求のたびに新しく作成します。</translation>
        </message>
        <message>
            <source>Incomplete logout token</source>
            <translation>不完全なログアウトトークン</translation>
        </message>
        <message>
            <source>The receiver must refuse it.</source>
            <translation>受信側は拒否しなければなりません。</translation>
        </message>
        <message>
            <source>Set iat, jti and events.</source>
            <translation>iat、jti、events を設定します。</translation>
        </message>
        <message>
            <source>Nobody to sign out</source>
            <translation>サインアウトの対象がない</translation>
        </message>
        <message>
            <source>A logout token names a subject, a session or both.</source>
            <translation>ログアウトトークンは、サブジェクト、セッション、またはその両方を示します。</translation>
        </message>
        <message>
            <source>Set "sub" or "sid".</source>
            <translation>"sub" または "sid" を設定します。</translation>
        </message>
        <message>
            <source>No logout event</source>
            <translation>ログアウトのイベントがない</translation>
        </message>
        <message>
            <source>"events" must hold the back-channel logout event with an object as its value.</source>
            <translation>"events" には、オブジェクトを値とするバックチャネルログアウトのイベントが必要です。</translation>
        </message>
        <message>
            <source>Set the member as the specification writes it.</source>
            <translation>仕様の記載どおりにメンバーを設定します。</translation>
        </message>
        <message>
            <source>A nonce in a logout token</source>
            <translation>ログアウトトークンに nonce がある</translation>
        </message>
        <message>
            <source>It is forbidden, so that a logout token never passes for an ID token.</source>
            <translation>ログアウトトークンが ID トークンとして通用しないように、禁止されています。</translation>
        </message>
        <message>
            <source>Leave "nonce" out.</source>
            <translation>"nonce" を取り除きます。</translation>
        </message>
        <message>
            <source>Not typed as a logout token</source>
            <translation>ログアウトトークンの型がない</translation>
        </message>
        <message>
            <source>Without "typ": "logout+jwt" only its claims tell it from other tokens.</source>
            <translation>"typ": "logout+jwt" がないと、他のトークンとの違いはクレームだけです。</translation>
        </message>
        <message>
            <source>Set "typ": "logout+jwt".</source>
            <translation>"typ": "logout+jwt" を設定します。</translation>
        </message>
        <message>
            <source>No token id</source>
            <translation>トークン ID がない</translation>
        </message>
        <message>
            <source>Without "jti" the server cannot notice that the assertion is used twice.</source>
            <translation>"jti" がないと、アサーションが 2 回使われてもサーバーは気付けません。</translation>
        </message>
        <message>
            <source>Set a fresh "jti" each time.</source>
            <translation>毎回新しい "jti" を設定します。</translation>
        </message>
        <message>
            <source>Issuer and subject differ</source>
            <translation>発行者とサブジェクトが異なる</translation>
        </message>
        <message>
            <source>Of a client that proves itself both must be its client id.</source>
            <translation>クライアントが自身を証明する場合、どちらもクライアント ID でなければなりません。</translation>
        </message>
        <message>
            <source>Set "iss" and "sub" to the client id.</source>
            <translation>"iss" と "sub" にクライアント ID を設定します。</translation>
        </message>
        <message>
            <source>For several servers</source>
            <translation>複数のサーバー向け</translation>
        </message>
        <message>
            <source>One of them could present the assertion to another.</source>
            <translation>そのうちの 1 つが、アサーションを別のサーバーに提示できてしまいます。</translation>
        </message>
        <message>
            <source>Name the issuer of one authorization server.</source>
            <translation>1 つの認可サーバーの発行者だけを指定します。</translation>
        </message>
        <message>
            <source>Issuer without TLS</source>
            <translation>TLS を使わない発行者</translation>
        </message>
        <message>
            <source>Whoever stands between can answer in its name, with keys of their own.</source>
            <translation>通信経路の途中にいる人が、自分の鍵を使って発行者の名前で応答できます。</translation>
        </message>
        <message>
            <source>Use an https address.</source>
            <translation>https のアドレスを使います。</translation>
        </message>
        <message>
            <source>A name that looks like another</source>
            <translation>別の名前に似た名前</translation>
        </message>
        <message>
            <source>A person reads one name, a program compares another. Names are compared byte by byte.</source>
            <translation>人が読む名前と、プログラムが比較する名前が異なります。名前はバイト単位で比較されます。</translation>
        </message>
        <message>
            <source>Compare with the name you know, copied from a place you trust.</source>
            <translation>信頼できる場所からコピーした、既知の名前と比較します。</translation>
        </message>
        <message>
            <source>Characters nobody sees</source>
            <translation>見えない文字</translation>
        </message>
        <message>
            <source>Control, zero-width or direction characters make a name look like another; they are shown as escapes.</source>
            <translation>制御文字、ゼロ幅文字、書字方向の制御文字は、名前を別の名前に見せます。これらはエスケープして表示されます。</translation>
        </message>
        <message>
            <source>Refuse such a name.</source>
            <translation>このような名前は拒否します。</translation>
        </message>
        <message>
            <source>Issuer with foreign letters</source>
            <translation>発行者に ASCII 以外の文字がある</translation>
        </message>
        <message>
            <source>The host is written in letters beyond ASCII; it is shown in both forms, since letters of different scripts look alike.</source>
            <translation>ホスト名に ASCII 以外の文字が使われています。異なる文字体系には見た目の似た文字があるため、両方の形で表示されます。</translation>
        </message>
        <message>
            <source>Compare the xn-- form with the one you know.</source>
            <translation>xn-- の形を、既知のものと比較します。</translation>
        </message>
        <message>
            <source>The subject is an address</source>
            <translation>サブジェクトがアドレス</translation>
        </message>
        <message>
            <source>An e-mail address can pass to somebody else, who would then be the same subject.</source>
            <translation>メールアドレスは別の人の手に渡ることがあり、その人が同じサブジェクトになってしまいます。</translation>
        </message>
        <message>
            <source>Use an id that is never given to anybody else.</source>
            <translation>他の誰にも再び割り当てられない ID を使います。</translation>
        </message>
        <message>
            <source>A huge claim</source>
            <translation>巨大なクレーム</translation>
        </message>
        <message>
            <source>A token travels with every request; what is large belongs behind an address.</source>
            <translation>トークンは要求のたびに送られます。大きなものは、アドレスで参照するようにします。</translation>
        </message>
        <message>
            <source>Send an id and let the receiver look it up.</source>
            <translation>ID を送り、受信側で検索します。</translation>
        </message>
        <message>
            <source>Many claims</source>
            <translation>クレームが多い</translation>
        </message>
        <message>
            <source>Each goes along with every request and is told to every receiver.</source>
            <translation>どのクレームも要求のたびに送られ、すべての受信者に伝わります。</translation>
        </message>
        <message>
            <source>Send what the receiver needs.</source>
            <translation>受信側が必要とするものだけを送ります。</translation>
        </message>
        <message>
            <source>Too large for a cookie</source>
            <translation>cookie には大きすぎる</translation>
        </message>
        <message>
            <source>Browsers keep cookies of up to 4,096 bytes, name and attributes included, and drop larger ones without a word.</source>
            <translation>ブラウザーが保持する cookie は、名前と属性を含めて 4,096 バイトまでです。それより大きいものは通知なしに破棄されます。</translation>
        </message>
        <message>
            <source>Keep the session at the server and send its id.</source>
            <translation>セッションをサーバーに保持し、その ID を送ります。</translation>
        </message>
        <message>
            <source>Too large for a header</source>
            <translation>ヘッダーには大きすぎる</translation>
        </message>
        <message>
            <source>Many servers refuse header lines over 8 KB.</source>
            <translation>多くのサーバーは、8 KB を超えるヘッダー行を拒否します。</translation>
        </message>
        <message>
            <source>Send fewer claims, or a reference.</source>
            <translation>送るクレームを減らすか、参照を送ります。</translation>
        </message>
        <message>
            <source>Never expires</source>
            <translation>期限がない</translation>
        </message>
        <message>
            <source>Without "exp" a stolen token is good for ever.</source>
            <translation>"exp" がないと、盗まれたトークンがいつまでも使えます。</translation>
        </message>
        <message>
            <source>The issuer should set "exp".</source>
            <translation>発行者は "exp" を設定するべきです。</translation>
        </message>
        <message>
            <source>Lives long</source>
            <translation>有効期間が長い</translation>
        </message>
        <message>
            <source>A token that cannot be called back should be short-lived: for as long as it lives, whoever steals it is its owner.</source>
            <translation>取り消せないトークンの有効期間は短くすべきです。有効な間は、盗んだ人が持ち主になります。</translation>
        </message>
        <message>
            <source>Shorten its life and renew it.</source>
            <translation>有効期間を短くして、更新します。</translation>
        </message>
        <message>
            <source>A clock may be wrong</source>
            <translation>時計のずれの可能性</translation>
        </message>
        <message>
            <source>Times in tokens are compared with this computer's clock.</source>
            <translation>トークン内の時刻は、このコンピューターの時計と比較されます。</translation>
        </message>
        <message>
            <source>Set the clocks of both sides by a time server.</source>
            <translation>双方の時計をタイムサーバーに合わせます。</translation>
        </message>
        <message>
            <source>Time in milliseconds</source>
            <translation>ミリ秒単位の時刻</translation>
        </message>
        <message>
            <source>NumericDate counts seconds. Read as seconds this lies thousands of years ahead, so the token never expires, or is refused.</source>
            <translation>NumericDate は秒数です。秒として読むと数千年先になるため、トークンの期限が切れないか、トークンが拒否されます。</translation>
        </message>
        <message>
            <source>Divide by 1000 when the token is made.</source>
            <translation>トークンの作成時に 1000 で割ります。</translation>
        </message>
        <message>
            <source>Time as text</source>
            <translation>文字列の時刻</translation>
        </message>
        <message>
            <source>NumericDate is a number. A strict reader refuses the token, a careless one may skip the check.</source>
            <translation>NumericDate は数値です。厳格な実装はトークンを拒否し、不注意な実装はチェックを省くことがあります。</translation>
        </message>
        <message>
            <source>Write the time as a number of seconds.</source>
            <translation>時刻を秒数の数値で書きます。</translation>
        </message>
        <message>
            <source>Never valid</source>
            <translation>有効になることがない</translation>
        </message>
        <message>
            <source>"nbf" does not lie before "exp": there is no moment at which the token may be accepted.</source>
            <translation>"nbf" が "exp" より前ではありません。トークンを受け入れてよい時点が存在しません。</translation>
        </message>
        <message>
            <source>The issuer must mend its times.</source>
            <translation>発行者が時刻を修正する必要があります。</translation>
        </message>
        <message>
            <source>No time of issue</source>
            <translation>発行時刻がない</translation>
        </message>
        <message>
            <source>An ID token must say when it was made; "iat" is what its age is told by.</source>
            <translation>ID トークンは、作成された時刻を示す必要があります。経過時間は "iat" で判断されます。</translation>
        </message>
        <message>
            <source>The issuer must set "iat".</source>
            <translation>発行者が "iat" を設定する必要があります。</translation>
        </message>
        <message>
            <source>Dropped: control character</source>
            <translation>破棄: 制御文字</translation>
        </message>
        <message>
            <source>A browser drops the whole header if a control character other than the tab is in it.</source>
            <translation>タブ以外の制御文字が含まれていると、ブラウザーはヘッダー全体を破棄します。</translation>
        </message>
        <message>
            <source>Encode the value.</source>
            <translation>値をエンコードします。</translation>
        </message>
        <message>
            <source>Dropped: too large</source>
            <translation>破棄: 大きすぎる</translation>
        </message>
        <message>
            <source>Name and value together may have 4,096 bytes.</source>
            <translation>名前と値は合わせて 4,096 バイトまでです。</translation>
        </message>
        <message>
            <source>Keep the data on the server and send an id.</source>
            <translation>データをサーバーに保持し、ID を送ります。</translation>
        </message>
        <message>
            <source>Dropped: empty</source>
            <translation>破棄: 空</translation>
        </message>
        <message>
            <source>A cookie needs a name or a value.</source>
            <translation>cookie には名前または値が必要です。</translation>
        </message>
        <message>
            <source>Name it.</source>
            <translation>名前を付けます。</translation>
        </message>
        <message>
            <source>Dropped: domain not in ASCII</source>
            <translation>破棄: ドメインが ASCII ではない</translation>
        </message>
        <message>
            <source>A domain with other letters is written in its xn-- form.</source>
            <translation>ASCII 以外の文字を含むドメインは、xn-- の形で書きます。</translation>
        </message>
        <message>
            <source>Use the ASCII form.</source>
            <translation>ASCII の形を使います。</translation>
        </message>
        <message>
            <source>Dropped: domain is a public suffix</source>
            <translation>破棄: ドメインがパブリックサフィックス</translation>
        </message>
        <message>
            <source>The cookie would go to sites of strangers. From the very host of that name it would be kept for that host alone.</source>
            <translation>この cookie は他人のサイトにも送られることになります。まさにその名前のホストから届いた場合は、そのホスト専用として保持されます。</translation>
        </message>
        <message>
            <source>Name your own domain, or better none.</source>
            <translation>自分のドメインを指定します。ドメインを指定しないほうがより適切です。</translation>
        </message>
        <message>
            <source>Dropped: SameSite=None without Secure</source>
            <translation>破棄: SameSite=None に Secure がない</translation>
        </message>
        <message>
            <source>A cookie for all sites must be sent over HTTPS alone.</source>
            <translation>すべてのサイト向けの cookie は、HTTPS だけで送る必要があります。</translation>
        </message>
        <message>
            <source>Add Secure.</source>
            <translation>Secure を追加します。</translation>
        </message>
        <message>
            <source>Dropped: Partitioned without Secure</source>
            <translation>破棄: Partitioned に Secure がない</translation>
        </message>
        <message>
            <source>Browsers that know Partitioned ask for Secure.</source>
            <translation>Partitioned に対応するブラウザーは、Secure を求めます。</translation>
        </message>
        <message>
            <source>Dropped: prefix not honoured</source>
            <translation>破棄: 接頭辞の条件を満たさない</translation>
        </message>
        <message>
            <source>"__Secure-" asks for Secure; "__Host-" for Secure, Path=/ and no Domain; "__Http-" and "__Host-Http-", which are extensions, for HttpOnly too. The case of the letters does not matter.</source>
            <translation>"__Secure-" には Secure が必要です。"__Host-" には Secure と Path=/ が必要で、Domain は付けられません。拡張である "__Http-" と "__Host-Http-" には、さらに HttpOnly も必要です。大文字と小文字は区別されません。</translation>
        </message>
        <message>
            <source>Add what is missing, or choose another name.</source>
            <translation>不足しているものを追加するか、別の名前を選びます。</translation>
        </message>
        <message>
            <source>Dropped: value poses as a prefix</source>
            <translation>破棄: 値が接頭辞を装っている</translation>
        </message>
        <message>
            <source>Sent back, a cookie without a name would look like one with that prefix.</source>
            <translation>名前のない cookie は、送り返されるときに、その接頭辞を持つ cookie のように見えます。</translation>
        </message>
        <message>
            <source>Attribute ignored: too large</source>
            <translation>属性を無視: 大きすぎる</translation>
        </message>
        <message>
            <source>The value of an attribute may have 1,024 bytes.</source>
            <translation>属性の値は 1,024 バイトまでです。</translation>
        </message>
        <message>
            <source>Shorten it.</source>
            <translation>短くします。</translation>
        </message>
        <message>
            <source>Attribute not known</source>
            <translation>未知の属性</translation>
        </message>
        <message>
            <source>A browser ignores it.</source>
            <translation>ブラウザーは無視します。</translation>
        </message>
        <message>
            <source>Check the spelling. A value with a semicolon in it must be encoded.</source>
            <translation>つづりを確認します。セミコロンを含む値はエンコードする必要があります。</translation>
        </message>
        <message>
            <source>Path ignored</source>
            <translation>Path を無視</translation>
        </message>
        <message>
            <source>It must begin with a slash.</source>
            <translation>スラッシュで始まる必要があります。</translation>
        </message>
        <message>
            <source>Write Path=/ .</source>
            <translation>Path=/ と書きます。</translation>
        </message>
        <message>
            <source>Expires ignored</source>
            <translation>Expires を無視</translation>
        </message>
        <message>
            <source>Without a date that can be read the cookie lives until the browser closes.</source>
            <translation>読み取れる日付がないと、cookie はブラウザーを閉じるまで有効です。</translation>
        </message>
        <message>
            <source>Use Max-Age, or a date like "Sun, 06 Nov 1994 08:49:37 GMT".</source>
            <translation>Max-Age を使うか、"Sun, 06 Nov 1994 08:49:37 GMT" のような日付にします。</translation>
        </message>
        <message>
            <source>Max-Age ignored</source>
            <translation>Max-Age を無視</translation>
        </message>
        <message>
            <source>It must be digits, a minus may stand in front.</source>
            <translation>値は数字でなければなりません。先頭に負号を付けることはできます。</translation>
        </message>
        <message>
            <source>Write the seconds as a number.</source>
            <translation>秒数を数値で書きます。</translation>
        </message>
        <message>
            <source>SameSite ignored</source>
            <translation>SameSite を無視</translation>
        </message>
        <message>
            <source>Only Strict, Lax and None are known. The default is taken.</source>
            <translation>有効な値は Strict、Lax、None だけです。既定値が使われます。</translation>
        </message>
        <message>
            <source>Write one of the three.</source>
            <translation>3 つのうちのいずれかを書きます。</translation>
        </message>
        <message>
            <source>Attribute more than once</source>
            <translation>属性が重複</translation>
        </message>
        <message>
            <source>Only the last one counts.</source>
            <translation>最後のものだけが有効です。</translation>
        </message>
        <message>
            <source>Send it once.</source>
            <translation>1 回だけ送ります。</translation>
        </message>
        <message>
            <source>Too many attributes</source>
            <translation>属性が多すぎる</translation>
        </message>
        <message>
            <source>Only the first 100 were looked at.</source>
            <translation>最初の 100 個だけを調べました。</translation>
        </message>
        <message>
            <source>Cut to 400 days</source>
            <translation>400 日に短縮</translation>
        </message>
        <message>
            <source>It asks for a longer life than browsers give; they cut it.</source>
            <translation>ブラウザーが認める期間より長い有効期間を求めています。ブラウザーはそれを短縮します。</translation>
        </message>
        <message>
            <source>Ask for less.</source>
            <translation>より短い期間を指定します。</translation>
        </message>
        <message>
            <source>No name</source>
            <translation>名前がない</translation>
        </message>
        <message>
            <source>Browsers store it, servers read it in different ways: some take it for a name.</source>
            <translation>ブラウザーは保存しますが、サーバーの読み取り方はさまざまで、名前と解釈するものもあります。</translation>
        </message>
        <message>
            <source>Partitioned is an extension</source>
            <translation>Partitioned は拡張</translation>
        </message>
        <message>
            <source>It is not part of RFC 6265bis; browsers that do not know it share the cookie.</source>
            <translation>RFC 6265bis には含まれていません。対応していないブラウザーは、cookie を共有します。</translation>
        </message>
        <message>
            <source>A flag in the place of the cookie</source>
            <translation>cookie の位置にフラグがある</translation>
        </message>
        <message>
            <source>The first piece is the cookie itself, so this makes one of that name and sets no flag.</source>
            <translation>先頭の部分は cookie そのものです。そのため、フラグが設定されるのではなく、その名前の cookie が作成されます。</translation>
        </message>
        <message>
            <source>Put name and value in front.</source>
            <translation>名前と値を先頭に置きます。</translation>
        </message>
        <message>
            <source>No cookies</source>
            <translation>cookie がない</translation>
        </message>
        <message>
            <source>The header holds none.</source>
            <translation>ヘッダーに cookie が含まれていません。</translation>
        </message>
        <message>
            <source>Too many cookies</source>
            <translation>cookie が多すぎる</translation>
        </message>
        <message>
            <source>Only the first 500 were looked at.</source>
            <translation>最初の 500 個だけを調べました。</translation>
        </message>
        <message>
            <source>Cookie more than once</source>
            <translation>cookie が重複</translation>
        </message>
        <message>
            <source>It was set for several paths or domains. Servers differ in which one they take, and an attacker who can set one may win.</source>
            <translation>複数のパスまたはドメインに対して設定されています。どれを採用するかはサーバーによって異なり、1 つを設定できる攻撃者のものが採用されることもあります。</translation>
        </message>
        <message>
            <source>Use a "__Host-" name, which can be set once only.</source>
            <translation>1 つしか設定できない "__Host-" の名前を使います。</translation>
        </message>
        <message>
            <source>Attribute in a Cookie header</source>
            <translation>Cookie ヘッダーに属性がある</translation>
        </message>
        <message>
            <source>A request carries names and values alone; attributes stand in Set-Cookie.</source>
            <translation>要求に含まれるのは名前と値だけです。属性は Set-Cookie に置かれます。</translation>
        </message>
        <message>
            <source>If it is a Set-Cookie header, paste it with its name.</source>
            <translation>Set-Cookie ヘッダーの場合は、ヘッダー名も含めて貼り付けます。</translation>
        </message>
        <message>
            <source>Box of a framework</source>
            <translation>フレームワークによる暗号化</translation>
        </message>
        <message>
            <source>The value is encrypted; only the application can read it.</source>
            <translation>値は暗号化されています。読み取れるのはアプリケーションだけです。</translation>
        </message>
        <message>
            <source>Signed, not encrypted</source>
            <translation>署名のみで暗号化なし</translation>
        </message>
        <message>
            <source>Whoever holds the cookie can read what is in it; a guessable application key lets them change it.</source>
            <translation>cookie を持っている人は中身を読み取れます。アプリケーションの鍵が推測できるものであれば、変更もできます。</translation>
        </message>
        <message>
            <source>Keep secrets out of it and the key long and random.</source>
            <translation>シークレットを含めず、鍵は長くランダムなものにします。</translation>
        </message>
        <message>
            <source>Session readable by scripts</source>
            <translation>スクリプトから読み取れるセッション</translation>
        </message>
        <message>
            <source>Without HttpOnly a script smuggled into the page can take the session away.</source>
            <translation>HttpOnly がないと、ページに紛れ込んだスクリプトにセッションを奪われることがあります。</translation>
        </message>
        <message>
            <source>Add HttpOnly.</source>
            <translation>HttpOnly を追加します。</translation>
        </message>
        <message>
            <source>Session sent in the clear</source>
            <translation>平文で送られるセッション</translation>
        </message>
        <message>
            <source>Without Secure the browser sends it over plain HTTP too, where everybody on the way reads it.</source>
            <translation>Secure がないと、ブラウザーは暗号化されていない HTTP でも送ります。その場合、経路上の誰もが読み取れます。</translation>
        </message>
        <message>
            <source>SameSite not set</source>
            <translation>SameSite が未設定</translation>
        </message>
        <message>
            <source>The default protects in some browsers only, and not in the first two minutes.</source>
            <translation>既定値で保護されるのは一部のブラウザーだけで、最初の 2 分間は保護されません。</translation>
        </message>
        <message>
            <source>Add SameSite=Lax or Strict.</source>
            <translation>SameSite=Lax または SameSite=Strict を追加します。</translation>
        </message>
        <message>
            <source>Session sent from other sites</source>
            <translation>他のサイトから送られるセッション</translation>
        </message>
        <message>
            <source>With SameSite=None a page of another site can act in the person's name.</source>
            <translation>SameSite=None では、他のサイトのページが本人の名前で操作できます。</translation>
        </message>
        <message>
            <source>Use Lax or Strict, or protect every form against forged requests.</source>
            <translation>Lax または Strict を使うか、すべてのフォームを偽造された要求から保護します。</translation>
        </message>
        <message>
            <source>No prefix</source>
            <translation>接頭辞がない</translation>
        </message>
        <message>
            <source>A neighbouring host can set a cookie of this name for yours.</source>
            <translation>隣接するホストが、自分のホストに対してこの名前の cookie を設定できます。</translation>
        </message>
        <message>
            <source>Call it "__Host-…", with Secure, Path=/ and no Domain.</source>
            <translation>"__Host-…" という名前にし、Secure と Path=/ を付けて、Domain は付けません。</translation>
        </message>
        <message>
            <source>Session shared with all hosts below</source>
            <translation>下位のすべてのホストと共有されるセッション</translation>
        </message>
        <message>
            <source>With Domain the weakest of these hosts decides how safe the session is.</source>
            <translation>Domain があると、最も弱いホストがセッションの安全性を左右します。</translation>
        </message>
        <message>
            <source>Leave Domain out.</source>
            <translation>Domain を取り除きます。</translation>
        </message>
        <message>
            <source>Default name of a framework</source>
            <translation>フレームワークの既定の名前</translation>
        </message>
        <message>
            <source>It tells what runs there, and so what to try.</source>
            <translation>何が動いているかがわかり、攻撃の手がかりになります。</translation>
        </message>
        <message>
            <source>Give it a name of its own.</source>
            <translation>独自の名前を付けます。</translation>
        </message>
        <message>
            <source>Session id too short</source>
            <translation>セッション ID が短すぎる</translation>
        </message>
        <message>
            <source>With less than 64 bits it can be guessed by trying.</source>
            <translation>64 ビット未満では、総当たりで推測できます。</translation>
        </message>
        <message>
            <source>Use at least 128 bits of a random generator made for secrets.</source>
            <translation>暗号用の乱数生成器による 128 ビット以上の値を使います。</translation>
        </message>
        <message>
            <source>Session id guessable</source>
            <translation>推測できるセッション ID</translation>
        </message>
        <message>
            <source>It is not made by chance.</source>
            <translation>ランダムに作成されたものではありません。</translation>
        </message>
        <message>
            <source>Same session before and after signing in</source>
            <translation>サインインの前後でセッションが同じ</translation>
        </message>
        <message>
            <source>Whoever planted the id beforehand is signed in with it now (session fixation).</source>
            <translation>あらかじめ ID を仕込んだ人が、その ID でサインインした状態になります (セッション固定)。</translation>
        </message>
        <message>
            <source>Make a new id at sign-in and forget the old one.</source>
            <translation>サインイン時に新しい ID を作成し、古い ID を破棄します。</translation>
        </message>
        <message>
            <source>Nothing to compare</source>
            <translation>比較するものがない</translation>
        </message>
        <message>
            <source>Session fixation shows only where both sides hold a session.</source>
            <translation>セッション固定は、双方にセッションがある場合だけ判明します。</translation>
        </message>
        <message>
            <source>Paste the headers with Cookie or Set-Cookie of both.</source>
            <translation>双方の Cookie または Set-Cookie を含むヘッダーを貼り付けます。</translation>
        </message>
        <message>
            <source>Basic authentication</source>
            <translation>Basic 認証</translation>
        </message>
        <message>
            <source>Name and password go out with every request, encoded but not encrypted, and cannot be withdrawn without changing the password.</source>
            <translation>要求のたびに名前とパスワードが送られます。エンコードされているだけで暗号化されておらず、パスワードを変更しないと無効にできません。</translation>
        </message>
        <message>
            <source>Use a token. If it must be Basic, over HTTPS alone.</source>
            <translation>トークンを使います。Basic が必要な場合は、HTTPS だけで使います。</translation>
        </message>
        <message>
            <source>Basic credentials cannot be read</source>
            <translation>Basic の認証情報を読み取れない</translation>
        </message>
        <message>
            <source>They must be name, colon and password in base64.</source>
            <translation>名前、コロン、パスワードを base64 でエンコードしたものでなければなりません。</translation>
        </message>
        <message>
            <source>Encode them again.</source>
            <translation>もう一度エンコードします。</translation>
        </message>
        <message>
            <source>Bound to a key</source>
            <translation>鍵に結び付けられている</translation>
        </message>
        <message>
            <source>The token works only with a DPoP header beside it, signed with the client's key.</source>
            <translation>トークンは、クライアントの鍵で署名された DPoP ヘッダーと一緒でなければ使えません。</translation>
        </message>
        <message>
            <source>No scheme</source>
            <translation>方式がない</translation>
        </message>
        <message>
            <source>The first word must say what follows: Bearer, Basic, DPoP.</source>
            <translation>最初の語は、Bearer、Basic、DPoP のように、後に続くものを示す必要があります。</translation>
        </message>
        <message>
            <source>Put "Bearer" in front.</source>
            <translation>先頭に "Bearer" を付けます。</translation>
        </message>
        <message>
            <source>White space inside the token</source>
            <translation>トークン内の空白</translation>
        </message>
        <message>
            <source>A server must refuse it.</source>
            <translation>サーバーは拒否しなければなりません。</translation>
        </message>
        <message>
            <source>Copy the token without line breaks.</source>
            <translation>改行を含めずにトークンをコピーします。</translation>
        </message>
        <message>
            <source>Authorization more than once</source>
            <translation>Authorization が重複</translation>
        </message>
        <message>
            <source>Proxies and servers differ in which one they take.</source>
            <translation>どれを採用するかは、プロキシとサーバーによって異なります。</translation>
        </message>
        <message>
            <source>Secret in Referer</source>
            <translation>Referer にシークレットがある</translation>
        </message>
        <message>
            <source>The browser told another page the address with a code or token in it.</source>
            <translation>ブラウザーが、コードまたはトークンを含むアドレスを別のページに伝えました。</translation>
        </message>
        <message>
            <source>Send Referrer-Policy: no-referrer, and keep tokens out of addresses.</source>
            <translation>Referrer-Policy: no-referrer を送り、トークンをアドレスに含めないようにします。</translation>
        </message>
        <message>
            <source>Secret in Location</source>
            <translation>Location にシークレットがある</translation>
        </message>
        <message>
            <source>The answer sends the browser to an address with a code or token in it.</source>
            <translation>応答がブラウザーを、コードまたはトークンを含むアドレスに転送しています。</translation>
        </message>
        <message>
            <source>Only a code may travel so, with PKCE.</source>
            <translation>この方法で渡してよいのは、PKCE を併用したコードだけです。</translation>
        </message>
        <message>
            <source>No HSTS</source>
            <translation>HSTS がない</translation>
        </message>
        <message>
            <source>Without Strict-Transport-Security the first request of the next visit may go over plain HTTP, and the session with it.</source>
            <translation>Strict-Transport-Security がないと、次に訪れたときの最初の要求が暗号化されていない HTTP で送られ、セッションも一緒に送られることがあります。</translation>
        </message>
        <message>
            <source>Send Strict-Transport-Security: max-age=31536000.</source>
            <translation>Strict-Transport-Security: max-age=31536000 を送ります。</translation>
        </message>
        <message>
            <source>May be kept in a cache</source>
            <translation>キャッシュに残る可能性</translation>
        </message>
        <message>
            <source>An answer with a session or a token in it must not be stored on the way.</source>
            <translation>セッションまたはトークンを含む応答は、経路上に保存されてはいけません。</translation>
        </message>
        <message>
            <source>Send Cache-Control: no-store.</source>
            <translation>Cache-Control: no-store を送ります。</translation>
        </message>
        <message>
            <source>Header over several lines</source>
            <translation>複数行にわたるヘッダー</translation>
        </message>
        <message>
            <source>Lines that continue a header are given up; servers must refuse or join them.</source>
            <translation>ヘッダーを続ける行は廃止されています。サーバーは拒否するか、1 行に結合しなければなりません。</translation>
        </message>
        <message>
            <source>Write it in one line.</source>
            <translation>1 行で書きます。</translation>
        </message>
        <message>
            <source>Line that is no header</source>
            <translation>ヘッダーではない行</translation>
        </message>
        <message>
            <source>It was not read.</source>
            <translation>読み取りませんでした。</translation>
        </message>
        <message>
            <source>A header is a name, a colon and a value.</source>
            <translation>ヘッダーは、名前、コロン、値からなります。</translation>
        </message>
        <message>
            <source>Too many headers</source>
            <translation>ヘッダーが多すぎる</translation>
        </message>
        <message>
            <source>Nothing of it was read.</source>
            <translation>何も読み取りませんでした。</translation>
        </message>
        <message>
            <source>Paste one request or answer.</source>
            <translation>要求または応答を 1 つだけ貼り付けます。</translation>
        </message>
        <message>
            <source>The server refused the token</source>
            <translation>サーバーがトークンを拒否</translation>
        </message>
        <message>
            <source>The API did not accept what was sent.</source>
            <translation>API は送られたものを受け入れませんでした。</translation>
        </message>
        <message>
            <source>Do as the error says.</source>
            <translation>エラーの指示に従います。</translation>
        </message>
        <message>
            <source>Challenge cannot be read</source>
            <translation>チャレンジを読み取れない</translation>
        </message>
        <message>
            <source>WWW-Authenticate does not follow its grammar.</source>
            <translation>WWW-Authenticate が文法に従っていません。</translation>
        </message>
        <message>
            <source>The server must mend it.</source>
            <translation>サーバー側で修正する必要があります。</translation>
        </message>
        <message>
            <source>Challenge with a parameter twice</source>
            <translation>チャレンジのパラメーターが重複</translation>
        </message>
        <message>
            <source>It cannot be told which one counts.</source>
            <translation>どちらが有効かを判断できません。</translation>
        </message>
        <message>
            <source>Challenge too large</source>
            <translation>チャレンジが大きすぎる</translation>
        </message>
        <message>
            <source>No token type</source>
            <translation>トークンの種類がない</translation>
        </message>
        <message>
            <source>"token_type" is required; without it a client must not use the access token.</source>
            <translation>"token_type" は必須です。ない場合、クライアントはアクセストークンを使ってはいけません。</translation>
        </message>
        <message>
            <source>The server must send "token_type":"Bearer".</source>
            <translation>サーバーが "token_type":"Bearer" を送る必要があります。</translation>
        </message>
        <message>
            <source>Life is not a number</source>
            <translation>有効期間が数値ではない</translation>
        </message>
        <message>
            <source>"expires_in" must be a JSON number; strict clients ignore or refuse text.</source>
            <translation>"expires_in" は JSON の数値でなければなりません。厳格なクライアントは、文字列を無視するか拒否します。</translation>
        </message>
        <message>
            <source>The server must send a number.</source>
            <translation>サーバーが数値を送る必要があります。</translation>
        </message>
        <message>
            <source>Life not said</source>
            <translation>有効期間が示されていない</translation>
        </message>
        <message>
            <source>The client learns only by a refused request that the token is over.</source>
            <translation>クライアントは、要求が拒否されて初めてトークンの期限切れを知ることになります。</translation>
        </message>
        <message>
            <source>The server should send "expires_in".</source>
            <translation>サーバーは "expires_in" を送るべきです。</translation>
        </message>
        <message>
            <source>Refresh token is a JWT</source>
            <translation>リフレッシュトークンが JWT</translation>
        </message>
        <message>
            <source>It can be read by everybody who holds it and is hard to withdraw; clients must not look into it.</source>
            <translation>持っている人は誰でも読み取れ、取り消すことも困難です。クライアントは中身を見てはいけません。</translation>
        </message>
        <message>
            <source>Prefer refresh tokens of pure chance.</source>
            <translation>純粋にランダムなリフレッシュトークンを使うことをお勧めします。</translation>
        </message>
        <message>
            <source>ID token is no JWT</source>
            <translation>ID トークンが JWT ではない</translation>
        </message>
        <message>
            <source>An ID token is always a signed JWT, encrypted or not.</source>
            <translation>ID トークンは、暗号化の有無にかかわらず、必ず署名付きの JWT です。</translation>
        </message>
        <message>
            <source>Empty token</source>
            <translation>空のトークン</translation>
        </message>
        <message>
            <source>A token of no characters opens nothing.</source>
            <translation>文字のないトークンでは何もできません。</translation>
        </message>
        <message>
            <source>The server answered with an error</source>
            <translation>サーバーがエラーを返した</translation>
        </message>
        <message>
            <source>There is no token in it.</source>
            <translation>トークンが含まれていません。</translation>
        </message>
        <message>
            <source>Read "error_description", if there is one.</source>
            <translation>"error_description" があれば読みます。</translation>
        </message>
        <message>
            <source>Too large</source>
            <translation>大きすぎる</translation>
        </message>
        <message>
            <source>It is larger than any token this program reads.</source>
            <translation>このプログラムが読み取れるどのトークンよりも大きなものです。</translation>
        </message>
        <message>
            <source>Check that this is one token.</source>
            <translation>1 つのトークンであることを確認します。</translation>
        </message>
        <message>
            <source>Wrong number of parts</source>
            <translation>部分の数が違う</translation>
        </message>
        <message>
            <source>A signed token has three parts with a dot between them, none of them empty.</source>
            <translation>署名付きトークンは、ドットで区切られた 3 つの部分からなり、いずれも空ではありません。</translation>
        </message>
        <message>
            <source>Copy the whole token, the part after the last dot included.</source>
            <translation>最後のドットより後の部分も含めて、トークン全体をコピーします。</translation>
        </message>
        <message>
            <source>Unreadable header</source>
            <translation>読み取れないヘッダー</translation>
        </message>
        <message>
            <source>The first part looks like the header of a token and is not a JSON object in base64url.</source>
            <translation>最初の部分はトークンのヘッダーのように見えますが、base64url の JSON オブジェクトではありません。</translation>
        </message>
        <message>
            <source>Copy the whole token.</source>
            <translation>トークン全体をコピーします。</translation>
        </message>
        <message>
            <source>No algorithm named</source>
            <translation>アルゴリズムが示されていない</translation>
        </message>
        <message>
            <source>Without a name in "alg" nobody can check the signature.</source>
            <translation>"alg" に名前がないと、誰も署名を検証できません。</translation>
        </message>
        <message>
            <source>The issuer must name its algorithm.</source>
            <translation>発行者がアルゴリズムを示す必要があります。</translation>
        </message>
        <message>
            <source>Unusable key id</source>
            <translation>使用できない鍵 ID</translation>
        </message>
        <message>
            <source>"kid" must be a string of at most 256 bytes.</source>
            <translation>"kid" は 256 バイト以下の文字列でなければなりません。</translation>
        </message>
        <message>
            <source>The issuer must mend its key id.</source>
            <translation>発行者が鍵 ID を修正する必要があります。</translation>
        </message>
        <message>
            <source>Critical header not understood</source>
            <translation>理解できないクリティカルヘッダー</translation>
        </message>
        <message>
            <source>"crit" names what a reader must understand; it is malformed or names what this program does not know.</source>
            <translation>"crit" は、受け取る側が理解すべきものを示します。形式が正しくないか、このプログラムが知らないものを示しています。</translation>
        </message>
        <message>
            <source>Leave "crit" out, or use a program that knows the extension.</source>
            <translation>"crit" を取り除くか、その拡張に対応したプログラムを使います。</translation>
        </message>
        <message>
            <source>Unencoded payload</source>
            <translation>エンコードされていないペイロード</translation>
        </message>
        <message>
            <source>A token with "b64": false is no JWT.</source>
            <translation>"b64": false のトークンは JWT ではありません。</translation>
        </message>
        <message>
            <source>Encode the payload.</source>
            <translation>ペイロードをエンコードします。</translation>
        </message>
        <message>
            <source>Payload not fit for this form</source>
            <translation>この形式に適さないペイロード</translation>
        </message>
        <message>
            <source>A payload that is not base64url must be printable ASCII without a dot to stand in the middle part.</source>
            <translation>base64url ではないペイロードを中央の部分に置く場合は、ドットを含まない印字可能な ASCII でなければなりません。</translation>
        </message>
        <message>
            <source>Encode the payload, or send it beside the signature.</source>
            <translation>ペイロードをエンコードするか、署名とは別に送ります。</translation>
        </message>
        <message>
            <source>Not the JSON form of a signed token</source>
            <translation>署名付きトークンの JSON 形式ではない</translation>
        </message>
        <message>
            <source>A member is missing or has the wrong type, or the general and the flattened form are mixed.</source>
            <translation>メンバーがないか型が違うか、または汎用形式とフラット形式が混在しています。</translation>
        </message>
        <message>
            <source>The issuer must choose one form.</source>
            <translation>発行者がどちらか一方の形式を選ぶ必要があります。</translation>
        </message>
        <message>
            <source>Too many signatures</source>
            <translation>署名が多すぎる</translation>
        </message>
        <message>
            <source>More signatures than any use of this form has; each costs its reader a verification.</source>
            <translation>この形式のどのような用途で使われるよりも多くの署名があります。署名ごとに、受け取る側の検証の負担が増えます。</translation>
        </message>
        <message>
            <source>Sign with fewer keys.</source>
            <translation>より少ない鍵で署名します。</translation>
        </message>
        <message>
            <source>Has a payload of its own</source>
            <translation>自身のペイロードがある</translation>
        </message>
        <message>
            <source>A payload from elsewhere was given for a signature that already carries one.</source>
            <translation>すでにペイロードを持つ署名に対して、別のペイロードが渡されました。</translation>
        </message>
        <message>
            <source>Verify it without the other payload.</source>
            <translation>別のペイロードを渡さずに検証します。</translation>
        </message>
        <message>
            <source>The payload is no set of claims</source>
            <translation>ペイロードがクレームの集合ではない</translation>
        </message>
        <message>
            <source>It is signed content of another kind, not a JSON Web Token.</source>
            <translation>JSON Web Token ではなく、別の種類の署名付きコンテンツです。</translation>
        </message>
        <message>
            <source>Not base64url</source>
            <translation>base64url ではない</translation>
        </message>
        <message>
            <source>A part holds a character outside A–Z, a–z, 0–9, - and _. A strict reader refuses it.</source>
            <translation>A–Z、a–z、0–9、-、_ 以外の文字を含む部分があります。厳格な実装は拒否します。</translation>
        </message>
        <message>
            <source>Encode without padding, white space, + and /.</source>
            <translation>パディング、空白、+、/ を使わずにエンコードします。</translation>
        </message>
        <message>
            <source>Cut off</source>
            <translation>途中で切れている</translation>
        </message>
        <message>
            <source>A part has a length that no base64url text has.</source>
            <translation>base64url のテキストではありえない長さの部分があります。</translation>
        </message>
        <message>
            <source>Left-over bits</source>
            <translation>余分なビット</translation>
        </message>
        <message>
            <source>The last character of a part carries bits that mean nothing: two texts for one token.</source>
            <translation>ある部分の最後の文字に、意味を持たないビットがあります。1 つのトークンに 2 通りの表記があることになります。</translation>
        </message>
        <message>
            <source>Encode canonically.</source>
            <translation>正規の形でエンコードします。</translation>
        </message>
        <message>
            <source>A name comes twice</source>
            <translation>名前が重複</translation>
        </message>
        <message>
            <source>Two readers may take different values for it, and one of them be deceived. What is shown is the last value.</source>
            <translation>2 つの実装が異なる値を採用し、一方が欺かれることがあります。表示されているのは最後の値です。</translation>
        </message>
        <message>
            <source>The issuer must send each name once.</source>
            <translation>発行者が各名前を 1 回だけ送る必要があります。</translation>
        </message>
        <message>
            <source>Not strict JSON</source>
            <translation>厳格な JSON ではない</translation>
        </message>
        <message>
            <source>A strict reader refuses this text.</source>
            <translation>厳格な実装はこのテキストを拒否します。</translation>
        </message>
        <message>
            <source>The issuer must send JSON as RFC 8259 has it.</source>
            <translation>発行者が RFC 8259 に従った JSON を送る必要があります。</translation>
        </message>
        <message>
            <source>Not UTF-8</source>
            <translation>UTF-8 ではない</translation>
        </message>
        <message>
            <source>JSON of a token must be UTF-8.</source>
            <translation>トークンの JSON は UTF-8 でなければなりません。</translation>
        </message>
        <message>
            <source>Encode as UTF-8.</source>
            <translation>UTF-8 でエンコードします。</translation>
        </message>
        <message>
            <source>Nested too deeply</source>
            <translation>入れ子が深すぎる</translation>
        </message>
        <message>
            <source>Readers bound the depth to stay alive.</source>
            <translation>受け取る側は、動作を保つために深さを制限しています。</translation>
        </message>
        <message>
            <source>Flatten the claims.</source>
            <translation>クレームを平坦にします。</translation>
        </message>
        <message>
            <source>Not signed</source>
            <translation>署名がない</translation>
        </message>
        <message>
            <source>"none" means that anybody can have written this token. It proves nothing.</source>
            <translation>"none" は、誰でもこのトークンを作成できたことを意味します。何の証明にもなりません。</translation>
        </message>
        <message>
            <source>Ask for a signed token, and never accept "none".</source>
            <translation>署名付きトークンを要求し、"none" は決して受け入れません。</translation>
        </message>
        <message>
            <source>Unknown algorithm</source>
            <translation>未知のアルゴリズム</translation>
        </message>
        <message>
            <source>The name is not in this program's table (names count with case), so nothing can be checked.</source>
            <translation>名前がこのプログラムの表にないため (大文字と小文字は区別されます)、何も検証できません。</translation>
        </message>
        <message>
            <source>Use RS256, PS256, ES256 or Ed25519.</source>
            <translation>RS256、PS256、ES256、Ed25519 のいずれかを使います。</translation>
        </message>
        <message>
            <source>Signed with a shared secret</source>
            <translation>共有シークレットで署名</translation>
        </message>
        <message>
            <source>Whoever can check this signature can also make one.</source>
            <translation>この署名を検証できる人は、署名を作ることもできます。</translation>
        </message>
        <message>
            <source>Between different parties use an asymmetric algorithm.</source>
            <translation>異なる当事者の間では、非対称アルゴリズムを使います。</translation>
        </message>
        <message>
            <source>The token brings its own key</source>
            <translation>トークンが自身の鍵を持ち込んでいる</translation>
        </message>
        <message>
            <source>A key or an address inside a token is chosen by whoever wrote the token. This program does not follow it.</source>
            <translation>トークン内の鍵やアドレスは、トークンの作成者が選んだものです。このプログラムはそれを使いません。</translation>
        </message>
        <message>
            <source>Take keys from the issuer's key set only.</source>
            <translation>発行者の鍵セットにある鍵だけを使います。</translation>
        </message>
        <message>
            <source>Signature does not fit</source>
            <translation>署名が一致しない</translation>
        </message>
        <message>
            <source>The token was changed, or another key made the signature.</source>
            <translation>トークンが変更されたか、署名が別の鍵で作成されました。</translation>
        </message>
        <message>
            <source>Check that the key source belongs to the issuer, and that the token is complete.</source>
            <translation>鍵の取得元が発行者のものであることと、トークンが完全であることを確認します。</translation>
        </message>
        <message>
            <source>No key of that id</source>
            <translation>その ID の鍵がない</translation>
        </message>
        <message>
            <source>The key set holds no key with the token's "kid": it may have been replaced, or the token is from elsewhere.</source>
            <translation>鍵セットに、トークンの "kid" を持つ鍵がありません。鍵が交換されたか、トークンが別の発行者のものである可能性があります。</translation>
        </message>
        <message>
            <source>Load the issuer's current key set.</source>
            <translation>発行者の現在の鍵セットを読み込みます。</translation>
        </message>
        <message>
            <source>No fitting key</source>
            <translation>適合する鍵がない</translation>
        </message>
        <message>
            <source>No key of the set fits the token's algorithm.</source>
            <translation>セット内に、トークンのアルゴリズムに適合する鍵がありません。</translation>
        </message>
        <message>
            <source>Key id used twice</source>
            <translation>鍵 ID が重複</translation>
        </message>
        <message>
            <source>Two keys of one kind carry the same id: which one is meant cannot be known.</source>
            <translation>同じ種類の 2 つの鍵が同じ ID を持っています。どちらを指すかを判断できません。</translation>
        </message>
        <message>
            <source>The issuer must give each key its own id.</source>
            <translation>発行者が鍵ごとに異なる ID を付ける必要があります。</translation>
        </message>
        <message>
            <source>Weak key</source>
            <translation>弱い鍵</translation>
        </message>
        <message>
            <source>The key is shorter than its algorithm asks for.</source>
            <translation>鍵が、アルゴリズムの求める長さより短くなっています。</translation>
        </message>
        <message>
            <source>Use RSA with 2048 bits or more; a secret at least as long as the hash.</source>
            <translation>2048 ビット以上の RSA を使います。シークレットはハッシュの長さ以上にします。</translation>
        </message>
        <message>
            <source>Wrong kind of key</source>
            <translation>鍵の種類が違う</translation>
        </message>
        <message>
            <source>The algorithm of the token does not belong to this kind of key. Taking a public key for a secret is an old attack.</source>
            <translation>トークンのアルゴリズムは、この種類の鍵のものではありません。公開鍵をシークレットとして扱わせるのは、古くからある攻撃です。</translation>
        </message>
        <message>
            <source>Use the key the issuer signs with.</source>
            <translation>発行者が署名に使う鍵を使います。</translation>
        </message>
        <message>
            <source>Wrong curve</source>
            <translation>曲線が違う</translation>
        </message>
        <message>
            <source>The key's curve does not belong to the token's algorithm.</source>
            <translation>鍵の曲線は、トークンのアルゴリズムのものではありません。</translation>
        </message>
        <message>
            <source>Key is for another algorithm</source>
            <translation>鍵が別のアルゴリズム用</translation>
        </message>
        <message>
            <source>The key says which algorithm it is for, and it is not the token's.</source>
            <translation>鍵に示されているアルゴリズムが、トークンのアルゴリズムと異なります。</translation>
        </message>
        <message>
            <source>Key is not for signatures</source>
            <translation>鍵が署名用ではない</translation>
        </message>
        <message>
            <source>The key says that it is for something else.</source>
            <translation>鍵には、別の用途のものであると示されています。</translation>
        </message>
        <message>
            <source>Weak exponent</source>
            <translation>弱い指数</translation>
        </message>
        <message>
            <source>With this exponent anybody can make signatures, or OpenSSL would take them for good.</source>
            <translation>この指数では、誰でも署名を作成できるか、OpenSSL がそれを正しいものとみなします。</translation>
        </message>
        <message>
            <source>Use an RSA key with the exponent 65537.</source>
            <translation>指数が 65537 の RSA 鍵を使います。</translation>
        </message>
        <message>
            <source>Key too large</source>
            <translation>鍵が大きすぎる</translation>
        </message>
        <message>
            <source>A number of this size would keep its reader busy for nothing.</source>
            <translation>この大きさの数値は、受け取る側に無駄な負荷をかけます。</translation>
        </message>
        <message>
            <source>Use RSA with at most 8192 bits.</source>
            <translation>8192 ビット以下の RSA を使います。</translation>
        </message>
        <message>
            <source>Point not on the curve</source>
            <translation>点が曲線上にない</translation>
        </message>
        <message>
            <source>The key's coordinates are no point of its curve. Such keys are sent to steal other keys.</source>
            <translation>鍵の座標が、その曲線上の点ではありません。このような鍵は、他の鍵を盗むために送られます。</translation>
        </message>
        <message>
            <source>The issuer must publish the right key.</source>
            <translation>発行者が正しい鍵を公開する必要があります。</translation>
        </message>
        <message>
            <source>Two halves of different keys</source>
            <translation>公開部分と秘密部分が別の鍵のもの</translation>
        </message>
        <message>
            <source>The private part does not belong to the public one; a signature could give it away.</source>
            <translation>秘密部分が公開部分に対応していません。署名によって秘密部分が漏れる可能性があります。</translation>
        </message>
        <message>
            <source>Export the key anew.</source>
            <translation>鍵をエクスポートし直します。</translation>
        </message>
        <message>
            <source>Kind of key not used</source>
            <translation>使われない種類の鍵</translation>
        </message>
        <message>
            <source>JOSE has no algorithm for this kind of key or curve that this program knows.</source>
            <translation>JOSE には、この種類の鍵または曲線に対応する、このプログラムの知るアルゴリズムがありません。</translation>
        </message>
        <message>
            <source>Use RSA, P-256, P-384, P-521, Ed25519 or X25519.</source>
            <translation>RSA、P-256、P-384、P-521、Ed25519、X25519 のいずれかを使います。</translation>
        </message>
        <message>
            <source>Only the public half</source>
            <translation>公開部分のみ</translation>
        </message>
        <message>
            <source>Signing and decrypting need the private half of the key.</source>
            <translation>署名と復号には、鍵の秘密部分が必要です。</translation>
        </message>
        <message>
            <source>Name the private key.</source>
            <translation>秘密鍵を指定します。</translation>
        </message>
        <message>
            <source>Broken algorithm</source>
            <translation>破られたアルゴリズム</translation>
        </message>
        <message>
            <source>This way of encrypting a key has been broken again and again, and is never done here.</source>
            <translation>この方式による鍵の暗号化は何度も破られています。ここでは決して使いません。</translation>
        </message>
        <message>
            <source>Use RSA-OAEP-256 or ECDH-ES.</source>
            <translation>RSA-OAEP-256 または ECDH-ES を使います。</translation>
        </message>
        <message>
            <source>Unknown kind of key</source>
            <translation>未知の種類の鍵</translation>
        </message>
        <message>
            <source>"kty" must be RSA, EC, OKP or oct.</source>
            <translation>"kty" は RSA、EC、OKP、oct のいずれかでなければなりません。</translation>
        </message>
        <message>
            <source>Check that this is a JSON Web Key.</source>
            <translation>これが JSON Web Key であることを確認します。</translation>
        </message>
        <message>
            <source>Unknown curve</source>
            <translation>未知の曲線</translation>
        </message>
        <message>
            <source>"crv" is missing or names a curve that is not used.</source>
            <translation>"crv" がないか、使われない曲線を示しています。</translation>
        </message>
        <message>
            <source>Use P-256, P-384, P-521, Ed25519 or X25519.</source>
            <translation>P-256、P-384、P-521、Ed25519、X25519 のいずれかを使います。</translation>
        </message>
        <message>
            <source>Key not well made</source>
            <translation>鍵の形式が正しくない</translation>
        </message>
        <message>
            <source>A member is missing, has the wrong type or the wrong length.</source>
            <translation>メンバーがないか、型または長さが違います。</translation>
        </message>
        <message>
            <source>Key not in base64url</source>
            <translation>鍵が base64url ではない</translation>
        </message>
        <message>
            <source>A number of the key holds a character outside A–Z, a–z, 0–9, - and _.</source>
            <translation>鍵の数値に、A–Z、a–z、0–9、-、_ 以外の文字が含まれています。</translation>
        </message>
        <message>
            <source>Private key in a public set</source>
            <translation>公開されたセットに秘密鍵がある</translation>
        </message>
        <message>
            <source>Everybody can sign with a key whose private half is published.</source>
            <translation>秘密部分が公開されている鍵では、誰でも署名できます。</translation>
        </message>
        <message>
            <source>The issuer must withdraw this key at once and publish a new one.</source>
            <translation>発行者が直ちにこの鍵を取り下げ、新しい鍵を公開する必要があります。</translation>
        </message>
        <message>
            <source>Not a key set</source>
            <translation>鍵セットではない</translation>
        </message>
        <message>
            <source>A key set has a member "keys", an array of objects.</source>
            <translation>鍵セットには、オブジェクトの配列であるメンバー "keys" があります。</translation>
        </message>
        <message>
            <source>Check the address or the file.</source>
            <translation>アドレスまたはファイルを確認します。</translation>
        </message>
        <message>
            <source>No usable key</source>
            <translation>使用できる鍵がない</translation>
        </message>
        <message>
            <source>The key set holds no key that can be used.</source>
            <translation>鍵セットに、使用できる鍵がありません。</translation>
        </message>
        <message>
            <source>Too many keys</source>
            <translation>鍵が多すぎる</translation>
        </message>
        <message>
            <source>More than 100 keys are not read.</source>
            <translation>100 個を超える鍵は読み取りません。</translation>
        </message>
        <message>
            <source>Check that this is one issuer's key set.</source>
            <translation>1 つの発行者の鍵セットであることを確認します。</translation>
        </message>
        <message>
            <source>Unreadable key file</source>
            <translation>読み取れない鍵ファイル</translation>
        </message>
        <message>
            <source>It is neither a key nor a certificate in PEM, or it is locked with a passphrase.</source>
            <translation>PEM 形式の鍵でも証明書でもないか、パスフレーズで保護されています。</translation>
        </message>
        <message>
            <source>Name a PEM file without a passphrase, or a JWK.</source>
            <translation>パスフレーズのない PEM ファイル、または JWK を指定します。</translation>
        </message>
        <message>
            <source>Encrypted</source>
            <translation>暗号化されている</translation>
        </message>
        <message>
            <source>The content can be read only with the key of the one it was made for.</source>
            <translation>コンテンツを読み取れるのは、宛先の鍵を持つ側だけです。</translation>
        </message>
        <message>
            <source>RSA1_5</source>
            <translation>RSA1_5</translation>
        </message>
        <message>
            <source>This way of encrypting a key has been broken again and again.</source>
            <translation>この方式による鍵の暗号化は、何度も破られています。</translation>
        </message>
        <message>
            <source>An encrypted token has five parts with a dot between them.</source>
            <translation>暗号化されたトークンは、ドットで区切られた 5 つの部分からなります。</translation>
        </message>
        <message>
            <source>The header of the encrypted token is empty, or a member in it has the wrong type.</source>
            <translation>暗号化されたトークンのヘッダーが空か、その中のメンバーの型が違います。</translation>
        </message>
        <message>
            <source>The issuer must mend the header.</source>
            <translation>発行者がヘッダーを修正する必要があります。</translation>
        </message>
        <message>
            <source>Without a name in "alg" nobody knows how the key reaches the reader.</source>
            <translation>"alg" に名前がないと、鍵がどのように受け取る側に渡るかがわかりません。</translation>
        </message>
        <message>
            <source>No encryption named</source>
            <translation>暗号化方式が示されていない</translation>
        </message>
        <message>
            <source>Without a name in "enc" nobody knows how the content is encrypted.</source>
            <translation>"enc" に名前がないと、コンテンツがどのように暗号化されているかがわかりません。</translation>
        </message>
        <message>
            <source>The issuer must name its encryption.</source>
            <translation>発行者が暗号化方式を示す必要があります。</translation>
        </message>
        <message>
            <source>Unusable compression</source>
            <translation>使用できない圧縮</translation>
        </message>
        <message>
            <source>"zip" may only say "DEF", and only in the protected header, where nobody can change it.</source>
            <translation>"zip" に指定できるのは "DEF" だけです。置けるのは、誰も変更できない保護されたヘッダーの中だけです。</translation>
        </message>
        <message>
            <source>The issuer must not compress, or say so properly.</source>
            <translation>発行者は圧縮をやめるか、正しく示す必要があります。</translation>
        </message>
        <message>
            <source>Not the JSON form of an encrypted token</source>
            <translation>暗号化されたトークンの JSON 形式ではない</translation>
        </message>
        <message>
            <source>Unusable list of recipients</source>
            <translation>使用できない受信者リスト</translation>
        </message>
        <message>
            <source>There are none, too many, or several that cannot share one content: they differ in encryption, or use a key directly.</source>
            <translation>受信者がないか、多すぎるか、1 つのコンテンツを共有できない受信者が複数あります。暗号化方式が異なるか、鍵を直接使っています。</translation>
        </message>
        <message>
            <source>Give each recipient a wrapped key and all the same encryption.</source>
            <translation>各受信者にラップされた鍵を渡し、すべてに同じ暗号化方式を使います。</translation>
        </message>
        <message>
            <source>A name in two headers</source>
            <translation>2 つのヘッダーに同じ名前がある</translation>
        </message>
        <message>
            <source>Protected, unprotected and recipient headers must have no name in common: which one counts could be argued about.</source>
            <translation>保護されたヘッダー、保護されていないヘッダー、受信者ごとのヘッダーに、同じ名前があってはいけません。どれが有効かの解釈が分かれます。</translation>
        </message>
        <message>
            <source>The issuer must put each name in one place.</source>
            <translation>発行者が各名前を 1 か所だけに置く必要があります。</translation>
        </message>
        <message>
            <source>The name in "alg" is not in this program's table (names count with case), so nothing can be decrypted.</source>
            <translation>"alg" の名前がこのプログラムの表にないため (大文字と小文字は区別されます)、何も復号できません。</translation>
        </message>
        <message>
            <source>Use ECDH-ES+A256KW or RSA-OAEP-256.</source>
            <translation>ECDH-ES+A256KW または RSA-OAEP-256 を使います。</translation>
        </message>
        <message>
            <source>Unknown encryption</source>
            <translation>未知の暗号化方式</translation>
        </message>
        <message>
            <source>The name in "enc" is not in this program's table (names count with case), so nothing can be decrypted.</source>
            <translation>"enc" の名前がこのプログラムの表にないため (大文字と小文字は区別されます)、何も復号できません。</translation>
        </message>
        <message>
            <source>Use A256GCM or A256CBC-HS512.</source>
            <translation>A256GCM または A256CBC-HS512 を使います。</translation>
        </message>
        <message>
            <source>Algorithm not expected</source>
            <translation>想定外のアルゴリズム</translation>
        </message>
        <message>
            <source>The token uses an algorithm that the reader has not agreed to.</source>
            <translation>トークンは、受け取る側が取り決めていないアルゴリズムを使っています。</translation>
        </message>
        <message>
            <source>Register the algorithm with the issuer, or use the registered one.</source>
            <translation>そのアルゴリズムを発行者に登録するか、登録済みのものを使います。</translation>
        </message>
        <message>
            <source>Encrypted with a password</source>
            <translation>パスワードで暗号化されている</translation>
        </message>
        <message>
            <source>The token says how much work a guess is, and makes its reader do it. It is only opened where a person asks for that.</source>
            <translation>推測 1 回あたりの計算量をトークンが指定し、その計算を受け取る側に行わせます。開くのは、人が求めた場合だけです。</translation>
        </message>
        <message>
            <source>Between programs use a key.</source>
            <translation>プログラムの間では鍵を使います。</translation>
        </message>
        <message>
            <source>Encrypted key missing, or one too many</source>
            <translation>暗号化された鍵の不足または余分</translation>
        </message>
        <message>
            <source>With "dir" and "ECDH-ES" the second part must be empty, with every other algorithm it must not.</source>
            <translation>"dir" と "ECDH-ES" では 2 番目の部分は空でなければならず、他のアルゴリズムでは空であってはいけません。</translation>
        </message>
        <message>
            <source>Copy the whole token. If it is whole, the issuer must mend it.</source>
            <translation>トークン全体をコピーします。全体がそろっている場合は、発行者が修正する必要があります。</translation>
        </message>
        <message>
            <source>Unusable ephemeral key</source>
            <translation>使用できない一時鍵</translation>
        </message>
        <message>
            <source>"epk" must be a public key on the curve of the reader's key. A point elsewhere is how the reader's key is stolen.</source>
            <translation>"epk" は、受け取る側の鍵の曲線上にある公開鍵でなければなりません。曲線外の点は、受け取る側の鍵を盗む手段になります。</translation>
        </message>
        <message>
            <source>The issuer must send a fresh key of the right curve.</source>
            <translation>発行者が、正しい曲線の新しい鍵を送る必要があります。</translation>
        </message>
        <message>
            <source>Unusable party information</source>
            <translation>使用できない当事者情報</translation>
        </message>
        <message>
            <source>"apu" and "apv" must be base64url of at most 512 bytes.</source>
            <translation>"apu" と "apv" は、512 バイト以下の base64url でなければなりません。</translation>
        </message>
        <message>
            <source>The issuer must shorten or mend them.</source>
            <translation>発行者が短くするか、修正する必要があります。</translation>
        </message>
        <message>
            <source>Unusable wrapping of the key</source>
            <translation>使用できない鍵のラップ</translation>
        </message>
        <message>
            <source>"iv" must have 12 bytes and "tag" 16. A shorter tag can be guessed.</source>
            <translation>"iv" は 12 バイト、"tag" は 16 バイトでなければなりません。短い tag は推測されるおそれがあります。</translation>
        </message>
        <message>
            <source>The issuer must mend its encryption.</source>
            <translation>発行者が暗号化を修正する必要があります。</translation>
        </message>
        <message>
            <source>Unusable password parameters</source>
            <translation>使用できないパスワードのパラメーター</translation>
        </message>
        <message>
            <source>"p2s" must have 8 bytes or more, and "p2c" must be a number from 1,000 to 1,200,000: fewer rounds are guessed too soon, more keep the reader busy.</source>
            <translation>"p2s" は 8 バイト以上、"p2c" は 1,000 から 1,200,000 までの数値でなければなりません。反復回数が少なすぎると早く推測され、多すぎると受け取る側に負荷がかかります。</translation>
        </message>
        <message>
            <source>Use a salt of 16 bytes and 600,000 rounds.</source>
            <translation>16 バイトのソルトと 600,000 回の反復を使います。</translation>
        </message>
        <message>
            <source>Does not open</source>
            <translation>開けない</translation>
        </message>
        <message>
            <source>The key is not the one it was encrypted for, or the token was changed. Which of both, a reader must not tell.</source>
            <translation>暗号化の対象となった鍵ではないか、トークンが変更されています。どちらであるかを、受け取る側は明かしてはいけません。</translation>
        </message>
        <message>
            <source>Check the key, and that the token is complete.</source>
            <translation>鍵と、トークンが完全であることを確認します。</translation>
        </message>
        <message>
            <source>Key of the wrong length</source>
            <translation>鍵の長さが違う</translation>
        </message>
        <message>
            <source>A shared key must have exactly the length that its algorithm asks for.</source>
            <translation>共有鍵は、アルゴリズムの求める長さと正確に一致しなければなりません。</translation>
        </message>
        <message>
            <source>Use a key of that length.</source>
            <translation>その長さの鍵を使います。</translation>
        </message>
        <message>
            <source>Too much compressed content</source>
            <translation>圧縮されたコンテンツが多すぎる</translation>
        </message>
        <message>
            <source>More than 250 KB come out of a small token: that is how a reader's memory is filled.</source>
            <translation>小さなトークンから 250 KB を超えるデータが展開されます。受け取る側のメモリを埋め尽くす手口です。</translation>
        </message>
        <message>
            <source>The issuer must not compress.</source>
            <translation>発行者は圧縮をやめる必要があります。</translation>
        </message>
        <message>
            <source>Compressed content is damaged</source>
            <translation>圧縮されたコンテンツの破損</translation>
        </message>
        <message>
            <source>What was decrypted is not what DEFLATE makes.</source>
            <translation>復号されたものは、DEFLATE の出力ではありません。</translation>
        </message>
        <message>
            <source>The issuer must mend its compression, or leave it out.</source>
            <translation>発行者が圧縮を修正するか、圧縮をやめる必要があります。</translation>
        </message>
        <message>
            <source>Compressed content has no end</source>
            <translation>圧縮されたコンテンツに終わりがない</translation>
        </message>
        <message>
            <source>What was decrypted stops before its compressed form ends.</source>
            <translation>復号されたものが、圧縮データの終わりより前で途切れています。</translation>
        </message>
        <message>
            <source>Bytes after the compressed content</source>
            <translation>圧縮されたコンテンツの後に余分なバイト</translation>
        </message>
        <message>
            <source>Something follows the end of the compressed form.</source>
            <translation>圧縮データの終わりの後に何かが続いています。</translation>
        </message>
        <message>
            <source>Signed and encrypted at once</source>
            <translation>署名と暗号化が同時に示されている</translation>
        </message>
        <message>
            <source>Three parts make a signed token, and its header names an encryption.</source>
            <translation>3 つの部分は署名付きトークンを表しますが、ヘッダーには暗号化方式が示されています。</translation>
        </message>
        <message>
            <source>The issuer must decide what it is.</source>
            <translation>どちらであるかを発行者が決める必要があります。</translation>
        </message>
        <message>
            <source>A token inside a token</source>
            <translation>トークンの中のトークン</translation>
        </message>
        <message>
            <source>One signed token inside an encrypted one is read, nothing deeper: each level hides what the next one is.</source>
            <translation>読み取るのは、暗号化されたトークンの中の署名付きトークン 1 つまでです。それより深い階層では、次の中身が何であるかが隠されます。</translation>
        </message>
        <message>
            <source>Sign once, encrypt once.</source>
            <translation>署名と暗号化は、それぞれ 1 回だけ行います。</translation>
        </message>
        <message>
            <source>Encrypted, not signed</source>
            <translation>暗号化のみで署名なし</translation>
        </message>
        <message>
            <source>Anybody who has the public key can have encrypted this. Without a signed token inside, and "cty" saying so, it proves nothing.</source>
            <translation>公開鍵を持つ人なら、誰でもこれを暗号化できました。署名付きトークンが中にあり、"cty" がそれを示していない限り、何の証明にもなりません。</translation>
        </message>
        <message>
            <source>Ask for a token that is signed, then encrypted.</source>
            <translation>署名した後に暗号化したトークンを要求します。</translation>
        </message>
        <message>
            <source>Encrypted, but not signed</source>
            <translation>暗号化されているが署名がない</translation>
        </message>
        <message>
            <source>Whoever has the public key can have written this. Encryption hides it and says nothing about who made it.</source>
            <translation>公開鍵を持つ人なら、誰でもこれを作成できました。暗号化は中身を隠すだけで、誰が作成したかを示しません。</translation>
        </message>
        <message>
            <source>Sign the claims first, then encrypt the signed token.</source>
            <translation>まずクレームに署名し、次にその署名付きトークンを暗号化します。</translation>
        </message>
        <message>
            <source>The payload is elsewhere</source>
            <translation>ペイロードが別の場所にある</translation>
        </message>
        <message>
            <source>The signature is over content that did not come with it, so nothing can be checked here.</source>
            <translation>署名の対象であるコンテンツが一緒に届いていないため、ここでは何も検証できません。</translation>
        </message>
        <message>
            <source>Bring the payload and the signature together.</source>
            <translation>ペイロードと署名をそろえます。</translation>
        </message>
        <message>
            <source>Trimmed before reading</source>
            <translation>読み取る前に前後を除去</translation>
        </message>
        <message>
            <source>There was white space, a quote or "Bearer" around the token; a program that gets it so must refuse it.</source>
            <translation>トークンの前後に空白、引用符、または "Bearer" がありました。このまま受け取ったプログラムは、拒否しなければなりません。</translation>
        </message>
        <message>
            <source>Copy the token alone.</source>
            <translation>トークンだけをコピーします。</translation>
        </message>
        <message>
            <source>Nothing to inspect</source>
            <translation>調べるものがない</translation>
        </message>
        <message>
            <source>The text is empty.</source>
            <translation>テキストが空です。</translation>
        </message>
        <message>
            <source>Paste a token.</source>
            <translation>トークンを貼り付けます。</translation>
        </message>
        <message>
            <source>Not recognised</source>
            <translation>認識できない</translation>
        </message>
        <message>
            <source>It is no token, header, cookie, command, address or key that Tessera knows.</source>
            <translation>Tessera が知っているトークン、ヘッダー、cookie、コマンド、アドレス、鍵のいずれでもありません。</translation>
        </message>
        <message>
            <source>Paste one of them, alone.</source>
            <translation>いずれか 1 つだけを貼り付けます。</translation>
        </message>
        <message>
            <source>Binary data</source>
            <translation>バイナリデータ</translation>
        </message>
        <message>
            <source>There are bytes in it that no text has.</source>
            <translation>テキストにはないバイトが含まれています。</translation>
        </message>
        <message>
            <source>Tokens travel as text; paste that.</source>
            <translation>トークンはテキストとして送られます。そのテキストを貼り付けます。</translation>
        </message>
        <message>
            <source>Several tokens</source>
            <translation>複数のトークン</translation>
        </message>
        <message>
            <source>Each line is a token of its own; together they are none.</source>
            <translation>各行がそれぞれ 1 つのトークンで、全体では 1 つのトークンになりません。</translation>
        </message>
        <message>
            <source>Paste one, or give the file to "tessera inspect --lines".</source>
            <translation>1 つだけ貼り付けるか、ファイルを "tessera inspect --lines" に渡します。</translation>
        </message>
        <message>
            <source>JSON without a known meaning</source>
            <translation>意味のわからない JSON</translation>
        </message>
        <message>
            <source>It has the members of no token response, JWK, JWK set, JWS or JWE.</source>
            <translation>トークン応答、JWK、JWK セット、JWS、JWE のいずれのメンバーもありません。</translation>
        </message>
        <message>
            <source>Paste the whole answer of the server.</source>
            <translation>サーバーの応答全体を貼り付けます。</translation>
        </message>
        <message>
            <source>Not a JSON object</source>
            <translation>JSON オブジェクトではない</translation>
        </message>
        <message>
            <source>The text is JSON of another type.</source>
            <translation>テキストは別の型の JSON です。</translation>
        </message>
        <message>
            <source>Paste the whole object, from { to }.</source>
            <translation>{ から } まで、オブジェクト全体を貼り付けます。</translation>
        </message>
        <message>
            <source>Too much JSON</source>
            <translation>JSON が多すぎる</translation>
        </message>
        <message>
            <source>Paste the part that matters.</source>
            <translation>必要な部分だけを貼り付けます。</translation>
        </message>
        <message>
            <source>More than 100,000 values are not read.</source>
            <translation>100,000 個を超える値は読み取りません。</translation>
        </message>
        <message>
            <source>Number out of range</source>
            <translation>範囲外の数値</translation>
        </message>
        <message>
            <source>No program could hold it exactly.</source>
            <translation>正確に保持できるプログラムはありません。</translation>
        </message>
        <message>
            <source>Whoever made it must mend it.</source>
            <translation>作成した側で修正する必要があります。</translation>
        </message>
        <message>
            <source>JSON form</source>
            <translation>JSON 形式</translation>
        </message>
        <message>
            <source>A JWT is always in the compact form; programs that expect a JWT must refuse this.</source>
            <translation>JWT は必ずコンパクト形式です。JWT を求めるプログラムは、これを拒否しなければなりません。</translation>
        </message>
        <message>
            <source>Use the compact form for a JWT.</source>
            <translation>JWT にはコンパクト形式を使います。</translation>
        </message>
        <message>
            <source>No claims to compare</source>
            <translation>比較するクレームがない</translation>
        </message>
        <message>
            <source>The payload is not a JSON object, or not readable.</source>
            <translation>ペイロードが JSON オブジェクトではないか、読み取れません。</translation>
        </message>
        <message>
            <source>Inspect an ID token.</source>
            <translation>ID トークンを調べます。</translation>
        </message>
        <message>
            <source>Opaque token</source>
            <translation>不透明なトークン</translation>
        </message>
        <message>
            <source>It has no structure that can be read; only the server that made it knows what it means.</source>
            <translation>読み取れる構造がありません。意味がわかるのは、作成したサーバーだけです。</translation>
        </message>
        <message>
            <source>Ask that server, by introspection.</source>
            <translation>イントロスペクションでそのサーバーに問い合わせます。</translation>
        </message>
        <message>
            <source>PASETO</source>
            <translation>PASETO</translation>
        </message>
        <message>
            <source>A token of another family than JOSE. Tessera knows it by name and does not read it.</source>
            <translation>JOSE とは別の系統のトークンです。Tessera は名前を知っていますが、読み取りません。</translation>
        </message>
        <message>
            <source>Macaroon</source>
            <translation>Macaroon</translation>
        </message>
        <message>
            <source>A token whose holder can narrow it by adding conditions. Tessera knows it by name and does not read it.</source>
            <translation>所持者が条件を追加して範囲を狭められるトークンです。Tessera は名前を知っていますが、読み取りません。</translation>
        </message>
        <message>
            <source>Not the length or the letters of its kind</source>
            <translation>長さまたは文字がこの種類のものではない</translation>
        </message>
        <message>
            <source>It begins like a token of that maker, but the rest does not fit: it is cut off, too long or made up.</source>
            <translation>先頭はその発行元のトークンと同じですが、残りが合いません。途中で切れているか、長すぎるか、作り物です。</translation>
        </message>
        <message>
            <source>Copy it again, whole.</source>
            <translation>全体をコピーし直します。</translation>
        </message>
        <message>
            <source>Checksum wrong</source>
            <translation>チェックサムが違う</translation>
        </message>
        <message>
            <source>The last six characters do not fit the others, so the maker never issued it: a letter is wrong, or it is made up.</source>
            <translation>最後の 6 文字が他の文字と合わないため、発行元が発行したものではありません。文字の誤りがあるか、作り物です。</translation>
        </message>
        <message>
            <source>Copy it again.</source>
            <translation>コピーし直します。</translation>
        </message>
        <message>
            <source>A name, not a secret</source>
            <translation>シークレットではなく名前</translation>
        </message>
        <message>
            <source>It says which key or account is meant; without the secret beside it, it opens nothing.</source>
            <translation>どの鍵またはアカウントかを示すものです。対になるシークレットがなければ、何もできません。</translation>
        </message>
        <message>
            <source>Authorization code in an address</source>
            <translation>アドレスに認可コードがある</translation>
        </message>
        <message>
            <source>Addresses stay in the history of the browser, in logs and in Referer headers. The code is good once and for minutes, and PKCE makes it useless to a thief.</source>
            <translation>アドレスは、ブラウザーの履歴、ログ、Referer ヘッダーに残ります。コードは 1 回限りで数分間だけ有効で、PKCE があれば盗んだ人には役に立ちません。</translation>
        </message>
        <message>
            <source>Redeem it at once, replace the address in the history, and use PKCE.</source>
            <translation>すぐに引き換え、履歴内のアドレスを置き換え、PKCE を使います。</translation>
        </message>
        <message>
            <source>State in an address</source>
            <translation>アドレスに state がある</translation>
        </message>
        <message>
            <source>Whoever reads it before it is used up can slip in an answer of another sign-in.</source>
            <translation>使われる前に読み取った人は、別のサインインの応答を紛れ込ませることができます。</translation>
        </message>
        <message>
            <source>Accept each state once, and bind it to the browser.</source>
            <translation>各 state を 1 回だけ受け入れ、ブラウザーに結び付けます。</translation>
        </message>
        <message>
            <source>Access token in an address</source>
            <translation>アドレスにアクセストークンがある</translation>
        </message>
        <message>
            <source>Addresses stay in the history of the browser, in logs of servers and proxies and in Referer headers, and the token is good for whoever reads it there.</source>
            <translation>アドレスは、ブラウザーの履歴、サーバーやプロキシのログ、Referer ヘッダーに残ります。トークンは、そこで読み取った人なら誰でも使えます。</translation>
        </message>
        <message>
            <source>Send it in the Authorization header. Get it with the code flow.</source>
            <translation>Authorization ヘッダーで送ります。取得にはコードフローを使います。</translation>
        </message>
        <message>
            <source>Token in an address</source>
            <translation>アドレスにトークンがある</translation>
        </message>
        <message>
            <source>Send it in a header or in the body of a POST.</source>
            <translation>ヘッダーまたは POST の本文で送ります。</translation>
        </message>
        <message>
            <source>ID token in an address</source>
            <translation>アドレスに ID トークンがある</translation>
        </message>
        <message>
            <source>It tells the history of the browser, logs and other sites who signed in.</source>
            <translation>誰がサインインしたかが、ブラウザーの履歴、ログ、他のサイトに伝わります。</translation>
        </message>
        <message>
            <source>Get it with the code flow, from the token endpoint.</source>
            <translation>コードフローを使い、トークンエンドポイントから取得します。</translation>
        </message>
        <message>
            <source>Refresh token in an address</source>
            <translation>アドレスにリフレッシュトークンがある</translation>
        </message>
        <message>
            <source>It makes new access tokens for as long as nobody withdraws it, and addresses are kept in many places.</source>
            <translation>失効させない限り新しいアクセストークンを取得でき、アドレスは多くの場所に残ります。</translation>
        </message>
        <message>
            <source>Revoke it. Send it in the body of a POST alone.</source>
            <translation>失効させます。送るのは POST の本文だけにします。</translation>
        </message>
        <message>
            <source>Client secret in an address</source>
            <translation>アドレスにクライアントシークレットがある</translation>
        </message>
        <message>
            <source>The credentials of a client must not be in an address: logs and histories keep them.</source>
            <translation>クライアントの認証情報をアドレスに含めてはいけません。ログや履歴に残ります。</translation>
        </message>
        <message>
            <source>Change the secret. Send it in the Authorization header or the body.</source>
            <translation>シークレットを変更します。Authorization ヘッダーまたは本文で送ります。</translation>
        </message>
        <message>
            <source>Code verifier in an address</source>
            <translation>アドレスにコードベリファイアがある</translation>
        </message>
        <message>
            <source>It is the secret that protects the code, and belongs into the body of the token request.</source>
            <translation>コードを保護するシークレットであり、トークン要求の本文に入れるものです。</translation>
        </message>
        <message>
            <source>Send the challenge in the address, the verifier in the body.</source>
            <translation>アドレスではチャレンジを、本文ではベリファイアを送ります。</translation>
        </message>
        <message>
            <source>Password in an address</source>
            <translation>アドレスにパスワードがある</translation>
        </message>
        <message>
            <source>Addresses are kept in histories and logs.</source>
            <translation>アドレスは履歴やログに残ります。</translation>
        </message>
        <message>
            <source>Change it, and send it in a body if at all.</source>
            <translation>パスワードを変更します。送る必要がある場合は、本文で送ります。</translation>
        </message>
        <message>
            <source>Name and password in an address</source>
            <translation>アドレスに名前とパスワードがある</translation>
        </message>
        <message>
            <source>Addresses are kept and shown; this part of them is given up for that reason.</source>
            <translation>アドレスは保存され、表示されます。そのため、アドレスのこの部分は廃止されています。</translation>
        </message>
        <message>
            <source>Leave it out; use the Authorization header.</source>
            <translation>取り除き、Authorization ヘッダーを使います。</translation>
        </message>
        <message>
            <source>Secrets over plain HTTP</source>
            <translation>暗号化されていない HTTP 上のシークレット</translation>
        </message>
        <message>
            <source>Everybody on the way can read the address. Only a loopback address may be http.</source>
            <translation>経路上の誰もがアドレスを読み取れます。http が許されるのはループバックアドレスだけです。</translation>
        </message>
        <message>
            <source>Use https.</source>
            <translation>https を使います。</translation>
        </message>
        <message>
            <source>There was no sign-in.</source>
            <translation>サインインは行われませんでした。</translation>
        </message>
        <message>
            <source>Read the error in the specification of the server.</source>
            <translation>サーバーの仕様でエラーの意味を確認します。</translation>
        </message>
        <message>
            <source>Implicit grant</source>
            <translation>インプリシットグラント</translation>
        </message>
        <message>
            <source>"response_type" asks for an access token in the address.</source>
            <translation>"response_type" が、アドレスでのアクセストークンを要求しています。</translation>
        </message>
        <message>
            <source>Use response_type=code with PKCE.</source>
            <translation>PKCE とともに response_type=code を使います。</translation>
        </message>
        <message>
            <source>No PKCE</source>
            <translation>PKCE がない</translation>
        </message>
        <message>
            <source>Without "code_challenge" a stolen code can be redeemed by the thief.</source>
            <translation>"code_challenge" がないと、盗まれたコードを、盗んだ人が引き換えられます。</translation>
        </message>
        <message>
            <source>Send code_challenge with code_challenge_method=S256.</source>
            <translation>code_challenge と code_challenge_method=S256 を送ります。</translation>
        </message>
        <message>
            <source>PKCE without a hash</source>
            <translation>ハッシュのない PKCE</translation>
        </message>
        <message>
            <source>With "plain" the address holds the verifier itself.</source>
            <translation>"plain" では、ベリファイアそのものがアドレスに含まれます。</translation>
        </message>
        <message>
            <source>Use S256.</source>
            <translation>S256 を使います。</translation>
        </message>
        <message>
            <source>Bad percent-encoding</source>
            <translation>不正なパーセントエンコーディング</translation>
        </message>
        <message>
            <source>A percent sign is not followed by two digits, or the bytes are no UTF-8.</source>
            <translation>パーセント記号の後に 2 桁の 16 進数が続いていないか、バイト列が UTF-8 ではありません。</translation>
        </message>
        <message>
            <source>Whoever made the address must mend it.</source>
            <translation>アドレスを作成した側で修正する必要があります。</translation>
        </message>
        <message>
            <source>Too many members</source>
            <translation>メンバーが多すぎる</translation>
        </message>
        <message>
            <source>More than 64 are not looked at.</source>
            <translation>64 個を超えるものは調べません。</translation>
        </message>
        <message>
            <source>Quote not closed</source>
            <translation>引用符が閉じていない</translation>
        </message>
        <message>
            <source>The command is cut off, so nothing in it was read.</source>
            <translation>コマンドが途中で切れているため、何も読み取りませんでした。</translation>
        </message>
        <message>
            <source>Copy it whole.</source>
            <translation>全体をコピーします。</translation>
        </message>
        <message>
            <source>Too many words</source>
            <translation>語が多すぎる</translation>
        </message>
        <message>
            <source>More than 2,000 words are not looked at.</source>
            <translation>2,000 語を超えるものは調べません。</translation>
        </message>
        <message>
            <source>Paste a shorter command.</source>
            <translation>より短いコマンドを貼り付けます。</translation>
        </message>
        <message>
            <source>No address</source>
            <translation>アドレスがない</translation>
        </message>
        <message>
            <source>The command names no address.</source>
            <translation>コマンドにアドレスがありません。</translation>
        </message>
        <message>
            <source>Certificates are not checked</source>
            <translation>証明書が検証されない</translation>
        </message>
        <message>
            <source>With -k whoever stands in between can read and change everything, secrets included.</source>
            <translation>-k を付けると、途中にいる人が、シークレットを含めてすべてを読み取り、変更できます。</translation>
        </message>
        <message>
            <source>Leave -k out; name the authority with --cacert.</source>
            <translation>-k を外し、--cacert で認証局を指定します。</translation>
        </message>
        <message>
            <source>Reads from files</source>
            <translation>ファイルから読み取る</translation>
        </message>
        <message>
            <source>Part of the request is in a file the command names. Tessera does not open it.</source>
            <translation>要求の一部が、コマンドの示すファイルにあります。Tessera はそのファイルを開きません。</translation>
        </message>
        <message>
            <source>Something follows the command</source>
            <translation>コマンドの後に何かが続いている</translation>
        </message>
        <message>
            <source>A ; | &amp; &lt; &gt; or a line break ends it for a shell; what follows was not read.</source>
            <translation>; | &amp; &lt; &gt; や改行があると、シェルではそこでコマンドが終わります。それより後は読み取りませんでした。</translation>
        </message>
        <message>
            <source>Put addresses with &amp; into quotes.</source>
            <translation>&amp; を含むアドレスは引用符で囲みます。</translation>
        </message>
        <message>
            <source>Secrets on a command line</source>
            <translation>コマンドラインにシークレットがある</translation>
        </message>
        <message>
            <source>The history of the shell keeps it, and every user of the machine can see it while it runs.</source>
            <translation>シェルの履歴に残り、実行中はそのマシンのすべてのユーザーから見えます。</translation>
        </message>
        <message>
            <source>Read secrets from a file: -H @file, -K file or --netrc-file.</source>
            <translation>-H @file、-K file、--netrc-file のいずれかを使い、シークレットをファイルから読み取ります。</translation>
        </message>
        <message>
            <source>A secret key</source>
            <translation>秘密の鍵</translation>
        </message>
        <message>
            <source>Whoever has it can sign or decrypt in its owner's name.</source>
            <translation>持っている人は誰でも、所有者の名前で署名や復号ができます。</translation>
        </message>
        <message>
            <source>Share the public part alone. If others saw it, replace it.</source>
            <translation>共有するのは公開部分だけにします。他の人に見られた場合は交換します。</translation>
        </message>
        <message>
            <source>Secret keys in a set</source>
            <translation>セットに秘密の鍵がある</translation>
        </message>
        <message>
            <source>A set is made to be published, and there is a private or symmetric key in it.</source>
            <translation>セットは公開するためのものですが、秘密鍵または共通鍵が含まれています。</translation>
        </message>
        <message>
            <source>Replace these keys, and publish public members alone.</source>
            <translation>これらの鍵を交換し、公開メンバーだけを公開します。</translation>
        </message>
        <message>
            <source>Encrypted key</source>
            <translation>暗号化された鍵</translation>
        </message>
        <message>
            <source>It needs its pass phrase; Tessera does not ask for it.</source>
            <translation>パスフレーズが必要ですが、Tessera は入力を求めません。</translation>
        </message>
        <message>
            <source>No keys</source>
            <translation>鍵がない</translation>
        </message>
        <message>
            <source>The set is empty.</source>
            <translation>セットが空です。</translation>
        </message>
        <message>
            <source>More than 100 keys</source>
            <translation>鍵が 100 個を超えている</translation>
        </message>
        <message>
            <source>Only the first 100 are shown.</source>
            <translation>最初の 100 個だけを表示しています。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingsList</name>
        <message>
            <source>Findings</source>
            <translation>検出事項</translation>
        </message>
        <message>
            <source>with the key you named</source>
            <translation>指定した鍵による</translation>
        </message>
        <message>
            <source>from decoding alone</source>
            <translation>デコードのみによる</translation>
        </message>
        <message>
            <source>Nothing odd was found. That says nothing about who wrote it.</source>
            <translation>不審な点は見つかりませんでした。ただし、誰が作成したかはわかりません。</translation>
        </message>
        <message>
            <source>And %1 more.</source>
            <translation>ほか %1 件。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowCheckWords</name>
        <message>
            <source>%1 passed</source>
            <translation>%1 は合格</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 は不合格</translation>
        </message>
        <message>
            <source>%1 was not checked</source>
            <translation>%1 は未チェック</translation>
        </message>
        <message>
            <source>state matches</source>
            <translation>state が一致</translation>
        </message>
        <message>
            <source>the state differs</source>
            <translation>state が不一致</translation>
        </message>
        <message>
            <source>iss matches</source>
            <translation>iss が一致</translation>
        </message>
        <message>
            <source>another issuer answered</source>
            <translation>別の発行者が応答</translation>
        </message>
        <message>
            <source>path matches</source>
            <translation>パスが一致</translation>
        </message>
        <message>
            <source>the path differs</source>
            <translation>パスが不一致</translation>
        </message>
        <message>
            <source>the answer is well-formed</source>
            <translation>応答は正しい形式</translation>
        </message>
        <message>
            <source>the answer cannot be used</source>
            <translation>応答は使用不可</translation>
        </message>
        <message>
            <source>PKCE: S256 of the verifier</source>
            <translation>PKCE: ベリファイアの S256</translation>
        </message>
        <message>
            <source>the verifier does not fit the challenge</source>
            <translation>ベリファイアがチャレンジに不適合</translation>
        </message>
        <message>
            <source>the token response is well-formed</source>
            <translation>トークン応答は正しい形式</translation>
        </message>
        <message>
            <source>the token response cannot be used</source>
            <translation>トークン応答は使用不可</translation>
        </message>
        <message>
            <source>every scope was granted</source>
            <translation>すべてのスコープを取得</translation>
        </message>
        <message>
            <source>not every scope was granted</source>
            <translation>一部のスコープは未許可</translation>
        </message>
        <message>
            <source>the refresh token was exchanged</source>
            <translation>リフレッシュトークンは交換済み</translation>
        </message>
        <message>
            <source>the refresh token stayed the same</source>
            <translation>リフレッシュトークンは同じまま</translation>
        </message>
        <message>
            <source>the ID token is from this issuer</source>
            <translation>ID トークンはこの発行者のもの</translation>
        </message>
        <message>
            <source>the ID token is from another issuer</source>
            <translation>ID トークンは別の発行者のもの</translation>
        </message>
        <message>
            <source>the ID token is well-formed</source>
            <translation>ID トークンは正しい形式</translation>
        </message>
        <message>
            <source>the ID token cannot be read</source>
            <translation>ID トークンは読み取り不可</translation>
        </message>
        <message>
            <source>it is an ID token</source>
            <translation>ID トークンである</translation>
        </message>
        <message>
            <source>it is no ID token</source>
            <translation>ID トークンではない</translation>
        </message>
        <message>
            <source>alg is one that was agreed</source>
            <translation>alg は取り決めどおり</translation>
        </message>
        <message>
            <source>alg is none that was agreed</source>
            <translation>alg は取り決めと違う</translation>
        </message>
        <message>
            <source>the signature is the provider's</source>
            <translation>署名はプロバイダーのもの</translation>
        </message>
        <message>
            <source>the signature is not the provider's</source>
            <translation>署名はプロバイダーのものではない</translation>
        </message>
        <message>
            <source>encrypted as agreed</source>
            <translation>取り決めどおりに暗号化</translation>
        </message>
        <message>
            <source>not encrypted as agreed</source>
            <translation>暗号化が取り決めと違う</translation>
        </message>
        <message>
            <source>aud is Tessera</source>
            <translation>aud は Tessera</translation>
        </message>
        <message>
            <source>it is meant for another program</source>
            <translation>別のプログラム向け</translation>
        </message>
        <message>
            <source>azp is Tessera</source>
            <translation>azp は Tessera</translation>
        </message>
        <message>
            <source>it was given to another program</source>
            <translation>別のプログラムに発行</translation>
        </message>
        <message>
            <source>signed with the right kind of key</source>
            <translation>署名の鍵は正しい種類</translation>
        </message>
        <message>
            <source>signed with the wrong kind of key</source>
            <translation>署名の鍵は違う種類</translation>
        </message>
        <message>
            <source>it has not run out</source>
            <translation>期限内</translation>
        </message>
        <message>
            <source>it has run out</source>
            <translation>期限切れ</translation>
        </message>
        <message>
            <source>it is already valid</source>
            <translation>すでに有効</translation>
        </message>
        <message>
            <source>it is not valid yet</source>
            <translation>まだ有効ではない</translation>
        </message>
        <message>
            <source>it was made just now</source>
            <translation>作成されたばかり</translation>
        </message>
        <message>
            <source>it was made at another time</source>
            <translation>作成時刻が違う</translation>
        </message>
        <message>
            <source>nonce matches</source>
            <translation>nonce が一致</translation>
        </message>
        <message>
            <source>the nonce differs</source>
            <translation>nonce が不一致</translation>
        </message>
        <message>
            <source>sub says who signed in</source>
            <translation>sub がサインインした人を示す</translation>
        </message>
        <message>
            <source>sub does not say who signed in</source>
            <translation>sub がサインインした人を示さない</translation>
        </message>
        <message>
            <source>acr is as asked for</source>
            <translation>acr は要求どおり</translation>
        </message>
        <message>
            <source>acr is not as asked for</source>
            <translation>acr は要求と違う</translation>
        </message>
        <message>
            <source>auth_time is as asked for</source>
            <translation>auth_time は要求どおり</translation>
        </message>
        <message>
            <source>auth_time is not as asked for</source>
            <translation>auth_time は要求と違う</translation>
        </message>
        <message>
            <source>it is the same person</source>
            <translation>同じ人物</translation>
        </message>
        <message>
            <source>it is another person</source>
            <translation>別の人物</translation>
        </message>
        <message>
            <source>it is the same sign-in</source>
            <translation>同じサインイン</translation>
        </message>
        <message>
            <source>it is another sign-in</source>
            <translation>別のサインイン</translation>
        </message>
        <message>
            <source>it was given to the same program</source>
            <translation>同じプログラムに発行</translation>
        </message>
        <message>
            <source>at_hash matches</source>
            <translation>at_hash が一致</translation>
        </message>
        <message>
            <source>at_hash differs</source>
            <translation>at_hash が不一致</translation>
        </message>
        <message>
            <source>c_hash matches</source>
            <translation>c_hash が一致</translation>
        </message>
        <message>
            <source>c_hash differs</source>
            <translation>c_hash が不一致</translation>
        </message>
        <message>
            <source>s_hash matches</source>
            <translation>s_hash が一致</translation>
        </message>
        <message>
            <source>s_hash differs</source>
            <translation>s_hash が不一致</translation>
        </message>
        <message>
            <source>The server keeps the request; the browser takes a reference to it along.</source>
            <translation>サーバーが要求を保管し、ブラウザーはその参照だけを渡します。</translation>
        </message>
        <message>
            <source>The server wants its nonce in the proof, so the request is sent once more.</source>
            <translation>サーバーがプルーフに nonce を求めるため、要求をもう一度送ります。</translation>
        </message>
        <message>
            <source>The grant was written to the keychain.</source>
            <translation>認可をキーチェーンに書き込みました。</translation>
        </message>
        <message>
            <source>The grant could not be written to the keychain.</source>
            <translation>認可をキーチェーンに書き込めませんでした。</translation>
        </message>
        <message>
            <source>The keychain knows that a renewal has begun.</source>
            <translation>更新の開始をキーチェーンに記録しました。</translation>
        </message>
        <message>
            <source>The grant was removed from the keychain.</source>
            <translation>認可をキーチェーンから削除しました。</translation>
        </message>
        <message>
            <source>The answer was lost; the same request may be answered again.</source>
            <translation>応答が失われました。同じ要求に再び応答が返ることがあります。</translation>
        </message>
        <message>
            <source>The server could not be told and will be told later.</source>
            <translation>サーバーに伝えられませんでした。後で伝えます。</translation>
        </message>
        <message>
            <source>The grant was kept at the server, as asked.</source>
            <translation>指定どおり、認可をサーバーに残しました。</translation>
        </message>
        <message>
            <source>The provider was asked to end its session.</source>
            <translation>プロバイダーにセッションの終了を求めました。</translation>
        </message>
        <message>
            <source>The server did not grant every scope that was asked for.</source>
            <translation>要求したスコープの一部を、サーバーが許可しませんでした。</translation>
        </message>
        <message>
            <source>The server gave no new refresh token; the one in the keychain stays.</source>
            <translation>サーバーが新しいリフレッシュトークンを返さなかったため、キーチェーンにあるものを使い続けます。</translation>
        </message>
        <message>
            <source>The tokens were thrown away, and the server was told to revoke them.</source>
            <translation>トークンを破棄し、サーバーに失効を求めました。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowCompareView</name>
        <message>
            <source>%1: the same in both</source>
            <translation>%1: 両方とも同じ</translation>
        </message>
        <message>
            <source>%1: differs, %2</source>
            <translation>%1: 違いあり、%2</translation>
        </message>
        <message>
            <source>Run to compare with</source>
            <translation>比較するフロー</translation>
        </message>
        <message>
            <source>Steps of both runs</source>
            <translation>両方のフローのステップ</translation>
        </message>
        <message>
            <source>There is no other run to compare this one with yet.</source>
            <translation>比較できる他のフローはまだありません。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowComparison</name>
        <message>
            <source>no answer</source>
            <translation>応答なし</translation>
        </message>
        <message>
            <source>%1 against %2</source>
            <comment>two statuses</comment>
            <translation>%1 と %2</translation>
        </message>
        <message>
            <source>%1 against %2</source>
            <comment>two sentences</comment>
            <translation>%1 と %2</translation>
        </message>
        <message>
            <source>other: %1 and %2 more</source>
            <translation>その他: %1、ほか %2 件</translation>
        </message>
        <message>
            <source>other: %1</source>
            <translation>その他: %1</translation>
        </message>
        <message>
            <source>only in the first run</source>
            <translation>1 つ目のフローだけ</translation>
        </message>
        <message>
            <source>only in the second run</source>
            <translation>2 つ目のフローだけ</translation>
        </message>
        <message>
            <source>Both runs went the same way.</source>
            <translation>どちらのフローも同じ経過をたどりました。</translation>
        </message>
        <message>
            <source>%1 of %2 steps differ.</source>
            <translation>%2 ステップ中 %1 ステップに違いがあります。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowController</name>
        <message>
            <source>SVG picture (*.svg)</source>
            <translation>SVG 画像 (*.svg)</translation>
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation>PNG 画像 (*.png)</translation>
        </message>
        <message>
            <source>Mermaid diagram (*.mmd)</source>
            <translation>Mermaid 図 (*.mmd)</translation>
        </message>
        <message>
            <source>HTTP archive (*.har)</source>
            <translation>HTTP アーカイブ (*.har)</translation>
        </message>
        <message>
            <source>Markdown (*.md)</source>
            <translation>Markdown (*.md)</translation>
        </message>
        <message>
            <source>Export the flow</source>
            <translation>フローをエクスポート</translation>
        </message>
        <message>
            <source>Copied the message. Secrets in it are replaced.</source>
            <translation>メッセージをコピーしました。含まれるシークレットは置き換えられています。</translation>
        </message>
        <message>
            <source>There is nothing to export yet.</source>
            <translation>エクスポートするものはまだありません。</translation>
        </message>
        <message>
            <source>Copied as a bug report. Secrets, your name and addresses are left out; read it before you send it.</source>
            <translation>バグ報告としてコピーしました。シークレット、名前、アドレスは除かれていますが、送信する前に内容を確認してください。</translation>
        </message>
        <message>
            <source>Exported to %1. Secrets are replaced in it.</source>
            <translation>%1 にエクスポートしました。含まれるシークレットは置き換えられています。</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowEmpty</name>
        <message>
            <source>Nothing was exchanged yet</source>
            <translation>まだ通信がありません</translation>
        </message>
        <message>
            <source>Sign in, renew or sign out, and every step is drawn here as it happens: who sent what to whom, and what Tessera checked.</source>
            <translation>サインイン、更新、サインアウトを行うと、その各ステップがここにリアルタイムで描かれます。誰が誰に何を送り、Tessera が何をチェックしたかがわかります。</translation>
        </message>
        <message>
            <source>Secrets are replaced by a pattern before anything is kept, and all of it is gone when Tessera ends.</source>
            <translation>シークレットは記録される前に模様に置き換えられ、Tessera を終了するとすべて消えます。</translation>
        </message>
        <message>
            <source>&amp;Sign in</source>
            <translation>サインイン(&amp;S)</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowHeads</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Taking part</source>
            <translation>登場者</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowPage</name>
        <message>
            <source>Stop the replay</source>
            <translation>再生を停止</translation>
        </message>
        <message>
            <source>Replay</source>
            <translation>再生</translation>
        </message>
        <message>
            <source>Flow</source>
            <translation>フロー</translation>
        </message>
        <message>
            <source>Which exchange</source>
            <translation>表示する通信</translation>
        </message>
        <message>
            <source>Find in this run (Ctrl+F)</source>
            <translation>このフロー内を検索 (Ctrl+F)</translation>
        </message>
        <message>
            <source>Compare with another run</source>
            <translation>別のフローと比較</translation>
        </message>
        <message>
            <source>E&amp;xport</source>
            <translation>エクスポート(&amp;X)</translation>
        </message>
        <message>
            <source>Part of the page</source>
            <translation>ページの部分</translation>
        </message>
        <message>
            <source>Drawing</source>
            <translation>図</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>メッセージ</translation>
        </message>
        <message>
            <source>Show all accounts</source>
            <translation>すべてのアカウントを表示</translation>
        </message>
        <message>
            <source>Picture as &amp;SVG…</source>
            <translation>SVG 画像(&amp;S)…</translation>
        </message>
        <message>
            <source>Picture as &amp;PNG…</source>
            <translation>PNG 画像(&amp;P)…</translation>
        </message>
        <message>
            <source>&amp;Mermaid diagram…</source>
            <translation>Mermaid 図(&amp;M)…</translation>
        </message>
        <message>
            <source>&amp;HAR, for network panels…</source>
            <translation>HAR (ネットワークパネル用)(&amp;H)…</translation>
        </message>
        <message>
            <source>&amp;Copy as bug report</source>
            <translation>バグ報告としてコピー(&amp;C)</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>エクスポート</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowRows</name>
        <message>
            <source>Stopped here: %1</source>
            <translation>ここで停止: %1</translation>
        </message>
        <message>
            <source>Also: %1</source>
            <translation>ほかに: %1</translation>
        </message>
        <message>
            <source>Ended here</source>
            <translation>ここで終了</translation>
        </message>
        <message>
            <source>Stopped here</source>
            <translation>ここで停止</translation>
        </message>
        <message>
            <source>Waiting for your browser</source>
            <translation>ブラウザーを待っています</translation>
        </message>
        <message>
            <source>Waiting until the code is typed</source>
            <translation>コードの入力を待っています</translation>
        </message>
        <message>
            <source>Waiting for the answer</source>
            <translation>応答を待っています</translation>
        </message>
        <message>
            <source>1 earlier step was left out.</source>
            <translation>これより前の 1 ステップは省略されています。</translation>
        </message>
        <message numerus="yes">
            <source>%n earlier steps were left out.</source>
            <translation>
                <numerusform>これより前の %n ステップは省略されています。</numerusform>
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
            <translation>応答なし</translation>
        </message>
        <message>
            <source>%1 refused</source>
            <translation>%1 拒否</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>サインイン</translation>
        </message>
        <message>
            <source>Sign-in at %1</source>
            <translation>%1 へのサインイン</translation>
        </message>
        <message>
            <source>Sign-in by code</source>
            <translation>コードによるサインイン</translation>
        </message>
        <message>
            <source>Sign-in by code at %1</source>
            <translation>コードによる %1 へのサインイン</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>更新</translation>
        </message>
        <message>
            <source>Renewal at %1</source>
            <translation>%1 での更新</translation>
        </message>
        <message>
            <source>Sign-out</source>
            <translation>サインアウト</translation>
        </message>
        <message>
            <source>Sign-out at %1</source>
            <translation>%1 からのサインアウト</translation>
        </message>
        <message>
            <source>Request</source>
            <translation>要求</translation>
        </message>
        <message>
            <source>Request to %1</source>
            <translation>%1 への要求</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>サインイン</translation>
        </message>
        <message>
            <source>Open address</source>
            <translation>アドレスを開く</translation>
        </message>
        <message>
            <source>Sign-in page</source>
            <translation>サインインページ</translation>
        </message>
        <message>
            <source>Password, consent</source>
            <translation>パスワード、同意</translation>
        </message>
        <message>
            <source>302 Found</source>
            <translation>302 Found</translation>
        </message>
        <message>
            <source>Paste address</source>
            <translation>アドレスを貼り付け</translation>
        </message>
        <message>
            <source>Show code</source>
            <translation>コードを表示</translation>
        </message>
        <message>
            <source>never seen by Tessera</source>
            <translation>Tessera は一切見ない</translation>
        </message>
        <message>
            <source>not sent</source>
            <translation>未送信</translation>
        </message>
        <message>
            <source>%1 and %2 match</source>
            <translation>%1 と %2 が一致</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1、%2</translation>
        </message>
        <message>
            <source>%1, %2, done in %3 s</source>
            <translation>%1、%2、%3 秒で完了</translation>
        </message>
        <message>
            <source>%1, %2, stopped after %3 s</source>
            <translation>%1、%2、%3 秒で停止</translation>
        </message>
        <message>
            <source>User</source>
            <translation>ユーザー</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>ブラウザー</translation>
        </message>
        <message>
            <source>Authorization server</source>
            <translation>認可サーバー</translation>
        </message>
        <message>
            <source>Resource server</source>
            <translation>リソースサーバー</translation>
        </message>
        <message>
            <source>this program</source>
            <translation>このプログラム</translation>
        </message>
        <message>
            <source>%1, %2 characters</source>
            <translation>%1、%2 文字</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>トークン</translation>
        </message>
        <message>
            <source>device code</source>
            <translation>デバイスコード</translation>
        </message>
        <message>
            <source>request kept</source>
            <translation>保管された要求</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>鍵</translation>
        </message>
        <message>
            <source>what the server can do</source>
            <translation>サーバーの機能</translation>
        </message>
        <message>
            <source>client</source>
            <translation>クライアント</translation>
        </message>
        <message>
            <source>about the token</source>
            <translation>トークンの情報</translation>
        </message>
        <message>
            <source>who it is</source>
            <translation>本人の情報</translation>
        </message>
        <message>
            <source>code</source>
            <translation>コード</translation>
        </message>
        <message>
            <source>refresh token</source>
            <translation>リフレッシュトークン</translation>
        </message>
        <message>
            <source>challenge</source>
            <translation>チャレンジ</translation>
        </message>
        <message>
            <source>verifier</source>
            <translation>ベリファイア</translation>
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
            <translation>保管された要求</translation>
        </message>
        <message>
            <source>token</source>
            <translation>トークン</translation>
        </message>
        <message>
            <source>error</source>
            <translation>エラー</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowView</name>
        <message>
            <source>Steps of the exchange</source>
            <translation>通信のステップ</translation>
        </message>
        <message>
            <source>Not checked: %1</source>
            <translation>未チェック: %1</translation>
        </message>
        <message>
            <source>Passed: %1</source>
            <translation>合格: %1</translation>
        </message>
        <message>
            <source>Note: %1</source>
            <translation>注記: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::GeneralSettings</name>
        <message>
            <source>General</source>
            <translation>全般</translation>
        </message>
        <message>
            <source>T&amp;heme</source>
            <translation>テーマ(&amp;H)</translation>
        </message>
        <message>
            <source>System</source>
            <translation>システム</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>ライト</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>ダーク</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>言語(&amp;L)</translation>
        </message>
        <message>
            <source>From the next start.</source>
            <translation>次回の起動から有効です。</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>言語</translation>
        </message>
        <message>
            <source>&amp;Motion</source>
            <translation>動き(&amp;M)</translation>
        </message>
        <message>
            <source>Arrows that grow and a sign that turns while something happens.</source>
            <translation>伸びる矢印と、処理中に回るマークです。</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>少なく</translation>
        </message>
        <message>
            <source>All</source>
            <translation>すべて</translation>
        </message>
        <message>
            <source>Start &amp;when I log in</source>
            <translation>ログイン時に起動(&amp;W)</translation>
        </message>
        <message>
            <source>Start in the tra&amp;y</source>
            <translation>トレイに起動(&amp;Y)</translation>
        </message>
        <message>
            <source>Keep running in the tray when the window is &amp;closed</source>
            <translation>ウィンドウを閉じてもトレイで動作し続ける(&amp;C)</translation>
        </message>
        <message>
            <source>Your accounts renew themselves from the beginning; the window stays in the tray.</source>
            <translation>アカウントは最初から自動で更新され、ウィンドウはトレイに入ったままです。</translation>
        </message>
        <message>
            <source>This system has no way to start Tessera by itself.</source>
            <translation>このシステムには Tessera を自動で起動する手段がありません。</translation>
        </message>
        <message>
            <source>From the next start: no window until you click the icon.</source>
            <translation>次回の起動から有効です。アイコンをクリックするまでウィンドウは開きません。</translation>
        </message>
        <message>
            <source>Accounts go on renewing, and programs go on getting tokens.</source>
            <translation>アカウントの更新も、プログラムへのトークンの受け渡しも続きます。</translation>
        </message>
        <message>
            <source>This desktop shows no tray.</source>
            <translation>このデスクトップにはトレイがありません。</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>システムに合わせる</translation>
        </message>
    </context>
    <context>
        <name>tessera::HealthFinding</name>
        <message>
            <source>Version</source>
            <translation>バージョン</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>管理者</translation>
        </message>
        <message>
            <source>Keychain</source>
            <translation>キーチェーン</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>ブラウザー</translation>
        </message>
        <message>
            <source>TLS library</source>
            <translation>TLS ライブラリ</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>アカウント</translation>
        </message>
        <message>
            <source>Loopback</source>
            <translation>ループバック</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>プロキシ</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>時計</translation>
        </message>
        <message>
            <source>Fine</source>
            <translation>正常</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>注記</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>問題</translation>
        </message>
        <message>
            <source>Not checked</source>
            <translation>未確認</translation>
        </message>
    </context>
    <context>
        <name>tessera::InspectorController</name>
        <message>
            <source>the shared secret</source>
            <translation>共有シークレット</translation>
        </message>
        <message>
            <source>the pasted key</source>
            <translation>貼り付けた鍵</translation>
        </message>
    </context>
    <context>
        <name>tessera::InspectorPage</name>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>クリップボードにテキストがありません。</translation>
        </message>
        <message numerus="yes">
            <source>One file at a time: %n were dropped.</source>
            <translation>
                <numerusform>ファイルは一度に 1 つです。%n 個がドロップされました。</numerusform>
            </translation>
        </message>
        <message>
            <source>From the account %1</source>
            <translation>アカウント %1 から</translation>
        </message>
        <message>
            <source>Looking at it…</source>
            <translation>調べています…</translation>
        </message>
        <message>
            <source>Paste a token to learn what it is and what is wrong with it.</source>
            <translation>トークンを貼り付けると、その内容と問題点がわかります。</translation>
        </message>
        <message>
            <source>Decoded offline, not verified.</source>
            <translation>オフラインでデコードしたもので、検証はしていません。</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>貼り付け(&amp;P)</translation>
        </message>
        <message>
            <source>Co&amp;mpare</source>
            <translation>比較(&amp;M)</translation>
        </message>
        <message>
            <source>C&amp;lear</source>
            <translation>クリア(&amp;L)</translation>
        </message>
        <message>
            <source>Pane</source>
            <translation>パネル</translation>
        </message>
        <message>
            <source>Decode</source>
            <translation>デコード</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>検証</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>作成</translation>
        </message>
        <message>
            <source>Token of the account</source>
            <translation>アカウントのトークン</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>アクセストークン</translation>
        </message>
        <message>
            <source>Token or other text to inspect</source>
            <translation>調べるトークンまたはその他のテキスト</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>インスペクター</translation>
        </message>
        <message>
            <source>Paste or type here, or drop a file.</source>
            <translation>ここに貼り付けるか、入力するか、ファイルをドロップします。</translation>
        </message>
    </context>
    <context>
        <name>tessera::IssuerText</name>
        <message>
            <source>sign-in with PKCE</source>
            <translation>PKCE を使ったサインイン</translation>
        </message>
        <message>
            <source>sign-in</source>
            <translation>サインイン</translation>
        </message>
        <message>
            <source>renewal without the browser</source>
            <translation>ブラウザーなしの更新</translation>
        </message>
        <message>
            <source>sign-out at the provider</source>
            <translation>プロバイダーからのサインアウト</translation>
        </message>
        <message>
            <source>PKCE, which Tessera uses all the same</source>
            <translation>PKCE (それでも Tessera は使います)</translation>
        </message>
        <message>
            <source>renewal, so you may have to sign in again now and then</source>
            <translation>更新 (ときどき再サインインが必要になる可能性があります)</translation>
        </message>
        <message>
            <source>revocation, so signing out happens on this computer only</source>
            <translation>失効 (サインアウトはこのコンピューター上だけになります)</translation>
        </message>
        <message>
            <source>%1 answers.</source>
            <translation>%1 が応答しました。</translation>
        </message>
        <message>
            <source>It can do everything Tessera needs: %1.</source>
            <translation>Tessera に必要なすべてに対応しています: %1。</translation>
        </message>
        <message>
            <source>%1. It says nothing of %2.</source>
            <translation>対応: %1。記載がないもの: %2。</translation>
        </message>
        <message>
            <source>It is on this computer: development.</source>
            <translation>このコンピューター上にあります (開発用)。</translation>
        </message>
    </context>
    <context>
        <name>tessera::KeyForm</name>
        <message>
            <source>Take the &amp;key from</source>
            <translation>鍵の取得元(&amp;K)</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>発行者</translation>
        </message>
        <message>
            <source>Address of the JWK set</source>
            <translation>JWK セットのアドレス</translation>
        </message>
        <message>
            <source>File: JWK set, JWK or PEM</source>
            <translation>ファイル: JWK セット、JWK、PEM</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>ファイルを選択…</translation>
        </message>
        <message>
            <source>Pasted key</source>
            <translation>貼り付けた鍵</translation>
        </message>
        <message>
            <source>Shared secret</source>
            <translation>共有シークレット</translation>
        </message>
        <message>
            <source>The secret is written in base64url</source>
            <translation>シークレットは base64url で書かれています</translation>
        </message>
        <message>
            <source>The issuer's key set</source>
            <translation>発行者の鍵セット</translation>
        </message>
        <message>
            <source>A JWK set address</source>
            <translation>JWK セットのアドレス</translation>
        </message>
        <message>
            <source>A file</source>
            <translation>ファイル</translation>
        </message>
        <message>
            <source>A pasted key</source>
            <translation>貼り付けた鍵</translation>
        </message>
        <message>
            <source>A shared secret</source>
            <translation>共有シークレット</translation>
        </message>
        <message>
            <source>A JWK set, a JWK or a PEM key. It stays in this window.</source>
            <translation>JWK セット、JWK、PEM 鍵のいずれか。このウィンドウの外には出ません。</translation>
        </message>
        <message>
            <source>JWK set, JWK or PEM</source>
            <translation>JWK セット、JWK、PEM</translation>
        </message>
        <message>
            <source>Choose a key file</source>
            <translation>鍵ファイルを選択</translation>
        </message>
    </context>
    <context>
        <name>tessera::LifetimeBar</name>
        <message>
            <source>Life of the access token</source>
            <translation>アクセストークンの有効期間</translation>
        </message>
        <message>
            <source>Renews %1</source>
            <translation>更新 %1</translation>
        </message>
        <message>
            <source>Issued %1</source>
            <translation>発行 %1</translation>
        </message>
        <message>
            <source>Ended %1</source>
            <translation>終了 %1</translation>
        </message>
        <message>
            <source>Ends %1</source>
            <translation>期限 %1</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>現在</translation>
        </message>
        <message>
            <source>Issued %1
Ends %2</source>
            <translation>発行 %1
期限 %2</translation>
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
            <translation>サインインしました。ID トークンは、%1。</translation>
        </message>
        <message>
            <source>The account would lose permissions.</source>
            <translation>アカウントの権限が減ります。</translation>
        </message>
        <message>
            <source>It would lose: %1.</source>
            <translation>失われる権限: %1。</translation>
        </message>
        <message>
            <source>Accept fewer</source>
            <translation>減らして続ける</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>そのままにする</translation>
        </message>
        <message>
            <source>Trust the new hosts</source>
            <translation>新しいホストを信頼</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Got it</source>
            <translation>OK</translation>
        </message>
    </context>
    <context>
        <name>tessera::MessagePane</name>
        <message>
            <source>Copy this message</source>
            <translation>このメッセージをコピー</translation>
        </message>
        <message>
            <source>Part of the step</source>
            <translation>ステップの部分</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>メッセージ</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>チェック</translation>
        </message>
        <message>
            <source>Raw</source>
            <translation>生データ</translation>
        </message>
        <message>
            <source>Secrets were replaced when this was recorded. The same secret has the same pattern in every message.</source>
            <translation>シークレットは記録時に置き換えられています。同じシークレットは、どのメッセージでも同じ模様になります。</translation>
        </message>
        <message>
            <source>The message as text</source>
            <translation>メッセージのテキスト</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>パラメーター</translation>
        </message>
        <message>
            <source>Headers</source>
            <translation>ヘッダー</translation>
        </message>
        <message>
            <source>Body</source>
            <translation>本文</translation>
        </message>
        <message>
            <source>No step is chosen</source>
            <translation>ステップが選択されていません</translation>
        </message>
        <message>
            <source>Choose an arrow of the drawing to see its message.</source>
            <translation>図の矢印を選ぶと、そのメッセージが表示されます。</translation>
        </message>
        <message>
            <source>%1 bytes of %2. What they say is not kept.</source>
            <translation>%2、%1 バイト。内容は記録されていません。</translation>
        </message>
        <message>
            <source>The text is under Raw.</source>
            <translation>テキストは「生データ」にあります。</translation>
        </message>
        <message>
            <source>Nothing was checked after this step.</source>
            <translation>このステップの後にチェックされたものはありません。</translation>
        </message>
        <message>
            <source>Nothing of this step goes through Tessera, so there is nothing to show.</source>
            <translation>このステップは Tessera を一切通らないため、表示するものがありません。</translation>
        </message>
    </context>
    <context>
        <name>tessera::MessageWords</name>
        <message>
            <source>The server</source>
            <translation>サーバー</translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 ミリ秒</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>Token</source>
            <comment>before "request" or "response"</comment>
            <translation>トークン</translation>
        </message>
        <message>
            <source>Discovery</source>
            <comment>before "request" or "response"</comment>
            <translation>ディスカバリー</translation>
        </message>
        <message>
            <source>Key set</source>
            <comment>before "request" or "response"</comment>
            <translation>鍵セット</translation>
        </message>
        <message>
            <source>Device code</source>
            <comment>before "request" or "response"</comment>
            <translation>デバイスコード</translation>
        </message>
        <message>
            <source>Pushed authorization</source>
            <comment>before "request" or "response"</comment>
            <translation>プッシュ認可</translation>
        </message>
        <message>
            <source>Userinfo</source>
            <comment>before "request" or "response"</comment>
            <translation>ユーザー情報</translation>
        </message>
        <message>
            <source>Revocation</source>
            <comment>before "request" or "response"</comment>
            <translation>失効</translation>
        </message>
        <message>
            <source>Introspection</source>
            <comment>before "request" or "response"</comment>
            <translation>イントロスペクション</translation>
        </message>
        <message>
            <source>%1 request</source>
            <translation>%1の要求</translation>
        </message>
        <message>
            <source>Answer to %1</source>
            <translation>%1 への応答</translation>
        </message>
        <message>
            <source>%1 response</source>
            <translation>%1の応答</translation>
        </message>
        <message>
            <source>Why it stopped</source>
            <translation>停止した理由</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>チェック</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>注記</translation>
        </message>
        <message>
            <source>%1 answered %2 in %3.</source>
            <translation>%1 が %3 で %2 を返しました。</translation>
        </message>
        <message>
            <source>%1 gave no answer.</source>
            <translation>%1 から応答がありませんでした。</translation>
        </message>
        <message>
            <source>(cut here: the rest is too long to be shown)</source>
            <translation>(ここで省略: 残りは長すぎるため表示できません)</translation>
        </message>
        <message>
            <source>%1. %2</source>
            <translation>%1. %2</translation>
        </message>
        <message>
            <source>You asked Tessera to sign in.</source>
            <translation>あなたが Tessera にサインインを指示しました。</translation>
        </message>
        <message>
            <source>Tessera gave the address to the browser.</source>
            <translation>Tessera がアドレスをブラウザーに渡しました。</translation>
        </message>
        <message>
            <source>Tessera gave the address to %1.</source>
            <translation>Tessera がアドレスを %1 に渡しました。</translation>
        </message>
        <message>
            <source>The browser follows the address to %1. Tessera does not see it, but knows it.</source>
            <translation>ブラウザーがアドレスに従って %1 に移動します。Tessera には見えませんが、行われることはわかっています。</translation>
        </message>
        <message>
            <source>%1 shows its page in the browser, unseen by Tessera.</source>
            <translation>%1 がブラウザーにページを表示します。Tessera からは見えません。</translation>
        </message>
        <message>
            <source>What you type there goes to %1. Tessera never sees it.</source>
            <translation>そこで入力した内容は %1 に送られます。Tessera が見ることはありません。</translation>
        </message>
        <message>
            <source>%1 sends the browser back with its answer.</source>
            <translation>%1 が応答を付けてブラウザーを戻します。</translation>
        </message>
        <message>
            <source>The browser brought the answer to Tessera.</source>
            <translation>ブラウザーが応答を Tessera に届けました。</translation>
        </message>
        <message>
            <source>You pasted the address with the answer.</source>
            <translation>あなたが応答を含むアドレスを貼り付けました。</translation>
        </message>
        <message>
            <source>Tessera showed the code and where to type it.</source>
            <translation>Tessera がコードと入力先を表示しました。</translation>
        </message>
        <message>
            <source>Tessera asked %1.</source>
            <translation>Tessera が %1 に問い合わせました。</translation>
        </message>
        <message>
            <source>Tessera did not send this: something before it failed.</source>
            <translation>その前の処理が失敗したため、Tessera はこれを送信していません。</translation>
        </message>
        <message>
            <source>Made by Tessera on what came before.</source>
            <translation>それまでに届いたものについて Tessera が行ったものです。</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>step, what happened</comment>
            <translation>%1、%2</translation>
        </message>
        <message>
            <source>(%1 bytes of %2; only their number is kept)</source>
            <translation>(%2、%1 バイト。記録されるのはバイト数だけです)</translation>
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
            <translation>アカウント(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Inspector</source>
            <translation>インスペクター(&amp;I)</translation>
        </message>
        <message>
            <source>&amp;Flow</source>
            <translation>フロー(&amp;F)</translation>
        </message>
        <message>
            <source>Pro&amp;grams</source>
            <translation>プログラム(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;Settings</source>
            <translation>設定(&amp;S)</translation>
        </message>
        <message>
            <source>1 account needs you.</source>
            <translation>操作が必要なアカウントが 1 件あります。</translation>
        </message>
        <message>
            <source>Keychain unlocked</source>
            <translation>キーチェーン: 解除済み</translation>
        </message>
        <message>
            <source>Keychain locked</source>
            <translation>キーチェーン: ロック中</translation>
        </message>
        <message>
            <source>No keychain</source>
            <translation>キーチェーンなし</translation>
        </message>
        <message>
            <source>Keychain refused</source>
            <translation>キーチェーン: 拒否</translation>
        </message>
        <message>
            <source>Keychain slow</source>
            <translation>キーチェーン: 応答遅延</translation>
        </message>
        <message>
            <source>Keychain gone</source>
            <translation>キーチェーン: 消失</translation>
        </message>
        <message numerus="yes">
            <source>%n accounts need you.</source>
            <translation>
                <numerusform>操作が必要なアカウントが %n 件あります。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::NetworkBox</name>
        <message>
            <source>Network</source>
            <translation>ネットワーク</translation>
        </message>
        <message>
            <source>As this computer has it. Tessera has no proxy and no certificates of its own.</source>
            <translation>このコンピューターの設定に従います。Tessera 独自のプロキシや証明書はありません。</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>プロキシ</translation>
        </message>
        <message>
            <source>Trusted authorities</source>
            <translation>信頼する認証局</translation>
        </message>
        <message>
            <source>None.</source>
            <translation>なし。</translation>
        </message>
        <message>
            <source>Set in the environment: %1.</source>
            <translation>環境変数での設定: %1。</translation>
        </message>
        <message>
            <source>None. No provider can be reached without a list of authorities.</source>
            <translation>なし。認証局の一覧がないと、どのプロバイダーにも接続できません。</translation>
        </message>
        <message>
            <source>%1, from the system's list.</source>
            <translation>%1 (システムの一覧から)。</translation>
        </message>
    </context>
    <context>
        <name>tessera::PartsBar</name>
        <message>
            <source>Back to the whole (Alt+Left)</source>
            <translation>全体に戻る (Alt+Left)</translation>
        </message>
        <message>
            <source>Whole text</source>
            <translation>全体のテキスト</translation>
        </message>
        <message>
            <source>Found inside:</source>
            <translation>含まれるもの:</translation>
        </message>
        <message>
            <source>Look inside %1</source>
            <translation>%1 の中を調べる</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramList</name>
        <message>
            <source>Show all %1</source>
            <translation>%1 件すべて表示</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>取り消す</translation>
        </message>
        <message>
            <source>Take back from %1: %2, %3</source>
            <translation>%1 の許可を取り消す: %2、%3</translation>
        </message>
        <message>
            <source>%1 is asked about again</source>
            <translation>%1 については再び確認されます</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramRows</name>
        <message>
            <source>Itself, and through the command tessera</source>
            <translation>直接、および tessera コマンド経由</translation>
        </message>
        <message>
            <source>Through the command tessera</source>
            <translation>tessera コマンド経由</translation>
        </message>
        <message>
            <source>All accounts</source>
            <translation>すべてのアカウント</translation>
        </message>
        <message>
            <source>No such account here</source>
            <translation>そのアカウントはありません</translation>
        </message>
        <message>
            <source>Changed since you allowed it: you are asked again</source>
            <translation>許可した後に変更されたため、再び確認します</translation>
        </message>
        <message>
            <source>Until the agent locks or ends</source>
            <translation>エージェントがロックされるか終了するまで</translation>
        </message>
        <message>
            <source>Last used %1</source>
            <translation>最終使用: %1</translation>
        </message>
        <message>
            <source>Not used lately</source>
            <translation>最近は使われていません</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 (%2)</translation>
        </message>
        <message>
            <source>an account that is not here any more</source>
            <translation>すでにここにないアカウント</translation>
        </message>
        <message>
            <source>an account at %1 that is not here any more</source>
            <translation>すでにここにない %1 のアカウント</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramsPage</name>
        <message>
            <source>No program is allowed anything yet</source>
            <translation>まだどのプログラムにも何も許可していません</translation>
        </message>
        <message>
            <source>When a program asks for a token, Tessera asks you in a window. What you allow there for an hour or always stands here, and here you take it back.</source>
            <translation>プログラムがトークンを要求すると、Tessera がウィンドウで確認します。そこで 1 時間または常に許可したものがここに表示され、ここで取り消せます。</translation>
        </message>
        <message>
            <source>To try it, type “tessera token” in a terminal. To allow a program beforehand, type “tessera agent allow” with its name and an account.</source>
            <translation>試すには、端末で「tessera token」と入力します。あらかじめプログラムを許可するには、「tessera agent allow」に続けてプログラムの名前とアカウントを入力します。</translation>
        </message>
        <message>
            <source>Look again (F5)</source>
            <translation>再表示 (F5)</translation>
        </message>
        <message>
            <source>Programs</source>
            <translation>プログラム</translation>
        </message>
        <message>
            <source>What other programs on this computer may have of your accounts.</source>
            <translation>このコンピューター上の他のプログラムが、あなたのアカウントについて受け取れるものです。</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>許可済み</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>拒否</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>履歴</translation>
        </message>
        <message>
            <source>not asked about again</source>
            <translation>再確認なし</translation>
        </message>
        <message>
            <source>No program has asked for a token.</source>
            <translation>トークンを要求したプログラムはありません。</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>%1 件すべて表示</translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>取り消しました。</translation>
        </message>
        <message>
            <source>%1 is asked about again the next time it wants a token.</source>
            <translation>%1 が次にトークンを要求したときは、再び確認されます。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>元に戻す</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderSection</name>
        <message>
            <source>Provider</source>
            <translation>プロバイダー</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>更新</translation>
        </message>
        <message>
            <source>Endpoints</source>
            <translation>エンドポイント</translation>
        </message>
        <message>
            <source>What this program may do there, and how to take it back:</source>
            <translation>そこでこのプログラムができることと、その取り消し方:</translation>
        </message>
        <message>
            <source>Access</source>
            <translation>アクセス権</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderText</name>
        <message>
            <source>The refresh token changes with each renewal.</source>
            <translation>リフレッシュトークンは更新のたびに変わります。</translation>
        </message>
        <message>
            <source>Review access at %1</source>
            <translation>%1 でアクセス権を確認</translation>
        </message>
        <message>
            <source>Tessera asks %1 to revoke the grant and forgets every token of this account.</source>
            <translation>Tessera は %1 に認可の取り消しを求め、このアカウントのトークンをすべて削除します。</translation>
        </message>
        <message>
            <source>Tessera forgets every token of this account.</source>
            <translation>Tessera はこのアカウントのトークンをすべて削除します。</translation>
        </message>
        <message>
            <source>%1 has no way to revoke the grant from here.</source>
            <translation>%1 には、ここから認可を取り消す手段がありません。</translation>
        </message>
        <message>
            <source>This cannot be undone; to come back you sign in again in the browser.</source>
            <translation>この操作は元に戻せません。再び使うには、ブラウザーで再度サインインします。</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>このコンピューター上</translation>
        </message>
        <message>
            <source>Start it with: tessera-demo-idp --port 8787</source>
            <translation>起動コマンド: tessera-demo-idp --port 8787</translation>
        </message>
        <message>
            <source>It forgets every sign-in when it stops. For development and for learning, nothing else.</source>
            <translation>停止するとすべてのサインインが失われます。開発と学習専用です。</translation>
        </message>
        <message>
            <source>accounts.google.com</source>
            <translation>accounts.google.com</translation>
        </message>
        <message>
            <source>Google gives a refresh token only with the first consent. It ends after six months without use, when you withdraw access, and when too many sign-ins of one program push the oldest out.</source>
            <translation>Google がリフレッシュトークンを発行するのは最初の同意のときだけです。リフレッシュトークンは、6 か月間使われないとき、アクセス権を取り消したとき、1 つのプログラムのサインインが多すぎて最も古いものが押し出されたときに終了します。</translation>
        </message>
        <message>
            <source>Google ends the sign-ins of an app in testing after 7 days.</source>
            <translation>Google は、テスト中のアプリのサインインを 7 日後に終了させます。</translation>
        </message>
        <message>
            <source>Publish the app on its consent screen, or ask for openid, profile and email only.</source>
            <translation>同意画面の設定でアプリを公開するか、openid、profile、email だけを要求してください。</translation>
        </message>
        <message>
            <source>Google ends a refresh token that was not used for six months.</source>
            <translation>Google は、6 か月間使われていないリフレッシュトークンを終了させます。</translation>
        </message>
        <message>
            <source>Access was withdrawn on your Google account's page, the password was changed, or newer sign-ins of the same program pushed the oldest out.</source>
            <translation>Google アカウントのページでアクセス権が取り消されたか、パスワードが変更されたか、同じプログラムの新しいサインインによって最も古いものが押し出されました。</translation>
        </message>
        <message>
            <source>Google wants the secret of your desktop client although PKCE is used. It identifies the program; it does not protect your account.</source>
            <translation>PKCE を使っていても、Google はデスクトップクライアントのシークレットを求めます。これはプログラムを識別するもので、アカウントを保護するものではありません。</translation>
        </message>
        <message>
            <source>Google shows the account your browser is signed in with, whichever account is asked for. Choose the right one there.</source>
            <translation>どのアカウントを要求しても、Google はブラウザーでサインインしているアカウントを表示します。そこで正しいアカウントを選んでください。</translation>
        </message>
        <message>
            <source>While the app is in testing and asks for more than openid, profile and email, Google ends the sign-in after 7 days.</source>
            <translation>アプリがテスト中で、openid、profile、email 以外も要求している場合、Google は 7 日後にサインインを終了させます。</translation>
        </message>
        <message>
            <source>github.com</source>
            <translation>github.com</translation>
        </message>
        <message>
            <source>Without expiring tokens GitHub's access token lasts until it is revoked or unused for a year, and there is nothing to renew. With them, or with the scope offline_access, it lasts 8 hours and renews itself for 6 months.</source>
            <translation>トークンに期限を設けない場合、GitHub のアクセストークンは失効するか 1 年間使われなくなるまで有効で、更新するものはありません。期限を設ける場合、またはスコープ offline_access を使う場合は、8 時間有効で、6 か月間自動で更新されます。</translation>
        </message>
        <message>
            <source>GitHub's refresh token lasts six months and is replaced by each renewal.</source>
            <translation>GitHub のリフレッシュトークンは 6 か月間有効で、更新のたびに置き換えられます。</translation>
        </message>
        <message>
            <source>Access was withdrawn in GitHub's settings, or another program used the refresh token and got the new one.</source>
            <translation>GitHub の設定でアクセス権が取り消されたか、別のプログラムがリフレッシュトークンを使って新しいものを受け取りました。</translation>
        </message>
        <message>
            <source>GitHub wants the client secret when you sign in with the browser; with the device flow it wants none.</source>
            <translation>ブラウザーでサインインする場合、GitHub はクライアントシークレットを求めます。デバイスフローでは求めません。</translation>
        </message>
        <message>
            <source>GitHub has no ID token: who you are is asked from its API, and your account is known by its number, not its name.</source>
            <translation>GitHub には ID トークンがありません。サインインした人は API に問い合わせて確認し、アカウントは名前ではなく番号で識別します。</translation>
        </message>
        <message>
            <source>GitHub keeps ten tokens for each person, app and scope. The eleventh sign-in ends the oldest.</source>
            <translation>GitHub は、ユーザー、アプリ、スコープの組み合わせごとに 10 個のトークンを保持します。11 回目のサインインで最も古いものが終了します。</translation>
        </message>
        <message>
            <source>The access token lasts 8 hours, the refresh token 6 months. Each renewal ends both tokens before it.</source>
            <translation>アクセストークンは 8 時間、リフレッシュトークンは 6 か月間有効です。更新のたびに、それまでのトークンは両方とも終了します。</translation>
        </message>
        <message>
            <source>What a GitHub App may do is set in its permissions, not asked for by scopes.</source>
            <translation>GitHub App ができることは、スコープで要求するのではなく、App の権限で設定します。</translation>
        </message>
        <message>
            <source>gitlab.com or your own</source>
            <translation>gitlab.com または自前のサーバー</translation>
        </message>
        <message>
            <source>The access token lasts 2 hours. Each renewal ends the access token and the refresh token before it.</source>
            <translation>アクセストークンは 2 時間有効です。更新のたびに、それまでのアクセストークンとリフレッシュトークンは終了します。</translation>
        </message>
        <message>
            <source>Access was withdrawn in GitLab's preferences, or another program used the refresh token and got the new one.</source>
            <translation>GitLab のユーザー設定でアクセス権が取り消されたか、別のプログラムがリフレッシュトークンを使って新しいものを受け取りました。</translation>
        </message>
        <message>
            <source>For your own GitLab give its address as the issuer, and register the client there.</source>
            <translation>自前の GitLab では、そのアドレスを発行者として指定し、クライアントをそこに登録します。</translation>
        </message>
        <message>
            <source>A token copied elsewhere stops working when Tessera renews: ask for a fresh one each time.</source>
            <translation>別の場所にコピーしたトークンは、Tessera が更新すると使えなくなります。毎回新しいものを要求してください。</translation>
        </message>
        <message>
            <source>Your tenant</source>
            <translation>自分のテナント</translation>
        </message>
        <message>
            <source>A refresh token comes only with the scope offline_access.</source>
            <translation>リフレッシュトークンが発行されるのは、スコープ offline_access を指定したときだけです。</translation>
        </message>
        <message>
            <source>Microsoft ends a refresh token that was not used for 90 days.</source>
            <translation>Microsoft は、90 日間使われていないリフレッシュトークンを終了させます。</translation>
        </message>
        <message>
            <source>The password was changed or reset, an administrator ended the sign-ins, or a rule of the organisation asks for a new sign-in.</source>
            <translation>パスワードが変更またはリセットされたか、管理者がサインインを終了させたか、組織の規則で新しいサインインが求められています。</translation>
        </message>
        <message>
            <source>Microsoft ignores the port of http://localhost only. Addresses with [::1] are not supported.</source>
            <translation>Microsoft がポートを無視するのは http://localhost だけです。[::1] を含むアドレスには対応していません。</translation>
        </message>
        <message>
            <source>Microsoft has no way to revoke a single sign-in; it ends by itself or in the list of your apps.</source>
            <translation>Microsoft には、サインインを 1 つだけ失効させる手段がありません。自然に終了するか、アプリの一覧で終了できます。</translation>
        </message>
        <message>
            <source>Work, school or personal</source>
            <translation>職場、学校、個人</translation>
        </message>
        <message>
            <source>An app of a single tenant is refused here (AADSTS50194): use "microsoft" with your tenant's address.</source>
            <translation>単一テナントのアプリはここでは拒否されます (AADSTS50194)。"microsoft" を自分のテナントのアドレスで使ってください。</translation>
        </message>
        <message>
            <source>The shared address names no tenant. The one you sign in with is kept with the account; restrict it with --tenant.</source>
            <translation>共有のアドレスではテナントが決まりません。サインインしたテナントがアカウントとともに保存されます。--tenant で制限できます。</translation>
        </message>
        <message>
            <source>Any organisation</source>
            <translation>任意の組織</translation>
        </message>
        <message>
            <source>Outlook, Xbox and the like</source>
            <translation>Outlook、Xbox など</translation>
        </message>
        <message>
            <source>The app must allow personal accounts.</source>
            <translation>アプリで個人用アカウントを許可する必要があります。</translation>
        </message>
        <message>
            <source>Your own host</source>
            <translation>自前のホスト</translation>
        </message>
        <message>
            <source>With offline_access Keycloak keeps an offline session, which ends by the realm's rules and not at a fixed time.</source>
            <translation>offline_access を指定すると、Keycloak はオフラインセッションを保持します。その終了時期は固定ではなく、レルムの規則で決まります。</translation>
        </message>
        <message>
            <source>Without offline_access Keycloak ends a session that was not renewed for 30 minutes, unless the realm says otherwise.</source>
            <translation>offline_access を指定しない場合、レルムに別の設定がない限り、Keycloak は 30 分間更新されていないセッションを終了させます。</translation>
        </message>
        <message>
            <source>Ask for the scope offline_access.</source>
            <translation>スコープ offline_access を要求してください。</translation>
        </message>
        <message>
            <source>Keycloak ends an offline session that was not used for 30 days, unless the realm says otherwise.</source>
            <translation>レルムに別の設定がない限り、Keycloak は 30 日間使われていないオフラインセッションを終了させます。</translation>
        </message>
        <message>
            <source>An administrator ended the session, or the realm's longest session time was reached.</source>
            <translation>管理者がセッションを終了させたか、レルムのセッションの最大時間に達しました。</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/callback, not localhost: only the number lets the port differ.</source>
            <translation>localhost ではなく http://127.0.0.1/callback を登録してください。ポートが異なってもよいのは IP アドレスで登録した場合だけです。</translation>
        </message>
        <message>
            <source>Your own domain</source>
            <translation>自分のドメイン</translation>
        </message>
        <message>
            <source>With rotation the token before is still taken for up to 60 seconds (30 by default).</source>
            <translation>ローテーションを使う場合、直前のトークンは最大 60 秒間 (既定では 30 秒間) 引き続き受け付けられます。</translation>
        </message>
        <message>
            <source>Okta ends a refresh token that was not used for 7 days, unless the policy of the authorization server says otherwise.</source>
            <translation>認可サーバーのポリシーに別の設定がない限り、Okta は 7 日間使われていないリフレッシュトークンを終了させます。</translation>
        </message>
        <message>
            <source>An administrator ended the session, or the rule of the authorization server limits how long a refresh token lasts.</source>
            <translation>管理者がセッションを終了させたか、認可サーバーの規則でリフレッシュトークンの有効期間が制限されています。</translation>
        </message>
        <message>
            <source>Okta accepts only the exact redirect address, port included: register one and give it with --redirect-uri.</source>
            <translation>Okta が受け付けるのは、ポートも含めて完全に一致するリダイレクトアドレスだけです。1 つ登録し、それを --redirect-uri で指定してください。</translation>
        </message>
        <message>
            <source>Within the reuse window the token before is taken once more. An older one ends the whole sign-in.</source>
            <translation>再利用期間内であれば、直前のトークンがもう一度だけ受け付けられます。それより古いものを使うと、サインイン全体が終了します。</translation>
        </message>
        <message>
            <source>Auth0 ends a refresh token that was not used for 15 days, unless the application says otherwise.</source>
            <translation>アプリケーションに別の設定がない限り、Auth0 は 15 日間使われていないリフレッシュトークンを終了させます。</translation>
        </message>
        <message>
            <source>Auth0 ends a sign-in after 30 days however often it is renewed, unless the application says otherwise.</source>
            <translation>アプリケーションに別の設定がない限り、Auth0 は更新の回数にかかわらず 30 日後にサインインを終了させます。</translation>
        </message>
        <message>
            <source>Raise the absolute lifetime in the application's settings.</source>
            <translation>アプリケーションの設定で、絶対的な有効期間を延ばしてください。</translation>
        </message>
        <message>
            <source>An old refresh token was used again, which ends the whole sign-in.</source>
            <translation>古いリフレッシュトークンが再び使われたため、サインイン全体が終了します。</translation>
        </message>
        <message>
            <source>Auth0's issuer ends with a slash, and callback addresses are compared exactly, port included.</source>
            <translation>Auth0 の発行者はスラッシュで終わります。コールバックのアドレスは、ポートも含めて完全に一致する必要があります。</translation>
        </message>
        <message>
            <source>slack.com</source>
            <translation>slack.com</translation>
        </message>
        <message>
            <source>An app with PKCE gets refresh tokens of 30 days; access tokens last 12 hours.</source>
            <translation>PKCE を使うアプリには 30 日間有効なリフレッシュトークンが発行されます。アクセストークンは 12 時間有効です。</translation>
        </message>
        <message>
            <source>Slack ends a refresh token that was not used for 30 days.</source>
            <translation>Slack は、30 日間使われていないリフレッシュトークンを終了させます。</translation>
        </message>
        <message>
            <source>Slack compares the redirect address exactly and knows localhost only. An app without PKCE cannot sign in from a desktop.</source>
            <translation>Slack はリダイレクトアドレスの完全一致を求め、localhost にしか対応していません。PKCE を使わないアプリは、デスクトップからはサインインできません。</translation>
        </message>
        <message>
            <source>Slack names no way to revoke a sign-in; remove the app in your workspace.</source>
            <translation>Slack はサインインを失効させる手段を示していません。ワークスペースでアプリを削除してください。</translation>
        </message>
        <message>
            <source>discord.com</source>
            <translation>discord.com</translation>
        </message>
        <message>
            <source>The access token lasts about 7 days and renews itself.</source>
            <translation>アクセストークンは約 7 日間有効で、自動で更新されます。</translation>
        </message>
        <message>
            <source>Discord compares the redirect address exactly, port included, and keeps at most ten.</source>
            <translation>Discord はポートも含めてリダイレクトアドレスの完全一致を求め、登録できるのは 10 個までです。</translation>
        </message>
        <message>
            <source>codeberg.org</source>
            <translation>codeberg.org</translation>
        </message>
        <message>
            <source>Forgejo has no scopes yet: a token may do all that you may. One of an app for the whole server has the rights of an administrator.</source>
            <translation>Forgejo にはまだスコープがなく、トークンではあなたができることをすべて行えます。サーバー全体のアプリのトークンには管理者の権限があります。</translation>
        </message>
        <message>
            <source>Before 1.25.5 Gitea's codes do not expire and can be used twice (CVE-2026-26232): ask for an update.</source>
            <translation>1.25.5 より前の Gitea のコードには期限がなく、2 回使えます (CVE-2026-26232)。運営者に更新を依頼してください。</translation>
        </message>
        <message>
            <source>Your own server</source>
            <translation>自前のサーバー</translation>
        </message>
        <message>
            <source>Mastodon's access token has no end and no refresh token. It lasts until you revoke it.</source>
            <translation>Mastodon のアクセストークンには期限がなく、リフレッシュトークンもありません。失効させるまで有効です。</translation>
        </message>
        <message>
            <source>Each server has its own clients, and compares the redirect address exactly.</source>
            <translation>クライアントはサーバーごとに登録し、リダイレクトアドレスは完全に一致する必要があります。</translation>
        </message>
        <message>
            <source>appleid.apple.com</source>
            <translation>appleid.apple.com</translation>
        </message>
        <message>
            <source>Apple sends people back to a website only, so no desktop program can be signed in without a server between.</source>
            <translation>Apple は利用者を Web サイトにしか戻さないため、間にサーバーがない限り、デスクトッププログラムではサインインできません。</translation>
        </message>
        <message>
            <source>By its address</source>
            <translation>アドレスで指定</translation>
        </message>
        <message>
            <source>The server must publish its metadata (RFC 8414). Without OpenID Connect there is no ID token: who signed in is what the userinfo endpoint says, or nothing.</source>
            <translation>サーバーがメタデータを公開している必要があります (RFC 8414)。OpenID Connect でない場合は ID トークンがなく、誰がサインインしたかは UserInfo エンドポイントの情報でわかるか、まったくわかりません。</translation>
        </message>
        <message>
            <source>Create an OAuth client ID of the type "Desktop app".</source>
            <translation>種類が「Desktop app」の OAuth クライアント ID を作成します。</translation>
        </message>
        <message>
            <source>Copy its client ID and its client secret. No redirect address has to be registered.</source>
            <translation>そのクライアント ID とクライアントシークレットをコピーします。リダイレクトアドレスの登録は不要です。</translation>
        </message>
        <message>
            <source>On the consent screen, publish the app or add yourself as a test user.</source>
            <translation>同意画面の設定で、アプリを公開するか、自分をテストユーザーとして追加します。</translation>
        </message>
        <message>
            <source>Set "Authorization callback URL" to http://127.0.0.1/callback; GitHub lets the port differ.</source>
            <translation>「Authorization callback URL」を http://127.0.0.1/callback に設定します。GitHub ではポートが異なっていてもかまいません。</translation>
        </message>
        <message>
            <source>Tick "Enable Device Flow" to sign in without a secret.</source>
            <translation>シークレットなしでサインインするには、「Enable Device Flow」にチェックを付けます。</translation>
        </message>
        <message>
            <source>Generate a client secret for signing in with the browser.</source>
            <translation>ブラウザーでサインインするために、クライアントシークレットを生成します。</translation>
        </message>
        <message>
            <source>Set "Callback URL" to http://127.0.0.1/callback; GitHub lets the port differ.</source>
            <translation>「Callback URL」を http://127.0.0.1/callback に設定します。GitHub ではポートが異なっていてもかまいません。</translation>
        </message>
        <message>
            <source>Leave "Expire user authorization tokens" ticked, so that access tokens renew themselves.</source>
            <translation>アクセストークンが自動で更新されるように、「Expire user authorization tokens」のチェックを付けたままにします。</translation>
        </message>
        <message>
            <source>Set the redirect URI to http://127.0.0.1/callback; GitLab lets the port differ.</source>
            <translation>リダイレクト URI を http://127.0.0.1/callback に設定します。GitLab ではポートが異なっていてもかまいません。</translation>
        </message>
        <message>
            <source>Leave "Confidential" unticked; then no secret is needed.</source>
            <translation>「Confidential」のチェックを外したままにすると、シークレットは不要です。</translation>
        </message>
        <message>
            <source>Tick the scopes openid, profile and email.</source>
            <translation>スコープ openid、profile、email にチェックを付けます。</translation>
        </message>
        <message>
            <source>Add the platform "Mobile and desktop applications".</source>
            <translation>プラットフォーム「Mobile and desktop applications」を追加します。</translation>
        </message>
        <message>
            <source>Register the redirect http://127.0.0.1/callback in the manifest, or http://localhost and give --redirect-uri http://localhost.</source>
            <translation>マニフェストにリダイレクト http://127.0.0.1/callback を登録するか、http://localhost を登録して --redirect-uri http://localhost を指定します。</translation>
        </message>
        <message>
            <source>Allow public client flows, to sign in with a code on another device.</source>
            <translation>別のデバイスでコードを入力してサインインするには、パブリッククライアントフローを許可します。</translation>
        </message>
        <message>
            <source>Create a client with "Client authentication" off and "Standard flow" on.</source>
            <translation>「Client authentication」をオフ、「Standard flow」をオンにしてクライアントを作成します。</translation>
        </message>
        <message>
            <source>Add the redirect URI http://127.0.0.1/callback; Keycloak accepts any port of it.</source>
            <translation>リダイレクト URI http://127.0.0.1/callback を追加します。Keycloak ではどのポートも受け付けられます。</translation>
        </message>
        <message>
            <source>Create an app integration of the type "OIDC, Native Application".</source>
            <translation>種類が「OIDC, Native Application」のアプリ統合を作成します。</translation>
        </message>
        <message>
            <source>Add a redirect URI with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>http://127.0.0.1:49152/callback のようにポートを付けたリダイレクト URI を追加し、同じものを --redirect-uri で指定します。</translation>
        </message>
        <message>
            <source>Create an application of the type "Native".</source>
            <translation>種類が「Native」のアプリケーションを作成します。</translation>
        </message>
        <message>
            <source>Add an allowed callback URL with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>http://127.0.0.1:49152/callback のようにポートを付けたコールバック URL を許可リストに追加し、同じものを --redirect-uri で指定します。</translation>
        </message>
        <message>
            <source>Turn on refresh token rotation.</source>
            <translation>リフレッシュトークンのローテーションを有効にします。</translation>
        </message>
        <message>
            <source>Create an app and turn on PKCE. That cannot be undone.</source>
            <translation>アプリを作成し、PKCE を有効にします。有効にすると元に戻せません。</translation>
        </message>
        <message>
            <source>Add a redirect URL with a port, for instance http://localhost:49152/callback, and give the same with --redirect-uri.</source>
            <translation>http://localhost:49152/callback のようにポートを付けたリダイレクト URL を追加し、同じものを --redirect-uri で指定します。</translation>
        </message>
        <message>
            <source>Under OAuth2, turn on "Public Client".</source>
            <translation>「OAuth2」で「Public Client」を有効にします。</translation>
        </message>
        <message>
            <source>Add a redirect with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>http://127.0.0.1:49152/callback のようにポートを付けたリダイレクトを追加し、同じものを --redirect-uri で指定します。</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/ as the redirect URI; any port of it is accepted.</source>
            <translation>リダイレクト URI として http://127.0.0.1/ を登録します。どのポートも受け付けられます。</translation>
        </message>
        <message>
            <source>Leave "Confidential client" unticked.</source>
            <translation>「Confidential client」のチェックを外したままにします。</translation>
        </message>
        <message>
            <source>On your server open Preferences, Development, New application.</source>
            <translation>サーバーで「Preferences」&gt;「Development」&gt;「New application」を開きます。</translation>
        </message>
        <message>
            <source>Apple sends people back to an https address of a website only, never to a program on this computer, and answers with a form post. A desktop program would need a server of its own between, which could read every sign-in.</source>
            <translation>Apple は利用者を Web サイトの https アドレスにしか戻さず、このコンピューター上のプログラムには戻しません。また、フォームの送信で応答します。デスクトッププログラムには間に入る専用のサーバーが必要になり、そのサーバーはすべてのサインインを読み取れてしまいます。</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderTile</name>
        <message>
            <source>Sign in with %1</source>
            <translation>%1 でサインイン</translation>
        </message>
    </context>
    <context>
        <name>tessera::QrCode</name>
        <message>
            <source>QR code</source>
            <translation>QR コード</translation>
        </message>
    </context>
    <context>
        <name>tessera::RelativeTime</name>
        <message>
            <source>in 1 minute</source>
            <translation>1 分後</translation>
        </message>
        <message>
            <source>in less than a minute</source>
            <translation>1 分以内</translation>
        </message>
        <message>
            <source>1 minute ago</source>
            <translation>1 分前</translation>
        </message>
        <message>
            <source>less than a minute ago</source>
            <translation>1 分足らず前</translation>
        </message>
        <message>
            <source>1 minute</source>
            <translation>1 分</translation>
        </message>
        <message>
            <source>less than a minute</source>
            <translation>1 分足らず</translation>
        </message>
        <message>
            <source>1 more minute</source>
            <translation>あと 1 分</translation>
        </message>
        <message>
            <source>Yesterday %1</source>
            <translation>昨日 %1</translation>
        </message>
        <message numerus="yes">
            <source>in %n days</source>
            <translation>
                <numerusform>%n 日後</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n hours</source>
            <translation>
                <numerusform>%n 時間後</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n minutes</source>
            <translation>
                <numerusform>%n 分後</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days ago</source>
            <translation>
                <numerusform>%n 日前</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours ago</source>
            <translation>
                <numerusform>%n 時間前</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes ago</source>
            <translation>
                <numerusform>%n 分前</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n 日</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours</source>
            <translation>
                <numerusform>%n 時間</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n 分</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more days</source>
            <translation>
                <numerusform>あと %n 日</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more hours</source>
            <translation>
                <numerusform>あと %n 時間</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more minutes</source>
            <translation>
                <numerusform>あと %n 分</numerusform>
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
            <translation>%1 から %2 までの整数を秒単位で入力してください。</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>更新</translation>
        </message>
        <message>
            <source>Seconds before the &amp;end of an access token</source>
            <translation>アクセストークンを更新する、期限前の秒数(&amp;E)</translation>
        </message>
        <message>
            <source>When it is renewed at the latest, but never before nine tenths of its life. Holds from each account's next renewal on.</source>
            <translation>遅くともこの時点で更新しますが、有効期間の 9 割が過ぎる前には更新しません。各アカウントの次回の更新から有効です。</translation>
        </message>
        <message>
            <source>Seconds a copied token stays on the cli&amp;pboard</source>
            <translation>コピーしたトークンをクリップボードに残す秒数(&amp;P)</translation>
        </message>
        <message>
            <source>Then it is taken off, if it is still there.</source>
            <translation>その後も残っていれば消去されます。</translation>
        </message>
    </context>
    <context>
        <name>tessera::ReportText</name>
        <message>
            <source>ID token</source>
            <translation>ID トークン</translation>
        </message>
        <message>
            <source>access token</source>
            <translation>アクセストークン</translation>
        </message>
        <message>
            <source>refresh token</source>
            <translation>リフレッシュトークン</translation>
        </message>
        <message>
            <source>logout token</source>
            <translation>ログアウトトークン</translation>
        </message>
        <message>
            <source>Signed JSON Web Token</source>
            <translation>署名付き JSON Web Token</translation>
        </message>
        <message>
            <source>Signed content</source>
            <translation>署名付きコンテンツ</translation>
        </message>
        <message>
            <source>Encrypted token; only its header can be read without the key</source>
            <translation>暗号化されたトークン。鍵がないとヘッダーしか読み取れません</translation>
        </message>
        <message>
            <source>Opaque text; it says nothing by itself</source>
            <translation>不透明なテキスト。それ自体からは何もわかりません</translation>
        </message>
        <message>
            <source>Text that cannot be read</source>
            <translation>読み取れないテキスト</translation>
        </message>
        <message>
            <source>Not valid.</source>
            <translation>無効です。</translation>
        </message>
        <message>
            <source>The signature is wrong. The text was changed after signing, or another key signed it. Do not trust the claims.</source>
            <translation>署名が正しくありません。署名後にテキストが変更されたか、別の鍵で署名されています。クレームを信頼しないでください。</translation>
        </message>
        <message>
            <source>The signature is right, and still:</source>
            <translation>署名は正しいものの、次の問題があります:</translation>
        </message>
        <message>
            <source>It was refused. (%1)</source>
            <translation>拒否されました (%1)。</translation>
        </message>
        <message>
            <source>Not checked.</source>
            <translation>未チェックです。</translation>
        </message>
        <message>
            <source>Anybody can write such a text. Name a key to find out who did.</source>
            <translation>このようなテキストは誰でも作成できます。作成者を確かめるには、鍵を指定してください。</translation>
        </message>
        <message>
            <source>Valid.</source>
            <translation>有効です。</translation>
        </message>
        <message>
            <source>Signed with a key from %1, and every check passed.</source>
            <translation>%1 の鍵で署名されていて、すべてのチェックに合格しました。</translation>
        </message>
        <message>
            <source>Decrypted.</source>
            <translation>復号しました。</translation>
        </message>
        <message>
            <source>The key from %1 opens it. Who wrote it is another question.</source>
            <translation>%1 の鍵で開けます。誰が作成したかは別の問題です。</translation>
        </message>
        <message>
            <source>It is encrypted; this key does not open it.</source>
            <translation>暗号化されていて、この鍵では開けません。</translation>
        </message>
        <message>
            <source>There is no signature in it.</source>
            <translation>署名が含まれていません。</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>アルゴリズム</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1 was refused</source>
            <translation>%1 を拒否</translation>
        </message>
        <message>
            <source>%1 is known and fit</source>
            <translation>%1 は既知で、適切です</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>鍵</translation>
        </message>
        <message>
            <source>One of %1</source>
            <translation>%1 のいずれか</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%2 の %1</translation>
        </message>
        <message>
            <source>None was tried</source>
            <translation>何も試していません</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>署名</translation>
        </message>
        <message>
            <source>Made with this key</source>
            <translation>この鍵によるもの</translation>
        </message>
        <message>
            <source>Does not match this key</source>
            <translation>この鍵と一致しません</translation>
        </message>
        <message>
            <source>Could not be checked</source>
            <translation>確認できませんでした</translation>
        </message>
        <message>
            <source>Not asked for</source>
            <translation>指定なし</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>時刻</translation>
        </message>
        <message>
            <source>The token names none</source>
            <translation>トークンに記載なし</translation>
        </message>
        <message>
            <source>%1, with 60 s of leeway</source>
            <translation>%1 (60 秒の許容差あり)</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>発行者</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>オーディエンス</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>nonce</translation>
        </message>
        <message>
            <source>As given</source>
            <translation>指定どおり</translation>
        </message>
        <message>
            <source>%1 passed</source>
            <translation>%1 件合格</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 件不合格</translation>
        </message>
        <message>
            <source>%1 not done</source>
            <translation>%1 件未実施</translation>
        </message>
    </context>
    <context>
        <name>tessera::ScopeSection</name>
        <message>
            <source>Scopes</source>
            <translation>スコープ</translation>
        </message>
        <message>
            <source>%1 asked for, %2 granted</source>
            <translation>%1 件を要求、%2 件が許可</translation>
        </message>
        <message>
            <source>%1 did not grant %2. Tools that need it will be refused until you ask again.</source>
            <translation>%1 は %2 を許可しませんでした。再度要求するまで、それを必要とするツールは拒否されます。</translation>
        </message>
        <message>
            <source>%1 also granted %2, which was not asked for. The access token can do more than it needs to.</source>
            <translation>%1 は、要求していない %2 も許可しました。アクセストークンには必要以上の権限があります。</translation>
        </message>
    </context>
    <context>
        <name>tessera::SettingsPage</name>
        <message>
            <source>Reset to &amp;defaults</source>
            <translation>既定値に戻す(&amp;D)</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>設定</translation>
        </message>
        <message>
            <source>What you change holds at once.</source>
            <translation>変更はすぐに有効になります。</translation>
        </message>
        <message>
            <source>All settings are as they were at first.</source>
            <translation>すべての設定を初期状態に戻しました。</translation>
        </message>
        <message>
            <source>Accounts and what programs may have are as they were.</source>
            <translation>アカウントと、プログラムに許可した内容はそのままです。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>元に戻す</translation>
        </message>
    </context>
    <context>
        <name>tessera::ShippedParts</name>
        <message>
            <source>this program</source>
            <translation>このプログラム</translation>
        </message>
        <message>
            <source>window, network, pictures</source>
            <translation>ウィンドウ、ネットワーク、画像</translation>
        </message>
        <message>
            <source>the code flow</source>
            <translation>コードフロー</translation>
        </message>
        <message>
            <source>signatures and TLS</source>
            <translation>署名と TLS</translation>
        </message>
        <message>
            <source>the way to the keychain</source>
            <translation>キーチェーンへの接続</translation>
        </message>
        <message>
            <source>coroutines</source>
            <translation>コルーチン</translation>
        </message>
        <message>
            <source>which domains a cookie may be for</source>
            <translation>Cookie を使えるドメインの判定</translation>
        </message>
        <message>
            <source>the code for your phone</source>
            <translation>スマートフォン用のコード</translation>
        </message>
        <message>
            <source>compressed tokens</source>
            <translation>圧縮されたトークン</translation>
        </message>
        <message>
            <source>values or errors</source>
            <translation>値またはエラー</translation>
        </message>
        <message>
            <source>the first step of the command line</source>
            <translation>コマンドラインの最初の処理</translation>
        </message>
    </context>
    <context>
        <name>tessera::SidePane</name>
        <message>
            <source>Pane</source>
            <translation>パネル</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>検証</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>作成</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInFacts</name>
        <message>
            <source>The keychain is unlocked</source>
            <translation>キーチェーンは解除されています</translation>
        </message>
        <message>
            <source>The keychain is locked</source>
            <translation>キーチェーンはロックされています</translation>
        </message>
        <message>
            <source>It will ask for its password when the sign-in is stored.</source>
            <translation>サインインを保存するときにパスワードを求められます。</translation>
        </message>
        <message>
            <source>The keychain cannot be used</source>
            <translation>キーチェーンを使えません</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>Tessera を終了するまでサインインしたままです。</translation>
        </message>
        <message>
            <source>The provider does not say what it can do</source>
            <translation>プロバイダーは何ができるかを答えません</translation>
        </message>
        <message>
            <source>Tessera goes by what it said before.</source>
            <translation>Tessera は以前の答えに従います。</translation>
        </message>
        <message>
            <source>The provider was found</source>
            <translation>プロバイダーが見つかりました</translation>
        </message>
        <message>
            <source>The provider is on this computer</source>
            <translation>プロバイダーはこのコンピューターにあります</translation>
        </message>
        <message>
            <source>For development: nothing leaves it, so nothing is encrypted.</source>
            <translation>開発用です。外に出るものがないので、暗号化もされません。</translation>
        </message>
        <message>
            <source>The connection is encrypted</source>
            <translation>接続は暗号化されています</translation>
        </message>
        <message>
            <source>The request was handed over directly</source>
            <translation>リクエストは直接渡されました</translation>
        </message>
        <message>
            <source>The answer is bound to this sign-in</source>
            <translation>応答はこのサインインに結び付いています</translation>
        </message>
        <message>
            <source>The answer is not bound to this sign-in</source>
            <translation>応答はこのサインインに結び付いていません</translation>
        </message>
        <message>
            <source>The return address is listening</source>
            <translation>戻り先アドレスは待ち受けています</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInNotice</name>
        <message>
            <source>%1 at %2: sign-in needed</source>
            <translation>%2 の %1: サインインが必要</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>再サインイン</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInPage</name>
        <message>
            <source>Back</source>
            <translation>戻る</translation>
        </message>
        <message>
            <source>The browser shows an error? &amp;Paste its address here</source>
            <translation>ブラウザーにエラーが出たら、そのアドレスをここに貼り付け(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Address the browser ended on</source>
            <translation>ブラウザーが最後に表示したアドレス(&amp;A)</translation>
        </message>
        <message>
            <source>Copy all of it from the browser's address bar, then press Enter.</source>
            <translation>ブラウザーのアドレスバーから全体をコピーし、Enter キーを押します。</translation>
        </message>
        <message>
            <source>&amp;Open again</source>
            <translation>開き直す(&amp;O)</translation>
        </message>
        <message>
            <source>Copy &amp;link</source>
            <translation>リンクをコピー(&amp;L)</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>&amp;Try again</source>
            <translation>再試行(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Keep as a new account</source>
            <translation>新しいアカウントにする(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Watch it being drawn</source>
            <translation>図で経過を見る(&amp;W)</translation>
        </message>
        <message>
            <source>Copied. Paste the code on the page that is open.</source>
            <translation>コピーしました。開いているページにコードを貼り付けてください。</translation>
        </message>
        <message>
            <source>Copied. Open the link in the browser you want to sign in with.</source>
            <translation>コピーしました。サインインに使うブラウザーでリンクを開いてください。</translation>
        </message>
        <message>
            <source>Sign in with %1</source>
            <translation>%1 でサインイン</translation>
        </message>
        <message>
            <source>%1 opens in your browser.</source>
            <translation>%1 がブラウザーで開きます。</translation>
        </message>
        <message>
            <source>Type your password there, never here.</source>
            <translation>パスワードはブラウザーで入力し、ここには決して入力しません。</translation>
        </message>
        <message>
            <source>Before your browser opens</source>
            <translation>ブラウザーを開く前に</translation>
        </message>
        <message>
            <source>Start the demo provider</source>
            <translation>デモプロバイダーを起動</translation>
        </message>
        <message>
            <source>Ask the provider what it can do</source>
            <translation>プロバイダーに対応内容を問い合わせ</translation>
        </message>
        <message>
            <source>You sign in and agree in the browser</source>
            <translation>ブラウザーでサインインして同意</translation>
        </message>
        <message>
            <source>Exchange the code for tokens</source>
            <translation>コードをトークンに交換</translation>
        </message>
        <message>
            <source>Check the ID token</source>
            <translation>ID トークンをチェック</translation>
        </message>
        <message>
            <source>Ask who you are</source>
            <translation>ユーザー情報を問い合わせ</translation>
        </message>
        <message>
            <source>Keep the sign-in safe</source>
            <translation>サインインを安全に保管</translation>
        </message>
        <message>
            <source>Finishing</source>
            <translation>仕上げ中</translation>
        </message>
        <message>
            <source>Waiting for your browser</source>
            <translation>ブラウザーを待っています</translation>
        </message>
        <message>
            <source>Your browser shows %1.</source>
            <translation>ブラウザーに %1 が表示されています。</translation>
        </message>
        <message>
            <source>Open %1 in a browser.</source>
            <translation>ブラウザーで %1 を開いてください。</translation>
        </message>
        <message>
            <source>Waiting for the other device</source>
            <translation>別のデバイスを待っています</translation>
        </message>
        <message>
            <source>Sign in at %1.</source>
            <translation>%1 でサインインしてください。</translation>
        </message>
        <message>
            <source>&amp;Open here</source>
            <translation>ここで開く(&amp;O)</translation>
        </message>
        <message>
            <source>Copy &amp;code</source>
            <translation>コードをコピー(&amp;C)</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>残り %1</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>停止しました</translation>
        </message>
        <message>
            <source>Not signed in</source>
            <translation>サインインしていません</translation>
        </message>
        <message>
            <source>Show the &amp;flow</source>
            <translation>フローを表示(&amp;F)</translation>
        </message>
        <message>
            <source>A question first</source>
            <translation>先に確認があります</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInPlan</name>
        <message>
            <source>The page that opens shows the names and passwords to try.</source>
            <translation>開いたページに、試用できる名前とパスワードが表示されます。</translation>
        </message>
        <message>
            <source>The demo provider forgets every sign-in when Tessera closes.</source>
            <translation>Tessera を終了すると、デモプロバイダーのサインインはすべて失われます。</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInSettings</name>
        <message>
            <source>Sign-in</source>
            <translation>サインイン</translation>
        </message>
        <message>
            <source>&amp;Browser</source>
            <translation>ブラウザー(&amp;B)</translation>
        </message>
        <message>
            <source>the system's browser</source>
            <translation>システムのブラウザー</translation>
        </message>
        <message>
            <source>&amp;Return ports</source>
            <translation>戻り先ポート(&amp;R)</translation>
        </message>
        <message>
            <source>The browser comes back to one of these ports of this computer, tried in this order. Empty: any free one, another each time. A port that was registered with a provider comes first.</source>
            <translation>ブラウザーは、このコンピューターのこれらのポートのいずれかに戻ります。この順に試します。空の場合は、毎回異なる空きポートを使います。プロバイダーに登録したポートがある場合は、それを優先します。</translation>
        </message>
        <message>
            <source>any free port</source>
            <translation>任意の空きポート</translation>
        </message>
        <message>
            <source>&amp;Keep what went over the wire</source>
            <translation>通信内容を記録する(&amp;K)</translation>
        </message>
        <message>
            <source>For the page Flow, in memory and without secrets, until Tessera ends.</source>
            <translation>「フロー」ページ用に、シークレットを除いて Tessera が終了するまでメモリに保持します。</translation>
        </message>
        <message>
            <source>The variable BROWSER comes first, and is %1.</source>
            <translation>変数 BROWSER が優先されます (現在は %1)。</translation>
        </message>
        <message>
            <source>Decided by the administrator of this computer: %1.</source>
            <translation>このコンピューターの管理者が決めています: %1。</translation>
        </message>
        <message>
            <source>A command such as “firefox --new-window %s”; %s is the address.</source>
            <translation>「firefox --new-window %s」のようなコマンド。%s がアドレスになります。</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignOutQuestion</name>
        <message>
            <source>Sign out</source>
            <translation>サインアウト</translation>
        </message>
        <message>
            <source>Stay signed in</source>
            <translation>サインインしたまま</translation>
        </message>
        <message>
            <source>Sign %1 out?</source>
            <translation>%1 をサインアウトしますか?</translation>
        </message>
    </context>
    <context>
        <name>tessera::StateText</name>
        <message>
            <source>A fresh access token is fetched when it is needed.</source>
            <translation>新しいアクセストークンは、必要になったときに取得されます。</translation>
        </message>
        <message>
            <source>The access token renews itself %1.</source>
            <translation>アクセストークンは %1に自動で更新されます。</translation>
        </message>
        <message>
            <source>%1 did not say how long the access token lasts.</source>
            <translation>%1 は、アクセストークンの有効期間を示していません。</translation>
        </message>
        <message>
            <source>The access token ends %1.</source>
            <translation>アクセストークンは %1に期限が切れます。</translation>
        </message>
        <message>
            <source>%1 gave no refresh token; sign in again at %2.</source>
            <translation>%1 はリフレッシュトークンを発行していません。%2 に再度サインインしてください。</translation>
        </message>
        <message>
            <source>Signed in</source>
            <translation>サインイン済み</translation>
        </message>
        <message>
            <source>Signed in.</source>
            <translation>サインイン済みです。</translation>
        </message>
        <message>
            <source>Signed in, but not renewing.</source>
            <translation>サインイン済みですが、更新されません。</translation>
        </message>
        <message>
            <source>%1 cannot be reached; Tessera keeps trying.</source>
            <translation>%1 に接続できません。Tessera は試行を続けます。</translation>
        </message>
        <message>
            <source>The token is good for %1.</source>
            <translation>トークンの有効期間は%1です。</translation>
        </message>
        <message>
            <source>The token has run out.</source>
            <translation>トークンの期限が切れています。</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>オフライン</translation>
        </message>
        <message>
            <source>Offline.</source>
            <translation>オフラインです。</translation>
        </message>
        <message>
            <source>The refresh token is missing.</source>
            <translation>リフレッシュトークンがありません。</translation>
        </message>
        <message>
            <source>The demo provider was restarted and forgets its users.</source>
            <translation>デモプロバイダーが再起動したため、ユーザーの情報が失われました。</translation>
        </message>
        <message>
            <source>%1 withdrew the grant, so the refresh token was refused</source>
            <translation>%1 が認可を取り消したため、リフレッシュトークンが拒否されました</translation>
        </message>
        <message>
            <source>Waiting for the keychain</source>
            <translation>キーチェーンを待機中</translation>
        </message>
        <message>
            <source>The keychain has gone away.</source>
            <translation>キーチェーンがなくなりました。</translation>
        </message>
        <message>
            <source>The keychain is not there yet.</source>
            <translation>キーチェーンがまだ使えません。</translation>
        </message>
        <message>
            <source>Your sign-in is in it. Tessera goes on as soon as it is back.</source>
            <translation>サインイン情報はキーチェーンの中にあります。キーチェーンが使えるようになり次第、Tessera は処理を続けます。</translation>
        </message>
        <message>
            <source>The keychain is slow to answer.</source>
            <translation>キーチェーンの応答が遅れています。</translation>
        </message>
        <message>
            <source>Your sign-in is in it. Tessera asks again by itself.</source>
            <translation>サインイン情報はキーチェーンの中にあります。Tessera が自動で再度要求します。</translation>
        </message>
        <message>
            <source>Keychain refused</source>
            <translation>キーチェーン: 拒否</translation>
        </message>
        <message>
            <source>The keychain did not let Tessera in.</source>
            <translation>キーチェーンが Tessera のアクセスを許可しませんでした。</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. It is asked again when you say so.</source>
            <translation>サインイン情報はキーチェーンに安全に保管されています。指示があると、再度要求します。</translation>
        </message>
        <message>
            <source>Keychain locked</source>
            <translation>キーチェーン: ロック中</translation>
        </message>
        <message>
            <source>The keychain is locked.</source>
            <translation>キーチェーンがロックされています。</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. Unlock it to go on.</source>
            <translation>サインイン情報はキーチェーンに安全に保管されています。続けるには、ロックを解除してください。</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>読み込み中</translation>
        </message>
        <message>
            <source>Reading the keychain.</source>
            <translation>キーチェーンを読み取っています。</translation>
        </message>
        <message>
            <source>Renewing</source>
            <translation>更新中</translation>
        </message>
        <message>
            <source>Renewing now.</source>
            <translation>更新しています。</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>拒否</translation>
        </message>
        <message>
            <source>%1 refuses Tessera itself, not you.</source>
            <translation>%1 は、あなたではなく Tessera 自体を拒否しています。</translation>
        </message>
        <message>
            <source>Sign-in needed</source>
            <translation>サインインが必要</translation>
        </message>
        <message>
            <source>Sign-in needed.</source>
            <translation>サインインが必要です。</translation>
        </message>
        <message>
            <source>In your browser, with PKCE.</source>
            <translation>ブラウザーで、PKCE を使って。</translation>
        </message>
        <message>
            <source>Renewed</source>
            <translation>更新済み</translation>
        </message>
        <message>
            <source>The first time on %1.</source>
            <translation>初回は %1。</translation>
        </message>
        <message>
            <source>Without the browser, with the refresh token.</source>
            <translation>ブラウザーなしで、リフレッシュトークンを使って。</translation>
        </message>
        <message>
            <source>%1 could not be reached. Nothing was lost; Tessera kept trying.</source>
            <translation>%1 に接続できませんでした。失われたものはなく、Tessera は試行を続けました。</translation>
        </message>
        <message>
            <source>Back online</source>
            <translation>オンラインに復帰</translation>
        </message>
        <message>
            <source>%1 answers again.</source>
            <translation>%1 が再び応答しています。</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it.</source>
            <translation>サインイン情報はキーチェーンに安全に保管されています。</translation>
        </message>
        <message>
            <source>Not stored</source>
            <translation>保存されていません</translation>
        </message>
        <message numerus="yes">
            <source>Renewed %n times</source>
            <translation>
                <numerusform>%n 回更新</numerusform>
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
            <translation>完了</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失敗</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>待機中</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>進行中</translation>
        </message>
        <message>
            <source>Not started</source>
            <translation>未開始</translation>
        </message>
    </context>
    <context>
        <name>tessera::TimeAxis</name>
        <message>
            <source>Life of the token</source>
            <translation>トークンの有効期間</translation>
        </message>
    </context>
    <context>
        <name>tessera::TimeText</name>
        <message>
            <source>1 minute left</source>
            <translation>残り 1 分</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>残り 1 分足らず</translation>
        </message>
        <message>
            <source>Runs out %1, %2</source>
            <translation>期限: %1、%2</translation>
        </message>
        <message>
            <source>Ran out %1, %2</source>
            <translation>期限切れ: %1、%2</translation>
        </message>
        <message>
            <source>Issued %1, %2</source>
            <translation>発行: %1、%2</translation>
        </message>
        <message>
            <source>Valid %1, %2</source>
            <translation>有効開始: %1、%2</translation>
        </message>
        <message>
            <source>Valid since %1, %2</source>
            <translation>有効開始: %1、%2</translation>
        </message>
        <message>
            <source>Signed in %1, %2</source>
            <translation>サインイン: %1、%2</translation>
        </message>
        <message>
            <source>Changed %1, %2</source>
            <translation>変更: %1、%2</translation>
        </message>
        <message>
            <source>%1 local time
%2 UTC</source>
            <translation>%1 (現地時刻)
%2 (UTC)</translation>
        </message>
        <message>
            <source>Ran out %1</source>
            <translation>%1に期限切れ</translation>
        </message>
        <message>
            <source>Valid %1</source>
            <translation>%1に有効化</translation>
        </message>
        <message>
            <source>Never runs out</source>
            <translation>期限なし</translation>
        </message>
        <message numerus="yes">
            <source>%n days left</source>
            <translation>
                <numerusform>残り %n 日</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours left</source>
            <translation>
                <numerusform>残り %n 時間</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes left</source>
            <translation>
                <numerusform>残り %n 分</numerusform>
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
            <translation>そのファイルを読み取れません。</translation>
        </message>
        <message>
            <source>That file holds no text.</source>
            <translation>そのファイルにはテキストが含まれていません。</translation>
        </message>
        <message>
            <source>That is more than 1 MB; the rest was left out. The first 8 KB are shown here.</source>
            <translation>1 MB を超えるため、残りは取り込みませんでした。ここには最初の 8 KB を表示しています。</translation>
        </message>
        <message>
            <source>The first 8 KB are shown here; all %1 are looked at.</source>
            <translation>ここには最初の 8 KB を表示しています。調べる対象は %1 すべてです。</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenHandle</name>
        <message>
            <source>Copy the text, or drag it into another program</source>
            <translation>テキストをコピーするか、別のプログラムにドラッグします</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>コピーしました。%n 秒後にクリップボードから消去されます。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenLegend</name>
        <message>
            <source>Header</source>
            <translation>ヘッダー</translation>
        </message>
        <message>
            <source>Payload</source>
            <translation>ペイロード</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>署名</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>鍵</translation>
        </message>
        <message>
            <source>IV</source>
            <translation>IV</translation>
        </message>
        <message>
            <source>Ciphertext</source>
            <translation>暗号文</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>タグ</translation>
        </message>
        <message>
            <source>Parts: %1</source>
            <translation>部分: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenTemplate</name>
        <message>
            <source>ID token</source>
            <translation>ID トークン</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>アクセストークン</translation>
        </message>
        <message>
            <source>Logout token</source>
            <translation>ログアウトトークン</translation>
        </message>
        <message>
            <source>DPoP proof</source>
            <translation>DPoP プルーフ</translation>
        </message>
        <message>
            <source>Client assertion</source>
            <translation>クライアントアサーション</translation>
        </message>
        <message>
            <source>Session token</source>
            <translation>セッショントークン</translation>
        </message>
    </context>
    <context>
        <name>tessera::ToolSettings</name>
        <message>
            <source>Tools</source>
            <translation>ツール</translation>
        </message>
        <message>
            <source>Give t&amp;okens to programs</source>
            <translation>プログラムにトークンを渡す(&amp;O)</translation>
        </message>
        <message>
            <source>Lock the agent with the screen</source>
            <translation>画面と一緒にエージェントをロックする</translation>
        </message>
        <message>
            <source>Nothing is handed out until you unlock it in this window.</source>
            <translation>このウィンドウでロックを解除するまで、何も渡しません。</translation>
        </message>
        <message>
            <source>Which programs may ha&amp;ve what</source>
            <translation>プログラムごとの許可内容(&amp;V)</translation>
        </message>
        <message>
            <source>Another agent runs on this computer and goes on giving tokens.</source>
            <translation>このコンピューターでは別のエージェントが動作していて、トークンを渡し続けます。</translation>
        </message>
        <message>
            <source>The agent of this window asks you before a program gets its first one.</source>
            <translation>このウィンドウのエージェントは、プログラムに初めてトークンを渡す前に確認します。</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayHost</name>
        <message>
            <source>This desktop shows no tray.</source>
            <translation>このデスクトップにはトレイがありません。</translation>
        </message>
        <message>
            <source>Tessera was to start there; its window is here instead. When you close it, Tessera ends.</source>
            <translation>Tessera はトレイで起動するはずでしたが、代わりにウィンドウを開きました。ウィンドウを閉じると、Tessera は終了します。</translation>
        </message>
        <message>
            <source>Tessera goes on in the tray.</source>
            <translation>Tessera はトレイで動作を続けます。</translation>
        </message>
        <message>
            <source>Your accounts renew themselves there. To end it, choose Quit in its menu.</source>
            <translation>アカウントはそこで自動的に更新されます。終了するには、メニューで「終了」を選びます。</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayIcon</name>
        <message>
            <source>%1 more accounts…</source>
            <translation>ほか %1 件のアカウント…</translation>
        </message>
        <message>
            <source>&amp;Open Tessera</source>
            <translation>Tessera を開く(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>終了(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Sign in again</source>
            <translation>再サインイン(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Copy access token</source>
            <translation>アクセストークンをコピー(&amp;C)</translation>
        </message>
        <message>
            <source>S&amp;how</source>
            <translation>表示(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Lock the agent</source>
            <translation>エージェントをロック(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Unlock the agent…</source>
            <translation>エージェントのロックを解除(&amp;U)…</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayText</name>
        <message>
            <source>Tessera: %1</source>
            <translation>Tessera: %1</translation>
        </message>
        <message>
            <source>Tessera: %1 of %2 accounts need you.</source>
            <translation>Tessera: %2 件中 %1 件のアカウントで操作が必要です。</translation>
        </message>
        <message>
            <source>Tessera: offline; it keeps trying.</source>
            <translation>Tessera: オフラインです。試行を続けます。</translation>
        </message>
        <message>
            <source>Tessera: signed in.</source>
            <translation>Tessera: サインイン済みです。</translation>
        </message>
        <message>
            <source>Tessera: nobody is signed in.</source>
            <translation>Tessera: 誰もサインインしていません。</translation>
        </message>
        <message>
            <source>%1 at %2: %3</source>
            <translation>%2 の %1: %3</translation>
        </message>
        <message numerus="yes">
            <source>Tessera: %n accounts, all signed in.</source>
            <translation>
                <numerusform>Tessera: %n 件のアカウント、すべてサインイン済みです。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::VerifyPane</name>
        <message>
            <source>There is no key in it that Tessera can use.</source>
            <translation>Tessera が使える鍵が含まれていません。</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>オーディエンス</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>nonce</translation>
        </message>
        <message>
            <source>&amp;Verify</source>
            <translation>検証(&amp;V)</translation>
        </message>
        <message>
            <source>Read the keys &amp;again</source>
            <translation>鍵を再読み込み(&amp;A)</translation>
        </message>
        <message>
            <source>any</source>
            <translation>任意</translation>
        </message>
        <message>
            <source>&amp;Verify with the keys of %1</source>
            <translation>%1 の鍵で検証(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Verify with the keys of this host</source>
            <translation>このホストの鍵で検証(&amp;V)</translation>
        </message>
        <message>
            <source>%1 is asked only when you press the button.</source>
            <translation>%1 への問い合わせは、ボタンを押したときにだけ行われます。</translation>
        </message>
        <message>
            <source>%1, just read, 1 key.</source>
            <translation>%1、読み取ったばかりの鍵 1 個。</translation>
        </message>
        <message>
            <source>Not checked.</source>
            <translation>未チェックです。</translation>
        </message>
        <message numerus="yes">
            <source>%1, just read, %n keys.</source>
            <translation>
                <numerusform>%1、読み取ったばかりの鍵 %n 個。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::WelcomePage</name>
        <message>
            <source>Asking…</source>
            <translation>問い合わせ中…</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>アカウント</translation>
        </message>
        <message>
            <source>&amp;Try it now</source>
            <translation>今すぐ試す(&amp;T)</translation>
        </message>
        <message>
            <source>Uses the demo provider on this computer.
Nothing to register, nothing leaves the machine.</source>
            <translation>このコンピューター上のデモプロバイダーを使います。
登録は不要で、外部には何も出ません。</translation>
        </message>
        <message>
            <source>Sign in once.
Every tool gets a fresh token.</source>
            <translation>サインインは 1 回。
どのツールにも新しいトークンを。</translation>
        </message>
        <message>
            <source>Sign in with your own account</source>
            <translation>自分のアカウントでサインイン</translation>
        </message>
        <message>
            <source>&amp;More providers (%1)</source>
            <translation>その他のプロバイダー (%1)(&amp;M)</translation>
        </message>
        <message>
            <source>Issuer address</source>
            <translation>発行者のアドレス</translation>
        </message>
        <message>
            <source>Contin&amp;ue</source>
            <translation>続ける(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Other OpenID provider</source>
            <translation>その他の OpenID プロバイダー(&amp;O)</translation>
        </message>
        <message>
            <source>Type the issuer address. Tessera asks it when you stop typing and says here what it found.</source>
            <translation>発行者のアドレスを入力します。入力を終えると Tessera が問い合わせて、わかったことをここに表示します。</translation>
        </message>
        <message>
            <source>Signed out here.</source>
            <translation>ここではサインアウトしました。</translation>
        </message>
        <message>
            <source>%1 did not confirm that the grant is revoked. %2</source>
            <translation>%1 は認可の取り消しを確認していません。%2</translation>
        </message>
        <message>
            <source>No token of this account is left on this computer.</source>
            <translation>このアカウントのトークンは、このコンピューターに残っていません。</translation>
        </message>
        <message>
            <source>Signed out.</source>
            <translation>サインアウトしました。</translation>
        </message>
    </context>
    <context>
        <name>tessera::WhyStopped</name>
        <message>
            <source>Sign in &amp;again</source>
            <translation>再サインイン(&amp;A)</translation>
        </message>
        <message>
            <source>Copy as bug &amp;report</source>
            <translation>バグ報告としてコピー(&amp;R)</translation>
        </message>
        <message>
            <source>Why it stopped</source>
            <translation>停止した理由</translation>
        </message>
    </context>
</TS>
