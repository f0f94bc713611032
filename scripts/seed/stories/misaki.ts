import { prose } from "../prose.ts";
import { agreed, type Story } from "../story.ts";

/** A craft market in Kyoto: signed and waiting for money, changes asked for, a job long done. Written in Japanese. */
export const misaki: Story[] = [
  {
    key: "teshigoto-gallery",
    client: "misaki",
    posted: 79.2,
    title: "四十七の工房を紹介する、写真が主役のサイト",
    field: "web",
    skills: ["typescript", "images", "css", "typography"],
    token: "ETH",
    budget: "2.4",
    deadline: 130,
    brief: prose`
      西陣織、清水焼、竹細工など四十七の工房を、手もとの写真で紹介するサイトをお願いします。
      作り手の平均年齢は七十一歳です。更新は事務局がまとめて行いますが、「今日は窯を開けました」の一言だけは、
      作り手が電話から音声で残せるようにしたいです。

      - 写真は一枚ずつ、余白を大きく。通信の遅い土地でも二秒で最初の一枚が見えること。
      - 縦書きの本文が、どの端末でも崩れないこと。
      - 英語の訳を後から足せること。機械翻訳は使いません。
      - 十年後も開けるよう、最後は静的なファイルとして書き出せること。

      検収は、作り手五人の自宅で、ご本人の端末で行います。`,
    proposals: [
      {
        by: "ren",
        at: 80.5,
        reviewDays: 10,
        letter: prose`
          写真の余白と縦書きのことから書き始められるご依頼は初めてで、うれしく拝見しました。
          まず三つの工房だけで、写真の見せ方と速さを決めます。縦書きは本文の書体から一緒に選ばせてください。
          音声の一言は、電話番号にかけて話すだけの形にすれば、覚えることが何もありません。
          納品は静的な書き出しと、その作り方を記した紙一枚です。`,
        plan: [
          {
            title: "三つの工房で型をつくる",
            deliverable: "三工房分のページ。遅い回線で最初の写真が二秒以内。縦書きの確認表を添えます。",
            amount: "0.9",
            due: 104,
          },
          {
            title: "四十七の工房と一言",
            deliverable: "全工房のページと、電話で残す一言。英訳の欄を含みます。",
            amount: "0.9",
            due: 118,
          },
          {
            title: "書き出しと検収",
            deliverable: "静的な書き出し、紙一枚の手順書、作り手五人の自宅での検収。",
            amount: "0.5",
            due: 128,
          },
        ],
      },
      {
        by: "omar",
        at: 81.2,
        reviewDays: 7,
        letter: prose`
          I design for a script that also refuses to behave in most frameworks, so vertical Japanese interests me. I do not read
          it, though, and would need a reader beside me; for a site where the text matters this much, perhaps choose somebody
          who can.`,
        plan: [
          { title: "Site", deliverable: "Site for 47 workshops with vertical text and static export.", amount: "2.0", due: 125 },
        ],
        fate: { at: 86.2, is: "declined" },
      },
    ],
    course: [
      { at: 86.3, do: "accept-proposal" },
      { at: 86.8, do: "sign", by: "developer" },
      { at: 87.4, do: "sign", by: "client" },
    ],
  },
  {
    key: "noren-icons",
    client: "misaki",
    posted: 58.0,
    title: "暖簾のような、十二の絵文字",
    field: "design",
    skills: ["design", "icons", "accessibility"],
    token: "GUSD",
    budget: "2200",
    deadline: 100,
    brief: prose`
      市の会場で使う案内の絵文字を十二個つくってください。お手洗い、荷物預かり、体験、火気注意、車いす、授乳、写真可、
      写真不可、静かに、両替、子ども、休憩です。暖簾に染められるよう一色で、三十メートル先から読めて、
      二十四ピクセルの画面でも潰れないこと。日本語を読めない方にも、字のない方にも伝わること。

      検収：会場で二十人に見てもらい、十二個のうち十個以上を十八人が言い当てること。`,
    proposals: [
      {
        by: "seoyeon",
        at: 59.2,
        reviewDays: 7,
        letter: prose`
          한 가지 색과 서른 미터라면, 획의 굵기를 먼저 정해야 합니다. I would draw at three widths for cloth, sign and screen, and
          test each with people before the next. 日本語の説明文もこちらで用意し、ご確認いただきます。`,
        plan: [
          {
            title: "六つと、染めの試し",
            deliverable: "六つの絵文字を三つの太さで。布に染めた試し一枚と、三十メートルでの写真。",
            amount: "900",
            due: 75,
          },
          {
            title: "残り六つと会場での確認",
            deliverable: "残りの六つ、SVG と染め型、会場で二十人に見てもらった記録。",
            amount: "1200",
            due: 92,
          },
        ],
      },
    ],
    course: [
      ...agreed({ accepted: 61.0, client: 61.2, developer: 61.5, funded: 62.4 }, 2),
      {
        at: 73.3,
        do: "submit",
        index: 0,
        note: {
          title: "六つの絵文字と試し染め",
          text: "六つを布・看板・画面の三つの太さでお届けします。試し染めは藍一色、三十メートル先から撮った写真を添えました。「火気注意」は炎の内側を抜くと滲むため、輪郭だけにしています。",
          links: ["https://seoyeon.example/noren/first-six"],
        },
      },
      { at: 75.2, do: "release", index: 0 },
      {
        at: 86.7,
        do: "submit",
        index: 1,
        note: {
          title: "残りの六つと二十人の記録",
          text: "二十人のうち十八人が十一個を言い当てました。外れが多かったのは「両替」で、硬貨と矢印がゴミ箱に見えた方が四人います。直す案を二つ描いてあります。",
          links: ["https://seoyeon.example/noren/twenty-people"],
        },
      },
      {
        at: 89.2,
        do: "request-changes",
        index: 1,
        note: {
          title: "「両替」だけ、案の二つ目で",
          text: "十一個はそのままで結構です。「両替」は二つ目の案（紙幣と硬貨）に差し替えて、五人だけもう一度見てもらってください。ほかは染めに回し始めています。",
        },
      },
    ],
  },
  {
    key: "kiln-log",
    client: "misaki",
    posted: 9.5,
    title: "登り窯の温度を、火のそばに立たずに見る",
    field: "infrastructure",
    skills: ["embedded", "mqtt", "timeseries"],
    token: "ETH",
    budget: "2.1",
    deadline: 55,
    brief: prose`
      五室ある登り窯の温度を、三昼夜のあいだ記録したいです。いまは焚き手が一時間ごとに色を見て帳面に書いています。
      一三〇〇度に耐える熱電対を各室に二本。山の上で携帯の電波はなく、電気は発電機です。
      帳面と並べて、一回の窯焚きの後に「同じだった」と焚き手が言えば検収です。

      In short for those who read English: ten thermocouples, five chambers, three days, no signal, generator power; accepted
      when the fire master says it agrees with his notebook.`,
    proposals: [
      {
        by: "tomasz",
        at: 10.6,
        reviewDays: 7,
        letter: prose`
          Type S thermocouples in mullite sheaths, two per chamber, and a logger that writes every reading three times, because
          the generator will stop. A tablet by the kiln shows the five curves; no network anywhere. I would come for the first
          firing at my own cost: I have never seen one.`,
        plan: [
          {
            title: "Logger, dry run",
            deliverable: "Ten channels to 1,300 °C for three days on a generator that is switched off ten times; nothing lost.",
            amount: "1.1",
            due: 27,
          },
          {
            title: "One firing",
            deliverable: "One firing beside the notebook, the curves printed for the fire master.",
            amount: "0.9",
            due: 41,
          },
        ],
      },
    ],
    course: [
      ...agreed({ accepted: 12.0, client: 12.2, developer: 12.4, funded: 13.0 }, 2),
      {
        at: 25.4,
        do: "submit",
        index: 0,
        note: {
          title: "Dry run: three days, ten stops",
          text: "Ten channels over 72 hours with ten generator stops between 4 and 90 minutes. 2,592,000 readings expected while powered, 2,592,000 on the card.",
        },
      },
      { at: 27.0, do: "release", index: 0 },
      {
        at: 38.1,
        do: "submit",
        index: 1,
        note: {
          title: "The firing of the 8th",
          text: "Five curves from 6 in the morning to the last stoke. The fire master wrote 'orange, going to straw' at 14:10 on the third day; the third chamber was at 1,194 °C. He kept the print.",
        },
      },
      { at: 45.6, do: "release", index: 1, by: "tomasz" },
    ],
  },
  {
    key: "fair-price",
    client: "misaki",
    posted: 83.9,
    title: "作り手のための、値付けを考える道具",
    field: "web",
    skills: ["typescript", "accessibility", "design"],
    token: "GUSD",
    budget: "1800",
    deadline: 125,
    brief: prose`
      多くの作り手が、材料費だけで値段を決めています。かかった時間、失敗した分、窯の燃料、店の取り分を順に聞いて、
      「この値段なら一時間いくらになるか」を大きな字で見せる一枚のページがほしいです。
      入力した数字はどこにも送らず、その端末にだけ残してください。紙に印刷して仏壇の引き出しに入れられること。
      正しい値段を言い渡す道具ではなく、考えるための道具です。`,
    proposals: [
      {
        by: "ren",
        at: 85.0,
        reviewDays: 7,
        letter: prose`
          「言い渡す」のではなく「考える」というところを大切にします。数字を一つ動かすと一時間あたりの金額だけが変わる、
          そろばんのような画面はいかがでしょうか。通信は一切せず、印刷は A5 一枚に収めます。`,
        plan: [
          {
            title: "一枚のページと印刷",
            deliverable: "端末の中だけで動く一枚のページと A5 の印刷。作り手三人に使っていただいた記録。",
            amount: "1500",
            due: 115,
          },
        ],
      },
      {
        by: "seoyeon",
        at: 85.8,
        reviewDays: 7,
        letter:
          "큰 글씨와 적은 질문이 핵심이라고 생각합니다. 質問を七つまでに絞り、一画面に一つずつ出す形で描いてみたいです。実装は別の方にお任せします。",
        plan: [
          { title: "画面の設計", deliverable: "七つの質問の画面と結果の一枚を、部品と寸法つきで。", amount: "800", due: 108 },
        ],
      },
    ],
  },
];
