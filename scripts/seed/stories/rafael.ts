import { prose } from "../prose.ts";
import { agreed, type Story } from "../story.ts";

/** Alpaca wool in Cusco: overdue work, an offer taken back, a project taken down. */
export const rafael: Story[] = [
  {
    key: "fleece-lots",
    client: "rafael",
    posted: 43.3,
    title: "Every fleece lot, from the animal to the weaver, on one sheet",
    field: "data",
    skills: ["postgres", "rust", "etl"],
    token: "ETH",
    budget: "2.5",
    deadline: 100,
    brief: prose`
      Cada vellón tiene un peso, un micraje, un color y un nombre: el de la familia. Today that is four notebooks in three
      valleys. We need lots that can be opened and closed, weighed twice (at the shearing and at the store), and printed as
      one sheet that travels with the bale.

      Two people will enter data, both over sixty, on one laptop with a solar panel. If a weight differs by more than 3 %
      between shearing and store, the sheet must say so in red, not hide it. Acceptance: the whole November shearing entered
      by our own people.`,
    proposals: [
      {
        by: "tomasz",
        at: 44.3,
        reviewDays: 7,
        letter: prose`
          A small program on the laptop, one file of data, a thermal printer, no network. I would write the sheet first, on
          paper, and post it to you; when the families have scribbled on it we know what the program is. The scales can speak
          to the laptop directly, which removes half of the typing.`,
        plan: [
          {
            title: "Sheet, lots, scales",
            deliverable: "Lots opened and closed, weights read from both scales, the sheet printed; differences over 3 % in red.",
            amount: "1.0",
            due: 64,
          },
          {
            title: "November shearing",
            deliverable:
              "The November shearing entered by your own people, errors found and mended, a page of instructions in Spanish and Quechua.",
            amount: "1.4",
            due: 86.2,
          },
        ],
      },
      {
        by: "dmytro",
        at: 45.0,
        reviewDays: 7,
        letter:
          "I would do this as a spreadsheet with strict sheets and a checker beside it: less pretty, nothing to install, and your people may already know how to use it.",
        plan: [
          {
            title: "Workbook and checker",
            deliverable: "A workbook for lots and weights, and a checker that prints what does not agree.",
            amount: "1.1",
            due: 80,
          },
        ],
        fate: { at: 46.2, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 46.3, client: 46.5, developer: 46.9, funded: 47.5 }, 2),
      {
        at: 63.1,
        do: "submit",
        index: 0,
        note: {
          title: "Hoja, lotes y balanzas",
          text: "Both scales read over a serial cable. The sheet is version four, with the family's name in the largest letters, as Doña Justina asked. 40 practice lots were entered by your nephew in an afternoon.",
        },
      },
      { at: 66.4, do: "release", index: 0 },
    ],
  },
  {
    key: "fibre-provenance",
    client: "rafael",
    posted: 24.6,
    title: "Provenance marks that a weaver in Norway can check",
    field: "contracts",
    skills: ["solidity", "cryptography"],
    token: "ETH",
    budget: "2.0",
    deadline: 70,
    brief: prose`
      Somebody sells blended fibre under our name. We want each bale's sheet to carry a code that a buyer can check: which
      lot, which families, which weight, and that nobody else used the same code before. It must cost us next to nothing for
      each bale (we make 300 a year) and go on working if our laptop drowns. Please tell me honestly if a blockchain is the
      wrong tool.`,
    proposals: [
      {
        by: "mehmet",
        at: 26.0,
        reviewDays: 7,
        letter: prose`
          Honestly: half of it. A signature on the sheet proves that it is yours, without any chain. "Nobody used this code
          before" is the part that needs a public list, and one root for each shearing is enough: four transactions a year.`,
        plan: [
          {
            title: "Signed sheets",
            deliverable: "Signed codes on the sheet, a page that checks them off line, keys kept in two places.",
            amount: "0.8",
            due: 48,
          },
          {
            title: "First-use list",
            deliverable: "A contract that publishes one root a shearing and a page that shows first use of a code.",
            amount: "1.0",
            due: 66,
          },
        ],
      },
    ],
    course: [
      { at: 29.0, do: "accept-proposal" },
      { at: 29.4, do: "sign", by: "client" },
      { at: 31.2, do: "fund", count: 2, signed: false },
      { at: 36.4, do: "cancel" },
    ],
  },
  {
    key: "weavers-token",
    client: "rafael",
    posted: 12.4,
    takenDown: 16.8,
    title: "A loyalty token for the weavers who buy from us",
    field: "contracts",
    skills: ["solidity"],
    token: "ETH",
    budget: "1.5",
    deadline: 60,
    brief: prose`
      A buyer suggested that we give our weavers a token for each kilo, to be exchanged for a visit or a rare colour. I put it
      here to learn what it would take. The families will vote on it at the assembly; if they do not want it, I will take it
      down.`,
    proposals: [
      {
        by: "mehmet",
        at: 13.9,
        reviewDays: 7,
        letter:
          "It can be done in a week, and I would advise against it: a stamp card does the same and needs no key that somebody can lose. If the assembly still wants it, the smallest version is below.",
        plan: [
          {
            title: "Smallest version",
            deliverable: "A soulbound stamp for each kilo and a page that counts them.",
            amount: "0.9",
            due: 50,
          },
        ],
        fate: { at: 16.0, is: "withdrawn" },
      },
    ],
  },
  {
    key: "fleece-colour",
    client: "rafael",
    posted: 82.6,
    title: "Name the colour of a fleece with a cheap phone",
    field: "mobile",
    skills: ["android", "images", "offline-first"],
    token: "GUSD",
    budget: "2600",
    deadline: 128,
    brief: prose`
      Hay veintidós colores naturales y tres personas que los distinguen igual. Los demás discutimos. We want an Android app
      that photographs a fleece beside a printed card and names one of the 22 colours, or says "ask Saturnino". Light at 4,200
      metres is blue and hard; the card is there for that.

      Acceptance: 220 fleeces, ten of each colour, named by our three experts beforehand. Agreement in nine of ten among those
      that it dares to name, and it must dare for at least two thirds. No network.`,
    proposals: [
      {
        by: "hongvan",
        at: 83.7,
        reviewDays: 7,
        letter: prose`
          "Ask Saturnino" is the best error message I have read this year. I would calibrate from the card, compare in a colour
          space made for eyes, and let the phone refuse when the light changes across the picture. Phones older than six years
          are welcome.`,
        plan: [
          {
            title: "Card and measurement",
            deliverable: "Printed card, calibration, measured colours of 110 fleeces with repeatability.",
            amount: "1200",
            due: 106,
          },
          {
            title: "Names and refusals",
            deliverable: "22 names, refusals, the acceptance on 220 fleeces.",
            amount: "1300",
            due: 124,
          },
        ],
      },
      {
        by: "zanele",
        at: 84.4,
        reviewDays: 7,
        letter:
          "I have fought the same light at the Sani Pass. My estimate includes a week on site, because the experts' disagreements should be recorded before the app is asked to settle them.",
        plan: [
          {
            title: "App and a week on site",
            deliverable: "Recorded expert disagreements, app with refusals, acceptance on 220 fleeces.",
            amount: "2900",
            due: 126,
          },
        ],
      },
      {
        by: "seoyeon",
        at: 85.1,
        reviewDays: 7,
        letter:
          "I offer the card and the screen only: a card that prints the same on three printers is harder than it sounds, and the names should be legible in sunlight.",
        plan: [
          {
            title: "Card and screen",
            deliverable: "Printed card verified on three printers; screens legible at 60,000 lux.",
            amount: "700",
            due: 104,
          },
        ],
        fate: { at: 87.2, is: "withdrawn" },
      },
    ],
  },
];
