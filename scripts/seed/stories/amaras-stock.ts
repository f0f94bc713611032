import { prose } from "../prose.ts";
import { agreed, type Story } from "../story.ts";

/** Stock and vouchers in Lagos: a case in its commit period, work funded and under way, a draft nobody has signed. */
export const amarasStock: Story[] = [
  {
    key: "voucher-contract",
    client: "amara",
    posted: 57.7,
    title: "Insulin vouchers that a clinic can issue and a pharmacy can cash once",
    field: "contracts",
    skills: ["solidity", "invariants", "gas"],
    token: "ETH",
    budget: "3.4",
    deadline: 100,
    brief: prose`
      Eleven clinics hand out paper vouchers; some are cashed twice. We want a contract in which a clinic funds a batch,
      signs vouchers off line (a QR code), and any listed pharmacy cashes one exactly once before it expires.

      **What must never happen:** a voucher cashed twice; a voucher cashed by a pharmacy that is not listed; a clinic's
      expired money stuck; anyone but the clinic taking it back.

      Gas matters: cashing must stay under 60,000. Deliver sources, tests, invariants and a one-page note for our auditor.`,
    proposals: [
      {
        by: "mehmet",
        at: 58.8,
        reviewDays: 7,
        letter: prose`
          You wrote the list of what must never happen, so I can start. One bitmap word holds 256 vouchers, cashing touches one
          slot, and expiry needs no transaction at all. Four invariants, one for each of your sentences, and a fifth: the sum
          of what clinics put in equals what pharmacies took plus what is left.`,
        plan: [
          {
            title: "Contract and invariants",
            deliverable: prose`
              Voucher contract with batches, EIP-712 vouchers, listed pharmacies, expiry; five invariants green over 50,000
              runs; cashing under 60,000 gas, shown by a snapshot.`,
            amount: "1.6",
            due: 74,
          },
          {
            title: "Audit note and clinic kit",
            deliverable: prose`
              One page for the auditor with every assumption; a command-line kit with which a clinic issues a batch and prints
              the QR sheet; a rehearsal with two of your clinics.`,
            amount: "1.5",
            due: 90,
          },
        ],
      },
      {
        by: "giorgos",
        at: 59.3,
        reviewDays: 10,
        letter: prose`
          I would write this and then not be allowed to review it, which is the wrong way round. If you take somebody else's
          contract, I will review it for the price below, with a retest.`,
        plan: [
          {
            title: "Review and retest",
            deliverable: "Findings with reproductions, one retest, a public one-page summary.",
            amount: "1.2",
            due: 98,
          },
        ],
        fate: { at: 60.1, is: "withdrawn" },
      },
    ],
    course: [
      ...agreed({ accepted: 60.2, client: 60.5, developer: 60.9, funded: 61.3 }, 2),
      {
        at: 72.4,
        do: "submit",
        index: 0,
        note: {
          title: "Contract, five invariants, 51,204 gas to cash",
          text: prose`
            Five invariants held over 50,000 runs. Cashing costs 51,204 gas when the word is warm and 68,300 for the first of
            each 256; I had not separated the two in my letter, so please judge by the average of a batch: 51,271.`,
        },
      },
      { at: 75.8, do: "release", index: 0 },
      {
        at: 81.9,
        do: "submit",
        index: 1,
        note: {
          title: "Audit note, clinic kit, rehearsal",
          text: prose`
            The note is one page, the kit issues and prints, and the rehearsal took place with the clinic at Yaba. The second
            clinic, Ikorodu, had no power on the day; I ran their part myself with their batch.`,
          links: ["https://guild-notes.example/vouchers/rehearsal"],
        },
      },
      {
        at: 84.3,
        do: "dispute",
        index: 1,
        by: "client",
        note: {
          title: "One clinic is not two, and the sheet does not scan",
          text: prose`
            The deliverable says a rehearsal with two of our clinics. There was one. At Yaba 31 of 120 printed QR codes did not
            scan with the pharmacy's own phones, because the kit prints them at 18 mm. I asked for a second sheet at 30 mm and
            was told that is a printer setting. The note for the auditor is good and I say so.`,
          links: ["https://coldline.example/yaba-scan-log"],
        },
      },
      {
        at: 86.9,
        do: "answer",
        index: 1,
        by: "developer",
        note: {
          title: "The power cut was not mine; the size is in the manual",
          text: prose`
            Ikorodu had no power for two days; I offered three other dates and have the messages. The size of the code is the
            option --size of the kit, documented on page 2, default 18 mm because your brief asked for twelve codes on an A4
            sheet. At 30 mm only six fit. I would accept a deduction for the second rehearsal, not for the whole milestone.`,
          links: ["https://guild-notes.example/vouchers/messages"],
        },
      },
      { at: 89.5, do: "draw", index: 1, by: "mehmet" },
      { at: 89.8, do: "commit", index: 1, by: 0, vote: 6500 },
    ],
  },
  {
    key: "expiry-report",
    client: "amara",
    posted: 68.4,
    title: "Know six weeks ahead which boxes will expire, and where",
    field: "data",
    skills: ["postgres", "dbt", "python"],
    token: "GUSD",
    budget: "3000",
    deadline: 115,
    brief: prose`
      We destroyed 1.9 % of our insulin last year because it expired on a shelf that sold too little of it. We have stock by
      pharmacy and batch, and three years of sales. I want a weekly list: which batches will expire unsold, where they
      would still be sold in time, and what moving them costs. A list that a driver can follow, not a dashboard.

      Acceptance: run it on last year's data as of the first of each month; it must have found two thirds of what we
      destroyed, and proposed no move that would have cost more than the box.`,
    proposals: [
      {
        by: "dmytro",
        at: 69.2,
        reviewDays: 7,
        letter: prose`
          The test you describe is the right one and I would build it first, so that we argue about numbers. I expect two thirds
          to be reachable with plain rates and a safety margin; if it needs a model I will tell you before I write one.`,
        plan: [
          {
            title: "Backtest on last year",
            deliverable: prose`
              Twelve monthly as-of runs over last year's stock and sales, the share of destroyed boxes found in time, and the
              cost of each proposed move.`,
            amount: "1300",
            due: 94,
          },
          {
            title: "The driver's list",
            deliverable: prose`
              A weekly list by route, printed on one page for each driver, with batch, shelf, quantity and the receiving
              pharmacy; runs on Monday at five and mails itself.`,
            amount: "1700",
            due: 112,
          },
        ],
      },
      {
        by: "noe",
        at: 70.0,
        reviewDays: 7,
        letter: prose`
          Happy to do this as an extension of the fridge board, since the pharmacies are the same. I am slower with dbt than a
          specialist, so my estimate is careful.`,
        plan: [
          {
            title: "List and backtest",
            deliverable: "Backtest and weekly list in the existing board.",
            amount: "3600",
            due: 112,
          },
        ],
        fate: { at: 71.5, is: "declined" },
      },
    ],
    course: [...agreed({ accepted: 71.6, client: 71.7, developer: 72.2, funded: 72.8 }, 2)],
  },
  {
    key: "credit-notes",
    client: "amara",
    posted: 84.7,
    title: "Credit notes that our pharmacies understand",
    field: "web",
    skills: ["typescript", "css", "accessibility"],
    token: "GUSD",
    budget: "2200",
    deadline: 120,
    brief: prose`
      When a delivery is short we send a credit note as a spreadsheet. Pharmacies phone us about every second one. We want a
      page and a printable sheet that shows what was ordered, what came, what we owe and when it will be paid, in English
      and in Hausa. Ten pharmacists will read it in front of you; eight must be able to tell the sum and the date without
      help.`,
    proposals: [
      {
        by: "omar",
        at: 86.1,
        reviewDays: 5,
        letter: prose`
          I like that the test is ten people and not a checklist. I would watch five of them read the present sheet first. Hausa
          in Latin script needs its hooked letters (ɓ, ɗ, ƙ), which half of the free fonts draw badly; I know which ones do
          not.`,
        plan: [
          {
            title: "Five readings and a draft",
            deliverable: "Notes of five readings of today's sheet, and a draft page in English.",
            amount: "700",
            due: 100,
          },
          {
            title: "Page, sheet, Hausa",
            deliverable: "The page and the print sheet in both languages, and the reading with ten pharmacists.",
            amount: "1400",
            due: 116,
          },
        ],
      },
      {
        by: "seoyeon",
        at: 86.5,
        reviewDays: 7,
        letter: prose`
          I would begin with the numbers: three sums on one line, aligned on the point, and the date in words. Here is a first
          sketch on paper, photographed, so that you can throw it away without guilt.`,
        plan: [
          {
            title: "Design of page and sheet",
            deliverable: "Page and print sheet as components, with a reading of ten people.",
            amount: "1900",
            due: 114,
          },
        ],
        fate: { at: 89.6, is: "declined" },
      },
    ],
    course: [{ at: 89.7, do: "accept-proposal" }],
  },
  {
    key: "power-cut-bench",
    client: "amara",
    posted: 88.2,
    title: "A bench that cuts power the way Lagos does",
    field: "infrastructure",
    skills: ["embedded", "rust", "testing"],
    token: "ETH",
    budget: "2.0",
    deadline: 125,
    brief: prose`
      Every controller we buy passes its certificate and then forgets its setpoint after the fourth brown-out. We want a
      bench: a relay box and a program that plays recorded mains voltage (we have eight months at one-second resolution)
      into a device, and reports what the device forgot.

      It must replay a night in a night and also ten times faster where the hardware allows, run unattended for a week, and
      survive its own power cut. We supply the transformer and the recordings; you choose the rest and tell us where to buy
      it.`,
    proposals: [
      {
        by: "tomasz",
        at: 88.9,
        reviewDays: 10,
        letter: prose`
          I have wanted somebody to ask for this since 2014. Variac on a stepper for the slow sags, solid-state relay for the
          cuts, a Raspberry with a supercapacitor to write its last line. I would test your worst controller first.`,
        plan: [
          {
            title: "Player and relay box",
            deliverable: "Bill of materials, firmware, replay of one recorded night with an error under 2 V.",
            amount: "1.1",
            due: 106,
          },
          {
            title: "Observer and a week",
            deliverable: "What the device forgot, as a report; one unattended week on your bench.",
            amount: "0.9",
            due: 122,
          },
        ],
      },
    ],
  },
];
