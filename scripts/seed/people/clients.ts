import { prose } from "../prose.ts";
import type { Character } from "./character.ts";

export const clients: readonly Character[] = [
  {
    index: 1,
    handle: "amara",
    name: "Amara Okafor",
    role: "client",
    purpose: "client with a milestone waiting for review",
    headline: "Runs a cold-chain pharmacy wholesaler in Lagos",
    bio: prose`
      We carry insulin and vaccines to 214 pharmacies between Lagos and Benin City, through traffic and power cuts. I buy
      software the way I buy refrigeration: it has to work at 40 degrees, unattended, at three in the morning. I answer
      messages the same day and I pay on the day I accept.`,
    location: "Lagos, Nigeria",
    timeZone: "Africa/Lagos",
    skills: ["logistics", "procurement"],
    links: ["https://coldline.example/about"],
    availableHours: 4,
  },
  {
    index: 2,
    handle: "juergen",
    name: "Jürgen Weidenfeld",
    role: "client",
    purpose: "client whose developer asked for a split in a case: answer it or lose the milestone",
    headline: "Digital collections, a music archive in Leipzig",
    bio: prose`
      The archive holds 61,000 manuscripts and early prints, half of them never photographed. I write long briefs because
      our readers are scholars and they will find every shortcut. I would rather extend a deadline than accept something
      that has to be done twice.`,
    location: "Leipzig, Germany",
    timeZone: "Europe/Berlin",
    skills: ["archives", "metadata", "iiif"],
    links: ["https://notenarchiv.example"],
    availableHours: 6,
  },
  {
    index: 3,
    handle: "misaki",
    name: "佐藤美咲",
    role: "client",
    purpose: "client with an agreement to fund; writes in Japanese",
    headline: "京都の手仕事市を運営しています",
    bio: prose`
      西陣で三代続く織元の家に生まれ、いまは四十七の工房が集まる「手仕事市」の事務局をしています。
      作り手の多くは七十代で、パソコンよりも電話が早い世界です。だからこそ、誰でも迷わず使える道具をつくってくださる方と
      長くお付き合いしたいと思っています。`,
    location: "京都市, 日本",
    timeZone: "Asia/Tokyo",
    skills: ["crafts", "retail"],
    links: ["https://teshigoto.example"],
    availableHours: 5,
  },
  {
    index: 4,
    handle: "olha",
    name: "Ольга Мельник",
    role: "client",
    purpose: "client in a case whose evidence period runs; writes in Ukrainian",
    headline: "Голова садівничого кооперативу на Полтавщині",
    bio: prose`
      Наш кооператив об’єднує 38 родинних садів: яблука, вишні, сливи. Ми самі зважуємо, сушимо і веземо, тож і програми
      нам потрібні прості й чесні. Пояснюю, що саме хочу отримати, і приймаю роботу тоді, коли вона справді працює в полі.`,
    location: "Полтава, Україна",
    timeZone: "Europe/Kyiv",
    skills: ["agriculture", "logistics"],
    links: [],
    availableHours: 3,
  },
  {
    index: 5,
    handle: "layla",
    name: "ليلى الخطيب",
    role: "client",
    purpose: "client whose agreement is half signed; writes in Arabic",
    headline: "أمينة مكتبة أهلية في عمّان",
    bio: prose`
      أدير مكتبة أهلية في جبل اللويبدة فيها تسعة آلاف كتاب وثلاثمئة قارئ دائم، نصفهم دون السادسة عشرة. أؤمن بأن البرنامج
      الجيد لا يحتاج إلى شرح طويل، وأحب من يسأل قبل أن يبني.`,
    location: "عمّان، الأردن",
    timeZone: "Asia/Amman",
    skills: ["libraries", "education"],
    links: ["https://maktaba.example"],
    availableHours: 4,
  },
  {
    index: 6,
    handle: "rafael",
    name: "Rafael Quispe Mamani",
    role: "client",
    purpose: "client of an overdue milestone that anyone may refund now",
    headline: "Alpaca-wool cooperative, Cusco",
    bio: prose`
      Somos 112 familias que crían alpaca por encima de los 4.000 metros. Vendemos fibra clasificada a tejedoras de once
      países y cada lote lleva el nombre de quien lo esquiló. I write in Spanish or English, whichever you read faster.`,
    location: "Cusco, Perú",
    timeZone: "America/Lima",
    skills: ["textiles", "export"],
    links: ["https://fibraviva.example"],
    availableHours: 3,
  },
  {
    index: 7,
    handle: "priya",
    name: "Priya Raghunathan",
    role: "client",
    purpose: "client of a ruled case: execute it and see both sides paid",
    headline: "Safe school transport, Chennai",
    bio: prose`
      Forty-one buses, 1,900 children, and as many parents looking at their phones at 7:40. I was an operations engineer at
      the port before this. I like small milestones, dated notes, and people who tell me bad news early.`,
    location: "Chennai, India",
    timeZone: "Asia/Kolkata",
    skills: ["operations", "maps"],
    links: [],
    availableHours: 6,
  },
  {
    index: 8,
    handle: "siobhan",
    name: "Siobhán Ní Dhomhnaill",
    role: "client",
    purpose: "client in a case whose votes are being revealed; also holds a seat",
    headline: "Marine data for small harbours, Galway",
    bio: prose`
      I look after eleven weather buoys and the people who trust them with their boats. Trained as an oceanographer, now
      mostly a plumber of data. I have sat in the court since it opened: somebody has to read the logs.`,
    location: "Gaillimh, Éire",
    timeZone: "Europe/Dublin",
    skills: ["oceanography", "netcdf", "timeseries"],
    links: ["https://baoithe.example"],
    availableHours: 5,
  },
  {
    index: 9,
    handle: "thabo",
    name: "Thabo Mokoena",
    role: "client",
    purpose: "client whose offer is funded but not accepted; it can still be taken back",
    headline: "Solar minigrids for 23 villages",
    bio: prose`
      I build and run minigrids in Limpopo and Mpumalanga. Every village has a committee, a meter room and an opinion. If a
      tool cannot be explained to the committee in one evening, I do not buy it.`,
    location: "Polokwane, South Africa",
    timeZone: "Africa/Johannesburg",
    skills: ["energy", "metering"],
    links: ["https://minigrid.example"],
    availableHours: 3,
  },
];
