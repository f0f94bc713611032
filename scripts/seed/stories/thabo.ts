import { prose } from "../prose.ts";
import { agreed, type Story } from "../story.ts";

/** Minigrids in Limpopo: an offer to accept, a signature missing, money returned, a case lost by silence. */
export const thabo: Story[] = [
  {
    key: "meter-tokens",
    client: "thabo",
    posted: 81.0,
    title: "Prepaid units that a village can resell without us",
    field: "contracts",
    skills: ["solidity", "payments", "invariants"],
    token: "GUSD",
    budget: "4200",
    deadline: 130,
    brief: prose`
      A shop buys 1,000 kWh from us and sells them on as 20-digit codes. When our server is down, nobody can buy light. We
      want the shop's stock on a chain: bought once, each unit sold once, the meter checks a signature off line. If a shop
      closes, its unsold units go back to it in money, less nothing.

      The committee of Ga-Mothiba has to understand it in one evening; write the explanation before the code.`,
    proposals: [
      {
        by: "mehmet",
        at: 82.4,
        reviewDays: 7,
        letter: prose`
          I start with the evening: two pages that I would read to the committee, and I change the design until the pages are
          simple. What must never happen: a unit sold twice, a unit sold that nobody bought, a shop's money stuck when we are all
          dead. The meter side stays as it is.`,
        plan: [
          {
            title: "Two pages and the contract",
            deliverable: "The committee's two pages, the contract, three invariants and the gas of a sale under 45,000.",
            amount: "2300",
            due: 110,
          },
          {
            title: "One village, one month",
            deliverable: "Ga-Mothiba's shop sells through it for a month, with the server switched off for two days on purpose.",
            amount: "1700",
            due: 127,
          },
        ],
      },
      {
        by: "giorgos",
        at: 83.0,
        reviewDays: 10,
        letter:
          "Whoever writes it, let me try to sell the same unit twice before the village does. A fixed price for two days of trying, with everything I tried listed.",
        plan: [
          {
            title: "Two days of trying",
            deliverable: "Attempts to double-sell, to mint and to lock money, all listed, with reproductions.",
            amount: "900",
            due: 120,
          },
        ],
        fate: { at: 84.8, is: "declined" },
      },
    ],
    course: [
      { at: 84.9, do: "accept-proposal" },
      { at: 85.2, do: "sign", by: "client" },
      { at: 88.2, do: "fund", count: 2, signed: false },
    ],
  },
  {
    key: "headend-audit",
    client: "thabo",
    posted: 46.1,
    title: "Audit the server that can switch off 23 villages",
    field: "security",
    skills: ["security", "linux", "threat-modelling"],
    token: "ETH",
    budget: "2.8",
    deadline: 90,
    brief: prose`
      Our meter head-end can disconnect every house in 23 villages with one command. It was installed by a company that no
      longer exists. First: who can reach that command, from where, and how would we notice? Second: a retest after we mended
      what you found. I need findings that a village treasurer understands and an engineer can act on.`,
    proposals: [
      {
        by: "giorgos",
        at: 47.2,
        reviewDays: 10,
        letter: prose`
          One command that darkens 23 villages deserves two people's keys; I suspect it has none. I would begin from the outside
          with nothing, then with a meter reader's laptop, then with the treasurer's telephone. Each finding is one page: what,
          how, how bad, the smallest change.`,
        plan: [
          {
            title: "Findings",
            deliverable:
              "Findings from outside, from a laptop and from a telephone, each with reproduction and the smallest change.",
            amount: "1.3",
            due: 64,
          },
          {
            title: "Retest",
            deliverable: "Retest of every mended finding and a one-page letter to the committees.",
            amount: "1.3",
            due: 85,
          },
        ],
      },
    ],
    course: [
      ...agreed({ accepted: 48.9, client: 49.2, developer: 49.7, funded: 50.2 }, 2),
      {
        at: 61.8,
        do: "submit",
        index: 0,
        note: {
          title: "Nine findings, two of them tonight",
          text: "Nine findings. Please mend 1 and 2 tonight: the disconnect command answers on the public address without a password, and the default account of the installer still works. The other seven can wait for a plan.",
        },
      },
      { at: 63.9, do: "release", index: 0 },
      { at: 72.5, do: "refund", index: 1 },
    ],
  },
  {
    key: "village-ledger",
    client: "thabo",
    posted: 20.4,
    title: "The treasurer's book, on a phone that is shared by three people",
    field: "mobile",
    skills: ["android", "offline-first", "accessibility"],
    token: "ETH",
    budget: "2.2",
    deadline: 75,
    brief: prose`
      Each committee keeps a book: who paid, for which month, who is excused. Three people share one phone. We need the book on
      that phone, with each entry signed by two of them, readable aloud, and a printed copy every month that looks like the
      old one. If the phone is lost, nothing is lost.`,
    proposals: [
      {
        by: "zanele",
        at: 21.3,
        reviewDays: 7,
        letter:
          "I have sat with four such committees. The two signatures should be two PINs and a beep; the printed copy goes by the village's own Bluetooth printer. A lost phone is restored from the chairwoman's.",
        plan: [
          {
            title: "The book and two PINs",
            deliverable: "Entries with two PINs, read aloud in Sepedi, restored from a second phone.",
            amount: "0.9",
            due: 40,
          },
          {
            title: "The printed month",
            deliverable: "The monthly copy in the old layout, one month in three villages, and what the committees said.",
            amount: "1.2",
            due: 62,
          },
        ],
      },
      {
        by: "noe",
        at: 22.2,
        reviewDays: 7,
        letter:
          "Three people on one phone is a nice problem for a local-first web app. I cannot do the Bluetooth printer from a browser on that phone, so the printing would need another way.",
        plan: [
          {
            title: "Local-first book",
            deliverable: "The book as a local-first web app with two PINs, without printing.",
            amount: "1.3",
            due: 60,
          },
        ],
        fate: { at: 23.4, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 23.5, client: 23.8, developer: 24.2, funded: 24.8 }, 2),
      {
        at: 36.2,
        do: "submit",
        index: 0,
        note: {
          title: "Two PINs and a beep",
          text: "Used by three committees for a week, 212 entries. Restoring a lost phone took eleven minutes, most of it finding the chairwoman.",
        },
      },
      { at: 38.5, do: "release", index: 0 },
      {
        at: 52.3,
        do: "submit",
        index: 1,
        note: {
          title: "The printed month",
          text: "One month in Ga-Mothiba, Mamone and Tshikanoshi. The copy has the old columns; the treasurers asked for a thicker line under the sum and have it.",
        },
      },
      {
        at: 58.8,
        do: "request-changes",
        index: 1,
        note: { title: "Colour, please", text: "The committees would like the copy in colour, with the logo." },
      },
      {
        at: 60.2,
        do: "submit",
        index: 1,
        note: {
          title: "The printed month, as agreed",
          text: "The village printers are thermal: they have one colour. The logo is on it in black. Nothing else was asked for in the plan, so I submit it again as it is.",
        },
      },
      {
        at: 62.6,
        do: "dispute",
        index: 1,
        by: "developer",
        note: {
          title: "Delivered, used, not answered",
          text: "The copy has been in use for a month in three villages. Mr Mokoena has not answered my last four letters; his office says he is travelling between sites without signal. I ask the court to close this milestone by what the plan says.",
        },
      },
      { at: 66.1, do: "pass", index: 1, by: "zanele" },
      { at: 66.3, do: "execute", index: 1, by: "zanele" },
      { at: 66.9, do: "reclaim", index: 1, by: "zanele" },
      { at: 67.1, do: "withdraw", index: 1, by: "zanele" },
    ],
  },
  {
    key: "village-board",
    client: "thabo",
    posted: 80.3,
    title: "A noticeboard page for each village: light, water, meetings",
    field: "web",
    skills: ["css", "images", "accessibility"],
    token: "ETH",
    budget: "1.6",
    deadline: 120,
    brief: prose`
      Twenty-three pages, one for each village, which open in two seconds on a 2G phone: when the next outage is planned, what
      a unit costs today, when the committee meets, and one photograph that the village chose. Updated by text message from
      the secretary. No accounts, no cookies, nothing to click away.`,
    proposals: [
      {
        by: "ren",
        at: 82.0,
        reviewDays: 7,
        letter: prose`
          一枚の写真を村の人が選ぶ、というところが気に入りました。Fourteen kilobytes for a page, eight of them for the photograph,
          which is drawn blurred first and sharp when the network allows. Every page also prints as a poster.`,
        plan: [
          {
            title: "One village",
            deliverable: "One village's page under 14 kB, updated by text message, printed as a poster.",
            amount: "0.7",
            due: 102,
          },
          {
            title: "Twenty-three",
            deliverable: "All villages, and a page for the secretaries on how to send an update.",
            amount: "0.8",
            due: 116,
          },
        ],
      },
      {
        by: "omar",
        at: 82.7,
        reviewDays: 5,
        letter:
          "Two seconds on 2G is about thirty kilobytes with the handshake, so no fonts and no framework. I can do the first page in four days; the text-message gateway would be on your side.",
        plan: [
          { title: "Pages", deliverable: "Twenty-three pages under 20 kB each, updated from a sheet.", amount: "1.1", due: 112 },
        ],
        fate: { at: 87.2, is: "declined" },
      },
    ],
    course: [
      { at: 87.3, do: "accept-proposal" },
      { at: 88.0, do: "sign", by: "developer" },
    ],
  },
  {
    key: "meter-display",
    client: "thabo",
    posted: 89.2,
    title: "Twelve pictures for a prepaid meter, for people who do not read",
    field: "design",
    skills: ["icons", "design", "accessibility"],
    token: "GUSD",
    budget: "1500",
    deadline: 126,
    brief: prose`
      The new meter has a screen of 64 by 32 dots. It must say: much left, little left, empty, code accepted, code wrong, code
      used, too much power, switched off by the committee, switched off by us, broken, call us, good night. Without words.
      Grandmothers decide: of twelve people over sixty in three villages, ten must name ten.`,
    proposals: [
      {
        by: "seoyeon",
        at: 89.7,
        reviewDays: 7,
        letter:
          "64 × 32 점 안에서는 점 하나가 말 한마디입니다. 'Switched off by the committee' and 'by us' must differ by a person, not by a symbol. I would draw on squared paper with your grandmothers before I open a program.",
        plan: [
          {
            title: "Six on paper",
            deliverable: "Six pictures drawn with six people over sixty, as dots.",
            amount: "600",
            due: 108,
          },
          {
            title: "Twelve on the meter",
            deliverable: "Twelve pictures on your meter, named by twelve people in three villages.",
            amount: "800",
            due: 123,
          },
        ],
      },
    ],
  },
];
