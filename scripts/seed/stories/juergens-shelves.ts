import { prose } from "../prose.ts";
import { agreed, committed, type Story, revealed } from "../story.ts";

/** A music archive in Leipzig, to be kept: a finished catalogue, a jury that fell silent. */
export const juergensShelves: Story[] = [
  {
    key: "watermarks",
    client: "juergen",
    posted: 3.1,
    title: "Watermarks of 9,400 leaves, measured and comparable",
    field: "data",
    skills: ["python", "postgres", "images"],
    token: "ETH",
    budget: "2.1",
    deadline: 50,
    brief: prose`
      We photographed 9,400 leaves in transmitted light. A student measured chain-line distances by hand for 600 of them. We
      need them measured for all, in millimetres with an error, and a table in which a scholar finds leaves from the same
      mould. The 600 are the test: 95 % within half a millimetre, and no result at all where the picture does not allow one.`,
    proposals: [
      {
        by: "dmytro",
        at: 4.0,
        reviewDays: 7,
        letter: prose`
          Вимірювання з чесною похибкою: саме те, що я люблю. Chain lines are periodic, so a Fourier peak with its width gives
          both the distance and how far to trust it. I would refuse a leaf rather than guess, and show you the refused ones
          first.`,
        plan: [
          {
            title: "Measure the 600",
            deliverable: "Distances with errors for the 600 test leaves; 95 % within 0.5 mm, refusals listed with a reason.",
            amount: "0.7",
            due: 20,
          },
          {
            title: "Measure all",
            deliverable: "All 9,400 leaves, reproducible from the pictures with one command.",
            amount: "0.7",
            due: 34,
          },
          {
            title: "Find the same mould",
            deliverable: "A table with nearest leaves by distance and error, exported to your catalogue's format.",
            amount: "0.6",
            due: 46,
          },
        ],
      },
    ],
    course: [
      ...agreed({ accepted: 6.0, client: 6.2, developer: 6.5, funded: 7.0 }, 3),
      {
        at: 18.2,
        do: "submit",
        index: 0,
        note: {
          title: "600 measured, 31 refused",
          text: "Of 600 leaves 569 were measured; 96.1 % lie within 0.5 mm of the student's figure. 31 are refused, 24 of them because the leaf is not flat. Two disagreements of 1.2 mm look like the student's slips: leaves 212 and 407.",
        },
      },
      { at: 20.1, do: "release", index: 0 },
      {
        at: 32.4,
        do: "submit",
        index: 1,
        note: {
          title: "All 9,400",
          text: "8,871 measured, 529 refused. One command, 41 minutes on the reading-room computer. Checksums of pictures and results are in the table.",
        },
      },
      { at: 33.8, do: "release", index: 1 },
      {
        at: 45.0,
        do: "submit",
        index: 2,
        note: {
          title: "Same mould",
          text: "Each leaf lists its twelve nearest with a probability that comes from the errors. For the known pair 1,118 and 5,030 it says 0.97.",
        },
      },
      { at: 47.5, do: "release", index: 2 },
    ],
  },
  {
    key: "archive-backup",
    client: "juergen",
    posted: 26.5,
    title: "Backups that we have restored, not only written",
    field: "infrastructure",
    skills: ["linux", "postgres", "security"],
    token: "ETH",
    budget: "3.0",
    deadline: 80,
    brief: prose`
      Thirty-one terabytes of masters on two NAS, and a backup that nobody has ever restored. We want three copies in two
      places, checked every month against checksums, and a drill: on a day of our choice, one collection of our choice is
      restored to an empty machine by our own staff, following your page, in under four hours.`,
    proposals: [
      {
        by: "tomasz",
        at: 27.4,
        reviewDays: 7,
        letter: prose`
          The drill is the product. I write the page first and let your youngest colleague follow it while I keep my hands in my
          pockets. restic to a second NAS and to a rented box in another country, checks by cron, alarm by post card if need be.`,
        plan: [
          {
            title: "Three copies, checked",
            deliverable: "Copies in two places, monthly checks against checksums, an alarm when one did not run.",
            amount: "1.6",
            due: 45,
          },
          {
            title: "The drill",
            deliverable: "A page that your staff follow; one collection restored to an empty machine in under four hours.",
            amount: "1.2",
            due: 66,
          },
        ],
      },
      {
        by: "giorgos",
        at: 28.2,
        reviewDays: 10,
        letter:
          "I can review the result against ransomware and a hostile administrator, as a separate small job; building it is better done by somebody near the machines.",
        plan: [
          {
            title: "Review",
            deliverable: "Review of the backup against ransomware and a hostile administrator.",
            amount: "0.8",
            due: 78,
          },
        ],
        fate: { at: 29.0, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 29.3, client: 29.4, developer: 29.8, funded: 30.4 }, 2),
      {
        at: 44.0,
        do: "submit",
        index: 0,
        note: {
          title: "Three copies",
          text: "31.2 TB in both places since Sunday, first full check passed with 0 of 412,006 files different. The alarm was tested by pulling the plug.",
        },
      },
      { at: 46.6, do: "release", index: 0 },
      {
        at: 65.2,
        do: "submit",
        index: 1,
        note: {
          title: "Drill on the 3rd",
          text: "Frau Lindner restored the Becker collection to the empty machine in 3 h 20 min with the page alone. I was on the telephone for the last half hour.",
        },
      },
      {
        at: 70.7,
        do: "dispute",
        index: 1,
        by: "client",
        note: {
          title: "It was not the page alone",
          text: "For the last half hour Herr Wiśniewski dictated three commands that are not on the page. Without them the restore stops at the permissions. The deliverable says: a page that our staff follow.",
        },
      },
      {
        at: 72.8,
        do: "answer",
        index: 1,
        by: "developer",
        note: {
          title: "Three commands, added the same evening",
          text: "True: three chown lines were missing. They were on the page the same evening and the drill could have been repeated any day since; I offered two dates.",
        },
      },
      { at: 75.4, do: "draw", index: 1, by: "tomasz" },
      ...committed(76.0, 1, 6500, 5000, 7000),
      ...revealed(77.0, 1, 0),
      { at: 78.6, do: "pass", index: 1, by: "juergen" },
      { at: 78.7, do: "execute", index: 1, by: "juergen" },
      { at: 79.2, do: "reward", index: 1, by: "juergen" },
      { at: 79.2, do: "reclaim", index: 1, by: "juergen" },
      { at: 79.6, do: "withdraw", index: 1, by: 0 },
      { at: 79.6, do: "withdraw", index: 1, by: "juergen" },
      { at: 79.6, do: "withdraw", index: 1, by: "tomasz" },
      { at: 81.5, do: "return-to-court", index: 1, by: 1 },
      { at: 81.7, do: "return-to-court", index: 1, by: 2 },
    ],
  },
];
