<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
    <context>
        <name>tessera::AboutBox</name>
        <message>
            <source>Licence</source>
            <translation>الترخيص</translation>
        </message>
        <message>
            <source>About</source>
            <translation>حول</translation>
        </message>
        <message>
            <source>Tessera</source>
            <translation>Tessera</translation>
        </message>
        <message>
            <source>A tessera was the Roman token that proved who you were.</source>
            <translation>كانت كلمة tessera تعني عند الرومان العلامة التي تُثبت هوية حاملها.</translation>
        </message>
        <message>
            <source>What is in it</source>
            <translation>ما يتكوّن منه</translation>
        </message>
        <message>
            <source>Version %1.</source>
            <translation>الإصدار %1.</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>غير معروف</translation>
        </message>
        <message>
            <source>Built from commit %1.</source>
            <translation>بُني من الإيداع %1.</translation>
        </message>
        <message>
            <source>Licence of %1: %2</source>
            <translation>ترخيص %1: %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountActions</name>
        <message>
            <source>The provider now knows that you signed out.</source>
            <translation>صار المزوّد يعلم أنك سجّلت الخروج.</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>رمز الوصول</translation>
        </message>
        <message>
            <source>ID token</source>
            <translation>رمز الهوية</translation>
        </message>
        <message>
            <source>Renewed.</source>
            <translation>جرى التجديد.</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>نُسخ. يُزال من الحافظة فورًا.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد ثانية واحدة.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد ثانيتين.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد %n ثوانٍ.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد %n ثانية.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد %n ثانية.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountDelegate</name>
        <message>
            <source>Name of the account</source>
            <translation>اسم الحساب</translation>
        </message>
        <message>
            <source>As its provider calls it</source>
            <translation>كما يسمّيه مزوّده</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountDetail</name>
        <message>
            <source>development</source>
            <translation>للتطوير</translation>
        </message>
        <message>
            <source>The issuer is on this computer.</source>
            <translation>المُصدِر على هذا الحاسوب.</translation>
        </message>
        <message>
            <source>&amp;Renew now</source>
            <translation>&amp;جدّد الآن</translation>
        </message>
        <message>
            <source>Inspec&amp;t</source>
            <translation>ف&amp;حص</translation>
        </message>
        <message>
            <source>Show &amp;flow</source>
            <translation>عرض التد&amp;فق</translation>
        </message>
        <message>
            <source>Sign &amp;out</source>
            <translation>تسجيل ال&amp;خروج</translation>
        </message>
        <message>
            <source>F5</source>
            <translation>F5</translation>
        </message>
        <message>
            <source>at %1</source>
            <translation>لدى %1</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 لدى %2</translation>
        </message>
        <message>
            <source>Issuer: %1
Subject: %2</source>
            <translation>المُصدِر: %1
الموضوع: %2</translation>
        </message>
        <message>
            <source>E-mail: verified by the issuer</source>
            <translation>البريد الإلكتروني: تحقق منه المُصدِر</translation>
        </message>
        <message>
            <source>E-mail: not verified by the issuer</source>
            <translation>البريد الإلكتروني: لم يتحقق منه المُصدِر</translation>
        </message>
        <message>
            <source>Sign &amp;in again</source>
            <translation>&amp;سجّل الدخول مجددًا</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>فتح ال&amp;قفل</translation>
        </message>
        <message>
            <source>&amp;Copy access token</source>
            <translation>&amp;نسخ رمز الوصول</translation>
        </message>
        <message>
            <source>There is no keychain here.</source>
            <translation>لا توجد سلسلة مفاتيح هنا.</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>تبقى مسجّل الدخول حتى إغلاق Tessera.</translation>
        </message>
        <message>
            <source>Signed out at %1. No token of that account is left here.</source>
            <translation>سُجّل الخروج في %1. لم يبقَ هنا أي رمز لذلك الحساب.</translation>
        </message>
        <message>
            <source>Signed out here.</source>
            <translation>سُجّل الخروج هنا.</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountListModel</name>
        <message>
            <source>development</source>
            <translation>للتطوير</translation>
        </message>
        <message>
            <source>%1 at %2. %3</source>
            <translation>%1 لدى %2. %3</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountListView</name>
        <message>
            <source>Accounts</source>
            <translation>الحسابات</translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>إعادة ال&amp;تسمية</translation>
        </message>
        <message>
            <source>Move &amp;up</source>
            <translation>نقل إلى أ&amp;على</translation>
        </message>
        <message>
            <source>Move &amp;down</source>
            <translation>نقل إلى أ&amp;سفل</translation>
        </message>
    </context>
    <context>
        <name>tessera::AccountsPage</name>
        <message>
            <source>New account (Ctrl+N)</source>
            <translation>حساب جديد (Ctrl+N)</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>الحسابات</translation>
        </message>
        <message>
            <source>Search accounts</source>
            <translation>البحث في الحسابات</translation>
        </message>
        <message>
            <source>No account fits “%1”.</source>
            <translation>لا حساب يطابق «%1».</translation>
        </message>
    </context>
    <context>
        <name>tessera::AgentBox</name>
        <message>
            <source>Pass&amp;word</source>
            <translation>&amp;كلمة المرور</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>&amp;فتح القفل</translation>
        </message>
        <message>
            <source>&amp;Lock</source>
            <translation>&amp;قفل</translation>
        </message>
    </context>
    <context>
        <name>tessera::AgentStateText</name>
        <message>
            <source>Agent on</source>
            <translation>الوكيل يعمل</translation>
        </message>
        <message>
            <source>The agent is on.</source>
            <translation>الوكيل يعمل.</translation>
        </message>
        <message>
            <source>Programs you allowed get tokens; about any other you are asked in a window.</source>
            <translation>تحصل البرامج التي سمحتَ لها على رموز، وتُسأل في نافذة عن أي برنامج آخر.</translation>
        </message>
        <message>
            <source>Agent locked</source>
            <translation>الوكيل مقفل</translation>
        </message>
        <message>
            <source>The agent is locked.</source>
            <translation>الوكيل مقفل.</translation>
        </message>
        <message>
            <source>No program gets a token until you unlock it with its password.</source>
            <translation>لا يحصل أي برنامج على رمز حتى تفتح قفل الوكيل بكلمة مروره.</translation>
        </message>
        <message>
            <source>No program gets a token until you unlock it.</source>
            <translation>لا يحصل أي برنامج على رمز حتى تفتح قفل الوكيل.</translation>
        </message>
        <message>
            <source>Agent elsewhere</source>
            <translation>الوكيل خارج النافذة</translation>
        </message>
        <message>
            <source>Another agent runs on this computer.</source>
            <translation>يعمل وكيل آخر على هذا الحاسوب.</translation>
        </message>
        <message>
            <source>It was there before this window and gives the tokens. What you take back here holds for it at once. What was allowed for an hour only it knows: “tessera agent approvals” lists it.</source>
            <translation>كان موجودًا قبل هذه النافذة، وهو الذي يعطي الرموز. ما تسحبه هنا يسري عليه فورًا. أما ما سُمح به لساعة فلا يعلمه إلا هو: يعرضه الأمر «tessera agent approvals».</translation>
        </message>
        <message>
            <source>Agent off</source>
            <translation>الوكيل متوقف</translation>
        </message>
        <message>
            <source>The agent is off.</source>
            <translation>الوكيل متوقف.</translation>
        </message>
        <message>
            <source>No program gets a token from this window. What you allowed always holds again when an agent starts.</source>
            <translation>لا يحصل أي برنامج على رمز من هذه النافذة. ما سمحتَ به دائمًا يسري من جديد عندما يبدأ وكيل.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ApprovalText</name>
        <message>
            <source>Whatever it asks</source>
            <translation>كل ما يطلبه</translation>
        </message>
        <message>
            <source>ID token</source>
            <translation>رمز الهوية</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>رمز الوصول</translation>
        </message>
        <message>
            <source>, for %1</source>
            <translation>، لأجل %1</translation>
        </message>
        <message>
            <source>Until the agent locks or ends.</source>
            <translation>حتى يُقفل الوكيل أو ينتهي.</translation>
        </message>
        <message>
            <source>Until you take it back, or the program changes.</source>
            <translation>حتى تسحبه أو يتغيّر البرنامج.</translation>
        </message>
        <message>
            <source>Until %1. Sooner when it is not used for ten minutes, or the agent locks.</source>
            <translation>حتى %1. وينتهي قبل ذلك إذا لم يُستخدم عشر دقائق أو قُفل الوكيل.</translation>
        </message>
        <message>
            <source>any scope</source>
            <translation>أي نطاق</translation>
        </message>
        <message>
            <source>%1 and %2 more</source>
            <translation>%1 و%2 غيرها</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>دائمًا</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>مرفوض</translation>
        </message>
        <message>
            <source>Until %1</source>
            <translation>حتى %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::AuditText</name>
        <message>
            <source>%1, through the command tessera,</source>
            <translation>%1، عبر الأمر tessera،</translation>
        </message>
        <message>
            <source>%1 got an ID token of %2</source>
            <translation>حصل %1 على رمز هوية من %2</translation>
        </message>
        <message>
            <source>%1 got an access token of %2</source>
            <translation>حصل %1 على رمز وصول من %2</translation>
        </message>
        <message>
            <source>You allowed it once.</source>
            <translation>سمحتَ به مرة واحدة.</translation>
        </message>
        <message>
            <source>You allowed it for an hour.</source>
            <translation>سمحتَ به لساعة.</translation>
        </message>
        <message>
            <source>You allowed it always.</source>
            <translation>سمحتَ به دائمًا.</translation>
        </message>
        <message>
            <source>As you had allowed before.</source>
            <translation>كما سمحتَ من قبل.</translation>
        </message>
        <message>
            <source>The first one: %1.</source>
            <translation>أولها: %1.</translation>
        </message>
        <message>
            <source>%1 was refused</source>
            <translation>رُفض طلب %1</translation>
        </message>
        <message>
            <source>%1 got nothing of %2</source>
            <translation>لم يحصل %1 على شيء من %2</translation>
        </message>
        <message>
            <source>All approvals were taken back</source>
            <translation>سُحبت كل الأذونات</translation>
        </message>
        <message>
            <source>An approval was taken back</source>
            <translation>سُحب إذن</translation>
        </message>
        <message>
            <source>An approval for %1 was taken back</source>
            <translation>سُحب إذن لـ %1</translation>
        </message>
        <message>
            <source>By %1.</source>
            <translation>بواسطة %1.</translation>
        </message>
        <message>
            <source>%1 may have tokens of %2</source>
            <translation>يجوز لـ %1 الحصول على رموز من %2</translation>
        </message>
        <message>
            <source>Without asking. By %1.</source>
            <translation>دون سؤال. بواسطة %1.</translation>
        </message>
        <message>
            <source>The agent was locked</source>
            <translation>قُفل الوكيل</translation>
        </message>
        <message>
            <source>The agent was unlocked</source>
            <translation>فُتح قفل الوكيل</translation>
        </message>
        <message numerus="yes">
            <source>%1 got %n ID tokens of %2</source>
            <translation>
                <numerusform>لم يحصل %1 على أي رمز هوية من %2</numerusform>
                <numerusform>حصل %1 على رمز هوية واحد من %2</numerusform>
                <numerusform>حصل %1 على رمزَي هوية من %2</numerusform>
                <numerusform>حصل %1 على %n رموز هوية من %2</numerusform>
                <numerusform>حصل %1 على %n رمز هوية من %2</numerusform>
                <numerusform>حصل %1 على %n رمز هوية من %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 got %n access tokens of %2</source>
            <translation>
                <numerusform>لم يحصل %1 على أي رمز وصول من %2</numerusform>
                <numerusform>حصل %1 على رمز وصول واحد من %2</numerusform>
                <numerusform>حصل %1 على رمزَي وصول من %2</numerusform>
                <numerusform>حصل %1 على %n رموز وصول من %2</numerusform>
                <numerusform>حصل %1 على %n رمز وصول من %2</numerusform>
                <numerusform>حصل %1 على %n رمز وصول من %2</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n times.</source>
            <translation>
                <numerusform>%n مرة.</numerusform>
                <numerusform>مرة واحدة.</numerusform>
                <numerusform>مرتين.</numerusform>
                <numerusform>%n مرات.</numerusform>
                <numerusform>%n مرة.</numerusform>
                <numerusform>%n مرة.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n approvals were taken back</source>
            <translation>
                <numerusform>لم يُسحب أي إذن</numerusform>
                <numerusform>سُحب إذن واحد</numerusform>
                <numerusform>سُحب إذنان</numerusform>
                <numerusform>سُحبت %n أذونات</numerusform>
                <numerusform>سُحب %n إذنًا</numerusform>
                <numerusform>سُحب %n إذن</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n approvals for %1 were taken back</source>
            <translation>
                <numerusform>لم يُسحب أي إذن لـ %1</numerusform>
                <numerusform>سُحب إذن واحد لـ %1</numerusform>
                <numerusform>سُحب إذنان لـ %1</numerusform>
                <numerusform>سُحبت %n أذونات لـ %1</numerusform>
                <numerusform>سُحب %n إذنًا لـ %1</numerusform>
                <numerusform>سُحب %n إذن لـ %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::AxisLayout</name>
        <message>
            <source>now %1</source>
            <translation>الآن %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckList</name>
        <message>
            <source>Passed</source>
            <translation>ناجح</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>فاشل</translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>لم يُجرَ</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>الفحوص</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckNotes</name>
        <message>
            <source>Passed: %1</source>
            <translation>ناجح: %1</translation>
        </message>
        <message>
            <source>Failed: %1</source>
            <translation>فاشل: %1</translation>
        </message>
        <message>
            <source>Not checked: %1</source>
            <translation>لم يُفحص: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckSection</name>
        <message>
            <source>ID token</source>
            <translation>رمز الهوية</translation>
        </message>
        <message>
            <source>Show the checks</source>
            <translation>إظهار الفحوص</translation>
        </message>
        <message>
            <source>Hide the checks</source>
            <translation>إخفاء الفحوص</translation>
        </message>
        <message>
            <source>Passed</source>
            <translation>ناجح</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>فاشل</translation>
        </message>
        <message>
            <source>Does not apply</source>
            <translation>لا ينطبق</translation>
        </message>
    </context>
    <context>
        <name>tessera::CheckText</name>
        <message>
            <source>failed %1 of %2 checks</source>
            <translation>لم يجتز %1 من %2 من الفحوص</translation>
        </message>
        <message numerus="yes">
            <source>passed all %n checks that apply</source>
            <translation>
                <numerusform>لا ينطبق عليه أي فحص</numerusform>
                <numerusform>اجتاز الفحص الوحيد المنطبق</numerusform>
                <numerusform>اجتاز الفحصين المنطبقين كليهما</numerusform>
                <numerusform>اجتاز كل الفحوص المنطبقة وعددها %n</numerusform>
                <numerusform>اجتاز كل الفحوص المنطبقة وعددها %n</numerusform>
                <numerusform>اجتاز كل الفحوص المنطبقة وعددها %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>passed all %n checks</source>
            <translation>
                <numerusform>لم يُجرَ عليه أي فحص</numerusform>
                <numerusform>اجتاز الفحص الوحيد</numerusform>
                <numerusform>اجتاز الفحصين كليهما</numerusform>
                <numerusform>اجتاز كل الفحوص وعددها %n</numerusform>
                <numerusform>اجتاز كل الفحوص وعددها %n</numerusform>
                <numerusform>اجتاز كل الفحوص وعددها %n</numerusform>
            </translation>
        </message>
        <message>
            <source>It is a well-made signed token.</source>
            <translation>هو رمز موقَّع سليم البنية.</translation>
        </message>
        <message>
            <source>It is an ID token and nothing else.</source>
            <translation>هو رمز هوية ولا شيء غيره.</translation>
        </message>
        <message>
            <source>It is signed in a way this provider announced.</source>
            <translation>هو موقَّع بطريقة أعلن عنها هذا المزوّد.</translation>
        </message>
        <message>
            <source>The signature is the provider's.</source>
            <translation>التوقيع هو توقيع المزوّد.</translation>
        </message>
        <message>
            <source>It is not encrypted, as agreed.</source>
            <translation>هو غير مشفَّر، كما اتُّفق عليه.</translation>
        </message>
        <message>
            <source>It was issued by this provider.</source>
            <translation>أصدره هذا المزوّد.</translation>
        </message>
        <message>
            <source>It is meant for Tessera.</source>
            <translation>هو موجَّه إلى Tessera.</translation>
        </message>
        <message>
            <source>It was given to Tessera.</source>
            <translation>أُعطي إلى Tessera.</translation>
        </message>
        <message>
            <source>A shared secret signs it only where that was agreed.</source>
            <translation>لا يوقّعه سر مشترك إلا حيث اتُّفق على ذلك.</translation>
        </message>
        <message>
            <source>It has not run out.</source>
            <translation>لم تنتهِ صلاحيته.</translation>
        </message>
        <message>
            <source>It is already valid.</source>
            <translation>بدأت صلاحيته.</translation>
        </message>
        <message>
            <source>It was made just now.</source>
            <translation>أُنشئ للتو.</translation>
        </message>
        <message>
            <source>It belongs to this sign-in.</source>
            <translation>يخص تسجيل الدخول هذا.</translation>
        </message>
        <message>
            <source>It says who signed in.</source>
            <translation>يقول من سجّل الدخول.</translation>
        </message>
        <message>
            <source>The sign-in was as strong as asked for.</source>
            <translation>كان تسجيل الدخول بالقوة المطلوبة.</translation>
        </message>
        <message>
            <source>The sign-in was as recent as asked for.</source>
            <translation>كان تسجيل الدخول بالحداثة المطلوبة.</translation>
        </message>
        <message>
            <source>It is about the same person as before.</source>
            <translation>يتعلق بالشخص نفسه كما من قبل.</translation>
        </message>
        <message>
            <source>The sign-in is the same as before.</source>
            <translation>تسجيل الدخول هو نفسه كما من قبل.</translation>
        </message>
        <message>
            <source>It was given to the same program as before.</source>
            <translation>أُعطي للبرنامج نفسه كما من قبل.</translation>
        </message>
        <message>
            <source>It belongs to the access token.</source>
            <translation>يخص رمز الوصول.</translation>
        </message>
        <message>
            <source>It belongs to the code.</source>
            <translation>يخص الكود.</translation>
        </message>
        <message>
            <source>It belongs to the state of this sign-in.</source>
            <translation>يخص قيمة state لتسجيل الدخول هذا.</translation>
        </message>
    </context>
    <context>
        <name>tessera::Chip</name>
        <message>
            <source>%1, granted</source>
            <translation>%1، ممنوح</translation>
        </message>
        <message>
            <source>%1, refused</source>
            <translation>%1، مرفوض</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimTitle</name>
        <message>
            <source>Issuer</source>
            <translation>المُصدِر</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>الموضوع</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>الجمهور</translation>
        </message>
        <message>
            <source>Expires</source>
            <translation>وقت الانتهاء</translation>
        </message>
        <message>
            <source>Not before</source>
            <translation>ليس قبل</translation>
        </message>
        <message>
            <source>Issued at</source>
            <translation>وقت الإصدار</translation>
        </message>
        <message>
            <source>Token id</source>
            <translation>معرّف الرمز</translation>
        </message>
        <message>
            <source>Full name</source>
            <translation>الاسم الكامل</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>الاسم الأول</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>اسم العائلة</translation>
        </message>
        <message>
            <source>Middle name</source>
            <translation>الاسم الأوسط</translation>
        </message>
        <message>
            <source>Nickname</source>
            <translation>الكنية</translation>
        </message>
        <message>
            <source>Preferred user name</source>
            <translation>اسم المستخدم المفضّل</translation>
        </message>
        <message>
            <source>Profile page</source>
            <translation>صفحة الملف الشخصي</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>الصورة</translation>
        </message>
        <message>
            <source>Website</source>
            <translation>الموقع الإلكتروني</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>عنوان البريد الإلكتروني</translation>
        </message>
        <message>
            <source>E-mail verified</source>
            <translation>التحقق من البريد الإلكتروني</translation>
        </message>
        <message>
            <source>Gender</source>
            <translation>الجنس</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>تاريخ الميلاد</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>المنطقة الزمنية</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>اللغة</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>الهاتف</translation>
        </message>
        <message>
            <source>Telephone verified</source>
            <translation>التحقق من الهاتف</translation>
        </message>
        <message>
            <source>Last change</source>
            <translation>آخر تغيير</translation>
        </message>
        <message>
            <source>Postal address</source>
            <translation>العنوان البريدي</translation>
        </message>
        <message>
            <source>Address as written</source>
            <translation>العنوان كما يُكتب</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>الشارع</translation>
        </message>
        <message>
            <source>City</source>
            <translation>المدينة</translation>
        </message>
        <message>
            <source>Region</source>
            <translation>المنطقة</translation>
        </message>
        <message>
            <source>Postal code</source>
            <translation>الرمز البريدي</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>البلد</translation>
        </message>
        <message>
            <source>Signed in at</source>
            <translation>وقت تسجيل الدخول</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>Authentication class</source>
            <translation>فئة المصادقة</translation>
        </message>
        <message>
            <source>Authentication methods</source>
            <translation>طرق المصادقة</translation>
        </message>
        <message>
            <source>Authorized party</source>
            <translation>الطرف المفوَّض</translation>
        </message>
        <message>
            <source>Access token hash</source>
            <translation>تجزئة رمز الوصول</translation>
        </message>
        <message>
            <source>Code hash</source>
            <translation>تجزئة الكود</translation>
        </message>
        <message>
            <source>State hash</source>
            <translation>تجزئة state</translation>
        </message>
        <message>
            <source>Subject's key</source>
            <translation>مفتاح الموضوع</translation>
        </message>
        <message>
            <source>Session id</source>
            <translation>معرّف الجلسة</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>الأحداث</translation>
        </message>
        <message>
            <source>Time of the event</source>
            <translation>وقت الحدث</translation>
        </message>
        <message>
            <source>Transaction</source>
            <translation>المعاملة</translation>
        </message>
        <message>
            <source>Back-channel logout</source>
            <translation>تسجيل الخروج عبر القناة الخلفية</translation>
        </message>
        <message>
            <source>Names of claims elsewhere</source>
            <translation>أسماء مطالبات موجودة في مكان آخر</translation>
        </message>
        <message>
            <source>Sources of claims</source>
            <translation>مصادر المطالبات</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>العميل</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>النطاق</translation>
        </message>
        <message>
            <source>Actor</source>
            <translation>الفاعل</translation>
        </message>
        <message>
            <source>May act</source>
            <translation>من يجوز له التصرف</translation>
        </message>
        <message>
            <source>Acting subject</source>
            <translation>الموضوع المتصرف</translation>
        </message>
        <message>
            <source>Issuer of the actor</source>
            <translation>مُصدِر الفاعل</translation>
        </message>
        <message>
            <source>Actor before</source>
            <translation>الفاعل السابق</translation>
        </message>
        <message>
            <source>Acting client</source>
            <translation>العميل المتصرف</translation>
        </message>
        <message>
            <source>Roles</source>
            <translation>الأدوار</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>المجموعات</translation>
        </message>
        <message>
            <source>Entitlements</source>
            <translation>الاستحقاقات</translation>
        </message>
        <message>
            <source>Authorization details</source>
            <translation>تفاصيل التفويض</translation>
        </message>
        <message>
            <source>Confirmation</source>
            <translation>التأكيد</translation>
        </message>
        <message>
            <source>Key thumbprint</source>
            <translation>بصمة المفتاح</translation>
        </message>
        <message>
            <source>Public key</source>
            <translation>المفتاح العام</translation>
        </message>
        <message>
            <source>Encrypted key</source>
            <translation>المفتاح المشفَّر</translation>
        </message>
        <message>
            <source>Key id</source>
            <translation>معرّف المفتاح</translation>
        </message>
        <message>
            <source>Key set address</source>
            <translation>عنوان مجموعة المفاتيح</translation>
        </message>
        <message>
            <source>Certificate thumbprint</source>
            <translation>بصمة الشهادة</translation>
        </message>
        <message>
            <source>HTTP method</source>
            <translation>طريقة HTTP</translation>
        </message>
        <message>
            <source>HTTP address</source>
            <translation>عنوان HTTP</translation>
        </message>
        <message>
            <source>Introspection answer</source>
            <translation>جواب الاستعلام</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>نشط</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>اسم المستخدم</translation>
        </message>
        <message>
            <source>Token type</source>
            <translation>نوع الرمز</translation>
        </message>
        <message>
            <source>Vector of trust</source>
            <translation>متجه الثقة</translation>
        </message>
        <message>
            <source>Trust framework</source>
            <translation>إطار الثقة</translation>
        </message>
        <message>
            <source>Originating identity</source>
            <translation>هوية المصدر</translation>
        </message>
        <message>
            <source>Destination identity</source>
            <translation>هوية الوجهة</translation>
        </message>
        <message>
            <source>Attestation level</source>
            <translation>مستوى التصديق</translation>
        </message>
        <message>
            <source>Originating id</source>
            <translation>معرّف المصدر</translation>
        </message>
        <message>
            <source>Verifiable credential</source>
            <translation>اعتماد قابل للتحقق</translation>
        </message>
        <message>
            <source>Verifiable presentation</source>
            <translation>عرض قابل للتحقق</translation>
        </message>
        <message>
            <source>Credential type</source>
            <translation>نوع الاعتماد</translation>
        </message>
        <message>
            <source>Hidden digests</source>
            <translation>ملخصات مخفية</translation>
        </message>
        <message>
            <source>Digest of hidden claims</source>
            <translation>ملخص المطالبات المخفية</translation>
        </message>
        <message>
            <source>Trust marks</source>
            <translation>علامات الثقة</translation>
        </message>
        <message>
            <source>Key set</source>
            <translation>مجموعة المفاتيح</translation>
        </message>
        <message>
            <source>Metadata</source>
            <translation>البيانات الوصفية</translation>
        </message>
        <message>
            <source>Superiors</source>
            <translation>الجهات الأعلى</translation>
        </message>
        <message>
            <source>Verified claims</source>
            <translation>مطالبات متحقَّق منها</translation>
        </message>
        <message>
            <source>Use of the token</source>
            <translation>استخدام الرمز</translation>
        </message>
        <message>
            <source>First token id</source>
            <translation>معرّف الرمز الأول</translation>
        </message>
        <message>
            <source>User id</source>
            <translation>معرّف المستخدم</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>الدور</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>المسؤول</translation>
        </message>
        <message>
            <source>Hosted domain</source>
            <translation>النطاق المستضاف (domain)</translation>
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
            <translation>طريقة تسجيل الدخول</translation>
        </message>
        <message>
            <source>Identities</source>
            <translation>الهويات</translation>
        </message>
        <message>
            <source>Object id</source>
            <translation>معرّف الكائن</translation>
        </message>
        <message>
            <source>Tenant</source>
            <translation>المستأجر</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>الإصدار</translation>
        </message>
        <message>
            <source>User principal name</source>
            <translation>اسم المستخدم الأساسي (UPN)</translation>
        </message>
        <message>
            <source>Shown name</source>
            <translation>الاسم المعروض</translation>
        </message>
        <message>
            <source>Delegated permissions</source>
            <translation>الصلاحيات المفوَّضة</translation>
        </message>
        <message>
            <source>Application roles</source>
            <translation>أدوار التطبيق</translation>
        </message>
        <message>
            <source>Directory roles</source>
            <translation>أدوار الدليل</translation>
        </message>
        <message>
            <source>Has groups</source>
            <translation>له مجموعات</translation>
        </message>
        <message>
            <source>Application</source>
            <translation>التطبيق</translation>
        </message>
        <message>
            <source>How the application proved itself</source>
            <translation>كيف أثبت التطبيق هويته</translation>
        </message>
        <message>
            <source>Name of the application</source>
            <translation>اسم التطبيق</translation>
        </message>
        <message>
            <source>Identity provider</source>
            <translation>مزوّد الهوية</translation>
        </message>
        <message>
            <source>Type of the subject</source>
            <translation>نوع الموضوع</translation>
        </message>
        <message>
            <source>Internal data</source>
            <translation>بيانات داخلية</translation>
        </message>
        <message>
            <source>Account kind</source>
            <translation>نوع الحساب</translation>
        </message>
        <message>
            <source>Authentication contexts</source>
            <translation>سياقات المصادقة</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>العنوان</translation>
        </message>
        <message>
            <source>On-premises id</source>
            <translation>المعرّف المحلي (on-premises)</translation>
        </message>
        <message>
            <source>Passport id</source>
            <translation>معرّف Passport</translation>
        </message>
        <message>
            <source>Platform</source>
            <translation>المنصة</translation>
        </message>
        <message>
            <source>Sign-in hint</source>
            <translation>تلميح تسجيل الدخول</translation>
        </message>
        <message>
            <source>Country of the tenant</source>
            <translation>بلد المستأجر</translation>
        </message>
        <message>
            <source>Region of the tenant</source>
            <translation>منطقة المستأجر</translation>
        </message>
        <message>
            <source>State of the sign-in</source>
            <translation>حالة تسجيل الدخول</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>الجهاز</translation>
        </message>
        <message>
            <source>Password expires</source>
            <translation>انتهاء كلمة المرور</translation>
        </message>
        <message>
            <source>Change the password</source>
            <translation>تغيير كلمة المرور</translation>
        </message>
        <message>
            <source>Inside the network</source>
            <translation>داخل الشبكة</translation>
        </message>
        <message>
            <source>Client capabilities</source>
            <translation>قدرات العميل</translation>
        </message>
        <message>
            <source>Session management</source>
            <translation>إدارة الجلسة</translation>
        </message>
        <message>
            <source>Relation of the subject</source>
            <translation>علاقة الموضوع</translation>
        </message>
        <message>
            <source>Subjects</source>
            <translation>المواضيع</translation>
        </message>
        <message>
            <source>Tenant made</source>
            <translation>إنشاء المستأجر</translation>
        </message>
        <message>
            <source>Data boundary</source>
            <translation>حدود البيانات</translation>
        </message>
        <message>
            <source>E-mail owner verified</source>
            <translation>التحقق من مالك البريد الإلكتروني</translation>
        </message>
        <message>
            <source>Preferred data location</source>
            <translation>موقع البيانات المفضّل</translation>
        </message>
        <message>
            <source>Preferred language</source>
            <translation>اللغة المفضّلة</translation>
        </message>
        <message>
            <source>Language of the tenant</source>
            <translation>لغة المستأجر</translation>
        </message>
        <message>
            <source>Facts of the subject</source>
            <translation>حقائق عن الموضوع</translation>
        </message>
        <message>
            <source>Facts of the actor</source>
            <translation>حقائق عن الفاعل</translation>
        </message>
        <message>
            <source>Managed identity</source>
            <translation>هوية مُدارة</translation>
        </message>
        <message>
            <source>Permissions</source>
            <translation>الصلاحيات</translation>
        </message>
        <message>
            <source>Organisation</source>
            <translation>المؤسسة</translation>
        </message>
        <message>
            <source>Name of the organisation</source>
            <translation>اسم المؤسسة</translation>
        </message>
        <message>
            <source>Grant</source>
            <translation>التفويض</translation>
        </message>
        <message>
            <source>Type of the token</source>
            <translation>نوع الرمز</translation>
        </message>
        <message>
            <source>Roles of the realm</source>
            <translation>أدوار realm</translation>
        </message>
        <message>
            <source>Roles of clients</source>
            <translation>أدوار العملاء</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>الجلسة</translation>
        </message>
        <message>
            <source>Allowed origins</source>
            <translation>الأصول المسموح بها (origins)</translation>
        </message>
        <message>
            <source>Trusted certificates</source>
            <translation>الشهادات الموثوقة</translation>
        </message>
        <message>
            <source>Host of the client</source>
            <translation>مضيف العميل</translation>
        </message>
        <message>
            <source>Address of the client</source>
            <translation>عنوان العميل</translation>
        </message>
        <message>
            <source>Organisations</source>
            <translation>المؤسسات</translation>
        </message>
        <message>
            <source>Repository</source>
            <translation>المستودع</translation>
        </message>
        <message>
            <source>Repository id</source>
            <translation>معرّف المستودع</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>المالك</translation>
        </message>
        <message>
            <source>Owner id</source>
            <translation>معرّف المالك</translation>
        </message>
        <message>
            <source>Visibility</source>
            <translation>مستوى الظهور</translation>
        </message>
        <message>
            <source>Git reference</source>
            <translation>مرجع Git</translation>
        </message>
        <message>
            <source>Kind of reference</source>
            <translation>نوع المرجع</translation>
        </message>
        <message>
            <source>Protected reference</source>
            <translation>مرجع محمي</translation>
        </message>
        <message>
            <source>Commit</source>
            <translation>الإيداع (commit)</translation>
        </message>
        <message>
            <source>Target branch</source>
            <translation>الفرع الهدف</translation>
        </message>
        <message>
            <source>Source branch</source>
            <translation>الفرع المصدر</translation>
        </message>
        <message>
            <source>Workflow</source>
            <translation>سير العمل</translation>
        </message>
        <message>
            <source>Workflow reference</source>
            <translation>مرجع سير العمل</translation>
        </message>
        <message>
            <source>Commit of the workflow</source>
            <translation>إيداع سير العمل</translation>
        </message>
        <message>
            <source>Workflow of the job</source>
            <translation>سير عمل المهمة</translation>
        </message>
        <message>
            <source>Commit of the job's workflow</source>
            <translation>إيداع سير عمل المهمة</translation>
        </message>
        <message>
            <source>Environment</source>
            <translation>البيئة</translation>
        </message>
        <message>
            <source>Environment id</source>
            <translation>معرّف البيئة</translation>
        </message>
        <message>
            <source>Runner</source>
            <translation>المشغّل (runner)</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>التشغيل</translation>
        </message>
        <message>
            <source>Count of runs</source>
            <translation>عدد مرات التشغيل</translation>
        </message>
        <message>
            <source>Attempt</source>
            <translation>المحاولة</translation>
        </message>
        <message>
            <source>Actor id</source>
            <translation>معرّف الفاعل</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>الحدث</translation>
        </message>
        <message>
            <source>Check run</source>
            <translation>تشغيل الفحص</translation>
        </message>
        <message>
            <source>Enterprise</source>
            <translation>المنشأة</translation>
        </message>
        <message>
            <source>Enterprise id</source>
            <translation>معرّف المنشأة</translation>
        </message>
        <message>
            <source>Namespace id</source>
            <translation>معرّف فضاء الأسماء</translation>
        </message>
        <message>
            <source>Namespace</source>
            <translation>فضاء الأسماء</translation>
        </message>
        <message>
            <source>Project id</source>
            <translation>معرّف المشروع</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>المشروع</translation>
        </message>
        <message>
            <source>User</source>
            <translation>المستخدم</translation>
        </message>
        <message>
            <source>Access level</source>
            <translation>مستوى الوصول</translation>
        </message>
        <message>
            <source>Pipeline</source>
            <translation>خط التنفيذ (pipeline)</translation>
        </message>
        <message>
            <source>Source of the pipeline</source>
            <translation>مصدر خط التنفيذ</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>المهمة</translation>
        </message>
        <message>
            <source>Source of the job</source>
            <translation>مصدر المهمة</translation>
        </message>
        <message>
            <source>Whole reference</source>
            <translation>المرجع الكامل</translation>
        </message>
        <message>
            <source>Protected environment</source>
            <translation>بيئة محمية</translation>
        </message>
        <message>
            <source>Deployment tier</source>
            <translation>طبقة النشر</translation>
        </message>
        <message>
            <source>Action on the environment</source>
            <translation>الإجراء على البيئة</translation>
        </message>
        <message>
            <source>Kind of runner</source>
            <translation>نوع المشغّل (runner)</translation>
        </message>
        <message>
            <source>Configuration</source>
            <translation>التهيئة</translation>
        </message>
        <message>
            <source>Commit of the configuration</source>
            <translation>إيداع التهيئة</translation>
        </message>
        <message>
            <source>Kubernetes</source>
            <translation>Kubernetes</translation>
        </message>
        <message>
            <source>Service account</source>
            <translation>حساب الخدمة</translation>
        </message>
        <message>
            <source>Pod</source>
            <translation>Pod</translation>
        </message>
        <message>
            <source>Node</source>
            <translation>العقدة</translation>
        </message>
        <message>
            <source>Secret</source>
            <translation>السر</translation>
        </message>
        <message>
            <source>Warn after</source>
            <translation>التحذير بعد</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>الاسم</translation>
        </message>
        <message>
            <source>Unique id</source>
            <translation>معرّف فريد</translation>
        </message>
        <message>
            <source>Service account id</source>
            <translation>معرّف حساب الخدمة</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>الخوارزمية</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>المفتاح</translation>
        </message>
        <message>
            <source>Certificate address</source>
            <translation>عنوان الشهادة</translation>
        </message>
        <message>
            <source>Certificates</source>
            <translation>الشهادات</translation>
        </message>
        <message>
            <source>Certificate thumbprint (SHA-1)</source>
            <translation>بصمة الشهادة (SHA-1)</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>النوع</translation>
        </message>
        <message>
            <source>Content type</source>
            <translation>نوع المحتوى</translation>
        </message>
        <message>
            <source>Critical</source>
            <translation>حرِج</translation>
        </message>
        <message>
            <source>Payload encoding</source>
            <translation>ترميز الحمولة</translation>
        </message>
        <message>
            <source>Content encryption</source>
            <translation>تشفير المحتوى</translation>
        </message>
        <message>
            <source>Compression</source>
            <translation>الضغط</translation>
        </message>
        <message>
            <source>Ephemeral key</source>
            <translation>المفتاح المؤقت</translation>
        </message>
        <message>
            <source>Party U</source>
            <translation>الطرف U</translation>
        </message>
        <message>
            <source>Party V</source>
            <translation>الطرف V</translation>
        </message>
        <message>
            <source>Initialization vector</source>
            <translation>متجه التهيئة (IV)</translation>
        </message>
        <message>
            <source>Authentication tag</source>
            <translation>وسم المصادقة</translation>
        </message>
        <message>
            <source>Salt</source>
            <translation>الملح (salt)</translation>
        </message>
        <message>
            <source>Rounds</source>
            <translation>الجولات</translation>
        </message>
        <message>
            <source>Passport type</source>
            <translation>نوع Passport</translation>
        </message>
        <message>
            <source>Signature validation token</source>
            <translation>رمز التحقق من التوقيع</translation>
        </message>
        <message>
            <source>Trust chain</source>
            <translation>سلسلة الثقة</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimWords</name>
        <message>
            <source>Who issued it</source>
            <translation>من أصدره</translation>
        </message>
        <message>
            <source>The account, as the issuer knows it</source>
            <translation>الحساب كما يعرفه المُصدِر</translation>
        </message>
        <message>
            <source>For whom it is meant</source>
            <translation>لمن هو موجَّه</translation>
        </message>
        <message>
            <source>When it runs out</source>
            <translation>متى تنتهي صلاحيته</translation>
        </message>
        <message>
            <source>From when it is valid</source>
            <translation>متى تبدأ صلاحيته</translation>
        </message>
        <message>
            <source>When it was issued</source>
            <translation>متى أُصدر</translation>
        </message>
        <message>
            <source>Its own number</source>
            <translation>رقمه الخاص</translation>
        </message>
        <message>
            <source>When the person signed in</source>
            <translation>متى سجّل الشخص الدخول</translation>
        </message>
        <message>
            <source>Ties it to one sign-in</source>
            <translation>يربطه بتسجيل دخول واحد</translation>
        </message>
        <message>
            <source>The client it was given to</source>
            <translation>العميل الذي أُعطي له</translation>
        </message>
        <message>
            <source>Ties it to the access token</source>
            <translation>يربطه برمز الوصول</translation>
        </message>
        <message>
            <source>The person's name</source>
            <translation>اسم الشخص</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>عنوان البريد الإلكتروني</translation>
        </message>
        <message>
            <source>The issuer checked the e-mail address</source>
            <translation>تحقق المُصدِر من عنوان البريد الإلكتروني</translation>
        </message>
        <message>
            <source>When the profile was changed</source>
            <translation>متى تغيّر الملف الشخصي</translation>
        </message>
        <message>
            <source>What may be done with it</source>
            <translation>ما يجوز فعله به</translation>
        </message>
        <message>
            <source>How it is signed or encrypted</source>
            <translation>كيف وُقّع أو شُفّر</translation>
        </message>
        <message>
            <source>An address that claims to hold the key; never followed</source>
            <translation>عنوان يزعم أن فيه المفتاح؛ لا يُتبع أبدًا</translation>
        </message>
        <message>
            <source>A key that claims to be the right one; never used</source>
            <translation>مفتاح يزعم أنه الصحيح؛ لا يُستخدم أبدًا</translation>
        </message>
        <message>
            <source>Which key</source>
            <translation>أي مفتاح</translation>
        </message>
        <message>
            <source>An address that claims to hold the certificate; never followed</source>
            <translation>عنوان يزعم أن فيه الشهادة؛ لا يُتبع أبدًا</translation>
        </message>
        <message>
            <source>Certificates that claim to be the right ones; never used</source>
            <translation>شهادات تزعم أنها الصحيحة؛ لا تُستخدم أبدًا</translation>
        </message>
        <message>
            <source>What kind of token</source>
            <translation>ما نوع الرمز</translation>
        </message>
        <message>
            <source>What kind of content</source>
            <translation>ما نوع المحتوى</translation>
        </message>
        <message>
            <source>What a reader must understand</source>
            <translation>ما يجب على القارئ أن يفهمه</translation>
        </message>
        <message>
            <source>How the content is encrypted</source>
            <translation>كيف شُفّر المحتوى</translation>
        </message>
        <message>
            <source>The content is compressed</source>
            <translation>المحتوى مضغوط</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimsFilter</name>
        <message>
            <source>Claim</source>
            <translation>المطالبة</translation>
        </message>
        <message>
            <source>Parameter</source>
            <translation>المعامل</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>الاسم</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>القيمة</translation>
        </message>
        <message>
            <source>Meaning</source>
            <translation>المعنى</translation>
        </message>
        <message>
            <source>Spec</source>
            <translation>المواصفة</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClaimsTable</name>
        <message>
            <source>Part of the token</source>
            <translation>جزء الرمز</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>المطالبات</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>تصفية</translation>
        </message>
        <message>
            <source>Filter the table</source>
            <translation>تصفية الجدول</translation>
        </message>
        <message>
            <source>What the token says</source>
            <translation>ما يقوله الرمز</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>الحقول</translation>
        </message>
        <message>
            <source>Header</source>
            <translation>الترويسة</translation>
        </message>
        <message>
            <source>Copy the value	Ctrl+C</source>
            <translation>نسخ القيمة	Ctrl+C</translation>
        </message>
        <message>
            <source>Copy as JSON	Ctrl+Shift+C</source>
            <translation>نسخ بصيغة JSON	Ctrl+Shift+C</translation>
        </message>
        <message>
            <source>Read %1 at %2</source>
            <translation>القراءة: %1، %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::ClientForm</name>
        <message>
            <source>Back</source>
            <translation>رجوع</translation>
        </message>
        <message>
            <source>&amp;Issuer address</source>
            <translation>ع&amp;نوان المُصدِر</translation>
        </message>
        <message>
            <source>C&amp;lient ID</source>
            <translation>م&amp;عرّف العميل</translation>
        </message>
        <message>
            <source>Client &amp;secret</source>
            <translation>&amp;سر العميل</translation>
        </message>
        <message>
            <source>&amp;Continue</source>
            <translation>م&amp;تابعة</translation>
        </message>
        <message>
            <source>Use a code on another &amp;device</source>
            <translation>استخدام كود على &amp;جهاز آخر</translation>
        </message>
        <message>
            <source>Where to register</source>
            <translation>أين يُسجَّل العميل</translation>
        </message>
        <message>
            <source>Sign in with %1</source>
            <translation>تسجيل الدخول لدى %1</translation>
        </message>
        <message>
            <source>Kept in the keychain, never in a file.</source>
            <translation>يُحفظ في سلسلة المفاتيح، ولا يُكتب في ملف أبدًا.</translation>
        </message>
        <message>
            <source>How to register a client</source>
            <translation>كيف يُسجَّل عميل</translation>
        </message>
        <message>
            <source>%1 cannot be used from a desktop program.</source>
            <translation>لا يمكن استخدام %1 من برنامج مكتبي.</translation>
        </message>
        <message>
            <source>Only if the provider gave one. Kept in the keychain, never in a file.</source>
            <translation>فقط إن أعطاك المزوّد سرًا. يُحفظ في سلسلة المفاتيح، ولا يُكتب في ملف أبدًا.</translation>
        </message>
        <message>
            <source>%1 opens in your browser.</source>
            <translation>يُفتح %1 في متصفحك.</translation>
        </message>
        <message>
            <source>Type your password there, never here.</source>
            <translation>اكتب كلمة مرورك هناك، لا هنا أبدًا.</translation>
        </message>
        <message>
            <source>This is the one Tessera was built with. You may give your own.</source>
            <translation>هذا هو المعرّف الذي بُني به Tessera. ويمكنك إعطاء معرّفك.</translation>
        </message>
        <message>
            <source>Set by the administrator of this computer.</source>
            <translation>حدّده مسؤول هذا الحاسوب.</translation>
        </message>
        <message>
            <source>The provider names it when you register a desktop client there.</source>
            <translation>يعطيه المزوّد عندما تسجّل لديه عميلًا مكتبيًا.</translation>
        </message>
        <message>
            <source>A client ID is needed.</source>
            <translation>يلزم معرّف عميل.</translation>
        </message>
        <message>
            <source>%1 needs the client secret.</source>
            <translation>يحتاج %1 إلى سر العميل.</translation>
        </message>
    </context>
    <context>
        <name>tessera::CompareView</name>
        <message>
            <source>First token</source>
            <translation>الرمز الأول</translation>
        </message>
        <message>
            <source>Second token</source>
            <translation>الرمز الثاني</translation>
        </message>
        <message>
            <source>&amp;First</source>
            <translation>الأ&amp;ول</translation>
        </message>
        <message>
            <source>&amp;Second</source>
            <translation>ال&amp;ثاني</translation>
        </message>
        <message>
            <source>Paste a token or a cookie, or drop a file.</source>
            <translation>الصق رمزًا أو ملف تعريف ارتباط، أو أفلت ملفًا.</translation>
        </message>
        <message>
            <source>Comparing is not available in this build.</source>
            <translation>المقارنة غير متاحة في هذه النسخة المبنية.</translation>
        </message>
        <message>
            <source>Paste two tokens or cookies to see what is different; of the headers before and after a sign-in also whether the session id was renewed. Nothing is sent anywhere.</source>
            <translation>الصق رمزين أو ملفَّي تعريف ارتباط لترى الفروق بينهما؛ ومع ترويسات ما قبل تسجيل الدخول وما بعده ترى أيضًا هل جُدّد معرّف الجلسة. لا يُرسَل شيء إلى أي مكان.</translation>
        </message>
        <message>
            <source>They say the same.</source>
            <translation>كلاهما يقول الشيء نفسه.</translation>
        </message>
        <message>
            <source>1 difference.</source>
            <translation>فرق واحد.</translation>
        </message>
        <message numerus="yes">
            <source>%n differences.</source>
            <translation>
                <numerusform>لا فروق.</numerusform>
                <numerusform>فرق واحد.</numerusform>
                <numerusform>فرقان.</numerusform>
                <numerusform>%n فروق.</numerusform>
                <numerusform>%n فرقًا.</numerusform>
                <numerusform>%n فرق.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::ConsentDialog</name>
        <message>
            <source>Deny</source>
            <translation>رفض</translation>
        </message>
        <message>
            <source>Deny all it asks</source>
            <translation>رفض كل ما يطلبه</translation>
        </message>
        <message>
            <source>Tessera: a program asks</source>
            <translation>Tessera: برنامج يسأل</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>البرنامج</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>الحساب</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>النطاق</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>السؤال</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>السماح</translation>
        </message>
        <message>
            <source>Once</source>
            <translation>مرة واحدة</translation>
        </message>
        <message>
            <source>For an hour</source>
            <translation>لساعة</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>دائمًا</translation>
        </message>
        <message>
            <source>It is asked again the next time.</source>
            <translation>يُسأل عنه مجددًا في المرة القادمة.</translation>
        </message>
        <message>
            <source>Ends sooner when it is not used for ten minutes, or the agent locks.</source>
            <translation>ينتهي قبل ذلك إذا لم يُستخدم عشر دقائق أو قُفل الوكيل.</translation>
        </message>
        <message>
            <source>Until you take it back under Programs, or the program changes.</source>
            <translation>حتى تسحبه في صفحة «البرامج» أو يتغيّر البرنامج.</translation>
        </message>
        <message>
            <source>Allow once</source>
            <translation>السماح مرة واحدة</translation>
        </message>
        <message>
            <source>Allow for an hour</source>
            <translation>السماح لساعة</translation>
        </message>
        <message>
            <source>Allow always</source>
            <translation>السماح دائمًا</translation>
        </message>
    </context>
    <context>
        <name>tessera::ConsentText</name>
        <message>
            <source>Unlock the agent?</source>
            <translation>هل تفتح قفل الوكيل؟</translation>
        </message>
        <message>
            <source>Let %1 have tokens without asking?</source>
            <translation>هل تسمح لـ %1 بالحصول على رموز دون سؤال؟</translation>
        </message>
        <message>
            <source>Give %1 an ID token?</source>
            <translation>هل تعطي %1 رمز هوية؟</translation>
        </message>
        <message>
            <source>Give %1 a token?</source>
            <translation>هل تعطي %1 رمزًا؟</translation>
        </message>
        <message>
            <source>Programs you allowed get tokens again.</source>
            <translation>تحصل البرامج التي سمحتَ لها على رموز من جديد.</translation>
        </message>
        <message>
            <source>It learns who you are at %1.</source>
            <translation>يعرف البرنامج من أنت لدى %1.</translation>
        </message>
        <message>
            <source>It can act for you at %1 until the token runs out.</source>
            <translation>يمكنه التصرف باسمك لدى %1 حتى تنتهي صلاحية الرمز.</translation>
        </message>
        <message>
            <source>Process %1 of user %2, through the command tessera (process %3)</source>
            <translation>العملية %1 للمستخدم %2، عبر الأمر tessera (العملية %3)</translation>
        </message>
        <message>
            <source>Process %1 of user %2</source>
            <translation>العملية %1 للمستخدم %2</translation>
        </message>
        <message>
            <source>%1, started by %2 in a terminal</source>
            <translation>%1، بدأها %2 في طرفية</translation>
        </message>
        <message>
            <source>%1, started by %2</source>
            <translation>%1، بدأها %2</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 لدى %2</translation>
        </message>
        <message>
            <source>Somebody runs “tessera agent allow”</source>
            <translation>ثمة من يشغّل «tessera agent allow»</translation>
        </message>
        <message>
            <source>Where this program comes from cannot be told, so it is asked each time</source>
            <translation>لا يمكن معرفة مصدر هذا البرنامج، ولذلك يُسأل عنه كل مرة</translation>
        </message>
        <message>
            <source>For something else than it was allowed</source>
            <translation>لغير ما سُمح به</translation>
        </message>
        <message>
            <source>First time this program asks</source>
            <translation>يسأل هذا البرنامج للمرة الأولى</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>فتح القفل</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>السماح</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>و%1 غيرها</translation>
        </message>
        <message>
            <source>Only %1 takes it.</source>
            <translation>لا يقبله إلا %1.</translation>
        </message>
        <message>
            <source>Denied by itself in 1 second</source>
            <translation>يُرفض تلقائيًا بعد ثانية واحدة</translation>
        </message>
        <message numerus="yes">
            <source>Denied by itself in %n seconds</source>
            <translation>
                <numerusform>يُرفض تلقائيًا الآن</numerusform>
                <numerusform>يُرفض تلقائيًا بعد ثانية واحدة</numerusform>
                <numerusform>يُرفض تلقائيًا بعد ثانيتين</numerusform>
                <numerusform>يُرفض تلقائيًا بعد %n ثوانٍ</numerusform>
                <numerusform>يُرفض تلقائيًا بعد %n ثانية</numerusform>
                <numerusform>يُرفض تلقائيًا بعد %n ثانية</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::CountdownBar</name>
        <message>
            <source>Time left</source>
            <translation>الوقت المتبقي</translation>
        </message>
    </context>
    <context>
        <name>tessera::CreatePane</name>
        <message>
            <source>&amp;Template</source>
            <translation>ال&amp;قالب</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>المطالبات</translation>
        </message>
        <message>
            <source>A&amp;lgorithm</source>
            <translation>ال&amp;خوارزمية</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>المفتاح</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>مفتاح جديد</translation>
        </message>
        <message>
            <source>From a file</source>
            <translation>من ملف</translation>
        </message>
        <message>
            <source>Key file: JWK or PEM</source>
            <translation>ملف المفتاح: JWK أو PEM</translation>
        </message>
        <message>
            <source>C&amp;reate</source>
            <translation>إن&amp;شاء</translation>
        </message>
        <message>
            <source>The token</source>
            <translation>الرمز</translation>
        </message>
        <message>
            <source>Copy the private key</source>
            <translation>نسخ المفتاح الخاص</translation>
        </message>
        <message>
            <source>&amp;Claims (JSON)</source>
            <translation>ال&amp;مطالبات (JSON)</translation>
        </message>
        <message>
            <source>Inspect</source>
            <translation>فحص</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>نسخ</translation>
        </message>
        <message>
            <source>Test token</source>
            <translation>رمز تجريبي</translation>
        </message>
        <message>
            <source>Not available in this build.</source>
            <translation>غير متاح في هذه النسخة المبنية.</translation>
        </message>
        <message>
            <source>Test tokens can be made with another build of Tessera.</source>
            <translation>يمكن إنشاء الرموز التجريبية بنسخة مبنية أخرى من Tessera.</translation>
        </message>
        <message>
            <source>Line %1 of the claims is wrong.</source>
            <translation>السطر %1 من المطالبات خاطئ.</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>نُسخ. يُزال من الحافظة فورًا.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد ثانية واحدة.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد ثانيتين.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد %n ثوانٍ.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد %n ثانية.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد %n ثانية.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copied the private key. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>نُسخ المفتاح الخاص. يُزال من الحافظة فورًا.</numerusform>
                <numerusform>نُسخ المفتاح الخاص. يُزال من الحافظة بعد ثانية واحدة.</numerusform>
                <numerusform>نُسخ المفتاح الخاص. يُزال من الحافظة بعد ثانيتين.</numerusform>
                <numerusform>نُسخ المفتاح الخاص. يُزال من الحافظة بعد %n ثوانٍ.</numerusform>
                <numerusform>نُسخ المفتاح الخاص. يُزال من الحافظة بعد %n ثانية.</numerusform>
                <numerusform>نُسخ المفتاح الخاص. يُزال من الحافظة بعد %n ثانية.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::DeviceCodeBox</name>
        <message>
            <source>On any device, open</source>
            <translation>افتح على أي جهاز</translation>
        </message>
        <message>
            <source>Code to enter</source>
            <translation>الكود المطلوب إدخاله</translation>
        </message>
        <message>
            <source>Scanned with a phone, the page shows the same code: compare them.</source>
            <translation>عند المسح بالهاتف تعرض الصفحة الكود نفسه: قارن بينهما.</translation>
        </message>
        <message>
            <source>and enter this code</source>
            <translation>وأدخل هذا الكود</translation>
        </message>
        <message>
            <source>Enter only a code that you see here yourself.</source>
            <translation>لا تُدخل إلا كودًا تراه أنت هنا.</translation>
        </message>
        <message>
            <source>If somebody sent you a code, do not enter it: you would sign them in as you.</source>
            <translation>إذا أرسل إليك أحد كودًا فلا تُدخله: بذلك تسجّل دخوله باسمك.</translation>
        </message>
    </context>
    <context>
        <name>tessera::Diagnosis</name>
        <message>
            <source>sets nothing</source>
            <translation>لا يحدّد شيئًا</translation>
        </message>
        <message>
            <source>%1, unlocked</source>
            <translation>%1، غير مقفلة</translation>
        </message>
        <message>
            <source>%1 is locked. Unlock it to use your sign-ins.</source>
            <translation>سلسلة المفاتيح %1 مقفلة. افتح قفلها لاستخدام عمليات تسجيل الدخول.</translation>
        </message>
        <message>
            <source>%1 refuses this program. Allow it in its settings.</source>
            <translation>سلسلة المفاتيح %1 ترفض هذا البرنامج. اسمح له في إعداداتها.</translation>
        </message>
        <message>
            <source>%1 does not answer in time. A question may be waiting.</source>
            <translation>سلسلة المفاتيح %1 لا تجيب في الوقت المطلوب. قد يكون هناك سؤال ينتظر الجواب.</translation>
        </message>
        <message>
            <source>%1 has gone away.</source>
            <translation>لم تعد سلسلة المفاتيح %1 موجودة.</translation>
        </message>
        <message>
            <source>none answers. Sign-ins last until the program ends. Install gnome-keyring or KWallet.</source>
            <translation>لا تجيب أي سلسلة مفاتيح. يدوم تسجيل الدخول حتى ينتهي البرنامج. ثبّت gnome-keyring أو KWallet.</translation>
        </message>
        <message>
            <source>none found. Sign in with --print-url and open the address yourself.</source>
            <translation>لم يُعثر على متصفح. سجّل الدخول باستخدام --print-url وافتح العنوان بنفسك.</translation>
        </message>
        <message>
            <source>Qt found no TLS library (built for %1).</source>
            <translation>لم يعثر Qt على مكتبة TLS (بُني مع %1).</translation>
        </message>
        <message>
            <source>%1; signatures by %2</source>
            <translation>%1؛ والتواقيع بواسطة %2</translation>
        </message>
        <message>
            <source>%1 in %2</source>
            <translation>%1 في %2</translation>
        </message>
        <message>
            <source>127.0.0.1 can be listened on</source>
            <translation>يمكن الاستماع على 127.0.0.1</translation>
        </message>
        <message>
            <source>only ::1 can be listened on</source>
            <translation>لا يمكن الاستماع إلا على ::1</translation>
        </message>
        <message>
            <source>none</source>
            <translation>لا يوجد</translation>
        </message>
        <message>
            <source>%1 is before this program was written. Set the clock.</source>
            <translation>الوقت %1 يسبق كتابة هذا البرنامج. اضبط الساعة.</translation>
        </message>
    </context>
    <context>
        <name>tessera::DiagnosisBox</name>
        <message>
            <source>Copy as te&amp;xt</source>
            <translation>نسخ &amp;كنص</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>التشخيص</translation>
        </message>
        <message>
            <source>Looks at what a sign-in needs on this computer, as “tessera doctor” does. Nothing is sent anywhere.</source>
            <translation>ينظر في ما يحتاجه تسجيل الدخول على هذا الحاسوب، كما يفعل «tessera doctor». لا يُرسَل شيء إلى أي مكان.</translation>
        </message>
        <message>
            <source>Copies what was found as plain text</source>
            <translation>ينسخ ما عُثر عليه كنص عادي</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>نُسخ.</translation>
        </message>
        <message>
            <source>Ca&amp;ncel</source>
            <translation>إل&amp;غاء</translation>
        </message>
        <message>
            <source>Check agai&amp;n</source>
            <translation>التحقق م&amp;جددًا</translation>
        </message>
        <message>
            <source>Check &amp;now</source>
            <translation>ال&amp;تحقق الآن</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>جارٍ النظر…</translation>
        </message>
        <message>
            <source>Looking… %1 so far.</source>
            <translation>جارٍ النظر… %1 حتى الآن.</translation>
        </message>
        <message>
            <source>Cancelled; this is what was found until then.</source>
            <translation>أُلغي التشخيص؛ هذا ما عُثر عليه حتى ذلك الحين.</translation>
        </message>
        <message>
            <source>Nothing stands in the way of a sign-in.</source>
            <translation>لا شيء يعيق تسجيل الدخول.</translation>
        </message>
        <message>
            <source>1 thing stands in the way of a sign-in.</source>
            <translation>أمر واحد يعيق تسجيل الدخول.</translation>
        </message>
        <message numerus="yes">
            <source>%n things stand in the way of a sign-in.</source>
            <translation>
                <numerusform>لا شيء يعيق تسجيل الدخول.</numerusform>
                <numerusform>أمر واحد يعيق تسجيل الدخول.</numerusform>
                <numerusform>أمران يعيقان تسجيل الدخول.</numerusform>
                <numerusform>%n أمور تعيق تسجيل الدخول.</numerusform>
                <numerusform>%n أمرًا يعيق تسجيل الدخول.</numerusform>
                <numerusform>%n أمر يعيق تسجيل الدخول.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::DifferenceList</name>
        <message>
            <source>+ Added</source>
            <translation>+ أُضيف</translation>
        </message>
        <message>
            <source>− Removed</source>
            <translation>− أُزيل</translation>
        </message>
        <message>
            <source>≠ Changed</source>
            <translation>≠ تغيّر</translation>
        </message>
        <message>
            <source>And %1 more.</source>
            <translation>و%1 غيرها.</translation>
        </message>
    </context>
    <context>
        <name>tessera::EmptyState</name>
        <message>
            <source>Nothing to look at yet</source>
            <translation>لا شيء للنظر فيه بعد</translation>
        </message>
        <message>
            <source>Paste a token, signed or encrypted, a Cookie, Set-Cookie or Authorization line, a block of headers, a curl command or the answer of a token endpoint; or drop a file on the box above.</source>
            <translation>الصق رمزًا موقَّعًا أو مشفَّرًا، أو سطر Cookie أو Set-Cookie أو Authorization، أو كتلة ترويسات، أو أمر curl، أو جواب نقطة نهاية الرموز؛ أو أفلت ملفًا على المربع أعلاه.</translation>
        </message>
        <message>
            <source>It is taken apart on this computer. Nothing is sent anywhere and nothing is kept.</source>
            <translation>يُفكَّك على هذا الحاسوب. لا يُرسَل شيء إلى أي مكان ولا يُحفظ شيء.</translation>
        </message>
        <message>
            <source>Examples, made here and now:</source>
            <translation>أمثلة أُنشئت هنا والآن:</translation>
        </message>
    </context>
    <context>
        <name>tessera::EndText</name>
        <message>
            <source>You had signed in %1 before, on %2.</source>
            <translation>كنت قد سجّلت الدخول قبل ذلك بمدة %1، في %2.</translation>
        </message>
        <message>
            <source>It was renewed once, on %1.</source>
            <translation>جُدّد مرة واحدة، في %1.</translation>
        </message>
        <message>
            <source>It was renewed %1 times, the last time on %2.</source>
            <translation>عدد مرات التجديد %1، آخرها في %2.</translation>
        </message>
        <message>
            <source>It had not been renewed since.</source>
            <translation>لم يُجدَّد منذ ذلك الحين.</translation>
        </message>
        <message>
            <source>This sign-in ended on %1.</source>
            <translation>انتهى تسجيل الدخول هذا في %1.</translation>
        </message>
        <message>
            <source>%1 ended this sign-in; it was noticed on %2 (%3).</source>
            <translation>أنهى %1 تسجيل الدخول هذا؛ لوحظ ذلك في %2 (%3).</translation>
        </message>
        <message>
            <source>This rule fits: %1</source>
            <translation>هذه القاعدة تنطبق: %1</translation>
        </message>
        <message>
            <source>No rule with a date fits. What also ends a sign-in: %1</source>
            <translation>لا تنطبق قاعدة ذات تاريخ. ما ينهي تسجيل الدخول أيضًا: %1</translation>
        </message>
        <message>
            <source>What also ends a sign-in: %1</source>
            <translation>ما ينهي تسجيل الدخول أيضًا: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::EndpointText</name>
        <message>
            <source>sign-in page</source>
            <translation>صفحة تسجيل الدخول</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>الرموز</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>المفاتيح</translation>
        </message>
        <message>
            <source>profile</source>
            <translation>الملف الشخصي</translation>
        </message>
        <message>
            <source>revocation</source>
            <translation>الإبطال</translation>
        </message>
        <message>
            <source>introspection</source>
            <translation>الاستعلام عن الرموز</translation>
        </message>
        <message>
            <source>sign-out page</source>
            <translation>صفحة تسجيل الخروج</translation>
        </message>
        <message>
            <source>registration</source>
            <translation>التسجيل</translation>
        </message>
        <message>
            <source>device sign-in</source>
            <translation>تسجيل الدخول على جهاز</translation>
        </message>
        <message>
            <source>sign-in requests</source>
            <translation>طلبات تسجيل الدخول</translation>
        </message>
        <message>
            <source>%1 and %2</source>
            <translation>%1 و%2</translation>
        </message>
        <message>
            <source>%1 also uses %2. Tessera keeps to these.</source>
            <translation>يستخدم %1 أيضًا %2. يلتزم Tessera بهذه المضيفات.</translation>
        </message>
        <message>
            <source>%1 does not say just now what it can do. Tessera goes by what it said before.</source>
            <translation>لا يقول %1 الآن ما يقدر عليه. يعتمد Tessera على ما قاله من قبل.</translation>
        </message>
        <message>
            <source>%1 now has %2 at %3.</source>
            <translation>صار لدى %1 الآن %2 على %3.</translation>
        </message>
        <message>
            <source>%1 moved (%2): from %3 to %4.</source>
            <translation>انتقل %1 (%2): من %3 إلى %4.</translation>
        </message>
        <message>
            <source>Go on only if you expect that from %1: from then on your sign-in is sent there.</source>
            <translation>لا تتابع إلا إذا كنت تتوقع ذلك من %1: فمن الآن فصاعدًا يُرسَل تسجيل دخولك إلى هناك.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ErrorText</name>
        <message>
            <source>Stopped.</source>
            <translation>أُوقف.</translation>
        </message>
        <message>
            <source>{host} cannot be reached.</source>
            <translation>لا يمكن الوصول إلى {host}.</translation>
        </message>
        <message>
            <source>That took too long.</source>
            <translation>استغرق ذلك وقتًا أطول من اللازم.</translation>
        </message>
        <message>
            <source>{host} refused.</source>
            <translation>رفض {host} الطلب.</translation>
        </message>
        <message>
            <source>{host} answered with something unreadable.</source>
            <translation>أجاب {host} بما لا يمكن قراءته.</translation>
        </message>
        <message>
            <source>A check failed, so nothing was used.</source>
            <translation>فشل أحد الفحوص، ولذلك لم يُستخدم شيء.</translation>
        </message>
        <message>
            <source>The keychain did not do it.</source>
            <translation>لم تنفّذ سلسلة المفاتيح المطلوب.</translation>
        </message>
        <message>
            <source>Something is not set up right.</source>
            <translation>ثمة إعداد غير صحيح.</translation>
        </message>
        <message>
            <source>{host} cannot be reached as it should.</source>
            <translation>لا يمكن الوصول إلى {host} كما ينبغي.</translation>
        </message>
        <message>
            <source>{detail}</source>
            <translation>{detail}</translation>
        </message>
        <message>
            <source>{host} answered in an unexpected way.</source>
            <translation>أجاب {host} على نحو غير متوقع.</translation>
        </message>
        <message>
            <source>The other side sent a form that is not well made.</source>
            <translation>أرسل الطرف الآخر نموذجًا غير سليم البنية.</translation>
        </message>
        <message>
            <source>It was thrown away. {detail}</source>
            <translation>أُهمل. {detail}</translation>
        </message>
        <message>
            <source>{host} answered with data that is not well made.</source>
            <translation>أجاب {host} ببيانات غير سليمة البنية.</translation>
        </message>
        <message>
            <source>It was thrown away: {detail}.</source>
            <translation>أُهملت: {detail}.</translation>
        </message>
        <message>
            <source>A token that came is not well made.</source>
            <translation>ورد رمز غير سليم البنية.</translation>
        </message>
        <message>
            <source>That is not an issuer address.</source>
            <translation>هذا ليس عنوان مُصدِر.</translation>
        </message>
        <message>
            <source>What {host} says about itself cannot be used.</source>
            <translation>لا يمكن استخدام ما يقوله {host} عن نفسه.</translation>
        </message>
        <message>
            <source>The return address could not be opened.</source>
            <translation>تعذّر فتح عنوان العودة.</translation>
        </message>
        <message>
            <source>The request could not be sent ahead of the browser.</source>
            <translation>تعذّر إرسال الطلب مسبقًا قبل المتصفح.</translation>
        </message>
        <message>
            <source>The answer in the browser could not be asked for signed.</source>
            <translation>تعذّر طلب أن يكون الجواب في المتصفح موقَّعًا.</translation>
        </message>
        <message>
            <source>Tokens could not be bound to a key.</source>
            <translation>تعذّر ربط الرموز بمفتاح.</translation>
        </message>
        <message>
            <source>The answer from the browser cannot be used.</source>
            <translation>لا يمكن استخدام الجواب الوارد من المتصفح.</translation>
        </message>
        <message>
            <source>The sign-in on another device did not end well.</source>
            <translation>لم يكتمل تسجيل الدخول على الجهاز الآخر.</translation>
        </message>
        <message>
            <source>Nothing was stored. {detail}</source>
            <translation>لم يُخزَّن شيء. {detail}</translation>
        </message>
        <message>
            <source>The answer of {host} cannot be used.</source>
            <translation>لا يمكن استخدام جواب {host}.</translation>
        </message>
        <message>
            <source>The ID token failed a check.</source>
            <translation>لم يجتز رمز الهوية أحد الفحوص.</translation>
        </message>
        <message>
            <source>The signature of a token cannot be checked.</source>
            <translation>لا يمكن التحقق من توقيع أحد الرموز.</translation>
        </message>
        <message>
            <source>The keys of {host} cannot be used.</source>
            <translation>لا يمكن استخدام مفاتيح {host}.</translation>
        </message>
        <message>
            <source>A key is not well made.</source>
            <translation>أحد المفاتيح غير سليم البنية.</translation>
        </message>
        <message>
            <source>A key is too weak or of the wrong kind.</source>
            <translation>أحد المفاتيح ضعيف أو من نوع غير مناسب.</translation>
        </message>
        <message>
            <source>A key file cannot be read.</source>
            <translation>لا يمكن قراءة ملف مفتاح.</translation>
        </message>
        <message>
            <source>The answer about you cannot be used.</source>
            <translation>لا يمكن استخدام الجواب المتعلق بك.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account cannot be used.</source>
            <translation>لا يمكن استخدام ما تحفظه سلسلة المفاتيح لهذا الحساب.</translation>
        </message>
        <message>
            <source>Sign in again. {detail}</source>
            <translation>سجّل الدخول مجددًا. {detail}</translation>
        </message>
        <message>
            <source>The list of accounts cannot be used.</source>
            <translation>لا يمكن استخدام قائمة الحسابات.</translation>
        </message>
        <message>
            <source>The sign-in did not end well.</source>
            <translation>لم يكتمل تسجيل الدخول.</translation>
        </message>
        <message>
            <source>The claims are not a well-made JSON object.</source>
            <translation>المطالبات ليست كائن JSON سليم البنية.</translation>
        </message>
        <message>
            <source>Tokens without a signature are not made.</source>
            <translation>لا تُنشأ رموز بلا توقيع.</translation>
        </message>
        <message>
            <source>That algorithm is known and refused.</source>
            <translation>هذه الخوارزمية معروفة ومرفوضة.</translation>
        </message>
        <message>
            <source>There is no algorithm of that name.</source>
            <translation>لا توجد خوارزمية بهذا الاسم.</translation>
        </message>
        <message>
            <source>That algorithm is for something else.</source>
            <translation>هذه الخوارزمية لغرض آخر.</translation>
        </message>
        <message>
            <source>The claims are too large.</source>
            <translation>المطالبات كبيرة جدًا.</translation>
        </message>
        <message>
            <source>The header holds what is not set by hand.</source>
            <translation>في الترويسة ما لا يُضبط يدويًا.</translation>
        </message>
        <message>
            <source>Neither signed nor encrypted would be no token.</source>
            <translation>ما ليس موقَّعًا ولا مشفَّرًا لا يكون رمزًا.</translation>
        </message>
        <message>
            <source>No key in the file fits.</source>
            <translation>لا مفتاح مناسب في الملف.</translation>
        </message>
        <message>
            <source>The compressed part of a token cannot be read.</source>
            <translation>لا يمكن قراءة الجزء المضغوط من أحد الرموز.</translation>
        </message>
        <message>
            <source>That cannot be inspected.</source>
            <translation>لا يمكن فحص ذلك.</translation>
        </message>
        <message>
            <source>An encrypted token cannot be read or made.</source>
            <translation>لا يمكن قراءة رمز مشفَّر أو إنشاؤه.</translation>
        </message>
        <message>
            <source>The file is too large.</source>
            <translation>الملف كبير جدًا.</translation>
        </message>
        <message>
            <source>The file is there already, and nothing is overwritten.</source>
            <translation>الملف موجود من قبل، ولا يُستبدل أي ملف.</translation>
        </message>
        <message>
            <source>The file cannot be written.</source>
            <translation>لا يمكن كتابة الملف.</translation>
        </message>
        <message>
            <source>The file cannot be read.</source>
            <translation>لا يمكن قراءة الملف.</translation>
        </message>
        <message>
            <source>The demo provider did not start.</source>
            <translation>لم يبدأ المزوّد التجريبي.</translation>
        </message>
        <message>
            <source>The command does not fit together.</source>
            <translation>أجزاء الأمر لا تتوافق معًا.</translation>
        </message>
        <message>
            <source>The list of providers cannot be used.</source>
            <translation>لا يمكن استخدام قائمة المزوّدين.</translation>
        </message>
        <message>
            <source>The list of claims has a wrong row.</source>
            <translation>في قائمة المطالبات سطر خاطئ.</translation>
        </message>
        <message>
            <source>This is a fault of this build: {detail}.</source>
            <translation>هذا خلل في هذه النسخة المبنية: {detail}.</translation>
        </message>
        <message>
            <source>The list of session cookies has a wrong row.</source>
            <translation>في قائمة ملفات ارتباط الجلسات سطر خاطئ.</translation>
        </message>
        <message>
            <source>The list of token prefixes has a wrong row.</source>
            <translation>في قائمة بادئات الرموز سطر خاطئ.</translation>
        </message>
        <message>
            <source>{host} says in a wrong form why it refused.</source>
            <translation>يذكر {host} سبب رفضه بصيغة خاطئة.</translation>
        </message>
        <message>
            <source>The curl command cannot be read.</source>
            <translation>لا يمكن قراءة أمر curl.</translation>
        </message>
        <message>
            <source>Copy it whole. {detail}</source>
            <translation>انسخه كاملًا. {detail}</translation>
        </message>
        <message>
            <source>The headers cannot be read.</source>
            <translation>لا يمكن قراءة الترويسات.</translation>
        </message>
        <message>
            <source>Paste one request or answer. {detail}</source>
            <translation>الصق طلبًا واحدًا أو جوابًا واحدًا. {detail}</translation>
        </message>
        <message>
            <source>The administrator's configuration cannot be read.</source>
            <translation>لا يمكن قراءة تهيئة المسؤول.</translation>
        </message>
        <message>
            <source>Nothing goes on without it. {detail}.</source>
            <translation>لا يستمر شيء من دونها. {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration is no plain file.</source>
            <translation>تهيئة المسؤول ليست ملفًا عاديًا.</translation>
        </message>
        <message>
            <source>Nothing goes on without it. Put a file there, not a link, pipe or device: {detail}.</source>
            <translation>لا يستمر شيء من دونها. ضع هناك ملفًا، لا رابطًا ولا أنبوبًا ولا جهازًا: {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration does not belong to the administrator.</source>
            <translation>تهيئة المسؤول ليست ملكًا للمسؤول.</translation>
        </message>
        <message>
            <source>Nothing goes on with it. File and folder must belong to root: {detail}.</source>
            <translation>لا يستمر شيء معها. يجب أن يكون الملف والمجلد ملكًا لـ root: {detail}.</translation>
        </message>
        <message>
            <source>Others than the administrator may change his configuration.</source>
            <translation>يستطيع غير المسؤول تغيير تهيئته.</translation>
        </message>
        <message>
            <source>Nothing goes on with it. Take write permission from group and others: {detail}.</source>
            <translation>لا يستمر شيء معها. اسحب صلاحية الكتابة من المجموعة والآخرين: {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration is too large.</source>
            <translation>تهيئة المسؤول كبيرة جدًا.</translation>
        </message>
        <message>
            <source>The administrator's configuration begins with a byte order mark.</source>
            <translation>تبدأ تهيئة المسؤول بعلامة ترتيب البايتات (BOM).</translation>
        </message>
        <message>
            <source>Nothing goes on without it. Save it as UTF-8 without one: {detail}.</source>
            <translation>لا يستمر شيء من دونها. احفظها بترميز UTF-8 بلا هذه العلامة: {detail}.</translation>
        </message>
        <message>
            <source>The administrator's configuration is not well made.</source>
            <translation>تهيئة المسؤول غير سليمة البنية.</translation>
        </message>
        <message>
            <source>The administrator's configuration was written for another Tessera.</source>
            <translation>كُتبت تهيئة المسؤول لإصدار آخر من Tessera.</translation>
        </message>
        <message>
            <source>The administrator's configuration says something Tessera does not know.</source>
            <translation>في تهيئة المسؤول ما لا يعرفه Tessera.</translation>
        </message>
        <message>
            <source>The administrator's configuration would switch a protection off.</source>
            <translation>تهيئة المسؤول من شأنها إيقاف إحدى وسائل الحماية.</translation>
        </message>
        <message>
            <source>That cannot be configured. {detail}.</source>
            <translation>لا يمكن تهيئة ذلك. {detail}.</translation>
        </message>
        <message>
            <source>The administrator of this computer switched that off.</source>
            <translation>أوقف مسؤول هذا الحاسوب ذلك.</translation>
        </message>
        <message>
            <source>Sign in another way; it is called “{detail}” in his configuration.</source>
            <translation>سجّل الدخول بطريقة أخرى؛ اسمها في تهيئته «{detail}».</translation>
        </message>
        <message>
            <source>The administrator of this computer does not allow {host}.</source>
            <translation>لا يسمح مسؤول هذا الحاسوب باستخدام {host}.</translation>
        </message>
        <message>
            <source>Ask the administrator; {detail}.</source>
            <translation>اسأل المسؤول؛ {detail}.</translation>
        </message>
        <message>
            <source>A file with an extra certificate authority cannot be read.</source>
            <translation>لا يمكن قراءة ملف فيه سلطة شهادات إضافية.</translation>
        </message>
        <message>
            <source>{detail}.</source>
            <translation>{detail}.</translation>
        </message>
        <message>
            <source>A file with an extra certificate authority is too large.</source>
            <translation>ملف فيه سلطة شهادات إضافية كبير جدًا.</translation>
        </message>
        <message>
            <source>{detail}. Keep only the certificates that are needed in it.</source>
            <translation>{detail}. أبقِ فيه الشهادات اللازمة فقط.</translation>
        </message>
        <message>
            <source>A file for an extra certificate authority holds none.</source>
            <translation>لا توجد أي شهادة في ملف لسلطة شهادات إضافية.</translation>
        </message>
        <message>
            <source>{detail}. It begins with -----BEGIN CERTIFICATE-----.</source>
            <translation>{detail}. تبدأ الشهادة بـ -----BEGIN CERTIFICATE-----.</translation>
        </message>
        <message>
            <source>A file for an extra certificate authority holds another certificate.</source>
            <translation>في ملف لسلطة شهادات إضافية شهادة من نوع آخر.</translation>
        </message>
        <message>
            <source>{detail} may not sign others. Ask for the certificate of the authority that signed it.</source>
            <translation>لا يجوز لـ {detail} توقيع شهادات أخرى. اطلب شهادة السلطة التي وقّعتها.</translation>
        </message>
        <message>
            <source>No agent is running.</source>
            <translation>لا يعمل أي وكيل.</translation>
        </message>
        <message>
            <source>Start one with "tessera agent start", or open Tessera. It would listen at {detail}.</source>
            <translation>ابدأ وكيلًا بالأمر "tessera agent start"، أو افتح Tessera. سيستمع على {detail}.</translation>
        </message>
        <message>
            <source>An agent is running already.</source>
            <translation>يعمل وكيل بالفعل.</translation>
        </message>
        <message>
            <source>Ask it with "tessera agent status", or end it with "tessera agent stop". It listens at {detail}.</source>
            <translation>اسأله بالأمر "tessera agent status"، أو أنهِه بالأمر "tessera agent stop". يستمع على {detail}.</translation>
        </message>
        <message>
            <source>The agent's folder is not safe, so it is not used.</source>
            <translation>مجلد الوكيل غير آمن، ولذلك لا يُستخدم.</translation>
        </message>
        <message>
            <source>The agent's folder is not there.</source>
            <translation>مجلد الوكيل غير موجود.</translation>
        </message>
        <message>
            <source>It would be {detail}.</source>
            <translation>يُفترض أن يكون {detail}.</translation>
        </message>
        <message>
            <source>The agent does not run on this system yet.</source>
            <translation>لا يعمل الوكيل على هذا النظام بعد.</translation>
        </message>
        <message>
            <source>Commands work without it. It would be at {detail}.</source>
            <translation>تعمل الأوامر من دونه. مكانه المفترض {detail}.</translation>
        </message>
        <message>
            <source>Something else stands where the agent would listen.</source>
            <translation>ثمة شيء آخر في الموضع الذي يستمع فيه الوكيل.</translation>
        </message>
        <message>
            <source>It was left alone; remove it if it is yours. {detail}.</source>
            <translation>تُرك كما هو؛ أزِله إن كان لك. {detail}.</translation>
        </message>
        <message>
            <source>Another user listens where your agent should be.</source>
            <translation>يستمع مستخدم آخر في الموضع المخصص لوكيلك.</translation>
        </message>
        <message>
            <source>Nothing was asked there. {detail}.</source>
            <translation>لم يُسأل شيء هناك. {detail}.</translation>
        </message>
        <message>
            <source>The agent cannot listen.</source>
            <translation>لا يستطيع الوكيل الاستماع.</translation>
        </message>
        <message>
            <source>What systemd handed over is no socket for the agent.</source>
            <translation>ما سلّمه systemd ليس مقبسًا للوكيل.</translation>
        </message>
        <message>
            <source>Check tessera-agent.socket: {detail}.</source>
            <translation>افحص tessera-agent.socket: {detail}.</translation>
        </message>
        <message>
            <source>The agent has too much to do.</source>
            <translation>لدى الوكيل أعمال كثيرة.</translation>
        </message>
        <message>
            <source>Try again in a moment.</source>
            <translation>أعد المحاولة بعد قليل.</translation>
        </message>
        <message>
            <source>The agent closed the connection before it answered.</source>
            <translation>أغلق الوكيل الاتصال قبل أن يجيب.</translation>
        </message>
        <message>
            <source>Try again; "tessera agent status" tells whether it still runs. It was at {detail}.</source>
            <translation>أعد المحاولة؛ يبيّن الأمر "tessera agent status" هل ما زال يعمل. كان على {detail}.</translation>
        </message>
        <message>
            <source>The agent does not answer.</source>
            <translation>لا يجيب الوكيل.</translation>
        </message>
        <message>
            <source>It may wait for the network or the keychain. End it with "tessera agent stop" and start it again. It is at {detail}.</source>
            <translation>قد يكون في انتظار الشبكة أو سلسلة المفاتيح. أنهِه بالأمر "tessera agent stop" وابدأه من جديد. هو على {detail}.</translation>
        </message>
        <message>
            <source>The agent that runs is of another version of Tessera.</source>
            <translation>الوكيل العامل من إصدار آخر من Tessera.</translation>
        </message>
        <message>
            <source>End it with "tessera agent stop" of its own version, or close the window, and start it again. Versions of the conversation: {detail}.</source>
            <translation>أنهِه بالأمر "tessera agent stop" من إصداره، أو أغلق النافذة، ثم ابدأه من جديد. إصدارا المحادثة: {detail}.</translation>
        </message>
        <message>
            <source>The agent does not understand the question.</source>
            <translation>لا يفهم الوكيل السؤال.</translation>
        </message>
        <message>
            <source>What it cannot use is: {detail}.</source>
            <translation>ما لا يمكنه استخدامه: {detail}.</translation>
        </message>
        <message>
            <source>The agent's answer cannot be read.</source>
            <translation>لا يمكن قراءة جواب الوكيل.</translation>
        </message>
        <message>
            <source>What is wrong with it: {detail}.</source>
            <translation>الخلل فيه: {detail}.</translation>
        </message>
        <message>
            <source>That is too large for the agent.</source>
            <translation>هذا كبير جدًا على الوكيل.</translation>
        </message>
        <message>
            <source>An empty message is no question.</source>
            <translation>الرسالة الفارغة ليست سؤالًا.</translation>
        </message>
        <message>
            <source>Nothing was done.</source>
            <translation>لم يُنفَّذ شيء.</translation>
        </message>
        <message>
            <source>It cannot be told which program asks, so it gets nothing.</source>
            <translation>لا يمكن معرفة البرنامج السائل، ولذلك لا يحصل على شيء.</translation>
        </message>
        <message>
            <source>The program that asked is not the same any more.</source>
            <translation>لم يعد البرنامج الذي سأل هو نفسه.</translation>
        </message>
        <message>
            <source>Nothing was handed out.</source>
            <translation>لم يُسلَّم شيء.</translation>
        </message>
        <message>
            <source>A program of another user asked the agent.</source>
            <translation>سأل الوكيلَ برنامجٌ لمستخدم آخر.</translation>
        </message>
        <message>
            <source>It was turned away.</source>
            <translation>رُدّ طلبه.</translation>
        </message>
        <message>
            <source>The agent is locked.</source>
            <translation>الوكيل مقفل.</translation>
        </message>
        <message>
            <source>Open it with "tessera agent unlock", or in Tessera's window. Until then it gives nothing.</source>
            <translation>افتحه بالأمر "tessera agent unlock" أو في نافذة Tessera. لا يعطي شيئًا قبل ذلك.</translation>
        </message>
        <message>
            <source>Nothing here would tell the agent that the screen is locked.</source>
            <translation>لا شيء هنا يُعلم الوكيل بقفل الشاشة.</translation>
        </message>
        <message>
            <source>Neither the system's message bus nor your session's answers: {detail}. Start the agent within your session, or let --lock-after MINUTES lock it.</source>
            <translation>لا يجيب ناقل رسائل النظام ولا ناقل جلستك: {detail}. ابدأ الوكيل داخل جلستك، أو اجعل --lock-after MINUTES يقفله.</translation>
        </message>
        <message>
            <source>On this system the agent cannot tell when the screen is locked.</source>
            <translation>لا يستطيع الوكيل على هذا النظام معرفة متى تُقفل الشاشة.</translation>
        </message>
        <message>
            <source>Let --lock-after MINUTES lock it when it is not used.</source>
            <translation>اجعل --lock-after MINUTES يقفله عند عدم استخدامه.</translation>
        </message>
        <message>
            <source>That is not the password the agent was locked with.</source>
            <translation>ليست هذه كلمة المرور التي قُفل بها الوكيل.</translation>
        </message>
        <message>
            <source>Wait a moment before you try again.</source>
            <translation>انتظر قليلًا قبل إعادة المحاولة.</translation>
        </message>
        <message>
            <source>A wrong password was given just now.</source>
            <translation>أُدخلت كلمة مرور خاطئة قبل قليل.</translation>
        </message>
        <message>
            <source>Wait, then try again. Seconds left: {detail}.</source>
            <translation>انتظر ثم أعد المحاولة. الثواني المتبقية: {detail}.</translation>
        </message>
        <message>
            <source>That needs a person.</source>
            <translation>يحتاج ذلك إلى شخص.</translation>
        </message>
        <message>
            <source>Type the command in a terminal, or open Tessera and say so in its window.</source>
            <translation>اكتب الأمر في طرفية، أو افتح Tessera وحدّد ذلك في نافذته.</translation>
        </message>
        <message>
            <source>That program may not have this token.</source>
            <translation>لا يجوز لذلك البرنامج الحصول على هذا الرمز.</translation>
        </message>
        <message>
            <source>Denied: {detail}.</source>
            <translation>رُفض: {detail}.</translation>
        </message>
        <message>
            <source>Nobody has allowed this program to have this token, and nobody can be asked.</source>
            <translation>لم يسمح أحد لهذا البرنامج بالحصول على هذا الرمز، ولا يوجد من يُسأل.</translation>
        </message>
        <message>
            <source>Allow it in a terminal: {detail}.</source>
            <translation>اسمح له في طرفية: {detail}.</translation>
        </message>
        <message>
            <source>This program has asked already, and you have not answered yet.</source>
            <translation>سبق أن سأل هذا البرنامج، ولم تُجب بعد.</translation>
        </message>
        <message>
            <source>Answer in Tessera's window first.</source>
            <translation>أجب أولًا في نافذة Tessera.</translation>
        </message>
        <message>
            <source>The token that came may do more than you were asked about.</source>
            <translation>يتيح الرمز الوارد أكثر مما سُئلت عنه.</translation>
        </message>
        <message>
            <source>Ask again, and you are asked about all of it: {detail}.</source>
            <translation>اطلب مجددًا، فتُسأل عنه كله: {detail}.</translation>
        </message>
        <message>
            <source>There is no such program.</source>
            <translation>لا يوجد برنامج كهذا.</translation>
        </message>
        <message>
            <source>The list of what you allowed cannot be used.</source>
            <translation>لا يمكن استخدام قائمة ما سمحتَ به.</translation>
        </message>
        <message>
            <source>Nothing is handed out by it. {detail}.</source>
            <translation>لا يُسلَّم شيء بموجبها. {detail}.</translation>
        </message>
        <message>
            <source>There is no such approval.</source>
            <translation>لا يوجد إذن كهذا.</translation>
        </message>
        <message>
            <source>"tessera agent approvals" lists them. Asked for: {detail}.</source>
            <translation>يعرض الأمر "tessera agent approvals" الأذونات. المطلوب: {detail}.</translation>
        </message>
        <message>
            <source>The agent's log cannot be written, so nothing is handed out.</source>
            <translation>لا يمكن كتابة سجل الوكيل، ولذلك لا يُسلَّم شيء.</translation>
        </message>
        <message>
            <source>The account belongs to another issuer.</source>
            <translation>الحساب يتبع مُصدِرًا آخر.</translation>
        </message>
        <message>
            <source>Nothing was handed out. It is an account of {detail}.</source>
            <translation>لم يُسلَّم شيء. هو حساب لدى {detail}.</translation>
        </message>
        <message>
            <source>That was not granted to this account.</source>
            <translation>لم يُمنح ذلك لهذا الحساب.</translation>
        </message>
        <message>
            <source>Sign in again with the scopes you need. Missing: {detail}.</source>
            <translation>سجّل الدخول مجددًا بالنطاقات التي تحتاجها. الناقص: {detail}.</translation>
        </message>
        <message>
            <source>The token is not for that audience.</source>
            <translation>الرمز ليس لذلك الجمهور.</translation>
        </message>
        <message>
            <source>Nothing was handed out. Asked for: {detail}.</source>
            <translation>لم يُسلَّم شيء. المطلوب: {detail}.</translation>
        </message>
        <message>
            <source>The provider's tokens end too soon to be handed out.</source>
            <translation>تنتهي رموز المزوّد بسرعة لا تسمح بتسليمها.</translation>
        </message>
        <message>
            <source>Less than {detail} would be left. Nothing was handed out.</source>
            <translation>سيتبقى أقل من {detail}. لم يُسلَّم شيء.</translation>
        </message>
        <message>
            <source>This account has no ID token.</source>
            <translation>ليس لهذا الحساب رمز هوية.</translation>
        </message>
        <message>
            <source>The provider gave none. Sign in again with the scope openid.</source>
            <translation>لم يعطِ المزوّد رمزًا. سجّل الدخول مجددًا بالنطاق openid.</translation>
        </message>
        <message>
            <source>The ID token has run out, and the provider gives no new one.</source>
            <translation>انتهت صلاحية رمز الهوية، ولا يعطي المزوّد رمزًا جديدًا.</translation>
        </message>
        <message>
            <source>Sign in again to get one.</source>
            <translation>سجّل الدخول مجددًا للحصول على رمز.</translation>
        </message>
        <message>
            <source>That is not how the agent is used.</source>
            <translation>لا يُستخدم الوكيل هكذا.</translation>
        </message>
        <message>
            <source>{detail}. See tessera agent --help.</source>
            <translation>{detail}. انظر tessera agent --help.</translation>
        </message>
        <message>
            <source>{host} was not found.</source>
            <translation>لم يُعثر على {host}.</translation>
        </message>
        <message>
            <source>Check the address and the connection, then try again.</source>
            <translation>تحقق من العنوان والاتصال، ثم أعد المحاولة.</translation>
        </message>
        <message>
            <source>Nobody answers at {host}.</source>
            <translation>لا أحد يجيب على {host}.</translation>
        </message>
        <message>
            <source>Check the address, or try again later.</source>
            <translation>تحقق من العنوان، أو أعد المحاولة لاحقًا.</translation>
        </message>
        <message>
            <source>The connection to {host} broke off.</source>
            <translation>انقطع الاتصال مع {host}.</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>أعد المحاولة.</translation>
        </message>
        <message>
            <source>The proxy did not let the request to {host} through.</source>
            <translation>لم يسمح خادم البروكسي بمرور الطلب إلى {host}.</translation>
        </message>
        <message>
            <source>It is {detail}. Check the system's network settings and the variable https_proxy.</source>
            <translation>هو {detail}. تحقق من إعدادات شبكة النظام ومن المتغيّر https_proxy.</translation>
        </message>
        <message>
            <source>Check the connection, then try again.</source>
            <translation>تحقق من الاتصال، ثم أعد المحاولة.</translation>
        </message>
        <message>
            <source>{host} did not answer in time.</source>
            <translation>لم يجب {host} في الوقت المطلوب.</translation>
        </message>
        <message>
            <source>Try again later.</source>
            <translation>أعد المحاولة لاحقًا.</translation>
        </message>
        <message>
            <source>{host} answers too slowly.</source>
            <translation>يجيب {host} ببطء شديد.</translation>
        </message>
        <message>
            <source>The certificate of {host} is not trusted by this computer.</source>
            <translation>لا يثق هذا الحاسوب بشهادة {host}.</translation>
        </message>
        <message>
            <source>Nothing was sent. Check this computer's clock; a company's own certificate must be known to the system.</source>
            <translation>لم يُرسَل شيء. تحقق من ساعة هذا الحاسوب؛ وإذا كان للشركة شهادة خاصة فيجب أن يعرفها النظام.</translation>
        </message>
        <message>
            <source>{host} would be reached without encryption.</source>
            <translation>سيجري الوصول إلى {host} بلا تشفير.</translation>
        </message>
        <message>
            <source>Nothing was sent. Use an https address; http is for this computer only.</source>
            <translation>لم يُرسَل شيء. استخدم عنوان https؛ أما http فلهذا الحاسوب فقط.</translation>
        </message>
        <message>
            <source>That is not an address Tessera can use.</source>
            <translation>ليس هذا عنوانًا يمكن لـ Tessera استخدامه.</translation>
        </message>
        <message>
            <source>Check it for spaces and odd characters.</source>
            <translation>ابحث فيه عن مسافات ومحارف غير مألوفة.</translation>
        </message>
        <message>
            <source>The name {host} leads to an address in your own network.</source>
            <translation>يقود الاسم {host} إلى عنوان في شبكتك.</translation>
        </message>
        <message>
            <source>Nothing was sent: {detail}. Something may have changed the names on this network.</source>
            <translation>لم يُرسَل شيء: {detail}. ربما غيّر شيء ما الأسماء على هذه الشبكة.</translation>
        </message>
        <message>
            <source>{host} sends the request on to another address.</source>
            <translation>يحوّل {host} الطلب إلى عنوان آخر.</translation>
        </message>
        <message>
            <source>Tessera does not follow where secrets are involved. Ask for the final address and use that.</source>
            <translation>لا يتبع Tessera التحويل حيث توجد أسرار. اطلب العنوان النهائي واستخدمه.</translation>
        </message>
        <message>
            <source>The answer of {host} is too large.</source>
            <translation>جواب {host} كبير جدًا.</translation>
        </message>
        <message>
            <source>It was thrown away. Check the address.</source>
            <translation>أُهمل. تحقق من العنوان.</translation>
        </message>
        <message>
            <source>The answer of {host} came only in part.</source>
            <translation>لم يصل من جواب {host} إلا جزء.</translation>
        </message>
        <message>
            <source>It was thrown away. Try again.</source>
            <translation>أُهمل. أعد المحاولة.</translation>
        </message>
        <message>
            <source>{host} answered something that is not HTTP.</source>
            <translation>أجاب {host} بما ليس HTTP.</translation>
        </message>
        <message>
            <source>Check the address and the port.</source>
            <translation>تحقق من العنوان والمنفذ.</translation>
        </message>
        <message>
            <source>{host} refused the request.</source>
            <translation>رفض {host} الطلب.</translation>
        </message>
        <message>
            <source>It answered with status {detail}.</source>
            <translation>أجاب بالحالة {detail}.</translation>
        </message>
        <message>
            <source>{host} answered with a web page instead of data.</source>
            <translation>أجاب {host} بصفحة ويب بدل البيانات.</translation>
        </message>
        <message>
            <source>Some networks want a sign-in of their own first: open any page in the browser, then try again.</source>
            <translation>تطلب بعض الشبكات تسجيل دخول خاصًا بها أولًا: افتح أي صفحة في المتصفح، ثم أعد المحاولة.</translation>
        </message>
        <message>
            <source>This computer is offline.</source>
            <translation>هذا الحاسوب غير متصل.</translation>
        </message>
        <message>
            <source>{host} cannot be asked. Connect to a network, then try again.</source>
            <translation>لا يمكن سؤال {host}. اتصل بشبكة، ثم أعد المحاولة.</translation>
        </message>
        <message>
            <source>This network may want a sign-in of its own first: open any page in the browser, then try again. Otherwise check the address.</source>
            <translation>قد تطلب هذه الشبكة تسجيل دخول خاصًا بها أولًا: افتح أي صفحة في المتصفح، ثم أعد المحاولة. وإلا فتحقق من العنوان.</translation>
        </message>
        <message>
            <source>The proxy wants a user name and a password, or others than it got.</source>
            <translation>يطلب خادم البروكسي اسم مستخدم وكلمة مرور، أو غير ما أُعطي.</translation>
        </message>
        <message>
            <source>It is {detail}. Put them into the proxy's address in https_proxy, as http://USER:PASSWORD@HOST:PORT, or ask whoever runs the network.</source>
            <translation>هو {detail}. ضعهما في عنوان البروكسي في https_proxy، هكذا http://USER:PASSWORD@HOST:PORT، أو اسأل القائم على الشبكة.</translation>
        </message>
        <message>
            <source>This computer cannot connect to itself.</source>
            <translation>لا يستطيع هذا الحاسوب الاتصال بنفسه.</translation>
        </message>
        <message>
            <source>The browser could not hand over the sign-in. Allow local connections (127.0.0.1) in the firewall or the security program, then try again.</source>
            <translation>تعذّر على المتصفح تسليم تسجيل الدخول. اسمح بالاتصالات المحلية (127.0.0.1) في جدار الحماية أو برنامج الأمان، ثم أعد المحاولة.</translation>
        </message>
        <message>
            <source>An issuer address is needed.</source>
            <translation>يلزم عنوان مُصدِر.</translation>
        </message>
        <message>
            <source>It looks like https://id.example.com.</source>
            <translation>يكون مثل https://id.example.com.</translation>
        </message>
        <message>
            <source>An issuer address begins with https://.</source>
            <translation>يبدأ عنوان المُصدِر بـ https://.</translation>
        </message>
        <message>
            <source>Check the beginning of the address.</source>
            <translation>تحقق من بداية العنوان.</translation>
        </message>
        <message>
            <source>That address is not encrypted.</source>
            <translation>ذلك العنوان غير مشفَّر.</translation>
        </message>
        <message>
            <source>Use https; http is accepted for providers on this computer only.</source>
            <translation>استخدم https؛ يُقبل http للمزوّدين الموجودين على هذا الحاسوب فقط.</translation>
        </message>
        <message>
            <source>An issuer address has no question mark.</source>
            <translation>ليس في عنوان المُصدِر علامة استفهام.</translation>
        </message>
        <message>
            <source>Remove what begins with it.</source>
            <translation>أزِل ما يبدأ بها.</translation>
        </message>
        <message>
            <source>An issuer address has no #.</source>
            <translation>ليس في عنوان المُصدِر علامة #.</translation>
        </message>
        <message>
            <source>An issuer address holds no user name.</source>
            <translation>ليس في عنوان المُصدِر اسم مستخدم.</translation>
        </message>
        <message>
            <source>Remove everything up to the @.</source>
            <translation>أزِل كل ما يسبق @ مع العلامة نفسها.</translation>
        </message>
        <message>
            <source>The address names no usable host.</source>
            <translation>لا يسمّي العنوان مضيفًا صالحًا.</translation>
        </message>
        <message>
            <source>{host} cannot be used from a desktop program.</source>
            <translation>لا يمكن استخدام {host} من برنامج مكتبي.</translation>
        </message>
        <message>
            <source>{host} answers, but not as an OpenID provider.</source>
            <translation>يجيب {host}، لكن ليس كمزوّد OpenID.</translation>
        </message>
        <message>
            <source>Check the path of the issuer address; some providers need a realm or a tenant in it.</source>
            <translation>تحقق من مسار عنوان المُصدِر؛ يحتاج بعض المزوّدين إلى realm أو مستأجر فيه.</translation>
        </message>
        <message>
            <source>{host} changed its addresses while you were signing in.</source>
            <translation>غيّر {host} عناوينه أثناء تسجيل دخولك.</translation>
        </message>
        <message>
            <source>Nothing was sent to the new ones ({detail}). Sign in again: that goes by what it says now.</source>
            <translation>لم يُرسَل شيء إلى العناوين الجديدة ({detail}). سجّل الدخول مجددًا: سيعتمد ذلك على ما يقوله الآن.</translation>
        </message>
        <message>
            <source>{host} calls itself by another name.</source>
            <translation>يسمّي {host} نفسه باسم آخر.</translation>
        </message>
        <message>
            <source>It says {detail}. Use exactly that as the issuer address if you trust it.</source>
            <translation>يقول {detail}. استخدم ذلك حرفيًا كعنوان للمُصدِر إن كنت تثق به.</translation>
        </message>
        <message>
            <source>{host} names a dangerous address.</source>
            <translation>يذكر {host} عنوانًا خطرًا.</translation>
        </message>
        <message>
            <source>Nothing of what it says is used. Its operator must mend it: {detail}.</source>
            <translation>لا يُستخدم شيء مما يقوله. على مشغّله إصلاح ذلك: {detail}.</translation>
        </message>
        <message>
            <source>{host} moved to another host than this account was made with.</source>
            <translation>انتقل {host} إلى مضيف غير الذي أُنشئ به هذا الحساب.</translation>
        </message>
        <message>
            <source>Nothing was sent there: {detail}. Agree to the move only if its operator announced it.</source>
            <translation>لم يُرسَل شيء إلى هناك: {detail}. لا توافق على الانتقال إلا إذا أعلنه مشغّله.</translation>
        </message>
        <message>
            <source>{host} describes itself in a wrong form.</source>
            <translation>يصف {host} نفسه بصيغة خاطئة.</translation>
        </message>
        <message>
            <source>Its operator must mend it: {detail}.</source>
            <translation>على مشغّله إصلاح ذلك: {detail}.</translation>
        </message>
        <message>
            <source>{host} leaves out something Tessera needs.</source>
            <translation>يُغفل {host} ما يحتاجه Tessera.</translation>
        </message>
        <message>
            <source>Missing: {detail}.</source>
            <translation>الناقص: {detail}.</translation>
        </message>
        <message>
            <source>{host} wants this program to prove itself in a way Tessera cannot.</source>
            <translation>يريد {host} أن يُثبت هذا البرنامج نفسه بطريقة لا يقدر عليها Tessera.</translation>
        </message>
        <message>
            <source>It accepts only: {detail}.</source>
            <translation>لا يقبل إلا: {detail}.</translation>
        </message>
        <message>
            <source>This provider needs the client secret.</source>
            <translation>يحتاج هذا المزوّد إلى سر العميل.</translation>
        </message>
        <message>
            <source>Copy it from where the client was registered.</source>
            <translation>انسخه من المكان الذي سُجّل فيه العميل.</translation>
        </message>
        <message>
            <source>The client secret is too short to sign with.</source>
            <translation>سر العميل أقصر من أن يُستخدم للتوقيع.</translation>
        </message>
        <message>
            <source>Ask the provider for a longer one, or send it another way: {detail}.</source>
            <translation>اطلب من المزوّد سرًا أطول، أو أرسله بطريقة أخرى: {detail}.</translation>
        </message>
        <message>
            <source>This provider needs the client's private key.</source>
            <translation>يحتاج هذا المزوّد إلى المفتاح الخاص للعميل.</translation>
        </message>
        <message>
            <source>Name the file that holds it, as it was registered.</source>
            <translation>سمِّ الملف الذي يحتويه، كما سُجّل.</translation>
        </message>
        <message>
            <source>The client's private key cannot be used.</source>
            <translation>لا يمكن استخدام المفتاح الخاص للعميل.</translation>
        </message>
        <message>
            <source>The reason: {detail}.</source>
            <translation>السبب: {detail}.</translation>
        </message>
        <message>
            <source>The client's key signs in no way that {host} accepts.</source>
            <translation>لا يوقّع مفتاح العميل بأي طريقة يقبلها {host}.</translation>
        </message>
        <message>
            <source>It accepts: {detail}.</source>
            <translation>يقبل: {detail}.</translation>
        </message>
        <message>
            <source>{host} signs in no way that Tessera accepts.</source>
            <translation>لا يوقّع {host} بأي طريقة يقبلها Tessera.</translation>
        </message>
        <message>
            <source>It offers: {detail}.</source>
            <translation>يعرض: {detail}.</translation>
        </message>
        <message>
            <source>The client is registered with an encryption that Tessera does not do.</source>
            <translation>سُجّل العميل بتشفير لا يدعمه Tessera.</translation>
        </message>
        <message>
            <source>Register another, RSA-OAEP or ECDH-ES for instance: {detail}.</source>
            <translation>سجّل تشفيرًا آخر، RSA-OAEP أو ECDH-ES مثلًا: {detail}.</translation>
        </message>
        <message>
            <source>What the access token is for must be an address.</source>
            <translation>يجب أن يكون ما يخصه رمز الوصول عنوانًا.</translation>
        </message>
        <message>
            <source>It looks like https://api.example.com, without #: {detail}.</source>
            <translation>يكون مثل https://api.example.com، بلا #: {detail}.</translation>
        </message>
        <message>
            <source>The settings cannot be read, so Tessera goes by its own.</source>
            <translation>لا يمكن قراءة الإعدادات، ولذلك يعمل Tessera بإعداداته الأصلية.</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Mend or move it: {detail}.</source>
            <translation>يُترك الملف كما هو؛ وما تغيّره يسري حتى ينتهي Tessera. أصلحه أو انقله: {detail}.</translation>
        </message>
        <message>
            <source>One of the settings is wrong, so Tessera goes by its own.</source>
            <translation>أحد الإعدادات خاطئ، ولذلك يعمل Tessera بإعداداته الأصلية.</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Mend it: {detail}.</source>
            <translation>يُترك الملف كما هو؛ وما تغيّره يسري حتى ينتهي Tessera. أصلحه: {detail}.</translation>
        </message>
        <message>
            <source>The settings were written by another version of Tessera, so it goes by its own.</source>
            <translation>كُتبت الإعدادات بإصدار آخر من Tessera، ولذلك يعمل بإعداداته الأصلية.</translation>
        </message>
        <message>
            <source>The file is left as it is; what you change holds until Tessera ends. Update Tessera: {detail}.</source>
            <translation>يُترك الملف كما هو؛ وما تغيّره يسري حتى ينتهي Tessera. حدّث Tessera: {detail}.</translation>
        </message>
        <message>
            <source>The setting cannot be kept.</source>
            <translation>لا يمكن حفظ الإعداد.</translation>
        </message>
        <message>
            <source>It would be in {detail}.</source>
            <translation>مكانه المفترض {detail}.</translation>
        </message>
        <message>
            <source>That is no command.</source>
            <translation>هذا ليس أمرًا.</translation>
        </message>
        <message>
            <source>Write {detail}.</source>
            <translation>اكتب {detail}.</translation>
        </message>
        <message>
            <source>Those are not ports.</source>
            <translation>هذه ليست منافذ.</translation>
        </message>
        <message>
            <source>Write at most ten different numbers from 1024 to 65535, with commas between them. Not understood: {detail}.</source>
            <translation>اكتب عشرة أعداد مختلفة على الأكثر من 1024 إلى 65535، تفصل بينها فواصل. غير المفهوم: {detail}.</translation>
        </message>
        <message>
            <source>It cannot be told whether Tessera starts when you log in.</source>
            <translation>لا يمكن معرفة هل يبدأ Tessera عند دخولك إلى النظام.</translation>
        </message>
        <message>
            <source>That Tessera starts when you log in could not be changed.</source>
            <translation>تعذّر تغيير بدء Tessera عند دخولك إلى النظام.</translation>
        </message>
        <message>
            <source>No window of Tessera is open.</source>
            <translation>لا توجد نافذة مفتوحة من Tessera.</translation>
        </message>
        <message>
            <source>It would be asked at {detail}.</source>
            <translation>تُسأل على {detail}.</translation>
        </message>
        <message>
            <source>Tessera runs already, but its window does not answer.</source>
            <translation>Tessera يعمل بالفعل، لكن نافذته لا تجيب.</translation>
        </message>
        <message>
            <source>Wait a moment, or end that process. It is asked at {detail}.</source>
            <translation>انتظر قليلًا، أو أنهِ تلك العملية. تُسأل على {detail}.</translation>
        </message>
        <message>
            <source>The window does not understand what it was asked.</source>
            <translation>لا تفهم النافذة ما طُلب منها.</translation>
        </message>
        <message>
            <source>What is wrong: {detail}.</source>
            <translation>الخلل: {detail}.</translation>
        </message>
        <message>
            <source>The window could not be started.</source>
            <translation>تعذّر بدء النافذة.</translation>
        </message>
        <message>
            <source>It should be {detail}.</source>
            <translation>يُفترض أن تكون {detail}.</translation>
        </message>
        <message>
            <source>Nothing was stored.</source>
            <translation>لم يُخزَّن شيء.</translation>
        </message>
        <message>
            <source>The clock of this computer is wrong: {detail}.</source>
            <translation>ساعة هذا الحاسوب خاطئة: {detail}.</translation>
        </message>
        <message>
            <source>Tokens would be refused. Let the system set its clock by itself, then try again.</source>
            <translation>ستُرفض الرموز. دع النظام يضبط ساعته بنفسه، ثم أعد المحاولة.</translation>
        </message>
        <message>
            <source>{host} is a return address this provider does not take.</source>
            <translation>{host} عنوان عودة لا يقبله هذا المزوّد.</translation>
        </message>
        <message>
            <source>It takes {detail} only. Use that in --redirect-uri and where the client is registered.</source>
            <translation>لا يقبل إلا {detail}. استخدمه في --redirect-uri وحيث سُجّل العميل.</translation>
        </message>
        <message>
            <source>This provider takes only the exact return address that is registered there.</source>
            <translation>لا يقبل هذا المزوّد إلا عنوان العودة المسجّل لديه حرفيًا.</translation>
        </message>
        <message>
            <source>Register one with a port of your choice and give it in --redirect-uri: {detail}.</source>
            <translation>سجّل عنوانًا بمنفذ تختاره وأعطه في --redirect-uri: {detail}.</translation>
        </message>
        <message>
            <source>This provider takes another path in the return address.</source>
            <translation>يقبل هذا المزوّد مسارًا آخر في عنوان العودة.</translation>
        </message>
        <message>
            <source>Use {detail} in --redirect-uri and where the client is registered.</source>
            <translation>استخدم {detail} في --redirect-uri وحيث سُجّل العميل.</translation>
        </message>
        <message>
            <source>That is not the address the browser came back to.</source>
            <translation>ليس هذا العنوان الذي عاد إليه المتصفح.</translation>
        </message>
        <message>
            <source>Copy the whole address from the browser's address bar; it begins with {detail}.</source>
            <translation>انسخ العنوان كاملًا من شريط عنوان المتصفح؛ يبدأ بـ {detail}.</translation>
        </message>
        <message>
            <source>That address is not the answer to this sign-in.</source>
            <translation>ليس ذلك العنوان جوابًا لتسجيل الدخول هذا.</translation>
        </message>
        <message>
            <source>It may be of an earlier try, or copied only in part. Copy it again, or start anew.</source>
            <translation>قد يكون من محاولة سابقة، أو نُسخ جزء منه فقط. انسخه مجددًا، أو ابدأ من جديد.</translation>
        </message>
        <message>
            <source>Nothing is waited for any more.</source>
            <translation>لم يعد هناك ما يُنتظر.</translation>
        </message>
        <message>
            <source>Start the sign-in again.</source>
            <translation>ابدأ تسجيل الدخول من جديد.</translation>
        </message>
        <message>
            <source>{host} wants the request sent ahead, and does not say where to.</source>
            <translation>يريد {host} إرسال الطلب مسبقًا، ولا يقول إلى أين.</translation>
        </message>
        <message>
            <source>Nothing was sent. Its operator must mend it.</source>
            <translation>لم يُرسَل شيء. على مشغّله إصلاح ذلك.</translation>
        </message>
        <message>
            <source>{host} no longer takes the request ahead of the browser, as it did before.</source>
            <translation>لم يعد {host} يقبل الطلب قبل المتصفح كما كان يفعل.</translation>
        </message>
        <message>
            <source>Nothing was sent; this may be an attack. Sign out and in again if its operator says it is meant.</source>
            <translation>لم يُرسَل شيء؛ قد يكون هذا هجومًا. إن قال مشغّله إن ذلك مقصود فسجّل الخروج ثم الدخول.</translation>
        </message>
        <message>
            <source>{host} took the request with an unexpected status.</source>
            <translation>قبِل {host} الطلب بحالة غير متوقعة.</translation>
        </message>
        <message>
            <source>Nothing was opened. Its operator must mend it: {detail}.</source>
            <translation>لم يُفتح شيء. على مشغّله إصلاح ذلك: {detail}.</translation>
        </message>
        <message>
            <source>{host} answered with an address that leads elsewhere.</source>
            <translation>أجاب {host} بعنوان يقود إلى مكان آخر.</translation>
        </message>
        <message>
            <source>Nothing was opened: {detail}.</source>
            <translation>لم يُفتح شيء: {detail}.</translation>
        </message>
        <message>
            <source>{host} took the request and lets it run out at once.</source>
            <translation>يقبل {host} الطلب ثم يُنهي صلاحيته فورًا.</translation>
        </message>
        <message>
            <source>{host} does not sign its answer in the browser (JARM).</source>
            <translation>لا يوقّع {host} جوابه في المتصفح (JARM).</translation>
        </message>
        <message>
            <source>It offers: {detail}. Sign in without, or ask its operator.</source>
            <translation>يعرض: {detail}. سجّل الدخول من دون ذلك، أو اسأل مشغّله.</translation>
        </message>
        <message>
            <source>{host} and this program agree on no way to sign the answer in the browser.</source>
            <translation>لا يتفق {host} وهذا البرنامج على طريقة لتوقيع الجواب في المتصفح.</translation>
        </message>
        <message>
            <source>Look up how the client is registered: {detail}.</source>
            <translation>راجع كيف سُجّل العميل: {detail}.</translation>
        </message>
        <message>
            <source>{host} does not say with which keys it signs.</source>
            <translation>لا يقول {host} بأي مفاتيح يوقّع.</translation>
        </message>
        <message>
            <source>Nothing was opened. Its operator must mend it.</source>
            <translation>لم يُفتح شيء. على مشغّله إصلاح ذلك.</translation>
        </message>
        <message>
            <source>{host} cannot bind tokens to a key (DPoP).</source>
            <translation>لا يستطيع {host} ربط الرموز بمفتاح (DPoP).</translation>
        </message>
        <message>
            <source>Signing in on another device cannot bind tokens to a key (DPoP).</source>
            <translation>لا يستطيع تسجيل الدخول على جهاز آخر ربط الرموز بمفتاح (DPoP).</translation>
        </message>
        <message>
            <source>Sign in with the browser here, or without.</source>
            <translation>سجّل الدخول بالمتصفح هنا، أو من دون ذلك.</translation>
        </message>
        <message>
            <source>{host} asks for something that no proof can carry.</source>
            <translation>يطلب {host} ما لا يمكن لأي إثبات أن يحمله.</translation>
        </message>
        <message>
            <source>Its operator must mend the DPoP nonce: {detail}.</source>
            <translation>على مشغّله إصلاح قيمة nonce الخاصة بـ DPoP: {detail}.</translation>
        </message>
        <message>
            <source>This computer's clock and the clock of {host} do not agree.</source>
            <translation>لا تتفق ساعة هذا الحاسوب وساعة {host}.</translation>
        </message>
        <message>
            <source>Set the clock and try again: {detail}.</source>
            <translation>اضبط الساعة وأعد المحاولة: {detail}.</translation>
        </message>
        <message>
            <source>The provider refuses the proof again and again.</source>
            <translation>يرفض المزوّد الإثبات مرة بعد مرة.</translation>
        </message>
        <message>
            <source>The provider does not accept the proof that the token is ours.</source>
            <translation>لا يقبل المزوّد إثبات أن الرمز لنا.</translation>
        </message>
        <message>
            <source>Check this computer's clock, then sign in again.</source>
            <translation>تحقق من ساعة هذا الحاسوب، ثم سجّل الدخول مجددًا.</translation>
        </message>
        <message>
            <source>No browser opened.</source>
            <translation>لم يُفتح أي متصفح.</translation>
        </message>
        <message>
            <source>Tried {detail}. Copy the link and open it yourself.</source>
            <translation>جُرّب {detail}. انسخ الرابط وافتحه بنفسك.</translation>
        </message>
        <message>
            <source>That address is not opened in a browser.</source>
            <translation>لا يُفتح ذلك العنوان في متصفح.</translation>
        </message>
        <message>
            <source>The return address is in use.</source>
            <translation>عنوان العودة مستخدم حاليًا.</translation>
        </message>
        <message>
            <source>{detail}. Close it or choose another port.</source>
            <translation>{detail}. أغلقه أو اختر منفذًا آخر.</translation>
        </message>
        <message>
            <source>The system says: {detail}.</source>
            <translation>يقول النظام: {detail}.</translation>
        </message>
        <message>
            <source>The return address is not on this computer.</source>
            <translation>ليس عنوان العودة على هذا الحاسوب.</translation>
        </message>
        <message>
            <source>Register one that begins with http://127.0.0.1.</source>
            <translation>سجّل عنوانًا يبدأ بـ http://127.0.0.1.</translation>
        </message>
        <message>
            <source>This sign-in would take permissions away from the account.</source>
            <translation>من شأن تسجيل الدخول هذا أن يسلب الحساب بعض صلاحياته.</translation>
        </message>
        <message>
            <source>It would lose: {detail}. Nothing was changed. Ask for all scopes together, or accept fewer.</source>
            <translation>سيفقد: {detail}. لم يتغيّر شيء. اطلب كل النطاقات معًا، أو اقبل بعدد أقل.</translation>
        </message>
        <message>
            <source>Somebody else signed in at {host}: {detail}.</source>
            <translation>سجّل شخص آخر دخوله لدى {host}: {detail}.</translation>
        </message>
        <message>
            <source>Nothing was changed for this account. Sign in again as the same person, or keep the other as an account of its own.</source>
            <translation>لم يتغيّر شيء في هذا الحساب. سجّل الدخول مجددًا بالشخص نفسه، أو احتفظ بالآخر كحساب مستقل.</translation>
        </message>
        <message>
            <source>The time for signing in ran out.</source>
            <translation>انتهت مهلة تسجيل الدخول.</translation>
        </message>
        <message>
            <source>Nothing was stored. Try again.</source>
            <translation>لم يُخزَّن شيء. أعد المحاولة.</translation>
        </message>
        <message>
            <source>The answer belongs to another sign-in and was thrown away.</source>
            <translation>الجواب يخص تسجيل دخول آخر، وقد أُهمل.</translation>
        </message>
        <message>
            <source>This one still waits.</source>
            <translation>ما زال تسجيل الدخول هذا ينتظر.</translation>
        </message>
        <message>
            <source>The answer names no sign-in and was thrown away.</source>
            <translation>لا يسمّي الجواب أي تسجيل دخول، وقد أُهمل.</translation>
        </message>
        <message>
            <source>The answer came from another provider than the one that was asked.</source>
            <translation>جاء الجواب من مزوّد غير الذي سُئل.</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack. Nothing was stored.</source>
            <translation>أُهمل؛ قد يكون هذا هجومًا. لم يُخزَّن شيء.</translation>
        </message>
        <message>
            <source>The answer does not say which provider it comes from.</source>
            <translation>لا يقول الجواب من أي مزوّد جاء.</translation>
        </message>
        <message>
            <source>{host} promised that it would. Nothing was stored.</source>
            <translation>وعد {host} بأن يفعل. لم يُخزَّن شيء.</translation>
        </message>
        <message>
            <source>The answer holds the same thing twice.</source>
            <translation>يحتوي الجواب الشيء نفسه مرتين.</translation>
        </message>
        <message>
            <source>The answer says yes and no at once.</source>
            <translation>يقول الجواب نعم ولا معًا.</translation>
        </message>
        <message>
            <source>The answer came open, though it was to come signed.</source>
            <translation>جاء الجواب مكشوفًا، وكان ينبغي أن يأتي موقَّعًا.</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack. Nothing was stored. {detail}</source>
            <translation>أُهمل؛ قد يكون هذا هجومًا. لم يُخزَّن شيء. {detail}</translation>
        </message>
        <message>
            <source>The answer came as a token, which was not asked for.</source>
            <translation>جاء الجواب رمزًا، ولم يُطلب ذلك.</translation>
        </message>
        <message>
            <source>If the client is registered so, sign in with --jarm.</source>
            <translation>إن كان العميل مسجّلًا هكذا، فسجّل الدخول باستخدام --jarm.</translation>
        </message>
        <message>
            <source>The answer came open, though it was to come encrypted.</source>
            <translation>جاء الجواب مكشوفًا، وكان ينبغي أن يأتي مشفَّرًا.</translation>
        </message>
        <message>
            <source>It was thrown away. Nothing was stored.</source>
            <translation>أُهمل. لم يُخزَّن شيء.</translation>
        </message>
        <message>
            <source>The answer is meant for another program.</source>
            <translation>الجواب موجّه إلى برنامج آخر.</translation>
        </message>
        <message>
            <source>The answer is signed in another way than was agreed.</source>
            <translation>الجواب موقَّع بطريقة غير المتفق عليها.</translation>
        </message>
        <message>
            <source>It was thrown away. Look up how the client is registered: {detail}.</source>
            <translation>أُهمل. راجع كيف سُجّل العميل: {detail}.</translation>
        </message>
        <message>
            <source>The signature of the answer is wrong.</source>
            <translation>توقيع الجواب خاطئ.</translation>
        </message>
        <message>
            <source>The answer had run out when it came.</source>
            <translation>كانت صلاحية الجواب قد انتهت عند وصوله.</translation>
        </message>
        <message>
            <source>If it came at once, this computer's clock is wrong: {detail}.</source>
            <translation>إن كان قد وصل فورًا، فساعة هذا الحاسوب خاطئة: {detail}.</translation>
        </message>
        <message>
            <source>The answer is not good yet.</source>
            <translation>الجواب غير صالح بعد.</translation>
        </message>
        <message>
            <source>Probably this computer's clock is wrong: {detail}.</source>
            <translation>الأرجح أن ساعة هذا الحاسوب خاطئة: {detail}.</translation>
        </message>
        <message>
            <source>The answer would be good for longer than ten minutes.</source>
            <translation>كان الجواب سيبقى صالحًا أكثر من عشر دقائق.</translation>
        </message>
        <message>
            <source>It was thrown away. Its operator must mend it, or this computer's clock is wrong: {detail}.</source>
            <translation>أُهمل. على مشغّله إصلاح ذلك، أو أن ساعة هذا الحاسوب خاطئة: {detail}.</translation>
        </message>
        <message>
            <source>The answer has a wrong form.</source>
            <translation>صيغة الجواب خاطئة.</translation>
        </message>
        <message>
            <source>The answer holds no usable code.</source>
            <translation>ليس في الجواب كود صالح للاستخدام.</translation>
        </message>
        <message>
            <source>{host} offers no sign-in on another device.</source>
            <translation>لا يعرض {host} تسجيل الدخول على جهاز آخر.</translation>
        </message>
        <message>
            <source>Sign in with the browser here.</source>
            <translation>سجّل الدخول بالمتصفح هنا.</translation>
        </message>
        <message>
            <source>{host} names an address for the code that is not safe to open.</source>
            <translation>يذكر {host} عنوانًا للكود ليس فتحه آمنًا.</translation>
        </message>
        <message>
            <source>Do not enter the code anywhere. Its operator must mend it: {detail}.</source>
            <translation>لا تُدخل الكود في أي مكان. على مشغّله إصلاح ذلك: {detail}.</translation>
        </message>
        <message>
            <source>{host} gave a code nobody can type.</source>
            <translation>أعطى {host} كودًا لا يمكن لأحد كتابته.</translation>
        </message>
        <message>
            <source>{host} answered the request for a code in a wrong form.</source>
            <translation>أجاب {host} عن طلب الكود بصيغة خاطئة.</translation>
        </message>
        <message>
            <source>{host} says to wait in a way that also says to go on.</source>
            <translation>يطلب {host} الانتظار بطريقة تطلب المتابعة أيضًا.</translation>
        </message>
        <message>
            <source>Nothing was stored. Its operator must mend it: {detail}.</source>
            <translation>لم يُخزَّن شيء. على مشغّله إصلاح ذلك: {detail}.</translation>
        </message>
        <message>
            <source>The time for entering the code ran out.</source>
            <translation>انتهت مهلة إدخال الكود.</translation>
        </message>
        <message>
            <source>The keychain is locked.</source>
            <translation>سلسلة المفاتيح مقفلة.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. Unlock it to go on.</source>
            <translation>تسجيل دخولك محفوظ فيها بأمان. افتح قفلها للمتابعة.</translation>
        </message>
        <message>
            <source>There is no keychain here.</source>
            <translation>لا توجد سلسلة مفاتيح هنا.</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>تبقى مسجّل الدخول حتى إغلاق Tessera.</translation>
        </message>
        <message>
            <source>The keychain did not let Tessera in.</source>
            <translation>لم تسمح سلسلة المفاتيح بدخول Tessera.</translation>
        </message>
        <message>
            <source>It is not asked again by itself. Choose "Renew now" and allow it when the system asks.</source>
            <translation>لا تُسأل مجددًا تلقائيًا. اختر "جدّد الآن" واسمح بذلك عندما يسأل النظام.</translation>
        </message>
        <message>
            <source>The keychain did not answer in time.</source>
            <translation>لم تُجب سلسلة المفاتيح في الوقت المطلوب.</translation>
        </message>
        <message>
            <source>A question of the system may be waiting behind this window.</source>
            <translation>قد يكون هناك سؤال من النظام ينتظر خلف هذه النافذة.</translation>
        </message>
        <message>
            <source>The keychain has gone away.</source>
            <translation>لم تعد سلسلة المفاتيح موجودة.</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes; it is written down as soon as the keychain is back.</source>
            <translation>تبقى مسجّل الدخول حتى إغلاق Tessera؛ ويُحفظ ذلك حالما تعود سلسلة المفاتيح.</translation>
        </message>
        <message>
            <source>This keychain does not tell which entries it has.</source>
            <translation>لا تبيّن سلسلة المفاتيح هذه ما لديها من مدخلات.</translation>
        </message>
        <message>
            <source>Sign-ins that no account here has any more cannot be listed.</source>
            <translation>لا يمكن سرد عمليات تسجيل الدخول التي لم يعد يملكها أي حساب هنا.</translation>
        </message>
        <message>
            <source>Nothing was ended.</source>
            <translation>لم يُنهَ شيء.</translation>
        </message>
        <message>
            <source>Say yes at the terminal, or give --yes, to revoke and remove what is left over.</source>
            <translation>أجب بنعم في الطرفية، أو أعطِ --yes، لإبطال ما تبقّى وإزالته.</translation>
        </message>
        <message>
            <source>That sign-in belongs to an account in the list.</source>
            <translation>تسجيل الدخول ذاك يخص حسابًا في القائمة.</translation>
        </message>
        <message>
            <source>Sign out of the account instead.</source>
            <translation>سجّل الخروج من الحساب بدلًا من ذلك.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account is damaged.</source>
            <translation>ما تحفظه سلسلة المفاتيح لهذا الحساب تالف.</translation>
        </message>
        <message>
            <source>It is left as it is. Sign in again.</source>
            <translation>يُترك كما هو. سجّل الدخول مجددًا.</translation>
        </message>
        <message>
            <source>The keychain gave back something else than was put in.</source>
            <translation>أعادت سلسلة المفاتيح غير ما وُضع فيها.</translation>
        </message>
        <message>
            <source>The keychain has no room for this sign-in.</source>
            <translation>لا مكان في سلسلة المفاتيح لتسجيل الدخول هذا.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account cannot be read.</source>
            <translation>لا يمكن قراءة ما تحفظه سلسلة المفاتيح لهذا الحساب.</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>سجّل الدخول مجددًا.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account was written by a newer Tessera.</source>
            <translation>كُتب ما تحفظه سلسلة المفاتيح لهذا الحساب بإصدار أحدث من Tessera.</translation>
        </message>
        <message>
            <source>Update Tessera, or sign in again.</source>
            <translation>حدّث Tessera، أو سجّل الدخول مجددًا.</translation>
        </message>
        <message>
            <source>What the keychain holds for this account is too large.</source>
            <translation>ما تحفظه سلسلة المفاتيح لهذا الحساب كبير جدًا.</translation>
        </message>
        <message>
            <source>The keychain holds nothing for this account.</source>
            <translation>لا تحفظ سلسلة المفاتيح شيئًا لهذا الحساب.</translation>
        </message>
        <message>
            <source>What the keychain holds belongs to another provider.</source>
            <translation>ما تحفظه سلسلة المفاتيح يخص مزوّدًا آخر.</translation>
        </message>
        <message>
            <source>The list of accounts was changed from outside. Nothing was sent. Sign in again.</source>
            <translation>غُيّرت قائمة الحسابات من الخارج. لم يُرسَل شيء. سجّل الدخول مجددًا.</translation>
        </message>
        <message>
            <source>The list of accounts cannot be read.</source>
            <translation>لا يمكن قراءة قائمة الحسابات.</translation>
        </message>
        <message>
            <source>It is left as it is. Mend or move the file, then start again: {detail}.</source>
            <translation>تُترك كما هي. أصلح الملف أو انقله، ثم ابدأ من جديد: {detail}.</translation>
        </message>
        <message>
            <source>The list of accounts was written by a newer Tessera.</source>
            <translation>كُتبت قائمة الحسابات بإصدار أحدث من Tessera.</translation>
        </message>
        <message>
            <source>Update Tessera: {detail}.</source>
            <translation>حدّث Tessera: {detail}.</translation>
        </message>
        <message>
            <source>The list of accounts cannot be written.</source>
            <translation>لا يمكن كتابة قائمة الحسابات.</translation>
        </message>
        <message>
            <source>Make room or mend the permissions: {detail}.</source>
            <translation>وفّر مساحة أو أصلح الصلاحيات: {detail}.</translation>
        </message>
        <message>
            <source>There is no such account.</source>
            <translation>لا يوجد حساب كهذا.</translation>
        </message>
        <message>
            <source>Look at the list of accounts.</source>
            <translation>انظر في قائمة الحسابات.</translation>
        </message>
        <message>
            <source>An account cannot be called that.</source>
            <translation>لا يمكن تسمية حساب بهذا الاسم.</translation>
        </message>
        <message>
            <source>A name is one line of at most 80 characters that can be seen: {detail}.</source>
            <translation>الاسم سطر واحد من 80 محرفًا مرئيًا على الأكثر: {detail}.</translation>
        </message>
        <message>
            <source>Another account is called that.</source>
            <translation>يحمل حساب آخر هذا الاسم.</translation>
        </message>
        <message>
            <source>Choose another name: tools find an account by it.</source>
            <translation>اختر اسمًا آخر: فبه تعثر الأدوات على الحساب.</translation>
        </message>
        <message>
            <source>More than one account is called that.</source>
            <translation>يحمل أكثر من حساب هذا الاسم.</translation>
        </message>
        <message>
            <source>Choose one: {detail}.</source>
            <translation>اختر واحدًا: {detail}.</translation>
        </message>
        <message>
            <source>{host} could not be told yet that you signed out.</source>
            <translation>لم يمكن بعد إبلاغ {host} بأنك سجّلت الخروج.</translation>
        </message>
        <message>
            <source>The tokens wait in the keychain, and only there; Tessera tries again by itself.</source>
            <translation>تنتظر الرموز في سلسلة المفاتيح، وفيها فقط؛ ويعيد Tessera المحاولة تلقائيًا.</translation>
        </message>
        <message>
            <source>{host} could not be told in 90 days that you signed out.</source>
            <translation>لم يمكن خلال 90 يومًا إبلاغ {host} بأنك سجّلت الخروج.</translation>
        </message>
        <message>
            <source>Look for this program in your account's settings there.</source>
            <translation>ابحث عن هذا البرنامج في إعدادات حسابك هناك.</translation>
        </message>
        <message>
            <source>What the keychain holds to be revoked cannot be read.</source>
            <translation>لا يمكن قراءة ما تحفظه سلسلة المفاتيح للإبطال.</translation>
        </message>
        <message>
            <source>Look for this program in your account's settings at the provider.</source>
            <translation>ابحث عن هذا البرنامج في إعدادات حسابك لدى المزوّد.</translation>
        </message>
        <message>
            <source>An answer of {host} was lost at {detail}, and with it the new refresh token; it does not take the old one again.</source>
            <translation>ضاع جواب من {host} في {detail}، وضاع معه رمز التحديث الجديد؛ وهو لا يقبل القديم مرة أخرى.</translation>
        </message>
        <message>
            <source>Another Tessera program is renewing this account and does not finish.</source>
            <translation>برنامج Tessera آخر يجدّد هذا الحساب ولا ينتهي.</translation>
        </message>
        <message>
            <source>Close the other one, or try again later.</source>
            <translation>أغلق الآخر، أو أعد المحاولة لاحقًا.</translation>
        </message>
        <message>
            <source>A renewal is still under way.</source>
            <translation>ما زال التجديد جاريًا.</translation>
        </message>
        <message>
            <source>Wait a moment.</source>
            <translation>انتظر قليلًا.</translation>
        </message>
        <message>
            <source>Other Tessera programs cannot be kept from renewing at the same time.</source>
            <translation>لا يمكن منع برامج Tessera الأخرى من التجديد في الوقت نفسه.</translation>
        </message>
        <message>
            <source>That was renewed a moment ago.</source>
            <translation>جُدّد ذلك قبل لحظات.</translation>
        </message>
        <message>
            <source>The token is fresh; wait half a minute.</source>
            <translation>الرمز حديث؛ انتظر نصف دقيقة.</translation>
        </message>
        <message>
            <source>This account needs a new sign-in.</source>
            <translation>يحتاج هذا الحساب إلى تسجيل دخول جديد.</translation>
        </message>
        <message>
            <source>The list of providers has a wrong row.</source>
            <translation>في قائمة المزوّدين سطر خاطئ.</translation>
        </message>
        <message>
            <source>The list of providers has a row twice.</source>
            <translation>في قائمة المزوّدين سطر مكرر.</translation>
        </message>
        <message>
            <source>That file cannot be read.</source>
            <translation>لا يمكن قراءة ذلك الملف.</translation>
        </message>
        <message>
            <source>That file is no key file.</source>
            <translation>ذلك الملف ليس ملف مفتاح.</translation>
        </message>
        <message>
            <source>It is empty or larger than 1 MB; choose a JWK set, a JWK or a PEM file.</source>
            <translation>هو فارغ أو أكبر من 1 ميغابايت؛ اختر مجموعة JWK أو ملف JWK أو ملف PEM.</translation>
        </message>
        <message>
            <source>A shared secret is needed.</source>
            <translation>يلزم سر مشترك.</translation>
        </message>
        <message>
            <source>Write it into the field.</source>
            <translation>اكتبه في الحقل.</translation>
        </message>
        <message>
            <source>The demo provider is not installed.</source>
            <translation>المزوّد التجريبي غير مثبّت.</translation>
        </message>
        <message>
            <source>It should be at {detail}.</source>
            <translation>مكانه المفترض {detail}.</translation>
        </message>
        <message>
            <source>It says: {detail}.</source>
            <translation>يقول: {detail}.</translation>
        </message>
        <message>
            <source>The demo provider did not start in time.</source>
            <translation>لم يبدأ المزوّد التجريبي في الوقت المطلوب.</translation>
        </message>
        <message>
            <source>{host} answers no questions about tokens.</source>
            <translation>لا يجيب {host} عن أسئلة عن الرموز.</translation>
        </message>
        <message>
            <source>It has no introspection endpoint. "tessera inspect" reads a token without it.</source>
            <translation>ليست له نقطة نهاية للاستعلام (introspection). يقرأ الأمر "tessera inspect" الرمز من دونها.</translation>
        </message>
        <message>
            <source>{host} does not say whether the token is good.</source>
            <translation>لا يقول {host} هل الرمز صالح.</translation>
        </message>
        <message>
            <source>Nothing of its answer is used: {detail}.</source>
            <translation>لا يُستخدم شيء من جوابه: {detail}.</translation>
        </message>
        <message>
            <source>{host} does not say what kind of token it gave.</source>
            <translation>لا يقول {host} ما نوع الرمز الذي أعطاه.</translation>
        </message>
        <message>
            <source>The provider does not know the service the token is meant for.</source>
            <translation>لا يعرف المزوّد الخدمة التي يخصها الرمز.</translation>
        </message>
        <message>
            <source>Check the audience and the resource.</source>
            <translation>تحقق من الجمهور والمورد.</translation>
        </message>
        <message>
            <source>{host} has no page for signing out.</source>
            <translation>ليس لدى {host} صفحة لتسجيل الخروج.</translation>
        </message>
        <message>
            <source>Sign out on its own pages if the browser should forget you too.</source>
            <translation>سجّل الخروج في صفحاته إن أردت أن ينساك المتصفح أيضًا.</translation>
        </message>
        <message>
            <source>{host} names an address for signing out that is not safe to open.</source>
            <translation>يذكر {host} عنوانًا لتسجيل الخروج ليس فتحه آمنًا.</translation>
        </message>
        <message>
            <source>No browser was opened. Its operator must mend it: {detail}.</source>
            <translation>لم يُفتح أي متصفح. على مشغّله إصلاح ذلك: {detail}.</translation>
        </message>
        <message>
            <source>The browser did not come back from signing out.</source>
            <translation>لم يعد المتصفح من تسجيل الخروج.</translation>
        </message>
        <message>
            <source>Here you are signed out all the same.</source>
            <translation>أنت هنا مسجّل الخروج على أي حال.</translation>
        </message>
        <message>
            <source>{host} registers no clients by itself.</source>
            <translation>لا يسجّل {host} العملاء تلقائيًا.</translation>
        </message>
        <message>
            <source>Register one by hand where its operator says so.</source>
            <translation>سجّل عميلًا يدويًا حيث يحدّد مشغّله.</translation>
        </message>
        <message>
            <source>This registration cannot be changed from here.</source>
            <translation>لا يمكن تغيير هذا التسجيل من هنا.</translation>
        </message>
        <message>
            <source>The provider gave no registration token, or it is not at hand.</source>
            <translation>لم يعطِ المزوّد رمز تسجيل، أو أنه ليس في المتناول.</translation>
        </message>
        <message>
            <source>What the keychain holds for this registration cannot be read.</source>
            <translation>لا يمكن قراءة ما تحفظه سلسلة المفاتيح لهذا التسجيل.</translation>
        </message>
        <message>
            <source>Manage the client at the provider.</source>
            <translation>أدِر العميل لدى المزوّد.</translation>
        </message>
        <message>
            <source>This computer keeps nothing to manage that client with.</source>
            <translation>لا يحفظ هذا الحاسوب ما يُدار به ذلك العميل.</translation>
        </message>
        <message>
            <source>Clients can be shown, changed and deleted where they were registered: {detail}.</source>
            <translation>يمكن عرض العملاء وتغييرهم وحذفهم حيث سُجّلوا: {detail}.</translation>
        </message>
        <message>
            <source>{host} answered the registration in a wrong form.</source>
            <translation>أجاب {host} عن التسجيل بصيغة خاطئة.</translation>
        </message>
        <message>
            <source>The answer was thrown away: {detail}.</source>
            <translation>أُهمل الجواب: {detail}.</translation>
        </message>
        <message>
            <source>{host} wants the registration token sent somewhere else.</source>
            <translation>يريد {host} إرسال رمز التسجيل إلى مكان آخر.</translation>
        </message>
        <message>
            <source>The answer was thrown away; this may be an attack: {detail}.</source>
            <translation>أُهمل الجواب؛ قد يكون هذا هجومًا: {detail}.</translation>
        </message>
        <message>
            <source>{host} answered about another client.</source>
            <translation>أجاب {host} عن عميل آخر.</translation>
        </message>
        <message>
            <source>The provider does not accept the redirect address.</source>
            <translation>لا يقبل المزوّد عنوان إعادة التوجيه.</translation>
        </message>
        <message>
            <source>Try http://127.0.0.1/callback, or ask its operator.</source>
            <translation>جرّب http://127.0.0.1/callback، أو اسأل مشغّله.</translation>
        </message>
        <message>
            <source>The provider does not accept such a client.</source>
            <translation>لا يقبل المزوّد عميلًا كهذا.</translation>
        </message>
        <message>
            <source>Ask for less: other grant types, another authentication, fewer scopes.</source>
            <translation>اطلب أقل: أنواع تفويض أخرى، أو مصادقة أخرى، أو نطاقات أقل.</translation>
        </message>
        <message>
            <source>The provider does not accept the software statement.</source>
            <translation>لا يقبل المزوّد بيان البرنامج (software statement).</translation>
        </message>
        <message>
            <source>Ask its operator for a new one.</source>
            <translation>اطلب من مشغّله بيانًا جديدًا.</translation>
        </message>
        <message>
            <source>The provider does not approve of this software.</source>
            <translation>لا يعتمد المزوّد هذا البرنامج.</translation>
        </message>
        <message>
            <source>Ask its operator to approve it.</source>
            <translation>اطلب من مشغّله اعتماده.</translation>
        </message>
        <message>
            <source>{host} answered the code with an unexpected status.</source>
            <translation>أجاب {host} عن الكود بحالة غير متوقعة.</translation>
        </message>
        <message>
            <source>{host} gave a kind of token Tessera does not know.</source>
            <translation>أعطى {host} نوعًا من الرموز لا يعرفه Tessera.</translation>
        </message>
        <message>
            <source>{host} gave a token that anybody could use who finds it.</source>
            <translation>أعطى {host} رمزًا يستطيع استخدامه كل من يعثر عليه.</translation>
        </message>
        <message>
            <source>A token bound to a key of this computer (DPoP) was asked for. Nothing was stored.</source>
            <translation>كان المطلوب رمزًا مربوطًا بمفتاح لهذا الحاسوب (DPoP). لم يُخزَّن شيء.</translation>
        </message>
        <message>
            <source>{host} gave no usable access token.</source>
            <translation>لم يعطِ {host} رمز وصول صالحًا للاستخدام.</translation>
        </message>
        <message>
            <source>The answer of {host} has a wrong form.</source>
            <translation>صيغة جواب {host} خاطئة.</translation>
        </message>
        <message>
            <source>Nothing was stored: {detail}.</source>
            <translation>لم يُخزَّن شيء: {detail}.</translation>
        </message>
        <message>
            <source>{host} gave no ID token, so nobody knows who signed in.</source>
            <translation>لم يعطِ {host} رمز هوية، ولذلك لا يُعرف من سجّل الدخول.</translation>
        </message>
        <message>
            <source>Nothing was stored. The scope must hold openid.</source>
            <translation>لم يُخزَّن شيء. يجب أن يحتوي النطاق على openid.</translation>
        </message>
        <message>
            <source>{host} has no way to revoke a grant.</source>
            <translation>ليست لدى {host} طريقة لإبطال التفويض.</translation>
        </message>
        <message>
            <source>The account belongs to a tenant that is not allowed here.</source>
            <translation>يتبع الحساب مستأجرًا غير مسموح به هنا.</translation>
        </message>
        <message>
            <source>{detail}. Choose another account in the browser, or allow that tenant.</source>
            <translation>{detail}. اختر حسابًا آخر في المتصفح، أو اسمح بذلك المستأجر.</translation>
        </message>
        <message>
            <source>The ID token was issued by somebody else.</source>
            <translation>أصدر رمزَ الهوية طرفٌ آخر.</translation>
        </message>
        <message>
            <source>The ID token is meant for another program.</source>
            <translation>رمز الهوية موجّه إلى برنامج آخر.</translation>
        </message>
        <message>
            <source>The ID token is meant for other programs too, which Tessera does not trust.</source>
            <translation>رمز الهوية موجّه أيضًا إلى برامج أخرى لا يثق بها Tessera.</translation>
        </message>
        <message>
            <source>The ID token was given to another program.</source>
            <translation>أُعطي رمز الهوية لبرنامج آخر.</translation>
        </message>
        <message>
            <source>The ID token is signed in a way this provider did not announce.</source>
            <translation>رمز الهوية موقَّع بطريقة لم يعلنها هذا المزوّد.</translation>
        </message>
        <message>
            <source>The signature of the ID token is wrong.</source>
            <translation>توقيع رمز الهوية خاطئ.</translation>
        </message>
        <message>
            <source>Nothing was stored; this may be an attack.</source>
            <translation>لم يُخزَّن شيء؛ قد يكون هذا هجومًا.</translation>
        </message>
        <message>
            <source>The ID token had run out when it came.</source>
            <translation>كانت صلاحية رمز الهوية قد انتهت عند وصوله.</translation>
        </message>
        <message>
            <source>Check this computer's clock and try again.</source>
            <translation>تحقق من ساعة هذا الحاسوب وأعد المحاولة.</translation>
        </message>
        <message>
            <source>The ID token is not valid yet.</source>
            <translation>رمز الهوية غير صالح بعد.</translation>
        </message>
        <message>
            <source>The ID token seems to come from the future.</source>
            <translation>يبدو رمز الهوية آتيًا من المستقبل.</translation>
        </message>
        <message>
            <source>This computer's clock is probably slow. Set the clock and try again.</source>
            <translation>الأرجح أن ساعة هذا الحاسوب متأخرة. اضبط الساعة وأعد المحاولة.</translation>
        </message>
        <message>
            <source>The ID token was made long before it came.</source>
            <translation>أُنشئ رمز الهوية قبل وصوله بوقت طويل.</translation>
        </message>
        <message>
            <source>This computer's clock is probably fast. Set the clock and try again.</source>
            <translation>الأرجح أن ساعة هذا الحاسوب متقدمة. اضبط الساعة وأعد المحاولة.</translation>
        </message>
        <message>
            <source>The ID token belongs to another sign-in.</source>
            <translation>رمز الهوية يخص تسجيل دخول آخر.</translation>
        </message>
        <message>
            <source>The ID token does not say which sign-in it belongs to.</source>
            <translation>لا يقول رمز الهوية أي تسجيل دخول يخصه.</translation>
        </message>
        <message>
            <source>The ID token and the access token do not belong together.</source>
            <translation>لا ينتمي رمز الهوية ورمز الوصول أحدهما إلى الآخر.</translation>
        </message>
        <message>
            <source>The ID token was made for another sign-in.</source>
            <translation>أُنشئ رمز الهوية لتسجيل دخول آخر.</translation>
        </message>
        <message>
            <source>The ID token and the code it was given for do not belong together.</source>
            <translation>لا ينتمي رمز الهوية والكود الذي أُعطي مقابله أحدهما إلى الآخر.</translation>
        </message>
        <message>
            <source>The ID token does not say who signed in.</source>
            <translation>لا يقول رمز الهوية من سجّل الدخول.</translation>
        </message>
        <message>
            <source>Somebody else signed in.</source>
            <translation>سجّل شخص آخر الدخول.</translation>
        </message>
        <message>
            <source>Nothing was changed for this account.</source>
            <translation>لم يتغيّر شيء في هذا الحساب.</translation>
        </message>
        <message>
            <source>The sign-in at the provider is older than was asked for.</source>
            <translation>تسجيل الدخول لدى المزوّد أقدم مما طُلب.</translation>
        </message>
        <message>
            <source>Sign in again there.</source>
            <translation>سجّل الدخول هناك مجددًا.</translation>
        </message>
        <message>
            <source>The sign-in at the provider was weaker than was asked for.</source>
            <translation>كان تسجيل الدخول لدى المزوّد أضعف مما طُلب.</translation>
        </message>
        <message>
            <source>What came as the ID token is another kind of token.</source>
            <translation>ما جاء على أنه رمز هوية هو نوع آخر من الرموز.</translation>
        </message>
        <message>
            <source>The ID token came open, though it was to come encrypted.</source>
            <translation>جاء رمز الهوية مكشوفًا، وكان ينبغي أن يأتي مشفَّرًا.</translation>
        </message>
        <message>
            <source>The ID token has a wrong form.</source>
            <translation>صيغة رمز الهوية خاطئة.</translation>
        </message>
        <message>
            <source>{host} has no place to ask about you.</source>
            <translation>ليس لدى {host} موضع للسؤال عنك.</translation>
        </message>
        <message>
            <source>What the ID token says is shown.</source>
            <translation>يُعرض ما يقوله رمز الهوية.</translation>
        </message>
        <message>
            <source>{host} answered about somebody else.</source>
            <translation>أجاب {host} عن شخص آخر.</translation>
        </message>
        <message>
            <source>The answer was thrown away.</source>
            <translation>أُهمل الجواب.</translation>
        </message>
        <message>
            <source>The answer about you does not say whom it is about.</source>
            <translation>لا يقول الجواب المتعلق بك عمّن هو.</translation>
        </message>
        <message>
            <source>It was thrown away.</source>
            <translation>أُهمل.</translation>
        </message>
        <message>
            <source>The answer about you came signed, which was not asked for.</source>
            <translation>جاء الجواب المتعلق بك موقَّعًا، ولم يُطلب ذلك.</translation>
        </message>
        <message>
            <source>The answer about you came open, though it was to come as a token.</source>
            <translation>جاء الجواب المتعلق بك مكشوفًا، وكان ينبغي أن يأتي رمزًا.</translation>
        </message>
        <message>
            <source>It was thrown away; this may be an attack.</source>
            <translation>أُهمل؛ قد يكون هذا هجومًا.</translation>
        </message>
        <message>
            <source>The answer about you came open, though it was to come encrypted.</source>
            <translation>جاء الجواب المتعلق بك مكشوفًا، وكان ينبغي أن يأتي مشفَّرًا.</translation>
        </message>
        <message>
            <source>The answer about you is signed in another way than was agreed.</source>
            <translation>الجواب المتعلق بك موقَّع بطريقة غير المتفق عليها.</translation>
        </message>
        <message>
            <source>The signature of the answer about you is wrong.</source>
            <translation>توقيع الجواب المتعلق بك خاطئ.</translation>
        </message>
        <message>
            <source>The answer about you was made by somebody else.</source>
            <translation>أنشأ الجوابَ المتعلق بك طرفٌ آخر.</translation>
        </message>
        <message>
            <source>The answer about you is meant for another program.</source>
            <translation>الجواب المتعلق بك موجّه إلى برنامج آخر.</translation>
        </message>
        <message>
            <source>What the tool says does not follow its own format.</source>
            <translation>ما تقوله الأداة لا يتبع صيغتها هي.</translation>
        </message>
        <message>
            <source>Nothing was handed out. What cannot be used is: {detail}.</source>
            <translation>لم يُسلَّم شيء. ما لا يمكن استخدامه: {detail}.</translation>
        </message>
        <message>
            <source>What the tool says is too large.</source>
            <translation>ما تقوله الأداة كبير جدًا.</translation>
        </message>
        <message>
            <source>Nothing was handed out. It has {detail}.</source>
            <translation>لم يُسلَّم شيء. حجمه {detail}.</translation>
        </message>
        <message>
            <source>That is no address of a host a token could be for.</source>
            <translation>هذا ليس عنوان مضيف يمكن أن يخصه رمز.</translation>
        </message>
        <message>
            <source>It looks like https://git.example.com or https://git.example.com/group. {detail}.</source>
            <translation>يكون مثل https://git.example.com أو https://git.example.com/group. {detail}.</translation>
        </message>
        <message>
            <source>The list of hosts cannot be used.</source>
            <translation>لا يمكن استخدام قائمة المضيفات.</translation>
        </message>
        <message>
            <source>No token is handed out by it. Mend or remove it: {detail}.</source>
            <translation>لا يُسلَّم أي رمز بموجبها. أصلحها أو أزِلها: {detail}.</translation>
        </message>
        <message>
            <source>There is no such host in the list.</source>
            <translation>لا يوجد مضيف كهذا في القائمة.</translation>
        </message>
        <message>
            <source>Asked for: {detail}.</source>
            <translation>المطلوب: {detail}.</translation>
        </message>
        <message>
            <source>More than one account fits this host.</source>
            <translation>يناسب هذا المضيف أكثر من حساب.</translation>
        </message>
        <message>
            <source>This token is bound to a key that stays in the keychain.</source>
            <translation>هذا الرمز مربوط بمفتاح يبقى في سلسلة المفاتيح.</translation>
        </message>
        <message>
            <source>Other programs cannot use it. Sign in with a client that asks for plain tokens to use it with {detail}.</source>
            <translation>لا تستطيع البرامج الأخرى استخدامه. سجّل الدخول بعميل يطلب رموزًا عادية لاستخدامه مع {detail}.</translation>
        </message>
        <message>
            <source>Programs of oidc-agent cannot use it.</source>
            <translation>لا تستطيع برامج oidc-agent استخدامه.</translation>
        </message>
        <message>
            <source>Tessera answers only oidc-agent's request for an access token.</source>
            <translation>لا يجيب Tessera من طلبات oidc-agent إلا عن طلب رمز الوصول.</translation>
        </message>
        <message>
            <source>Accounts are added and removed with tessera sign-in and tessera sign-out. Asked for: {detail}.</source>
            <translation>تُضاف الحسابات وتُزال بالأمرين tessera sign-in وtessera sign-out. المطلوب: {detail}.</translation>
        </message>
        <message>
            <source>The token cannot be handed to this tool.</source>
            <translation>لا يمكن تسليم الرمز إلى هذه الأداة.</translation>
        </message>
        <message>
            <source>It is empty, or it holds characters that its format has no place for.</source>
            <translation>هو فارغ، أو فيه محارف لا مكان لها في صيغتها.</translation>
        </message>
        <message>
            <source>Kubernetes asks in a version that Tessera does not know.</source>
            <translation>يسأل Kubernetes بإصدار لا يعرفه Tessera.</translation>
        </message>
        <message>
            <source>It knows client.authentication.k8s.io/v1 and v1beta1, not {detail}.</source>
            <translation>يعرف client.authentication.k8s.io/v1 وv1beta1، لا {detail}.</translation>
        </message>
        <message>
            <source>kubectl asks for another cluster.</source>
            <translation>يسأل kubectl عن عنقود (cluster) آخر.</translation>
        </message>
        <message>
            <source>Nothing was handed out. Check --server in the kubeconfig, and provideClusterInfo. {detail}.</source>
            <translation>لم يُسلَّم شيء. تحقق من --server في kubeconfig ومن provideClusterInfo. {detail}.</translation>
        </message>
        <message>
            <source>That is no sign-in of a mail program.</source>
            <translation>هذا ليس تسجيل دخول لبرنامج بريد.</translation>
        </message>
        <message>
            <source>AWS refused the ID token.</source>
            <translation>رفضت AWS رمز الهوية.</translation>
        </message>
        <message>
            <source>Check the role, its trust policy and the audience it wants. AWS said: {detail}.</source>
            <translation>تحقق من الدور وسياسة الثقة الخاصة به والجمهور الذي يريده. قالت AWS: {detail}.</translation>
        </message>
        <message>
            <source>The answer of AWS STS cannot be read.</source>
            <translation>لا يمكن قراءة جواب AWS STS.</translation>
        </message>
        <message>
            <source>Tessera keeps no passwords.</source>
            <translation>لا يحفظ Tessera كلمات مرور.</translation>
        </message>
        <message>
            <source>It hands out tokens of accounts that are signed in; nothing was stored.</source>
            <translation>هو يسلّم رموز الحسابات المسجّل دخولها؛ ولم يُخزَّن شيء.</translation>
        </message>
        <message>
            <source>A token may not be written there.</source>
            <translation>لا يجوز كتابة رمز هناك.</translation>
        </message>
        <message>
            <source>It must be a new or an own file below $XDG_RUNTIME_DIR, which is in memory and yours alone. {detail}.</source>
            <translation>يجب أن يكون ملفًا جديدًا أو ملكًا لك تحت $XDG_RUNTIME_DIR، الموجود في الذاكرة والخاص بك وحدك. {detail}.</translation>
        </message>
        <message>
            <source>That is not how a credential helper is used.</source>
            <translation>لا يُستخدم مساعد بيانات الاعتماد هكذا.</translation>
        </message>
        <message>
            <source>{detail}. "use ADDRESS ACCOUNT", "forget ADDRESS" and "list-hosts" are for you; the rest is for the tool.</source>
            <translation>{detail}. الأوامر "use ADDRESS ACCOUNT" و"forget ADDRESS" و"list-hosts" لك؛ والباقي للأداة.</translation>
        </message>
        <message>
            <source>That is no name of a variable for a token.</source>
            <translation>هذا ليس اسم متغيّر لرمز.</translation>
        </message>
        <message>
            <source>Give a plain one with --env, not {detail}.</source>
            <translation>أعطِ اسمًا بسيطًا مع --env، لا {detail}.</translation>
        </message>
        <message>
            <source>The command did not start.</source>
            <translation>لم يبدأ الأمر.</translation>
        </message>
        <message>
            <source>That is not how AWS has it.</source>
            <translation>ليست هذه صيغة AWS.</translation>
        </message>
        <message>
            <source>See tessera aws-credential --help. Given: {detail}.</source>
            <translation>انظر tessera aws-credential --help. المُعطى: {detail}.</translation>
        </message>
        <message>
            <source>There is no provider of that name.</source>
            <translation>لا يوجد مزوّد بهذا الاسم.</translation>
        </message>
        <message>
            <source>"tessera providers" lists them; any other is reached with --issuer. Asked for: {detail}.</source>
            <translation>يعرض الأمر "tessera providers" المزوّدين؛ ويُستخدم --issuer لأي مزوّد آخر. المطلوب: {detail}.</translation>
        </message>
        <message>
            <source>The provider's address is needed.</source>
            <translation>يلزم عنوان المزوّد.</translation>
        </message>
        <message>
            <source>Give it with --issuer. It looks like {detail}.</source>
            <translation>أعطه مع --issuer. يكون مثل {detail}.</translation>
        </message>
        <message>
            <source>A client ID is needed.</source>
            <translation>يلزم معرّف عميل.</translation>
        </message>
        <message>
            <source>Register this program at the provider and give what it answers with --client-id. The place is {detail}.</source>
            <translation>سجّل هذا البرنامج لدى المزوّد وأعطِ ما يجيب به مع --client-id. المكان هو {detail}.</translation>
        </message>
        <message>
            <source>There is no such way to send a client secret.</source>
            <translation>لا توجد طريقة كهذه لإرسال سر العميل.</translation>
        </message>
        <message>
            <source>--client-auth takes client_secret_basic or client_secret_post, not {detail}.</source>
            <translation>يقبل --client-auth القيمتين client_secret_basic وclient_secret_post، لا {detail}.</translation>
        </message>
        <message>
            <source>That is nothing a client is registered with.</source>
            <translation>لا يُسجَّل العميل بشيء كهذا.</translation>
        </message>
        <message>
            <source>--registered takes NAME=VALUE, like id_token_encrypted_response_alg=ECDH-ES, not {detail}.</source>
            <translation>يقبل --registered الصيغة NAME=VALUE، مثل id_token_encrypted_response_alg=ECDH-ES، لا {detail}.</translation>
        </message>
        <message>
            <source>That is no return address on this computer.</source>
            <translation>هذا ليس عنوان عودة على هذا الحاسوب.</translation>
        </message>
        <message>
            <source>--redirect-uri takes one like http://127.0.0.1:8400/callback, not {detail}.</source>
            <translation>يقبل --redirect-uri عنوانًا مثل http://127.0.0.1:8400/callback، لا {detail}.</translation>
        </message>
        <message>
            <source>The file for the secret is empty.</source>
            <translation>ملف السر فارغ.</translation>
        </message>
        <message>
            <source>Write the client secret into it, nothing else: {detail}.</source>
            <translation>اكتب فيه سر العميل ولا شيء سواه: {detail}.</translation>
        </message>
        <message>
            <source>Nothing says what to sign out of.</source>
            <translation>لا شيء يحدّد ما يُسجَّل الخروج منه.</translation>
        </message>
        <message>
            <source>Name one account, or give --all, --pending or --left-over.</source>
            <translation>سمِّ حسابًا واحدًا، أو أعطِ --all أو --pending أو --left-over.</translation>
        </message>
        <message>
            <source>A browser can sign out at one provider at a time.</source>
            <translation>لا يستطيع المتصفح تسجيل الخروج إلا لدى مزوّد واحد في كل مرة.</translation>
        </message>
        <message>
            <source>Name one account with --end-session.</source>
            <translation>سمِّ حسابًا واحدًا مع --end-session.</translation>
        </message>
        <message>
            <source>Standard input can be read once only.</source>
            <translation>لا يمكن قراءة المدخل القياسي إلا مرة واحدة.</translation>
        </message>
        <message>
            <source>Give one of the files by its name.</source>
            <translation>أعطِ أحد الملفين باسمه.</translation>
        </message>
        <message>
            <source>That is no time.</source>
            <translation>هذا ليس وقتًا.</translation>
        </message>
        <message>
            <source>Times look like 2026-01-31T12:00:00Z, not {detail}.</source>
            <translation>تكون الأوقات مثل 2026-01-31T12:00:00Z، لا {detail}.</translation>
        </message>
        <message>
            <source>The key can come from one place only.</source>
            <translation>لا يمكن أن يأتي المفتاح إلا من مكان واحد.</translation>
        </message>
        <message>
            <source>Too many of them: {detail}.</source>
            <translation>عددها أكثر من اللازم: {detail}.</translation>
        </message>
        <message>
            <source>The sign-in was declined at the provider.</source>
            <translation>رُفض تسجيل الدخول لدى المزوّد.</translation>
        </message>
        <message>
            <source>Nothing was stored. Sign in again if that was not meant.</source>
            <translation>لم يُخزَّن شيء. إن لم يكن ذلك مقصودًا فسجّل الدخول مجددًا.</translation>
        </message>
        <message>
            <source>The provider did not understand the request.</source>
            <translation>لم يفهم المزوّد الطلب.</translation>
        </message>
        <message>
            <source>Check the client ID and how the client is registered.</source>
            <translation>تحقق من معرّف العميل ومن كيفية تسجيل العميل.</translation>
        </message>
        <message>
            <source>The provider does not allow this client to sign in this way.</source>
            <translation>لا يسمح المزوّد لهذا العميل بتسجيل الدخول بهذه الطريقة.</translation>
        </message>
        <message>
            <source>Switch on the authorization code flow where the client is registered.</source>
            <translation>فعّل تدفق كود التفويض (authorization code) حيث سُجّل العميل.</translation>
        </message>
        <message>
            <source>The provider does not offer sign-in with a code.</source>
            <translation>لا يعرض المزوّد تسجيل الدخول بكود.</translation>
        </message>
        <message>
            <source>Ask its operator to switch it on.</source>
            <translation>اطلب من مشغّله تفعيله.</translation>
        </message>
        <message>
            <source>The provider does not know one of the scopes asked for.</source>
            <translation>لا يعرف المزوّد أحد النطاقات المطلوبة.</translation>
        </message>
        <message>
            <source>Ask for fewer scopes and try again.</source>
            <translation>اطلب نطاقات أقل وأعد المحاولة.</translation>
        </message>
        <message>
            <source>The provider had an error of its own.</source>
            <translation>وقع خطأ لدى المزوّد نفسه.</translation>
        </message>
        <message>
            <source>The provider is overloaded or being repaired.</source>
            <translation>المزوّد مثقل بالطلبات أو قيد الصيانة.</translation>
        </message>
        <message>
            <source>The provider withdrew the grant, so it was refused.</source>
            <translation>سحب المزوّد التفويض، ولذلك رُفض.</translation>
        </message>
        <message>
            <source>The provider does not accept this client.</source>
            <translation>لا يقبل المزوّد هذا العميل.</translation>
        </message>
        <message>
            <source>Check the client ID and the client secret.</source>
            <translation>تحقق من معرّف العميل وسر العميل.</translation>
        </message>
        <message>
            <source>The provider does not allow this kind of request.</source>
            <translation>لا يسمح المزوّد بهذا النوع من الطلبات.</translation>
        </message>
        <message>
            <source>Switch on authorization code and refresh token where the client is registered.</source>
            <translation>فعّل كود التفويض (authorization code) ورمز التحديث (refresh token) حيث سُجّل العميل.</translation>
        </message>
        <message>
            <source>The provider refused, in words that are no error code.</source>
            <translation>رفض المزوّد بكلمات ليست رمز خطأ.</translation>
        </message>
        <message>
            <source>Ask its operator what it means: {detail}.</source>
            <translation>اسأل مشغّله عن معناها: {detail}.</translation>
        </message>
        <message>
            <source>The provider does not accept the access token.</source>
            <translation>لا يقبل المزوّد رمز الوصول.</translation>
        </message>
        <message>
            <source>Renew it, or sign in again.</source>
            <translation>جدّده، أو سجّل الدخول مجددًا.</translation>
        </message>
        <message>
            <source>The access token does not reach that far.</source>
            <translation>لا يشمل رمز الوصول ذلك.</translation>
        </message>
        <message>
            <source>Sign in again and ask for more scopes.</source>
            <translation>سجّل الدخول مجددًا واطلب نطاقات أكثر.</translation>
        </message>
        <message>
            <source>The server wants a stronger or a newer sign-in.</source>
            <translation>يريد الخادم تسجيل دخول أقوى أو أحدث.</translation>
        </message>
        <message>
            <source>Sign in again, with the second factor if there is one.</source>
            <translation>سجّل الدخول مجددًا، مع العامل الثاني إن وُجد.</translation>
        </message>
        <message>
            <source>The provider wants you to sign in.</source>
            <translation>يريد المزوّد أن تسجّل الدخول.</translation>
        </message>
        <message>
            <source>Sign in again in the browser.</source>
            <translation>سجّل الدخول مجددًا في المتصفح.</translation>
        </message>
        <message>
            <source>The provider wants to ask you something.</source>
            <translation>يريد المزوّد أن يسألك شيئًا.</translation>
        </message>
        <message>
            <source>The provider wants your consent.</source>
            <translation>يريد المزوّد موافقتك.</translation>
        </message>
        <message>
            <source>The provider wants you to choose an account.</source>
            <translation>يريد المزوّد أن تختار حسابًا.</translation>
        </message>
        <message>
            <source>The provider no longer knows the request that was sent ahead.</source>
            <translation>لم يعد المزوّد يعرف الطلب الذي أُرسل مسبقًا.</translation>
        </message>
        <message>
            <source>It lives for a minute or so. Sign in again.</source>
            <translation>مدته نحو دقيقة. سجّل الدخول مجددًا.</translation>
        </message>
        <message>
            <source>The provider does not accept the signed request.</source>
            <translation>لا يقبل المزوّد الطلب الموقَّع.</translation>
        </message>
        <message>
            <source>Check the client's key where the client is registered.</source>
            <translation>تحقق من مفتاح العميل حيث سُجّل العميل.</translation>
        </message>
        <message>
            <source>The provider takes no signed requests.</source>
            <translation>لا يقبل المزوّد طلبات موقَّعة.</translation>
        </message>
        <message>
            <source>Sign in without one.</source>
            <translation>سجّل الدخول بطلب غير موقَّع.</translation>
        </message>
        <message>
            <source>The provider takes no requests that were sent ahead.</source>
            <translation>لا يقبل المزوّد طلبات أُرسلت مسبقًا.</translation>
        </message>
        <message>
            <source>Sign in without pushed authorization requests.</source>
            <translation>سجّل الدخول من دون الطلبات المُرسلة مسبقًا (pushed authorization requests).</translation>
        </message>
        <message>
            <source>The provider takes no registration inside a request.</source>
            <translation>لا يقبل المزوّد التسجيل داخل الطلب.</translation>
        </message>
        <message>
            <source>Register the client where its operator says so.</source>
            <translation>سجّل العميل حيث يحدّد مشغّله.</translation>
        </message>
        <message>
            <source>The provider could not sign you in as strongly as was asked.</source>
            <translation>لم يستطع المزوّد تسجيل دخولك بالقوة المطلوبة.</translation>
        </message>
        <message>
            <source>Set up a second factor there, or ask for less.</source>
            <translation>أعدّ عاملًا ثانيًا هناك، أو اطلب أقل.</translation>
        </message>
        <message>
            <source>The code was not entered in time.</source>
            <translation>لم يُدخَل الكود في الوقت المطلوب.</translation>
        </message>
        <message>
            <source>The provider still waits for the code.</source>
            <translation>ما زال المزوّد ينتظر الكود.</translation>
        </message>
        <message>
            <source>Enter it on the page of the provider.</source>
            <translation>أدخله في صفحة المزوّد.</translation>
        </message>
        <message>
            <source>The provider was asked too often.</source>
            <translation>سُئل المزوّد مرات أكثر من اللازم.</translation>
        </message>
        <message>
            <source>The provider cannot revoke this kind of token.</source>
            <translation>لا يستطيع المزوّد إبطال هذا النوع من الرموز.</translation>
        </message>
        <message>
            <source>It ends by itself, or in your account's settings there.</source>
            <translation>ينتهي من تلقاء نفسه، أو من إعدادات حسابك هناك.</translation>
        </message>
        <message>
            <source>The provider does not accept the details of what was asked for.</source>
            <translation>لا يقبل المزوّد تفاصيل ما طُلب.</translation>
        </message>
        <message>
            <source>Check their type and members, or ask by scope.</source>
            <translation>تحقق من نوعها وعناصرها، أو اطلب بالنطاق.</translation>
        </message>
        <message>
            <source>The provider does not accept the client ID and secret together.</source>
            <translation>لا يقبل المزوّد معرّف العميل وسره معًا.</translation>
        </message>
        <message>
            <source>Copy both again from where the client is registered; a new secret replaces the old one.</source>
            <translation>انسخهما مجددًا من حيث سُجّل العميل؛ فالسر الجديد يحل محل القديم.</translation>
        </message>
        <message>
            <source>The return address is not the one that is registered.</source>
            <translation>ليس عنوان العودة هو العنوان المسجّل.</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/callback, or give the registered one with --redirect-uri.</source>
            <translation>سجّل http://127.0.0.1/callback، أو أعطِ العنوان المسجّل مع --redirect-uri.</translation>
        </message>
        <message>
            <source>The provider does not know the code any more.</source>
            <translation>لم يعد المزوّد يعرف الكود.</translation>
        </message>
        <message>
            <source>It lives for a few minutes and works once. Sign in again.</source>
            <translation>مدته بضع دقائق ويعمل مرة واحدة. سجّل الدخول مجددًا.</translation>
        </message>
        <message>
            <source>The provider wants your e-mail address confirmed first.</source>
            <translation>يريد المزوّد تأكيد بريدك الإلكتروني أولًا.</translation>
        </message>
        <message>
            <source>Confirm it in your account's settings there, then sign in again.</source>
            <translation>أكّده في إعدادات حسابك هناك، ثم سجّل الدخول مجددًا.</translation>
        </message>
        <message>
            <source>The provider no longer accepts the refresh token.</source>
            <translation>لم يعد المزوّد يقبل رمز التحديث.</translation>
        </message>
        <message>
            <source>Sign-in on another device is switched off for this client.</source>
            <translation>تسجيل الدخول على جهاز آخر متوقف لهذا العميل.</translation>
        </message>
        <message>
            <source>Enable the device flow where the client is registered, or sign in with the browser.</source>
            <translation>فعّل تدفق الجهاز (device flow) حيث سُجّل العميل، أو سجّل الدخول بالمتصفح.</translation>
        </message>
        <message>
            <source>The provider has suspended this client.</source>
            <translation>علّق المزوّد هذا العميل.</translation>
        </message>
        <message>
            <source>Ask whoever registered it; another client ID works meanwhile.</source>
            <translation>اسأل من سجّله؛ ويمكن حتى ذلك الحين استخدام معرّف عميل آخر.</translation>
        </message>
        <message>
            <source>An administrator of your organisation does not allow this client.</source>
            <translation>لا يسمح أحد مسؤولي مؤسستك بهذا العميل.</translation>
        </message>
        <message>
            <source>Ask the administrator to allow it.</source>
            <translation>اطلب من المسؤول السماح به.</translation>
        </message>
        <message>
            <source>This client is for people of one organisation only.</source>
            <translation>هذا العميل لأفراد مؤسسة واحدة فقط.</translation>
        </message>
        <message>
            <source>Sign in with an account of that organisation, or use another client ID.</source>
            <translation>سجّل الدخول بحساب من تلك المؤسسة، أو استخدم معرّف عميل آخر.</translation>
        </message>
        <message>
            <source>The client was deleted at the provider.</source>
            <translation>حُذف العميل لدى المزوّد.</translation>
        </message>
        <message>
            <source>Register a new one and use its client ID.</source>
            <translation>سجّل عميلًا جديدًا واستخدم معرّفه.</translation>
        </message>
        <message>
            <source>The provider refuses the browser the page was opened in.</source>
            <translation>يرفض المزوّد المتصفح الذي فُتحت فيه الصفحة.</translation>
        </message>
        <message>
            <source>Open the address in your usual browser.</source>
            <translation>افتح العنوان في متصفحك المعتاد.</translation>
        </message>
        <message>
            <source>Check the scopes, and that the service is there in your tenant.</source>
            <translation>تحقق من النطاقات، ومن وجود الخدمة في مستأجرك.</translation>
        </message>
        <message>
            <source>The provider wants a second factor.</source>
            <translation>يريد المزوّد عاملًا ثانيًا.</translation>
        </message>
        <message>
            <source>The provider has locked the account after too many attempts.</source>
            <translation>قفل المزوّد الحساب بعد محاولات كثيرة.</translation>
        </message>
        <message>
            <source>Wait, or follow the mail it sent.</source>
            <translation>انتظر، أو اتبع ما في الرسالة التي أرسلها.</translation>
        </message>
        <message>
            <source>The code was used before.</source>
            <translation>سبق استخدام الكود.</translation>
        </message>
        <message>
            <source>Nothing was stored. Sign in again.</source>
            <translation>لم يُخزَّن شيء. سجّل الدخول مجددًا.</translation>
        </message>
        <message>
            <source>The provider does not accept the client secret.</source>
            <translation>لا يقبل المزوّد سر العميل.</translation>
        </message>
        <message>
            <source>Copy it again from where the client is registered.</source>
            <translation>انسخه مجددًا من حيث سُجّل العميل.</translation>
        </message>
        <message>
            <source>Give the registered one with --redirect-uri.</source>
            <translation>أعطِ العنوان المسجّل مع --redirect-uri.</translation>
        </message>
        <message>
            <source>The provider does not know the client ID.</source>
            <translation>لا يعرف المزوّد معرّف العميل.</translation>
        </message>
        <message>
            <source>It says: “%1”.</source>
            <translation>يقول: «%1».</translation>
        </message>
        <message>
            <source>the server</source>
            <translation>الخادم</translation>
        </message>
    </context>
    <context>
        <name>tessera::EventSection</name>
        <message>
            <source>What happened</source>
            <translation>ما حدث</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>عرض الكل (%1)</translation>
        </message>
    </context>
    <context>
        <name>tessera::ExampleTokens</name>
        <message>
            <source>An ID token</source>
            <translation>رمز هوية</translation>
        </message>
        <message>
            <source>A token nobody signed</source>
            <translation>رمز لم يوقّعه أحد</translation>
        </message>
        <message>
            <source>A session cookie</source>
            <translation>ملف ارتباط جلسة</translation>
        </message>
    </context>
    <context>
        <name>tessera::FactsPane</name>
        <message>
            <source>Known before it opened</source>
            <translation>معلوم قبل الفتح</translation>
        </message>
        <message>
            <source>Asking for</source>
            <translation>المطلوب</translation>
        </message>
    </context>
    <context>
        <name>tessera::Field</name>
        <message>
            <source>Show the secret</source>
            <translation>إظهار السر</translation>
        </message>
        <message>
            <source>Hide the secret</source>
            <translation>إخفاء السر</translation>
        </message>
        <message>
            <source>Go to the field</source>
            <translation>الانتقال إلى الحقل</translation>
        </message>
    </context>
    <context>
        <name>tessera::FieldList</name>
        <message>
            <source>Sent</source>
            <translation>المُرسل</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>المتوقع</translation>
        </message>
        <message>
            <source>In the answer</source>
            <translation>في الجواب</translation>
        </message>
        <message>
            <source>In the ID token</source>
            <translation>في رمز الهوية</translation>
        </message>
        <message>
            <source>Computed</source>
            <translation>المحسوب</translation>
        </message>
        <message>
            <source>In the metadata</source>
            <translation>في البيانات الوصفية</translation>
        </message>
        <message>
            <source>%1 chars</source>
            <translation>الطول: %1</translation>
        </message>
        <message>
            <source>Replaced secret, fingerprint %1</source>
            <translation>سر مستبدل، البصمة %1</translation>
        </message>
        <message>
            <source>%1 more are under Raw.</source>
            <translation>وغيرها %1 في تبويب «خام».</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindBar</name>
        <message>
            <source>Rows</source>
            <translation>الصفوف</translation>
        </message>
        <message>
            <source>All</source>
            <translation>الكل</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>الرسائل</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>الفحوص</translation>
        </message>
        <message>
            <source>Failures</source>
            <translation>حالات الفشل</translation>
        </message>
        <message>
            <source>Find in this run</source>
            <translation>البحث في هذا التشغيل</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>rows found</comment>
            <translation>%1 من %2</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingRow</name>
        <message>
            <source>Error</source>
            <translation>خطأ</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>تحذير</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>ملاحظة</translation>
        </message>
        <message>
            <source>Opens %1 in the browser.</source>
            <translation>يفتح %1 في المتصفح.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingText</name>
        <message>
            <source>Tells of a person</source>
            <translation>يحكي عن شخص</translation>
        </message>
        <message>
            <source>Everybody the token passes through can read it: logs, proxies, the receiver.</source>
            <translation>يستطيع كل من يمر به الرمز قراءته: السجلات وخوادم البروكسي والمستلِم.</translation>
        </message>
        <message>
            <source>Ask for fewer scopes where it is not needed, or encrypt the token.</source>
            <translation>اطلب نطاقات أقل حيث لا حاجة إليه، أو شفّر الرمز.</translation>
        </message>
        <message>
            <source>A card number</source>
            <translation>رقم بطاقة</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads the number. Its check digit fits.</source>
            <translation>الحمولة مرمَّزة لا مشفَّرة: كل من يرى الرمز يقرأ الرقم. رقم التحقق فيه صحيح.</translation>
        </message>
        <message>
            <source>Take it out; a reference is enough. Treat the number as disclosed.</source>
            <translation>أزله؛ يكفي مرجع يدل عليه. وعامل الرقم على أنه انكشف.</translation>
        </message>
        <message>
            <source>A bank account number</source>
            <translation>حساب مصرفي</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads it. Its check digits fit.</source>
            <translation>الحمولة مرمَّزة لا مشفَّرة: كل من يرى الرمز يقرؤه. أرقام التحقق فيه صحيحة.</translation>
        </message>
        <message>
            <source>Take it out; a reference is enough.</source>
            <translation>أزله؛ يكفي مرجع يدل عليه.</translation>
        </message>
        <message>
            <source>A national identity number</source>
            <translation>رقم هوية وطنية</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token reads it.</source>
            <translation>الحمولة مرمَّزة لا مشفَّرة: كل من يرى الرمز يقرؤه.</translation>
        </message>
        <message>
            <source>A secret in plain sight</source>
            <translation>سر مكشوف</translation>
        </message>
        <message>
            <source>The payload is encoded, not encrypted: everybody who sees the token has the secret.</source>
            <translation>الحمولة مرمَّزة لا مشفَّرة: كل من يرى الرمز يملك السر.</translation>
        </message>
        <message>
            <source>Take it out, and change the secret.</source>
            <translation>أزله، وغيّر السر.</translation>
        </message>
        <message>
            <source>A private key in plain sight</source>
            <translation>مفتاح خاص مكشوف</translation>
        </message>
        <message>
            <source>Everybody who sees the token can sign or decrypt with the key.</source>
            <translation>يستطيع كل من يرى الرمز التوقيع أو فك التشفير بهذا المفتاح.</translation>
        </message>
        <message>
            <source>Take it out, and replace the key everywhere.</source>
            <translation>أزله، واستبدل المفتاح في كل مكان.</translation>
        </message>
        <message>
            <source>Administration for a long time</source>
            <translation>صلاحيات إدارة لمدة طويلة</translation>
        </message>
        <message>
            <source>Whoever steals the token rules for as long as it lives, even after the role was taken away.</source>
            <translation>من يسرق الرمز يملك التحكم طوال عمره، حتى بعد سحب الدور.</translation>
        </message>
        <message>
            <source>Give such roles short tokens, and ask the server anew each time.</source>
            <translation>أعطِ مثل هذه الأدوار رموزًا قصيرة العمر، واسأل الخادم من جديد كل مرة.</translation>
        </message>
        <message>
            <source>Shared secret where others check</source>
            <translation>سر مشترك حيث يتحقق آخرون</translation>
        </message>
        <message>
            <source>Whoever can check this signature can make one: each API or client that knows the secret could sign in as anybody.</source>
            <translation>من يستطيع التحقق من هذا التوقيع يستطيع إنشاءه: تستطيع كل واجهة برمجية (API) وكل عميل يعرف السر تسجيل الدخول باسم أي أحد.</translation>
        </message>
        <message>
            <source>Sign with RS256, PS256, ES256 or Ed25519, and publish the keys.</source>
            <translation>وقّع باستخدام RS256 أو PS256 أو ES256 أو Ed25519، وانشر المفاتيح.</translation>
        </message>
        <message>
            <source>Rare algorithm</source>
            <translation>خوارزمية نادرة</translation>
        </message>
        <message>
            <source>ES256K comes from block chains; many OpenID and OAuth programs do not know it.</source>
            <translation>تأتي ES256K من سلاسل الكتل (blockchain)؛ ولا يعرفها كثير من برامج OpenID وOAuth.</translation>
        </message>
        <message>
            <source>Use ES256 unless both sides want this one.</source>
            <translation>استخدم ES256 ما لم يُرد الطرفان هذه.</translation>
        </message>
        <message>
            <source>Its secret is public knowledge</source>
            <translation>سره معروف للجميع</translation>
        </message>
        <message>
            <source>It stands in tutorials or lists of passwords. Everybody can make such a token, for any person and any role.</source>
            <translation>هو موجود في الشروح التعليمية أو في قوائم كلمات المرور. يستطيع أي أحد إنشاء رمز كهذا لأي شخص وأي دور.</translation>
        </message>
        <message>
            <source>Make a random secret of at least 32 bytes, replace it everywhere, and treat all tokens made with the old one as forged.</source>
            <translation>أنشئ سرًا عشوائيًا لا يقل عن 32 بايتًا، واستبدله في كل مكان، وعامل كل الرموز المنشأة بالسر القديم على أنها مزوَّرة.</translation>
        </message>
        <message>
            <source>The private key is in the header</source>
            <translation>المفتاح الخاص في الترويسة</translation>
        </message>
        <message>
            <source>Whoever sees the token can sign with that key.</source>
            <translation>من يرى الرمز يستطيع التوقيع بهذا المفتاح.</translation>
        </message>
        <message>
            <source>Replace the key. Only its public members belong here.</source>
            <translation>استبدل المفتاح. لا مكان هنا إلا لعناصره العامة.</translation>
        </message>
        <message>
            <source>Odd key id</source>
            <translation>معرّف مفتاح غريب</translation>
        </message>
        <message>
            <source>A key id is a name to compare, and nothing more. One like this is an attempt to have the reader open a file, a database or an address, or a mistake of the issuer.</source>
            <translation>معرّف المفتاح اسم للمقارنة ولا شيء أكثر. ومعرّف كهذا محاولة لجعل القارئ يفتح ملفًا أو قاعدة بيانات أو عنوانًا، أو خطأ من المُصدِر.</translation>
        </message>
        <message>
            <source>Look keys up by comparing strings, in a list that is already there.</source>
            <translation>ابحث عن المفاتيح بمقارنة النصوص، في قائمة موجودة مسبقًا.</translation>
        </message>
        <message>
            <source>Claim missing or of the wrong type</source>
            <translation>مطالبة ناقصة أو من نوع خاطئ</translation>
        </message>
        <message>
            <source>A reader that needs it must refuse.</source>
            <translation>على القارئ الذي يحتاج إليها أن يرفض.</translation>
        </message>
        <message>
            <source>The issuer must mend the claim.</source>
            <translation>على المُصدِر إصلاح المطالبة.</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>منتهي الصلاحية</translation>
        </message>
        <message>
            <source>Its time is over.</source>
            <translation>انتهى وقته.</translation>
        </message>
        <message>
            <source>Renew it. If it is new, check the clock of this computer.</source>
            <translation>جدّده. وإن كان جديدًا فتحقق من ساعة هذا الحاسوب.</translation>
        </message>
        <message>
            <source>Not valid yet</source>
            <translation>لم تبدأ صلاحيته بعد</translation>
        </message>
        <message>
            <source>"nbf" lies ahead.</source>
            <translation>يقع "nbf" في المستقبل.</translation>
        </message>
        <message>
            <source>Wait, or check the clock of this computer.</source>
            <translation>انتظر، أو تحقق من ساعة هذا الحاسوب.</translation>
        </message>
        <message>
            <source>Issued in the future</source>
            <translation>صادر في المستقبل</translation>
        </message>
        <message>
            <source>"iat" lies ahead.</source>
            <translation>يقع "iat" في المستقبل.</translation>
        </message>
        <message>
            <source>Check the clock of this computer.</source>
            <translation>تحقق من ساعة هذا الحاسوب.</translation>
        </message>
        <message>
            <source>Another issuer</source>
            <translation>مُصدِر آخر</translation>
        </message>
        <message>
            <source>The token comes from somebody else than expected.</source>
            <translation>يأتي الرمز من جهة غير المتوقعة.</translation>
        </message>
        <message>
            <source>Check the issuer's address, to the letter.</source>
            <translation>تحقق من عنوان المُصدِر حرفًا بحرف.</translation>
        </message>
        <message>
            <source>Not for this audience</source>
            <translation>ليس لهذا الجمهور</translation>
        </message>
        <message>
            <source>A token made for another program must not be accepted.</source>
            <translation>لا يجوز قبول رمز أُنشئ لبرنامج آخر.</translation>
        </message>
        <message>
            <source>Ask for a token for this client.</source>
            <translation>اطلب رمزًا لهذا العميل.</translation>
        </message>
        <message>
            <source>Also for others</source>
            <translation>لآخرين أيضًا</translation>
        </message>
        <message>
            <source>The token names further audiences, and no authorized party.</source>
            <translation>يسمّي الرمز جمهورًا آخر أيضًا، ولا يسمّي طرفًا مفوَّضًا.</translation>
        </message>
        <message>
            <source>Ask for a token for this client alone.</source>
            <translation>اطلب رمزًا لهذا العميل وحده.</translation>
        </message>
        <message>
            <source>Another authorized party</source>
            <translation>طرف مفوَّض آخر</translation>
        </message>
        <message>
            <source>The token was issued to another client.</source>
            <translation>أُصدر الرمز لعميل آخر.</translation>
        </message>
        <message>
            <source>No nonce</source>
            <translation>لا nonce</translation>
        </message>
        <message>
            <source>Nothing ties the token to a sign-in.</source>
            <translation>لا شيء يربط الرمز بتسجيل دخول.</translation>
        </message>
        <message>
            <source>The issuer must repeat the nonce it was sent.</source>
            <translation>على المُصدِر أن يعيد قيمة nonce التي أُرسلت إليه.</translation>
        </message>
        <message>
            <source>Another sign-in's token</source>
            <translation>رمز تسجيل دخول آخر</translation>
        </message>
        <message>
            <source>The nonce is not the one that was sent: the token may be replayed.</source>
            <translation>ليست قيمة nonce هي التي أُرسلت: قد يكون الرمز قد أُعيد استخدامه (replay).</translation>
        </message>
        <message>
            <source>Sign in again.</source>
            <translation>سجّل الدخول مجددًا.</translation>
        </message>
        <message>
            <source>An access token</source>
            <translation>رمز وصول</translation>
        </message>
        <message>
            <source>It is meant for the resource server; to the client it is opaque, and no proof of who signed in.</source>
            <translation>هو موجَّه إلى خادم الموارد؛ وهو مبهم للعميل، ولا يثبت من سجّل الدخول.</translation>
        </message>
        <message>
            <source>A refresh token</source>
            <translation>رمز تحديث</translation>
        </message>
        <message>
            <source>It is meant for the authorization server alone. Whoever has it gets new access tokens; nobody else needs to read it.</source>
            <translation>هو موجَّه إلى خادم التفويض وحده. من يملكه يحصل على رموز وصول جديدة؛ ولا يحتاج أحد غيره إلى قراءته.</translation>
        </message>
        <message>
            <source>Keep it where secrets are kept, and never send it to an API.</source>
            <translation>احفظه حيث تُحفظ الأسرار، ولا ترسله أبدًا إلى واجهة برمجية (API).</translation>
        </message>
        <message>
            <source>Two kinds at once</source>
            <translation>نوعان في آن واحد</translation>
        </message>
        <message>
            <source>A token that passes for another kind is accepted where it was not meant to be.</source>
            <translation>الرمز الذي يمكن أن يُعدّ من نوع آخر يُقبل حيث لم يُقصد له.</translation>
        </message>
        <message>
            <source>The issuer should name the kind in "typ", and readers should insist on it.</source>
            <translation>ينبغي للمُصدِر أن يسمّي النوع في "typ"، وللقراء أن يصرّوا عليه.</translation>
        </message>
        <message>
            <source>ID token with permissions</source>
            <translation>رمز هوية مع صلاحيات</translation>
        </message>
        <message>
            <source>It is made like an ID token and grants access like an access token. An API that accepts it accepts what was meant to tell a client who signed in.</source>
            <translation>هو مصنوع كرمز هوية ويمنح الوصول كرمز وصول. والواجهة البرمجية (API) التي تقبله تقبل ما أُريد به إخبار العميل بمن سجّل الدخول.</translation>
        </message>
        <message>
            <source>Send APIs an access token, and keep permissions out of the ID token.</source>
            <translation>أرسل إلى الواجهات البرمجية (API) رمز وصول، وأبقِ الصلاحيات خارج رمز الهوية.</translation>
        </message>
        <message>
            <source>No issuer</source>
            <translation>لا مُصدِر</translation>
        </message>
        <message>
            <source>Without "iss" nobody can say whose keys must fit.</source>
            <translation>من دون "iss" لا يستطيع أحد القول مفاتيح مَن يجب أن تناسب.</translation>
        </message>
        <message>
            <source>The issuer should name itself.</source>
            <translation>ينبغي للمُصدِر أن يسمّي نفسه.</translation>
        </message>
        <message>
            <source>No audience</source>
            <translation>لا جمهور</translation>
        </message>
        <message>
            <source>Without "aud" the token can be used where it was not meant to be.</source>
            <translation>من دون "aud" يمكن استخدام الرمز حيث لم يُقصد له.</translation>
        </message>
        <message>
            <source>The issuer should name the audience.</source>
            <translation>ينبغي للمُصدِر أن يسمّي الجمهور.</translation>
        </message>
        <message>
            <source>No subject</source>
            <translation>لا موضوع</translation>
        </message>
        <message>
            <source>Without "sub" the token does not say whom it is about.</source>
            <translation>من دون "sub" لا يقول الرمز عمّن هو.</translation>
        </message>
        <message>
            <source>The issuer should set "sub".</source>
            <translation>ينبغي للمُصدِر أن يضبط "sub".</translation>
        </message>
        <message>
            <source>Odd audience</source>
            <translation>جمهور غريب</translation>
        </message>
        <message>
            <source>An audience must name exactly who may accept the token.</source>
            <translation>يجب أن يسمّي الجمهور بدقة من يجوز له قبول الرمز.</translation>
        </message>
        <message>
            <source>The issuer should name each recipient once.</source>
            <translation>ينبغي للمُصدِر أن يسمّي كل مستلِم مرة واحدة.</translation>
        </message>
        <message>
            <source>Made for another client</source>
            <translation>أُنشئ لعميل آخر</translation>
        </message>
        <message>
            <source>The authorized party is not among the audience: one program of the same owner got the token for another.</source>
            <translation>ليس الطرف المفوَّض ضمن الجمهور: حصل برنامج على الرمز لبرنامج آخر للمالك نفسه.</translation>
        </message>
        <message>
            <source>Accept it only if you know that party.</source>
            <translation>لا تقبله إلا إذا كنت تعرف ذلك الطرف.</translation>
        </message>
        <message>
            <source>Claim of the wrong type</source>
            <translation>مطالبة من نوع خاطئ</translation>
        </message>
        <message>
            <source>A strict reader refuses it.</source>
            <translation>يرفضه القارئ الصارم.</translation>
        </message>
        <message>
            <source>The issuer should mend the claim.</source>
            <translation>ينبغي للمُصدِر إصلاح المطالبة.</translation>
        </message>
        <message>
            <source>Not a complete JWT access token</source>
            <translation>ليس رمز وصول JWT كاملًا</translation>
        </message>
        <message>
            <source>"typ" says at+jwt; the profile then asks for iss, exp, aud, sub, client_id, iat and jti.</source>
            <translation>يقول "typ" إنه at+jwt؛ وعندئذ تتطلب المواصفة iss وexp وaud وsub وclient_id وiat وjti.</translation>
        </message>
        <message>
            <source>The issuer must set them.</source>
            <translation>على المُصدِر ضبطها.</translation>
        </message>
        <message>
            <source>No client named</source>
            <translation>لم يُسمَّ أي عميل</translation>
        </message>
        <message>
            <source>An API cannot tell which client uses the token.</source>
            <translation>لا تستطيع الواجهة البرمجية (API) معرفة العميل الذي يستخدم الرمز.</translation>
        </message>
        <message>
            <source>The issuer should set "client_id".</source>
            <translation>ينبغي للمُصدِر أن يضبط "client_id".</translation>
        </message>
        <message>
            <source>For the client itself</source>
            <translation>للعميل نفسه</translation>
        </message>
        <message>
            <source>The audience is the client that asked. Nothing but missing claims then tells it from an ID token.</source>
            <translation>الجمهور هو العميل الذي طلبه. وعندئذ لا يميّزه عن رمز الهوية إلا نقص مطالبات.</translation>
        </message>
        <message>
            <source>Register the API as an audience of its own, and have the issuer set "typ": "at+jwt".</source>
            <translation>سجّل الواجهة البرمجية (API) جمهورًا مستقلًا، واجعل المُصدِر يضبط "typ": "at+jwt".</translation>
        </message>
        <message>
            <source>Not typed as a DPoP proof</source>
            <translation>ليس نوعه إثبات DPoP</translation>
        </message>
        <message>
            <source>"typ" must be dpop+jwt, so that no other token can be taken for a proof.</source>
            <translation>يجب أن يكون "typ" هو dpop+jwt كي لا يُحسب أي رمز آخر إثباتًا.</translation>
        </message>
        <message>
            <source>Set "typ": "dpop+jwt".</source>
            <translation>اضبط "typ": "dpop+jwt".</translation>
        </message>
        <message>
            <source>Proof with a shared secret</source>
            <translation>إثبات بسر مشترك</translation>
        </message>
        <message>
            <source>A proof shows that the sender holds a private key; a shared secret shows nothing.</source>
            <translation>يُظهر الإثبات أن المرسل يملك مفتاحًا خاصًا؛ أما السر المشترك فلا يُظهر شيئًا.</translation>
        </message>
        <message>
            <source>Use an asymmetric algorithm.</source>
            <translation>استخدم خوارزمية غير متماثلة.</translation>
        </message>
        <message>
            <source>No public key</source>
            <translation>لا مفتاح عام</translation>
        </message>
        <message>
            <source>The proof must carry the public key it was made with in "jwk".</source>
            <translation>يجب أن يحمل الإثبات في "jwk" المفتاح العام الذي أُنشئ به.</translation>
        </message>
        <message>
            <source>Put the public key into the header.</source>
            <translation>ضع المفتاح العام في الترويسة.</translation>
        </message>
        <message>
            <source>Incomplete proof</source>
            <translation>إثبات ناقص</translation>
        </message>
        <message>
            <source>A proof names itself, the method, the address and its time.</source>
            <translation>يسمّي الإثبات نفسه والطريقة والعنوان ووقته.</translation>
        </message>
        <message>
            <source>Set jti, htm, htu and iat.</source>
            <translation>اضبط jti وhtm وhtu وiat.</translation>
        </message>
        <message>
            <source>Address not as it must be</source>
            <translation>العنوان ليس كما يجب</translation>
        </message>
        <message>
            <source>"htu" is the address of the request, whole, without query and fragment.</source>
            <translation>"htu" هو عنوان الطلب كاملًا، بلا استعلام ولا جزء (fragment).</translation>
        </message>
        <message>
            <source>Cut the query and the fragment off.</source>
            <translation>احذف الاستعلام والجزء (fragment).</translation>
        </message>
        <message>
            <source>Not tied to an access token</source>
            <translation>غير مربوط برمز وصول</translation>
        </message>
        <message>
            <source>It is good at the token endpoint. Along with an access token a proof must carry its hash in "ath".</source>
            <translation>هو صالح عند نقطة نهاية الرموز. أما مع رمز وصول فيجب أن يحمل الإثبات تجزئته في "ath".</translation>
        </message>
        <message>
            <source>With an access token add the hash.</source>
            <translation>أضف التجزئة مع رمز الوصول.</translation>
        </message>
        <message>
            <source>An old proof</source>
            <translation>إثبات قديم</translation>
        </message>
        <message>
            <source>A proof is for one request; servers accept it for seconds or minutes.</source>
            <translation>الإثبات لطلب واحد؛ وتقبله الخوادم مدة ثوانٍ أو دقائق.</translation>
        </message>
        <message>
            <source>Make a new one for each request.</source>
            <translation>أنشئ إثباتًا جديدًا لكل طلب.</translation>
        </message>
        <message>
            <source>Incomplete logout token</source>
            <translation>رمز تسجيل خروج ناقص</translation>
        </message>
        <message>
            <source>The receiver must refuse it.</source>
            <translation>على المستلِم أن يرفضه.</translation>
        </message>
        <message>
            <source>Set iat, jti and events.</source>
            <translation>اضبط iat وjti وevents.</translation>
        </message>
        <message>
            <source>Nobody to sign out</source>
            <translation>لا أحد ليسجَّل خروجه</translation>
        </message>
        <message>
            <source>A logout token names a subject, a session or both.</source>
            <translation>يسمّي رمز تسجيل الخروج موضوعًا أو جلسة أو كليهما.</translation>
        </message>
        <message>
            <source>Set "sub" or "sid".</source>
            <translation>اضبط "sub" أو "sid".</translation>
        </message>
        <message>
            <source>No logout event</source>
            <translation>لا حدث تسجيل خروج</translation>
        </message>
        <message>
            <source>"events" must hold the back-channel logout event with an object as its value.</source>
            <translation>يجب أن يحوي "events" حدث تسجيل الخروج عبر القناة الخلفية وقيمته كائن.</translation>
        </message>
        <message>
            <source>Set the member as the specification writes it.</source>
            <translation>اضبط العنصر كما تكتبه المواصفة.</translation>
        </message>
        <message>
            <source>A nonce in a logout token</source>
            <translation>nonce في رمز تسجيل الخروج</translation>
        </message>
        <message>
            <source>It is forbidden, so that a logout token never passes for an ID token.</source>
            <translation>هي ممنوعة كي لا يُعدّ رمز تسجيل الخروج أبدًا رمز هوية.</translation>
        </message>
        <message>
            <source>Leave "nonce" out.</source>
            <translation>احذف "nonce".</translation>
        </message>
        <message>
            <source>Not typed as a logout token</source>
            <translation>ليس نوعه رمز تسجيل خروج</translation>
        </message>
        <message>
            <source>Without "typ": "logout+jwt" only its claims tell it from other tokens.</source>
            <translation>من دون "typ": "logout+jwt" لا تميّزه عن الرموز الأخرى إلا مطالباته.</translation>
        </message>
        <message>
            <source>Set "typ": "logout+jwt".</source>
            <translation>اضبط "typ": "logout+jwt".</translation>
        </message>
        <message>
            <source>No token id</source>
            <translation>لا معرّف للرمز</translation>
        </message>
        <message>
            <source>Without "jti" the server cannot notice that the assertion is used twice.</source>
            <translation>من دون "jti" لا يستطيع الخادم أن يلاحظ استخدام الإفادة مرتين.</translation>
        </message>
        <message>
            <source>Set a fresh "jti" each time.</source>
            <translation>اضبط "jti" جديدًا كل مرة.</translation>
        </message>
        <message>
            <source>Issuer and subject differ</source>
            <translation>المُصدِر والموضوع مختلفان</translation>
        </message>
        <message>
            <source>Of a client that proves itself both must be its client id.</source>
            <translation>عندما يثبت العميل هويته يجب أن يكون كلاهما معرّف العميل.</translation>
        </message>
        <message>
            <source>Set "iss" and "sub" to the client id.</source>
            <translation>اضبط "iss" و"sub" على معرّف العميل.</translation>
        </message>
        <message>
            <source>For several servers</source>
            <translation>لعدة خوادم</translation>
        </message>
        <message>
            <source>One of them could present the assertion to another.</source>
            <translation>قد يقدّم أحدها الإفادة إلى آخر.</translation>
        </message>
        <message>
            <source>Name the issuer of one authorization server.</source>
            <translation>سمِّ مُصدِر خادم تفويض واحد.</translation>
        </message>
        <message>
            <source>Issuer without TLS</source>
            <translation>مُصدِر بلا TLS</translation>
        </message>
        <message>
            <source>Whoever stands between can answer in its name, with keys of their own.</source>
            <translation>من يقف في الطريق يستطيع الإجابة باسمه وبمفاتيحه هو.</translation>
        </message>
        <message>
            <source>Use an https address.</source>
            <translation>استخدم عنوان https.</translation>
        </message>
        <message>
            <source>A name that looks like another</source>
            <translation>اسم يشبه اسمًا آخر</translation>
        </message>
        <message>
            <source>A person reads one name, a program compares another. Names are compared byte by byte.</source>
            <translation>يقرأ الشخص اسمًا، ويقارن البرنامج اسمًا آخر. تُقارن الأسماء بايتًا ببايت.</translation>
        </message>
        <message>
            <source>Compare with the name you know, copied from a place you trust.</source>
            <translation>قارن بالاسم الذي تعرفه، منسوخًا من مكان تثق به.</translation>
        </message>
        <message>
            <source>Characters nobody sees</source>
            <translation>محارف لا يراها أحد</translation>
        </message>
        <message>
            <source>Control, zero-width or direction characters make a name look like another; they are shown as escapes.</source>
            <translation>تجعل محارف التحكم والمحارف عديمة العرض ومحارف الاتجاه اسمًا يبدو كاسم آخر؛ وتُعرض كتتابعات هروب.</translation>
        </message>
        <message>
            <source>Refuse such a name.</source>
            <translation>ارفض اسمًا كهذا.</translation>
        </message>
        <message>
            <source>Issuer with foreign letters</source>
            <translation>مُصدِر بحروف أجنبية</translation>
        </message>
        <message>
            <source>The host is written in letters beyond ASCII; it is shown in both forms, since letters of different scripts look alike.</source>
            <translation>كُتب المضيف بحروف خارج ASCII؛ ويُعرض بالشكلين، لأن حروف الكتابات المختلفة تتشابه.</translation>
        </message>
        <message>
            <source>Compare the xn-- form with the one you know.</source>
            <translation>قارن شكل xn-- بالذي تعرفه.</translation>
        </message>
        <message>
            <source>The subject is an address</source>
            <translation>الموضوع عنوان بريد</translation>
        </message>
        <message>
            <source>An e-mail address can pass to somebody else, who would then be the same subject.</source>
            <translation>قد ينتقل عنوان البريد الإلكتروني إلى شخص آخر، فيصبح الموضوع نفسه.</translation>
        </message>
        <message>
            <source>Use an id that is never given to anybody else.</source>
            <translation>استخدم معرّفًا لا يُعطى لأحد آخر أبدًا.</translation>
        </message>
        <message>
            <source>A huge claim</source>
            <translation>مطالبة ضخمة</translation>
        </message>
        <message>
            <source>A token travels with every request; what is large belongs behind an address.</source>
            <translation>يسافر الرمز مع كل طلب؛ وما كان كبيرًا فمكانه خلف عنوان.</translation>
        </message>
        <message>
            <source>Send an id and let the receiver look it up.</source>
            <translation>أرسل معرّفًا ودع المستلِم يبحث عنه.</translation>
        </message>
        <message>
            <source>Many claims</source>
            <translation>مطالبات كثيرة</translation>
        </message>
        <message>
            <source>Each goes along with every request and is told to every receiver.</source>
            <translation>ترافق كل مطالبة كل طلب ويعرفها كل مستلِم.</translation>
        </message>
        <message>
            <source>Send what the receiver needs.</source>
            <translation>أرسل ما يحتاج إليه المستلِم.</translation>
        </message>
        <message>
            <source>Too large for a cookie</source>
            <translation>أكبر من أن يسعه ملف ارتباط</translation>
        </message>
        <message>
            <source>Browsers keep cookies of up to 4,096 bytes, name and attributes included, and drop larger ones without a word.</source>
            <translation>تحتفظ المتصفحات بملفات ارتباط حتى 4,096 بايت شاملةً الاسم والسمات، وتُسقط الأكبر منها بلا إشعار.</translation>
        </message>
        <message>
            <source>Keep the session at the server and send its id.</source>
            <translation>احفظ الجلسة لدى الخادم وأرسل معرّفها.</translation>
        </message>
        <message>
            <source>Too large for a header</source>
            <translation>أكبر من أن تسعه ترويسة</translation>
        </message>
        <message>
            <source>Many servers refuse header lines over 8 KB.</source>
            <translation>ترفض خوادم كثيرة أسطر الترويسات التي تزيد على 8 كيلوبايت.</translation>
        </message>
        <message>
            <source>Send fewer claims, or a reference.</source>
            <translation>أرسل مطالبات أقل، أو مرجعًا.</translation>
        </message>
        <message>
            <source>Never expires</source>
            <translation>لا تنتهي صلاحيته أبدًا</translation>
        </message>
        <message>
            <source>Without "exp" a stolen token is good for ever.</source>
            <translation>من دون "exp" يبقى الرمز المسروق صالحًا إلى الأبد.</translation>
        </message>
        <message>
            <source>The issuer should set "exp".</source>
            <translation>ينبغي للمُصدِر أن يضبط "exp".</translation>
        </message>
        <message>
            <source>Lives long</source>
            <translation>طويل العمر</translation>
        </message>
        <message>
            <source>A token that cannot be called back should be short-lived: for as long as it lives, whoever steals it is its owner.</source>
            <translation>الرمز الذي لا يمكن استرجاعه ينبغي أن يكون قصير العمر: فمن يسرقه يملكه طوال عمره.</translation>
        </message>
        <message>
            <source>Shorten its life and renew it.</source>
            <translation>قصّر عمره وجدّده.</translation>
        </message>
        <message>
            <source>A clock may be wrong</source>
            <translation>قد تكون ساعة خاطئة</translation>
        </message>
        <message>
            <source>Times in tokens are compared with this computer's clock.</source>
            <translation>تُقارن الأوقات في الرموز بساعة هذا الحاسوب.</translation>
        </message>
        <message>
            <source>Set the clocks of both sides by a time server.</source>
            <translation>اضبط ساعتي الطرفين من خادم وقت.</translation>
        </message>
        <message>
            <source>Time in milliseconds</source>
            <translation>الوقت بالميلي ثانية</translation>
        </message>
        <message>
            <source>NumericDate counts seconds. Read as seconds this lies thousands of years ahead, so the token never expires, or is refused.</source>
            <translation>يعدّ NumericDate الثواني. وإذا قُرئ هذا كثوانٍ فهو بعد آلاف السنين، فلا تنتهي صلاحية الرمز أبدًا، أو يُرفض.</translation>
        </message>
        <message>
            <source>Divide by 1000 when the token is made.</source>
            <translation>اقسم على 1000 عند إنشاء الرمز.</translation>
        </message>
        <message>
            <source>Time as text</source>
            <translation>الوقت مكتوب نصًا</translation>
        </message>
        <message>
            <source>NumericDate is a number. A strict reader refuses the token, a careless one may skip the check.</source>
            <translation>NumericDate رقم. يرفض القارئ الصارم الرمز، وقد يتخطى القارئ المهمل الفحص.</translation>
        </message>
        <message>
            <source>Write the time as a number of seconds.</source>
            <translation>اكتب الوقت رقمًا بالثواني.</translation>
        </message>
        <message>
            <source>Never valid</source>
            <translation>غير صالح أبدًا</translation>
        </message>
        <message>
            <source>"nbf" does not lie before "exp": there is no moment at which the token may be accepted.</source>
            <translation>لا يقع "nbf" قبل "exp": ليست هناك لحظة يجوز فيها قبول الرمز.</translation>
        </message>
        <message>
            <source>The issuer must mend its times.</source>
            <translation>على المُصدِر إصلاح أوقاته.</translation>
        </message>
        <message>
            <source>No time of issue</source>
            <translation>لا وقت إصدار</translation>
        </message>
        <message>
            <source>An ID token must say when it was made; "iat" is what its age is told by.</source>
            <translation>يجب أن يقول رمز الهوية متى أُنشئ؛ ومن "iat" يُعرف عمره.</translation>
        </message>
        <message>
            <source>The issuer must set "iat".</source>
            <translation>على المُصدِر ضبط "iat".</translation>
        </message>
        <message>
            <source>Dropped: control character</source>
            <translation>أُسقط: محرف تحكم</translation>
        </message>
        <message>
            <source>A browser drops the whole header if a control character other than the tab is in it.</source>
            <translation>يُسقط المتصفح الترويسة كلها إذا كان فيها محرف تحكم غير علامة الجدولة (tab).</translation>
        </message>
        <message>
            <source>Encode the value.</source>
            <translation>رمّز القيمة.</translation>
        </message>
        <message>
            <source>Dropped: too large</source>
            <translation>أُسقط: كبير جدًا</translation>
        </message>
        <message>
            <source>Name and value together may have 4,096 bytes.</source>
            <translation>يجوز أن يبلغ الاسم والقيمة معًا 4,096 بايت.</translation>
        </message>
        <message>
            <source>Keep the data on the server and send an id.</source>
            <translation>احفظ البيانات على الخادم وأرسل معرّفًا.</translation>
        </message>
        <message>
            <source>Dropped: empty</source>
            <translation>أُسقط: فارغ</translation>
        </message>
        <message>
            <source>A cookie needs a name or a value.</source>
            <translation>يحتاج ملف الارتباط إلى اسم أو قيمة.</translation>
        </message>
        <message>
            <source>Name it.</source>
            <translation>سمِّه.</translation>
        </message>
        <message>
            <source>Dropped: domain not in ASCII</source>
            <translation>أُسقط: النطاق (domain) ليس بـ ASCII</translation>
        </message>
        <message>
            <source>A domain with other letters is written in its xn-- form.</source>
            <translation>يُكتب النطاق (domain) الذي فيه حروف أخرى بشكل xn--.</translation>
        </message>
        <message>
            <source>Use the ASCII form.</source>
            <translation>استخدم شكل ASCII.</translation>
        </message>
        <message>
            <source>Dropped: domain is a public suffix</source>
            <translation>أُسقط: النطاق (domain) لاحقة عامة</translation>
        </message>
        <message>
            <source>The cookie would go to sites of strangers. From the very host of that name it would be kept for that host alone.</source>
            <translation>كان ملف الارتباط سيذهب إلى مواقع غرباء. وإذا جاء من المضيف الذي له هذا الاسم بعينه فإنه يُحفظ لذلك المضيف وحده.</translation>
        </message>
        <message>
            <source>Name your own domain, or better none.</source>
            <translation>سمِّ نطاقك (domain)، والأفضل ألا تسمّي شيئًا.</translation>
        </message>
        <message>
            <source>Dropped: SameSite=None without Secure</source>
            <translation>أُسقط: SameSite=None بلا Secure</translation>
        </message>
        <message>
            <source>A cookie for all sites must be sent over HTTPS alone.</source>
            <translation>ملف الارتباط لكل المواقع يجب ألا يُرسل إلا عبر HTTPS.</translation>
        </message>
        <message>
            <source>Add Secure.</source>
            <translation>أضف Secure.</translation>
        </message>
        <message>
            <source>Dropped: Partitioned without Secure</source>
            <translation>أُسقط: Partitioned بلا Secure</translation>
        </message>
        <message>
            <source>Browsers that know Partitioned ask for Secure.</source>
            <translation>المتصفحات التي تعرف Partitioned تشترط Secure.</translation>
        </message>
        <message>
            <source>Dropped: prefix not honoured</source>
            <translation>أُسقط: البادئة غير مستوفاة</translation>
        </message>
        <message>
            <source>"__Secure-" asks for Secure; "__Host-" for Secure, Path=/ and no Domain; "__Http-" and "__Host-Http-", which are extensions, for HttpOnly too. The case of the letters does not matter.</source>
            <translation>تتطلب "__Secure-" السمة Secure؛ وتتطلب "__Host-" كلًا من Secure وPath=/ وعدم وجود Domain؛ وتتطلب "__Http-" و"__Host-Http-"، وهما امتدادان، HttpOnly أيضًا. ولا فرق بين الحروف الكبيرة والصغيرة.</translation>
        </message>
        <message>
            <source>Add what is missing, or choose another name.</source>
            <translation>أضف ما ينقص، أو اختر اسمًا آخر.</translation>
        </message>
        <message>
            <source>Dropped: value poses as a prefix</source>
            <translation>أُسقط: القيمة تتظاهر بأنها بادئة</translation>
        </message>
        <message>
            <source>Sent back, a cookie without a name would look like one with that prefix.</source>
            <translation>عند إعادة إرساله يبدو ملف الارتباط الذي بلا اسم كملف له تلك البادئة.</translation>
        </message>
        <message>
            <source>Attribute ignored: too large</source>
            <translation>أُهملت السمة: كبيرة جدًا</translation>
        </message>
        <message>
            <source>The value of an attribute may have 1,024 bytes.</source>
            <translation>يجوز أن تبلغ قيمة السمة 1,024 بايت.</translation>
        </message>
        <message>
            <source>Shorten it.</source>
            <translation>قصّرها.</translation>
        </message>
        <message>
            <source>Attribute not known</source>
            <translation>سمة غير معروفة</translation>
        </message>
        <message>
            <source>A browser ignores it.</source>
            <translation>يتجاهلها المتصفح.</translation>
        </message>
        <message>
            <source>Check the spelling. A value with a semicolon in it must be encoded.</source>
            <translation>تحقق من الإملاء. والقيمة التي فيها فاصلة منقوطة يجب ترميزها.</translation>
        </message>
        <message>
            <source>Path ignored</source>
            <translation>أُهمل Path</translation>
        </message>
        <message>
            <source>It must begin with a slash.</source>
            <translation>يجب أن يبدأ بشرطة مائلة.</translation>
        </message>
        <message>
            <source>Write Path=/ .</source>
            <translation>اكتب Path=/ .</translation>
        </message>
        <message>
            <source>Expires ignored</source>
            <translation>أُهمل Expires</translation>
        </message>
        <message>
            <source>Without a date that can be read the cookie lives until the browser closes.</source>
            <translation>من دون تاريخ يمكن قراءته يدوم ملف الارتباط حتى يُغلق المتصفح.</translation>
        </message>
        <message>
            <source>Use Max-Age, or a date like "Sun, 06 Nov 1994 08:49:37 GMT".</source>
            <translation>استخدم Max-Age، أو تاريخًا مثل "Sun, 06 Nov 1994 08:49:37 GMT".</translation>
        </message>
        <message>
            <source>Max-Age ignored</source>
            <translation>أُهمل Max-Age</translation>
        </message>
        <message>
            <source>It must be digits, a minus may stand in front.</source>
            <translation>يجب أن يكون أرقامًا، وقد تسبقه علامة ناقص.</translation>
        </message>
        <message>
            <source>Write the seconds as a number.</source>
            <translation>اكتب الثواني رقمًا.</translation>
        </message>
        <message>
            <source>SameSite ignored</source>
            <translation>أُهمل SameSite</translation>
        </message>
        <message>
            <source>Only Strict, Lax and None are known. The default is taken.</source>
            <translation>لا يُعرف إلا Strict وLax وNone. وتُؤخذ القيمة الافتراضية.</translation>
        </message>
        <message>
            <source>Write one of the three.</source>
            <translation>اكتب واحدًا من الثلاثة.</translation>
        </message>
        <message>
            <source>Attribute more than once</source>
            <translation>السمة أكثر من مرة</translation>
        </message>
        <message>
            <source>Only the last one counts.</source>
            <translation>لا تُحسب إلا الأخيرة.</translation>
        </message>
        <message>
            <source>Send it once.</source>
            <translation>أرسلها مرة واحدة.</translation>
        </message>
        <message>
            <source>Too many attributes</source>
            <translation>سمات كثيرة جدًا</translation>
        </message>
        <message>
            <source>Only the first 100 were looked at.</source>
            <translation>لم يُنظر إلا في أول 100.</translation>
        </message>
        <message>
            <source>Cut to 400 days</source>
            <translation>قُصّ إلى 400 يوم</translation>
        </message>
        <message>
            <source>It asks for a longer life than browsers give; they cut it.</source>
            <translation>يطلب عمرًا أطول مما تعطيه المتصفحات؛ فتقصّه.</translation>
        </message>
        <message>
            <source>Ask for less.</source>
            <translation>اطلب أقل.</translation>
        </message>
        <message>
            <source>No name</source>
            <translation>لا اسم</translation>
        </message>
        <message>
            <source>Browsers store it, servers read it in different ways: some take it for a name.</source>
            <translation>تخزّنه المتصفحات، وتقرؤه الخوادم بطرق مختلفة: فبعضها يعدّه اسمًا.</translation>
        </message>
        <message>
            <source>Partitioned is an extension</source>
            <translation>Partitioned امتداد</translation>
        </message>
        <message>
            <source>It is not part of RFC 6265bis; browsers that do not know it share the cookie.</source>
            <translation>ليس جزءًا من RFC 6265bis؛ والمتصفحات التي لا تعرفه تشارك ملف الارتباط.</translation>
        </message>
        <message>
            <source>A flag in the place of the cookie</source>
            <translation>علامة (flag) في مكان ملف الارتباط</translation>
        </message>
        <message>
            <source>The first piece is the cookie itself, so this makes one of that name and sets no flag.</source>
            <translation>القطعة الأولى هي ملف الارتباط نفسه، فيصنع هذا ملفًا بذلك الاسم ولا يضبط علامة.</translation>
        </message>
        <message>
            <source>Put name and value in front.</source>
            <translation>ضع الاسم والقيمة في الأمام.</translation>
        </message>
        <message>
            <source>No cookies</source>
            <translation>لا ملفات ارتباط</translation>
        </message>
        <message>
            <source>The header holds none.</source>
            <translation>لا تحوي الترويسة أي ملف ارتباط.</translation>
        </message>
        <message>
            <source>Too many cookies</source>
            <translation>ملفات ارتباط كثيرة جدًا</translation>
        </message>
        <message>
            <source>Only the first 500 were looked at.</source>
            <translation>لم يُنظر إلا في أول 500.</translation>
        </message>
        <message>
            <source>Cookie more than once</source>
            <translation>ملف الارتباط أكثر من مرة</translation>
        </message>
        <message>
            <source>It was set for several paths or domains. Servers differ in which one they take, and an attacker who can set one may win.</source>
            <translation>ضُبط لعدة مسارات أو نطاقات (domains). وتختلف الخوادم فيما تأخذه منها، وقد يفوز مهاجم يستطيع ضبط واحد.</translation>
        </message>
        <message>
            <source>Use a "__Host-" name, which can be set once only.</source>
            <translation>استخدم اسم "__Host-" الذي لا يمكن ضبطه إلا مرة واحدة.</translation>
        </message>
        <message>
            <source>Attribute in a Cookie header</source>
            <translation>سمة في ترويسة Cookie</translation>
        </message>
        <message>
            <source>A request carries names and values alone; attributes stand in Set-Cookie.</source>
            <translation>لا يحمل الطلب إلا أسماء وقيمًا؛ ومكان السمات Set-Cookie.</translation>
        </message>
        <message>
            <source>If it is a Set-Cookie header, paste it with its name.</source>
            <translation>إن كانت ترويسة Set-Cookie فالصقها مع اسمها.</translation>
        </message>
        <message>
            <source>Box of a framework</source>
            <translation>حاوية من إطار عمل</translation>
        </message>
        <message>
            <source>The value is encrypted; only the application can read it.</source>
            <translation>القيمة مشفَّرة؛ ولا يستطيع قراءتها إلا التطبيق.</translation>
        </message>
        <message>
            <source>Signed, not encrypted</source>
            <translation>موقَّع لا مشفَّر</translation>
        </message>
        <message>
            <source>Whoever holds the cookie can read what is in it; a guessable application key lets them change it.</source>
            <translation>من يملك ملف الارتباط يستطيع قراءة ما فيه؛ ومفتاح تطبيق يسهل تخمينه يتيح له تغييره.</translation>
        </message>
        <message>
            <source>Keep secrets out of it and the key long and random.</source>
            <translation>أبقِ الأسرار خارجه واجعل المفتاح طويلًا وعشوائيًا.</translation>
        </message>
        <message>
            <source>Session readable by scripts</source>
            <translation>جلسة تقرؤها البرامج النصية</translation>
        </message>
        <message>
            <source>Without HttpOnly a script smuggled into the page can take the session away.</source>
            <translation>من دون HttpOnly يستطيع برنامج نصي مدسوس في الصفحة أخذ الجلسة.</translation>
        </message>
        <message>
            <source>Add HttpOnly.</source>
            <translation>أضف HttpOnly.</translation>
        </message>
        <message>
            <source>Session sent in the clear</source>
            <translation>جلسة تُرسل مكشوفة</translation>
        </message>
        <message>
            <source>Without Secure the browser sends it over plain HTTP too, where everybody on the way reads it.</source>
            <translation>من دون Secure يرسلها المتصفح عبر HTTP العادي أيضًا، حيث يقرؤها كل من في الطريق.</translation>
        </message>
        <message>
            <source>SameSite not set</source>
            <translation>لم يُضبط SameSite</translation>
        </message>
        <message>
            <source>The default protects in some browsers only, and not in the first two minutes.</source>
            <translation>لا تحمي القيمة الافتراضية إلا في بعض المتصفحات، ولا تحمي في أول دقيقتين.</translation>
        </message>
        <message>
            <source>Add SameSite=Lax or Strict.</source>
            <translation>أضف SameSite=Lax أو Strict.</translation>
        </message>
        <message>
            <source>Session sent from other sites</source>
            <translation>جلسة تُرسل من مواقع أخرى</translation>
        </message>
        <message>
            <source>With SameSite=None a page of another site can act in the person's name.</source>
            <translation>مع SameSite=None تستطيع صفحة في موقع آخر التصرف باسم الشخص.</translation>
        </message>
        <message>
            <source>Use Lax or Strict, or protect every form against forged requests.</source>
            <translation>استخدم Lax أو Strict، أو احمِ كل نموذج من الطلبات المزوَّرة.</translation>
        </message>
        <message>
            <source>No prefix</source>
            <translation>لا بادئة</translation>
        </message>
        <message>
            <source>A neighbouring host can set a cookie of this name for yours.</source>
            <translation>يستطيع مضيف مجاور ضبط ملف ارتباط بهذا الاسم لمضيفك.</translation>
        </message>
        <message>
            <source>Call it "__Host-…", with Secure, Path=/ and no Domain.</source>
            <translation>سمِّه "__Host-…" مع Secure وPath=/ وبلا Domain.</translation>
        </message>
        <message>
            <source>Session shared with all hosts below</source>
            <translation>جلسة تشاركها كل المضيفات الفرعية</translation>
        </message>
        <message>
            <source>With Domain the weakest of these hosts decides how safe the session is.</source>
            <translation>مع Domain يحدّد أضعف هذه المضيفات مدى أمان الجلسة.</translation>
        </message>
        <message>
            <source>Leave Domain out.</source>
            <translation>احذف Domain.</translation>
        </message>
        <message>
            <source>Default name of a framework</source>
            <translation>الاسم الافتراضي لإطار عمل</translation>
        </message>
        <message>
            <source>It tells what runs there, and so what to try.</source>
            <translation>يدل على ما يعمل هناك، ومن ثم على ما يُجرَّب.</translation>
        </message>
        <message>
            <source>Give it a name of its own.</source>
            <translation>أعطه اسمًا خاصًا به.</translation>
        </message>
        <message>
            <source>Session id too short</source>
            <translation>معرّف جلسة أقصر مما يلزم</translation>
        </message>
        <message>
            <source>With less than 64 bits it can be guessed by trying.</source>
            <translation>بأقل من 64 بتًا يمكن تخمينه بالتجربة.</translation>
        </message>
        <message>
            <source>Use at least 128 bits of a random generator made for secrets.</source>
            <translation>استخدم ما لا يقل عن 128 بتًا من مولّد عشوائي مصنوع للأسرار.</translation>
        </message>
        <message>
            <source>Session id guessable</source>
            <translation>معرّف جلسة يمكن تخمينه</translation>
        </message>
        <message>
            <source>It is not made by chance.</source>
            <translation>لم يُصنع عشوائيًا.</translation>
        </message>
        <message>
            <source>Same session before and after signing in</source>
            <translation>الجلسة نفسها قبل تسجيل الدخول وبعده</translation>
        </message>
        <message>
            <source>Whoever planted the id beforehand is signed in with it now (session fixation).</source>
            <translation>من زرع المعرّف مسبقًا صار الآن مسجَّل الدخول به (session fixation).</translation>
        </message>
        <message>
            <source>Make a new id at sign-in and forget the old one.</source>
            <translation>أنشئ معرّفًا جديدًا عند تسجيل الدخول وانسَ القديم.</translation>
        </message>
        <message>
            <source>Nothing to compare</source>
            <translation>لا شيء للمقارنة</translation>
        </message>
        <message>
            <source>Session fixation shows only where both sides hold a session.</source>
            <translation>لا يظهر تثبيت الجلسة (session fixation) إلا حيث تحوي كلتا الجهتين جلسة.</translation>
        </message>
        <message>
            <source>Paste the headers with Cookie or Set-Cookie of both.</source>
            <translation>الصق ترويستي كلتا الجهتين مع Cookie أو Set-Cookie.</translation>
        </message>
        <message>
            <source>Basic authentication</source>
            <translation>مصادقة Basic</translation>
        </message>
        <message>
            <source>Name and password go out with every request, encoded but not encrypted, and cannot be withdrawn without changing the password.</source>
            <translation>يخرج الاسم وكلمة المرور مع كل طلب مرمَّزين لا مشفَّرين، ولا يمكن سحبهما من دون تغيير كلمة المرور.</translation>
        </message>
        <message>
            <source>Use a token. If it must be Basic, over HTTPS alone.</source>
            <translation>استخدم رمزًا. وإن كان لا بد من Basic فعبر HTTPS وحده.</translation>
        </message>
        <message>
            <source>Basic credentials cannot be read</source>
            <translation>لا يمكن قراءة بيانات Basic</translation>
        </message>
        <message>
            <source>They must be name, colon and password in base64.</source>
            <translation>يجب أن تكون اسمًا ونقطتين وكلمة مرور بترميز base64.</translation>
        </message>
        <message>
            <source>Encode them again.</source>
            <translation>رمّزها من جديد.</translation>
        </message>
        <message>
            <source>Bound to a key</source>
            <translation>مربوط بمفتاح</translation>
        </message>
        <message>
            <source>The token works only with a DPoP header beside it, signed with the client's key.</source>
            <translation>لا يعمل الرمز إلا ومعه ترويسة DPoP موقَّعة بمفتاح العميل.</translation>
        </message>
        <message>
            <source>No scheme</source>
            <translation>لا نوع (scheme)</translation>
        </message>
        <message>
            <source>The first word must say what follows: Bearer, Basic, DPoP.</source>
            <translation>يجب أن تقول الكلمة الأولى ما الذي يليها: Bearer أو Basic أو DPoP.</translation>
        </message>
        <message>
            <source>Put "Bearer" in front.</source>
            <translation>ضع "Bearer" في الأمام.</translation>
        </message>
        <message>
            <source>White space inside the token</source>
            <translation>مسافة داخل الرمز</translation>
        </message>
        <message>
            <source>A server must refuse it.</source>
            <translation>على الخادم أن يرفضه.</translation>
        </message>
        <message>
            <source>Copy the token without line breaks.</source>
            <translation>انسخ الرمز بلا فواصل أسطر.</translation>
        </message>
        <message>
            <source>Authorization more than once</source>
            <translation>Authorization أكثر من مرة</translation>
        </message>
        <message>
            <source>Proxies and servers differ in which one they take.</source>
            <translation>تختلف خوادم البروكسي والخوادم فيما تأخذه منها.</translation>
        </message>
        <message>
            <source>Secret in Referer</source>
            <translation>سر في Referer</translation>
        </message>
        <message>
            <source>The browser told another page the address with a code or token in it.</source>
            <translation>أخبر المتصفح صفحة أخرى بالعنوان وفيه كود أو رمز.</translation>
        </message>
        <message>
            <source>Send Referrer-Policy: no-referrer, and keep tokens out of addresses.</source>
            <translation>أرسل Referrer-Policy: no-referrer، وأبقِ الرموز خارج العناوين.</translation>
        </message>
        <message>
            <source>Secret in Location</source>
            <translation>سر في Location</translation>
        </message>
        <message>
            <source>The answer sends the browser to an address with a code or token in it.</source>
            <translation>يرسل الجواب المتصفح إلى عنوان فيه كود أو رمز.</translation>
        </message>
        <message>
            <source>Only a code may travel so, with PKCE.</source>
            <translation>لا يجوز أن يسافر هكذا إلا كود، مع PKCE.</translation>
        </message>
        <message>
            <source>No HSTS</source>
            <translation>لا HSTS</translation>
        </message>
        <message>
            <source>Without Strict-Transport-Security the first request of the next visit may go over plain HTTP, and the session with it.</source>
            <translation>من دون Strict-Transport-Security قد يذهب أول طلب في الزيارة التالية عبر HTTP العادي، والجلسة معه.</translation>
        </message>
        <message>
            <source>Send Strict-Transport-Security: max-age=31536000.</source>
            <translation>أرسل Strict-Transport-Security: max-age=31536000.</translation>
        </message>
        <message>
            <source>May be kept in a cache</source>
            <translation>قد يُحفظ في ذاكرة تخزين مؤقت</translation>
        </message>
        <message>
            <source>An answer with a session or a token in it must not be stored on the way.</source>
            <translation>الجواب الذي فيه جلسة أو رمز لا يجوز تخزينه في الطريق.</translation>
        </message>
        <message>
            <source>Send Cache-Control: no-store.</source>
            <translation>أرسل Cache-Control: no-store.</translation>
        </message>
        <message>
            <source>Header over several lines</source>
            <translation>ترويسة على عدة أسطر</translation>
        </message>
        <message>
            <source>Lines that continue a header are given up; servers must refuse or join them.</source>
            <translation>الأسطر التي تتابع ترويسة لم تعد معتمدة؛ وعلى الخوادم رفضها أو ضمّها.</translation>
        </message>
        <message>
            <source>Write it in one line.</source>
            <translation>اكتبها في سطر واحد.</translation>
        </message>
        <message>
            <source>Line that is no header</source>
            <translation>سطر ليس ترويسة</translation>
        </message>
        <message>
            <source>It was not read.</source>
            <translation>لم يُقرأ.</translation>
        </message>
        <message>
            <source>A header is a name, a colon and a value.</source>
            <translation>الترويسة اسم ونقطتان وقيمة.</translation>
        </message>
        <message>
            <source>Too many headers</source>
            <translation>ترويسات كثيرة جدًا</translation>
        </message>
        <message>
            <source>Nothing of it was read.</source>
            <translation>لم يُقرأ منها شيء.</translation>
        </message>
        <message>
            <source>Paste one request or answer.</source>
            <translation>الصق طلبًا واحدًا أو جوابًا واحدًا.</translation>
        </message>
        <message>
            <source>The server refused the token</source>
            <translation>رفض الخادم الرمز</translation>
        </message>
        <message>
            <source>The API did not accept what was sent.</source>
            <translation>لم تقبل الواجهة البرمجية (API) ما أُرسل.</translation>
        </message>
        <message>
            <source>Do as the error says.</source>
            <translation>افعل ما يقوله الخطأ.</translation>
        </message>
        <message>
            <source>Challenge cannot be read</source>
            <translation>لا يمكن قراءة التحدي</translation>
        </message>
        <message>
            <source>WWW-Authenticate does not follow its grammar.</source>
            <translation>لا يتبع WWW-Authenticate قواعده النحوية.</translation>
        </message>
        <message>
            <source>The server must mend it.</source>
            <translation>على الخادم إصلاح ذلك.</translation>
        </message>
        <message>
            <source>Challenge with a parameter twice</source>
            <translation>تحدٍّ فيه معامل مكرر</translation>
        </message>
        <message>
            <source>It cannot be told which one counts.</source>
            <translation>لا يمكن معرفة أيهما المعتمد.</translation>
        </message>
        <message>
            <source>Challenge too large</source>
            <translation>تحدٍّ كبير جدًا</translation>
        </message>
        <message>
            <source>No token type</source>
            <translation>لا نوع للرمز</translation>
        </message>
        <message>
            <source>"token_type" is required; without it a client must not use the access token.</source>
            <translation>"token_type" إلزامي؛ ومن دونه لا يجوز للعميل استخدام رمز الوصول.</translation>
        </message>
        <message>
            <source>The server must send "token_type":"Bearer".</source>
            <translation>على الخادم أن يرسل "token_type":"Bearer".</translation>
        </message>
        <message>
            <source>Life is not a number</source>
            <translation>العمر ليس رقمًا</translation>
        </message>
        <message>
            <source>"expires_in" must be a JSON number; strict clients ignore or refuse text.</source>
            <translation>يجب أن يكون "expires_in" رقم JSON؛ والعملاء الصارمون يتجاهلون النص أو يرفضونه.</translation>
        </message>
        <message>
            <source>The server must send a number.</source>
            <translation>على الخادم أن يرسل رقمًا.</translation>
        </message>
        <message>
            <source>Life not said</source>
            <translation>العمر غير مذكور</translation>
        </message>
        <message>
            <source>The client learns only by a refused request that the token is over.</source>
            <translation>لا يعرف العميل أن الرمز انتهى إلا من طلب مرفوض.</translation>
        </message>
        <message>
            <source>The server should send "expires_in".</source>
            <translation>ينبغي للخادم أن يرسل "expires_in".</translation>
        </message>
        <message>
            <source>Refresh token is a JWT</source>
            <translation>رمز التحديث JWT</translation>
        </message>
        <message>
            <source>It can be read by everybody who holds it and is hard to withdraw; clients must not look into it.</source>
            <translation>يستطيع قراءته كل من يملكه ويصعب سحبه؛ ولا يجوز للعملاء النظر فيه.</translation>
        </message>
        <message>
            <source>Prefer refresh tokens of pure chance.</source>
            <translation>فضّل رموز تحديث عشوائية تمامًا.</translation>
        </message>
        <message>
            <source>ID token is no JWT</source>
            <translation>رمز الهوية ليس JWT</translation>
        </message>
        <message>
            <source>An ID token is always a signed JWT, encrypted or not.</source>
            <translation>رمز الهوية دائمًا JWT موقَّع، مشفَّرًا كان أو لا.</translation>
        </message>
        <message>
            <source>Empty token</source>
            <translation>رمز فارغ</translation>
        </message>
        <message>
            <source>A token of no characters opens nothing.</source>
            <translation>الرمز الذي ليس فيه محارف لا يفتح شيئًا.</translation>
        </message>
        <message>
            <source>The server answered with an error</source>
            <translation>أجاب الخادم بخطأ</translation>
        </message>
        <message>
            <source>There is no token in it.</source>
            <translation>لا رمز فيه.</translation>
        </message>
        <message>
            <source>Read "error_description", if there is one.</source>
            <translation>اقرأ "error_description" إن وُجد.</translation>
        </message>
        <message>
            <source>Too large</source>
            <translation>كبير جدًا</translation>
        </message>
        <message>
            <source>It is larger than any token this program reads.</source>
            <translation>هو أكبر من أي رمز يقرؤه هذا البرنامج.</translation>
        </message>
        <message>
            <source>Check that this is one token.</source>
            <translation>تحقق من أن هذا رمز واحد.</translation>
        </message>
        <message>
            <source>Wrong number of parts</source>
            <translation>عدد أجزاء خاطئ</translation>
        </message>
        <message>
            <source>A signed token has three parts with a dot between them, none of them empty.</source>
            <translation>للرمز الموقَّع ثلاثة أجزاء بينها نقطة، وليس أي منها فارغًا.</translation>
        </message>
        <message>
            <source>Copy the whole token, the part after the last dot included.</source>
            <translation>انسخ الرمز كاملًا، ومعه الجزء الذي بعد النقطة الأخيرة.</translation>
        </message>
        <message>
            <source>Unreadable header</source>
            <translation>ترويسة لا يمكن قراءتها</translation>
        </message>
        <message>
            <source>The first part looks like the header of a token and is not a JSON object in base64url.</source>
            <translation>يبدو الجزء الأول كترويسة رمز وليس كائن JSON بترميز base64url.</translation>
        </message>
        <message>
            <source>Copy the whole token.</source>
            <translation>انسخ الرمز كاملًا.</translation>
        </message>
        <message>
            <source>No algorithm named</source>
            <translation>لم تُسمَّ خوارزمية</translation>
        </message>
        <message>
            <source>Without a name in "alg" nobody can check the signature.</source>
            <translation>من دون اسم في "alg" لا يستطيع أحد التحقق من التوقيع.</translation>
        </message>
        <message>
            <source>The issuer must name its algorithm.</source>
            <translation>على المُصدِر أن يسمّي خوارزميته.</translation>
        </message>
        <message>
            <source>Unusable key id</source>
            <translation>معرّف مفتاح غير صالح للاستخدام</translation>
        </message>
        <message>
            <source>"kid" must be a string of at most 256 bytes.</source>
            <translation>يجب أن يكون "kid" نصًا لا يزيد على 256 بايتًا.</translation>
        </message>
        <message>
            <source>The issuer must mend its key id.</source>
            <translation>على المُصدِر إصلاح معرّف مفتاحه.</translation>
        </message>
        <message>
            <source>Critical header not understood</source>
            <translation>ترويسة حرجة غير مفهومة</translation>
        </message>
        <message>
            <source>"crit" names what a reader must understand; it is malformed or names what this program does not know.</source>
            <translation>يسمّي "crit" ما يجب على القارئ فهمه؛ وهو غير سليم البنية أو يسمّي ما لا يعرفه هذا البرنامج.</translation>
        </message>
        <message>
            <source>Leave "crit" out, or use a program that knows the extension.</source>
            <translation>احذف "crit"، أو استخدم برنامجًا يعرف الامتداد.</translation>
        </message>
        <message>
            <source>Unencoded payload</source>
            <translation>حمولة غير مرمَّزة</translation>
        </message>
        <message>
            <source>A token with "b64": false is no JWT.</source>
            <translation>الرمز الذي فيه "b64": false ليس JWT.</translation>
        </message>
        <message>
            <source>Encode the payload.</source>
            <translation>رمّز الحمولة.</translation>
        </message>
        <message>
            <source>Payload not fit for this form</source>
            <translation>الحمولة لا تناسب هذه الصيغة</translation>
        </message>
        <message>
            <source>A payload that is not base64url must be printable ASCII without a dot to stand in the middle part.</source>
            <translation>الحمولة التي ليست base64url يجب أن تكون محارف ASCII قابلة للطباعة وبلا نقطة لتقع في الجزء الأوسط.</translation>
        </message>
        <message>
            <source>Encode the payload, or send it beside the signature.</source>
            <translation>رمّز الحمولة، أو أرسلها إلى جانب التوقيع.</translation>
        </message>
        <message>
            <source>Not the JSON form of a signed token</source>
            <translation>ليست صيغة JSON لرمز موقَّع</translation>
        </message>
        <message>
            <source>A member is missing or has the wrong type, or the general and the flattened form are mixed.</source>
            <translation>عنصر ناقص أو من نوع خاطئ، أو خُلطت الصيغة العامة بالمسطّحة.</translation>
        </message>
        <message>
            <source>The issuer must choose one form.</source>
            <translation>على المُصدِر أن يختار صيغة واحدة.</translation>
        </message>
        <message>
            <source>Too many signatures</source>
            <translation>تواقيع كثيرة جدًا</translation>
        </message>
        <message>
            <source>More signatures than any use of this form has; each costs its reader a verification.</source>
            <translation>تواقيع أكثر مما في أي استخدام لهذه الصيغة؛ وكل منها يكلّف قارئه تحققًا.</translation>
        </message>
        <message>
            <source>Sign with fewer keys.</source>
            <translation>وقّع بمفاتيح أقل.</translation>
        </message>
        <message>
            <source>Has a payload of its own</source>
            <translation>له حمولة خاصة به</translation>
        </message>
        <message>
            <source>A payload from elsewhere was given for a signature that already carries one.</source>
            <translation>أُعطيت حمولة من مكان آخر لتوقيع يحمل حمولة أصلًا.</translation>
        </message>
        <message>
            <source>Verify it without the other payload.</source>
            <translation>تحقق منه من دون الحمولة الأخرى.</translation>
        </message>
        <message>
            <source>The payload is no set of claims</source>
            <translation>الحمولة ليست مجموعة مطالبات</translation>
        </message>
        <message>
            <source>It is signed content of another kind, not a JSON Web Token.</source>
            <translation>هي محتوى موقَّع من نوع آخر، وليست JSON Web Token.</translation>
        </message>
        <message>
            <source>Not base64url</source>
            <translation>ليس base64url</translation>
        </message>
        <message>
            <source>A part holds a character outside A–Z, a–z, 0–9, - and _. A strict reader refuses it.</source>
            <translation>في أحد الأجزاء محرف خارج A–Z وa–z و0–9 و- و_. ويرفضه القارئ الصارم.</translation>
        </message>
        <message>
            <source>Encode without padding, white space, + and /.</source>
            <translation>رمّز بلا حشو ولا مسافات ولا + ولا /.</translation>
        </message>
        <message>
            <source>Cut off</source>
            <translation>مقطوع</translation>
        </message>
        <message>
            <source>A part has a length that no base64url text has.</source>
            <translation>طول أحد الأجزاء لا يكون لأي نص base64url.</translation>
        </message>
        <message>
            <source>Left-over bits</source>
            <translation>بتات فائضة</translation>
        </message>
        <message>
            <source>The last character of a part carries bits that mean nothing: two texts for one token.</source>
            <translation>المحرف الأخير في أحد الأجزاء يحمل بتات لا معنى لها: نصان لرمز واحد.</translation>
        </message>
        <message>
            <source>Encode canonically.</source>
            <translation>رمّز بالشكل القانوني (canonical).</translation>
        </message>
        <message>
            <source>A name comes twice</source>
            <translation>اسم يرد مرتين</translation>
        </message>
        <message>
            <source>Two readers may take different values for it, and one of them be deceived. What is shown is the last value.</source>
            <translation>قد يأخذ قارئان قيمتين مختلفتين له، فيُخدع أحدهما. والمعروض هو القيمة الأخيرة.</translation>
        </message>
        <message>
            <source>The issuer must send each name once.</source>
            <translation>على المُصدِر أن يرسل كل اسم مرة واحدة.</translation>
        </message>
        <message>
            <source>Not strict JSON</source>
            <translation>ليس JSON صارمًا</translation>
        </message>
        <message>
            <source>A strict reader refuses this text.</source>
            <translation>يرفض القارئ الصارم هذا النص.</translation>
        </message>
        <message>
            <source>The issuer must send JSON as RFC 8259 has it.</source>
            <translation>على المُصدِر أن يرسل JSON كما في RFC 8259.</translation>
        </message>
        <message>
            <source>Not UTF-8</source>
            <translation>ليس UTF-8</translation>
        </message>
        <message>
            <source>JSON of a token must be UTF-8.</source>
            <translation>يجب أن يكون JSON الرمز بترميز UTF-8.</translation>
        </message>
        <message>
            <source>Encode as UTF-8.</source>
            <translation>رمّز بـ UTF-8.</translation>
        </message>
        <message>
            <source>Nested too deeply</source>
            <translation>تداخل أعمق مما يلزم</translation>
        </message>
        <message>
            <source>Readers bound the depth to stay alive.</source>
            <translation>يحدّ القراء من العمق ليظلوا قادرين على العمل.</translation>
        </message>
        <message>
            <source>Flatten the claims.</source>
            <translation>سطّح المطالبات.</translation>
        </message>
        <message>
            <source>Not signed</source>
            <translation>غير موقَّع</translation>
        </message>
        <message>
            <source>"none" means that anybody can have written this token. It proves nothing.</source>
            <translation>تعني "none" أن أي أحد قد يكون كتب هذا الرمز. وهو لا يثبت شيئًا.</translation>
        </message>
        <message>
            <source>Ask for a signed token, and never accept "none".</source>
            <translation>اطلب رمزًا موقَّعًا، ولا تقبل "none" أبدًا.</translation>
        </message>
        <message>
            <source>Unknown algorithm</source>
            <translation>خوارزمية غير معروفة</translation>
        </message>
        <message>
            <source>The name is not in this program's table (names count with case), so nothing can be checked.</source>
            <translation>ليس الاسم في جدول هذا البرنامج (تُراعى حالة الأحرف في الأسماء)، فلا يمكن التحقق من شيء.</translation>
        </message>
        <message>
            <source>Use RS256, PS256, ES256 or Ed25519.</source>
            <translation>استخدم RS256 أو PS256 أو ES256 أو Ed25519.</translation>
        </message>
        <message>
            <source>Signed with a shared secret</source>
            <translation>موقَّع بسر مشترك</translation>
        </message>
        <message>
            <source>Whoever can check this signature can also make one.</source>
            <translation>من يستطيع التحقق من هذا التوقيع يستطيع إنشاءه أيضًا.</translation>
        </message>
        <message>
            <source>Between different parties use an asymmetric algorithm.</source>
            <translation>بين أطراف مختلفة استخدم خوارزمية غير متماثلة.</translation>
        </message>
        <message>
            <source>The token brings its own key</source>
            <translation>يجلب الرمز مفتاحه معه</translation>
        </message>
        <message>
            <source>A key or an address inside a token is chosen by whoever wrote the token. This program does not follow it.</source>
            <translation>المفتاح أو العنوان الموجود داخل الرمز يختاره من كتب الرمز. وهذا البرنامج لا يتبعه.</translation>
        </message>
        <message>
            <source>Take keys from the issuer's key set only.</source>
            <translation>لا تأخذ المفاتيح إلا من مجموعة مفاتيح المُصدِر.</translation>
        </message>
        <message>
            <source>Signature does not fit</source>
            <translation>التوقيع غير مطابق</translation>
        </message>
        <message>
            <source>The token was changed, or another key made the signature.</source>
            <translation>غُيّر الرمز، أو وقّعه مفتاح آخر.</translation>
        </message>
        <message>
            <source>Check that the key source belongs to the issuer, and that the token is complete.</source>
            <translation>تحقق من أن مصدر المفتاح يخص المُصدِر، ومن أن الرمز كامل.</translation>
        </message>
        <message>
            <source>No key of that id</source>
            <translation>لا مفتاح بهذا المعرّف</translation>
        </message>
        <message>
            <source>The key set holds no key with the token's "kid": it may have been replaced, or the token is from elsewhere.</source>
            <translation>لا تحوي مجموعة المفاتيح مفتاحًا له "kid" الرمز: ربما استُبدل، أو أن الرمز من مكان آخر.</translation>
        </message>
        <message>
            <source>Load the issuer's current key set.</source>
            <translation>حمّل مجموعة مفاتيح المُصدِر الحالية.</translation>
        </message>
        <message>
            <source>No fitting key</source>
            <translation>لا مفتاح مناسب</translation>
        </message>
        <message>
            <source>No key of the set fits the token's algorithm.</source>
            <translation>لا يناسب أي مفتاح في المجموعة خوارزمية الرمز.</translation>
        </message>
        <message>
            <source>Key id used twice</source>
            <translation>معرّف المفتاح مستخدم مرتين</translation>
        </message>
        <message>
            <source>Two keys of one kind carry the same id: which one is meant cannot be known.</source>
            <translation>يحمل مفتاحان من نوع واحد المعرّف نفسه: ولا يمكن معرفة المقصود منهما.</translation>
        </message>
        <message>
            <source>The issuer must give each key its own id.</source>
            <translation>على المُصدِر أن يعطي كل مفتاح معرّفه الخاص.</translation>
        </message>
        <message>
            <source>Weak key</source>
            <translation>مفتاح ضعيف</translation>
        </message>
        <message>
            <source>The key is shorter than its algorithm asks for.</source>
            <translation>المفتاح أقصر مما تتطلبه خوارزميته.</translation>
        </message>
        <message>
            <source>Use RSA with 2048 bits or more; a secret at least as long as the hash.</source>
            <translation>استخدم RSA بـ 2048 بتًا أو أكثر؛ وسرًا لا يقل طوله عن طول التجزئة.</translation>
        </message>
        <message>
            <source>Wrong kind of key</source>
            <translation>نوع مفتاح خاطئ</translation>
        </message>
        <message>
            <source>The algorithm of the token does not belong to this kind of key. Taking a public key for a secret is an old attack.</source>
            <translation>لا تخص خوارزمية الرمز هذا النوع من المفاتيح. واتخاذ مفتاح عام سرًا هجوم قديم.</translation>
        </message>
        <message>
            <source>Use the key the issuer signs with.</source>
            <translation>استخدم المفتاح الذي يوقّع به المُصدِر.</translation>
        </message>
        <message>
            <source>Wrong curve</source>
            <translation>منحنى خاطئ</translation>
        </message>
        <message>
            <source>The key's curve does not belong to the token's algorithm.</source>
            <translation>منحنى المفتاح لا يخص خوارزمية الرمز.</translation>
        </message>
        <message>
            <source>Key is for another algorithm</source>
            <translation>المفتاح لخوارزمية أخرى</translation>
        </message>
        <message>
            <source>The key says which algorithm it is for, and it is not the token's.</source>
            <translation>يقول المفتاح لأي خوارزمية هو، وليست خوارزمية الرمز.</translation>
        </message>
        <message>
            <source>Key is not for signatures</source>
            <translation>المفتاح ليس للتواقيع</translation>
        </message>
        <message>
            <source>The key says that it is for something else.</source>
            <translation>يقول المفتاح إنه لغرض آخر.</translation>
        </message>
        <message>
            <source>Weak exponent</source>
            <translation>أُسّ ضعيف</translation>
        </message>
        <message>
            <source>With this exponent anybody can make signatures, or OpenSSL would take them for good.</source>
            <translation>بهذا الأُسّ يستطيع أي أحد إنشاء تواقيع، أو قد يعدّها OpenSSL صحيحة.</translation>
        </message>
        <message>
            <source>Use an RSA key with the exponent 65537.</source>
            <translation>استخدم مفتاح RSA بالأُسّ 65537.</translation>
        </message>
        <message>
            <source>Key too large</source>
            <translation>مفتاح كبير جدًا</translation>
        </message>
        <message>
            <source>A number of this size would keep its reader busy for nothing.</source>
            <translation>رقم بهذا الحجم يشغل قارئه بلا طائل.</translation>
        </message>
        <message>
            <source>Use RSA with at most 8192 bits.</source>
            <translation>استخدم RSA بما لا يزيد على 8192 بتًا.</translation>
        </message>
        <message>
            <source>Point not on the curve</source>
            <translation>النقطة ليست على المنحنى</translation>
        </message>
        <message>
            <source>The key's coordinates are no point of its curve. Such keys are sent to steal other keys.</source>
            <translation>إحداثيات المفتاح ليست نقطة على منحناه. وتُرسل مثل هذه المفاتيح لسرقة مفاتيح أخرى.</translation>
        </message>
        <message>
            <source>The issuer must publish the right key.</source>
            <translation>على المُصدِر أن ينشر المفتاح الصحيح.</translation>
        </message>
        <message>
            <source>Two halves of different keys</source>
            <translation>نصفا مفتاحين مختلفين</translation>
        </message>
        <message>
            <source>The private part does not belong to the public one; a signature could give it away.</source>
            <translation>لا يخص الجزء الخاص الجزء العام؛ وقد يكشفه توقيع.</translation>
        </message>
        <message>
            <source>Export the key anew.</source>
            <translation>صدّر المفتاح من جديد.</translation>
        </message>
        <message>
            <source>Kind of key not used</source>
            <translation>نوع مفتاح غير مستخدم</translation>
        </message>
        <message>
            <source>JOSE has no algorithm for this kind of key or curve that this program knows.</source>
            <translation>ليس في JOSE لهذا النوع من المفاتيح أو المنحنى خوارزمية يعرفها هذا البرنامج.</translation>
        </message>
        <message>
            <source>Use RSA, P-256, P-384, P-521, Ed25519 or X25519.</source>
            <translation>استخدم RSA أو P-256 أو P-384 أو P-521 أو Ed25519 أو X25519.</translation>
        </message>
        <message>
            <source>Only the public half</source>
            <translation>النصف العام فقط</translation>
        </message>
        <message>
            <source>Signing and decrypting need the private half of the key.</source>
            <translation>يحتاج التوقيع وفك التشفير إلى النصف الخاص من المفتاح.</translation>
        </message>
        <message>
            <source>Name the private key.</source>
            <translation>سمِّ المفتاح الخاص.</translation>
        </message>
        <message>
            <source>Broken algorithm</source>
            <translation>خوارزمية مكسورة</translation>
        </message>
        <message>
            <source>This way of encrypting a key has been broken again and again, and is never done here.</source>
            <translation>كُسرت هذه الطريقة لتشفير مفتاح مرة بعد مرة، ولا تُستخدم هنا أبدًا.</translation>
        </message>
        <message>
            <source>Use RSA-OAEP-256 or ECDH-ES.</source>
            <translation>استخدم RSA-OAEP-256 أو ECDH-ES.</translation>
        </message>
        <message>
            <source>Unknown kind of key</source>
            <translation>نوع مفتاح غير معروف</translation>
        </message>
        <message>
            <source>"kty" must be RSA, EC, OKP or oct.</source>
            <translation>يجب أن يكون "kty" هو RSA أو EC أو OKP أو oct.</translation>
        </message>
        <message>
            <source>Check that this is a JSON Web Key.</source>
            <translation>تحقق من أن هذا JSON Web Key.</translation>
        </message>
        <message>
            <source>Unknown curve</source>
            <translation>منحنى غير معروف</translation>
        </message>
        <message>
            <source>"crv" is missing or names a curve that is not used.</source>
            <translation>"crv" ناقص أو يسمّي منحنى غير مستخدم.</translation>
        </message>
        <message>
            <source>Use P-256, P-384, P-521, Ed25519 or X25519.</source>
            <translation>استخدم P-256 أو P-384 أو P-521 أو Ed25519 أو X25519.</translation>
        </message>
        <message>
            <source>Key not well made</source>
            <translation>مفتاح غير سليم البنية</translation>
        </message>
        <message>
            <source>A member is missing, has the wrong type or the wrong length.</source>
            <translation>عنصر ناقص، أو من نوع خاطئ، أو بطول خاطئ.</translation>
        </message>
        <message>
            <source>Key not in base64url</source>
            <translation>المفتاح ليس بترميز base64url</translation>
        </message>
        <message>
            <source>A number of the key holds a character outside A–Z, a–z, 0–9, - and _.</source>
            <translation>في أحد أرقام المفتاح محرف خارج A–Z وa–z و0–9 و- و_.</translation>
        </message>
        <message>
            <source>Private key in a public set</source>
            <translation>مفتاح خاص في مجموعة عامة</translation>
        </message>
        <message>
            <source>Everybody can sign with a key whose private half is published.</source>
            <translation>يستطيع الجميع التوقيع بمفتاح نُشر نصفه الخاص.</translation>
        </message>
        <message>
            <source>The issuer must withdraw this key at once and publish a new one.</source>
            <translation>على المُصدِر سحب هذا المفتاح فورًا ونشر مفتاح جديد.</translation>
        </message>
        <message>
            <source>Not a key set</source>
            <translation>ليست مجموعة مفاتيح</translation>
        </message>
        <message>
            <source>A key set has a member "keys", an array of objects.</source>
            <translation>لمجموعة المفاتيح عنصر "keys"، وهو مصفوفة كائنات.</translation>
        </message>
        <message>
            <source>Check the address or the file.</source>
            <translation>تحقق من العنوان أو الملف.</translation>
        </message>
        <message>
            <source>No usable key</source>
            <translation>لا مفتاح صالح للاستخدام</translation>
        </message>
        <message>
            <source>The key set holds no key that can be used.</source>
            <translation>لا تحوي مجموعة المفاتيح مفتاحًا يمكن استخدامه.</translation>
        </message>
        <message>
            <source>Too many keys</source>
            <translation>مفاتيح كثيرة جدًا</translation>
        </message>
        <message>
            <source>More than 100 keys are not read.</source>
            <translation>لا يُقرأ أكثر من 100 مفتاح.</translation>
        </message>
        <message>
            <source>Check that this is one issuer's key set.</source>
            <translation>تحقق من أن هذه مجموعة مفاتيح مُصدِر واحد.</translation>
        </message>
        <message>
            <source>Unreadable key file</source>
            <translation>ملف مفتاح لا يمكن قراءته</translation>
        </message>
        <message>
            <source>It is neither a key nor a certificate in PEM, or it is locked with a passphrase.</source>
            <translation>ليس مفتاحًا ولا شهادة بصيغة PEM، أو هو مقفل بعبارة مرور.</translation>
        </message>
        <message>
            <source>Name a PEM file without a passphrase, or a JWK.</source>
            <translation>سمِّ ملف PEM بلا عبارة مرور، أو JWK.</translation>
        </message>
        <message>
            <source>Encrypted</source>
            <translation>مشفَّر</translation>
        </message>
        <message>
            <source>The content can be read only with the key of the one it was made for.</source>
            <translation>لا يمكن قراءة المحتوى إلا بمفتاح من صُنع له.</translation>
        </message>
        <message>
            <source>RSA1_5</source>
            <translation>RSA1_5</translation>
        </message>
        <message>
            <source>This way of encrypting a key has been broken again and again.</source>
            <translation>كُسرت هذه الطريقة لتشفير مفتاح مرة بعد مرة.</translation>
        </message>
        <message>
            <source>An encrypted token has five parts with a dot between them.</source>
            <translation>للرمز المشفَّر خمسة أجزاء بينها نقطة.</translation>
        </message>
        <message>
            <source>The header of the encrypted token is empty, or a member in it has the wrong type.</source>
            <translation>ترويسة الرمز المشفَّر فارغة، أو فيها عنصر من نوع خاطئ.</translation>
        </message>
        <message>
            <source>The issuer must mend the header.</source>
            <translation>على المُصدِر إصلاح الترويسة.</translation>
        </message>
        <message>
            <source>Without a name in "alg" nobody knows how the key reaches the reader.</source>
            <translation>من دون اسم في "alg" لا يعرف أحد كيف يصل المفتاح إلى القارئ.</translation>
        </message>
        <message>
            <source>No encryption named</source>
            <translation>لم يُسمَّ تشفير</translation>
        </message>
        <message>
            <source>Without a name in "enc" nobody knows how the content is encrypted.</source>
            <translation>من دون اسم في "enc" لا يعرف أحد كيف شُفّر المحتوى.</translation>
        </message>
        <message>
            <source>The issuer must name its encryption.</source>
            <translation>على المُصدِر أن يسمّي تشفيره.</translation>
        </message>
        <message>
            <source>Unusable compression</source>
            <translation>ضغط غير صالح للاستخدام</translation>
        </message>
        <message>
            <source>"zip" may only say "DEF", and only in the protected header, where nobody can change it.</source>
            <translation>لا يجوز أن يقول "zip" إلا "DEF"، وفي الترويسة المحمية فقط حيث لا يستطيع أحد تغييره.</translation>
        </message>
        <message>
            <source>The issuer must not compress, or say so properly.</source>
            <translation>على المُصدِر ألا يضغط، أو أن يذكر ذلك على الوجه الصحيح.</translation>
        </message>
        <message>
            <source>Not the JSON form of an encrypted token</source>
            <translation>ليست صيغة JSON لرمز مشفَّر</translation>
        </message>
        <message>
            <source>Unusable list of recipients</source>
            <translation>قائمة مستلِمين غير صالحة للاستخدام</translation>
        </message>
        <message>
            <source>There are none, too many, or several that cannot share one content: they differ in encryption, or use a key directly.</source>
            <translation>لا يوجد مستلِم، أو هم كثيرون جدًا، أو عدة لا يمكنهم مشاركة محتوى واحد: يختلفون في التشفير، أو يستخدمون مفتاحًا مباشرة.</translation>
        </message>
        <message>
            <source>Give each recipient a wrapped key and all the same encryption.</source>
            <translation>أعطِ كل مستلِم مفتاحًا مغلَّفًا، وأعطهم جميعًا التشفير نفسه.</translation>
        </message>
        <message>
            <source>A name in two headers</source>
            <translation>اسم في ترويستين</translation>
        </message>
        <message>
            <source>Protected, unprotected and recipient headers must have no name in common: which one counts could be argued about.</source>
            <translation>يجب ألا يكون في الترويسة المحمية وغير المحمية وترويسة المستلِم اسم مشترك: إذ يُختلف في أيها المعتمد.</translation>
        </message>
        <message>
            <source>The issuer must put each name in one place.</source>
            <translation>على المُصدِر أن يضع كل اسم في مكان واحد.</translation>
        </message>
        <message>
            <source>The name in "alg" is not in this program's table (names count with case), so nothing can be decrypted.</source>
            <translation>ليس الاسم في "alg" ضمن جدول هذا البرنامج (تُراعى حالة الأحرف في الأسماء)، فلا يمكن فك تشفير شيء.</translation>
        </message>
        <message>
            <source>Use ECDH-ES+A256KW or RSA-OAEP-256.</source>
            <translation>استخدم ECDH-ES+A256KW أو RSA-OAEP-256.</translation>
        </message>
        <message>
            <source>Unknown encryption</source>
            <translation>تشفير غير معروف</translation>
        </message>
        <message>
            <source>The name in "enc" is not in this program's table (names count with case), so nothing can be decrypted.</source>
            <translation>ليس الاسم في "enc" ضمن جدول هذا البرنامج (تُراعى حالة الأحرف في الأسماء)، فلا يمكن فك تشفير شيء.</translation>
        </message>
        <message>
            <source>Use A256GCM or A256CBC-HS512.</source>
            <translation>استخدم A256GCM أو A256CBC-HS512.</translation>
        </message>
        <message>
            <source>Algorithm not expected</source>
            <translation>خوارزمية غير متوقعة</translation>
        </message>
        <message>
            <source>The token uses an algorithm that the reader has not agreed to.</source>
            <translation>يستخدم الرمز خوارزمية لم يوافق عليها القارئ.</translation>
        </message>
        <message>
            <source>Register the algorithm with the issuer, or use the registered one.</source>
            <translation>سجّل الخوارزمية لدى المُصدِر، أو استخدم المسجّلة.</translation>
        </message>
        <message>
            <source>Encrypted with a password</source>
            <translation>مشفَّر بكلمة مرور</translation>
        </message>
        <message>
            <source>The token says how much work a guess is, and makes its reader do it. It is only opened where a person asks for that.</source>
            <translation>يحدّد الرمز كم من العمل يتطلب التخمين، ويجعل قارئه يقوم به. ولا يُفتح إلا حيث يطلب شخص ذلك.</translation>
        </message>
        <message>
            <source>Between programs use a key.</source>
            <translation>بين البرامج استخدم مفتاحًا.</translation>
        </message>
        <message>
            <source>Encrypted key missing, or one too many</source>
            <translation>مفتاح مشفَّر ناقص، أو زائد</translation>
        </message>
        <message>
            <source>With "dir" and "ECDH-ES" the second part must be empty, with every other algorithm it must not.</source>
            <translation>مع "dir" و"ECDH-ES" يجب أن يكون الجزء الثاني فارغًا، ومع كل خوارزمية أخرى يجب ألا يكون فارغًا.</translation>
        </message>
        <message>
            <source>Copy the whole token. If it is whole, the issuer must mend it.</source>
            <translation>انسخ الرمز كاملًا. وإن كان كاملًا فعلى المُصدِر إصلاحه.</translation>
        </message>
        <message>
            <source>Unusable ephemeral key</source>
            <translation>مفتاح مؤقت غير صالح للاستخدام</translation>
        </message>
        <message>
            <source>"epk" must be a public key on the curve of the reader's key. A point elsewhere is how the reader's key is stolen.</source>
            <translation>يجب أن يكون "epk" مفتاحًا عامًا على منحنى مفتاح القارئ. ونقطة في مكان آخر هي طريقة سرقة مفتاح القارئ.</translation>
        </message>
        <message>
            <source>The issuer must send a fresh key of the right curve.</source>
            <translation>على المُصدِر أن يرسل مفتاحًا جديدًا من المنحنى الصحيح.</translation>
        </message>
        <message>
            <source>Unusable party information</source>
            <translation>معلومات طرف غير صالحة للاستخدام</translation>
        </message>
        <message>
            <source>"apu" and "apv" must be base64url of at most 512 bytes.</source>
            <translation>يجب أن يكون "apu" و"apv" بترميز base64url بما لا يزيد على 512 بايتًا.</translation>
        </message>
        <message>
            <source>The issuer must shorten or mend them.</source>
            <translation>على المُصدِر تقصيرهما أو إصلاحهما.</translation>
        </message>
        <message>
            <source>Unusable wrapping of the key</source>
            <translation>تغليف مفتاح غير صالح للاستخدام</translation>
        </message>
        <message>
            <source>"iv" must have 12 bytes and "tag" 16. A shorter tag can be guessed.</source>
            <translation>يجب أن يكون لـ "iv" 12 بايتًا ولـ "tag" 16 بايتًا. ويمكن تخمين وسم أقصر.</translation>
        </message>
        <message>
            <source>The issuer must mend its encryption.</source>
            <translation>على المُصدِر إصلاح تشفيره.</translation>
        </message>
        <message>
            <source>Unusable password parameters</source>
            <translation>معاملات كلمة مرور غير صالحة للاستخدام</translation>
        </message>
        <message>
            <source>"p2s" must have 8 bytes or more, and "p2c" must be a number from 1,000 to 1,200,000: fewer rounds are guessed too soon, more keep the reader busy.</source>
            <translation>يجب أن يكون لـ "p2s" 8 بايتات أو أكثر، وأن يكون "p2c" رقمًا من 1,000 إلى 1,200,000: فالجولات الأقل تُخمَّن أسرع مما ينبغي، والأكثر تشغل القارئ.</translation>
        </message>
        <message>
            <source>Use a salt of 16 bytes and 600,000 rounds.</source>
            <translation>استخدم ملحًا (salt) من 16 بايتًا و600,000 جولة.</translation>
        </message>
        <message>
            <source>Does not open</source>
            <translation>لا يُفتح</translation>
        </message>
        <message>
            <source>The key is not the one it was encrypted for, or the token was changed. Which of both, a reader must not tell.</source>
            <translation>ليس المفتاح هو الذي شُفّر له الرمز، أو غُيّر الرمز. ولا يجوز للقارئ أن يقول أيهما.</translation>
        </message>
        <message>
            <source>Check the key, and that the token is complete.</source>
            <translation>تحقق من المفتاح، ومن أن الرمز كامل.</translation>
        </message>
        <message>
            <source>Key of the wrong length</source>
            <translation>مفتاح بطول خاطئ</translation>
        </message>
        <message>
            <source>A shared key must have exactly the length that its algorithm asks for.</source>
            <translation>يجب أن يكون للمفتاح المشترك الطول الذي تتطلبه خوارزميته بالضبط.</translation>
        </message>
        <message>
            <source>Use a key of that length.</source>
            <translation>استخدم مفتاحًا بهذا الطول.</translation>
        </message>
        <message>
            <source>Too much compressed content</source>
            <translation>محتوى مضغوط أكثر مما يلزم</translation>
        </message>
        <message>
            <source>More than 250 KB come out of a small token: that is how a reader's memory is filled.</source>
            <translation>يخرج أكثر من 250 كيلوبايت من رمز صغير: هكذا تُملأ ذاكرة القارئ.</translation>
        </message>
        <message>
            <source>The issuer must not compress.</source>
            <translation>على المُصدِر ألا يضغط.</translation>
        </message>
        <message>
            <source>Compressed content is damaged</source>
            <translation>المحتوى المضغوط تالف</translation>
        </message>
        <message>
            <source>What was decrypted is not what DEFLATE makes.</source>
            <translation>ما فُكّ تشفيره ليس مما ينتجه DEFLATE.</translation>
        </message>
        <message>
            <source>The issuer must mend its compression, or leave it out.</source>
            <translation>على المُصدِر إصلاح الضغط، أو الاستغناء عنه.</translation>
        </message>
        <message>
            <source>Compressed content has no end</source>
            <translation>المحتوى المضغوط بلا نهاية</translation>
        </message>
        <message>
            <source>What was decrypted stops before its compressed form ends.</source>
            <translation>يتوقف ما فُكّ تشفيره قبل أن تنتهي صيغته المضغوطة.</translation>
        </message>
        <message>
            <source>Bytes after the compressed content</source>
            <translation>بايتات بعد المحتوى المضغوط</translation>
        </message>
        <message>
            <source>Something follows the end of the compressed form.</source>
            <translation>يلي نهاية الصيغة المضغوطة شيء.</translation>
        </message>
        <message>
            <source>Signed and encrypted at once</source>
            <translation>موقَّع ومشفَّر في آن واحد</translation>
        </message>
        <message>
            <source>Three parts make a signed token, and its header names an encryption.</source>
            <translation>ثلاثة أجزاء تصنع رمزًا موقَّعًا، وترويسته تسمّي تشفيرًا.</translation>
        </message>
        <message>
            <source>The issuer must decide what it is.</source>
            <translation>على المُصدِر أن يقرر ما هو.</translation>
        </message>
        <message>
            <source>A token inside a token</source>
            <translation>رمز داخل رمز</translation>
        </message>
        <message>
            <source>One signed token inside an encrypted one is read, nothing deeper: each level hides what the next one is.</source>
            <translation>يُقرأ رمز موقَّع واحد داخل رمز مشفَّر، ولا شيء أعمق: فكل مستوى يخفي ما هو التالي.</translation>
        </message>
        <message>
            <source>Sign once, encrypt once.</source>
            <translation>وقّع مرة، وشفّر مرة.</translation>
        </message>
        <message>
            <source>Encrypted, not signed</source>
            <translation>مشفَّر، غير موقَّع</translation>
        </message>
        <message>
            <source>Anybody who has the public key can have encrypted this. Without a signed token inside, and "cty" saying so, it proves nothing.</source>
            <translation>يستطيع كل من لديه المفتاح العام أن يكون قد شفّر هذا. ومن دون رمز موقَّع في داخله، ومع "cty" يقول ذلك، لا يثبت شيئًا.</translation>
        </message>
        <message>
            <source>Ask for a token that is signed, then encrypted.</source>
            <translation>اطلب رمزًا موقَّعًا ثم مشفَّرًا.</translation>
        </message>
        <message>
            <source>Encrypted, but not signed</source>
            <translation>مشفَّر، لكنه غير موقَّع</translation>
        </message>
        <message>
            <source>Whoever has the public key can have written this. Encryption hides it and says nothing about who made it.</source>
            <translation>يستطيع كل من لديه المفتاح العام أن يكون قد كتب هذا. فالتشفير يخفيه ولا يقول شيئًا عمّن صنعه.</translation>
        </message>
        <message>
            <source>Sign the claims first, then encrypt the signed token.</source>
            <translation>وقّع المطالبات أولًا، ثم شفّر الرمز الموقَّع.</translation>
        </message>
        <message>
            <source>The payload is elsewhere</source>
            <translation>الحمولة في مكان آخر</translation>
        </message>
        <message>
            <source>The signature is over content that did not come with it, so nothing can be checked here.</source>
            <translation>التوقيع على محتوى لم يأتِ معه، فلا يمكن التحقق من شيء هنا.</translation>
        </message>
        <message>
            <source>Bring the payload and the signature together.</source>
            <translation>اجمع الحمولة والتوقيع معًا.</translation>
        </message>
        <message>
            <source>Trimmed before reading</source>
            <translation>شُذّب قبل القراءة</translation>
        </message>
        <message>
            <source>There was white space, a quote or "Bearer" around the token; a program that gets it so must refuse it.</source>
            <translation>كان حول الرمز مسافات أو علامة اقتباس أو "Bearer"؛ والبرنامج الذي يحصل عليه هكذا يجب أن يرفضه.</translation>
        </message>
        <message>
            <source>Copy the token alone.</source>
            <translation>انسخ الرمز وحده.</translation>
        </message>
        <message>
            <source>Nothing to inspect</source>
            <translation>لا شيء للفحص</translation>
        </message>
        <message>
            <source>The text is empty.</source>
            <translation>النص فارغ.</translation>
        </message>
        <message>
            <source>Paste a token.</source>
            <translation>الصق رمزًا.</translation>
        </message>
        <message>
            <source>Not recognised</source>
            <translation>غير معروف</translation>
        </message>
        <message>
            <source>It is no token, header, cookie, command, address or key that Tessera knows.</source>
            <translation>ليس رمزًا ولا ترويسة ولا ملف ارتباط ولا أمرًا ولا عنوانًا ولا مفتاحًا يعرفه Tessera.</translation>
        </message>
        <message>
            <source>Paste one of them, alone.</source>
            <translation>الصق واحدًا منها وحده.</translation>
        </message>
        <message>
            <source>Binary data</source>
            <translation>بيانات ثنائية</translation>
        </message>
        <message>
            <source>There are bytes in it that no text has.</source>
            <translation>فيه بايتات لا تكون في أي نص.</translation>
        </message>
        <message>
            <source>Tokens travel as text; paste that.</source>
            <translation>تسافر الرموز كنص؛ الصق ذلك.</translation>
        </message>
        <message>
            <source>Several tokens</source>
            <translation>عدة رموز</translation>
        </message>
        <message>
            <source>Each line is a token of its own; together they are none.</source>
            <translation>كل سطر رمز مستقل؛ وهي مجتمعة ليست رمزًا.</translation>
        </message>
        <message>
            <source>Paste one, or give the file to "tessera inspect --lines".</source>
            <translation>الصق واحدًا، أو أعطِ الملف للأمر "tessera inspect --lines".</translation>
        </message>
        <message>
            <source>JSON without a known meaning</source>
            <translation>JSON بلا معنى معروف</translation>
        </message>
        <message>
            <source>It has the members of no token response, JWK, JWK set, JWS or JWE.</source>
            <translation>ليست فيه عناصر أي جواب رمز أو JWK أو مجموعة JWK أو JWS أو JWE.</translation>
        </message>
        <message>
            <source>Paste the whole answer of the server.</source>
            <translation>الصق جواب الخادم كاملًا.</translation>
        </message>
        <message>
            <source>Not a JSON object</source>
            <translation>ليس كائن JSON</translation>
        </message>
        <message>
            <source>The text is JSON of another type.</source>
            <translation>النص JSON من نوع آخر.</translation>
        </message>
        <message>
            <source>Paste the whole object, from { to }.</source>
            <translation>الصق الكائن كاملًا، من { إلى }.</translation>
        </message>
        <message>
            <source>Too much JSON</source>
            <translation>JSON أكثر مما يلزم</translation>
        </message>
        <message>
            <source>Paste the part that matters.</source>
            <translation>الصق الجزء المهم.</translation>
        </message>
        <message>
            <source>More than 100,000 values are not read.</source>
            <translation>لا يُقرأ أكثر من 100,000 قيمة.</translation>
        </message>
        <message>
            <source>Number out of range</source>
            <translation>رقم خارج المدى</translation>
        </message>
        <message>
            <source>No program could hold it exactly.</source>
            <translation>لا يستطيع أي برنامج حفظه بدقة.</translation>
        </message>
        <message>
            <source>Whoever made it must mend it.</source>
            <translation>على من صنعه أن يصلحه.</translation>
        </message>
        <message>
            <source>JSON form</source>
            <translation>صيغة JSON</translation>
        </message>
        <message>
            <source>A JWT is always in the compact form; programs that expect a JWT must refuse this.</source>
            <translation>يكون JWT دائمًا بالصيغة المدمجة (compact)؛ والبرامج التي تتوقع JWT يجب أن ترفض هذا.</translation>
        </message>
        <message>
            <source>Use the compact form for a JWT.</source>
            <translation>استخدم الصيغة المدمجة (compact) لـ JWT.</translation>
        </message>
        <message>
            <source>No claims to compare</source>
            <translation>لا مطالبات للمقارنة</translation>
        </message>
        <message>
            <source>The payload is not a JSON object, or not readable.</source>
            <translation>الحمولة ليست كائن JSON، أو لا يمكن قراءتها.</translation>
        </message>
        <message>
            <source>Inspect an ID token.</source>
            <translation>افحص رمز هوية.</translation>
        </message>
        <message>
            <source>Opaque token</source>
            <translation>رمز مبهم</translation>
        </message>
        <message>
            <source>It has no structure that can be read; only the server that made it knows what it means.</source>
            <translation>ليست له بنية يمكن قراءتها؛ ولا يعرف معناه إلا الخادم الذي أنشأه.</translation>
        </message>
        <message>
            <source>Ask that server, by introspection.</source>
            <translation>اسأل ذلك الخادم بالاستعلام (introspection).</translation>
        </message>
        <message>
            <source>PASETO</source>
            <translation>PASETO</translation>
        </message>
        <message>
            <source>A token of another family than JOSE. Tessera knows it by name and does not read it.</source>
            <translation>رمز من عائلة غير JOSE. يعرفه Tessera بالاسم ولا يقرؤه.</translation>
        </message>
        <message>
            <source>Macaroon</source>
            <translation>Macaroon</translation>
        </message>
        <message>
            <source>A token whose holder can narrow it by adding conditions. Tessera knows it by name and does not read it.</source>
            <translation>رمز يستطيع حامله تضييقه بإضافة شروط. يعرفه Tessera بالاسم ولا يقرؤه.</translation>
        </message>
        <message>
            <source>Not the length or the letters of its kind</source>
            <translation>ليس بطول نوعه أو حروفه</translation>
        </message>
        <message>
            <source>It begins like a token of that maker, but the rest does not fit: it is cut off, too long or made up.</source>
            <translation>يبدأ كرمز من تلك الجهة، لكن البقية لا تناسب: مقطوع أو أطول من اللازم أو مختلق.</translation>
        </message>
        <message>
            <source>Copy it again, whole.</source>
            <translation>انسخه مجددًا كاملًا.</translation>
        </message>
        <message>
            <source>Checksum wrong</source>
            <translation>المجموع الاختباري خاطئ</translation>
        </message>
        <message>
            <source>The last six characters do not fit the others, so the maker never issued it: a letter is wrong, or it is made up.</source>
            <translation>لا تناسب المحارف الستة الأخيرة غيرها، فلم تصدره تلك الجهة أبدًا: حرف خاطئ، أو هو مختلق.</translation>
        </message>
        <message>
            <source>Copy it again.</source>
            <translation>انسخه مجددًا.</translation>
        </message>
        <message>
            <source>A name, not a secret</source>
            <translation>اسم لا سر</translation>
        </message>
        <message>
            <source>It says which key or account is meant; without the secret beside it, it opens nothing.</source>
            <translation>يقول أي مفتاح أو حساب هو المقصود؛ ومن دون السر إلى جانبه لا يفتح شيئًا.</translation>
        </message>
        <message>
            <source>Authorization code in an address</source>
            <translation>كود تفويض في عنوان</translation>
        </message>
        <message>
            <source>Addresses stay in the history of the browser, in logs and in Referer headers. The code is good once and for minutes, and PKCE makes it useless to a thief.</source>
            <translation>تبقى العناوين في سجل المتصفح وفي السجلات وفي ترويسات Referer. والكود صالح مرة واحدة ولدقائق، ويجعله PKCE بلا نفع لسارق.</translation>
        </message>
        <message>
            <source>Redeem it at once, replace the address in the history, and use PKCE.</source>
            <translation>استبدل الكود برموز فورًا، وضع مكان العنوان في سجل المتصفح عنوانًا آخر، واستخدم PKCE.</translation>
        </message>
        <message>
            <source>State in an address</source>
            <translation>state في عنوان</translation>
        </message>
        <message>
            <source>Whoever reads it before it is used up can slip in an answer of another sign-in.</source>
            <translation>من يقرؤها قبل استخدامها يستطيع دسّ جواب تسجيل دخول آخر.</translation>
        </message>
        <message>
            <source>Accept each state once, and bind it to the browser.</source>
            <translation>اقبل كل قيمة state مرة واحدة، واربطها بالمتصفح.</translation>
        </message>
        <message>
            <source>Access token in an address</source>
            <translation>رمز وصول في عنوان</translation>
        </message>
        <message>
            <source>Addresses stay in the history of the browser, in logs of servers and proxies and in Referer headers, and the token is good for whoever reads it there.</source>
            <translation>تبقى العناوين في سجل المتصفح، وفي سجلات الخوادم وخوادم البروكسي، وفي ترويسات Referer، والرمز صالح لكل من يقرؤه هناك.</translation>
        </message>
        <message>
            <source>Send it in the Authorization header. Get it with the code flow.</source>
            <translation>أرسله في ترويسة Authorization. واحصل عليه بتدفق الكود.</translation>
        </message>
        <message>
            <source>Token in an address</source>
            <translation>رمز في عنوان</translation>
        </message>
        <message>
            <source>Send it in a header or in the body of a POST.</source>
            <translation>أرسله في ترويسة أو في متن طلب POST.</translation>
        </message>
        <message>
            <source>ID token in an address</source>
            <translation>رمز هوية في عنوان</translation>
        </message>
        <message>
            <source>It tells the history of the browser, logs and other sites who signed in.</source>
            <translation>يخبر سجل المتصفح والسجلات والمواقع الأخرى بمن سجّل الدخول.</translation>
        </message>
        <message>
            <source>Get it with the code flow, from the token endpoint.</source>
            <translation>احصل عليه بتدفق الكود من نقطة نهاية الرموز.</translation>
        </message>
        <message>
            <source>Refresh token in an address</source>
            <translation>رمز تحديث في عنوان</translation>
        </message>
        <message>
            <source>It makes new access tokens for as long as nobody withdraws it, and addresses are kept in many places.</source>
            <translation>يصنع رموز وصول جديدة ما لم يسحبه أحد، والعناوين تُحفظ في أماكن كثيرة.</translation>
        </message>
        <message>
            <source>Revoke it. Send it in the body of a POST alone.</source>
            <translation>أبطله. ولا ترسله إلا في متن طلب POST.</translation>
        </message>
        <message>
            <source>Client secret in an address</source>
            <translation>سر العميل في عنوان</translation>
        </message>
        <message>
            <source>The credentials of a client must not be in an address: logs and histories keep them.</source>
            <translation>بيانات اعتماد العميل لا يجوز أن تكون في عنوان: فالسجلات والمحفوظات تحتفظ بها.</translation>
        </message>
        <message>
            <source>Change the secret. Send it in the Authorization header or the body.</source>
            <translation>غيّر السر. وأرسله في ترويسة Authorization أو في المتن.</translation>
        </message>
        <message>
            <source>Code verifier in an address</source>
            <translation>code verifier في عنوان</translation>
        </message>
        <message>
            <source>It is the secret that protects the code, and belongs into the body of the token request.</source>
            <translation>هو السر الذي يحمي الكود، ومكانه متن طلب الرموز.</translation>
        </message>
        <message>
            <source>Send the challenge in the address, the verifier in the body.</source>
            <translation>أرسل التحدي في العنوان، وverifier في المتن.</translation>
        </message>
        <message>
            <source>Password in an address</source>
            <translation>كلمة مرور في عنوان</translation>
        </message>
        <message>
            <source>Addresses are kept in histories and logs.</source>
            <translation>تُحفظ العناوين في المحفوظات والسجلات.</translation>
        </message>
        <message>
            <source>Change it, and send it in a body if at all.</source>
            <translation>غيّرها، وإن كان لا بد من إرسالها فأرسلها في المتن.</translation>
        </message>
        <message>
            <source>Name and password in an address</source>
            <translation>اسم وكلمة مرور في عنوان</translation>
        </message>
        <message>
            <source>Addresses are kept and shown; this part of them is given up for that reason.</source>
            <translation>تُحفظ العناوين وتُعرض؛ ولذلك تُرك هذا الجزء منها.</translation>
        </message>
        <message>
            <source>Leave it out; use the Authorization header.</source>
            <translation>احذفه؛ واستخدم ترويسة Authorization.</translation>
        </message>
        <message>
            <source>Secrets over plain HTTP</source>
            <translation>أسرار عبر HTTP العادي</translation>
        </message>
        <message>
            <source>Everybody on the way can read the address. Only a loopback address may be http.</source>
            <translation>يستطيع كل من في الطريق قراءة العنوان. ولا يجوز أن يكون http إلا عنوان محلي (loopback).</translation>
        </message>
        <message>
            <source>Use https.</source>
            <translation>استخدم https.</translation>
        </message>
        <message>
            <source>There was no sign-in.</source>
            <translation>لم يجرِ تسجيل دخول.</translation>
        </message>
        <message>
            <source>Read the error in the specification of the server.</source>
            <translation>اقرأ الخطأ في مواصفة الخادم.</translation>
        </message>
        <message>
            <source>Implicit grant</source>
            <translation>تفويض ضمني (implicit)</translation>
        </message>
        <message>
            <source>"response_type" asks for an access token in the address.</source>
            <translation>يطلب "response_type" رمز وصول في العنوان.</translation>
        </message>
        <message>
            <source>Use response_type=code with PKCE.</source>
            <translation>استخدم response_type=code مع PKCE.</translation>
        </message>
        <message>
            <source>No PKCE</source>
            <translation>لا PKCE</translation>
        </message>
        <message>
            <source>Without "code_challenge" a stolen code can be redeemed by the thief.</source>
            <translation>من دون "code_challenge" يستطيع السارق استبدال الكود المسروق برموز.</translation>
        </message>
        <message>
            <source>Send code_challenge with code_challenge_method=S256.</source>
            <translation>أرسل code_challenge مع code_challenge_method=S256.</translation>
        </message>
        <message>
            <source>PKCE without a hash</source>
            <translation>PKCE بلا تجزئة</translation>
        </message>
        <message>
            <source>With "plain" the address holds the verifier itself.</source>
            <translation>مع "plain" يحوي العنوان verifier نفسه.</translation>
        </message>
        <message>
            <source>Use S256.</source>
            <translation>استخدم S256.</translation>
        </message>
        <message>
            <source>Bad percent-encoding</source>
            <translation>ترميز نسبة مئوية خاطئ</translation>
        </message>
        <message>
            <source>A percent sign is not followed by two digits, or the bytes are no UTF-8.</source>
            <translation>لا يلي علامة النسبة المئوية رقمان، أو أن البايتات ليست UTF-8.</translation>
        </message>
        <message>
            <source>Whoever made the address must mend it.</source>
            <translation>على من صنع العنوان أن يصلحه.</translation>
        </message>
        <message>
            <source>Too many members</source>
            <translation>عناصر كثيرة جدًا</translation>
        </message>
        <message>
            <source>More than 64 are not looked at.</source>
            <translation>لا يُنظر في أكثر من 64.</translation>
        </message>
        <message>
            <source>Quote not closed</source>
            <translation>اقتباس غير مغلق</translation>
        </message>
        <message>
            <source>The command is cut off, so nothing in it was read.</source>
            <translation>الأمر مقطوع، فلم يُقرأ منه شيء.</translation>
        </message>
        <message>
            <source>Copy it whole.</source>
            <translation>انسخه كاملًا.</translation>
        </message>
        <message>
            <source>Too many words</source>
            <translation>كلمات كثيرة جدًا</translation>
        </message>
        <message>
            <source>More than 2,000 words are not looked at.</source>
            <translation>لا يُنظر في أكثر من 2,000 كلمة.</translation>
        </message>
        <message>
            <source>Paste a shorter command.</source>
            <translation>الصق أمرًا أقصر.</translation>
        </message>
        <message>
            <source>No address</source>
            <translation>لا عنوان</translation>
        </message>
        <message>
            <source>The command names no address.</source>
            <translation>لا يسمّي الأمر عنوانًا.</translation>
        </message>
        <message>
            <source>Certificates are not checked</source>
            <translation>لا تُفحص الشهادات</translation>
        </message>
        <message>
            <source>With -k whoever stands in between can read and change everything, secrets included.</source>
            <translation>مع -k يستطيع من يقف في الطريق قراءة كل شيء وتغييره، بما في ذلك الأسرار.</translation>
        </message>
        <message>
            <source>Leave -k out; name the authority with --cacert.</source>
            <translation>احذف -k؛ وسمِّ سلطة الشهادات باستخدام --cacert.</translation>
        </message>
        <message>
            <source>Reads from files</source>
            <translation>يقرأ من ملفات</translation>
        </message>
        <message>
            <source>Part of the request is in a file the command names. Tessera does not open it.</source>
            <translation>جزء من الطلب في ملف يسمّيه الأمر. ولا يفتحه Tessera.</translation>
        </message>
        <message>
            <source>Something follows the command</source>
            <translation>شيء يلي الأمر</translation>
        </message>
        <message>
            <source>A ; | &amp; &lt; &gt; or a line break ends it for a shell; what follows was not read.</source>
            <translation>تُنهيه علامة ; أو | أو &amp; أو &lt; أو &gt; أو فاصل سطر في الصدفة (shell)؛ وما يليها لم يُقرأ.</translation>
        </message>
        <message>
            <source>Put addresses with &amp; into quotes.</source>
            <translation>ضع العناوين التي فيها &amp; بين علامتي اقتباس.</translation>
        </message>
        <message>
            <source>Secrets on a command line</source>
            <translation>أسرار في سطر أوامر</translation>
        </message>
        <message>
            <source>The history of the shell keeps it, and every user of the machine can see it while it runs.</source>
            <translation>يحتفظ به سجل الصدفة (shell)، ويستطيع كل مستخدم على الجهاز رؤيته أثناء تشغيله.</translation>
        </message>
        <message>
            <source>Read secrets from a file: -H @file, -K file or --netrc-file.</source>
            <translation>اقرأ الأسرار من ملف: -H @file أو -K file أو --netrc-file.</translation>
        </message>
        <message>
            <source>A secret key</source>
            <translation>مفتاح سري</translation>
        </message>
        <message>
            <source>Whoever has it can sign or decrypt in its owner's name.</source>
            <translation>يستطيع من يملكه التوقيع أو فك التشفير باسم مالكه.</translation>
        </message>
        <message>
            <source>Share the public part alone. If others saw it, replace it.</source>
            <translation>شارك الجزء العام وحده. وإن رآه غيرك فاستبدله.</translation>
        </message>
        <message>
            <source>Secret keys in a set</source>
            <translation>مفاتيح سرية في مجموعة</translation>
        </message>
        <message>
            <source>A set is made to be published, and there is a private or symmetric key in it.</source>
            <translation>تُصنع المجموعة لتُنشر، وفيها مفتاح خاص أو متماثل.</translation>
        </message>
        <message>
            <source>Replace these keys, and publish public members alone.</source>
            <translation>استبدل هذه المفاتيح، ولا تنشر إلا العناصر العامة.</translation>
        </message>
        <message>
            <source>Encrypted key</source>
            <translation>مفتاح مشفَّر</translation>
        </message>
        <message>
            <source>It needs its pass phrase; Tessera does not ask for it.</source>
            <translation>يحتاج إلى عبارة المرور الخاصة به؛ ولا يسأل Tessera عنها.</translation>
        </message>
        <message>
            <source>No keys</source>
            <translation>لا مفاتيح</translation>
        </message>
        <message>
            <source>The set is empty.</source>
            <translation>المجموعة فارغة.</translation>
        </message>
        <message>
            <source>More than 100 keys</source>
            <translation>أكثر من 100 مفتاح</translation>
        </message>
        <message>
            <source>Only the first 100 are shown.</source>
            <translation>لا يُعرض إلا أول 100.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FindingsList</name>
        <message>
            <source>Findings</source>
            <translation>الملاحظات المكتشفة</translation>
        </message>
        <message>
            <source>with the key you named</source>
            <translation>بالمفتاح الذي سمّيته</translation>
        </message>
        <message>
            <source>from decoding alone</source>
            <translation>من فك الترميز وحده</translation>
        </message>
        <message>
            <source>Nothing odd was found. That says nothing about who wrote it.</source>
            <translation>لم يُعثر على شيء غريب. لا يعني ذلك شيئًا عمّن كتبه.</translation>
        </message>
        <message>
            <source>And %1 more.</source>
            <translation>و%1 غيرها.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowCheckWords</name>
        <message>
            <source>%1 passed</source>
            <translation>نجح فحص %1</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>فشل فحص %1</translation>
        </message>
        <message>
            <source>%1 was not checked</source>
            <translation>لم يُفحص %1</translation>
        </message>
        <message>
            <source>state matches</source>
            <translation>state مطابقة</translation>
        </message>
        <message>
            <source>the state differs</source>
            <translation>state مختلفة</translation>
        </message>
        <message>
            <source>iss matches</source>
            <translation>iss مطابق</translation>
        </message>
        <message>
            <source>another issuer answered</source>
            <translation>أجاب مُصدِر آخر</translation>
        </message>
        <message>
            <source>path matches</source>
            <translation>المسار مطابق</translation>
        </message>
        <message>
            <source>the path differs</source>
            <translation>المسار مختلف</translation>
        </message>
        <message>
            <source>the answer is well-formed</source>
            <translation>الجواب سليم البنية</translation>
        </message>
        <message>
            <source>the answer cannot be used</source>
            <translation>لا يمكن استخدام الجواب</translation>
        </message>
        <message>
            <source>PKCE: S256 of the verifier</source>
            <translation>PKCE: تجزئة S256 لـ verifier</translation>
        </message>
        <message>
            <source>the verifier does not fit the challenge</source>
            <translation>لا يناسب verifier التحدي</translation>
        </message>
        <message>
            <source>the token response is well-formed</source>
            <translation>جواب الرموز سليم البنية</translation>
        </message>
        <message>
            <source>the token response cannot be used</source>
            <translation>لا يمكن استخدام جواب الرموز</translation>
        </message>
        <message>
            <source>every scope was granted</source>
            <translation>مُنح كل نطاق</translation>
        </message>
        <message>
            <source>not every scope was granted</source>
            <translation>لم يُمنح كل نطاق</translation>
        </message>
        <message>
            <source>the refresh token was exchanged</source>
            <translation>استُبدل رمز التحديث</translation>
        </message>
        <message>
            <source>the refresh token stayed the same</source>
            <translation>بقي رمز التحديث كما هو</translation>
        </message>
        <message>
            <source>the ID token is from this issuer</source>
            <translation>رمز الهوية من هذا المُصدِر</translation>
        </message>
        <message>
            <source>the ID token is from another issuer</source>
            <translation>رمز الهوية من مُصدِر آخر</translation>
        </message>
        <message>
            <source>the ID token is well-formed</source>
            <translation>رمز الهوية سليم البنية</translation>
        </message>
        <message>
            <source>the ID token cannot be read</source>
            <translation>لا يمكن قراءة رمز الهوية</translation>
        </message>
        <message>
            <source>it is an ID token</source>
            <translation>هو رمز هوية</translation>
        </message>
        <message>
            <source>it is no ID token</source>
            <translation>ليس رمز هوية</translation>
        </message>
        <message>
            <source>alg is one that was agreed</source>
            <translation>alg مما اتُّفق عليه</translation>
        </message>
        <message>
            <source>alg is none that was agreed</source>
            <translation>alg ليست مما اتُّفق عليه</translation>
        </message>
        <message>
            <source>the signature is the provider's</source>
            <translation>التوقيع هو توقيع المزوّد</translation>
        </message>
        <message>
            <source>the signature is not the provider's</source>
            <translation>التوقيع ليس توقيع المزوّد</translation>
        </message>
        <message>
            <source>encrypted as agreed</source>
            <translation>مشفَّر كما اتُّفق عليه</translation>
        </message>
        <message>
            <source>not encrypted as agreed</source>
            <translation>التشفير ليس كما اتُّفق عليه</translation>
        </message>
        <message>
            <source>aud is Tessera</source>
            <translation>aud هو Tessera</translation>
        </message>
        <message>
            <source>it is meant for another program</source>
            <translation>موجَّه إلى برنامج آخر</translation>
        </message>
        <message>
            <source>azp is Tessera</source>
            <translation>azp هو Tessera</translation>
        </message>
        <message>
            <source>it was given to another program</source>
            <translation>أُعطي لبرنامج آخر</translation>
        </message>
        <message>
            <source>signed with the right kind of key</source>
            <translation>موقَّع بنوع المفتاح الصحيح</translation>
        </message>
        <message>
            <source>signed with the wrong kind of key</source>
            <translation>موقَّع بنوع مفتاح خاطئ</translation>
        </message>
        <message>
            <source>it has not run out</source>
            <translation>لم تنتهِ صلاحيته</translation>
        </message>
        <message>
            <source>it has run out</source>
            <translation>انتهت صلاحيته</translation>
        </message>
        <message>
            <source>it is already valid</source>
            <translation>بدأت صلاحيته</translation>
        </message>
        <message>
            <source>it is not valid yet</source>
            <translation>لم تبدأ صلاحيته بعد</translation>
        </message>
        <message>
            <source>it was made just now</source>
            <translation>أُنشئ للتو</translation>
        </message>
        <message>
            <source>it was made at another time</source>
            <translation>أُنشئ في وقت آخر</translation>
        </message>
        <message>
            <source>nonce matches</source>
            <translation>nonce مطابقة</translation>
        </message>
        <message>
            <source>the nonce differs</source>
            <translation>nonce مختلفة</translation>
        </message>
        <message>
            <source>sub says who signed in</source>
            <translation>sub يقول من سجّل الدخول</translation>
        </message>
        <message>
            <source>sub does not say who signed in</source>
            <translation>sub لا يقول من سجّل الدخول</translation>
        </message>
        <message>
            <source>acr is as asked for</source>
            <translation>acr كما طُلب</translation>
        </message>
        <message>
            <source>acr is not as asked for</source>
            <translation>acr ليس كما طُلب</translation>
        </message>
        <message>
            <source>auth_time is as asked for</source>
            <translation>auth_time كما طُلب</translation>
        </message>
        <message>
            <source>auth_time is not as asked for</source>
            <translation>auth_time ليس كما طُلب</translation>
        </message>
        <message>
            <source>it is the same person</source>
            <translation>هو الشخص نفسه</translation>
        </message>
        <message>
            <source>it is another person</source>
            <translation>هو شخص آخر</translation>
        </message>
        <message>
            <source>it is the same sign-in</source>
            <translation>هو تسجيل الدخول نفسه</translation>
        </message>
        <message>
            <source>it is another sign-in</source>
            <translation>هو تسجيل دخول آخر</translation>
        </message>
        <message>
            <source>it was given to the same program</source>
            <translation>أُعطي للبرنامج نفسه</translation>
        </message>
        <message>
            <source>at_hash matches</source>
            <translation>at_hash مطابق</translation>
        </message>
        <message>
            <source>at_hash differs</source>
            <translation>at_hash مختلف</translation>
        </message>
        <message>
            <source>c_hash matches</source>
            <translation>c_hash مطابق</translation>
        </message>
        <message>
            <source>c_hash differs</source>
            <translation>c_hash مختلف</translation>
        </message>
        <message>
            <source>s_hash matches</source>
            <translation>s_hash مطابق</translation>
        </message>
        <message>
            <source>s_hash differs</source>
            <translation>s_hash مختلف</translation>
        </message>
        <message>
            <source>The server keeps the request; the browser takes a reference to it along.</source>
            <translation>يحتفظ الخادم بالطلب؛ ويأخذ المتصفح معه مرجعًا إليه.</translation>
        </message>
        <message>
            <source>The server wants its nonce in the proof, so the request is sent once more.</source>
            <translation>يريد الخادم قيمة nonce الخاصة به في الإثبات، فيُرسَل الطلب مرة أخرى.</translation>
        </message>
        <message>
            <source>The grant was written to the keychain.</source>
            <translation>كُتب التفويض في سلسلة المفاتيح.</translation>
        </message>
        <message>
            <source>The grant could not be written to the keychain.</source>
            <translation>تعذّرت كتابة التفويض في سلسلة المفاتيح.</translation>
        </message>
        <message>
            <source>The keychain knows that a renewal has begun.</source>
            <translation>تعرف سلسلة المفاتيح أن تجديدًا بدأ.</translation>
        </message>
        <message>
            <source>The grant was removed from the keychain.</source>
            <translation>أُزيل التفويض من سلسلة المفاتيح.</translation>
        </message>
        <message>
            <source>The answer was lost; the same request may be answered again.</source>
            <translation>ضاع الجواب؛ ويمكن أن يُجاب عن الطلب نفسه مجددًا.</translation>
        </message>
        <message>
            <source>The server could not be told and will be told later.</source>
            <translation>تعذّر إبلاغ الخادم وسيُبلَّغ لاحقًا.</translation>
        </message>
        <message>
            <source>The grant was kept at the server, as asked.</source>
            <translation>أُبقي التفويض لدى الخادم، كما طُلب.</translation>
        </message>
        <message>
            <source>The provider was asked to end its session.</source>
            <translation>طُلب من المزوّد إنهاء جلسته.</translation>
        </message>
        <message>
            <source>The server did not grant every scope that was asked for.</source>
            <translation>لم يمنح الخادم كل نطاق طُلب.</translation>
        </message>
        <message>
            <source>The server gave no new refresh token; the one in the keychain stays.</source>
            <translation>لم يعطِ الخادم رمز تحديث جديدًا؛ ويبقى الذي في سلسلة المفاتيح.</translation>
        </message>
        <message>
            <source>The tokens were thrown away, and the server was told to revoke them.</source>
            <translation>أُهملت الرموز، وطُلب من الخادم إبطالها.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowCompareView</name>
        <message>
            <source>%1: the same in both</source>
            <translation>%1: متطابقة في كليهما</translation>
        </message>
        <message>
            <source>%1: differs, %2</source>
            <translation>%1: مختلفة، %2</translation>
        </message>
        <message>
            <source>Run to compare with</source>
            <translation>التشغيل المطلوب المقارنة به</translation>
        </message>
        <message>
            <source>Steps of both runs</source>
            <translation>خطوات كلا التشغيلين</translation>
        </message>
        <message>
            <source>There is no other run to compare this one with yet.</source>
            <translation>لا يوجد بعد تشغيل آخر لمقارنة هذا به.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowComparison</name>
        <message>
            <source>no answer</source>
            <translation>بلا جواب</translation>
        </message>
        <message>
            <source>%1 against %2</source>
            <comment>two statuses</comment>
            <translation>%1 مقابل %2</translation>
        </message>
        <message>
            <source>%1 against %2</source>
            <comment>two sentences</comment>
            <translation>%1 مقابل %2</translation>
        </message>
        <message>
            <source>other: %1 and %2 more</source>
            <translation>المختلف: %1 و%2 غيرها</translation>
        </message>
        <message>
            <source>other: %1</source>
            <translation>المختلف: %1</translation>
        </message>
        <message>
            <source>only in the first run</source>
            <translation>في التشغيل الأول فقط</translation>
        </message>
        <message>
            <source>only in the second run</source>
            <translation>في التشغيل الثاني فقط</translation>
        </message>
        <message>
            <source>Both runs went the same way.</source>
            <translation>سار التشغيلان على النحو نفسه.</translation>
        </message>
        <message>
            <source>%1 of %2 steps differ.</source>
            <translation>تختلف %1 من %2 من الخطوات.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowController</name>
        <message>
            <source>SVG picture (*.svg)</source>
            <translation>صورة SVG (*.svg)</translation>
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation>صورة PNG (*.png)</translation>
        </message>
        <message>
            <source>Mermaid diagram (*.mmd)</source>
            <translation>مخطط Mermaid (*.mmd)</translation>
        </message>
        <message>
            <source>HTTP archive (*.har)</source>
            <translation>أرشيف HTTP (*.har)</translation>
        </message>
        <message>
            <source>Markdown (*.md)</source>
            <translation>Markdown (*.md)</translation>
        </message>
        <message>
            <source>Export the flow</source>
            <translation>تصدير التدفق</translation>
        </message>
        <message>
            <source>Copied the message. Secrets in it are replaced.</source>
            <translation>نُسخت الرسالة. الأسرار فيها مستبدلة.</translation>
        </message>
        <message>
            <source>There is nothing to export yet.</source>
            <translation>لا يوجد ما يُصدَّر بعد.</translation>
        </message>
        <message>
            <source>Copied as a bug report. Secrets, your name and addresses are left out; read it before you send it.</source>
            <translation>نُسخ كتقرير خلل. استُبعدت منه الأسرار واسمك والعناوين؛ اقرأه قبل أن ترسله.</translation>
        </message>
        <message>
            <source>Exported to %1. Secrets are replaced in it.</source>
            <translation>صُدّر إلى %1. الأسرار فيه مستبدلة.</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowEmpty</name>
        <message>
            <source>Nothing was exchanged yet</source>
            <translation>لم يجرِ أي تبادل بعد</translation>
        </message>
        <message>
            <source>Sign in, renew or sign out, and every step is drawn here as it happens: who sent what to whom, and what Tessera checked.</source>
            <translation>سجّل الدخول أو جدّد أو سجّل الخروج، فتُرسم هنا كل خطوة عند حدوثها: من أرسل ماذا إلى من، وما الذي فحصه Tessera.</translation>
        </message>
        <message>
            <source>Secrets are replaced by a pattern before anything is kept, and all of it is gone when Tessera ends.</source>
            <translation>تُستبدل الأسرار بنقش قبل حفظ أي شيء، ويزول كل ذلك عندما ينتهي Tessera.</translation>
        </message>
        <message>
            <source>&amp;Sign in</source>
            <translation>ت&amp;سجيل الدخول</translation>
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
            <translation>الأطراف المشاركة</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowPage</name>
        <message>
            <source>Stop the replay</source>
            <translation>إيقاف الإعادة</translation>
        </message>
        <message>
            <source>Replay</source>
            <translation>إعادة العرض</translation>
        </message>
        <message>
            <source>Flow</source>
            <translation>التدفق</translation>
        </message>
        <message>
            <source>Which exchange</source>
            <translation>أي تبادل</translation>
        </message>
        <message>
            <source>Find in this run (Ctrl+F)</source>
            <translation>البحث في هذا التشغيل (Ctrl+F)</translation>
        </message>
        <message>
            <source>Compare with another run</source>
            <translation>المقارنة بتشغيل آخر</translation>
        </message>
        <message>
            <source>E&amp;xport</source>
            <translation>&amp;تصدير</translation>
        </message>
        <message>
            <source>Part of the page</source>
            <translation>جزء من الصفحة</translation>
        </message>
        <message>
            <source>Drawing</source>
            <translation>الرسم</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>الرسالة</translation>
        </message>
        <message>
            <source>Show all accounts</source>
            <translation>عرض كل الحسابات</translation>
        </message>
        <message>
            <source>Picture as &amp;SVG…</source>
            <translation>صورة بصيغة &amp;SVG…</translation>
        </message>
        <message>
            <source>Picture as &amp;PNG…</source>
            <translation>صورة بصيغة &amp;PNG…</translation>
        </message>
        <message>
            <source>&amp;Mermaid diagram…</source>
            <translation>مخطط &amp;Mermaid…</translation>
        </message>
        <message>
            <source>&amp;HAR, for network panels…</source>
            <translation>&amp;HAR، لألواح الشبكة…</translation>
        </message>
        <message>
            <source>&amp;Copy as bug report</source>
            <translation>&amp;نسخ كتقرير خلل</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>تصدير</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowRows</name>
        <message>
            <source>Stopped here: %1</source>
            <translation>توقّف هنا: %1</translation>
        </message>
        <message>
            <source>Also: %1</source>
            <translation>وأيضًا: %1</translation>
        </message>
        <message>
            <source>Ended here</source>
            <translation>انتهى هنا</translation>
        </message>
        <message>
            <source>Stopped here</source>
            <translation>توقّف هنا</translation>
        </message>
        <message>
            <source>Waiting for your browser</source>
            <translation>في انتظار متصفحك</translation>
        </message>
        <message>
            <source>Waiting until the code is typed</source>
            <translation>في انتظار كتابة الكود</translation>
        </message>
        <message>
            <source>Waiting for the answer</source>
            <translation>في انتظار الجواب</translation>
        </message>
        <message>
            <source>1 earlier step was left out.</source>
            <translation>حُذفت خطوة سابقة واحدة.</translation>
        </message>
        <message numerus="yes">
            <source>%n earlier steps were left out.</source>
            <translation>
                <numerusform>لم تُحذف أي خطوة سابقة.</numerusform>
                <numerusform>حُذفت خطوة سابقة واحدة.</numerusform>
                <numerusform>حُذفت خطوتان سابقتان.</numerusform>
                <numerusform>حُذفت %n خطوات سابقة.</numerusform>
                <numerusform>حُذفت %n خطوة سابقة.</numerusform>
                <numerusform>حُذفت %n خطوة سابقة.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowText</name>
        <message>
            <source>, </source>
            <translation>، </translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>بلا جواب</translation>
        </message>
        <message>
            <source>%1 refused</source>
            <translation>رفض %1 الطلب</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>تسجيل الدخول</translation>
        </message>
        <message>
            <source>Sign-in at %1</source>
            <translation>تسجيل الدخول لدى %1</translation>
        </message>
        <message>
            <source>Sign-in by code</source>
            <translation>تسجيل الدخول بكود</translation>
        </message>
        <message>
            <source>Sign-in by code at %1</source>
            <translation>تسجيل الدخول بكود لدى %1</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>التجديد</translation>
        </message>
        <message>
            <source>Renewal at %1</source>
            <translation>التجديد لدى %1</translation>
        </message>
        <message>
            <source>Sign-out</source>
            <translation>تسجيل الخروج</translation>
        </message>
        <message>
            <source>Sign-out at %1</source>
            <translation>تسجيل الخروج لدى %1</translation>
        </message>
        <message>
            <source>Request</source>
            <translation>طلب</translation>
        </message>
        <message>
            <source>Request to %1</source>
            <translation>طلب إلى %1</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>تسجيل الدخول</translation>
        </message>
        <message>
            <source>Open address</source>
            <translation>فتح العنوان</translation>
        </message>
        <message>
            <source>Sign-in page</source>
            <translation>صفحة تسجيل الدخول</translation>
        </message>
        <message>
            <source>Password, consent</source>
            <translation>كلمة المرور، الموافقة</translation>
        </message>
        <message>
            <source>302 Found</source>
            <translation>302 Found</translation>
        </message>
        <message>
            <source>Paste address</source>
            <translation>لصق العنوان</translation>
        </message>
        <message>
            <source>Show code</source>
            <translation>عرض الكود</translation>
        </message>
        <message>
            <source>never seen by Tessera</source>
            <translation>لا يراه Tessera أبدًا</translation>
        </message>
        <message>
            <source>not sent</source>
            <translation>لم يُرسَل</translation>
        </message>
        <message>
            <source>%1 and %2 match</source>
            <translation>%1 و%2 متطابقان</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1، %2</translation>
        </message>
        <message>
            <source>%1, %2, done in %3 s</source>
            <translation>%1، %2، اكتمل خلال %3 ث</translation>
        </message>
        <message>
            <source>%1, %2, stopped after %3 s</source>
            <translation>%1، %2، توقّف بعد %3 ث</translation>
        </message>
        <message>
            <source>User</source>
            <translation>المستخدم</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>المتصفح</translation>
        </message>
        <message>
            <source>Authorization server</source>
            <translation>خادم التفويض</translation>
        </message>
        <message>
            <source>Resource server</source>
            <translation>خادم الموارد</translation>
        </message>
        <message>
            <source>this program</source>
            <translation>هذا البرنامج</translation>
        </message>
        <message>
            <source>%1, %2 characters</source>
            <translation>%1، عدد المحارف %2</translation>
        </message>
        <message>
            <source>tokens</source>
            <translation>الرموز</translation>
        </message>
        <message>
            <source>device code</source>
            <translation>كود الجهاز</translation>
        </message>
        <message>
            <source>request kept</source>
            <translation>حُفظ الطلب</translation>
        </message>
        <message>
            <source>keys</source>
            <translation>المفاتيح</translation>
        </message>
        <message>
            <source>what the server can do</source>
            <translation>ما يستطيعه الخادم</translation>
        </message>
        <message>
            <source>client</source>
            <translation>العميل</translation>
        </message>
        <message>
            <source>about the token</source>
            <translation>عن الرمز</translation>
        </message>
        <message>
            <source>who it is</source>
            <translation>من هو</translation>
        </message>
        <message>
            <source>code</source>
            <translation>الكود</translation>
        </message>
        <message>
            <source>refresh token</source>
            <translation>رمز التحديث</translation>
        </message>
        <message>
            <source>challenge</source>
            <translation>التحدي</translation>
        </message>
        <message>
            <source>verifier</source>
            <translation>verifier</translation>
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
            <translation>الطلب المحفوظ</translation>
        </message>
        <message>
            <source>token</source>
            <translation>الرمز</translation>
        </message>
        <message>
            <source>error</source>
            <translation>خطأ</translation>
        </message>
    </context>
    <context>
        <name>tessera::FlowView</name>
        <message>
            <source>Steps of the exchange</source>
            <translation>خطوات التبادل</translation>
        </message>
        <message>
            <source>Not checked: %1</source>
            <translation>لم يُفحص: %1</translation>
        </message>
        <message>
            <source>Passed: %1</source>
            <translation>ناجح: %1</translation>
        </message>
        <message>
            <source>Note: %1</source>
            <translation>ملاحظة: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::GeneralSettings</name>
        <message>
            <source>General</source>
            <translation>عام</translation>
        </message>
        <message>
            <source>T&amp;heme</source>
            <translation>ال&amp;سمة</translation>
        </message>
        <message>
            <source>System</source>
            <translation>النظام</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>فاتحة</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>داكنة</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>ال&amp;لغة</translation>
        </message>
        <message>
            <source>From the next start.</source>
            <translation>من التشغيل القادم.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>اللغة</translation>
        </message>
        <message>
            <source>&amp;Motion</source>
            <translation>ال&amp;حركة</translation>
        </message>
        <message>
            <source>Arrows that grow and a sign that turns while something happens.</source>
            <translation>أسهم تنمو وعلامة تدور أثناء حدوث شيء ما.</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>أقل</translation>
        </message>
        <message>
            <source>All</source>
            <translation>كاملة</translation>
        </message>
        <message>
            <source>Start &amp;when I log in</source>
            <translation>البدء &amp;عند دخولي إلى النظام</translation>
        </message>
        <message>
            <source>Start in the tra&amp;y</source>
            <translation>ال&amp;بدء في علبة النظام</translation>
        </message>
        <message>
            <source>Keep running in the tray when the window is &amp;closed</source>
            <translation>البقاء في علبة النظام عند إ&amp;غلاق النافذة</translation>
        </message>
        <message>
            <source>Your accounts renew themselves from the beginning; the window stays in the tray.</source>
            <translation>تُجدَّد حساباتك تلقائيًا من البداية؛ وتبقى النافذة في علبة النظام.</translation>
        </message>
        <message>
            <source>This system has no way to start Tessera by itself.</source>
            <translation>لا يملك هذا النظام وسيلة لبدء Tessera تلقائيًا.</translation>
        </message>
        <message>
            <source>From the next start: no window until you click the icon.</source>
            <translation>من التشغيل القادم: لا نافذة حتى تنقر الأيقونة.</translation>
        </message>
        <message>
            <source>Accounts go on renewing, and programs go on getting tokens.</source>
            <translation>تستمر الحسابات في التجدد، وتستمر البرامج في الحصول على الرموز.</translation>
        </message>
        <message>
            <source>This desktop shows no tray.</source>
            <translation>لا يعرض سطح المكتب هذا علبة نظام.</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>كالنظام</translation>
        </message>
    </context>
    <context>
        <name>tessera::HealthFinding</name>
        <message>
            <source>Version</source>
            <translation>الإصدار</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>المسؤول</translation>
        </message>
        <message>
            <source>Keychain</source>
            <translation>سلسلة المفاتيح</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>المتصفح</translation>
        </message>
        <message>
            <source>TLS library</source>
            <translation>مكتبة TLS</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>الحسابات</translation>
        </message>
        <message>
            <source>Loopback</source>
            <translation>الواجهة المحلية (loopback)</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>البروكسي</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>الساعة</translation>
        </message>
        <message>
            <source>Fine</source>
            <translation>سليم</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>ملاحظة</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>مشكلة</translation>
        </message>
        <message>
            <source>Not checked</source>
            <translation>لم يُفحص</translation>
        </message>
    </context>
    <context>
        <name>tessera::InspectorController</name>
        <message>
            <source>the shared secret</source>
            <translation>السر المشترك</translation>
        </message>
        <message>
            <source>the pasted key</source>
            <translation>المفتاح الملصق</translation>
        </message>
    </context>
    <context>
        <name>tessera::InspectorPage</name>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>لا يوجد نص في الحافظة.</translation>
        </message>
        <message numerus="yes">
            <source>One file at a time: %n were dropped.</source>
            <translation>
                <numerusform>ملف واحد في كل مرة: لم يُفلت أي ملف.</numerusform>
                <numerusform>ملف واحد في كل مرة: أُفلت ملف واحد.</numerusform>
                <numerusform>ملف واحد في كل مرة: أُفلت ملفان.</numerusform>
                <numerusform>ملف واحد في كل مرة: أُفلتت %n ملفات.</numerusform>
                <numerusform>ملف واحد في كل مرة: أُفلت %n ملفًا.</numerusform>
                <numerusform>ملف واحد في كل مرة: أُفلت %n ملف.</numerusform>
            </translation>
        </message>
        <message>
            <source>From the account %1</source>
            <translation>من الحساب %1</translation>
        </message>
        <message>
            <source>Looking at it…</source>
            <translation>جارٍ النظر فيه…</translation>
        </message>
        <message>
            <source>Paste a token to learn what it is and what is wrong with it.</source>
            <translation>الصق رمزًا لتعرف ما هو وما الخلل فيه.</translation>
        </message>
        <message>
            <source>Decoded offline, not verified.</source>
            <translation>فُكّ ترميزه دون اتصال، ولم يُتحقق منه.</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;لصق</translation>
        </message>
        <message>
            <source>Co&amp;mpare</source>
            <translation>م&amp;قارنة</translation>
        </message>
        <message>
            <source>C&amp;lear</source>
            <translation>م&amp;سح</translation>
        </message>
        <message>
            <source>Pane</source>
            <translation>اللوح</translation>
        </message>
        <message>
            <source>Decode</source>
            <translation>فك الترميز</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>التحقق</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>الإنشاء</translation>
        </message>
        <message>
            <source>Token of the account</source>
            <translation>رمز الحساب</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>رمز الوصول</translation>
        </message>
        <message>
            <source>Token or other text to inspect</source>
            <translation>الرمز أو النص الآخر المطلوب فحصه</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>الفاحص</translation>
        </message>
        <message>
            <source>Paste or type here, or drop a file.</source>
            <translation>الصق أو اكتب هنا، أو أفلت ملفًا.</translation>
        </message>
    </context>
    <context>
        <name>tessera::IssuerText</name>
        <message>
            <source>sign-in with PKCE</source>
            <translation>تسجيل الدخول مع PKCE</translation>
        </message>
        <message>
            <source>sign-in</source>
            <translation>تسجيل الدخول</translation>
        </message>
        <message>
            <source>renewal without the browser</source>
            <translation>التجديد دون المتصفح</translation>
        </message>
        <message>
            <source>sign-out at the provider</source>
            <translation>تسجيل الخروج لدى المزوّد</translation>
        </message>
        <message>
            <source>PKCE, which Tessera uses all the same</source>
            <translation>PKCE، ويستخدمه Tessera مع ذلك</translation>
        </message>
        <message>
            <source>renewal, so you may have to sign in again now and then</source>
            <translation>التجديد، ولذلك قد تحتاج إلى تسجيل الدخول مجددًا من حين إلى آخر</translation>
        </message>
        <message>
            <source>revocation, so signing out happens on this computer only</source>
            <translation>الإبطال، ولذلك يكون تسجيل الخروج على هذا الحاسوب فقط</translation>
        </message>
        <message>
            <source>%1 answers.</source>
            <translation>يجيب %1.</translation>
        </message>
        <message>
            <source>It can do everything Tessera needs: %1.</source>
            <translation>يستطيع كل ما يحتاجه Tessera: %1.</translation>
        </message>
        <message>
            <source>%1. It says nothing of %2.</source>
            <translation>%1. لا يذكر شيئًا عن %2.</translation>
        </message>
        <message>
            <source>It is on this computer: development.</source>
            <translation>هو على هذا الحاسوب: للتطوير.</translation>
        </message>
    </context>
    <context>
        <name>tessera::KeyForm</name>
        <message>
            <source>Take the &amp;key from</source>
            <translation>مصدر ال&amp;مفتاح</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>المُصدِر</translation>
        </message>
        <message>
            <source>Address of the JWK set</source>
            <translation>عنوان مجموعة JWK</translation>
        </message>
        <message>
            <source>File: JWK set, JWK or PEM</source>
            <translation>ملف: مجموعة JWK أو JWK أو PEM</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>اختيار ملف…</translation>
        </message>
        <message>
            <source>Pasted key</source>
            <translation>مفتاح ملصق</translation>
        </message>
        <message>
            <source>Shared secret</source>
            <translation>سر مشترك</translation>
        </message>
        <message>
            <source>The secret is written in base64url</source>
            <translation>السر مكتوب بترميز base64url</translation>
        </message>
        <message>
            <source>The issuer's key set</source>
            <translation>مجموعة مفاتيح المُصدِر</translation>
        </message>
        <message>
            <source>A JWK set address</source>
            <translation>عنوان مجموعة JWK</translation>
        </message>
        <message>
            <source>A file</source>
            <translation>ملف</translation>
        </message>
        <message>
            <source>A pasted key</source>
            <translation>مفتاح ملصق</translation>
        </message>
        <message>
            <source>A shared secret</source>
            <translation>سر مشترك</translation>
        </message>
        <message>
            <source>A JWK set, a JWK or a PEM key. It stays in this window.</source>
            <translation>مجموعة JWK أو مفتاح JWK أو PEM. يبقى في هذه النافذة.</translation>
        </message>
        <message>
            <source>JWK set, JWK or PEM</source>
            <translation>مجموعة JWK أو JWK أو PEM</translation>
        </message>
        <message>
            <source>Choose a key file</source>
            <translation>اختيار ملف مفتاح</translation>
        </message>
    </context>
    <context>
        <name>tessera::LifetimeBar</name>
        <message>
            <source>Life of the access token</source>
            <translation>عمر رمز الوصول</translation>
        </message>
        <message>
            <source>Renews %1</source>
            <translation>التجديد %1</translation>
        </message>
        <message>
            <source>Issued %1</source>
            <translation>الإصدار %1</translation>
        </message>
        <message>
            <source>Ended %1</source>
            <translation>انتهى %1</translation>
        </message>
        <message>
            <source>Ends %1</source>
            <translation>الانتهاء %1</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>الآن</translation>
        </message>
        <message>
            <source>Issued %1
Ends %2</source>
            <translation>الإصدار %1
الانتهاء %2</translation>
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
            <translation>سُجّل الدخول. رمز الهوية %1.</translation>
        </message>
        <message>
            <source>The account would lose permissions.</source>
            <translation>سيفقد الحساب بعض صلاحياته.</translation>
        </message>
        <message>
            <source>It would lose: %1.</source>
            <translation>سيفقد: %1.</translation>
        </message>
        <message>
            <source>Accept fewer</source>
            <translation>القبول بعدد أقل</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>الإبقاء عليه كما هو</translation>
        </message>
        <message>
            <source>Trust the new hosts</source>
            <translation>الثقة بالمضيفات الجديدة</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>إيقاف</translation>
        </message>
        <message>
            <source>Got it</source>
            <translation>فهمت</translation>
        </message>
    </context>
    <context>
        <name>tessera::MessagePane</name>
        <message>
            <source>Copy this message</source>
            <translation>نسخ هذه الرسالة</translation>
        </message>
        <message>
            <source>Part of the step</source>
            <translation>جزء من الخطوة</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>الرسالة</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>الفحوص</translation>
        </message>
        <message>
            <source>Raw</source>
            <translation>خام</translation>
        </message>
        <message>
            <source>Secrets were replaced when this was recorded. The same secret has the same pattern in every message.</source>
            <translation>استُبدلت الأسرار عند تسجيل هذا. للسر نفسه النقش نفسه في كل رسالة.</translation>
        </message>
        <message>
            <source>The message as text</source>
            <translation>الرسالة كنص</translation>
        </message>
        <message>
            <source>Parameters</source>
            <translation>المعاملات</translation>
        </message>
        <message>
            <source>Headers</source>
            <translation>الترويسات</translation>
        </message>
        <message>
            <source>Body</source>
            <translation>المتن</translation>
        </message>
        <message>
            <source>No step is chosen</source>
            <translation>لم تُختر أي خطوة</translation>
        </message>
        <message>
            <source>Choose an arrow of the drawing to see its message.</source>
            <translation>اختر سهمًا من الرسم لترى رسالته.</translation>
        </message>
        <message>
            <source>%1 bytes of %2. What they say is not kept.</source>
            <translation>%1 بايت من %2. لا يُحفظ ما تقوله.</translation>
        </message>
        <message>
            <source>The text is under Raw.</source>
            <translation>النص في تبويب «خام».</translation>
        </message>
        <message>
            <source>Nothing was checked after this step.</source>
            <translation>لم يُفحص شيء بعد هذه الخطوة.</translation>
        </message>
        <message>
            <source>Nothing of this step goes through Tessera, so there is nothing to show.</source>
            <translation>لا يمر شيء من هذه الخطوة عبر Tessera، ولذلك لا يوجد ما يُعرض.</translation>
        </message>
    </context>
    <context>
        <name>tessera::MessageWords</name>
        <message>
            <source>The server</source>
            <translation>الخادم</translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 م.ث</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 ث</translation>
        </message>
        <message>
            <source>Token</source>
            <comment>before "request" or "response"</comment>
            <translation>الرمز</translation>
        </message>
        <message>
            <source>Discovery</source>
            <comment>before "request" or "response"</comment>
            <translation>الاكتشاف</translation>
        </message>
        <message>
            <source>Key set</source>
            <comment>before "request" or "response"</comment>
            <translation>مجموعة المفاتيح</translation>
        </message>
        <message>
            <source>Device code</source>
            <comment>before "request" or "response"</comment>
            <translation>كود الجهاز</translation>
        </message>
        <message>
            <source>Pushed authorization</source>
            <comment>before "request" or "response"</comment>
            <translation>التفويض المُرسل مسبقًا</translation>
        </message>
        <message>
            <source>Userinfo</source>
            <comment>before "request" or "response"</comment>
            <translation>معلومات المستخدم</translation>
        </message>
        <message>
            <source>Revocation</source>
            <comment>before "request" or "response"</comment>
            <translation>الإبطال</translation>
        </message>
        <message>
            <source>Introspection</source>
            <comment>before "request" or "response"</comment>
            <translation>الاستعلام عن الرمز</translation>
        </message>
        <message>
            <source>%1 request</source>
            <translation>طلب %1</translation>
        </message>
        <message>
            <source>Answer to %1</source>
            <translation>الجواب عن %1</translation>
        </message>
        <message>
            <source>%1 response</source>
            <translation>استجابة %1</translation>
        </message>
        <message>
            <source>Why it stopped</source>
            <translation>سبب التوقف</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>الفحوص</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>ملاحظة</translation>
        </message>
        <message>
            <source>%1 answered %2 in %3.</source>
            <translation>أجاب %1 بـ %2 خلال %3.</translation>
        </message>
        <message>
            <source>%1 gave no answer.</source>
            <translation>لم يُجب %1.</translation>
        </message>
        <message>
            <source>(cut here: the rest is too long to be shown)</source>
            <translation>(قُطع هنا: الباقي أطول من أن يُعرض)</translation>
        </message>
        <message>
            <source>%1. %2</source>
            <translation>%1. %2</translation>
        </message>
        <message>
            <source>You asked Tessera to sign in.</source>
            <translation>طلبتَ من Tessera تسجيل الدخول.</translation>
        </message>
        <message>
            <source>Tessera gave the address to the browser.</source>
            <translation>أعطى Tessera العنوان للمتصفح.</translation>
        </message>
        <message>
            <source>Tessera gave the address to %1.</source>
            <translation>أعطى Tessera العنوان إلى %1.</translation>
        </message>
        <message>
            <source>The browser follows the address to %1. Tessera does not see it, but knows it.</source>
            <translation>يتبع المتصفح العنوان إلى %1. لا يرى Tessera ذلك، لكنه يعلمه.</translation>
        </message>
        <message>
            <source>%1 shows its page in the browser, unseen by Tessera.</source>
            <translation>يعرض %1 صفحته في المتصفح دون أن يراها Tessera.</translation>
        </message>
        <message>
            <source>What you type there goes to %1. Tessera never sees it.</source>
            <translation>ما تكتبه هناك يذهب إلى %1. لا يراه Tessera أبدًا.</translation>
        </message>
        <message>
            <source>%1 sends the browser back with its answer.</source>
            <translation>يعيد %1 المتصفح مع جوابه.</translation>
        </message>
        <message>
            <source>The browser brought the answer to Tessera.</source>
            <translation>أحضر المتصفح الجواب إلى Tessera.</translation>
        </message>
        <message>
            <source>You pasted the address with the answer.</source>
            <translation>لصقتَ العنوان الذي فيه الجواب.</translation>
        </message>
        <message>
            <source>Tessera showed the code and where to type it.</source>
            <translation>عرض Tessera الكود ومكان كتابته.</translation>
        </message>
        <message>
            <source>Tessera asked %1.</source>
            <translation>سأل Tessera %1.</translation>
        </message>
        <message>
            <source>Tessera did not send this: something before it failed.</source>
            <translation>لم يرسل Tessera هذا: فشل شيء قبله.</translation>
        </message>
        <message>
            <source>Made by Tessera on what came before.</source>
            <translation>أجراه Tessera على ما جاء من قبل.</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>step, what happened</comment>
            <translation>%1، %2</translation>
        </message>
        <message>
            <source>(%1 bytes of %2; only their number is kept)</source>
            <translation>(%1 بايت من %2؛ لا يُحفظ إلا عددها)</translation>
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
            <translation>ال&amp;حسابات</translation>
        </message>
        <message>
            <source>&amp;Inspector</source>
            <translation>ال&amp;فاحص</translation>
        </message>
        <message>
            <source>&amp;Flow</source>
            <translation>الت&amp;دفق</translation>
        </message>
        <message>
            <source>Pro&amp;grams</source>
            <translation>ال&amp;برامج</translation>
        </message>
        <message>
            <source>&amp;Settings</source>
            <translation>الإ&amp;عدادات</translation>
        </message>
        <message>
            <source>1 account needs you.</source>
            <translation>حساب واحد يحتاج إليك.</translation>
        </message>
        <message>
            <source>Keychain unlocked</source>
            <translation>سلسلة المفاتيح مفتوحة</translation>
        </message>
        <message>
            <source>Keychain locked</source>
            <translation>سلسلة المفاتيح مقفلة</translation>
        </message>
        <message>
            <source>No keychain</source>
            <translation>لا سلسلة مفاتيح</translation>
        </message>
        <message>
            <source>Keychain refused</source>
            <translation>سلسلة المفاتيح رفضت</translation>
        </message>
        <message>
            <source>Keychain slow</source>
            <translation>سلسلة المفاتيح بطيئة</translation>
        </message>
        <message>
            <source>Keychain gone</source>
            <translation>سلسلة المفاتيح غابت</translation>
        </message>
        <message numerus="yes">
            <source>%n accounts need you.</source>
            <translation>
                <numerusform>لا حساب يحتاج إليك.</numerusform>
                <numerusform>حساب واحد يحتاج إليك.</numerusform>
                <numerusform>حسابان يحتاجان إليك.</numerusform>
                <numerusform>%n حسابات تحتاج إليك.</numerusform>
                <numerusform>%n حسابًا يحتاج إليك.</numerusform>
                <numerusform>%n حساب يحتاج إليك.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::NetworkBox</name>
        <message>
            <source>Network</source>
            <translation>الشبكة</translation>
        </message>
        <message>
            <source>As this computer has it. Tessera has no proxy and no certificates of its own.</source>
            <translation>كما هي في هذا الحاسوب. ليس لـ Tessera بروكسي ولا شهادات خاصة به.</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>البروكسي</translation>
        </message>
        <message>
            <source>Trusted authorities</source>
            <translation>السلطات الموثوقة</translation>
        </message>
        <message>
            <source>None.</source>
            <translation>لا يوجد.</translation>
        </message>
        <message>
            <source>Set in the environment: %1.</source>
            <translation>مضبوط في متغيّرات البيئة: %1.</translation>
        </message>
        <message>
            <source>None. No provider can be reached without a list of authorities.</source>
            <translation>لا يوجد. لا يمكن الوصول إلى أي مزوّد من دون قائمة سلطات.</translation>
        </message>
        <message>
            <source>%1, from the system's list.</source>
            <translation>%1، من قائمة النظام.</translation>
        </message>
    </context>
    <context>
        <name>tessera::PartsBar</name>
        <message>
            <source>Back to the whole (Alt+Left)</source>
            <translation>العودة إلى الكل (Alt+Left)</translation>
        </message>
        <message>
            <source>Whole text</source>
            <translation>النص كله</translation>
        </message>
        <message>
            <source>Found inside:</source>
            <translation>عُثر في داخله على:</translation>
        </message>
        <message>
            <source>Look inside %1</source>
            <translation>النظر داخل %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramList</name>
        <message>
            <source>Show all %1</source>
            <translation>عرض الكل (%1)</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>سحب</translation>
        </message>
        <message>
            <source>Take back from %1: %2, %3</source>
            <translation>السحب من %1: %2، %3</translation>
        </message>
        <message>
            <source>%1 is asked about again</source>
            <translation>يُسأل عن %1 مجددًا</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramRows</name>
        <message>
            <source>Itself, and through the command tessera</source>
            <translation>مباشرة، وعبر الأمر tessera</translation>
        </message>
        <message>
            <source>Through the command tessera</source>
            <translation>عبر الأمر tessera</translation>
        </message>
        <message>
            <source>All accounts</source>
            <translation>كل الحسابات</translation>
        </message>
        <message>
            <source>No such account here</source>
            <translation>لا يوجد حساب كهذا هنا</translation>
        </message>
        <message>
            <source>Changed since you allowed it: you are asked again</source>
            <translation>تغيّر منذ أن سمحتَ له: ستُسأل مجددًا</translation>
        </message>
        <message>
            <source>Until the agent locks or ends</source>
            <translation>حتى يُقفل الوكيل أو ينتهي</translation>
        </message>
        <message>
            <source>Last used %1</source>
            <translation>آخر استخدام %1</translation>
        </message>
        <message>
            <source>Not used lately</source>
            <translation>لم يُستخدم مؤخرًا</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 لدى %2</translation>
        </message>
        <message>
            <source>an account that is not here any more</source>
            <translation>حساب لم يعد موجودًا هنا</translation>
        </message>
        <message>
            <source>an account at %1 that is not here any more</source>
            <translation>حساب لدى %1 لم يعد موجودًا هنا</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProgramsPage</name>
        <message>
            <source>No program is allowed anything yet</source>
            <translation>لم يُسمح لأي برنامج بشيء بعد</translation>
        </message>
        <message>
            <source>When a program asks for a token, Tessera asks you in a window. What you allow there for an hour or always stands here, and here you take it back.</source>
            <translation>عندما يطلب برنامج رمزًا يسألك Tessera في نافذة. ما تسمح به فيها لساعة أو دائمًا يظهر هنا، ومن هنا تسحبه.</translation>
        </message>
        <message>
            <source>To try it, type “tessera token” in a terminal. To allow a program beforehand, type “tessera agent allow” with its name and an account.</source>
            <translation>لتجربة ذلك اكتب «tessera token» في طرفية. وللسماح لبرنامج مسبقًا اكتب «tessera agent allow» مع اسمه وحساب.</translation>
        </message>
        <message>
            <source>Look again (F5)</source>
            <translation>النظر مجددًا (F5)</translation>
        </message>
        <message>
            <source>Programs</source>
            <translation>البرامج</translation>
        </message>
        <message>
            <source>What other programs on this computer may have of your accounts.</source>
            <translation>ما يجوز لبرامج أخرى على هذا الحاسوب الحصول عليه من حساباتك.</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>المسموح</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>المرفوض</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>ما حدث</translation>
        </message>
        <message>
            <source>not asked about again</source>
            <translation>لا يُسأل عنه مجددًا</translation>
        </message>
        <message>
            <source>No program has asked for a token.</source>
            <translation>لم يطلب أي برنامج رمزًا.</translation>
        </message>
        <message>
            <source>Show all %1</source>
            <translation>عرض الكل (%1)</translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>سُحب.</translation>
        </message>
        <message>
            <source>%1 is asked about again the next time it wants a token.</source>
            <translation>يُسأل عن %1 مجددًا في المرة القادمة التي يريد فيها رمزًا.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>تراجع</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderSection</name>
        <message>
            <source>Provider</source>
            <translation>المزوّد</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>التجديد</translation>
        </message>
        <message>
            <source>Endpoints</source>
            <translation>نقاط النهاية</translation>
        </message>
        <message>
            <source>What this program may do there, and how to take it back:</source>
            <translation>ما يجوز لهذا البرنامج هناك، وكيفية سحبه:</translation>
        </message>
        <message>
            <source>Access</source>
            <translation>الوصول</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderText</name>
        <message>
            <source>The refresh token changes with each renewal.</source>
            <translation>يتغيّر رمز التحديث مع كل تجديد.</translation>
        </message>
        <message>
            <source>Review access at %1</source>
            <translation>مراجعة الوصول لدى %1</translation>
        </message>
        <message>
            <source>Tessera asks %1 to revoke the grant and forgets every token of this account.</source>
            <translation>يطلب Tessera من %1 إبطال التفويض وينسى كل رموز هذا الحساب.</translation>
        </message>
        <message>
            <source>Tessera forgets every token of this account.</source>
            <translation>ينسى Tessera كل رموز هذا الحساب.</translation>
        </message>
        <message>
            <source>%1 has no way to revoke the grant from here.</source>
            <translation>ليست لدى %1 طريقة لإبطال التفويض من هنا.</translation>
        </message>
        <message>
            <source>This cannot be undone; to come back you sign in again in the browser.</source>
            <translation>لا يمكن التراجع عن ذلك؛ وللعودة تسجّل الدخول مجددًا في المتصفح.</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>على هذا الحاسوب</translation>
        </message>
        <message>
            <source>Start it with: tessera-demo-idp --port 8787</source>
            <translation>ابدأه بالأمر: tessera-demo-idp --port 8787</translation>
        </message>
        <message>
            <source>It forgets every sign-in when it stops. For development and for learning, nothing else.</source>
            <translation>ينسى كل عمليات تسجيل الدخول عندما يتوقف. هو للتطوير والتعلّم لا غير.</translation>
        </message>
        <message>
            <source>accounts.google.com</source>
            <translation>accounts.google.com</translation>
        </message>
        <message>
            <source>Google gives a refresh token only with the first consent. It ends after six months without use, when you withdraw access, and when too many sign-ins of one program push the oldest out.</source>
            <translation>لا يعطي Google رمز تحديث إلا مع الموافقة الأولى. وينتهي الرمز بعد ستة أشهر بلا استخدام، وعندما تسحب الوصول، وعندما تُخرج عمليات تسجيل الدخول الكثيرة لبرنامج واحد أقدمها.</translation>
        </message>
        <message>
            <source>Google ends the sign-ins of an app in testing after 7 days.</source>
            <translation>يُنهي Google عمليات تسجيل الدخول لتطبيق في مرحلة الاختبار بعد 7 أيام.</translation>
        </message>
        <message>
            <source>Publish the app on its consent screen, or ask for openid, profile and email only.</source>
            <translation>انشر التطبيق في شاشة الموافقة الخاصة به، أو اطلب openid وprofile وemail فقط.</translation>
        </message>
        <message>
            <source>Google ends a refresh token that was not used for six months.</source>
            <translation>يُنهي Google رمز التحديث الذي لم يُستخدم ستة أشهر.</translation>
        </message>
        <message>
            <source>Access was withdrawn on your Google account's page, the password was changed, or newer sign-ins of the same program pushed the oldest out.</source>
            <translation>سُحب الوصول في صفحة حسابك لدى Google، أو غُيّرت كلمة المرور، أو أخرجت عمليات تسجيل دخول أحدث للبرنامج نفسه أقدمها.</translation>
        </message>
        <message>
            <source>Google wants the secret of your desktop client although PKCE is used. It identifies the program; it does not protect your account.</source>
            <translation>يريد Google سر عميلك المكتبي مع أن PKCE مستخدم. السر يحدّد هوية البرنامج، ولا يحمي حسابك.</translation>
        </message>
        <message>
            <source>Google shows the account your browser is signed in with, whichever account is asked for. Choose the right one there.</source>
            <translation>يعرض Google الحساب المسجّل دخوله في متصفحك، أيًا كان الحساب المطلوب. اختر الحساب الصحيح هناك.</translation>
        </message>
        <message>
            <source>While the app is in testing and asks for more than openid, profile and email, Google ends the sign-in after 7 days.</source>
            <translation>ما دام التطبيق في مرحلة الاختبار ويطلب أكثر من openid وprofile وemail، يُنهي Google تسجيل الدخول بعد 7 أيام.</translation>
        </message>
        <message>
            <source>github.com</source>
            <translation>github.com</translation>
        </message>
        <message>
            <source>Without expiring tokens GitHub's access token lasts until it is revoked or unused for a year, and there is nothing to renew. With them, or with the scope offline_access, it lasts 8 hours and renews itself for 6 months.</source>
            <translation>إذا لم تكن الرموز محددة المدة يدوم رمز وصول GitHub حتى يُبطَل أو تمر سنة بلا استخدامه، ولا يوجد ما يُجدَّد. أما معها، أو مع النطاق offline_access، فيدوم 8 ساعات ويتجدد تلقائيًا مدة 6 أشهر.</translation>
        </message>
        <message>
            <source>GitHub's refresh token lasts six months and is replaced by each renewal.</source>
            <translation>يدوم رمز التحديث لدى GitHub ستة أشهر، ويحل محله رمز جديد مع كل تجديد.</translation>
        </message>
        <message>
            <source>Access was withdrawn in GitHub's settings, or another program used the refresh token and got the new one.</source>
            <translation>سُحب الوصول في إعدادات GitHub، أو استخدم برنامج آخر رمز التحديث وحصل على الرمز الجديد.</translation>
        </message>
        <message>
            <source>GitHub wants the client secret when you sign in with the browser; with the device flow it wants none.</source>
            <translation>يريد GitHub سر العميل عند تسجيل الدخول بالمتصفح؛ ولا يريده مع تدفق الجهاز (device flow).</translation>
        </message>
        <message>
            <source>GitHub has no ID token: who you are is asked from its API, and your account is known by its number, not its name.</source>
            <translation>ليس لدى GitHub رمز هوية: تُسأل واجهته البرمجية (API) عمّن تكون، ويُعرف حسابك برقمه لا باسمه.</translation>
        </message>
        <message>
            <source>GitHub keeps ten tokens for each person, app and scope. The eleventh sign-in ends the oldest.</source>
            <translation>يحتفظ GitHub بعشرة رموز لكل شخص وتطبيق ونطاق. وتسجيل الدخول الحادي عشر يُنهي أقدمها.</translation>
        </message>
        <message>
            <source>The access token lasts 8 hours, the refresh token 6 months. Each renewal ends both tokens before it.</source>
            <translation>يدوم رمز الوصول 8 ساعات ورمز التحديث 6 أشهر. وكل تجديد يُنهي الرمزين السابقين.</translation>
        </message>
        <message>
            <source>What a GitHub App may do is set in its permissions, not asked for by scopes.</source>
            <translation>ما يجوز لتطبيق GitHub App محدّد في صلاحياته، ولا يُطلب بالنطاقات.</translation>
        </message>
        <message>
            <source>gitlab.com or your own</source>
            <translation>gitlab.com أو خادمك</translation>
        </message>
        <message>
            <source>The access token lasts 2 hours. Each renewal ends the access token and the refresh token before it.</source>
            <translation>يدوم رمز الوصول ساعتين. وكل تجديد يُنهي رمز الوصول ورمز التحديث السابقين.</translation>
        </message>
        <message>
            <source>Access was withdrawn in GitLab's preferences, or another program used the refresh token and got the new one.</source>
            <translation>سُحب الوصول في تفضيلات GitLab، أو استخدم برنامج آخر رمز التحديث وحصل على الرمز الجديد.</translation>
        </message>
        <message>
            <source>For your own GitLab give its address as the issuer, and register the client there.</source>
            <translation>إذا كان لديك خادم GitLab خاص بك فأعطِ عنوانه على أنه المُصدِر، وسجّل العميل فيه.</translation>
        </message>
        <message>
            <source>A token copied elsewhere stops working when Tessera renews: ask for a fresh one each time.</source>
            <translation>يتوقف الرمز المنسوخ إلى مكان آخر عن العمل عندما يجدّد Tessera: اطلب رمزًا حديثًا كل مرة.</translation>
        </message>
        <message>
            <source>Your tenant</source>
            <translation>مستأجرك</translation>
        </message>
        <message>
            <source>A refresh token comes only with the scope offline_access.</source>
            <translation>لا يأتي رمز التحديث إلا مع النطاق offline_access.</translation>
        </message>
        <message>
            <source>Microsoft ends a refresh token that was not used for 90 days.</source>
            <translation>تُنهي Microsoft رمز التحديث الذي لم يُستخدم 90 يومًا.</translation>
        </message>
        <message>
            <source>The password was changed or reset, an administrator ended the sign-ins, or a rule of the organisation asks for a new sign-in.</source>
            <translation>غُيّرت كلمة المرور أو أُعيد تعيينها، أو أنهى أحد المسؤولين عمليات تسجيل الدخول، أو تطلب إحدى قواعد المؤسسة تسجيل دخول جديدًا.</translation>
        </message>
        <message>
            <source>Microsoft ignores the port of http://localhost only. Addresses with [::1] are not supported.</source>
            <translation>لا تتجاهل Microsoft المنفذ إلا مع http://localhost. والعناوين التي فيها [::1] غير مدعومة.</translation>
        </message>
        <message>
            <source>Microsoft has no way to revoke a single sign-in; it ends by itself or in the list of your apps.</source>
            <translation>ليست لدى Microsoft طريقة لإبطال تسجيل دخول واحد؛ فهو ينتهي من تلقاء نفسه أو من قائمة تطبيقاتك.</translation>
        </message>
        <message>
            <source>Work, school or personal</source>
            <translation>للعمل أو الدراسة أو شخصي</translation>
        </message>
        <message>
            <source>An app of a single tenant is refused here (AADSTS50194): use "microsoft" with your tenant's address.</source>
            <translation>يُرفض هنا التطبيق الخاص بمستأجر واحد (AADSTS50194): استخدم "microsoft" مع عنوان مستأجرك.</translation>
        </message>
        <message>
            <source>The shared address names no tenant. The one you sign in with is kept with the account; restrict it with --tenant.</source>
            <translation>لا يسمّي العنوان المشترك أي مستأجر. يُحفظ مع الحساب المستأجر الذي تسجّل الدخول به؛ قيّده باستخدام --tenant.</translation>
        </message>
        <message>
            <source>Any organisation</source>
            <translation>أي مؤسسة</translation>
        </message>
        <message>
            <source>Outlook, Xbox and the like</source>
            <translation>Outlook وXbox وما شابههما</translation>
        </message>
        <message>
            <source>The app must allow personal accounts.</source>
            <translation>يجب أن يسمح التطبيق بالحسابات الشخصية.</translation>
        </message>
        <message>
            <source>Your own host</source>
            <translation>مضيفك الخاص</translation>
        </message>
        <message>
            <source>With offline_access Keycloak keeps an offline session, which ends by the realm's rules and not at a fixed time.</source>
            <translation>مع offline_access يحتفظ Keycloak بجلسة offline تنتهي وفق قواعد realm، لا في وقت ثابت.</translation>
        </message>
        <message>
            <source>Without offline_access Keycloak ends a session that was not renewed for 30 minutes, unless the realm says otherwise.</source>
            <translation>من دون offline_access يُنهي Keycloak الجلسة التي لم تُجدَّد مدة 30 دقيقة، ما لم يحدّد realm غير ذلك.</translation>
        </message>
        <message>
            <source>Ask for the scope offline_access.</source>
            <translation>اطلب النطاق offline_access.</translation>
        </message>
        <message>
            <source>Keycloak ends an offline session that was not used for 30 days, unless the realm says otherwise.</source>
            <translation>يُنهي Keycloak جلسة offline التي لم تُستخدم 30 يومًا، ما لم يحدّد realm غير ذلك.</translation>
        </message>
        <message>
            <source>An administrator ended the session, or the realm's longest session time was reached.</source>
            <translation>أنهى أحد المسؤولين الجلسة، أو بُلغت أطول مدة جلسة في realm.</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/callback, not localhost: only the number lets the port differ.</source>
            <translation>سجّل http://127.0.0.1/callback لا localhost: فالرقم وحده يسمح باختلاف المنفذ.</translation>
        </message>
        <message>
            <source>Your own domain</source>
            <translation>نطاقك الخاص (domain)</translation>
        </message>
        <message>
            <source>With rotation the token before is still taken for up to 60 seconds (30 by default).</source>
            <translation>مع التدوير يبقى الرمز السابق مقبولًا مدة تصل إلى 60 ثانية (30 افتراضيًا).</translation>
        </message>
        <message>
            <source>Okta ends a refresh token that was not used for 7 days, unless the policy of the authorization server says otherwise.</source>
            <translation>يُنهي Okta رمز التحديث الذي لم يُستخدم 7 أيام، ما لم تحدّد سياسة خادم التفويض غير ذلك.</translation>
        </message>
        <message>
            <source>An administrator ended the session, or the rule of the authorization server limits how long a refresh token lasts.</source>
            <translation>أنهى أحد المسؤولين الجلسة، أو تحدّ قاعدة خادم التفويض من مدة رمز التحديث.</translation>
        </message>
        <message>
            <source>Okta accepts only the exact redirect address, port included: register one and give it with --redirect-uri.</source>
            <translation>لا يقبل Okta إلا عنوان إعادة التوجيه حرفيًا مع المنفذ: سجّل عنوانًا وأعطه مع --redirect-uri.</translation>
        </message>
        <message>
            <source>Within the reuse window the token before is taken once more. An older one ends the whole sign-in.</source>
            <translation>خلال نافذة إعادة الاستخدام يُقبل الرمز السابق مرة أخرى. أما الأقدم منه فيُنهي تسجيل الدخول كله.</translation>
        </message>
        <message>
            <source>Auth0 ends a refresh token that was not used for 15 days, unless the application says otherwise.</source>
            <translation>يُنهي Auth0 رمز التحديث الذي لم يُستخدم 15 يومًا، ما لم يحدّد التطبيق غير ذلك.</translation>
        </message>
        <message>
            <source>Auth0 ends a sign-in after 30 days however often it is renewed, unless the application says otherwise.</source>
            <translation>يُنهي Auth0 تسجيل الدخول بعد 30 يومًا مهما تكرر تجديده، ما لم يحدّد التطبيق غير ذلك.</translation>
        </message>
        <message>
            <source>Raise the absolute lifetime in the application's settings.</source>
            <translation>ارفع المدة القصوى (absolute lifetime) في إعدادات التطبيق.</translation>
        </message>
        <message>
            <source>An old refresh token was used again, which ends the whole sign-in.</source>
            <translation>استُخدم رمز تحديث قديم مرة أخرى، وذلك يُنهي تسجيل الدخول كله.</translation>
        </message>
        <message>
            <source>Auth0's issuer ends with a slash, and callback addresses are compared exactly, port included.</source>
            <translation>ينتهي مُصدِر Auth0 بشرطة مائلة، وتُقارن عناوين العودة حرفيًا مع المنفذ.</translation>
        </message>
        <message>
            <source>slack.com</source>
            <translation>slack.com</translation>
        </message>
        <message>
            <source>An app with PKCE gets refresh tokens of 30 days; access tokens last 12 hours.</source>
            <translation>يحصل التطبيق الذي يستخدم PKCE على رموز تحديث مدتها 30 يومًا؛ وتدوم رموز الوصول 12 ساعة.</translation>
        </message>
        <message>
            <source>Slack ends a refresh token that was not used for 30 days.</source>
            <translation>يُنهي Slack رمز التحديث الذي لم يُستخدم 30 يومًا.</translation>
        </message>
        <message>
            <source>Slack compares the redirect address exactly and knows localhost only. An app without PKCE cannot sign in from a desktop.</source>
            <translation>يقارن Slack عنوان إعادة التوجيه حرفيًا ولا يعرف إلا localhost. ولا يمكن لتطبيق لا يستخدم PKCE تسجيل الدخول من برنامج مكتبي.</translation>
        </message>
        <message>
            <source>Slack names no way to revoke a sign-in; remove the app in your workspace.</source>
            <translation>لا يذكر Slack طريقة لإبطال تسجيل دخول؛ أزِل التطبيق من مساحة عملك.</translation>
        </message>
        <message>
            <source>discord.com</source>
            <translation>discord.com</translation>
        </message>
        <message>
            <source>The access token lasts about 7 days and renews itself.</source>
            <translation>يدوم رمز الوصول نحو 7 أيام ويتجدد تلقائيًا.</translation>
        </message>
        <message>
            <source>Discord compares the redirect address exactly, port included, and keeps at most ten.</source>
            <translation>يقارن Discord عنوان إعادة التوجيه حرفيًا مع المنفذ، ويحتفظ بعشرة على الأكثر.</translation>
        </message>
        <message>
            <source>codeberg.org</source>
            <translation>codeberg.org</translation>
        </message>
        <message>
            <source>Forgejo has no scopes yet: a token may do all that you may. One of an app for the whole server has the rights of an administrator.</source>
            <translation>ليست في Forgejo نطاقات صلاحيات (scopes) بعد: يجوز للرمز كل ما يجوز لك. ورمز تطبيق للخادم كله له حقوق المسؤول.</translation>
        </message>
        <message>
            <source>Before 1.25.5 Gitea's codes do not expire and can be used twice (CVE-2026-26232): ask for an update.</source>
            <translation>قبل الإصدار 1.25.5 لا تنتهي مدة أكواد Gitea ويمكن استخدامها مرتين (CVE-2026-26232): اطلب التحديث.</translation>
        </message>
        <message>
            <source>Your own server</source>
            <translation>خادمك الخاص</translation>
        </message>
        <message>
            <source>Mastodon's access token has no end and no refresh token. It lasts until you revoke it.</source>
            <translation>ليست لرمز وصول Mastodon نهاية ولا رمز تحديث. يدوم حتى تُبطله.</translation>
        </message>
        <message>
            <source>Each server has its own clients, and compares the redirect address exactly.</source>
            <translation>لكل خادم عملاؤه، ويقارن عنوان إعادة التوجيه حرفيًا.</translation>
        </message>
        <message>
            <source>appleid.apple.com</source>
            <translation>appleid.apple.com</translation>
        </message>
        <message>
            <source>Apple sends people back to a website only, so no desktop program can be signed in without a server between.</source>
            <translation>لا تعيد Apple المستخدم إلا إلى موقع ويب، ولذلك لا يمكن تسجيل الدخول في برنامج مكتبي من دون خادم وسيط.</translation>
        </message>
        <message>
            <source>By its address</source>
            <translation>بعنوانه</translation>
        </message>
        <message>
            <source>The server must publish its metadata (RFC 8414). Without OpenID Connect there is no ID token: who signed in is what the userinfo endpoint says, or nothing.</source>
            <translation>يجب أن ينشر الخادم بياناته الوصفية (RFC 8414). ومن دون OpenID Connect لا يوجد رمز هوية: يُعرف من سجّل الدخول مما تقوله نقطة نهاية userinfo، أو لا يُعرف.</translation>
        </message>
        <message>
            <source>Create an OAuth client ID of the type "Desktop app".</source>
            <translation>أنشئ معرّف عميل OAuth من النوع "Desktop app".</translation>
        </message>
        <message>
            <source>Copy its client ID and its client secret. No redirect address has to be registered.</source>
            <translation>انسخ معرّف العميل وسر العميل. لا حاجة إلى تسجيل عنوان إعادة توجيه.</translation>
        </message>
        <message>
            <source>On the consent screen, publish the app or add yourself as a test user.</source>
            <translation>في شاشة الموافقة انشر التطبيق أو أضف نفسك مستخدمًا للاختبار.</translation>
        </message>
        <message>
            <source>Set "Authorization callback URL" to http://127.0.0.1/callback; GitHub lets the port differ.</source>
            <translation>اضبط "Authorization callback URL" على http://127.0.0.1/callback؛ يسمح GitHub باختلاف المنفذ.</translation>
        </message>
        <message>
            <source>Tick "Enable Device Flow" to sign in without a secret.</source>
            <translation>أشّر "Enable Device Flow" لتسجيل الدخول بلا سر.</translation>
        </message>
        <message>
            <source>Generate a client secret for signing in with the browser.</source>
            <translation>ولّد سر عميل لتسجيل الدخول بالمتصفح.</translation>
        </message>
        <message>
            <source>Set "Callback URL" to http://127.0.0.1/callback; GitHub lets the port differ.</source>
            <translation>اضبط "Callback URL" على http://127.0.0.1/callback؛ يسمح GitHub باختلاف المنفذ.</translation>
        </message>
        <message>
            <source>Leave "Expire user authorization tokens" ticked, so that access tokens renew themselves.</source>
            <translation>اترك "Expire user authorization tokens" مؤشَّرًا لتتجدد رموز الوصول تلقائيًا.</translation>
        </message>
        <message>
            <source>Set the redirect URI to http://127.0.0.1/callback; GitLab lets the port differ.</source>
            <translation>اضبط عنوان إعادة التوجيه (redirect URI) على http://127.0.0.1/callback؛ يسمح GitLab باختلاف المنفذ.</translation>
        </message>
        <message>
            <source>Leave "Confidential" unticked; then no secret is needed.</source>
            <translation>اترك "Confidential" بلا تأشير؛ فلا يلزم عندئذ سر.</translation>
        </message>
        <message>
            <source>Tick the scopes openid, profile and email.</source>
            <translation>أشّر النطاقات openid وprofile وemail.</translation>
        </message>
        <message>
            <source>Add the platform "Mobile and desktop applications".</source>
            <translation>أضف المنصة "Mobile and desktop applications".</translation>
        </message>
        <message>
            <source>Register the redirect http://127.0.0.1/callback in the manifest, or http://localhost and give --redirect-uri http://localhost.</source>
            <translation>سجّل عنوان إعادة التوجيه http://127.0.0.1/callback في البيان (manifest)، أو سجّل http://localhost وأعطِ --redirect-uri http://localhost.</translation>
        </message>
        <message>
            <source>Allow public client flows, to sign in with a code on another device.</source>
            <translation>اسمح بتدفقات العميل العام (public client flows) لتسجيل الدخول بكود على جهاز آخر.</translation>
        </message>
        <message>
            <source>Create a client with "Client authentication" off and "Standard flow" on.</source>
            <translation>أنشئ عميلًا مع إيقاف "Client authentication" وتفعيل "Standard flow".</translation>
        </message>
        <message>
            <source>Add the redirect URI http://127.0.0.1/callback; Keycloak accepts any port of it.</source>
            <translation>أضف عنوان إعادة التوجيه http://127.0.0.1/callback؛ يقبله Keycloak بأي منفذ.</translation>
        </message>
        <message>
            <source>Create an app integration of the type "OIDC, Native Application".</source>
            <translation>أنشئ تكامل تطبيق من النوع "OIDC, Native Application".</translation>
        </message>
        <message>
            <source>Add a redirect URI with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>أضف عنوان إعادة توجيه بمنفذ، http://127.0.0.1:49152/callback مثلًا، وأعطِ العنوان نفسه مع --redirect-uri.</translation>
        </message>
        <message>
            <source>Create an application of the type "Native".</source>
            <translation>أنشئ تطبيقًا من النوع "Native".</translation>
        </message>
        <message>
            <source>Add an allowed callback URL with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>أضف عنوان عودة مسموحًا (allowed callback URL) بمنفذ، http://127.0.0.1:49152/callback مثلًا، وأعطِ العنوان نفسه مع --redirect-uri.</translation>
        </message>
        <message>
            <source>Turn on refresh token rotation.</source>
            <translation>فعّل تدوير رمز التحديث (refresh token rotation).</translation>
        </message>
        <message>
            <source>Create an app and turn on PKCE. That cannot be undone.</source>
            <translation>أنشئ تطبيقًا وفعّل PKCE. لا يمكن التراجع عن ذلك.</translation>
        </message>
        <message>
            <source>Add a redirect URL with a port, for instance http://localhost:49152/callback, and give the same with --redirect-uri.</source>
            <translation>أضف عنوان إعادة توجيه بمنفذ، http://localhost:49152/callback مثلًا، وأعطِ العنوان نفسه مع --redirect-uri.</translation>
        </message>
        <message>
            <source>Under OAuth2, turn on "Public Client".</source>
            <translation>تحت OAuth2 فعّل "Public Client".</translation>
        </message>
        <message>
            <source>Add a redirect with a port, for instance http://127.0.0.1:49152/callback, and give the same with --redirect-uri.</source>
            <translation>أضف عنوان إعادة توجيه بمنفذ، http://127.0.0.1:49152/callback مثلًا، وأعطِ العنوان نفسه مع --redirect-uri.</translation>
        </message>
        <message>
            <source>Register http://127.0.0.1/ as the redirect URI; any port of it is accepted.</source>
            <translation>سجّل http://127.0.0.1/ عنوانًا لإعادة التوجيه؛ يُقبل بأي منفذ.</translation>
        </message>
        <message>
            <source>Leave "Confidential client" unticked.</source>
            <translation>اترك "Confidential client" بلا تأشير.</translation>
        </message>
        <message>
            <source>On your server open Preferences, Development, New application.</source>
            <translation>على خادمك افتح Preferences ثم Development ثم New application.</translation>
        </message>
        <message>
            <source>Apple sends people back to an https address of a website only, never to a program on this computer, and answers with a form post. A desktop program would need a server of its own between, which could read every sign-in.</source>
            <translation>لا تعيد Apple المستخدم إلا إلى عنوان https لموقع ويب، ولا تعيده أبدًا إلى برنامج على هذا الحاسوب، وتجيب بإرسال نموذج (form post). ويحتاج البرنامج المكتبي إلى خادم وسيط خاص به، يستطيع قراءة كل تسجيل دخول.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ProviderTile</name>
        <message>
            <source>Sign in with %1</source>
            <translation>تسجيل الدخول لدى %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::QrCode</name>
        <message>
            <source>QR code</source>
            <translation>رمز QR</translation>
        </message>
    </context>
    <context>
        <name>tessera::RelativeTime</name>
        <message>
            <source>in 1 minute</source>
            <translation>بعد دقيقة واحدة</translation>
        </message>
        <message>
            <source>in less than a minute</source>
            <translation>بعد أقل من دقيقة</translation>
        </message>
        <message>
            <source>1 minute ago</source>
            <translation>قبل دقيقة واحدة</translation>
        </message>
        <message>
            <source>less than a minute ago</source>
            <translation>قبل أقل من دقيقة</translation>
        </message>
        <message>
            <source>1 minute</source>
            <translation>دقيقة واحدة</translation>
        </message>
        <message>
            <source>less than a minute</source>
            <translation>أقل من دقيقة</translation>
        </message>
        <message>
            <source>1 more minute</source>
            <translation>دقيقة أخرى</translation>
        </message>
        <message>
            <source>Yesterday %1</source>
            <translation>أمس %1</translation>
        </message>
        <message numerus="yes">
            <source>in %n days</source>
            <translation>
                <numerusform>اليوم</numerusform>
                <numerusform>بعد يوم واحد</numerusform>
                <numerusform>بعد يومين</numerusform>
                <numerusform>بعد %n أيام</numerusform>
                <numerusform>بعد %n يومًا</numerusform>
                <numerusform>بعد %n يوم</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n hours</source>
            <translation>
                <numerusform>خلال هذه الساعة</numerusform>
                <numerusform>بعد ساعة واحدة</numerusform>
                <numerusform>بعد ساعتين</numerusform>
                <numerusform>بعد %n ساعات</numerusform>
                <numerusform>بعد %n ساعة</numerusform>
                <numerusform>بعد %n ساعة</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n minutes</source>
            <translation>
                <numerusform>بعد أقل من دقيقة</numerusform>
                <numerusform>بعد دقيقة واحدة</numerusform>
                <numerusform>بعد دقيقتين</numerusform>
                <numerusform>بعد %n دقائق</numerusform>
                <numerusform>بعد %n دقيقة</numerusform>
                <numerusform>بعد %n دقيقة</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days ago</source>
            <translation>
                <numerusform>اليوم</numerusform>
                <numerusform>قبل يوم واحد</numerusform>
                <numerusform>قبل يومين</numerusform>
                <numerusform>قبل %n أيام</numerusform>
                <numerusform>قبل %n يومًا</numerusform>
                <numerusform>قبل %n يوم</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours ago</source>
            <translation>
                <numerusform>قبل أقل من ساعة</numerusform>
                <numerusform>قبل ساعة واحدة</numerusform>
                <numerusform>قبل ساعتين</numerusform>
                <numerusform>قبل %n ساعات</numerusform>
                <numerusform>قبل %n ساعة</numerusform>
                <numerusform>قبل %n ساعة</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes ago</source>
            <translation>
                <numerusform>قبل أقل من دقيقة</numerusform>
                <numerusform>قبل دقيقة واحدة</numerusform>
                <numerusform>قبل دقيقتين</numerusform>
                <numerusform>قبل %n دقائق</numerusform>
                <numerusform>قبل %n دقيقة</numerusform>
                <numerusform>قبل %n دقيقة</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>أقل من يوم</numerusform>
                <numerusform>يوم واحد</numerusform>
                <numerusform>يومان</numerusform>
                <numerusform>%n أيام</numerusform>
                <numerusform>%n يومًا</numerusform>
                <numerusform>%n يوم</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours</source>
            <translation>
                <numerusform>أقل من ساعة</numerusform>
                <numerusform>ساعة واحدة</numerusform>
                <numerusform>ساعتان</numerusform>
                <numerusform>%n ساعات</numerusform>
                <numerusform>%n ساعة</numerusform>
                <numerusform>%n ساعة</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>أقل من دقيقة</numerusform>
                <numerusform>دقيقة واحدة</numerusform>
                <numerusform>دقيقتان</numerusform>
                <numerusform>%n دقائق</numerusform>
                <numerusform>%n دقيقة</numerusform>
                <numerusform>%n دقيقة</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more days</source>
            <translation>
                <numerusform>أقل من يوم</numerusform>
                <numerusform>يومًا آخر</numerusform>
                <numerusform>يومين آخرين</numerusform>
                <numerusform>%n أيام أخرى</numerusform>
                <numerusform>%n يومًا آخر</numerusform>
                <numerusform>%n يوم آخر</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more hours</source>
            <translation>
                <numerusform>أقل من ساعة</numerusform>
                <numerusform>ساعة أخرى</numerusform>
                <numerusform>ساعتين أخريين</numerusform>
                <numerusform>%n ساعات أخرى</numerusform>
                <numerusform>%n ساعة أخرى</numerusform>
                <numerusform>%n ساعة أخرى</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more minutes</source>
            <translation>
                <numerusform>أقل من دقيقة</numerusform>
                <numerusform>دقيقة أخرى</numerusform>
                <numerusform>دقيقتين أخريين</numerusform>
                <numerusform>%n دقائق أخرى</numerusform>
                <numerusform>%n دقيقة أخرى</numerusform>
                <numerusform>%n دقيقة أخرى</numerusform>
            </translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>a date of this year, in the letters of QLocale</comment>
            <translation>d MMM</translation>
        </message>
    </context>
    <context>
        <name>tessera::RenewalSettings</name>
        <message>
            <source>Write a whole number of seconds from %1 to %2.</source>
            <translation>اكتب عددًا صحيحًا من الثواني من %1 إلى %2.</translation>
        </message>
        <message>
            <source>Renewal</source>
            <translation>التجديد</translation>
        </message>
        <message>
            <source>Seconds before the &amp;end of an access token</source>
            <translation>الثواني قبل &amp;نهاية رمز الوصول</translation>
        </message>
        <message>
            <source>When it is renewed at the latest, but never before nine tenths of its life. Holds from each account's next renewal on.</source>
            <translation>متى يُجدَّد على أبعد تقدير، لكن ليس قبل مرور تسعة أعشار عمره أبدًا. يسري من التجديد القادم لكل حساب.</translation>
        </message>
        <message>
            <source>Seconds a copied token stays on the cli&amp;pboard</source>
            <translation>الثواني التي يبقاها الرمز المنسوخ في ال&amp;حافظة</translation>
        </message>
        <message>
            <source>Then it is taken off, if it is still there.</source>
            <translation>ثم يُزال منها إن كان لا يزال فيها.</translation>
        </message>
    </context>
    <context>
        <name>tessera::ReportText</name>
        <message>
            <source>ID token</source>
            <translation>رمز الهوية</translation>
        </message>
        <message>
            <source>access token</source>
            <translation>رمز الوصول</translation>
        </message>
        <message>
            <source>refresh token</source>
            <translation>رمز التحديث</translation>
        </message>
        <message>
            <source>logout token</source>
            <translation>رمز تسجيل الخروج</translation>
        </message>
        <message>
            <source>Signed JSON Web Token</source>
            <translation>JSON Web Token موقَّع</translation>
        </message>
        <message>
            <source>Signed content</source>
            <translation>محتوى موقَّع</translation>
        </message>
        <message>
            <source>Encrypted token; only its header can be read without the key</source>
            <translation>رمز مشفَّر؛ لا يمكن قراءة غير ترويسته من دون المفتاح</translation>
        </message>
        <message>
            <source>Opaque text; it says nothing by itself</source>
            <translation>نص مبهم؛ لا يقول شيئًا بذاته</translation>
        </message>
        <message>
            <source>Text that cannot be read</source>
            <translation>نص لا يمكن قراءته</translation>
        </message>
        <message>
            <source>Not valid.</source>
            <translation>غير صالح.</translation>
        </message>
        <message>
            <source>The signature is wrong. The text was changed after signing, or another key signed it. Do not trust the claims.</source>
            <translation>التوقيع خاطئ. غُيّر النص بعد توقيعه، أو وقّعه مفتاح آخر. لا تثق بالمطالبات.</translation>
        </message>
        <message>
            <source>The signature is right, and still:</source>
            <translation>التوقيع صحيح، ومع ذلك:</translation>
        </message>
        <message>
            <source>It was refused. (%1)</source>
            <translation>رُفض. (%1)</translation>
        </message>
        <message>
            <source>Not checked.</source>
            <translation>لم يُتحقق منه.</translation>
        </message>
        <message>
            <source>Anybody can write such a text. Name a key to find out who did.</source>
            <translation>يستطيع أي أحد كتابة نص كهذا. سمِّ مفتاحًا لمعرفة من كتبه.</translation>
        </message>
        <message>
            <source>Valid.</source>
            <translation>صالح.</translation>
        </message>
        <message>
            <source>Signed with a key from %1, and every check passed.</source>
            <translation>موقَّع بمفتاح من %1، وقد نجحت كل الفحوص.</translation>
        </message>
        <message>
            <source>Decrypted.</source>
            <translation>فُكّ تشفيره.</translation>
        </message>
        <message>
            <source>The key from %1 opens it. Who wrote it is another question.</source>
            <translation>يفتحه المفتاح من %1. أما من كتبه فمسألة أخرى.</translation>
        </message>
        <message>
            <source>It is encrypted; this key does not open it.</source>
            <translation>هو مشفَّر؛ وهذا المفتاح لا يفتحه.</translation>
        </message>
        <message>
            <source>There is no signature in it.</source>
            <translation>لا توقيع فيه.</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>الخوارزمية</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1 was refused</source>
            <translation>رُفضت %1</translation>
        </message>
        <message>
            <source>%1 is known and fit</source>
            <translation>%1 معروفة ومناسبة</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>المفتاح</translation>
        </message>
        <message>
            <source>One of %1</source>
            <translation>واحد من %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 من %2</translation>
        </message>
        <message>
            <source>None was tried</source>
            <translation>لم يُجرَّب أي مفتاح</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>التوقيع</translation>
        </message>
        <message>
            <source>Made with this key</source>
            <translation>أُنشئ بهذا المفتاح</translation>
        </message>
        <message>
            <source>Does not match this key</source>
            <translation>لا يطابق هذا المفتاح</translation>
        </message>
        <message>
            <source>Could not be checked</source>
            <translation>تعذّر التحقق منه</translation>
        </message>
        <message>
            <source>Not asked for</source>
            <translation>لم يُطلب</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>الأوقات</translation>
        </message>
        <message>
            <source>The token names none</source>
            <translation>لا يذكر الرمز أي وقت</translation>
        </message>
        <message>
            <source>%1, with 60 s of leeway</source>
            <translation>%1، مع تسامح 60 ث</translation>
        </message>
        <message>
            <source>Issuer</source>
            <translation>المُصدِر</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>الجمهور</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>As given</source>
            <translation>كما أُعطيت</translation>
        </message>
        <message>
            <source>%1 passed</source>
            <translation>ناجح: %1</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>فاشل: %1</translation>
        </message>
        <message>
            <source>%1 not done</source>
            <translation>لم يُجرَ: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::ScopeSection</name>
        <message>
            <source>Scopes</source>
            <translation>النطاقات</translation>
        </message>
        <message>
            <source>%1 asked for, %2 granted</source>
            <translation>المطلوب %1، الممنوح %2</translation>
        </message>
        <message>
            <source>%1 did not grant %2. Tools that need it will be refused until you ask again.</source>
            <translation>لم يمنح %1 %2. ستُرفض الأدوات التي تحتاجها حتى تطلبها مجددًا.</translation>
        </message>
        <message>
            <source>%1 also granted %2, which was not asked for. The access token can do more than it needs to.</source>
            <translation>منح %1 أيضًا %2، ولم يُطلب ذلك. يستطيع رمز الوصول أكثر مما يحتاج إليه.</translation>
        </message>
    </context>
    <context>
        <name>tessera::SettingsPage</name>
        <message>
            <source>Reset to &amp;defaults</source>
            <translation>استعادة الق&amp;يم الأصلية</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>الإعدادات</translation>
        </message>
        <message>
            <source>What you change holds at once.</source>
            <translation>ما تغيّره يسري فورًا.</translation>
        </message>
        <message>
            <source>All settings are as they were at first.</source>
            <translation>كل الإعدادات كما كانت في الأصل.</translation>
        </message>
        <message>
            <source>Accounts and what programs may have are as they were.</source>
            <translation>الحسابات وما يجوز للبرامج كما كانت.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>تراجع</translation>
        </message>
    </context>
    <context>
        <name>tessera::ShippedParts</name>
        <message>
            <source>this program</source>
            <translation>هذا البرنامج</translation>
        </message>
        <message>
            <source>window, network, pictures</source>
            <translation>النافذة، الشبكة، الصور</translation>
        </message>
        <message>
            <source>the code flow</source>
            <translation>تدفق كود التفويض</translation>
        </message>
        <message>
            <source>signatures and TLS</source>
            <translation>التواقيع وTLS</translation>
        </message>
        <message>
            <source>the way to the keychain</source>
            <translation>الطريق إلى سلسلة المفاتيح</translation>
        </message>
        <message>
            <source>coroutines</source>
            <translation>الروتينات المشتركة (coroutines)</translation>
        </message>
        <message>
            <source>which domains a cookie may be for</source>
            <translation>أي نطاقات (domains) يجوز لها ملف الارتباط</translation>
        </message>
        <message>
            <source>the code for your phone</source>
            <translation>الكود المخصص لهاتفك</translation>
        </message>
        <message>
            <source>compressed tokens</source>
            <translation>الرموز المضغوطة</translation>
        </message>
        <message>
            <source>values or errors</source>
            <translation>القيم أو الأخطاء</translation>
        </message>
        <message>
            <source>the first step of the command line</source>
            <translation>الخطوة الأولى من سطر الأوامر</translation>
        </message>
    </context>
    <context>
        <name>tessera::SidePane</name>
        <message>
            <source>Pane</source>
            <translation>اللوح</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>التحقق</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>الإنشاء</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInFacts</name>
        <message>
            <source>The keychain is unlocked</source>
            <translation>سلسلة المفاتيح مفتوحة</translation>
        </message>
        <message>
            <source>The keychain is locked</source>
            <translation>سلسلة المفاتيح مقفلة</translation>
        </message>
        <message>
            <source>It will ask for its password when the sign-in is stored.</source>
            <translation>ستطلب كلمة مرورها عند حفظ تسجيل الدخول.</translation>
        </message>
        <message>
            <source>The keychain cannot be used</source>
            <translation>لا يمكن استعمال سلسلة المفاتيح</translation>
        </message>
        <message>
            <source>You stay signed in until Tessera closes.</source>
            <translation>تبقى مسجّل الدخول حتى يُغلق Tessera.</translation>
        </message>
        <message>
            <source>The provider does not say what it can do</source>
            <translation>لا يذكر المزوّد ما يقدر عليه</translation>
        </message>
        <message>
            <source>Tessera goes by what it said before.</source>
            <translation>يعتمد Tessera على ما قاله من قبل.</translation>
        </message>
        <message>
            <source>The provider was found</source>
            <translation>عُثر على المزوّد</translation>
        </message>
        <message>
            <source>The provider is on this computer</source>
            <translation>المزوّد على هذا الحاسوب</translation>
        </message>
        <message>
            <source>For development: nothing leaves it, so nothing is encrypted.</source>
            <translation>للتطوير: لا يغادره شيء، فلا يُشفَّر شيء.</translation>
        </message>
        <message>
            <source>The connection is encrypted</source>
            <translation>الاتصال مشفَّر</translation>
        </message>
        <message>
            <source>The request was handed over directly</source>
            <translation>سُلّم الطلب مباشرة</translation>
        </message>
        <message>
            <source>The answer is bound to this sign-in</source>
            <translation>الجواب مرتبط بتسجيل الدخول هذا</translation>
        </message>
        <message>
            <source>The answer is not bound to this sign-in</source>
            <translation>الجواب غير مرتبط بتسجيل الدخول هذا</translation>
        </message>
        <message>
            <source>The return address is listening</source>
            <translation>عنوان العودة ينتظر الجواب</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInNotice</name>
        <message>
            <source>%1 at %2: sign-in needed</source>
            <translation>%1 لدى %2: يلزم تسجيل الدخول</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>تسجيل الدخول مجددًا</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInPage</name>
        <message>
            <source>Back</source>
            <translation>رجوع</translation>
        </message>
        <message>
            <source>The browser shows an error? &amp;Paste its address here</source>
            <translation>يعرض المتصفح خطأ؟ الص&amp;ق عنوانه هنا</translation>
        </message>
        <message>
            <source>&amp;Address the browser ended on</source>
            <translation>ال&amp;عنوان الذي انتهى إليه المتصفح</translation>
        </message>
        <message>
            <source>Copy all of it from the browser's address bar, then press Enter.</source>
            <translation>انسخه كله من شريط عنوان المتصفح، ثم اضغط Enter.</translation>
        </message>
        <message>
            <source>&amp;Open again</source>
            <translation>&amp;فتح مجددًا</translation>
        </message>
        <message>
            <source>Copy &amp;link</source>
            <translation>نسخ ال&amp;رابط</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>إلغاء</translation>
        </message>
        <message>
            <source>&amp;Try again</source>
            <translation>إعادة ال&amp;محاولة</translation>
        </message>
        <message>
            <source>&amp;Keep as a new account</source>
            <translation>الا&amp;حتفاظ به كحساب جديد</translation>
        </message>
        <message>
            <source>&amp;Watch it being drawn</source>
            <translation>&amp;شاهده وهو يُرسم</translation>
        </message>
        <message>
            <source>Copied. Paste the code on the page that is open.</source>
            <translation>نُسخ. الصق الكود في الصفحة المفتوحة.</translation>
        </message>
        <message>
            <source>Copied. Open the link in the browser you want to sign in with.</source>
            <translation>نُسخ. افتح الرابط في المتصفح الذي تريد تسجيل الدخول به.</translation>
        </message>
        <message>
            <source>Sign in with %1</source>
            <translation>تسجيل الدخول لدى %1</translation>
        </message>
        <message>
            <source>%1 opens in your browser.</source>
            <translation>يُفتح %1 في متصفحك.</translation>
        </message>
        <message>
            <source>Type your password there, never here.</source>
            <translation>اكتب كلمة مرورك هناك، لا هنا أبدًا.</translation>
        </message>
        <message>
            <source>Before your browser opens</source>
            <translation>قبل أن يُفتح متصفحك</translation>
        </message>
        <message>
            <source>Start the demo provider</source>
            <translation>بدء المزوّد التجريبي</translation>
        </message>
        <message>
            <source>Ask the provider what it can do</source>
            <translation>سؤال المزوّد عمّا يقدر عليه</translation>
        </message>
        <message>
            <source>You sign in and agree in the browser</source>
            <translation>تسجّل الدخول وتوافق في المتصفح</translation>
        </message>
        <message>
            <source>Exchange the code for tokens</source>
            <translation>استبدال الكود برموز</translation>
        </message>
        <message>
            <source>Check the ID token</source>
            <translation>فحص رمز الهوية</translation>
        </message>
        <message>
            <source>Ask who you are</source>
            <translation>السؤال عمّن تكون</translation>
        </message>
        <message>
            <source>Keep the sign-in safe</source>
            <translation>حفظ تسجيل الدخول بأمان</translation>
        </message>
        <message>
            <source>Finishing</source>
            <translation>الإنهاء</translation>
        </message>
        <message>
            <source>Waiting for your browser</source>
            <translation>في انتظار متصفحك</translation>
        </message>
        <message>
            <source>Your browser shows %1.</source>
            <translation>يعرض متصفحك %1.</translation>
        </message>
        <message>
            <source>Open %1 in a browser.</source>
            <translation>افتح %1 في متصفح.</translation>
        </message>
        <message>
            <source>Waiting for the other device</source>
            <translation>في انتظار الجهاز الآخر</translation>
        </message>
        <message>
            <source>Sign in at %1.</source>
            <translation>سجّل الدخول على %1.</translation>
        </message>
        <message>
            <source>&amp;Open here</source>
            <translation>الفتح &amp;هنا</translation>
        </message>
        <message>
            <source>Copy &amp;code</source>
            <translation>&amp;نسخ الكود</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>المتبقي %1</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>أُوقف</translation>
        </message>
        <message>
            <source>Not signed in</source>
            <translation>لم يُسجَّل الدخول</translation>
        </message>
        <message>
            <source>Show the &amp;flow</source>
            <translation>عرض ال&amp;تدفق</translation>
        </message>
        <message>
            <source>A question first</source>
            <translation>سؤال أولًا</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInPlan</name>
        <message>
            <source>The page that opens shows the names and passwords to try.</source>
            <translation>تعرض الصفحة التي تُفتح الأسماء وكلمات المرور التي يمكن تجربتها.</translation>
        </message>
        <message>
            <source>The demo provider forgets every sign-in when Tessera closes.</source>
            <translation>ينسى المزوّد التجريبي كل عمليات تسجيل الدخول عند إغلاق Tessera.</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignInSettings</name>
        <message>
            <source>Sign-in</source>
            <translation>تسجيل الدخول</translation>
        </message>
        <message>
            <source>&amp;Browser</source>
            <translation>ال&amp;متصفح</translation>
        </message>
        <message>
            <source>the system's browser</source>
            <translation>متصفح النظام</translation>
        </message>
        <message>
            <source>&amp;Return ports</source>
            <translation>منافذ ال&amp;عودة</translation>
        </message>
        <message>
            <source>The browser comes back to one of these ports of this computer, tried in this order. Empty: any free one, another each time. A port that was registered with a provider comes first.</source>
            <translation>يعود المتصفح إلى أحد هذه المنافذ على هذا الحاسوب، وتُجرَّب بهذا الترتيب. إن تُرك فارغًا: أي منفذ متاح، وغيره كل مرة. ويأتي أولًا المنفذ المسجّل لدى مزوّد.</translation>
        </message>
        <message>
            <source>any free port</source>
            <translation>أي منفذ متاح</translation>
        </message>
        <message>
            <source>&amp;Keep what went over the wire</source>
            <translation>الا&amp;حتفاظ بما مرّ عبر الشبكة</translation>
        </message>
        <message>
            <source>For the page Flow, in memory and without secrets, until Tessera ends.</source>
            <translation>لصفحة «التدفق»، في الذاكرة وبلا أسرار، حتى ينتهي Tessera.</translation>
        </message>
        <message>
            <source>The variable BROWSER comes first, and is %1.</source>
            <translation>للمتغيّر BROWSER الأولوية، وقيمته %1.</translation>
        </message>
        <message>
            <source>Decided by the administrator of this computer: %1.</source>
            <translation>قرره مسؤول هذا الحاسوب: %1.</translation>
        </message>
        <message>
            <source>A command such as “firefox --new-window %s”; %s is the address.</source>
            <translation>أمر مثل «firefox --new-window %s»؛ و%s هو العنوان.</translation>
        </message>
    </context>
    <context>
        <name>tessera::SignOutQuestion</name>
        <message>
            <source>Sign out</source>
            <translation>تسجيل الخروج</translation>
        </message>
        <message>
            <source>Stay signed in</source>
            <translation>البقاء مسجّلًا</translation>
        </message>
        <message>
            <source>Sign %1 out?</source>
            <translation>هل تسجّل خروج %1؟</translation>
        </message>
    </context>
    <context>
        <name>tessera::StateText</name>
        <message>
            <source>A fresh access token is fetched when it is needed.</source>
            <translation>يُجلب رمز وصول حديث عند الحاجة إليه.</translation>
        </message>
        <message>
            <source>The access token renews itself %1.</source>
            <translation>يتجدد رمز الوصول تلقائيًا %1.</translation>
        </message>
        <message>
            <source>%1 did not say how long the access token lasts.</source>
            <translation>لم يقل %1 كم يدوم رمز الوصول.</translation>
        </message>
        <message>
            <source>The access token ends %1.</source>
            <translation>ينتهي رمز الوصول %1.</translation>
        </message>
        <message>
            <source>%1 gave no refresh token; sign in again at %2.</source>
            <translation>لم يعطِ %1 رمز تحديث؛ سجّل الدخول مجددًا في %2.</translation>
        </message>
        <message>
            <source>Signed in</source>
            <translation>مسجّل الدخول</translation>
        </message>
        <message>
            <source>Signed in.</source>
            <translation>مسجّل الدخول.</translation>
        </message>
        <message>
            <source>Signed in, but not renewing.</source>
            <translation>مسجّل الدخول، لكن دون تجديد.</translation>
        </message>
        <message>
            <source>%1 cannot be reached; Tessera keeps trying.</source>
            <translation>لا يمكن الوصول إلى %1؛ يواصل Tessera المحاولة.</translation>
        </message>
        <message>
            <source>The token is good for %1.</source>
            <translation>يبقى الرمز صالحًا %1.</translation>
        </message>
        <message>
            <source>The token has run out.</source>
            <translation>انتهت صلاحية الرمز.</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>غير متصل</translation>
        </message>
        <message>
            <source>Offline.</source>
            <translation>غير متصل.</translation>
        </message>
        <message>
            <source>The refresh token is missing.</source>
            <translation>رمز التحديث مفقود.</translation>
        </message>
        <message>
            <source>The demo provider was restarted and forgets its users.</source>
            <translation>أُعيد تشغيل المزوّد التجريبي، وهو ينسى مستخدميه.</translation>
        </message>
        <message>
            <source>%1 withdrew the grant, so the refresh token was refused</source>
            <translation>سحب %1 التفويض، ولذلك رُفض رمز التحديث</translation>
        </message>
        <message>
            <source>Waiting for the keychain</source>
            <translation>في انتظار سلسلة المفاتيح</translation>
        </message>
        <message>
            <source>The keychain has gone away.</source>
            <translation>لم تعد سلسلة المفاتيح موجودة.</translation>
        </message>
        <message>
            <source>The keychain is not there yet.</source>
            <translation>سلسلة المفاتيح غير موجودة بعد.</translation>
        </message>
        <message>
            <source>Your sign-in is in it. Tessera goes on as soon as it is back.</source>
            <translation>تسجيل دخولك محفوظ فيها. يتابع Tessera حالما تعود.</translation>
        </message>
        <message>
            <source>The keychain is slow to answer.</source>
            <translation>سلسلة المفاتيح بطيئة في الجواب.</translation>
        </message>
        <message>
            <source>Your sign-in is in it. Tessera asks again by itself.</source>
            <translation>تسجيل دخولك محفوظ فيها. يسألها Tessera مجددًا تلقائيًا.</translation>
        </message>
        <message>
            <source>Keychain refused</source>
            <translation>سلسلة المفاتيح رفضت</translation>
        </message>
        <message>
            <source>The keychain did not let Tessera in.</source>
            <translation>لم تسمح سلسلة المفاتيح بدخول Tessera.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. It is asked again when you say so.</source>
            <translation>تسجيل دخولك محفوظ فيها بأمان. تُسأل مجددًا عندما تطلب ذلك.</translation>
        </message>
        <message>
            <source>Keychain locked</source>
            <translation>سلسلة المفاتيح مقفلة</translation>
        </message>
        <message>
            <source>The keychain is locked.</source>
            <translation>سلسلة المفاتيح مقفلة.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it. Unlock it to go on.</source>
            <translation>تسجيل دخولك محفوظ فيها بأمان. افتح قفلها للمتابعة.</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>جارٍ التحميل</translation>
        </message>
        <message>
            <source>Reading the keychain.</source>
            <translation>تُقرأ سلسلة المفاتيح الآن.</translation>
        </message>
        <message>
            <source>Renewing</source>
            <translation>جارٍ التجديد</translation>
        </message>
        <message>
            <source>Renewing now.</source>
            <translation>جارٍ التجديد الآن.</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>مرفوض</translation>
        </message>
        <message>
            <source>%1 refuses Tessera itself, not you.</source>
            <translation>يرفض %1 برنامج Tessera نفسه، لا أنت.</translation>
        </message>
        <message>
            <source>Sign-in needed</source>
            <translation>يلزم تسجيل الدخول</translation>
        </message>
        <message>
            <source>Sign-in needed.</source>
            <translation>يلزم تسجيل الدخول.</translation>
        </message>
        <message>
            <source>In your browser, with PKCE.</source>
            <translation>في متصفحك، مع PKCE.</translation>
        </message>
        <message>
            <source>Renewed</source>
            <translation>جُدّد</translation>
        </message>
        <message>
            <source>The first time on %1.</source>
            <translation>المرة الأولى في %1.</translation>
        </message>
        <message>
            <source>Without the browser, with the refresh token.</source>
            <translation>دون المتصفح، برمز التحديث.</translation>
        </message>
        <message>
            <source>%1 could not be reached. Nothing was lost; Tessera kept trying.</source>
            <translation>تعذّر الوصول إلى %1. لم يضِع شيء؛ وقد واصل Tessera المحاولة.</translation>
        </message>
        <message>
            <source>Back online</source>
            <translation>عاد الاتصال</translation>
        </message>
        <message>
            <source>%1 answers again.</source>
            <translation>عاد %1 يجيب.</translation>
        </message>
        <message>
            <source>Your sign-in is safe in it.</source>
            <translation>تسجيل دخولك محفوظ فيها بأمان.</translation>
        </message>
        <message>
            <source>Not stored</source>
            <translation>لم يُخزَّن</translation>
        </message>
        <message numerus="yes">
            <source>Renewed %n times</source>
            <translation>
                <numerusform>لم يُجدَّد</numerusform>
                <numerusform>جُدّد مرة واحدة</numerusform>
                <numerusform>جُدّد مرتين</numerusform>
                <numerusform>جُدّد %n مرات</numerusform>
                <numerusform>جُدّد %n مرة</numerusform>
                <numerusform>جُدّد %n مرة</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 (%2).</source>
            <comment>a sentence and the code of its cause</comment>
            <translation>%1 (%2).</translation>
        </message>
    </context>
    <context>
        <name>tessera::StepList</name>
        <message>
            <source>Done</source>
            <translation>مكتمل</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>فشل</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>في الانتظار</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>جارٍ</translation>
        </message>
        <message>
            <source>Not started</source>
            <translation>لم يبدأ</translation>
        </message>
    </context>
    <context>
        <name>tessera::TimeAxis</name>
        <message>
            <source>Life of the token</source>
            <translation>عمر الرمز</translation>
        </message>
    </context>
    <context>
        <name>tessera::TimeText</name>
        <message>
            <source>1 minute left</source>
            <translation>بقيت دقيقة واحدة</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>بقيت أقل من دقيقة</translation>
        </message>
        <message>
            <source>Runs out %1, %2</source>
            <translation>تنتهي الصلاحية %1، %2</translation>
        </message>
        <message>
            <source>Ran out %1, %2</source>
            <translation>انتهت الصلاحية %1، %2</translation>
        </message>
        <message>
            <source>Issued %1, %2</source>
            <translation>الإصدار %1، %2</translation>
        </message>
        <message>
            <source>Valid %1, %2</source>
            <translation>تبدأ الصلاحية %1، %2</translation>
        </message>
        <message>
            <source>Valid since %1, %2</source>
            <translation>بدأت الصلاحية %1، %2</translation>
        </message>
        <message>
            <source>Signed in %1, %2</source>
            <translation>تسجيل الدخول %1، %2</translation>
        </message>
        <message>
            <source>Changed %1, %2</source>
            <translation>التغيير %1، %2</translation>
        </message>
        <message>
            <source>%1 local time
%2 UTC</source>
            <translation>%1 بالتوقيت المحلي
%2 UTC</translation>
        </message>
        <message>
            <source>Ran out %1</source>
            <translation>انتهت الصلاحية %1</translation>
        </message>
        <message>
            <source>Valid %1</source>
            <translation>تبدأ الصلاحية %1</translation>
        </message>
        <message>
            <source>Never runs out</source>
            <translation>لا تنتهي صلاحيته أبدًا</translation>
        </message>
        <message numerus="yes">
            <source>%n days left</source>
            <translation>
                <numerusform>بقي أقل من يوم</numerusform>
                <numerusform>بقي يوم واحد</numerusform>
                <numerusform>بقي يومان</numerusform>
                <numerusform>بقيت %n أيام</numerusform>
                <numerusform>بقي %n يومًا</numerusform>
                <numerusform>بقي %n يوم</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours left</source>
            <translation>
                <numerusform>بقي أقل من ساعة</numerusform>
                <numerusform>بقيت ساعة واحدة</numerusform>
                <numerusform>بقيت ساعتان</numerusform>
                <numerusform>بقيت %n ساعات</numerusform>
                <numerusform>بقيت %n ساعة</numerusform>
                <numerusform>بقيت %n ساعة</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minutes left</source>
            <translation>
                <numerusform>بقي أقل من دقيقة</numerusform>
                <numerusform>بقيت دقيقة واحدة</numerusform>
                <numerusform>بقيت دقيقتان</numerusform>
                <numerusform>بقيت %n دقائق</numerusform>
                <numerusform>بقيت %n دقيقة</numerusform>
                <numerusform>بقيت %n دقيقة</numerusform>
            </translation>
        </message>
        <message>
            <source>d MMM</source>
            <comment>a date of this year, in the letters of QLocale</comment>
            <translation>d MMM</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <comment>a date with its year, in the letters of QLocale</comment>
            <translation>d MMM yyyy</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenEditor</name>
        <message>
            <source>That file cannot be read.</source>
            <translation>لا يمكن قراءة ذلك الملف.</translation>
        </message>
        <message>
            <source>That file holds no text.</source>
            <translation>لا نص في ذلك الملف.</translation>
        </message>
        <message>
            <source>That is more than 1 MB; the rest was left out. The first 8 KB are shown here.</source>
            <translation>هذا أكثر من 1 ميغابايت؛ حُذف الباقي. تُعرض هنا أول 8 كيلوبايت.</translation>
        </message>
        <message>
            <source>The first 8 KB are shown here; all %1 are looked at.</source>
            <translation>تُعرض هنا أول 8 كيلوبايت؛ ويُنظر في %1 كلها.</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenHandle</name>
        <message>
            <source>Copy the text, or drag it into another program</source>
            <translation>انسخ النص، أو اسحبه إلى برنامج آخر</translation>
        </message>
        <message numerus="yes">
            <source>Copied. It is taken off the clipboard in %n seconds.</source>
            <translation>
                <numerusform>نُسخ. يُزال من الحافظة فورًا.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد ثانية واحدة.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد ثانيتين.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد %n ثوانٍ.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد %n ثانية.</numerusform>
                <numerusform>نُسخ. يُزال من الحافظة بعد %n ثانية.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenLegend</name>
        <message>
            <source>Header</source>
            <translation>الترويسة</translation>
        </message>
        <message>
            <source>Payload</source>
            <translation>الحمولة</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>التوقيع</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>المفتاح</translation>
        </message>
        <message>
            <source>IV</source>
            <translation>IV</translation>
        </message>
        <message>
            <source>Ciphertext</source>
            <translation>النص المشفَّر</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>الوسم</translation>
        </message>
        <message>
            <source>Parts: %1</source>
            <translation>الأجزاء: %1</translation>
        </message>
    </context>
    <context>
        <name>tessera::TokenTemplate</name>
        <message>
            <source>ID token</source>
            <translation>رمز هوية</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>رمز وصول</translation>
        </message>
        <message>
            <source>Logout token</source>
            <translation>رمز تسجيل خروج</translation>
        </message>
        <message>
            <source>DPoP proof</source>
            <translation>إثبات DPoP</translation>
        </message>
        <message>
            <source>Client assertion</source>
            <translation>إفادة عميل</translation>
        </message>
        <message>
            <source>Session token</source>
            <translation>رمز جلسة</translation>
        </message>
    </context>
    <context>
        <name>tessera::ToolSettings</name>
        <message>
            <source>Tools</source>
            <translation>الأدوات</translation>
        </message>
        <message>
            <source>Give t&amp;okens to programs</source>
            <translation>إعطاء ال&amp;رموز للبرامج</translation>
        </message>
        <message>
            <source>Lock the agent with the screen</source>
            <translation>قفل الوكيل مع الشاشة</translation>
        </message>
        <message>
            <source>Nothing is handed out until you unlock it in this window.</source>
            <translation>لا يُسلَّم شيء حتى تفتح قفله في هذه النافذة.</translation>
        </message>
        <message>
            <source>Which programs may ha&amp;ve what</source>
            <translation>أي ال&amp;برامج يجوز لها ماذا</translation>
        </message>
        <message>
            <source>Another agent runs on this computer and goes on giving tokens.</source>
            <translation>يعمل وكيل آخر على هذا الحاسوب ويستمر في إعطاء الرموز.</translation>
        </message>
        <message>
            <source>The agent of this window asks you before a program gets its first one.</source>
            <translation>يسألك وكيل هذه النافذة قبل أن يحصل أي برنامج على أول رمز له.</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayHost</name>
        <message>
            <source>This desktop shows no tray.</source>
            <translation>لا يعرض سطح المكتب هذا علبة نظام.</translation>
        </message>
        <message>
            <source>Tessera was to start there; its window is here instead. When you close it, Tessera ends.</source>
            <translation>كان على Tessera أن يبدأ فيها؛ وبدلًا من ذلك نافذته هنا. عندما تغلقها ينتهي Tessera.</translation>
        </message>
        <message>
            <source>Tessera goes on in the tray.</source>
            <translation>يستمر Tessera في علبة النظام.</translation>
        </message>
        <message>
            <source>Your accounts renew themselves there. To end it, choose Quit in its menu.</source>
            <translation>تُجدَّد حساباتك هناك تلقائيًا. لإنهائه اختر «إنهاء» من قائمته.</translation>
        </message>
    </context>
    <context>
        <name>tessera::TrayIcon</name>
        <message>
            <source>%1 more accounts…</source>
            <translation>حسابات أخرى: %1…</translation>
        </message>
        <message>
            <source>&amp;Open Tessera</source>
            <translation>&amp;فتح Tessera</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>إ&amp;نهاء</translation>
        </message>
        <message>
            <source>&amp;Sign in again</source>
            <translation>&amp;تسجيل الدخول مجددًا</translation>
        </message>
        <message>
            <source>&amp;Copy access token</source>
            <translation>ن&amp;سخ رمز الوصول</translation>
        </message>
        <message>
            <source>S&amp;how</source>
            <translation>ع&amp;رض</translation>
        </message>
        <message>
            <source>&amp;Lock the agent</source>
            <translation>&amp;قفل الوكيل</translation>
        </message>
        <message>
            <source>&amp;Unlock the agent…</source>
            <translation>فت&amp;ح قفل الوكيل…</translation>
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
            <translation>Tessera: يحتاج إليك %1 من %2 من الحسابات.</translation>
        </message>
        <message>
            <source>Tessera: offline; it keeps trying.</source>
            <translation>Tessera: غير متصل؛ يواصل المحاولة.</translation>
        </message>
        <message>
            <source>Tessera: signed in.</source>
            <translation>Tessera: مسجّل الدخول.</translation>
        </message>
        <message>
            <source>Tessera: nobody is signed in.</source>
            <translation>Tessera: لا أحد مسجّل الدخول.</translation>
        </message>
        <message>
            <source>%1 at %2: %3</source>
            <translation>%1 لدى %2: %3</translation>
        </message>
        <message numerus="yes">
            <source>Tessera: %n accounts, all signed in.</source>
            <translation>
                <numerusform>Tessera: لا حسابات.</numerusform>
                <numerusform>Tessera: حساب واحد، مسجّل الدخول.</numerusform>
                <numerusform>Tessera: حسابان، كلاهما مسجّل الدخول.</numerusform>
                <numerusform>Tessera: %n حسابات، كلها مسجّلة الدخول.</numerusform>
                <numerusform>Tessera: %n حسابًا، كلها مسجّلة الدخول.</numerusform>
                <numerusform>Tessera: %n حساب، كلها مسجّلة الدخول.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::VerifyPane</name>
        <message>
            <source>There is no key in it that Tessera can use.</source>
            <translation>لا يوجد فيه مفتاح يمكن لـ Tessera استخدامه.</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>الجمهور</translation>
        </message>
        <message>
            <source>Nonce</source>
            <translation>Nonce</translation>
        </message>
        <message>
            <source>&amp;Verify</source>
            <translation>&amp;تحقق</translation>
        </message>
        <message>
            <source>Read the keys &amp;again</source>
            <translation>إعادة &amp;قراءة المفاتيح</translation>
        </message>
        <message>
            <source>any</source>
            <translation>أي قيمة</translation>
        </message>
        <message>
            <source>&amp;Verify with the keys of %1</source>
            <translation>الت&amp;حقق بمفاتيح %1</translation>
        </message>
        <message>
            <source>&amp;Verify with the keys of this host</source>
            <translation>التحقق ب&amp;مفاتيح هذا المضيف</translation>
        </message>
        <message>
            <source>%1 is asked only when you press the button.</source>
            <translation>لا يُسأل %1 إلا عندما تضغط الزر.</translation>
        </message>
        <message>
            <source>%1, just read, 1 key.</source>
            <translation>%1، قُرئ للتو، مفتاح واحد.</translation>
        </message>
        <message>
            <source>Not checked.</source>
            <translation>لم يُتحقق منه.</translation>
        </message>
        <message numerus="yes">
            <source>%1, just read, %n keys.</source>
            <translation>
                <numerusform>%1، قُرئ للتو، لا مفاتيح.</numerusform>
                <numerusform>%1، قُرئ للتو، مفتاح واحد.</numerusform>
                <numerusform>%1، قُرئ للتو، مفتاحان.</numerusform>
                <numerusform>%1، قُرئ للتو، %n مفاتيح.</numerusform>
                <numerusform>%1، قُرئ للتو، %n مفتاحًا.</numerusform>
                <numerusform>%1، قُرئ للتو، %n مفتاح.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tessera::WelcomePage</name>
        <message>
            <source>Asking…</source>
            <translation>جارٍ السؤال…</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>الحسابات</translation>
        </message>
        <message>
            <source>&amp;Try it now</source>
            <translation>&amp;جرّبه الآن</translation>
        </message>
        <message>
            <source>Uses the demo provider on this computer.
Nothing to register, nothing leaves the machine.</source>
            <translation>يستخدم المزوّد التجريبي على هذا الحاسوب.
لا شيء للتسجيل، ولا شيء يغادر الجهاز.</translation>
        </message>
        <message>
            <source>Sign in once.
Every tool gets a fresh token.</source>
            <translation>سجّل الدخول مرة واحدة.
تحصل كل أداة على رمز حديث.</translation>
        </message>
        <message>
            <source>Sign in with your own account</source>
            <translation>سجّل الدخول بحسابك</translation>
        </message>
        <message>
            <source>&amp;More providers (%1)</source>
            <translation>م&amp;زوّدون آخرون (%1)</translation>
        </message>
        <message>
            <source>Issuer address</source>
            <translation>عنوان المُصدِر</translation>
        </message>
        <message>
            <source>Contin&amp;ue</source>
            <translation>م&amp;تابعة</translation>
        </message>
        <message>
            <source>&amp;Other OpenID provider</source>
            <translation>مزوّد &amp;OpenID آخر</translation>
        </message>
        <message>
            <source>Type the issuer address. Tessera asks it when you stop typing and says here what it found.</source>
            <translation>اكتب عنوان المُصدِر. يسأله Tessera عندما تتوقف عن الكتابة ويعرض هنا ما وجده.</translation>
        </message>
        <message>
            <source>Signed out here.</source>
            <translation>سُجّل الخروج هنا.</translation>
        </message>
        <message>
            <source>%1 did not confirm that the grant is revoked. %2</source>
            <translation>لم يؤكد %1 إبطال التفويض. %2</translation>
        </message>
        <message>
            <source>No token of this account is left on this computer.</source>
            <translation>لم يبقَ أي رمز لهذا الحساب على هذا الحاسوب.</translation>
        </message>
        <message>
            <source>Signed out.</source>
            <translation>سُجّل الخروج.</translation>
        </message>
    </context>
    <context>
        <name>tessera::WhyStopped</name>
        <message>
            <source>Sign in &amp;again</source>
            <translation>تسجيل الدخول م&amp;جددًا</translation>
        </message>
        <message>
            <source>Copy as bug &amp;report</source>
            <translation>نسخ ك&amp;تقرير خلل</translation>
        </message>
        <message>
            <source>Why it stopped</source>
            <translation>سبب التوقف</translation>
        </message>
    </context>
</TS>
