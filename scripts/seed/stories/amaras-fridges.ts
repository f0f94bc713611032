import { prose } from "../prose.ts";
import { agreed, type Story } from "../story.ts";

/** Cold chain in Lagos: work under review, work whose review has run out. */
export const amarasFridges: Story[] = [
  {
    key: "cold-boxes",
    client: "amara",
    posted: 52.3,
    title: "A wall board for 214 vaccine fridges",
    field: "web",
    skills: ["typescript", "react", "timeseries", "accessibility"],
    token: "ETH",
    budget: "3.2",
    deadline: 110,
    brief: prose`
      Each of our 214 partner pharmacies has a fridge with a logger that posts a temperature every five minutes over GSM.
      Today the readings end in a mailbox. We want one screen on the dispatch room's wall, and the same screen on the
      night pharmacist's phone.

      **It must**

      - show every fridge outside 2 to 8 °C within one minute of the reading, worst first, readable from six metres;
      - tell a warm fridge from a silent logger: they are different phone calls;
      - keep working for an hour without the internet and say how old its numbers are;
      - let the night pharmacist mark a fridge as "called", with who and when.

      We accept when the board has run for 72 hours beside the old mailbox and missed nothing that the mailbox had. I give
      you 90 days of real readings, including the week of the grid collapse.`,
    proposals: [
      {
        by: "noe",
        at: 53.1,
        reviewDays: 7,
        letter: prose`
          Two of your four sentences are about being honest when data is missing, which is the hard part, so I would start
          there: the first milestone is the reader and the "silent or warm" rule, tested against your grid-collapse week. The
          wall comes second. I would rather ship a plain table on day ten than a map on day forty.

          I have built a similar board for a blood bank in Trois-Rivières; it has been on a wall since 2021.`,
        plan: [
          {
            title: "Reader and the silent-or-warm rule",
            deliverable: prose`
              A service that reads the loggers' posts, keeps five-minute series for 214 fridges and decides for each whether
              it is fine, warm, cold or silent. Replay of the grid-collapse week agrees with the incident list you keep.`,
            amount: "0.9",
            due: 70,
          },
          {
            title: "The wall and the phone",
            deliverable: prose`
              One page for both screens: worst first, legible from six metres, keyboard and screen-reader tested, alive for an
              hour offline with the age of each number shown.`,
            amount: "1.4",
            due: 90,
          },
          {
            title: "Calls and the 72-hour run",
            deliverable: prose`
              "Called by, at" on each alarm, a log of the night that prints on one page, and the 72-hour run beside the old
              mailbox with a table of every difference.`,
            amount: "0.9",
            due: 104,
          },
        ],
      },
      {
        by: "omar",
        at: 53.6,
        reviewDays: 5,
        letter: prose`
          I can have the wall screen standing in two weeks; layout for distance reading is something I did for a bus station
          in Sfax. For the ingest side I would bring a colleague, so please count two invoices' worth of coordination.`,
        plan: [
          {
            title: "Board",
            deliverable: "The wall and phone layouts over a mocked feed, then over yours, with the offline hour.",
            amount: "1.9",
            due: 80,
          },
          {
            title: "Ingest",
            deliverable: "Reader for the loggers' posts, alarms and the call log.",
            amount: "1.6",
            due: 105,
          },
        ],
        fate: { at: 54.5, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 54.6, client: 54.7, developer: 55.0, funded: 55.2 }, 3),
      {
        at: 67.1,
        do: "submit",
        index: 0,
        note: {
          title: "Reader is in, grid-collapse week replayed",
          text: prose`
            The reader has taken live posts since Tuesday (214 of 214 seen). Replaying the grid-collapse week gives 61 warm
            alarms against the 58 in your incident list. The three extra are Ikeja 11, Surulere 4 and Epe 2: all three
            crossed 8 °C for one reading, 5 minutes, at 02:10 on the Thursday. I left them in; say if one reading should
            not count. How to check: open /replay, choose the week, sort by "only ours".`,
          links: ["https://noe.example/coldline/replay-report"],
        },
      },
      { at: 69.4, do: "release", index: 0 },
      {
        at: 87.9,
        do: "submit",
        index: 1,
        note: {
          title: "The wall and the phone, ready to look at",
          text: prose`
            Both screens are live on the staging address. I measured the letters on a 55-inch panel: the fridge name is
            readable at 6.4 m with glasses prescription −1. Pull the network cable: after 15 seconds the header says "numbers
            from 03:12", after an hour the page greys out and says to phone. One thing is not pretty: in portrait mode the
            list shows nine rows, not ten. I would leave it; ten rows would cost the six metres.`,
          links: ["https://noe.example/coldline/board", "https://noe.example/coldline/legibility.pdf"],
        },
      },
    ],
  },
  {
    key: "pharmacy-reorder",
    client: "amara",
    posted: 44.0,
    title: "Reorder insulin by USSD, without a smartphone",
    field: "mobile",
    skills: ["ussd", "payments", "kotlin"],
    token: "GUSD",
    budget: "5500",
    deadline: 85,
    brief: prose`
      Sixty of our smaller pharmacies have no smartphone behind the counter after six in the evening. They should be able to
      reorder by dialling a short code: choose the product by number, the quantity, confirm, and receive an SMS with the
      delivery window. Session limits are 180 seconds and 160 characters a screen; two operators drop sessions without a
      word. A dropped session must resume where it was for ten minutes.

      Acceptance: twenty reorders from real counters in one evening, none lost, none doubled.`,
    proposals: [
      {
        by: "zanele",
        at: 44.9,
        reviewDays: 7,
        letter: prose`
          I have lived inside 160 characters for five years. Resuming is the whole job, so the state machine comes first and
          you can break it from two phones before we put a product list in. I know both operators' gateways and the person
          who answers at one of them.`,
        plan: [
          {
            title: "Sessions that resume",
            deliverable: prose`
              The state machine with resume for ten minutes, idempotent confirm, and a test bench that drops one session in
              three. No order lost or doubled over 5,000 simulated sessions.`,
            amount: "2400",
            due: 62,
          },
          {
            title: "Catalogue, SMS and the evening",
            deliverable: prose`
              Your 48 products by number, delivery windows by route, confirmation SMS, and the evening of twenty real
              reorders with the log of each.`,
            amount: "3100",
            due: 82,
          },
        ],
      },
      {
        by: "hongvan",
        at: 45.3,
        reviewDays: 7,
        letter: prose`
          Have you considered a small Android app with SMS fallback instead? It would serve 150 pharmacies rather than 60. I can
          do USSD too, but my price below is for the app, which I think you will want next year anyway.`,
        plan: [
          {
            title: "App with SMS fallback",
            deliverable: "Android app from version 7, orders over SMS when offline.",
            amount: "6800",
            due: 84,
          },
        ],
        fate: { at: 46.0, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 46.2, client: 46.3, developer: 46.6, funded: 47.0 }, 2),
      {
        at: 60.5,
        do: "submit",
        index: 0,
        note: {
          title: "State machine and drop bench",
          text: prose`
            5,000 simulated sessions, 1,661 of them dropped at a random screen: 5,000 orders, 0 lost, 0 doubled. Dial the test
            code from two phones at once and hang up where you like. The longest screen is 151 characters.`,
        },
      },
      { at: 62.2, do: "release", index: 0 },
      {
        at: 81.3,
        do: "submit",
        index: 1,
        note: {
          title: "Twenty reorders on Thursday evening",
          text: prose`
            Twenty counters, twenty orders, twenty SMS. Two sessions dropped (Ojo and Badagry), both resumed on the second
            dial. The list with times, numbers and delivery notes is in the link; your dispatcher Ngozi countersigned it.`,
          links: ["https://zdube.example/coldline/evening-log"],
        },
      },
    ],
  },
];
