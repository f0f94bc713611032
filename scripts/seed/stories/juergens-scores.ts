import { prose } from "../prose.ts";
import { agreed, type Story } from "../story.ts";

/** A music archive in Leipzig, to be read: a case whose evidence is being gathered, a question that is open. */
export const juergensScores: Story[] = [
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
        plan: [
          {
            title: "Alignment on an open viewer",
            deliverable: "Aligned comparison as a plug-in, with tests over 200 pages.",
            amount: "3.2",
            due: 95,
          },
        ],
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
        note: {
          title: "Seams closed",
          text: "Tiles now overlap by one texel and blend. Folio 12 at 3:1, 4:1 and 8:1 is in the link, before and after.",
          links: ["https://tanaka-ren.example/score/seams"],
        },
      },
      { at: 57.4, do: "release", index: 0 },
      {
        at: 74.1,
        do: "submit",
        index: 1,
        note: {
          title: "Two sources, aligned",
          text: "All 2,300 pages load in pairs. Where one source lacks a bar, the gap is drawn as a grey bar with its number. Alignment errors over the 200 pages you marked: 3, listed.",
        },
      },
      {
        at: 79.6,
        do: "request-changes",
        index: 1,
        note: {
          title: "Repeats are unfolded in one source only",
          text: "Where the copyist wrote out a repeat and the autograph has a sign, the alignment runs away by eight bars. There are eleven such pieces; they are the interesting ones.",
        },
      },
      {
        at: 82.2,
        do: "submit",
        index: 1,
        note: {
          title: "Repeats follow the encoding",
          text: "Written-out repeats are matched to signs by the expansion element in your MEI. Nine of eleven pieces align; in the other two the encoding has no expansion, so there is nothing to follow.",
        },
      },
      {
        at: 84.9,
        do: "request-changes",
        index: 1,
        note: {
          title: "The two pieces without expansion",
          text: "Please align the remaining two as well, by comparing pitches. A reader cannot know which pieces were encoded with care.",
        },
      },
      {
        at: 86.6,
        do: "submit",
        index: 1,
        note: {
          title: "As agreed: from the annotations",
          text: "The milestone says aligned from MEI. Recognising pitches is another job, which I would gladly quote. Submitted again as it stands, with the two pieces marked on screen as not encoded.",
        },
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
      {
        at: 89.3,
        do: "answer",
        index: 1,
        by: "client",
        note: {
          title: "Gaps shown as gaps, and these are none",
          text: "Both pieces have every bar; the viewer shows eight as missing. I do not ask for the recognition of pitches, only for a comparison that does not tell a reader something false. A mark on screen is a beginning, and I would pay for most of it.",
        },
      },
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
          {
            title: "300 checked systems",
            deliverable: "Test set with images, encodings and who checked what, published under a free licence.",
            amount: "1.3",
            due: 108,
          },
          {
            title: "Trial and page",
            deliverable: "Three methods, error rates by hand for letters and rhythm, hours for one book measured.",
            amount: "1.4",
            due: 127,
          },
        ],
      },
      {
        by: "ren",
        at: 87.0,
        reviewDays: 10,
        letter:
          "譜線の傾きと滲みの補正は得意です。I could prepare the images for anyone who takes the trial: straightened systems, even light, with the transformation kept so that every pixel can be traced back to the scan.",
        plan: [
          {
            title: "Prepared images",
            deliverable: "300 systems straightened and evened, with reversible transformations.",
            amount: "0.8",
            due: 104,
          },
        ],
      },
    ],
  },
];
