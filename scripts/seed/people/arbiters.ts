import { prose } from "../prose.ts";
import type { Character } from "./character.ts";

export const arbiters: readonly Character[] = [
  {
    index: 20,
    handle: "hadiza",
    name: "Hadiza Bello",
    role: "arbiter",
    purpose: "arbiter with a seat in the court",
    headline: "Retired magistrate, Kano",
    bio: prose`
      Twenty-two years on the bench, most of them about contracts that two honest people remembered differently. I read the
      brief first, the delivery second, and the letters last.`,
    location: "Kano, Nigeria",
    timeZone: "Africa/Lagos",
    skills: ["law", "mediation"],
    links: [],
    availableHours: 10,
  },
  {
    index: 21,
    handle: "yichun",
    name: "陳怡君",
    role: "arbiter",
    purpose: "arbiter with a seat in the court",
    headline: "Release engineer and patient reader of diffs, Taipei",
    bio: prose`
      白天負責發布流程，晚上讀別人的差異。I have shipped and rolled back enough to know the difference between late and undone.
      My votes follow the acceptance list in the brief, line by line.`,
    location: "臺北, 臺灣",
    timeZone: "Asia/Taipei",
    skills: ["release-engineering", "testing", "typescript"],
    links: [],
    availableHours: 6,
  },
  {
    index: 22,
    handle: "sigridur",
    name: "Sigríður Jónsdóttir",
    role: "arbiter",
    purpose: "arbiter with a seat in the court",
    headline: "Acceptance testing for public software, Reykjavík",
    bio: prose`
      I accept or refuse software for a city of 140,000. A refused delivery with a good note is worth more to me than an
      accepted one with none.`,
    location: "Reykjavík, Ísland",
    timeZone: "Atlantic/Reykjavik",
    skills: ["testing", "procurement", "accessibility"],
    links: ["https://profanir.example"],
    availableHours: 8,
  },
  {
    index: 23,
    handle: "arash",
    name: "آرش رستمی",
    role: "arbiter",
    purpose: "arbiter with a seat in the court",
    headline: "Data engineer, formerly a land surveyor, Yerevan",
    bio: prose`
      پیش از برنامه‌نویسی نقشه‌بردار بودم و هنوز دو بار اندازه می‌گیرم. When two numbers disagree I ask where each was
      measured, and I split only what the evidence splits.`,
    location: "Yerevan, Armenia",
    timeZone: "Asia/Yerevan",
    skills: ["gis", "python", "postgres"],
    links: [],
    availableHours: 8,
  },
  {
    index: 24,
    handle: "giulia",
    name: "Giulia Ferraris",
    role: "arbiter",
    purpose: "arbiter with a seat in the court",
    headline: "Contract designer and former typesetter, Torino",
    bio: prose`
      Scrivo contratti che si capiscono alla prima lettura. In the court I look for the sentence that both sides had in
      front of them when they signed.`,
    location: "Torino, Italia",
    timeZone: "Europe/Rome",
    skills: ["law", "writing", "design"],
    links: ["https://ferraris.example"],
    availableHours: 5,
  },
  {
    index: 25,
    handle: "tendai",
    name: "Tendai Moyo",
    role: "arbiter",
    purpose: "arbiter with a seat in the court",
    headline: "Mobile-money integrations, Harare",
    bio: prose`
      I have reconciled payments across seven operators and learnt that the log is always right and never complete. I vote
      on what can be run, not on what was promised in a call.`,
    location: "Harare, Zimbabwe",
    timeZone: "Africa/Harare",
    skills: ["payments", "kotlin", "reconciliation"],
    links: [],
    availableHours: 7,
  },
  {
    index: 26,
    handle: "miriam",
    name: "Miriam Abécassis",
    role: "arbiter",
    purpose: "arbiter with a seat in the court",
    headline: "Museum registrar turned arbiter, Marseille",
    bio: prose`
      Vingt ans de constats d’état : je décris ce que je vois, pas ce que je suppose. I bring the same habit to software:
      open it, use it, write down what happened.`,
    location: "Marseille, France",
    timeZone: "Europe/Paris",
    skills: ["documentation", "archives", "testing"],
    links: [],
    availableHours: 9,
  },
  {
    index: 27,
    handle: "nimali",
    name: "Nimali Wickramasinghe",
    role: "arbiter",
    purpose: "arbiter with a seat in the court",
    headline: "Backend engineer, Colombo",
    bio: prose`
      Queues, ledgers and the occasional compiler. A colleague lost a seat because she forgot to reveal before a flight; I
      have bought an alarm clock.`,
    location: "Colombo, Sri Lanka",
    timeZone: "Asia/Colombo",
    skills: ["go", "postgres", "distributed-systems"],
    links: [],
    availableHours: 6,
  },
  {
    index: 28,
    handle: "nino",
    name: "ნინო ბერიძე",
    role: "arbiter",
    purpose: "arbiter with a seat in the court",
    headline: "Technical translator and reviewer, Tbilisi",
    bio: prose`
      ვთარგმნი ტექნიკურ დოკუმენტაციას და ვკითხულობ წვრილ შრიფტს. I translate manuals for instruments that people's lives hang
      on, so I take words at their word.`,
    location: "თბილისი, საქართველო",
    timeZone: "Asia/Tbilisi",
    skills: ["writing", "translation", "documentation"],
    links: [],
    availableHours: 8,
  },
];
