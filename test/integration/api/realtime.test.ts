/** The socket: only one's own account's room, nothing lost over a pause, closed with the session. */
import { once } from "node:events";
import { expect } from "chai";
import { io, type Socket } from "socket.io-client";
import type { ClientWords, Delivery, JoinAnswer, Room, ServerWords } from "#core/events.ts";
import { ProjectId, mintId } from "#core/lib/ids.ts";
import { openBell, publish } from "#outbox";
import { aProject, aProposal, anApi, type Member, type TestApi, webOrigin } from "../../support/api.ts";
import { seeded } from "../../support/seeded.ts";
import { until } from "../../support/until.ts";

type Line = Socket<ServerWords, ClientWords>;

describe("realtime", function () {
  this.timeout(60_000);
  let api: TestApi;
  let client: Member;
  const lines: Line[] = [];
  before(async () => {
    api = await anApi();
    client = await api.as(1);
  });
  afterEach(() => {
    for (const line of lines.splice(0)) line.close();
  });
  after(async () => api?.close());

  const open = (headers: Record<string, string> = {}): Line => {
    const line: Line = io(api.url, { transports: ["websocket"], extraHeaders: headers, forceNew: true, reconnection: false });
    lines.push(line);
    return line;
  };
  const connected = async (headers?: Record<string, string>): Promise<Line> => {
    const line = open(headers);
    await once(line as never, "connect");
    return line;
  };
  const join = (line: Line, rooms: string[], since?: string): Promise<JoinAnswer> =>
    new Promise((resolve) => line.emit("join", { rooms: rooms as Room[], ...(since ? { since } : {}) }, resolve));
  const hearing = (line: Line): Delivery[] => {
    const heard: Delivery[] = [];
    line.on("event", (delivery) => heard.push(delivery));
    return heard;
  };
  const cursorOf = (answer: JoinAnswer): string => {
    if (!answer.ok) throw new Error(`Not joined: ${answer.code}`);
    return answer.cursor;
  };

  it("tells a page what it is in the room of", async () => {
    const line = await connected();
    const heard = hearing(line);
    await join(line, ["public"]);

    const project = await client.api.projects.post(aProject(api.clock.at));

    await until(() => heard.length > 0);
    expect(heard[0]).to.deep.include({ topic: "project.posted", payload: { project: project.id, client: client.address } });
  });

  it("tells what happened since the position that a page was fetched at, and without it only what comes", async () => {
    const told = (all: Delivery[]) =>
      all.filter(({ topic }) => topic === "project.posted").map(({ payload }) => (payload as { project: string }).project);
    const { cursor } = await api.stranger().chain.position();
    const early = await connected();
    const first = hearing(early);
    await join(early, ["public"]);
    const project = await client.api.projects.post(aProject(api.clock.at));
    // Told a moment after it happened: until then it is still to come for whoever joins.
    await until(() => told(first).includes(project.id));
    const [since, without] = [await connected(), await connected()];
    const [heard, deaf] = [hearing(since), hearing(without)];

    expect(await join(since, ["public"], cursor)).to.include({ ok: true, mustRefetch: false });
    await join(without, ["public"]);
    const later = await client.api.projects.post(aProject(api.clock.at));
    await until(() => told(heard).includes(later.id) && told(deaf).includes(later.id));

    expect(told(heard)).to.include.members([project.id, later.id]);
    expect(told(deaf)).to.deep.equal([later.id]);
  });

  const refused: [string, string[], string][] = [
    ["somebody else's account", [`account:0x${"9".repeat(40)}`], "not-allowed"],
    ["one's own account among another's", ["public", `account:0x${"9".repeat(40)}`], "not-allowed"],
    ["a room of no kind", ["admin"], "bad-input"],
    ["a socket's own room", ["x".repeat(20)], "bad-input"],
    ["no room at all", [], "bad-input"],
  ];
  for (const [name, rooms, code] of refused) {
    it(`does not open ${name}`, async () => {
      const line = await connected({ cookie: client.cookie });

      expect(await join(line, rooms)).to.deep.equal({ ok: false, code });
    });
  }

  it("opens an account's room to that account alone", async () => {
    const [own, stranger] = [await connected({ cookie: client.cookie }), await connected()];
    const heard = hearing(own);

    expect(await join(stranger, [`account:${client.address}`])).to.deep.equal({ ok: false, code: "not-allowed" });
    expect((await join(own, [`account:${client.address}`])).ok).to.equal(true);
    const developer = await api.as(2);
    const project = await client.api.projects.post(aProject(api.clock.at));

    await developer.api.proposals.submit(aProposal(project.id, api.clock.at));

    await until(() => heard.some(({ topic }) => topic === "proposal.submitted"));
  });

  it("speaks to no page of another origin", async () => {
    const ours = open({ origin: webOrigin });
    await once(ours as never, "connect");
    const theirs = open({ origin: "https://evil.example" });

    await once(theirs as never, "connect_error");
    expect(theirs.connected).to.equal(false);
  });

  it("closes within five seconds of the session's end", async () => {
    const member = await api.as(7);
    const line = await connected({ cookie: member.cookie });
    const ended = once(line as never, "disconnect");
    const told = once(line as never, "session-ended");

    const began = Date.now();
    await member.send("DELETE", "/v1/session");
    await Promise.all([told, ended]);

    expect(Date.now() - began).to.be.below(5_000);
  });

  it("loses and doubles nothing over a hundred pauses, in order", async () => {
    const random = seeded("pauses");
    const { prisma, pool } = api.deps.database;
    const bell = openBell(pool);
    const project = ProjectId.parse(mintId());
    const room = `project:${project}`;
    const total = 1_500;
    let told = 0;
    const tell = async () => {
      while (told < total) {
        const count = Math.min(total - told, 1 + Math.floor(random() * 8));
        await prisma.$transaction(async (tx) => {
          for (let i = 0; i < count; i++)
            await publish(tx, "project.updated", { project, client: client.address }, `n-${told + i}`);
        });
        told += count;
        bell.ring();
      }
    };

    const heard: string[] = [];
    const first = await connected();
    let cursor = cursorOf(await join(first, [room]));
    first.close();
    const telling = tell();
    for (let pause = 0; pause < 100 || heard.length < total; pause++) {
      const line = await connected();
      line.on("event", (delivery) => {
        heard.push(delivery.cursor);
        cursor = delivery.cursor;
      });
      const answer = await join(line, [room], cursor);
      expect(answer).to.include({ ok: true, mustRefetch: false });
      if (pause >= 99) await telling.then(() => until(() => heard.length >= total, { what: `the rest of ${total}` }));
      else await new Promise((resolve) => setTimeout(resolve, random() * 20));
      line.close();
      if (pause >= 99) break;
    }

    const { rows } = await pool.query<{ cursor: string }>(
      "select xid::text || ':' || seq as cursor from bus.outbox where payload->>'project' = $1 order by xid, seq",
      [project],
    );
    expect(heard).to.deep.equal(rows.map((row) => row.cursor));
  });

  it("would lose what was told meanwhile without its cursor: the control of the test before", async () => {
    const project = ProjectId.parse(mintId());
    const tell = () => publish(api.deps.database.pool, "project.updated", { project, client: client.address });
    const [witness, late] = [await connected(), await connected()];
    const [seen, heard] = [hearing(witness), hearing(late)];
    await join(witness, [`project:${project}`]);
    await tell();
    await until(() => seen.length === 1);

    await join(late, [`project:${project}`]);
    await tell();
    await until(() => seen.length === 2 && heard.length > 0);

    expect(heard).to.deep.equal(seen.slice(1));
  });

  it("says so when more was missed than it can tell again", async () => {
    const line = await connected();

    expect(await join(line, ["public"], "not a cursor")).to.include({ ok: true, mustRefetch: true });
    expect(await join(line, ["public"], "1:1")).to.include({ ok: true });
  });
});
