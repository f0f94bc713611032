import { prose } from "../prose.ts";
import { agreed, type Story } from "../story.ts";

/** A library in Amman: half signed, settled by both, finished. Written in Arabic. */
export const layla: Story[] = [
  {
    key: "library-catalogue",
    client: "layla",
    posted: 76.4,
    title: "فهرس لمكتبة أهلية يبحث فيه الطفل كما يتكلم",
    field: "web",
    skills: ["rtl", "typescript", "postgres", "accessibility"],
    token: "ETH",
    budget: "2.6",
    deadline: 130,
    brief: prose`
      لدينا تسعة آلاف كتاب مسجلة في دفاتر وفي جدول واحد قديم. نريد فهرسًا على الإنترنت يبحث فيه القارئ بكلماته: بالعامية
      أحيانًا، وبلا همزات غالبًا، وبأخطاء إملائية يرتكبها ابن التاسعة. النتيجة الأولى يجب أن تكون الكتاب المقصود في أربع
      محاولات من خمس.

      - بحث يتجاهل التشكيل والهمزات ويقبل «ابو» و«أبو» سواء.
      - صفحة لكل كتاب تقول إن كان على الرف، وعلى أي رف.
      - تعمل على حاسوب الاستقبال القديم وعلى هاتف الأم.
      - لوحة المفاتيح وقارئ الشاشة: لدينا قارئتان كفيفتان.

      القبول: خمسون سؤالًا جمعناها من الأطفال، ونجرّبها معًا في صباح واحد.`,
    proposals: [
      {
        by: "omar",
        at: 77.3,
        reviewDays: 7,
        letter: prose`
          الأسئلة الخمسون كنز، وأود أن أبدأ بها لا بالشاشة. سأبني البحث على جذور مبسطة مع تسامح في الحروف المتشابهة، وأعرض
          عليك جدولًا بما أصاب وما أخطأ قبل أي تصميم. ثم صفحة الكتاب، ثم التجربة مع قارئة كفيفة تختارينها أنتِ.`,
        plan: [
          {
            title: "البحث على الأسئلة الخمسين",
            deliverable: "بحث في التسعة آلاف عنوان، وأربعون سؤالًا على الأقل من الخمسين تعطي الكتاب المقصود أولًا.",
            amount: "1.1",
            due: 106,
          },
          {
            title: "صفحات الكتب والرفوف",
            deliverable: "صفحة لكل كتاب مع الرف والحالة، على الحاسوب القديم والهاتف.",
            amount: "0.8",
            due: 118,
          },
          { title: "التجربة مع القرّاء", deliverable: "صباح مع الأطفال والقارئتين، وإصلاح ما يظهر فيه.", amount: "0.5", due: 127 },
        ],
      },
      {
        by: "noe",
        at: 78.0,
        reviewDays: 7,
        letter:
          "Search over transliterated and misspelt titles is something I know from a Wolof dictionary. My Arabic is not good enough to judge the results, so I would need one of your readers for two hours a week.",
        plan: [
          {
            title: "Catalogue and search",
            deliverable: "Catalogue with tolerant search, tested on your fifty questions.",
            amount: "2.5",
            due: 120,
          },
        ],
        fate: { at: 88.0, is: "declined" },
      },
    ],
    course: [
      { at: 88.1, do: "accept-proposal" },
      { at: 88.5, do: "sign", by: "client" },
    ],
  },
  {
    key: "story-hour",
    client: "layla",
    posted: 28.1,
    title: "ساعة الحكاية: تطبيق صغير بلا إعلانات ولا حسابات",
    field: "mobile",
    skills: ["react-native", "rtl", "audio"],
    token: "ETH",
    budget: "2.0",
    deadline: 75,
    brief: prose`
      نسجل كل خميس حكاية بصوت متطوعة، وعندنا مئة وعشرون تسجيلًا. نريد تطبيقًا يسمعها فيه الطفل قبل النوم: غلاف كبير، زر
      واحد، ومؤقت يخفض الصوت شيئًا فشيئًا. يُحمَّل التسجيل مرة واحدة ويُسمع بلا إنترنت. لا حسابات ولا إعلانات ولا إحصاءات عن
      الأطفال. القبول: عشر أمهات لمدة أسبوع.`,
    proposals: [
      {
        by: "hongvan",
        at: 29.0,
        reviewDays: 7,
        letter: prose`
          I have a niece who is five and will test the one button. Right-to-left layout I would check with your volunteers, screen
          by screen. The fade of the timer is the nicest part; I would make it last as long as a yawn.`,
        plan: [
          {
            title: "الاستماع بلا إنترنت",
            deliverable: "تطبيق للنظامين: مئة وعشرون حكاية، غلاف كبير، زر واحد، تحميل مرة واحدة.",
            amount: "0.8",
            due: 45,
          },
          {
            title: "المؤقت وأسبوع الأمهات",
            deliverable: "مؤقت يخفض الصوت، وأسبوع تجربة مع عشر أمهات، وإصلاح ما يقلنه.",
            amount: "1.0",
            due: 62,
          },
        ],
      },
      {
        by: "zanele",
        at: 29.8,
        reviewDays: 7,
        letter:
          "If some of the mothers have no data at all, the stories could also live on a number to call. I would build that part only, in two weeks, and let somebody else do the app.",
        plan: [
          {
            title: "Stories by telephone",
            deliverable: "A number to call, choose a story by key, hang up and resume.",
            amount: "0.9",
            due: 60,
          },
        ],
        fate: { at: 30.3, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 30.4, client: 30.5, developer: 30.9, funded: 31.3 }, 2),
      {
        at: 43.0,
        do: "submit",
        index: 0,
        note: {
          title: "120 stories, one button",
          text: "Both stores' test builds are out. The right-to-left review by your volunteers found four places, all mended. Airplane mode works from the second listen on.",
        },
      },
      { at: 45.0, do: "release", index: 0 },
      {
        at: 61.2,
        do: "submit",
        index: 1,
        note: {
          title: "Timer done, week with six mothers",
          text: "The timer fades over ninety seconds. The week ran with six mothers, not ten: four had phones with the older system, for which I do not yet have a build.",
        },
      },
      {
        at: 64.0,
        do: "request-changes",
        index: 1,
        note: {
          title: "الهواتف القديمة هي المقصودة",
          text: "الأمهات الأربع صاحبات الهواتف القديمة هنّ اللواتي بدأنا من أجلهن. هل يمكن بناء نسخة لهن، أم نقتسم هذه المرحلة بإنصاف ونغلقها؟",
        },
      },
      { at: 65.4, do: "offer-split", index: 1, by: "developer", developerBps: 6000 },
      { at: 66.1, do: "settle", index: 1, by: "client", developerBps: 6000 },
    ],
  },
  {
    key: "reader-guide",
    client: "layla",
    posted: 48.9,
    title: "دليل القارئ الجديد في صفحتين، لمن لا يحب القراءة بعد",
    field: "writing",
    skills: ["writing", "typography", "rtl"],
    token: "GUSD",
    budget: "1100",
    deadline: 80,
    brief: prose`
      كتيّب من صفحتين يأخذه الطفل إلى البيت مع بطاقته الأولى: كيف تستعير، كيف تعيد، ماذا لو ضاع الكتاب، ومن تسأل. بلغة
      يفهمها ابن الثامنة ولا تُشعر جدّته بأنها تُخاطَب كطفلة. يُطبع بالأبيض والأسود على آلة التصوير. القبول: ستة أطفال يشرحونه
      لنا بكلماتهم.`,
    proposals: [
      {
        by: "omar",
        at: 49.6,
        reviewDays: 5,
        letter:
          "أكتب وأصفّ في آن واحد، وهذا يوفّر جولات كثيرة. أقترح أن يكون الضياع قصة قصيرة لا قاعدة: كتاب ضاع في سيارة أجرة ثم عاد. سأجرّب النص على ابنة أختي قبل أن ترينه.",
        plan: [
          { title: "النص", deliverable: "نص الصفحتين، مجرّبًا على ثلاثة أطفال، مع ما قالوه.", amount: "480", due: 60 },
          {
            title: "الصف والطباعة",
            deliverable: "صفحتان جاهزتان لآلة التصوير، وستة أطفال يشرحونهما بكلماتهم.",
            amount: "520",
            due: 70,
          },
        ],
      },
    ],
    course: [
      ...agreed({ accepted: 50.7, client: 50.8, developer: 51.1, funded: 51.6 }, 2),
      {
        at: 59.4,
        do: "submit",
        index: 0,
        note: {
          title: "النص بعد ثلاثة أطفال",
          text: "غيّرت كلمة «غرامة» إلى «تصليح الخطأ» لأن الثلاثة ظنوها عقوبة مدرسية. قصة سيارة الأجرة بقيت، وطلبوا أن يعرفوا اسم السائق.",
        },
      },
      { at: 60.6, do: "release", index: 0 },
      {
        at: 68.8,
        do: "submit",
        index: 1,
        note: {
          title: "جاهز للتصوير",
          text: "صفحتان بالأبيض والأسود، مجرّبتان على آلتكم. خمسة أطفال من ستة شرحوا كل شيء، والسادس نسي أين يعيد الكتاب فكبّرت السهم.",
          links: ["https://haddad.example/maktaba/dalil"],
        },
      },
      { at: 71.2, do: "release", index: 1 },
    ],
  },
  {
    key: "elders-voices",
    client: "layla",
    posted: 87.5,
    title: "أرشيف لأصوات كبار الحي: كيف نسجّل، وكيف نستأذن، وكيف نحفظ",
    field: "research",
    skills: ["archives", "audio", "writing"],
    token: "GUSD",
    budget: "2400",
    deadline: 135,
    brief: prose`
      نريد أن نسجل أربعين من كبار الحي قبل أن يفوت الأوان. قبل التسجيل نحتاج بحثًا عمليًا: ما الذي فعلته أرشيفات صغيرة مثلنا،
      كيف استأذنت وكيف تراجعت حين طُلب منها، بأي صيغة حفظت، وكم كلفها ذلك في عشر سنوات. النتيجة دليل من عشرين صفحة
      ونموذج إذن من صفحة واحدة يفهمه من لا يقرأ إلا بصعوبة، وثلاث مقابلات تجريبية.`,
    proposals: [
      {
        by: "omar",
        at: 88.3,
        reviewDays: 10,
        letter:
          "سأسأل خمسة أرشيفات صغيرة أعرف أصحاب اثنين منها، وأكتب ما ندموا عليه قبل ما نجحوا فيه. نموذج الإذن أقترحه مسموعًا أيضًا: يُقرأ على صاحبه ويُسجَّل جوابه.",
        plan: [
          {
            title: "خمسة أرشيفات",
            deliverable: "مقابلات مع خمسة أرشيفات صغيرة، وكلفة عشر سنوات لكل منها.",
            amount: "1100",
            due: 112,
          },
          {
            title: "الدليل والإذن وثلاث مقابلات",
            deliverable: "دليل من عشرين صفحة، نموذج إذن مقروء ومسموع، ثلاث مقابلات تجريبية.",
            amount: "1200",
            due: 132,
          },
        ],
      },
      {
        by: "ren",
        at: 88.8,
        reviewDays: 10,
        letter:
          "I cannot do the interviews, but I keep sound and pictures openable for ten years, which is the other half. 保存の部分だけ、五年後と十年後の点検表を含めてお手伝いできます。",
        plan: [
          {
            title: "Keeping for ten years",
            deliverable: "Formats, checksums, two places, and a checklist for year five and year ten.",
            amount: "700",
            due: 110,
          },
        ],
      },
    ],
  },
];
