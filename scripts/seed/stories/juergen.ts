import { prose } from "../prose.ts";
import { agreed, committed, type Story, revealed } from "../story.ts";

/** A music archive in Leipzig: a case to answer, a finished catalogue, a jury that fell silent. */
export const juergen: Story[] = [
  {
    key: "score-viewer",
    client: "juergen",
    posted: 31.0,
    title: "A viewer for manuscripts that turns pages like a musician",
    field: "web",
    skills: ["iiif", "webgl", "typescript", "accessibility"],
    token: "ETH",
    budget: "5.0",
    deadline: 112,
    brief: prose`
      Our IIIF images are good and every viewer treats them as pictures. A musician turns two systems ahead, zooms to a slur
      without losing the bar, and compares two sources side by side with their bars aligned.

      1. Deep zoom over IIIF Image API 3, 60 frames a second on a five-year-old tablet.
      2. Bar alignment between two sources from our measure annotations (MEI, 2,300 pages already encoded).
      3. A foot pedal (it is a Bluetooth keyboard) turns by system, not by page.

      Acceptance is by three readers in our reading room, each with a source of their choice, for an hour.`,
    proposals: [
      {
        by: "ren",
        at: 32.2,
        reviewDays: 10,
        letter: prose`
          大学図書館の絵巻ビューアを作ったとき、いちばん難しかったのは速さではなく「いま見ている場所を失わない」ことでした。
          For your musicians I would make the bar, not the pixel, the unit of everything: zoom keeps a bar, the pedal moves by
          systems, the comparison aligns bars. Tiles are drawn in WebGL; the tablet in your photograph is the one I would test
          on, if you lend me its model number.`,
        plan: [
          {
            title: "Deep zoom that keeps its bar",
            deliverable: "IIIF 3 tiles in WebGL at 60 frames a second on your reading-room tablet; zoom anchored to bars.",
            amount: "1.6",
            due: 50,
          },
          {
            title: "Two sources, aligned",
            deliverable: "Side-by-side comparison with bars aligned from MEI, for the 2,300 encoded pages, gaps shown as gaps.",
            amount: "2.1",
            due: 75,
          },
          {
            title: "Pedal and reading room",
            deliverable: "System turns by pedal; the hour with three readers; their remarks answered.",
            amount: "1.1",
            due: 108,
          },
        ],
      },
      {
        by: "omar",
        at: 33.0,
        reviewDays: 7,
        letter: prose`
          I would build on an existing open viewer and spend your money on the alignment, which none of them has. It will not
          reach 60 frames on an old tablet; I would rather say that now.`,
        plan: [{ title: "Alignment on an open viewer", deliverable: "Aligned comparison as a plug-in, with tests over 200 pages.", amount: "3.2", due: 95 }],
        fate: { at: 34.0, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 34.1, client: 34.3, developer: 34.9, funded: 35.5 }, 3),
      {
        at: 49.2,
        do: "submit",
        index: 0,
        note: {
          title: "深いズームと小節の固定",
          text: prose`
            Deep zoom runs at 58 to 61 frames on the tablet (video, with the counter). Zooming keeps the bar under the fingers;
            double tap goes to the system. 小節の境界が注釈と二ピクセル以上ずれるページが七つあり、一覧を添えました。`,
          links: ["https://tanaka-ren.example/score/tablet"],
        },
      },
      {
        at: 52.0,
        do: "request-changes",
        index: 0,
        note: {
          title: "Slurs tear at tile borders",
          text: prose`
            On Mus.ms. 417, folio 12, slurs that cross a tile border show a hairline at 3:1 zoom. Scholars will take it for an
            erasure. Please close the seam; the rest is as I hoped.`,
        },
      },
      {
        at: 55.0,
        do: "submit",
        index: 0,
        note: { title: "Seams closed", text: "Tiles now overlap by one texel and blend. Folio 12 at 3:1, 4:1 and 8:1 is in the link, before and after.", links: ["https://tanaka-ren.example/score/seams"] },
      },
      { at: 57.4, do: "release", index: 0 },
      {
        at: 74.1,
        do: "submit",
        index: 1,
        note: { title: "Two sources, aligned", text: "All 2,300 pages load in pairs. Where one source lacks a bar, the gap is drawn as a grey bar with its number. Alignment errors over the 200 pages you marked: 3, listed." },
      },
      {
        at: 79.6,
        do: "request-changes",
        index: 1,
        note: { title: "Repeats are unfolded in one source only", text: "Where the copyist wrote out a repeat and the autograph has a sign, the alignment runs away by eight bars. There are eleven such pieces; they are the interesting ones." },
      },
      {
        at: 82.2,
        do: "submit",
        index: 1,
        note: { title: "Repeats follow the encoding", text: "Written-out repeats are matched to signs by the expansion element in your MEI. Nine of eleven pieces align; in the other two the encoding has no expansion, so there is nothing to follow." },
      },
      {
        at: 84.9,
        do: "request-changes",
        index: 1,
        note: { title: "The two pieces without expansion", text: "Please align the remaining two as well, by comparing pitches. A reader cannot know which pieces were encoded with care." },
      },
      {
        at: 86.6,
        do: "submit",
        index: 1,
        note: { title: "As agreed: from the annotations", text: "The milestone says aligned from MEI. Recognising pitches is another job, which I would gladly quote. Submitted again as it stands, with the two pieces marked on screen as not encoded." },
      },
      {
        at: 88.4,
        do: "dispute",
        index: 1,
        by: "developer",
        note: {
          title: "三度目の修正依頼は、約束の外にあります",
          text: prose`
            The deliverable is "bars aligned from MEI, gaps shown as gaps". Eleven pieces with repeats were raised and nine are
            solved from the encoding. The last two have no expansion in the archive's own files. I ask the court to read the
            sentence that we both signed. 仕事は三か月続いており、この節目の支払いだけが残っています。`,
          links: ["https://tanaka-ren.example/score/two-pieces"],
        },
      },
    ],
  },
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
          { title: "Measure the 600", deliverable: "Distances with errors for the 600 test leaves; 95 % within 0.5 mm, refusals listed with a reason.", amount: "0.7", due: 20 },
          { title: "Measure all", deliverable: "All 9,400 leaves, reproducible from the pictures with one command.", amount: "0.7", due: 34 },
          { title: "Find the same mould", deliverable: "A table with nearest leaves by distance and error, exported to your catalogue's format.", amount: "0.6", due: 46 },
        ],
      },
    ],
    course: [
      ...agreed({ accepted: 6.0, client: 6.2, developer: 6.5, funded: 7.0 }, 3),
      { at: 18.2, do: "submit", index: 0, note: { title: "600 measured, 31 refused", text: "Of 600 leaves 569 were measured; 96.1 % lie within 0.5 mm of the student's figure. 31 are refused, 24 of them because the leaf is not flat. Two disagreements of 1.2 mm look like the student's slips: leaves 212 and 407." } },
      { at: 20.1, do: "release", index: 0 },
      { at: 32.4, do: "submit", index: 1, note: { title: "All 9,400", text: "8,871 measured, 529 refused. One command, 41 minutes on the reading-room computer. Checksums of pictures and results are in the table." } },
      { at: 33.8, do: "release", index: 1 },
      { at: 45.0, do: "submit", index: 2, note: { title: "Same mould", text: "Each leaf lists its twelve nearest with a probability that comes from the errors. For the known pair 1,118 and 5,030 it says 0.97." } },
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
          { title: "Three copies, checked", deliverable: "Copies in two places, monthly checks against checksums, an alarm when one did not run.", amount: "1.6", due: 45 },
          { title: "The drill", deliverable: "A page that your staff follow; one collection restored to an empty machine in under four hours.", amount: "1.2", due: 66 },
        ],
      },
      {
        by: "giorgos",
        at: 28.2,
        reviewDays: 10,
        letter: "I can review the result against ransomware and a hostile administrator, as a separate small job; building it is better done by somebody near the machines.",
        plan: [{ title: "Review", deliverable: "Review of the backup against ransomware and a hostile administrator.", amount: "0.8", due: 78 }],
        fate: { at: 29.0, is: "declined" },
      },
    ],
    course: [
      ...agreed({ accepted: 29.3, client: 29.4, developer: 29.8, funded: 30.4 }, 2),
      { at: 44.0, do: "submit", index: 0, note: { title: "Three copies", text: "31.2 TB in both places since Sunday, first full check passed with 0 of 412,006 files different. The alarm was tested by pulling the plug." } },
      { at: 46.6, do: "release", index: 0 },
      { at: 65.2, do: "submit", index: 1, note: { title: "Drill on the 3rd", text: "Frau Lindner restored the Becker collection to the empty machine in 3 h 20 min with the page alone. I was on the telephone for the last half hour." } },
      {
        at: 70.7,
        do: "dispute",
        index: 1,
        by: "client",
        note: { title: "It was not the page alone", text: "For the last half hour Herr Wiśniewski dictated three commands that are not on the page. Without them the restore stops at the permissions. The deliverable says: a page that our staff follow." },
      },
      {
        at: 72.8,
        do: "answer",
        index: 1,
        by: "developer",
        note: { title: "Three commands, added the same evening", text: "True: three chown lines were missing. They were on the page the same evening and the drill could have been repeated any day since; I offered two dates." },
      },
      { at: 75.4, do: "draw", index: 1, by: "tomasz" },
      ...committed(76.0, 1, 6500, 5000, 7000),
      ...revealed(77.0, 1, 0),
      { at: 78.6, do: "pass", index: 1, by: "juergen" },
      { at: 78.7, do: "execute", index: 1, by: "juergen" },
      { at: 79.2, do: "claim", index: 1, by: 0 },
      { at: 79.2, do: "claim", index: 1, by: "juergen" },
      { at: 79.2, do: "claim", index: 1, by: "tomasz" },
      { at: 79.6, do: "withdraw", index: 1, by: 0 },
      { at: 79.6, do: "withdraw", index: 1, by: "juergen" },
      { at: 79.6, do: "withdraw", index: 1, by: "tomasz" },
      { at: 81.5, do: "return-to-court", index: 1, by: 1 },
      { at: 81.7, do: "return-to-court", index: 1, by: 2 },
    ],
  },
  {
    key: "lute-tablature",
    client: "juergen",
    posted: 85.3,
    title: "Can a machine read French lute tablature? A fair trial",
    field: "research",
    skills: ["images", "python", "music"],
    token: "ETH",
    budget: "2.8",
    deadline: 130,
    brief: prose`
      We hold 74 tablature books. Before we ask for money to encode them we want to know what recognition can do today:
      letters on six lines, rhythm signs above, in eleven hands from 1580 to 1700.

      Deliver a test set of 300 systems that you have checked by ear or by eye, two or three methods tried on it, error rates
      for letters and for rhythm apart, and a page that says what a person would still have to do for one book, in hours. A
      negative answer, well shown, is worth the same to us.`,
    proposals: [
      {
        by: "dmytro",
        at: 86.4,
        reviewDays: 10,
        letter: prose`
          I play the guitar badly enough to check by ear slowly. Eleven hands means eleven error rates, not one average; the
          table would show the worst hand first. Hours for one book I would measure by correcting one, with a clock.`,
        plan: [
          { title: "300 checked systems", deliverable: "Test set with images, encodings and who checked what, published under a free licence.", amount: "1.3", due: 108 },
          { title: "Trial and page", deliverable: "Three methods, error rates by hand for letters and rhythm, hours for one book measured.", amount: "1.4", due: 127 },
        ],
      },
      {
        by: "ren",
        at: 87.0,
        reviewDays: 10,
        letter: "譜線の傾きと滲みの補正は得意です。I could prepare the images for anyone who takes the trial: straightened systems, even light, with the transformation kept so that every pixel can be traced back to the scan.",
        plan: [{ title: "Prepared images", deliverable: "300 systems straightened and evened, with reversible transformations.", amount: "0.8", due: 104 }],
      },
    ],
  },
];
