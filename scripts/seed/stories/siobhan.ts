import { prose } from "../prose.ts";
import { agreed, committed, type Story, revealed } from "../story.ts";

/** Harbours around Galway: a case to answer, votes being revealed, an atlas delivered. */
export const siobhan: Story[] = [
  {
    key: "tide-alerts",
    client: "siobhan",
    posted: 51.2,
    title: "Tell a skipper about the swell before he casts off",
    field: "mobile",
    skills: ["kotlin", "swift", "timeseries", "maps"],
    token: "ETH",
    budget: "3.0",
    deadline: 105,
    brief: prose`
      Eleven buoys report height, period and direction every half hour. Forty skippers in seven harbours each have their own
      idea of "too much": a height at a period from a direction. They should set it once, with wet fingers, and be woken if
      the next six hours cross it. Works with one bar of signal; a missed warning is worse than three false ones, but three
      false ones and they switch it off.

      Acceptance: one month beside the coast-guard's own notices, and the skippers of Kilronan say whether they would keep
      it.`,
    proposals: [
      {
        by: "hongvan",
        at: 52.0,
        reviewDays: 7,
        letter: prose`
          My father fished from Thọ Quang, so I know the thumb in question. Setting "too much" by pointing at a day they remember
          is easier than three sliders: "like the Tuesday of the regatta". Warnings go by push and, if not acknowledged in ten
          minutes, by call.`,
        plan: [
          {
            title: "Set it with a wet thumb",
            deliverable: "Limits by pointing at remembered days; eleven buoys read; tested with gloves and water on five phones.",
            amount: "1.1",
            due: 70,
          },
          {
            title: "A month beside the coast guard",
            deliverable:
              "One month of warnings beside the coast guard's notices: missed, false and right ones, and the verdict of Kilronan.",
            amount: "1.7",
            due: 88,
          },
        ],
      },
      {
        by: "zanele",
        at: 53.0,
        reviewDays: 7,
        letter:
          "One bar of signal means SMS, so my version has no app at all: a skipper texts his limits once and is texted back. Cheaper, uglier, and it wakes people.",
        plan: [
          {
            title: "By text",
            deliverable: "Limits and warnings by SMS for forty skippers, a month of figures.",
            amount: "1.6",
            due: 95,
          },
        ],
        fate: { at: 54.6, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 54.7, client: 54.9, developer: 55.4, funded: 55.9 }, 2),
      {
        at: 68.0,
        do: "submit",
        index: 0,
        note: {
          title: "Wet thumbs at Kilronan",
          text: "Nine skippers set their limits by pointing at a remembered day; the median took 70 seconds with a glove. The bucket test was done twice because the first bucket was beer.",
        },
      },
      { at: 70.4, do: "release", index: 0 },
      {
        at: 85.5,
        do: "submit",
        index: 1,
        note: {
          title: "The month",
          text: "23 warnings: 18 right, 4 false, 1 missed. Kilronan: six would keep it, two would not, one has sold his boat.",
          links: ["https://guild-notes.example/tides/month"],
        },
      },
      {
        at: 88.9,
        do: "dispute",
        index: 1,
        by: "client",
        note: {
          title: "The month was nineteen days",
          text: prose`
            The comparison covers nineteen days; on the others buoys 4 and 9 were not read because a certificate had expired.
            The one missed warning fell on a day that was read. I do not ask for everything back: the skippers like it. But a
            month beside the coast guard is the thing I paid for, and I have offered a split.`,
        },
      },
      { at: 89.4, do: "offer-split", index: 1, by: "client", developerBps: 5500 },
    ],
  },
  {
    key: "buoy-archive",
    client: "siobhan",
    posted: 33.8,
    title: "Nineteen years of buoy readings in one honest file",
    field: "data",
    skills: ["netcdf", "python", "timeseries"],
    token: "ETH",
    budget: "4.0",
    deadline: 90,
    brief: prose`
      Eleven buoys, nineteen years, four manufacturers, two changes of clock and one of units. I want one NetCDF file for each
      buoy with every reading we ever had, flags for what is doubtful and why, and a report of what was changed. Nothing may
      be silently corrected. CF conventions; a stranger must be able to plot it in ten lines.`,
    proposals: [
      {
        by: "dmytro",
        at: 34.9,
        reviewDays: 7,
        letter: prose`
          Nothing silently corrected: I would keep the raw value beside every corrected one and count them at the top of the file.
          The clock changes I would find by the tide itself, which does not know about daylight saving.`,
        plan: [
          {
            title: "Raw readings and clocks",
            deliverable:
              "All raw readings of eleven buoys in one layout, clocks aligned against the tide with the evidence for each shift.",
            amount: "2.2",
            due: 57,
          },
          {
            title: "Flags, units, report",
            deliverable: "Flags with reasons, units, CF-checked files, a report of every change, and the ten-line plot.",
            amount: "1.6",
            due: 78,
          },
        ],
      },
      {
        by: "noe",
        at: 35.7,
        reviewDays: 7,
        letter:
          "I can build the download page with previews once the files exist. For the archive itself you want a data person.",
        plan: [
          {
            title: "Download page",
            deliverable: "Page with previews and checksums for the eleven files.",
            amount: "0.7",
            due: 88,
          },
        ],
        fate: { at: 36.9, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 37.0, client: 37.2, developer: 37.7, funded: 38.2 }, 2),
      {
        at: 55.6,
        do: "submit",
        index: 0,
        note: {
          title: "9.1 million readings, eleven clocks",
          text: "9,132,407 raw readings. Fourteen clock shifts found by the tide, each with a plot; two of them (buoy 3, both in 2011) are not in your log book.",
        },
      },
      { at: 57.3, do: "release", index: 0 },
      {
        at: 77.3,
        do: "submit",
        index: 1,
        note: {
          title: "Files, flags, report",
          text: "Eleven files pass the CF checker. 2.4 % of readings are flagged, with reasons. The report is 31 pages; the ten-line plot is on the first.",
        },
      },
      {
        at: 83.2,
        do: "dispute",
        index: 1,
        by: "client",
        note: {
          title: "Buoy 6 was smoothed",
          text: "In buoy 6 from 2014 on, wave heights are a running mean over three readings. The report does not mention it. It was found only because a storm peak of 9.8 m became 8.1. Nothing silently corrected was the one rule.",
        },
      },
      {
        at: 85.4,
        do: "answer",
        index: 1,
        by: "developer",
        note: {
          title: "The smoothing is the manufacturer's",
          text: "The logger of 2014 writes a running mean by itself: see its manual, page 41. I passed on what it wrote and did not smooth anything. What I should have done is to flag it, and I have now done so; the raw three-second data of that logger no longer exist.",
          links: ["https://koval.example/buoys/logger-manual-p41"],
        },
      },
      {
        at: 86.1,
        do: "evidence",
        index: 1,
        by: "client",
        note: {
          title: "A flag would have been enough",
          text: "I accept that the logger smoothed. But a reader of the delivered file could not know, and the report claimed to list everything. I would have accepted a flag.",
        },
      },
      { at: 88.2, do: "draw", index: 1, by: "siobhan" },
      ...committed(88.9, 1, 6000, 7000, 6500),
      ...revealed(89.6, 1, 2),
    ],
  },
  {
    key: "wave-atlas",
    client: "siobhan",
    posted: 13.9,
    title: "A small atlas of waves that a harbour master will keep on the wall",
    field: "design",
    skills: ["maps", "typography", "images"],
    token: "GUSD",
    budget: "3200",
    deadline: 60,
    brief: prose`
      Seven sheets, one for each harbour: which swell from which direction closes the entrance, and how often each month. A
      harbour master reads it standing, in bad light, with a stranger asking. Printable at A2 without a plotter's help, no
      legend longer than four lines, and colours that survive a photocopier.`,
    proposals: [
      {
        by: "ren",
        at: 14.8,
        reviewDays: 7,
        letter: prose`
          港の入口の図は、方位盤を海図に重ねるとよく読めます。I would draw each month as a small rose in its place around the
          harbour, so that nobody needs a legend for direction. Grey first, colour last.`,
        plan: [
          {
            title: "Two harbours",
            deliverable: "Kilronan and Rossaveel at A2, read by two harbour masters, photocopied twice.",
            amount: "1400",
            due: 32,
          },
          {
            title: "Seven sheets",
            deliverable: "All seven sheets with sources, and a page on how to redraw them next year.",
            amount: "1600",
            due: 48,
          },
        ],
      },
    ],
    course: [
      ...agreed({ accepted: 17.0, client: 17.2, developer: 17.6, funded: 18.0 }, 2),
      {
        at: 30.2,
        do: "submit",
        index: 0,
        note: {
          title: "Kilronan and Rossaveel",
          text: "Both sheets were read aloud to a stranger by the harbour masters without help. The second photocopy still tells December from January.",
        },
      },
      { at: 32.0, do: "release", index: 0 },
      {
        at: 35.4,
        do: "amend",
        by: "developer",
        reason:
          "Two of the five harbours left, Inishbofin and Roundstone, have a bar whose depth changes what the swell does, so each needs a second rose. That is a week more and 350 GUSD; the other three come sooner, and are paid when they come.",
        funded: 2,
        plan: [
          {
            title: "Three sheets without a bar",
            deliverable: "Ros an Mhíl's neighbours: three sheets at A2 with sources, read by their harbour masters.",
            amount: "950",
            due: 44,
            from: 1,
          },
          {
            title: "Two sheets with a bar, and how to redraw them",
            deliverable:
              "Inishbofin and Roundstone with a rose for low and one for high water, and a page on redrawing all of them.",
            amount: "1000",
            due: 56,
          },
        ],
      },
      {
        at: 42.3,
        do: "submit",
        index: 0,
        note: {
          title: "Three sheets",
          text: "All three were read standing, at dusk, by the people who will hang them. One colour was too pale for the photocopier and is darker now.",
        },
      },
      { at: 43.8, do: "release", index: 0 },
      {
        at: 47.1,
        do: "submit",
        index: 1,
        note: {
          title: "Seven sheets",
          text: "All seven at A2, sources on the back, and a page on redrawing them with next year's file. 印刷は近くのコピー店で確認済みです。",
        },
      },
      { at: 55.0, do: "release", index: 1, by: "ren" },
    ],
  },
  {
    key: "harbour-handbook",
    client: "siobhan",
    posted: 84.1,
    title: "What to do when the buoy is wrong: a handbook for harbour masters",
    field: "writing",
    skills: ["writing", "documentation", "oceanography"],
    token: "GUSD",
    budget: "1900",
    deadline: 128,
    brief: prose`
      Twenty pages, spiral bound, to hang on a nail. How to see that a buoy lies (flat line, wrong period, a neighbour that
      disagrees), whom to call, what to tell the boats meanwhile, and how to write it down so that I can repair the data a
      year later. In plain English with the Irish beside it; I have a translator. You talk to three harbour masters first and
      spend one day on the tender.`,
    proposals: [
      {
        by: "noe",
        at: 85.2,
        reviewDays: 7,
        letter: prose`
          I write the manuals of everything I build, and this one I would write without building anything. Each page answers one
          question that somebody really asked; the three harbour masters give me the questions. I get seasick, and will come
          anyway.`,
        plan: [
          {
            title: "Questions and six pages",
            deliverable: "The list of questions from three harbour masters and six finished pages, tried by a fourth.",
            amount: "800",
            due: 106,
          },
          {
            title: "Twenty pages",
            deliverable: "All pages, ready for translator and printer, with the form for writing it down.",
            amount: "1000",
            due: 124,
          },
        ],
      },
      {
        by: "seoyeon",
        at: 86.0,
        reviewDays: 7,
        letter:
          "I would lay it out for a nail and a wet hand: big page numbers, one question a page, and a form that can be filled in with a carpenter's pencil. The words should come from someone else.",
        plan: [
          {
            title: "Layout and form",
            deliverable: "Layout of twenty pages and the form, with a trial print on waterproof paper.",
            amount: "600",
            due: 118,
          },
        ],
      },
    ],
  },
];
