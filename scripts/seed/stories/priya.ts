import { prose } from "../prose.ts";
import { agreed, committed, type Story, revealed } from "../story.ts";

/** School buses in Chennai: a ruling to execute, a part paid, an arbiter slashed, money back after silence. */
export const priya: Story[] = [
  {
    key: "bus-eta",
    client: "priya",
    posted: 30.7,
    title: "When is the bus here? An answer parents can plan by",
    field: "mobile",
    skills: ["kotlin", "swift", "maps"],
    token: "ETH",
    budget: "3.6",
    deadline: 95,
    brief: prose`
      Parents do not want a dot on a map, they want "leave the house at 7:36". Buses report every 20 seconds when the network
      allows. Give each family one number, honest about its error, and a second message only if it changes by more than two
      minutes.

      Acceptance over ten school days on four routes: the bus comes inside the promised window on nine of ten mornings, and
      no family receives more than three messages a day.`,
    proposals: [
      {
        by: "hongvan",
        at: 31.6,
        reviewDays: 7,
        letter: prose`
          I did this for a dialysis shuttle, where late means worse than late. The window comes from how this bus ran on this
          weekday, not from a map service. I would begin with the two routes that are worst.`,
        plan: [
          {
            title: "Windows for two routes",
            deliverable:
              "Arrival windows for two routes from recorded runs, nine of ten mornings inside, shown on your own phones.",
            amount: "1.5",
            due: 50,
          },
          {
            title: "Four routes, ten days, messages",
            deliverable:
              "Four routes over ten school days, nine of ten mornings inside the window, at most three messages a day and family.",
            amount: "2.0",
            due: 75,
          },
        ],
      },
      {
        by: "noe",
        at: 32.4,
        reviewDays: 7,
        letter:
          "I would offer a web page rather than two apps; parents would add it to the home screen. Messages through the operator's gateway. Cheaper, and a little less precise about background location, which you do not need.",
        plan: [
          {
            title: "Page and messages",
            deliverable: "Arrival page for four routes, messages by SMS, ten days of figures.",
            amount: "2.7",
            due: 78,
          },
        ],
        fate: { at: 33.9, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 34.0, client: 34.2, developer: 34.6, funded: 35.0 }, 2),
      {
        at: 49.5,
        do: "submit",
        index: 0,
        note: {
          title: "Routes 7 and 19",
          text: "Eighteen of twenty mornings inside the window; both misses were route 19 in the rain of the 12th. The window is 4 minutes wide for route 7 and 6 for route 19.",
        },
      },
      { at: 52.0, do: "release", index: 0 },
      {
        at: 74.6,
        do: "submit",
        index: 1,
        note: {
          title: "Four routes, ten days",
          text: "Inside the window on 37 of 40 route mornings. Messages: most families two a day, eleven families four on the day of the strike.",
        },
      },
      {
        at: 80.8,
        do: "dispute",
        index: 1,
        by: "client",
        note: {
          title: "The window was widened to pass",
          text: "Nine of ten mornings were inside, but route 3's window was 14 minutes on the last four days; it had been 5. A 14-minute window is the dot on the map again. And eleven families had four messages where the agreement says at most three.",
        },
      },
      {
        at: 83.1,
        do: "answer",
        index: 1,
        by: "developer",
        note: {
          title: "The road was dug up",
          text: "On those four days the corporation dug up the road at Adyar. An honest window is wide on such a day; narrowing it would have been the lie. The agreement sets no width. The fourth message on the day of the strike told families that the bus was not coming at all.",
        },
      },
      {
        at: 84.0,
        do: "evidence",
        index: 1,
        by: "client",
        note: {
          title: "Widths day by day",
          text: "A table of all widths. Routes 7, 11 and 19 stayed between 4 and 6 minutes during the same works at Adyar, which routes 11 and 19 pass as well.",
        },
      },
      { at: 85.6, do: "draw", index: 1, by: "priya" },
      ...committed(86.3, 1, 5500, 6000, 6500),
      ...revealed(87.1, 1, 0, 1, 2),
    ],
  },
  {
    key: "bus-roster",
    client: "priya",
    posted: 55.5,
    title: "A roster that survives a sick driver at five in the morning",
    field: "web",
    skills: ["typescript", "postgres", "accessibility"],
    token: "GUSD",
    budget: "4500",
    deadline: 105,
    brief: prose`
      Forty-one drivers, nine spares, licence classes, rest hours, and a supervisor who hears at 5:05 that somebody is ill. She
      must see, within one minute, who may legally take over, in which order to call, and what that does to tomorrow. Four
      depots; we open them one after the other.`,
    proposals: [
      {
        by: "noe",
        at: 56.7,
        reviewDays: 7,
        letter: prose`
          Rest hours are the law here, so they are the core and are tested first, with the labour rules written out in your words
          beside each test. The 5:05 screen is one list with telephone numbers. I would open one depot, wait two weeks, then the
          others.`,
        plan: [
          {
            title: "Rules and the 5:05 screen",
            deliverable:
              "Rest-hour rules tested against your 60 cases; the list of who may take over, in order, in under a minute.",
            amount: "1800",
            due: 74,
          },
          {
            title: "Four depots",
            deliverable: "All four depots live for a week each, with training and what was changed after it.",
            amount: "2600",
            due: 95,
          },
        ],
      },
      {
        by: "dmytro",
        at: 57.5,
        reviewDays: 10,
        letter:
          "The legal part could be solved as constraints with a solver, which also plans the month. It is more than you asked for; I mention it because supervisors ask for it six months later.",
        plan: [
          {
            title: "Roster by constraints",
            deliverable: "Solver for daily and monthly rosters with your rules, and the takeover list.",
            amount: "5200",
            due: 104,
          },
        ],
        fate: { at: 58.6, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 58.7, client: 58.9, developer: 59.3, funded: 59.8 }, 2),
      {
        at: 71.3,
        do: "submit",
        index: 0,
        note: {
          title: "60 of 60 cases, list in 40 seconds",
          text: "All sixty of your cases pass, including number 44, where your answer and the rule book differ; I followed the rule book and marked it. The supervisor at Tambaram needed 40 seconds at her first try.",
        },
      },
      { at: 73.0, do: "release", index: 0 },
      { at: 88.7, do: "release-part", index: 1, amount: "1300" },
    ],
  },
  {
    key: "route-model",
    client: "priya",
    posted: 17.3,
    title: "Would eight smaller buses be better? A model I can argue with",
    field: "research",
    skills: ["python", "maps", "writing"],
    token: "GUSD",
    budget: "4400",
    deadline: 65,
    brief: prose`
      The board wants to replace five large buses by eight small ones. I want a model of our morning (1,900 children, 212 stops,
      measured travel times) with which I can ask: what happens to the longest ride, to the cost, to the number of drivers we
      do not have? Every assumption on one page, each of which I can change. No recommendation, please; I will be asked
      whether I was told what to think.`,
    proposals: [
      {
        by: "dmytro",
        at: 18.4,
        reviewDays: 7,
        letter: prose`
          A model to argue with is the only kind worth making. Page of assumptions first, then the present morning reproduced to
          within three minutes on every route, and only then the eight buses.`,
        plan: [
          {
            title: "The present morning",
            deliverable:
              "Model of today's 41 buses, longest ride on each route within three minutes of the measured one; page of assumptions.",
            amount: "2200",
            due: 34,
          },
          {
            title: "Five against eight",
            deliverable: "Both fleets compared for ride, cost and drivers, with every assumption changeable by you.",
            amount: "2000",
            due: 48,
          },
        ],
      },
    ],
    course: [
      ...agreed({ accepted: 20.6, client: 20.8, developer: 21.2, funded: 21.6 }, 2),
      {
        at: 33.1,
        do: "submit",
        index: 0,
        note: {
          title: "Today's morning",
          text: "Thirty-nine of forty-one routes within three minutes. Routes 22 and 31 are off by five and six: the measured times include a tea stop that nobody wrote down.",
        },
      },
      { at: 35.6, do: "release", index: 0 },
      {
        at: 47.8,
        do: "submit",
        index: 1,
        note: {
          title: "Five against eight",
          text: "Longest ride falls from 71 to 58 minutes, cost rises by 11 %, and three more drivers are needed. The sheet recalculates in two seconds when you change a cell.",
        },
      },
      {
        at: 52.1,
        do: "dispute",
        index: 1,
        by: "client",
        note: {
          title: "Four assumptions are locked",
          text: "The cost of diesel, the driver's wage, the waiting time and the number of children at a stop are computed from hidden sheets. When I change them nothing moves. Every assumption changeable by me is the point of the work.",
        },
      },
      {
        at: 54.2,
        do: "answer",
        index: 1,
        by: "developer",
        note: {
          title: "Two were locked, two are results",
          text: "Diesel and wage were on a protected sheet: my mistake, unlocked the same day. Waiting time and children a stop are not assumptions, they come out of your own counts; changing them by hand would break the check against the measured morning.",
        },
      },
      { at: 57.5, do: "draw", index: 1, by: "dmytro" },
      ...committed(58.1, 1, 7000, 6500, 8000),
      ...revealed(59.0, 1, 0, 1, 2),
      // Three gave the developer 70 %; seven, whom both sides paid for, gave him 55.
      { at: 60.6, do: "appeal", index: 1, by: "priya", side: "client" },
      { at: 61.4, do: "appeal", index: 1, by: "dmytro", side: "developer" },
      {
        at: 62.2,
        do: "evidence",
        index: 1,
        by: "client",
        note: {
          title: "What the board asked on Tuesday",
          text: "The board asked what happens if diesel rises by a tenth. I changed the cell and nothing moved, in front of eleven people. The three arbiters read the sheet; I ask seven to open it and change a number.",
        },
      },
      { at: 63.9, do: "draw", index: 1, by: "dmytro" },
      ...committed(64.5, 1, 5000, 6000, 5500, 4500, 7000, 5000, 6500),
      ...revealed(65.3, 1, 0, 1, 2, 3, 4, 5, 6),
      { at: 68.9, do: "execute", index: 1, by: "dmytro" },
      { at: 69.2, do: "reward", index: 1, by: "dmytro" },
      { at: 69.2, do: "reclaim", index: 1, by: "dmytro" },
      { at: 69.6, do: "withdraw", index: 1, by: 2 },
      { at: 69.6, do: "withdraw", index: 1, by: "dmytro" },
      { at: 70.2, do: "return-to-court", index: 1, by: 2, round: 1 },
    ],
  },
  {
    key: "parent-hotline",
    client: "priya",
    posted: 36.7,
    title: "A hotline that answers in Tamil at 7:40",
    field: "mobile",
    skills: ["ussd", "audio", "payments"],
    token: "GUSD",
    budget: "1600",
    deadline: 70,
    brief: prose`
      Some parents have no smartphone. They should call one number, be recognised by their own, and hear in Tamil where the bus
      is and when it comes, in under fifteen seconds. At 7:40 two hundred of them call at once. Recordings are made by our own
      staff; please no synthetic voice.`,
    proposals: [
      {
        by: "zanele",
        at: 37.6,
        reviewDays: 7,
        letter:
          "Two hundred at once is the interesting line, and it is a matter of trunks, not of code. I would load-test against the real operator on a Sunday. I do not speak Tamil; your staff would cut the recordings from my list.",
        plan: [
          {
            title: "Hotline",
            deliverable:
              "The number, recognition of the caller, the answer in under fifteen seconds, two hundred at once shown on a Sunday.",
            amount: "1500",
            due: 60,
          },
        ],
      },
    ],
    course: [
      ...agreed({ accepted: 39.8, client: 40.1, developer: 40.6, funded: 41.1 }, 1),
      { at: 61.5, do: "refund", index: 0, by: "priya" },
    ],
  },
  {
    key: "parent-app-threats",
    client: "priya",
    posted: 86.2,
    title: "Who could follow a child with our app? Find out before they do",
    field: "security",
    skills: ["security", "threat-modelling", "android"],
    token: "ETH",
    budget: "2.2",
    deadline: 120,
    brief: prose`
      Our app knows where a bus with a given child is. I want somebody to think like a stalking ex-partner, a curious driver,
      a fired supervisor and a bored teenager, and to tell me what each could learn and how. You get a copy of the system with
      invented children. Deliver a list, worst first, each with a way to reproduce it and the smallest change that stops it,
      and a one-page letter that I can read to the parents.`,
    proposals: [
      {
        by: "giorgos",
        at: 87.1,
        reviewDays: 10,
        letter: prose`
          Four characters, so four afternoons before I open a tool: each writes down what they want and what they already have.
          The curious driver is usually the worst. The letter to parents I write last and shortest; it will not say "secure".`,
        plan: [
          {
            title: "Four afternoons and findings",
            deliverable: "Findings for the four characters, reproductions, smallest changes, worst first.",
            amount: "1.4",
            due: 106,
          },
          {
            title: "Retest and letter",
            deliverable: "Retest of what you mended and a one-page letter to parents.",
            amount: "0.6",
            due: 118,
          },
        ],
      },
      {
        by: "mehmet",
        at: 88.1,
        reviewDays: 7,
        letter:
          "Not my usual field, but I certified elevators, where a curious passenger is the threat model. I could take the server side; the phone side should go to somebody who does it daily.",
        plan: [
          {
            title: "Server side",
            deliverable: "Review of the server with invented children: who may read what, with reproductions.",
            amount: "0.9",
            due: 110,
          },
        ],
      },
    ],
  },
];
