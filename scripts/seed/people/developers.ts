import { prose } from "../prose.ts";
import type { Character } from "./character.ts";

export const developers: readonly Character[] = [
  {
    index: 10,
    handle: "noe",
    name: "Noé Tremblay-Diallo",
    role: "developer",
    purpose: "developer with delivered work under review and three months of history",
    headline: "Web applications that survive bad networks",
    bio: prose`
      I build for the person on the slow phone. Eight years of TypeScript, before that a bicycle courier, which taught me
      more about queues than any book. I send a note with every delivery that says what works, what does not, and how to
      check both in ten minutes.`,
    location: "Montréal, Canada",
    timeZone: "America/Toronto",
    skills: ["typescript", "react", "postgres", "offline-first", "accessibility"],
    links: ["https://noe.example"],
    availableHours: 30,
  },
  {
    index: 11,
    handle: "hongvan",
    name: "Nguyễn Thị Hồng Vân",
    role: "developer",
    purpose: "developer who must answer a dispute",
    headline: "Mobile apps, maps and offline sync",
    bio: prose`
      Tôi làm ứng dụng di động từ 2014: giao hàng, y tế, trường học. I work alone or with my sister, who tests everything on
      phones older than our youngest child. Kotlin, Swift and React Native; I will tell you which one you need.`,
    location: "Đà Nẵng, Việt Nam",
    timeZone: "Asia/Ho_Chi_Minh",
    skills: ["kotlin", "swift", "react-native", "maps", "sqlite"],
    links: [],
    availableHours: 35,
  },
  {
    index: 12,
    handle: "dmytro",
    name: "Дмитро Коваль",
    role: "developer",
    purpose: "developer in a case whose evidence period runs; writes in Ukrainian",
    headline: "Дані, конвеєри та звіти, які сходяться",
    bio: prose`
      П’ятнадцять років переношу дані з таблиць, які «завжди так велися», у бази, які можна перевірити. Пишу тести до
      першого рядка коду. Люблю задачі, де відповідь можна звірити з реальністю: вагою, лічильником, чеком.`,
    location: "Львів, Україна",
    timeZone: "Europe/Kyiv",
    skills: ["python", "postgres", "dbt", "etl", "typescript"],
    links: ["https://koval.example"],
    availableHours: 25,
  },
  {
    index: 13,
    handle: "seoyeon",
    name: "김서연",
    role: "developer",
    purpose: "developer whose client asked for changes",
    headline: "Interface and icon design, with the measurements",
    bio: prose`
      부산에서 혼자 일하는 디자이너입니다. I draw interfaces for people who wear gloves, reading glasses, or a baby. Everything
      comes as tokens and components, with contrast and target sizes written next to each, so that nobody has to believe me.`,
    location: "부산, 대한민국",
    timeZone: "Asia/Seoul",
    skills: ["design", "figma", "accessibility", "icons", "css"],
    links: ["https://seoyeon.example"],
    availableHours: 20,
  },
  {
    index: 14,
    handle: "mehmet",
    name: "Mehmet Yıldız",
    role: "developer",
    purpose: "developer with a funded offer to accept and a case before the arbiters",
    headline: "Solidity, small and boring on purpose",
    bio: prose`
      I write contracts that hold other people's money, so I write few lines and many invariants. Formerly embedded systems
      for elevators in İzmir; the certification habits stayed. I do not take work without a written list of what must
      never happen.`,
    location: "İzmir, Türkiye",
    timeZone: "Europe/Istanbul",
    skills: ["solidity", "foundry", "invariants", "gas"],
    links: [],
    availableHours: 15,
  },
  {
    index: 15,
    handle: "zanele",
    name: "Zanele Dube",
    role: "developer",
    purpose: "developer of a milestone that the review period has passed: anyone may release it",
    headline: "Field apps for places without signal",
    bio: prose`
      USSD, SMS, cheap Android, printed QR codes: I use what is already in the pocket. I spent five years with meter readers
      in KwaZulu-Natal and still visit the place before I write the first line.`,
    location: "Durban, South Africa",
    timeZone: "Africa/Johannesburg",
    skills: ["android", "kotlin", "ussd", "offline-first", "payments"],
    links: ["https://zdube.example"],
    availableHours: 32,
  },
  {
    index: 16,
    handle: "giorgos",
    name: "Γιώργος Παπαδάκης",
    role: "developer",
    purpose: "developer who returned a milestone; also holds a seat",
    headline: "Security reviews that a board can read",
    bio: prose`
      Ελέγχω κώδικα και υποδομές εδώ και δώδεκα χρόνια. Each finding comes with a reproduction, the worst that can happen, and
      the smallest change that closes it. If I find nothing I say so in one page, and list what I tried.`,
    location: "Ηράκλειο, Ελλάδα",
    timeZone: "Europe/Athens",
    skills: ["security", "threat-modelling", "solidity", "cryptography"],
    links: ["https://papadakis.example"],
    availableHours: 18,
  },
  {
    index: 17,
    handle: "tomasz",
    name: "Tomasz Wiśniewski",
    role: "developer",
    purpose: "developer of an overdue milestone, in a case whose panel is drawn within hours",
    headline: "Sensors, gateways, and the servers behind them",
    bio: prose`
      I keep machines talking when the network does not want to. Debian, MQTT, Postgres, a soldering iron. Twenty years of
      harbour and greenhouse installations along the Baltic; my oldest gateway has been up since 2011.`,
    location: "Gdańsk, Polska",
    timeZone: "Europe/Warsaw",
    skills: ["linux", "mqtt", "embedded", "postgres", "rust"],
    links: [],
    availableHours: 22,
  },
  {
    index: 18,
    handle: "omar",
    name: "عمر حداد",
    role: "developer",
    purpose: "developer who must sign an agreement; writes in Arabic",
    headline: "واجهات عربية تُقرأ من اليمين كما ينبغي",
    bio: prose`
      مطوّر واجهات من تونس، أعمل منذ عشر سنوات على مواقع تُكتب بالعربية أولًا لا مترجمةً إليها. أهتم بالخط والمسافات واتجاه
      السطر، وبأن يعمل كل شيء بلوحة المفاتيح وحدها.`,
    location: "تونس",
    timeZone: "Africa/Tunis",
    skills: ["css", "typescript", "react", "rtl", "typography"],
    links: ["https://haddad.example"],
    availableHours: 28,
  },
  {
    index: 19,
    handle: "ren",
    name: "田中蓮",
    role: "developer",
    purpose: "developer waiting for a client's signature and for an answer in a case; writes in Japanese",
    headline: "写真と地図のあるウェブをつくります",
    bio: prose`
      大阪で小さな制作室をひとりで営んでいます。画像の多いサイトを軽くすること、縦書きを崩さないこと、十年後も開ける形で
      納めることを大切にしています。急ぎの仕事は受けませんが、約束の日は守ります。`,
    location: "大阪市, 日本",
    timeZone: "Asia/Tokyo",
    skills: ["webgl", "typescript", "images", "iiif", "css"],
    links: ["https://tanaka-ren.example"],
    availableHours: 24,
  },
];
